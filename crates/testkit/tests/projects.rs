//! Projects among whole replicas: cards that several move while apart, one text that two write,
//! relations said from both ends, and a member who is taken out in the middle.

#![expect(clippy::indexing_slicing, reason = "a test that cannot go on fails right there")]

use etabli_model::{
    act::{Known, Part, ProjectKind, StartProject, TakePart},
    board::{
        Board, FieldKey, LongText, NewRow, POSITION, Position, Put, RowKind,
        relation::{Relations, Stands},
    },
    id::{DocumentId, EntryId, LocalId},
    inventory::{Edit, Note},
};
use etabli_testkit::{Network, Peer, peer::START};

const COLUMNS: u8 = 4;
const CARDS: u8 = 12;

fn id(number: u8) -> LocalId {
    LocalId([number; 16])
}

fn key(text: &str) -> FieldKey {
    FieldKey::parse(text).expect("a key")
}

fn says(text: &str) -> Put {
    Put::Says(Note::parse(text).expect("a note"))
}

fn row(number: u8, kind: RowKind, fields: &[(&str, String)], text: &str) -> Edit {
    let fields = fields.iter().map(|(name, text)| (key(name), says(text))).collect();
    let text = LongText::parse(text).expect("a text");
    Edit::PutRow(NewRow { local: id(number), kind, fields, text })
}

fn write(number: u8, text: &str) -> Edit {
    let text = LongText::parse(text).expect("a text");
    Edit::WriteText { local: id(number), seen: Vec::new(), text }
}

fn board(peer: &Peer, project: EntryId) -> Board {
    let mut board = Board::default();
    let document = &peer.documents[&DocumentId::Project(project)];
    document.rows().into_iter().for_each(|(id, row)| board.set_row(id, row));
    board
}

fn take_part(peer: &mut Peer, project: EntryId, of: &str, part: Part) {
    let member = peer.member(of);
    let act = TakePart { project, member, part, at: START, more: Vec::new() };
    peer.act(Known::TakePart(act));
}

/// A network of three with a project in which all of them work.
fn founded() -> (Network, EntryId) {
    let mut ana = Peer::found("Ana");
    let members = ana.invite("for members", 10);
    let bo = ana.admit_with(members, "for members", "Bo");
    let cy = ana.admit_with(members, "for members", "Cy");
    let start =
        StartProject { kind: ProjectKind::Project, from: None, at: START, more: Vec::new() };
    let project = ana.act(Known::StartProject(start)).entry;
    for name in ["Bo", "Cy"] {
        take_part(&mut ana, project, name, Part::Member);
    }
    let mut edits: Vec<Edit> = (1..=COLUMNS)
        .map(|number| row(number, RowKind::Column, &[(POSITION, format!("{number}"))], ""))
        .collect();
    for number in 0..CARDS {
        let position =
            Position { column: Some(id(1)), rank: format!("{}V", char::from(b'A' + number)) };
        let fields = [("title", "Card".to_owned()), (POSITION, position.to_string())];
        edits.push(row(100 + number, RowKind::Card, &fields, "base"));
    }
    ana.edit(DocumentId::Project(project), &edits);
    let mut network = Network::new(1);
    for (name, peer) in [("Ana", ana), ("Bo", bo), ("Cy", cy)] {
        network.add(name, peer);
    }
    for (one, other) in [("Ana", "Bo"), ("Bo", "Cy"), ("Cy", "Ana")] {
        network.connect(one, other);
    }
    network.run_until_quiescent(0);
    (network, project)
}

fn meet(network: &mut Network) {
    network.cut();
    for (one, other) in [("Ana", "Bo"), ("Bo", "Cy"), ("Cy", "Ana")] {
        network.connect(one, other);
    }
    network.run_until_quiescent(0);
}

/// Returns numbers that are the same for a seed.
fn drawn(seed: u64) -> impl FnMut(u64) -> u64 {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    move |below| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state % below
    }
}

#[test]
fn moves_texts_and_relations_made_apart_all_stay_and_every_replica_shows_the_same() {
    let seeds = std::env::var("ETABLI_SEEDS").ok().and_then(|it| it.parse().ok()).unwrap_or(12);
    for seed in 1..=seeds {
        let (mut network, project) = founded();
        let document = DocumentId::Project(project);
        network.cut();
        let mut draw = drawn(seed);
        let mut relation = 200;
        for (name, word) in [("Ana", "one"), ("Bo", "two"), ("Cy", "three")] {
            for _ in 0..6 {
                let now = board(network.peer(name), project);
                let card = id(100 + draw(u64::from(CARDS)) as u8);
                let column = id(1 + draw(u64::from(COLUMNS)) as u8);
                let before = id(100 + draw(u64::from(CARDS)) as u8);
                let edits: Vec<Edit> = now
                    .moved(card, column, Some(before), word)
                    .into_iter()
                    .map(|(local, position)| {
                        let put = says(&position.to_string());
                        Edit::SetRow { local, key: key(POSITION), put }
                    })
                    .collect();
                network.peer(name).edit(document, &edits);
            }
            let text =
                board(network.peer(name), project).row(&id(100)).expect("a card").text.clone();
            network.peer(name).edit(document, &[write(100, &format!("{text} {word}"))]);
            let (from, to) = (draw(u64::from(CARDS)) as u8, draw(u64::from(CARDS)) as u8);
            if from != to {
                let (of, to, what) = Stands::Blocks.stored(id(100 + from), id(100 + to));
                let fields =
                    [("of", of.to_string()), ("to", to.to_string()), ("what", what.to_owned())];
                relation += 1;
                network.peer(name).edit(document, &[row(relation, RowKind::Relation, &fields, "")]);
            }
        }
        meet(&mut network);
        assert!(network.all_equal(), "seed {seed}");
        let shown: Vec<Board> =
            ["Ana", "Bo", "Cy"].iter().map(|name| board(network.peer(name), project)).collect();
        assert!(shown.windows(2).all(|pair| pair[0] == pair[1]), "seed {seed}");
        let board = &shown[0];
        let mut lying: Vec<LocalId> = board.cards().into_values().flatten().collect();
        lying.sort_unstable();
        assert_eq!(lying, (0..CARDS).map(|number| id(100 + number)).collect::<Vec<_>>());
        assert!(!board.cards().contains_key(&None), "seed {seed}");
        let text = &board.row(&id(100)).expect("a card").text;
        for word in ["base", "one", "two", "three"] {
            assert!(text.contains(word), "seed {seed}: {text}");
        }
        let relations = Relations::of(board);
        for card in (0..CARDS).map(|number| id(100 + number)) {
            for (how, other, rows) in relations.of_card(&card) {
                let back = relations.of_card(&other);
                let mut back = back.filter(|(what, to, _)| (*what, *to) == (how.reversed(), card));
                assert_eq!(back.next().map(|it| it.2), Some(rows), "seed {seed}");
            }
        }
    }
}

#[test]
fn whoever_was_taken_out_keeps_what_they_wrote_before_they_knew_and_writes_no_more() {
    let (mut network, project) = founded();
    let document = DocumentId::Project(project);
    network.cut();
    take_part(network.peer("Ana"), project, "Bo", Part::Out);
    network.peer("Bo").edit(document, &[write(100, "base, by Bo")]);
    meet(&mut network);
    for name in ["Ana", "Bo", "Cy"] {
        let text = &board(network.peer(name), project).row(&id(100)).expect("a card").text.clone();
        assert_eq!(text, "base, by Bo", "{name}");
    }
    // A program that asks nobody writes all the same: it counts nowhere.
    network.peer("Bo").edit(document, &[write(101, "mine")]);
    meet(&mut network);
    for name in ["Ana", "Cy"] {
        let text = &board(network.peer(name), project).row(&id(101)).expect("a card").text.clone();
        assert_eq!(text, "base", "{name}");
    }
}

#[test]
fn a_column_that_is_put_away_while_a_card_goes_there_leaves_the_card() {
    let (mut network, project) = founded();
    let document = DocumentId::Project(project);
    network.cut();
    let away = Edit::SetRow { local: id(2), key: key("withdrawn"), put: Put::Is(true) };
    network.peer("Ana").edit(document, &[away]);
    let position = Position { column: Some(id(2)), rank: "V".to_owned() };
    let put = says(&position.to_string());
    network.peer("Bo").edit(document, &[Edit::SetRow { local: id(100), key: key(POSITION), put }]);
    meet(&mut network);
    for name in ["Ana", "Bo", "Cy"] {
        assert_eq!(board(network.peer(name), project).cards()[&None], [id(100)], "{name}");
    }
}
