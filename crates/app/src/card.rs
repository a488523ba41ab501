//! Cards of people (vCard, RFC 6350): those of members written, those of others read.
//!
//! The reader is total and small: it takes a name, what somebody can do, how they are reached and a
//! note, and passes over the rest. It reads so many bytes and cards and no more.

use etabli_model::skill::{Kind, Outsider};

use crate::{show, space::Space};

/// The most bytes that are read.
const MOST_BYTES: usize = 4 * 1024 * 1024;
/// The most cards that are read of one file.
pub(crate) const MOST_CARDS: usize = 1_000;
/// The most characters of a value that are taken.
const MOST_VALUE: usize = 900;
/// How long a line is, in bytes, before it is folded (RFC 6350, 3.2).
const LINE: usize = 75;

/// The cards of a file.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Cards {
    /// Those that could be read.
    pub(crate) people: Vec<Outsider>,
    /// Those that could not, each by its number in the file and what it says of a name.
    pub(crate) left: Vec<(u32, String)>,
}

/// Reads the cards of a file; nothing where there is none, or too much.
pub(crate) fn read(text: &str) -> Option<Cards> {
    if text.len() > MOST_BYTES {
        return None;
    }
    let mut cards = Cards::default();
    let mut number = 0_usize;
    let mut open: Option<Draft> = None;
    for line in unfolded(text) {
        let (head, value) = line.split_once(':').unwrap_or((&line, ""));
        let name = head.split(';').next().unwrap_or_default();
        let name = name.rsplit('.').next().unwrap_or_default().to_ascii_uppercase();
        match (name.as_str(), &mut open) {
            ("BEGIN", _) if value.trim().eq_ignore_ascii_case("VCARD") => {
                open = Some(Draft::default());
            }
            ("END", _) => {
                let Some(draft) = open.take() else { continue };
                number += 1;
                if number > MOST_CARDS {
                    return None;
                }
                let called = draft.called();
                match draft.card(&called) {
                    Some(one) => cards.people.push(one),
                    None => cards.left.push((show::count(number), called)),
                }
            }
            (name, Some(draft)) => draft.take(name, value),
            (_, None) => {}
        }
    }
    (!cards.people.is_empty()).then_some(cards)
}

#[derive(Default)]
struct Draft {
    name: String,
    parts: String,
    reach: Vec<String>,
    skills: Vec<String>,
    note: String,
}

impl Draft {
    fn take(&mut self, name: &str, value: &str) {
        let said = plain(value);
        match name {
            "FN" if self.name.is_empty() => self.name = said,
            "N" if self.parts.is_empty() => {
                // Family, given, and what nobody is called by.
                let mut parts = value.split(';').map(plain);
                let (family, given) = (parts.next().unwrap_or_default(), parts.next());
                self.parts = format!("{} {family}", given.unwrap_or_default());
            }
            "TEL" | "EMAIL" if self.reach.len() < 3 => {
                let said = said.trim_start_matches("tel:").trim_start_matches("mailto:");
                self.reach.push(said.chars().take(60).collect());
            }
            "EXPERTISE" | "CATEGORIES" if self.skills.len() < 50 => {
                let each = said.split(',').map(str::trim).filter(|one| !one.is_empty());
                self.skills.extend(each.filter(|one| one.chars().count() <= 60).map(str::to_owned));
                self.skills.truncate(50);
            }
            "NOTE" if self.note.is_empty() => self.note = said,
            _ => {}
        }
    }

    fn called(&self) -> String {
        let name = if self.name.trim().is_empty() { &self.parts } else { &self.name };
        name.trim().chars().take(200).collect()
    }

    fn card(self, called: &str) -> Option<Outsider> {
        Outsider::typed(called, &self.skills.join(", "), &self.reach.join(", "), &self.note)
    }
}

/// Joins lines that were folded, with either end of line.
fn unfolded(text: &str) -> impl Iterator<Item = String> {
    let mut lines = text.lines().peekable();
    std::iter::from_fn(move || {
        let mut line = lines.next()?.to_owned();
        while let Some(more) = lines.next_if(|next| next.starts_with([' ', '\t'])) {
            if line.len() < 8 * MOST_VALUE {
                line.push_str(more.get(1..).unwrap_or_default());
            }
        }
        Some(line)
    })
}

/// Returns a value without its escapes.
fn plain(value: &str) -> String {
    let mut said = String::new();
    let mut escaped = false;
    for c in value.chars().take(MOST_VALUE) {
        match (escaped, c) {
            (false, '\\') => escaped = true,
            (true, 'n' | 'N') => {
                said.push('\n');
                escaped = false;
            }
            (_, c) => {
                said.push(c);
                escaped = false;
            }
        }
    }
    said
}

/// Returns a text with what has a meaning in a card escaped.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '\n' => out.push_str("\\n"),
            '\\' | ',' | ';' => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}

/// Appends a line, folded where it is long.
fn line(out: &mut String, text: &str) {
    let mut room = LINE;
    for c in text.chars() {
        if c.len_utf8() > room {
            out.push_str("\r\n ");
            room = LINE - 1;
        }
        out.push(c);
        room -= c.len_utf8();
    }
    out.push_str("\r\n");
}

/// Writes the cards of the members who take part, with what the person here may see of them.
pub(crate) fn members(space: &Space, now: etabli_model::time::Timestamp) -> String {
    let mut out = String::new();
    let all = space.membership().members().map(|(id, _)| id);
    for id in all.filter(|id| show::is_active(space, id)) {
        let person = show::person(space, id, now);
        if person.name.is_empty() {
            continue;
        }
        line(&mut out, "BEGIN:VCARD");
        line(&mut out, "VERSION:4.0");
        line(&mut out, &format!("UID:etabli:member/{id}"));
        line(&mut out, &format!("FN:{}", escaped(&person.name)));
        let fields = [("TEL", &person.contact.phone), ("EMAIL", &person.contact.email)];
        for (name, value) in fields.into_iter().filter(|(_, value)| !value.is_empty()) {
            line(&mut out, &format!("{name}:{}", escaped(value)));
        }
        let can = |kinds: &[String]| kinds.iter().any(|kind| kind != Kind::Want.as_str());
        for skill in person.skills.iter().filter(|skill| can(&skill.kinds)) {
            let level = match skill.level.as_str() {
                "novice" => "beginner",
                "able" => "average",
                _ => "expert",
            };
            line(&mut out, &format!("EXPERTISE;LEVEL={level}:{}", escaped(&skill.name.french)));
        }
        if !person.contact.note.is_empty() {
            line(&mut out, &format!("NOTE:{}", escaped(&person.contact.note)));
        }
        line(&mut out, "END:VCARD");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cards_of_others_are_read_as_people_outside_the_group() {
        let text = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana\\, l’artisane\r\nitem1.TEL;TYPE=cell:06 12\r\n\
            EMAIL:ana@exa\r\n mple.org\r\nCATEGORIES:Soudage,Vannerie\r\nNOTE:un\\ndeux\r\nEND:VCARD\r\n\
            BEGIN:VCARD\nN:Durand;Bo;;;\nPHOTO:xxxx\nEND:VCARD\nEND:VCARD\nFN:nobody\n";
        let cards = read(text).unwrap();
        let told: Vec<String> = cards.people.iter().map(ToString::to_string).collect();
        assert_eq!(
            told,
            ["Ana, l’artisane\nwelding, Vannerie\n06 12, ana@example.org\nun\ndeux", "Bo Durand"]
        );
    }

    #[test]
    fn a_bomb_of_cards_is_refused_and_nonsense_is_none() {
        let card = "BEGIN:VCARD\nFN:x\nEND:VCARD\n";
        assert_eq!(
            read(&card.repeat(MOST_CARDS)).map(|cards| cards.people.len()),
            Some(MOST_CARDS)
        );
        assert_eq!(read(&card.repeat(MOST_CARDS + 1)), None);
        assert_eq!(read(&"x".repeat(MOST_BYTES + 1)), None);
        let folded = format!("BEGIN:VCARD\nFN:Bo\nNOTE:{}\nEND:VCARD", "\n y".repeat(100_000));
        assert_eq!(read(&folded).map(|cards| cards.people.len()), Some(1));
        // A card of nobody is told by its number, and stands in nobody's way.
        let some = read(&format!("{card}BEGIN:VCARD\nTEL:1\nEND:VCARD\n{card}")).unwrap();
        assert_eq!((some.people.len(), some.left), (2, vec![(2, String::new())]));
        for nothing in ["", "hello", "BEGIN:VCARD\nEND:VCARD", "BEGIN:VCARD\nFN:x"] {
            assert_eq!(read(nothing), None, "{nothing}");
        }
    }

    #[test]
    fn long_lines_are_folded_between_letters() {
        let mut out = String::new();
        line(&mut out, &"é".repeat(80));
        assert!(out.lines().all(|line| line.len() <= LINE));
        assert_eq!(unfolded(&out).next().as_deref(), Some("é".repeat(80).as_str()));
    }
}
