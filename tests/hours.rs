//! A place gets hours, a booking outside of them is refused with a sentence, and what is offered
//! instead is taken: all of it with the keyboard. Rules and keys beside it.

use fantoccini::key::Key;

use crate::harness::{browser::Browser, replica::Replica};

/// Puts the focus on what has a name, as Tab would, and presses Enter.
async fn press(page: &Browser, name: &str) {
    page.find(name).await;
    let script = format!("document.querySelector('[data-testid=\"{name}\"]').focus()");
    page.execute(&script).await;
    page.key(Key::Enter).await;
}

/// A space with a room in it.
async fn with_a_room() -> Replica {
    let replica = Replica::new();
    replica.run(&["space", "create", "--name", "Atelier du Port", "--member", "Ana"]).await;
    replica.run(&["place", "add", "--name", "Meeting room"]).await;
    replica
}

/// Gives the room hours, books outside of them, and takes what is offered instead; then it is closed
/// on that day, and the booking says so.
async fn by_keyboard(page: &Browser, replica: &Replica) {
    page.key('g').await;
    page.key('w').await;
    page.shows("The whole space").await;
    page.execute("document.querySelector('[role=\"treeitem\"]').focus()").await;
    page.key(Key::Enter).await;
    page.find("place").await;
    press(page, "details-hours").await;
    page.find("details-dialog").await;
    for day in 1..=7 {
        page.fill(&format!("detail-hours-{day}"), "10-18").await;
    }
    page.key(Key::Enter).await;
    page.find("details-week").await;
    page.shows("10:00–18:00").await;
    press(page, "place-book").await;
    page.find("book-dialog").await;
    page.fill("book-start", "+3").await;
    page.fill("book-from", "20").await;
    page.fill("book-to", "22").await;
    page.key(Key::Tab).await;
    page.find("book-obstacle").await;
    page.shows("“Meeting room” is closed at that time.").await;
    page.picture("hours-obstacle").await;
    press(page, "book-alternative").await;
    page.shows("Free").await;
    press(page, "book-submit").await;
    page.shows("Booked: Meeting room").await;
    let bookings = replica.run(&["booking", "list"]).await;
    let made = bookings.as_array().unwrap();
    assert_eq!(made.len(), 1, "{bookings}");
    assert!(made[0]["wall"].as_str().unwrap().ends_with("T10:00"), "{bookings}");
    assert!(made[0]["against"].is_null(), "{bookings}");
    press(page, "details-exception").await;
    // What was free next is the morning after.
    page.fill("exception-from", "+4").await;
    page.fill("exception-to", "+4").await;
    page.fill("exception-start", "9").await;
    page.fill("exception-end", "12h30").await;
    page.fill("exception-reason", "Heating").await;
    page.key(Key::Enter).await;
    page.find("details-off").await;
    // It stands, and says what it is against: nobody but its author moves it.
    let bookings = replica.run(&["booking", "list"]).await;
    assert!(!bookings[0]["against"].is_null(), "{bookings}");
}

#[tokio::test]
async fn the_window_keeps_to_the_hours_with_the_keyboard_alone() {
    let replica = with_a_room().await;
    let window = Browser::desktop(&replica.data()).await;
    window.in_english().await;
    by_keyboard(&window, &replica).await;
    window.close().await;
}

#[tokio::test]
async fn a_booking_outside_of_the_hours_is_refused_and_an_alternative_taken_by_keyboard() {
    let replica = with_a_room().await;
    let served = replica.serve(&[]).await;
    let page = Browser::chromium(&served.web.clone().unwrap()).await;
    page.in_english().await;
    by_keyboard(&page, &replica).await;
    // Rules are said the same way, and a key has somebody who has it.
    press(&page, "details-rules").await;
    page.fill("detail-longest", "4 h").await;
    page.key(Key::Enter).await;
    page.shows("4 h").await;
    press(&page, "details-about").await;
    page.choose("detail-kind", 4).await;
    page.fill("detail-rules", "Sweep up.").await;
    press(&page, "details-save").await;
    page.shows("Sweep up.").await;
    press(&page, "key-add").await;
    page.fill("key-name", "Front door").await;
    page.key(Key::Enter).await;
    press(&page, "key-give").await;
    page.choose("key-to", 1).await;
    press(&page, "key-submit").await;
    page.shows("Ana has it since").await;
    for (theme, width) in [("light", 1280), ("dark", 1280), ("light", 320), ("dark", 320)] {
        page.look(theme, width, 900).await;
        assert!(page.fits().await, "the place is wider than {width}");
        page.picture(&format!("hours-place-{theme}-{width}")).await;
    }
    page.look("light", 1280, 900).await;
    press(&page, "key-back").await;
    page.shows("one left").await;
    let keys = replica.run(&["place", "key", "list", "Meeting room"]).await;
    assert_eq!(keys[0]["holders"].as_array().map(Vec::len), Some(0), "{keys}");
    press(&page, "details-exception").await;
    page.fill("exception-reason", "Stock-take").await;
    page.picture("hours-exception").await;
    page.key(Key::Enter).await;
    page.find("details-off").await;
    // What was refused, as it should be, is all that the browser notes.
    let complaints = page.complaints().await;
    assert!(complaints.iter().all(|one| one.contains(" 422 ")), "{complaints:?}");
    page.close().await;
    served.end().await;
}

#[tokio::test]
async fn hours_and_rules_from_a_shell_hold_in_a_shell() {
    let replica = Replica::new();
    replica.run(&["space", "create", "--name", "Atelier", "--member", "Ana"]).await;
    replica.run(&["place", "add", "--name", "Halle"]).await;
    let hours = ["place", "hours", "set", "Halle", "--day", "mo-su=10-18"];
    let view = replica.run(&hours).await;
    assert_eq!(view["week"][6], "10:00-18:00", "{view}");
    let file = replica.file("hours.ics", "");
    replica.run(&["place", "hours", "export", "Halle", "-o", &file]).await;
    replica.run(&["place", "add", "--name", "Cave"]).await;
    let read = replica.run(&["place", "hours", "import", &file, "--into", "Cave"]).await;
    assert_eq!(read["week"][0], "10:00-18:00", "{read}");
    replica.run(&["place", "set", "Cave", "--detail", "longest=2h"]).await;
    let refused = ["book", "Cave", "--from", "+3d 10:00", "--to", "13:00"];
    let error = replica.try_run(&refused).await.unwrap_err();
    assert!(error.to_string().contains("booking-over-length"), "{error}");
    replica.run(&[&refused[..], &["--all-the-same"]].concat()).await;
}

#[tokio::test]
async fn holidays_close_a_place_and_a_visit_is_asked_for() {
    let replica = Replica::new();
    replica.run(&["space", "create", "--name", "Atelier du Port", "--member", "Ana"]).await;
    let place = replica.run(&["place", "add", "--name", "Hall"]).await;
    let calendar = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:a\r\n\
        DTSTART;VALUE=DATE:20301224\r\nDTEND;VALUE=DATE:20310102\r\nSUMMARY:Winter break\r\n\
        END:VEVENT\r\nEND:VCALENDAR\r\n";
    let path = replica.file("holidays.ics", calendar);
    let served = replica.serve(&[]).await;
    let page = Browser::in_english_of(&served).await;
    page.visit(&format!("#/place/{}", place["id"].as_str().unwrap())).await;
    page.click("place-calendar").await;
    page.upload("calendar-choose", &path).await;
    page.find("calendar-report").await;
    // What was chosen is told anew as the other kind.
    page.click("calendar-kind-calendar-read-closures").await;
    page.find("calendar-report").await;
    page.shows("new: Closed").await;
    page.picture("place-closures").await;
    page.click("calendar-book").await;
    page.shows("Winter break").await;
    // The event moved: what that changes is told first.
    let moved = replica.file("moved.ics", &calendar.replace("20310102", "20310105"));
    page.click("place-calendar").await;
    page.click("calendar-kind-calendar-read-closures").await;
    page.upload("calendar-choose", &moved).await;
    page.find("calendar-report").await;
    page.shows("→ Closed").await;
    page.picture("place-closures-moved").await;
    page.click("calendar-book").await;
    page.shows("Moved or ended: 1").await;
    assert_eq!(replica.run(&["booking", "list"]).await.as_array().unwrap().len(), 0);
    page.click("place-visit").await;
    page.fill("visit-when", "Saturday").await;
    page.fill("visit-text", "The lathe").await;
    page.picture("place-visit").await;
    page.click("visit-submit").await;
    page.shows("Answers come under").await;
    page.visit("#/offers").await;
    page.shows("Visit: Hall").await;
    page.shows("The lathe").await;
    page.look("light", 320, 800).await;
    assert!(page.fits().await, "needs and offers are wider than 320");
    assert_eq!(page.complaints().await, Vec::<String>::new());
    page.close().await;
    served.end().await;
}

#[tokio::test]
async fn opening_hours_come_from_a_file_seen_first_and_go_in_one_step() {
    let replica = Replica::new();
    replica.run(&["space", "create", "--name", "Atelier du Port", "--member", "Ana"]).await;
    replica.run(&["place", "add", "--name", "Hall"]).await;
    let cellar = replica.run(&["place", "add", "--name", "Cellar"]).await;
    replica.run(&["place", "hours", "set", "Hall", "--day", "mo-fr=10-18"]).await;
    replica.run(&["place", "hours", "set", "Cellar", "--day", "mo=9-12"]).await;
    let path = replica.file("hours.ics", "");
    replica.run(&["place", "hours", "export", "Hall", "-o", &path]).await;
    let would = ["place", "hours", "import", &path, "--into", "Cellar", "--dry-run"];
    let would = replica.run(&would).await;
    assert_eq!(would["changes"][0]["is"], "10:00-18:00", "{would}");
    assert_eq!(would["week"][0], "09:00-12:00", "{would}");
    let served = replica.serve(&[]).await;
    let page = Browser::chromium(&served.web.clone().unwrap()).await;
    page.ready().await;
    page.visit(&format!("#/place/{}", cellar["id"].as_str().unwrap())).await;
    page.click("details-hours-read").await;
    let nothing = replica.file("nothing.ics", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n");
    page.upload("hours-choose", &nothing).await;
    page.find("error").await;
    page.upload("hours-choose", &path).await;
    page.shows("09:00–12:00 → 10:00–18:00").await;
    page.picture("place-hours-read").await;
    page.look("light", 320, 800).await;
    assert!(page.fits().await, "the dialog is wider than 320");
    page.picture("place-hours-read-320").await;
    page.look("light", 1280, 800).await;
    page.click("hours-set").await;
    page.shows("10:00–18:00").await;
    page.click("toast-take").await;
    page.shows("09:00–12:00").await;
    let view = replica.run(&["place", "show", "Cellar"]).await;
    assert_eq!(view["week"][1], "", "{view}");
    // What was refused, as it should be, is all that the browser notes.
    let complaints = page.complaints().await;
    assert!(complaints.iter().all(|one| one.contains(" 422 ")), "{complaints:?}");
    page.close().await;
    served.end().await;
}
