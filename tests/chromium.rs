//! The interface that `etabli serve` shows, in Chromium.

use serde_json::json;

use crate::harness::{browser::Browser, csv, journey, program, replica::Replica};

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
    page.click("nav-inventory").await;
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

    page.click("nav-inventory").await;
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

#[tokio::test]
async fn a_photo_is_added_described_opened_and_fetched_on_another_computer() {
    let (ana, bo) = (Replica::new(), Replica::new());
    ana.run(&["space", "create", "--name", "Atelier du Port", "--member", "Ana"]).await;
    ana.run(&["item", "add", "--name", "Perceuse", "--tag", "D1"]).await;
    let served = ana.serve(&[]).await;
    let page = Browser::chromium(&served.web.clone().unwrap()).await;
    let icon = program::root().join("icons/128x128@2x.png").to_string_lossy().into_owned();
    let manual = ana.file("<b>notice.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>");
    page.open_row("D1").await;
    page.upload("photo-add", &icon).await;
    page.find("photo").await;
    page.upload("photo-add", &manual).await;
    assert_eq!(page.find("error").await.attr("data-code").await.unwrap().unwrap(), "not-a-photo");
    page.upload("file-add", &manual).await;
    page.find("attachment").await;

    page.click("photo").await;
    page.find("photo-shown").await;
    page.click("photo-describe-open").await;
    page.fill("photo-caption", "Le mandrin").await;
    page.click("photo-describe").await;
    page.shows("Le mandrin").await;
    let drawn = "const shown = document.querySelector('[data-testid=photo-shown]');
        return shown.complete && shown.naturalWidth === 256 && shown.src.startsWith('blob:');";
    assert_eq!(page.execute(drawn).await, true);
    page.picture("chromium-photo").await;
    page.escape().await;
    for (theme, width, height) in [("light", 1280, 800), ("dark", 720, 520), ("light", 320, 640)] {
        page.look(theme, width, height).await;
        assert!(page.fits().await, "the page is wider than {width}");
        page.picture(&format!("chromium-files-{theme}-{width}x{height}")).await;
    }
    page.look("light", 1280, 800).await;
    let small = "return [...document.querySelectorAll('[data-testid=item-row] img')]
        .every(shown => shown.src.startsWith('data:image/jpeg') && shown.naturalWidth > 0);";
    assert_eq!(page.execute(small).await, true, "the list shows it too");

    // What is removed by mistake comes back.
    page.click("attachment-remove").await;
    assert_eq!(page.count("attachment").await, 0);
    page.click("file-restore").await;
    page.find("attachment").await;

    // What is dropped on it is taken, too.
    let drop = "const dropped = new DataTransfer();
        dropped.items.add(new File(['words'], 'dropped.txt', { type: 'text/plain' }));
        const fields = { dataTransfer: dropped, bubbles: true, cancelable: true };
        const onto = document.querySelector('[data-testid=item-files]');
        return onto.dispatchEvent(new DragEvent('drop', fields));";
    assert_eq!(page.execute(drop).await, false, "the browser does not open it itself");
    page.shows("dropped.txt").await;
    let files = ana.run(&["item", "file", "list", "D1"]).await;
    assert_eq!(files.as_array().unwrap().len(), 3, "{files}");
    ana.run(&["item", "file", "remove", "D1", "dropped.txt"]).await;

    let ticket = ana.run(&["invite"]).await["ticket"].as_str().unwrap().to_owned();
    bo.run(&["join", &ticket, "--member", "Bo", "--timeout", "60s"]).await;
    page.close().await;
    let other = bo.serve(&[]).await;
    let page = Browser::chromium(&other.web.clone().unwrap()).await;
    page.open_row("D1").await;
    page.find("file-missing").await;
    page.click("photo").await;
    page.shows("on another member’s laptop. Ana added it.").await;
    page.picture("chromium-photo-missing").await;
    // The one in the dialog lies in front of the attachment's.
    page.click_in("photo-dialog", "file-fetch").await;
    page.find("photo-save").await;
    assert_eq!(page.execute(drawn).await, true);
    page.escape().await;
    served.end().await;
    page.click("file-fetch").await;
    let refused = page.find("error").await.attr("data-code").await.unwrap().unwrap();
    assert!(["nobody-connected", "nobody-has-file"].contains(&refused.as_str()), "{refused}");
    page.picture("chromium-file-nobody").await;
    page.close().await;
    other.end().await;
}

#[tokio::test]
async fn a_steward_suspends_a_member_and_lets_them_take_part_again() {
    let (ana, bo) = (Replica::new(), Replica::new());
    ana.run(&["space", "create", "--name", "Atelier du Port", "--member", "Ana"]).await;
    let served = ana.serve(&[]).await;
    let page = Browser::chromium(&served.web.clone().unwrap()).await;
    page.click("nav-members").await;
    page.click("invite-open").await;
    page.choose("invite-role", 0).await;
    page.click("invite-submit").await;
    let ticket = page.find("invite-ticket").await.prop("value").await.unwrap().unwrap();
    page.click("invite-dialog-close").await;
    assert_eq!(page.count("invite-row").await, 1);
    bo.run(&["join", &ticket, "--member", "Bo", "--timeout", "60s"]).await;
    page.shows("Bo").await;

    // A question that is not answered changes nothing, and gives the focus back.
    page.open_member("Bo").await;
    page.click("decide-exclude").await;
    page.shows("a second steward’s word excludes them for good").await;
    page.escape().await;
    page.find("member-dialog").await;
    page.escape().await;
    let focus = "return document.activeElement.dataset.member";
    assert_eq!((page.count("member-dialog").await, page.execute(focus).await), (0, json!("Bo")));

    page.open_member("Bo").await;
    page.click("decide-suspend").await;
    page.picture("chromium-suspend").await;
    page.click("decide-dialog-submit").await;
    page.find("member-standing").await;
    page.find("members-gone").await;
    page.find("toast").await;
    assert_eq!(page.count("change-row").await, 1);
    for (theme, width, height) in [("light", 1280, 800), ("dark", 720, 520), ("light", 320, 640)] {
        page.look(theme, width, height).await;
        assert!(page.fits().await, "the page is wider than {width}");
        page.picture(&format!("chromium-members-{theme}-{width}x{height}")).await;
    }
    let standing = || async {
        let members = ana.run(&["member", "list"]).await;
        let members = members.as_array().unwrap().iter();
        let found = members.filter(|member| member["name"] == "Bo");
        found.map(|member| member["standing"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(standing().await, ["suspended"]);

    page.open_member("Bo").await;
    page.click("decide-reinstate").await;
    page.click("decide-dialog-submit").await;
    page.shows("Bo takes part again.").await;
    assert_eq!(page.count("member-standing").await, 0);
    assert_eq!(standing().await, ["active"]);

    // Whoever left still reads, and is told so.
    page.open_member("Ana").await;
    page.click("leave").await;
    page.find("last-steward").await;
    page.click("leave-dialog-submit").await;
    page.find("part").await;
    page.click("nav-inventory").await;
    page.find("part-export").await;
    assert_eq!((page.count("add-open").await, page.count("empty-add").await), (0, 0));
    page.picture("chromium-left").await;
    page.close().await;
    served.end().await;
}

#[tokio::test]
async fn a_member_writes_how_to_reach_them_and_has_it_forgotten() {
    let ana = Replica::new();
    ana.run(&["space", "create", "--name", "Atelier du Port", "--member", "Ana"]).await;
    let served = ana.serve(&[]).await;
    let page = Browser::chromium(&served.web.clone().unwrap()).await;
    let contact = || async {
        let member = ana.run(&["member", "show", "Ana"]).await;
        member["contact"].clone()
    };
    page.click("nav-members").await;
    page.open_member("Ana").await;
    assert_eq!(page.count("forget-open").await, 0);
    page.click("contact-open").await;
    page.fill("contact-phone", "06 12 34 56 78").await;
    page.fill("contact-note", "Évenings only").await;
    for (theme, width, height) in [("light", 1280, 800), ("dark", 720, 520)] {
        page.look(theme, width, height).await;
        assert!(page.fits().await, "the page is wider than {width}");
        page.picture(&format!("chromium-contact-{theme}-{width}x{height}")).await;
    }
    page.click("contact-submit").await;
    page.shows("06 12 34 56 78").await;
    assert_eq!(contact().await["phone"], "06 12 34 56 78");
    page.picture("chromium-contact-shown").await;

    page.click("forget-open").await;
    page.picture("chromium-forget").await;
    page.click("forget-dialog-submit").await;
    page.shows("Your contact details are forgotten.").await;
    page.shows("Nothing written").await;
    assert_eq!(contact().await, json!({"email": "", "phone": "", "note": ""}));
    page.close().await;

    // From the shell, too.
    ana.run(&["member", "contact", "--email", "ana@example.org"]).await;
    assert_eq!(contact().await["email"], "ana@example.org");
    ana.run(&["member", "forget"]).await;
    assert_eq!(contact().await["email"], "");
    served.end().await;
}
