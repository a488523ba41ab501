//! The words of the interface in the person's language, as a context of every component; inside a
//! space, with the words that its members have for things.

use std::{cell::RefCell, rc::Rc};

use etabli_api::{ApiError, time::Timestamp, view::SpaceView};
use etabli_i18n::{Arg, Language, Messages, Vocabulary};
use yew::prelude::*;

use crate::{day::Day, format};

thread_local! {
    /// The words of the space that is open, and how often they were others: one space is open at a
    /// time, and the number tells components that what they showed is said otherwise now.
    static SPOKEN: RefCell<(u32, Rc<Vocabulary>)> = RefCell::default();
}

/// The messages of the chosen language.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Words {
    messages: &'static Messages,
    /// Which words of a space they are said in; none outside.
    spoken: Option<u32>,
}

impl PartialEq for Words {
    fn eq(&self, other: &Self) -> bool {
        self.language() == other.language() && self.spoken == other.spoken
    }
}

impl Words {
    /// Returns the words of a language.
    pub(crate) fn of(language: Language) -> Self {
        Self { messages: Messages::of(language), spoken: None }
    }

    /// Returns these words as the members of a space say them.
    pub(crate) fn spoken_in(self, space: &SpaceView) -> Self {
        let own = vocabulary(space, self.language());
        let spoken = SPOKEN.with_borrow_mut(|(times, spoken)| {
            if **spoken != own {
                *times = times.wrapping_add(1);
                *spoken = Rc::new(own);
            }
            *times
        });
        Self { spoken: Some(spoken), ..self }
    }

    /// Returns a message as it would be with other words of the space.
    pub(crate) fn t_with(self, vocabulary: &Vocabulary, id: &str) -> String {
        self.messages.text_in(vocabulary, id, &[])
    }

    /// Returns their language.
    pub(crate) fn language(self) -> Language {
        self.messages.language()
    }

    /// Returns a message.
    pub(crate) fn t(self, id: &str) -> String {
        self.with(id, &[])
    }

    /// Returns a message with its arguments.
    pub(crate) fn with(self, id: &str, args: &[(&str, Arg<'_>)]) -> String {
        match self.spoken {
            None => self.messages.text_with(id, args),
            Some(_) => {
                let space = SPOKEN.with_borrow(|(_, spoken)| spoken.clone());
                self.messages.text_in(&space, id, args)
            }
        }
    }

    /// Returns what people call a category: a trade in the language of the page.
    pub(crate) fn category(self, category: &str) -> String {
        let named = etabli_api::trade::named(category).map(|trade| match self.language() {
            Language::French => trade.french,
            Language::English => trade.english,
        });
        named.unwrap_or(category).to_owned()
    }

    /// Returns a message about so many things.
    pub(crate) fn count(self, id: &str, count: u32) -> String {
        self.with(id, &[("count", count.into())])
    }

    /// Returns somebody's name, or that it is not here yet.
    pub(crate) fn person(self, name: &str) -> String {
        match name {
            "" => self.t("unknown-member"),
            name => name.to_owned(),
        }
    }

    /// Returns names as a list.
    pub(crate) fn people(self, names: &[String]) -> String {
        names.iter().map(|name| self.person(name)).collect::<Vec<_>>().join(", ")
    }

    /// Returns a day in words.
    pub(crate) fn day(self, time: Timestamp) -> String {
        format::day(self.language(), time)
    }

    /// Returns a time of today, or a day.
    pub(crate) fn moment(self, time: Timestamp) -> String {
        format::moment(self.language(), time)
    }

    /// Returns how large something is.
    pub(crate) fn size(self, bytes: u64) -> String {
        let (id, number) = format::size(self.language(), bytes);
        self.with(id, &[("size", (&number).into())])
    }

    /// Returns what was refused.
    pub(crate) fn reason(self, error: &ApiError) -> String {
        self.about("error", error)
    }

    /// Returns what would help.
    pub(crate) fn hint(self, error: &ApiError) -> String {
        self.about("hint", error)
    }

    fn about(self, kind: &str, error: &ApiError) -> String {
        let args: Vec<_> = error
            .args
            .iter()
            .map(|(name, value)| (name.as_str(), self.argument(name, value)))
            .collect();
        self.with(&format!("{kind}-{}", error.code), &args)
    }

    /// Reads an argument: all come as text, but dates are shown by the calendar and counts
    /// decide on plurals. A name such as `007` stays what it is.
    fn argument<'a>(self, name: &str, value: &'a str) -> Arg<'a> {
        let number = || value.parse::<u32>().ok().map(Arg::from);
        let date = || value.parse().ok().map(|time| Arg::from(self.day(time)));
        match name {
            "available" | "open" | "most" | "asked" | "items" | "places" => {
                number().unwrap_or_else(|| value.into())
            }
            "expires" => date().unwrap_or_else(|| value.into()),
            "until" | "from" | "next" => self.wall(value).map_or(value.into(), Arg::from),
            _ => value.into(),
        }
    }

    /// Returns a time on the clock of the space, such as `2026-11-26 14:00`, in words.
    fn wall(self, text: &str) -> Option<String> {
        let (day, clock) = text.split_once(' ')?;
        let mut numbers = day.splitn(3, '-').map(|part| part.parse::<i64>().ok());
        let day = Day::of(numbers.next()??, numbers.next()??, numbers.next()??)?;
        Some(format!("{} {clock}", self.day(day.start())))
    }
}

/// Returns what the members of a space call things in a language.
pub(crate) fn vocabulary(space: &SpaceView, language: Language) -> Vocabulary {
    let own = space.words.iter().filter(|word| word.language.as_str() == language.code());
    own.fold(Vocabulary::default(), |vocabulary, word| {
        vocabulary.with(word.term.as_str(), &word.one, &word.many)
    })
}

/// Returns the words of the chosen language.
#[hook]
pub(crate) fn use_words() -> Words {
    use_context::<Words>().unwrap_or_else(|| Words::of(Language::English))
}

#[cfg(test)]
mod tests {
    use etabli_api::ErrorCode;

    use super::*;

    #[test]
    fn a_refusal_says_its_dates_and_plurals() {
        let words = Words::of(Language::English);
        let expired =
            ApiError::new(ErrorCode::TicketExpired).with("expires", "2026-11-24T10:00:00Z");
        assert_eq!(words.reason(&expired), "This code ended on 2026-11-24.");
        let grace = ApiError::new(ErrorCode::BookingInGrace).with("until", "2026-11-26 14:00");
        assert_eq!(words.reason(&grace), "Whoever booked may come until 2026-11-26 14:00.");
        let open = ApiError::new(ErrorCode::ReturnsTooMany).with("open", 1);
        assert_eq!(words.reason(&open), "Only 1 is still out.");
    }

    #[test]
    fn a_name_of_digits_is_no_number() {
        let words = Words::of(Language::English);
        let error = ApiError::new(ErrorCode::NotLent).with("item", "007");
        assert_eq!(words.reason(&error), "“007” is not lent to anybody.");
    }
}
