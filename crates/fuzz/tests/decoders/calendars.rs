//! Calendars that other programs wrote, and the times that their rules come to.

use etabli_calendar::{Window, read, read_hours, write_hours};
use etabli_fuzz::{Fuzz, outcome};
use jiff::tz::TimeZone;

const PLAIN: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nX-WR-CALNAME:Atelier\r\nBEGIN:VEVENT\r\n\
    UID:1@atelier\r\nDTSTART;TZID=Europe/Paris:20261124T100000\r\nDTEND;TZID=Europe/Paris:20261124T120000\r\n\
    RRULE:FREQ=WEEKLY;BYDAY=TU,TH;COUNT=10\r\nEXDATE;TZID=Europe/Paris:20261126T100000\r\n\
    SUMMARY:D\u{e9}coupe\\, laser\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
const CHANGED: &str = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:2\nDTSTART:20260101T000000Z\nDURATION:PT1H30M\n\
    RRULE:FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20271231T000000Z\nEND:VEVENT\nBEGIN:VEVENT\nUID:2\n\
    RECURRENCE-ID:20260130T000000Z\nDTSTART:20260131T000000Z\nDTEND:20260131T010000Z\nSTATUS:CANCELLED\n\
    END:VEVENT\nEND:VCALENDAR\n";
const DAYS: &str = "BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:Own\nBEGIN:STANDARD\nDTSTART:19701025T030000\n\
    TZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nEND:STANDARD\nEND:VTIMEZONE\nBEGIN:VEVENT\nUID:3\n\
    DTSTART;VALUE=DATE:20260229\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYSETPOS=1;INTERVAL=4\n\
    RDATE;VALUE=DATE:20260301,20260302\nSUMMARY:long \n  line\nEND:VEVENT\n";

#[test]
fn calendars_are_read_or_refused_and_their_rules_end() {
    let seeds = [PLAIN, CHANGED, DAYS].map(|text| text.as_bytes().to_vec());
    Fuzz::new("calendar", seeds).at_most(64 * 1024).run(|bytes| {
        let text = String::from_utf8_lossy(bytes);
        let calendar = read(&text, &TimeZone::UTC);
        let spans: Vec<_> = calendar
            .events
            .iter()
            .take(8)
            .map(|event| match event.spans(Window::ALL, 366) {
                Ok(spans) => {
                    assert!(spans.len() <= 366, "more times than were asked for");
                    "times"
                }
                Err(_) => "refused",
            })
            .collect();
        let faults: Vec<_> = calendar.problems.iter().take(8).map(|it| it.fault.clone()).collect();
        outcome(&(spans, faults))
    });
}

const WEEK: &str = "BEGIN:VCALENDAR\r\nBEGIN:VAVAILABILITY\r\nUID:1\r\nPRIORITY:9\r\nBEGIN:AVAILABLE\r\n\
    DTSTART;TZID=Europe/Paris:20240101T090000\r\nDTEND;TZID=Europe/Paris:20240101T120000\r\n\
    RRULE:FREQ=WEEKLY;BYDAY=MO,TU\r\nEND:AVAILABLE\r\nEND:VAVAILABILITY\r\nEND:VCALENDAR\r\n";
const SEASON: &str = "BEGIN:VAVAILABILITY\nDTSTART:20260706T000000Z\nDTEND:20260718T000000Z\nSUMMARY:\u{c9}t\u{e9}\n\
    BEGIN:AVAILABLE\nDTSTART:20260706T080000Z\nDURATION:PT4H\nRRULE:FREQ=DAILY;INTERVAL=2\nEND:AVAILABLE\n\
    END:VAVAILABILITY\n";

#[test]
fn hours_are_read_or_refused_and_read_back() {
    let seeds = [WEEK, SEASON].map(|text| text.as_bytes().to_vec());
    Fuzz::new("hours", seeds).at_most(64 * 1024).run(|bytes| {
        let text = String::from_utf8_lossy(bytes);
        let read = read_hours(&text, &TimeZone::UTC);
        if let Ok(hours) = &read {
            assert!(hours.exceptions.len() <= 256, "more exceptions than are read");
            let zone = hours.zone.as_deref().and_then(|name| TimeZone::get(name).ok());
            let zone = zone.unwrap_or(TimeZone::UTC);
            let again = read_hours(&write_hours("x", "x", &zone, hours), &TimeZone::UTC);
            let told = again.is_ok() || (hours.week.is_empty() && hours.exceptions.is_empty());
            assert!(told, "what was written cannot be read: {again:?}");
        }
        outcome(&read)
    });
}
