//! What a space calls things, an item as it was, and a code that is read out of a picture: in the
//! page, as a person meets them.

use serde_json::Value;

use crate::harness::{axe::Findings, browser::Browser, program::shots, replica::Replica};

async fn go(page: &Browser, address: &str) {
    page.execute(&format!("location.hash = '{address}'")).await;
    page.settle().await;
}

async fn look(page: &Browser, findings: &mut Findings, name: &str) {
    // Colours that are still on their way are no one's.
    page.prefer("prefers-reduced-motion", "reduce").await;
    for (theme, width, height) in [("light", 1280, 800), ("dark", 1280, 800), ("light", 320, 640)] {
        page.look(theme, width, height).await;
        let name = format!("words-{name}-{theme}-{width}");
        findings.look(page, &name).await;
        page.picture(&name).await;
    }
    page.look("light", 1280, 800).await;
}

#[tokio::test]
async fn a_space_says_its_own_words_at_once_in_each_language() {
    let ana = Replica::new();
    ana.run(&["space", "create", "--name", "Atelier du Port", "--member", "Ana"]).await;
    ana.run(&["place", "add", "--name", "Cellar"]).await;
    ana.run(&["item", "add", "--name", "Drill", "--tag", "D1", "--place", "Cellar"]).await;
    let served = ana.serve(&[]).await;
    let page = Browser::chromium(&served.web.clone().unwrap()).await;
    let mut findings = Findings::default();
    go(&page, "#/settings").await;
    page.click_in("word-place", "word-change").await;
    page.fill("word-one", "bench").await;
    page.fill("word-many", "benches").await;
    page.shows("Add: bench").await;
    look(&page, &mut findings, "dialog").await;
    page.click("word-submit").await;
    page.shows("bench, benches instead of: place").await;
    // Both names are written again, and put back by what the message offers.
    for (button, name) in [("settings-me-change", "Zoé"), ("settings-space-change", "La Fabrique")]
    {
        page.click(button).await;
        page.fill("name-value", name).await;
        page.click("name-submit").await;
        page.shows(name).await;
    }
    page.shows("The name has changed.").await;
    page.click("toast-take").await;
    page.shows("Atelier du Port").await;
    look(&page, &mut findings, "settings").await;
    go(&page, "#/places").await;
    page.shows("Benches").await;
    page.shows("Add: bench").await;
    page.execute("document.querySelector('[role=treeitem]').click()").await;
    page.find("place-item").await;
    look(&page, &mut findings, "places").await;
    page.click("place-edit").await;
    page.fill("place-new-name", "Deep cellar").await;
    page.click("place-save").await;
    page.shows("Deep cellar").await;
    page.click("new").await;
    page.shows("New bench").await;
    page.escape().await;

    // Each language has its own; what is written outside arrives at once.
    page.execute("localStorage.setItem('etabli.language', 'fr')").await;
    page.reload().await;
    page.shows("Lieux").await;
    ana.run(&["space", "word", "place", "établi", "établis", "--in", "fr"]).await;
    page.shows("Établis").await;
    let hostile = "<b>\u{202e}\u{7}x{ $y }";
    ana.run(&["space", "word", "member", hostile, "--in", "fr"]).await;
    go(&page, "#/members").await;
    page.shows("B x $y").await;
    look(&page, &mut findings, "members").await;
    ana.run(&["space", "word", "member", "--in", "fr"]).await;
    page.shows("Membres").await;
    go(&page, "#/devices").await;
    page.click("device-rename").await;
    page.fill("device-new-name", "Portable de l’atelier").await;
    look(&page, &mut findings, "device").await;
    page.click("device-name-submit").await;
    page.find("device-name").await;
    look(&page, &mut findings, "devices").await;
    let told = ana.run(&["device", "list"]).await;
    assert_eq!(told[0]["name"], "Portable de l’atelier", "{told}");
    page.close().await;
    served.end().await;
    findings.expect_none();
}

#[tokio::test]
async fn an_item_is_shown_as_it_was_and_a_value_comes_back() {
    let ana = Replica::new();
    ana.run(&["space", "create", "--name", "Atelier du Port", "--member", "Ana"]).await;
    ana.run(&["item", "add", "--name", "Drill", "--tag", "D1", "--category", "Wood"]).await;
    ana.run(&["item", "edit", "D1", "--name", "Old drill", "--category", "Metal"]).await;
    let loan = ana.run(&["lend", "D1", "--to", "Ana", "--due", "+7"]).await;
    ana.run(&["return", loan["id"].as_str().unwrap()]).await;
    let steps: Value = ana.run(&["history", "D1"]).await;
    let step = |at: usize| steps[at]["id"].as_str().unwrap().to_owned();
    let then = ana.run(&["history", "D1", "--as-of", &step(1)]).await;
    assert_eq!((&then["holders"][0]["name"], &then["name"]), (&"Ana".into(), &"Old drill".into()));
    let first = ana.run(&["history", "D1", "--as-of", &step(3)]).await;
    assert_eq!(
        (&first["name"], &first["fields"][2]["then"]["text"]),
        (&"Drill".into(), &"Wood".into())
    );
    let refused = ana.try_run(&["history", "D1", "--as-of", "2025-12-24"]).await.unwrap_err();
    assert_eq!(refused["error"]["code"], "not-there-then");

    let served = ana.serve(&[]).await;
    let page = Browser::chromium(&served.web.clone().unwrap()).await;
    let mut findings = Findings::default();
    go(&page, "#/inventory").await;
    page.open_row("D1").await;
    page.find("then-show").await;
    page.execute("[...document.querySelectorAll('[data-testid=then-show]')].at(-1).click()").await;
    page.find("item-then").await;
    page.shows("You are looking at the past").await;
    look(&page, &mut findings, "then").await;
    page.click_in("then-name", "then-restore").await;
    page.shows("has its former value").await;
    page.click("then-back").await;
    page.find("item-lend").await;
    let focus = "return document.activeElement.dataset.testid || document.activeElement.tagName";
    assert_eq!(page.execute(focus).await, "item-name");
    let shown = ana.run(&["item", "show", "D1"]).await;
    assert_eq!(shown["name"], "Drill", "{shown}");
    page.close().await;
    served.end().await;
    findings.expect_none();
}

#[tokio::test]
async fn a_screenshot_of_a_code_lets_somebody_in() {
    let (ana, bo) = (Replica::new(), Replica::new());
    ana.run(&["space", "create", "--name", "Atelier du Port", "--member", "Ana"]).await;
    let served = ana.serve(&[]).await;
    let page = Browser::chromium(&served.web.clone().unwrap()).await;
    page.resize(1280, 1_200).await;
    go(&page, "#/members").await;
    page.click("invite-open").await;
    page.click("invite-submit").await;
    page.find("invite-ticket").await;
    page.execute("document.querySelector('.qr').scrollIntoView()").await;
    page.picture("words-qr").await;
    let shot = shots().join("words-qr.png").display().to_string();

    let there = bo.serve(&[]).await;
    let guest = Browser::chromium(&there.web.clone().unwrap()).await;
    let mut findings = Findings::default();
    go(&guest, "#/join").await;
    guest.find("join-ticket").await;
    look(&guest, &mut findings, "join").await;
    guest.upload("join-picture", &bo.file("note.png", "no picture")).await;
    guest.shows("is not a picture").await;
    guest.picture("words-join-refused").await;
    guest.upload("join-picture", &shot).await;
    guest.find("join-space").await;
    guest.shows("Atelier du Port").await;
    guest.close().await;
    there.end().await;

    // The same from the shell, to the end.
    let joined = bo.run(&["join", "--picture", &shot, "--member", "Bo"]).await;
    assert_eq!(joined["name"], "Atelier du Port", "{joined}");
    page.close().await;
    served.end().await;
    findings.expect_none();
}
