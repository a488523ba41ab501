//! The arguments of labels and calendars.

use std::{path::PathBuf, str::FromStr};

use clap::{Args, Subcommand};

/// A length in tenths of a millimetre: `0.5mm`, `0,5`, `-1.2mm`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tenths(pub(crate) i16);

/// A text that is no such length.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a length in millimetres, with one digit behind the point at most")]
pub(crate) struct ParseTenthsError;

impl FromStr for Tenths {
    type Err = ParseTenthsError;

    fn from_str(text: &str) -> Result<Self, ParseTenthsError> {
        let typed = text.trim().trim_end_matches("mm").trim().replace(',', ".");
        let (is_negative, digits) = match typed.strip_prefix('-') {
            Some(digits) => (true, digits),
            None => (false, typed.strip_prefix('+').unwrap_or(&typed)),
        };
        let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
        let number = |text: &str| {
            let is_plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
            text.parse::<i16>().ok().filter(|_| is_plain).ok_or(ParseTenthsError)
        };
        if part.len() > 1 {
            return Err(ParseTenthsError);
        }
        let tenths =
            number(whole)?.checked_mul(10).and_then(|it| it.checked_add(number(part).ok()?));
        let tenths = tenths.filter(|_| number(part).is_ok()).ok_or(ParseTenthsError)?;
        Ok(Self(if is_negative { -tenths } else { tenths }))
    }
}

#[derive(Debug, Args)]
pub(crate) struct Labels {
    #[arg(value_name = "ITEM")]
    pub(crate) items: Vec<String>,
    #[arg(long, value_name = "CATEGORY", conflicts_with = "items")]
    pub(crate) category: Option<String>,
    #[arg(long, value_name = "PLACE", conflicts_with = "items")]
    pub(crate) place: Option<String>,
    #[arg(long, value_name = "PLACE")]
    pub(crate) of_place: Vec<String>,
    #[arg(long, value_name = "L7160|L7163|3490|plain|MM", default_value = "L7160")]
    pub(crate) sheet: String,
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(crate) start: u16,
    #[arg(long, value_name = "MM", default_value = "0", allow_hyphen_values = true)]
    pub(crate) offset_x: Tenths,
    #[arg(long, value_name = "MM", default_value = "0", allow_hyphen_values = true)]
    pub(crate) offset_y: Tenths,
    #[arg(long, value_enum, default_value_t = Line::Place)]
    pub(crate) line: Line,
    #[arg(short = 'o', long, value_name = "FILE")]
    pub(crate) output: PathBuf,
}

/// What stands under the name on a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Line {
    Place,
    Owner,
    Nothing,
}

/// What to do with the calendar file that is kept up to date.
#[derive(Debug, Subcommand)]
pub(crate) enum CalendarJob {
    Show,
    Keep(CalendarKeep),
    Drop,
}

#[derive(Debug, Args)]
pub(crate) struct CalendarKeep {
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_read_as_people_type_them() {
        for (text, expected) in
            [("0", 0), ("0.5mm", 5), ("0,5 mm", 5), ("-1.2mm", -12), ("+10", 100), ("-0.3", -3)]
        {
            assert_eq!(text.parse(), Ok(Tenths(expected)), "{text}");
        }
        for wrong in ["", "mm", "1.25", "a", "1.a", "--1", "1.", "99999", "- 1"] {
            assert_eq!(wrong.parse::<Tenths>(), Err(ParseTenthsError), "{wrong}");
        }
    }
}
