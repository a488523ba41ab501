//! The commands about items and places, their files, the bin, and what was done to them.

use std::collections::BTreeMap;

use etabli_model::{
    act::Condition,
    id::{FileHash, ItemId, MemberId, PlaceId},
};
use serde::{Deserialize, Serialize};

use crate::{
    Command,
    view::{
        ActivityPage, ActivityPart, BinnedView, DetailsView, EditedView, ExportFile, FileContent,
        FileKind, FileView, ImportReport, ItemPage, ItemThenView, ItemView, LabelLine, LabelWords,
        LabelsView, PlaceView, UndoStateView, UndoneView,
    },
};

commands! {
    /// Reads a file of items and adds or updates them, as one step.
    ImportItems("import_items", space) -> ImportReport {
        /// The file's name, which helps to guess its format.
        file_name: String,
        /// The file's bytes, in base64.
        content: String,
        /// `auto`, `snipe-it`, `homebox`, `shelf`, `fab-manager`, `commonsbooking`, `places` or
        /// `csv`.
        format: String,
        /// For `csv`: column name to field name.
        #[serde(default)]
        map: BTreeMap<String, String>,
        /// Only report what would happen.
        #[serde(default)]
        dry_run: bool,
    }
    /// Adds an item.
    AddItem("add_item", space) -> ItemView {
        /// What people call it.
        name: String,
        /// The number on its label.
        #[serde(default)]
        tag: Option<String>,
        /// Its kind, as people name it.
        #[serde(default)]
        category: Option<String>,
        /// Where it is kept: a place's id or name; a new name makes a new place.
        #[serde(default)]
        place: Option<String>,
        /// How many there are; 1 when unsaid.
        #[serde(default)]
        quantity: Option<u32>,
        /// `space`, or a member: mine is the name or id of the person here.
        #[serde(default)]
        owner: Option<String>,
        /// Anything else worth knowing.
        #[serde(default)]
        note: Option<String>,
    }
    /// Changes an item; a field left out stays as it is.
    EditItem("edit_item", space) -> ItemView {
        /// Which item: id, tag, name or the beginning of an id.
        item: String,
        /// A new name.
        #[serde(default)]
        name: Option<String>,
        /// A new tag; empty takes it away.
        #[serde(default)]
        tag: Option<String>,
        /// A new category; empty takes it away.
        #[serde(default)]
        category: Option<String>,
        /// A new place; empty takes it away.
        #[serde(default)]
        place: Option<String>,
        /// A new quantity.
        #[serde(default)]
        quantity: Option<u32>,
        /// A new note; empty takes it away.
        #[serde(default)]
        note: Option<String>,
    }
    /// Changes several items in one step, so that one undo takes it back. Those that cannot be
    /// changed are left, and named.
    EditItems("edit_items", space) -> EditedView {
        /// Which items: ids, tags or names.
        items: Vec<String>,
        /// Their category from now on; empty takes it away.
        #[serde(default)]
        category: Option<String>,
        /// Their place from now on; a new name makes a new place, empty takes it away.
        #[serde(default)]
        place: Option<String>,
        /// Who keeps them from now on: a member's id or name; empty for nobody in particular.
        #[serde(default)]
        keeper: Option<String>,
        /// Whether they go into the bin.
        #[serde(default)]
        remove: bool,
    }
    /// Puts an item into the bin; one that is out is refused. Nothing of it is deleted.
    RemoveItem("remove_item", space) -> ItemView {
        /// Which item: id, tag, name or the beginning of an id.
        item: String,
        /// Why: `not-returned`, `broken`, `used-up`, `upgraded` or `given`; unsaid when none.
        #[serde(default)]
        why: Option<String>,
    }
    /// Takes an item out of the bin.
    RestoreItem("restore_item", space) -> ItemView {
        /// Which item: id, tag, name or the beginning of an id.
        item: String,
    }
    /// Puts a place into the bin; one that holds items or places is refused.
    RemovePlace("remove_place", space) -> PlaceView {
        /// Which place: id, path, name or the beginning of one.
        place: String,
    }
    /// Takes a place out of the bin.
    RestorePlace("restore_place", space) -> PlaceView {
        /// Which place: id, path, name or the beginning of one.
        place: String,
    }
    /// Lists what is in the bin, the newest first. Nothing ever leaves it by itself.
    ListBin("list_bin", space) -> Vec<BinnedView> {}
    /// Takes back what the person here did last in this program, as far as nobody changed it since.
    Undo("undo", space) -> UndoneView {
        /// Only this, which must have been done here; the last when unsaid.
        #[serde(default)]
        step: Option<String>,
        /// Whether what was done before the program was started counts, too.
        #[serde(default)]
        earlier: bool,
    }
    /// Does again what was taken back last, while nothing else was done since.
    Redo("redo", space) -> UndoneView {
        /// Whether what was taken back before the program was started counts, too.
        #[serde(default)]
        earlier: bool,
    }
    /// Tells what can be taken back, and done again.
    UndoState("undo_state", space) -> UndoStateView {
        /// Whether what was done before the program was started counts, too.
        #[serde(default)]
        earlier: bool,
    }
    /// Lists who did what, the newest first, a page at a time.
    ListActivity("list_activity", space) -> ActivityPage {
        /// Only what this member did: id or name.
        #[serde(default)]
        member: Option<String>,
        /// Only what was done to this item: id, tag, name or the beginning of an id.
        #[serde(default)]
        item: Option<String>,
        /// Only this part of the life of the space.
        #[serde(default)]
        part: Option<ActivityPart>,
        /// Only what was done since this day.
        #[serde(default)]
        since: Option<String>,
        /// From where to go on, as the last page told.
        #[serde(default)]
        after: Option<String>,
        /// How many at most, up to 200; 50 when 0.
        #[serde(default)]
        limit: u32,
    }
    /// Shows an item as it was: after something that was done, or at the end of a day.
    ShowItemThen("show_item_then", space) -> ItemThenView {
        /// Which item: id, tag, name or the beginning of an id.
        item: String,
        /// After which step, as the activity names it.
        #[serde(default)]
        step: Option<String>,
        /// Until which day or instant; now when neither is said.
        #[serde(default)]
        until: Option<String>,
    }
    /// Gives a field of an item a value that it had before.
    RestoreValue("restore_value", space) -> ItemView {
        /// Which item: id, tag, name or the beginning of an id.
        item: String,
        /// Which field, as the activity tells it.
        field: String,
        /// The value, as the activity tells it.
        value: String,
    }
    /// Chooses between values that people wrote into a field at once.
    SettleConflict("settle_conflict", space) -> ItemView {
        /// Which item: id, tag, name or the beginning of an id.
        item: String,
        /// Which field.
        field: String,
        /// The value to keep, as the item tells it.
        value: String,
    }
    /// Shows an item with its loans.
    ShowItem("show_item", space) -> ItemView {
        /// Which item: id, tag, name or the beginning of an id.
        item: String,
    }
    /// Lists items, by name, a page at a time.
    ListItems("list_items", space) -> ItemPage {
        /// Words that the name, tag, category, place, note or borrower must contain.
        #[serde(default)]
        words: String,
        /// Only this category.
        #[serde(default)]
        category: Option<String>,
        /// Only items in this place or below it.
        #[serde(default)]
        place: Option<PlaceId>,
        /// Only items in this state.
        #[serde(default)]
        status: Option<crate::view::ItemFilter>,
        /// Only items that are in this condition, by the last word of it.
        #[serde(default)]
        condition: Option<Condition>,
        /// Only items that this member owns or keeps.
        #[serde(default)]
        person: Option<MemberId>,
        /// How many to skip.
        #[serde(default)]
        offset: u32,
        /// How many at most, up to 500; 50 when 0.
        #[serde(default)]
        limit: u32,
    }
    /// Adds a photo or an attachment to an item. Photos are made smaller and lose all they say of
    /// where and when they were taken; attachments stay as they are.
    AddFile("add_file", space) -> FileView {
        /// The project, where it is a card that has the file and not an item.
        #[serde(default)]
        project: Option<String>,
        /// Which item: id, tag, name or the beginning of an id; or which card.
        item: String,
        /// What the file is called.
        name: String,
        /// The file's bytes, in base64.
        content: String,
        /// What there is to see, for whoever does not see it.
        #[serde(default)]
        caption: String,
        /// What it must be; anything when unsaid.
        #[serde(default)]
        kind: Option<FileKind>,
    }
    /// Changes what is said of a file, or puts it first.
    EditFile("edit_file", space) -> FileView {
        /// Which item: id, tag, name or the beginning of an id.
        item: String,
        /// Which of its files: its number in the list, id, name or the beginning of one.
        file: String,
        /// A new caption; empty takes it away.
        #[serde(default)]
        caption: Option<String>,
        /// Whether it goes before the others.
        #[serde(default)]
        first: bool,
    }
    /// Takes a file away from an item; it can be brought back.
    RemoveFile("remove_file", space) -> FileView {
        /// Which item: id, tag, name or the beginning of an id.
        item: String,
        /// Which of its files: its number in the list, id, name or the beginning of one.
        file: String,
    }
    /// Brings a file back that was taken away.
    RestoreFile("restore_file", space) -> FileView {
        /// Which item: id, tag, name or the beginning of an id.
        item: String,
        /// Which file: its id.
        file: String,
    }
    /// Reads a file that is here.
    ReadFile("read_file", space) -> FileContent {
        /// The project, where it is a card that has the file and not an item.
        #[serde(default)]
        project: Option<String>,
        /// Which item: id, tag, name or the beginning of an id; or which card.
        item: String,
        /// Which of its files: its number in the list, id, name or the beginning of one.
        file: String,
    }
    /// Reads the small picture of a photo, if it is here.
    ReadThumbnail("read_thumbnail", space) -> FileContent {
        /// The small picture's hash, as views tell it.
        thumbnail: FileHash,
    }
    /// Asks the other devices of the space for a file that is not here yet.
    FetchFile("fetch_file", space) -> FileView {
        /// The project, where it is a card that has the file and not an item.
        #[serde(default)]
        project: Option<String>,
        /// Which item: id, tag, name or the beginning of an id; or which card.
        item: String,
        /// Which of its files: its number in the list, id, name or the beginning of one.
        file: String,
        /// How long to try, in seconds.
        timeout: u32,
    }
    /// Adds a place.
    AddPlace("add_place", space) -> PlaceView {
        /// What people call it.
        name: String,
        /// The place it is in: id or name.
        #[serde(default)]
        inside: Option<String>,
    }
    /// Changes what a place is called, or what it is in; what is absent stays as it is.
    EditPlace("edit_place", space) -> PlaceView {
        /// Which place: id, path, name or the beginning of one.
        place: String,
        /// A new name.
        #[serde(default)]
        name: Option<String>,
        /// The place it is in: id or name; empty for none.
        #[serde(default)]
        inside: Option<String>,
    }
    /// Lists places, each after the one it is in.
    ListPlaces("list_places", space) -> Vec<PlaceView> {}
    /// Finds the places that fit what somebody is about to do; those that are free then first.
    FindPlaces("find_places", space) -> Vec<crate::view::PlaceFound> {
        /// Of which kind, by its name among the kinds of place.
        #[serde(default)]
        kind: Option<String>,
        /// Words, each of which stands in what is said of the place or in what is kept there.
        #[serde(default)]
        need: Option<String>,
        /// For how many.
        #[serde(default)]
        people: Option<u32>,
        /// From when, as in `book`; whenever, when unsaid.
        #[serde(default)]
        from: Option<String>,
        /// Until when, as in `book`; for an hour, when unsaid.
        #[serde(default)]
        to: Option<String>,
        /// The zone of these times; the one here when unsaid.
        #[serde(default)]
        zone: Option<String>,
    }
    /// Tells what is said of a place, an item or the whole space: hours, rules, what is there, keys.
    ReadDetails("read_details", space) -> DetailsView {
        /// Which place or item: id, tag, name or the beginning of an id; the space when unsaid.
        #[serde(default)]
        of: Option<String>,
    }
    /// Changes what is said of a place, an item or the whole space.
    SetDetails("set_details", space) -> DetailsView {
        /// Which, as in `read_details`.
        #[serde(default)]
        of: Option<String>,
        /// The details, by name: `hours:1` for Monday, `notice`, `status`. Empty takes one away. An
        /// exception `exception:` without an id is a new one.
        details: BTreeMap<String, String>,
    }
    /// Adds a key of a place, which is an item that is handed over like any other.
    AddKey("add_key", space) -> DetailsView {
        /// The place.
        place: String,
        /// What is called.
        name: String,
        /// How many there are.
        #[serde(default)]
        quantity: Option<u32>,
    }
    /// Writes opening hours and closures as a calendar (RFC 7953).
    ExportHours("export_hours", space) -> ExportFile {
        /// Which, as in `read_details`.
        #[serde(default)]
        of: Option<String>,
    }
    /// Reads opening hours and closures from a calendar (RFC 7953), instead of those that are told.
    ImportHours("import_hours", space) -> crate::view::HoursReport {
        /// Which, as in `read_details`.
        #[serde(default)]
        of: Option<String>,
        /// The file's bytes, in base64.
        content: String,
        /// Whether to tell only what would change.
        #[serde(default)]
        dry_run: bool,
    }
    /// Prints labels for items and places. Where none is named, for all items of a list.
    PrintLabels("print_labels", space) -> LabelsView {
        /// The items: id, tag, name or the beginning of an id.
        #[serde(default)]
        items: Vec<String>,
        /// The places: id, name or the beginning of an id.
        #[serde(default)]
        places: Vec<String>,
        /// Which items where none is named, as in `list_items`, all pages of it; all when unsaid.
        #[serde(default)]
        listed: Option<ListItems>,
        /// `L7160`, `L7163`, `3490`, `plain`, or how the labels of another one lie, in millimetres:
        /// how many side by side by rows, width by height, from the left by from the upper side, and
        /// between two by between rows: `3x8 70x36 0x4.5 0x0`.
        sheet: String,
        /// The first label that is still on the sheet, from 1, row by row.
        start: u16,
        /// How far to the right everything moves, in tenths of a millimetre.
        #[serde(default)]
        across: i16,
        /// How far down everything moves, in tenths of a millimetre.
        #[serde(default)]
        down: i16,
        /// What stands under the name.
        #[serde(default)]
        line: LabelLine,
        /// What is said in words.
        words: LabelWords,
    }
}

/// How a front end names an item it got from a view.
impl From<ItemId> for ShowItem {
    fn from(item: ItemId) -> Self {
        Self { space: None, item: item.to_string() }
    }
}
