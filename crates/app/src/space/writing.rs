//! What is written here: acts and edits, as commands that are durable when they return.

use etabli_model::{
    act::{Known, OpenLog, Seen},
    body::{ActClass, DocumentEdit, Part},
    document::{Document, actor, change_hash},
    id::{CommandId, DeviceId, DocumentId, EntryId, LoanId},
    inventory::Edit,
    membership::Ignored,
    time::Timestamp,
};
use etabli_sync::{
    entry::{EntryKind, LogKey, verify_signature},
    mark::MarkVerdict,
    replica::{Replica, ReplicaError},
};
use serde_bytes::ByteBuf;

use super::{Space, SpaceError, Stale, topics};
use crate::clock;

/// How many bytes of changes go into one entry at most, leaving room for the rest of the body.
const BODY_BYTES: usize = 200 * 1024;
/// How many acts one body holds where many are written beside edits.
const ACTS_A_BODY: usize = 256;

impl Space {
    /// Writes acts as one command.
    pub(crate) fn act(&mut self, now: Timestamp, acts: &[Known]) -> Result<Stale, SpaceError> {
        Ok(self.act_ids(now, acts)?.1)
    }

    /// Writes acts as one command, and returns what each would be named by.
    pub(crate) fn act_ids(
        &mut self,
        now: Timestamp,
        acts: &[Known],
    ) -> Result<(Vec<LoanId>, Stale), SpaceError> {
        let parts: Vec<Part> = acts.iter().map(|act| Part::Act(act.to_act())).collect();
        let authority = acts.iter().any(|act| act.class() == ActClass::Authority);
        let kind = if authority { EntryKind::Authority } else { EntryKind::Content };
        self.may_act(acts)?;
        let log = match kind {
            EntryKind::Authority => LogKey { log: 0, ..self.replica.content_log() },
            EntryKind::Content => self.replica.content_log(),
        };
        self.make_ready(log, now)?;
        let counted = self.replica.append(kind, now, vec![parts])?;
        let entry = counted.last().map(|entry| entry.id);
        let ids = entry
            .into_iter()
            .flat_map(|entry| (0..acts.len()).map(move |index| (entry, index)))
            .map(|(entry, index)| LoanId { entry, index: u16::try_from(index).unwrap_or(u16::MAX) })
            .collect();
        Ok((ids, self.apply(counted)))
    }

    /// Returns whether the rules let the member here do something.
    pub(crate) fn may(&self, act: &Known) -> bool {
        !self.is_copy() && self.may_act(std::slice::from_ref(act)).is_ok()
    }

    /// Returns how much is here of the content logs of some devices.
    pub(crate) fn seen(&self, of: impl Fn(&DeviceId) -> bool) -> Seen {
        self.replica
            .graph()
            .heights()
            .filter(|(log, _)| log.kind() == EntryKind::Content && of(&log.device))
            .map(|(log, height)| (log.device, log.log, height.height))
            .collect()
    }

    /// Goes on in a new log where writing on in the former would fork it: after a copied disk, and
    /// where the store lacks what was written here once.
    fn make_ready(&mut self, to: LogKey, now: Timestamp) -> Result<(), SpaceError> {
        let lacks: Vec<u32> = match self.verdict() {
            MarkVerdict::Behind { own, .. } => own.iter().map(|gap| gap.log).collect(),
            MarkVerdict::Fresh | MarkVerdict::Equal | MarkVerdict::Ahead => Vec::new(),
        };
        let former = match to.kind() {
            EntryKind::Authority if lacks.contains(&0) => return Err(SpaceError::Behind),
            EntryKind::Authority => self.replica.content_log(),
            EntryKind::Content => to,
        };
        if !lacks.contains(&former.log) && !self.replica.is_forked(former.log) {
            return Ok(());
        }
        // Two copies of one disk that both go on would meet again in the next number.
        let unused = match former.is_private() {
            true => self.replica.unused_private_logs(),
            false => self.replica.unused_logs(),
        };
        let drawn = clock::random::<4>().map_or(0, u32::from_le_bytes) as usize;
        let log = unused.get(drawn.checked_rem(unused.len()).unwrap_or(0));
        let log = *log.ok_or(SpaceError::Replica(ReplicaError::Forked))?;
        let (height, head) = self
            .replica
            .graph()
            .heights()
            .find(|(key, _)| *key == former)
            .map_or((0, EntryId([0; 32])), |(_, height)| (height.height, height.head));
        self.replica.go_on_in(log);
        tracing::warn!(former = former.log, log, "this device goes on in a new log");
        let open = OpenLog { log, previous: former.log, height, head, more: Vec::new() };
        let open = Known::OpenLog(open);
        // It only tells the others why: nothing depends on it.
        if !lacks.contains(&0) && !self.replica.is_forked(0) && self.may(&open) {
            let parts = vec![Part::Act(open.to_act())];
            let counted = self.replica.append(EntryKind::Authority, now, vec![parts])?;
            self.apply(counted);
        }
        Ok(())
    }

    /// Asks the rules before anything is written, so that nobody writes what counts for nobody.
    fn may_act(&self, acts: &[Known]) -> Result<(), SpaceError> {
        let (space, device) = (self.id(), self.replica.device());
        for act in acts {
            match act.class() {
                ActClass::Authority => {
                    self.membership.judge(&space, &device, act, verify_signature).map(|_| ())
                }
                ActClass::Daily => self.membership.judge_daily(&device, act).map(|_| ()),
            }
            .map_err(SpaceError::Refused)?;
        }
        Ok(())
    }

    /// Writes edits of documents as one command, spread over as many entries as they need.
    pub(crate) fn edit(
        &mut self,
        now: Timestamp,
        edits: &[(DocumentId, Vec<Edit>)],
    ) -> Result<Stale, SpaceError> {
        self.edit_beside(now, None, edits, &[])
    }

    /// Writes edits as [`Self::edit`] does, and acts as part of the same command, with a message
    /// beside the edits.
    pub(crate) fn edit_beside(
        &mut self,
        now: Timestamp,
        message: Option<&str>,
        edits: &[(DocumentId, Vec<Edit>)],
        acts: &[Known],
    ) -> Result<Stale, SpaceError> {
        self.may_act(acts)?;
        // What may be forgotten goes into a log of its own.
        let private = edits.iter().any(|(id, _)| matches!(id, DocumentId::Private(_)));
        let log = |replica: &Replica| {
            if private { replica.private_log() } else { replica.content_log() }
        };
        self.make_ready(log(&self.replica), now)?;
        let log = log(&self.replica);
        for (id, _) in edits.iter().filter(|(_, edits)| !edits.is_empty()) {
            let (member, _) =
                self.membership.may_write(&log.device, id).map_err(SpaceError::Refused)?;
            if let DocumentId::Project(project) = id
                && !self.folds.projects.could_write(project, &member, |_| true)
            {
                return Err(SpaceError::Refused(Ignored::NotTheOwner));
            }
        }
        let mut bodies: Vec<Vec<Part>> = Vec::new();
        let mut room = 0_usize;
        let mut own = Vec::new();
        for (id, edits) in edits {
            let document = self.documents.entry(*id).or_insert_with(|| Document::new(*id));
            let epoch = self.epochs.get(id).copied().unwrap_or(0);
            let author = actor(&log.device, log.log, id, epoch);
            let changes = document.edit_beside(author, now, message, edits)?;
            for change in changes {
                own.push(change_hash(&change));
                let size = change.len() + 64;
                let change = ByteBuf::from(change);
                let body = bodies.last_mut().filter(|_| size <= room);
                match body {
                    Some(body) => {
                        room -= size;
                        match body.last_mut() {
                            Some(Part::Edit(edit)) if edit.document == *id => {
                                edit.changes.push(change);
                            }
                            Some(_) | None => body.push(Part::Edit(DocumentEdit {
                                document: *id,
                                epoch,
                                changes: vec![change],
                            })),
                        }
                    }
                    None => {
                        room = BODY_BYTES.saturating_sub(size);
                        bodies.push(vec![Part::Edit(DocumentEdit {
                            document: *id,
                            epoch,
                            changes: vec![change],
                        })]);
                    }
                }
            }
        }
        for acts in acts.chunks(ACTS_A_BODY) {
            bodies.push(acts.iter().map(|act| Part::Act(act.to_act())).collect());
        }
        if bodies.is_empty() {
            return Ok(Stale::new());
        }
        let counted = if private {
            let salt = clock::random().map_err(|_| SpaceError::NoRandom)?;
            self.replica.append_private(CommandId(salt), now, bodies)?
        } else {
            self.replica.append(EntryKind::Content, now, bodies)?
        };
        // The documents hold these changes already; `apply` passes them over but reads them anew.
        let mut stale = self.apply(counted);
        for (id, edits) in edits {
            if let Some(document) = self.documents.get(id) {
                let touched = etabli_model::document::Touched::by(edits);
                self.catalogue.refresh(document, &touched);
                Self::refresh_board(&mut self.boards, document, &touched);
            }
            stale.extend(topics(*id));
        }
        Ok(stale)
    }
}
