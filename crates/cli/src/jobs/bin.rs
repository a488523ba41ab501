//! The bin: putting things into it, taking them out, seeing what is there.

use etabli_api::{
    ApiError,
    command::{ListBin, RemoveItem, RemovePlace, RestoreItem, RestorePlace},
    view::BinnedKind,
};

use super::{Desk, shortened};
use crate::{
    console::Shown,
    words::{Word, minute},
};

pub(super) async fn remove_item(
    desk: &mut Desk<'_>,
    item: String,
    why: Option<String>,
) -> Result<Shown, ApiError> {
    let item = desk.run(RemoveItem { space: desk.space.clone(), item, why }).await?;
    Shown::new(&item, desk.text("cli-item-removed", &[("name", Word::Text(&item.row.name))]))
}

pub(super) async fn restore_item(desk: &mut Desk<'_>, item: String) -> Result<Shown, ApiError> {
    let item = desk.run(RestoreItem { space: desk.space.clone(), item }).await?;
    Shown::new(&item, desk.text("cli-item-restored", &[("name", Word::Text(&item.row.name))]))
}

pub(super) async fn remove_place(desk: &mut Desk<'_>, place: String) -> Result<Shown, ApiError> {
    let place = desk.run(RemovePlace { space: desk.space.clone(), place }).await?;
    Shown::new(&place, desk.text("cli-place-removed", &[("name", Word::Text(&place.path))]))
}

pub(super) async fn restore_place(desk: &mut Desk<'_>, place: String) -> Result<Shown, ApiError> {
    let place = desk.run(RestorePlace { space: desk.space.clone(), place }).await?;
    Shown::new(&place, desk.text("cli-place-restored", &[("name", Word::Text(&place.path))]))
}

pub(super) async fn list(desk: &mut Desk<'_>) -> Result<Shown, ApiError> {
    let binned = desk.run(ListBin { space: desk.space.clone() }).await?;
    let mut table = desk.table(["kind", "tag", "name", "by", "when", "id"]);
    let mut id = shortened(binned.iter().map(|one| one.id.clone()));
    for one in &binned {
        let kind = match one.kind {
            BinnedKind::Item => "cli-kind-item",
            BinnedKind::Place => "cli-kind-place",
        };
        table.row([
            desk.text(kind, &[]),
            one.tag.clone(),
            one.name.clone(),
            one.removal.by_name.clone(),
            minute(one.removal.at),
            id(),
        ]);
    }
    Shown::new(&binned, desk.rows(&table, "cli-bin-empty"))
}
