//! Bookings, as a fold over what members book and what is said of it.
//!
//! Bookings stand in one order: confirmed ones first, then those that a device of whoever answers
//! for the resource has seen, then the rest; inside each by canonical position. Each takes what it
//! claims if that fits beside those before it, all or none, each of its times by itself; what does
//! not fit is displaced and stays so, also when those before it go. Nothing but acts is read, and a
//! new act costs what is near it in that order and in time, wherever it sorts.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use crate::{
    act::{
        BeginBooking, Book, CancelBooking, Claim, ConfirmBooking, Known, Occurrence,
        ReleaseBooking, SeenBookings, SetCapacity,
    },
    id::{BookingId, CapacityId, MemberId, ResourceId},
    lending::Position,
    time::Timestamp,
};

mod attendance;
mod fit;
mod keeping;
mod planning;
pub mod rules;
mod spans;
mod standing;
#[cfg(test)]
mod tests;
mod wish;

use self::spans::{Slot, Spans};
pub use self::{
    fit::{Use, fits},
    planning::Taking,
    standing::{Attendance, Booking, Ending, Outcome, Standing, Sureness},
    wish::{Asker, Holder, Obstacle, Refusal, Wish},
};

/// How many there are of a resource about which nothing was said.
pub const USUAL_CAPACITY: u32 = 1;

/// An act about bookings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BookingAct {
    /// Something was booked.
    Book(Book),
    /// A booking was confirmed.
    Confirm(ConfirmBooking),
    /// A booking was ended.
    Cancel(CancelBooking),
    /// Bookings were seen.
    Seen(SeenBookings),
    /// It was said how many there are.
    SetCapacity(SetCapacity),
    /// Whoever booked is there.
    Begin(BeginBooking),
    /// The rest of a time is free.
    Release(ReleaseBooking),
}

impl BookingAct {
    /// Returns the act as one about bookings, if it is.
    pub fn of(act: &Known) -> Option<Self> {
        match act {
            Known::Book(act) => Some(Self::Book(act.clone())),
            Known::ConfirmBooking(act) => Some(Self::Confirm(act.clone())),
            Known::CancelBooking(act) => Some(Self::Cancel(act.clone())),
            Known::SeenBookings(act) => Some(Self::Seen(act.clone())),
            Known::SetCapacity(act) => Some(Self::SetCapacity(act.clone())),
            Known::BeginBooking(act) => Some(Self::Begin(act.clone())),
            Known::ReleaseBooking(act) => Some(Self::Release(act.clone())),
            _ => None,
        }
    }
}

/// What was said of a booking.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Mark {
    Confirm(Arc<[ResourceId]>),
    Cancel(Arc<[ResourceId]>),
    Seen(Arc<[ResourceId]>),
    Replace(BookingId),
    Begin(u16, Timestamp),
    Release(u16, Timestamp),
}

#[derive(Debug, Clone)]
struct Written {
    position: Position,
    by: MemberId,
    book: Book,
}

/// What is known of a booking; what was said of it may come first.
#[derive(Debug, Clone)]
struct Record {
    id: BookingId,
    written: Option<Written>,
    /// By position.
    marks: Vec<(Position, MemberId, Mark)>,
    standing: Standing,
    outcomes: Vec<Outcome>,
    attendance: Vec<Attendance>,
}

/// A place in the order in which bookings take what they claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    sureness: Sureness,
    position: Position,
    occurrence: u16,
}

/// The times at which a resource is claimed.
#[derive(Debug, Clone, Default)]
struct Timeline {
    /// Of bookings that take units of it.
    takers: Spans,
    /// Of bookings of something inside it.
    insiders: Spans,
    /// Those of both that stand, ended ones too.
    standing_takers: Spans,
    standing_insiders: Spans,
}

#[derive(Debug, Clone, Copy)]
struct Capacity {
    position: Position,
    resource: ResourceId,
    units: u32,
}

/// All bookings of a space.
#[derive(Debug, Clone, Default)]
pub struct Bookings {
    at: BTreeMap<BookingId, usize>,
    records: Vec<Record>,
    timelines: BTreeMap<ResourceId, Timeline>,
    capacities: BTreeMap<CapacityId, Capacity>,
    /// By resource, in canonical order.
    said: BTreeMap<ResourceId, BTreeMap<Position, u32>>,
    /// Which bookings go by what was said.
    relying: BTreeMap<CapacityId, Vec<usize>>,
    /// Bookings that go on, and that those who answer for them have not all seen.
    held: BTreeSet<usize>,
    /// Further names of members who were admitted twice, each with their first.
    aliases: BTreeMap<MemberId, MemberId>,
}

impl Bookings {
    /// Takes an act in, wherever it sorts, and returns how many times of bookings were judged for
    /// it; taking it twice changes nothing.
    pub fn insert(&mut self, position: Position, author: MemberId, act: BookingAct) -> usize {
        self.extend([(position, author, act)])
    }

    /// Takes many acts in at once, judging each time of a booking once at most.
    pub fn extend(
        &mut self,
        acts: impl IntoIterator<Item = (Position, MemberId, BookingAct)>,
    ) -> usize {
        let mut touched = BTreeSet::new();
        for (position, author, act) in acts {
            self.note(position, author, act, &mut touched);
        }
        self.settle(touched)
    }

    /// Hears under which further names members were admitted.
    pub fn know_as(&mut self, aliases: impl Iterator<Item = (MemberId, MemberId)>) {
        let aliases: BTreeMap<_, _> = aliases.collect();
        if aliases != self.aliases {
            self.aliases = aliases;
            self.settle((0..self.records.len()).collect());
        }
    }

    /// Keeps what an act says, and tells which records it is about.
    fn note(
        &mut self,
        position: Position,
        author: MemberId,
        act: BookingAct,
        touched: &mut BTreeSet<usize>,
    ) {
        match act {
            BookingAct::Book(book) => {
                let replaced = book.replaces;
                let record = self.record(position.booking());
                if self.records.get(record).is_none_or(|record| record.written.is_some()) {
                    return;
                }
                self.write(record, Written { position, by: author, book });
                touched.insert(record);
                if let Some(replaced) = replaced {
                    let mark = Mark::Replace(position.booking());
                    touched.extend(self.mark(replaced, position, author, mark));
                }
            }
            BookingAct::Confirm(act) => {
                let mark = Mark::Confirm(act.resources.into());
                touched.extend(self.mark(act.booking, position, author, mark));
            }
            BookingAct::Cancel(act) => {
                let mark = Mark::Cancel(act.resources.into());
                touched.extend(self.mark(act.booking, position, author, mark));
            }
            BookingAct::Seen(act) => {
                let resources: Arc<[ResourceId]> = act.resources.into();
                for booking in act.bookings {
                    let mark = Mark::Seen(resources.clone());
                    touched.extend(self.mark(booking, position, author, mark));
                }
            }
            BookingAct::Begin(act) => {
                let mark = Mark::Begin(act.occurrence, act.at);
                touched.extend(self.mark(act.booking, position, author, mark));
            }
            BookingAct::Release(act) => {
                let mark = Mark::Release(act.occurrence, act.at);
                touched.extend(self.mark(act.booking, position, author, mark));
            }
            BookingAct::SetCapacity(SetCapacity { resource, units, .. }) => {
                let id = position.capacity();
                self.capacities.insert(id, Capacity { position, resource, units });
                self.said.entry(resource).or_default().insert(position, units);
                touched.extend(self.relying.get(&id).into_iter().flatten());
            }
        }
    }

    /// Returns where what is known of a booking is kept.
    fn record(&mut self, id: BookingId) -> usize {
        *self.at.entry(id).or_insert_with(|| {
            let standing = Standing { sureness: Sureness::Held, end: None };
            let (written, marks, outcomes) = (None, Vec::new(), Vec::new());
            let attendance = Vec::new();
            self.records.push(Record { id, written, marks, standing, outcomes, attendance });
            self.records.len() - 1
        })
    }

    fn write(&mut self, at: usize, written: Written) {
        for claim in &written.book.claims {
            let timeline = self.timelines.entry(claim.resource).or_default();
            let spans = match claim.units {
                0 => &mut timeline.insiders,
                _ => &mut timeline.takers,
            };
            for (occurrence, during) in (0..).zip(&written.book.occurrences) {
                spans.insert(*during, Slot { record: at, occurrence });
            }
            if let Some(capacity) = claim.capacity {
                self.relying.entry(capacity).or_default().push(at);
            }
        }
        if let Some(record) = self.records.get_mut(at) {
            record.written = Some(written);
        }
    }

    /// Notes what was said of a booking, and returns where if it is new.
    fn mark(
        &mut self,
        booking: BookingId,
        position: Position,
        author: MemberId,
        mark: Mark,
    ) -> Option<usize> {
        let at = self.record(booking);
        let record = self.records.get_mut(at)?;
        let index = record.marks.binary_search_by_key(&position, |(at, _, _)| *at).err()?;
        record.marks.insert(index, (position, author, mark));
        Some(at)
    }

    /// Brings records up to date after something was said of them, and whatever is near them.
    /// Returns how many times of bookings were judged.
    fn settle(&mut self, touched: BTreeSet<usize>) -> usize {
        let mut slots = BTreeSet::new();
        for at in touched {
            let Some(written) = self.records.get(at).and_then(|record| record.written.as_ref())
            else {
                continue;
            };
            let times = written.book.occurrences.len();
            let standing = self.standing(at, written);
            let attendance = self.attendance(at, written);
            let mine = (0..times).filter_map(|occurrence| {
                Some(Slot { record: at, occurrence: u16::try_from(occurrence).ok()? })
            });
            for slot in mine {
                // What came after it must be asked again, and those after its new place as well,
                // which happens when it stands there.
                if self.stands(slot) {
                    slots.extend(self.after(slot));
                    self.set_standing(slot, false);
                }
                slots.insert(slot);
            }
            if standing.sureness == Sureness::Held && standing.end.is_none() {
                self.held.insert(at);
            } else {
                self.held.remove(&at);
            }
            if let Some(record) = self.records.get_mut(at) {
                record.standing = standing;
                record.attendance = attendance;
                record.outcomes.clear();
            }
        }
        self.judge_in_order(slots)
    }

    /// Judges times of bookings in their order, and all that depends on what changes.
    fn judge_in_order(&mut self, slots: BTreeSet<Slot>) -> usize {
        let mut waiting: BTreeSet<(Rank, Slot)> =
            slots.into_iter().filter_map(|slot| Some((self.rank(slot)?, slot))).collect();
        let mut judged = 0;
        while let Some((rank, slot)) = waiting.pop_first() {
            judged += 1;
            let Some(outcome) = self.judge(slot, rank) else { continue };
            let stands = outcome == Outcome::Stands;
            if stands != self.stands(slot) {
                self.set_standing(slot, stands);
                for after in self.after(slot) {
                    waiting.extend(self.rank(after).map(|rank| (rank, after)));
                }
            }
            let index = usize::from(slot.occurrence);
            if let Some(record) = self.records.get_mut(slot.record) {
                match record.outcomes.get_mut(index) {
                    Some(former) => *former = outcome,
                    None => record.outcomes.push(outcome),
                }
            }
        }
        judged
    }

    /// Returns where a booking stands, by what was said of it.
    fn standing(&self, at: usize, written: &Written) -> Standing {
        let marks = self.records.get(at).map(|record| record.marks.as_slice()).unwrap_or_default();
        let claims = &written.book.claims;
        let claimed =
            |resource: &ResourceId| claims.iter().any(|claim| claim.resource == *resource);
        let end = marks.iter().find_map(|(position, author, mark)| {
            let own = self.first_name(author) == self.first_name(&written.by);
            let how = match mark {
                Mark::Cancel(as_whom) if as_whom.is_empty() && own => Ending::Withdrawn,
                Mark::Cancel(as_whom) if as_whom.iter().any(claimed) => Ending::Refused(*author),
                Mark::Replace(by) if own => Ending::Replaced(*by),
                Mark::Cancel(_)
                | Mark::Replace(_)
                | Mark::Confirm(_)
                | Mark::Seen(_)
                | Mark::Begin(..)
                | Mark::Release(..) => return None,
            };
            // Nothing that is said of a booking comes before it, whatever a liar's log says.
            Some(((*position).max(written.position), how))
        });
        let said = |about: fn(&Mark) -> Option<&[ResourceId]>| {
            let mut last = written.position;
            for claim in claims.iter().filter(|claim| claim.units > 0) {
                let first = marks.iter().find(|(position, _, mark)| {
                    end.is_none_or(|(end, _)| *position < end)
                        && about(mark).is_some_and(|about| about.contains(&claim.resource))
                });
                last = last.max(first?.0);
            }
            Some(last)
        };
        let confirmed = said(|mark| match mark {
            Mark::Confirm(resources) => Some(resources.as_ref()),
            Mark::Cancel(_)
            | Mark::Seen(_)
            | Mark::Replace(_)
            | Mark::Begin(..)
            | Mark::Release(..) => None,
        });
        let seen = said(|mark| match mark {
            Mark::Seen(resources) => Some(resources.as_ref()),
            Mark::Cancel(_)
            | Mark::Confirm(_)
            | Mark::Replace(_)
            | Mark::Begin(..)
            | Mark::Release(..) => None,
        });
        let sureness = match (confirmed, seen) {
            (Some(position), _) => Sureness::Confirmed(position),
            (None, Some(position)) => Sureness::Seen(position),
            (None, None) => Sureness::Held,
        };
        Standing { sureness, end }
    }

    fn first_name<'a>(&'a self, member: &'a MemberId) -> &'a MemberId {
        self.aliases.get(member).unwrap_or(member)
    }

    /// Judges one time of a booking beside what stands before it.
    fn judge(&self, slot: Slot, rank: Rank) -> Option<Outcome> {
        let (written, during) = self.slot(slot)?;
        for claim in &written.book.claims {
            let before: Vec<(Rank, BookingId, Use)> = self
                .beside(claim, during)
                .filter_map(|(other, used)| {
                    let before = self.rank(other).filter(|before| *before < rank)?;
                    let record = self.records.get(other.record)?;
                    // Whoever had gone when this one was written left room for it.
                    let free =
                        record.attendance.iter().find(|it| it.occurrence == other.occurrence);
                    let free = free.and_then(|it| it.released).map(|(at, _)| at);
                    let end = record.standing.end.map(|(end, _)| end);
                    let gone = [end, free].into_iter().flatten().any(|it| it <= written.position);
                    (!gone).then_some((before, record.id, used))
                })
                .collect();
            let wanted = Use { units: claim.units, during };
            let capacity = self.capacity_of(claim, written.position);
            if !fits(capacity, wanted, before.iter().map(|(_, _, used)| *used)) {
                let winner = before.iter().min_by_key(|(rank, _, _)| *rank);
                let winner = winner.map(|(_, id, _)| *id);
                return Some(Outcome::Displaced { resource: claim.resource, winner });
            }
        }
        Some(Outcome::Stands)
    }

    /// Returns what stands at a time and could be in the way of a claim, ended bookings too.
    fn beside(&self, claim: &Claim, during: Occurrence) -> impl Iterator<Item = (Slot, Use)> {
        let (resource, inside) = (claim.resource, claim.units == 0);
        self.timelines.get(&resource).into_iter().flat_map(move |timeline| {
            let takers = timeline.standing_takers.over(during);
            // What is inside is in the way of who takes the whole, and of nobody else.
            let insiders = (!inside).then(|| timeline.standing_insiders.over(during));
            takers.chain(insiders.into_iter().flatten()).filter_map(move |(during, slot)| {
                let (written, _) = self.slot(slot)?;
                let mut claims = written.book.claims.iter();
                let units = claims.find(|claim| claim.resource == resource)?.units;
                Some((slot, Use { units, during }))
            })
        })
    }

    /// Returns the times of bookings that come after one and may depend on it.
    fn after(&self, slot: Slot) -> Vec<Slot> {
        let (Some((written, during)), Some(rank)) = (self.slot(slot), self.rank(slot)) else {
            return Vec::new();
        };
        let mut after = Vec::new();
        for claim in &written.book.claims {
            let Some(timeline) = self.timelines.get(&claim.resource) else { continue };
            let insiders = (claim.units > 0).then(|| timeline.insiders.over(during));
            let all = timeline.takers.over(during).chain(insiders.into_iter().flatten());
            after.extend(
                all.map(|(_, other)| other)
                    .filter(|other| self.rank(*other).is_some_and(|other| rank < other)),
            );
        }
        after
    }

    fn slot(&self, slot: Slot) -> Option<(&Written, Occurrence)> {
        let written = self.records.get(slot.record)?.written.as_ref()?;
        Some((written, *written.book.occurrences.get(usize::from(slot.occurrence))?))
    }

    fn rank(&self, slot: Slot) -> Option<Rank> {
        let record = self.records.get(slot.record)?;
        let position = record.written.as_ref()?.position;
        let Standing { sureness, .. } = record.standing;
        Some(Rank { sureness, position, occurrence: slot.occurrence })
    }

    fn stands(&self, slot: Slot) -> bool {
        let outcomes = self.records.get(slot.record).map(|record| record.outcomes.as_slice());
        outcomes.unwrap_or_default().get(usize::from(slot.occurrence)) == Some(&Outcome::Stands)
    }

    fn set_standing(&mut self, slot: Slot, stands: bool) {
        let Some(written) = self.records.get(slot.record).and_then(|it| it.written.as_ref()) else {
            return;
        };
        let Some(during) = written.book.occurrences.get(usize::from(slot.occurrence)) else {
            return;
        };
        for claim in &written.book.claims {
            let timeline = self.timelines.entry(claim.resource).or_default();
            let spans = match claim.units {
                0 => &mut timeline.standing_insiders,
                _ => &mut timeline.standing_takers,
            };
            match stands {
                true => spans.insert(*during, slot),
                false => spans.remove(*during, slot),
            }
        }
    }

    /// Returns how many there are of what a booking at a position claims: what its author named,
    /// if that was said before, of that resource.
    fn capacity_of(&self, claim: &Claim, position: Position) -> u32 {
        let said = claim.capacity.and_then(|id| self.capacities.get(&id));
        said.filter(|said| said.resource == claim.resource && said.position < position)
            .map_or(USUAL_CAPACITY, |said| said.units)
    }

    /// Returns how many of a resource may be booked at once now, and what says so.
    pub fn capacity(&self, resource: &ResourceId) -> (u32, Option<CapacityId>) {
        let said = self.said.get(resource).and_then(BTreeMap::last_key_value);
        match said {
            Some((position, units)) => (*units, Some(position.capacity())),
            None => (USUAL_CAPACITY, None),
        }
    }

    /// Returns a booking.
    pub fn booking(&self, id: &BookingId) -> Option<Booking<'_>> {
        self.shown(*self.at.get(id)?)
    }

    /// Returns all bookings, by id.
    pub fn bookings(&self) -> impl Iterator<Item = Booking<'_>> {
        self.at.values().filter_map(|at| self.shown(*at))
    }

    /// Returns the bookings that go on and that those who answer for them have not all seen.
    pub fn unseen(&self) -> impl Iterator<Item = Booking<'_>> {
        self.held.iter().filter_map(|at| self.shown(*at))
    }

    /// Returns whether somebody with some rights has said of a booking that they have seen it.
    pub fn seen_for(&self, id: &BookingId, resource: &ResourceId) -> bool {
        let record = self.at.get(id).and_then(|at| self.records.get(*at));
        record.is_some_and(|record| {
            record.marks.iter().any(|(_, _, mark)| match mark {
                Mark::Seen(resources) | Mark::Confirm(resources) => resources.contains(resource),
                Mark::Cancel(_) | Mark::Replace(_) | Mark::Begin(..) | Mark::Release(..) => false,
            })
        })
    }

    fn shown(&self, at: usize) -> Option<Booking<'_>> {
        let Record { id, written, standing, outcomes, attendance, .. } = self.records.get(at)?;
        let Written { position, by, book } = written.as_ref()?;
        let (id, position, by, standing) = (*id, *position, *by, *standing);
        Some(Booking { id, position, by, book, standing, outcomes, attendance })
    }

    /// Writes the canonical state: what became of each booking, and how many there are of what.
    pub fn write_state(&self, write: &mut impl FnMut(&[u8])) {
        for Booking { id, by, standing, outcomes, attendance, .. } in self.bookings() {
            let state = (id, by, standing, outcomes);
            write(&postcard::to_stdvec(&state).unwrap_or_default());
            // The state of spaces in which nobody ever said so is written as it always was.
            if !attendance.is_empty() {
                write(&postcard::to_stdvec(&(id, attendance)).unwrap_or_default());
            }
        }
        for (resource, said) in &self.said {
            write(&postcard::to_stdvec(&(resource, said)).unwrap_or_default());
        }
    }
}
