//! What nobody should type or send, through the commands: refused or shown with what would help, and
//! nothing lost. Each test is named after what goes wrong.

use std::collections::BTreeMap;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use etabli_api::{ApiError, ErrorCode, Part, ProjectKind, RowKind, StockWhy, command::*, view::*};
use etabli_app::App;

use crate::computer::{Computer, book, found, item, join, lend, sync};

async fn refused<C: etabli_api::Command>(app: &App, command: C) -> ApiError
where
    C::Reply: std::fmt::Debug,
{
    app.run(command).await.expect_err("the command is refused")
}

async fn bookings(app: &App) -> usize {
    let list = ListBookings { space: None, resource: None, of: None, all: true, to_confirm: false };
    app.run(list).await.expect("they are listed").len()
}

fn repeated(from: &str, to: &str, repeat: &str) -> Book {
    Book { repeat: Some(repeat.into()), ..book("Saw", from, to) }
}

fn said(of: &str, detail: &str, text: &str) -> SetDetails {
    let details = BTreeMap::from([(detail.to_owned(), text.to_owned())]);
    SetDetails { space: None, of: Some(of.into()), details }
}

fn nothing_of(item: &str) -> EditItem {
    EditItem {
        space: None,
        item: item.into(),
        name: None,
        tag: None,
        category: None,
        place: None,
        quantity: None,
        note: None,
    }
}

async fn with_a_saw(here: &Computer) -> App {
    let (ana, _) = found(here).await;
    ana.run(item("Saw")).await.expect("it is added");
    ana
}

#[tokio::test(flavor = "multi_thread")]
async fn swapped_dates_are_refused() {
    let here = Computer::new();
    let ana = with_a_saw(&here).await;
    let swapped = refused(&ana, book("Saw", "+5d 10:00", "+3d 10:00")).await;
    assert_eq!(swapped.code, ErrorCode::EndBeforeStart);
    let lent =
        LendItem { since: Some("today".into()), due: Some("-3d".into()), ..lend("Saw", "Ana") };
    let lent = refused(&ana, lent).await;
    assert!(matches!(lent.code, ErrorCode::DueBeforeStart | ErrorCode::BadDate), "{lent:?}");
    let closed = said("Saw", "exception:", "closed 2027-02-03T00:00 2027-02-01T00:00 Oops");
    assert_eq!(refused(&ana, closed).await.code, ErrorCode::BadDetail);
    assert_eq!(bookings(&ana).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_booking_of_no_length_is_refused() {
    let here = Computer::new();
    let ana = with_a_saw(&here).await;
    let none = refused(&ana, book("Saw", "+3d 10:00", "+3d 10:00")).await;
    assert_eq!(none.code, ErrorCode::EndBeforeStart);
    assert_eq!(bookings(&ana).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_years_0_and_9999_are_refused_or_kept_as_they_are() {
    let here = Computer::new();
    let ana = with_a_saw(&here).await;
    for (from, to) in
        [("0000-01-01 10:00", "0000-01-01 11:00"), ("9999-12-31 10:00", "9999-12-31 11:00")]
    {
        let answer = ana.run(book("Saw", from, to)).await;
        if let Err(error) = answer {
            assert!(
                matches!(error.code, ErrorCode::BadTime | ErrorCode::BookingInPast),
                "{from}: {error:?}"
            );
        }
    }
    for due in ["0000-01-01", "9999-12-31"] {
        let answer = ana.run(LendItem { due: Some(due.into()), ..lend("Saw", "Ana") }).await;
        let known =
            |error: &ApiError| matches!(error.code, ErrorCode::BadDate | ErrorCode::DueBeforeStart);
        assert!(answer.as_ref().err().is_none_or(known), "{due}: {answer:?}");
    }
    // Whatever was taken can be shown again.
    bookings(&ana).await;
    ana.run(ShowItem { space: None, item: "Saw".into() }).await.expect("it is shown");
    let week = ListPlanning {
        space: None,
        from: Some("9999-12-28".into()),
        days: None,
        resource: None,
        zone: Some("UTC".into()),
    };
    if let Err(error) = ana.run(week).await {
        assert_ne!(error.code, ErrorCode::Internal, "{error:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recurrence_without_an_end_is_refused() {
    let here = Computer::new();
    let ana = with_a_saw(&here).await;
    for rule in ["FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO", "FREQ=DAILY;COUNT=4000000000"] {
        let error = refused(&ana, repeated("+3d 10:00", "11:00", rule)).await;
        assert!(
            matches!(error.code, ErrorCode::BadRepeat | ErrorCode::BookingTooLong),
            "{rule}: {error:?}"
        );
    }
    assert_eq!(bookings(&ana).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_place_is_told_and_takes_nothing_with_it() {
    let here = Computer::new();
    let ana = with_a_saw(&here).await;
    let place = |name: &str| AddPlace { space: None, name: name.into(), inside: None };
    ana.run(place("Cellar")).await.unwrap();
    let away = || RemovePlace { space: None, place: "Cellar".into() };
    let edit = EditItem { place: Some("Cellar".into()), ..nothing_of("Saw") };
    ana.run(edit).await.unwrap();
    assert_eq!(refused(&ana, away()).await.code, ErrorCode::PlaceInUse);
    let empty = EditItem { place: Some(String::new()), ..nothing_of("Saw") };
    ana.run(empty).await.unwrap();
    ana.run(away()).await.unwrap();
    assert_eq!(refused(&ana, book("Cellar", "+3d 10:00", "11:00")).await.code, ErrorCode::NotFound);
    let saw = ana.run(ShowItem { space: None, item: "Saw".into() }).await.unwrap();
    assert_eq!(saw.row.place, "");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tag_used_twice_is_told_and_both_things_stay() {
    let here = Computer::new();
    let ana = with_a_saw(&here).await;
    for name in ["Drill", "Plane"] {
        ana.run(AddItem { tag: Some("T-1".into()), ..item(name) }).await.unwrap();
    }
    assert_eq!(refused(&ana, lend("T-1", "Ana")).await.code, ErrorCode::Ambiguous);
    let chores = ana.run(ListChores { space: None }).await.unwrap();
    let twice = chores.iter().filter(|chore| chore.kind == ChoreKind::TagTwice);
    assert!(twice.count() > 0, "{chores:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kit_that_contains_itself_is_refused() {
    let here = Computer::new();
    let ana = with_a_saw(&here).await;
    ana.run(item("Case")).await.unwrap();
    let parts = |kit: &str, part: &str| SetAttributes {
        space: None,
        item: kit.into(),
        details: BTreeMap::from([("parts".to_owned(), part.to_owned())]),
        fields: BTreeMap::new(),
    };
    let itself = refused(&ana, parts("Case", "1 Case")).await;
    assert_eq!(itself.code, ErrorCode::KitContainsItself);
    ana.run(parts("Case", "1 Saw")).await.unwrap();
    let round = refused(&ana, parts("Saw", "1 Case")).await;
    assert_eq!(round.code, ErrorCode::KitContainsItself);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_who_left_with_a_loan_open_is_told_and_it_comes_back() {
    let (here, there) = (Computer::new(), Computer::new());
    let ana = with_a_saw(&here).await;
    let bo = join(&ana, &there, "Bo").await;
    let loan = ana.run(lend("Saw", "Bo")).await.unwrap();
    bo.run(sync()).await.unwrap();
    bo.run(LeaveSpace { space: None }).await.unwrap();
    bo.run(sync()).await.ok();
    ana.run(sync()).await.ok();
    let chores = ana.run(ListChores { space: None }).await.unwrap();
    assert!(chores.iter().any(|chore| chore.kind == ChoreKind::HolderGone), "{chores:?}");
    let back = ReturnItem { space: None, ..ReturnItem::from(loan.id) };
    assert_eq!(ana.run(back).await.unwrap().status, LoanStatus::Returned);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_negative_stock_is_a_state_with_a_task() {
    let here = Computer::new();
    let ana = with_a_saw(&here).await;
    ana.run(AddItem { quantity: Some(3), ..item("Screws") }).await.unwrap();
    let unit = BTreeMap::from([("unit".to_owned(), "pieces".to_owned())]);
    let counted = SetAttributes {
        space: None,
        item: "Screws".into(),
        details: unit,
        fields: BTreeMap::new(),
    };
    ana.run(counted).await.unwrap();
    let used = MoveStock {
        space: None,
        item: "Screws".into(),
        why: StockWhy::Used,
        amount: 5,
        note: String::new(),
    };
    let screws = ana.run(used).await.unwrap();
    assert_eq!((screws.row.stock, screws.row.status), (-2, ItemStatus::Short));
    let chores = ana.run(ListChores { space: None }).await.unwrap();
    assert!(chores.iter().any(|chore| chore.kind == ChoreKind::Short), "{chores:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn files_of_others_in_any_encoding_are_read_or_refused_with_a_sentence() {
    let here = Computer::new();
    let ana = with_a_saw(&here).await;
    let utf16: Vec<u8> =
        "\u{feff}Nom;Quantité\r\nÉtau;2\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let latin = b"Nom;Quantit\xe9\r\n\xc9tau droit;2\r\n".to_vec();
    let mut noise = vec![0xff, 0xfe, 0x00, 0xd8, 0x00];
    noise.extend((0..=255).cycle().take(4_000));
    for (bytes, created) in [
        (utf16, 1),
        (latin, 1),
        (b"PK\x03\x04 not a workbook".to_vec(), 0),
        (noise, 0),
        (Vec::new(), 0),
    ] {
        let import = ImportItems {
            space: None,
            file_name: "list.csv".into(),
            content: STANDARD.encode(&bytes),
            format: "auto".into(),
            map: BTreeMap::new(),
            dry_run: false,
        };
        match ana.run(import).await {
            Ok(report) => {
                let told = report.created as usize + report.refused.len();
                assert!(report.created >= created && told > 0, "{report:?}");
            }
            Err(error) => {
                assert!(created == 0 && error.code != ErrorCode::Internal, "{error:?}");
            }
        }
    }
}

fn row(kind: RowKind, fields: &[(&str, &str)], on: &[String]) -> WriteRow {
    let fields = fields.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned()));
    WriteRow {
        space: None,
        project: "Bike".into(),
        kind,
        row: None,
        fields: fields.collect(),
        flags: on.iter().map(|flag| (flag.clone(), true)).collect(),
    }
}

async fn with_a_project(app: &App) {
    let (kind, name) = (ProjectKind::Project, "Bike".to_owned());
    let start = StartProject { space: None, kind, name, summary: String::new(), from: None };
    app.run(start).await.expect("it is started");
}

async fn card(app: &App, card: &str) -> CardView {
    let (project, card) = ("Bike".to_owned(), card.to_owned());
    app.run(ShowCard { space: None, project, card }).await.expect("it is shown")
}

#[tokio::test(flavor = "multi_thread")]
async fn cards_that_block_each_other_in_a_circle_are_told_and_open() {
    let here = Computer::new();
    let (ana, _) = found(&here).await;
    with_a_project(&ana).await;
    for title in ["Cut", "Weld", "Paint"] {
        ana.run(row(RowKind::Card, &[("title", title)], &[])).await.unwrap();
    }
    for (from, to) in [("Cut", "Weld"), ("Weld", "Paint"), ("Paint", "Cut")] {
        let fields = [("of", from), ("to", to), ("what", "blocks")];
        ana.run(row(RowKind::Relation, &fields, &[])).await.unwrap();
    }
    let itself = [("of", "Cut"), ("to", "Cut"), ("what", "blocks")];
    refused(&ana, row(RowKind::Relation, &itself, &[])).await;
    let shown = card(&ana, "Weld").await;
    assert_eq!(shown.circle.first().map(String::as_str), Some("Weld"));
    assert_eq!((shown.circle.len() >= 3, shown.row.blockers), (true, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_thousand_labels_are_counted_and_one_more_is_refused() {
    let here = Computer::new();
    let (ana, _) = found(&here).await;
    with_a_project(&ana).await;
    let labels: Vec<String> = (0..10_000).map(|number| format!("label:l{number:05}")).collect();
    ana.run(row(RowKind::Card, &[("title", "Weld")], &labels)).await.unwrap();
    let shown = card(&ana, "Weld").await;
    assert_eq!((shown.row.labels.len(), shown.row.more), (8, 9_992));
    let one = WriteRow {
        row: Some("Weld".into()),
        ..row(RowKind::Card, &[], &["label:more".to_owned()])
    };
    assert_eq!(refused(&ana, one).await.code, ErrorCode::TextTooLong);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_leaves_in_the_middle_is_still_named_on_their_cards() {
    let (here, there) = (Computer::new(), Computer::new());
    let (ana, _) = found(&here).await;
    let bo = join(&ana, &there, "Bo").await;
    with_a_project(&ana).await;
    let (project, member) = ("Bike".to_owned(), Some("Bo".to_owned()));
    ana.run(TakePart { space: None, project, member, part: Part::Member }).await.unwrap();
    let weld = [("title", "Weld")];
    ana.run(row(RowKind::Card, &weld, &["for:Bo".to_owned()])).await.unwrap();
    bo.run(sync()).await.unwrap();
    let text = "<script>alert(1)</script> [x](javascript:alert(1))".to_owned();
    let (project, card_) = ("Bike".to_owned(), "Weld".to_owned());
    let write = WriteText { space: None, project, card: card_, version: String::new(), text };
    bo.run(write.clone()).await.unwrap();
    bo.run(LeaveSpace { space: None }).await.unwrap();
    ana.run(sync()).await.unwrap();
    let shown = card(&ana, "Weld").await;
    assert!(shown.people.iter().any(|(_, name, is)| name == "Bo" && *is), "{:?}", shown.people);
    assert_eq!(shown.text, write.text);
    // What others wrote is words: nothing in it leads anywhere but to a page.
    let prose = format!("{:?}", shown.prose);
    assert!(
        !prose.contains("to: \"javascript") && !prose.contains("href: \"javascript"),
        "{prose}"
    );
    let own = ShowProject { space: None, project: "Bike".into() };
    let members = ana.run(own).await.unwrap().members;
    assert!(members.iter().any(|one| one.name == "Bo" && one.gone), "{members:?}");
    ana.shutdown().await;
    bo.shutdown().await;
}
