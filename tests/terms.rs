//! What owners say of lending, what is kept ready, what bookings are for, and the services of places.

use serde_json::Value;

use crate::harness::{browser::Browser, replica::Replica};

/// Ana's own drill, and Bo who asked for it.
async fn asked() -> (Replica, Replica) {
    let (ana, bo) = (Replica::new(), Replica::new());
    ana.run(&["space", "create", "--name", "Atelier du Port", "--member", "Ana"]).await;
    ana.run(&["item", "add", "--name", "Perceuse", "--tag", "D1", "--owner", "Ana"]).await;
    ana.run(&["place", "add", "--name", "Hall"]).await;
    let served = ana.serve(&["--no-web"]).await;
    let invite = ana.run(&["invite"]).await;
    bo.run(&["join", invite["ticket"].as_str().unwrap(), "--member", "Bo"]).await;
    bo.run(&["ask", "D1"]).await;
    bo.run(&["sync", "--once"]).await;
    served.end().await;
    (ana, bo)
}

async fn address(replica: &Replica) -> String {
    let item = replica.run(&["item", "show", "D1"]).await;
    format!("#/item/{}", item["id"].as_str().unwrap())
}

async fn one(replica: &Replica, words: &[&str]) -> Value {
    replica.run(words).await[0].clone()
}

/// An owner says how their drill is lent, grants it for a week, and it is booked for something.
async fn said(page: &Browser, ana: &Replica) {
    page.visit("#/settings").await;
    page.click("setting-change-ready-days").await;
    page.fill("setting-value", "7").await;
    page.click("setting-submit").await;
    page.settle().await;
    page.visit(&address(ana).await).await;
    page.click("request-grant").await;
    page.shows("kept ready until").await;
    let granted = one(ana, &["request", "list"]).await;
    assert!(granted["status"] == "granted" && granted["ready"].is_string(), "{granted}");
    page.picture("terms-ready").await;
    page.click("item-note-menu").await;
    page.click("task-details").await;
    page.fill("task-also-called", "Drill, Bohrmaschine").await;
    page.fill("task-borrowers", "Bo").await;
    page.choose("task-lent-on", 1).await;
    page.picture("terms-details").await;
    page.click("task-submit").await;
    page.shows("Drill, Bohrmaschine").await;
    page.shows("Its owner only").await;
    page.picture("terms-said").await;
    page.click("item-book").await;
    page.fill("book-for", "Repair café").await;
    page.picture("terms-book").await;
    page.click("book-submit").await;
    page.settle().await;
    let booked = one(ana, &["booking", "list"]).await;
    assert_eq!(booked["what_for"], "Repair café", "{booked}");
    page.visit("#/today").await;
    page.shows("Repair café").await;
}

#[tokio::test]
async fn an_owner_says_how_a_thing_is_lent_and_keeps_it_ready_for_a_week() {
    let (ana, bo) = asked().await;
    let served = ana.serve(&[]).await;
    let page = Browser::in_english_of(&served).await;
    said(&page, &ana).await;
    // It is found by its other name, in the palette and in the list.
    page.visit("#/inventory").await;
    page.fill("search", "bohr").await;
    page.shows("Perceuse").await;
    bo.run(&["sync", "--once"]).await;
    let refused = bo.try_run(&["lend", "D1", "--to", "Bo"]).await.unwrap_err();
    assert_eq!(refused["error"]["code"], "owner-alone", "{refused}");
    let ready = one(&bo, &["request", "list"]).await;
    assert!(ready["ready"].is_string(), "{ready}");
    assert_eq!(page.complaints().await, Vec::<String>::new());
    page.close().await;
    served.end().await;
}

#[tokio::test]
async fn the_window_says_how_a_thing_is_lent_and_keeps_it_ready_for_a_week() {
    let (ana, _) = asked().await;
    let window = Browser::desktop(&ana.data()).await;
    window.in_english().await;
    said(&window, &ana).await;
    window.close().await;
}

#[tokio::test]
async fn services_of_a_place_are_told_with_who_when_and_for_how_much() {
    let replica = Replica::new();
    replica.run(&["space", "create", "--name", "Atelier du Port", "--member", "Ana"]).await;
    let place = replica.run(&["place", "add", "--name", "Hall"]).await;
    let served = replica.serve(&[]).await;
    let page = Browser::in_english_of(&served).await;
    page.visit(&format!("#/place/{}", place["id"].as_str().unwrap())).await;
    for (name, host, when, price) in
        [("Repair café", "Ana", "first Saturdays", "free"), ("Co-working", "", "", "5 € a day")]
    {
        page.click("service-add").await;
        page.fill("service-name", name).await;
        page.fill("service-host", host).await;
        page.fill("service-when", when).await;
        page.fill("service-price", price).await;
        page.click("service-save").await;
        page.shows(name).await;
        page.settle().await;
    }
    page.shows("Ana · first Saturdays · free").await;
    let told = replica.run(&["place", "show", "Hall"]).await;
    let text = told["own"]["services"].as_str().unwrap().to_owned();
    assert_eq!(text, "Repair café | Ana | first Saturdays | free\nCo-working | | | 5 € a day");
    page.click("service-change").await;
    page.fill("service-price", "2 €").await;
    page.picture("services-change").await;
    page.click("service-save").await;
    page.shows("Ana · first Saturdays · 2 €").await;
    page.settle().await;
    page.click("service-take").await;
    page.settle().await;
    assert_eq!(page.count("service").await, 1);
    // One step back.
    page.press("z", true, false).await;
    page.shows("Ana · first Saturdays · 2 €").await;
    for (theme, width) in [("light", 1280), ("dark", 320)] {
        page.look(theme, width, 900).await;
        page.picture(&format!("services-{theme}-{width}")).await;
        assert!(page.fits().await, "services are wider than {width}");
    }
    assert_eq!(page.complaints().await, Vec::<String>::new());
    page.close().await;
    served.end().await;
}

#[tokio::test]
async fn labels_are_printed_on_a_sheet_that_somebody_measured() {
    let replica = Replica::new();
    replica.run(&["space", "create", "--name", "Atelier du Port", "--member", "Ana"]).await;
    replica.run(&["item", "add", "--name", "Perceuse", "--tag", "D1"]).await;
    let served = replica.serve(&[]).await;
    let page = Browser::in_english_of(&served).await;
    page.visit("#/inventory").await;
    page.click("labels-open").await;
    page.choose("labels-sheet", 4).await;
    for (name, length) in [("columns", "2"), ("rows", "5"), ("width", "90"), ("height", "5")] {
        page.fill(&format!("labels-{name}"), length).await;
    }
    page.choose("labels-line", 1).await;
    page.click("labels-submit").await;
    page.shows("Labels cannot lie like this").await;
    // A browser complains of whatever is refused.
    assert_eq!(page.complaints().await.len(), 1);
    page.fill("labels-height", "50 mm").await;
    page.fill("labels-left", "7,5").await;
    for (theme, width) in [("light", 1280), ("dark", 320)] {
        page.look(theme, width, 900).await;
        page.picture(&format!("labels-own-{theme}-{width}")).await;
        assert!(page.fits().await, "labels are wider than {width}");
    }
    page.click("labels-submit").await;
    page.shows("1 label").await;
    // What was measured stands there the next time.
    page.click("labels-open").await;
    page.choose("labels-sheet", 4).await;
    let kept = "return document.querySelector('[data-testid=labels-left]').value";
    assert_eq!(page.execute(kept).await, "7,5");
    assert_eq!(page.complaints().await, Vec::<String>::new());
    page.close().await;
    served.end().await;
}
