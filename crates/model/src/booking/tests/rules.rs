//! The rules of booking, told as what people meet: each refusal, and what is counted of a quota.

use std::collections::BTreeMap;

use super::*;
use crate::{
    booking::rules::{Breach, Limit, Opening, Presence, Rules, Visits},
    detail::Measure,
};

/// Monday is day 0 here; it is open from 9 to 18 on five days, with a break on the second.
fn week() -> Opening {
    let spans = (0..5).flat_map(|day| match day {
        1 => vec![hours(33, 36), hours(38, 42)],
        day => vec![hours(day * 24 + 9, day * 24 + 18)],
    });
    Opening {
        known: hours(0, 14 * 24),
        spans: spans.collect(),
        closures: vec![(hours(120, 168), "week-end".to_owned())],
    }
}

struct Scene {
    bookings: Bookings,
    lending: Lending,
}

impl Scene {
    fn of(acts: &[(u64, MemberId, BookingAct)]) -> Self {
        Self { bookings: folded(acts), lending: Lending::default() }
    }

    fn asker<'a>(&'a self, rules: &'a Rules, now: i64) -> Asker<'a> {
        let (bookings, lending, now) = (&self.bookings, &self.lending, hours(now, now + 1).start);
        Asker { bookings, lending, member: Some(BO), now, counted: None, rules: Some(rules) }
    }

    fn decide(&self, rules: &Rules, now: i64, times: &[Occurrence]) -> Result<Book, Refusal> {
        let wish = Wish {
            claims: vec![claim(laser(), 1)],
            occurrences: times.to_vec(),
            wall: Wall::default(),
            replaces: None,
        };
        wish.decide(&self.asker(rules, now))
    }

    #[track_caller]
    fn check(&self, rules: &Rules, times: &[Occurrence], expected: Option<&str>) {
        let told = match self.decide(rules, 0, times) {
            Ok(_) => None,
            Err(Refusal::Against(breach)) => Some(word(&breach)),
            Err(other) => Some(other.to_string()),
        };
        assert_eq!(told.as_deref(), expected);
    }
}

fn word(breach: &Breach) -> String {
    match breach {
        Breach::NotForThem => "not for them".to_owned(),
        Breach::Untrained(_) => "untrained".to_owned(),
        Breach::Closed { reason, .. } => format!("closed {reason}").trim().to_owned(),
        Breach::TooSoon { .. } => "too soon".to_owned(),
        Breach::TooFar { .. } => "too far".to_owned(),
        Breach::TooShort { least } => format!("shorter than {least}"),
        Breach::TooLong { most } => format!("longer than {most}"),
        Breach::TooClose { buffer, .. } => format!("closer than {buffer}"),
        Breach::TooMuch { most, used, .. } => format!("{used} of {most}"),
        Breach::Crowded { most, .. } => format!("crowded from {most}"),
    }
}

#[test]
fn what_is_closed_cannot_be_booked_and_the_reason_is_told() {
    let scene = Scene::of(&[]);
    let rules = Rules { opening: Some((Presence::Throughout, week())), ..Rules::default() };
    scene.check(&rules, &[hours(9, 18)], None);
    scene.check(&rules, &[hours(8, 10)], Some("closed"));
    scene.check(&rules, &[hours(17, 19)], Some("closed"));
    // Over the break, and from one day into the next.
    scene.check(&rules, &[hours(35, 39)], Some("closed"));
    scene.check(&rules, &[hours(10, 34)], Some("closed"));
    scene.check(&rules, &[hours(129, 130)], Some("closed week-end"));
    // One time of several is enough.
    scene.check(&rules, &[hours(10, 11), hours(129, 130)], Some("closed week-end"));
    // Far away nothing is known, and nothing is refused.
    scene.check(&rules, &[hours(1000, 1010)], None);
}

#[test]
fn what_is_taken_home_is_fetched_and_brought_back_when_it_is_open() {
    let scene = Scene::of(&[]);
    let rules = Rules { opening: Some((Presence::AtEnds, week())), ..Rules::default() };
    scene.check(&rules, &[hours(10, 34)], None);
    scene.check(&rules, &[hours(10, 18)], None);
    scene.check(&rules, &[hours(10, 20)], Some("closed"));
    scene.check(&rules, &[hours(18, 34)], Some("closed"));
    scene.check(&rules, &[hours(10, 129)], Some("closed week-end"));
}

#[test]
fn what_an_owner_lends_to_others_is_not_booked() {
    let rules = Rules { not_for_them: true, ..Rules::default() };
    Scene::of(&[]).check(&rules, &[hours(10, 11)], Some("not for them"));
    assert_eq!(rules.check_standing(&[hours(10, 11)]), Err(Breach::NotForThem));
}

#[test]
fn no_more_people_come_on_one_day_than_may() {
    let scene = Scene::of(&[]);
    let days: Vec<Timestamp> = (0..=7).map(|day| hours(day * 24, day * 24 + 1).start).collect();
    let at = |hour| hours(hour, hour + 1).start;
    // On the second day Ana comes twice, which is once; on the third Bo comes, too.
    let comings =
        [(at(30), ANA), (at(40), ANA), (at(50), ANA), (at(51), BO), (at(-5), BO), (at(500), BO)];
    let visits = Visits::counted(2, &days, comings);
    assert_eq!(visits.full, [hours(48, 72)]);
    let rules = Rules { visits: Some(visits), ..Rules::default() };
    scene.check(&rules, &[hours(30, 34)], None);
    scene.check(&rules, &[hours(60, 64)], Some("crowded from 2"));
    scene.check(&rules, &[hours(30, 60)], Some("crowded from 2"));
    scene.check(&rules, &[hours(60, 100)], Some("crowded from 2"));
    // Around it, and up to its beginning.
    scene.check(&rules, &[hours(30, 100)], None);
    scene.check(&rules, &[hours(30, 48)], None);
    assert_eq!(Visits::counted(1, &[], [(at(30), ANA)]).full, []);
    assert_eq!(Visits::counted(1, &days, comings).full, [hours(24, 48), hours(48, 72)]);
    // A free time that is offered is on another day.
    let asker = scene.asker(&rules, 49);
    assert_eq!(asker.next_free(&[claim(laser(), 1)], HOUR, at(49), 1), [hours(72, 73)]);
}

#[test]
fn notice_horizon_and_lengths_are_kept_to_the_minute() {
    let scene = Scene::of(&[]);
    let rules = Rules {
        notice: Some(120),
        horizon: Some(10 * 24 * 60),
        shortest: Some(60),
        longest: Some(180),
        ..Rules::default()
    };
    scene.check(&rules, &[hours(2, 4)], None);
    scene.check(&rules, &[hours(1, 3)], Some("too soon"));
    scene.check(&rules, &[hours(0, 2)], Some("too soon"));
    scene.check(&rules, &[hours(240, 242)], None);
    scene.check(&rules, &[hours(241, 242)], Some("too far"));
    scene.check(&rules, &[hours(3, 6)], None);
    scene.check(&rules, &[hours(3, 7)], Some("longer than 180"));
    let half = Occurrence { end: hours(3, 4).start.plus(HOUR / 2), ..hours(3, 4) };
    scene.check(&rules, &[half], Some("shorter than 60"));
}

#[test]
fn a_gap_is_kept_before_and_after_each_booking() {
    let scene = Scene::of(&[(1, ANA, book(&[claim(laser(), 1)], &[hours(10, 12)]))]);
    let rules = Rules { buffer: Some(60), ..Rules::default() };
    scene.check(&rules, &[hours(13, 14)], None);
    scene.check(&rules, &[hours(12, 14)], Some("closer than 60"));
    scene.check(&rules, &[hours(7, 10)], Some("closer than 60"));
    scene.check(&rules, &[hours(7, 9)], None);
    // What overlaps is refused for that.
    scene.check(&rules, &[hours(11, 14)], Some("something is in the way"));
}

#[test]
fn free_times_that_are_offered_keep_to_all_rules() {
    let scene = Scene::of(&[(1, ANA, book(&[claim(laser(), 1)], &[hours(10, 17)]))]);
    let rules = Rules {
        opening: Some((Presence::Throughout, week())),
        notice: Some(60),
        buffer: Some(30),
        ..Rules::default()
    };
    let asker = scene.asker(&rules, 0);
    let free = asker.next_free(&[claim(laser(), 1)], 2 * HOUR, asker.now, 3);
    assert_eq!(free, [hours(33, 35), hours(38, 40), hours(57, 59)]);
}

fn limit(most: u32, measure: Measure) -> Rules {
    let days = (0..=7).map(|day| hours(day * 24, day * 24 + 1).start);
    let limit = Limit {
        most,
        measure,
        of: Some(laser()),
        periods: vec![hours(0, 168), hours(168, 336)],
        days: days.collect(),
        ended: BTreeMap::new(),
    };
    Rules { limit: Some(limit), ..Rules::default() }
}

#[test]
fn a_member_books_no_more_than_the_quota_in_one_week() {
    let taken = [claim(laser(), 1)];
    let scene = Scene::of(&[
        (1, BO, book(&taken, &[hours(10, 12)])),
        (2, BO, book(&taken, &[hours(34, 36)])),
        (3, ANA, book(&taken, &[hours(60, 62)])),
        (4, BO, book(&[claim(saw(), 1)], &[hours(60, 62)])),
    ]);
    scene.check(&limit(3, Measure::Times), &[hours(80, 82)], None);
    scene.check(&limit(2, Measure::Times), &[hours(80, 82)], Some("2 of 2"));
    // Another week has its own, and what repeats counts in each.
    scene.check(&limit(2, Measure::Times), &[hours(200, 202)], None);
    scene.check(&limit(3, Measure::Times), &[hours(80, 82), hours(104, 106)], Some("2 of 3"));
    scene.check(&limit(360, Measure::Minutes), &[hours(80, 82)], None);
    scene.check(&limit(359, Measure::Minutes), &[hours(80, 82)], Some("240 of 359"));
}

#[test]
fn what_was_cancelled_counts_as_far_as_it_was_used() {
    let taken = [claim(laser(), 1)];
    // From Monday to Wednesday, cancelled on Tuesday: two days.
    let scene = Scene::of(&[
        (1, BO, book(&taken, &[hours(0, 72)])),
        (2, BO, cancel(1, &[])),
        (3, BO, book(&taken, &[hours(96, 98)])),
        (4, BO, cancel(3, &[])),
    ]);
    let mut rules = limit(3, Measure::Days);
    let ended = &mut rules.limit.as_mut().unwrap().ended;
    ended.insert(at(1).booking(), hours(36, 37).start);
    // Cancelled before it began: nothing of it was used.
    ended.insert(at(3).booking(), hours(90, 91).start);
    scene.check(&rules, &[hours(120, 122)], None);
    scene.check(&rules, &[hours(100, 122)], Some("2 of 3"));
}

#[test]
fn what_is_moved_leaves_its_part_of_the_quota() {
    let taken = [claim(laser(), 1)];
    let scene = Scene::of(&[(1, BO, book(&taken, &[hours(10, 12)]))]);
    let rules = limit(1, Measure::Times);
    let wish = Wish {
        claims: taken.to_vec(),
        occurrences: vec![hours(20, 22)],
        wall: Wall::default(),
        replaces: Some(at(1).booking()),
    };
    assert!(wish.clone().decide(&scene.asker(&rules, 0)).is_ok());
    // Once it is under way, what has passed of it stays used.
    assert!(wish.decide(&scene.asker(&rules, 11)).is_err());
}

#[test]
fn an_offer_is_taken_by_the_same_rules() {
    let taken = [claim(laser(), 1)];
    let scene = Scene::of(&[
        (1, ANA, book(&taken, &[hours(10, 12)])),
        (2, BO, book(&taken, &[hours(10, 12)])),
        (3, ANA, cancel(1, &[])),
    ]);
    let (free, closed) = (Rules::default(), Rules { longest: Some(60), ..Rules::default() });
    assert!(scene.asker(&free, 0).take_offer(&at(2).booking()).is_ok());
    let refused = scene.asker(&closed, 0).take_offer(&at(2).booking());
    assert!(matches!(refused, Err(Refusal::Against(_))), "{refused:?}");
}

fn begin(of: u64, hour: i64) -> BookingAct {
    let (booking, at, more) = (at(of).booking(), hours(hour, hour + 1).start, Vec::new());
    BookingAct::Begin(BeginBooking { booking, occurrence: 0, at, more })
}

fn release(of: u64, hour: i64) -> BookingAct {
    let (booking, at, more) = (at(of).booking(), hours(hour, hour + 1).start, Vec::new());
    BookingAct::Release(ReleaseBooking { booking, occurrence: 0, at, more })
}

#[test]
fn what_nobody_began_is_given_free_for_whoever_books_then() {
    let taken = [claim(laser(), 1)];
    let first = (1, ANA, book(&taken, &[hours(10, 14)]));
    let later = (4, CY, book(&taken, &[hours(11, 12)]));
    let scene = Scene::of(&[first.clone(), (3, BO, release(1, 11)), later.clone()]);
    assert_eq!(
        (told(&scene.bookings, 1), told(&scene.bookings, 4)),
        ("stands".into(), "stands".into())
    );
    let rules = Rules::default();
    let free = scene.asker(&rules, 11);
    assert!(free.obstacle(&taken, hours(12, 14), Some(at(4).booking())).is_none());
    // Whoever had come says so first: then it is not free, and what was booked over it gives way.
    let scene =
        Scene::of(&[first.clone(), (2, ANA, begin(1, 10)), (3, BO, release(1, 11)), later.clone()]);
    assert_eq!(
        (told(&scene.bookings, 1), told(&scene.bookings, 4)),
        ("stands".into(), "displaced by 1".into())
    );
    // They themself may go early, and nobody can begin for them, nor before it starts.
    let early = Scene::of(&[
        first.clone(),
        (2, ANA, begin(1, 10)),
        (3, ANA, release(1, 11)),
        later.clone(),
    ]);
    assert_eq!(told(&early.bookings, 4), "stands");
    let others =
        Scene::of(&[first.clone(), (2, CY, begin(1, 10)), (3, BO, release(1, 11)), later.clone()]);
    assert_eq!(told(&others.bookings, 4), "stands");
    let before = Scene::of(&[first, (3, BO, release(1, 9)), later]);
    assert_eq!(told(&before.bookings, 4), "displaced by 1");
}

#[test]
fn what_is_said_of_a_booking_counts_in_any_order_of_arrival() {
    let taken = [claim(laser(), 1)];
    let acts = [
        (1, ANA, book(&taken, &[hours(10, 14)])),
        (2, ANA, begin(1, 10)),
        (3, BO, release(1, 11)),
        (4, CY, book(&taken, &[hours(11, 12)])),
        (5, ANA, release(1, 12)),
        (6, BO, book(&taken, &[hours(12, 13)])),
    ];
    let expected = state(&folded(&acts));
    let mut order = [0, 1, 2, 3, 4, 5];
    // Heap's way through all 720 orders.
    let mut counts = [0_usize; 6];
    let mut at_step = 0;
    while at_step < 6 {
        if counts[at_step] < at_step {
            order.swap(if at_step % 2 == 0 { 0 } else { counts[at_step] }, at_step);
            let shuffled: Vec<_> = order.iter().map(|index| acts[*index].clone()).collect();
            let mut bookings = Bookings::default();
            for (lamport, by, act) in shuffled {
                bookings.insert(at(lamport), by, act);
            }
            assert_eq!(state(&bookings), expected, "{order:?}");
            counts[at_step] += 1;
            at_step = 0;
        } else {
            counts[at_step] = 0;
            at_step += 1;
        }
    }
}

#[test]
fn only_what_is_under_way_is_begun_or_given_free_and_others_wait_a_while() {
    let taken = [claim(laser(), 1)];
    let scene = Scene::of(&[(1, ANA, book(&taken, &[hours(10, 14)]))]);
    let (rules, id) = (Rules::default(), at(1).booking());
    let ana = |hour| Asker { member: Some(ANA), ..scene.asker(&rules, hour) };
    let none = |_: &ResourceId| false;
    assert_eq!(ana(9).begin(&id, 15).err(), Some(Refusal::NotNow));
    assert!(ana(9).begin(&id, 60).is_ok() && ana(10).begin(&id, 15).is_ok());
    assert_eq!(ana(14).begin(&id, 15).err(), Some(Refusal::NotNow));
    let bo = |hour| scene.asker(&rules, hour);
    assert_eq!(bo(10).begin(&id, 15).err(), Some(Refusal::NotTheirs));
    assert_eq!(
        bo(10).release(&id, Some(30), none).err(),
        Some(Refusal::InGrace(hours(10, 11).start.plus(HOUR / 2)))
    );
    assert!(bo(11).release(&id, Some(30), none).is_ok());
    assert_eq!(bo(11).release(&id, None, none).err(), Some(Refusal::NotTheirs));
    assert!(bo(11).release(&id, None, |_| true).is_ok());
    assert!(ana(10).release(&id, None, none).is_ok());
    let begun = Scene::of(&[(1, ANA, book(&taken, &[hours(10, 14)])), (2, ANA, begin(1, 10))]);
    assert_eq!(
        begun.asker(&rules, 11).release(&id, Some(30), none).err(),
        Some(Refusal::BegunAlready)
    );
}
