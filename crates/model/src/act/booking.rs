//! The acts of booking: a claim on resources for some time, and what is said of it.
//!
//! What a merge must agree on is frozen here as integers: instants in UTC, units, and which act
//! said how many there are. Wall time, zone and rule are for people to read and nothing else. Each
//! act names the resources that its author answers for, so that their right is judged by the act.

use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;

use super::More;
use crate::{
    id::{BookingId, CapacityId, ResourceId},
    inventory::{Line, MOST_PIECES},
    time::Timestamp,
};

/// The most resources a booking may claim, or an act about bookings may name.
pub const MOST_CLAIMS: usize = 64;
/// The most times a booking may take place.
pub const MOST_OCCURRENCES: usize = 366;
/// The most claims times occurrences of a booking: what one entry may cost to keep ready.
pub const MOST_TAKEN: usize = 4096;
/// The most bookings that are seen in one act.
pub const MOST_SEEN: usize = 256;
/// The longest that a booking may last without a break, in milliseconds: 366 days.
pub const LONGEST_OCCURRENCE: i64 = 366 * 24 * 60 * 60 * 1000;
/// The most bytes the name of a zone or a wall time may have.
const MOST_WALL: usize = 64;
/// The most bytes a rule may have.
const MOST_RULE: usize = 256;

/// How much of a resource a booking takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// The resource.
    pub resource: ResourceId,
    /// How many. None: something inside it is booked, which goes on beside other things inside,
    /// but not beside whoever takes the whole.
    pub units: u32,
    /// What said how many there are, as far as the author knew; unsaid, there is one.
    pub capacity: Option<CapacityId>,
}

/// A time that begins with its start and ends before its end, so that 10–12 and 12–14 never meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Occurrence {
    /// Its first instant.
    pub start: Timestamp,
    /// The first instant after it.
    pub end: Timestamp,
}

impl Occurrence {
    /// Returns whether two have an instant in common.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    fn makes_sense(&self) -> bool {
        Timestamp::FIRST <= self.start
            && self.start < self.end
            && self.end <= Timestamp::END
            && self.end.0 - self.start.0 <= LONGEST_OCCURRENCE
    }
}

/// What people read of when a booking takes place.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wall {
    /// When the first time starts, by the clock on the wall: `2026-11-24T10:00`.
    pub start: String,
    /// The zone of that clock.
    pub zone: String,
    /// How it repeats, as an RFC 5545 rule; empty when it does not.
    pub rule: String,
}

impl Wall {
    fn makes_sense(&self) -> bool {
        let short = |text: &String, most| text.len() <= most && !text.contains(char::is_control);
        short(&self.start, MOST_WALL)
            && short(&self.zone, MOST_WALL)
            && short(&self.rule, MOST_RULE)
    }
}

/// Books resources, all or none, each time judged by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Book {
    /// What it takes, ascending by resource.
    pub claims: Vec<Claim>,
    /// When, ascending, none over another.
    pub occurrences: Vec<Occurrence>,
    /// What people read of that.
    pub wall: Wall,
    /// The author's booking that ends with this one: it is moved, or what was offered is taken.
    pub replaces: Option<BookingId>,
    /// Later fields.
    pub more: More,
}

/// The number, among the later fields of a booking, of what it is for: a line of text.
const WHAT_FOR: u16 = 16;

/// Returns the later field of a booking that says what it is for, where anything is said.
pub fn what_for(said: &Line) -> Option<(u16, ByteBuf)> {
    let said = said.as_str();
    (!said.is_empty()).then(|| (WHAT_FOR, ByteBuf::from(said.as_bytes().to_vec())))
}

/// Returns what a booking is for, by its later fields; what is no line says nothing.
pub fn said_for(more: &More) -> Option<Line> {
    let (_, bytes) = more.iter().find(|(number, _)| *number == WHAT_FOR)?;
    let text = std::str::from_utf8(bytes).ok()?;
    Line::parse(text).ok().filter(|line| !text.is_empty() && line.as_str() == text)
}

impl Book {
    /// Returns what was said that it is for, as another booking in its place says it.
    pub fn saying_for(self, said: Option<&Line>) -> Self {
        let mut more = self.more;
        more.retain(|(number, _)| *number != WHAT_FOR);
        more.extend(said.and_then(what_for));
        more.sort_by_key(|(number, _)| *number);
        Self { more, ..self }
    }

    /// Returns whether it is within bounds and takes something at some time.
    pub fn makes_sense(&self) -> bool {
        let claims = (1..=MOST_CLAIMS).contains(&self.claims.len())
            && ascending(self.claims.iter().map(|claim| claim.resource))
            && self.claims.iter().all(|claim| claim.units <= MOST_PIECES)
            && self.claims.iter().any(|claim| claim.units > 0);
        let occurrences = (1..=MOST_OCCURRENCES).contains(&self.occurrences.len())
            && self.occurrences.iter().all(Occurrence::makes_sense)
            && self
                .occurrences
                .iter()
                .zip(self.occurrences.iter().skip(1))
                .all(|(one, next)| one.end <= next.start);
        let taken = self.claims.len() * self.occurrences.len() <= MOST_TAKEN;
        claims && occurrences && taken && self.wall.makes_sense()
    }
}

/// Confirms a booking, for the resources that its author answers for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfirmBooking {
    /// The booking.
    pub booking: BookingId,
    /// The resources, ascending.
    pub resources: Vec<ResourceId>,
    /// Later fields.
    pub more: More,
}

/// Ends a booking.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CancelBooking {
    /// The booking.
    pub booking: BookingId,
    /// As whom: none, whoever booked; else, who answers for these resources, ascending.
    pub resources: Vec<ResourceId>,
    /// Later fields.
    pub more: More,
}

/// Says that bookings have reached a device of whoever answers for what they take. From then on no
/// booking comes before them that was written at an older point of a log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeenBookings {
    /// The bookings, ascending.
    pub bookings: Vec<BookingId>,
    /// The resources that the author answers for, ascending.
    pub resources: Vec<ResourceId>,
    /// Later fields.
    pub more: More,
}

/// Says how many of a resource may be booked at once, for bookings that are written knowing it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetCapacity {
    /// The resource.
    pub resource: ResourceId,
    /// How many; none: it cannot be booked.
    pub units: u32,
    /// Later fields.
    pub more: More,
}

/// Says that whoever booked is there: that time of the booking is used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BeginBooking {
    /// The booking.
    pub booking: BookingId,
    /// Which of its times, from 0.
    pub occurrence: u16,
    /// When.
    pub at: Timestamp,
    /// Later fields.
    pub more: More,
}

/// Says that the rest of a time is free: nobody came, or whoever booked has finished.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReleaseBooking {
    /// The booking.
    pub booking: BookingId,
    /// Which of its times, from 0.
    pub occurrence: u16,
    /// From when on.
    pub at: Timestamp,
    /// Later fields.
    pub more: More,
}

impl ConfirmBooking {
    /// Returns whether it is within bounds.
    pub fn makes_sense(&self) -> bool {
        (1..=MOST_CLAIMS).contains(&self.resources.len()) && ascending(self.resources.iter())
    }
}

impl CancelBooking {
    /// Returns whether it is within bounds.
    pub fn makes_sense(&self) -> bool {
        self.resources.len() <= MOST_CLAIMS && ascending(self.resources.iter())
    }
}

impl SeenBookings {
    /// Returns whether it is within bounds.
    pub fn makes_sense(&self) -> bool {
        (1..=MOST_SEEN).contains(&self.bookings.len())
            && (1..=MOST_SEEN).contains(&self.resources.len())
            && ascending(self.bookings.iter())
            && ascending(self.resources.iter())
    }
}

impl SetCapacity {
    /// Returns whether it is within bounds.
    pub const fn makes_sense(&self) -> bool {
        self.units <= MOST_PIECES
    }
}

/// Returns whether each is greater than the one before.
fn ascending<T: Ord>(things: impl Iterator<Item = T> + Clone) -> bool {
    things.clone().zip(things.skip(1)).all(|(one, next)| one < next)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        act::{Known, ReadAct, read},
        id::{EntryId, ItemId, LocalId, PlaceId},
    };

    fn drill() -> ResourceId {
        ResourceId::Item(ItemId::common(LocalId([1; 16])))
    }

    fn room() -> ResourceId {
        ResourceId::Place(PlaceId::common(LocalId([2; 16])))
    }

    #[test]
    fn a_booking_says_what_it_is_for_in_one_line_or_nothing() {
        let line = |text: &str| Line::parse(text).unwrap();
        let said = book().saying_for(Some(&line("Repair café")));
        assert_eq!(said_for(&said.more), Some(line("Repair café")));
        let act = Known::Book(said.clone());
        assert_eq!(read(&act.to_act()), ReadAct::Known(act.clone()));
        let bytes = data_encoding::HEXLOWER.encode(&act.to_act().bytes);
        expect_test::expect!["02000001010101010101010101010101010101010001000202020202020202020202020202020200010404040404040404040404040404040404040404040404040404040404040404000280f8b2e5bd6880b2eae8bd6880b2eae8bd6880eca1ecbd6810323032362d31312d31385431323a30360c4575726f70652f506172697312465245513d4441494c593b434f554e543d320103030303030303030303030303030303030303030303030303030303030303030101100c52657061697220636166c3a9"].assert_eq(&bytes);
        // In place of what was said before, beside what else there is, in order.
        let again = Book { more: super::super::all_the_same(), ..book() };
        let again = again.saying_for(Some(&line("A"))).saying_for(Some(&line("B")));
        assert_eq!(said_for(&again.more), Some(line("B")));
        assert!(super::super::is_all_the_same(&again.more));
        assert!(again.more.is_sorted_by_key(|(number, _)| *number));
        assert_eq!(again.saying_for(None).more, super::super::all_the_same());
        assert_eq!(book().saying_for(Some(&Line::default())), book());
        // What somebody else's program wrote is a line or nothing.
        for bytes in [&b"\xff"[..], b"", b"two\nlines", b" blank ", "x".repeat(201).as_bytes()] {
            assert_eq!(said_for(&vec![(WHAT_FOR, ByteBuf::from(bytes.to_vec()))]), None);
        }
    }

    fn book() -> Book {
        let hour = |start: i64| Occurrence {
            start: Timestamp(1_795_000_000_000 + start),
            end: Timestamp(1_795_000_000_000 + start + 3_600_000),
        };
        let capacity = CapacityId { entry: EntryId([4; 32]), index: 0 };
        Book {
            claims: vec![
                Claim { resource: drill(), units: 1, capacity: None },
                Claim { resource: room(), units: 0, capacity: Some(capacity) },
            ],
            occurrences: vec![hour(0), hour(3_600_000)],
            wall: Wall {
                start: "2026-11-18T12:06".to_owned(),
                zone: "Europe/Paris".to_owned(),
                rule: "FREQ=DAILY;COUNT=2".to_owned(),
            },
            replaces: Some(BookingId { entry: EntryId([3; 32]), index: 1 }),
            more: Vec::new(),
        }
    }

    #[test]
    fn golden_acts_of_booking_keep_their_bytes() {
        let (booking, more) = (BookingId { entry: EntryId([3; 32]), index: 1 }, Vec::new);
        let acts = [
            Known::Book(book()),
            Known::ConfirmBooking(ConfirmBooking {
                booking,
                resources: vec![drill()],
                more: more(),
            }),
            Known::CancelBooking(CancelBooking { booking, resources: vec![room()], more: more() }),
            Known::SeenBookings(SeenBookings {
                bookings: vec![booking],
                resources: vec![drill(), room()],
                more: more(),
            }),
            Known::SetCapacity(SetCapacity { resource: room(), units: 300, more: more() }),
            Known::BeginBooking(BeginBooking {
                booking,
                occurrence: 1,
                at: Timestamp(1_795_000_000_000),
                more: more(),
            }),
            Known::ReleaseBooking(ReleaseBooking {
                booking,
                occurrence: 300,
                at: Timestamp(1_795_000_000_000),
                more: more(),
            }),
        ];
        let mut golden = String::new();
        for known in acts {
            let act = known.to_act();
            assert_eq!(read(&act), ReadAct::Known(known));
            let bytes = data_encoding::HEXLOWER.encode(&act.bytes);
            golden.push_str(&format!("{} {bytes}\n", act.kind));
        }
        expect_test::expect![[r#"
            1002 02000001010101010101010101010101010101010001000202020202020202020202020202020200010404040404040404040404040404040404040404040404040404040404040404000280f8b2e5bd6880b2eae8bd6880b2eae8bd6880eca1ecbd6810323032362d31312d31385431323a30360c4575726f70652f506172697312465245513d4441494c593b434f554e543d320103030303030303030303030303030303030303030303030303030303030303030100
            1003 0303030303030303030303030303030303030303030303030303030303030303010100000101010101010101010101010101010100
            1004 0303030303030303030303030303030303030303030303030303030303030303010101000202020202020202020202020202020200
            1005 010303030303030303030303030303030303030303030303030303030303030303010200000101010101010101010101010101010101000202020202020202020202020202020200
            1006 010002020202020202020202020202020202ac0200
            1030 0303030303030303030303030303030303030303030303030303030303030303010180f8b2e5bd6800
            1031 030303030303030303030303030303030303030303030303030303030303030301ac0280f8b2e5bd6800
        "#]].assert_eq(&golden);
    }

    #[track_caller]
    fn check(expected: bool, change: impl FnOnce(&mut Book)) {
        let mut book = book();
        change(&mut book);
        assert_eq!(book.makes_sense(), expected, "{book:?}");
    }

    #[test]
    fn a_booking_is_bounded() {
        check(true, |_| {});
        check(false, |book| book.claims.clear());
        check(false, |book| book.claims.reverse());
        check(false, |book| book.claims.iter_mut().for_each(|claim| claim.units = 0));
        check(false, |book| book.claims[0].units = MOST_PIECES + 1);
        check(false, |book| book.occurrences.clear());
        check(false, |book| book.occurrences.reverse());
        check(false, |book| book.occurrences[1].start.0 -= 1);
        check(false, |book| book.occurrences[0].end = book.occurrences[0].start);
        check(false, |book| book.occurrences[1].end.0 += LONGEST_OCCURRENCE);
        check(false, |book| book.occurrences[0].start = Timestamp(0));
        check(false, |book| {
            let first = book.occurrences[0];
            book.occurrences = (0..366)
                .map(|day| Occurrence {
                    start: first.start.plus(day * 86_400_000),
                    end: first.end.plus(day * 86_400_000),
                })
                .collect();
            let resource = |n| ResourceId::Item(ItemId::common(LocalId([n; 16])));
            book.claims = (0..12)
                .map(|n| Claim { resource: resource(n), units: 1, capacity: None })
                .collect();
        });
        check(false, |book| book.wall.zone = "x".repeat(65));
        check(false, |book| book.wall.rule = "a\nb".to_owned());
    }

    #[test]
    fn times_that_touch_do_not_overlap() {
        let [one, next] = <[Occurrence; 2]>::try_from(book().occurrences).unwrap();
        assert!(!one.overlaps(&next) && !next.overlaps(&one) && one.overlaps(&one));
    }
}
