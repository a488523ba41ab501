//! What was, through the application: the bin, undoing, the activity, values to choose between.

use etabli_api::{ErrorCode, command::*, view::*};
use etabli_app::App;

use crate::computer::{Computer, found, item, join, state, sync};

async fn add(app: &App, name: &str) -> ItemView {
    app.run(item(name)).await.expect("an item is added")
}

fn remove(item: &str) -> RemoveItem {
    RemoveItem { space: None, item: item.into() }
}

fn restore(item: &str) -> RestoreItem {
    RestoreItem { space: None, item: item.into() }
}

fn lend(item: &str, to: &str) -> LendItem {
    let (item, to) = (item.to_owned(), to.to_owned());
    LendItem { space: None, item, to, due: None, quantity: None, since: None }
}

fn give_back(loan: &str) -> ReturnItem {
    ReturnItem { space: None, loan: loan.into(), quantity: None }
}

fn rename(item: &str, name: &str) -> EditItem {
    EditItem {
        space: None,
        item: item.into(),
        name: Some(name.into()),
        tag: None,
        category: None,
        place: None,
        quantity: None,
        note: None,
    }
}

fn list() -> ListItems {
    ListItems {
        space: None,
        words: String::new(),
        category: None,
        place: None,
        status: None,
        offset: 0,
        limit: 0,
    }
}

async fn names(app: &App) -> Vec<String> {
    let page = app.run(list()).await.expect("a list");
    page.items.into_iter().map(|row| row.name).collect()
}

async fn bin(app: &App) -> Vec<(String, String)> {
    let binned = app.run(ListBin { space: None }).await.expect("a list");
    binned.into_iter().map(|one| (one.name, one.removal.by_name)).collect()
}

async fn code_of<C: etabli_api::Command>(app: &App, command: C) -> ErrorCode
where
    C::Reply: std::fmt::Debug,
{
    app.run(command).await.expect_err("the command is refused").code
}

async fn show(app: &App, item: &str) -> ItemView {
    app.run(ShowItem { space: None, item: item.into() }).await.expect("an item")
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_in_the_bin_is_kept_and_cannot_be_lent() {
    let here = Computer::new();
    let (ana, _) = found(&here).await;
    let drill = add(&ana, "Drill").await;
    ana.run(lend("Drill", "Ana")).await.unwrap();
    assert_eq!(code_of(&ana, remove("Drill")).await, ErrorCode::ItemOut);
    let loan = ana.run(give_back("Drill")).await.unwrap();

    let removed = ana.run(remove("Drill")).await.unwrap();
    assert_eq!(removed.removed.map(|removal| removal.by_name), Some("Ana".into()));
    assert_eq!(
        (names(&ana).await, bin(&ana).await),
        (vec![], vec![("Drill".into(), "Ana".into())])
    );
    for refused in [code_of(&ana, lend("Drill", "Ana")).await, code_of(&ana, remove("Drill")).await]
    {
        assert_eq!(refused, ErrorCode::InBin);
    }
    assert_eq!(code_of(&ana, rename(&drill.row.id.to_string(), "X")).await, ErrorCode::InBin);
    let found = ana.run(Search { space: None, words: "drill".into() }).await.unwrap();
    assert!(found.is_empty(), "{found:?}");
    // Its loans still say what they are about, also after the program was started anew.
    ana.shutdown().await;
    let ana = here.open().await;
    let all = ListLoans { space: None, open: false, overdue: false, of: None };
    let loans = ana.run(all).await.unwrap();
    assert_eq!((loans[0].id, loans[0].item_name.as_str()), (loan.id, "Drill"));

    assert_eq!(ana.run(restore("Drill")).await.unwrap().removed, None);
    assert_eq!((names(&ana).await, bin(&ana).await), (vec!["Drill".into()], vec![]));
    assert_eq!(code_of(&ana, restore("Drill")).await, ErrorCode::NotInBin);
    ana.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_a_place_that_holds_nothing_goes_into_the_bin() {
    let here = Computer::new();
    let (ana, _) = found(&here).await;
    ana.run(AddItem { place: Some("Cave".into()), ..item("Drill") }).await.unwrap();
    let place = |place: &str| RemovePlace { space: None, place: place.into() };
    assert_eq!(code_of(&ana, place("Cave")).await, ErrorCode::PlaceInUse);
    ana.run(AddPlace { space: None, name: "B3".into(), inside: None }).await.unwrap();
    ana.run(place("B3")).await.unwrap();
    let places = ana.run(ListPlaces { space: None }).await.unwrap();
    assert_eq!(places.iter().map(|place| place.name.as_str()).collect::<Vec<_>>(), ["Cave"]);
    assert_eq!(bin(&ana).await, [("B3".into(), "Ana".into())]);
    ana.run(RestorePlace { space: None, place: "B3".into() }).await.unwrap();
    assert!(bin(&ana).await.is_empty());
    ana.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_removes_while_another_lends_and_edits_it_is_all_there() {
    let (here, there) = (Computer::new(), Computer::new());
    let (ana, _) = found(&here).await;
    add(&ana, "Drill").await;
    let bo = join(&ana, &there, "Bo").await;
    bo.run(sync()).await.unwrap();
    ana.shutdown().await;
    bo.run(rename("Drill", "Big drill")).await.unwrap();
    bo.run(lend("Big drill", "Bo")).await.unwrap();
    let ana = here.open().await;
    ana.run(remove("Drill")).await.unwrap();
    ana.listen().await.unwrap();
    bo.run(sync()).await.unwrap();
    for app in [&ana, &bo] {
        let binned = app.run(ListBin { space: None }).await.unwrap();
        assert_eq!((binned[0].name.as_str(), binned[0].out), ("Big drill", 1));
        assert_eq!(show(app, "Big drill").await.loans.len(), 1);
    }
    // What somebody has anyway comes back as always.
    ana.run(give_back("Big drill")).await.unwrap();
    bo.run(sync()).await.unwrap();
    assert_eq!(state(&ana).await, state(&bo).await);
    ana.shutdown().await;
    bo.shutdown().await;
}
