//! Booking, with the keyboard alone and with the mouse, and a booking that two made apart.

use fantoccini::key::Key;
use serde_json::Value;

use crate::harness::{
    browser::Browser,
    replica::{Replica, Served},
};

async fn founded() -> (Replica, Served, Browser) {
    let replica = filled().await;
    let served = replica.serve(&[]).await;
    let page = Browser::in_english_of(&served).await;
    (replica, served, page)
}

async fn filled() -> Replica {
    let replica = Replica::new();
    replica.run(&["space", "create", "--name", "Atelier du Port", "--member", "Ana"]).await;
    replica.run(&["place", "add", "--name", "Meeting room"]).await;
    replica.run(&["item", "add", "--name", "Laser cutter", "--tag", "L1"]).await;
    replica.run(&["book", "Laser cutter", "--from", "tomorrow 10:00", "--to", "12:00"]).await;
    replica.run(&["book", "Meeting room", "--from", "tomorrow 14:00", "--to", "16:00"]).await;
    replica
}

async fn bookings(replica: &Replica) -> Vec<Value> {
    replica.run(&["booking", "list"]).await.as_array().unwrap().clone()
}

#[tokio::test]
async fn a_day_is_chosen_and_booked_with_the_keyboard_alone() {
    let (replica, served, page) = founded().await;
    by_keyboard(&page, &replica).await;
    assert_eq!(page.complaints().await, Vec::<String>::new());
    page.close().await;
    served.end().await;
}

#[tokio::test]
async fn the_window_books_with_the_keyboard_alone() {
    let replica = filled().await;
    let window = Browser::desktop(&replica.data()).await;
    window.in_english().await;
    by_keyboard(&window, &replica).await;
    window.close().await;
}

async fn by_keyboard(page: &Browser, replica: &Replica) {
    page.key('g').await;
    page.key('p').await;
    page.find("planning-grid").await;
    // In two weeks all is free; the first row is the room.
    page.click("planning-after").await;
    page.click("planning-after").await;
    page.settle().await;
    page.find("planning-free-0-0").await;
    page.execute("document.querySelector('[data-testid=\"planning-free-0-0\"]').focus()").await;
    page.key(Key::Right).await;
    assert_eq!(page.focused().await, "planning-free-0-1");
    page.key(Key::Down).await;
    assert_eq!(page.focused().await, "planning-free-1-1");
    page.key(Key::Enter).await;
    page.find("book-dialog").await;
    page.find("book-check").await;
    page.shows("Free").await;
    // What is half typed stays, whatever is drawn anew meanwhile.
    let from = page.find("book-from").await;
    from.clear().await.unwrap();
    from.send_keys("9h").await.unwrap();
    let again = "const field = document.querySelector('[data-testid=\"book-repeat\"]'); for (const \
                 way of [field.options[1].value, field.options[0].value]) { field.value = way; \
                 field.dispatchEvent(new Event('change', { bubbles: true })); }";
    page.execute(again).await;
    page.settle().await;
    assert_eq!(from.prop("value").await.unwrap().as_deref(), Some("9h"));
    page.fill("book-from", "9h30").await;
    page.key(Key::Enter).await;
    page.shows("Booked: Laser cutter").await;
    assert_eq!(page.count("book-dialog").await, 0);
    assert_eq!(page.count("planning-taken").await, 1);
    let found = bookings(replica).await;
    let made = found.iter().find(|it| it["wall"].as_str().unwrap().ends_with("T09:30")).unwrap();
    assert_eq!((made["name"].as_str(), found.len()), (Some("Laser cutter"), 3));
    // From there, moved and cancelled without the mouse.
    page.execute("document.querySelector('[data-testid=\"planning-taken\"]').focus()").await;
    page.key(Key::Enter).await;
    page.find("booking-dialog").await;
    page.click("booking-move").await;
    page.fill("book-from", "13:00").await;
    page.key(Key::Enter).await;
    page.shows("Moved: Laser cutter").await;
    page.settle().await;
    carried(page, replica).await;
    page.click("planning-taken").await;
    page.shows("13:00").await;
    page.click("booking-cancel").await;
    page.click("booking-cancel-submit").await;
    page.shows("Cancelled: Laser cutter").await;
    page.settle().await;
    assert_eq!((page.count("planning-taken").await, bookings(replica).await.len()), (0, 2));
}

/// Returns the day of the booking at 13:00.
async fn day(replica: &Replica) -> String {
    let found = bookings(replica).await;
    let mut days = found.iter().filter_map(|it| it["wall"].as_str()?.strip_suffix("T13:00"));
    days.next().unwrap().to_owned()
}

/// Carries one's own booking a day further, by keys and then by mouse, and takes it back.
async fn carried(page: &Browser, replica: &Replica) {
    let before = day(replica).await;
    page.execute("document.querySelector('[data-testid=\"planning-taken\"]').focus()").await;
    for _ in 0..2 {
        page.press("ArrowRight", false, true).await;
    }
    page.shows("Enter asks whether it would do").await;
    page.picture("planning-carried").await;
    // Escape, or any other key, puts it back.
    page.escape().await;
    assert_eq!(page.count("book-dialog").await, 0);
    page.press("ArrowRight", false, true).await;
    page.key(Key::Enter).await;
    page.find("book-dialog").await;
    page.shows("Free").await;
    page.execute("document.querySelector('[data-testid=\"book-from\"]').focus()").await;
    page.key(Key::Enter).await;
    page.shows("Moved: Laser cutter").await;
    page.settle().await;
    let after = day(replica).await;
    assert!(after > before, "{before} {after}");
    page.click("undo").await;
    page.settle().await;
    assert_eq!((day(replica).await, page.count("planning-taken").await), (before.clone(), 1));
    page.drag("planning-taken", "planning-free-1-4").await;
    page.find("book-dialog").await;
    page.shows("Free").await;
    page.click("book-submit").await;
    page.shows("Moved: Laser cutter").await;
    page.settle().await;
    assert!(day(replica).await > after);
}

#[tokio::test]
async fn what_is_in_the_way_is_told_before_it_is_booked() {
    let (replica, served, page) = founded().await;
    page.visit("#/planning").await;
    for shape in ["week", "day", "list"] {
        page.click(&format!("planning-shape-{shape}")).await;
        page.settle().await;
        for (theme, width) in [("light", 1280), ("dark", 1280), ("light", 500)] {
            page.look(theme, width, 800).await;
            assert!(page.fits().await, "{shape} is wider than {width}");
            page.picture(&format!("planning-{shape}-{theme}-{width}")).await;
        }
        page.look("light", 1280, 800).await;
    }
    page.click("planning-new").await;
    page.fill("book-what", "L1").await;
    page.fill("book-start", "+1").await;
    page.fill("book-from", "11").await;
    page.fill("book-to", "13").await;
    page.key(Key::Tab).await;
    page.find("book-obstacle").await;
    page.picture("planning-obstacle").await;
    page.click("book-submit").await;
    page.find("error").await;
    assert_eq!(bookings(&replica).await.len(), 2);
    // Every week, after that.
    page.fill("book-from", "12").await;
    page.key(Key::Tab).await;
    page.choose("book-repeat", 2).await;
    page.settle().await;
    assert_eq!(page.count("book-obstacle").await, 0);
    page.picture("planning-weekly").await;
    page.click("book-submit").await;
    page.settle().await;
    let weekly = bookings(&replica).await;
    let weekly = weekly.iter().find(|it| it["rule"] == "FREQ=WEEKLY;COUNT=4").unwrap();
    assert_eq!(weekly["occurrences"].as_array().unwrap().len(), 4);
    // The item says so, too, and offers its next days.
    page.visit(&format!("#/item/{}", weekly["item"].as_str().unwrap())).await;
    page.find("item-strip").await;
    assert_eq!(page.count("item-booking").await, 2);
    page.picture("planning-item").await;
    page.click("item-booking").await;
    page.find("booking-dialog").await;
    page.picture("planning-booking").await;
    // What was refused, as it should be, is all that the browser notes.
    let complaints = page.complaints().await;
    assert!(complaints.iter().all(|one| one.contains(" 422 ")), "{complaints:?}");
    page.close().await;
    served.end().await;
}

/// Lets go of one's booking where the thing is taken: that is refused with who has it and what is free
/// instead, nothing moves, and one of these does.
async fn let_go_upon_what_is_taken(page: &Browser, replica: &Replica) {
    let other = ["book", "L1", "--from", "+2d 11:00", "--to", "13:00", "--all-the-same"];
    replica.run(&other).await;
    let before = bookings(replica).await;
    page.visit("#/planning").await;
    page.find("planning-grid").await;
    // The first of the row is carried upon the second, by mouse and then by keys.
    let bars = "const bars = [...document.querySelectorAll('[data-testid=\"planning-taken\"]')]\
                .filter((bar) => bar.textContent.includes(':00') && bar.closest('tr').rowIndex > 1); \
                bars.forEach((bar, at) => { bar.dataset.testid = `bar-${at}`; });";
    page.settle().await;
    let found = page.execute(&format!("{bars} return bars.length")).await;
    assert_eq!(found, 2);
    page.drag("bar-0", "bar-1").await;
    page.find("book-obstacle").await;
    page.shows("is booked by Ana").await;
    page.picture("planning-upon-taken").await;
    page.click("book-submit").await;
    page.find("error").await;
    assert_eq!(bookings(replica).await, before, "nothing moved");
    page.escape().await;
    assert_eq!(page.count("book-dialog").await, 0);
    page.execute("document.querySelector('[data-testid=\"bar-0\"]').focus()").await;
    page.press("ArrowRight", false, true).await;
    page.key(Key::Enter).await;
    page.find("book-obstacle").await;
    page.click("book-alternative").await;
    page.shows("Free").await;
    page.click("book-submit").await;
    page.shows("Moved: Laser cutter").await;
    page.settle().await;
    let after = bookings(replica).await;
    assert_eq!(after.len(), before.len());
    assert_ne!(after, before);
}

#[tokio::test]
async fn a_booking_let_go_upon_another_one_is_refused_and_offered_what_is_free() {
    let (replica, served, page) = founded().await;
    let_go_upon_what_is_taken(&page, &replica).await;
    let complaints = page.complaints().await;
    assert!(complaints.iter().all(|one| one.contains(" 422 ")), "{complaints:?}");
    page.close().await;
    served.end().await;
}

#[tokio::test]
async fn the_window_refuses_what_is_let_go_upon_another_booking() {
    let replica = filled().await;
    let window = Browser::desktop(&replica.data()).await;
    window.in_english().await;
    let_go_upon_what_is_taken(&window, &replica).await;
    window.close().await;
}

/// Two who book the same drill apart and meet; returns whose booking is displaced, and the other.
async fn booked_apart() -> (Replica, Replica, String) {
    let (ana, bo) = (Replica::new(), Replica::new());
    ana.run(&["space", "create", "--name", "Atelier du Port", "--member", "Ana"]).await;
    ana.run(&["item", "add", "--name", "Drill", "--tag", "D1"]).await;
    let served = ana.serve(&["--no-web"]).await;
    let invite = ana.run(&["invite"]).await;
    bo.run(&["join", invite["ticket"].as_str().unwrap(), "--member", "Bo"]).await;
    served.end().await;
    // Each alone, without the other.
    ana.run(&["book", "D1", "--from", "tomorrow 10:00", "--to", "12:00"]).await;
    bo.run(&["book", "D1", "--from", "tomorrow 11:00", "--to", "13:00"]).await;
    let served = ana.serve(&["--no-web"]).await;
    bo.run(&["sync", "--once"]).await;
    let states = |all: &[Value]| {
        let state = |it: &Value| format!("{} {}", it["by_name"], it["status"] == "displaced");
        let mut states: Vec<String> = all.iter().map(state).collect();
        states.sort();
        states
    };
    let (here, there) = (bookings(&ana).await, bookings(&bo).await);
    assert_eq!(states(&here), states(&there));
    let lost = here.iter().filter(|it| it["status"] == "displaced").count();
    assert_eq!((here.len(), lost), (2, 1));
    served.end().await;
    let mine = here.iter().find(|it| it["status"] == "displaced").unwrap()["by_name"].clone();
    let mine = mine.as_str().unwrap().to_owned();
    let (loser, winner) = if mine == "Ana" { (ana, bo) } else { (bo, ana) };
    (loser, winner, mine)
}

/// Takes what is free instead of a booking that was lost.
async fn resolved(page: &Browser, loser: &Replica, mine: &str) {
    page.shows("Another booking has it").await;
    page.picture("planning-displaced-today").await;
    page.visit("#/planning").await;
    page.click("planning-shape-list").await;
    page.settle().await;
    let shown = "[...document.querySelectorAll('li.row')].find(row => row.querySelector('.danger'))
        .querySelector('button').click()";
    page.execute(shown).await;
    page.find("booking-note").await;
    page.picture("planning-displaced").await;
    page.click("booking-alternative").await;
    page.settle().await;
    assert_eq!(page.count("booking-dialog").await, 0);
    let all = bookings(loser).await;
    let own: Vec<&Value> = all.iter().filter(|it| it["by_name"] == mine).collect();
    assert!(own.iter().any(|it| it["status"] == "tentative"), "{own:?}");
}

#[tokio::test]
async fn of_two_bookings_made_apart_one_is_displaced_and_its_author_moves_it() {
    let (loser, _winner, mine) = booked_apart().await;
    let served = loser.serve(&[]).await;
    let page = Browser::in_english_of(&served).await;
    resolved(&page, &loser, &mine).await;
    page.close().await;
    served.end().await;
}

#[tokio::test]
async fn the_window_tells_who_was_displaced_and_moves_it() {
    let (loser, _winner, mine) = booked_apart().await;
    let window = Browser::desktop(&loser.data()).await;
    window.in_english().await;
    resolved(&window, &loser, &mine).await;
    window.close().await;
}
