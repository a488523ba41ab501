//! Acts in every order, against an oracle that looks at everything for everything.

use proptest::prelude::*;

use super::*;

/// Judges all bookings by the rules as they are written, looking at everything for everything.
fn oracle(acts: &Acts) -> BTreeMap<BookingId, Vec<Outcome>> {
    struct Known<'a> {
        position: Position,
        rank: (u8, Position, Position),
        end: Option<Position>,
        book: &'a Book,
    }
    let mut order: Vec<Known<'_>> = Vec::new();
    for (position, by, act) in acts {
        let BookingAct::Book(book) = act else { continue };
        let id = position.booking();
        let ends = acts.iter().filter_map(|(at, author, act)| match act {
            BookingAct::Cancel(act) if act.booking == id => {
                let own = act.resources.is_empty() && author == by;
                let right = book.claims.iter().any(|it| act.resources.contains(&it.resource));
                (own || right).then_some(*at)
            }
            BookingAct::Book(other) if other.replaces == Some(id) && author == by => Some(*at),
            _ => None,
        });
        let end = ends.min().map(|end| end.max(*position));
        let first = |of: &dyn Fn(&BookingAct) -> Option<Vec<ResourceId>>| {
            let mut last = *position;
            for claim in book.claims.iter().filter(|claim| claim.units > 0) {
                let said = acts.iter().filter(|(at, _, act)| {
                    end.is_none_or(|end| *at < end)
                        && of(act).is_some_and(|about| about.contains(&claim.resource))
                });
                last = last.max(said.map(|(at, _, _)| *at).min()?);
            }
            Some(last)
        };
        let confirmed = first(&|act| match act {
            BookingAct::Confirm(act) if act.booking == id => Some(act.resources.clone()),
            _ => None,
        });
        let seen = first(&|act| match act {
            BookingAct::Seen(act) if act.bookings.contains(&id) => Some(act.resources.clone()),
            _ => None,
        });
        let rank = match (confirmed, seen) {
            (Some(at), _) => (0, at, *position),
            (None, Some(at)) => (1, at, *position),
            (None, None) => (2, *position, *position),
        };
        order.push(Known { position: *position, rank, end, book });
    }
    order.sort_by_key(|known| known.rank);
    let mut taken: Vec<(&Known<'_>, Occurrence)> = Vec::new();
    let mut outcomes = BTreeMap::new();
    for known in &order {
        let mut judged = Vec::new();
        for during in &known.book.occurrences {
            let lacking = known.book.claims.iter().find_map(|claim| {
                let said = acts.iter().find_map(|(at, _, act)| match act {
                    BookingAct::SetCapacity(act)
                        if Some(at.capacity()) == claim.capacity
                            && act.resource == claim.resource
                            && *at < known.position =>
                    {
                        Some(act.units)
                    }
                    _ => None,
                });
                let units = |other: &Known<'_>| {
                    let mut claims = other.book.claims.iter();
                    claims.find(|it| it.resource == claim.resource).map(|it| it.units)
                };
                let before: Vec<_> = taken
                    .iter()
                    .filter(|(other, over)| {
                        over.overlaps(during)
                            && other.end.is_none_or(|end| end > known.position)
                            && units(other).is_some_and(|units| units + claim.units > 0)
                    })
                    .collect();
                let too_many = (during.start.0 / HOUR..during.end.0 / HOUR).any(|hour| {
                    let instant = Timestamp(hour * HOUR + ZERO % HOUR);
                    let now = before
                        .iter()
                        .filter(|(_, over)| over.start <= instant && instant < over.end)
                        .filter_map(|(other, _)| units(other));
                    let inside = claim.units == 0 || now.clone().any(|units| units == 0);
                    now.sum::<u32>() + claim.units + u32::from(inside) > said.unwrap_or(1)
                });
                too_many.then(|| Outcome::Displaced {
                    resource: claim.resource,
                    winner: before.first().map(|(other, _)| other.position.booking()),
                })
            });
            judged.push(lacking.unwrap_or(Outcome::Stands));
        }
        for (during, outcome) in known.book.occurrences.iter().zip(&judged) {
            if *outcome == Outcome::Stands {
                taken.push((known, *during));
            }
        }
        outcomes.insert(known.position.booking(), judged);
    }
    outcomes
}

/// One act of a plan, by small numbers.
fn planned((kind, what, hour, of, more): (u8, u8, i64, u64, u8)) -> BookingAct {
    let resources = [laser(), saw(), room()];
    let resource = resources[usize::from(what % 3)];
    let said = (more % 3 == 0).then(|| at(of % 8).capacity());
    let units = u32::from(more % 2) + 1;
    let claims = match what % 4 {
        0 => vec![claim(laser(), 1), claim(room(), 0)],
        1 => vec![claim(laser(), 1), claim(saw(), 1), claim(room(), 0)],
        2 => vec![Claim { resource: room(), units, capacity: said }],
        _ => vec![Claim { resource: saw(), units, capacity: said }],
    };
    let length = i64::from(more % 4) + 1;
    let times: Vec<Occurrence> = (0..1 + i64::from(more / 100))
        .map(|week| hours(hour + week * 6, hour + week * 6 + length))
        .collect();
    let right = [laser(), saw()];
    match kind {
        0..=4 => book(&claims, &times),
        5 => instead(of, &claims, &times),
        6 => confirm(of, if more % 2 == 0 { &right } else { &resources }),
        7 => seen(&[of, of + 1], if more % 2 == 0 { &right } else { &resources }),
        8 if more % 2 == 0 => cancel(of, &[]),
        8 => cancel(of, &[resource]),
        _ => capacity(resource, u32::from(more % 3)),
    }
}

fn plans() -> impl Strategy<Value = Acts> {
    let act = (0_u8..10, any::<u8>(), 0_i64..18, 0_u64..24, any::<u8>(), 0_u8..3);
    prop::collection::vec(act, 1..28).prop_map(|plan| {
        plan.into_iter()
            .enumerate()
            .map(|(index, (kind, what, hour, of, more, who))| {
                let author = [ANA, BO, CY][usize::from(who)];
                (at(index as u64), author, planned((kind, what, hour, of, more)))
            })
            .collect()
    })
}

fn shuffled(acts: &Acts, seed: u64) -> Acts {
    let (mut random, mut rest, mut out) = (seed | 1, acts.clone(), Vec::new());
    while !rest.is_empty() {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        out.push(rest.swap_remove(random as usize % rest.len()));
    }
    out
}

proptest! {
    #[test]
    fn any_order_and_any_repetition_give_what_the_rules_say(acts in plans(), seed in any::<u64>()) {
        let expected = oracle(&acts);
        let mut in_order = Bookings::default();
        in_order.extend(acts.iter().cloned());
        let found: BTreeMap<BookingId, Vec<Outcome>> = in_order
            .bookings()
            .map(|booking| (booking.id, booking.outcomes.to_vec()))
            .collect();
        prop_assert_eq!(&found, &expected);
        let mut one_by_one = Bookings::default();
        for (position, author, act) in shuffled(&[acts.clone(), acts.clone()].concat(), seed) {
            one_by_one.insert(position, author, act);
        }
        prop_assert_eq!(state(&in_order), state(&one_by_one));
        let mut in_two = Bookings::default();
        let (some, rest) = acts.split_at(acts.len() / 2);
        in_two.extend(shuffled(&rest.to_vec(), seed));
        in_two.extend(shuffled(&some.to_vec(), seed));
        prop_assert_eq!(state(&in_order), state(&in_two));
    }
}

/// Calls a function with every order of things.
fn every_order<T: Clone>(things: &[T], seen: &mut Vec<T>, left: usize, ask: &mut impl FnMut(&[T])) {
    if left == 0 {
        ask(seen);
        return;
    }
    let mut rest = things.to_vec();
    for index in 0..things.len() {
        let thing = rest.remove(index);
        seen.push(thing.clone());
        every_order(&rest, seen, left - 1, ask);
        seen.pop();
        rest.insert(index, thing);
    }
}

#[test]
fn every_order_of_one_of_each_gives_the_same_bytes() {
    #[derive(Clone)]
    enum Either {
        Booking(u64, MemberId, BookingAct),
        Loan(Position, MemberId, LendingAct),
    }
    let of = Claim { resource: laser(), units: 1, capacity: Some(at(1).capacity()) };
    let loan = hand_over(6, CY, 11);
    let ResourceId::Item(item) = laser() else { panic!("an item") };
    let (id, when) = (loan.0.loan(), Timestamp(ZERO + HOUR));
    let back = Return { item, loan: id, units: 1, at: when, more: Vec::new() };
    let things = [
        Either::Booking(1, CY, capacity(laser(), 1)),
        Either::Booking(2, BO, book(&[of], &[hours(10, 12)])),
        Either::Booking(4, CY, seen(&[2], &[laser()])),
        Either::Booking(5, CY, confirm(2, &[laser()])),
        Either::Loan(loan.0, loan.1, loan.2),
        Either::Loan(at(8), CY, LendingAct::Return(back)),
        Either::Booking(9, BO, instead(2, &[of], &[hours(11, 13)])),
        Either::Booking(10, BO, cancel(9, &[])),
    ];
    let mut first = None;
    let mut orders = 0;
    every_order(&things, &mut Vec::new(), things.len(), &mut |order| {
        let (mut bookings, mut lending) = (Bookings::default(), Lending::default());
        for thing in order {
            match thing.clone() {
                Either::Booking(lamport, by, act) => drop(bookings.insert(at(lamport), by, act)),
                Either::Loan(position, by, act) => drop(lending.insert(position, by, act)),
            }
        }
        let mut bytes = state(&bookings);
        lending.write_state(&mut |part| bytes.extend_from_slice(part));
        orders += 1;
        assert_eq!(*first.get_or_insert_with(|| bytes.clone()), bytes);
    });
    assert_eq!(orders, 40_320);
}
