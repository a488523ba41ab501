//! Every screen as a screen reader goes through it: the readings in `tests/reading` were read by a
//! person, and a change of one is to be read again.
//!
//! `ETABLI_REWRITE_READINGS=1` writes them anew.

use crate::harness::{
    browser::Browser,
    csv,
    reading::{compare, difference, read, shape},
    replica::Replica,
};

/// The screens, by their address and name.
const SCREENS: [(&str, &str); 22] = [
    ("#/today", "today"),
    ("#/inventory", "inventory"),
    ("#/loans", "loans"),
    ("#/members", "members"),
    ("#/activity", "activity"),
    ("#/figures", "figures"),
    ("#/devices", "devices"),
    ("#/settings", "settings"),
    ("#/backups", "backups"),
    ("#/places", "places"),
    ("#/bin", "bin"),
    ("#/people", "people"),
    ("#/offers", "offers"),
    ("#/trainings", "trainings"),
    ("#/projects", "projects"),
    ("#/tasks", "tasks"),
    ("#/desk", "desk"),
    ("#/wishes", "wishes"),
    ("#/stock-take", "stock-take"),
    ("#/welcome", "welcome"),
    ("#/create", "create"),
    ("#/join", "join"),
];

/// What opens in front of a screen: the address, what is clicked one after another, the name.
const FRONTS: [(&str, &[&str], &str); 5] = [
    ("#/today", &["help"], "help"),
    ("#/today", &["new"], "new"),
    ("#/inventory", &["add-open"], "add"),
    ("#/members", &["invite-open"], "invite"),
    ("#/devices", &["device-add-open"], "device-add"),
];

/// Fills a space with things that are here, out, late, described and put away.
async fn filled(replica: &Replica) -> String {
    replica.run(&["space", "create", "--name", "Atelier du Port", "--member", "Ana"]).await;
    let file = replica.file("assets.csv", &csv::snipe_it(1, 3));
    replica.run(&["import", &file]).await;
    replica.run(&["place", "add", "--name", "Cave"]).await;
    let note = "# Avant\n\n- charger\n- [notice](https://example.org)";
    let words = ["item", "add", "--name", "Ponceuse", "--tag", "P-118", "--quantity", "3"];
    replica.run(&[&words[..], &["--place", "Cave", "--note", note]].concat()).await;
    replica.run(&["lend", "P-118", "--to", "Ana", "--due", "+7"]).await;
    replica
        .run(&["lend", "AP-0001", "--to", "Ana", "--since", "2026-01-02", "--due", "2026-01-09"])
        .await;
    replica.run(&["item", "remove", "AP-0003"]).await;
    crate::sweep::working_together(replica).await;
    let items = replica.run(&["item", "list"]).await;
    let item = items.as_array().unwrap().iter().find(|item| item["tag"] == "P-118");
    format!("#/item/{}", item.unwrap()["id"].as_str().unwrap())
}

#[tokio::test]
async fn every_screen_is_read_in_its_order_and_alike_in_both_languages() {
    let replica = Replica::new();
    let item = filled(&replica).await;
    let served = replica.serve(&[]).await;
    let page = Browser::chromium(&served.web.clone().unwrap()).await;
    let lend: (&str, &[&str], &str) = (&item, &["item-lend"], "lend");
    let mut differences = Vec::new();
    let mut shapes = Vec::new();
    for language in ["en", "fr"] {
        page.ready().await;
        page.execute(&format!("localStorage.setItem('etabli.language', '{language}')")).await;
        page.reload().await;
        for (address, screen) in SCREENS.iter().copied().chain([(item.as_str(), "item")]) {
            page.visit(address).await;
            if screen == "activity" {
                // A space begins with several acts in one moment, in no order of their own.
                page.choose("activity-part", 1).await;
            }
            let reading = read(&page).await;
            differences.extend(compare(language, screen, &reading));
            shapes.push((screen, shape(&reading)));
        }
        for (address, clicks, screen) in FRONTS.iter().copied().chain([lend]) {
            page.visit(address).await;
            for click in clicks {
                page.click(click).await;
            }
            let reading = read(&page).await;
            differences.extend(compare(language, screen, &reading));
            shapes.push((screen, shape(&reading)));
            for _ in clicks {
                page.escape().await;
            }
        }
    }
    page.close().await;
    served.end().await;
    let (english, french) = shapes.split_at(shapes.len() / 2);
    for ((screen, english), (_, french)) in english.iter().zip(french) {
        let told = difference(english, french);
        differences.extend(told.map(|told| format!("{screen}, English and French\n{told}")));
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}
