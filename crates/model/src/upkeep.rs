//! How things are: what was told of them, what is out of order, when they were cared for, how much
//! there is of what is used up, and where they were seen last.
//!
//! Folding is per item, in canonical order. Nothing is refused that a merge can make: two repairs
//! of one thing are two, a stock below nothing is a state, and the last word on a repair holds.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::{
    act::{
        Condition, Known, MoveStock, NoteCare, OpenRepair, RepairStage, StockWhy, TellRepair, Told,
        taken_back, told_of,
    },
    id::{EntryId, ItemId, LoanId, MemberId, PlaceId, RepairId},
    lending::Position,
    time::Timestamp,
};

#[cfg(test)]
mod tests;
mod wish;

pub use self::wish::{Refusal, care, move_stock, open_repair, tell_repair};

/// An act about how an item is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UpkeepAct {
    /// Somebody told how it is, perhaps when it went out or came back.
    Told(Told, Occasion, Timestamp),
    /// What an entry told was taken back with it.
    Unsaid(EntryId),
    /// Whoever said something in an entry takes it back.
    TakenBack(EntryId),
    /// It is out of order.
    Open(OpenRepair),
    /// A repair went on.
    Tell(TellRepair),
    /// It was maintained.
    Care(NoteCare),
    /// There is more of it, or less.
    Stock(MoveStock),
    /// It was seen in a place, or was not there when somebody looked.
    Looked(Option<PlaceId>, bool, Timestamp),
}

/// On which occasion something was told of a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Occasion {
    /// When it was handed over.
    HandOver,
    /// When it came back from a loan.
    Return(LoanId),
    /// On no other.
    Look,
}

impl UpkeepAct {
    /// Returns what an act says of items, for each that it names.
    pub fn of(act: &Known) -> Vec<(ItemId, Self)> {
        match act {
            Known::NoteCondition(act) => {
                vec![(act.item, Self::Told(act.told.clone(), Occasion::Look, act.at))]
            }
            Known::HandOver(act) => {
                let told = told_of(&act.more);
                let told = told.map(|told| Self::Told(told, Occasion::HandOver, act.since));
                let unsaid = taken_back(&act.more).map(Self::Unsaid);
                unsaid.into_iter().chain(told).map(|said| (act.item, said)).collect()
            }
            Known::Return(act) => {
                let told = told_of(&act.more);
                let told = told.map(|told| Self::Told(told, Occasion::Return(act.loan), act.at));
                let unsaid = taken_back(&act.more).map(Self::Unsaid);
                unsaid.into_iter().chain(told).map(|said| (act.item, said)).collect()
            }
            Known::Unsay(act) => vec![(act.item, Self::TakenBack(act.entry))],
            Known::OpenRepair(act) => vec![(act.item, Self::Open(act.clone()))],
            Known::TellRepair(act) => vec![(act.item, Self::Tell(act.clone()))],
            Known::NoteCare(act) => vec![(act.item, Self::Care(act.clone()))],
            Known::MoveStock(act) => vec![(act.item, Self::Stock(act.clone()))],
            Known::TakeStock(act) => {
                let looked =
                    |seen| move |item: &ItemId| (*item, Self::Looked(act.place, seen, act.at));
                let seen = act.seen.iter().map(looked(true));
                seen.chain(act.missing.iter().map(looked(false))).collect()
            }
            _ => Vec::new(),
        }
    }
}

/// What somebody told of how a thing is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The entry that told it.
    pub entry: EntryId,
    /// Who.
    pub by: MemberId,
    /// When, by their word.
    pub at: Timestamp,
    /// On which occasion.
    pub occasion: Occasion,
    /// What.
    pub told: Told,
}

/// A step of a repair.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RepairStep {
    /// Who told it.
    pub by: MemberId,
    /// When, by their word.
    pub at: Timestamp,
    /// How far it was.
    pub stage: RepairStage,
    /// What was done.
    pub note: String,
    /// What it cost, in cents.
    pub cents: u64,
}

/// A repair.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Repair {
    /// Its id.
    pub id: RepairId,
    /// The item.
    pub item: ItemId,
    /// Who said that it is out of order.
    pub by: MemberId,
    /// When, by their word.
    pub at: Timestamp,
    /// How many of it.
    pub units: u32,
    /// What is the matter.
    pub note: String,
    /// What was done, in canonical order.
    pub steps: Vec<RepairStep>,
}

impl Repair {
    /// Returns how far it is; nothing before anybody looked at it.
    pub fn stage(&self) -> Option<RepairStage> {
        self.steps.last().map(|step| step.stage)
    }

    /// Returns whether the thing is still out of order.
    pub fn is_open(&self) -> bool {
        match self.stage() {
            None | Some(RepairStage::Assess | RepairStage::Parts | RepairStage::Repairing) => true,
            Some(RepairStage::Resolved | RepairStage::Retired) => false,
        }
    }

    /// Returns what it cost so far, in cents.
    pub fn cents(&self) -> u64 {
        self.steps.iter().fold(0, |sum, step| sum.saturating_add(step.cents))
    }
}

/// A change of how much there is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Movement {
    /// The entry that noted it.
    pub entry: EntryId,
    /// Who.
    pub by: MemberId,
    /// When, by their word.
    pub at: Timestamp,
    /// By how much.
    pub delta: i64,
    /// Why.
    pub why: StockWhy,
    /// Anything else.
    pub note: String,
}

/// Something done to maintain a thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cared {
    /// Who did it.
    pub by: MemberId,
    /// When, by their word.
    pub at: Timestamp,
    /// What was done.
    pub note: String,
    /// What it cost, in cents.
    pub cents: u64,
}

/// Where and when something was looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Sighting {
    /// The place that was gone through.
    pub place: Option<PlaceId>,
    /// Whether it was there.
    pub seen: bool,
    /// Who looked.
    pub by: MemberId,
    /// When, by their word.
    pub at: Timestamp,
}

/// What the acts about one item come to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ItemUpkeep {
    acts: Vec<(Position, u16, MemberId, UpkeepAct)>,
    reports: Vec<Report>,
    repairs: Vec<Repair>,
    cared: Vec<Cared>,
    movements: Vec<Movement>,
    stock: i64,
    sighting: Option<Sighting>,
    /// How many of the reports were there when it was seen last.
    before_seen: usize,
}

impl ItemUpkeep {
    /// Returns what was told, in canonical order.
    pub fn reports(&self) -> &[Report] {
        &self.reports
    }

    /// Returns how it is by the last word of it: whoever sees it, finds it.
    pub fn condition(&self) -> Option<Condition> {
        let told = self.reports.iter().enumerate().rev();
        let mut told = told.filter(|(index, report)| {
            report.told.condition != Condition::Missing || *index >= self.before_seen
        });
        let last = told.next().map(|(_, report)| report.told.condition);
        match self.sighting.filter(|sighting| !sighting.seen) {
            Some(_) => Some(Condition::Missing),
            None => last,
        }
    }

    /// Returns the last report, unless the thing was mended or seen since.
    pub fn last_report(&self) -> Option<&Report> {
        self.reports.last()
    }

    /// Returns the repairs in canonical order.
    pub fn repairs(&self) -> &[Repair] {
        &self.repairs
    }

    /// Returns the repairs that are not done.
    pub fn open_repairs(&self) -> impl Iterator<Item = &Repair> {
        self.repairs.iter().filter(|repair| repair.is_open())
    }

    /// Returns how many of it are out of order.
    pub fn broken(&self) -> u32 {
        self.open_repairs().fold(0, |sum, repair| sum.saturating_add(repair.units))
    }

    /// Returns what was done to maintain it, in canonical order.
    pub fn cared(&self) -> &[Cared] {
        &self.cared
    }

    /// Returns when it was maintained last, by the latest word.
    pub fn cared_at(&self) -> Option<Timestamp> {
        self.cared.iter().map(|cared| cared.at).max()
    }

    /// Returns how its stock changed, in canonical order.
    pub fn movements(&self) -> &[Movement] {
        &self.movements
    }

    /// Returns how much there is; less than nothing where more was used than anybody noted.
    pub const fn stock(&self) -> i64 {
        self.stock
    }

    /// Returns where it was looked for last.
    pub const fn sighting(&self) -> Option<Sighting> {
        self.sighting
    }

    /// Returns the entries that hold the acts, in canonical order.
    pub fn entries(&self) -> impl Iterator<Item = EntryId> {
        self.acts.iter().map(|(position, _, _, _)| position.entry)
    }

    /// Returns whose words of which entries are taken back: the last word of that counts, which may
    /// take such a word back itself.
    fn taken_back(&self) -> BTreeSet<(EntryId, MemberId)> {
        let mut ended = BTreeSet::new();
        for (position, _, by, act) in self.acts.iter().rev() {
            if let UpkeepAct::TakenBack(entry) = act
                && !ended.contains(&(position.entry, *by))
            {
                ended.insert((*entry, *by));
            }
        }
        ended
    }

    /// Returns whether what a member said in an entry is taken back.
    pub fn is_taken_back(&self, entry: EntryId, by: MemberId) -> bool {
        self.taken_back().contains(&(entry, by))
    }

    fn fold(&mut self) {
        let acts = std::mem::take(&mut self.acts);
        *self = Self { acts, ..Self::default() };
        let unsaid: BTreeSet<EntryId> = self
            .acts
            .iter()
            .filter_map(|(_, _, _, act)| match act {
                UpkeepAct::Unsaid(entry) => Some(*entry),
                _ => None,
            })
            .collect();
        let taken_back = self.taken_back();
        for (position, _, by, act) in &self.acts {
            let (entry, by) = (position.entry, *by);
            match act {
                UpkeepAct::Unsaid(_) | UpkeepAct::TakenBack(_) => {}
                UpkeepAct::Told(_, Occasion::Look, _)
                | UpkeepAct::Open(_)
                | UpkeepAct::Tell(_)
                | UpkeepAct::Care(_)
                    if taken_back.contains(&(entry, by)) => {}
                UpkeepAct::Told(_, _, _) if unsaid.contains(&entry) => {}
                UpkeepAct::Told(told, occasion, at) => {
                    // Whoever holds it in their hands has found it.
                    if told.condition != Condition::Missing {
                        self.sighting = self.sighting.filter(|sighting| sighting.seen);
                    }
                    let (at, occasion, told) = (*at, *occasion, told.clone());
                    self.reports.push(Report { entry, by, at, occasion, told });
                }
                UpkeepAct::Open(act) => self.repairs.push(Repair {
                    id: RepairId { entry, index: position.index },
                    item: act.item,
                    by,
                    at: act.at,
                    units: act.units,
                    note: act.note.clone(),
                    steps: Vec::new(),
                }),
                UpkeepAct::Tell(act) => {
                    let repair = self.repairs.iter_mut().find(|repair| repair.id == act.repair);
                    if let Some(repair) = repair {
                        let TellRepair { at, stage, note, cents, .. } = act.clone();
                        repair.steps.push(RepairStep { by, at, stage, note, cents });
                    }
                }
                UpkeepAct::Care(act) => {
                    let NoteCare { at, note, cents, .. } = act.clone();
                    self.cared.push(Cared { by, at, note, cents });
                }
                UpkeepAct::Stock(act) => {
                    self.stock = self.stock.saturating_add(act.delta);
                    let MoveStock { at, delta, why, note, .. } = act.clone();
                    self.movements.push(Movement { entry, by, at, delta, why, note });
                }
                UpkeepAct::Looked(place, seen, at) => {
                    self.sighting = Some(Sighting { place: *place, seen: *seen, by, at: *at });
                    if *seen {
                        self.before_seen = self.reports.len();
                    }
                }
            }
        }
    }
}

/// How all things of a space are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Upkeep {
    items: BTreeMap<ItemId, ItemUpkeep>,
    item_of: BTreeMap<RepairId, ItemId>,
}

impl Upkeep {
    /// Takes many acts in at once, wherever they sort, folding each item once; taking one twice
    /// changes nothing.
    pub fn extend(&mut self, acts: impl IntoIterator<Item = (Position, MemberId, Known)>) {
        let mut touched = BTreeSet::new();
        for (position, author, act) in acts {
            for (number, (item, act)) in (0_u16..).zip(UpkeepAct::of(&act)) {
                if let UpkeepAct::Open(_) = act {
                    let id = RepairId { entry: position.entry, index: position.index };
                    self.item_of.insert(id, item);
                }
                let held = &mut self.items.entry(item).or_default().acts;
                let place = (position, number);
                if let Err(index) = held.binary_search_by_key(&place, |(at, n, _, _)| (*at, *n)) {
                    held.insert(index, (position, number, author, act));
                    touched.insert(item);
                }
            }
        }
        for item in touched {
            if let Some(item) = self.items.get_mut(&item) {
                item.fold();
            }
        }
    }

    /// Returns how an item is.
    pub fn item(&self, item: &ItemId) -> Option<&ItemUpkeep> {
        self.items.get(item)
    }

    /// Returns how all items are of which anything was told.
    pub fn items(&self) -> impl Iterator<Item = (&ItemId, &ItemUpkeep)> {
        self.items.iter()
    }

    /// Returns a repair.
    pub fn repair(&self, id: &RepairId) -> Option<&Repair> {
        let item = self.item_of.get(id)?;
        self.items.get(item)?.repairs.iter().find(|repair| repair.id == *id)
    }

    /// Writes the canonical state; nothing where nothing was told.
    pub fn write_state(&self, write: &mut impl FnMut(&[u8])) {
        for (item, upkeep) in &self.items {
            let ItemUpkeep { reports, repairs, cared, movements, stock, sighting, .. } = upkeep;
            let state = (item, reports, repairs, cared, movements, stock, sighting);
            write(&postcard::to_stdvec(&state).unwrap_or_default());
        }
    }
}
