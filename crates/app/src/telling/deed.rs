//! Deeds as the documents keep them: what each is for those who read of it.

use etabli_api::view::{DeedKind, DeedView};
use etabli_model::{
    detail::Detail,
    document::{Deed, Subject, TRUE, is_device_name, outsider_of, setting_of, word_of},
    id::{DocumentId, ItemId},
    skill::Saying,
};

/// Returns a deed of which only the kind is known.
pub(super) const fn blank(kind: DeedKind) -> DeedView {
    DeedView {
        kind,
        item: None,
        place: None,
        project: None,
        name: String::new(),
        inside: String::new(),
        field: String::new(),
        before: Vec::new(),
        after: Vec::new(),
        member: None,
        member_name: String::new(),
        count: 0,
    }
}

/// Whether something belongs to an item.
pub(super) fn is_of(item: &ItemId, document: DocumentId, subject: Subject) -> bool {
    let local = match subject {
        Subject::Item(local) | Subject::File { item: local, .. } => Some(local),
        Subject::Place(_)
        | Subject::Profile
        | Subject::Space
        | Subject::Row(_)
        | Subject::Sheet => None,
    };
    document == item.document && local == Some(item.local)
}

/// Returns what a deed is, unless it is no matter of people's.
pub(super) fn kind_of(deed: &Deed) -> Option<DeedKind> {
    Some(match deed {
        Deed::Made(Subject::Item(_)) => DeedKind::ItemAdded,
        Deed::Made(Subject::File { .. }) => DeedKind::FileAdded,
        Deed::Made(Subject::Place(_)) => DeedKind::PlaceAdded,
        Deed::Made(Subject::Row(_)) => DeedKind::RowAdded,
        Deed::Made(Subject::Profile | Subject::Space | Subject::Sheet) => return None,
        Deed::Rewrote { .. } => DeedKind::RowSet,
        Deed::Wrote { subject, field, after, .. } => {
            let on = after.iter().any(|text| text == TRUE);
            match (subject, field.as_str(), on) {
                (Subject::Item(_), "import_key", _) => return None,
                (Subject::Item(_), "withdrawn", true) => DeedKind::ItemRemoved,
                (Subject::Item(_), "withdrawn", false) => DeedKind::ItemRestored,
                (Subject::Item(_), _, _) if after.len() > 1 => DeedKind::ChoicePutBack,
                (Subject::Item(_), _, _) => DeedKind::ItemSet,
                (Subject::File { .. }, "removed", true) => DeedKind::FileRemoved,
                (Subject::File { .. }, "removed", false) => DeedKind::FileRestored,
                (Subject::File { .. }, _, _) => DeedKind::FileSet,
                (Subject::Place(_), "withdrawn", true) => DeedKind::PlaceRemoved,
                (Subject::Place(_), "withdrawn", false) => DeedKind::PlaceRestored,
                (Subject::Place(_), _, _) => DeedKind::PlaceSet,
                (Subject::Row(_), "position", _) => DeedKind::RowMoved,
                (Subject::Row(_), "withdrawn", true) => DeedKind::RowRemoved,
                (Subject::Row(_), "withdrawn", false) => DeedKind::RowRestored,
                (Subject::Row(_), _, _) => DeedKind::RowSet,
                (Subject::Sheet, _, _) => DeedKind::SheetSet,
                (Subject::Profile, field, _) if is_device_name(field) => DeedKind::DeviceNamed,
                (Subject::Profile, field, _) => match Saying::of_key(field) {
                    Some(Saying::Post(_)) => DeedKind::PostSet,
                    Some(Saying::Reply(_)) => DeedKind::Replied,
                    Some(Saying::Endorsed(..)) => DeedKind::Endorsed,
                    Some(saying) if saying.is_own() => return None,
                    Some(_) => DeedKind::ProfileSet,
                    None => DeedKind::NameSet,
                },
                (Subject::Space, field, _) if word_of(field).is_some() => DeedKind::WordSet,
                (Subject::Space, field, _) if outsider_of(field).is_some() => DeedKind::OutsiderSet,
                (Subject::Space, field, _) if Detail::of_key(field).is_some() => DeedKind::SpaceSet,
                (Subject::Space, field, _) if setting_of(field).is_some() => DeedKind::SettingSet,
                (Subject::Space, _, _) => DeedKind::SpaceNamed,
            }
        }
    })
}

/// Returns what many deeds of a kind are together, if they are told together.
pub(super) const fn plural(kind: DeedKind) -> Option<DeedKind> {
    match kind {
        DeedKind::RowAdded => Some(DeedKind::RowsAdded),
        DeedKind::ItemAdded => Some(DeedKind::ItemsAdded),
        DeedKind::ItemSet => Some(DeedKind::ItemsSet),
        DeedKind::ItemRemoved => Some(DeedKind::ItemsRemoved),
        DeedKind::ItemRestored => Some(DeedKind::ItemsRestored),
        DeedKind::PlaceAdded => Some(DeedKind::PlacesAdded),
        DeedKind::PlaceRemoved => Some(DeedKind::PlacesRemoved),
        DeedKind::PlaceRestored => Some(DeedKind::PlacesRestored),
        _ => None,
    }
}
