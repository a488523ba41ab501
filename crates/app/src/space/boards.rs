//! What projects' documents say, kept ready to be shown.
//!
//! Invariant: a board holds nothing that its document does not, and costs what changed.

use std::{borrow::Cow, collections::BTreeMap};

use etabli_model::{
    board::Board,
    document::{Document, Touched},
    file::ItemFile,
    id::{DocumentId, EntryId, FileHash},
    project::Projects,
};

use super::Space;

impl Space {
    /// Returns the projects.
    pub(crate) const fn projects(&self) -> &Projects {
        &self.folds.projects
    }

    /// Returns what a project says; of one that has not arrived, nothing.
    pub(crate) fn board(&self, project: &EntryId) -> Option<&Board> {
        self.boards.get(project)
    }

    /// Returns the files of all items and of all cards; those taken away not.
    pub(crate) fn files(&self) -> impl Iterator<Item = Cow<'_, ItemFile>> {
        let of_cards = self.boards.values().flat_map(Board::files).map(Cow::Owned);
        self.catalogue.files().map(Cow::Borrowed).chain(of_cards)
    }

    /// Returns whether an item or a card has a file of that hash, or a photo with that small
    /// picture.
    pub(crate) fn names_file(&self, hash: &FileHash) -> bool {
        let is = |file: ItemFile| file.hash == *hash || file.thumbnail == Some(*hash);
        self.catalogue.names_file(hash) || self.boards.values().flat_map(Board::files).any(is)
    }

    /// Reads all projects' documents anew.
    pub(super) fn read_boards(&mut self) {
        self.boards.clear();
        for (id, document) in &self.documents {
            let DocumentId::Project(project) = id else { continue };
            let board = self.boards.entry(*project).or_default();
            board.set_sheet(document.sheet());
            for (id, row) in document.rows() {
                board.set_row(id, row);
            }
        }
    }

    /// Reads again what changes touched.
    pub(super) fn refresh_board(
        boards: &mut BTreeMap<EntryId, Board>,
        document: &Document,
        touched: &Touched,
    ) {
        let DocumentId::Project(project) = document.id() else { return };
        let board = boards.entry(project).or_default();
        if touched.sheet {
            board.set_sheet(document.sheet());
        }
        for id in &touched.rows {
            if let Some(row) = document.row(*id) {
                board.set_row(*id, row);
            }
        }
    }
}
