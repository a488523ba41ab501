//! A project with what it needs, cards that go elsewhere by the keyboard alone, and one text that
//! two people write at once: in the browser and in the window.

use fantoccini::key::Key;
use serde_json::Value;

use crate::harness::{axe::Findings, browser::Browser, replica::Replica};

const BIKE: &str = "Cargo bike";

async fn founded() -> Replica {
    let replica = Replica::new();
    replica.run(&["space", "create", "--name", "Atelier du Port", "--member", "Ana"]).await;
    replica
}

async fn filled() -> Replica {
    let replica = founded().await;
    replica.run(&["project", "add", BIKE, "--about", "To carry *planks*"]).await;
    for title in ["Weld", "Paint", "Ride"] {
        let title = format!("title={title}");
        replica.run(&["project", "write", BIKE, "card", &title]).await;
    }
    replica
}

/// Returns the titles of the cards of each column that has some, in order.
async fn lie(replica: &Replica) -> Vec<(String, Vec<String>)> {
    let board = replica.run(&["project", "board", BIKE]).await;
    let text = |value: &Value, key: &str| value[key].as_str().unwrap().to_owned();
    let cells = board["lanes"][0]["cells"].as_array().unwrap().clone();
    let columns = board["columns"].as_array().unwrap().iter().zip(cells);
    columns
        .map(|(column, cell)| {
            let titles = cell.as_array().unwrap().iter().map(|card| text(card, "title"));
            (text(column, "name"), titles.collect())
        })
        .filter(|(_, titles): &(String, Vec<String>)| !titles.is_empty())
        .collect()
}

async fn address(replica: &Replica) -> String {
    let project = replica.run(&["project", "show", BIKE]).await;
    format!("#/project/{}", project["row"]["id"].as_str().unwrap())
}

#[tokio::test]
async fn a_project_is_started_and_says_what_it_needs() {
    let replica = founded().await;
    let served = replica.serve(&[]).await;
    let page = Browser::in_english_of(&served).await;
    started(&page, &replica).await;
    let mut findings = Findings::default();
    for (theme, width) in [("light", 1280), ("dark", 320)] {
        page.look(theme, width, 900).await;
        for (place, name) in [
            ("#/projects".to_owned(), "list"),
            (address(&replica).await, "sheet"),
            (format!("{}/board", address(&replica).await), "board"),
            ("#/tasks".to_owned(), "tasks"),
        ] {
            page.visit(&place).await;
            page.settle().await;
            findings.look(&page, &format!("projects-{name}-{theme}")).await;
            page.picture(&format!("projects-{name}-{theme}-{width}")).await;
        }
    }
    findings.expect_none();
    assert_eq!(page.complaints().await, Vec::<String>::new());
    page.close().await;
    served.end().await;
}

#[tokio::test]
async fn the_window_starts_a_project_and_moves_its_cards() {
    let replica = founded().await;
    let window = Browser::desktop(&replica.data()).await;
    window.in_english().await;
    started(&window, &replica).await;
    for title in ["Weld", "Paint", "Ride"] {
        let title = format!("title={title}");
        replica.run(&["project", "write", BIKE, "card", &title]).await;
    }
    moved(&window, &replica).await;
    window.close().await;
}

async fn started(page: &Browser, replica: &Replica) {
    page.click("nav-projects").await;
    page.find("projects-empty").await;
    page.click("project-open").await;
    page.fill("project-name", BIKE).await;
    page.fill("project-summary", "To carry planks").await;
    page.click("project-submit").await;
    page.shows("“Cargo bike” is started.").await;
    page.find("project-needs").await;
    page.click("need-add").await;
    page.fill("row-words", "TIG welder").await;
    page.fill("row-from", "24/12/2026").await;
    page.click("row-submit").await;
    page.shows("TIG welder").await;
    page.click("project-edit").await;
    page.fill("sheet-problem", "Planks are long").await;
    page.choose("sheet-stage", 2).await;
    page.click("sheet-submit").await;
    page.shows("Planks are long").await;
    // What is said of one act is heard before the next.
    page.shows("“Cargo bike” is up to date.").await;
    let project = replica.run(&["project", "show", BIKE]).await;
    assert_eq!(project["needs"][0]["fields"]["from"], "2026-12-24", "{project}");
    assert_eq!(project["row"]["stage"], "prototype", "{project}");
}

#[tokio::test]
async fn a_card_moves_with_the_keyboard_alone() {
    let replica = filled().await;
    let served = replica.serve(&[]).await;
    let page = Browser::in_english_of(&served).await;
    moved(&page, &replica).await;
    assert_eq!(page.complaints().await, Vec::<String>::new());
    page.close().await;
    served.end().await;
}

async fn moved(page: &Browser, replica: &Replica) {
    page.visit(&format!("{}/board", address(replica).await)).await;
    let card = page.find("card").await;
    page.shows("Ride").await;
    let alt = |key: Key| format!("{}{}", char::from(Key::Alt), char::from(key));
    card.send_keys(&alt(Key::Right)).await.unwrap();
    page.shows("“Weld” is in Prototype, place 1.").await;
    page.settle().await;
    let stays = "document.activeElement.textContent.includes('Weld')";
    assert_eq!(page.execute(&format!("return {stays}")).await, Value::Bool(true));
    let card = page.find("card").await;
    card.send_keys(&alt(Key::Down)).await.unwrap();
    page.shows("“Paint” is in Idea, place 2.").await;
    page.settle().await;
    let expected = [("stage:idea", vec!["Ride", "Paint"]), ("stage:prototype", vec!["Weld"])];
    let expected = expected
        .map(|(name, titles)| (name.to_owned(), titles.into_iter().map(str::to_owned).collect()));
    assert_eq!(lie(replica).await, expected);
    // The same without arrows: the card opens, and has a choice.
    page.execute("document.querySelector('[data-testid=\"card\"]').focus()").await;
    page.key(Key::Enter).await;
    page.find("card-move").await;
    page.choose("card-move", 4).await;
    page.shows("The card is moved.").await;
    page.settle().await;
    page.escape().await;
    assert_eq!(lie(replica).await.last().unwrap().0, "stage:done");
    // One after another, without waiting for the first to be written down.
    for name in ["Weld", "Paint", "Weld", "Paint"] {
        let right = format!(
            "[...document.querySelectorAll('[data-testid=card]')]
                .find(card => card.textContent.includes('{name}'))
                .dispatchEvent(new KeyboardEvent('keydown',
                    {{ key: 'ArrowRight', altKey: true, bubbles: true, cancelable: true }}))"
        );
        page.execute(&right).await;
    }
    page.shows("“Paint” is in Test").await;
    page.settle().await;
    let expected = [("stage:test", "Paint"), ("stage:deployment", "Weld"), ("stage:done", "Ride")];
    let expected = expected.map(|(name, title)| (name.to_owned(), vec![title.to_owned()]));
    assert_eq!(lie(replica).await, expected);
}

#[tokio::test]
async fn two_who_write_one_text_at_once_both_find_what_they_wrote() {
    let replica = filled().await;
    replica.run(&["project", "text", BIKE, "Weld", "Cut the tube."]).await;
    let served = replica.serve(&[]).await;
    let page = Browser::in_english_of(&served).await;
    page.visit(&format!("{}/board", address(&replica).await)).await;
    page.shows("Weld").await;
    page.click("card").await;
    page.click("card-text-turn").await;
    let text = page.find("card-text").await;
    page.whole().await;
    // The page knows nothing of what is written beside it.
    page.connect(false).await;
    text.send_keys(&format!("{}{}", char::from(Key::Control), char::from(Key::Home)))
        .await
        .unwrap();
    text.send_keys("First: ").await.unwrap();
    replica.run(&["project", "text", BIKE, "Weld", "Cut the tube. Then weld."]).await;
    page.connect(true).await;
    page.execute("window.dispatchEvent(new Event('focus'))").await;
    let written = "const done = arguments[arguments.length - 1]; \
         const look = () => document.querySelector('[data-testid=\"card-text\"]').value \
             === 'First: Cut the tube. Then weld.' ? done(true) : requestAnimationFrame(look); \
         look();";
    page.execute_async(written, Vec::new()).await;
    let card = replica.run(&["project", "card", BIKE, "Weld"]).await;
    assert_eq!(card["text"], "First: Cut the tube. Then weld.", "{card}");
    page.click("card-text-turn").await;
    // What it could not ask meanwhile is no fault.
    let complaints = page.complaints().await;
    assert!(complaints.iter().all(|it| it.contains("DISCONNECTED")), "{complaints:?}");
    let mut findings = Findings::default();
    for (theme, width, height) in [("light", 1280, 900), ("dark", 320, 640)] {
        page.look(theme, width, height).await;
        findings.look(&page, &format!("projects-card-{theme}")).await;
        page.picture(&format!("projects-card-{theme}-{width}")).await;
    }
    findings.expect_none();
    page.close().await;
    served.end().await;
}

/// Types into the field for what a card names.
async fn choose(page: &Browser, text: &str) {
    let focus = "const it = document.querySelector('[data-testid=\"card-link-add\"]'); it.scrollIntoView(); it.focus()";
    page.find("card-link-add").await;
    page.execute(focus).await;
    for letter in text.chars() {
        page.key(letter).await;
    }
}

/// Books what a card names, from the card, and finds the booking on it.
async fn booked(page: &Browser, replica: &Replica) {
    let script = "<script>hit = 1</script> <img src=x onerror=\"hit = 1\"> [go](javascript:hit=1)";
    replica.run(&["project", "text", BIKE, "Weld", script]).await;
    page.visit(&format!("{}/board", address(replica).await)).await;
    page.shows("Weld").await;
    page.click("card").await;
    // What somebody writes is words, and never runs.
    page.shows("<script>hit = 1</script>").await;
    let runs = "return typeof window.hit !== 'undefined' \
         || document.querySelector('dialog script, dialog img, dialog a[href^=javascript]') !== null";
    assert_eq!(page.execute(runs).await, Value::Bool(false));
    // What is linked is chosen among what there is.
    choose(page, "las").await;
    page.shows("Laser · L1").await;
    page.picture("projects-card-link").await;
    page.key(Key::Enter).await;
    page.find("link-book").await;
    page.click("link-book").await;
    page.shows("Book Laser").await;
    page.click("book-submit").await;
    page.shows("Booked: Laser").await;
    let card = replica.run(&["project", "card", BIKE, "Weld"]).await;
    let kinds: Vec<&str> =
        card["links"].as_array().unwrap().iter().map(|it| it["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["booking", "item"], "{card}");
    assert_eq!(card["links"][0]["booking"]["name"], "Laser", "{card}");
    choose(page, "ana").await;
    page.shows("Ana").await;
    page.key(Key::Enter).await;
    page.settle().await;
    let card = replica.run(&["project", "card", BIKE, "Weld"]).await;
    assert_eq!(card["links"][2]["name"], "Ana", "{card}");
    // A file is put on the card and kept from it; one that is taken away is gone.
    let plan = replica.file("plan.pdf", "%PDF-1.4 the frame");
    let icon = crate::harness::program::root().join("icons/128x128@2x.png");
    page.upload("card-file-add", &plan).await;
    page.shows("plan.pdf").await;
    page.upload("card-file-add", &icon.to_string_lossy()).await;
    page.shows("128x128@2x.png").await;
    let picture = "document.querySelector('[data-testid=card-file-save]').scrollIntoView()";
    page.execute(picture).await;
    page.picture("projects-card-files").await;
    page.click("card-photo").await;
    let drawn = "const shown = document.querySelector('[data-testid=card-photo-whole]'); \
         return shown !== null && shown.src.startsWith('data:image/')";
    page.find("card-photo-whole").await;
    assert_eq!(page.execute(drawn).await, Value::Bool(true));
    page.click("card-photo").await;
    let card = replica.run(&["project", "card", BIKE, "Weld"]).await;
    assert_eq!(card["files"][0]["name"], "plan.pdf", "{card}");
    assert_eq!(card["files"][1]["kind"], "photo", "{card}");
    replica.run(&["item", "file", "remove", "Weld", "plan.pdf", "--project", BIKE]).await;
    let left = replica.run(&["item", "file", "list", "Weld", "--project", BIKE]).await;
    assert_eq!(left.as_array().unwrap().len(), 1, "{left}");
    // It comes back from the list of what was taken away.
    page.find("card-file-removed").await;
    page.execute(picture).await;
    page.picture("projects-card-removed").await;
    page.click("card-file-restore").await;
    page.settle().await;
    assert_eq!(page.count("card-file-removed").await, 0);
    let back = replica.run(&["item", "file", "list", "Weld", "--project", BIKE]).await;
    assert_eq!(back.as_array().unwrap().len(), 2, "{back}");
    // A booking that was made elsewhere is linked the same way.
    replica.run(&["book", "Laser", "--from", "2031-03-04 09:00", "--to", "2031-03-04 10:00"]).await;
    choose(page, "booking: laser").await;
    page.shows("2031").await;
    page.key(Key::Enter).await;
    page.settle().await;
    let card = replica.run(&["project", "card", BIKE, "Weld"]).await;
    let bookings = card["links"].as_array().unwrap().iter();
    assert_eq!(bookings.filter(|it| it["kind"] == "booking").count(), 2, "{card}");
    page.escape().await;
}

/// Makes a card due another day in the month, by the keyboard alone.
async fn put_off(page: &Browser, replica: &Replica) {
    page.click("board-view-month").await;
    page.find("month").await;
    page.find("card").await;
    page.execute("document.querySelector('[data-testid=\"card\"]').focus()").await;
    let card = page.find("card").await;
    let alt = |key: Key| format!("{}{}", char::from(Key::Alt), char::from(key));
    card.send_keys(&alt(Key::Right)).await.unwrap();
    page.shows("“Weld” is due on").await;
    page.settle().await;
    let due = replica.run(&["project", "card", BIKE, "Weld"]).await["row"]["due"].clone();
    assert_ne!(due, "", "{due}");
    let stays = "return document.activeElement.textContent.includes('Weld')";
    assert_eq!(page.execute(stays).await, Value::Bool(true));
}

#[tokio::test]
async fn a_card_books_what_it_names_and_is_put_off_in_the_month() {
    let replica = filled().await;
    replica.run(&["item", "add", "--name", "Laser", "--tag", "L1"]).await;
    let due = ["project", "write", BIKE, "card", "due=today", "--row", "Weld"];
    replica.run(&due).await;
    let served = replica.serve(&[]).await;
    let page = Browser::in_english_of(&served).await;
    booked(&page, &replica).await;
    page.whole().await;
    put_off(&page, &replica).await;
    let mut findings = Findings::default();
    for (theme, width) in [("light", 1280), ("dark", 320)] {
        page.look(theme, width, 900).await;
        findings.look(&page, &format!("projects-month-{theme}")).await;
        page.picture(&format!("projects-month-{theme}-{width}")).await;
    }
    findings.expect_none();
    assert_eq!(page.complaints().await, Vec::<String>::new());
    page.close().await;
    served.end().await;
}

#[tokio::test]
async fn the_window_books_from_a_card() {
    let replica = filled().await;
    replica.run(&["item", "add", "--name", "Laser", "--tag", "L1"]).await;
    let window = Browser::desktop(&replica.data()).await;
    window.in_english().await;
    booked(&window, &replica).await;
    window.close().await;
}

/// Waits until the text of the open card is this.
async fn reads(page: &Browser, text: &str) {
    let look = "return document.querySelector('[data-testid=\"card-text\"]').value";
    let read = tokio::time::timeout(std::time::Duration::from_secs(20), async {
        while page.execute(look).await != text {
            page.settle().await;
        }
    });
    if read.await.is_err() {
        panic!("the text stays {}", page.execute(look).await);
    }
}

#[tokio::test]
async fn a_window_and_the_page_of_another_member_write_one_text_at_once() {
    let (ana, bo) = (filled().await, Replica::new());
    ana.run(&["project", "text", BIKE, "Weld", "Cut the tube."]).await;
    let served = ana.serve(&[]).await;
    let invite = ana.run(&["invite", "--expires", "1d"]).await;
    let ticket = invite["ticket"].as_str().unwrap().to_owned();
    bo.run(&["join", &ticket, "--member", "Bo", "--timeout", "60s"]).await;
    ana.run(&["project", "part", BIKE, "member", "--who", "Bo"]).await;
    bo.run(&["sync", "--once", "--timeout", "60s"]).await;
    served.end().await;
    let window = Browser::desktop(&ana.data()).await;
    window.in_english().await;
    let served = bo.serve(&[]).await;
    let page = Browser::in_english_of(&served).await;
    let board = format!("{}/board", address(&bo).await);
    for one in [&window, &page] {
        one.visit(&board).await;
        one.shows("Weld").await;
        one.click("card").await;
        one.click("card-text-turn").await;
        one.find("card-text").await;
    }
    let at = |one: &'static str, to: &'static str| {
        format!(
            "const it = document.querySelector('[data-testid=\"card-text\"]'); it.focus(); \
             it.setSelectionRange({one}, {to})"
        )
    };
    window.execute(&at("0", "0")).await;
    page.execute(&at("13", "13")).await;
    let typed = async |one: &Browser, text: &str| {
        for letter in text.chars() {
            one.key(letter).await;
        }
    };
    tokio::join!(typed(&window, "First: "), typed(&page, " Then weld."));
    for one in [&window, &page] {
        reads(one, "First: Cut the tube. Then weld.").await;
    }
    window.close().await;
    page.close().await;
    served.end().await;
}
