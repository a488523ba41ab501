//! What was, through the application: the bin, undoing, the activity, values to choose between.

use etabli_api::{ErrorCode, command::*, view::*};
use etabli_app::App;

use crate::computer::{Computer, found, give_back, item, join, lend, state, sync};

async fn add(app: &App, name: &str) -> ItemView {
    app.run(item(name)).await.expect("an item is added")
}

fn remove(item: &str) -> RemoveItem {
    RemoveItem { space: None, item: item.into(), why: None }
}

fn restore(item: &str) -> RestoreItem {
    RestoreItem { space: None, item: item.into() }
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
        condition: None,
        person: None,
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

fn undo() -> Undo {
    Undo { space: None, step: None, earlier: false }
}

fn redo() -> Redo {
    Redo { space: None, earlier: false }
}

async fn offered(app: &App) -> (Option<DeedKind>, Option<DeedKind>) {
    let state = app.run(UndoState { space: None, earlier: false }).await.expect("a state");
    let kind = |step: Option<ActivityView>| step.and_then(|step| Some(step.deeds.first()?.kind));
    (kind(state.undo), kind(state.redo))
}

fn activity() -> ListActivity {
    ListActivity {
        space: None,
        member: None,
        item: None,
        part: None,
        since: None,
        after: None,
        limit: 0,
    }
}

async fn deeds(app: &App, asked: ListActivity) -> Vec<(DeedKind, Option<TakesBack>)> {
    let page = app.run(asked).await.expect("a page");
    let done = page.done.into_iter();
    done.flat_map(|one| one.deeds.into_iter().map(move |deed| (deed.kind, one.takes_back)))
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_is_undone_and_done_again_step_by_step() {
    let here = Computer::new();
    let (ana, _) = found(&here).await;
    assert_eq!(offered(&ana).await, (None, None));
    let mut views = Vec::new();
    let see = async |app: &App| {
        let items = app.run(list()).await.unwrap();
        let bin = bin(app).await;
        let places = app.run(ListPlaces { space: None }).await.unwrap();
        let out = ListLoans { space: None, open: true, overdue: false, of: None };
        let out = app.run(out).await.unwrap();
        let out: Vec<_> = out.into_iter().map(|loan| (loan.item_name, loan.due)).collect();
        (items, bin.len(), places, out)
    };
    views.push(see(&ana).await);
    ana.run(AddItem { place: Some("Cave".into()), ..item("Drill") }).await.unwrap();
    views.push(see(&ana).await);
    ana.run(EditItem { tag: Some("T-1".into()), ..rename("Drill", "Big drill") }).await.unwrap();
    views.push(see(&ana).await);
    ana.run(lend("T-1", "Ana")).await.unwrap();
    views.push(see(&ana).await);
    ana.run(give_back("T-1")).await.unwrap();
    views.push(see(&ana).await);
    ana.run(remove("T-1")).await.unwrap();
    views.push(see(&ana).await);

    for _ in 0..2 {
        for before in views.iter().rev().skip(1) {
            let undone = ana.run(undo()).await.unwrap();
            assert_eq!(undone.left, []);
            let seen = see(&ana).await;
            assert_eq!(
                (seen.0, seen.2, seen.3),
                (before.0.clone(), before.2.clone(), before.3.clone())
            );
        }
        // What was added lies in the bin, its place too.
        assert_eq!(bin(&ana).await.len(), 2);
        assert_eq!(ana.run(undo()).await.unwrap_err().code, ErrorCode::NothingToUndo);
        for after in views.iter().skip(1) {
            ana.run(redo()).await.unwrap();
            assert_eq!(see(&ana).await, *after);
        }
        assert_eq!(ana.run(redo()).await.unwrap_err().code, ErrorCode::NothingToRedo);
    }
    // Something new ends what could be done again.
    ana.run(undo()).await.unwrap();
    assert_eq!(offered(&ana).await, (Some(DeedKind::Returned), Some(DeedKind::ItemRemoved)));
    add(&ana, "Saw").await;
    assert_eq!(offered(&ana).await, (Some(DeedKind::ItemAdded), None));

    // Of another session nothing is offered, but can be asked for.
    ana.shutdown().await;
    let ana = here.open().await;
    assert_eq!(offered(&ana).await, (None, None));
    let earlier = ana.run(Undo { earlier: true, ..undo() }).await.unwrap();
    assert_eq!(earlier.step.deeds[0].name, "Saw");
    ana.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn undoing_leaves_what_another_changed_and_says_so() {
    let (here, there) = (Computer::new(), Computer::new());
    let (ana, _) = found(&here).await;
    add(&ana, "Drill").await;
    let bo = join(&ana, &there, "Bo").await;
    ana.run(EditItem { note: Some("Old".into()), ..rename("Drill", "Big drill") }).await.unwrap();
    bo.run(sync()).await.unwrap();
    bo.run(rename("Big drill", "Red drill")).await.unwrap();
    assert_eq!(bo.run(undo()).await.unwrap().step.by_name, "Bo");
    bo.run(redo()).await.unwrap();
    bo.run(sync()).await.unwrap();

    let undone = ana.run(undo()).await.unwrap();
    let [left] = undone.left.as_slice() else { panic!("{undone:?}") };
    assert_eq!(
        (left.field.as_str(), left.who.as_str(), left.why),
        ("name", "Bo", LeftWhy::Changed)
    );
    let now = show(&ana, "Red drill").await;
    assert_eq!(now.note, "");
    // Nothing of the step before stands alone any more.
    let refused = ana.run(undo()).await.unwrap_err();
    assert_eq!((refused.code, refused.args["who"].as_str()), (ErrorCode::ChangedSince, "Bo"));
    assert_eq!(ana.run(undo()).await.unwrap_err().code, ErrorCode::NothingToUndo);

    // Both remove it; one takes theirs back: it stays in the bin.
    bo.shutdown().await;
    ana.run(remove("Red drill")).await.unwrap();
    let bo = there.open_alone().await;
    bo.run(remove("Red drill")).await.unwrap();
    bo.shutdown().await;
    let bo = there.open().await;
    bo.run(sync()).await.unwrap();
    let refused = ana.run(undo()).await.unwrap_err();
    assert_eq!((refused.code, refused.args["who"].as_str()), (ErrorCode::ChangedSince, "Bo"));
    assert_eq!(bin(&ana).await.len(), 1);
    bo.run(sync()).await.unwrap();
    assert_eq!(state(&ana).await, state(&bo).await);
    ana.shutdown().await;
    bo.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_names_written_apart_are_a_choice_that_can_be_taken_back() {
    let (here, there) = (Computer::new(), Computer::new());
    let (ana, _) = found(&here).await;
    let drill = add(&ana, "Drill").await.row.id.to_string();
    let bo = join(&ana, &there, "Bo").await;
    bo.run(sync()).await.unwrap();
    ana.shutdown().await;
    bo.run(rename("Drill", "Red drill")).await.unwrap();
    let ana = here.open().await;
    ana.run(rename("Drill", "Big drill")).await.unwrap();
    ana.listen().await.unwrap();
    bo.run(sync()).await.unwrap();
    let claims = async |app: &App| {
        let shown = show(app, &drill).await;
        let claims = shown.conflicts.into_iter().flat_map(|one| one.claims);
        claims
            .map(|claim| (claim.value.text, claim.by_name, claim.at.is_some()))
            .collect::<Vec<_>>()
    };
    let both = claims(&ana).await;
    assert_eq!(both, claims(&bo).await);
    let mut sorted = both.clone();
    sorted.sort();
    let said = |name: &str, who: &str| (name.to_owned(), who.to_owned(), true);
    assert_eq!(sorted, [said("Big drill", "Ana"), said("Red drill", "Bo")]);

    let contested = ListItems { status: Some(ItemFilter::Contested), ..list() };
    let page = ana.run(contested.clone()).await.unwrap();
    assert_eq!((page.total, page.contested), (1, 1));

    let settle = |value: &str| SettleConflict {
        space: None,
        item: drill.clone(),
        field: "name".into(),
        value: value.into(),
    };
    assert_eq!(code_of(&ana, settle("Blue drill")).await, ErrorCode::NoSuchChoice);
    let before = deeds(&ana, activity()).await.len();
    assert_eq!(ana.run(settle("Red drill")).await.unwrap().conflicts, []);
    assert_eq!(ana.run(contested).await.unwrap().contested, 0);
    assert_eq!(deeds(&ana, activity()).await.len(), before + 1);
    assert_eq!(code_of(&ana, settle("Red drill")).await, ErrorCode::NoSuchChoice);

    let undone = ana.run(undo()).await.unwrap();
    assert_eq!(undone.step.deeds[0].before.len(), 2);
    bo.run(sync()).await.unwrap();
    // Whoever put the choice back wrote none of its values.
    for app in [&ana, &bo] {
        assert_eq!(claims(app).await, both);
    }
    assert_eq!(deeds(&bo, activity()).await[0], (DeedKind::ChoicePutBack, Some(TakesBack::Undo)));
    ana.run(redo()).await.unwrap();
    bo.run(sync()).await.unwrap();
    assert_eq!((claims(&bo).await, names(&bo).await), (vec![], vec!["Red drill".to_owned()]));
    assert_eq!(state(&ana).await, state(&bo).await);
    ana.shutdown().await;
    bo.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_whole_import_is_one_undo() {
    use base64::{Engine as _, engine::general_purpose::STANDARD};

    let here = Computer::new();
    let (ana, _) = found(&here).await;
    add(&ana, "Drill").await;
    let rows: String = (0..1_500).map(|n| format!("Tool {n};U-{n};Place {}\n", n % 7)).collect();
    let import = ImportItems {
        space: None,
        file_name: "t.csv".into(),
        content: STANDARD.encode(format!("Nom;Tag;Lieu\n{rows}")),
        format: "auto".into(),
        map: Default::default(),
        dry_run: false,
    };
    ana.run(import).await.unwrap();
    assert_eq!(ana.run(list()).await.unwrap().total, 1_501);
    let told = ana.run(UndoState { space: None, earlier: false }).await.unwrap().undo.unwrap();
    let counts: Vec<_> = told.deeds.iter().map(|deed| (deed.kind, deed.count)).collect();
    assert_eq!(counts, [(DeedKind::PlacesAdded, 7), (DeedKind::ItemsAdded, 1_500)]);
    assert_eq!(ana.run(undo()).await.unwrap().left, []);
    assert_eq!(names(&ana).await, ["Drill"]);
    assert!(ana.run(ListPlaces { space: None }).await.unwrap().is_empty());
    ana.run(redo()).await.unwrap();
    assert_eq!(ana.run(list()).await.unwrap().total, 1_501);
    ana.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_activity_tells_who_did_what_and_gives_values_back() {
    let (here, there) = (Computer::new(), Computer::new());
    let (ana, _) = found(&here).await;
    add(&ana, "Drill").await;
    let bo = join(&ana, &there, "Bo").await;
    bo.run(sync()).await.unwrap();
    bo.run(rename("Drill", "Red drill")).await.unwrap();
    bo.run(lend("Red drill", "Bo")).await.unwrap();
    bo.run(sync()).await.unwrap();
    add(&ana, "Saw").await;

    let all = deeds(&ana, activity()).await;
    assert!(all.contains(&(DeedKind::Admitted, None)), "{all:?}");
    assert!(all.contains(&(DeedKind::Founded, None)), "{all:?}");
    let of_drill = ListActivity { item: Some("Red drill".into()), ..activity() };
    let page = ana.run(of_drill).await.unwrap();
    let told: Vec<_> =
        page.done.iter().map(|one| (one.by_name.as_str(), one.deeds[0].kind)).collect();
    let expected =
        [("Bo", DeedKind::Lent), ("Bo", DeedKind::ItemSet), ("Ana", DeedKind::ItemAdded)];
    assert_eq!(told, expected);
    let by_bo = ListActivity { member: Some("Bo".into()), ..activity() };
    let by_bo = ListActivity { part: Some(ActivityPart::Loans), ..by_bo };
    assert_eq!(deeds(&ana, by_bo).await, [(DeedKind::Lent, None)]);

    // Page by page it is the same.
    let (mut paged, mut after) = (Vec::new(), None);
    for _ in 0..100 {
        let page = ana.run(ListActivity { after, limit: 1, ..activity() }).await.unwrap();
        paged.extend(page.done.into_iter().flat_map(|one| one.deeds).map(|deed| deed.kind));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(paged, all.iter().map(|(kind, _)| *kind).collect::<Vec<_>>());

    let renamed = &page.done[1].deeds[0];
    let value = renamed.before[0].value.clone();
    let (item, field) = ("Red drill".to_owned(), renamed.field.clone());
    let back = ana.run(RestoreValue { space: None, item, field, value }).await.unwrap();
    assert_eq!(back.row.name, "Drill");
    ana.shutdown().await;
    bo.shutdown().await;
}

/// Draws numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_was_done_undone_and_done_again_is_as_if_it_had_not_been() {
    let here = Computer::new();
    let (ana, _) = found(&here).await;
    for tag in ["A", "B", "C"] {
        ana.run(AddItem { tag: Some(tag.into()), ..item(&format!("Item {tag}")) }).await.unwrap();
    }
    ana.shutdown().await;
    let ana = here.open().await;
    let see = async || {
        let items = ana.run(list()).await.unwrap();
        let all = ListLoans { space: None, open: true, overdue: false, of: None };
        let loans = ana.run(all).await.unwrap();
        let binned: Vec<_> = ana.run(ListBin { space: None }).await.unwrap();
        let binned: Vec<_> = binned.into_iter().map(|one| one.id).collect();
        (items, loans, binned.into_iter().collect::<std::collections::BTreeSet<_>>())
    };
    for seed in 1..5 {
        let mut dice = Dice(seed);
        let mut views = vec![see().await];
        for step in 0..12 {
            let tag = ["A", "B", "C"][dice.below(3) as usize];
            // What the rules refuse just then is no step.
            let done = match dice.below(6) {
                0 => ana.run(rename(tag, &format!("Item {tag} {step}"))).await.is_ok(),
                1 => {
                    let name = format!("Item {tag}");
                    let quantity = Some(2 + dice.below(4) as u32);
                    ana.run(EditItem { quantity, ..rename(tag, &name) }).await.is_ok()
                }
                2 => ana.run(remove(tag)).await.is_ok(),
                3 => ana.run(restore(tag)).await.is_ok(),
                4 => ana.run(lend(tag, "Ana")).await.is_ok(),
                _ => ana.run(give_back(tag)).await.is_ok(),
            };
            let now = see().await;
            if done && Some(&now) != views.last() {
                views.push(now);
            }
        }
        assert!(views.len() > 4, "seed {seed} did nothing");
        for before in views.iter().rev().skip(1) {
            assert_eq!(ana.run(undo()).await.unwrap().left, []);
            assert_eq!(see().await, *before, "seed {seed}");
        }
        for after in views.iter().skip(1) {
            assert_eq!(ana.run(redo()).await.unwrap().left, []);
            assert_eq!(see().await, *after, "seed {seed}");
        }
    }
    ana.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_item_is_shown_as_it_was_after_each_step() {
    let computer = Computer::new();
    let (app, _) = found(&computer).await;
    let added = add(&app, "Tour").await;
    let id = added.row.id.to_string();
    app.run(rename(&id, "Tour à bois")).await.unwrap();
    app.run(lend(&id, "Ana")).await.unwrap();
    app.run(give_back(&id)).await.unwrap();
    app.run(remove(&id)).await.unwrap();
    let asked = ListActivity {
        space: None,
        member: None,
        item: Some(id.clone()),
        part: None,
        since: None,
        after: None,
        limit: 0,
    };
    let steps = app.run(asked).await.unwrap().done;
    let mut then = Vec::new();
    for step in steps.iter().rev() {
        let step = Some(step.id.to_string());
        let command = ShowItemThen { space: None, item: id.clone(), step, until: None };
        let shown = app.run(command).await.unwrap();
        let now = &shown.fields[0].now.text;
        assert_eq!((shown.fields[0].field.as_str(), now.as_str()), ("name", "Tour à bois"));
        then.push((shown.name, shown.holders.len(), shown.removed));
    }
    let was = |name: &str, holders, removed| (name.to_owned(), holders, removed);
    let wood = "Tour à bois";
    let expect = [
        was("Tour", 0, false),
        was(wood, 0, false),
        was(wood, 1, false),
        was(wood, 0, false),
        was(wood, 0, true),
    ];
    assert_eq!(then, expect);
    let until = Some("2025-12-24".to_owned());
    let early = ShowItemThen { space: None, item: id.clone(), step: None, until };
    assert_eq!(app.run(early).await.unwrap_err().code, ErrorCode::NotThereThen);
    let now = ShowItemThen { space: None, item: id, step: None, until: None };
    assert!(app.run(now).await.unwrap().removed);
    app.shutdown().await;
}
