//! Whom comments mention: what is written of it, how it is read, and who is told.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use etabli_api::view::{MentionView, Passage};
use etabli_model::{
    board::{
        Board, Row, RowKind,
        mention::{self, MENTION},
    },
    id::{DocumentId, LocalId, MemberId},
    project::Project,
};

use super::is_active;
use crate::{prose, space::Space};

/// How many mentions are told at once.
const MOST_TOLD: usize = 50;
/// How much of a comment is told, in characters.
const MOST_WORDS: usize = 140;

/// Takes whom a person chose to mention out of the fields of a row.
pub(crate) fn mentioned(fields: &mut BTreeMap<String, String>) -> Vec<(MemberId, String)> {
    let mut chosen = Vec::new();
    fields.retain(|key, name| match key.strip_prefix(MENTION).map(str::parse) {
        Some(Ok(member)) => {
            chosen.push((member, name.trim().to_owned()));
            false
        }
        Some(Err(_)) => false,
        None => true,
    });
    chosen
}

/// Returns the fields that say whom a comment mentions: those who were chosen and those whose name
/// is written in it. Whom it mentioned before and no longer does gets an empty one.
pub(crate) fn put_mentions(
    space: &Space,
    words: &str,
    chosen: &[(MemberId, String)],
    before: Option<&Row>,
) -> BTreeMap<String, String> {
    let first = |member: &MemberId| space.membership().first_name(member);
    let mut said: Vec<(MemberId, String)> = Vec::new();
    for (member, name) in chosen {
        let member = first(member);
        let fits = is_active(space, &member) && mention::names(words, name);
        if fits && said.iter().all(|(known, _)| *known != member) {
            said.push((member, name.clone()));
        }
    }
    let active = space.membership().members().map(|(id, _)| id);
    let active = active.filter(|id| first(id) == *id && is_active(space, id));
    let members: Vec<(MemberId, &str)> =
        active.map(|id| (id, space.catalogue.name_of(&id))).collect();
    for (member, name) in mention::read(words, &members) {
        if said.iter().all(|(known, called)| *known != member && *called != name) {
            said.push((member, name));
        }
    }
    let gone = before.into_iter().flat_map(|row| row.fields.keys());
    let gone = gone.filter(|key| key.starts_with(MENTION)).map(|key| (key.clone(), String::new()));
    let said = said.into_iter().take(mention::MOST);
    gone.chain(said.map(|(member, name)| (format!("{MENTION}{member}"), name))).collect()
}

/// Reads a comment, with whom it mentions by the name that they have by now.
pub(super) fn prose(space: &Space, row: &Row) -> Vec<Passage> {
    let mentions = mention::of(row);
    let name = |member: &MemberId| {
        let written = || mentions.iter().find(|(one, _)| one == member).map_or("", |it| it.1);
        match space.catalogue.name_of(member) {
            "" => written().to_owned(),
            name => name.to_owned(),
        }
    };
    prose::mentioned(prose::read(row.field("words")), &mentions, &name)
}

/// Returns the comments that mention the person here and wait to be seen, the newest first: not
/// their own, and not those after which they wrote on the card themself.
pub(crate) fn mentions(space: &Space) -> Vec<MentionView> {
    let Ok(me) = space.me() else { return Vec::new() };
    let mine = names_of(space, &me);
    let roster = &space.catalogue.roster;
    let seen: BTreeSet<_> =
        mine.iter().filter_map(|name| roster.of(name)).flat_map(|said| &said.seen).collect();
    let mut told: Vec<MentionView> = Vec::new();
    for project in space.projects().projects() {
        let Some(board) = space.board(&project.id) else { continue };
        let asks = |row: &Row| mention::of(row).iter().any(|(member, _)| mine.contains(member));
        for (comment, row) in board.of_kind(RowKind::Comment).filter(|(_, row)| asks(row)) {
            if !seen.contains(&(project.id, comment)) {
                told.extend(mention_view(space, project, board, &mine, (comment, row)));
            }
        }
    }
    told.sort_by_key(|one| (Reverse(one.at), one.comment));
    told.truncate(MOST_TOLD);
    told
}

/// Returns all names under which a member is known.
fn names_of(space: &Space, member: &MemberId) -> BTreeSet<MemberId> {
    let first = space.membership().first_name(member);
    let further = space.membership().aliases().filter(|(_, of)| *of == first);
    further.map(|(name, _)| name).chain([first]).collect()
}

fn mention_view(
    space: &Space,
    project: &Project,
    board: &Board,
    mine: &BTreeSet<MemberId>,
    (comment, row): (LocalId, &Row),
) -> Option<MentionView> {
    let document = space.documents().get(&DocumentId::Project(project.id))?;
    let written = |id: LocalId| space.written(&document.row_change(id, "words")?);
    let (by, at) = written(comment)?;
    let of = row.field("of");
    let card: LocalId = of.parse().ok()?;
    let found = board.row(&card).filter(|it| it.kind == Some(RowKind::Card) && !it.withdrawn)?;
    // Whoever wrote there since knows.
    let knows = |(other, _): (LocalId, &Row)| {
        other != comment
            && written(other).is_some_and(|(who, when)| mine.contains(&who) && when > at)
    };
    if mine.contains(&by) || board.rows_of(RowKind::Comment, of).any(knows) {
        return None;
    }
    Some(MentionView {
        project: project.id,
        project_name: super::said(space, &project.id, etabli_model::project::sheet::NAME)
            .to_owned(),
        card,
        title: found.field("title").to_owned(),
        comment,
        by_name: space.catalogue.name_of(&by).to_owned(),
        at,
        words: crate::prose::line(row.field("words"), MOST_WORDS),
    })
}
