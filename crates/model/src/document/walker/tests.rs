//! The walker against what Automerge writes, what attackers write, and bytes changed at random.

use automerge::{
    ActorId, Automerge, ObjType, ROOT, ReadDoc,
    transaction::{CommitOptions, Transactable},
};

use super::*;

const ALICE: [u8; 16] = [0xa1; 16];

/// A change as it could be written: each part can be replaced by a worse one.
struct Draft {
    deps: Vec<[u8; 32]>,
    seq: u64,
    start_op: u64,
    message: Vec<u8>,
    others: Vec<Vec<u8>>,
    columns: Vec<(u32, Vec<u8>)>,
    footer: Vec<u8>,
}

impl Default for Draft {
    /// One operation: the key "k" of the root becomes nothing.
    fn default() -> Self {
        Self {
            deps: vec![],
            seq: 1,
            start_op: 1,
            message: vec![],
            others: vec![],
            columns: vec![
                (0x15, vec![0x7f, 1, b'k']),
                (0x34, vec![1]),
                (0x42, vec![0x7f, 1]),
                (0x56, vec![0x7f, 0]),
                (0x70, vec![0x7f, 0]),
            ],
            footer: vec![],
        }
    }
}

impl Draft {
    fn column(mut self, spec: u32, bytes: &[u8]) -> Self {
        self.columns.retain(|(known, _)| *known != spec);
        self.columns.push((spec, bytes.to_vec()));
        self.columns.sort();
        self
    }

    fn bytes(&self) -> Vec<u8> {
        let mut body = Vec::new();
        unsigned(&mut body, self.deps.len() as u64);
        for dep in &self.deps {
            body.extend(dep);
        }
        unsigned(&mut body, 16);
        body.extend(ALICE);
        unsigned(&mut body, self.seq);
        unsigned(&mut body, self.start_op);
        body.push(0);
        unsigned(&mut body, self.message.len() as u64);
        body.extend(&self.message);
        unsigned(&mut body, self.others.len() as u64);
        for other in &self.others {
            unsigned(&mut body, other.len() as u64);
            body.extend(other);
        }
        unsigned(&mut body, self.columns.len() as u64);
        for (spec, bytes) in &self.columns {
            unsigned(&mut body, (*spec).into());
            unsigned(&mut body, bytes.len() as u64);
        }
        for (_, bytes) in &self.columns {
            body.extend(bytes);
        }
        body.extend(&self.footer);
        let mut chunk = MAGIC.to_vec();
        chunk.extend([0; 4]);
        chunk.push(UNCOMPRESSED_CHANGE);
        unsigned(&mut chunk, body.len() as u64);
        chunk.extend(body);
        chunk
    }
}

fn unsigned(out: &mut Vec<u8>, mut number: u64) {
    loop {
        let byte = (number & 0x7f) as u8;
        number >>= 7;
        if number == 0 {
            out.push(byte);
            return;
        }
        out.push(byte | 0x80);
    }
}

fn signed(mut number: i64) -> Vec<u8> {
    let mut out = Vec::new();
    loop {
        let byte = (number & 0x7f) as u8;
        number >>= 7;
        if (number == 0 && byte & 0x40 == 0) || (number == -1 && byte & 0x40 != 0) {
            out.push(byte);
            return out;
        }
        out.push(byte | 0x80);
    }
}

/// A run of `count` times the value that `bytes` say.
fn run(count: i64, bytes: &[u8]) -> Vec<u8> {
    [signed(count), bytes.to_vec()].concat()
}

#[track_caller]
fn check(draft: &Draft, expected: Result<u64, WalkError>) {
    assert_eq!(walk(&draft.bytes(), &ALICE).map(|outline| outline.ops), expected);
}

/// A change as Automerge writes it, with objects, lists, text, deletions and counters.
fn real_change() -> Vec<u8> {
    let mut doc = Automerge::new().with_actor(ActorId::from([0xb0; 16]));
    let mut tx = doc.transaction();
    let list = tx.put_object(ROOT, "list", ObjType::List).unwrap();
    tx.put(ROOT, "gone", 1).unwrap();
    tx.put(ROOT, "count", automerge::ScalarValue::counter(1)).unwrap();
    tx.commit();
    doc.set_actor(ActorId::from(ALICE));
    let mut tx = doc.transaction();
    for index in 0..10 {
        tx.insert(&list, index, format!("é{index}")).unwrap();
    }
    tx.delete(ROOT, "gone").unwrap();
    tx.increment(ROOT, "count", 3).unwrap();
    let text = tx.put_object(ROOT, "text", ObjType::Text).unwrap();
    tx.splice_text(&text, 0, 0, "bonjour").unwrap();
    tx.put(ROOT, "float", 1.5).unwrap();
    tx.put(ROOT, "yes", true).unwrap();
    let (hash, _) = tx.commit_with(CommitOptions::default().with_time(-7).with_message("m"));
    doc.get_change_by_hash(&hash.unwrap()).unwrap().raw_bytes().to_vec()
}

#[test]
fn passes_what_automerge_writes() {
    let bytes = real_change();
    let change = automerge::Change::try_from(bytes.as_slice()).unwrap();
    let outline = walk(&bytes, &ALICE).unwrap();
    assert_eq!(outline.ops, change.len() as u64);
    assert_eq!(outline.start_op, change.start_op().get());
    assert_eq!(outline.max_op(), change.max_op());
    assert_eq!((outline.seq, outline.time), (1, -7));
    assert_eq!(outline.deps, change.deps().iter().map(|dep| dep.0).collect::<Vec<_>>());
    check(&Draft::default(), Ok(1));
}

#[test]
fn refuses_a_hundred_bytes_that_mean_two_thousand_million_operations() {
    let bomb = 1 << 31;
    let draft = Draft::default()
        .column(0x15, &run(bomb, &[1, b'k']))
        .column(0x42, &run(bomb, &[1]))
        .column(0x56, &run(bomb, &[0]))
        .column(0x70, &run(bomb, &[0]));
    assert!(draft.bytes().len() < 100);
    check(&draft, Err(WalkError::TooManyOps));
    // Also where only one column is a bomb, and where many runs add up to one.
    for spec in [0x01, 0x02, 0x11, 0x13, 0x15, 0x42, 0x56, 0x70, 0xa5] {
        let value: &[u8] = if spec == 0x15 || spec == 0xa5 { &[1, b'k'] } else { &[0] };
        check(&Draft::default().column(spec, &run(bomb, value)), Err(WalkError::TooManyOps));
        check(&Draft::default().column(spec, &run(i64::MIN, value)), Err(WalkError::TooManyOps));
    }
    let many = run(20_000, &[0]).repeat(2);
    check(&Draft::default().column(0x42, &many), Err(WalkError::TooManyOps));
    check(&Draft::default().column(0x34, &signed(1 << 40)), Err(WalkError::TooManyOps));
    let nulls = [vec![0], signed(1 << 40)].concat();
    check(&Draft::default().column(0x01, &nulls), Err(WalkError::TooManyOps));
}

#[test]
fn refuses_a_hundred_bytes_that_mean_as_many_predecessors() {
    check(&Draft::default().column(0x70, &[0x7f, 0xff, 0xff, 3]), Err(WalkError::TooManyOps));
    let draft = Draft::default()
        .column(0x70, &[0x7f, 2])
        .column(0x71, &run(1 << 31, &[0]))
        .column(0x73, &run(1 << 31, &[1]));
    check(&draft, Err(WalkError::TooManyOps));
    let draft = Draft::default().column(0x70, &[0x7f, 2]).column(0x71, &run(2, &[0]));
    check(&draft, Err(WalkError::Rows));
}

#[test]
fn refuses_numbers_at_the_end_of_their_range() {
    for start_op in [0, u64::from(u32::MAX), u64::MAX, LAST_START + 1] {
        check(&Draft { start_op, ..Draft::default() }, Err(WalkError::StartOp));
    }
    check(&Draft { start_op: LAST_START, ..Draft::default() }, Ok(1));
    for seq in [0, u64::MAX] {
        check(&Draft { seq, ..Draft::default() }, Err(WalkError::Sequence));
    }
    let later = Draft::default().column(0x01, &[0x7f, 0]).column(0x02, &[0x7f, 9]);
    check(&later, Err(WalkError::Counter));
    let far = [vec![0x7f], signed(i64::MAX)].concat();
    let later = Draft::default().column(0x11, &[0x7f, 0]).column(0x13, &far);
    check(&later, Err(WalkError::Counter));
    let negative = Draft::default().column(0x11, &[0x7f, 0]).column(0x13, &[0x7f, 0x7f]);
    check(&negative, Err(WalkError::Counter));
}

#[test]
fn refuses_a_text_that_claims_to_be_long() {
    let claims = |length: u64| {
        let mut bytes = vec![0x7f];
        unsigned(&mut bytes, length);
        bytes.push(b'k');
        Draft::default().column(0x15, &bytes)
    };
    check(&claims(900_000_000), Err(WalkError::Key));
    check(&claims(1_000), Err(WalkError::Short));
    check(&Draft::default().column(0x15, &[0x7f, 1, 0xff]), Err(WalkError::Key));
    // Twenty thousand times a key of a thousand bytes is what a document may grow by at most.
    let value = Draft::default().column(0x56, &[0x7f, 0x96, 0x80, 0x80, 0x20]);
    check(&value, Err(WalkError::Values));
    check(&Draft::default().column(0x56, &[0x7f, 0x16]), Err(WalkError::Values));
    check(&Draft::default().column(0x56, &[0x7f, 0x16]).column(0x57, b"x"), Ok(1));
    check(&Draft::default().column(0x57, b"x"), Err(WalkError::Values));
}

#[test]
fn refuses_a_footer_after_the_first_change() {
    let footer = vec![1, 2, 3, 4];
    check(&Draft { footer: footer.clone(), ..Draft::default() }, Ok(1));
    check(&Draft { footer, seq: 2, ..Draft::default() }, Err(WalkError::Footer));
    check(&Draft { footer: vec![1; 65], ..Draft::default() }, Err(WalkError::Footer));
}

#[test]
fn refuses_lists_that_are_too_long_or_out_of_order() {
    let deps = vec![[2; 32], [1; 32]];
    check(&Draft { deps, ..Draft::default() }, Err(WalkError::Dependencies));
    let deps = vec![[1; 32], [1; 32]];
    check(&Draft { deps, ..Draft::default() }, Err(WalkError::Dependencies));
    let deps = (0..257u16)
        .map(|number| {
            let mut dep = [0; 32];
            dep[..2].copy_from_slice(&number.to_be_bytes());
            dep
        })
        .collect();
    check(&Draft { deps, ..Draft::default() }, Err(WalkError::Dependencies));
    let others = vec![vec![2], vec![1]];
    check(&Draft { others, ..Draft::default() }, Err(WalkError::OtherActors));
    let others = vec![vec![1; 33]];
    check(&Draft { others, ..Draft::default() }, Err(WalkError::OtherActors));
    let others = vec![ALICE.to_vec()];
    check(&Draft { others, ..Draft::default() }, Err(WalkError::OtherActors));
    let message = vec![b'm'; 257];
    check(&Draft { message, ..Draft::default() }, Err(WalkError::Message));
    let outside = Draft::default().column(0x01, &[0x7f, 1]).column(0x02, &[0x7f, 1]);
    check(&outside, Err(WalkError::ActorIndex));
}

#[test]
fn refuses_columns_that_are_compressed_unknown_or_missing() {
    check(&Draft::default().column(0x4a, &[1]), Err(WalkError::Column));
    check(&Draft::default().column(0xf5, &[0x7f, 1, b'k']), Err(WalkError::Column));
    check(&Draft::default().column(0x01, &[]), Err(WalkError::Column));
    let mut twice = Draft::default();
    twice.columns.insert(0, (0x15, vec![0x7f, 1, b'k']));
    check(&twice, Err(WalkError::Column));
    check(&Draft { columns: vec![], ..Draft::default() }, Err(WalkError::NoOps));
    check(&Draft::default().column(0x34, &[2]), Err(WalkError::Rows));
    check(&Draft::default().column(0x15, &run(2, &[1, b'k'])), Err(WalkError::Rows));
}

#[test]
fn refuses_other_chunks_and_bytes_around_one() {
    let bytes = Draft::default().bytes();
    for kind in [0, 2, 3, 255] {
        let mut other = bytes.clone();
        other[8] = kind;
        assert_eq!(walk(&other, &ALICE), Err(WalkError::Kind));
    }
    assert_eq!(walk(&[0; 40], &ALICE), Err(WalkError::Magic));
    assert_eq!(walk(&[bytes.clone(), vec![0]].concat(), &ALICE), Err(WalkError::Leftover));
    assert_eq!(walk(&vec![0; MOST_BYTES + 1], &ALICE), Err(WalkError::TooLong));
    assert_eq!(walk(&bytes, &[0; 16]), Err(WalkError::Actor));
    for length in 0..bytes.len() {
        assert!(walk(&bytes[..length], &ALICE).is_err());
    }
    let mut overlong = bytes;
    overlong.splice(9..10, [overlong[9] | 0x80, 0]);
    assert_eq!(walk(&overlong, &ALICE), Err(WalkError::Number));
}

#[test]
fn agrees_with_automerge_on_mangled_changes() {
    let original = real_change();
    let mut random = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = move || {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        random as usize
    };
    let (mut passed, mut refused) = (0, 0);
    for _ in 0..20_000 {
        let mut bytes = original.clone();
        for _ in 0..1 + next() % 4 {
            let at = next() % bytes.len();
            match next() % 4 {
                0 => bytes[at] ^= 1 << (next() % 8),
                1 => bytes[at] = next() as u8,
                2 => bytes.truncate(at.max(1)),
                _ => bytes.insert(at, next() as u8),
            }
        }
        let Ok(outline) = walk(&bytes, &ALICE) else {
            refused += 1;
            continue;
        };
        passed += 1;
        if let Ok(change) = automerge::Change::try_from(bytes.as_slice()) {
            assert_eq!(outline.ops, change.len() as u64);
            assert_eq!(outline.seq, change.seq());
        }
    }
    assert!(passed > 500 && refused > 5_000, "{passed} passed, {refused} refused");
}
