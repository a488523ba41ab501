//! Details of items that not every item has: what it is made of, how it is counted, cared for and
//! lent. Each is a text of its own in the item, so that details merge one by one.
//!
//! A detail is read when it is written: what is kept is in one form, whatever people typed. What
//! somebody else's program wrote reads as nothing where it makes no sense.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{
    act::MOST_CENTS,
    id::{ItemId, MemberId},
    inventory::{Line, MOST_PIECES, Note},
    text::one_line,
};

/// The most parts, and the most lines of a check-list.
pub const MOST_LINES: usize = 64;
/// The most further names of one item.
const MOST_NAMES: usize = 8;
/// The most people who are named by one detail: who answer for an item, or who may borrow it.
const MOST_NAMED: usize = 16;

macro_rules! texts {
    ($(#[$outer:meta])* $name:ident { $( $(#[$doc:meta])* $variant:ident = $text:literal ),* $(,)? }) => {
        $(#[$outer])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name {
            $( $(#[$doc])* #[serde(rename = $text)] $variant ),*
        }

        impl $name {
            /// All of them, in the order in which they are shown.
            pub const ALL: &'static [Self] = &[ $( Self::$variant ),* ];

            /// Returns its key.
            pub const fn as_str(self) -> &'static str {
                match self { $( Self::$variant => $text ),* }
            }

            /// Returns the one with a key.
            pub fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.as_str() == text)
            }
        }
    };
}

texts! {
    /// A detail of an item.
    Attribute {
        /// What it is one copy of.
        Model = "model",
        /// Of which items a kit is made: a line each, its id and how many.
        Parts = "parts",
        /// What is looked for when it goes and comes: a line each, how many and what.
        Checks = "checks",
        /// What is used up is counted in this.
        Unit = "unit",
        /// From how few on it is to be bought.
        Low = "low",
        /// What is done to maintain it.
        Care = "care",
        /// After how many days.
        CareDays = "care-days",
        /// After how many loans.
        CareLoans = "care-loans",
        /// For how many days it is lent at most.
        MostDays = "most-days",
        /// How often a loan of it is extended at most.
        MostRenewals = "most-renewals",
        /// The deposit.
        Deposit = "deposit",
        /// What a loan costs.
        Tariff = "tariff",
        /// Under which licence something immaterial is given.
        Licence = "licence",
        /// Where it is to be had.
        Link = "link",
        /// Why it went out of the inventory.
        Gone = "gone",
        /// For what one has to be trained to use it.
        Training = "training",
        /// Who answers questions about it: a member's id a line.
        Referents = "referents",
        /// Which member keeps it: whom to ask, whoever owns it.
        Keeper = "keeper",
        // New ones come last: what is written in short counts from the first.
        /// What else it is called, in another language too: a line each.
        AlsoCalled = "also-called",
        /// To whom it is lent: a member's id a line; to all, when unsaid.
        Borrowers = "borrowers",
        /// Whether anybody but its owner lends it.
        LentOn = "lent-on",
    }
}

texts! {
    /// What holds for a whole space.
    Setting {
        /// How many things a member may have at once.
        MostOut = "most-out",
        /// For how many days things are lent at most.
        MostDays = "most-days",
        /// How often a loan is extended at most.
        MostRenewals = "most-renewals",
        /// Fields of the items of a category: a line each, `category | name | kind | choices`.
        Fields = "fields",
        /// Categories whose items ask for a training: one a line.
        Trained = "trained",
        /// For how many days what was granted is kept ready.
        ReadyDays = "ready-days",
    }
}

texts! {
    /// What one has to be trained for to use an item.
    Trained {
        /// Nothing, whatever is said of its category.
        Nothing = "nothing",
        /// This very item.
        Item = "item",
        /// Its category.
        Category = "category",
    }
}

texts! {
    /// Whether anybody but its owner lends something.
    LentOn {
        /// Nobody.
        No = "no",
    }
}

texts! {
    /// Why something went out of the inventory.
    Gone {
        /// It never came back.
        NotReturned = "not-returned",
        /// It broke.
        Broken = "broken",
        /// It was used up.
        UsedUp = "used-up",
        /// A better one took its place.
        Upgraded = "upgraded",
        /// It was given away.
        Given = "given",
    }
}

texts! {
    /// What goes into a field of a category.
    FieldKind {
        /// Any text.
        Text = "text",
        /// A number.
        Number = "number",
        /// A day.
        Date = "date",
        /// One of some texts.
        Choice = "choice",
    }
}

/// Why a text is no such detail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AttributeError {
    /// It is no whole number in bounds.
    #[error("not a whole number from {0} to {1}")]
    Number(u32, u32),
    /// It is no amount.
    #[error("not an amount like 20.00 EUR")]
    Amount,
    /// It is not one of the words that are known.
    #[error("not a word that is known here")]
    Word,
    /// It is too long.
    #[error("longer than {0} characters, or than {1} lines")]
    TooLong(usize, usize),
    /// It is no address of the web.
    #[error("not an address that begins with https:// or http://")]
    Link,
}

/// An amount of money: recorded, never moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Amount {
    /// How many cents.
    pub cents: u64,
    /// Of which currency: three capital letters.
    pub currency: [u8; 3],
}

impl Amount {
    /// Reads an amount as people type it: `20`, `12,50 €`, `5.00 CHF`. Euros when unsaid.
    pub fn parse(text: &str) -> Result<Self, AttributeError> {
        let text = text.trim();
        let digit = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
        let end = text.find(|c| !digit(c)).unwrap_or(text.len());
        let (number, unit) = text.split_at_checked(end).ok_or(AttributeError::Amount)?;
        let currency = match unit.trim().to_uppercase().as_str() {
            "" | "€" => *b"EUR",
            "$" => *b"USD",
            "£" => *b"GBP",
            letters => letters.as_bytes().try_into().map_err(|_| AttributeError::Amount)?,
        };
        let (whole, part) = number.split_once([',', '.']).unwrap_or((number, ""));
        let cents = match part.len() {
            0 if number == whole => Some(0),
            1 => part.parse::<u64>().ok().map(|tenths| tenths * 10),
            2 => part.parse::<u64>().ok(),
            _ => None,
        };
        let whole: u64 = whole.parse().map_err(|_| AttributeError::Amount)?;
        let cents =
            whole.checked_mul(100).zip(cents).and_then(|(one, other)| one.checked_add(other));
        let cents = cents.filter(|cents| *cents <= MOST_CENTS).ok_or(AttributeError::Amount)?;
        match currency.iter().all(u8::is_ascii_uppercase) {
            true => Ok(Self { cents, currency }),
            false => Err(AttributeError::Amount),
        }
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let currency = std::str::from_utf8(&self.currency).unwrap_or("???");
        write!(f, "{}.{:02} {currency}", self.cents / 100, self.cents % 100)
    }
}

/// A part of a kit, or a line of its check-list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted<T> {
    /// How many.
    pub count: u32,
    /// Of what.
    pub what: T,
}

/// Reads the parts of a kit; lines that name no item are passed over.
pub fn parts(text: &str) -> Vec<Counted<ItemId>> {
    let read = |line: &str| {
        let (id, count) = line.trim().split_once(' ').unwrap_or((line.trim(), "1"));
        let count = count.trim().parse().ok().filter(|count| (1..=MOST_PIECES).contains(count))?;
        Some(Counted { count, what: id.parse().ok()? })
    };
    text.lines().filter_map(read).take(MOST_LINES).collect()
}

/// Reads a check-list; a line without a number is one of it.
pub fn checks(text: &str) -> Vec<Counted<String>> {
    let read = |line: &str| {
        let line = one_line(line);
        let (first, rest) = line.split_once(' ').unwrap_or((&line, ""));
        let number = first.trim_end_matches(['×', 'x']).parse::<u32>().ok();
        let number = number.filter(|count| (1..=MOST_PIECES).contains(count) && !rest.is_empty());
        let (count, what) = number.map_or((1, line.as_str()), |count| (count, rest));
        (!what.is_empty()).then(|| Counted { count, what: what.trim().to_owned() })
    };
    text.lines().filter_map(read).take(MOST_LINES).collect()
}

/// Reads who answers questions about an item; lines that name nobody are passed over.
pub fn referents(text: &str) -> impl Iterator<Item = MemberId> {
    text.lines().filter_map(|line| line.trim().parse().ok())
}

/// A field that the items of a category have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CategoryField {
    /// The category; empty for all items.
    pub category: String,
    /// Its name.
    pub name: String,
    /// What goes in.
    pub kind: FieldKind,
    /// The texts to choose from.
    pub choices: Vec<String>,
}

/// Reads the fields of categories; lines that say none are passed over.
pub fn category_fields(text: &str) -> Vec<CategoryField> {
    let read = |line: &str| {
        let mut cells = line.split('|').map(one_line);
        let (category, name) = (cells.next()?, cells.next().filter(|name| !name.is_empty())?);
        let kind = cells.next().and_then(|kind| FieldKind::parse(&kind.to_lowercase()));
        let choices: Vec<String> = cells
            .next()
            .map(|all| all.split(',').map(one_line).filter(|one| !one.is_empty()).collect())
            .unwrap_or_default();
        Some(CategoryField { category, name, kind: kind.unwrap_or(FieldKind::Text), choices })
    };
    text.lines().filter_map(read).take(MOST_LINES).collect()
}

fn number(text: &str, least: u32, most: u32) -> Result<String, AttributeError> {
    let number = text.trim().parse::<u32>().ok().filter(|one| (least..=most).contains(one));
    number.map(|number| number.to_string()).ok_or(AttributeError::Number(least, most))
}

fn lines<T>(
    all: Vec<Counted<T>>,
    line: impl Fn(Counted<T>) -> String,
) -> Result<String, AttributeError> {
    Ok(all.into_iter().map(line).collect::<Vec<_>>().join("\n"))
}

impl Attribute {
    /// Reads what a person typed; empty takes the detail away.
    pub fn read(self, typed: &str) -> Result<Note, AttributeError> {
        let typed = typed.trim();
        let too_long = AttributeError::TooLong(Note::MOST, MOST_LINES);
        let text = match self {
            _ if typed.is_empty() => String::new(),
            Self::Parts | Self::Checks if typed.lines().count() > MOST_LINES => {
                return Err(too_long);
            }
            Self::Parts => lines(parts(typed), |part| format!("{} {}", part.what, part.count))?,
            Self::Checks => {
                lines(checks(typed), |check| format!("{} {}", check.count, check.what))?
            }
            Self::Low => number(typed, 0, MOST_PIECES)?,
            Self::CareDays | Self::MostDays => number(typed, 1, 3_650)?,
            Self::CareLoans => number(typed, 1, 10_000)?,
            Self::MostRenewals => number(typed, 0, 100)?,
            Self::Deposit | Self::Tariff => Amount::parse(typed)?.to_string(),
            Self::Training => {
                Trained::parse(typed).ok_or(AttributeError::Word)?.as_str().to_owned()
            }
            Self::LentOn => LentOn::parse(typed).ok_or(AttributeError::Word)?.as_str().to_owned(),
            Self::AlsoCalled => {
                let named = typed.split(['\n', ',', ';']).map(one_line);
                let names: Vec<String> = named.filter(|name| !name.is_empty()).collect();
                let long = |name: &String| Line::parse(name).is_err();
                if names.len() > MOST_NAMES || names.iter().any(long) {
                    return Err(AttributeError::TooLong(Line::MOST, MOST_NAMES));
                }
                names.join("\n")
            }
            Self::Referents | Self::Borrowers => {
                let ids: Vec<MemberId> = referents(typed).collect();
                if ids.len() != typed.lines().count() || ids.len() > MOST_NAMED {
                    return Err(AttributeError::Word);
                }
                ids.iter().map(MemberId::to_string).collect::<Vec<_>>().join("\n")
            }
            Self::Gone => Gone::parse(typed).ok_or(AttributeError::Word)?.as_str().to_owned(),
            Self::Keeper => {
                typed.parse::<MemberId>().map_err(|_| AttributeError::Word)?.to_string()
            }
            Self::Link if !typed.starts_with("https://") && !typed.starts_with("http://") => {
                return Err(AttributeError::Link);
            }
            Self::Model | Self::Unit | Self::Care | Self::Licence | Self::Link => {
                let line =
                    Line::parse(typed).map_err(|_| AttributeError::TooLong(Line::MOST, 1))?;
                line.as_str().to_owned()
            }
        };
        Note::parse(&text).map_err(|_| too_long)
    }
}

impl Setting {
    /// Reads what a person typed; empty takes the setting away.
    pub fn read(self, typed: &str) -> Result<Note, AttributeError> {
        let typed = typed.trim();
        let text = match self {
            _ if typed.is_empty() => String::new(),
            Self::MostOut => number(typed, 1, MOST_PIECES)?,
            Self::MostDays => number(typed, 1, 3_650)?,
            Self::ReadyDays => number(typed, 1, 365)?,
            Self::MostRenewals => number(typed, 0, 100)?,
            Self::Trained => {
                let named = typed.split(['\n', ',', ';']).map(one_line);
                named.filter(|name| !name.is_empty()).collect::<Vec<_>>().join("\n")
            }
            Self::Fields => {
                let line = |field: CategoryField| {
                    let CategoryField { category, name, kind, choices } = field;
                    format!("{category} | {name} | {} | {}", kind.as_str(), choices.join(", "))
                };
                let read = category_fields(typed).into_iter().map(line);
                read.collect::<Vec<_>>().join("\n")
            }
        };
        Note::parse(&text).map_err(|_| AttributeError::TooLong(Note::MOST, MOST_LINES))
    }
}

impl CategoryField {
    /// Returns whether a text may stand in it.
    pub fn takes(&self, text: &str) -> bool {
        let text = text.trim();
        match self.kind {
            _ if text.is_empty() => true,
            FieldKind::Text => true,
            FieldKind::Number => {
                let text = text.replacen(',', ".", 1);
                let digits = text.trim_start_matches('-');
                digits.starts_with(|c: char| c.is_ascii_digit())
                    && digits.chars().all(|c| c.is_ascii_digit() || c == '.')
                    && digits.matches('.').count() <= 1
            }
            FieldKind::Date => chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d").is_ok(),
            FieldKind::Choice => self.choices.iter().any(|choice| choice == text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(detail: Attribute, typed: &str, kept: &str) {
        let read = detail.read(typed);
        let read = read.map_or_else(|error| error.to_string(), |note| note.as_str().to_owned());
        assert_eq!(read, kept);
    }

    #[test]
    fn what_people_type_is_kept_in_one_form() {
        check(
            Attribute::Checks,
            "2x clef de 13\n mandrin\n\n3 forets",
            "2 clef de 13\n1 mandrin\n3 forets",
        );
        check(Attribute::Checks, "13", "1 13");
        check(Attribute::Deposit, "20", "20.00 EUR");
        check(Attribute::Deposit, " 12,5 € ", "12.50 EUR");
        check(Attribute::Deposit, "7.05 chf", "7.05 CHF");
        check(Attribute::Low, " 5 ", "5");
        check(Attribute::Gone, "broken", "broken");
        check(Attribute::Link, "https://example.org/a", "https://example.org/a");
        check(Attribute::Unit, "", "");
    }

    #[test]
    fn what_makes_no_sense_is_refused_with_what_would() {
        check(Attribute::Deposit, "lots", "not an amount like 20.00 EUR");
        check(Attribute::Deposit, "1.234", "not an amount like 20.00 EUR");
        check(Attribute::Deposit, "99999999999", "not an amount like 20.00 EUR");
        check(Attribute::CareDays, "0", "not a whole number from 1 to 3650");
        check(Attribute::Gone, "eaten", "not a word that is known here");
        check(
            Attribute::Link,
            "javascript:alert(1)",
            "not an address that begins with https:// or http://",
        );
        check(
            Attribute::Checks,
            &"a\n".repeat(65),
            "longer than 4000 characters, or than 64 lines",
        );
    }

    #[test]
    fn parts_that_name_no_item_are_passed_over() {
        let id = ItemId::common(crate::id::LocalId([3; 16]));
        let read = parts(&format!("{id} 2\nnothing 1\n{id}\n{id} 0"));
        assert_eq!(read, [Counted { count: 2, what: id }, Counted { count: 1, what: id }]);
    }

    #[test]
    fn a_field_of_a_category_takes_what_it_is_for() {
        let all = category_fields("metal | Power | number |\n | State | choice | new, old\nbad");
        let [power, state] = <[CategoryField; 2]>::try_from(all).unwrap();
        assert!(power.takes("1,5") && power.takes("-3") && power.takes("") && !power.takes("x"));
        assert!(!power.takes("1.2.3") && state.takes("new") && !state.takes("used"));
        let day = CategoryField { kind: FieldKind::Date, ..power };
        assert!(day.takes("2026-12-01") && !day.takes("1 December"));
    }
}
