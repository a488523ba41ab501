//! Things that belong together and things that break: a kit by the keyboard alone, and the screens
//! that tell how things are.

use serde_json::Value;

use crate::harness::{axe::Findings, browser::Browser, replica::Replica};

async fn filled() -> Replica {
    let replica = Replica::new();
    replica.run(&["space", "create", "--name", "Atelier du Port", "--member", "Ana"]).await;
    for (name, tag) in
        [("Drill kit", "K1"), ("Drill", "D1"), ("Case", "C1"), ("Saw", "S1"), ("Lamp", "L1")]
    {
        replica.run(&["item", "add", "--name", name, "--tag", tag, "--place", "Shelf B3"]).await;
    }
    replica.run(&["item", "add", "--name", "Sandpaper", "--tag", "P1", "--quantity", "9"]).await;
    replica.run(&["item", "detail", "K1", "parts", "D1", "C1"]).await;
    replica.run(&["item", "detail", "K1", "checks", "2 clamps", "chuck key"]).await;
    replica
}

async fn address(replica: &Replica, tag: &str) -> String {
    let item = replica.run(&["item", "show", tag]).await;
    format!("#/item/{}", item["id"].as_str().unwrap())
}

async fn out(replica: &Replica) -> Vec<String> {
    let loans = replica.run(&["loan", "list", "--open"]).await;
    let name = |loan: &Value| loan["tag"].as_str().unwrap().to_owned();
    let mut tags: Vec<String> = loans.as_array().unwrap().iter().map(name).collect();
    tags.sort();
    tags
}

async fn focus(page: &Browser, name: &str) {
    page.find(name).await;
    page.execute(&format!("document.querySelector('[data-testid=\"{name}\"]').focus()")).await;
}

/// Presses a key on what a test knows as `name`.
async fn press(page: &Browser, name: &str, key: char) {
    focus(page, name).await;
    page.key(key).await;
    page.settle().await;
}

const ENTER: char = '\u{e007}';

#[tokio::test]
async fn a_kit_is_lent_and_comes_back_in_part_with_the_keyboard_alone() {
    let replica = filled().await;
    let served = replica.serve(&[]).await;
    let page = Browser::in_english_of(&served).await;
    page.visit(&address(&replica, "K1").await).await;
    page.find("item-parts").await;
    press(&page, "item-lend", ENTER).await;
    assert_eq!(page.focused().await, "lend-to");
    page.key('A').await;
    page.shows("Goes with it: 1 × Drill, 1 × Case.").await;
    page.picture("goods-lend").await;
    press(&page, "lend-submit", ENTER).await;
    assert_eq!(out(&replica).await, ["C1", "D1", "K1"]);
    // The drill stays out; so does the kit.
    press(&page, "item-return", ENTER).await;
    assert_eq!(page.focused().await, "return-part");
    page.key(' ').await;
    page.picture("goods-return").await;
    press(&page, "return-submit", ENTER).await;
    page.shows("Part of “Drill kit” came back").await;
    assert_eq!(out(&replica).await, ["D1", "K1"]);
    // Then all of it comes back, but for the clamps.
    press(&page, "item-return", ENTER).await;
    press(&page, "return-check", ' ').await;
    press(&page, "return-submit", ENTER).await;
    assert_eq!(out(&replica).await, Vec::<String>::new());
    page.shows("Incomplete").await;
    page.shows("2 × clamps").await;
    assert_eq!(page.complaints().await, Vec::<String>::new());
    page.close().await;
    served.end().await;
}

#[tokio::test]
async fn what_breaks_runs_out_or_is_wished_for_is_told_where_one_looks() {
    let replica = filled().await;
    replica.run(&["item", "detail", "P1", "unit", "sheets"]).await;
    replica.run(&["item", "detail", "P1", "low", "4"]).await;
    replica.run(&["stock", "use", "P1", "11"]).await;
    replica.run(&["item", "condition", "L1", "damaged", "--remark", "cracked glass"]).await;
    replica.run(&["wish", "add", "Lathe", "--remark", "second-hand"]).await;
    let served = replica.serve(&[]).await;
    let page = Browser::in_english_of(&served).await;
    page.visit(&address(&replica, "S1").await).await;
    page.click("item-note-menu").await;
    page.click("task-fault").await;
    page.fill("task-note", "belt is torn").await;
    page.click("task-submit").await;
    page.find("item-repair").await;
    assert_eq!(page.count("item-lend").await, 0);
    let mut findings = Findings::default();
    for (theme, width) in [("light", 1280), ("dark", 320)] {
        page.look(theme, width, 900).await;
        for (place, name) in [
            (address(&replica, "S1").await, "repair"),
            (address(&replica, "P1").await, "stock"),
            (address(&replica, "K1").await, "kit"),
            ("#/today".to_owned(), "today"),
            ("#/inventory".to_owned(), "inventory"),
            ("#/wishes".to_owned(), "wishes"),
            ("#/stock-take".to_owned(), "stock-take"),
            ("#/settings".to_owned(), "settings"),
        ] {
            page.visit(&place).await;
            findings.look(&page, &format!("goods-{name}-{theme}")).await;
            page.picture(&format!("goods-{name}-{theme}-{width}")).await;
        }
    }
    page.look("light", 1280, 900).await;
    page.visit("#/today").await;
    page.shows("belt is torn").await;
    page.visit(&address(&replica, "S1").await).await;
    page.click("repair-tell").await;
    page.click("task-submit").await;
    page.settle().await;
    assert_eq!(page.count("item-repair").await, 0);
    page.find("item-lend").await;
    page.visit("#/stock-take").await;
    page.choose("take-place", 1).await;
    page.fill("take-seen", "K1").await;
    page.click("take-compare").await;
    assert_eq!(page.count("take-missing").await, 4);
    page.click("take-write").await;
    page.shows("The stock-take is noted").await;
    page.visit("#/wishes").await;
    page.click("wish-get").await;
    page.settle().await;
    let items = replica.run(&["item", "list", "Lathe"]).await;
    assert_eq!(items.as_array().unwrap().len(), 1);
    findings.expect_none();
    page.close().await;
    served.end().await;
}
