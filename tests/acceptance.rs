//! What a person would try before trusting the program with their workshop, each from its first
//! click to what is on disk afterwards. `tests/README.md` lists all of it, and where the rest is.

use std::{collections::BTreeSet, fmt::Write, fs, process::Command, time::Instant};

use fantoccini::key::Key;
use serde_json::Value;

use crate::harness::{browser::Browser, csv, replica::Replica};

/// How long the first minutes of somebody new may take.
const FIRST_RUN: u64 = 60;
/// More than any screen has controls.
const MOST_TABS: usize = 120;

/// Marks what the Tab key should reach, and returns how much that is.
const CONTROLS: &str = "
    const controls = [...document.querySelectorAll(
        'a[href], button, input, select, textarea, [tabindex=\"0\"]')].filter(node =>
            !node.disabled && node.tabIndex >= 0 && node.checkVisibility({ visibilityProperty: true })
            && node.closest('[inert]') === null);
    controls.forEach((node, at) => node.dataset.reach = at);
    return controls.map(node => node.dataset.testid || node.textContent.trim() || node.localName);";

#[tokio::test]
async fn t01_somebody_new_lends_the_first_item_without_a_network() {
    let replica = Replica::without_network();
    let served = replica.serve(&[]).await;
    let begun = Instant::now();
    let page = Browser::chromium(&served.web.clone().unwrap()).await;
    page.click("welcome-create").await;
    page.fill("create-name", "Atelier du Port").await;
    page.fill("create-member", "Ana").await;
    page.click("create-submit").await;
    page.find("steps").await;
    page.click("nav-inventory").await;
    page.click("add-open").await;
    page.fill("add-name", "Perceuse").await;
    page.click("add-submit").await;
    page.click("item-row").await;
    page.click("item-lend").await;
    page.choose("lend-to", 1).await;
    page.click("lend-submit").await;
    page.find("item-return").await;
    assert!(begun.elapsed().as_secs() < FIRST_RUN, "{:?}", begun.elapsed());
    assert_eq!(page.complaints().await, Vec::<String>::new());
    let loans = replica.run(&["loan", "list", "--open"]).await;
    assert_eq!(loans[0]["to_name"], "Ana", "{loans}");
    page.close().await;
    served.end().await;
}

#[tokio::test]
async fn t02_the_tab_key_reaches_every_control_of_every_screen() {
    let replica = Replica::new();
    replica.run(&["space", "create", "--name", "Atelier du Port", "--member", "Ana"]).await;
    let file = replica.file("assets.csv", &csv::snipe_it(1, 2));
    replica.run(&["import", &file]).await;
    replica.run(&["lend", "AP-0001", "--to", "Ana", "--due", "+7"]).await;
    let items = replica.run(&["item", "list"]).await;
    let item = format!("#/item/{}", items[0]["id"].as_str().unwrap());
    let served = replica.serve(&[]).await;
    let page = Browser::chromium(&served.web.clone().unwrap()).await;
    page.ready().await;
    let mut missed = Vec::new();
    for address in [
        "#/today",
        "#/inventory",
        item.as_str(),
        "#/loans",
        "#/members",
        "#/activity",
        "#/devices",
        "#/settings",
        "#/backups",
        "#/places",
        "#/bin",
        "#/welcome",
        "#/create",
        "#/join",
    ] {
        page.visit(address).await;
        let controls = page.execute(CONTROLS).await;
        let controls = controls.as_array().unwrap();
        page.execute("document.activeElement.blur()").await;
        let mut reached = BTreeSet::new();
        for _ in 0..MOST_TABS {
            page.key(Key::Tab).await;
            let at = page.execute("return document.activeElement.dataset.reach ?? null").await;
            let at = at.as_str().and_then(|at| at.parse::<usize>().ok());
            if at.is_none() && reached.len() == controls.len() {
                break;
            }
            reached.extend(at);
        }
        let left = controls.iter().enumerate().filter(|(at, _)| !reached.contains(at));
        missed.extend(left.map(|(_, name)| format!("{address}: {name}")));
    }
    assert!(missed.is_empty(), "{missed:#?}");
    page.close().await;
    served.end().await;
}

#[tokio::test]
async fn t03_an_item_is_lent_with_the_keyboard_alone() {
    let replica = Replica::new();
    replica.run(&["space", "create", "--name", "Atelier du Port", "--member", "Ana"]).await;
    replica.run(&["item", "add", "--name", "Perceuse", "--tag", "D1"]).await;
    let served = replica.serve(&[]).await;
    let page = Browser::chromium(&served.web.clone().unwrap()).await;
    page.ready().await;
    page.key('/').await;
    for letter in "perc".chars() {
        page.key(letter).await;
    }
    tab_to(&page, "item-row").await;
    page.key(Key::Enter).await;
    page.find("item-lend").await;
    tab_to(&page, "item-lend").await;
    page.key(Key::Enter).await;
    page.find("lend-submit").await;
    tab_to(&page, "lend-to").await;
    page.key(Key::Down).await;
    tab_to(&page, "lend-submit").await;
    page.key(Key::Enter).await;
    page.find("item-return").await;
    // The focus is somewhere, and not lost with the question that went away.
    assert_ne!(page.execute("return document.activeElement.localName").await, "body");
    let loans = replica.run(&["loan", "list", "--open"]).await;
    assert_eq!(loans[0]["to_name"], "Ana", "{loans}");
    page.close().await;
    served.end().await;
}

/// Presses Tab until this has the focus.
async fn tab_to(page: &Browser, name: &str) {
    for _ in 0..MOST_TABS {
        page.key(Key::Tab).await;
        if page.execute("return document.activeElement.dataset.testid ?? ''").await == name {
            return;
        }
    }
    panic!("Tab does not lead to {name}");
}

#[tokio::test]
async fn t04_whoever_is_let_in_has_everything_and_both_say_so() {
    let (ana, bo) = (Replica::new(), Replica::new());
    ana.run(&["space", "create", "--name", "Atelier du Port", "--member", "Ana"]).await;
    let file = ana.file("assets.csv", &csv::snipe_it(1, 200));
    ana.run(&["import", &file]).await;
    let (served, served_bo) = (ana.serve(&[]).await, bo.serve(&[]).await);
    let page = Browser::chromium(&served.web.clone().unwrap()).await;
    let guest = Browser::chromium(&served_bo.web.clone().unwrap()).await;

    page.click("nav-members").await;
    page.click("invite-open").await;
    page.choose("invite-approve", 1).await;
    page.click("invite-submit").await;
    let ticket = page.find("invite-ticket").await.prop("value").await.unwrap().unwrap();
    page.click("invite-dialog-close").await;
    guest.click("welcome-join").await;
    guest.fill("join-ticket", &ticket).await;
    guest.click("join-check").await;
    guest.fill("join-member", "Bo").await;
    guest.click("join-submit").await;
    let words = guest.find("wait-words").await.text().await.unwrap();
    assert_eq!(page.find("guest-words").await.text().await.unwrap(), words);
    page.click("guest-admit").await;

    for side in [&guest, &page] {
        side.find("sync-line").await;
        side.shows("Up to date with 1 device").await;
    }
    guest.visit("#/inventory").await;
    guest.shows("200 items").await;
    assert_eq!(bo.run(&["item", "list"]).await.as_array().unwrap().len(), 200);
    guest.close().await;
    page.close().await;
    served_bo.end().await;
    served.end().await;
}

#[tokio::test]
async fn t09_the_language_changes_at_once_and_everywhere() {
    let replica = Replica::new();
    replica.run(&["space", "create", "--name", "Atelier du Port", "--member", "Ana"]).await;
    for (name, tag) in [("Étau", "1"), ("Rabot", "2"), ("Rabot long", "3")] {
        replica.run(&["item", "add", "--name", name, "--tag", tag]).await;
    }
    let served = replica.serve(&[]).await;
    let page = Browser::chromium(&served.web.clone().unwrap()).await;
    page.ready().await;
    page.execute("window.stays = true").await;
    let spoken = [
        ("fr", ["Aucun objet trouvé", "1 objet trouvé", "2 objets trouvés"]),
        ("en", ["No item found", "1 item found", "2 items found"]),
    ];
    let mut before = BTreeSet::new();
    for (language, counts) in spoken {
        page.visit("#/settings").await;
        page.click(&format!("language-{language}")).await;
        assert_eq!(page.execute("return document.documentElement.lang").await, language);
        // No line of words stays as it was, but names and what is the same in both.
        let lines: BTreeSet<String> = page.text().await.lines().map(str::to_owned).collect();
        let same = lines.intersection(&before).filter(|line| {
            let name = ["Ana", "A", "Atelier du Port", "Français", "English", "Planning"];
            !line.trim().is_empty()
                && !name.contains(&line.as_str())
                && !line.chars().any(|c| c.is_ascii_digit())
        });
        assert_eq!(same.collect::<Vec<_>>(), Vec::<&String>::new());
        before = lines;
        page.visit("#/inventory").await;
        for (words, count) in ["zzz", "Étau", "Rabot"].into_iter().zip(counts) {
            page.fill("search", words).await;
            page.shows(count).await;
        }
        page.fill("search", "").await;
    }
    assert_eq!(page.execute("return window.stays").await, true, "the page was loaded anew");
    page.close().await;
    served.end().await;
}

/// A table of a French spreadsheet, in Windows-1252: one byte for each letter.
fn french_table(replica: &Replica) -> String {
    let path = replica.file("table.csv", "");
    let table = "Nom;Lieu;Quantité\r\nÉtau;Côté cour;2\r\nLime;Cave;beaucoup\r\nRabot;Cave;1\r\n";
    fs::write(&path, table.chars().map(|c| u8::try_from(c).unwrap()).collect::<Vec<_>>()).unwrap();
    path
}

/// Takes the table in, and takes it back.
async fn take_in_and_back(page: &Browser, replica: &Replica, path: &str) {
    page.click("nav-inventory").await;
    page.click("empty-import").await;
    page.upload("import-file", path).await;
    assert_eq!(page.count("import-refused-row").await, 1);
    let refused = page.find("import-refused-row").await.text().await.unwrap();
    assert!(refused.contains('3') && refused.contains("beaucoup"), "{refused}");
    page.click("import-submit").await;
    page.find("import-result").await;
    page.click("import-close").await;
    page.shows("Étau").await;
    page.shows("Côté cour").await;
    assert_eq!(page.count("item-row").await, 2);
    page.click("undo").await;
    page.find("inventory-empty").await;
    assert_eq!(replica.run(&["item", "list"]).await.as_array().unwrap().len(), 0);
}

#[tokio::test]
async fn t10_a_french_table_is_taken_in_and_taken_back_as_a_whole() {
    let replica = Replica::new();
    replica.run(&["space", "create", "--name", "Atelier du Port", "--member", "Ana"]).await;
    let path = french_table(&replica);
    let served = replica.serve(&[]).await;
    let page = Browser::chromium(&served.web.clone().unwrap()).await;
    take_in_and_back(&page, &replica, &path).await;
    // A table of places makes places, each inside the one it names.
    let places = "Name,Parent,Address,City,Country\nRoom 2,Hall,,,\nHall,,8 Old Lane,Lyon,FR\n";
    let places = replica.file("locations.csv", places);
    page.click("empty-import").await;
    page.upload("import-file", &places).await;
    page.find("import-places").await;
    page.picture("import-places").await;
    page.click("import-submit").await;
    page.find("import-result").await;
    page.click("import-close").await;
    let made = replica.run(&["place", "list"]).await;
    let made: Vec<_> = made.as_array().unwrap().iter().map(|it| it["path"].clone()).collect();
    assert_eq!(made, ["Hall", "Hall / Room 2"]);
    page.close().await;
    served.end().await;
}

#[tokio::test]
async fn t10_the_window_takes_a_french_table_in_and_back() {
    let replica = Replica::new();
    replica.run(&["space", "create", "--name", "Atelier du Port", "--member", "Ana"]).await;
    let path = french_table(&replica);
    let window = Browser::desktop(&replica.data()).await;
    window.ready().await;
    take_in_and_back(&window, &replica, &path).await;
    window.close().await;
}

#[tokio::test]
async fn t11_labels_are_printed_on_a4_and_a_camera_reads_them() {
    let replica = Replica::new();
    replica.run(&["space", "create", "--name", "Atelier du Port", "--member", "Ana"]).await;
    for (name, tag) in [("Perceuse à colonne", "P-1"), ("Étau", "E-2"), ("Tour à bois", "T-3")] {
        replica.run(&["item", "add", "--name", name, "--tag", tag]).await;
    }
    let served = replica.serve(&[]).await;
    let page = Browser::chromium(&served.web.clone().unwrap()).await;
    page.click("nav-inventory").await;
    page.find("item-row").await;
    // What the browser would put among the downloads is looked at.
    let keep = "const address = URL.createObjectURL;
        URL.createObjectURL = blob => { window.kept = blob; return address.call(URL, blob); };";
    page.execute(keep).await;
    page.click("labels-open").await;
    page.click("labels-submit").await;
    let read = "const done = arguments[0];
        const look = () => window.kept
            ? window.kept.arrayBuffer().then(it => done([...new Uint8Array(it)]))
            : requestAnimationFrame(look);
        look();";
    let pdf = page.execute_async(read, Vec::new()).await;
    let pdf: Vec<u8> = serde_json::from_value(pdf).unwrap();
    let path = replica.file("labels.pdf", "");
    fs::write(&path, pdf).unwrap();
    let info = poppler(&["pdfinfo", &path]);
    let told = |key: &str| info.lines().find(|line| line.starts_with(key)).unwrap_or_default();
    assert!(told("Pages").ends_with('1') && told("Page size").ends_with("(A4)"), "{info}");
    let text = poppler(&["pdftotext", &path, "-"]);
    // A long name takes two lines.
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in ["Perceuse à colonne", "P-1", "Étau", "E-2", "Tour à bois", "T-3"] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let picture = path.trim_end_matches(".pdf");
    poppler(&["pdftoppm", "-r", "300", "-gray", "-singlefile", &path, picture]);
    let mut codes = codes(&fs::read(format!("{picture}.pgm")).unwrap());
    codes.sort();
    let items = replica.run(&["item", "list"]).await;
    // Capital letters make a code smaller, and mean the same.
    let link = |item: &Value| format!("etabli:item/{}", item["id"].as_str().unwrap());
    let mut links: Vec<_> = items.as_array().unwrap().iter().map(link).collect();
    links.sort();
    assert_eq!(codes, links);
    assert_eq!(page.complaints().await, Vec::<String>::new());
    page.close().await;
    served.end().await;
}

/// Runs a program of Poppler's, and returns what it says.
fn poppler(words: &[&str]) -> String {
    let done = Command::new(words[0]).args(&words[1..]).output();
    let done = done.unwrap_or_else(|error| panic!("{}, of poppler-utils: {error}", words[0]));
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8_lossy(&done.stdout).into_owned()
}

/// Returns what a camera reads of all QR codes of a picture (PGM).
fn codes(picture: &[u8]) -> Vec<String> {
    let mut parts = picture.splitn(4, u8::is_ascii_whitespace);
    let mut number =
        || -> usize { String::from_utf8_lossy(parts.next().unwrap()).parse().unwrap_or_default() };
    let (_, width, height) = (number(), number(), number());
    let dots = &picture[picture.len() - width * height..];
    let mut page =
        rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| dots[y * width + x]);
    page.detect_grids().iter().map(|grid| grid.decode().unwrap().1.to_lowercase()).collect()
}

#[tokio::test]
async fn t15_the_demo_stays_here_and_goes_with_one_click() {
    let replica = Replica::new();
    let served = replica.serve(&[]).await;
    let page = Browser::chromium(&served.web.clone().unwrap()).await;
    page.click("welcome-demo").await;
    let line = page.find("sync-line").await;
    assert_eq!(line.attr("data-state").await.unwrap().as_deref(), Some("demo"));
    // Nobody can be asked into it.
    let refused = replica.try_run(&["invite"]).await.unwrap_err();
    assert_eq!(refused["error"]["code"], "demo-stays-here", "{refused}");
    page.visit("#/settings").await;
    page.click("remove-demo").await;
    page.find("welcome-create").await;
    assert_eq!(replica.run(&["space", "list"]).await.as_array().unwrap().len(), 0);
    page.close().await;
    served.end().await;
}

#[tokio::test]
async fn t16_what_is_no_good_code_is_told_and_makes_nothing() {
    let (ana, bo) = (Replica::new(), Replica::new());
    ana.run(&["space", "create", "--name", "Atelier du Port", "--member", "Ana"]).await;
    let invite = ana.run(&["invite"]).await;
    let good = invite["ticket"].as_str().unwrap();
    let mut flipped = good.to_owned();
    let last = flipped.pop().unwrap();
    write!(flipped, "{}", if last == 'A' { 'B' } else { 'A' }).unwrap();
    let cut = &good[..good.len() / 2];
    let served = bo.serve(&[]).await;
    let page = Browser::chromium(&served.web.clone().unwrap()).await;
    page.ready().await;
    let long = "x".repeat(100_000);
    for code in ["hello", "https://example.org/?code=1", "etabli:", cut, &flipped, &long] {
        page.visit("#/welcome").await;
        page.click("welcome-join").await;
        let set = format!(
            "const field = document.querySelector('[data-testid=\"join-ticket\"]');
             field.value = {}; field.dispatchEvent(new Event('input', {{ bubbles: true }}));",
            Value::from(code)
        );
        page.execute(&set).await;
        page.click("join-check").await;
        let told = page.find("error").await.text().await.unwrap();
        assert!(!told.contains("{ ") && told.len() > 20, "{told}");
        assert_eq!(page.count("join-submit").await, 0, "{}", &code[..code.len().min(40)]);
    }
    assert_eq!(bo.run(&["space", "list"]).await.as_array().unwrap().len(), 0);
    page.close().await;
    served.end().await;
}
