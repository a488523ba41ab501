//! Adding, changing, showing and listing items.

use std::collections::{BTreeMap, HashMap, HashSet};

use etabli_api::{
    ApiError, ErrorCode,
    command::{AddItem, EditItem, EditItems, ListItems, ShowItem},
    view::{EditedView, ItemFilter, ItemPage, ItemView},
};
use etabli_model::{
    act::{Condition, Known, NameKeeper, SetCapacity},
    attribute::Attribute,
    id::{DocumentId, ItemId, MemberId, PlaceId, ResourceId},
    inventory::{Edit, Item, ItemField, Line, MOST_PIECES, NewItem, NewPlace, Note},
    text::{Name, TextError, fold_for_search},
    time::Timestamp,
    trade,
};

use super::{Handle, space::name};
use crate::{
    catalogue::Shelved,
    clock,
    core::{ChangeError, Core},
    hay::Word,
    show,
    space::Space,
};

const PAGE: u32 = 50;
const MOST: u32 = 500;
const CATEGORIES: usize = 50;

pub(super) fn too_long(error: TextError) -> ApiError {
    match error {
        TextError::Empty => ErrorCode::EmptyName.into(),
        TextError::TooLong(most) => ApiError::new(ErrorCode::TextTooLong).with("most", most),
    }
}

pub(super) fn line(text: Option<&str>) -> Result<Line, ApiError> {
    Line::parse(text.unwrap_or_default()).map_err(too_long)
}

fn note(text: Option<&str>) -> Result<Note, ApiError> {
    Note::parse(text.unwrap_or_default()).map_err(too_long)
}

fn quantity(count: u32) -> Result<u32, ApiError> {
    if (1..=MOST_PIECES).contains(&count) {
        Ok(count)
    } else {
        Err(ApiError::new(ErrorCode::BadQuantity).with("most", MOST_PIECES))
    }
}

/// Reads who keeps an item, as people name them; nobody in particular when empty.
pub(super) fn keeper(space: &Space, typed: &str) -> Result<Note, ApiError> {
    let named = match typed.trim() {
        "" => String::new(),
        typed => show::find_member(space, typed)?.to_string(),
    };
    note(Some(&named))
}

/// Returns what makes somebody the keeper of an item, or nobody, where that is news and for the person
/// here to say; what is told of the item says it in any case.
pub(super) fn name_keeper(space: &Space, item: ItemId, keeper: &Note) -> Option<Known> {
    let named = space.lending().item(&item).and_then(|loans| loans.keepers().last());
    let keeper: Option<MemberId> = keeper.as_str().parse().ok();
    let act = NameKeeper { item, keeper, at: clock::now(), more: Vec::new() };
    let news = named.and_then(|named| named.keeper) != keeper;
    Some(Known::NameKeeper(act)).filter(|act| news && space.may(act))
}

/// Finds a place by what a person typed, or plans a new one of that name.
fn place(space: &Space, typed: &str, edits: &mut Vec<Edit>) -> Result<Option<PlaceId>, ApiError> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    match show::find_place(space, typed) {
        Ok(place) => Ok(Some(place)),
        Err(error) if error.code == ErrorCode::NotFound => {
            let local = clock::local_id();
            edits.push(Edit::PutPlace(NewPlace { local, name: name(typed)?, inside: None }));
            Ok(Some(PlaceId::common(local)))
        }
        Err(error) => Err(error),
    }
}

pub(super) fn shown(
    core: &Core,
    space: etabli_model::id::SpaceId,
    item: ItemId,
) -> Result<ItemView, ApiError> {
    let mut view = core.with(space, |space| {
        let found = space.catalogue.item(&item);
        let found = found.ok_or_else(|| ApiError::new(ErrorCode::NotFound).with("what", item))?;
        let found = found.clone();
        Ok(show::item(space, &found, clock::now()))
    })?;
    for file in &mut view.files {
        file.arriving = core.arriving(&file.hash);
    }
    Ok(view)
}

impl Handle for AddItem {
    fn handle(self, core: &Core) -> Result<ItemView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        let local = clock::local_id();
        let mut new = NewItem::named(local, name(&self.name)?);
        new.tag = line(self.tag.as_deref())?;
        new.category = line(self.category.as_deref())?;
        new.note = note(self.note.as_deref())?;
        new.quantity = quantity(self.quantity.unwrap_or(1))?;
        let item = core.change(id, |space| {
            let me = space.me()?;
            let document = match self.owner.as_deref().map(str::trim) {
                None | Some("" | "space") => DocumentId::Catalogue,
                Some("me") => DocumentId::Member(me),
                Some(owner) => match show::find_member(space, owner)? {
                    owner if owner == me => DocumentId::Member(me),
                    owner => {
                        let name = space.catalogue.name_of(&owner);
                        return Err(ApiError::new(ErrorCode::NotYours).with("owner", name).into());
                    }
                },
            };
            let mut places = Vec::new();
            new.place = place(space, self.place.as_deref().unwrap_or_default(), &mut places)?;
            let mut edits = vec![(DocumentId::Catalogue, places)];
            edits.push((document, vec![Edit::PutItem(new)]));
            let stale = space.edit(clock::now(), &edits)?;
            Ok::<_, ChangeError>((ItemId { document, local }, stale))
        })?;
        shown(core, id, item)
    }
}

impl Handle for EditItem {
    fn handle(self, core: &Core) -> Result<ItemView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        let mut fields = Vec::new();
        if let Some(text) = self.name.as_deref() {
            fields.push(ItemField::Name(name(text)?));
        }
        if self.tag.is_some() {
            fields.push(ItemField::Tag(line(self.tag.as_deref())?));
        }
        if self.category.is_some() {
            fields.push(ItemField::Category(line(self.category.as_deref())?));
        }
        if let Some(count) = self.quantity {
            fields.push(ItemField::Quantity(quantity(count)?));
        }
        if self.note.is_some() {
            fields.push(ItemField::Note(note(self.note.as_deref())?));
        }
        let item = core.change(id, |space| {
            let item = show::find_item(space, &self.item)?;
            let me = space.me()?;
            if let Some(owner) = item.owner().filter(|owner| *owner != me) {
                let name = space.catalogue.name_of(&owner);
                return Err(ApiError::new(ErrorCode::NotYours).with("owner", name).into());
            }
            let mut places = Vec::new();
            if let Some(typed) = self.place.as_deref() {
                fields.push(ItemField::Place(place(space, typed, &mut places)?));
            }
            let recount = self.quantity.and_then(|units| recount(space, item, units));
            let set = |field| Edit::SetItem { local: item.local, field };
            let edits = [
                (DocumentId::Catalogue, places),
                (item.document, fields.into_iter().map(set).collect()),
            ];
            let mut stale = space.edit(clock::now(), &edits)?;
            if let Some(act) = recount {
                stale.extend(space.act(clock::now(), &[act])?);
            }
            Ok::<_, ChangeError>((item, stale))
        })?;
        shown(core, id, item)
    }
}

/// How many items may be changed in one step.
const AT_ONCE: usize = 10_000;

impl Handle for EditItems {
    fn handle(self, core: &Core) -> Result<EditedView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        if self.items.len() > AT_ONCE {
            let most = ApiError::new(ErrorCode::BadRequest);
            return Err(most.with("detail", format!("more than {AT_ONCE} items")));
        }
        let category = self.category.as_deref().map(|text| line(Some(text))).transpose()?;
        core.change(id, |space| {
            let me = space.me()?;
            let keeper = self.keeper.as_deref().map(|typed| keeper(space, typed)).transpose()?;
            let mut common = Vec::new();
            let moved = self.place.as_deref().map(|typed| place(space, typed, &mut common));
            let moved = moved.transpose()?;
            let mut edits: BTreeMap<DocumentId, Vec<Edit>> = BTreeMap::new();
            let (mut left, mut seen) = (Vec::new(), HashSet::new());
            let mut acts = Vec::new();
            for named in &self.items {
                let item = show::find_item(space, named)?;
                if !seen.insert(item) {
                    continue;
                }
                let out = space.lending().item(&item).map_or(0, |loans| loans.out());
                if item.owner().is_some_and(|owner| owner != me) || self.remove && out > 0 {
                    let name = space.catalogue.item(&item).map(|item| item.name.clone());
                    left.push(name.unwrap_or_default());
                    continue;
                }
                let fields = [
                    category.clone().map(ItemField::Category),
                    moved.map(ItemField::Place),
                    keeper.clone().map(|note| ItemField::Attribute(Attribute::Keeper, note)),
                    self.remove.then_some(ItemField::Withdrawn(true)),
                ];
                let set = |field| Edit::SetItem { local: item.local, field };
                acts.extend(keeper.as_ref().and_then(|keeper| name_keeper(space, item, keeper)));
                edits
                    .entry(item.document)
                    .or_default()
                    .extend(fields.into_iter().flatten().map(set));
            }
            let changed = show::count(seen.len() - left.len());
            if changed == 0 {
                // A new place for nothing is none.
                common.clear();
            }
            // Places come first: what is moved there names them.
            let edits: Vec<_> =
                std::iter::once((DocumentId::Catalogue, common)).chain(edits).collect();
            let stale = space.edit_beside(clock::now(), None, &edits, &acts)?;
            Ok::<_, ChangeError>((EditedView { changed, left }, stale))
        })
    }
}

/// Returns what says that as many of an item may be booked as there are by now, where that was so
/// before and is for the person here to say.
fn recount(space: &Space, item: ItemId, units: u32) -> Option<Known> {
    let resource = ResourceId::Item(item);
    let (capacity, _) = space.bookings().capacity(&resource);
    let followed = space.catalogue.item(&item)?.quantity == capacity && capacity != units;
    let act = SetCapacity { resource, units, more: Vec::new() };
    (followed && space.answers_for(&resource)).then_some(Known::SetCapacity(act))
}

impl Handle for ShowItem {
    fn handle(self, core: &Core) -> Result<ItemView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        let item = core.with(id, |space| show::find_any_item(space, &self.item))?;
        shown(core, id, item)
    }
}

impl Handle for ListItems {
    fn handle(self, core: &Core) -> Result<ItemPage, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        core.with(id, |space| Ok(list(space, &self)))
    }
}

fn list(space: &Space, asked: &ListItems) -> ItemPage {
    let now = clock::now();
    let limit = if asked.limit == 0 { PAGE } else { asked.limit.min(MOST) };
    let offset = asked.offset as usize;
    let mut items = Vec::new();
    let mut total = 0_usize;
    let out = Out::now(space, now);
    let all = fitting_but_for_state(space, asked);
    let states = STATES.map(|state| {
        let count = all.iter().filter(|item| out.keeps(item, state)).count();
        (state, show::count(count))
    });
    for item in all {
        if asked.status.is_some_and(|state| !out.keeps(item, state)) {
            continue;
        }
        if total >= offset && items.len() < limit as usize {
            items.push(show::item_row(space, item, now));
        }
        total += 1;
    }
    let mut categories: Vec<(String, u32)> = Vec::new();
    for (name, count) in space.catalogue.categories() {
        // A trade is one category, in whichever language it is written.
        let same = |(other, _): &&mut (String, u32)| is_category(other, name);
        match categories.iter_mut().find(same) {
            Some((_, held)) => *held = held.saturating_add(count),
            None => categories.push((name.to_owned(), count)),
        }
    }
    categories.sort_by(|one, other| other.1.cmp(&one.1).then(one.0.cmp(&other.0)));
    categories.truncate(CATEGORIES);
    ItemPage {
        items,
        total: show::count(total),
        all: show::count(space.catalogue.len()),
        out: show::count(space.lending().items_out()),
        contested: show::count(space.catalogue.contested()),
        categories,
        states: states.into(),
        conditions: conditions(space),
        people: people(space),
    }
}

/// Returns how many items are in each condition, of those that anybody said anything of.
fn conditions(space: &Space) -> Vec<(Condition, u32)> {
    let mut counts: BTreeMap<Condition, u32> = BTreeMap::new();
    let here = |item: &ItemId| space.catalogue.item(item).is_some_and(|item| !item.withdrawn);
    for (item, kept) in space.upkeep().items() {
        if let Some(condition) = kept.condition().filter(|_| here(item)) {
            *counts.entry(condition).or_default() += 1;
        }
    }
    counts.into_iter().collect()
}

/// Returns who owns or keeps items, by name, and how many.
fn people(space: &Space) -> Vec<(MemberId, String, u32)> {
    let mut counts: BTreeMap<MemberId, u32> = BTreeMap::new();
    for shelved in space.catalogue.items() {
        let of = of_people(space, &shelved.item);
        let same = of[0] == of[1];
        for person in of.into_iter().skip(usize::from(same)).flatten() {
            *counts.entry(person).or_default() += 1;
        }
    }
    let named = |(id, count)| (id, space.catalogue.name_of(&id).to_owned(), count);
    let mut people: Vec<_> = counts.into_iter().map(named).collect();
    people.sort_by_cached_key(|(_, name, _)| fold_for_search(name));
    people
}

/// Returns whose an item is and who keeps it, by the names they have first.
fn of_people(space: &Space, item: &Item) -> [Option<MemberId>; 2] {
    [item.id.owner(), item.keeper()].map(|one| one.map(|one| space.membership().first_name(&one)))
}

/// Whether two texts mean one category: the same words, or one trade in two languages.
fn is_category(one: &str, other: &str) -> bool {
    let trade = trade::named(one);
    one == other || trade.is_some() && trade == trade::named(other)
}

/// Returns the items of a list, all pages of it.
pub(super) fn fitting<'a>(space: &'a Space, asked: &ListItems) -> Vec<&'a Item> {
    let mut items = fitting_but_for_state(space, asked);
    if let Some(state) = asked.status {
        let out = Out::now(space, clock::now());
        items.retain(|item| out.keeps(item, state));
    }
    items
}

fn fitting_but_for_state<'a>(space: &'a Space, asked: &ListItems) -> Vec<&'a Item> {
    // A scanner types what a label says.
    if let Some(item) = show::labelled(&asked.words).and_then(|id| id.parse::<ItemId>().ok()) {
        return space.catalogue.item(&item).filter(|item| !item.withdrawn).into_iter().collect();
    }
    let folded = fold_for_search(&asked.words);
    let words: Vec<(Word<'_>, HashSet<ItemId>)> = Word::all(&folded)
        .into_iter()
        .map(|word| {
            let borrowed = borrowed_by(space, &word);
            (word, borrowed)
        })
        .collect();
    let category = asked.category.as_deref();
    let folded_category = category.map(fold_for_search);
    let fits = |shelved: &&Shelved| {
        let item = &shelved.item;
        words.iter().all(|(word, borrowed)| {
            shelved.hay.has(word) || !borrowed.is_empty() && borrowed.contains(&item.id)
        }) && folded_category.as_ref().is_none_or(|wanted| {
            fold_for_search(&item.category) == *wanted
                || category.is_some_and(|category| is_category(category, &item.category))
        }) && asked.place.is_none_or(|wanted| {
            item.place.is_some_and(|place| space.catalogue.ancestry(&place).contains(&wanted))
        }) && asked.condition.is_none_or(|wanted| {
            space.upkeep().item(&item.id).and_then(|kept| kept.condition()) == Some(wanted)
        }) && asked.person.is_none_or(|wanted| {
            of_people(space, item).contains(&Some(space.membership().first_name(&wanted)))
        })
    };
    space.catalogue.items().filter(fits).map(|shelved| &*shelved.item).collect()
}

/// Returns the items that somebody whose name holds `word` has now.
fn borrowed_by(space: &Space, word: &Word<'_>) -> HashSet<ItemId> {
    let holds = |id| word.is_in(&fold_for_search(space.catalogue.name_of(&id)));
    let members: HashSet<MemberId> =
        space.membership().members().map(|(id, _)| id).filter(|id| holds(*id)).collect();
    if members.is_empty() {
        return HashSet::new();
    }
    let open = space.lending().loans().filter(|loan| loan.out() > 0);
    open.filter(|loan| members.contains(&loan.to)).map(|loan| loan.item).collect()
}

/// The states that items are counted by.
const STATES: [ItemFilter; 5] = [
    ItemFilter::Available,
    ItemFilter::Out,
    ItemFilter::Overdue,
    ItemFilter::OfMembers,
    ItemFilter::Contested,
];

/// What is out: of ten thousand items it is a few, so lists ask these and not each item's loans.
#[derive(Debug)]
struct Out(HashMap<ItemId, (u32, bool)>);

impl Out {
    fn now(space: &Space, now: Timestamp) -> Self {
        let mut out: HashMap<ItemId, (u32, bool)> = HashMap::new();
        for loan in space.lending().loans().filter(|loan| loan.out() > 0) {
            let (units, late) = out.entry(loan.item).or_default();
            *units = units.saturating_add(loan.out());
            *late |= loan.overdue(now);
        }
        Self(out)
    }

    /// Returns whether an item is in a state.
    fn keeps(&self, item: &Item, state: ItemFilter) -> bool {
        let out = self.0.get(&item.id);
        match state {
            ItemFilter::Available => out.is_none_or(|(units, _)| *units < item.quantity),
            ItemFilter::Out => out.is_some(),
            ItemFilter::Overdue => out.is_some_and(|(_, late)| *late),
            ItemFilter::Contested => item.contested,
            ItemFilter::OfMembers => item.id.owner().is_some(),
        }
    }
}

/// Reads a name for an extra field; an empty or overlong one is cut to what fits.
pub(super) fn field_name(text: &str) -> Option<Name> {
    let short: String = text.chars().take(Name::MOST).collect();
    Name::parse(&short).ok()
}
