//! What one entry costs when much is stored already: it should cost what a first one costs.
//!
//! Everything here is held in memory, so that a figure is the program's own work and not the disk's.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use ed25519_dalek::SigningKey;
use etabli_api::{ApiError, ErrorCode};
use etabli_model::{
    act::{Found, HandOver, Known},
    body::Part,
    id::{DocumentId, ItemId, LocalId, MemberId},
    membership::RULES,
    time::Timestamp,
};
use etabli_sync::{
    entry::{Entry, EntryKind},
    replica::Replica,
    store::MemoryStore,
};

use super::{Figure, figure, millis, percentile};
use crate::{
    clock,
    core::api_error,
    space::{Space, SpaceError},
};

/// How many entries stand for a young space and for an old one.
const FEW: usize = 1_000;
const MANY: usize = 200_000;
/// How many acts are stored when old ones arrive, and how many arrive.
const STORED: usize = 100_000;
const LATE: usize = 1_000;
/// How many entries are written to measure one.
const SAMPLE: usize = 1_000;
const ITEMS: usize = 10_000;

/// Measures what an entry costs in a young and in an old space, one that sorts before all others,
/// and how fast signatures are checked.
pub fn measure_growth() -> Result<Vec<Figure>, ApiError> {
    let key = SigningKey::from_bytes(&clock::random()?);
    let store = Arc::new(MemoryStore::new());
    let mut space = young(&key, &store)?;
    let away = Replica::open(space.id(), key, Arc::new(store.duplicate()), |_| {});
    let away = away.map_err(|error| failed(error.into()))?;
    grow(&mut space, FEW)?;
    let young = write_one_by_one(&mut space)?;
    let mut late = come_late(&mut space, away)?;
    grow(&mut space, MANY)?;
    let old = write_one_by_one(&mut space)?;
    let checked = check_signatures(&space)?;
    Ok(vec![
        figure(
            "an entry among 200,000, of one among 1,000",
            old / young.max(f64::EPSILON),
            "×",
            1.5,
        ),
        figure(
            "an entry that sorts before 100,000 acts, p99",
            percentile(&mut late, 99),
            "ms",
            20.0,
        ),
        figure("checking a signature", checked, "µs", 66.0),
    ])
}

fn young(key: &SigningKey, store: &Arc<MemoryStore>) -> Result<Space, ApiError> {
    let found = Known::Found(Found { rules: RULES, nonce: clock::random()?, more: Vec::new() });
    let parts = vec![Part::Act(found.to_act())];
    let (replica, first) = Replica::found(key.clone(), store.clone(), clock::now(), parts)
        .map_err(|error| failed(error.into()))?;
    let mut space = Space::around(replica, false);
    space.apply(vec![first]);
    Ok(space)
}

/// Writes lendings until so many entries are stored.
fn grow(space: &mut Space, to: usize) -> Result<(), ApiError> {
    let me = space.me().map_err(failed)?;
    while space.replica().graph().len() < to {
        let at = space.replica().graph().len();
        let bodies = (at..to.min(at + 1_000)).map(|number| lending(me, number)).collect();
        let counted = space.replica_mut().append(EntryKind::Content, clock::now(), bodies);
        let counted = counted.map_err(|error| failed(error.into()))?;
        space.apply(counted);
    }
    Ok(())
}

/// Returns the mean time of a command, in milliseconds.
fn write_one_by_one(space: &mut Space) -> Result<f64, ApiError> {
    let me = space.me().map_err(failed)?;
    let start = Instant::now();
    for number in 0..SAMPLE {
        space.act(clock::now(), &[hand_over(me, number)]).map_err(failed)?;
    }
    Ok(millis(start.elapsed()) / SAMPLE as f64)
}

/// Lets a copy of the young space write on its own, in a log of its own, and gives what it wrote,
/// entry by entry, to the space that has grown meanwhile. Returns what each took.
fn come_late(space: &mut Space, mut away: Replica) -> Result<Vec<Duration>, ApiError> {
    grow(space, STORED)?;
    let me = space.me().map_err(failed)?;
    away.go_on_in(2);
    let bodies = (0..LATE).map(|number| lending(me, number)).collect();
    away.append(EntryKind::Content, clock::now(), bodies).map_err(|error| failed(error.into()))?;
    let late = away.read(&away.content_log(), 0, LATE as u64);
    let mut times = Vec::with_capacity(LATE);
    for entry in late.map_err(|error| failed(error.into()))? {
        let start = Instant::now();
        let received = space.replica_mut().receive(&[entry]);
        space.apply(received.map_err(|error| failed(error.into()))?.counted);
        times.push(start.elapsed());
    }
    Ok(times)
}

/// Returns the mean time to check an entry's signature, in microseconds, on one core.
fn check_signatures(space: &Space) -> Result<f64, ApiError> {
    let entries = space.replica().read(&space.replica().content_log(), 0, 20_000);
    let entries = entries.map_err(|error| failed(error.into()))?;
    let start = Instant::now();
    let good = entries.iter().filter(|entry| Entry::verify(entry).is_ok()).count();
    let took = millis(start.elapsed()) * 1000.0;
    match good {
        0 => Err(ErrorCode::Internal.into()),
        good => Ok(took / good as f64),
    }
}

/// Writes lendings of the first items, as one change, into a space of an open application.
pub(super) fn lendings(space: &mut Space, number: usize) -> Result<(), ApiError> {
    let to = space.replica().graph().len() + number;
    grow(space, to)
}

fn lending(to: MemberId, number: usize) -> Vec<Part> {
    vec![Part::Act(hand_over(to, number).to_act())]
}

fn hand_over(to: MemberId, number: usize) -> Known {
    let local = LocalId(((number % ITEMS) as u128).to_be_bytes());
    Known::HandOver(HandOver {
        item: ItemId { document: DocumentId::Catalogue, local },
        units: 1,
        capacity: 1_000,
        to,
        since: Timestamp::FIRST,
        due: None,
        more: Vec::new(),
    })
}

fn failed(error: SpaceError) -> ApiError {
    api_error(&error)
}
