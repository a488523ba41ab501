//! What goes on in the demo: when it is open, who booked what, what broke, what runs low and what
//! is wished for. Each is an ordinary command, so that the demo shows only what can be done.

use std::collections::BTreeMap;

use chrono::{Datelike, Weekday};
use etabli_api::{
    ApiError,
    command::{AddWish, Book, ConfirmBooking, MoveStock, OpenRepair, SetAttributes, SetDetails},
};
use etabli_model::{act::StockWhy, id::SpaceId};

use super::{Tongue, Words};
use crate::{clock, core::Core, handle::Handle};

/// Monday to Saturday, as people write it.
const HOURS: [(&str, &str); 6] = [
    ("hours:1", "14-19"),
    ("hours:2", "9-12 14-19"),
    ("hours:3", "9-12 14-19"),
    ("hours:4", "9-12 14-21"),
    ("hours:5", "9-12 14-19"),
    ("hours:6", "10-18"),
];
const ROOM: [(&str, Words); 4] = [
    ("kind", ("workshop", "workshop")),
    (
        "equipment",
        (
            "Aspiration, air comprimé, établis réglables",
            "Dust extraction, compressed air, adjustable benches",
        ),
    ),
    (
        "rules",
        (
            "Lunettes près des machines. Balayer en partant.",
            "Goggles near the machines. Sweep before you leave.",
        ),
    ),
    (
        "access",
        ("De plain-pied ; sonner au portail vert.", "Level access; ring at the green gate."),
    ),
];
/// What, on which day, from, for how long, how it repeats, whether it is settled.
type Booked = (&'static str, Weekday, &'static str, &'static str, Option<&'static str>, bool);

const BOOKINGS: [Booked; 5] = [
    ("M-001", Weekday::Tue, "14:00", "150m", None, true),
    ("M-004", Weekday::Wed, "10:00", "2h", None, false),
    ("M-006", Weekday::Fri, "14:00", "4h", None, false),
    ("T-131", Weekday::Thu, "18:30", "2h", Some("FREQ=WEEKLY;COUNT=8"), true),
    ("T-009", Weekday::Sat, "11:00", "6h", None, true),
];
const REPAIR: (&str, Words) = ("T-080", ("Le disque tourne de travers.", "The disc wobbles."));
const WISH: (Words, Words) = (
    ("Presse d’établi", "Bench vice"),
    ("L’ancienne ne serre plus.", "The old one does not hold any more."),
);
/// What is used up: its tag, its unit, below how much it runs low, and how much came in.
const STOCK: (&str, Words, &str, u32) = ("C-001", ("m", "m"), "20", 12);

/// Fills the coming days of a demo.
pub(super) fn fill(core: &Core, id: SpaceId, tongue: Tongue) -> Result<(), ApiError> {
    let space = || Some(id.to_string());
    let details = |of: Option<String>, said: BTreeMap<String, String>| {
        SetDetails { space: space(), of, details: said }.handle(core)
    };
    details(
        None,
        HOURS.iter().map(|(day, hours)| ((*day).to_owned(), (*hours).to_owned())).collect(),
    )?;
    let workshop = tongue.say(super::PLACES[0].0).to_owned();
    let room = ROOM.iter().map(|(what, words)| ((*what).to_owned(), tongue.say(*words).to_owned()));
    details(Some(workshop), room.collect())?;
    for (what, day, from, length, repeat, settled) in BOOKINGS {
        let booked = Book {
            space: space(),
            resource: what.to_owned(),
            from: format!("+{}d {from}", days_until(day)),
            to: length.to_owned(),
            zone: None,
            repeat: repeat.map(str::to_owned),
            quantity: None,
            all_the_same: false,
            what_for: None,
        }
        .handle(core)?;
        if settled {
            ConfirmBooking { space: space(), booking: booked.id.to_string() }.handle(core)?;
        }
    }
    let (item, note) = REPAIR;
    let note = tongue.say(note).to_owned();
    OpenRepair { space: space(), item: item.to_owned(), quantity: Some(1), note }.handle(core)?;
    let (tag, unit, low, amount) = STOCK;
    let said = [("unit", tongue.say(unit)), ("low", low)];
    SetAttributes {
        space: space(),
        item: tag.to_owned(),
        details: said.map(|(key, text)| (key.to_owned(), text.to_owned())).into(),
        fields: BTreeMap::new(),
    }
    .handle(core)?;
    let (why, note) = (StockWhy::In, String::new());
    MoveStock { space: space(), item: tag.to_owned(), why, amount, note }.handle(core)?;
    let (name, note) = (tongue.say(WISH.0).to_owned(), tongue.say(WISH.1).to_owned());
    AddWish { space: space(), name, note }.handle(core)?;
    Ok(())
}

/// Returns how many days it is until such a day, from one to seven.
fn days_until(day: Weekday) -> u32 {
    let today = clock::today().weekday();
    match day.days_since(today) {
        0 => 7,
        days => days,
    }
}
