//! What screens and shells show. Times are RFC 3339 in UTC; ids are their text forms.

mod booking;
mod detail;
mod figures;
mod file;
mod finding;
mod goods;
mod history;
mod loan;
mod matching;
mod paper;
mod people;
mod project;
mod prose;
mod request;
mod skill;
mod ticket;

use std::collections::BTreeMap;

use etabli_model::{
    act::Condition,
    id::{DeviceId, FileHash, ItemId, MemberId, PlaceId, SpaceId},
    time::Timestamp,
    vocabulary::{Term, Tongue},
};
use serde::{Deserialize, Serialize};

pub use self::booking::{
    AwaitedView, BookingCheck, BookingRight, BookingStatus, BookingView, CapacityView, Certainty,
    FreeView, OccurrenceView, PlanningRow, PlanningView, RiskView, SpanView, TakenKind, TakenView,
};
pub use self::detail::{
    AroundView, DetailChange, DetailsView, ExceptionView, HolderView, HoursReport, KeyView,
    PlaceFound, detail_message,
};
pub use self::figures::{FigureChart, FigureRow, FiguresView};
pub use self::file::{FileContent, FileKind, FileView, FilesHere};
pub use self::finding::{Finding, FindingKind, VerifyReport};
pub use self::goods::{
    AttributeView, ChoreKind, ChoreView, HandOverView, LoanPartView, NoteView, PartView,
    RepairView, SettingView, StockTakeRow, StockTakeView, ToldView, UpkeepView, WishView,
};
pub use self::history::{
    ActivityPage, ActivityPart, ActivityView, BinnedKind, BinnedView, ClaimedValue, DeedKind,
    DeedView, FieldThen, HolderThen, ItemThenView, LeftView, LeftWhy, RemovalView, TakesBack,
    UndoStateView, UndoneView, ValueView,
};
pub use self::loan::{LoanStatus, LoanView, ReminderView};
pub use self::matching::{
    MetHow, NeedMatch, PersonMatch, TeamMember, TeamSkill, TeamView, ThingMatch,
};
pub use self::paper::{CalendarFileView, LabelLine, LabelWords, LabelsView};
pub use self::people::{
    Approve, ClaimView, CodePurpose, ContactView, DayHere, DecisionView, DeviceStanding,
    GuestState, GuestView, JoinState, JoinView, MemberDecision, MemberDevice, MemberStanding,
    MemberView, OpenInviteView, Part, PersonHere, PlaceHere, Role, SpaceRight, WeekView,
};
pub use self::project::{
    ApplicationView, BoardColumn, BoardImportView, BoardView, CardRow, CardView, CommentView,
    LaneView, LinkView, MentionView, PROJECT_WORDS, PartnerView, ProjectRow, ProjectView,
    RelationView, RowView, SheetFieldView, TaskView, WrittenView,
};
pub use self::prose::{Form, Passage};
pub use self::request::{RequestRight, RequestState, RequestView};
pub use self::skill::{
    BadgeView, ContactsView, CoverageView, HeldView, MatchView, MentoringView, OutsiderView,
    PeopleView, PersonRow, PersonView, PostView, ReplyView, SkillCount, SkillName, SkillView,
    TrainedView, TrainingsView, WelcomeView,
};
pub use self::ticket::{CodePicture, InviteView, PictureView, TicketView};
use crate::error::ApiError;

/// A space on this computer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpaceView {
    /// Its id.
    pub id: SpaceId,
    /// What its members call it.
    pub name: String,
    /// The member who sits here.
    pub member: MemberId,
    /// That member's name.
    pub member_name: String,
    /// How many members it has.
    pub members: u32,
    /// How many items it has.
    pub items: u32,
    /// How many loans are out.
    pub loans_open: u32,
    /// Whether it is a demo that never leaves this computer.
    pub demo: bool,
    /// Why it cannot be shown, when it cannot: then only `id` counts, and `name` is short for it.
    #[serde(default)]
    pub problem: Option<ApiError>,
    /// Whether it is a copy from a backup, which nobody can change.
    #[serde(default)]
    pub read_only: bool,
    /// How the person here takes part, at this computer.
    #[serde(default)]
    pub part: Part,
    /// What they may do.
    #[serde(default)]
    pub may: Vec<SpaceRight>,
    /// Who may invite and admit.
    #[serde(default)]
    pub admit: Role,
    /// Who may edit the catalogue.
    #[serde(default)]
    pub edit_catalogue: Role,
    /// What its members call things, where that is not as usual.
    #[serde(default)]
    pub words: Vec<WordView>,
}

/// What the members of a space call something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WordView {
    /// What.
    pub term: Term,
    /// In which language.
    pub language: Tongue,
    /// One of them.
    pub one: String,
    /// Several of them.
    pub many: String,
}

/// How an item stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemStatus {
    /// All of it is here.
    Available,
    /// Some is here, some is lent.
    PartlyOut,
    /// All of it is lent.
    Out,
    /// Lent, and past its due date.
    Overdue,
    /// More was handed over, by people who could not know of each other, than there is.
    Disputed,
    /// As many as are here are out of order.
    OutOfOrder,
    /// Nobody found it when they looked.
    Missing,
    /// It is a kit, and parts of it are not here.
    PartsOut,
    /// It is used up, and there is enough.
    Stock,
    /// It is used up, and there is little left.
    Low,
    /// More of it was used than anybody noted.
    Short,
    /// It is a right or a file: everybody may use it at once.
    Shared,
}

/// Which items a list keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemFilter {
    /// At least one can be taken.
    Available,
    /// At least one is out.
    Out,
    /// At least one is late.
    Overdue,
    /// Owned by a member, not by the space.
    OfMembers,
    /// Several people wrote different things at once, and somebody has to choose.
    Contested,
}

/// An item in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemRow {
    /// Its id.
    pub id: ItemId,
    /// Its name.
    pub name: String,
    /// The number on its label; empty if it has none.
    pub tag: String,
    /// Its category; empty if it has none.
    pub category: String,
    /// Where it is kept, from the outside in: `Atelier / Étagère B3`; empty if unsaid.
    pub place: String,
    /// How it stands.
    pub status: ItemStatus,
    /// How many there are.
    pub quantity: u32,
    /// How many can be taken.
    pub available: u32,
    /// Its owner, if a member owns it.
    pub owner: Option<MemberId>,
    /// That owner's name.
    pub owner_name: String,
    /// Who has it, when one person does: the name.
    pub holder_name: String,
    /// The first due date among its open loans.
    pub due: Option<Timestamp>,
    /// The small picture of its first photo, if that is here.
    #[serde(default)]
    pub thumbnail: Option<FileHash>,
    /// How much there is of what is used up; less than nothing where more was used than noted.
    #[serde(default)]
    pub stock: i64,
    /// What it is counted in; empty for what is lent.
    #[serde(default)]
    pub unit: String,
}

/// A page of items and what the filters would leave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemPage {
    /// The items.
    pub items: Vec<ItemRow>,
    /// How many match in all.
    pub total: u32,
    /// How many items the space has.
    pub all: u32,
    /// How many items of the space have a loan out.
    pub out: u32,
    /// How many items have values that somebody has to choose between.
    #[serde(default)]
    pub contested: u32,
    /// Categories with how many items each, the largest first, at most 50.
    pub categories: Vec<(String, u32)>,
    /// How many of those that match but for their state are in each state.
    #[serde(default)]
    pub states: Vec<(ItemFilter, u32)>,
    /// How many items are in each condition that anything was said of.
    #[serde(default)]
    pub conditions: Vec<(Condition, u32)>,
    /// Members who own or keep items, with their names and how many, by name.
    #[serde(default)]
    pub people: Vec<(MemberId, String, u32)>,
}

/// What became of a change of several items.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditedView {
    /// How many were changed; those that were so already are among them.
    pub changed: u32,
    /// The names of those that were left: somebody else's, or, on their way into the bin, out.
    pub left: Vec<String>,
}

/// A value that two people changed at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConflictView {
    /// Which field: `name`, `tag`, `category`, `place`, `quantity`, `note`.
    pub field: String,
    /// The values and who wrote each; the first is the one shown.
    pub values: Vec<(String, String)>,
    /// The same with when each was written, and how a command names it.
    #[serde(default)]
    pub claims: Vec<ClaimedValue>,
}

/// An item, whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemView {
    /// What a list shows of it.
    #[serde(flatten)]
    pub row: ItemRow,
    /// Its place, if it has one.
    pub place_id: Option<PlaceId>,
    /// Notes; empty if none.
    pub note: String,
    /// The same, to be drawn.
    #[serde(default)]
    pub prose: Vec<Passage>,
    /// Fields that came with an import, by name.
    pub fields: BTreeMap<String, String>,
    /// Its loans: open ones first, then newest first, at most 50.
    pub loans: Vec<LoanView>,
    /// Values changed by two people at once.
    pub conflicts: Vec<ConflictView>,
    /// Its photos and attachments, in the order in which they are shown.
    #[serde(default)]
    pub files: Vec<FileView>,
    /// Who put it into the bin, if it is there.
    #[serde(default)]
    pub removed: Option<RemovalView>,
    /// Who asked for it: whoever is first in line first, then those that have ended, at most 20.
    #[serde(default)]
    pub requests: Vec<RequestView>,
    /// Whether the member here may ask for it.
    #[serde(default)]
    pub can_ask: bool,
    /// How it is, and what belongs with it.
    #[serde(default)]
    pub upkeep: UpkeepView,
    /// Whether whoever keeps it lends it and answers requests for it, as whoever owns it said.
    #[serde(default)]
    pub keeper_lends: bool,
    /// Whether the member here may lend it.
    pub can_lend: bool,
    /// Whether the member here may change it.
    pub can_edit: bool,
}

/// What helps whoever is asked for help.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DiagnosticsView {
    /// The words, in English, to be passed on as they are.
    pub text: String,
}

/// A place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceView {
    /// Its id.
    pub id: PlaceId,
    /// Its name.
    pub name: String,
    /// The place it is in.
    pub inside: Option<PlaceId>,
    /// Its name with those it is in, from the outside in.
    pub path: String,
    /// How deep it lies, from 0.
    pub depth: u32,
    /// How many items are in it or below.
    pub items: u32,
}

/// Something found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchHit {
    /// What it is: `item`, `place` or `member`.
    pub kind: String,
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// What tells it apart: tag and place, path, role.
    pub detail: String,
}

/// A column of a file of items.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnView {
    /// Its header; no two columns of a file have the same.
    pub header: String,
    /// What it becomes: `name`, `tag`, `category`, `place`, `quantity`, `note`, `field` for an
    /// extra field, `skip`; or `reference`, `labels`, `model`, `loan`, which formats have of
    /// their own.
    pub field: String,
    /// What its first rows hold, shortened.
    pub first: Vec<String>,
}

/// A file of items, looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableView {
    /// The format it is read as: `snipe-it`, `homebox`, `shelf`, `fab-manager`, `commonsbooking`,
    /// `places` or `csv`.
    pub format: String,
    /// The encoding that was guessed.
    pub encoding: String,
    /// The separator that was guessed.
    pub separator: String,
    /// Its columns, in the order of the file. None need be the name, as an import demands.
    pub columns: Vec<ColumnView>,
}

/// A row that an import refused, or a cell that it passed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusedRow {
    /// The line in the file, from 1.
    pub line: u32,
    /// The column, or empty for the whole row.
    pub field: String,
    /// Why: a key of the messages, `import-…`.
    pub reason: String,
    /// What was found there, shortened.
    pub found: String,
}

/// What an import did, or would do. `rows` = created + updated + unchanged + refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportReport {
    /// The format that was read: `snipe-it`, `homebox`, `shelf`, `fab-manager`, `commonsbooking`,
    /// `places` or `csv`.
    pub format: String,
    /// The encoding that was guessed.
    pub encoding: String,
    /// The separator that was guessed.
    pub separator: String,
    /// How many rows the file has, without headers and blank lines.
    pub rows: u32,
    /// Items added; in a table of places, places.
    pub created: u32,
    /// Items changed.
    pub updated: u32,
    /// Items that were already so.
    pub unchanged: u32,
    /// Rows that could not be read.
    pub refused: Vec<RefusedRow>,
    /// Places added on the way, which have no row of their own.
    pub places_created: u32,
    /// Columns that were kept as extra fields or passed over: a key of the messages,
    /// `import-note-…`, a colon, and the columns or the number of rows.
    pub notes: Vec<String>,
    /// What it changes of closures, in the order of the file.
    #[serde(default)]
    pub changes: Vec<DetailChange>,
    /// Whether nothing was written.
    pub dry_run: bool,
}

/// What one exchange with a device came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeerReport {
    /// The device.
    pub peer: DeviceId,
    /// Its member's name.
    pub name: String,
    /// Entries sent.
    pub sent: u64,
    /// Entries received.
    pub received: u64,
    /// Bytes, both ways.
    pub bytes: u64,
    /// Round trips.
    pub round_trips: u32,
    /// Whether both now have the same.
    pub equal: bool,
}

/// The sync line, in order of what matters most.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum SyncLine {
    /// A demo: it stays here on purpose.
    Demo,
    /// Nobody else is in the space yet.
    OnlyDevice {
        /// Changes that are only here.
        only_here: u32,
    },
    /// No device is connected.
    Offline {
        /// Changes that no other device is known to have.
        only_here: u32,
        /// When another device was last seen.
        last_seen: Option<Timestamp>,
    },
    /// Entries are going back and forth.
    Working {
        /// With whom.
        with: String,
    },
    /// Everything here is known to be on the devices that are connected.
    UpToDate {
        /// How many of them.
        devices: u32,
        /// When that was last true.
        at: Timestamp,
    },
}

/// A device of the space, as seen from here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceView {
    /// The device.
    pub id: DeviceId,
    /// Its member.
    pub member: MemberId,
    /// Its member's name.
    pub name: String,
    /// Whether this is it.
    pub here: bool,
    /// Whether it is connected now.
    pub connected: bool,
    /// When it was last seen.
    pub last_seen: Option<Timestamp>,
    /// How many of our changes it is not known to have.
    pub missing: u32,
    /// What its member calls it; empty if they did not name it.
    #[serde(default)]
    pub device_name: String,
}

/// How a space stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusView {
    /// The space.
    pub space: SpaceView,
    /// The sync line.
    pub sync: SyncLine,
    /// The devices of the space.
    pub devices: Vec<DeviceView>,
    /// Changes that no other device is known to have.
    pub only_here: u32,
    /// Entries stored.
    pub entries: u64,
    /// Bytes on disk.
    pub store_bytes: u64,
    /// Kinds of entries that this version does not know.
    pub unknown: u64,
    /// Whether a newer version decided something this one must not touch.
    pub update_needed: bool,
    /// The rules that the space follows.
    #[serde(default)]
    pub rules: u32,
    /// The newest rules that this version knows.
    #[serde(default)]
    pub known_rules: u32,
    /// The kind of its store: `sled` or `redb`.
    #[serde(default)]
    pub store_kind: String,
    /// How many of this device's own entries were here once and are missing.
    #[serde(default)]
    pub missing_own: u64,
    /// How many entries of other devices were here once and are missing, at least.
    #[serde(default)]
    pub missing_others: u64,
    /// How many rescued entries wait for others that are missing.
    #[serde(default)]
    pub stranded: u64,
    /// Where damaged or replaced stores of this space are kept.
    #[serde(default)]
    pub kept: Vec<String>,
    /// When the last backup of this space in the folder of backups was written.
    #[serde(default)]
    pub last_backup: Option<Timestamp>,
    /// The photos and attachments.
    #[serde(default)]
    pub files: FilesHere,
}

/// What a conversion of a store did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConvertReport {
    /// The space.
    pub space: SpaceId,
    /// The kind it was before.
    pub from: String,
    /// The kind it is now.
    pub to: String,
    /// How many keys were copied and compared.
    pub keys: u64,
    /// Where the former store is kept.
    pub kept: String,
}

/// What writing a store anew did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompactReport {
    /// The space.
    pub space: SpaceId,
    /// How many keys were copied and compared.
    pub keys: u64,
    /// How many bytes the store took before.
    pub before: u64,
    /// How many bytes it takes now.
    pub after: u64,
}

/// A file with all entries of a space.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupView {
    /// The file.
    pub path: String,
    /// The space.
    pub space: SpaceId,
    /// What its members called it.
    pub name: String,
    /// When it was written.
    pub at: Timestamp,
    /// How many entries it holds.
    pub entries: u64,
    /// How large the file is.
    pub bytes: u64,
    /// How many photos and attachments were kept beside it, or brought back with it; unsaid in a
    /// list.
    #[serde(default)]
    pub files: Option<u64>,
    /// How many of those it names were not there.
    #[serde(default)]
    pub files_missing: Option<u64>,
}

/// A file to save.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportFile {
    /// A name to offer.
    pub name: String,
    /// Its text.
    pub content: String,
}
