//! What was, in Chromium: undoing, the bin, the activity, and values to choose between.

use serde_json::{Value, json};

use crate::harness::{
    browser::Browser,
    replica::{Replica, Served},
};

/// Looks at the page in both themes, wide and as narrow as a telephone.
async fn look(page: &Browser, name: &str) {
    for (theme, width, height) in [("light", 1280, 800), ("dark", 1280, 800), ("light", 500, 800)] {
        page.look(theme, width, height).await;
        assert!(page.fits().await, "{name} is wider than {width}");
        page.picture(&format!("history-{name}-{theme}-{width}")).await;
    }
    page.look("light", 1280, 800).await;
}

async fn page_of(served: &Served) -> Browser {
    Browser::chromium(&served.web.clone().unwrap()).await
}

async fn go(page: &Browser, address: &str) {
    page.execute(&format!("location.hash = '{address}'")).await;
    page.settle().await;
}

/// Lets Bo in to Ana's space.
async fn join(ana: &Replica, bo: &Replica) {
    let invite = ana.run(&["invite"]).await;
    let ticket = invite["ticket"].as_str().unwrap().to_owned();
    bo.run(&["join", &ticket, "--member", "Bo"]).await;
}

fn kinds(history: &Value) -> Vec<&str> {
    let done = history.as_array().unwrap().iter();
    done.map(|one| one["deeds"][0]["kind"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn two_names_written_apart_are_offered_and_the_choice_can_be_undone() {
    let (ana, bo) = (Replica::new(), Replica::new());
    ana.run(&["space", "create", "--name", "Atelier du Port", "--member", "Ana"]).await;
    let drill = ana.run(&["item", "add", "--name", "Drill", "--tag", "D1"]).await;
    let served = ana.serve(&["--no-web"]).await;
    join(&ana, &bo).await;
    served.end().await;

    // Each alone, without the other.
    ana.run(&["item", "edit", "D1", "--name", "Big drill"]).await;
    bo.run(&["item", "edit", "D1", "--name", "Red drill"]).await;
    let served = ana.serve(&[]).await;
    bo.run(&["sync", "--once"]).await;

    let page = page_of(&served).await;
    page.click("today-contested").await;
    page.open_row("D1").await;
    page.find("item-conflicts").await;
    assert_eq!(page.count("choice-row").await, 2);
    for words in ["Big drill", "Red drill", "Ana, ", "Bo, "] {
        page.shows(words).await;
    }
    look(&page, "choice").await;

    page.click("choice-keep").await;
    page.find("toast-take").await;
    assert_eq!(page.count("item-conflicts").await, 0);
    let show = || ana.run(&["item", "show", "D1"]);
    assert_eq!(show().await["conflicts"], json!([]));
    let of_drill = ana.run(&["history", "D1", "--part", "items"]).await;
    assert_eq!(kinds(&of_drill), ["item-set", "item-set", "item-set", "item-added"]);

    page.click("toast-take").await;
    page.find("item-conflicts").await;
    let claims = show().await["conflicts"][0]["claims"].clone();
    let authors: Vec<_> = claims.as_array().unwrap().iter().map(|one| &one["by_name"]).collect();
    assert!(authors.contains(&&json!("Ana")) && authors.contains(&&json!("Bo")), "{claims}");
    page.click("redo").await;
    assert_eq!(page.count("item-conflicts").await, 0);
    bo.run(&["sync", "--once"]).await;
    let id = drill["id"].as_str().unwrap();
    assert_eq!(bo.run(&["item", "show", id]).await["conflicts"], json!([]));
    page.close().await;
    served.end().await;
}

#[tokio::test]
async fn what_another_edited_stays_when_one_undoes() {
    let (ana, bo) = (Replica::new(), Replica::new());
    ana.run(&["space", "create", "--name", "Atelier du Port", "--member", "Ana"]).await;
    ana.run(&["item", "add", "--name", "Drill", "--tag", "D1"]).await;
    let served = ana.serve(&[]).await;
    join(&ana, &bo).await;
    let page = page_of(&served).await;
    page.open_row("D1").await;
    page.click("item-edit").await;
    page.fill("edit-name", "Big drill").await;
    page.fill("edit-note", "In its case").await;
    page.click("edit-submit").await;
    page.find("toast-take").await;

    bo.run(&["sync", "--once"]).await;
    bo.run(&["item", "edit", "D1", "--name", "Red drill"]).await;
    bo.run(&["sync", "--once"]).await;
    page.shows("Red drill").await;

    // In a field the key is the field's.
    page.fill("search", "").await;
    page.press("z", true, false).await;
    let note = async || ana.run(&["item", "show", "D1"]).await["note"].clone();
    assert_eq!(note().await, "In its case");
    page.execute("document.activeElement.blur()").await;
    page.press("z", true, false).await;
    page.shows("Bo changed “Red drill, name” since: it stays as it is.").await;
    page.picture("history-left").await;
    let drill = ana.run(&["item", "show", "D1"]).await;
    assert_eq!((&drill["name"], &drill["note"]), (&json!("Red drill"), &json!("")));
    page.press("z", true, true).await;
    page.shows("In its case").await;
    page.close().await;
    served.end().await;
}

#[tokio::test]
async fn what_is_removed_is_in_the_bin_until_it_is_taken_out() {
    let replica = Replica::new();
    replica.run(&["space", "create", "--name", "Atelier du Port", "--member", "Ana"]).await;
    replica.run(&["item", "add", "--name", "Perceuse", "--tag", "D1", "--place", "Cave"]).await;
    replica.run(&["item", "add", "--name", "Scie", "--tag", "S1"]).await;
    let served = replica.serve(&[]).await;
    let page = page_of(&served).await;

    page.open_row("D1").await;
    page.click("item-remove").await;
    page.find("item-removed").await;
    assert_eq!(page.count("item-row").await, 1);
    look(&page, "removed").await;
    page.click("toast-take").await;
    page.find("item-remove").await;
    assert_eq!(page.count("item-row").await, 2);

    page.click("item-remove").await;
    page.click("item-close").await;
    page.click("bin-open").await;
    page.shows("Perceuse").await;
    look(&page, "bin").await;
    page.click("bin-restore").await;
    page.find("bin-empty").await;
    look(&page, "bin-empty").await;

    let history = replica.run(&["history", "D1"]).await;
    let expected = ["item-restored", "item-removed", "item-restored", "item-removed", "item-added"];
    assert_eq!(kinds(&history), expected);

    replica.run(&["item", "edit", "S1", "--name", "Scie japonaise", "--category", "Bois"]).await;
    replica.run(&["lend", "S1", "--to", "Ana"]).await;
    page.click("nav-activity").await;
    page.shows("Ana lent “Scie japonaise” to Ana").await;
    page.shows("Ana put “Perceuse” into the bin").await;
    look(&page, "activity").await;
    // The same in French, at once.
    go(&page, "#/settings").await;
    page.click("language-fr").await;
    go(&page, "#/activity").await;
    for sentence in [
        "Ana a mis « Perceuse » à la corbeille",
        "Ana a sorti « Perceuse » de la corbeille (annulation)",
        "Ana a sorti « Perceuse » de la corbeille",
        "Ana a prêté « Scie japonaise » à Ana",
    ] {
        // Written with narrow spaces that nobody types.
        let sentence = sentence.replace("« ", "«\u{202f}").replace(" »", "\u{202f}»");
        page.shows(&sentence).await;
    }
    look(&page, "activity-fr").await;
    page.choose("activity-part", 3).await;
    page.shows("Ana a prêté").await;
    assert_eq!(page.count("activity-row").await, 1);

    // What a field was before comes back.
    go(&page, "#/inventory").await;
    page.open_row("S1").await;
    page.find("item-history").await;
    look(&page, "item-fr").await;
    page.click("activity-restore").await;
    page.find("toast-take").await;
    let now = replica.run(&["item", "show", "S1"]).await;
    assert!(now["name"] == "Scie" || now["category"] == "", "{now}");
    replica.run(&["undo"]).await;
    let now = replica.run(&["item", "show", "S1"]).await;
    assert_eq!((&now["name"], &now["category"]), (&json!("Scie japonaise"), &json!("Bois")));
    page.close().await;
    served.end().await;
}

#[tokio::test]
async fn what_was_fits_a_telephone() {
    let replica = Replica::new();
    replica.run(&["space", "create", "--name", "Atelier du Port", "--member", "Ana"]).await;
    for (name, tag) in [("Perceuse visseuse sans fil", "D1"), ("Scie", "S1")] {
        replica.run(&["item", "add", "--name", name, "--tag", tag, "--place", "Cave"]).await;
    }
    replica.run(&["item", "edit", "D1", "--name", "Perceuse", "--note", "Dans sa mallette"]).await;
    replica.run(&["item", "remove", "S1"]).await;
    let served = replica.serve(&[]).await;
    let page = Browser::telephone(&served.web.clone().unwrap()).await;
    page.shows("Perceuse").await;
    for language in ["fr", "en"] {
        go(&page, "#/settings").await;
        page.click(&format!("language-{language}")).await;
        for screen in ["activity", "bin", "inventory"] {
            go(&page, &format!("#/{screen}")).await;
            if screen == "inventory" {
                page.open_row("D1").await;
                page.find("item-history").await;
            }
            for theme in ["light", "dark"] {
                page.execute(&format!("document.documentElement.dataset.theme = '{theme}'")).await;
                assert!(page.fits().await, "{screen} is wider than a telephone");
                page.picture(&format!("history-telephone-{screen}-{language}-{theme}")).await;
            }
        }
    }
    page.close().await;
    served.end().await;
}
