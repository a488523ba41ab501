//! The figures of a space, and changing several items in one step.

use base64::{Engine, prelude::BASE64_STANDARD};
use etabli_api::{command::*, view::*};
use etabli_app::App;

use crate::computer::{self, Computer, found, item, join, sync};

async fn import(app: &App, text: &str) {
    let import = ImportItems {
        space: None,
        file_name: "tools.csv".to_owned(),
        content: BASE64_STANDARD.encode(text),
        format: "auto".to_owned(),
        map: Default::default(),
        dry_run: false,
    };
    let report = app.run(import).await.expect("it is read");
    assert!(report.refused.is_empty(), "{report:?}");
}

async fn lend(app: &App, item: &str, to: &str, days_ago: i64) -> LoanView {
    let since = jiff::Zoned::now().date() - jiff::Span::new().days(days_ago);
    let lend = LendItem { since: Some(since.to_string()), ..computer::lend(item, to) };
    app.run(lend).await.expect("it is lent")
}

async fn figures(app: &App, months: Option<u32>) -> FiguresView {
    app.run(ListFigures { space: None, months }).await.expect("they are counted")
}

fn total(figures: &FiguresView, id: &str) -> u64 {
    figures.totals.iter().find(|(one, _)| one == id).map(|(_, value)| *value).expect("it is told")
}

/// Writes a chart as its names with their values.
fn chart(figures: &FiguresView, id: &str) -> Vec<String> {
    let chart = figures.charts.iter().find(|chart| chart.id == id).expect("it is told");
    chart.rows.iter().map(|row| format!("{} {}", row.name, row.value)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn figures_count_loans_and_what_nobody_had_to_buy() {
    let (here, there) = (Computer::new(), Computer::new());
    let (ana, _) = found(&here).await;
    let none = figures(&ana, None).await;
    assert!(none.from.is_none() && none.totals.iter().all(|(_, value)| *value == 0), "{none:?}");
    import(&ana, "nom;prix\nPerceuse;90 €\nScie;12,50\nTour;1 500,00\nColle;\n").await;
    let _bo = join(&ana, &there, "Bo").await;
    ana.run(sync()).await.expect("they meet");

    for (item, to, days_ago) in [
        ("Perceuse", "Bo", 400),
        ("Perceuse", "Ana", 20),
        ("Perceuse", "Bo", 10),
        ("Scie", "Bo", 5),
    ] {
        let loan = lend(&ana, item, to, days_ago).await;
        ana.run(ReturnItem::from(loan.id)).await.expect("it comes back");
    }
    // What was never handed over counts for nothing.
    lend(&ana, "Tour", "Bo", 0).await;
    let undo = Undo { space: None, step: None, earlier: false };
    ana.run(undo).await.expect("it is taken back");

    let year = figures(&ana, Some(12)).await;
    assert_eq!((total(&year, "loans"), total(&year, "borrowers")), (3, 2));
    assert_eq!(chart(&year, "lent"), ["Perceuse 2", "Scie 1"]);
    // Two people did not buy a drill of 90, one did not buy a saw of 12.50.
    assert_eq!(chart(&year, "avoided"), ["Perceuse 180", "Scie 12"]);
    assert_eq!((total(&year, "avoided"), total(&year, "valued")), (192, 3));
    assert_eq!(chart(&year, "idle"), ["Colle 0", "Tour 0"]);
    let all = figures(&ana, None).await;
    assert_eq!(total(&all, "loans"), 4);
    let months: u64 = all.charts.iter().flat_map(|chart| &chart.rows).map(|row| row.value).sum();
    assert!(months > 0);
    let week = figures(&ana, Some(1)).await;
    assert_eq!(total(&week, "loans"), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn several_items_change_in_one_step_and_come_back_in_one() {
    let (here, there) = (Computer::new(), Computer::new());
    let (ana, _) = found(&here).await;
    let bo = join(&ana, &there, "Bo").await;
    for name in ["Drill", "Saw", "Lathe"] {
        ana.run(item(name)).await.expect("it is added");
    }
    bo.run(AddItem { owner: Some("me".to_owned()), ..item("Plane") }).await.expect("it is added");
    ana.run(sync()).await.expect("they meet");
    lend(&ana, "Lathe", "Ana", 0).await;
    let list = |status| ListItems {
        space: None,
        words: String::new(),
        category: None,
        place: None,
        status,
        condition: None,
        person: None,
        offset: 0,
        limit: 50,
    };
    let page = ana.run(list(None)).await.expect("they are listed");
    let states: Vec<u32> = page.states.iter().map(|(_, count)| *count).collect();
    assert_eq!(states, [3, 1, 0, 1, 0], "{:?}", page.states);
    let out = ana.run(list(Some(ItemFilter::Out))).await.expect("they are listed");
    assert_eq!((out.total, out.states), (1, page.states), "a state is counted beside the others");

    let names = || ["Drill", "Saw", "Drill", "Lathe", "Plane"].map(str::to_owned).to_vec();
    let edit = |category: Option<&str>, place: Option<&str>, remove| EditItems {
        space: None,
        items: names(),
        category: category.map(str::to_owned),
        place: place.map(str::to_owned),
        keeper: None,
        remove,
    };
    let edited = ana.run(edit(Some("Power"), Some("Cellar"), false)).await.expect("they change");
    assert_eq!((edited.changed, edited.left), (3, vec!["Plane".to_owned()]));
    let page = ana.run(list(None)).await.expect("they are listed");
    let there = page.items.iter().filter(|row| row.place == "Cellar" && row.category == "Power");
    assert_eq!(there.count(), 3);
    let undo = || Undo { space: None, step: None, earlier: false };
    ana.run(undo()).await.expect("it is taken back");
    let page = ana.run(list(None)).await.expect("they are listed");
    assert!(page.items.iter().all(|row| row.place.is_empty() && row.category.is_empty()));

    // What is out stays, and so does what is somebody else's.
    let removed = ana.run(edit(None, None, true)).await.expect("they go");
    assert_eq!((removed.changed, removed.left.len()), (2, 2), "{:?}", removed.left);
    ana.run(undo()).await.expect("it is taken back");
    assert_eq!(ana.run(list(None)).await.expect("they are listed").all, 4);
}
