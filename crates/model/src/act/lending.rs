//! The acts of lending beside handing over and giving back: asking, answering, keeping something
//! longer, losing and finding it, and who does so for whoever answers for it.

use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;

use super::More;
use crate::{
    id::{EntryId, ItemId, KeepingId, LoanId, MemberId, RequestId},
    time::Timestamp,
};

/// The number, among a hand-over's later fields, of the request that it answers: the 32 bytes of
/// its entry, then its index, little-endian.
const ANSWERS: u16 = 10;

/// Returns the later field of a hand-over that answers a request.
pub fn answering(request: RequestId) -> (u16, ByteBuf) {
    let mut bytes = request.entry.as_bytes().to_vec();
    bytes.extend(request.index.to_le_bytes());
    (ANSWERS, ByteBuf::from(bytes))
}

/// Returns the request that a hand-over answers, by its later fields.
pub fn answered(more: &More) -> Option<RequestId> {
    let (_, bytes) = more.iter().find(|(number, _)| *number == ANSWERS)?;
    let (entry, index) = bytes.split_at_checked(32)?;
    let entry = EntryId(entry.try_into().ok()?);
    Some(RequestId { entry, index: u16::from_le_bytes(index.try_into().ok()?) })
}

/// The number, among later fields, of what named the author keeper of the item, as whom they act: the
/// 32 bytes of its entry, then its index, little-endian.
const AS_KEEPER: u16 = 14;

/// Returns the later field of what somebody does as the keeper of an item.
pub fn as_keeper(keeping: KeepingId) -> (u16, ByteBuf) {
    let mut bytes = keeping.entry.as_bytes().to_vec();
    bytes.extend(keeping.index.to_le_bytes());
    (AS_KEEPER, ByteBuf::from(bytes))
}

/// Returns what named the author keeper, where they act as one, by the later fields of what they do.
pub fn keeping(more: &More) -> Option<KeepingId> {
    let (_, bytes) = more.iter().find(|(number, _)| *number == AS_KEEPER)?;
    let (entry, index) = bytes.split_at_checked(32)?;
    let entry = EntryId(entry.try_into().ok()?);
    Some(KeepingId { entry, index: u16::from_le_bytes(index.try_into().ok()?) })
}

/// The number, among the later fields of an answer, of until when what is granted is kept ready:
/// eight bytes, little-endian.
const READY: u16 = 15;

/// Returns the later field of an answer that says until when what is granted is kept ready.
pub fn kept_ready(until: Timestamp) -> (u16, ByteBuf) {
    (READY, ByteBuf::from(until.0.to_le_bytes()))
}

/// Returns until when what an answer grants is kept ready, by its later fields.
pub fn ready(more: &More) -> Option<Timestamp> {
    let (_, bytes) = more.iter().find(|(number, _)| *number == READY)?;
    Some(Timestamp(i64::from_le_bytes(bytes.as_slice().try_into().ok()?)))
}

/// Says who keeps an item, as one who answers for it: the keeper lends it and answers requests for it
/// as they may, until another one is named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NameKeeper {
    /// The item.
    pub item: ItemId,
    /// Who; nobody any more, if none.
    pub keeper: Option<MemberId>,
    /// When.
    pub at: Timestamp,
    /// Later fields.
    pub more: More,
}

/// Asks for things, for oneself: who asks first comes first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestLoan {
    /// The item.
    pub item: ItemId,
    /// How many, from 1.
    pub units: u32,
    /// When.
    pub at: Timestamp,
    /// Until when it would be kept, if said.
    pub due: Option<Timestamp>,
    /// Later fields.
    pub more: More,
}

/// Answers a request, as one who answers for the item. The last answer holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerRequest {
    /// The item, so that the act names all it touches.
    pub item: ItemId,
    /// The request.
    pub request: RequestId,
    /// Whether it is granted.
    pub granted: bool,
    /// Later fields.
    pub more: More,
}

/// Takes one's own request back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WithdrawRequest {
    /// The item.
    pub item: ItemId,
    /// The request.
    pub request: RequestId,
    /// Later fields.
    pub more: More,
}

/// Agrees on another time until which a loan is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExtendLoan {
    /// The item.
    pub item: ItemId,
    /// The loan.
    pub loan: LoanId,
    /// Until when; unsaid, with no end.
    pub due: Option<Timestamp>,
    /// Later fields.
    pub more: More,
}

/// Says that what is out of a loan is lost, or was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarkLost {
    /// The item.
    pub item: ItemId,
    /// The loan.
    pub loan: LoanId,
    /// Whether it is lost.
    pub lost: bool,
    /// When that was noticed.
    pub at: Timestamp,
    /// Later fields.
    pub more: More,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        act::{Known, ReadAct, read},
        id::LocalId,
    };

    #[test]
    fn a_hand_over_names_the_request_it_answers() {
        let request = RequestId { entry: EntryId([7; 32]), index: 258 };
        assert_eq!(answered(&vec![answering(request)]), Some(request));
        assert_eq!(answered(&vec![(ANSWERS, ByteBuf::from(vec![1; 33]))]), None);
        assert_eq!(answered(&Vec::new()), None);
    }

    #[test]
    fn what_is_done_as_a_keeper_says_what_named_them() {
        let named = KeepingId { entry: EntryId([7; 32]), index: 258 };
        assert_eq!(keeping(&vec![as_keeper(named)]), Some(named));
        assert_eq!(keeping(&vec![(AS_KEEPER, ByteBuf::from(vec![1; 33]))]), None);
        assert_eq!(keeping(&Vec::new()), None);
        let item = ItemId::common(LocalId([1; 16]));
        let keeper = Some(MemberId(EntryId([2; 32])));
        let more = vec![as_keeper(named)];
        let act = Known::NameKeeper(NameKeeper { item, keeper, at: Timestamp(64), more });
        assert_eq!(read(&act.to_act()), ReadAct::Known(act.clone()));
        expect_test::expect!["1012 00010101010101010101010101010101010102020202020202020202020202020202020202020202020202020202020202028001010e2207070707070707070707070707070707070707070707070707070707070707070201"]
            .assert_eq(&format!(
                "{} {}",
                act.to_act().kind,
                data_encoding::HEXLOWER.encode(&act.to_act().bytes)
            ));
    }

    #[test]
    fn an_answer_says_until_when_a_thing_is_kept_ready() {
        let until = Timestamp(1_800_000_000_000);
        assert_eq!(ready(&vec![kept_ready(until)]), Some(until));
        assert_eq!(ready(&vec![(READY, ByteBuf::from(vec![1; 9]))]), None);
        assert_eq!(ready(&Vec::new()), None);
        let item = ItemId::common(LocalId([1; 16]));
        let request = RequestId { entry: EntryId([4; 32]), index: 0 };
        let more = vec![kept_ready(until)];
        let act = Known::AnswerRequest(AnswerRequest { item, request, granted: true, more });
        assert_eq!(read(&act.to_act()), ReadAct::Known(act.clone()));
        expect_test::expect!["000101010101010101010101010101010104040404040404040404040404040404040404040404040404040404040404040001010f0800505c18a3010000"].assert_eq(&data_encoding::HEXLOWER.encode(&act.to_act().bytes));
    }

    #[test]
    fn golden_acts_of_lending_keep_their_bytes() {
        let item = ItemId::common(LocalId([1; 16]));
        let entry = EntryId([4; 32]);
        let (loan, request) = (LoanId { entry, index: 0 }, RequestId { entry, index: 300 });
        let (at, due, more) = (Timestamp(64), Some(Timestamp(128)), Vec::new);
        let acts = [
            Known::RequestLoan(RequestLoan { item, units: 2, at, due, more: more() }),
            Known::AnswerRequest(AnswerRequest { item, request, granted: true, more: more() }),
            Known::WithdrawRequest(WithdrawRequest { item, request, more: more() }),
            Known::ExtendLoan(ExtendLoan { item, loan, due, more: more() }),
            Known::MarkLost(MarkLost { item, loan, lost: true, at, more: more() }),
        ];
        let mut golden = String::new();
        for known in acts {
            let act = known.to_act();
            assert_eq!(read(&act), ReadAct::Known(known));
            golden.push_str(&format!(
                "{} {}\n",
                act.kind,
                data_encoding::HEXLOWER.encode(&act.bytes)
            ));
        }
        expect_test::expect![[r#"
            1007 000101010101010101010101010101010102800101800200
            1008 00010101010101010101010101010101010404040404040404040404040404040404040404040404040404040404040404ac020100
            1009 00010101010101010101010101010101010404040404040404040404040404040404040404040404040404040404040404ac0200
            1010 000101010101010101010101010101010104040404040404040404040404040404040404040404040404040404040404040001800200
            1011 000101010101010101010101010101010104040404040404040404040404040404040404040404040404040404040404040001800100
        "#]]
        .assert_eq(&golden);
    }
}
