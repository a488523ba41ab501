//! Calendars from end to end: rules against their counts, files read, and files written for others
//! to read.

use icalendar::{CalendarComponent, CalendarDateTime, Component as _, DatePerhapsTime};
use jiff::{Timestamp, civil::DateTime, tz::TimeZone};
use proptest::prelude::*;

use super::*;

fn paris() -> TimeZone {
    TimeZone::get("Europe/Paris").unwrap()
}

fn walls(start: &str, rule: &str) -> Vec<String> {
    let start: DateTime = start.parse().unwrap();
    let times = Recurrence::read(rule).unwrap().times(start, &paris(), Window::ALL, 366).unwrap();
    times.iter().map(|time| time.strftime("%Y-%m-%d %H:%M").to_string()).collect()
}

fn days(start: &str, rule: &str) -> String {
    let walls = walls(start, rule);
    walls.iter().map(|it| it.get(..10).unwrap()).collect::<Vec<_>>().join(" ")
}

#[test]
fn rules_come_round_when_people_expect_them() {
    for (start, rule, expected) in [
        // The first Tuesday, the last Friday, the last working day but one.
        ("2026-12-01T10:00", "FREQ=MONTHLY;BYDAY=1TU;COUNT=3", "2026-12-01 2027-01-05 2027-02-02"),
        ("2026-11-27T10:00", "FREQ=MONTHLY;BYDAY=-1FR;COUNT=3", "2026-11-27 2026-12-25 2027-01-29"),
        (
            "2026-11-01T10:00",
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2;COUNT=2",
            "2026-11-27 2026-12-30",
        ),
        // The thirty-first, where there is one; the last day, which there always is.
        ("2026-10-31T10:00", "FREQ=MONTHLY;COUNT=3", "2026-10-31 2026-12-31 2027-01-31"),
        (
            "2027-01-31T10:00",
            "FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3",
            "2027-01-31 2027-02-28 2027-03-31",
        ),
        // Every other week begins with Monday, or where the rule says.
        (
            "1997-08-05T09:00",
            "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO",
            "1997-08-05 1997-08-10 1997-08-19 1997-08-24",
        ),
        (
            "1997-08-05T09:00",
            "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU",
            "1997-08-05 1997-08-17 1997-08-19 1997-08-31",
        ),
        // Leap days, weeks of the year, days of the year.
        ("2024-02-29T10:00", "FREQ=YEARLY;COUNT=2", "2024-02-29 2028-02-29"),
        (
            "1997-05-12T09:00",
            "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO;COUNT=3",
            "1997-05-12 1998-05-11 1999-05-17",
        ),
        ("2020-12-28T09:00", "FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO;COUNT=2", "2020-12-28 2026-12-28"),
        ("1997-05-19T09:00", "FREQ=YEARLY;BYDAY=20MO;COUNT=3", "1997-05-19 1998-05-18 1999-05-17"),
        ("2026-12-31T09:00", "FREQ=YEARLY;BYYEARDAY=-1;COUNT=2", "2026-12-31 2027-12-31"),
        (
            "1997-09-13T09:00",
            "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;COUNT=2",
            "1998-02-13 1998-03-13",
        ),
        // An end is a day, to its end, or an instant.
        (
            "2026-12-01T10:00",
            "rrule:freq=daily;interval=2;until=20261205",
            "2026-12-01 2026-12-03 2026-12-05",
        ),
        ("2026-12-01T10:00", "FREQ=DAILY;UNTIL=20261203T085959Z", "2026-12-01 2026-12-02"),
        (
            "2026-12-01T10:00",
            "FREQ=DAILY;UNTIL=20261203T090000Z",
            "2026-12-01 2026-12-02 2026-12-03",
        ),
        // Exceptions, however they are typed, and single times.
        (
            "2026-12-11T10:00",
            "FREQ=WEEKLY;COUNT=4;EXDATE=2026-12-25,20270101",
            "2026-12-11 2026-12-18",
        ),
        ("2026-12-18T10:00", "FREQ=WEEKLY;COUNT=3 EXDATE:20261225T100000", "2026-12-18 2027-01-01"),
        (
            "2026-12-18T10:00",
            "RRULE:FREQ=WEEKLY;COUNT=3\nEXDATE;TZID=Europe/Paris:20261225T110000",
            "2026-12-18 2026-12-25 2027-01-01",
        ),
        ("2026-12-18T10:00", "RDATE=20261220T100000", "2026-12-18 2026-12-20"),
        ("2026-12-18T10:00", "", "2026-12-18"),
    ] {
        assert_eq!(days(start, rule), expected, "{rule}");
    }
    let quarters = walls("2026-12-01T09:00", "FREQ=MINUTELY;INTERVAL=450;BYHOUR=9;COUNT=2");
    assert_eq!(quarters, ["2026-12-01 09:00", "2026-12-06 09:00"]);
}

#[test]
fn a_rule_is_told_as_it_is_read() {
    for (typed, told) in [
        ("rrule:freq=weekly;count=2", "FREQ=WEEKLY;COUNT=2"),
        ("EXDATE:2026-12-25 FREQ=WEEKLY;COUNT=4", "FREQ=WEEKLY;COUNT=4;EXDATE=20261225"),
        ("FREQ=WEEKLY;COUNT=4;EXDATE=20261225;", "FREQ=WEEKLY;COUNT=4;EXDATE=20261225"),
    ] {
        let read = Recurrence::read(typed).unwrap();
        assert_eq!(read.text(), told);
        assert_eq!(Recurrence::read(told).unwrap().text(), told);
    }
}

#[test]
fn refuses_rules_that_nobody_can_follow() {
    for wrong in [
        "FREQ=SOMETIMES",
        "COUNT=3",
        "FREQ=WEEKLY;COUNT=0",
        "FREQ=WEEKLY;COUNT=-1",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;COUNT=2;UNTIL=20261201",
        "FREQ=DAILY;FREQ=DAILY",
        "FREQ=YEARLY;BYDAY=SU;BYMONTH=0;COUNT=100",
        "FREQ=YEARLY;BYMONTH=13",
        "FREQ=MONTHLY;BYMONTHDAY=32",
        "FREQ=MONTHLY;BYDAY=0MO",
        "FREQ=MONTHLY;BYDAY=XX",
        "FREQ=MONTHLY;BYSETPOS=0",
        "FREQ=DAILY;UNTIL=soon",
        "FREQ=DAILY;RSCALE=CHINESE",
        "FREQ=DAILY;COUNT=2 EXDATE=soon",
        "SUMMARY:text",
        "weekly",
    ] {
        assert!(matches!(Recurrence::read(wrong), Err(RuleError::Unreadable(_))), "{wrong}");
    }
    let start: DateTime = "2026-12-01T10:00".parse().unwrap();
    let times = |rule: &str, most| {
        Recurrence::read(rule).unwrap().times(start, &paris(), Window::ALL, most)
    };
    assert_eq!(times("FREQ=WEEKLY", 366), Err(RuleError::Endless));
    assert_eq!(times("FREQ=DAILY;COUNT=367", 366), Err(RuleError::TooMany(366)));
    assert_eq!(times("FREQ=SECONDLY;UNTIL=99991231", 366), Err(RuleError::TooMany(366)));
    // The thirtieth of February, for ever.
    assert_eq!(times("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=1", 366), Ok(Vec::new()));
    assert_eq!(times("FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30;COUNT=1", 366), Ok(Vec::new()));
}

const FILE: &str = "BEGIN:VCALENDAR\r\nX-WR-CALNAME:Fablab\r\nX-WR-TIMEZONE:Europe/Paris\r\n\
BEGIN:VTIMEZONE\r\nTZID:Ours\r\nX-LIC-LOCATION:Europe/Berlin\r\nEND:VTIMEZONE\r\n\
BEGIN:VEVENT\r\nUID:weekly\r\nSUMMARY:Soir\\, ouvert\r\nDTSTART;TZID=Ours:20261020T180000\r\nDTEND;TZID=Ours:20261020T200000\r\nRRULE:FREQ=WEEKLY;COUNT=4\r\nEXDATE;TZID=Europe/London:20261027T170000\r\nBEGIN:VALARM\r\nDTSTART:nonsense\r\nEND:VALARM\r\nEND:VEVENT\r\n\
BEGIN:VEVENT\r\nUID:weekly\r\nRECURRENCE-ID;TZID=Ours:20261103T180000\r\nDTSTART;TZID=Ours:20261104T190000\r\nDTEND;TZID=Ours:20261104T200000\r\nEND:VEVENT\r\n\
BEGIN:VEVENT\r\nUID:weekly\r\nRECURRENCE-ID:20261110T170000Z\r\nSTATUS:CANCELLED\r\nDTSTART;TZID=Ours:20261110T180000\r\nEND:VEVENT\r\n\
BEGIN:VEVENT\r\nUID:day\r\nDTSTART;VALUE=DATE:20261025\r\nSUMMARY:Portes ouvertes\r\nEND:VEVENT\r\n\
BEGIN:VEVENT\r\nUID:floating\r\nDTSTART:20261201T100000\r\nDURATION:PT90M\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\n\
BEGIN:VEVENT\r\nUID:lost\r\nRECURRENCE-ID:20261110T170000Z\r\nDTSTART:20261110T180000\r\nEND:VEVENT\r\n\
BEGIN:VEVENT\r\nUID:nowhere\r\nSUMMARY:Ailleurs\r\nDTSTART;TZID=Nowhere/City:20261110T180000\r\nEND:VEVENT\r\n\
BEGIN:VEVENT\r\nUID:backwards\r\nDTSTART:20261110T180000\r\nDTEND:20261110T170000\r\nEND:VEVENT\r\n\
BEGIN:VEVENT\r\nUID:never\r\nEND:VEVENT\r\n\
BEGIN:VEVENT\r\nUID:day\r\nDTSTART;VALUE=DATE:20261026\r\nEND:VEVENT\r\n\
BEGIN:VJOURNAL\r\nUID:task\r\nEND:VJOURNAL\r\nEND:VCALENDAR\r\n";

fn spans(event: &Event) -> Vec<String> {
    let spans = event.spans(Window::ALL, 366).unwrap();
    spans.iter().map(|span| format!("{} {}", span.start, span.end)).collect()
}

#[test]
fn reads_events_with_what_was_changed_of_them() {
    let read = read(FILE, &TimeZone::UTC);
    assert_eq!((read.name.as_str(), read.others), ("Fablab", 1));
    let uids: Vec<&str> = read.events.iter().map(|event| event.uid.as_str()).collect();
    assert_eq!(uids, ["weekly", "day", "floating"]);
    assert_eq!(read.events[0].summary, "Soir, ouvert");
    // One is excepted, one moved, one cancelled: at six on the wall, whatever the clocks do.
    assert_eq!(
        spans(&read.events[0]),
        ["2026-10-20T16:00:00Z 2026-10-20T18:00:00Z", "2026-11-04T18:00:00Z 2026-11-04T19:00:00Z"]
    );
    // The day on which clocks go back has twenty-five hours.
    assert_eq!(spans(&read.events[1]), ["2026-10-24T22:00:00Z 2026-10-25T23:00:00Z"]);
    assert_eq!(spans(&read.events[2]), ["2026-12-01T09:00:00Z 2026-12-01T10:30:00Z"]);
    assert!(!read.events[2].takes_time);
    let problems: Vec<String> =
        read.problems.iter().map(|it| format!("{} {}: {}", it.line, it.field, it.fault)).collect();
    assert_eq!(
        problems,
        [
            "42 RECURRENCE-ID: the event that it changes is not in the file",
            "50 DTSTART: the zone is not known: Nowhere/City",
            "55 DTEND: it ends before it starts",
            "57 DTSTART: it has no start",
            "60 UID: another event in the file has the same name",
        ]
    );
}

#[test]
fn an_event_without_a_name_gets_the_same_one_each_time() {
    let file = "BEGIN:VEVENT\nSUMMARY:A\nDTSTART:20261201T100000Z\nEND:VEVENT\n\
                BEGIN:VEVENT\nSUMMARY:B\nDTSTART:20261201T100000Z\nEND:VEVENT\n\
                BEGIN:VEVENT\nSUMMARY:A\nDTSTART:20261201T100000Z\nEND:VEVENT\n";
    let uids = |file: &str| {
        read(file, &paris()).events.iter().map(|it| it.uid.clone()).collect::<Vec<_>>()
    };
    assert_eq!(uids(file).len(), 3);
    assert_eq!(uids(file), uids(&file.replace('\n', "\r\n")));
    assert_ne!(uids(file)[0], uids(file)[1]);
    // One that is there twice is so on purpose, when nothing says that it is the same.
    assert_eq!(uids(file)[2], format!("{}-2", uids(file)[0]));
}

fn entry(uid: &str, when: When) -> Entry {
    Entry {
        uid: uid.to_owned(),
        summary: "Découpeuse laser, « grande » ; 40 W — réservée par l’atelier, comme chaque été"
            .to_owned(),
        description: "Avec\nune ligne".to_owned(),
        location: "Atelier; fond".to_owned(),
        status: Status::Tentative,
        takes_time: true,
        when,
        stamp: "2026-11-01T00:00:00Z".parse().unwrap(),
    }
}

fn span(start: &str, end: &str) -> When {
    let [start, end] = [start, end].map(|it| it.parse::<Timestamp>().unwrap());
    When::Span(Span { start, end })
}

#[test]
fn what_is_written_is_read_back_here_and_elsewhere() {
    let entries = [
        entry("one@etabli", span("2026-10-20T08:00:00Z", "2026-10-20T10:00:00Z")),
        entry("two@etabli", span("2026-10-27T09:00:00Z", "2026-10-27T11:00:00Z")),
        entry("day@etabli", When::Day("2026-12-24".parse().unwrap())),
    ];
    let file = write("Atelier du Port", &paris(), &entries);
    assert!(file.lines().all(|line| line.len() <= 75), "{file}");
    assert!(file.contains("DTSTART;TZID=Europe/Paris:20261027T100000\r\n"), "{file}");
    let ours = read(&file, &TimeZone::UTC);
    assert_eq!((ours.name.as_str(), ours.events.len()), ("Atelier du Port", 3));
    assert_eq!(ours.problems, []);
    for (event, entry) in ours.events.iter().zip(&entries) {
        assert_eq!(event.uid, entry.uid);
        assert_eq!((&event.summary, &event.location), (&entry.summary, &entry.location));
        assert_eq!(event.status, Status::Tentative);
    }
    assert_eq!(spans(&ours.events[1]), ["2026-10-27T09:00:00Z 2026-10-27T11:00:00Z"]);
    assert_eq!(spans(&ours.events[2]), ["2026-12-23T23:00:00Z 2026-12-24T23:00:00Z"]);

    let theirs: icalendar::Calendar = file.parse().unwrap();
    let events: Vec<_> = theirs.components.iter().filter_map(CalendarComponent::as_event).collect();
    assert_eq!(events.len(), 3);
    for (event, entry) in events.iter().zip(&entries) {
        assert_eq!(event.get_uid(), Some(entry.uid.as_str()));
        assert_eq!(event.get_summary(), Some(entry.summary.as_str()));
    }
    let Some(DatePerhapsTime::DateTime(CalendarDateTime::WithTimezone { date_time, tzid })) =
        events[0].get_start()
    else {
        panic!("{:?}", events[0].get_start());
    };
    assert_eq!(
        (date_time.to_string().as_str(), tzid.as_str()),
        ("2026-10-20 10:00:00", "Europe/Paris")
    );
    // Without a name for its zone, a file tells in UTC.
    assert!(write("", &TimeZone::UTC, &entries).contains("DTSTART:20261020T080000Z\r\n"));
}

/// Every file named by `ETABLI_CALENDARS` is read without a crash, and has as many times as it
/// says of itself.
#[test]
fn calendars_of_others_have_as_many_times_as_they_say() {
    let Some(folder) = std::env::var_os("ETABLI_CALENDARS") else { return };
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let text = String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned();
        let calendar = read(&text, &paris());
        println!(
            "{}: {} events, {} problems",
            path.display(),
            calendar.events.len(),
            calendar.problems.len()
        );
        for problem in &calendar.problems {
            println!("  {problem:?}");
        }
        let until = "2030-01-01T00:00:00".parse().unwrap();
        for event in &calendar.events {
            let window = match event.recurrence.has_end() {
                true => Window::ALL,
                false => Window { until, ..Window::ALL },
            };
            let found = event.spans(window, 5_000).map(|it| it.len());
            match event.expected {
                Some(expected) => assert_eq!(found, Ok(expected), "{} {event:?}", path.display()),
                None => println!("  {} {} {found:?}", event.line, event.summary),
            }
        }
    }
}

proptest! {
    #[test]
    fn whatever_a_file_says_reading_it_ends(text in "(BEGIN:VEVENT|END:VEVENT|DTSTART[:;]|DTEND:|RRULE:FREQ=|EXDATE:|[0-9]{8}|T[0-9]{6}Z?|DAILY|WEEKLY|;COUNT=|;BYDAY=|MO|-1|[;:,=\\n ]|.){0,120}") {
        for event in read(&text, &TimeZone::UTC).events {
            let until = event.start.checked_add(jiff::Span::new().days(400)).unwrap_or(DateTime::MAX);
            let _ = event.spans(Window { from: event.start, until }, 366);
        }
    }

    #[test]
    fn whatever_a_rule_says_following_it_ends(
        frequency in 0_usize..7, interval in 1..400, count in 1..400,
        parts in proptest::collection::vec(0_usize..9, 0..4), number in -60_i32..60,
    ) {
        let frequency = ["SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"][frequency];
        let mut rule = format!("FREQ={frequency};INTERVAL={interval};COUNT={count}");
        for part in parts {
            let name = ["BYSECOND", "BYMINUTE", "BYHOUR", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYMONTH", "BYSETPOS", "BYDAY"][part];
            match name {
                "BYDAY" => rule += &format!(";BYDAY=TU,{number}FR"),
                _ => rule += &format!(";{name}={number}"),
            }
        }
        if let Ok(read) = Recurrence::read(&rule) {
            let start = "2026-12-01T10:00:00".parse().unwrap();
            if let Ok(times) = read.times(start, &paris(), Window::ALL, 366) {
                prop_assert!(times.len() <= 366 && times.is_sorted());
                prop_assert!(times.iter().all(|time| *time >= start));
            }
        }
    }
}
