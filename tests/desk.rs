//! The desk: lending and taking back with the keyboard alone, and asking for what is out.

use fantoccini::key::Key;
use serde_json::Value;

use crate::harness::{browser::Browser, replica::Replica};

async fn filled() -> Replica {
    let replica = Replica::new();
    replica.run(&["space", "create", "--name", "Atelier du Port", "--member", "Ana"]).await;
    for (name, tag) in [("Drill", "D1"), ("Drill bits", "D2"), ("Saw", "S1")] {
        replica.run(&["item", "add", "--name", name, "--tag", tag]).await;
    }
    replica
}

async fn out(replica: &Replica) -> Vec<Value> {
    replica.run(&["loan", "list", "--open"]).await.as_array().unwrap().clone()
}

/// Types into what has the focus, and Enter.
async fn say(page: &Browser, text: &str) {
    for letter in text.chars() {
        page.key(letter).await;
    }
    page.key(Key::Enter).await;
    page.settle().await;
}

#[tokio::test]
async fn things_are_lent_and_taken_back_with_the_keyboard_alone() {
    let replica = filled().await;
    let served = replica.serve(&[]).await;
    let page = Browser::in_english_of(&served).await;
    by_keyboard(&page, &replica).await;
    for (theme, width) in [("light", 1280), ("dark", 1280), ("light", 320)] {
        page.look(theme, width, 800).await;
        assert!(page.fits().await, "the desk is wider than {width}");
        page.picture(&format!("desk-{theme}-{width}")).await;
    }
    assert_eq!(page.complaints().await, Vec::<String>::new());
    page.close().await;
    served.end().await;
}

#[tokio::test]
async fn the_window_lends_and_takes_back_with_the_keyboard_alone() {
    let replica = filled().await;
    let window = Browser::desktop(&replica.data()).await;
    window.in_english().await;
    by_keyboard(&window, &replica).await;
    window.close().await;
}

async fn by_keyboard(page: &Browser, replica: &Replica) {
    page.key('g').await;
    page.key('k').await;
    page.find("desk-empty").await;
    assert_eq!(page.focused().await, "desk-field");
    say(page, "d1").await;
    say(page, "S1").await;
    assert_eq!(page.count("desk-line").await, 2);
    // Nobody said who takes them.
    say(page, "").await;
    page.shows("Say who takes it").await;
    say(page, "ana").await;
    page.find("desk-borrower").await;
    page.picture("desk-basket").await;
    say(page, "").await;
    assert_eq!((page.count("desk-line").await, out(replica).await.len()), (0, 2));
    assert_eq!(page.focused().await, "desk-field");
    page.shows("Lent: 2").await;
    // What is out comes back: its number, and Enter.
    say(page, "D1").await;
    page.shows("Take back from Ana").await;
    say(page, "").await;
    assert_eq!(out(replica).await.len(), 1);
    // A doubt is asked about, and what nobody knows is said.
    say(page, "Dri").await;
    assert_eq!(page.count("desk-offer").await, 2);
    page.click("desk-offer").await;
    page.settle().await;
    assert_eq!((page.count("desk-line").await, page.focused().await.as_str()), (1, "desk-field"));
    say(page, "zzz").await;
    page.shows("Nothing here is called").await;
}

#[tokio::test]
async fn who_waits_is_told_and_has_it_next() {
    let (ana, bo) = (Replica::new(), Replica::new());
    ana.run(&["space", "create", "--name", "Atelier du Port", "--member", "Ana"]).await;
    ana.run(&["item", "add", "--name", "Drill", "--tag", "D1"]).await;
    let served = ana.serve(&[]).await;
    let invite = ana.run(&["invite"]).await;
    bo.run(&["join", invite["ticket"].as_str().unwrap(), "--member", "Bo"]).await;
    ana.run(&["lend", "D1", "--to", "Ana"]).await;
    bo.run(&["sync", "--once"]).await;
    bo.run(&["ask", "D1"]).await;
    bo.run(&["sync", "--once"]).await;
    let page = Browser::in_english_of(&served).await;
    page.find("request-row").await;
    page.picture("desk-request-today").await;
    page.click("request-grant").await;
    page.settle().await;
    let items = ana.run(&["item", "list"]).await;
    page.visit(&format!("#/item/{}", items[0]["id"].as_str().unwrap())).await;
    page.find("item-requests").await;
    // Nobody keeps it longer while somebody waits; lost and found is another matter.
    page.click("loan-more").await;
    page.click("loan-extend").await;
    page.click("extend-submit").await;
    page.shows("Bo waits for").await;
    page.escape().await;
    page.click("loan-more").await;
    page.click("loan-lost").await;
    page.settle().await;
    page.picture("desk-request-lost").await;
    page.click("item-return").await;
    page.settle().await;
    page.click("request-lend").await;
    page.find("lend-dialog").await;
    page.click("lend-submit").await;
    page.settle().await;
    assert_eq!(out(&ana).await[0]["to_name"], "Bo");
    let ended = ana.run(&["request", "list", "--all"]).await;
    assert_eq!(ended[0]["status"], "handed_over");
    page.picture("desk-request-item").await;
    // What was refused, as it should be, is all that the browser notes.
    let complaints = page.complaints().await;
    assert!(complaints.iter().all(|one| one.contains(" 422 ")), "{complaints:?}");
    page.close().await;
    served.end().await;
}

#[tokio::test]
async fn a_keeper_confirms_on_today_finds_a_place_that_fits_and_notes_what_went_out_before() {
    let (ana, bo) = (Replica::new(), Replica::new());
    ana.run(&["space", "create", "--name", "Atelier du Port", "--member", "Ana"]).await;
    ana.run(&["place", "add", "--name", "Meeting room"]).await;
    ana.run(&["place", "set", "Meeting room", "--detail", "equipment=Wifi"]).await;
    ana.run(&["place", "add", "--name", "Cellar"]).await;
    ana.run(&["item", "add", "--name", "Drill", "--tag", "D1"]).await;
    let serving = ana.serve(&[]).await;
    let invite = ana.run(&["invite"]).await;
    bo.run(&["join", invite["ticket"].as_str().unwrap(), "--member", "Bo"]).await;
    ana.run(&["item", "set", "D1", "--keeper", "Bo"]).await;
    ana.run(&["book", "D1", "--from", "tomorrow 10:00", "--to", "12:00"]).await;
    bo.run(&["sync", "--once"]).await;
    serving.end().await;
    assert_eq!(bo.run(&["booking", "list", "--to-confirm"]).await[0]["by_name"], "Ana");
    let served = bo.serve(&[]).await;
    let page = Browser::in_english_of(&served).await;
    page.find("today-to-confirm").await;
    // Whoever came in is asked to bring something of their own.
    let shares = "return document.querySelector('[data-testid=\"step-share\"]').dataset.done";
    assert_eq!(page.execute(shares).await, "false");
    bo.run(&["item", "add", "--name", "Router", "--owner", "Bo"]).await;
    page.settle().await;
    assert_eq!(page.execute(shares).await, "true");
    page.picture("today-to-confirm").await;
    page.look("dark", 320, 800).await;
    assert!(page.fits().await, "today is wider than 320");
    page.picture("today-to-confirm-320").await;
    page.look("light", 1280, 800).await;
    page.click("today-confirm-open").await;
    page.find("booking-confirm").await;
    page.escape().await;
    page.click("today-confirm").await;
    page.shows("Confirmed: Drill").await;
    page.settle().await;
    assert_eq!(page.count("today-to-confirm").await, 0);
    assert_eq!(bo.run(&["booking", "list"]).await[0]["certainty"], "confirmed");
    // Handed over yesterday, noted today.
    let items = bo.run(&["item", "list"]).await;
    page.visit(&format!("#/item/{}", items[0]["id"].as_str().unwrap())).await;
    page.click("item-lend").await;
    page.choose("lend-to", 1).await;
    page.click("lend-earlier").await;
    let ago = "return new Date(Date.now() - 864e5).toLocaleDateString('en-GB')";
    let yesterday = page.execute(ago).await;
    page.fill("lend-since", yesterday.as_str().unwrap()).await;
    page.key(Key::Tab).await;
    page.picture("lend-earlier").await;
    page.click("lend-submit").await;
    page.settle().await;
    if page.count("lend-despite").await > 0 {
        page.click("lend-despite").await;
        page.settle().await;
    }
    let loan = &out(&bo).await[0];
    // Of a day alone, its noon is noted: at any hour of today, that was yesterday.
    let day = page.execute("return new Date(Date.now() - 864e5).toLocaleDateString('sv')").await;
    let (since, day) = (loan["since"].as_str().unwrap(), day.as_str().unwrap());
    assert!(since.starts_with(day), "{loan}");
    // It came back yesterday too, worn.
    page.visit(&format!("#/item/{}", items[0]["id"].as_str().unwrap())).await;
    page.click("loan-return-tell").await;
    page.click("return-earlier").await;
    page.fill("return-at", "+3").await;
    page.key(Key::Tab).await;
    page.click("return-submit").await;
    page.shows("It cannot have come back then.").await;
    page.fill("return-at", yesterday.as_str().unwrap()).await;
    page.key(Key::Tab).await;
    page.picture("return-earlier").await;
    page.click("return-submit").await;
    page.settle().await;
    assert!(out(&bo).await.is_empty());
    let loans = bo.run(&["loan", "list"]).await;
    let back = loans[0]["returned_at"].as_str().unwrap();
    assert!(since <= back && back.starts_with(day), "{loans}");
    page.visit("#/places").await;
    page.click("place-fit").await;
    page.find("fit-found").await;
    page.fill("fit-need", "wifi").await;
    page.settle().await;
    assert_eq!(page.count("fit-place").await, 1);
    page.fill("fit-day", "+2").await;
    page.key(Key::Tab).await;
    page.settle().await;
    page.find("fit-from").await;
    page.picture("places-fit").await;
    page.look("dark", 320, 800).await;
    assert!(page.fits().await, "the dialog is wider than 320");
    page.picture("places-fit-320").await;
    page.look("light", 1280, 800).await;
    page.fill("fit-need", "pool").await;
    page.find("fit-none").await;
    // What was refused, as it should be, is all that the browser notes.
    let complaints = page.complaints().await;
    assert!(complaints.iter().all(|one| one.contains(" 422 ")), "{complaints:?}");
    page.close().await;
    served.end().await;
}
