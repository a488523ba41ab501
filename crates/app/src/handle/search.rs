//! One search over items, places and members.

use etabli_api::{ApiError, command::Search, view::SearchHit};
use etabli_model::text::fold_for_search;

use super::Handle;
use crate::{core::Core, show, space::Space};

const MOST: usize = 20;

impl Handle for Search {
    fn handle(self, core: &Core) -> Result<Vec<SearchHit>, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        core.with(id, |space| Ok(find(space, &self.words)))
    }
}

/// How well a thing fits: the tag itself, a name's beginning, a word's beginning, anywhere.
fn rank(words: &[String], whole: &str, name: &str, tag: &str, hay: &str) -> Option<u8> {
    if !words.iter().all(|word| hay.contains(word.as_str())) {
        return None;
    }
    let first = words.first().map_or("", String::as_str);
    Some(if !tag.is_empty() && tag == whole {
        0
    } else if name == whole {
        1
    } else if name.starts_with(whole) {
        2
    } else if name.split(' ').any(|part| part.starts_with(first)) {
        3
    } else {
        4
    })
}

fn find(space: &Space, asked: &str) -> Vec<SearchHit> {
    let whole = fold_for_search(asked);
    let words: Vec<String> = whole.split(' ').map(str::to_owned).collect();
    if whole.is_empty() {
        return Vec::new();
    }
    let mut hits: Vec<((u8, u8, String, String), SearchHit)> = Vec::new();
    let mut add = |rank: u8, order: u8, name: &str, kind: &str, id: String, detail: String| {
        let hit =
            SearchHit { kind: kind.to_owned(), id: id.clone(), title: name.to_owned(), detail };
        hits.push(((rank, order, fold_for_search(name), id), hit));
    };
    for shelved in space.catalogue.items() {
        let item = &shelved.item;
        let mut lines = shelved.hay.split('\n');
        let (name, tag) = (lines.next().unwrap_or(""), lines.next().unwrap_or(""));
        if let Some(rank) = rank(&words, &whole, name, tag, &shelved.hay) {
            let place = item.place.map(|place| space.catalogue.path(&place).join(" / "));
            let detail: Vec<String> = [Some(item.tag.clone()), place]
                .into_iter()
                .flatten()
                .filter(|part| !part.is_empty())
                .collect();
            add(rank, 0, &item.name, "item", item.id.to_string(), detail.join(", "));
        }
    }
    for place in space.catalogue.places() {
        let path = space.catalogue.path(&place.id).join(" / ");
        let name = fold_for_search(&place.name);
        if let Some(rank) = rank(&words, &whole, &name, "", &name) {
            add(rank, 1, &place.name, "place", place.id.to_string(), path);
        }
    }
    for (id, _) in space.membership().members() {
        let shown = space.catalogue.name_of(&id);
        let name = fold_for_search(shown);
        if let Some(rank) = rank(&words, &whole, &name, "", &name) {
            let loans = show::member(space, id).map_or(0, |member| member.loans_open);
            let detail = if loans == 0 { String::new() } else { loans.to_string() };
            add(rank, 2, shown, "member", id.to_string(), detail);
        }
    }
    hits.sort_by(|(one, _), (other, _)| one.cmp(other));
    hits.into_iter().take(MOST).map(|(_, hit)| hit).collect()
}
