//! Hours, rules and keys through the application: what is refused says why, what is offered instead
//! does, and what came from elsewhere against the rules stands and says so.

use std::collections::BTreeMap;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use etabli_api::{ApiError, ErrorCode, command::*, view::*};
use etabli_app::App;

use crate::computer::{Computer, book, found, item, join, lend, state, sync};

async fn set(app: &App, of: &str, details: &[(&str, &str)]) -> Result<DetailsView, ApiError> {
    let own = |(name, text): &(&str, &str)| ((*name).to_owned(), (*text).to_owned());
    let details = details.iter().map(own).collect();
    app.run(SetDetails { space: None, of: Some(of.to_owned()), details }).await
}

async fn place(app: &App, name: &str, inside: Option<&str>) {
    let inside = inside.map(str::to_owned);
    app.run(AddPlace { space: None, name: name.to_owned(), inside }).await.expect("a place");
}

fn check(resource: &str, from: &str, to: &str) -> CheckBooking {
    let Book { space, resource, from, to, zone, repeat, quantity, .. } = book(resource, from, to);
    CheckBooking { space, resource, from, to, zone, repeat, quantity, replaces: None }
}

async fn refused(app: &App, book: Book) -> ApiError {
    app.run(book).await.expect_err("it is refused")
}

/// Every day from ten to eighteen.
const TEN_TO_SIX: [(&str, &str); 8] = [
    ("zone", "Europe/Paris"),
    ("hours:1", "10-18"),
    ("hours:2", "10-18"),
    ("hours:3", "10-18"),
    ("hours:4", "10-18"),
    ("hours:5", "10-18"),
    ("hours:6", "10-18"),
    ("hours:7", "10-18"),
];

#[tokio::test(flavor = "multi_thread")]
async fn what_is_closed_is_refused_with_the_next_time_and_an_alternative_does() {
    let here = Computer::new();
    let (ana, _) = found(&here).await;
    place(&ana, "Halle", None).await;
    place(&ana, "Poste laser", Some("Halle")).await;
    let week = set(&ana, "Halle", &TEN_TO_SIX[1..]).await.unwrap();
    assert_eq!(
        (week.week[0].as_str(), week.own["hours:7"].as_str()),
        ("10:00-18:00", "10:00-18:00")
    );
    set_space(&ana, &[("zone", "Europe/Paris")]).await;
    // A workstation is open when its room is.
    let error = refused(&ana, book("Poste laser", "+3d 08:00", "+3d 10:00")).await;
    assert_eq!(error.code, ErrorCode::BookingClosed);
    assert!(error.args["next"].ends_with("10:00"), "{error}");
    let checked = ana.run(check("Poste laser", "+3d 17:00", "+3d 19:00")).await.unwrap();
    assert_eq!(checked.obstacle.map(|it| it.code), Some(ErrorCode::BookingClosed));
    assert_eq!((checked.alternatives.len(), checked.all_the_same), (3, true));
    let [first, ..] = checked.alternatives.as_slice() else { panic!("an alternative") };
    let (from, to) = (first.start.to_string(), first.end.to_string());
    let done = ana.run(book("Poste laser", &from, &to)).await.unwrap();
    assert_eq!((done.start, done.end, done.against), (first.start, first.end, None));
    // Over the week-end, unless it says otherwise itself.
    let closed = format!("closed {} {} Inventaire", day(5, "00:00"), day(6, "00:00"));
    set(&ana, "Halle", &[("exception:", &closed)]).await.unwrap();
    let error = refused(&ana, book("Poste laser", "+5d 11:00", "+5d 12:00")).await;
    assert_eq!(error.args["reason"], "Inventaire");
    let open = format!("open {} {}", day(5, "11:00"), day(5, "13:00"));
    let view = set(&ana, "Poste laser", &[("exception:", &open)]).await.unwrap();
    assert_eq!(view.exceptions.len(), 2);
    assert_eq!(view.exceptions.iter().filter(|it| it.from == "Halle").count(), 1);
    ana.run(book("Poste laser", "+5d 11:00", "+5d 12:00")).await.unwrap();
    // A place that is only thought of cannot be booked at all.
    set(&ana, "Halle", &[("status", "candidate")]).await.unwrap();
    let error = refused(&ana, book("Poste laser", "+4d 11:00", "+4d 12:00")).await;
    assert_eq!((error.code, error.args["status"].as_str()), (ErrorCode::NotInUse, "candidate"));
}

async fn set_space(app: &App, details: &[(&str, &str)]) -> DetailsView {
    let own = |(name, text): &(&str, &str)| ((*name).to_owned(), (*text).to_owned());
    let details = details.iter().map(own).collect();
    app.run(SetDetails { space: None, of: None, details }).await.expect("it is said")
}

/// Returns a moment of the wall some days ahead, as an exception tells it.
fn day(ahead: u64, time: &str) -> String {
    let zone = jiff::tz::TimeZone::get("Europe/Paris").expect("a zone");
    let today = jiff::Timestamp::now().to_zoned(zone).date();
    let days = jiff::ToSpan::days(i64::try_from(ahead).expect("a number"));
    format!("{}T{time}", today.checked_add(days).expect("a day"))
}

#[tokio::test(flavor = "multi_thread")]
async fn each_rule_is_refused_with_what_would_do() {
    let here = Computer::new();
    let (ana, _) = found(&here).await;
    place(&ana, "Halle", None).await;
    ana.run(AddItem { place: Some("Halle".into()), ..item("Laser") }).await.unwrap();
    ana.run(item("Drill")).await.unwrap();
    let rules = [
        ("notice", "2d"),
        ("horizon", "30d"),
        ("shortest", "30m"),
        ("longest", "4h"),
        ("buffer", "15m"),
        ("quota", "3/month"),
    ];
    set(&ana, "Halle", &rules).await.unwrap();
    let view = ana.run(ReadDetails { space: None, of: Some("Laser".into()) }).await.unwrap();
    assert_eq!(
        (view.around["longest"].text.as_str(), view.around["longest"].from.as_str()),
        ("240", "Halle")
    );
    let code = |from: &str, to: &str| book("Laser", from, to);
    for (wish, expected) in [
        (code("+1d 10:00", "11:00"), ErrorCode::BookingTooSoon),
        (code("+40d 10:00", "11:00"), ErrorCode::BookingTooFar),
        (code("+5d 10:00", "10:15"), ErrorCode::BookingTooShort),
        (code("+5d 10:00", "15:00"), ErrorCode::BookingOverLength),
    ] {
        assert_eq!(refused(&ana, wish).await.code, expected);
    }
    // What is said of nothing keeps nobody from it.
    ana.run(book("Drill", "+1d 10:00", "20:00")).await.unwrap();
    ana.run(code("+5d 10:00", "11:00")).await.unwrap();
    let close = refused(&ana, code("+5d 11:10", "12:00")).await;
    assert_eq!((close.code, close.args["length"].as_str()), (ErrorCode::BookingTooClose, "15"));
    ana.run(code("+5d 11:15", "12:00")).await.unwrap();
    let weekly = Book { repeat: Some("FREQ=DAILY;COUNT=20".into()), ..code("+8d 10:00", "11:00") };
    let much = refused(&ana, weekly).await;
    assert_eq!((much.code, much.args["unit"].as_str()), (ErrorCode::BookingOverQuota, "x"));
    // Against the rules all the same, which is visible; and the rules of the whole space.
    let long = Book { all_the_same: true, ..code("+6d 10:00", "20:00") };
    let long = ana.run(long).await.unwrap();
    assert!(long.all_the_same);
    assert_eq!(long.against.map(|it| it.code), Some(ErrorCode::BookingOverLength));
    set_space(&ana, &[("longest", "2h")]).await;
    assert_eq!(
        refused(&ana, book("Drill", "+2d 10:00", "13:00")).await.code,
        ErrorCode::BookingOverLength
    );
    for (name, wrong) in
        [("notice", "soon"), ("hours:9", "9-12"), ("hours:1", "9"), ("zone", "Europe/Nowhere")]
    {
        let error = set(&ana, "Halle", &[(name, wrong)]).await.unwrap_err();
        assert!(matches!(error.code, ErrorCode::BadDetail | ErrorCode::BadZone), "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_booking_from_elsewhere_against_the_rules_stands_and_says_so() {
    let (here, there) = (Computer::new(), Computer::new());
    let (ana, _) = found(&here).await;
    place(&ana, "Halle", None).await;
    let bo = join(&ana, &there, "Bo").await;
    let booked = bo.run(book("Halle", "+3d 06:00", "09:00")).await.unwrap();
    set_space(&ana, &TEN_TO_SIX).await;
    ana.run(sync()).await.unwrap();
    bo.run(sync()).await.unwrap();
    let named = ShowBooking { space: None, booking: booked.id.to_string() };
    let shown = ana.run(named.clone()).await.unwrap();
    assert_eq!(shown.status, BookingStatus::Tentative);
    assert_eq!(shown.against.map(|it| it.code), Some(ErrorCode::BookingClosed));
    // Bo answers for nothing, and cannot go against the rules.
    let again = Book { all_the_same: true, ..book("Halle", "+4d 06:00", "09:00") };
    assert_eq!(refused(&bo, again).await.code, ErrorCode::NotAnswering);
    assert_eq!(state(&ana).await, state(&bo).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn loans_come_back_on_a_day_that_is_open_and_keys_have_holders() {
    let here = Computer::new();
    let (ana, _) = found(&here).await;
    place(&ana, "Halle", None).await;
    ana.run(AddItem { place: Some("Halle".into()), ..item("Scie") }).await.unwrap();
    set_space(&ana, &TEN_TO_SIX).await;
    let closed = format!("closed {} {} Congés", day(3, "00:00"), day(6, "00:00"));
    set(&ana, "Halle", &[("exception:", &closed)]).await.unwrap();
    let lend = |item: &str, due: &str| LendItem {
        space: None,
        item: item.to_owned(),
        to: "Ana".into(),
        due: Some(due.to_owned()),
        quantity: None,
        since: None,
        despite_bookings: false,
        despite_limits: false,
        told: None,
    };
    let loan = ana.run(lend("Scie", "+4d")).await.unwrap();
    let wall = day(6, "00:00");
    let zone = jiff::tz::TimeZone::get("Europe/Paris").unwrap();
    let due = jiff::Timestamp::from_millisecond(loan.due.unwrap().0).unwrap().to_zoned(zone);
    assert_eq!(due.date().to_string(), wall[..10]);
    let extend =
        ExtendLoan { space: None, loan: "Scie".into(), due: "+3d".into(), despite_bookings: false };
    assert_eq!(ana.run(extend).await.unwrap().due, loan.due);
    let add = AddKey {
        space: None,
        place: "Halle".into(),
        name: "Clé de la halle".into(),
        quantity: Some(2),
    };
    let view = ana.run(add).await.unwrap();
    assert_eq!((view.keys.len(), view.keys[0].left), (1, 2));
    let given = ana.run(lend("Clé de la halle", "never")).await.unwrap();
    assert_eq!(given.due, None);
    let read = || ReadDetails { space: None, of: Some("Halle".into()) };
    let keys = ana.run(read()).await.unwrap().keys;
    assert_eq!((keys[0].left, keys[0].holders[0].name.as_str()), (1, "Ana"));
    let back = ReturnItem {
        space: None,
        loan: given.id.to_string(),
        quantity: None,
        parts: None,
        told: None,
        at: None,
    };
    ana.run(back).await.unwrap();
    assert!(ana.run(read()).await.unwrap().keys[0].holders.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn no_more_people_come_to_a_place_on_one_day_than_it_receives() {
    let (here, there) = (Computer::new(), Computer::new());
    let (ana, _) = found(&here).await;
    place(&ana, "Halle", None).await;
    for name in ["Laser", "Saw", "Vice"] {
        ana.run(AddItem { place: Some("Halle".into()), ..item(name) }).await.unwrap();
    }
    ana.run(item("Drill")).await.unwrap();
    assert_eq!(
        set(&ana, "Halle", &[("visits", "many")]).await.unwrap_err().code,
        ErrorCode::BadDetail
    );
    set(&ana, "Halle", &[("visits", "1")]).await.unwrap();
    let bo = join(&ana, &there, "Bo").await;
    ana.run(book("Laser", "+3d 10:00", "12:00")).await.unwrap();
    // Whoever comes already may fetch something else, too.
    ana.run(book("Saw", "+3d 15:00", "16:00")).await.unwrap();
    // What is lent comes back on that day.
    let until = LendItem { due: Some("+6d".into()), ..lend("Vice", "Ana") };
    ana.run(until).await.unwrap();
    bo.run(sync()).await.unwrap();
    for (from, to) in [("+3d 17:00", "18:00"), ("+2d 17:00", "+3d 9:00"), ("+6d 9:00", "10:00")] {
        let error = refused(&bo, book("Laser", from, to)).await;
        assert_eq!(error.code, ErrorCode::BookingCrowded, "{from}");
        assert_eq!(error.args["length"].as_str(), "1");
    }
    // Over it, on another day, and what stands elsewhere.
    bo.run(book("Drill", "+3d 10:00", "12:00")).await.unwrap();
    bo.run(book("Laser", "+4d 9:00", "+5d 9:00")).await.unwrap();
    let all_the_same = Book { all_the_same: true, ..book("Laser", "+3d 17:00", "18:00") };
    assert!(refused(&bo, all_the_same.clone()).await.code != ErrorCode::BookingCrowded);
    set(&ana, "Halle", &[("visits", "")]).await.unwrap();
    bo.run(sync()).await.unwrap();
    bo.run(book("Laser", "+3d 17:00", "18:00")).await.unwrap();
    ana.shutdown().await;
    bo.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_came_for_is_given_free() {
    let (here, there) = (Computer::new(), Computer::new());
    let (ana, _) = found(&here).await;
    place(&ana, "Halle", None).await;
    set(&ana, "Halle", &[("grace", "0")]).await.unwrap();
    let bo = join(&ana, &there, "Bo").await;
    let now = jiff::Timestamp::now();
    let hour = jiff::SignedDuration::from_hours(1);
    let (from, to) = (now.to_string(), now.checked_add(hour).unwrap().to_string());
    let booked = ana.run(book("Halle", &from, &to)).await.unwrap();
    assert!(booked.may.contains(&BookingRight::Begin));
    bo.run(sync()).await.unwrap();
    let named = || booked.id.to_string();
    let release = || ReleaseBooking { space: None, booking: named() };
    let freed = bo.run(release()).await.unwrap();
    assert!(freed.occurrences[0].released.is_some());
    bo.run(book("Halle", &from, &to)).await.unwrap();
    ana.run(sync()).await.unwrap();
    let error = ana.run(BeginBooking { space: None, booking: named() }).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::BookingBegun);
    let page = ana.run(activity()).await.unwrap();
    let kinds = page.done.iter().flat_map(|step| step.deeds.iter().map(|deed| deed.kind));
    assert!(kinds.collect::<Vec<_>>().contains(&DeedKind::BookingReleased));
}

fn activity() -> ListActivity {
    ListActivity {
        space: None,
        member: None,
        item: None,
        part: None,
        since: None,
        after: None,
        limit: 50,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn hours_go_out_and_come_in_as_a_calendar() {
    let here = Computer::new();
    let (ana, _) = found(&here).await;
    place(&ana, "Halle", None).await;
    place(&ana, "Cave", None).await;
    set_space(&ana, &[("zone", "Europe/Paris")]).await;
    set(&ana, "Halle", &[("hours:1", "9-12 14-18"), ("hours:6", "20h-2h")]).await.unwrap();
    let closed = format!("closed {} {} Congés", day(3, "00:00"), day(6, "00:00"));
    set(&ana, "Halle", &[("exception:", &closed)]).await.unwrap();
    let export = |of: &str| ExportHours { space: None, of: Some(of.to_owned()) };
    let file = ana.run(export("Halle")).await.unwrap();
    assert!(file.content.contains("BEGIN:VAVAILABILITY"), "{}", file.content);
    let content = STANDARD.encode(&file.content);
    let import = ImportHours { space: None, of: Some("Cave".into()), content, dry_run: false };
    let read = ana.run(import.clone()).await.unwrap();
    assert_eq!(
        (read.view.week[0].as_str(), read.view.week[5].as_str()),
        ("09:00-12:00 14:00-18:00", "20:00-02:00")
    );
    assert_eq!(read.view.exceptions.len(), 1);
    // The same file again changes nothing.
    let before = read.view.own.keys().cloned().collect::<Vec<_>>();
    let again = ana.run(import).await.unwrap();
    assert_eq!(again.view.own.keys().cloned().collect::<Vec<_>>(), before);
    let nothing = ImportHours {
        space: None,
        of: None,
        content: STANDARD.encode("BEGIN:VCALENDAR"),
        dry_run: false,
    };
    assert_eq!(ana.run(nothing).await.unwrap_err().code, ErrorCode::NoHours);
    let own: BTreeMap<String, String> = again.view.own;
    assert_eq!(own["hours:1"], "09:00-12:00 14:00-18:00");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_said_can_be_taken_back_in_one_step() {
    let here = Computer::new();
    let (ana, _) = found(&here).await;
    place(&ana, "Halle", None).await;
    set(&ana, "Halle", &[("hours:1", "9-12"), ("rules", "Balayer\nen partant")]).await.unwrap();
    let read = || ReadDetails { space: None, of: Some("Halle".into()) };
    assert_eq!(ana.run(read()).await.unwrap().own.len(), 2);
    ana.run(Undo { space: None, step: None, earlier: false }).await.unwrap();
    let view = ana.run(read()).await.unwrap();
    assert!(view.own.is_empty() && view.week.is_empty(), "{view:?}");
    ana.run(Redo { space: None, earlier: true }).await.unwrap();
    assert_eq!(ana.run(read()).await.unwrap().own["rules"], "Balayer\nen partant");
    set_space(&ana, &[("quota", "3/week")]).await;
    let undone = ana.run(Undo { space: None, step: None, earlier: false }).await.unwrap();
    assert!(undone.left.is_empty(), "{undone:?}");
    assert_eq!(set_space(&ana, &[]).await.own.get("quota"), None);
}

#[tokio::test(flavor = "multi_thread")]
async fn holidays_come_in_as_closures_once_and_go_in_one_step() {
    let here = Computer::new();
    let (ana, _) = found(&here).await;
    place(&ana, "Halle", None).await;
    set_space(&ana, &[("zone", "Europe/Paris")]).await;
    set(&ana, "Halle", &[("hours:1", "9-12")]).await.unwrap();
    let closed = format!("closed {} {} Congés", day(3, "00:00"), day(6, "00:00"));
    set(&ana, "Halle", &[("exception:", &closed)]).await.unwrap();
    let plain = |text: String| text.replace(['-', ':'], "");
    let (from, to) = (plain(day(3, "00:00")), plain(day(6, "00:00")));
    let (from, to) = (&from[..8], &to[..8]);
    let (start, end) = (plain(day(9, "12:30")), plain(day(9, "14:00")));
    let calendar = format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n\
         BEGIN:VEVENT\r\nUID:a\r\nDTSTART;VALUE=DATE:{from}\r\nDTEND;VALUE=DATE:{to}\r\n\
         SUMMARY:Congés\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\n\
         BEGIN:VEVENT\r\nUID:b\r\nDTSTART;TZID=Europe/London:{start}00\r\n\
         DTEND;TZID=Europe/London:{end}00\r\nRRULE:FREQ=WEEKLY;COUNT=2\r\n\
         SUMMARY:Travaux\r\nEND:VEVENT\r\n\
         BEGIN:VEVENT\r\nUID:c\r\nDTSTART;VALUE=DATE:20200101\r\nSUMMARY:Vieux\r\n\
         END:VEVENT\r\nEND:VCALENDAR\r\n"
    );
    let import = |dry_run| ImportCalendar {
        space: None,
        content: STANDARD.encode(&calendar),
        into: "Halle".into(),
        until: None,
        dry_run,
        closes: true,
    };
    let closures = async || {
        let view = ana.run(ReadDetails { space: None, of: Some("Halle".into()) }).await.unwrap();
        assert_eq!(view.own["hours:1"], "09:00-12:00", "the week stays");
        let mut all: Vec<String> = view
            .own
            .into_iter()
            .filter_map(|(key, text)| key.starts_with("exception:").then_some(text))
            .collect();
        all.sort();
        all
    };
    for dry_run in [true, false] {
        assert_eq!(closures().await, std::slice::from_ref(&closed));
        let report = ana.run(import(dry_run)).await.unwrap();
        // What is closed already is; of the rest, what is over is said so.
        assert_eq!((report.rows, report.created, report.unchanged), (3, 1, 1), "{report:?}");
        let refused: Vec<_> = report.refused.iter().map(|row| row.reason.as_str()).collect();
        assert_eq!(refused, ["import-event-over"]);
    }
    // An hour later on the clock of Paris.
    let works = |at| format!("closed {} {} Travaux", day(at, "13:30"), day(at, "15:00"));
    let mut expected = [closed.clone(), works(9), works(16)];
    expected.sort();
    assert_eq!(closures().await, expected);
    let again = ana.run(import(false)).await.unwrap();
    assert_eq!((again.created, again.unchanged), (0, 2));
    ana.run(Undo { space: None, step: None, earlier: false }).await.unwrap();
    assert_eq!(closures().await, [closed]);
    ana.shutdown().await;
}

fn event(uid: &str, at: (u64, u64), more: &str) -> String {
    let plain = |text: String| text.replace(['-', ':'], "");
    let (from, to) = (plain(day(at.0, "00:00")), plain(day(at.1, "00:00")));
    format!(
        "BEGIN:VEVENT\r\nUID:{uid}\r\nSUMMARY:{uid}\r\nDTSTART;VALUE=DATE:{}\r\n\
         DTEND;VALUE=DATE:{}\r\n{more}END:VEVENT\r\n",
        &from[..8],
        &to[..8]
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closure_follows_its_event_told_before_and_taken_back_in_one_step() {
    let here = Computer::new();
    let (ana, _) = found(&here).await;
    place(&ana, "Halle", None).await;
    set_space(&ana, &[("zone", "Europe/Paris")]).await;
    let by_hand = format!("closed {} {} Fête", day(30, "00:00"), day(31, "00:00"));
    set(&ana, "Halle", &[("exception:", &by_hand)]).await.unwrap();
    let import = async |events: &[String], dry_run| {
        let content = format!("BEGIN:VCALENDAR\r\n{}END:VCALENDAR\r\n", events.concat());
        let (space, into, until) = (None, "Halle".into(), None);
        let content = STANDARD.encode(&content);
        ana.run(ImportCalendar { space, content, into, until, dry_run, closes: true })
            .await
            .unwrap()
    };
    let closures = async || {
        let view = ana.run(ReadDetails { space: None, of: Some("Halle".into()) }).await.unwrap();
        let off = view.own.into_iter().filter(|(key, _)| key.starts_with("exception:"));
        let mut all: Vec<String> = off.map(|(_, text)| text).collect();
        all.sort();
        all
    };
    let closed = |uid: &str, from: u64, to: u64| {
        format!("closed {} {} {uid}", day(from, "00:00"), day(to, "00:00"))
    };
    let sorted = |mut all: Vec<String>| {
        all.sort();
        all
    };
    let weekly = "RRULE:FREQ=WEEKLY;COUNT=3\r\n";
    let first = [event("Break", (3, 6), ""), event("Works", (9, 10), weekly)];
    let report = import(&first, false).await;
    assert_eq!((report.created, report.changes.len()), (2, 4), "{report:?}");
    let before = sorted(vec![
        by_hand.clone(),
        closed("Break", 3, 6),
        closed("Works", 9, 10),
        closed("Works", 16, 17),
        closed("Works", 23, 24),
    ]);
    assert_eq!(closures().await, before);
    // One moved whole, of the other the second time is moved and the third is cancelled.
    let of = |at| format!("RECURRENCE-ID;VALUE=DATE:{}\r\n", day(at, "").replace(['-', 'T'], ""));
    let second = [
        event("Break", (4, 8), ""),
        event("Works", (9, 10), weekly),
        event("Works", (18, 20), &of(16)),
        event("Works", (23, 24), &format!("{}STATUS:CANCELLED\r\n", of(23))),
    ];
    let told = import(&second, true).await;
    assert_eq!((told.created, told.updated, told.unchanged), (0, 2, 0), "{told:?}");
    let mut changes: Vec<(String, String)> =
        told.changes.iter().map(|it| (it.was.clone(), it.is.clone())).collect();
    changes.sort();
    let expected = [
        (closed("Break", 3, 6), closed("Break", 4, 8)),
        (closed("Works", 16, 17), closed("Works", 18, 20)),
        (closed("Works", 23, 24), String::new()),
    ];
    assert_eq!(changes, expected);
    assert!(told.changes.iter().all(|it| it.off_was.is_some()));
    assert_eq!(closures().await, before, "nothing was written");
    import(&second, false).await;
    let after = sorted(vec![
        by_hand.clone(),
        closed("Break", 4, 8),
        closed("Works", 9, 10),
        closed("Works", 18, 20),
    ]);
    assert_eq!(closures().await, after);
    let again = import(&second, false).await;
    assert_eq!((again.unchanged, again.changes.len()), (2, 0), "{again:?}");
    let undo = || Undo { space: None, step: None, earlier: false };
    ana.run(undo()).await.unwrap();
    assert_eq!(closures().await, before, "one step takes all of it back");
    // What is cancelled whole opens again, once; what somebody wrote by hand stays.
    let gone = [event("Works", (9, 10), &format!("{weekly}STATUS:CANCELLED\r\n"))];
    assert_eq!(import(&gone, false).await.updated, 1);
    assert_eq!(closures().await, sorted(vec![by_hand, closed("Break", 3, 6)]));
    let again = import(&gone, false).await;
    assert_eq!((again.updated, again.refused[0].reason.as_str()), (0, "import-event-cancelled"));
    ana.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn opening_hours_of_a_file_are_told_before_they_count() {
    let here = Computer::new();
    let (ana, _) = found(&here).await;
    place(&ana, "Halle", None).await;
    place(&ana, "Cave", None).await;
    set_space(&ana, &[("zone", "Europe/Paris")]).await;
    let closed = format!("closed {} {} Fête", day(30, "00:00"), day(31, "00:00"));
    let said = [("hours:1", "9-12 14-18"), ("hours:2", "10-18"), ("exception:", closed.as_str())];
    set(&ana, "Halle", &said).await.unwrap();
    set(&ana, "Cave", &[("hours:1", "9-12"), ("hours:2", "10-18")]).await.unwrap();
    let file = ana.run(ExportHours { space: None, of: Some("Halle".into()) }).await.unwrap();
    let import = |dry_run| ImportHours {
        space: None,
        of: Some("Cave".into()),
        content: STANDARD.encode(&file.content),
        dry_run,
    };
    let told = ana.run(import(true)).await.unwrap();
    let changes: Vec<_> = told.changes.iter().map(|it| (it.was.as_str(), it.is.as_str())).collect();
    assert_eq!(changes, [("09:00-12:00", "09:00-12:00 14:00-18:00"), ("", closed.as_str())]);
    assert_eq!(told.view.week[0], "09:00-12:00", "nothing was written");
    assert_eq!(told.changes[1].off.as_ref().map(|it| it.reason.as_str()), Some("Fête"));
    let read = ana.run(import(false)).await.unwrap();
    assert_eq!(read.view.week[0], "09:00-12:00 14:00-18:00");
    assert_eq!(read.view.exceptions.len(), 1);
    assert_eq!(ana.run(import(true)).await.unwrap().changes, []);
    ana.run(Undo { space: None, step: None, earlier: false }).await.unwrap();
    let view = ana.run(ReadDetails { space: None, of: Some("Cave".into()) }).await.unwrap();
    assert_eq!((view.week[0].as_str(), view.exceptions.len()), ("09:00-12:00", 0));
    ana.shutdown().await;
}
