//! The commands. `space` names the space by id, by name or by the beginning of either; `None`
//! means the only one, or the one used last.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    Command,
    view::{
        Approve, BackupView, ClaimView, CompactReport, ConvertReport, DecisionView,
        DiagnosticsView, ExportFile, FiguresView, GuestView, InviteView, JoinView, MemberView,
        OpenInviteView, PeerReport, PictureView, Role, SearchHit, SpaceView, StatusView, TableView,
        TicketView, VerifyReport,
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

        /// The names of the commands of this file, in their order.
        pub(crate) const NAMES: &[&str] = &[ $( $wire ),* ];
    };
}

pub(crate) use commands;

mod goods;
mod inventory;
mod lending;
mod matching;
mod people;
mod project;

pub use goods::*;
pub use inventory::*;
pub use lending::*;
pub use matching::*;
pub use people::*;
pub use project::*;

/// Returns the names of all commands that every front end may send.
pub fn names() -> impl Iterator<Item = &'static str> + Clone {
    let own = [NAMES, inventory::NAMES, lending::NAMES, goods::NAMES];
    own.into_iter().chain([project::NAMES, matching::NAMES, people::NAMES]).flatten().copied()
}

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
    /// Reads the code that a picture shows, without using it: a photo of a screen, a screenshot.
    ReadPicture("read_picture") -> PictureView {
        /// What the file is called.
        name: String,
        /// The file's bytes, in base64.
        content: String,
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
        /// `auto`, `snipe-it`, `homebox`, `shelf`, `fab-manager`, `commonsbooking`, `places` or
        /// `csv`.
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
    /// Says what a device of the person here is called.
    RenameDevice("rename_device", space) -> MemberView {
        /// The device, by its name or the beginning of its id; this one when unsaid.
        #[serde(default)]
        device: Option<String>,
        /// Its name; empty takes it away.
        name: String,
    }
    /// Says what the person here is called in a space.
    RenameMember("rename_member", space) -> MemberView {
        /// Their name.
        name: String,
    }
    /// Says what a space is called.
    RenameSpace("rename_space", space) -> SpaceView {
        /// Its name.
        name: String,
    }
    /// Tells what the system calls this computer, to be offered as its name; empty if nothing.
    ReadHostName("read_host_name") -> String {}
    /// Says who may do something.
    SetPolicy("set_policy", space) -> SpaceView {
        /// `admit` or `edit-catalogue`.
        policy: String,
        /// The least role.
        who: Role,
    }
    /// Says what the space calls something in a language; without words, the usual ones hold again.
    SetWord("set_word", space) -> SpaceView {
        /// What: `item`, `place`, `member`, `steward` or `loan`.
        term: String,
        /// `fr` or `en`.
        language: String,
        /// One of them.
        #[serde(default)]
        one: String,
        /// Several of them; as one of them when unsaid.
        #[serde(default)]
        many: String,
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
    /// Tells which folder the daily backups go to.
    ReadBackupFolder("read_backup_folder") -> String {}
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
        /// `json`; `csv` for one table; `valueflows`, `commons-api` or `spaceapi` for networks of
        /// commons; `automerge` for the documents as they are, in base64, and what is read in them.
        format: String,
        /// `items`, `loans`, `bookings`, `requests`, `members`, `places` or, but for `csv`, `all`.
        what: String,
        /// The website of the space, for what is published.
        #[serde(default)]
        url: Option<String>,
        /// Its latitude and longitude in degrees, `48.85, 2.35`, for what is published.
        #[serde(default)]
        at: Option<String>,
    }
    /// Counts what came of a space.
    ListFigures("list_figures", space) -> FiguresView {
        /// Over how many months; unsaid, since it began.
        #[serde(default)]
        months: Option<u32>,
    }
}
