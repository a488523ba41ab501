//! The one road in: judged entries, written here or received, become documents, loans and claims.

use std::{collections::HashMap, sync::Arc};

use etabli_api::event::Topic;
use etabli_model::{
    act::Known,
    body::DocumentEdit,
    document::{ChangeRefusal, Document, actor, change_hash},
    id::{DocumentId, EntryId, MemberId},
    membership::Ignored,
};
use etabli_sync::{admission::Verdict, entry::EntryKind, replica::Counted};

use super::{
    Claim, Space, Stale,
    folds::{Acts, Folds},
    topics,
};

/// How many entries are applied in one go at most.
const RUN: usize = 256;
/// How far ahead entries are looked for that can be applied in one go.
const AHEAD: usize = 4 * RUN;

impl Space {
    /// Applies judged entries, in an order in which each comes after what it names.
    pub(crate) fn apply(&mut self, counted: Vec<Counted>) -> Stale {
        let mut stale = Stale::new();
        let authority = counted.iter().any(|entry| entry.log.kind() == EntryKind::Authority);
        let forgot = counted
            .iter()
            .flat_map(|entry| &entry.verdicts)
            .any(|verdict| matches!(verdict, Verdict::Act { act: Known::Forget(_), .. }));
        if self.replica.rejudged() {
            self.rebuild();
            stale.extend([
                Topic::Inventory,
                Topic::Loans,
                Topic::Bookings,
                Topic::Projects,
                Topic::Members,
                Topic::Spaces,
                Topic::Sync,
            ]);
        } else {
            self.take(counted, Some(&mut stale));
        }
        self.raise_mark();
        if authority {
            self.keep_authority();
        }
        if forgot {
            self.remove_snapshots();
        }
        stale
    }

    /// Applies everything stored anew, after something that counted is void or the other way round.
    fn rebuild(&mut self) {
        let mut all = Vec::new();
        if let Err(error) = self.replica.replay(|entry| all.push(entry)) {
            // The next use reads from the disk; till then what is shown is what was.
            tracing::warn!(%error, "the space could not be judged anew");
            return;
        }
        self.documents.clear();
        self.origins.clear();
        self.folds = Folds::default();
        self.commands.clear();
        self.timeline.clear();
        self.told.clear();
        self.covered.clear();
        self.claims.clear();
        self.epochs.clear();
        self.take(all, None);
        self.catalogue.rebuild(&self.documents);
        self.read_boards();
    }

    pub(super) fn take(&mut self, counted: Vec<Counted>, mut stale: Option<&mut Stale>) {
        let acts = Acts::of(&counted);
        if let Some(stale) = stale.as_deref_mut() {
            stale.extend(acts.topics());
        }
        self.folds.extend(acts, self.replica.graph());
        self.take_documents(&counted, stale);
    }

    /// Takes what is no act, whose acts are folded already.
    pub(super) fn take_documents(&mut self, counted: &[Counted], mut stale: Option<&mut Stale>) {
        // What is no more to be tried together with others, and whether it was applied so.
        let mut tried: HashMap<EntryId, bool> = HashMap::new();
        for (at, entry) in counted.iter().enumerate() {
            let ends = self.commands.entry(entry.log).or_default();
            ends.push(entry.ends_command);
            if entry.ends_command {
                self.note_command(entry.at, entry.id);
            }
            for verdict in &entry.verdicts {
                match verdict {
                    Verdict::Edit { member, edit } => {
                        self.write_as(entry, edit, 0);
                        if !self.may_apply(entry, member, edit) {
                            tracing::info!(entry = %entry.id.short(), "not theirs to write");
                            continue;
                        }
                        let joined = tried.remove(&entry.id).unwrap_or_else(|| {
                            let run = edits_of_one_log(counted.get(at..).unwrap_or_default());
                            let joined = self.take_edits(&run, stale.as_deref_mut());
                            tried.extend(run.iter().skip(1).map(|(other, _)| (other.id, joined)));
                            joined
                        });
                        if !joined {
                            self.take_edit(entry, edit, stale.as_deref_mut());
                        }
                    }
                    // Folded beside the others, without the documents.
                    Verdict::Act { .. }
                    | Verdict::Unknown(_)
                    | Verdict::Sealed
                    | Verdict::Forgotten => {}
                    Verdict::Void { claim, reason } => self.set_aside(entry, claim, *reason),
                    Verdict::Ignored(reason) => {
                        tracing::info!(entry = %entry.id.short(), %reason, "a part has no effect");
                    }
                }
            }
            if entry.log.kind() == EntryKind::Authority
                && let Some(stale) = stale.as_deref_mut()
            {
                stale.extend([Topic::Members, Topic::Spaces]);
            }
        }
        let membership = self.replica.membership();
        if !Arc::ptr_eq(&membership, &self.membership) {
            self.catalogue.roster.recount();
        }
        self.membership = membership;
        self.folds.bookings.know_as(self.membership.aliases());
        self.catalogue.know_as(self.membership.aliases());
        self.folds.trainings.know_as(self.membership.aliases());
        self.folds.mentorings.know_as(self.membership.aliases());
        if let Some(stale) = stale {
            stale.insert(Topic::Sync);
        }
    }

    /// Keeps what is void as a claim. After a void change of its own this device writes as another
    /// actor, because the one it was has lost its place in the document.
    fn set_aside(&mut self, entry: &Counted, claim: &Verdict, reason: Ignored) {
        let (member, act) = match claim {
            Verdict::Edit { member, edit } => {
                self.write_as(entry, edit, 1);
                (*member, None)
            }
            Verdict::Act { member, act } => (*member, Some(act.clone())),
            Verdict::Unknown(_)
            | Verdict::Sealed
            | Verdict::Forgotten
            | Verdict::Void { .. }
            | Verdict::Ignored(_) => return,
        };
        self.claims.push(Claim { entry: entry.id, at: entry.at, member, act, reason });
    }

    fn write_as(&mut self, entry: &Counted, edit: &DocumentEdit, raised: u16) {
        if entry.log.device == self.replica.device() {
            let epoch = self.epochs.entry(edit.document).or_default();
            *epoch = (*epoch).max(edit.epoch.saturating_add(raised));
        }
    }

    /// Applies edits of several entries in one go, which costs a document far less than one by
    /// one. They are judged by the past of the first, which is the smallest of them, and without
    /// what lies between them; when that does not do for all, none is applied and `false` is
    /// returned.
    fn take_edits(&mut self, run: &[(&Counted, &DocumentEdit)], stale: Option<&mut Stale>) -> bool {
        let [(first, edit), _, ..] = run else { return false };
        if self.covered.get(&first.log).is_some_and(|height| first.seq < *height) {
            return false;
        }
        // Whoever works on a project may be out of it by the next entry.
        if matches!(edit.document, DocumentId::Project(_)) {
            return false;
        }
        let changes: Vec<(EntryId, Vec<u8>)> = run
            .iter()
            .flat_map(|(entry, edit)| edit.changes.iter().map(|change| (entry.id, change.to_vec())))
            .collect();
        self.apply_changes(first, edit, changes, stale).is_ok()
    }

    /// Returns whether somebody may write in a document by what they knew: of a project, acts say
    /// so, and of all else its kind and owner did already.
    fn may_apply(&self, entry: &Counted, member: &MemberId, edit: &DocumentEdit) -> bool {
        let DocumentId::Project(project) = &edit.document else { return true };
        let graph = self.replica.graph();
        let knew = |act: &EntryId| *act == entry.id || graph.reaches(&entry.id, act);
        self.folds.projects.could_write(project, member, knew)
    }

    fn take_edit(&mut self, entry: &Counted, edit: &DocumentEdit, stale: Option<&mut Stale>) {
        if self.covered.get(&entry.log).is_some_and(|height| entry.seq < *height) {
            return;
        }
        let changes = edit.changes.iter().map(|change| (entry.id, change.to_vec())).collect();
        if let Err(refusal) = self.apply_changes(entry, edit, changes, stale) {
            tracing::warn!(entry = %entry.id.short(), %refusal, "an edit has no effect");
        }
    }

    /// Applies changes to the document of `edit`, all or none, judged by the past of `entry`.
    fn apply_changes(
        &mut self,
        entry: &Counted,
        edit: &DocumentEdit,
        changes: Vec<(EntryId, Vec<u8>)>,
        stale: Option<&mut Stale>,
    ) -> Result<(), ChangeRefusal> {
        let id = edit.document;
        let document = self.documents.entry(id).or_insert_with(|| Document::new(id));
        let author = actor(&entry.log.device, entry.log.log, &id, edit.epoch);
        let (origins, graph) = (&self.origins, self.replica.graph());
        let in_past = |change: &[u8; 32]| {
            origins.get(change).is_some_and(|origin| graph.reaches(&entry.id, origin))
        };
        let (entries, changes): (Vec<EntryId>, Vec<Vec<u8>>) = changes.into_iter().unzip();
        let touched = document.apply(&changes, author, in_past)?;
        for (entry, change) in entries.into_iter().zip(&changes) {
            self.replayed += change.len();
            self.origins.entry(change_hash(change)).or_insert(entry);
        }
        if let Some(stale) = stale {
            self.catalogue.refresh(document, &touched);
            Self::refresh_board(&mut self.boards, document, &touched);
            stale.extend(topics(id));
        }
        Ok(())
    }
}

/// Returns the edits of entries that follow each other in one log, from the first on, carry one edit
/// each, and change one document: at most [`RUN`]. What others wrote meanwhile may lie between.
fn edits_of_one_log(entries: &[Counted]) -> Vec<(&Counted, &DocumentEdit)> {
    let mut run: Vec<(&Counted, &DocumentEdit)> = Vec::new();
    let Some(first) = entries.first() else { return run };
    for entry in entries.iter().take(AHEAD).filter(|entry| entry.log == first.log) {
        let [Verdict::Edit { edit, .. }] = entry.verdicts.as_slice() else { break };
        let follows = run.last().is_none_or(|(before, other)| {
            before.seq + 1 == entry.seq
                && (other.document, other.epoch) == (edit.document, edit.epoch)
        });
        if !follows || run.len() >= RUN {
            break;
        }
        run.push((entry, edit));
    }
    run
}
