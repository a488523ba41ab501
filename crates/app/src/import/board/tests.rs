//! Boards as other programs export them, each with all that a card has.

use std::io::Write;

use zip::{ZipWriter, write::SimpleFileOptions};

use super::*;

const TRELLO: &str = r#"{"name":"Vélo","lists":[{"id":"l2","name":"Done","pos":2,"closed":false},
    {"id":"l1","name":"To do","pos":1,"closed":false},{"id":"l0","name":"Old","pos":0,"closed":true}],
    "members":[{"id":"m1","fullName":"Ana"}],
    "cards":[{"id":"c1","name":"Weld","desc":"**TIG**","idList":"l1","due":"2026-12-24T10:00:00.000Z",
      "labels":[{"name":"","color":"green"},{"name":"Metal","color":"red"}],"idMembers":["m1"],"pos":1,
      "attachments":[{"name":"plan.pdf"}]},
      {"id":"c2","name":"Old one","idList":"l2","closed":true,"due":null,"labels":[],"idMembers":[]}],
    "checklists":[{"idCard":"c1","checkItems":[{"name":"Gas","state":"complete","pos":2},
      {"name":"Mask","state":"incomplete","pos":1}]}],
    "actions":[{"type":"commentCard","data":{"card":{"id":"c1"},"text":"Second"},"memberCreator":{"fullName":"Bo"}},
      {"type":"commentCard","data":{"card":{"id":"c1"},"text":"First"},"memberCreator":{"fullName":"Ana"}}]}"#;

#[test]
fn a_board_of_trello_brings_every_card_label_check_and_day() {
    let board = read("b.json", TRELLO.as_bytes()).unwrap();
    assert_eq!(
        (board.format, board.columns.as_slice()),
        ("trello", &["To do".to_owned(), "Done".to_owned()][..])
    );
    let card = board.cards.iter().find(|card| card.title == "Weld").unwrap();
    assert_eq!(
        (card.column.as_str(), card.due.as_str(), card.text.as_str()),
        ("To do", "2026-12-24", "**TIG**")
    );
    assert_eq!(
        (card.labels.as_slice(), card.people.as_slice()),
        (&["green".to_owned(), "Metal".to_owned()][..], &["Ana".to_owned()][..])
    );
    assert_eq!(card.checks, [("Mask".to_owned(), false), ("Gas".to_owned(), true)]);
    assert_eq!(card.comments[0], ("Ana".to_owned(), "First".to_owned()));
    assert!(board.cards.iter().any(|card| card.archived));
    let why: Vec<&str> = board.left.iter().map(|(_, why)| why.as_str()).collect();
    assert_eq!(why, ["closed-column", "attachment"]);
}

#[test]
fn a_board_of_kanboard_brings_its_tasks() {
    let text = r#"{"jsonrpc":"2.0","result":[{"name":"Default","columns":[{"title":"Backlog","tasks":[
        {"id":"7","title":"Weld","description":"TIG","date_due":"1798070400","assignee_name":"Ana","category_name":"Metal",
         "tags":[{"name":"urgent"}],"nb_subtasks":"2","is_active":"1"}]},{"title":"Done","tasks":[]}]}]}"#;
    let board = read("k.json", text.as_bytes()).unwrap();
    let card = &board.cards[0];
    assert_eq!(
        (board.format, board.columns.len(), card.due.as_str()),
        ("kanboard", 2, "2026-12-24")
    );
    assert_eq!(card.labels, ["urgent", "Metal"]);
    assert_eq!(board.left, [("Weld".to_owned(), "checks-elsewhere".to_owned())]);
}

#[test]
fn an_archive_of_focalboard_brings_its_blocks() {
    let text = concat!(
        "{\"version\":1,\"date\":1}\n",
        "{\"type\":\"block\",\"data\":{\"id\":\"b\",\"type\":\"board\",\"title\":\"Bike\",\"fields\":{\"cardProperties\":[{\"id\":\"s\",\"name\":\"Status\",\"type\":\"select\",\"options\":[{\"id\":\"o1\",\"value\":\"To do\"}]},{\"id\":\"d\",\"name\":\"Due\",\"type\":\"date\"}]}}}\n",
        "{\"type\":\"block\",\"data\":{\"id\":\"c\",\"type\":\"card\",\"title\":\"Weld\",\"fields\":{\"contentOrder\":[\"x\",\"t\"],\"properties\":{\"s\":\"o1\",\"d\":\"{\\\"from\\\":1798113600000}\"}}}}\n",
        "{\"type\":\"block\",\"data\":{\"id\":\"t\",\"parentId\":\"c\",\"type\":\"text\",\"title\":\"TIG\"}}\n",
        "{\"type\":\"block\",\"data\":{\"id\":\"x\",\"parentId\":\"c\",\"type\":\"checkbox\",\"title\":\"Gas\",\"fields\":{\"value\":true}}}\n",
    );
    let board = read("a.boardarchive", text.as_bytes()).unwrap();
    let card = &board.cards[0];
    assert_eq!(
        (board.name.as_str(), card.column.as_str(), card.due.as_str()),
        ("Bike", "To do", "2026-12-24")
    );
    assert_eq!(
        (card.text.as_str(), card.checks.as_slice()),
        ("TIG", &[("Gas".to_owned(), true)][..])
    );
}

#[test]
fn a_table_brings_a_card_for_each_line_and_what_is_none_is_no_board() {
    let board = read(
        "cards.csv",
        "Titre;Colonne;Échéance;Couleur\nSouder;À faire;24/12/2026;rouge\n;;;\n".as_bytes(),
    )
    .unwrap();
    assert_eq!((board.cards.len(), board.cards[0].due.as_str()), (1, "2026-12-24"));
    assert_eq!(board.cards[0].fields["Couleur"], "rouge");
    for text in ["", "{}", "[1]", "null", "just words\nand more", "{\"lists\":3,\"cards\":[]}"] {
        assert_eq!(read("x", text.as_bytes()), None, "{text}");
    }
}

/// Returns an archive of these parts.
fn pack(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn focal(title: &str, card: &str) -> String {
    format!(
        "{{\"version\":1}}\n{{\"type\":\"board\",\"data\":{{\"id\":\"b\",\"title\":\"{title}\",\"cardProperties\":[]}}}}\n\
         {{\"type\":\"block\",\"data\":{{\"id\":\"c\",\"type\":\"card\",\"title\":\"{card}\"}}}}\n"
    )
}

#[test]
fn a_packed_archive_of_focalboard_brings_its_first_board_and_names_the_others() {
    let (bike, shed) = (focal("Bike", "Weld"), focal("Shed", "Roof"));
    let archive = pack(&[
        ("version.json", b"{\"version\":2}"),
        ("b1/board.jsonl", bike.as_bytes()),
        ("b1/photo.png", b"\x89PNG"),
        ("b2/board.jsonl", shed.as_bytes()),
    ]);
    let board = read("a.boardarchive", &archive).unwrap();
    assert_eq!((board.name.as_str(), board.cards.len()), ("Bike", 1));
    assert_eq!(board.cards[0].title, "Weld");
    assert_eq!(board.left, [("Shed".to_owned(), "other-board".to_owned())]);
    for cut in [5, 40, archive.len() / 2, archive.len() - 1] {
        assert!(read("a.boardarchive", &archive[..cut]).is_none_or(|it| it.cards.len() < 2));
    }
    assert_eq!(read("a.zip", &pack(&[("x.txt", b"nothing")])), None);
}

#[test]
fn an_archive_that_unpacks_to_too_much_is_none() {
    let spaces = vec![b' '; 33 << 20];
    let bomb = pack(&[("a/board.jsonl", &spaces), ("b/board.jsonl", &spaces)]);
    assert!(bomb.len() < 1 << 20);
    assert_eq!(read("a.boardarchive", &bomb), None);
}

#[test]
fn what_a_board_says_and_cannot_be_brought_is_named() {
    let text = r#"{"name":"B","lists":[{"id":"l","name":"To do","pos":1}],"members":[],
        "cards":[{"id":"c","name":"Weld","idList":"l","due":"soon","labels":[{"name":"","color":null}],"idMembers":["gone"]}],
        "checklists":[{"idCard":"other","name":"Lost","checkItems":[]}]}"#;
    let board = read("b.json", text.as_bytes()).unwrap();
    let named = |what: &str, why: &str| (what.to_owned(), why.to_owned());
    assert_eq!(board.left, [named("Lost", "no-card"), named("Weld", "day")]);
    assert_eq!(board.cards[0].labels, Vec::<String>::new());
    // Whoever is not named is told where the space is known.
    assert_eq!(board.cards[0].people, ["gone"]);
}
