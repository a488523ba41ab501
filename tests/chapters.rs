//! The chapters of the interface's code: a page that is left alone fetches them all and then needs
//! nobody, and one that cannot have a chapter says so and goes on.

use crate::harness::{browser::Browser, replica::Replica};

/// Screens of every chapter, and one of none.
const SCREENS: [&str; 8] = [
    "#/planning",
    "#/members",
    "#/figures",
    "#/settings",
    "#/loans",
    "#/places",
    "#/activity",
    "#/devices",
];

/// Opens every screen, and holds that it is drawn, has the focus and names the page.
async fn open_all(page: &Browser) {
    for screen in SCREENS {
        page.visit(screen).await;
        let script = "const heading = document.querySelector('main h1');
            return heading !== null && heading === document.activeElement
                && document.title.includes(heading.textContent);";
        assert_eq!(page.execute(script).await, true, "{screen}");
    }
}

async fn begin() -> Replica {
    let replica = Replica::new();
    replica.run(&["space", "create", "--name", "Atelier du Port", "--member", "Ana"]).await;
    replica.run(&["item", "add", "--name", "Étau", "--tag", "E-1"]).await;
    replica
}

#[tokio::test]
async fn a_page_left_alone_fetches_every_chapter_and_then_needs_nobody_for_them() {
    let replica = begin().await;
    let served = replica.serve(&[]).await;
    let page = Browser::in_english_of(&served).await;
    page.whole().await;
    page.connect(false).await;
    open_all(&page).await;
    assert_eq!(page.count("not-fetched").await, 0);
    page.close().await;
    served.end().await;
}

#[tokio::test]
async fn a_chapter_that_cannot_be_fetched_is_told_and_fetched_when_somebody_asks_again() {
    let replica = begin().await;
    let served = replica.serve(&[]).await;
    let page = Browser::in_english_of(&served).await;
    page.block(&["*/chapter-*"]).await;
    page.reload().await;
    page.visit("#/settings").await;
    page.shows("This part of Établi could not be loaded").await;
    for (theme, width, height) in [("dark", 1280, 800), ("light", 500, 640)] {
        page.look(theme, width, height).await;
        assert!(page.fits().await);
        page.picture(&format!("chapter-missing-{theme}-{width}")).await;
    }
    page.look("light", 1280, 800).await;
    // Nothing else is lost, and what opens in front says it there.
    page.visit("#/inventory").await;
    page.shows("Étau").await;
    page.visit("#/settings").await;
    page.click("fetch-again").await;
    page.find("not-fetched").await;
    page.block(&[]).await;
    page.click("fetch-again").await;
    page.find("settings-me").await;
    assert_eq!(page.count("not-fetched").await, 0);
    open_all(&page).await;
    page.close().await;
    served.end().await;
}

#[tokio::test]
async fn the_window_has_every_chapter() {
    let replica = begin().await;
    let window = Browser::desktop(&replica.data()).await;
    window.ready().await;
    open_all(&window).await;
    assert_eq!(window.count("not-fetched").await, 0);
    window.close().await;
}
