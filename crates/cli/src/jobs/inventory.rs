//! Items and places: adding, changing, seeing and listing them.

use etabli_api::{
    ApiError, ErrorCode,
    command::{AddItem, AddPlace, EditItem, EditItems, EditPlace, ListItems, ListPlaces, ShowItem},
    id::PlaceId,
    view::{FileKind, ItemRow, ItemStatus, ItemView, PlaceView},
};

use super::{Desk, attached, bin, goods, history, lending, people, place, shortened};
use crate::{
    args::{self, ItemJob, ItemList, PlaceJob},
    console::Shown,
    words::{Word, day},
};

/// The largest page of items that may be asked for.
const PAGE: u32 = 500;

pub(super) async fn items(desk: &mut Desk<'_>, job: ItemJob) -> Result<Shown, ApiError> {
    let space = desk.space.clone();
    match job {
        ItemJob::Add(add) => {
            let command = AddItem {
                space,
                name: add.name,
                tag: add.tag,
                category: add.category,
                place: add.place,
                quantity: add.quantity,
                owner: add.owner,
                note: add.note,
            };
            let item = desk.run(command).await?;
            let text = desk.text("cli-item-added", &[("name", Word::Text(&item.row.name))]);
            Shown::new(&item, text)
        }
        ItemJob::Edit(edit) => {
            let command = EditItem {
                space,
                item: edit.item,
                name: edit.name,
                tag: edit.tag,
                category: edit.category,
                place: edit.place,
                quantity: edit.quantity,
                note: edit.note,
            };
            let item = desk.run(command).await?;
            let text = desk.text("cli-item-edited", &[("name", Word::Text(&item.row.name))]);
            Shown::new(&item, text)
        }
        ItemJob::Set(set) => {
            let args::ItemSet { items, category, place, keeper, remove } = set;
            let command = EditItems { space, items, category, place, keeper, remove };
            let edited = desk.run(command).await?;
            let count = [("count", Word::Number(edited.changed.into()))];
            let mut text = desk.text("several-done", &count);
            if !edited.left.is_empty() {
                let left = edited.left.join(", ");
                let left = desk.text("several-left", &[("items", Word::Text(&left))]);
                text = format!("{text} {left}");
            }
            Shown::new(&edited, text)
        }
        ItemJob::Show(show) => {
            let item = desk.run(ShowItem { space, item: show.item }).await?;
            let text = whole(desk, &item);
            Shown::new(&item, text)
        }
        ItemJob::Remove(named) => bin::remove_item(desk, named.item, named.why).await,
        ItemJob::Restore(named) => bin::restore_item(desk, named.item).await,
        ItemJob::Condition(told) => goods::condition(desk, told).await,
        ItemJob::Detail(set) => goods::detail(desk, set).await,
        ItemJob::Care(care) => goods::care(desk, care).await,
        ItemJob::Settle(value) => history::settle(desk, value).await,
        ItemJob::Revert(value) => history::revert(desk, value).await,
        ItemJob::List(list) => list_items(desk, list).await,
        ItemJob::Photo(job) => attached::run(desk, Some(FileKind::Photo), job).await,
        ItemJob::File(job) => attached::run(desk, None, job).await,
    }
}

async fn list_items(desk: &mut Desk<'_>, list: ItemList) -> Result<Shown, ApiError> {
    let place = match list.place {
        Some(name) => Some(find_place(desk, &name).await?),
        None => None,
    };
    let person = match list.of {
        Some(name) => Some(people::find(desk, &name).await?.id),
        None => None,
    };
    let mut command = ListItems {
        space: desk.space.clone(),
        words: list.words.join(" "),
        category: list.category,
        place,
        status: list.status.map(Into::into),
        condition: list.condition.map(Into::into),
        person,
        offset: 0,
        limit: PAGE,
    };
    let mut rows: Vec<ItemRow> = Vec::new();
    loop {
        let page = desk.run(command.clone()).await?;
        let got = page.items.len();
        rows.extend(page.items);
        command.offset = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        if got == 0 || command.offset >= page.total {
            break;
        }
    }
    let mut table = desk.table(["tag", "name", "place", "status", "with", "due", "id"]);
    let mut id = shortened(rows.iter().map(|row| row.id.to_string()));
    for row in &rows {
        table.row([
            row.tag.clone(),
            counted(row),
            row.place.clone(),
            status(desk, row.status),
            row.holder_name.clone(),
            row.due.map(day).unwrap_or_default(),
            id(),
        ]);
    }
    Shown::new(&rows, desk.rows(&table, "cli-no-items"))
}

/// Returns an item's name, with how many there are when there are several.
fn counted(row: &ItemRow) -> String {
    match row.quantity {
        1 => row.name.clone(),
        quantity => format!("{} ({}/{quantity})", row.name, row.available),
    }
}

fn status(desk: &Desk<'_>, status: ItemStatus) -> String {
    let id = match status {
        ItemStatus::Available => "cli-status-available",
        ItemStatus::PartlyOut => "cli-status-partly-out",
        ItemStatus::Out => "cli-status-out",
        ItemStatus::Overdue => "cli-status-overdue",
        ItemStatus::Disputed => "cli-status-disputed",
        ItemStatus::OutOfOrder => "status-out-of-order",
        ItemStatus::Missing => "status-missing",
        ItemStatus::PartsOut => "status-parts-out",
        ItemStatus::Stock => "cli-status-stock",
        ItemStatus::Low => "status-low",
        ItemStatus::Short => "status-short",
        ItemStatus::Shared => "status-shared",
    };
    desk.text(id, &[])
}

/// Returns all that is known of an item, a line each, what is unsaid left out.
fn whole(desk: &Desk<'_>, item: &ItemView) -> String {
    let row = &item.row;
    let quantity = format!("{}/{}", row.available, row.quantity);
    let owner = match row.owner {
        Some(_) => row.owner_name.clone(),
        None => desk.text("cli-owner-space", &[]),
    };
    let fields = [
        ("tag", row.tag.clone()),
        ("category", row.category.clone()),
        ("place", row.place.clone()),
        ("status", status(desk, row.status)),
        ("quantity", quantity),
        ("owner", owner),
        ("note", item.note.clone()),
        ("id", row.id.to_string()),
    ];
    let named = |name: &str, value: &str| {
        desk.text("cli-field", &[("name", Word::Text(name)), ("value", Word::Text(value))])
    };
    let mut lines = vec![desk.text("cli-title", &[("name", Word::Text(&row.name))])];
    for (head, value) in fields.iter().filter(|(_, value)| !value.is_empty()) {
        lines.push(named(&desk.text(&format!("cli-head-{head}"), &[]), value));
    }
    for (name, value) in &item.fields {
        lines.push(named(name, value));
    }
    for (name, value) in goods::lines(desk, &item.upkeep) {
        lines.push(named(&name, &value));
    }
    if let Some(removal) = &item.removed {
        let date = day(removal.at);
        let args = [("date", Word::Text(&date)), ("name", Word::Text(&removal.by_name))];
        lines.push(desk.text("cli-removed-by", &args));
    }
    for conflict in &item.conflicts {
        let values: Vec<_> = conflict.claims.iter().map(|one| history::claim(desk, one)).collect();
        let field = history::field(desk, &conflict.field);
        let args = [("field", Word::Text(&field)), ("values", Word::Text(&values.join(", ")))];
        lines.push(desk.text("cli-conflict", &args));
    }
    if !item.files.is_empty() {
        let files: Vec<_> = (1..).zip(item.files.iter().cloned()).collect();
        lines.extend([String::new(), attached::table(desk, &files)]);
    }
    if !item.loans.is_empty() {
        lines.push(String::new());
        lines.push(lending::table(desk, &item.loans));
    }
    lines.join("\n")
}

pub(super) async fn places(desk: &mut Desk<'_>, job: PlaceJob) -> Result<Shown, ApiError> {
    let space = desk.space.clone();
    match job {
        PlaceJob::Add(add) => {
            let place = desk.run(AddPlace { space, name: add.name, inside: add.inside }).await?;
            let text = desk.text("cli-place-added", &[("name", Word::Text(&place.path))]);
            Shown::new(&place, text)
        }
        PlaceJob::Edit(edit) => {
            let (place, name, inside) = (edit.place, edit.name, edit.inside);
            let place = desk.run(EditPlace { space, place, name, inside }).await?;
            let text = desk.text("cli-place-edited", &[("name", Word::Text(&place.path))]);
            Shown::new(&place, text)
        }
        PlaceJob::Remove(named) => bin::remove_place(desk, named.place).await,
        PlaceJob::Restore(named) => bin::restore_place(desk, named.place).await,
        PlaceJob::Show(asked) => place::show(desk, asked.of).await,
        PlaceJob::Set(asked) => place::set(desk, asked).await,
        PlaceJob::Hours(job) => place::hours(desk, job).await,
        PlaceJob::Key(job) => place::keys(desk, job).await,
        PlaceJob::Find(asked) => place::find(desk, asked).await,
        PlaceJob::List => {
            let places = desk.run(ListPlaces { space }).await?;
            let mut table = desk.table(["name", "items", "id"]);
            let mut id = shortened(places.iter().map(|place| place.id.to_string()));
            for place in &places {
                let indent = "  ".repeat(usize::try_from(place.depth).unwrap_or(0).min(16));
                let name = format!("{indent}{}", place.name);
                table.row([name, place.items.to_string(), id()]);
            }
            Shown::new(&places, desk.rows(&table, "cli-no-places"))
        }
    }
}

/// Finds a place by id, path, name or the beginning of an id.
async fn find_place(desk: &mut Desk<'_>, wanted: &str) -> Result<PlaceId, ApiError> {
    let places = desk.run(ListPlaces { space: desk.space.clone() }).await?;
    chosen_place(&places, wanted)
}

fn chosen_place(places: &[PlaceView], wanted: &str) -> Result<PlaceId, ApiError> {
    let lower = wanted.to_lowercase();
    let ways: [&dyn Fn(&PlaceView) -> bool; 3] = [
        &|place| place.id.to_string() == wanted || place.path.to_lowercase() == lower,
        &|place| place.name.to_lowercase() == lower,
        &|place| place.id.to_string().starts_with(&lower),
    ];
    for fits in ways {
        let found: Vec<_> = places.iter().filter(|place| fits(place)).collect();
        match found.as_slice() {
            [] => {}
            [place] => return Ok(place.id),
            several => {
                let paths: Vec<_> = several.iter().map(|place| place.path.as_str()).collect();
                return Err(ApiError::new(ErrorCode::Ambiguous)
                    .with("what", wanted)
                    .with("candidates", paths.join(", ")));
            }
        }
    }
    Err(ApiError::new(ErrorCode::NotFound).with("what", wanted))
}

#[cfg(test)]
mod tests {
    use etabli_api::id::LocalId;

    use super::*;

    fn place(id: u8, name: &str, path: &str) -> PlaceView {
        PlaceView {
            id: PlaceId::common(LocalId([id; 16])),
            name: name.into(),
            inside: None,
            path: path.into(),
            depth: 0,
            items: 0,
        }
    }

    #[test]
    fn a_place_is_found_by_path_name_and_beginning_of_its_id() {
        let places = [
            place(1, "Atelier", "Atelier"),
            place(2, "B3", "Atelier / B3"),
            place(3, "B3", "Réserve / B3"),
        ];
        let found = |wanted| chosen_place(&places, wanted).map_err(|error| error.code);
        assert_eq!(found("atelier"), Ok(places[0].id));
        assert_eq!(found("RÉSERVE / b3"), Ok(places[2].id));
        assert_eq!(found("b3"), Err(ErrorCode::Ambiguous));
        assert_eq!(found("0202"), Ok(places[1].id));
        assert_eq!(found("cave"), Err(ErrorCode::NotFound));
    }
}
