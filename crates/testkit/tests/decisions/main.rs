//! Every course that a quarrel among three stewards and two members can take, up to a depth.
//!
//! A model checker writes the acts, each at every past its author may claim, and the real graph,
//! admission and anchoring judge them: there is no second set of rules here, only what must be true
//! of the outcome ([`world`]). `ETABLI_LONG` goes deeper.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails right there"
)]

mod quarrel;
mod view;
mod world;

use std::sync::Arc;

use stateright::{Checker as _, Model as _};

use quarrel::{Kind, Quarrel, Start};

/// Goes through every course of a few acts, and says how many there were.
#[track_caller]
fn explore(what: &str, kinds: &'static [Kind]) {
    if std::env::var_os("ETABLI_LONG").is_some() {
        explore_to(what, kinds, Start::Apart, 3);
        let deep = if kinds == ANCHORING { 4 } else { 3 };
        explore_to(what, kinds, Start::Met, deep);
    } else {
        explore_to(what, kinds, Start::Apart, 2);
    }
}

#[track_caller]
fn explore_to(what: &str, kinds: &'static [Kind], start: Start, depth: usize) {
    let began = std::time::Instant::now();
    let quarrel = Quarrel::of(kinds, start, depth);
    let checker = quarrel.checker().threads(2).spawn_bfs().join();
    let (met, generated) = (checker.unique_state_count(), checker.state_count());
    let took = began.elapsed().as_secs_f64();
    println!("{what}: {met} states, {generated} steps, {start:?} {depth} deep, {took:.1} s");
    let discoveries = checker.discoveries();
    let model = checker.model();
    let broken: Vec<String> = model
        .properties()
        .iter()
        .filter(|property| property.expectation == stateright::Expectation::Always)
        .filter_map(|property| {
            let path = discoveries.get(property.name)?.clone();
            Some(format!("{}:\n{}", property.name, model.tell(path.last_state())))
        })
        .collect();
    assert!(broken.is_empty(), "{what}\n{}", broken.join("\n"));
    for property in model.properties() {
        let met = property.expectation != stateright::Expectation::Sometimes
            || discoveries.contains_key(property.name);
        assert!(met, "{what}: never met: {}", property.name);
    }
}

const WITHDRAWALS: &[Kind] = &[Kind::Suspend, Kind::Exclude, Kind::Demote, Kind::Leave];
const ANCHORING: &[Kind] = &[Kind::Work, Kind::Suspend, Kind::Ratify];
const ADMISSIONS: &[Kind] = &[Kind::Admit, Kind::Exclude, Kind::Work, Kind::Ratify];
const ROLES: &[Kind] = &[Kind::Grant, Kind::Demote, Kind::Exclude, Kind::Reinstate];
const DEVICES: &[Kind] = &[Kind::TakeOut, Kind::Suspend, Kind::Leave];

#[test]
fn whoever_joins_does_not_have_everything_be_decided_again() {
    let world = Quarrel::of(ADMISSIONS, Start::Met, 0).into_beginning();
    let (graph, mut admission) = (&world.graph, world.admission.clone());
    let entries = graph.authority_entries(&graph.authority_now());
    let nodes: Vec<_> = entries.iter().filter_map(|id| graph.node(id)).collect();
    let mut gone_on = 0;
    for pair in nodes.windows(2).filter(|pair| pair[1].authority() == pair[0].clock()) {
        let [before, after] = [0, 1].map(|at| admission.settled(graph, pair[at].clock()));
        assert_ne!(before.membership, after.membership);
        // What is decided anew shares nothing with what was decided before.
        assert!(Arc::ptr_eq(&before.withdrawals, &after.withdrawals));
        gone_on += 1;
    }
    assert!(gone_on >= 4, "{gone_on}");
}

#[test]
fn withdrawals_against_each_other() {
    explore("withdrawals", WITHDRAWALS);
}

#[test]
fn withdrawals_and_what_is_built_on_the_withdrawn() {
    explore("anchoring", ANCHORING);
}

#[test]
fn admissions_twice_and_by_whom_is_taken_out() {
    explore("admissions", ADMISSIONS);
}

#[test]
fn roles_given_and_taken() {
    explore("roles", ROLES);
}

#[test]
fn devices_taken_out() {
    explore("devices", DEVICES);
}
