//! When things are taken and nothing else of it: VFREEBUSY of RFC 5545, for whoever may know when
//! something is free and need not know who has it.

use jiff::Timestamp;

use crate::{
    event::Span,
    value::escaped,
    writing::{fold, utc},
};

/// A thing, and when it is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Busy {
    /// What names it, the same in every file that has it.
    pub uid: String,
    /// What it is called.
    pub name: String,
    /// When it is taken, ascending.
    pub times: Vec<Span>,
}

/// Writes when things are taken within a time; the same times give the same bytes.
pub fn write_busy(name: &str, during: Span, all: &[Busy]) -> String {
    let mut lines = vec![
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//Etabli//Etabli//EN".to_owned(),
        "CALSCALE:GREGORIAN".to_owned(),
        "METHOD:PUBLISH".to_owned(),
        format!("X-WR-CALNAME:{}", escaped(name)),
    ];
    let time = |what: &str, at: Timestamp| format!("{what}:{}", utc(at));
    for busy in all {
        lines.extend([
            "BEGIN:VFREEBUSY".to_owned(),
            format!("UID:{}", escaped(&busy.uid)),
            // It tells of the time from then on, whenever it was written.
            time("DTSTAMP", during.start),
            time("DTSTART", during.start),
            time("DTEND", during.end),
            format!("COMMENT:{}", escaped(&busy.name)),
        ]);
        let times = busy.times.iter().map(|it| format!("{}/{}", utc(it.start), utc(it.end)));
        lines.extend(times.map(|time| format!("FREEBUSY;FBTYPE=BUSY:{time}")));
        lines.push("END:VFREEBUSY".to_owned());
    }
    lines.push("END:VCALENDAR".to_owned());
    let mut file = String::new();
    for line in lines {
        fold(&line, &mut file);
    }
    file
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_is_told_with_its_times_and_no_more() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let span = |start: &str, end: &str| Span { start: at(start), end: at(end) };
        let busy = Busy {
            uid: "laser-busy@etabli".to_owned(),
            name: "Découpe, laser".to_owned(),
            times: vec![
                span("2026-12-01T09:00:00Z", "2026-12-01T11:00:00Z"),
                span("2026-12-03T09:00:00Z", "2026-12-04T09:00:00Z"),
            ],
        };
        let during = span("2026-11-30T23:00:00Z", "2027-11-30T23:00:00Z");
        let file = write_busy("Atelier", during, &[busy]);
        assert_eq!(
            file,
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Etabli//Etabli//EN\r\n\
             CALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\nX-WR-CALNAME:Atelier\r\nBEGIN:VFREEBUSY\r\n\
             UID:laser-busy@etabli\r\nDTSTAMP:20261130T230000Z\r\nDTSTART:20261130T230000Z\r\n\
             DTEND:20271130T230000Z\r\nCOMMENT:Découpe\\, laser\r\n\
             FREEBUSY;FBTYPE=BUSY:20261201T090000Z/20261201T110000Z\r\n\
             FREEBUSY;FBTYPE=BUSY:20261203T090000Z/20261204T090000Z\r\n\
             END:VFREEBUSY\r\nEND:VCALENDAR\r\n"
        );
    }
}
