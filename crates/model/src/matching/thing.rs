//! The things that meet a need: free all the time, some of it or not at all, near or far, with or
//! without a training that somebody has to give first.

use std::collections::BTreeSet;

use super::{Fit, Met};
use crate::{
    act::Occurrence,
    id::{MemberId, PlaceId, ResourceId},
};

/// A thing that fits the words of a need, and what is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thing {
    /// The thing.
    pub resource: ResourceId,
    /// How well its words fit.
    pub fit: Fit,
    /// How many there are that are in order.
    pub units: u32,
    /// How many are free, piece by piece of the time of the need, without gaps; empty where the
    /// need has no time.
    pub free: Vec<(Occurrence, u32)>,
    /// The places it is in, the outermost first.
    pub path: Vec<PlaceId>,
    /// What whoever needs it must have learned.
    pub training: Training,
}

/// What whoever needs a thing must have learned.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Training {
    /// Nothing, or somebody of the project holds it.
    Held,
    /// Something that these can teach.
    Taught(BTreeSet<MemberId>),
    /// Something that nobody here can teach.
    Untaught,
}

impl Training {
    const fn rank(&self) -> u8 {
        match self {
            Self::Held => 0,
            Self::Taught(_) => 1,
            Self::Untaught => 2,
        }
    }
}

/// Whether a thing is free when it is needed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Freedom {
    /// So many of those wanted, all the time.
    Always(u32),
    /// Not one all the time; at most so many of those wanted, in these parts of it, in order.
    At(u32, Vec<Occurrence>),
    /// None at any time.
    Never,
}

/// A thing that is offered for a need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offered {
    /// The thing.
    pub thing: Thing,
    /// When it is free.
    pub freedom: Freedom,
    /// How far it is in the tree of places; unknown where either is nowhere.
    pub steps: Option<u32>,
}

/// Returns the innermost place that two paths share, each given from the outermost place on.
#[must_use]
pub fn shared<'a>(one: &'a [PlaceId], other: &[PlaceId]) -> Option<&'a PlaceId> {
    one.iter().zip(other).take_while(|(a, b)| a == b).last().map(|(place, _)| place)
}

/// Returns how many steps lead from one place to another, each given by what it is in.
#[must_use]
pub fn steps(one: &[PlaceId], other: &[PlaceId]) -> Option<u32> {
    if one.is_empty() || other.is_empty() {
        return None;
    }
    let shared = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    u32::try_from((one.len() - shared).saturating_add(other.len() - shared)).ok()
}

/// Returns the things that meet a wish for some units, the most useful first, and how far they do
/// together: those are counted that are there all the time and need no further training.
#[must_use]
pub fn things(wanted: u32, at: &[PlaceId], found: Vec<Thing>) -> (Met, Vec<Offered>) {
    let wanted = wanted.max(1);
    let mut offered: Vec<Offered> = found
        .into_iter()
        .map(|thing| Offered {
            freedom: freedom(wanted, &thing),
            steps: steps(at, &thing.path),
            thing,
        })
        .collect();
    offered.sort_by_cached_key(|offer| {
        (
            freedom_rank(&offer.freedom),
            offer.thing.training.rank(),
            offer.thing.fit,
            offer.steps.unwrap_or(u32::MAX),
            offer.thing.resource,
        )
    });
    let ready = offered.iter().filter(|offer| offer.thing.training == Training::Held);
    let units = ready.map(|offer| match offer.freedom {
        Freedom::Always(units) => units,
        Freedom::At(..) | Freedom::Never => 0,
    });
    (Met::of(units.fold(0, u32::saturating_add), wanted), offered)
}

/// Returns when enough of a thing is free. A few that are always free are better than all at times.
fn freedom(wanted: u32, thing: &Thing) -> Freedom {
    let always = thing.free.iter().map(|(_, units)| *units).min().unwrap_or(thing.units);
    let always = always.min(wanted);
    if always > 0 {
        return Freedom::Always(always);
    }
    let most = thing.free.iter().map(|(_, units)| *units).max().unwrap_or(0).min(wanted);
    if most == 0 {
        return Freedom::Never;
    }
    let mut at: Vec<Occurrence> = Vec::new();
    for (piece, _) in thing.free.iter().filter(|(_, units)| *units >= most) {
        match at.last_mut() {
            Some(last) if last.end == piece.start => last.end = piece.end,
            Some(_) | None => at.push(*piece),
        }
    }
    Freedom::At(most, at)
}

/// Returns how useful a freedom is, the lowest first: the more units, then the longer.
fn freedom_rank(freedom: &Freedom) -> (u8, i64, i64) {
    match freedom {
        Freedom::Always(units) => (0, -i64::from(*units), 0),
        Freedom::At(units, times) => {
            let length = |time: &Occurrence| time.end.0.saturating_sub(time.start.0);
            let sum = times.iter().map(length).fold(0, i64::saturating_add);
            (1, -i64::from(*units), sum.saturating_neg())
        }
        Freedom::Never => (2, 0, 0),
    }
}
