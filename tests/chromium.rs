//! The interface that `etabli serve` shows, in Chromium.

use serde_json::json;

use crate::harness::{browser::Browser, csv, journey, replica::Replica};

#[tokio::test]
async fn the_printed_link_opens_the_page_once() {
    let replica = Replica::new();
    let served = replica.serve(&[]).await;
    let link = served.web.clone().unwrap();
    let page = Browser::chromium(&link).await;
    assert_eq!(page.execute("return document.title").await, "Établi");
    let address = page.execute("return location.href").await;
    assert!(!address.as_str().unwrap().contains("token"), "{address}");
    // The cookie alone commands nothing.
    let script = "
        const done = arguments[arguments.length - 1];
        fetch('/api/list_spaces', { method: 'POST', body: '{}' }).then(r => done(r.status));";
    let status = page.execute_async(script, Vec::new()).await;
    assert!([json!(401), json!(403)].contains(&status), "{status}");
    page.close().await;

    let second = Browser::chromium(&link).await;
    assert_ne!(second.execute("return document.title").await, "Établi");
    second.close().await;
    served.end().await;
}

#[tokio::test]
async fn the_page_keeps_what_was_done_in_it() {
    let replica = Replica::new();
    let served = replica.serve(&[]).await;
    let page = Browser::chromium(&served.web.clone().unwrap()).await;
    journey::begin(&page, &replica, "chromium").await;
    page.close().await;
    served.end().await;
    let served = replica.serve(&[]).await;
    let page = Browser::chromium(&served.web.clone().unwrap()).await;
    journey::go_on(&page, &replica).await;
    page.close().await;
    served.end().await;
}

#[tokio::test]
async fn filters_stand_in_the_address_and_back_undoes_them() {
    let replica = Replica::new();
    replica.run(&["space", "create", "--name", "Atelier du Port", "--member", "Ana"]).await;
    let file = replica.file("homebox.csv", &csv::homebox());
    replica.run(&["import", &file]).await;
    let served = replica.serve(&[]).await;
    let page = Browser::chromium(&served.web.clone().unwrap()).await;
    page.shows("Camping stove").await;
    assert_eq!(page.count("item-row").await, 4);

    // All places, the cellar, its shelf, the garage: the second is around the third.
    page.choose("filter-place", 1).await;
    page.find("chip-place").await;
    assert_eq!(page.count("item-row").await, 2);
    page.choose("filter-place", 3).await;
    page.shows("Pressure washer").await;
    assert_eq!(page.count("item-row").await, 2);
    page.fill("search", "tables").await;
    page.find("chip-words").await;
    assert_eq!(page.count("item-row").await, 1);
    page.picture("chromium-filters").await;

    // What one typed is one step.
    page.back().await;
    page.shows("Pressure washer").await;
    assert_eq!(page.count("chip-words").await, 0);
    page.back().await;
    page.shows("Camping stove").await;
    page.click("chip-place").await;
    page.shows("Pressure washer").await;
    assert_eq!((page.count("item-row").await, page.count("chip-place").await), (4, 0));
    page.close().await;
    served.end().await;
}

#[tokio::test]
async fn a_table_of_ones_own_is_taken_in_column_by_column() {
    let replica = Replica::new();
    replica.run(&["space", "create", "--name", "Atelier du Port", "--member", "Ana"]).await;
    let served = replica.serve(&[]).await;
    let page = Browser::chromium(&served.web.clone().unwrap()).await;
    let table =
        "Bidule;Où;Combien;Prix\nÉtau;Atelier;2;12,50\nLime;Atelier;beaucoup;3\nScie;;1;9\n";
    let file = replica.file("table.csv", table);

    page.click("empty-import").await;
    page.upload("import-file", &file).await;
    // Nothing says what the items are called, so nothing can happen yet.
    page.find("import-say-name").await;
    page.choose_for("import-becomes", "Bidule", "name").await;
    page.find("import-created").await;
    page.choose_for("import-becomes", "Combien", "quantity").await;
    page.find("import-refused").await;
    page.choose_for("import-becomes", "Prix", "skip").await;
    assert_eq!(page.count("import-refused-row").await, 1);
    page.shows("beaucoup").await;
    for (theme, width, height) in [("light", 1280, 800), ("dark", 720, 520)] {
        page.look(theme, width, height).await;
        assert!(page.fits().await, "the page is wider than {width}");
        page.picture(&format!("chromium-import-{theme}-{width}x{height}")).await;
    }
    page.click("import-submit").await;
    page.find("import-result").await;
    page.click("import-close").await;
    page.shows("Étau").await;
    assert_eq!(page.count("item-row").await, 2);

    let items = replica.run(&["item", "list"]).await;
    let names: Vec<_> = items.as_array().unwrap().iter().map(|item| &item["name"]).collect();
    assert_eq!(names, ["Étau", "Scie"], "{items}");
    let vice = replica.run(&["item", "show", "Étau"]).await;
    assert_eq!((&vice["quantity"], &vice["place"]), (&json!(2), &json!("Atelier")), "{vice}");
    assert_eq!(vice["fields"], json!({}), "{vice}");
    page.close().await;
    served.end().await;
}
