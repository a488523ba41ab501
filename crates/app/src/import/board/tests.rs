//! Boards as other programs export them, each with all that a card has.

use std::io::Write;

use serde_json::json;
use zip::{ZipWriter, write::SimpleFileOptions};

use super::*;

/// Reads a file as a computer in France does.
fn read(name: &str, bytes: &[u8]) -> Option<ForeignBoard> {
    super::read(name, bytes, &Zone::named(Some("Europe/Paris")).unwrap())
}

fn named(what: &str, why: &str) -> (String, String) {
    (what.to_owned(), why.to_owned())
}

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
    assert_eq!(board.left, [named("Lost", "no-card"), named("Weld", "day")]);
    assert_eq!(board.cards[0].labels, Vec::<String>::new());
    // Whoever is not named is told where the space is known.
    assert_eq!(board.cards[0].people, ["gone"]);
}

#[test]
fn what_is_due_at_night_is_due_on_the_day_of_whoever_said_so() {
    let paris = Zone::named(Some("Europe/Paris")).unwrap();
    for (value, expected) in [
        (json!("2021-07-09T22:30:00.000Z"), "2021-07-10"),
        (json!("2021-01-09T22:30:00.000Z"), "2021-01-09"),
        (json!("2021-07-09"), "2021-07-09"),
        (json!("1625869800"), "2021-07-10"),
        (json!(1_625_869_800_000_i64), "2021-07-10"),
        (json!(i64::MAX), ""),
        (json!("99999999999999999999"), ""),
        (json!("soon"), ""),
        (json!(0), ""),
        (json!(-4), ""),
        (json!({}), ""),
    ] {
        assert_eq!(day(Some(&value), &paris), expected, "{value}");
    }
}

#[test]
fn a_board_of_trello_tells_days_and_people_of_checks_and_what_it_leaves_out() {
    let text = r#"{"name":"B","desc":"Our bike\nfor all","lists":[{"id":"l","name":"To do","pos":1},
        {"id":"o","name":"Last year","pos":2,"closed":true}],
        "members":[{"id":"m","fullName":"","username":"ana"}],
        "cards":[{"id":"c","name":"Weld","idList":"l","start":"2026-03-01T22:59:00.000Z",
            "due":"2026-03-02T23:30:00.000Z","dueComplete":true,"idMembers":["m"],
            "badges":{"comments":2,"attachments":1,"checkItems":3}},
          {"id":"d","name":"Old","idList":"o"}],
        "checklists":[{"idCard":"c","pos":1,"checkItems":[
            {"name":"Gas","state":"incomplete","pos":1,"idMember":"m","due":"2026-04-01T10:00:00.000Z"},
            {"name":"Mask","state":"incomplete","pos":2,"idMember":null,"due":null}]}],
        "actions":[{"type":"copyCommentCard","data":{"card":{"id":"c"},"text":"Hi"},"memberCreator":{"username":"bo"}}]}"#;
    let board = read("b.json", text.as_bytes()).unwrap();
    assert_eq!(
        board.left,
        [
            named("Our bike", "about"),
            named("Last year", "closed-column"),
            named("Weld", "comments-elsewhere"),
            named("Weld", "checks-elsewhere"),
            named("Weld", "attachment"),
        ]
    );
    let [weld, old] = board.cards.as_slice() else { panic!("{:?}", board.cards) };
    // What is done is not overdue here, and when it was due stays.
    assert_eq!((weld.due.as_str(), weld.fields["dueComplete"].as_str()), ("", "2026-03-03"));
    assert_eq!((weld.fields["start"].as_str(), weld.people[0].as_str()), ("2026-03-01", "ana"));
    let checks: Vec<&str> = weld.checks.iter().map(|(title, _)| title.as_str()).collect();
    assert_eq!(checks, ["Gas (ana, 2026-04-01)", "Mask"]);
    assert_eq!(weld.comments, [("bo".to_owned(), "Hi".to_owned())]);
    // Whatever lies in a list that is put away is put away with it.
    assert!(old.archived && !weld.archived);
}

#[test]
fn a_task_of_kanboard_tells_when_it_starts_and_how_urgent_it_is() {
    let text = r#"[{"name":"Default","columns":[{"title":"Backlog","project_name":"Bike","tasks":[
        {"id":7,"title":"Weld","date_due":0,"date_started":1625869800,"priority":2,"score":"0",
         "reference":"","nb_files":1,"tags":["urgent"],"is_active":0}]}]}]"#;
    let board = read("k.json", text.as_bytes()).unwrap();
    let card = &board.cards[0];
    assert_eq!((card.key.as_str(), card.due.as_str(), card.archived), ("7", "", true));
    let fields: Vec<(&str, &str)> =
        card.fields.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    assert_eq!(
        fields,
        [("Swimlane", "Default"), ("date_started", "2021-07-10"), ("priority", "2")]
    );
    assert_eq!(board.left, [named("Weld", "attachment")]);
}

/// An archive of several boards as Focalboard writes it by now, a line a block.
fn focal_archive() -> String {
    let block = |id: &str, parent: &str, kind: &str, title: &str, fields: Value| {
        json!({"type": "block", "data": {"id": id, "parentId": parent, "boardId": "b1",
            "schema": 1, "type": kind, "title": title, "fields": fields, "createAt": 1_640_281_433_899_i64,
            "deleteAt": 0}})
    };
    let board = |id: &str, title: &str| {
        json!({"type": "board", "data": {"id": id, "title": title, "description": "Use this template",
            "cardProperties": [
                {"id": "due", "name": "Échéance", "type": "date", "options": []},
                {"id": "seen", "name": "Seen", "type": "date", "options": []},
                {"id": "occ", "name": "Occurrence", "type": "select", "options": [
                    {"color": "propColorBlue", "id": "day", "value": "Daily"},
                    {"color": "propColorOrange", "id": "week", "value": "Weekly"}]},
                {"id": "done", "name": "Completed", "type": "checkbox", "options": []}]}})
    };
    let card = |id: &str, title: &str, more: Value| {
        let mut own =
            json!({"icon": "🔌", "isTemplate": false, "contentOrder": [], "properties": {}});
        for (key, value) in more.as_object().unwrap() {
            own[key] = value.clone();
        }
        block(id, "b1", "card", title, own)
    };
    let mut other = card("c9", "Of another", json!({}));
    other["data"]["boardId"] = json!("b2");
    let lines = [
        json!({"version": 2, "date": 1_643_788_318_628_i64}),
        board("b1", "Personal Tasks"),
        board("b2", "Shed"),
        block("v", "b1", "view", "Board", json!({"groupById": "occ", "cardOrder": ["c2", "c1"]})),
        card(
            "c1",
            "Pay bills",
            json!({"properties": {"occ": "week", "done": "true",
            "due": "{\"from\":1642161600000,\"to\":1642334400000}", "seen": "{\"from\":1642075200000}"},
            "contentOrder": ["t2", ["k1", "t1"]]}),
        ),
        card("c2", "Feed", json!({"properties": {"occ": "day"}})),
        card("c3", "Each week", json!({"isTemplate": true})),
        other,
        block("t1", "c1", "text", "at home", json!({})),
        block("k1", "c1", "checkbox", "Internet", json!({"value": true})),
        block("t2", "c1", "h2", "Where", json!({})),
        block("t3", "c1", "text", "", json!({})),
        block("i", "c1", "image", "", json!({"fileId": "76fwrj36hptg6dywka4k5mt3sph.png"})),
        block("n", "c1", "comment", "Paid", json!({})),
    ];
    lines.iter().map(|line| format!("{line}\n")).collect()
}

#[test]
fn an_archive_of_several_boards_brings_the_first_in_the_order_in_which_its_cards_lie() {
    let board = read("a.boardarchive", focal_archive().as_bytes()).unwrap();
    assert_eq!((board.name.as_str(), board.columns.len()), ("Personal Tasks", 2));
    assert_eq!(
        board.left,
        [
            named("Use this template", "about"),
            named("Shed", "other-board"),
            named("Pay bills", "attachment"),
            named("Each week", "template"),
        ]
    );
    let [feed, bills] = board.cards.as_slice() else { panic!("{:?}", board.cards) };
    assert_eq!((feed.title.as_str(), feed.column.as_str()), ("Feed", "Daily"));
    assert_eq!((bills.column.as_str(), bills.due.as_str()), ("Weekly", "2022-01-16"));
    let fields: Vec<(&str, &str)> =
        bills.fields.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    assert_eq!(fields, [("Completed", "true"), ("Seen", "2022-01-13"), ("Échéance", "2022-01-14")]);
    assert_eq!(bills.text, "## Where\n\nat home");
    assert_eq!((bills.checks.len(), bills.comments.len()), (1, 1));
}

#[test]
fn a_table_of_another_program_says_its_column_and_its_day_once() {
    let text = "Task Id,Status,Column,Due date,Assignee Username,Assignee Name,Title,Start date,Tags\n\
        7,Open,Backlog,2026-12-24 10:00,ana,Ana,Weld,2026-12-01,\"metal,urgent\",more\n";
    let board = read("kanboard.csv", text.as_bytes()).unwrap();
    let card = &board.cards[0];
    assert_eq!((card.column.as_str(), card.due.as_str()), ("Backlog", "2026-12-24"));
    assert_eq!((card.people.as_slice(), card.labels.len()), (&["Ana".to_owned()][..], 2));
    let fields: Vec<&str> = card.fields.keys().map(String::as_str).collect();
    assert_eq!(fields, ["Assignee Username", "Start date", "Status", "Task Id"]);
    assert_eq!(board.left, [named("Weld", "unknown")]);
    let text = "Card Name,List Name,Archived\nWeld,To do,true\nSand,To do,false\n";
    let board = read("trello.csv", text.as_bytes()).unwrap();
    assert_eq!(board.columns, ["To do"]);
    assert_eq!([board.cards[0].archived, board.cards[1].archived], [true, false]);
    // A table as a French office writes it, in the letters of Windows.
    let board = read("t.csv", b"Titre;\xc9tiquettes\nSouder;m\xe9tal\n").unwrap();
    assert_eq!(board.cards[0].labels, ["métal"]);
}
