//! The pictures that the README shows: of real screens, with what a small workshop has.
//!
//! `cargo xtask pictures` makes them anew; otherwise it is only seen to that they are there.

use std::{fs, path::PathBuf};

use crate::harness::{browser::Browser, program::root, replica::Replica};

/// Set to make the pictures anew.
const REWRITE: &str = "ETABLI_REWRITE_PICTURES";
/// How large a picture may be, in bytes.
const MOST: usize = 150_000;

/// The pictures, by name.
const NAMES: [&str; 4] = ["today", "inventory", "item", "devices"];

/// What the workshop has: tag, name, how many, category, place.
const ITEMS: [(&str, &str, &str, &str, &str); 12] = [
    ("PE-01", "Cordless drill, 18 V", "2", "Woodwork", "Workshop, bench"),
    ("PO-04", "Orbital sander", "3", "Woodwork", "Workshop, shelf B3"),
    ("SC-02", "Track saw", "1", "Woodwork", "Workshop, shelf B3"),
    ("SJ-10", "Clamps, 60 cm", "12", "Woodwork", "Workshop, wall"),
    ("FS-01", "Soldering station", "2", "Electronics", "Lab"),
    ("OS-01", "Oscilloscope", "1", "Electronics", "Lab"),
    ("MC-03", "Sewing machine", "2", "Textile", "Loft"),
    ("SU-01", "Overlocker", "1", "Textile", "Loft"),
    ("VC-02", "Cargo bike", "1", "Transport", "Yard"),
    ("RE-01", "Bicycle trailer", "1", "Transport", "Yard"),
    ("VP-01", "Projector", "1", "Events", "Office"),
    ("TB-06", "Folding tables", "6", "Events", "Cellar"),
];

const NOTE: &str = "Fits discs of **125 mm**.\n\n- Empty the bag after use\n- Spare discs: drawer B3\n\n\
    [The manual](https://example.org/sander.pdf)";

fn path(name: &str) -> PathBuf {
    root().join("docs/pictures").join(format!("{name}.png"))
}

/// Fills a space with things, people and loans; returns the sander's id.
async fn fill(ana: &Replica) -> String {
    ana.run(&["space", "create", "--name", "Atelier du Port", "--member", "Ana"]).await;
    let rows = ITEMS.map(|(tag, name, quantity, category, place)| {
        format!("{tag};\"{name}\";{quantity};{category};\"{place}\"\r\n")
    });
    let table = format!("Tag;Name;Quantity;Category;Place\r\n{}", rows.concat());
    let file = ana.file("workshop.csv", &table);
    ana.run(&["import", &file]).await;
    let sander = ana.run(&["item", "edit", "PO-04", "--note", NOTE]).await;
    sander["id"].as_str().unwrap().to_owned()
}

/// Lets somebody in, whose computer stays on.
async fn enter(ana: &Replica, guest: &Replica, name: &str) {
    let invite = ana.run(&["invite"]).await;
    let ticket = invite["ticket"].as_str().unwrap().to_owned();
    guest.run(&["join", &ticket, "--member", name]).await;
}

/// Returns the day so many days ago.
async fn ago(page: &Browser, days: u32) -> String {
    let script = format!("return new Date(Date.now() - {days} * 864e5).toISOString().slice(0, 10)");
    page.execute(&script).await.as_str().unwrap().to_owned()
}

async fn take() {
    let (ana, bo, chloe) = (Replica::new(), Replica::new(), Replica::new());
    let sander = fill(&ana).await;
    let served = ana.serve(&[]).await;
    enter(&ana, &bo, "Bo Martin").await;
    enter(&ana, &chloe, "Chloé Roy").await;
    let page = Browser::chromium(&served.web.clone().unwrap()).await;
    ana.run(&["lend", "PO-04", "--to", "Bo Martin", "--due", "+7"]).await;
    let (since, due) = (ago(&page, 9).await, ago(&page, 2).await);
    ana.run(&["lend", "VC-02", "--to", "Chloé Roy", "--since", &since, "--due", &due]).await;
    ana.run(&["lend", "VP-01", "--to", "Chloé Roy", "--due", "+1"]).await;
    ana.run(&["lend", "MC-03", "--to", "Bo Martin", "--due", "+14"]).await;
    let (with_bo, with_chloe) = (bo.serve(&["--no-web"]).await, chloe.serve(&["--no-web"]).await);
    page.ready().await;
    page.look("light", 1280, 800).await;
    page.shows("Up to date with 2 devices").await;
    let item = format!("#/item/{sander}");
    for (name, address) in NAMES.iter().zip(["#/today", "#/inventory", item.as_str(), "#/devices"])
    {
        page.visit(address).await;
        page.keep(&path(name)).await;
    }
    page.close().await;
    for served in [served, with_bo, with_chloe] {
        served.end().await;
    }
}

#[tokio::test]
async fn the_readme_shows_four_screens_and_they_are_small() {
    if std::env::var_os(REWRITE).is_some() {
        take().await;
    }
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    for name in NAMES {
        assert!(readme.contains(&format!("(docs/pictures/{name}.png)")), "no {name} in the README");
        let picture = fs::read(path(name)).unwrap();
        assert!(picture.starts_with(b"\x89PNG"), "{name} is no picture");
        assert!(picture.len() < MOST, "{name} has {} bytes", picture.len());
        let size = [16, 20].map(|at| u32::from_be_bytes(picture[at..at + 4].try_into().unwrap()));
        assert_eq!(size, [1280, 800], "{name}");
    }
}
