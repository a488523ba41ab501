//! Who is here this week, by what they say themselves: the days on which they mostly have time, the
//! places that they booked, and the open places of which they have a key.

use std::collections::BTreeMap;

use etabli_api::{
    ApiError,
    command::ShowWeek,
    view::{DayHere, PersonHere, PlaceHere, SpanView, WeekView},
};
use etabli_model::{
    act::Occurrence,
    booking::Outcome,
    detail::Detail,
    id::{MemberId, PlaceId, ResourceId},
    text::fold_for_search,
    time::Timestamp,
};

use super::Handle;
use crate::{
    core::Core,
    opening::{self, Word},
    show,
    space::Space,
};

/// How many days are shown, from today on.
const DAYS: u32 = 7;
/// How many people are shown for a day.
const MOST_PEOPLE: usize = 200;
/// How many places are told of one of them.
const MOST_PLACES: usize = 12;

impl Handle for ShowWeek {
    fn handle(self, core: &Core) -> Result<WeekView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        core.with(id, |space| {
            let zone = opening::zone(space);
            let days = zone.days(zone.start("today")?, DAYS)?;
            let weekday = |at: Timestamp| {
                let date = zone.date(at)?;
                u8::try_from(date.weekday().to_monday_one_offset()).ok()
            };
            let day = |during: Occurrence| DayHere {
                start: during.start,
                end: during.end,
                weekday: weekday(during.start).unwrap_or(1),
                people: here(space, during, weekday(during.start)),
            };
            Ok(WeekView { days: days.into_iter().map(day).collect() })
        })
    }
}

/// Returns who says to be here on a day, by name.
fn here(space: &Space, during: Occurrence, weekday: Option<u8>) -> Vec<PersonHere> {
    let me = space.me().ok().map(|me| space.membership().first_name(&me));
    let mut found: BTreeMap<MemberId, PersonHere> = BTreeMap::new();
    let mut put = |member: &MemberId, tell: &dyn Fn(&mut PersonHere)| {
        let member = space.membership().first_name(member);
        if show::is_active(space, &member) {
            tell(found.entry(member).or_insert_with(|| PersonHere {
                member,
                name: space.catalogue.name_of(&member).to_owned(),
                me: me == Some(member),
                usually: false,
                booked: Vec::new(),
                keys: Vec::new(),
            }));
        }
    };
    for (member, said) in space.catalogue.roster.all() {
        if weekday.is_some_and(|day| said.days().contains(&day)) {
            put(member, &|person| person.usually = true);
        }
    }
    let bookings = space.bookings();
    let places = bookings.claimed().filter(|it| matches!(it, ResourceId::Place(_)));
    for resource in places {
        let stands = bookings.taking(*resource, during);
        for taking in stands.filter(|it| it.outcome == Outcome::Stands) {
            let span = within(taking.during, during);
            put(&taking.booking.by, &|person| tell(space, &mut person.booked, resource, span));
        }
    }
    for (place, holder) in keys(space) {
        let resource = ResourceId::Place(place);
        let opening = Word::of(space, &resource).opening(during);
        for open in opening.into_iter().flat_map(|opening| opening.spans) {
            if open.overlaps(&during) {
                let span = within(open, during);
                put(&holder, &|person| tell(space, &mut person.keys, &resource, span));
            }
        }
    }
    let mut people: Vec<PersonHere> = found.into_values().collect();
    people.sort_by_key(|one| (fold_for_search(&one.name), one.member));
    people.truncate(MOST_PEOPLE);
    people
}

fn within(time: Occurrence, day: Occurrence) -> SpanView {
    SpanView { start: time.start.max(day.start), end: time.end.min(day.end) }
}

fn tell(space: &Space, places: &mut Vec<PlaceHere>, of: &ResourceId, span: SpanView) {
    let name = show::resource_name(space, of);
    if places.len() < MOST_PLACES && !places.iter().any(|it| it.name == name && it.span == span) {
        places.push(PlaceHere { name, span });
    }
}

/// Returns the places whose keys somebody has, of those whose hours are told.
fn keys(space: &Space) -> Vec<(PlaceId, MemberId)> {
    let opens = space.catalogue.items().filter_map(|shelved| {
        let item = &shelved.item;
        Some((item.id, item.details.get(&Detail::KeyOf)?.parse::<PlaceId>().ok()?))
    });
    let told = opens.filter(|(_, place)| {
        space.catalogue.place(place).is_some_and(|it| !it.withdrawn)
            && Word::of(space, &ResourceId::Place(*place)).week().is_some()
    });
    let held = told.flat_map(|(item, place)| {
        let loans = space.lending().item(&item).into_iter().flat_map(|loans| loans.loans());
        loans.filter(|loan| loan.out() > 0).map(move |loan| (place, loan.to))
    });
    let mut held: Vec<(PlaceId, MemberId)> = held.collect();
    held.sort_unstable();
    held.dedup();
    held
}
