//! Files on cards: putting them there and finding them. What is done with their bytes is the same
//! as for the files of items.

use etabli_api::{ApiError, ErrorCode, view::FileView};
use etabli_model::{
    board::{Board, RowKind, attachment},
    file::{ItemFile, MOST_FILES, NewFile},
    id::{DocumentId, LocalId, SpaceId},
    inventory::Edit,
};

use super::{card::own, item::too_long};
use crate::{
    clock,
    core::{ChangeError, Core},
    show,
    space::Space,
};

/// Refuses a card that the person here may not write on, or that has no room.
pub(super) fn has_room(space: &Space, project: &str, card: &str) -> Result<(), ApiError> {
    let (_, board) = own(space, project)?;
    room_on(board, show::find_row(board, RowKind::Card, card)?)
}

fn room_on(board: &Board, card: LocalId) -> Result<(), ApiError> {
    match board.files_of(card).count() < MOST_FILES {
        true => Ok(()),
        false => Err(ApiError::new(ErrorCode::TooManyFiles).with("most", MOST_FILES)),
    }
}

/// Puts a file that is kept already on a card.
pub(super) fn add(
    core: &Core,
    id: SpaceId,
    project: &str,
    card: &str,
    new: &NewFile,
) -> Result<FileView, ApiError> {
    core.change(id, |space| {
        let (entry, board) = own(space, project)?;
        let card = show::find_row(board, RowKind::Card, card)?;
        room_on(board, card)?;
        if let Some(same) = board.files_of(card).find(|file| file.hash == new.hash) {
            return Err(ApiError::new(ErrorCode::SameFile).with("what", &same.name).into());
        }
        let edit = Edit::PutRow(attachment::written(card, new).map_err(too_long)?);
        let stale = space.edit(clock::now(), &[(DocumentId::Project(entry), vec![edit])])?;
        Ok::<_, ChangeError>(((), stale))
    })?;
    shown(core, id, project, card, new.local)
}

/// Shows a file of a card.
pub(super) fn shown(
    core: &Core,
    id: SpaceId,
    project: &str,
    card: &str,
    file: LocalId,
) -> Result<FileView, ApiError> {
    let mut view = core.with(id, |space| found(space, project, card, &file.to_string()))?.1;
    view.arriving = core.arriving(&view.hash);
    Ok(view)
}

/// Finds a file of a card by its number, id, name, or the beginning of one of them.
pub(super) fn found(
    space: &Space,
    project: &str,
    card: &str,
    file: &str,
) -> Result<(ItemFile, FileView), ApiError> {
    let project = show::find_project(space, project)?;
    let missing = || ApiError::new(ErrorCode::NotFound).with("what", card);
    let board = space.board(&project.id).ok_or_else(missing)?;
    let files: Vec<ItemFile> =
        board.files_of(show::find_row(board, RowKind::Card, card)?).collect();
    let file = show::find_among(&files, file)?;
    Ok((file.clone(), show::card_file(space, project, file)))
}
