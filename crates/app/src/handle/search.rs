//! One search over items, places and members.

use std::borrow::Cow;

use etabli_api::{ApiError, command::Search, view::SearchHit};
use etabli_model::{
    id::MemberId,
    inventory::{Item, Place},
    text::fold_for_search,
};

use super::Handle;
use crate::{catalogue::Shelved, core::Core, hay::Word, show, space::Space};

const MOST: usize = 20;
/// How many ranks there are.
const RANKS: usize = 5;

impl Handle for Search {
    fn handle(self, core: &Core) -> Result<Vec<SearchHit>, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        core.with(id, |space| Ok(find(space, &self.words)))
    }
}

/// How well a thing fits: the tag itself, a name's beginning, a word's beginning, anywhere.
fn rank(whole: &str, name: &str, tag: &str) -> u8 {
    let first = whole.split(' ').next().unwrap_or_default();
    if !tag.is_empty() && tag == whole {
        0
    } else if name == whole {
        1
    } else if name.starts_with(whole) {
        2
    } else if name.split(' ').any(|part| part.starts_with(first)) {
        3
    } else {
        4
    }
}

fn find(space: &Space, asked: &str) -> Vec<SearchHit> {
    // A scanner types what a label says.
    if let Some(item) = show::labelled(asked).and_then(|id| id.parse().ok()) {
        return space
            .catalogue
            .item(&item)
            .map(|item| show_hit(space, &Hit::Item(item)))
            .into_iter()
            .collect();
    }
    let whole = fold_for_search(asked);
    let words = Word::all(&whole);
    let fit = |text: &str| words.iter().all(|word| word.is_in(text));
    if whole.is_empty() {
        return Vec::new();
    }
    // The shelf is in order of names already: of each rank the first ones are enough, and a single
    // letter, which fits nearly everything, costs no more than a word.
    let mut hits: Vec<Ranked<'_>> = Vec::new();
    let mut found = [0_usize; RANKS];
    let fitting = |shelved: &&Shelved| words.iter().all(|word| shelved.hay.has(word));
    for shelved in space.catalogue.items().filter(fitting) {
        let mut lines = shelved.hay.text().split('\n');
        let (name, tag) = (lines.next().unwrap_or(""), lines.next().unwrap_or(""));
        let rank = rank(&whole, name, tag);
        if let Some(count) = found.get_mut(usize::from(rank))
            && *count < MOST
        {
            *count += 1;
            hits.push((rank, 0, Cow::Borrowed(name), Hit::Item(&shelved.item)));
        }
    }
    for place in space.catalogue.places() {
        let name = fold_for_search(&place.name);
        if fit(&name) {
            hits.push((rank(&whole, &name, ""), 1, Cow::Owned(name), Hit::Place(place)));
        }
    }
    for (id, _) in space.membership().members() {
        let name = fold_for_search(space.catalogue.name_of(&id));
        if fit(&name) {
            hits.push((rank(&whole, &name, ""), 2, Cow::Owned(name), Hit::Member(id)));
        }
    }
    hits.sort_by(|one, other| (one.0, one.1, &one.2).cmp(&(other.0, other.1, &other.2)));
    hits.into_iter().take(MOST).map(|(_, _, _, hit)| show_hit(space, &hit)).collect()
}

/// (rank, kind, folded name, what)
type Ranked<'a> = (u8, u8, Cow<'a, str>, Hit<'a>);

enum Hit<'a> {
    Item(&'a Item),
    Place(&'a Place),
    Member(MemberId),
}

fn show_hit(space: &Space, hit: &Hit<'_>) -> SearchHit {
    let (kind, id, title, detail) = match hit {
        Hit::Item(item) => {
            let place = item.place.map(|place| space.catalogue.path(&place).join(" / "));
            let detail: Vec<String> = [Some(item.tag.clone()), place]
                .into_iter()
                .flatten()
                .filter(|part| !part.is_empty())
                .collect();
            ("item", item.id.to_string(), item.name.clone(), detail.join(", "))
        }
        Hit::Place(place) => {
            let path = space.catalogue.path(&place.id).join(" / ");
            ("place", place.id.to_string(), place.name.clone(), path)
        }
        Hit::Member(id) => {
            let name = space.catalogue.name_of(id).to_owned();
            ("member", id.to_string(), name, String::new())
        }
    };
    SearchHit { kind: kind.to_owned(), id, title, detail }
}
