//! Dates and times in a person's language, as their system writes them.

use etabli_api::time::Timestamp;
use etabli_i18n::Language;

use crate::clock;

/// How much of a moment is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Day,
    DayOfYear,
    Time,
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

#[cfg(target_arch = "wasm32")]
fn shown(language: Language, time: Timestamp, form: Form) -> String {
    use js_sys::{Date, Object, Reflect};
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
    };
    for (name, value) in parts {
        // A part that cannot be asked for is left to the system's habit.
        let set = Reflect::set(&options, &JsValue::from_str(name), &JsValue::from_str(value));
        if let Err(error) = set {
            web_sys::console::error_1(&error);
        }
    }
    let date = Date::new(&JsValue::from_f64(time.0 as f64));
    let text = match form {
        Form::Day | Form::DayOfYear => date.to_locale_date_string(locale, &options),
        Form::Time => date.to_locale_time_string_with_options(locale, &options),
    };
    text.into()
}

/// Outside a browser there is no locale: moments are written as machines do.
#[cfg(not(target_arch = "wasm32"))]
fn shown(_: Language, time: Timestamp, form: Form) -> String {
    let text = time.to_string();
    let (day, clock) = text.split_once('T').unwrap_or((&text, ""));
    match form {
        Form::Day | Form::DayOfYear => day.to_owned(),
        Form::Time => clock.chars().take(5).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_of_today_is_a_time_and_another_a_day() {
        let now = clock::now();
        assert_eq!(moment(Language::English, now), "13:30");
        assert_eq!(moment(Language::English, now.plus(86_400_000)), "2026-11-25");
    }
}
