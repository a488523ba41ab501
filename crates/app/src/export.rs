//! The space in the forms of others: tables, and what networks of commons exchange.
//!
//! What is meant for the public (Valueflows, CommonsAPI, SpaceAPI) tells of what is common only,
//! never of a member. Ids are `etabli:` addresses, so that a file needs no website.

mod commons;
mod offers;
mod project;
mod space_api;
mod table;
mod valueflows;

pub(crate) use self::{
    commons::commons_api,
    offers::offers,
    project::Written,
    space_api::space_api,
    table::{rows, table},
    valueflows::valueflows,
};

use etabli_model::{inventory::Item, time::Timestamp};

use crate::space::Space;

/// Where a space can be found by those who are not in it, as far as that was said.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Found {
    /// Its website.
    pub(crate) url: Option<String>,
    /// Latitude and longitude, in degrees.
    pub(crate) at: Option<(f64, f64)>,
}

impl Found {
    /// Reads where a space is: `48.85, 2.35`.
    pub(crate) fn read(url: Option<String>, at: Option<&str>) -> Option<Self> {
        let at = match at.map(str::trim).filter(|at| !at.is_empty()) {
            None => None,
            Some(at) => {
                let (north, east) = at.split_once(',')?;
                let (north, east): (f64, f64) =
                    (north.trim().parse().ok()?, east.trim().parse().ok()?);
                let is_on_earth =
                    (-90.0..=90.0).contains(&north) && (-180.0..=180.0).contains(&east);
                Some((north, east)).filter(|_| is_on_earth).map(Some)?
            }
        };
        let url = url.map(|url| url.trim().to_owned()).filter(|url| !url.is_empty());
        Some(Self { url, at })
    }

    /// Returns the website, or an address that only Établi knows.
    fn address(&self, space: &Space) -> String {
        self.url.clone().unwrap_or_else(|| address_of(space))
    }
}

fn address_of(space: &Space) -> String {
    format!("etabli:space/{}", space.id())
}

fn item_address(item: &Item) -> String {
    format!("etabli:item/{}", item.id)
}

/// Returns the items that are common and in use, by name.
fn common(space: &Space) -> impl Iterator<Item = &Item> {
    space.catalogue.items().map(|shelved| &*shelved.item).filter(|item| item.id.owner().is_none())
}

/// Returns how many of an item are not out.
fn here(space: &Space, item: &Item) -> u32 {
    let out = space.lending().item(&item.id).map_or(0, |loans| loans.out());
    item.quantity.saturating_sub(out)
}

/// Returns an instant as in `2024-03-28T09:00:00Z`; empty beyond all calendars.
fn instant(at: Timestamp) -> String {
    jiff::Timestamp::from_millisecond(at.0).map(|at| at.to_string()).unwrap_or_default()
}
