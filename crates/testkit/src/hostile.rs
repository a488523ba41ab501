//! A member who lies: real keys, a changed program.
//!
//! What can be stored is stored at the liar's own replica, from where it spreads as anything else
//! does; what cannot is sent to whoever is linked. None of it may make others differ, hold up what
//! honest people write, or cost them much.

use std::io::Write as _;

use etabli_fuzz::Mutation;
use etabli_model::{
    act::{Book, Claim, HandOver, Known, Occurrence, Wall},
    body::{Act, ActClass, Body, DocumentEdit, Part},
    document::{Document, actor, change_hash},
    id::{CommandId, DeviceId, DocumentId, EntryId, ItemId, LocalId, ResourceId},
    inventory::{Edit, NewItem},
    text::Name,
    time::Timestamp,
};
use etabli_sync::{
    entry::{Entry, EntryKind, Header, LogKey},
    page::{MOST_INFLATED, pack},
    wire::Frame,
};
use serde_bytes::ByteBuf;

use crate::{Peer, Random, peer::START};

/// How to lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trick {
    /// An edit whose changes are another device's, by their actor.
    ForgeActor,
    /// A change with counters and run lengths that mean much more than it holds.
    Inflate,
    /// A second entry at an old place of a log.
    Equivocate,
    /// An entry that knows of nothing since its author came.
    Backdate,
    /// Entries of another space, and of another's log.
    Replay,
    /// A page that inflates to a thousand times its size.
    Bomb,
    /// Entries that name invented ones.
    Invent,
    /// Frames that are none, or say what cannot be.
    Garble,
    /// A body in another form, or with parts that no version knows.
    Misform,
    /// A decision that was not the liar's to take.
    Usurp,
    /// A flood of valid entries that say nothing.
    Flood,
}

const TRICKS: [Trick; 11] = [
    Trick::ForgeActor,
    Trick::Inflate,
    Trick::Equivocate,
    Trick::Backdate,
    Trick::Replay,
    Trick::Bomb,
    Trick::Invent,
    Trick::Garble,
    Trick::Misform,
    Trick::Usurp,
    Trick::Flood,
];

impl Trick {
    /// Returns any of them.
    pub fn any(random: &mut Random) -> Self {
        random.pick(&TRICKS).copied().unwrap_or(Self::Garble)
    }
}

/// Lies: stores what can be stored, and returns what is to be sent besides, bytes that may be frames.
pub fn lie(liar: &mut Peer, trick: Trick, random: &mut Random) -> Vec<Vec<u8>> {
    let entries = match trick {
        Trick::ForgeActor => forged_edit(liar, random),
        Trick::Inflate => inflated_edit(liar, random),
        Trick::Equivocate => equivocation(liar, random),
        Trick::Backdate => backdated(liar, random),
        Trick::Replay => replayed(liar, random),
        Trick::Bomb => return vec![bomb(random)],
        Trick::Invent => invented(liar, random),
        Trick::Garble => return garbled(liar, random),
        Trick::Misform => misformed(liar, random),
        Trick::Usurp => usurped(liar, random),
        Trick::Flood => flood(liar),
    };
    // What is refused here is refused everywhere: it is sent all the same.
    drop(liar.try_receive(&entries));
    entries
        .chunks(200)
        .map(|some| Frame::Entries(pack(some)).encode())
        .filter(|frame| frame.len() <= etabli_sync::wire::MOST_FRAME)
        .collect()
}

/// Signs an entry at the end of one of the liar's logs, on all the liar knows.
fn next(liar: &Peer, log: u32, body: Vec<u8>) -> Entry {
    let graph = liar.replica.graph();
    let log = LogKey { device: liar.replica.device(), log };
    let prev = graph.log(&log).last().copied();
    let deps = graph.tips(log.kind(), Some(&log)).into_iter().take(8).collect();
    let auth = match log.kind() {
        EntryKind::Authority => Vec::new(),
        EntryKind::Content => graph.tips(EntryKind::Authority, None).into_iter().take(8).collect(),
    };
    sign(liar, log, graph.height(&log), prev, deps, auth, body)
}

fn sign(
    liar: &Peer,
    log: LogKey,
    seq: u64,
    prev: Option<EntryId>,
    deps: Vec<EntryId>,
    auth: Vec<EntryId>,
    body: Vec<u8>,
) -> Entry {
    let graph = liar.replica.graph();
    let links = prev.iter().chain(&deps).chain(&auth).filter_map(|id| graph.node(id));
    let lamport = links.map(|node| node.lamport).max().unwrap_or(0) + 1;
    let header = Header {
        space: graph.space().0,
        log,
        seq,
        prev: prev.unwrap_or(EntryId([0; 32])),
        deps,
        auth,
        lamport,
        at: liar.now.clamped(),
        body_hash: [0; 32],
        body_len: 0,
    };
    Entry::sign(header, body, liar.key())
}

fn body(parts: Vec<Part>) -> Vec<u8> {
    Body { command: CommandId([6; 16]), part: 0, last: true, parts }.encode()
}

fn number(random: &mut Random) -> [u8; 16] {
    let mut bytes = [0; 16];
    let (front, back) = bytes.split_at_mut(8);
    front.copy_from_slice(&random.next().to_be_bytes());
    back.copy_from_slice(&random.next().to_be_bytes());
    bytes
}

/// Something that any member may do: to lend, or to book.
fn deed(liar: &mut Peer, random: &mut Random) -> Option<Part> {
    let device = liar.replica.device();
    let to = liar.replica.membership().member_of(&device)?;
    let item = ItemId::common(LocalId([u8::try_from(random.below(6)).unwrap_or(0); 16]));
    if random.one_in(2) {
        let resource = ResourceId::Item(item);
        let claims = vec![Claim { resource, units: 1, capacity: None }];
        let start = START.plus(random.below(12) as i64 * 60 * 60 * 1000);
        let occurrences = vec![Occurrence { start, end: start.plus(3 * 60 * 60 * 1000) }];
        let (wall, replaces, more) = (Wall::default(), None, Vec::new());
        let book = Book { claims, occurrences, wall, replaces, more };
        return Some(Part::Act(Known::Book(book).to_act()));
    }
    let act =
        HandOver { item, units: 1, capacity: 1, to, since: START, due: None, more: Vec::new() };
    Some(Part::Act(Known::HandOver(act).to_act()))
}

/// Somebody's device, the liar's own included.
fn somebody(liar: &Peer, random: &mut Random) -> DeviceId {
    let mut devices: Vec<DeviceId> =
        liar.replica.heights().iter().map(|(log, _)| log.device).collect();
    devices.dedup();
    random.pick(&devices).copied().unwrap_or(liar.replica.device())
}

fn change(as_actor: [u8; 16], random: &mut Random) -> Vec<u8> {
    let name = Name::parse("a lie")
        .map(|name| Edit::PutItem(NewItem::named(LocalId(number(random)), name)));
    let edits: Vec<Edit> = name.into_iter().collect();
    let mut document = Document::new(DocumentId::Catalogue);
    document.edit(as_actor, START, &edits).unwrap_or_default().pop().unwrap_or_default()
}

fn edit_entry(liar: &Peer, changes: Vec<Vec<u8>>, epoch: u16) -> Entry {
    let changes = changes.into_iter().map(ByteBuf::from).collect();
    let edit = DocumentEdit { document: DocumentId::Catalogue, epoch, changes };
    next(liar, 1, body(vec![Part::Edit(edit)]))
}

fn forged_edit(liar: &mut Peer, random: &mut Random) -> Vec<Entry> {
    let victim = somebody(liar, random);
    let log = u32::from(!random.one_in(4)) + 1;
    let forged = change(actor(&victim, log, &DocumentId::Catalogue, 0), random);
    vec![edit_entry(liar, vec![forged], 0)]
}

fn inflated_edit(liar: &mut Peer, random: &mut Random) -> Vec<Entry> {
    let epoch = u16::try_from(random.below(3)).unwrap_or(0);
    let own = actor(&liar.replica.device(), 1, &DocumentId::Catalogue, epoch);
    let good = change(own, random);
    let mut mutation = Mutation::new(random.next());
    // The chunk's head is magic, sum, type and length; the sum is made good again, so that what is
    // wrong is met where it stands.
    let (head, columns) = good.split_at(good.len().min(11));
    let mangled = mutation.mangle(columns, &good, 4096);
    let mut bytes = head.to_vec();
    bytes.extend(mangled);
    let sum = change_hash(&bytes);
    for (place, byte) in bytes.iter_mut().skip(4).take(4).zip(sum) {
        *place = byte;
    }
    vec![edit_entry(liar, vec![bytes], epoch)]
}

fn equivocation(liar: &mut Peer, random: &mut Random) -> Vec<Entry> {
    let log = u32::from(!random.one_in(4));
    let log = LogKey { device: liar.replica.device(), log };
    let entries = liar.replica.graph().log(&log).to_vec();
    let Some(id) = random.pick(&entries).copied() else { return Vec::new() };
    let Ok(old) = liar.replica.read_entry(&id) else { return Vec::new() };
    let parts = match log.kind() {
        EntryKind::Content => deed(liar, random).into_iter().collect(),
        EntryKind::Authority => Vec::new(),
    };
    let fork = Body { command: CommandId(number(random)), part: 0, last: true, parts };
    vec![Entry::sign(old.header, fork.encode(), liar.key())]
}

fn backdated(liar: &mut Peer, random: &mut Random) -> Vec<Entry> {
    let device = liar.replica.device();
    let Some(came) = liar.replica.graph().certifying(&device).first().copied() else {
        return Vec::new();
    };
    let unused = liar.replica.unused_logs();
    let Some(log) = random.pick(&unused).copied() else { return Vec::new() };
    let log = LogKey { device, log };
    let parts: Vec<Part> = deed(liar, random).into_iter().collect();
    vec![sign(liar, log, 0, None, Vec::new(), vec![came], body(parts))]
}

fn replayed(liar: &mut Peer, random: &mut Random) -> Vec<Entry> {
    let mut elsewhere = Peer::found("Mallory");
    let me = elsewhere.me();
    elsewhere.lend(ItemId::common(LocalId([1; 16])), me);
    let mut entries = elsewhere.all();
    // Another's entry at another place of theirs, and one of theirs signed by the liar.
    let all = liar.all();
    if let Some(theirs) = random.pick(&all).cloned() {
        let mut moved = theirs.clone();
        moved.header.log.log = moved.header.log.log.wrapping_add(1);
        entries.push(moved);
        entries.push(Entry::sign(theirs.header, theirs.body, liar.key()));
    }
    entries
}

fn bomb(random: &mut Random) -> Vec<u8> {
    // Made piece by piece, so that the liar does not pay for it either.
    let piece = vec![u8::try_from(random.below(256)).unwrap_or(0); 64 * 1024];
    let pieces = (MOST_INFLATED / piece.len()) * (1 + random.below(32)) + 1;
    let squeezed = || {
        let mut encoder = zstd::stream::Encoder::new(Vec::new(), 3)?;
        for _ in 0..pieces {
            encoder.write_all(&piece)?;
        }
        encoder.finish()
    };
    Frame::Entries(squeezed().unwrap_or_default()).encode()
}

fn invented(liar: &mut Peer, random: &mut Random) -> Vec<Entry> {
    let log = LogKey { device: liar.replica.device(), log: 1 };
    let parts: Vec<Part> = deed(liar, random).into_iter().collect();
    let auth = liar.replica.graph().tips(EntryKind::Authority, None);
    (0..40)
        .map(|_| {
            let invented = |random: &mut Random| {
                let mut id = [0; 32];
                id.iter_mut().zip(number(random)).for_each(|(place, byte)| *place = byte);
                EntryId(id)
            };
            let seq = random.next() >> random.below(64);
            let prev = (seq > 0).then(|| invented(random));
            let deps = vec![invented(random)];
            let auth = auth.iter().take(8).copied().collect();
            sign(liar, log, seq, prev, deps, auth, body(parts.clone()))
        })
        .collect()
}

fn garbled(liar: &mut Peer, random: &mut Random) -> Vec<Vec<u8>> {
    let heights = liar.replica.heights();
    let claim = |random: &mut Random| {
        let log = random.pick(&heights).map(|(log, _)| *log);
        let log = log.unwrap_or(LogKey { device: DeviceId([9; 32]), log: 1 });
        let mut head = [0; 32];
        head.iter_mut().zip(number(random)).for_each(|(place, byte)| *place = byte);
        (log, random.next() >> random.below(64), EntryId(head))
    };
    let claims: Vec<_> = (0..1 + random.below(300)).map(|_| claim(random)).collect();
    let acks = claims.iter().map(|(log, height, _)| (*log, *height)).collect();
    let frames = [Frame::Have(claims), Frame::Ack(acks), Frame::Entries(pack(&liar.all()))];
    let frame = random.pick(&frames).map(Frame::encode).unwrap_or_default();
    if random.one_in(2) {
        return vec![frame];
    }
    vec![Mutation::new(random.next()).mangle(&frame, &frame, 64 * 1024)]
}

fn misformed(liar: &mut Peer, random: &mut Random) -> Vec<Entry> {
    let good = body(deed(liar, random).into_iter().collect());
    let bad = match random.below(3) {
        0 => Mutation::new(random.next()).mangle(&good, &good, 4096),
        1 => {
            let bytes = ByteBuf::from(number(random).to_vec());
            let kind = u16::try_from(3000 + random.below(50)).unwrap_or(3000);
            body(vec![Part::Act(Act { kind, class: ActClass::Daily, bytes })])
        }
        _ => vec![0xff; random.below(4096)],
    };
    let log = u32::from(!random.one_in(4));
    let log = if bad.is_empty() { 1 } else { log };
    vec![next(liar, log, bad)]
}

fn usurped(liar: &mut Peer, random: &mut Random) -> Vec<Entry> {
    let membership = liar.replica.membership();
    let ids: Vec<_> = membership.members().map(|(id, _)| id).collect();
    let Some(member) = random.pick(&ids).copied() else { return Vec::new() };
    let more = Vec::new;
    let act = match random.below(4) {
        0 => Known::GrantRole(etabli_model::act::GrantRole { member, more: more() }),
        1 => Known::Suspend(etabli_model::act::Suspend { member, seen: Vec::new(), more: more() }),
        2 => Known::Exclude(etabli_model::act::Exclude { member, seen: Vec::new(), more: more() }),
        _ => {
            let own = DocumentId::Member(member);
            let edit = DocumentEdit {
                document: own,
                epoch: 0,
                changes: vec![ByteBuf::from(change(
                    actor(&liar.replica.device(), 1, &own, 0),
                    random,
                ))],
            };
            return vec![next(liar, 1, body(vec![Part::Edit(edit)]))];
        }
    };
    vec![next(liar, 0, body(vec![Part::Act(act.to_act())]))]
}

fn flood(liar: &mut Peer) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let log = LogKey { device: liar.replica.device(), log: 1 };
    let mut before = next(liar, 1, body(Vec::new()));
    for _ in 0..60 {
        let header = Header {
            log,
            seq: before.header.seq + 1,
            prev: before.header.id(),
            deps: Vec::new(),
            lamport: before.header.lamport + 1,
            at: Timestamp(START.0),
            ..before.header.clone()
        };
        let after = Entry::sign(header, body(Vec::new()), liar.key());
        entries.push(std::mem::replace(&mut before, after));
    }
    entries
}
