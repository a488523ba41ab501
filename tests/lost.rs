//! What a page does when the program behind it goes away: it says so, keeps what is on it, and
//! goes on when it may.

use serde_json::json;

use crate::harness::{
    browser::Browser,
    replica::{Replica, Served},
};

/// Fills a space with one item and serves it; returns the address that it is served at.
async fn begin() -> (Replica, Served, String) {
    let replica = Replica::new();
    replica.run(&["space", "create", "--name", "Atelier du Port", "--member", "Ana"]).await;
    replica.run(&["item", "add", "--name", "Étau", "--tag", "E-1"]).await;
    let served = replica.serve(&[]).await;
    let link = served.web.clone().unwrap();
    let address = link.trim_start_matches("http://").split('/').next().unwrap().to_owned();
    (replica, served, address)
}

/// Begins to write an item, and sends nothing.
async fn write(page: &Browser) {
    page.click("add-open").await;
    page.fill("add-name", "Perceuse à colonne").await;
}

async fn written(page: &Browser) -> Option<String> {
    page.find("add-name").await.prop("value").await.unwrap()
}

#[tokio::test]
async fn a_page_of_a_former_run_is_told_and_goes_on_when_its_browser_came_in_again() {
    let (replica, served, address) = begin().await;
    let page = Browser::chromium(&served.web.clone().unwrap()).await;
    page.ready().await;
    page.visit("#/inventory").await;
    page.shows("Étau").await;
    page.whole().await;
    write(&page).await;

    // The stream of events breaks, and the page says so by itself.
    served.kill().await;
    page.find("lost-title").await;
    page.escape().await;
    page.shows("Étau").await;
    page.shows("The program does not answer").await;
    page.picture("lost-page").await;
    for (theme, width, height) in [("dark", 1280, 800), ("light", 320, 640)] {
        page.look(theme, width, height).await;
        assert!(page.fits().await);
        // It is a line beside the page, and not in its place.
        let shown = "return document.querySelector('main').clientHeight / innerHeight";
        let shown = page.execute(shown).await.as_f64().unwrap();
        assert!(shown > 0.25, "{shown} of the page is left");
        page.picture(&format!("lost-page-{theme}-{width}")).await;
    }
    page.look("light", 1280, 800).await;
    write(&page).await;
    page.click("add-submit").await;
    page.find("error").await;
    assert_eq!(written(&page).await.as_deref(), Some("Perceuse à colonne"));
    // A screen that was never read says that it was not, and nothing breaks.
    page.escape().await;
    page.visit("#/activity").await;
    page.find("not-loaded").await;
    page.visit("#/inventory").await;
    page.shows("Étau").await;

    // The same directory, the same port, another run: the page gets nothing from it.
    replica.run(&["item", "add", "--name", "Rabot", "--tag", "R-1"]).await;
    let served = replica.serve(&["--web", &address]).await;
    page.click("lost-try").await;
    page.find("lost-renewed-title").await;
    page.picture("lost-renewed").await;
    let script = "const done = arguments[0];
        const token = document.querySelector('meta[name=etabli-token]').content;
        fetch('/api/list_items', { method: 'POST', headers: { 'X-Etabli-Token': token } })
            .then(answer => done(answer.status));";
    assert_eq!(page.execute_async(script, Vec::new()).await, json!(401));
    assert!(!page.text().await.contains("Rabot"));
    // Whoever loads it anew reads how to get a link.
    let page_of_none = "const done = arguments[0];
        fetch('/').then(answer => answer.text()).then(done);";
    let said = page.execute_async(page_of_none, Vec::new()).await;
    assert!(said.as_str().unwrap().contains("etabli serve"), "{said}");

    // What is being written lives through all of it.
    page.click("add-open").await;
    page.fill("add-name", "Perceuse à colonne").await;
    page.visit_beside(&served.web.clone().unwrap()).await;
    page.shows("everything was read anew").await;
    page.picture("lost-and-back").await;
    assert_eq!(written(&page).await.as_deref(), Some("Perceuse à colonne"));
    assert_eq!(page.count("lost-title").await + page.count("lost-renewed-title").await, 0);
    page.click("add-submit").await;
    page.shows("Perceuse à colonne").await;
    page.shows("Rabot").await;
    // It hears of what others do, too.
    replica.run(&["item", "add", "--name", "Serre-joint", "--tag", "S-1"]).await;
    page.shows("Serre-joint").await;
    page.close().await;
    served.end().await;
}

#[tokio::test]
async fn a_page_that_was_cut_off_for_a_while_reads_everything_anew() {
    let (replica, served, _) = begin().await;
    let page = Browser::chromium(&served.web.clone().unwrap()).await;
    page.ready().await;
    page.execute("localStorage.setItem('etabli.language', 'fr')").await;
    page.reload().await;
    page.visit("#/inventory").await;
    page.shows("Étau").await;
    page.whole().await;
    page.connect(false).await;
    write(&page).await;
    page.click("add-submit").await;
    page.find("lost-title").await;
    assert_eq!(written(&page).await.as_deref(), Some("Perceuse à colonne"));
    page.picture("lost-form-fr").await;
    replica.run(&["item", "add", "--name", "Rabot", "--tag", "R-1"]).await;
    page.connect(true).await;
    // Nobody presses a button.
    page.shows("tout a été relu").await;
    assert_eq!(written(&page).await.as_deref(), Some("Perceuse à colonne"));
    page.click("add-submit").await;
    page.shows("Perceuse à colonne").await;
    page.shows("Rabot").await;
    let items = replica.run(&["item", "list"]).await;
    assert_eq!(items.as_array().unwrap().len(), 3, "{items}");
    page.close().await;
    served.end().await;
}

#[tokio::test]
async fn the_window_says_that_its_bridge_fails_and_when_it_is_there_again() {
    let (replica, served, _) = begin().await;
    served.end().await;
    let window = Browser::desktop(&replica.data()).await;
    window.ready().await;
    window.visit("#/inventory").await;
    window.shows("Étau").await;
    window
        .execute(
            "const { core } = window.__TAURI__;
             window.__TAURI__ = { ...window.__TAURI__, held: core,
                 core: { ...core, invoke: () => Promise.reject('gone') } };",
        )
        .await;
    write(&window).await;
    window.click("add-submit").await;
    window.find("lost-title").await;
    window.shows("close it and open it again").await;
    window.picture("lost-window").await;
    window.execute("window.__TAURI__ = { ...window.__TAURI__, core: window.__TAURI__.held }").await;
    window.shows("everything was read anew").await;
    assert_eq!(written(&window).await.as_deref(), Some("Perceuse à colonne"));
    window.click("add-submit").await;
    window.shows("Perceuse à colonne").await;
    window.close().await;
}
