//! Dates and times in a person's language, as their system writes them.

use etabli_api::time::Timestamp;
use etabli_i18n::Language;

use crate::{clock, day::Day};

/// How much of a moment is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Day,
    DayOfYear,
    Time,
    Month,
    Weekday,
    Whole,
    Short,
}

/// Returns the day, with its year unless that is the present one.
pub(crate) fn day(language: Language, time: Timestamp) -> String {
    let near = clock::days_between(clock::now(), time).abs() < 180;
    shown(language, time, if near { Form::Day } else { Form::DayOfYear })
}

/// Returns hours and minutes today, and the day otherwise.
pub(crate) fn moment(language: Language, time: Timestamp) -> String {
    match clock::days_between(clock::now(), time) {
        0 => shown(language, time, Form::Time),
        _ => day(language, time),
    }
}

/// Returns the month of a day, with its year.
pub(crate) fn month(language: Language, day: Day) -> String {
    shown(language, day.start(), Form::Month)
}

/// Returns the short name of a day of the week.
pub(crate) fn weekday(language: Language, day: Day) -> String {
    shown(language, day.start(), Form::Weekday)
}

/// Returns a day with nothing left out.
pub(crate) fn whole_day(language: Language, day: Day) -> String {
    shown(language, day.start(), Form::Whole)
}

/// Returns a day and its month.
pub(crate) fn short_day(language: Language, day: Day) -> String {
    shown(language, day.start(), Form::Short)
}

/// Returns hours and minutes, on whatever day.
pub(crate) fn clock(language: Language, time: Timestamp) -> String {
    shown(language, time, Form::Time)
}

/// Returns an amount of money as the language writes it: `120,50`, `120.50`.
pub(crate) fn amount(language: Language, cents: u64) -> String {
    format!("{}{}{:02}", cents / 100, point(language), cents % 100)
}

const fn point(language: Language) -> char {
    match language {
        Language::French => ',',
        Language::English => '.',
    }
}

/// Returns how large something is, in the unit that its number and its message's id name.
pub(crate) fn size(language: Language, bytes: u64) -> (&'static str, String) {
    let point = point(language);
    match bytes {
        0..1_000 => ("size-bytes", bytes.to_string()),
        1_000..1_000_000 => ("size-kilobytes", bytes.div_ceil(1_000).to_string()),
        _ => {
            let (whole, tenth) = (bytes / 1_000_000, bytes / 100_000 % 10);
            ("size-megabytes", format!("{whole}{point}{tenth}"))
        }
    }
}

#[cfg(target_arch = "wasm32")]
fn shown(language: Language, time: Timestamp, form: Form) -> String {
    use wasm_bindgen::JsValue;

    let date = js_sys::Date::new(&JsValue::from_f64(time.0 as f64));
    let text = writer(language, form).call1(&JsValue::UNDEFINED, &date);
    // What no browser can write is no day of theirs.
    text.ok().and_then(|text| text.as_string()).unwrap_or_else(|| time.to_string())
}

/// Returns what writes moments in a form. To make one takes as long as to write a hundred moments,
/// and a page may show a thousand: they are kept, until the clock here runs in another zone.
#[cfg(target_arch = "wasm32")]
fn writer(language: Language, form: Form) -> js_sys::Function {
    use std::cell::RefCell;

    type Writers = Vec<(Language, Form, js_sys::Function)>;
    thread_local! {
        static WRITERS: RefCell<(i64, Writers)> = RefCell::default();
    }
    let zone = clock::ahead(clock::now());
    WRITERS.with_borrow_mut(|(of, writers)| {
        if *of != zone {
            *of = zone;
            writers.clear();
        }
        let known = writers.iter().find(|(words, one, _)| (*words, *one) == (language, form));
        if let Some((.., known)) = known {
            return known.clone();
        }
        let new = made(language, form);
        writers.push((language, form, new.clone()));
        new
    })
}

#[cfg(target_arch = "wasm32")]
fn made(language: Language, form: Form) -> js_sys::Function {
    use js_sys::{Array, Intl::DateTimeFormat, Object, Reflect};
    use wasm_bindgen::JsValue;

    let locale = match language {
        Language::French => "fr-FR",
        Language::English => "en-GB",
    };
    let options = Object::new();
    let parts: &[(&str, &str)] = match form {
        Form::Day => &[("weekday", "short"), ("day", "numeric"), ("month", "short")],
        Form::DayOfYear => &[("day", "numeric"), ("month", "short"), ("year", "numeric")],
        Form::Time => &[("hour", "2-digit"), ("minute", "2-digit")],
        // These are of a day, not of a moment: no zone may shift them.
        Form::Month => &[("month", "long"), ("year", "numeric"), ("timeZone", "UTC")],
        Form::Weekday => &[("weekday", "short"), ("timeZone", "UTC")],
        Form::Short => &[("day", "numeric"), ("month", "long"), ("timeZone", "UTC")],
        Form::Whole => &[
            ("weekday", "long"),
            ("day", "numeric"),
            ("month", "long"),
            ("year", "numeric"),
            ("timeZone", "UTC"),
        ],
    };
    for (name, value) in parts {
        // A part that cannot be asked for is left to the system's habit.
        let set = Reflect::set(&options, &JsValue::from_str(name), &JsValue::from_str(value));
        if let Err(error) = set {
            web_sys::console::error_1(&error);
        }
    }
    DateTimeFormat::new(&Array::of1(&JsValue::from_str(locale)), &options).format()
}

/// Outside a browser there is no locale: moments are written as machines do.
#[cfg(not(target_arch = "wasm32"))]
fn shown(_: Language, time: Timestamp, form: Form) -> String {
    let text = time.to_string();
    let (day, clock) = text.split_once('T').unwrap_or((&text, ""));
    match form {
        Form::Day | Form::DayOfYear | Form::Whole | Form::Short => day.to_owned(),
        Form::Month => day.chars().take(7).collect(),
        Form::Weekday => Day(time.0.div_euclid(86_400_000)).weekday().to_string(),
        Form::Time => clock.chars().take(5).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_short_and_written_as_the_language_does() {
        assert_eq!(size(Language::English, 3_950_000), ("size-megabytes", "3.9".to_owned()));
        assert_eq!(size(Language::French, 3_950_000), ("size-megabytes", "3,9".to_owned()));
        assert_eq!(size(Language::French, 1_001), ("size-kilobytes", "2".to_owned()));
        assert_eq!(size(Language::French, 12), ("size-bytes", "12".to_owned()));
    }

    #[test]
    fn an_amount_has_its_cents_and_the_point_of_the_language() {
        assert_eq!(amount(Language::French, 12_050), "120,50");
        assert_eq!(amount(Language::English, 5), "0.05");
    }

    #[test]
    fn a_moment_of_today_is_a_time_and_another_a_day() {
        let now = clock::now();
        assert_eq!(moment(Language::English, now), "13:30");
        assert_eq!(moment(Language::English, now.plus(86_400_000)), "2026-11-25");
    }
}
