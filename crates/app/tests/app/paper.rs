//! Labels and calendars through the application.

use std::{fs, time::Duration};

use base64::{Engine, prelude::BASE64_STANDARD};
use etabli_api::{ErrorCode, command::*, view::*};
use etabli_app::App;

use crate::computer::{self, Computer, found, item, join, sync};

fn words() -> LabelWords {
    let [title, language, figure] = ["Labels", "en", "QR code"].map(str::to_owned);
    LabelWords { title, language, figure }
}

fn labels(items: &[&str]) -> PrintLabels {
    PrintLabels {
        space: None,
        items: items.iter().map(|item| (*item).to_owned()).collect(),
        places: Vec::new(),
        listed: None,
        sheet: "L7160".into(),
        start: 1,
        across: 0,
        down: 0,
        line: LabelLine::Place,
        words: words(),
    }
}

/// Returns what labels say, as text: of a document as it is written no letter can be looked for, so
/// that Poppler is asked.
fn text_of(printed: &LabelsView) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let pdf = BASE64_STANDARD.decode(&printed.content).expect("it is Base64");
    std::fs::write(folder.path().join("l.pdf"), pdf).expect("it is written");
    let mut program = std::process::Command::new("pdftotext");
    let done = program.current_dir(folder.path()).args(["l.pdf", "-"]).output().expect("it runs");
    String::from_utf8(done.stdout).expect("it is text")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_label_says_whose_a_thing_is_and_how_its_owner_is_reached_if_they_print_it() {
    let (here, there) = (Computer::new(), Computer::new());
    let (ana, _) = found(&here).await;
    ana.run(AddItem { owner: Some("Ana".into()), ..item("Drill") }).await.unwrap();
    ana.run(item("Saw")).await.unwrap();
    let contact =
        SetContact { space: None, email: None, phone: Some("06 12 34 56 78".into()), note: None };
    ana.run(contact).await.unwrap();
    let bo = join(&ana, &there, "Bo").await;
    bo.run(sync()).await.unwrap();
    let owned = |items: &[&str]| PrintLabels {
        sheet: "2x5 90x50 10x20 5x2".into(),
        line: LabelLine::Owner,
        start: 10,
        ..labels(items)
    };
    let printed = ana.run(owned(&["Drill", "Saw"])).await.unwrap();
    assert_eq!((printed.labels, printed.pages), (2, 2));
    let text = text_of(&printed);
    assert!(text.contains("Ana, 06 12 34 56 78"), "{text}");
    let text = text_of(&bo.run(owned(&["Drill"])).await.unwrap());
    assert!(text.contains("Ana") && !text.contains("06 12"), "{text}");
    let nothing = PrintLabels { line: LabelLine::Nothing, ..owned(&["Drill"]) };
    assert!(!text_of(&ana.run(nothing).await.unwrap()).contains("Ana"));
    for app in [ana, bo] {
        app.shutdown().await;
    }
}

fn book(resource: &str, from: &str, to: &str, repeat: Option<&str>) -> Book {
    Book { repeat: repeat.map(str::to_owned), ..computer::book(resource, from, to) }
}

fn export(what: &str, resource: Option<&str>, of: Option<&str>) -> ExportCalendar {
    let (resource, of) = (resource.map(str::to_owned), of.map(str::to_owned));
    ExportCalendar { space: None, what: what.into(), resource, of }
}

fn import(file: &str, dry_run: bool) -> ImportCalendar {
    let content = BASE64_STANDARD.encode(file);
    ImportCalendar {
        space: None,
        content,
        into: "Laser".into(),
        until: None,
        dry_run,
        closes: false,
    }
}

fn counts(report: &ImportReport) -> [usize; 4] {
    let refused = report.refused.len();
    let [created, updated, unchanged] =
        [report.created, report.updated, report.unchanged].map(|it| it as usize);
    assert_eq!(report.rows as usize, created + updated + unchanged + refused);
    [created, updated, unchanged, refused]
}

async fn bookings(app: &App) -> Vec<BookingView> {
    let list = ListBookings { space: None, resource: None, of: None, all: true, to_confirm: false };
    app.run(list).await.expect("bookings are listed")
}

#[tokio::test(flavor = "multi_thread")]
async fn prints_labels_for_items_for_a_list_and_for_places() {
    let here = Computer::new();
    let (ana, _) = found(&here).await;
    ana.run(AddPlace { space: None, name: "Workshop".into(), inside: None }).await.unwrap();
    for (name, tag) in [("Laser", "T-1"), ("Saw", ""), ("Drill 🔧", "T-3")] {
        let place = Some("Workshop".into());
        let tag = Some(tag.to_owned()).filter(|tag| !tag.is_empty());
        ana.run(AddItem { place, tag, ..item(name) }).await.unwrap();
    }
    let all = ana.run(labels(&[])).await.unwrap();
    assert_eq!((all.labels, all.pages, all.unknown), (3, 1, 1));
    assert!(BASE64_STANDARD.decode(&all.content).unwrap().starts_with(b"%PDF-"));
    let listed = ListItems {
        space: None,
        words: "saw".into(),
        category: None,
        place: None,
        status: None,
        condition: None,
        person: None,
        offset: 0,
        limit: 0,
    };
    let some = PrintLabels { listed: Some(listed), start: 21, ..labels(&[]) };
    assert_eq!(ana.run(some).await.unwrap().labels, 1);
    let place = PrintLabels { places: vec!["Workshop".into()], start: 21, ..labels(&["T-1"]) };
    let place = ana.run(place).await.unwrap();
    assert_eq!((place.labels, place.pages), (2, 2));
    for (wrong, code) in [
        (labels(&["nothing"]), ErrorCode::NotFound),
        (PrintLabels { sheet: "A3".into(), ..labels(&[]) }, ErrorCode::BadLabelSheet),
        (PrintLabels { sheet: "3x9 70x36 0x0".into(), ..labels(&[]) }, ErrorCode::BadLabelSheet),
        (PrintLabels { start: 22, ..labels(&[]) }, ErrorCode::BadLabelStart),
        (PrintLabels { down: -101, ..labels(&[]) }, ErrorCode::BadLabelOffset),
    ] {
        assert_eq!(ana.run(wrong).await.unwrap_err().code, code);
    }
    // What a scanner reads of a label names its item.
    let laser = ana.run(ShowItem { space: None, item: "T-1".into() }).await.unwrap();
    let link = format!("ETABLI:ITEM/{}", laser.row.id.to_string().to_uppercase());
    let scanned = ana.run(ShowItem { space: None, item: link.clone() }).await.unwrap();
    assert_eq!(scanned.row.id, laser.row.id);
    let hits = ana.run(Search { space: None, words: link }).await.unwrap();
    assert_eq!(hits.iter().map(|hit| hit.title.as_str()).collect::<Vec<_>>(), ["Laser"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn bookings_and_loans_are_told_to_calendars() {
    let here = Computer::new();
    let (ana, _) = found(&here).await;
    for name in ["Laser", "Saw"] {
        ana.run(item(name)).await.unwrap();
    }
    let rule = "FREQ=MONTHLY;BYDAY=1TU;COUNT=3";
    let laser = ana.run(book("Laser", "+2d 10:00", "12:00", Some(rule))).await.unwrap();
    assert_eq!((laser.occurrences.len(), laser.rule.as_str()), (3, rule));
    let saw = ana.run(book("Saw", "+3d 10:00", "12:00", None)).await.unwrap();
    ana.run(CancelBooking { space: None, booking: saw.id.to_string() }).await.unwrap();
    let confirm = ConfirmBooking { space: None, booking: laser.id.to_string() };
    ana.run(confirm).await.unwrap();
    let lend = LendItem {
        space: None,
        item: "Saw".into(),
        to: "Ana".into(),
        due: None,
        quantity: None,
        since: None,
        despite_bookings: false,
        despite_limits: false,
        told: None,
    };
    ana.run(lend).await.unwrap();
    let file = ana.run(export("all", None, None)).await.unwrap();
    assert!(file.name.ends_with(".ics"));
    let count = |what: &str| file.content.matches(what).count();
    assert_eq!(
        [count("BEGIN:VEVENT"), count("STATUS:CONFIRMED"), count("STATUS:CANCELLED")],
        [5, 4, 1]
    );
    assert_eq!([count("Laser – Ana"), count("↩ Saw – Ana"), count("VALUE=DATE")], [3, 1, 2]);
    assert!(!file.content.contains("ORGANIZER") && !file.content.contains("mailto"));
    // The same space, the same bytes.
    assert_eq!(ana.run(export("all", None, None)).await.unwrap().content, file.content);
    for (asked, events) in [
        (export("bookings", None, None), 4),
        (export("loans", None, None), 1),
        (export("all", Some("Laser"), None), 3),
        (export("all", None, Some("Ana")), 5),
    ] {
        let told = ana.run(asked.clone()).await.unwrap();
        assert_eq!(told.content.matches("BEGIN:VEVENT").count(), events, "{asked:?}");
    }
    let wrong = ana.run(export("members", None, None)).await.unwrap_err();
    assert_eq!(wrong.code, ErrorCode::UnknownFormat);
}

/// Two events of a machine's calendar: one repeats without an end, one is over.
fn file(rule: &str, weekday: &str) -> String {
    format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nX-WR-TIMEZONE:Europe/Paris\r\n\
         BEGIN:VEVENT\r\nUID:open-lab@example.org\r\nSUMMARY:Open lab\r\n\
         DTSTART;TZID=Europe/Paris:2020010{weekday}T180000\r\nDTEND;TZID=Europe/Paris:2020010{weekday}T200000\r\n\
         RRULE:FREQ=WEEKLY{rule}\r\nEND:VEVENT\r\n\
         BEGIN:VEVENT\r\nUID:over@example.org\r\nSUMMARY:Fair\r\n\
         DTSTART;VALUE=DATE:20200101\r\nEND:VEVENT\r\n\
         BEGIN:VEVENT\r\nUID:free@example.org\r\nDTSTART:29990101T100000\r\n\
         DURATION:PT1H\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\n\
         BEGIN:VEVENT\r\nUID:broken@example.org\r\nDTSTART:soon\r\nEND:VEVENT\r\n\
         END:VCALENDAR\r\n"
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn a_calendar_is_read_into_bookings_once() {
    let here = Computer::new();
    let (ana, _) = found(&here).await;
    ana.run(item("Laser")).await.unwrap();
    let dry = ana.run(import(&file("", "7"), true)).await.unwrap();
    assert_eq!(counts(&dry), [1, 0, 0, 3]);
    assert!(bookings(&ana).await.is_empty(), "nothing is written to try");
    let done = ana.run(import(&file("", "7"), false)).await.unwrap();
    assert_eq!((counts(&done), done.format.as_str()), ([1, 0, 0, 3], "ics"));
    let reasons: Vec<&str> = done.refused.iter().map(|row| row.reason.as_str()).collect();
    assert_eq!(reasons, ["import-event-over", "import-event-free", "import-event-value"]);
    let booked = bookings(&ana).await;
    assert_eq!(booked.len(), 1);
    // A year ahead, at six on the wall whatever the clocks do, and told with an end.
    assert!((51..=53).contains(&booked[0].occurrences.len()));
    assert_eq!(booked[0].zone, "Europe/Paris");
    // A second time, nothing happens; a moved event moves; one that goes is cancelled.
    assert_eq!(counts(&ana.run(import(&file("", "7"), false)).await.unwrap()), [0, 0, 1, 3]);
    assert_eq!(bookings(&ana).await.len(), 1);
    assert_eq!(counts(&ana.run(import(&file("", "8"), false)).await.unwrap()), [0, 1, 0, 3]);
    let moved = bookings(&ana).await;
    let live = |it: &&BookingView| it.status != BookingStatus::Cancelled;
    assert_eq!((moved.len(), moved.iter().filter(live).count()), (2, 1));
    let gone = file("\r\nSTATUS:CANCELLED", "8");
    assert_eq!(counts(&ana.run(import(&gone, false)).await.unwrap()), [0, 1, 0, 3]);
    assert_eq!(bookings(&ana).await.iter().filter(live).count(), 0);
    // What was ended here stays ended.
    assert_eq!(counts(&ana.run(import(&file("", "8"), false)).await.unwrap()), [0, 0, 1, 3]);
    let nothing = ana.run(import("name,tag\nSaw,1\n", false)).await.unwrap_err();
    assert_eq!(nothing.code, ErrorCode::NotACalendar);
}

#[tokio::test(flavor = "multi_thread")]
async fn events_that_meet_are_refused_by_name() {
    let here = Computer::new();
    let (ana, _) = found(&here).await;
    ana.run(item("Laser")).await.unwrap();
    let event = |uid: &str| {
        format!(
            "BEGIN:VEVENT\r\nUID:{uid}\r\nSUMMARY:{uid}\r\nDTSTART:20400101T100000\r\nDURATION:PT1H\r\nEND:VEVENT\r\n"
        )
    };
    let both = format!("BEGIN:VCALENDAR\r\n{}{}END:VCALENDAR\r\n", event("a"), event("b"));
    let far = both.replace("2040", "2999");
    let far = ana.run(import(&far, false)).await.unwrap();
    assert_eq!((counts(&far), far.refused[1].reason.as_str()), ([0, 0, 0, 2], "import-event-far"));
    for dry_run in [true, false] {
        let report = ana.run(import(&both, dry_run)).await.unwrap();
        assert_eq!(counts(&report), [1, 0, 0, 1]);
        assert_eq!((report.refused[0].line, report.refused[0].field.as_str()), (8, "b"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_calendar_file_follows_what_is_booked() {
    let here = Computer::new();
    let (ana, _) = found(&here).await;
    ana.run(item("Laser")).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("workshop.ics");
    let keep = |path: &std::path::Path| SetCalendarFile {
        space: None,
        path: Some(path.display().to_string()),
    };
    let kept = ana.run(keep(&path)).await.unwrap();
    assert_eq!((kept.path, kept.problem.as_str()), (path.display().to_string(), ""));
    assert!(!fs::read_to_string(&path).unwrap().contains("BEGIN:VEVENT"));
    ana.run(book("Laser", "+2d 10:00", "12:00", None)).await.unwrap();
    let waited = tokio::time::timeout(Duration::from_secs(30), async {
        while !fs::read_to_string(&path).unwrap().contains("BEGIN:VEVENT") {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    });
    waited.await.expect("the file follows");
    // What ends at once leaves the file whole.
    ana.run(book("Laser", "+3d 10:00", "12:00", None)).await.unwrap();
    ana.shutdown().await;
    assert_eq!(fs::read_to_string(&path).unwrap().matches("BEGIN:VEVENT").count(), 2);
    let other = folder.path().join("diary.txt");
    fs::write(&other, "mine").unwrap();
    assert_eq!(ana.run(keep(&other)).await.unwrap_err().code, ErrorCode::NotACalendar);
    assert_eq!(fs::read_to_string(&other).unwrap(), "mine");
    let none = SetCalendarFile { space: None, path: None };
    assert_eq!(ana.run(none).await.unwrap().path, "");
    assert!(path.exists());
}
