//! The kinds of acts: facts that devices sign.
//!
//! A kind keeps its number and its fields for ever. What later versions add to a kind goes into
//! [`More`], which this version keeps as it is. Acts carry ids only, never names or contacts:
//! their bytes cannot be forgotten.

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_bytes::ByteBuf;

use crate::{
    body::{Act, ActClass},
    id::{EntryId, ItemId, LoanId, MemberId},
    time::Timestamp,
};

mod authority;
mod booking;
mod goods;
mod lending;
mod people;
mod project;

pub use self::authority::{
    AddDevice, Admit, Approval, Exclude, Forget, Found, GrantRole, Invite, Leave, OpenLog, Policy,
    Ratify, Rebind, Reinstate, RevokeDevice, RevokeInvite, RevokeRole, Role, Seen, SetFloor,
    SetPolicy, Suspend, proof_of_device, proof_of_invitation,
};
pub use self::booking::{
    BeginBooking, Book, CancelBooking, Claim, ConfirmBooking, LONGEST_OCCURRENCE, MOST_CLAIMS,
    MOST_OCCURRENCES, MOST_SEEN, MOST_TAKEN, Occurrence, ReleaseBooking, SeenBookings, SetCapacity,
    Wall, said_for, what_for,
};

pub use self::goods::{
    Acknowledge, BackWish, Condition, EndWish, MOST_CENTS, MOST_SAID, MOST_TAKEN_STOCK, MoneyFor,
    MoveStock, NoteCare, NoteCondition, NoteMoney, OpenRepair, RepairStage, StockWhy, TakeStock,
    TellRepair, Told, Unsay, WishFor, kit_of, part_of, short, telling, told_of,
};
pub use self::lending::{
    AnswerRequest, ExtendLoan, MarkLost, NameKeeper, RequestLoan, WithdrawRequest, answered,
    answering, as_keeper, keeping, kept_ready, ready,
};
pub use self::project::{
    ApplyToCall, BackProject, ChooseInCall, MOST_CHOSEN, Part, ProjectKind, StartProject, TakePart,
    TurnProject,
};

pub use self::people::{
    AnswerMentoring, AskMentoring, EndMentoring, EndTrainer, EndTraining, EndWelcome, GiveTraining,
    MOST_ENDED, MOST_MINUTES, NameTrainer, NoteSession, Scope, Welcome, is_untrained, untrained,
};

/// Fields added by later versions: (number, bytes), ascending by number.
pub type More = Vec<(u16, ByteBuf)>;

/// The number, among later fields, of the entry whose effect an act takes back: its 32 bytes.
pub const TAKES_BACK: u16 = 9;

/// Returns the later fields of an act that takes the effect of an entry back.
pub fn taking_back(entry: EntryId) -> More {
    vec![(TAKES_BACK, ByteBuf::from(entry.as_bytes().to_vec()))]
}

/// The number, among later fields, of what tells an event of a calendar that a booking was read
/// from: 16 bytes, a hash, since the names of events may hold addresses of people.
pub const CALENDAR_KEY: u16 = 10;

/// Returns the later fields of a booking that was read from a calendar.
pub fn from_calendar(key: [u8; 16]) -> More {
    vec![(CALENDAR_KEY, ByteBuf::from(key.to_vec()))]
}

/// Returns which event of a calendar a booking was read from, by its later fields.
pub fn calendar_key(more: &More) -> Option<[u8; 16]> {
    let (_, bytes) = more.iter().find(|(number, _)| *number == CALENDAR_KEY)?;
    bytes.as_slice().try_into().ok()
}

/// The number, among later fields, of what says that a booking was made against the rules all the
/// same, by whoever answers for what it takes.
pub const ALL_THE_SAME: u16 = 11;

/// Returns the later fields of a booking that was made against the rules all the same.
pub fn all_the_same() -> More {
    vec![(ALL_THE_SAME, ByteBuf::new())]
}

/// Returns whether a booking was made against the rules all the same, by its later fields.
pub fn is_all_the_same(more: &More) -> bool {
    more.iter().any(|(number, _)| *number == ALL_THE_SAME)
}

/// Returns the entry whose effect an act takes back, by its later fields.
pub fn taken_back(more: &More) -> Option<EntryId> {
    let (_, bytes) = more.iter().find(|(number, _)| *number == TAKES_BACK)?;
    Some(EntryId(bytes.as_slice().try_into().ok()?))
}

/// Records that things were handed to a member: a loan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOver {
    /// The item.
    pub item: ItemId,
    /// How many, from 1.
    pub units: u32,
    /// How many of the item there were, as far as the author knew.
    pub capacity: u32,
    /// Who took it.
    pub to: MemberId,
    /// When.
    pub since: Timestamp,
    /// Until when, if agreed: an instant, so that no replica needs a time zone to judge it.
    pub due: Option<Timestamp>,
    /// Later fields.
    pub more: More,
}

/// Records that things came back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Return {
    /// The item, so that the act names all it touches.
    pub item: ItemId,
    /// The loan.
    pub loan: LoanId,
    /// How many, from 1.
    pub units: u32,
    /// When.
    pub at: Timestamp,
    /// Later fields.
    pub more: More,
}

/// Makes [`Known`] with, for each kind, its number and class: what never changes.
macro_rules! kinds {
    ($($name:ident = $number:literal, $class:ident;)*) => {
        /// An act of a kind that this version knows.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum Known {
            $(#[doc = concat!("Kind ", stringify!($number), ".")] $name($name),)*
        }

        impl Known {
            /// Returns whom its kind concerns.
            pub const fn class(&self) -> ActClass {
                match self {
                    $(Self::$name(_) => ActClass::$class,)*
                }
            }

            /// Returns the act as it goes into a body.
            pub fn to_act(&self) -> Act {
                match self {
                    $(Self::$name(content) => act($number, ActClass::$class, content),)*
                }
            }
        }

        /// Reads an act.
        pub fn read(act: &Act) -> ReadAct {
            match act.kind {
                $($number => content(act, ActClass::$class, Known::$name),)*
                _ => ReadAct::Unknown,
            }
        }
    };
}

kinds! {
    Found = 1, Authority;
    Invite = 2, Authority;
    Admit = 3, Authority;
    RevokeInvite = 4, Authority;
    AddDevice = 5, Authority;
    RevokeDevice = 6, Authority;
    Rebind = 7, Authority;
    GrantRole = 8, Authority;
    RevokeRole = 9, Authority;
    SetPolicy = 10, Authority;
    SetFloor = 11, Authority;
    Leave = 12, Authority;
    Suspend = 13, Authority;
    Reinstate = 14, Authority;
    Exclude = 15, Authority;
    Ratify = 16, Authority;
    OpenLog = 17, Authority;
    Forget = 18, Authority;
    HandOver = 1000, Daily;
    Return = 1001, Daily;
    Book = 1002, Daily;
    ConfirmBooking = 1003, Daily;
    CancelBooking = 1004, Daily;
    SeenBookings = 1005, Daily;
    SetCapacity = 1006, Daily;
    RequestLoan = 1007, Daily;
    AnswerRequest = 1008, Daily;
    WithdrawRequest = 1009, Daily;
    ExtendLoan = 1010, Daily;
    MarkLost = 1011, Daily;
    NameKeeper = 1012, Daily;
    BeginBooking = 1030, Daily;
    ReleaseBooking = 1031, Daily;
    StartProject = 1080, Daily;
    TakePart = 1081, Daily;
    BackProject = 1082, Daily;
    ApplyToCall = 1083, Daily;
    ChooseInCall = 1084, Daily;
    TurnProject = 1085, Daily;
    GiveTraining = 1060, Daily;
    EndTraining = 1061, Daily;
    NameTrainer = 1062, Daily;
    EndTrainer = 1063, Daily;
    AskMentoring = 1064, Daily;
    AnswerMentoring = 1065, Daily;
    NoteSession = 1066, Daily;
    EndMentoring = 1067, Daily;
    Welcome = 1068, Daily;
    EndWelcome = 1069, Daily;
    NoteCondition = 1100, Daily;
    OpenRepair = 1101, Daily;
    TellRepair = 1102, Daily;
    NoteCare = 1103, Daily;
    MoveStock = 1104, Daily;
    TakeStock = 1105, Daily;
    Acknowledge = 1106, Daily;
    NoteMoney = 1107, Daily;
    WishFor = 1108, Daily;
    BackWish = 1109, Daily;
    EndWish = 1110, Daily;
    Unsay = 1111, Daily;
}

/// What the bytes of an act are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadAct {
    /// An act that this version knows.
    Known(Known),
    /// An act of a kind that it does not know: kept, passed on, shown as unknown.
    Unknown,
    /// Bytes that are not an act of the kind they claim: ignored by everyone.
    Malformed,
}

fn act(kind: u16, class: ActClass, content: &impl Serialize) -> Act {
    let bytes = ByteBuf::from(postcard::to_stdvec(content).unwrap_or_default());
    Act { kind, class, bytes }
}

fn content<T: Serialize + DeserializeOwned>(
    act: &Act,
    class: ActClass,
    known: impl Fn(T) -> Known,
) -> ReadAct {
    if act.class != class {
        return ReadAct::Malformed;
    }
    match postcard::from_bytes::<T>(&act.bytes).map(known) {
        Ok(known) if known.to_act() == *act => ReadAct::Known(known),
        Ok(_) | Err(_) => ReadAct::Malformed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::{DeviceId, EntryId, LocalId};

    fn hand_over() -> Known {
        Known::HandOver(HandOver {
            item: ItemId::common(LocalId([1; 16])),
            units: 1,
            capacity: 2,
            to: MemberId(EntryId([2; 32])),
            since: Timestamp(1_600_000_000_000),
            due: None,
            more: Vec::new(),
        })
    }

    #[test]
    fn golden_hand_over_keeps_its_bytes() {
        let act = hand_over().to_act();
        let mut golden = vec![0];
        golden.extend([1; 16]);
        golden.extend([1, 2]);
        golden.extend([2; 32]);
        // zig-zag of 1,600,000,000,000
        golden.extend([0x80, 0x80, 0xf4, 0xf6, 0x90, 0x5d]);
        golden.extend([0, 0]);
        assert_eq!((act.kind, act.bytes.as_slice()), (1000, golden.as_slice()));
        assert_eq!(read(&act), ReadAct::Known(hand_over()));
    }

    #[test]
    fn a_kind_of_a_newer_version_is_unknown() {
        let act = Act { kind: 2000, class: ActClass::Daily, bytes: ByteBuf::from(vec![1, 2]) };
        assert_eq!(read(&act), ReadAct::Unknown);
    }

    #[test]
    fn later_fields_are_kept() {
        let Known::HandOver(mut content) = hand_over() else { panic!("a hand-over") };
        content.more.push((7, ByteBuf::from(vec![1])));
        let act = Known::HandOver(content.clone()).to_act();
        assert_eq!(read(&act), ReadAct::Known(Known::HandOver(content)));
    }

    #[test]
    fn a_wrong_class_or_torn_bytes_are_malformed() {
        let act = hand_over().to_act();
        assert_eq!(read(&Act { class: ActClass::Authority, ..act.clone() }), ReadAct::Malformed);
        let torn = ByteBuf::from(act.bytes[..act.bytes.len() - 1].to_vec());
        assert_eq!(read(&Act { bytes: torn, ..act }), ReadAct::Malformed);
    }

    #[test]
    fn golden_withdrawals_and_grants_keep_their_bytes() {
        let member = MemberId(EntryId([2; 32]));
        let (device, entry, more) = (DeviceId([3; 32]), EntryId([4; 32]), Vec::new);
        let seen = vec![(device, 1, 300)];
        let proof = || ByteBuf::from(vec![6; 64]);
        let acts = [
            Known::RevokeInvite(RevokeInvite { invite: entry, more: more() }),
            Known::AddDevice(AddDevice { device, nonce: [5; 32], proof: proof(), more: more() }),
            Known::RevokeDevice(RevokeDevice { device, seen: seen.clone(), more: more() }),
            Known::Rebind(Rebind { member, device, nonce: [5; 32], proof: proof(), more: more() }),
            Known::GrantRole(GrantRole { member, more: more() }),
            Known::RevokeRole(RevokeRole { member, seen: seen.clone(), more: more() }),
            Known::SetPolicy(SetPolicy { policy: 2, who: Role::Steward, more: more() }),
            Known::SetFloor(SetFloor { rules: 300, more: more() }),
            Known::Leave(Leave { seen: seen.clone(), more: more() }),
            Known::Suspend(Suspend { member, seen: seen.clone(), more: more() }),
            Known::Reinstate(Reinstate {
                member,
                device: Some(device),
                lifts: vec![entry],
                more: more(),
            }),
            Known::Exclude(Exclude { member, seen, more: more() }),
            Known::Ratify(Ratify { entry, more: more() }),
            Known::OpenLog(OpenLog { log: 2, previous: 1, height: 300, head: entry, more: more() }),
        ];
        let mut golden = String::new();
        for known in acts {
            let act = known.to_act();
            assert_eq!(read(&act), ReadAct::Known(known));
            let bytes = data_encoding::HEXLOWER.encode(&act.bytes);
            golden.push_str(&format!("{} {bytes}\n", act.kind));
        }
        expect_test::expect![[r#"
            4 040404040404040404040404040404040404040404040404040404040404040400
            5 03030303030303030303030303030303030303030303030303030303030303030505050505050505050505050505050505050505050505050505050505050505400606060606060606060606060606060606060606060606060606060606060606060606060606060606060606060606060606060606060606060606060606060600
            6 030303030303030303030303030303030303030303030303030303030303030301030303030303030303030303030303030303030303030303030303030303030301ac0200
            7 020202020202020202020202020202020202020202020202020202020202020203030303030303030303030303030303030303030303030303030303030303030505050505050505050505050505050505050505050505050505050505050505400606060606060606060606060606060606060606060606060606060606060606060606060606060606060606060606060606060606060606060606060606060600
            8 020202020202020202020202020202020202020202020202020202020202020200
            9 020202020202020202020202020202020202020202020202020202020202020201030303030303030303030303030303030303030303030303030303030303030301ac0200
            10 020100
            11 ac0200
            12 01030303030303030303030303030303030303030303030303030303030303030301ac0200
            13 020202020202020202020202020202020202020202020202020202020202020201030303030303030303030303030303030303030303030303030303030303030301ac0200
            14 020202020202020202020202020202020202020202020202020202020202020201030303030303030303030303030303030303030303030303030303030303030301040404040404040404040404040404040404040404040404040404040404040400
            15 020202020202020202020202020202020202020202020202020202020202020201030303030303030303030303030303030303030303030303030303030303030301ac0200
            16 040404040404040404040404040404040404040404040404040404040404040400
            17 0201ac02040404040404040404040404040404040404040404040404040404040404040400
        "#]].assert_eq(&golden);
    }
}
