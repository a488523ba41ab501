//! Projects through the application: who may write, boards that two people change at once, calls.

use std::collections::BTreeMap;

use etabli_api::{ApiError, ErrorCode, Part, ProjectKind, RowKind, command::*, view::*};
use etabli_app::App;

use crate::computer::{Computer, found, item, join, state, sync};

const BIKE: &str = "Cargo bike";

fn start(name: &str, kind: ProjectKind) -> StartProject {
    StartProject { space: None, kind, name: name.into(), summary: String::new(), from: None }
}

fn write(kind: RowKind, row: Option<&str>, fields: &[(&str, &str)], on: &[&str]) -> WriteRow {
    let fields = fields.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned()));
    WriteRow {
        space: None,
        project: BIKE.into(),
        kind,
        row: row.map(str::to_owned),
        fields: fields.collect(),
        flags: on.iter().map(|flag| ((*flag).to_owned(), true)).collect(),
    }
}

fn card(title: &str) -> WriteRow {
    write(RowKind::Card, None, &[("title", title)], &[])
}

fn to(card: &str, column: &str, before: Option<&str>) -> MoveCard {
    let before = before.map(str::to_owned);
    MoveCard { space: None, project: BIKE.into(), card: card.into(), column: column.into(), before }
}

fn part(member: Option<&str>, part: Part) -> TakePart {
    TakePart { space: None, project: BIKE.into(), member: member.map(str::to_owned), part }
}

fn text(card: &str, version: &str, text: &str) -> WriteText {
    let (version, text) = (version.into(), text.into());
    WriteText { space: None, project: BIKE.into(), card: card.into(), version, text }
}

fn activity() -> ListActivity {
    let (member, item, part, since, after) = (None, None, None, None, None);
    ListActivity { space: None, member, item, part, since, after, limit: 0 }
}

async fn refused<C: etabli_api::Command>(app: &App, command: C) -> ApiError
where
    C::Reply: std::fmt::Debug,
{
    app.run(command).await.expect_err("the command is refused")
}

async fn board(app: &App) -> BoardView {
    let ask = ShowBoard {
        space: None,
        project: BIKE.into(),
        words: String::new(),
        label: String::new(),
        member: String::new(),
        lanes: String::new(),
        archived: false,
    };
    app.run(ask).await.expect("it is shown")
}

/// Returns the titles of each column that has cards.
async fn lie(app: &App) -> BTreeMap<String, Vec<String>> {
    let view = board(app).await;
    let lane = view.lanes.first().expect("a board has a lane");
    let cells = view.columns.iter().zip(&lane.cells);
    let titles = |cell: &Vec<CardRow>| cell.iter().map(|card| card.title.clone()).collect();
    cells
        .filter(|(_, cell)| !cell.is_empty())
        .map(|(column, cell)| (column.name.clone(), titles(cell)))
        .collect()
}

async fn shown(app: &App, card: &str) -> CardView {
    let (space, project) = (None, BIKE.into());
    app.run(ShowCard { space, project, card: card.into() }).await.expect("it is shown")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_project_is_its_holders_and_nobody_else_writes_in_it() {
    let (here, there) = (Computer::new(), Computer::new());
    let (ana, _) = found(&here).await;
    let bo = join(&ana, &there, "Bo").await;
    let project = bo.run(start(BIKE, ProjectKind::Project)).await.unwrap();
    assert!(project.can_decide && project.fields.iter().any(|field| field.key == "stage"));
    bo.run(card("Weld")).await.unwrap();
    bo.run(sync()).await.unwrap();
    // Ana is the steward of the space, and has no say in a project.
    assert_eq!(refused(&ana, card("Paint")).await.code, ErrorCode::NotYourProject);
    assert_eq!(refused(&ana, part(None, Part::Holder)).await.code, ErrorCode::NotYourProject);
    let asks = ana.run(part(None, Part::Asks)).await.unwrap();
    assert_eq!((asks.row.part, asks.can_edit), (Part::Asks, false));
    bo.run(sync()).await.unwrap();
    bo.run(part(Some("Ana"), Part::Member)).await.unwrap();
    bo.run(sync()).await.unwrap();
    ana.run(card("Paint")).await.unwrap();
    bo.run(sync()).await.unwrap();
    for app in [&ana, &bo] {
        assert_eq!(lie(app).await["stage:idea"], ["Weld", "Paint"]);
    }
    bo.run(part(Some("Ana"), Part::Out)).await.unwrap();
    bo.run(sync()).await.unwrap();
    assert_eq!(refused(&ana, card("More")).await.code, ErrorCode::NotYourProject);
    assert_eq!(lie(&ana).await["stage:idea"], ["Weld", "Paint"]);
    assert_eq!(state(&ana).await, state(&bo).await);
    ana.shutdown().await;
    bo.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_project_that_is_started_is_told_once_and_undo_leaves_its_name() {
    let here = Computer::new();
    let (ana, _) = found(&here).await;
    ana.run(item("Drill")).await.unwrap();
    let idea = StartProject { summary: "To carry planks".into(), ..start(BIKE, ProjectKind::Idea) };
    ana.run(idea).await.unwrap();
    let told = ana.run(activity()).await.unwrap();
    let kinds: Vec<_> = told.done.iter().flat_map(|it| &it.deeds).map(|it| it.kind).collect();
    assert_eq!(kinds[..2], [DeedKind::ProjectStarted, DeedKind::ItemAdded]);
    // What can be undone is what came before: a project without a name would be none.
    ana.run(Undo { space: None, step: None, earlier: true }).await.unwrap();
    assert_eq!(board(&ana).await.name, BIKE);
    assert_eq!(ana.run(ListBin { space: None }).await.unwrap().len(), 1);
    ana.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_two_do_on_one_board_while_apart_all_stays() {
    let (here, there) = (Computer::new(), Computer::new());
    let (ana, _) = found(&here).await;
    let bo = join(&ana, &there, "Bo").await;
    ana.run(start(BIKE, ProjectKind::Project)).await.unwrap();
    ana.run(part(Some("Bo"), Part::Member)).await.unwrap();
    for title in ["Weld", "Paint", "Ride"] {
        ana.run(card(title)).await.unwrap();
    }
    let first = ana.run(text("Weld", "", "Cut the tube.")).await.unwrap();
    bo.run(sync()).await.unwrap();
    let seen = shown(&bo, "Weld").await;
    assert_eq!((&*seen.text, &seen.version), ("Cut the tube.", &first.version));
    // Neither knows what the other does from here on, also where the link is quick.
    ana.run(text("Weld", &first.version, "Cut the long tube.")).await.unwrap();
    bo.run(text("Weld", &first.version, "Cut the tube. Then weld.")).await.unwrap();
    ana.run(to("Ride", "prototype", None)).await.unwrap();
    bo.run(to("Ride", "test", None)).await.unwrap();
    bo.run(to("Paint", "idea", Some("Weld"))).await.unwrap();
    let need = [("what", "tool"), ("words", "TIG welder")];
    ana.run(write(RowKind::Need, None, &need, &[])).await.unwrap();
    let other = [("what", "skill"), ("words", "Welding")];
    bo.run(write(RowKind::Need, None, &other, &[])).await.unwrap();
    bo.run(sync()).await.unwrap();
    for app in [&ana, &bo] {
        assert_eq!(shown(app, "Weld").await.text, "Cut the long tube. Then weld.");
        let lie = lie(app).await;
        assert_eq!(lie["stage:idea"], ["Paint", "Weld"]);
        assert_eq!(lie.values().map(Vec::len).sum::<usize>(), 3);
        let project = ShowProject { space: None, project: BIKE.into() };
        assert_eq!(app.run(project).await.unwrap().needs.len(), 2);
    }
    assert_eq!(state(&ana).await, state(&bo).await);
    ana.shutdown().await;
    bo.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_card_says_all_that_is_on_it_and_moves_can_be_undone() {
    let here = Computer::new();
    let (ana, _) = found(&here).await;
    ana.run(start(BIKE, ProjectKind::Project)).await.unwrap();
    for title in ["Weld", "Paint", "Ride"] {
        ana.run(card(title)).await.unwrap();
    }
    let said = [("due", "2020-01-31"), ("field:Colour", "Red")];
    let on = ["label:metal", "for:Ana"];
    ana.run(write(RowKind::Card, Some("Weld"), &said, &on)).await.unwrap();
    let wrong = write(RowKind::Card, Some("Weld"), &[("due", "soon")], &[]);
    assert_eq!(refused(&ana, wrong).await.code, ErrorCode::BadDate);
    ana.run(write(RowKind::Check, None, &[("of", "Weld"), ("title", "Gas")], &[])).await.unwrap();
    ana.run(write(RowKind::Check, Some("Gas"), &[], &["done"])).await.unwrap();
    let words = [("of", "Weld"), ("words", "*Mind* the gap")];
    ana.run(write(RowKind::Comment, None, &words, &[])).await.unwrap();
    let relate = |one: &str, how: &str, other: &str| {
        write(RowKind::Relation, None, &[("of", one), ("what", how), ("to", other)], &[])
    };
    ana.run(relate("Weld", "blocks", "Paint")).await.unwrap();
    let twice = relate("Paint", "blocked-by", "Weld");
    assert_eq!(refused(&ana, twice).await.code, ErrorCode::NothingToChange);
    ana.run(relate("Paint", "blocks", "Weld")).await.unwrap();
    let view = shown(&ana, "Weld").await;
    assert_eq!((view.row.checks.as_str(), view.row.comments, view.row.late), ("1/1", 1, true));
    assert_eq!((view.labels, view.fields["Colour"].as_str()), (vec!["metal".to_owned()], "Red"));
    assert_eq!((view.circle, view.row.blockers), (vec!["Weld".to_owned(), "Paint".to_owned()], 1));
    assert_eq!(view.comments[0].by_name, "Ana");
    let tasks = ana.run(ListTasks { space: None, all: false }).await.unwrap();
    assert_eq!((tasks[0].card.title.as_str(), tasks[0].column.as_str()), ("Weld", "stage:idea"));
    ana.run(to("Weld", "done", None)).await.unwrap();
    assert_eq!(ana.run(ListTasks { space: None, all: false }).await.unwrap(), []);
    ana.run(Undo { space: None, step: None, earlier: false }).await.unwrap();
    assert_eq!(lie(&ana).await["stage:idea"], ["Weld", "Paint", "Ride"]);
    // A column that is taken away leaves its cards.
    ana.run(write(RowKind::Column, Some("idea"), &[], &["withdrawn"])).await.unwrap();
    assert_eq!(lie(&ana).await[""].len(), 3);
    ana.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_idea_finds_supporters_and_becomes_a_project_that_answers_a_call() {
    let (here, there) = (Computer::new(), Computer::new());
    let (ana, _) = found(&here).await;
    let bo = join(&ana, &there, "Bo").await;
    ana.run(start(BIKE, ProjectKind::Idea)).await.unwrap();
    ana.run(start("Call 2026", ProjectKind::Call)).await.unwrap();
    bo.run(sync()).await.unwrap();
    let back = BackProject { space: None, project: BIKE.into(), backs: true };
    assert_eq!(bo.run(back).await.unwrap().backers, ["Bo"]);
    let turn = TurnProject { space: None, project: BIKE.into(), kind: ProjectKind::Project };
    assert_eq!(refused(&bo, turn.clone()).await.code, ErrorCode::NotYourProject);
    assert_eq!(ana.run(turn).await.unwrap().row.kind, ProjectKind::Project);
    let answer =
        ApplyToCall { space: None, call: "Call".into(), project: BIKE.into(), applies: true };
    assert_eq!(refused(&bo, answer.clone()).await.code, ErrorCode::NotYourProject);
    assert_eq!(ana.run(answer.clone()).await.unwrap().applications[0].name, BIKE);
    let choose = ChooseInCall { space: None, call: "Call".into(), projects: vec![BIKE.into()] };
    let call = ana.run(choose).await.unwrap();
    assert!(call.chosen && call.applications[0].chosen);
    let closed = EditProject {
        space: None,
        project: "Call".into(),
        fields: BTreeMap::from([("deadline".to_owned(), "2020-01-31".to_owned())]),
        archived: None,
    };
    ana.run(closed).await.unwrap();
    assert_eq!(refused(&ana, answer).await.code, ErrorCode::CallClosed);
    ana.shutdown().await;
    bo.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_project_is_made_after_another_and_written_out() {
    let here = Computer::new();
    let (ana, _) = found(&here).await;
    ana.run(start("Trailer", ProjectKind::Project)).await.unwrap();
    let weld = WriteRow { project: "Trailer".into(), ..card("<b>Weld</b>") };
    ana.run(weld).await.unwrap();
    let copy = StartProject { from: Some("Trailer".into()), ..start(BIKE, ProjectKind::Project) };
    let copy = ana.run(copy).await.unwrap();
    assert_eq!(copy.from.map(|(_, name)| name).as_deref(), Some("Trailer"));
    assert_eq!(lie(&ana).await["stage:idea"], ["<b>Weld</b>"]);
    assert_eq!(board(&ana).await.columns.len(), 6);
    ana.run(card("Paint")).await.unwrap();
    let said = [("of", "Paint"), ("words", "In **red**, <please>")];
    ana.run(write(RowKind::Comment, None, &said, &[])).await.unwrap();
    let first = [("of", "Paint"), ("what", "blocks"), ("to", "<b>Weld</b>")];
    ana.run(write(RowKind::Relation, None, &first, &[])).await.unwrap();
    for (form, said) in [
        (ProjectForm::Csv, "relation-blocks <b>Weld</b>,,,\"Ana: In red, <please>\""),
        (ProjectForm::Markdown, "*card-relations*: relation-blocks \\<b\\>Weld"),
        (ProjectForm::Markdown, "#### card-comments\n\n- Ana: In red, \\<please\\>"),
        (ProjectForm::Html, "<p><b>Ana</b></p><p>In <strong>red</strong>, &lt;please&gt;</p>"),
    ] {
        let words = BTreeMap::new();
        let asked = ExportProject { space: None, project: BIKE.into(), form, words };
        let file = ana.run(asked).await.unwrap();
        assert!(file.content.contains(said), "{}", file.content);
    }
    for (form, weld) in [
        (ProjectForm::Csv, "<b>Weld</b>,stage-idea"),
        (ProjectForm::Markdown, "### \\<b\\>Weld\\</b\\>"),
        (ProjectForm::Html, "<h3>&lt;b&gt;Weld&lt;/b&gt;</h3>"),
    ] {
        let words = BTreeMap::new();
        let file = ana
            .run(ExportProject { space: None, project: BIKE.into(), form, words })
            .await
            .unwrap();
        assert!(file.content.contains(weld), "{}", file.content);
    }
    ana.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_board_of_another_program_comes_once_and_goes_with_one_step() {
    let here = Computer::new();
    let (ana, _) = found(&here).await;
    ana.run(start(BIKE, ProjectKind::Project)).await.unwrap();
    let file = r#"{"name":"Bike","lists":[{"id":"l","name":"To do","pos":1}],
        "members":[{"id":"m","fullName":"Ana"},{"id":"n","fullName":"Nobody"}],
        "cards":[{"id":"c","name":"Weld","desc":"TIG","idList":"l","due":"2026-12-24T10:00:00Z",
        "labels":[{"name":"metal"}],"idMembers":["m","n"],"pos":1}],
        "checklists":[{"idCard":"c","checkItems":[{"name":"Gas","state":"complete","pos":1}]}]}"#;
    let bring = |write| ImportBoard {
        space: None,
        project: BIKE.into(),
        name: "bike.json".into(),
        content: base64::Engine::encode(&base64::prelude::BASE64_STANDARD, file),
        write,
    };
    let looked = ana.run(bring(false)).await.unwrap();
    assert_eq!((looked.cards, looked.columns, looked.checks, looked.written), (1, 1, 1, false));
    assert_eq!(looked.left, [("Weld: Nobody".to_owned(), "person".to_owned())]);
    assert_eq!(lie(&ana).await, BTreeMap::new());
    ana.run(bring(true)).await.unwrap();
    let card = shown(&ana, "Weld").await;
    assert_eq!((card.text.as_str(), card.row.due.as_str()), ("TIG", "2026-12-24"));
    assert_eq!(
        (card.row.checks.as_str(), card.row.people.as_slice()),
        ("1/1", &["Ana".into()][..])
    );
    let again = ana.run(bring(true)).await.unwrap();
    assert_eq!((again.cards, again.known, again.columns), (0, 1, 0));
    ana.run(Undo { space: None, step: None, earlier: false }).await.unwrap();
    assert_eq!((lie(&ana).await, board(&ana).await.archived), (BTreeMap::new(), 1));
    ana.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_no_room_on_a_card_is_parted_or_named() {
    fn letters(passage: &Passage) -> usize {
        passage.text.chars().count() + passage.inside.iter().map(letters).sum::<usize>()
    }
    let here = Computer::new();
    let (ana, _) = found(&here).await;
    ana.run(start(BIKE, ProjectKind::Project)).await.unwrap();
    let (said, label) = ("é".repeat(9_000), "l".repeat(300));
    let file = serde_json::json!({"name": "Bike", "lists": [{"id": "l", "name": "To do"}],
        "cards": [{"id": "c", "name": " ", "desc": "## Weld\nTIG", "idList": "l",
            "labels": [{"name": label}, {"name": "metal"}]}],
        "actions": [{"type": "commentCard", "data": {"card": {"id": "c"}, "text": said},
            "memberCreator": {"fullName": "Bo"}}]});
    let bring = ImportBoard {
        space: None,
        project: BIKE.into(),
        name: "bike.json".into(),
        content: base64::Engine::encode(&base64::prelude::BASE64_STANDARD, file.to_string()),
        write: true,
    };
    let brought = ana.run(bring).await.unwrap();
    assert_eq!(brought.left, [(format!("Weld: {label}"), "name".to_owned())]);
    // A card without a title is called by what it says; a long comment is several.
    let card = shown(&ana, "Weld").await;
    assert_eq!(card.row.labels, ["metal"]);
    let read = card.comments.iter().map(|it| it.prose.iter().map(letters).sum());
    assert_eq!(read.collect::<Vec<usize>>(), [4_000 - "****".len(), 4_000, 1_008]);
    ana.shutdown().await;
}
