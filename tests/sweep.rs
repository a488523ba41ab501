//! Every screen in every look: what a reader with other eyes or hands would stumble over, what
//! does not fit, what the browser complains of. The pictures are in `target/shots`.

use crate::harness::{axe::Findings, browser::Browser, csv, replica::Replica};

const SIZES: [(u32, u32); 3] = [(1280, 800), (720, 520), (320, 640)];

/// The screens of a space, by their address and the name of their picture.
const SCREENS: [(&str, &str); 24] = [
    ("#/today", "today"),
    ("#/inventory", "inventory"),
    ("#/loans", "loans"),
    ("#/planning", "planning"),
    ("#/desk", "desk"),
    ("#/members", "members"),
    ("#/devices", "devices"),
    ("#/settings", "settings"),
    ("#/backups", "backups"),
    ("#/places", "places"),
    ("#/figures", "figures"),
    ("#/activity", "activity"),
    ("#/bin", "bin"),
    ("#/wishes", "wishes"),
    ("#/stock-take", "stock-take"),
    ("#/people", "people"),
    ("#/offers", "offers"),
    ("#/trainings", "trainings"),
    ("#/projects", "projects"),
    ("#/tasks", "tasks"),
    ("#/welcome", "welcome"),
    ("#/create", "create"),
    ("#/join", "join"),
    ("#/gallery", "gallery"),
];

/// What opens in front of a screen: the address, what is clicked one after another, the name.
const FRONTS: [(&str, &[&str], &str); 25] = [
    ("#/today", &["help"], "help"),
    ("#/today", &["new"], "new"),
    ("#/inventory", &["new", "new-item"], "new-item"),
    ("#/inventory", &["add-open"], "add"),
    ("#/inventory", &["import-open"], "import"),
    ("#/inventory", &["labels-open"], "labels"),
    ("#/inventory", &["space-switch"], "spaces"),
    ("#/members", &["invite-open"], "invite"),
    ("#/members", &["member-row"], "member"),
    ("#/members", &["member-row", "contact-open"], "contact"),
    ("#/devices", &["device-add-open"], "device-add"),
    ("#/backups", &["backup-copy"], "backup-copy"),
    ("#/backups", &["backups-folder-open"], "backup-folder"),
    ("#/places", &["place-add"], "place-add"),
    ("#/places", &["place-fit"], "place-fit"),
    ("#/places", &["details-hours-read"], "hours-read"),
    ("#/planning", &["planning-new"], "book"),
    ("#/planning", &["calendar-open"], "calendar"),
    ("#/planning", &["planning-shape-list", "planning-entry"], "booking"),
    ("#/settings", &["word-change"], "word"),
    ("#/devices", &["device-rename"], "device-name"),
    ("#/inventory", &["several-open", "item-mark"], "several"),
    ("#/wishes", &["wish-open"], "wish-add"),
    ("#/projects", &["project-open"], "project-start"),
    ("#/settings", &["setting-change-most-out"], "setting"),
];

/// Sets the page's preferences and loads it anew.
async fn dress(page: &Browser, language: &str, theme: &str, text: u32) {
    let script = format!(
        "localStorage.setItem('etabli.language', '{language}');
         localStorage.setItem('etabli.theme', '{theme}');
         localStorage.setItem('etabli.text', '{text}');"
    );
    page.ready().await;
    page.execute(&script).await;
    page.reload().await;
    let dressed = "const { lang, dataset } = document.documentElement;
        return `${lang} ${dataset.theme} ${dataset.text}`";
    assert_eq!(page.execute(dressed).await, format!("{language} {theme} {text}"));
}

/// Fills a space with things that are here, out and late, and serves it.
async fn filled(replica: &Replica) {
    replica.run(&["space", "create", "--name", "Atelier du Port", "--member", "Ana"]).await;
    let file = replica.file("assets.csv", &csv::snipe_it(1, 8));
    replica.run(&["import", &file]).await;
    let long = "Ponceuse excentrique à variateur électronique avec aspiration intégrée";
    let place = "Grand atelier du rez-de-chaussée, étagère B3";
    replica
        .run(&[
            "item",
            "add",
            "--name",
            long,
            "--tag",
            "P-118",
            "--quantity",
            "3",
            "--category",
            "Menuiserie",
        ])
        .await;
    replica.run(&["place", "add", "--name", place]).await;
    replica.run(&["item", "edit", "P-118", "--place", place]).await;
    let hours = ["place", "hours", "set", place, "--day", "mo-fr=9:00-12:00 14:00-18:00"];
    let closed = ["--closed", "2027-12-24..2028-01-02=Congés de fin d’année"];
    replica.run(&[&hours[..], &closed].concat()).await;
    let said = [
        "rules=Balayer en partant, et ranger l’outillage.",
        "status=open",
        "kind=workshop",
        "verified=2026-11-02",
    ];
    let said = said.map(|it| ["--detail", it]).concat();
    replica.run(&[&["place", "set", place][..], &said].concat()).await;
    replica
        .run(&["place", "key", "add", place, "--name", "Clé de la porte", "--quantity", "3"])
        .await;
    replica.run(&["place", "key", "give", "Clé de la porte", "--to", "Ana"]).await;
    replica.run(&["lend", "P-118", "--to", "Ana", "--due", "+7"]).await;
    replica
        .run(&["lend", "AP-0001", "--to", "Ana", "--since", "2026-01-02", "--due", "2026-01-09"])
        .await;
    replica.run(&["book", "AP-0002", "--from", "tomorrow 10:00", "--to", "12:00"]).await;
    let booked = ["book", place, "--from", "tomorrow", "--to", "+3d", "--all-the-same"];
    replica.run(&booked).await;
    replica.run(&["invite"]).await;
    working_together(replica).await;
}

/// Fills in what people say of themselves, what they look for, and a project with its board.
pub(crate) async fn working_together(replica: &Replica) {
    let bike = "Vélo-cargo pour livrer les paniers du samedi";
    let runs: [&[&str]; 15] = [
        &["people", "skill", "Welding", "can", "teach", "--level", "expert"],
        &["people", "skill", "Vannerie en osier", "want", "--remark", "Le samedi, de préférence."],
        &["people", "set", "--goals", "Construire un *vélo-cargo*.", "--languages", "Français"],
        &["people", "outside", "Cy Durand", "--skills", "Law, Vannerie", "--reach", "06 12"],
        &["setting", "set", "trained", "Menuiserie"],
        &["offer", "write", "need", "Une échelle de trois mètres", "--way", "lend"],
        &["offer", "reply", "Une échelle", "J’en ai une, viens mardi."],
        &["project", "add", bike, "--about", "Transporter des *planches* et des paniers."],
        &["project", "set", bike, "problem", "Les paniers arrivent en camion."],
        &["project", "write", bike, "need", "words=Ponceuse excentrique", "quantity=2"],
        &["project", "write", bike, "need", "words=Welding", "what=skill", "from=2027-01-04"],
        &["project", "write", bike, "cost", "words=Tubes d’acier", "cents=12050"],
        &[
            "project",
            "write",
            bike,
            "card",
            "title=Souder le cadre, puis le redresser au marbre",
            "due=2026-01-09",
            "--on",
            "label:Métal",
        ],
        &["project", "write", bike, "card", "title=Peindre"],
        &["project", "add", "Nuit du bricolage", "--kind", "idea"],
    ];
    for run in runs {
        replica.run(run).await;
    }
}

/// Returns the addresses of a person, of a project and of its board.
async fn addresses(replica: &Replica) -> [(String, &'static str); 3] {
    let me = replica.run(&["people", "show"]).await["member"].as_str().unwrap().to_owned();
    let project = replica.run(&["project", "show", "Vélo-cargo"]).await;
    let project = format!("#/project/{}", project["row"]["id"].as_str().unwrap());
    let board = format!("{project}/board");
    [(format!("#/people/{me}"), "person"), (project, "project"), (board, "board")]
}

async fn sweep(language: &str) {
    let replica = Replica::new();
    filled(&replica).await;
    let served = replica.serve(&[]).await;
    let page = Browser::chromium(&served.web.clone().unwrap()).await;
    let items = replica.run(&["item", "list"]).await;
    let item = |tag: &str| {
        let found = items.as_array().unwrap().iter().find(|item| item["tag"] == tag);
        format!("#/item/{}", found.unwrap()["id"].as_str().unwrap())
    };
    let item = item("P-118");
    let places = replica.run(&["place", "list"]).await;
    let place = format!("#/place/{}", places[0]["id"].as_str().unwrap());
    let alone = addresses(&replica).await;
    let [(person, _), (project, _), (board, _)] = &alone;
    let found =
        [(&item, "item"), (&place, "place")].map(|(address, name)| (address.as_str(), name));
    let found = found.into_iter().chain(alone.iter().map(|(address, name)| (&**address, *name)));
    let screens: Vec<_> = SCREENS.iter().copied().chain(found).collect();
    let mut findings = Findings::default();
    for theme in ["light", "dark"] {
        dress(&page, language, theme, 100).await;
        for (width, height) in SIZES {
            page.resize(width, height).await;
            let look = format!("{language}-{theme}-{width}");
            for (address, name) in screens.iter().copied() {
                page.visit(address).await;
                let name = format!("{name}-{look}");
                findings.look(&page, &name).await;
                page.picture(&format!("sweep-{name}")).await;
            }
        }
        // All of the gallery at once, for whoever looks at the pictures.
        page.resize(1280, 4_400).await;
        page.visit("#/gallery").await;
        let name = format!("gallery-{language}-{theme}-whole");
        findings.look(&page, &name).await;
        page.picture(&format!("sweep-{name}")).await;
        let (width, height) = if theme == "light" { (1280, 800) } else { (320, 640) };
        page.resize(width, height).await;
        let lend: (&str, &[&str], &str) = (&item, &["item-lend"], "lend");
        let edit: (&str, &[&str], &str) = (&item, &["item-edit"], "edit");
        let said: [(&str, &[&str], &str); 12] = [
            (person, &["skill-open"], "skill"),
            (person, &["profile-open"], "profile"),
            ("#/people", &["outside-open"], "outside"),
            ("#/offers", &["offer-open"], "offer"),
            (project, &["project-edit"], "sheet"),
            (project, &["need-add"], "need"),
            (board, &["card"], "card"),
            (board, &["card-add"], "card-add"),
            (&place, &["details-about"], "details-about"),
            (&place, &["details-hours"], "details-hours"),
            (&place, &["details-rules"], "details-rules"),
            (&place, &["details-exception"], "details-exception"),
        ];
        let note: (&str, &[&str], &str) = (&item, &["item-note-menu", "task-details"], "note");
        for (address, clicks, name) in FRONTS.iter().copied().chain([lend, edit, note]).chain(said)
        {
            page.visit(address).await;
            for click in clicks {
                page.click(click).await;
            }
            let name = format!("{name}-{language}-{theme}-{width}");
            findings.look(&page, &name).await;
            page.picture(&format!("sweep-{name}")).await;
            for _ in clicks {
                page.escape().await;
            }
        }
        // Only a key opens it.
        page.visit("#/today").await;
        page.press("k", true, false).await;
        page.fill("palette-field", "e").await;
        let name = format!("palette-{language}-{theme}-{width}");
        findings.look(&page, &name).await;
        page.picture(&format!("sweep-{name}")).await;
        page.escape().await;
    }
    // The largest words in the smallest window.
    dress(&page, language, "light", 150).await;
    for (width, height) in [(720, 520), (320, 640)] {
        page.resize(width, height).await;
        for (address, name) in screens.iter().copied() {
            page.visit(address).await;
            let name = format!("{name}-{language}-large-{width}");
            findings.look(&page, &name).await;
            page.picture(&format!("sweep-{name}")).await;
        }
    }
    page.close().await;
    served.end().await;
    findings.expect_none();
}

#[tokio::test]
async fn every_screen_can_be_read_and_fits_in_french() {
    sweep("fr").await;
}

#[tokio::test]
async fn every_screen_can_be_read_and_fits_in_english() {
    sweep("en").await;
}
