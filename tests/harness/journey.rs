//! What a person does in the interface, the same in the window and in the browser.

use super::{browser::Browser, csv, replica::Replica};

const TAG: &str = "AP-0001";

/// Creates a space, takes an inventory in, lends the first item, and looks at it in all sizes.
pub(crate) async fn begin(page: &Browser, replica: &Replica, name: &str) {
    page.picture(&format!("{name}-welcome")).await;
    page.click("welcome-create").await;
    page.fill("create-name", "Atelier du Port").await;
    page.fill("create-member", "Ana").await;
    page.click("create-submit").await;
    page.find("steps").await;
    page.picture(&format!("{name}-first-steps")).await;
    page.click("nav-inventory").await;
    page.find("inventory-empty").await;

    // From a shell beside it; the page hears of it and shows it by itself.
    let file = replica.file("assets.csv", &csv::snipe_it(1, 12));
    let report = replica.run(&["import", &file]).await;
    assert_eq!(report["created"], 12, "{report}");
    page.shows("Cordless drill 1").await;
    assert_eq!(page.count("item-row").await, 12);

    page.open_row(TAG).await;
    page.click("item-lend").await;
    page.choose("lend-to", 1).await;
    page.click("lend-days-14").await;
    page.picture(&format!("{name}-lend")).await;
    page.click("lend-submit").await;
    page.find("item-return").await;

    let loans = replica.run(&["loan", "list", "--open"]).await;
    assert_eq!(loans.as_array().unwrap().len(), 1, "{loans}");
    assert_eq!(loans[0]["tag"], TAG, "{loans}");
    for theme in ["light", "dark"] {
        for (width, height) in [(1280, 800), (720, 520)] {
            page.look(theme, width, height).await;
            assert!(page.fits().await, "{name} is wider than {width}");
            page.picture(&format!("{name}-{theme}-{width}x{height}")).await;
        }
    }
}

/// Finds everything as [`begin`] left it, and takes the item back.
pub(crate) async fn go_on(page: &Browser, replica: &Replica) {
    page.click("nav-inventory").await;
    page.shows("Cordless drill 1").await;
    assert_eq!(page.count("item-row").await, 12);
    page.open_row(TAG).await;
    page.click("item-return").await;
    page.find("item-lend").await;
    let loans = replica.run(&["loan", "list", "--open"]).await;
    assert_eq!(loans.as_array().unwrap().len(), 0, "{loans}");
}
