//! The arguments of places: what is said of them, hours, keys.

use std::{path::PathBuf, str::FromStr};

use clap::{Args, Subcommand};

use super::{PlaceAdd, PlaceEdit, PlaceNamed};

/// What to do with places.
#[derive(Debug, Subcommand)]
pub(crate) enum PlaceJob {
    Add(PlaceAdd),
    Edit(PlaceEdit),
    Remove(PlaceNamed),
    Restore(PlaceNamed),
    List,
    Find(PlaceFind),
    Show(Described),
    Set(Describe),
    #[command(subcommand)]
    Hours(HoursJob),
    #[command(subcommand)]
    Key(KeyJob),
}

#[derive(Debug, Args)]
pub(crate) struct Described {
    #[arg(value_name = "PLACE|ITEM")]
    pub(crate) of: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Describe {
    #[arg(value_name = "PLACE|ITEM")]
    pub(crate) of: Option<String>,
    #[arg(long, value_name = "DETAIL=TEXT", required = true)]
    pub(crate) detail: Vec<Said>,
}

#[derive(Debug, Args)]
pub(crate) struct PlaceFind {
    #[arg(value_name = "WORDS")]
    pub(crate) need: Option<String>,
    #[arg(long)]
    pub(crate) kind: Option<String>,
    #[arg(long, value_name = "N")]
    pub(crate) people: Option<u32>,
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    pub(crate) from: Option<String>,
    #[arg(long, value_name = "TIME", requires = "from", allow_hyphen_values = true)]
    pub(crate) to: Option<String>,
}

/// What to do with opening hours.
#[derive(Debug, Subcommand)]
pub(crate) enum HoursJob {
    Set(SetHours),
    Export(HoursOut),
    Import(HoursIn),
}

#[derive(Debug, Args)]
pub(crate) struct SetHours {
    #[arg(value_name = "PLACE|ITEM")]
    pub(crate) of: Option<String>,
    #[arg(long, value_name = "DAYS=HOURS")]
    pub(crate) day: Vec<Said>,
    #[arg(long, value_name = "DAY[..DAY][=WHY]")]
    pub(crate) closed: Vec<Span>,
    #[arg(long, value_name = "DAY[..DAY][=WHY]")]
    pub(crate) open: Vec<Span>,
}

#[derive(Debug, Args)]
pub(crate) struct HoursOut {
    #[arg(value_name = "PLACE|ITEM")]
    pub(crate) of: Option<String>,
    #[arg(short = 'o', long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct HoursIn {
    pub(crate) file: PathBuf,
    #[arg(long, value_name = "ITEM|PLACE")]
    pub(crate) into: Option<String>,
    #[arg(long)]
    pub(crate) dry_run: bool,
}

/// What to do with keys.
#[derive(Debug, Subcommand)]
pub(crate) enum KeyJob {
    Add(KeyAdd),
    Give(KeyGive),
    Back(KeyBack),
    List(KeyList),
}

#[derive(Debug, Args)]
pub(crate) struct KeyAdd {
    #[arg(value_name = "PLACE")]
    pub(crate) place: String,
    #[arg(long)]
    pub(crate) name: String,
    #[arg(long, value_name = "N")]
    pub(crate) quantity: Option<u32>,
}

#[derive(Debug, Args)]
pub(crate) struct KeyGive {
    #[arg(value_name = "ITEM")]
    pub(crate) item: String,
    #[arg(long, value_name = "MEMBER")]
    pub(crate) to: String,
    #[arg(long, value_name = "DATE", default_value = "never", allow_hyphen_values = true)]
    pub(crate) due: String,
}

#[derive(Debug, Args)]
pub(crate) struct KeyBack {
    #[arg(value_name = "LOAN|ITEM")]
    pub(crate) loan: String,
}

#[derive(Debug, Args)]
pub(crate) struct KeyList {
    #[arg(value_name = "PLACE")]
    pub(crate) place: String,
}

/// A name and what is said under it.
#[derive(Debug, Clone)]
pub(crate) struct Said {
    pub(crate) name: String,
    pub(crate) text: String,
}

impl FromStr for Said {
    type Err = String;

    fn from_str(typed: &str) -> Result<Self, String> {
        let (name, text) = typed.split_once('=').ok_or("NAME=TEXT")?;
        Ok(Self { name: name.trim().to_owned(), text: text.trim().to_owned() })
    }
}

/// Some days or times, and why.
#[derive(Debug, Clone)]
pub(crate) struct Span {
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) reason: String,
}

impl FromStr for Span {
    type Err = String;

    fn from_str(typed: &str) -> Result<Self, String> {
        let (when, reason) = typed.split_once('=').unwrap_or((typed, ""));
        let (from, to) = when.split_once("..").unwrap_or((when, when));
        let (from, to) = (wall(from.trim(), Edge::Start)?, wall(to.trim(), Edge::End)?);
        Ok(Self { from, to, reason: reason.trim().to_owned() })
    }
}

#[derive(Debug, Clone, Copy)]
enum Edge {
    Start,
    End,
}

/// Reads `2026-12-24` or `2026-12-24T14:00` as a moment of the wall clock: a day to its edge.
fn wall(typed: &str, edge: Edge) -> Result<String, String> {
    let bad = || format!("{typed}: 2026-12-24, 2026-12-24T14:00");
    if let Ok(at) = chrono::NaiveDateTime::parse_from_str(typed, "%Y-%m-%dT%H:%M") {
        return Ok(at.format("%Y-%m-%dT%H:%M").to_string());
    }
    let day = chrono::NaiveDate::parse_from_str(typed, "%Y-%m-%d").map_err(|_| bad())?;
    let day = match edge {
        Edge::Start => day,
        Edge::End => day.succ_opt().ok_or_else(bad)?,
    };
    Ok(format!("{day}T00:00"))
}

/// Reads `mo`, `lun`, `mo-fr`, `lu,me` as days of a week, 1 for Monday.
pub(crate) fn days(typed: &str) -> Option<Vec<u8>> {
    const NAMES: [[&str; 2]; 7] = [
        ["mo", "lu"],
        ["tu", "ma"],
        ["we", "me"],
        ["th", "je"],
        ["fr", "ve"],
        ["sa", "sa"],
        ["su", "di"],
    ];
    let day = |name: &str| {
        let name = name.trim().to_lowercase();
        let fits = |names: &[&str; 2]| names.iter().any(|one| name.starts_with(one));
        (1_u8..).zip(NAMES).find(|(_, names)| fits(names)).map(|(number, _)| number)
    };
    let mut found = Vec::new();
    for part in typed.split(',') {
        match part.split_once('-') {
            Some((from, to)) => found.extend(day(from)?..=day(to)?),
            None => found.push(day(part)?),
        }
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_have_names_in_both_languages() {
        assert_eq!(days("mo-fr"), Some(vec![1, 2, 3, 4, 5]));
        assert_eq!(days("lundi,Mercredi"), Some(vec![1, 3]));
        assert_eq!(days("sa-dim"), Some(vec![6, 7]));
        assert_eq!(days("someday"), None);
    }

    #[test]
    fn days_that_are_closed_count_to_their_end() {
        let span: Span = "2026-12-24..2027-01-02=Congés".parse().unwrap();
        assert_eq!(
            (span.from.as_str(), span.to.as_str()),
            ("2026-12-24T00:00", "2027-01-03T00:00")
        );
        let hours: Span = "2026-12-24T14:00..2026-12-24T18:00".parse().unwrap();
        assert_eq!(hours.to, "2026-12-24T18:00");
        assert!("soon".parse::<Span>().is_err());
    }
}
