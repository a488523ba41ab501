//! Labels for items and places.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use etabli_api::{
    ApiError, ErrorCode,
    command::{ListItems, PrintLabels},
    view::{ContactView, LabelLine, LabelsView},
};
use etabli_labels::{Label, MOST_LABELS, MOST_OFFSET, PrintError, Setting, Sheet, Words};
use etabli_model::{
    id::{MemberId, PlaceId},
    inventory::Item,
};

use super::{Handle, item};
use crate::{core::Core, show, space::Space};

impl Handle for PrintLabels {
    fn handle(self, core: &Core) -> Result<LabelsView, ApiError> {
        let sheet = Sheet::read(&self.sheet)
            .ok_or_else(|| ApiError::new(ErrorCode::BadLabelSheet).with("what", &self.sheet))?;
        let setting = Setting { sheet, start: self.start, across: self.across, down: self.down };
        let id = core.find_space(self.space.as_deref())?;
        let labels = core.with(id, |space| labels(space, &self))?;
        let words = Words {
            title: &self.words.title,
            language: &self.words.language,
            figure: &self.words.figure,
        };
        let printed = etabli_labels::print(&labels, &setting, words).map_err(refusal)?;
        Ok(LabelsView {
            name: format!("{}.pdf", self.words.title),
            content: STANDARD.encode(&printed.pdf),
            labels: show::count(labels.len()),
            pages: show::count(printed.pages),
            unknown: show::count(printed.unknown),
        })
    }
}

fn refusal(error: PrintError) -> ApiError {
    match error {
        PrintError::Nothing => ErrorCode::NothingToPrint.into(),
        PrintError::TooMany => ApiError::new(ErrorCode::TooManyLabels).with("most", MOST_LABELS),
        PrintError::Start(cells) => ApiError::new(ErrorCode::BadLabelStart).with("most", cells),
        PrintError::Offset => {
            let most = MOST_OFFSET / 10;
            ApiError::new(ErrorCode::BadLabelOffset).with("most", most)
        }
        PrintError::Document(detail) => ApiError::new(ErrorCode::Internal).with("detail", detail),
    }
}

fn labels(space: &Space, asked: &PrintLabels) -> Result<Vec<Label>, ApiError> {
    let mut labels = Vec::new();
    if asked.items.is_empty() && asked.places.is_empty() {
        let all = ListItems {
            space: None,
            words: String::new(),
            category: None,
            place: None,
            status: None,
            condition: None,
            person: None,
            offset: 0,
            limit: 0,
        };
        let listed = item::fitting(space, asked.listed.as_ref().unwrap_or(&all));
        labels.extend(listed.into_iter().map(|item| of_item(space, item, asked.line)));
    }
    for named in &asked.items {
        let found = show::find_item(space, named)?;
        labels.extend(space.catalogue.item(&found).map(|item| of_item(space, item, asked.line)));
    }
    for named in &asked.places {
        labels.push(of_place(space, &show::find_place(space, named)?));
    }
    Ok(labels)
}

fn of_item(space: &Space, item: &Item, line: LabelLine) -> Label {
    let code = match item.tag.as_str() {
        "" => short(&item.id.local.to_string()),
        tag => tag.to_owned(),
    };
    let place = item.place.map(|place| ending(&space.catalogue.path(&place)));
    let line = match line {
        LabelLine::Place => place.unwrap_or_else(|| space.catalogue.space_name().to_owned()),
        LabelLine::Owner => owner(space, item),
        LabelLine::Nothing => String::new(),
    };
    Label { name: item.name.clone(), code, line, link: link("item", &item.id.to_string()) }
}

/// Returns whose an item is. Paper is read by whoever passes: how its owner is reached stands there
/// only where they print it themself.
fn owner(space: &Space, item: &Item) -> String {
    let Some(owner) = item.id.owner() else { return space.catalogue.space_name().to_owned() };
    let name = space.catalogue.name_of(&owner).to_owned();
    let first = |member: &MemberId| space.membership().first_name(member);
    let own = space.me().is_ok_and(|me| first(&me) == first(&owner));
    let contact = if own { show::contact_for(space, &owner) } else { ContactView::default() };
    let reached = [contact.phone, contact.email].into_iter().find(|it| !it.is_empty());
    reached.map_or(name.clone(), |reached| format!("{name}, {reached}"))
}

fn of_place(space: &Space, id: &PlaceId) -> Label {
    let path = space.catalogue.path(id);
    let (name, around) = path.split_last().map(|(name, around)| (name.clone(), around)).unzip();
    let around = ending(around.unwrap_or_default());
    Label {
        name: name.unwrap_or_default(),
        code: short(&id.local.to_string()),
        line: if around.is_empty() { space.catalogue.space_name().to_owned() } else { around },
        link: link("place", &id.to_string()),
    }
}

/// Returns the end of a path: where to look, when one knows one's way.
fn ending(path: &[String]) -> String {
    path.get(path.len().saturating_sub(2)..).unwrap_or(path).join(" / ")
}

/// Returns the end of an id, which tells things apart: their beginnings are when they were made.
fn short(id: &str) -> String {
    id.get(id.len().saturating_sub(8)..).unwrap_or(id).to_uppercase()
}

/// Returns what a QR code says. In capital letters it needs fewer squares; what has other signs
/// stays as it is.
fn link(kind: &str, id: &str) -> String {
    let link = format!("etabli:{kind}/{id}");
    if link.contains('@') { link } else { link.to_uppercase() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_small_where_it_can_be() {
        assert_eq!(link("item", "0198abc"), "ETABLI:ITEM/0198ABC");
        assert_eq!(link("item", "0198abc@7f"), "etabli:item/0198abc@7f");
        assert_eq!(short("0198f3c2a1b47d3e9f0a1b2c3d4e5f60"), "3D4E5F60");
        assert_eq!(short("é"), "É");
    }
}
