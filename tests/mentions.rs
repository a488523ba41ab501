//! Somebody is mentioned in a comment, by the keys in the window and by the pointer in a browser,
//! and finds it where their day begins.

use fantoccini::key::Key;

use crate::harness::{axe::Findings, browser::Browser, replica::Replica};

const BIKE: &str = "Cargo bike";

/// Ana, who holds a project with a card, and Bo, who works on it.
async fn two() -> (Replica, Replica) {
    let (ana, bo) = (Replica::new(), Replica::new());
    ana.run(&["space", "create", "--name", "Atelier du Port", "--member", "Ana"]).await;
    ana.run(&["project", "add", BIKE]).await;
    ana.run(&["project", "write", BIKE, "card", "title=Weld"]).await;
    let served = ana.serve(&[]).await;
    let invite = ana.run(&["invite", "--expires", "1d"]).await;
    let ticket = invite["ticket"].as_str().unwrap().to_owned();
    bo.run(&["join", &ticket, "--member", "Bo Le Gall", "--timeout", "60s"]).await;
    ana.run(&["project", "part", BIKE, "member", "--who", "Bo Le Gall"]).await;
    bo.run(&["sync", "--once", "--timeout", "60s"]).await;
    served.end().await;
    (ana, bo)
}

async fn address(replica: &Replica) -> String {
    let project = replica.run(&["project", "show", BIKE]).await;
    format!("#/project/{}/board", project["row"]["id"].as_str().unwrap())
}

async fn typed(page: &Browser, text: &str) {
    for letter in text.chars() {
        page.key(letter).await;
    }
}

/// Opens the card and goes to where one comments on it.
async fn comments(page: &Browser) {
    page.shows("Weld").await;
    page.click("card").await;
    page.find("card-comment-add").await;
    let focus = "const it = document.querySelector('[data-testid=card-comment-add]'); \
         it.scrollIntoView({ block: 'center' }); it.focus()";
    page.execute(focus).await;
}

#[tokio::test]
async fn whoever_is_mentioned_in_the_window_finds_it_on_today_in_a_browser_and_the_other_way_round()
{
    let (ana, bo) = two().await;
    let window = Browser::desktop(&ana.data()).await;
    window.in_english().await;
    let served = bo.serve(&[]).await;
    let page = Browser::in_english_of(&served).await;
    let board = address(&bo).await;

    // By the keys: Esc leaves the words, another letter asks again, an arrow and Enter take.
    window.visit(&board).await;
    comments(&window).await;
    typed(&window, "Please @le").await;
    window.shows("Bo Le Gall").await;
    window.key(Key::Escape).await;
    window.settle().await;
    assert_eq!(window.count("card-mention").await, 0);
    assert_eq!(window.count("card-comment-add").await, 1, "the card stays open");
    typed(&window, " @b").await;
    window.find("card-mention").await;
    window.key(Key::Down).await;
    window.picture("mention-choice").await;
    window.key(Key::Enter).await;
    typed(&window, "look").await;
    window.key(Key::Enter).await;
    window.find("prose-member").await;

    page.visit("#/today").await;
    page.shows("Ana mentions you on “Weld” in Cargo bike").await;
    page.shows("Please @le @Bo Le Gall look").await;
    let mut findings = Findings::default();
    for (theme, width) in [("light", 1280), ("dark", 320)] {
        page.look(theme, width, 900).await;
        findings.look(&page, &format!("mentions-{theme}")).await;
        page.picture(&format!("mentions-{theme}-{width}")).await;
    }
    findings.expect_none();
    page.whole().await;
    let told = bo.run(&["project", "mentions"]).await;
    assert_eq!(told[0]["title"], "Weld", "{told}");
    page.click("today-mention-open").await;
    page.find("prose-member").await;
    page.shows("@Bo Le Gall").await;
    page.picture("mention-card").await;

    // By the pointer; what is typed of a second name goes the same way.
    page.execute("document.querySelector('[data-testid=card-comment-add]').focus()").await;
    typed(&page, "@").await;
    page.click("card-mention").await;
    typed(&page, "done").await;
    page.key(Key::Enter).await;
    page.shows("@Ana").await;
    window.escape().await;
    window.visit("#/today").await;
    window.shows("Bo Le Gall mentions you").await;
    window.click("today-mention-seen").await;
    window.settle().await;
    assert_eq!(window.count("today-mention").await, 0);
    // Whoever answered knows.
    page.escape().await;
    page.visit("#/today").await;
    page.find("today-last").await;
    page.settle().await;
    assert_eq!(page.count("today-mention").await, 0);
    assert_eq!(page.complaints().await, Vec::<String>::new());
    window.close().await;
    page.close().await;
    served.end().await;
    assert_eq!(ana.run(&["project", "mentions"]).await, serde_json::json!([]));
}
