//! What was noted, wished for and booked is taken back, and done again, as one deed each.

use std::collections::BTreeMap;

use etabli_api::{
    Condition, ErrorCode, Part, ProjectKind, RepairStage, RowKind, command::*, view::*,
};
use etabli_app::App;

use crate::computer::{Computer, found, item, join, sync};

async fn undo(app: &App) {
    app.run(Undo { space: None, step: None, earlier: false }).await.expect("it is taken back");
}

async fn redo(app: &App) {
    app.run(Redo { space: None, earlier: false }).await.expect("it is done again");
}

async fn show(app: &App, item: &str) -> ItemView {
    app.run(ShowItem { space: None, item: item.into() }).await.expect("it is shown")
}

fn worn(note: &str) -> NoteCondition {
    let told = ToldView {
        condition: Condition::Worn,
        missing: Vec::new(),
        note: note.into(),
        photo: None,
    };
    NoteCondition { space: None, item: "Saw".into(), told }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_noted_of_a_thing_is_taken_back_and_noted_again() {
    let here = Computer::new();
    let (ana, _) = found(&here).await;
    ana.run(item("Saw")).await.unwrap();
    ana.run(worn("dull")).await.unwrap();
    undo(&ana).await;
    let saw = show(&ana, "Saw").await;
    assert_eq!((saw.upkeep.condition, saw.upkeep.notes.len()), (None, 0));
    redo(&ana).await;
    assert_eq!(show(&ana, "Saw").await.upkeep.condition, Some(Condition::Worn));
    undo(&ana).await;
    assert_eq!(show(&ana, "Saw").await.upkeep.condition, None);

    let belt = OpenRepair { space: None, item: "Saw".into(), quantity: None, note: "belt".into() };
    let broken = ana.run(belt).await.unwrap();
    let repair = broken.upkeep.repairs[0].id.to_string();
    let mended = TellRepair {
        space: None,
        repair,
        stage: RepairStage::Resolved,
        note: String::new(),
        cost: "5".into(),
    };
    ana.run(mended).await.unwrap();
    assert_eq!(show(&ana, "Saw").await.row.available, 1);
    undo(&ana).await;
    assert_eq!(show(&ana, "Saw").await.row.status, ItemStatus::OutOfOrder);
    undo(&ana).await;
    let saw = show(&ana, "Saw").await;
    assert_eq!((saw.row.available, saw.upkeep.repairs.len()), (1, 0));
    // Opened again, it still is mended: nobody took that back a second time.
    redo(&ana).await;
    assert_eq!(show(&ana, "Saw").await.row.status, ItemStatus::OutOfOrder);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_becomes_a_stock_with_its_first_count_is_one_deed() {
    let here = Computer::new();
    let (ana, _) = found(&here).await;
    ana.run(AddItem { quantity: Some(40), ..item("Screws") }).await.unwrap();
    let details = BTreeMap::from([("unit".to_owned(), "pieces".to_owned())]);
    let becomes =
        SetAttributes { space: None, item: "Screws".into(), details, fields: BTreeMap::new() };
    let screws = ana.run(becomes).await.unwrap();
    assert_eq!((screws.row.stock, screws.row.unit.as_str()), (40, "pieces"));
    undo(&ana).await;
    let screws = show(&ana, "Screws").await;
    assert_eq!((screws.row.stock, screws.row.unit.as_str()), (0, ""));
    redo(&ana).await;
    let screws = show(&ana, "Screws").await;
    assert_eq!((screws.row.stock, screws.row.unit.as_str()), (40, "pieces"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wish_is_taken_back_and_made_again() {
    let here = Computer::new();
    let (ana, _) = found(&here).await;
    let wish = AddWish { space: None, name: "Lathe".into(), note: String::new() };
    ana.run(wish).await.unwrap();
    let list = || ListWishes { space: None, all: false };
    undo(&ana).await;
    assert_eq!(ana.run(list()).await.unwrap().len(), 0);
    redo(&ana).await;
    assert_eq!(ana.run(list()).await.unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_booking_is_taken_back_and_made_again_where_it_is_still_free() {
    let here = Computer::new();
    let (ana, _) = found(&here).await;
    ana.run(item("Saw")).await.unwrap();
    let book = |from: &str, to: &str| Book {
        space: None,
        resource: "Saw".into(),
        from: from.into(),
        to: to.into(),
        zone: Some("UTC".into()),
        repeat: None,
        quantity: None,
        all_the_same: false,
        what_for: None,
    };
    let going = async |app: &App| {
        let list =
            ListBookings { space: None, resource: None, of: None, all: false, to_confirm: false };
        app.run(list).await.expect("they are listed").len()
    };
    let made = ana.run(book("+3d 10:00", "12:00")).await.unwrap();
    undo(&ana).await;
    assert_eq!(going(&ana).await, 0);
    redo(&ana).await;
    assert_eq!(going(&ana).await, 1);
    undo(&ana).await;
    let made = ana.run(book("+3d 10:00", "12:00")).await.map(|it| it.id).unwrap_or(made.id);
    let cancel = || CancelBooking { space: None, booking: made.to_string() };
    ana.run(cancel()).await.unwrap();
    assert_eq!(ana.run(cancel()).await.unwrap_err().code, ErrorCode::BookingEnded);
    undo(&ana).await;
    assert_eq!(going(&ana).await, 1);
}

async fn me(app: &App) -> PersonView {
    app.run(ShowPerson { space: None, member: None }).await.expect("it is shown")
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_says_of_oneself_is_taken_back() {
    let here = Computer::new();
    let (ana, _) = found(&here).await;
    let skill = |kinds: &[&str], level: &str, note: &str| SetSkill {
        space: None,
        skill: "Welding".into(),
        kinds: kinds.iter().map(|kind| (*kind).to_owned()).collect(),
        level: Some(level.into()),
        note: note.into(),
    };
    ana.run(skill(&["can"], "able", "TIG")).await.unwrap();
    ana.run(skill(&["can", "teach"], "expert", "TIG and MIG")).await.unwrap();
    undo(&ana).await;
    let one = me(&ana).await.skills.remove(0);
    assert_eq!((one.kinds.as_slice(), one.level.as_str()), (&["can".to_owned()][..], "able"));
    assert_eq!(one.note, "TIG");
    redo(&ana).await;
    assert_eq!(me(&ana).await.skills[0].level, "expert");
    ana.run(skill(&[], "able", "")).await.unwrap();
    assert_eq!(me(&ana).await.skills.len(), 0);
    undo(&ana).await;
    assert_eq!(me(&ana).await.skills[0].note, "TIG and MIG");
    undo(&ana).await;
    undo(&ana).await;
    assert_eq!(me(&ana).await.skills.len(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_of_people_outside_is_taken_back_in_one_step() {
    let here = Computer::new();
    let (ana, _) = found(&here).await;
    let card = |name: &str| format!("BEGIN:VCARD\nFN:{name}\nEND:VCARD\n");
    let text = ["Bo", "Cy", "Di"].map(card).concat();
    let all = ana.run(ImportContacts { space: None, text, look: false }).await.unwrap();
    assert_eq!(all.people.len(), 3);
    undo(&ana).await;
    let listed = ListPeople {
        space: None,
        words: String::new(),
        skill: None,
        kind: None,
        level: None,
        language: None,
        day: None,
        most: None,
    };
    let outside =
        |view: &PeopleView| view.people.iter().filter(|one| one.outsider.is_some()).count();
    assert_eq!(outside(&ana.run(listed.clone()).await.unwrap()), 0);
    redo(&ana).await;
    assert_eq!(outside(&ana.run(listed).await.unwrap()), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_is_taken_back_and_what_another_wrote_in_it_stays() {
    let (here, there) = (Computer::new(), Computer::new());
    let (ana, _) = found(&here).await;
    let bo = join(&ana, &there, "Bo").await;
    let start = StartProject {
        space: None,
        kind: ProjectKind::Project,
        name: "Bike".into(),
        summary: String::new(),
        from: None,
    };
    ana.run(start).await.unwrap();
    let part = TakePart {
        space: None,
        project: "Bike".into(),
        member: Some("Bo".into()),
        part: Part::Member,
    };
    ana.run(part).await.unwrap();
    let card = WriteRow {
        space: None,
        project: "Bike".into(),
        kind: RowKind::Card,
        row: None,
        fields: BTreeMap::from([("title".to_owned(), "Weld".to_owned())]),
        flags: BTreeMap::new(),
    };
    ana.run(card).await.unwrap();
    let text = |text: &str| WriteText {
        space: None,
        project: "Bike".into(),
        card: "Weld".into(),
        version: String::new(),
        text: text.into(),
    };
    ana.run(text("Cut the tube.")).await.unwrap();
    ana.run(text("Cut the long tube.")).await.unwrap();
    bo.run(sync()).await.unwrap();
    bo.run(text("Cut the long tube. Then weld.")).await.unwrap();
    bo.run(sync()).await.unwrap();
    let read = async |app: &App| {
        let (space, project) = (None, "Bike".into());
        app.run(ShowCard { space, project, card: "Weld".into() }).await.unwrap().text
    };
    undo(&ana).await;
    assert_eq!(read(&ana).await, "Cut the tube. Then weld.");
    redo(&ana).await;
    assert_eq!(read(&ana).await, "Cut the long tube. Then weld.");
    // Bo takes back what Bo wrote, and nothing else.
    bo.run(sync()).await.unwrap();
    undo(&bo).await;
    assert_eq!(read(&bo).await, "Cut the long tube.");
    bo.run(sync()).await.unwrap();
    assert_eq!(read(&ana).await, "Cut the long tube.");
    ana.shutdown().await;
    bo.shutdown().await;
}
