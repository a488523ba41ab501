//! The components with the keyboard alone, and how they follow what the system prefers.

use fantoccini::key::Key;

use crate::harness::{
    browser::Browser,
    replica::{Replica, Served},
};

async fn gallery() -> (Replica, Served, Browser) {
    let replica = Replica::new();
    let served = replica.serve(&[]).await;
    let page = Browser::chromium(&served.web.clone().unwrap()).await;
    open(&page).await;
    (replica, served, page)
}

async fn open(page: &Browser) {
    page.ready().await;
    page.execute("localStorage.setItem('etabli.language', 'en')").await;
    page.visit("#/gallery").await;
    page.reload().await;
    page.find("gallery").await;
}

/// Returns an attribute of an element that a test knows as `name`.
async fn told(page: &Browser, name: &str, attribute: &str) -> Option<String> {
    page.find(name).await.attr(attribute).await.unwrap()
}

async fn focus(page: &Browser, name: &str) {
    page.execute(&format!("document.querySelector('[data-testid=\"{name}\"]').focus()")).await;
}

async fn fronts(page: &Browser) {
    focus(page, "gallery-menu").await;
    page.key(Key::Down).await;
    assert_eq!(page.focused().await, "gallery-edit");
    page.key(Key::Down).await;
    assert_eq!(page.focused().await, "gallery-copy");
    page.key('p').await;
    assert_eq!(page.focused().await, "gallery-remove");
    page.key(Key::Down).await;
    assert_eq!(page.focused().await, "gallery-edit");
    page.escape().await;
    assert_eq!(
        (page.focused().await.as_str(), page.count("gallery-edit").await),
        ("gallery-menu", 0)
    );
    page.key(Key::Enter).await;
    page.key(Key::End).await;
    page.key(Key::Enter).await;
    assert_eq!(page.focused().await, "gallery-menu");
    page.find("toast").await;

    // A menu in a dialog: Esc closes one after the other.
    focus(page, "gallery-dialog").await;
    page.key(Key::Enter).await;
    page.find("gallery-dialog-shown").await;
    focus(page, "gallery-menu-inside").await;
    page.key(Key::Enter).await;
    assert_eq!(page.focused().await, "gallery-edit");
    page.picture("gallery-menu").await;
    page.escape().await;
    assert_eq!(page.focused().await, "gallery-menu-inside");
    page.escape().await;
    assert_eq!(
        (page.count("gallery-dialog-shown").await, page.focused().await.as_str()),
        (0, "gallery-dialog")
    );

    focus(page, "gallery-confirm").await;
    page.key(Key::Enter).await;
    assert_eq!(page.focused().await, "gallery-question-cancel");
    page.key(Key::Enter).await;
    assert_eq!(page.focused().await, "gallery-confirm");
}

#[tokio::test]
async fn a_menu_a_dialog_and_a_question_give_the_focus_back() {
    let (_replica, served, page) = gallery().await;
    fronts(&page).await;
    page.close().await;
    served.end().await;
}

async fn choices(page: &Browser) {
    let value = |name: &'static str| async move {
        page.find(name).await.prop("value").await.unwrap().unwrap()
    };
    focus(page, "gallery-combobox").await;
    page.key(Key::Down).await;
    assert_eq!(told(page, "gallery-combobox", "aria-expanded").await.unwrap(), "true");
    assert_eq!(
        told(page, "gallery-combobox", "aria-activedescendant").await.unwrap(),
        "gallery-combobox-option-2"
    );
    page.picture("gallery-combobox").await;
    page.escape().await;
    assert_eq!(told(page, "gallery-combobox", "aria-expanded").await.unwrap(), "false");
    assert_eq!(value("gallery-combobox").await, "Japanese saw");
    page.fill("gallery-combobox", "dri").await;
    assert_eq!(page.count("gallery-combobox-gallery-saw").await, 0);
    page.key(Key::Enter).await;
    assert_eq!(value("gallery-combobox").await, "Cordless drill 18 V");
    assert_eq!(page.focused().await, "gallery-combobox");

    page.fill("gallery-day", "24/11/2031").await;
    page.key(Key::Tab).await;
    assert_eq!(page.focused().await, "gallery-day-open");
    page.key(Key::Enter).await;
    assert_eq!(page.focused().await, "day-24/11/2031");
    page.picture("gallery-calendar").await;
    for (key, day) in [
        (Key::Down, "01/12/2031"),
        (Key::Left, "30/11/2031"),
        (Key::Home, "24/11/2031"),
        (Key::End, "30/11/2031"),
        (Key::PageDown, "30/12/2031"),
        (Key::PageUp, "30/11/2031"),
    ] {
        page.key(key).await;
        assert_eq!(page.focused().await, format!("day-{day}"));
    }
    page.key(Key::Enter).await;
    assert_eq!(
        (value("gallery-day").await.as_str(), page.focused().await.as_str()),
        ("30/11/2031", "gallery-day-open")
    );
    page.key(Key::Enter).await;
    page.escape().await;
    assert_eq!(
        (page.count("gallery-day-calendar").await, page.focused().await.as_str()),
        (0, "gallery-day-open")
    );
    page.fill("gallery-day", "31/02/2031").await;
    page.key(Key::Tab).await;
    page.shows("That is not a day").await;
    assert_eq!(told(page, "gallery-day", "aria-invalid").await.unwrap(), "true");
}

#[tokio::test]
async fn a_choice_among_many_and_a_day_are_made_with_the_keyboard() {
    let (_replica, served, page) = gallery().await;
    choices(&page).await;
    page.close().await;
    served.end().await;
}

async fn lists(page: &Browser) {
    page.click("gallery-conditions").await;
    page.key(Key::Right).await;
    assert_eq!(page.focused().await, "gallery-history");
    page.shows("Odile borrowed it on Tuesday.").await;
    page.key(Key::Left).await;
    page.key(Key::Left).await;
    assert_eq!(page.focused().await, "gallery-place");
    assert_eq!(told(page, "gallery-place", "aria-selected").await.unwrap(), "true");

    focus(page, "gallery-hall").await;
    page.key(Key::Right).await;
    assert_eq!(told(page, "gallery-hall", "aria-expanded").await.unwrap(), "true");
    page.key(Key::Right).await;
    page.key(Key::Right).await;
    page.key(Key::Right).await;
    assert_eq!(page.focused().await, "gallery-box");
    page.key(Key::Enter).await;
    assert_eq!(told(page, "gallery-box", "aria-selected").await.unwrap(), "true");
    page.picture("gallery-tree").await;
    page.key(Key::Left).await;
    assert_eq!(page.focused().await, "gallery-shelf");
    page.key('y').await;
    assert_eq!(page.focused().await, "gallery-yard");
    page.key(Key::Home).await;
    page.key(Key::Left).await;
    assert_eq!(page.count("gallery-shelf").await, 0);

    let first = "return document.querySelector('[data-testid=gallery-table] tbody th').innerText";
    focus(page, "by-days").await;
    page.key(Key::Enter).await;
    assert_eq!(page.execute(first).await, "Japanese saw");
    page.key(Key::Enter).await;
    assert_eq!(page.execute(first).await, "Orbital sander with dust extraction");
    focus(page, "gallery-table-mark-gallery-saw").await;
    page.key(' ').await;
    page.shows("1 marked").await;
    let partly =
        "return document.querySelector('[data-testid=gallery-table-mark-all]').indeterminate";
    assert_eq!(page.execute(partly).await, true);
    page.picture("gallery-table").await;

    focus(page, "chip-gallery-drill").await;
    page.key(Key::Enter).await;
    assert_eq!(page.focused().await, "chip-gallery-sander");
    assert_eq!(page.count("chip-gallery-drill").await, 0);
    page.click("gallery-count-more").await;
    let count = page.find("gallery-count").await.prop("value").await.unwrap();
    assert_eq!(count.as_deref(), Some("3"));
}

#[tokio::test]
async fn tabs_trees_tables_and_chips_are_gone_through_with_the_keyboard() {
    let (_replica, served, page) = gallery().await;
    lists(&page).await;
    page.close().await;
    served.end().await;
}

#[tokio::test]
async fn a_message_can_be_taken_back_and_the_page_follows_the_system() {
    let (_replica, served, page) = gallery().await;
    page.click("gallery-toast").await;
    page.shows("is in the bin").await;
    page.click("toast-take").await;
    page.shows("Taken back.").await;
    page.escape().await;
    assert_eq!(page.count("toast").await, 0);

    let root = |name: &str| {
        format!(
            "return getComputedStyle(document.documentElement).getPropertyValue('{name}').trim()"
        )
    };
    assert_ne!(page.execute(&root("--move")).await, "0s");
    page.prefer("prefers-reduced-motion", "reduce").await;
    assert_eq!(page.execute(&root("--move")).await, "0s");
    let ground = "return getComputedStyle(document.body).backgroundColor";
    page.prefer("prefers-contrast", "more").await;
    assert_eq!(page.execute(&root("--line")).await, "2px");
    page.prefer("prefers-color-scheme", "dark").await;
    assert_eq!(page.execute(ground).await, "rgb(20, 23, 21)");
    page.click("theme-light").await;
    assert_eq!(page.execute(ground).await, "rgb(251, 250, 247)");
    page.close().await;
    served.end().await;
}

#[tokio::test]
async fn the_window_takes_the_same_keys() {
    let replica = Replica::new();
    let window = Browser::desktop(&replica.data()).await;
    open(&window).await;
    fronts(&window).await;
    open(&window).await;
    choices(&window).await;
    open(&window).await;
    lists(&window).await;
    window.close().await;
}

#[tokio::test]
async fn the_size_of_words_and_the_air_around_rows_are_kept() {
    let replica = Replica::new();
    replica.run(&["space", "create", "--name", "Atelier du Port", "--member", "Ana"]).await;
    let served = replica.serve(&[]).await;
    let page = Browser::chromium(&served.web.clone().unwrap()).await;
    page.visit("#/settings").await;
    page.click("text-150").await;
    page.click("density-compact").await;
    let look = "const style = getComputedStyle(document.documentElement);
        return `${style.fontSize} ${style.getPropertyValue('--row')}`";
    assert_eq!(page.execute(look).await, "24px 2.125rem");
    page.reload().await;
    page.find("text-150").await;
    assert_eq!(page.execute(look).await, "24px 2.125rem");
    page.click("text-100").await;
    page.click("density-comfortable").await;
    assert_eq!(page.execute(look).await, "16px 2.75rem");
    page.close().await;
    served.end().await;
}

#[tokio::test]
async fn screens_things_and_help_are_reached_with_the_keyboard_alone() {
    let replica = Replica::new();
    replica.run(&["space", "create", "--name", "Atelier du Port", "--member", "Ana"]).await;
    replica.run(&["item", "add", "--name", "Perceuse", "--tag", "D1", "--place", "Cave"]).await;
    replica.run(&["item", "add", "--name", "Scie", "--tag", "S1"]).await;
    let served = replica.serve(&[]).await;
    let page = Browser::chromium(&served.web.clone().unwrap()).await;
    page.find("steps").await;
    let at = async || page.execute("return location.hash").await.as_str().unwrap().to_owned();

    // The palette finds an item and opens it.
    page.press("k", true, false).await;
    assert_eq!(page.focused().await, "palette-field");
    page.fill("palette-field", "perc").await;
    page.shows("Perceuse").await;
    page.picture("keyboard-palette").await;
    assert_eq!(
        told(&page, "palette-field", "aria-activedescendant").await.unwrap(),
        "palette-option-0"
    );
    page.key(Key::Enter).await;
    page.find("item-lend").await;
    assert!(at().await.starts_with("#/item/"), "{}", at().await);
    assert_eq!(page.count("palette-dialog").await, 0);

    // A screen and an act, by their names.
    page.press("k", true, false).await;
    page.fill("palette-field", "memb").await;
    page.key(Key::Enter).await;
    assert_eq!((at().await.as_str(), page.count("palette-dialog").await), ("#/members", 0));
    page.press("k", true, false).await;
    page.fill("palette-field", "new").await;
    page.key(Key::Down).await;
    assert_eq!(told(&page, "palette-new-place", "aria-selected").await.unwrap(), "true");
    page.key(Key::Down).await;
    assert_eq!(told(&page, "palette-new-invitation", "aria-selected").await.unwrap(), "true");
    page.key(Key::Enter).await;
    page.find("invite-submit").await;
    // In front of a question no letter does anything.
    page.press("g", false, false).await;
    page.press("i", false, false).await;
    assert_eq!(at().await, "#/members");
    page.escape().await;
    assert_eq!(page.count("invite-submit").await, 0);

    // G and a letter go to a screen, / to the search; while one types they are letters.
    for (letter, screen) in [('w', "#/places"), ('p', "#/planning"), ('b', "#/backups")] {
        page.key('g').await;
        page.key(letter).await;
        assert_eq!(at().await, screen);
    }
    page.key('g').await;
    page.key('i').await;
    page.find("item-row").await;
    assert_eq!(at().await, "#/inventory");
    page.key('/').await;
    assert_eq!(page.focused().await, "search");
    for letter in "gln?".chars() {
        page.key(letter).await;
    }
    assert_eq!(page.find("search").await.prop("value").await.unwrap().unwrap(), "gln?");
    assert_eq!((page.count("help-dialog").await, page.count("new-item").await), (0, 0));
    page.fill("search", "").await;
    page.execute("document.activeElement.blur()").await;

    // Help, and back to where one was.
    focus(&page, "nav-loans").await;
    page.key('?').await;
    page.find("help-keys").await;
    page.picture("keyboard-help").await;
    page.escape().await;
    assert_eq!((page.count("help-dialog").await, page.focused().await.as_str()), (0, "nav-loans"));
    page.key('n').await;
    assert_eq!(page.focused().await, "new-item");
    page.key(Key::Enter).await;
    assert_eq!(page.focused().await, "add-name");
    page.escape().await;
    assert_eq!(page.focused().await, "new");

    // Switched off, only keys that are held together do something.
    page.visit("#/settings").await;
    page.click("letters-off").await;
    page.execute("document.activeElement.blur()").await;
    for letter in "gi?n".chars() {
        page.key(letter).await;
    }
    assert_eq!((at().await.as_str(), page.count("help-dialog").await), ("#/settings", 0));
    page.press("k", true, false).await;
    page.find("palette-field").await;
    page.close().await;
    served.end().await;
}

#[tokio::test]
async fn a_new_space_begins_with_steps_that_are_ticked_from_what_is_so() {
    let replica = Replica::new();
    replica.run(&["space", "create", "--name", "Atelier du Port", "--member", "Ana"]).await;
    let served = replica.serve(&[]).await;
    let page = Browser::chromium(&served.web.clone().unwrap()).await;
    let done = async |step: &'static str| told(&page, step, "data-done").await.unwrap();
    page.find("steps").await;
    assert_eq!(done("step-item").await, "false");
    page.click("step-item-act").await;
    page.fill("add-name", "Perceuse").await;
    page.fill("add-place", "Cave").await;
    page.key(Key::Enter).await;
    page.find("item-lend").await;
    page.click("nav-today").await;
    assert_eq!(
        (done("step-item").await.as_str(), done("step-place").await.as_str()),
        ("true", "true")
    );
    assert_eq!(done("step-lend").await, "false");

    // What one should bring back waits until it is back.
    let late = ["lend", "Perceuse", "--to", "Ana", "--since", "2026-01-02", "--due", "2026-01-09"];
    replica.run(&late).await;
    page.find("today-mine").await;
    assert_eq!(done("step-lend").await, "true");
    page.picture("today-late").await;
    page.click("loan-return").await;
    assert_eq!(page.count("today-mine").await, 0);

    // Put away, they stay away.
    page.click("steps-away").await;
    page.find("today-empty").await;
    assert_eq!(page.count("steps").await, 0);
    page.reload().await;
    page.find("today-empty").await;
    assert_eq!(page.count("steps").await, 0);
    page.close().await;
    served.end().await;
}
