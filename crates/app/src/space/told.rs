//! What commands said, read again from the entries that hold them.
//!
//! Invariant: reading one costs what it holds. Which there are, and when they were written, is kept
//! in memory; what they did is not.

use std::{collections::BTreeSet, sync::Arc};

use etabli_model::{
    act::{self, Known, ReadAct},
    body::{Body, Part},
    document::{Deed, Subject},
    id::{CommandId, DeviceId, DocumentId, EntryId, ItemId, LoanId},
    skill::Saying,
    time::Timestamp,
};
use etabli_sync::entry::LogKey;

use super::{Space, SpaceError};

/// How a message beside an edit says that it takes the effect of an entry back.
const TAKES_BACK: &str = "takes back ";
/// The field of a name.
const NAME: &str = "name";
/// The most entries of one command that are read.
const MOST_ENTRIES: usize = 64;
/// How many commands are kept as they were read.
const MOST_KEPT: usize = 64;

/// A command, read.
#[derive(Debug)]
pub(crate) struct Command {
    /// Its last entry, by which it is named.
    pub(crate) id: EntryId,
    /// When it was given, by its author's clock.
    pub(crate) at: Timestamp,
    /// The device on which it was given.
    pub(crate) device: DeviceId,
    /// The entry whose effect it takes back.
    pub(crate) takes_back: Option<EntryId>,
    /// What it said, in order.
    pub(crate) said: Vec<Said>,
    /// Whether something made it void.
    pub(crate) void: bool,
}

/// A part of a command.
#[derive(Debug)]
pub(crate) enum Said {
    /// It changed a document.
    Deeds {
        /// The document.
        document: DocumentId,
        /// What it did there.
        deeds: Vec<Deed>,
    },
    /// It stated a fact.
    Act {
        /// What the act would be named by.
        id: LoanId,
        /// The act.
        act: Known,
    },
    /// Something that this version does not know.
    Unknown,
}

/// Returns the message beside an edit that takes the effect of an entry back.
pub(crate) fn taking_back(entry: &EntryId) -> String {
    format!("{TAKES_BACK}{entry}")
}

impl Space {
    /// Notes when a command was given.
    pub(super) fn note_command(&mut self, at: Timestamp, id: EntryId) {
        let place = (at, id);
        match self.timeline.last() {
            Some(last) if *last >= place => {
                if let Err(index) = self.timeline.binary_search(&place) {
                    self.timeline.insert(index, place);
                }
            }
            Some(_) | None => self.timeline.push(place),
        }
    }

    /// Returns so many commands before a place of the timeline, the newest first.
    pub(crate) fn commands_before(
        &self,
        before: Option<(Timestamp, EntryId)>,
        count: usize,
    ) -> Vec<(Timestamp, EntryId)> {
        let end = match before {
            Some(place) => self.timeline.partition_point(|one| *one < place),
            None => self.timeline.len(),
        };
        let earlier = self.timeline.get(..end).unwrap_or_default();
        earlier.iter().rev().take(count).copied().collect()
    }

    /// Returns the commands that say something about an item, the newest first.
    pub(crate) fn commands_of(&self, item: &ItemId) -> Vec<(Timestamp, EntryId)> {
        let changes =
            self.documents.get(&item.document).map(|document| document.history(item.local));
        let edits = changes.unwrap_or_default();
        let edits = edits.iter().filter_map(|change| self.origins.get(change).copied());
        let acts = self.lending().item(item).into_iter().flat_map(|loans| loans.entries());
        let kept = self.upkeep().item(item).into_iter().flat_map(|upkeep| upkeep.entries());
        let acts = acts.chain(kept);
        let found: BTreeSet<(Timestamp, EntryId)> =
            edits.chain(acts).filter_map(|entry| self.end_of(&entry)).collect();
        found.into_iter().rev().collect()
    }

    /// Returns the changes that had written an item by a place of the timeline, by the clocks of who
    /// wrote them, and the entries of its loans.
    pub(crate) fn written_by_then(
        &self,
        item: &ItemId,
        then: (Timestamp, EntryId),
    ) -> (BTreeSet<[u8; 32]>, BTreeSet<EntryId>) {
        let by_then = |entry: &EntryId| self.end_of(entry).is_some_and(|place| place <= then);
        let document = self.documents.get(&item.document);
        let changes = document.map(|document| document.history(item.local)).unwrap_or_default();
        let changes =
            changes.into_iter().filter(|change| self.origins.get(change).is_some_and(by_then));
        let acts = self.lending().item(item).into_iter().flat_map(|loans| loans.entries());
        (changes.collect(), acts.filter(by_then).collect())
    }

    /// Reads the command by which a change was written.
    pub(crate) fn command_of_change(
        &mut self,
        change: &[u8; 32],
    ) -> Result<Option<Arc<Command>>, SpaceError> {
        let end = self.origins.get(change).and_then(|origin| self.end_of(origin));
        end.map_or(Ok(None), |(_, id)| self.command(id))
    }

    /// Returns the entry that ends the command of another.
    fn end_of(&self, entry: &EntryId) -> Option<(Timestamp, EntryId)> {
        let graph = self.replica.graph();
        let node = graph.node(entry)?;
        let from = usize::try_from(node.seq).ok()?;
        let ends = self.commands.get(&node.log)?;
        let further = ends.get(from..)?.iter().position(|end| *end)?;
        let id = *graph.log(&node.log).get(from.checked_add(further)?)?;
        Some((graph.node(&id)?.at, id))
    }

    /// Reads the command that an entry ends; `None` for one that says nothing, or was forgotten.
    pub(crate) fn command(&mut self, id: EntryId) -> Result<Option<Arc<Command>>, SpaceError> {
        if let Some(command) = self.told.get(&id) {
            return Ok(Some(command.clone()));
        }
        let Some(node) = self.replica.graph().node(&id) else { return Ok(None) };
        let (at, log, seq) = (node.at, node.log, node.seq);
        if log.is_private() {
            return Ok(None);
        }
        let Some(bodies) = self.bodies(id, &log, seq)? else { return Ok(None) };
        let mut command = Command {
            id,
            at,
            device: log.device,
            takes_back: None,
            said: Vec::new(),
            void: self.replica.void().contains_key(&id),
        };
        let first = bodies.first().map(|(entry, _)| *entry);
        for (entry, body) in bodies {
            for (index, part) in (0_u16..).zip(&body.parts) {
                self.read_part(&mut command, LoanId { entry, index }, part);
            }
        }
        command.keep_beginnings();
        // Its name and its first columns are part of what started a project, which is told by itself
        // and stays.
        let begun = |said: &Said| match said {
            Said::Deeds { document: DocumentId::Project(project), .. } => {
                first.is_some_and(|first| self.follows(&first, project))
            }
            _ => false,
        };
        command.said.retain(|said| !begun(said));
        if command.said.is_empty() {
            return Ok(None);
        }
        let command = Arc::new(command);
        if self.told.len() >= MOST_KEPT {
            self.told.clear();
        }
        self.told.insert(id, command.clone());
        Ok(Some(command))
    }

    /// Whether an entry was written right after another, in the same moment.
    fn follows(&self, entry: &EntryId, other: &EntryId) -> bool {
        let graph = self.replica.graph();
        graph.node(entry).zip(graph.node(other)).is_some_and(|(entry, other)| {
            (entry.log, entry.at) == (other.log, other.at)
                && other.seq.checked_add(1) == Some(entry.seq)
        })
    }

    /// Reads the bodies of the command that an entry ends, in order.
    fn bodies(
        &self,
        last: EntryId,
        log: &LogKey,
        seq: u64,
    ) -> Result<Option<Vec<(EntryId, Body)>>, SpaceError> {
        let mut bodies = Vec::new();
        let mut command: Option<CommandId> = None;
        let before = usize::try_from(seq).unwrap_or(0);
        let earlier: Vec<EntryId> =
            self.replica.graph().log(log).iter().take(before).rev().copied().collect();
        for entry in std::iter::once(last).chain(earlier).take(MOST_ENTRIES) {
            let stored = self.replica.read_entry(&entry)?;
            // What was forgotten has no body, and what nobody can read says nothing.
            let Ok(body) = Body::decode(&stored.body) else { break };
            if *command.get_or_insert(body.command) != body.command {
                break;
            }
            bodies.push((entry, body));
        }
        bodies.reverse();
        Ok(Some(bodies).filter(|bodies| !bodies.is_empty()))
    }

    fn read_part(&self, command: &mut Command, id: LoanId, part: &Part) {
        match part {
            Part::Edit(edit) => {
                let Some(document) = self.documents.get(&edit.document) else { return };
                let told: Vec<_> =
                    edit.changes.iter().filter_map(|change| document.tell(change)).collect();
                let message = told.iter().find_map(|told| told.message.as_deref());
                let entry = message.and_then(|message| message.strip_prefix(TAKES_BACK));
                command.takes_back =
                    command.takes_back.or_else(|| entry.and_then(|entry| entry.parse().ok()));
                let deeds: Vec<Deed> = told.into_iter().flat_map(|told| told.deeds).collect();
                if !deeds.is_empty() {
                    command.said.push(Said::Deeds { document: edit.document, deeds });
                }
            }
            Part::Act(part) => match act::read(part) {
                ReadAct::Known(act) => {
                    let taken = match &act {
                        Known::HandOver(act) => act::taken_back(&act.more),
                        Known::Return(act) => act::taken_back(&act.more),
                        Known::ExtendLoan(act) => act::taken_back(&act.more),
                        Known::MarkLost(act) => act::taken_back(&act.more),
                        Known::NameKeeper(act) => act::taken_back(&act.more),
                        Known::WithdrawRequest(act) => act::taken_back(&act.more),
                        Known::MoveStock(act) => act::taken_back(&act.more),
                        Known::BackWish(act) => act::taken_back(&act.more),
                        Known::WishFor(act) => act::taken_back(&act.more),
                        Known::EndWish(act) => act::taken_back(&act.more),
                        Known::Unsay(act) => act::taken_back(&act.more),
                        Known::Book(act) => act::taken_back(&act.more),
                        Known::CancelBooking(act) => act::taken_back(&act.more),
                        _ => None,
                    };
                    command.takes_back = command.takes_back.or(taken);
                    command.said.push(Said::Act { id, act });
                }
                ReadAct::Unknown => command.said.push(Said::Unknown),
                ReadAct::Malformed => {}
            },
            Part::Sealed(_) => command.said.push(Said::Unknown),
        }
    }
}

impl Command {
    /// Forgets with what a thing began that the command made: many things take several changes.
    fn keep_beginnings(&mut self) {
        let mut made: BTreeSet<(DocumentId, Subject)> = BTreeSet::new();
        for said in &mut self.said {
            let Said::Deeds { document, deeds } = said else { continue };
            deeds.retain(|deed| match deed {
                Deed::Made(subject) => {
                    made.insert((*document, *subject));
                    true
                }
                Deed::Wrote { .. } | Deed::Rewrote { .. } => {
                    !made.contains(&(*document, deed.subject()))
                }
            });
        }
        self.said.retain(|said| !matches!(said, Said::Deeds { deeds, .. } if deeds.is_empty()));
    }

    /// Returns whether a person could take it back: it only changed what is there to be put back.
    pub(crate) fn is_undoable(&self) -> bool {
        let subject = |subject: &Subject| match subject {
            Subject::Item(_)
            | Subject::File { .. }
            | Subject::Place(_)
            | Subject::Row(_)
            | Subject::Sheet => true,
            Subject::Profile | Subject::Space => false,
        };
        // What had no name before cannot be without one again.
        let named = |before: &[String], field: &str| field != NAME || !before.is_empty();
        let wrote = |of: &Subject, field: &str, before: &[String]| match of {
            Subject::Space => named(before, field),
            // Which hints one wants no more is no matter of people's.
            Subject::Profile => {
                !Saying::of_key(field).is_some_and(|it| it.is_own()) && named(before, field)
            }
            _ => subject(of),
        };
        !self.void
            && !self.said.is_empty()
            && self.said.iter().all(|said| match said {
                Said::Deeds { deeds, .. } => deeds.iter().all(|deed| match deed {
                    Deed::Made(made) => subject(made),
                    Deed::Wrote { subject: of, field, before, .. } => wrote(of, field, before),
                    Deed::Rewrote { .. } => true,
                }),
                Said::Act { act, .. } => matches!(
                    act,
                    Known::HandOver(_)
                        | Known::Return(_)
                        | Known::RequestLoan(_)
                        | Known::ExtendLoan(_)
                        | Known::MarkLost(_)
                        | Known::NameKeeper(_)
                        | Known::MoveStock(_)
                        | Known::NoteCondition(_)
                        | Known::OpenRepair(_)
                        | Known::TellRepair(_)
                        | Known::NoteCare(_)
                        | Known::Unsay(_)
                        | Known::WishFor(_)
                        | Known::BackWish(_)
                        | Known::EndWish(act::EndWish { item: None, .. })
                        | Known::Book(_)
                        | Known::CancelBooking(_)
                ),
                Said::Unknown => false,
            })
    }
}
