//! The commands. `space` names the space by id, by name or by the beginning of either; `None`
//! means the only one, or the one used last.

use std::collections::BTreeMap;

use etabli_model::id::{FileHash, ItemId, LoanId, MemberId, PlaceId};
use serde::{Deserialize, Serialize};

use crate::{
    Command,
    view::{
        ActivityPage, ActivityPart, Approve, BackupView, BinnedView, BookingView, CapacityView,
        ClaimView, CompactReport, ConvertReport, DecisionView, DiagnosticsView, ExportFile,
        FileContent, FileKind, FileView, FreeView, GuestView, ImportReport, InviteView, ItemPage,
        ItemView, JoinView, LoanView, MemberView, OpenInviteView, PeerReport, PlaceView,
        ReminderView, Role, SearchHit, SpaceView, StatusView, TableView, TicketView, UndoStateView,
        UndoneView, VerifyReport,
    },
};

macro_rules! commands {
    ($( $(#[$doc:meta])* $name:ident ($wire:literal $(, $space:ident)?) -> $reply:ty {
        $( $(#[$field_doc:meta])* $field:ident : $type:ty ),* $(,)?
    } )*) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
            pub struct $name {
                $(
                    /// Which space.
                    #[serde(default)]
                    pub $space: Option<String>,
                )?
                $( $(#[$field_doc])* pub $field: $type, )*
            }

            impl Command for $name {
                const NAME: &'static str = $wire;
                type Reply = $reply;
            }
        )*

        /// The names of all commands, in the order of this file.
        pub const COMMANDS: &[&str] = &[ $( $wire ),* ];
    };
}

pub(crate) use commands;

commands! {
    /// Creates a space with its first member, who becomes its first steward.
    CreateSpace("create_space") -> SpaceView {
        /// What the group calls its space.
        name: String,
        /// The name of the person here.
        member: String,
    }
    /// Lists the spaces on this computer, the one used last first.
    ListSpaces("list_spaces") -> Vec<SpaceView> {}
    /// Shows one space.
    ShowSpace("show_space", space) -> SpaceView {}
    /// Creates a filled space to look around in; it is never announced to anyone.
    CreateDemo("create_demo") -> SpaceView {
        /// The language of its content: `fr` or `en`.
        language: String,
    }
    /// Deletes the demo space from this computer.
    RemoveDemo("remove_demo") -> () {
        /// Which space; one that is not a demo is refused.
        #[serde(default)]
        space: Option<String>,
    }
    /// Makes an invitation and the code that carries it.
    CreateInvite("create_invite", space) -> InviteView {
        /// How many people may use it, from 1 to 1000.
        uses: u32,
        /// How long it is good, like `7d` or `12h`, at most `365d`.
        expires: String,
        /// What the guest becomes; unsaid, an ordinary member.
        #[serde(default)]
        role: Option<Role>,
        /// Whether a member is asked first; unsaid, whoever has the code comes in.
        #[serde(default)]
        approve: Option<Approve>,
    }
    /// Makes a code for one new device: a further one of the person here, good for some minutes, or
    /// the one of a member who lost theirs, good for some days.
    CreatePairing("create_pairing", space) -> InviteView {
        /// The member who lost their device; unsaid, the person here.
        #[serde(default)]
        member: Option<String>,
    }
    /// Lists who stands at the door: those whom somebody must answer first.
    ListGuests("list_guests", space) -> Vec<GuestView> {}
    /// Lets a guest in: a person, or a device.
    AdmitGuest("admit_guest", space) -> Vec<GuestView> {
        /// The guest, by name or by device, or the beginning of either.
        guest: String,
    }
    /// Sends a guest away; the same device is not asked about again.
    RefuseGuest("refuse_guest", space) -> Vec<GuestView> {
        /// The guest, by name or by device, or the beginning of either.
        guest: String,
    }
    /// Lists the invitations of a space, newest first.
    ListInvites("list_invites", space) -> Vec<OpenInviteView> {}
    /// Closes an invitation before its time.
    RevokeInvite("revoke_invite", space) -> Vec<OpenInviteView> {
        /// The invitation, or the beginning of its id.
        invite: String,
    }
    /// Reads a code without using it.
    ReadTicket("read_ticket") -> TicketView {
        /// The code, as pasted.
        ticket: String,
    }
    /// Joins a space with a code, and waits until it is there.
    JoinSpace("join_space") -> SpaceView {
        /// The code, as pasted.
        ticket: String,
        /// The name of the person here.
        member: String,
        /// How long to wait for an answer, in seconds.
        timeout: u32,
    }
    /// Begins to join with a code, or goes on: returns as soon as something is otherwise than the
    /// caller knows. The program goes on meanwhile, and after it was started anew.
    AskToJoin("ask_to_join") -> JoinView {
        /// The code, as pasted.
        ticket: String,
        /// The name of the person here; not needed where the code is for a device.
        #[serde(default)]
        member: String,
        /// The words that the caller knows of.
        #[serde(default)]
        known: Vec<String>,
        /// How long to wait for an answer, in seconds.
        timeout: u32,
    }
    /// Lists what this computer waits to be let in to.
    ListJoins("list_joins") -> Vec<JoinView> {}
    /// Gives up waiting to be let in.
    CancelJoin("cancel_join") -> Vec<JoinView> {
        /// The code.
        ticket: String,
    }
    /// Lists the members of a space, by name.
    ListMembers("list_members", space) -> Vec<MemberView> {}
    /// Reads a file of items without taking anything in: what its columns hold and become.
    ReadTable("read_table") -> TableView {
        /// The file's bytes, in base64.
        content: String,
        /// `auto`, `snipe-it`, `homebox` or `csv`.
        format: String,
        /// Column name to field name, as for an import.
        #[serde(default)]
        map: BTreeMap<String, String>,
    }
    /// Makes a member a steward, or a steward an ordinary member.
    SetRole("set_role", space) -> MemberView {
        /// The member, by name or id.
        member: String,
        /// What they become.
        role: Role,
    }
    /// Suspends a member until a steward decides otherwise.
    SuspendMember("suspend_member", space) -> MemberView {
        /// The member, by name or id.
        member: String,
    }
    /// Lets a member take part again who was suspended or left.
    ReinstateMember("reinstate_member", space) -> MemberView {
        /// The member, by name or id; may be empty where a device is named.
        member: String,
        /// Only this device, or the beginning of its id: one that another took out while it took
        /// out the other.
        #[serde(default)]
        device: Option<String>,
    }
    /// Signs that a member is excluded: the first steward's word suspends, the second's excludes.
    ExcludeMember("exclude_member", space) -> MemberView {
        /// The member, by name or id.
        member: String,
    }
    /// Writes how the member here can be reached; what is absent stays as it is.
    SetContact("set_contact", space) -> MemberView {
        /// An e-mail address; empty takes it away.
        #[serde(default)]
        email: Option<String>,
        /// A telephone number.
        #[serde(default)]
        phone: Option<String>,
        /// Anything else.
        #[serde(default)]
        note: Option<String>,
    }
    /// Has everything forgotten, by everybody, that the member here ever wrote of how to reach them.
    ForgetContact("forget_contact", space) -> MemberView {}
    /// Leaves a space; what is here stays readable.
    LeaveSpace("leave_space", space) -> MemberView {}
    /// Takes a device out, one's own or, as a steward, anybody's.
    RevokeDevice("revoke_device", space) -> MemberView {
        /// The device, or the beginning of its id.
        device: String,
    }
    /// Says who may do something.
    SetPolicy("set_policy", space) -> SpaceView {
        /// `admit` or `edit-catalogue`.
        policy: String,
        /// The least role.
        who: Role,
    }
    /// Raises the rules that the space follows; versions that do not know them must be updated.
    SetRules("set_rules", space) -> StatusView {
        /// The rules from now on.
        rules: u32,
    }
    /// Lists what is void because of somebody's withdrawal and may be made to stand.
    ListClaims("list_claims", space) -> Vec<ClaimView> {}
    /// Makes something void stand.
    RatifyEntry("ratify_entry", space) -> Vec<ClaimView> {
        /// The entry, or the beginning of its id.
        entry: String,
    }
    /// Lists who was taken out of what, by whom, and what changed because of it, newest first.
    ListDecisions("list_decisions", space) -> Vec<DecisionView> {}
    /// Reads a file of items and adds or updates them, as one step.
    ImportItems("import_items", space) -> ImportReport {
        /// The file's name, which helps to guess its format.
        file_name: String,
        /// The file's bytes, in base64.
        content: String,
        /// `auto`, `snipe-it`, `homebox` or `csv`.
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
    /// Puts an item into the bin; one that is out is refused. Nothing of it is deleted.
    RemoveItem("remove_item", space) -> ItemView {
        /// Which item: id, tag, name or the beginning of an id.
        item: String,
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
        /// Which item: id, tag, name or the beginning of an id.
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
        /// Which item: id, tag, name or the beginning of an id.
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
        /// Which item: id, tag, name or the beginning of an id.
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
    /// Lists places, each after the one it is in.
    ListPlaces("list_places", space) -> Vec<PlaceView> {}
    /// Records that an item was handed to a member.
    LendItem("lend_item", space) -> LoanView {
        /// Which item: id, tag, name or the beginning of an id.
        item: String,
        /// Who takes it: id or name.
        to: String,
        /// Until when: a date, `today`, `tomorrow` or `+7d`; the end of that day here. In 7 days when unsaid.
        #[serde(default)]
        due: Option<String>,
        /// How many; 1 when unsaid.
        #[serde(default)]
        quantity: Option<u32>,
        /// When it was handed over, if not now.
        #[serde(default)]
        since: Option<String>,
        /// Whether to hand over what somebody else has booked before it is due.
        #[serde(default)]
        despite_bookings: bool,
    }
    /// Records that a loan came back.
    ReturnItem("return_item", space) -> LoanView {
        /// The loan's id, or the item's id, tag or name when it has one open loan.
        loan: String,
        /// How many came back; all when unsaid.
        #[serde(default)]
        quantity: Option<u32>,
    }
    /// Lists loans, those due first at the top.
    ListLoans("list_loans", space) -> Vec<LoanView> {
        /// Only loans that are out.
        #[serde(default)]
        open: bool,
        /// Only loans past their due date.
        #[serde(default)]
        overdue: bool,
        /// Only loans of this member: id or name.
        #[serde(default)]
        of: Option<String>,
    }
    /// Lists what the person here should bring back within a day, or should have.
    ListReminders("list_reminders", space) -> Vec<ReminderView> {}
    /// Books an item or a place, once or several times.
    Book("book", space) -> BookingView {
        /// What: id, tag, name or the beginning of an id.
        resource: String,
        /// From when: `2026-12-01 10:00`, `tomorrow 10:00`, `+7d 10:00`, or a day, from its
        /// beginning; an instant with a zone, as it is.
        from: String,
        /// Until when, as `from`; `12:00` on the day it starts, or a duration like `2h`. A day: to
        /// its end.
        to: String,
        /// The zone of these times; this computer's when unsaid.
        #[serde(default)]
        zone: Option<String>,
        /// How it repeats: `FREQ=WEEKLY;COUNT=10`, or `DAILY`, with `INTERVAL`, `COUNT` or `UNTIL`.
        #[serde(default)]
        repeat: Option<String>,
        /// How many; unsaid, one of an item, or a place as a whole.
        #[serde(default)]
        quantity: Option<u32>,
    }
    /// Lists bookings that go on and are not over, those that start first at the top.
    ListBookings("list_bookings", space) -> Vec<BookingView> {
        /// Only of this item or place.
        #[serde(default)]
        resource: Option<String>,
        /// Only of this member: id or name.
        #[serde(default)]
        of: Option<String>,
        /// Also those that are over or were cancelled.
        #[serde(default)]
        all: bool,
    }
    /// Shows a booking.
    ShowBooking("show_booking", space) -> BookingView {
        /// The booking's id or the beginning of it, or what is booked, when it has one booking.
        booking: String,
    }
    /// Confirms a booking of what the person here answers for.
    ConfirmBooking("confirm_booking", space) -> BookingView {
        /// The booking, as in `show_booking`.
        booking: String,
    }
    /// Ends a booking: one's own, or one of what the person here answers for.
    CancelBooking("cancel_booking", space) -> BookingView {
        /// The booking, as in `show_booking`.
        booking: String,
    }
    /// Ends a booking and makes another one, for another time, which is confirmed anew.
    MoveBooking("move_booking", space) -> BookingView {
        /// The booking, as in `show_booking`.
        booking: String,
        /// From when, as in `book`.
        from: String,
        /// Until when, as in `book`; as long as it was, when unsaid.
        #[serde(default)]
        to: Option<String>,
        /// The zone of these times; that of the booking when unsaid.
        #[serde(default)]
        zone: Option<String>,
    }
    /// Takes what a displaced booking is offered.
    AcceptOffer("accept_offer", space) -> BookingView {
        /// The booking, as in `show_booking`.
        booking: String,
    }
    /// Says how many of an item or place may be booked at once.
    SetCapacity("set_capacity", space) -> CapacityView {
        /// What: id, tag, name or the beginning of an id.
        resource: String,
        /// How many; 0 when it cannot be booked.
        units: u32,
    }
    /// Tells when an item or place is free, and how many of it.
    ListFree("list_free", space) -> Vec<FreeView> {
        /// What: id, tag, name or the beginning of an id.
        resource: String,
        /// From when, as in `book`.
        from: String,
        /// Until when, as in `book`.
        to: String,
        /// The zone of these times; this computer's when unsaid.
        #[serde(default)]
        zone: Option<String>,
    }
    /// Finds places, items and members, the best first, at most 20.
    Search("search", space) -> Vec<SearchHit> {
        /// What to look for.
        words: String,
    }
    /// Exchanges with every device that can be reached, now.
    SyncNow("sync_now") -> Vec<PeerReport> {
        /// Which space; all when unsaid.
        #[serde(default)]
        space: Option<String>,
        /// Only with this device.
        #[serde(default)]
        with: Option<String>,
        /// How long to try, in seconds.
        timeout: u32,
    }
    /// Tells how a space stands: members, devices, what is only here.
    Status("status", space) -> StatusView {}
    /// Checks every signature, hash, chain and file of a space.
    Verify("verify", space) -> VerifyReport {}
    /// Tells what helps whoever is asked for help: the version, the system, how the spaces stand and
    /// what was logged last; no names, no things, no addresses.
    ReadDiagnostics("read_diagnostics") -> DiagnosticsView {}
    /// Copies everything of a space into a store of another kind, compares, and uses that one.
    ConvertStore("convert_store", space) -> ConvertReport {
        /// `sled` or `redb`.
        to: String,
    }
    /// Writes the store of a space anew, without what was removed from it since, compares, and uses
    /// that one.
    CompactStore("compact_store", space) -> CompactReport {}
    /// Writes all entries of a space to a file of their own.
    CreateBackup("create_backup", space) -> BackupView {
        /// The file to write; a dated one in the folder of backups when unsaid.
        #[serde(default)]
        to: Option<String>,
    }
    /// Lists the backups in the folder of backups, the newest first.
    ListBackups("list_backups") -> Vec<BackupView> {}
    /// Names the folder that the daily backups go to, or returns to the one beside the spaces.
    SetBackupFolder("set_backup_folder") -> String {
        /// The folder; the one in the data directory when unsaid.
        #[serde(default)]
        folder: Option<String>,
    }
    /// Opens a backup as a copy: a new data directory to read and search, without a device's key.
    RestoreBackup("restore_backup") -> BackupView {
        /// The backup.
        file: String,
        /// The directory to make; it must be empty or not be there.
        to: String,
    }
    /// Writes a space out in a form that other programs read.
    Export("export", space) -> ExportFile {
        /// `json`, or `automerge` for the documents as they are, in base64, and what is read in
        /// them.
        format: String,
        /// `items`, `loans`, `bookings`, `members`, `places` or `all`.
        what: String,
    }
}

/// How a front end names an item it got from a view.
impl From<ItemId> for ShowItem {
    fn from(item: ItemId) -> Self {
        Self { space: None, item: item.to_string() }
    }
}

/// How a front end returns a loan it got from a view.
impl From<LoanId> for ReturnItem {
    fn from(loan: LoanId) -> Self {
        Self { space: None, loan: loan.to_string(), quantity: None }
    }
}

/// How a front end lists the loans of a member it got from a view.
impl From<MemberId> for ListLoans {
    fn from(member: MemberId) -> Self {
        Self { space: None, open: true, overdue: false, of: Some(member.to_string()) }
    }
}
