//! Comments that mention the person here, and that they saw.

use etabli_api::{
    ApiError, ErrorCode,
    command::{ListMentions, SeeMention},
    view::MentionView,
};
use etabli_model::{
    board::{Board, RowKind},
    skill::{MOST_SEEN, Saying},
};

use super::{Handle, skill::say};
use crate::{
    core::{ChangeError, Core},
    show,
};

impl Handle for ListMentions {
    fn handle(self, core: &Core) -> Result<Vec<MentionView>, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        core.with(id, |space| Ok(show::mentions(space)))
    }
}

impl Handle for SeeMention {
    fn handle(self, core: &Core) -> Result<Vec<MentionView>, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        core.change(id, |space| {
            let project = show::find_project(space, &self.project)?.id;
            let empty = Board::default();
            let board = space.board(&project).unwrap_or(&empty);
            let comment = show::find_row(board, RowKind::Comment, &self.comment)?;
            let waits = show::mentions(space);
            if !waits.iter().any(|one| one.project == project && one.comment == comment) {
                return Err(ApiError::from(ErrorCode::NothingToChange).into());
            }
            let mut said = vec![(Saying::Seen(project, comment), "yes".to_owned())];
            // Where there is no room any more, the oldest that was seen is forgotten: it is on a
            // card that everybody finished long ago, or it is told once more.
            let me = space.me()?;
            let seen = space.catalogue.roster.of(&me).map(|said| &said.seen);
            let oldest = seen
                .filter(|seen| seen.len() >= MOST_SEEN)
                .and_then(|seen| seen.iter().min_by_key(|(_, comment)| comment.0).copied());
            said.extend(oldest.map(|(of, one)| (Saying::Seen(of, one), String::new())));
            let stale = say(space, said)?;
            Ok::<_, ChangeError>((show::mentions(space), stale))
        })
    }
}
