//! Refusals and failures as codes with arguments. The words are the front end's, from the
//! messages `error-<code>` and `hint-<code>`, in the person's language.

use std::{collections::BTreeMap, fmt};

use serde::{Deserialize, Serialize};

macro_rules! codes {
    ($( $(#[$doc:meta])* $name:ident = $text:literal ),* $(,)?) => {
        /// What went wrong. Its text form is the end of the message ids.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum ErrorCode {
            $( $(#[$doc])* #[serde(rename = $text)] $name ),*
        }

        impl ErrorCode {
            /// All codes, so that a test can look for their messages.
            pub const ALL: &'static [Self] = &[ $( Self::$name ),* ];

            /// Returns the text form.
            pub const fn as_str(self) -> &'static str {
                match self { $( Self::$name => $text ),* }
            }
        }
    };
}

codes! {
    /// The command could not be read: `detail`.
    BadRequest = "bad-request",
    /// Nothing fits `what`.
    NotFound = "not-found",
    /// Several things fit `what`: `candidates`.
    Ambiguous = "ambiguous",
    /// There is no space yet.
    NoSpace = "no-space",
    /// A name is empty.
    EmptyName = "empty-name",
    /// A name has more than `most` characters.
    NameTooLong = "name-too-long",
    /// A text has more than `most` characters.
    TextTooLong = "text-too-long",
    /// A quantity is not from 1 to `most`.
    BadQuantity = "bad-quantity",
    /// The file is about people, who come in by invitations.
    PeopleNotItems = "people-not-items",
    /// `what` is not a date.
    BadDate = "bad-date",
    /// `what` is not a duration such as 7d.
    BadDuration = "bad-duration",
    /// The due date lies before the hand-over.
    DueBeforeStart = "due-before-start",
    /// It would have been handed over after now.
    NotYetHandedOver = "not-yet-handed-over",
    /// It would have come back before it was handed over, or after now.
    NotBackThen = "not-back-then",
    /// Only `available` of `item` can be lent.
    NotAvailable = "not-available",
    /// `item` has no loan that is out.
    NotLent = "not-lent",
    /// `item` has several open loans: `candidates`.
    SeveralLoans = "several-loans",
    /// The time until which it would be kept is over already.
    DueInPast = "due-in-past",
    /// The person here asked for `item` already.
    AskedAlready = "asked-already",
    /// The request was taken back, or handed over.
    RequestEnded = "request-ended",
    /// The request is `who`'s.
    NotYourRequest = "not-your-request",
    /// `who` waits for `item`.
    SomebodyWaits = "somebody-waits",
    /// `item` is out of order since `since`: `note`, the repair of that number.
    OutOfOrder = "out-of-order",
    /// Nobody found `item` when they looked.
    ItemMissing = "item-missing",
    /// `item` is used up, not lent.
    UsedUp = "used-up",
    /// `item` is nothing that could be handed over.
    Immaterial = "immaterial",
    /// `who` has `held` things, and may have `most` at once.
    TooManyOut = "too-many-out",
    /// `item` is lent for `most` days at most.
    LentTooLong = "lent-too-long",
    /// A loan of `item` is extended `most` times at most.
    ExtendedTooOften = "extended-too-often",
    /// The loan is signed already, or nobody has anything to sign.
    SignedAlready = "signed-already",
    /// Only `held` of a deposit is held.
    NoDeposit = "no-deposit",
    /// `item` would contain itself.
    KitContainsItself = "kit-contains-itself",
    /// `item` has more parts than one can hand over.
    KitTooLarge = "kit-too-large",
    /// Nothing of `item` is under repair, or that repair has ended.
    NoRepair = "no-repair",
    /// `item` is not counted as something that is used up.
    NoStock = "no-stock",
    /// `what` cannot stand in the attribute or the field `field`.
    BadAttribute = "bad-attribute",
    /// `what` is no amount.
    BadAmount = "bad-amount",
    /// The wish has ended.
    WishEnded = "wish-ended",
    /// Whoever wants `what` was not trained for it; `who` can train them.
    Untrained = "untrained",
    /// Whoever wants `what` was not trained for it, and nobody here can.
    NobodyTrains = "nobody-trains",
    /// `what` names no skill, or says nothing of one.
    BadSkill = "bad-skill",
    /// `text` is nothing that may be said as `what`.
    BadSaying = "bad-saying",
    /// They hold no training for `what`.
    NotTrained = "not-trained",
    /// Only whoever it is about may do that.
    NotTheirs = "not-theirs",
    /// The file has no card that can be read, or more than `most`.
    BadContacts = "bad-contacts",
    /// Nothing is asked for under `what`.
    NotAsked = "not-asked",
    /// `what` is asked for more than once: `candidates`.
    SeveralRequests = "several-requests",
    /// Only `open` are still out.
    ReturnsTooMany = "returns-too-many",
    /// `item` is out, so it cannot go into the bin: `who` has it.
    ItemOut = "item-out",
    /// `what` is in the bin.
    InBin = "in-bin",
    /// `what` is not in the bin.
    NotInBin = "not-in-bin",
    /// `what` holds `items` items and `places` places, so it cannot go into the bin.
    PlaceInUse = "place-in-use",
    /// `what` cannot be inside itself.
    PlaceInItself = "place-in-itself",
    /// There is nothing that can be taken back.
    NothingToUndo = "nothing-to-undo",
    /// There is nothing that can be done again.
    NothingToRedo = "nothing-to-redo",
    /// `who` changed `what` since, so it is not taken back.
    ChangedSince = "changed-since",
    /// `what` is not as it was left, so it is not taken back.
    NotAsLeft = "not-as-left",
    /// `who` has `what`, so what was done to it is not taken back.
    OutSince = "out-since",
    /// Something is kept in `what`, so that it was added is not taken back.
    UsedSince = "used-since",
    /// `what` was not there yet.
    NotThereThen = "not-there-then",
    /// Nobody wrote `value` there, so it cannot be chosen.
    NoSuchChoice = "no-such-choice",
    /// `item` is booked by `who` from `from` on, before it would be due.
    BookedBeforeDue = "booked-before-due",
    /// `what` is not a time such as 2026-12-01 10:00.
    BadTime = "bad-time",
    /// `what` is not the name of a time zone.
    BadZone = "bad-zone",
    /// `what` is not a way to repeat a booking.
    BadRepeat = "bad-repeat",
    /// A booking ends before it starts.
    EndBeforeStart = "end-before-start",
    /// A booking is over already.
    BookingInPast = "booking-in-past",
    /// A booking is longer than `days` days, or repeats more than `times` times.
    BookingTooLong = "booking-too-long",
    /// `what` is booked by `who` until `until`; the next free time of that length starts at `next`.
    BookingTaken = "booking-taken",
    /// `who` has `what` on loan until `until`; the next free time of that length starts at `next`.
    BookingLent = "booking-lent",
    /// Only `capacity` of `what` may be booked at once.
    BookingTooMany = "booking-too-many",
    /// `what` is closed then, perhaps for a `reason`; the next time of that length that is free
    /// starts at `next`.
    BookingClosed = "booking-closed",
    /// `what` is not in use: its `status` says so.
    NotInUse = "not-in-use",
    /// `what` must be booked `length` `unit` before; the next free time starts at `next`.
    BookingTooSoon = "booking-too-soon",
    /// `what` can be booked until `until` by now.
    BookingTooFar = "booking-too-far",
    /// `what` is booked for `length` `unit` at least.
    BookingTooShort = "booking-too-short",
    /// `what` is booked for `length` `unit` at most.
    BookingOverLength = "booking-over-length",
    /// Between two bookings of `what` there must be `length` `unit`, and `who` has it close to that;
    /// the next free time starts at `next`.
    BookingTooClose = "booking-too-close",
    /// A member books `what` at most `length` `unit` in a `period`, and `used` of that is used.
    BookingOverQuota = "booking-over-quota",
    /// On `day`, as many as may (`length`) come already to fetch or bring back; the next free time
    /// starts at `next`.
    BookingCrowded = "booking-crowded",
    /// None of the times of the booking is under way.
    BookingNotNow = "booking-not-now",
    /// Whoever booked is there.
    BookingBegun = "booking-begun",
    /// Whoever booked may come until `until`.
    BookingInGrace = "booking-in-grace",
    /// `text` is not what `what` can be.
    BadDetail = "bad-detail",
    /// The booking has ended.
    BookingEnded = "booking-ended",
    /// Only whoever booked may do that: `who`.
    NotYourBooking = "not-your-booking",
    /// Only who answers for `what` may do that.
    NotAnswering = "not-answering",
    /// The booking is confirmed already.
    ConfirmedAlready = "confirmed-already",
    /// `who` has what is booked.
    BookingDisplaced = "booking-displaced",
    /// The booking is offered nothing.
    NothingOffered = "nothing-offered",
    /// `what` has several bookings: `candidates`.
    SeveralBookings = "several-bookings",
    /// `what` has no booking.
    NotBooked = "not-booked",
    /// Only its owner may do that: `owner`.
    NotYours = "not-yours",
    /// The owner of `item` lends it to others than `who`.
    NotForThem = "not-for-them",
    /// Nobody but `owner` lends `item`.
    OwnerAlone = "owner-alone",
    /// Only whoever works on a project changes it, and only its holders decide about it.
    NotYourProject = "not-your-project",
    /// The time to answer a call is over.
    CallClosed = "call-closed",
    /// The member here may not do that in this space.
    NotAllowed = "not-allowed",
    /// The member here, or this device, does not take part in the space any more.
    NotActive = "not-active",
    /// This device decided something that is missing here, or decided twice, as after a copied or
    /// restored disk: it cannot decide about members any more.
    DecisionsApart = "decisions-apart",
    /// What is asked is so already, or cannot be.
    NothingToChange = "nothing-to-change",
    /// The code is not one of ours, or was cut off.
    BadTicket = "bad-ticket",
    /// The code ended on `expires`.
    TicketExpired = "ticket-expired",
    /// The code was used as often as it may be.
    TicketUsedUp = "ticket-used-up",
    /// The space does not know this code, or it was withdrawn.
    TicketRefused = "ticket-refused",
    /// A member answered that the guest is not let in.
    JoinDeclined = "join-declined",
    /// Too many guests wait already.
    JoinCrowded = "join-crowded",
    /// A member is asked, and nobody has answered yet: `words`.
    JoinWaiting = "join-waiting",
    /// The guest `what` does not wait any more.
    GuestGone = "guest-gone",
    /// This version knows the rules up to `known` only.
    UnknownRules = "unknown-rules",
    /// The code is for a space that is already here: `space`.
    AlreadyJoined = "already-joined",
    /// Nobody who could answer the code is reachable.
    NobodyReachable = "nobody-reachable",
    /// The file is not a table: `detail`.
    NotATable = "not-a-table",
    /// The file tells no opening hours.
    NoHours = "no-hours",
    /// The file is not a calendar.
    NotACalendar = "not-a-calendar",
    /// It is not said what a calendar books.
    CalendarInto = "calendar-into",
    /// There is nothing that a label could be printed for.
    NothingToPrint = "nothing-to-print",
    /// At most `most` labels are printed at once.
    TooManyLabels = "too-many-labels",
    /// No sheet is called so, nor do labels lie like this on a page.
    BadLabelSheet = "bad-label-sheet",
    /// The sheet has labels 1 to `most`.
    BadLabelStart = "bad-label-start",
    /// A sheet is moved by at most `most` millimetres.
    BadLabelOffset = "bad-label-offset",
    /// The file has no column that names the items.
    NoNameColumn = "no-name-column",
    /// The file is larger than `most`.
    FileTooLarge = "file-too-large",
    /// The file cannot be read: `path`, `detail`.
    FileUnreadable = "file-unreadable",
    /// `what` is not a format that can be read or written.
    UnknownFormat = "unknown-format",
    /// `what` is not a field of an item.
    UnknownField = "unknown-field",
    /// Another program holds the data directory: `holder`.
    DirectoryLocked = "directory-locked",
    /// A file or folder of the data directory is damaged: `detail` is its path.
    DirectoryDamaged = "directory-damaged",
    /// A damaged store was rebuilt from `entries` entries; the old bytes are kept in `path`.
    StoreRebuilt = "store-rebuilt",
    /// `own` of this device's changes and `others` of other devices' were here and are missing.
    ChangesMissing = "changes-missing",
    /// The store of the space is of the kind `kind` already.
    SameStoreKind = "same-store-kind",
    /// The directory is a copy restored from a backup, and stays as it is.
    ReadOnlyCopy = "read-only-copy",
    /// The file `path` is not a backup, or not a whole one.
    NotABackup = "not-a-backup",
    /// The folder `path` is not empty.
    FolderNotEmpty = "folder-not-empty",
    /// A photo or attachment is larger than `most` megabytes.
    FileOverLimit = "file-over-limit",
    /// `path` is a folder.
    NotAFile = "not-a-file",
    /// The file `what` has nothing in it.
    EmptyFile = "empty-file",
    /// The file `what` is not a photo of a kind that is shown.
    NotAPhoto = "not-a-photo",
    /// The file `what` is not a picture of a kind that is read.
    NotAPicture = "not-a-picture",
    /// The picture `what` shows no code.
    NoCodeInPicture = "no-code-in-picture",
    /// The picture `what` shows a code of something else.
    OtherCodeInPicture = "other-code-in-picture",
    /// The photo `what` cannot be read.
    PhotoDamaged = "photo-damaged",
    /// The photo `what` has more than `most` million pixels.
    PhotoTooLarge = "photo-too-large",
    /// The item has `most` files, as many as it may.
    TooManyFiles = "too-many-files",
    /// The item has the file `what` already.
    SameFile = "same-file",
    /// The file `what` is not here yet; `member` added it, if that is known.
    FileNotHere = "file-not-here",
    /// Of the `asked` devices that were reached, none has the file `what`, which `member` added.
    NobodyHasFile = "nobody-has-file",
    /// Nobody is connected who could have the file `what`, which `member` added.
    NobodyConnected = "nobody-connected",
    /// The disk is full.
    DiskFull = "disk-full",
    /// The disk refused: `detail`.
    StorageFailed = "storage-failed",
    /// This version is too old to change the space.
    UpdateNeeded = "update-needed",
    /// The space is not a demo.
    NotADemo = "not-a-demo",
    /// A demo stays on this computer.
    DemoStaysHere = "demo-stays-here",
    /// The network cannot be used: `detail`.
    NetworkFailed = "network-failed",
    /// The page lost its link to the program.
    Disconnected = "disconnected",
    /// Something that should not happen did: `detail`.
    Internal = "internal",
}

impl fmt::Display for ErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A refusal or failure, without words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{code}{}", Arguments(args))]
pub struct ApiError {
    /// What went wrong.
    pub code: ErrorCode,
    /// The arguments of its message.
    #[serde(default)]
    pub args: BTreeMap<String, String>,
}

impl ApiError {
    /// Makes an error without arguments.
    pub const fn new(code: ErrorCode) -> Self {
        Self { code, args: BTreeMap::new() }
    }

    /// Adds an argument of the message.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl fmt::Display) -> Self {
        self.args.insert(name.to_owned(), value.to_string());
        self
    }
}

impl From<ErrorCode> for ApiError {
    fn from(code: ErrorCode) -> Self {
        Self::new(code)
    }
}

struct Arguments<'a>(&'a BTreeMap<String, String>);

impl fmt::Display for Arguments<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, value) in self.0 {
            write!(f, " {name}={value:?}")?;
        }
        Ok(())
    }
}
