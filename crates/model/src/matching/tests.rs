//! Matching, held against an oracle that looks at every minute and every order by itself.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::{
    Ability, Fit, Freedom, Helper, Met, Offered, Thing, Training, Wanted, people, shared, steps,
    things,
};
use crate::{
    act::Occurrence,
    id::{EntryId, ItemId, LocalId, MemberId, PlaceId, ResourceId},
    text::fold_for_search,
    time::Timestamp,
};

fn item(n: u8) -> ResourceId {
    ResourceId::Item(ItemId::common(LocalId([n; 16])))
}

fn place(n: u8) -> PlaceId {
    PlaceId::common(LocalId([n; 16]))
}

fn member(n: u8) -> MemberId {
    MemberId(EntryId([n; 32]))
}

fn span(start: i64, end: i64) -> Occurrence {
    Occurrence { start: Timestamp(start), end: Timestamp(end) }
}

fn thing(n: u8, units: u32, free: &[(i64, i64, u32)]) -> Thing {
    Thing {
        resource: item(n),
        fit: Fit(0),
        units,
        free: free.iter().map(|(start, end, units)| (span(*start, *end), *units)).collect(),
        path: Vec::new(),
        training: Training::Held,
    }
}

fn fit(need: &str, name: &str, kind: &str, rest: &str) -> Option<Fit> {
    let folded = [name, kind, rest].map(fold_for_search);
    Wanted::of(need).fit(&folded[0], &folded[1], &folded[2])
}

#[test]
fn a_need_fits_whatever_its_articles_plurals_and_accents() {
    assert_eq!(fit("une perceuse à colonne", "Perceuse à colonne Optimum", "", ""), Some(Fit(0)));
    assert_eq!(fit("Scies", "scie japonaise", "Bois", ""), Some(Fit(0)));
    assert_eq!(fit("saws", "Table saw", "", ""), Some(Fit(0)));
    assert_eq!(fit("metal", "Poste à souder", "Métal", ""), Some(Fit(1)));
}

#[test]
fn what_is_only_mentioned_in_a_note_does_not_fit() {
    assert_eq!(fit("perceuse", "Mallette", "Bois", "sans la perceuse"), None);
    assert_eq!(fit("perceuse colonne", "Perceuse", "", "va sur la colonne"), Some(Fit(2)));
    assert_eq!(fit("perceuse colonne longue", "Perceuse", "", ""), None);
    assert_eq!(fit("", "Perceuse", "", ""), None);
}

#[test]
fn words_that_say_nothing_count_where_there_are_no_others() {
    assert_eq!(fit("la", "la", "", ""), Some(Fit(0)));
    assert_eq!(fit("la perceuse", "la", "", ""), None);
}

#[test]
fn two_of_three_on_some_days_are_told_so() {
    let (met, offered) = things(3, &[], vec![thing(1, 2, &[(0, 10, 0), (10, 20, 2), (20, 30, 1)])]);
    assert_eq!(met, Met::Nothing);
    assert_eq!(offered[0].freedom, Freedom::At(2, vec![span(10, 20)]));
}

#[test]
fn several_things_meet_one_need_together() {
    let (met, _) = things(3, &[], vec![thing(1, 2, &[(0, 10, 2)]), thing(2, 5, &[(0, 10, 1)])]);
    assert_eq!(met, Met::Whole);
    let (met, _) = things(4, &[], vec![thing(1, 2, &[(0, 10, 2)]), thing(2, 5, &[(0, 10, 1)])]);
    assert_eq!(met, Met::Part(3));
}

#[test]
fn what_needs_a_training_comes_after_what_does_not_and_does_not_count() {
    let taught = Training::Taught(BTreeSet::from([member(7)]));
    let found = vec![
        Thing { training: Training::Untaught, ..thing(1, 1, &[]) },
        Thing { training: taught, ..thing(2, 1, &[]) },
        Thing { fit: Fit(9), ..thing(3, 1, &[]) },
    ];
    let (met, offered) = things(2, &[], found);
    let order: Vec<ResourceId> = offered.iter().map(|offer| offer.thing.resource).collect();
    assert_eq!((met, order), (Met::Part(1), vec![item(3), item(2), item(1)]));
}

#[test]
fn nearer_comes_first_among_equals() {
    let (hall, shelf, cellar) = (place(1), place(2), place(3));
    assert_eq!(steps(&[hall, shelf], &[hall, shelf]), Some(0));
    assert_eq!(steps(&[hall, shelf], &[hall]), Some(1));
    assert_eq!(steps(&[hall, shelf], &[cellar]), Some(3));
    assert_eq!(steps(&[], &[cellar]), None);
    assert_eq!(shared(&[hall, shelf], &[hall, cellar]), Some(&hall));
    assert_eq!(shared(&[hall, shelf], &[cellar, shelf]), None);
    let far = Thing { path: vec![cellar], ..thing(1, 1, &[]) };
    let near = Thing { path: vec![hall], ..thing(2, 1, &[]) };
    let (_, offered) = things(1, &[hall, shelf], vec![far, near]);
    assert_eq!(offered.iter().map(|offer| offer.steps).collect::<Vec<_>>(), [Some(1), Some(3)]);
}

#[test]
fn whoever_teaches_it_comes_first_and_who_learns_it_does_not_help() {
    let helper =
        |n, ability, level| Helper { member: member(n), ability, fit: Fit(0), level, endorsed: 0 };
    let (met, helps) = people(
        2,
        [
            helper(1, Ability::Does, 3),
            helper(2, Ability::Does, 1),
            helper(2, Ability::Teaches, 1),
            helper(3, Ability::Learns, 3),
        ],
    );
    let order: Vec<(MemberId, bool)> = helps.iter().map(|it| (it.member, it.teaches)).collect();
    assert_eq!((met, order), (Met::Whole, vec![(member(2), true), (member(1), false)]));
}

/// Returns what a thing is good for, minute by minute.
fn oracle(wanted: u32, thing: &Thing) -> Freedom {
    let minutes: BTreeMap<i64, u32> = thing
        .free
        .iter()
        .flat_map(|(piece, units)| (piece.start.0..piece.end.0).map(|minute| (minute, *units)))
        .collect();
    let least = minutes.values().copied().min().unwrap_or(thing.units).min(wanted);
    let most = minutes.values().copied().max().unwrap_or(0).min(wanted);
    if least > 0 {
        return Freedom::Always(least);
    }
    if most == 0 {
        return Freedom::Never;
    }
    let mut times: Vec<Occurrence> = Vec::new();
    for (minute, _) in minutes.iter().filter(|(_, units)| **units >= most) {
        match times.iter_mut().find(|time| time.end.0 == *minute) {
            Some(time) => time.end.0 += 1,
            None => times.push(span(*minute, minute + 1)),
        }
    }
    Freedom::At(most, times)
}

/// Counts the steps from one place to another by walking them: out until both are in one place.
fn walked(one: &[PlaceId], other: &[PlaceId]) -> Option<u32> {
    let (mut one, mut other, mut steps) = (one.to_vec(), other.to_vec(), 0);
    if one.is_empty() || other.is_empty() {
        return None;
    }
    while one != other {
        let longer = if one.len() >= other.len() { &mut one } else { &mut other };
        longer.pop();
        steps += 1;
    }
    Some(steps)
}

/// Whether one thing is the better offer, going down the reasons one by one.
fn goes_before(one: &Offered, other: &Offered) -> bool {
    let class = |offer: &Offered| match offer.freedom {
        Freedom::Always(_) => 0,
        Freedom::At(..) => 1,
        Freedom::Never => 2,
    };
    let units = |offer: &Offered| match offer.freedom {
        Freedom::Always(units) | Freedom::At(units, _) => units,
        Freedom::Never => 0,
    };
    let minutes = |offer: &Offered| match &offer.freedom {
        Freedom::At(_, times) => times.iter().map(|time| time.end.0 - time.start.0).sum(),
        Freedom::Always(_) | Freedom::Never => 0,
    };
    let trained = |offer: &Offered| match offer.thing.training {
        Training::Held => 0,
        Training::Taught(_) => 1,
        Training::Untaught => 2,
    };
    if class(one) != class(other) {
        return class(one) < class(other);
    }
    if units(one) != units(other) {
        return units(one) > units(other);
    }
    if minutes(one) != minutes(other) {
        return minutes(one) > minutes(other);
    }
    if trained(one) != trained(other) {
        return trained(one) < trained(other);
    }
    if one.thing.fit != other.thing.fit {
        return one.thing.fit < other.thing.fit;
    }
    match (one.steps, other.steps) {
        (Some(near), Some(far)) if near != far => near < far,
        (Some(_), None) => true,
        (None, Some(_)) => false,
        _ => one.thing.resource < other.thing.resource,
    }
}

fn any_thing(n: u8) -> impl Strategy<Value = Thing> {
    let training = prop_oneof![
        Just(Training::Held),
        Just(Training::Taught(BTreeSet::from([member(9)]))),
        Just(Training::Untaught),
    ];
    let free = prop::collection::vec((1_i64..6, 0_u32..4), 0..6);
    let path = prop::collection::vec((0_u8..3).prop_map(place), 0..4);
    (free, 0_u32..5, 0_u16..3, path, training).prop_map(
        move |(free, units, fit, path, training)| {
            let mut at = 0;
            let free = free.into_iter().map(|(length, units)| {
                at += length;
                (span(at - length, at), units)
            });
            Thing { resource: item(n), fit: Fit(fit), units, free: free.collect(), path, training }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn matching_agrees_with_an_oracle_that_looks_at_every_minute(
        found in (0_u8..12).prop_flat_map(|count| (0..count).map(any_thing).collect::<Vec<_>>()),
        wanted in 0_u32..6,
        at in prop::collection::vec((0_u8..3).prop_map(place), 0..4),
        turned in any::<prop::sample::Index>(),
    ) {
        let (met, offered) = things(wanted, &at, found.clone());
        prop_assert_eq!(offered.len(), found.len());
        for offer in &offered {
            prop_assert_eq!(offer.steps, walked(&at, &offer.thing.path));
            prop_assert_eq!(&offer.freedom, &oracle(wanted.max(1), &offer.thing));
        }
        for pair in offered.windows(2) {
            prop_assert!(goes_before(&pair[0], &pair[1]), "{:?}", pair);
        }
        let ready: u32 = offered
            .iter()
            .filter(|offer| offer.thing.training == Training::Held)
            .map(|offer| match offer.freedom { Freedom::Always(units) => units, _ => 0 })
            .sum();
        let oracle = match ready {
            0 => Met::Nothing,
            some if some < wanted.max(1) => Met::Part(some),
            _ => Met::Whole,
        };
        prop_assert_eq!(met, oracle);
        // Another order in which things are known shows the same.
        let mut other = found;
        let by = if other.is_empty() { 0 } else { turned.index(other.len()) };
        other.rotate_left(by);
        prop_assert_eq!(things(wanted, &at, other), (met, offered));
    }
}
