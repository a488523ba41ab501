//! Who takes part, with which devices, and what is decided about it.

use etabli_model::{
    id::{DeviceId, EntryId, MemberId},
    time::Timestamp,
};
use serde::{Deserialize, Serialize};

use super::{SpaceView, SpanView};

/// How the person here takes part in a space, at this computer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// They do.
    #[default]
    Active,
    /// They were suspended.
    Suspended,
    /// They left.
    Left,
    /// They were excluded.
    Excluded,
    /// They do, but this device and another one took each other out.
    DeviceContested,
    /// They do, but this device was taken out.
    DeviceRevoked,
}

/// What somebody may do in a space.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SpaceRight {
    /// Record hand-overs and returns, and own items.
    Lend,
    /// Add and change the items of the space.
    EditCatalogue,
    /// Invite.
    Invite,
    /// Invite stewards, say who may do what, and make void things count.
    Govern,
}

/// What a member may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// An ordinary member.
    #[default]
    Member,
    /// A steward, who answers for the space.
    Steward,
}

/// A member of a space.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberView {
    /// Their id.
    pub id: MemberId,
    /// Their name; empty until it has arrived here.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// Whether they take part.
    pub standing: MemberStanding,
    /// Whether they sit at this computer.
    pub me: bool,
    /// Their devices, those taken out included.
    pub devices: Vec<MemberDevice>,
    /// How many loans they have out.
    pub loans_open: u32,
    /// Who admitted them; empty for the founder.
    pub admitted_by: String,
    /// The stewards who want them excluded.
    pub excluders: Vec<String>,
    /// What the member here may do about them.
    pub may: Vec<MemberDecision>,
    /// How they can be reached, as they wrote it.
    #[serde(default)]
    pub contact: ContactView,
}

/// How a member can be reached; what they did not write is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactView {
    /// An e-mail address.
    pub email: String,
    /// A telephone number.
    pub phone: String,
    /// Anything else.
    pub note: String,
}

/// Whether a member takes part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MemberStanding {
    /// They do.
    Active,
    /// A steward suspended them.
    Suspended,
    /// They left.
    Left,
    /// Two stewards excluded them.
    Excluded,
}

/// What can be decided about a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MemberDecision {
    /// Make them a steward.
    MakeSteward,
    /// Make them an ordinary member.
    MakeMember,
    /// Suspend them.
    Suspend,
    /// Let them take part again.
    Reinstate,
    /// Exclude them, or sign that another steward does.
    Exclude,
}

/// A device of a member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberDevice {
    /// The device.
    pub id: DeviceId,
    /// What its member calls it; empty if they did not name it.
    #[serde(default)]
    pub name: String,
    /// Whether it is this computer.
    pub here: bool,
    /// Whether it may act.
    pub standing: DeviceStanding,
    /// Whether the member here may take it out.
    #[serde(default)]
    pub can_revoke: bool,
    /// Whether the member here may let it take part again.
    #[serde(default)]
    pub can_reinstate: bool,
}

/// Whether a device may act for its member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeviceStanding {
    /// It may.
    Active,
    /// It and another one took each other out; a steward decides.
    Contested,
    /// It was taken out.
    Revoked,
}

/// An invitation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenInviteView {
    /// Its id.
    pub id: EntryId,
    /// Who made it.
    pub by: String,
    /// What the guest becomes.
    pub role: Role,
    /// How many guests it is for.
    pub uses: u32,
    /// How many came. More than `uses` when two members admitted without knowing of each other.
    pub used: u32,
    /// Until when.
    pub expires: Timestamp,
    /// Whether a member is asked each time.
    #[serde(default)]
    pub approve: Approve,
    /// Whether it can still be used.
    pub open: bool,
    /// Whether the member here may close it.
    #[serde(default)]
    pub can_close: bool,
}

/// Whether somebody is asked before a guest comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Approve {
    /// Whoever has the code comes in.
    #[default]
    Auto,
    /// A member is asked.
    Ask,
}

/// What a code is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CodePurpose {
    /// Whoever has it may become a member.
    #[default]
    Membership,
    /// The computer that has it becomes a further device of a member.
    Device,
    /// The computer that has it becomes the device of a member who lost theirs.
    Replacement,
}

/// Who stands at the door, or came in a moment ago.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuestView {
    /// The guest's device.
    pub device: DeviceId,
    /// What they call themselves; for a device, the name of its member.
    pub name: String,
    /// What they want.
    pub purpose: CodePurpose,
    /// The four words that the guest's screen must show, too; empty where they were shown to
    /// somebody else.
    pub words: String,
    /// The beginning of the device's id, in groups: what to compare where there are no words.
    pub number: String,
    /// When they asked.
    pub at: Timestamp,
    /// Whether they wait right now. Who does not can be let in all the same, and comes in the next
    /// time that they ask.
    pub connected: bool,
    /// How it stands.
    pub state: GuestState,
    /// The stewards who signed that a member gets this device.
    pub signed: Vec<String>,
    /// How many stewards must.
    pub needed: u32,
    /// Whether the person here may let them in, or sign.
    pub can_admit: bool,
}

/// How it stands with a guest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GuestState {
    /// Somebody must answer.
    Waiting,
    /// The person here signed; other stewards must, too.
    Signed,
    /// They came in without anybody being asked.
    Arrived,
}

/// How far this computer is with joining a space.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JoinView {
    /// The code.
    pub ticket: String,
    /// The space's name as the code has it.
    pub space_name: String,
    /// What the code is for.
    pub purpose: CodePurpose,
    /// The name that was given.
    pub member: String,
    /// The beginning of this computer's device id, in groups: what a steward to whom no words are
    /// shown can ask for.
    pub number: String,
    /// How far it is.
    pub state: JoinState,
    /// What the screen of whoever answers must show, too: four words for each device that asks
    /// its person, one of which is right; once joined, those of the one that answered.
    pub words: Vec<String>,
    /// The space, once it is here.
    pub space: Option<SpaceView>,
}

/// How far joining is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JoinState {
    /// A device that can answer is looked for.
    Looking,
    /// A person is asked.
    Waiting,
    /// The space is here.
    Joined,
}

/// Something void that a steward may make stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimView {
    /// Its entry.
    pub id: EntryId,
    /// When, by its author's clock.
    pub at: Timestamp,
    /// Whose it is.
    pub member: String,
    /// What it is: `hand_over`, `return`, `edit`, `admission` or `other`.
    pub kind: String,
    /// The thing or the person it is about; empty where there is none.
    pub about: String,
    /// The decision because of which it does not count.
    pub because: Option<DecisionView>,
}

/// A decision about somebody's part in the space.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionView {
    /// Its entry.
    pub id: EntryId,
    /// When, by its author's clock.
    pub at: Timestamp,
    /// Who decided.
    pub by: String,
    /// What: `leave`, `suspend`, `exclude`, `revoke_role`, `revoke_device` or `set_policy`.
    pub kind: String,
    /// About whom; empty where it is about nobody.
    pub about: String,
    /// How many entries do not count because of it.
    pub void: u32,
}

/// Who is here in the days to come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WeekView {
    /// The days, from today on.
    pub days: Vec<DayHere>,
}

/// Who is here on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayHere {
    /// When it begins.
    pub start: Timestamp,
    /// When it ends.
    pub end: Timestamp,
    /// Which day of the week it is, 1 for Monday.
    pub weekday: u8,
    /// Who, by name.
    pub people: Vec<PersonHere>,
}

/// Somebody who is here on a day, as far as they said so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonHere {
    /// Who.
    pub member: MemberId,
    /// Their name.
    pub name: String,
    /// Whether it is the person here.
    pub me: bool,
    /// Whether they say that they mostly have time on such days.
    pub usually: bool,
    /// The places that they booked.
    pub booked: Vec<PlaceHere>,
    /// The open places of which they have a key.
    pub keys: Vec<PlaceHere>,
}

/// A place, and when on that day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceHere {
    /// Its name.
    pub name: String,
    /// When.
    pub span: SpanView,
}
