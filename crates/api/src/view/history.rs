//! What was: the bin, what people did, what can be taken back, values to choose between.

use etabli_model::{
    id::{EntryId, ItemId, MemberId, PlaceId},
    time::Timestamp,
};
use serde::{Deserialize, Serialize};

/// Who put something into the bin, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemovalView {
    /// The member, if that is known here.
    pub by: Option<MemberId>,
    /// That member's name.
    pub by_name: String,
    /// When, by their clock.
    pub at: Timestamp,
}

/// What kind of thing is in the bin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BinnedKind {
    /// An item.
    Item,
    /// A place.
    Place,
}

/// Something in the bin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BinnedView {
    /// What it is.
    pub kind: BinnedKind,
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The number on its label; empty if it has none.
    pub tag: String,
    /// Who put it there, and when.
    #[serde(flatten)]
    pub removal: RemovalView,
    /// How many of it are out, lent by somebody who did not know that it was put here.
    pub out: u32,
    /// Whether the member here may take it out.
    pub can_restore: bool,
}

macro_rules! deeds {
    ($( $(#[$doc:meta])* $name:ident = $text:literal, $part:ident; )*) => {
        /// What somebody did. Its text form is the end of the message ids `deed-…` and `undo-…`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum DeedKind {
            $( $(#[$doc])* #[serde(rename = $text)] $name ),*
        }

        impl DeedKind {
            /// All kinds, so that a test can look for their messages.
            pub const ALL: &'static [Self] = &[ $( Self::$name ),* ];

            /// Returns the text form.
            pub const fn as_str(self) -> &'static str {
                match self { $( Self::$name => $text ),* }
            }

            /// Returns what part of the life of the space it belongs to.
            pub const fn part(self) -> ActivityPart {
                match self { $( Self::$name => ActivityPart::$part ),* }
            }
        }
    };
}

/// A part of the life of a space, to look at alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActivityPart {
    /// Items, their photos and attachments.
    Items,
    /// Places.
    Places,
    /// Loans.
    Loans,
    /// Bookings.
    Bookings,
    /// Projects.
    Projects,
    /// Members, their devices, the rules.
    Members,
    /// What this version does not know.
    Other,
}

deeds! {
    /// An item was added.
    ItemAdded = "item-added", Items;
    /// `count` items were added at once.
    ItemsAdded = "items-added", Items;
    /// `field` of an item was changed.
    ItemSet = "item-set", Items;
    /// `count` items were changed at once.
    ItemsSet = "items-set", Items;
    /// A choice between several values of `field` was put back.
    ChoicePutBack = "choice-put-back", Items;
    /// An item was put into the bin.
    ItemRemoved = "item-removed", Items;
    /// `count` items were put into the bin at once.
    ItemsRemoved = "items-removed", Items;
    /// An item was taken out of the bin.
    ItemRestored = "item-restored", Items;
    /// `count` items were taken out of the bin at once.
    ItemsRestored = "items-restored", Items;
    /// A photo or an attachment was added.
    FileAdded = "file-added", Items;
    /// What is said of a photo or an attachment was changed.
    FileSet = "file-set", Items;
    /// A photo or an attachment was removed.
    FileRemoved = "file-removed", Items;
    /// A photo or an attachment was put back.
    FileRestored = "file-restored", Items;
    /// A place was added.
    PlaceAdded = "place-added", Places;
    /// `count` places were added at once.
    PlacesAdded = "places-added", Places;
    /// `field` of a place was changed.
    PlaceSet = "place-set", Places;
    /// A place was put into the bin.
    PlaceRemoved = "place-removed", Places;
    /// `count` places were put into the bin at once.
    PlacesRemoved = "places-removed", Places;
    /// A place was taken out of the bin.
    PlaceRestored = "place-restored", Places;
    /// `count` places were taken out of the bin at once.
    PlacesRestored = "places-restored", Places;
    /// An item was handed to `member`.
    Lent = "lent", Loans;
    /// An item that came back is out again, as before.
    LentAgain = "lent-again", Loans;
    /// An item came back from `member`.
    Returned = "returned", Loans;
    /// A hand-over to `member` was taken back: it was none.
    LoanCancelled = "loan-cancelled", Loans;
    /// Somebody asked for an item.
    Asked = "asked", Loans;
    /// A request of `member` was granted.
    RequestGranted = "request-granted", Loans;
    /// A request of `member` was refused.
    RequestRefused = "request-refused", Loans;
    /// A request was taken back.
    RequestWithdrawn = "request-withdrawn", Loans;
    /// Another end was agreed on for a loan of `member`.
    LoanExtended = "loan-extended", Loans;
    /// What `member` has was found to be lost.
    LoanLost = "loan-lost", Loans;
    /// What `member` had lost was found.
    LoanFound = "loan-found", Loans;
    /// How an item is was told.
    ConditionNoted = "condition-noted", Items;
    /// `count` of an item are out of order.
    RepairOpened = "repair-opened", Items;
    /// The repair of an item went on.
    RepairTold = "repair-told", Items;
    /// An item works again.
    RepairResolved = "repair-resolved", Items;
    /// An item is not mended any more.
    RepairRetired = "repair-retired", Items;
    /// An item was maintained.
    CareNoted = "care-noted", Items;
    /// Somebody took back what they had noted of how a thing is.
    Unsaid = "unsaid", Items;
    /// There are `count` more of an item.
    StockIn = "stock-in", Items;
    /// There are `count` fewer of an item.
    StockOut = "stock-out", Items;
    /// An item was counted: there were `count` more or fewer than known.
    StockCounted = "stock-counted", Items;
    /// `count` items were looked for, in a place if one is named.
    StockTaken = "stock-taken", Items;
    /// What the whole space keeps to was changed.
    SettingSet = "setting-set", Members;
    /// Whoever took part in a loan signed it.
    LoanSigned = "loan-signed", Loans;
    /// Money for a loan of `member` was noted.
    MoneyNoted = "money-noted", Loans;
    /// Something was wished for.
    WishedFor = "wished-for", Items;
    /// Somebody wishes for it, too; `count` 0: no longer.
    WishBacked = "wish-backed", Items;
    /// A wish came true; `count` 0: it was taken back.
    WishEnded = "wish-ended", Items;
    /// A project, an idea, a working group or a call was started.
    ProjectStarted = "project-started", Projects;
    /// How `member` takes part in a project was said.
    PartTaken = "part-taken", Projects;
    /// Somebody would like a project to be; `count` 0: no longer.
    ProjectBacked = "project-backed", Projects;
    /// A project answers a call.
    CallAnswered = "call-answered", Projects;
    /// A call chose projects.
    CallChose = "call-chose", Projects;
    /// An idea became a project.
    ProjectTurned = "project-turned", Projects;
    /// What a project says of itself was changed: `field`.
    SheetSet = "sheet-set", Projects;
    /// A card, a column or something that is needed was added.
    RowAdded = "row-added", Projects;
    /// `count` of them were added at once.
    RowsAdded = "rows-added", Projects;
    /// One was changed: `field`.
    RowSet = "row-set", Projects;
    /// A card was moved.
    RowMoved = "row-moved", Projects;
    /// One was put away.
    RowRemoved = "row-removed", Projects;
    /// One was taken back.
    RowRestored = "row-restored", Projects;
    /// An item or a place was booked.
    Booked = "booked", Bookings;
    /// A booking was moved, or what it was offered was taken.
    BookingMoved = "booking-moved", Bookings;
    /// A booking was confirmed.
    BookingConfirmed = "booking-confirmed", Bookings;
    /// A booking was cancelled.
    BookingCancelled = "booking-cancelled", Bookings;
    /// It was said that `count` of something may be booked at once.
    CapacitySet = "capacity-set", Bookings;
    /// Whoever booked said to be there.
    BookingBegun = "booking-begun", Bookings;
    /// The rest of a booked time was given free.
    BookingReleased = "booking-released", Bookings;
    /// A training was given; `count` 0: ended.
    Trained = "trained", Members;
    /// A member may train others; `count` 0: no longer.
    TrainerNamed = "trainer-named", Members;
    /// Somebody asked to be taught.
    MentoringAsked = "mentoring-asked", Members;
    /// A mentoring went on: it was answered, or they met.
    MentoringWent = "mentoring-went", Members;
    /// A mentoring is over.
    MentoringEnded = "mentoring-ended", Members;
    /// Somebody welcomes a newcomer; `count` 0: no longer.
    Welcomed = "welcomed", Members;
    /// The member changed what they say about themself.
    ProfileSet = "profile-set", Members;
    /// The member wrote or changed a need, an offer or a question.
    PostSet = "post-set", Members;
    /// The member answered one.
    Replied = "replied", Members;
    /// The member endorsed what somebody can do, or does no longer.
    Endorsed = "endorsed", Members;
    /// What is noted of somebody outside the group was changed.
    OutsiderSet = "outsider-set", Members;
    /// The member changed their name.
    NameSet = "name-set", Members;
    /// The member named a device of theirs.
    DeviceNamed = "device-named", Members;
    /// The space got a name.
    SpaceNamed = "space-named", Members;
    /// What is said of all that is in the space was changed: `field`.
    SpaceSet = "space-set", Members;
    /// It was said what the space calls `field`, which is a key such as `word:fr:place`.
    WordSet = "word-set", Members;
    /// The space was founded.
    Founded = "founded", Members;
    /// Somebody was invited.
    Invited = "invited", Members;
    /// An invitation was closed.
    InviteClosed = "invite-closed", Members;
    /// `member` was let in.
    Admitted = "admitted", Members;
    /// A device was added.
    DeviceAdded = "device-added", Members;
    /// A device of `member` was replaced.
    DeviceReplaced = "device-replaced", Members;
    /// A device of `member` was taken out.
    DeviceRevoked = "device-revoked", Members;
    /// `member` became a steward.
    RoleGranted = "role-granted", Members;
    /// `member` became an ordinary member.
    RoleRevoked = "role-revoked", Members;
    /// A rule was changed.
    PolicySet = "policy-set", Members;
    /// The rules that the space follows were raised.
    RulesSet = "rules-set", Members;
    /// The member left.
    Left = "left", Members;
    /// `member` was suspended.
    Suspended = "suspended", Members;
    /// `member` takes part again.
    Reinstated = "reinstated", Members;
    /// `member` is to be excluded.
    Excluded = "excluded", Members;
    /// Something void was made to stand.
    Ratified = "ratified", Members;
    /// The member had their contact details forgotten.
    Forgot = "forgot", Members;
    /// Something that this version does not know.
    Unknown = "unknown", Other;
}

/// A value of a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ValueView {
    /// As it is written down: what a command takes.
    pub value: String,
    /// As people read it: of a place its path.
    pub text: String,
}

/// An item as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemThenView {
    /// Its id.
    pub id: ItemId,
    /// What it was called then.
    pub name: String,
    /// When: by the clock of who did what is the last that counts.
    pub at: Timestamp,
    /// Its fields then, and what they are now.
    pub fields: Vec<FieldThen>,
    /// Who had some of it then.
    pub holders: Vec<HolderThen>,
    /// Whether it was in the bin.
    pub removed: bool,
    /// Whether the member here may give its fields their values of then.
    pub can_edit: bool,
}

/// A field of an item as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldThen {
    /// Its key; an extra field's begins with `field:`.
    pub field: String,
    /// What it said; empty if nothing.
    pub then: ValueView,
    /// What it says now.
    pub now: ValueView,
}

/// Who had some of an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HolderThen {
    /// Who.
    pub member: MemberId,
    /// Their name.
    pub name: String,
    /// How many they took.
    pub quantity: u32,
    /// Since when.
    pub since: Timestamp,
}

/// Something that was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeedView {
    /// What.
    pub kind: DeedKind,
    /// To which item.
    #[serde(default)]
    pub item: Option<ItemId>,
    /// To which place.
    #[serde(default)]
    pub place: Option<PlaceId>,
    /// To which project, or to what in it.
    #[serde(default)]
    pub project: Option<EntryId>,
    /// What that is called now; of a photo or an attachment, the item's name.
    #[serde(default)]
    pub name: String,
    /// What the project is called in which it is, if it is in one.
    #[serde(default)]
    pub inside: String,
    /// Which field, or which file.
    #[serde(default)]
    pub field: String,
    /// What was there before; several where people had written it at once, the shown one last.
    #[serde(default)]
    pub before: Vec<ValueView>,
    /// What is there since.
    #[serde(default)]
    pub after: Vec<ValueView>,
    /// The member it is about.
    #[serde(default)]
    pub member: Option<MemberId>,
    /// That member's name.
    #[serde(default)]
    pub member_name: String,
    /// How many.
    #[serde(default)]
    pub count: u32,
}

/// Whether something took something else back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TakesBack {
    /// It took something back.
    Undo,
    /// It did again what was taken back.
    Redo,
}

/// What somebody did at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActivityView {
    /// Its last entry.
    pub id: EntryId,
    /// When, by their clock.
    pub at: Timestamp,
    /// Who, if that is known here.
    pub by: Option<MemberId>,
    /// Their name.
    pub by_name: String,
    /// Whether it took something else back.
    #[serde(default)]
    pub takes_back: Option<TakesBack>,
    /// Whether it does not count, because of a decision.
    #[serde(default)]
    pub void: bool,
    /// What they did, at most 20 deeds.
    pub deeds: Vec<DeedView>,
    /// How many deeds there are beyond these.
    #[serde(default)]
    pub more: u32,
}

/// A page of what was done, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActivityPage {
    /// What was done. There may be few although there is more: looking takes its time.
    pub done: Vec<ActivityView>,
    /// From where to go on, if there is more.
    pub next: Option<String>,
}

/// What can be taken back, and done again.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UndoStateView {
    /// What the person here did last and can take back.
    pub undo: Option<ActivityView>,
    /// What they took back last and can do again.
    pub redo: Option<ActivityView>,
}

/// Why something stays as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LeftWhy {
    /// Somebody changed it since.
    Changed,
    /// Somebody has it.
    Out,
    /// Something is kept there.
    InUse,
}

/// Something that stays as it is although its command was taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftView {
    /// The item, if it is one.
    pub item: Option<ItemId>,
    /// What it is called.
    pub name: String,
    /// Its field; empty for the whole of it.
    pub field: String,
    /// Why.
    pub why: LeftWhy,
    /// Who changed or has it; empty if that is not known.
    pub who: String,
}

impl LeftView {
    /// Returns the id of the sentence that tells it.
    pub const fn message(&self) -> &'static str {
        match self.why {
            LeftWhy::Changed if self.who.is_empty() => "left-not-as-left",
            LeftWhy::Changed => "left-changed",
            LeftWhy::Out => "left-out",
            LeftWhy::InUse => "left-in-use",
        }
    }

    /// Returns the field, where people have a name for it.
    pub fn named_field(&self) -> Option<&str> {
        match self.field.as_str() {
            "" | "withdrawn" | "removed" | "rank" | "caption" => None,
            field => Some(field),
        }
    }
}

/// What was taken back, or done again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UndoneView {
    /// What it was about.
    pub step: ActivityView,
    /// What stays as it is.
    pub left: Vec<LeftView>,
    /// What can be taken back now.
    pub state: UndoStateView,
}

/// One of several values that people wrote at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimedValue {
    /// The value.
    #[serde(flatten)]
    pub value: ValueView,
    /// Who wrote it, if that is known here.
    pub by: Option<MemberId>,
    /// Their name.
    pub by_name: String,
    /// When, by their clock.
    pub at: Option<Timestamp>,
}
