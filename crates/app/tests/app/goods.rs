//! How things are, through the application: repairs, kits, stock, signatures, limits, wishes.

use std::collections::BTreeMap;

use etabli_api::{
    ApiError, Condition, ErrorCode, MoneyFor, RepairStage, StockWhy, command::*, view::*,
};
use etabli_app::App;

use crate::computer::{Computer, found, give_back, item, join, lend, state, sync};

fn told(condition: Condition) -> ToldView {
    ToldView { condition, missing: Vec::new(), note: String::new(), photo: None }
}

fn details(item: &str, all: &[(&str, &str)]) -> SetAttributes {
    let details = all.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned()));
    SetAttributes {
        space: None,
        item: item.into(),
        details: details.collect(),
        fields: BTreeMap::new(),
    }
}

fn stock(item: &str, why: StockWhy, amount: u32) -> MoveStock {
    MoveStock { space: None, item: item.into(), why, amount, note: String::new() }
}

fn breaks(item: &str) -> OpenRepair {
    OpenRepair { space: None, item: item.into(), quantity: None, note: "belt".into() }
}

fn setting(setting: &str, text: &str) -> SetSetting {
    SetSetting { space: None, setting: setting.into(), text: text.into() }
}

async fn refused<C: etabli_api::Command>(app: &App, command: C) -> ApiError
where
    C::Reply: std::fmt::Debug,
{
    app.run(command).await.expect_err("the command is refused")
}

async fn show(app: &App, item: &str) -> ItemView {
    app.run(ShowItem { space: None, item: item.into() }).await.expect("it is shown")
}

async fn chores(app: &App) -> Vec<(ChoreKind, String, i64)> {
    let all = app.run(ListChores { space: None }).await.expect("they are listed");
    all.into_iter().map(|chore| (chore.kind, chore.name, chore.count)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_out_of_order_is_neither_lent_nor_booked_until_it_is_mended() {
    let here = Computer::new();
    let (ana, _) = found(&here).await;
    ana.run(item("Saw")).await.unwrap();
    let saw = ana.run(breaks("Saw")).await.unwrap();
    assert_eq!((saw.row.status, saw.row.available), (ItemStatus::OutOfOrder, 0));
    let error = refused(&ana, lend("Saw", "Ana")).await;
    assert_eq!((error.code, error.args["note"].as_str()), (ErrorCode::OutOfOrder, "belt"));
    let book = Book {
        space: None,
        resource: "Saw".into(),
        from: "+3d 10:00".into(),
        to: "12:00".into(),
        zone: None,
        repeat: None,
        quantity: None,
        all_the_same: false,
        what_for: None,
    };
    assert_eq!(refused(&ana, book.clone()).await.code, ErrorCode::OutOfOrder);
    assert_eq!(chores(&ana).await, [(ChoreKind::Repair, "Saw".to_owned(), 1)]);
    let tell = |stage, cost: &str| TellRepair {
        space: None,
        repair: "Saw".into(),
        stage,
        note: String::new(),
        cost: cost.into(),
    };
    assert_eq!(refused(&ana, tell(RepairStage::Parts, "lots")).await.code, ErrorCode::BadAmount);
    ana.run(tell(RepairStage::Parts, "12,50")).await.unwrap();
    let saw = ana.run(tell(RepairStage::Resolved, "")).await.unwrap();
    assert_eq!((saw.row.status, saw.upkeep.notes.len()), (ItemStatus::Available, 3));
    assert_eq!(refused(&ana, tell(RepairStage::Parts, "")).await.code, ErrorCode::NoRepair);
    ana.run(book).await.unwrap();
    ana.run(LendItem { despite_bookings: true, ..lend("Saw", "Ana") }).await.unwrap();
    // It breaks while it is out: the loan goes on, and it stays here when it comes back.
    ana.run(breaks("Saw")).await.unwrap();
    ana.run(give_back("Saw")).await.unwrap();
    assert_eq!(show(&ana, "Saw").await.row.status, ItemStatus::OutOfOrder);
    ana.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_told_at_a_return_is_kept_with_who_told_it() {
    let here = Computer::new();
    let (ana, _) = found(&here).await;
    ana.run(item("Saw")).await.unwrap();
    ana.run(LendItem { told: Some(told(Condition::Good)), ..lend("Saw", "Ana") }).await.unwrap();
    let missing = vec![(2, "clamps".to_owned())];
    let back = ToldView { missing, note: "dull".into(), ..told(Condition::Incomplete) };
    ana.run(ReturnItem { told: Some(back), ..give_back("Saw") }).await.unwrap();
    let saw = show(&ana, "Saw").await;
    let told: Vec<_> =
        saw.upkeep.notes.iter().map(|note| (note.what.as_str(), note.text.as_str())).collect();
    assert_eq!(told, [("incomplete", "2 × clamps, dull"), ("good", "")]);
    assert_eq!(chores(&ana).await, [(ChoreKind::Incomplete, "Saw".to_owned(), 0)]);
    ana.run(Undo { space: None, step: None, earlier: false }).await.unwrap();
    assert_eq!(show(&ana, "Saw").await.upkeep.condition, Some(Condition::Good));
    ana.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kit_goes_out_with_its_parts_and_comes_back_as_they_do() {
    let here = Computer::new();
    let (ana, _) = found(&here).await;
    for name in ["Kit", "Drill", "Case"] {
        ana.run(item(name)).await.unwrap();
    }
    ana.run(AddItem { quantity: Some(5), ..item("Bit") }).await.unwrap();
    let kit = ana.run(details("Kit", &[("parts", "Drill\n3 Bit\nCase")])).await.unwrap();
    assert_eq!((kit.upkeep.parts.len(), kit.row.available), (3, 1));
    for (item, parts) in [("Drill", "Kit"), ("Kit", "Drill\nKit")] {
        let error = refused(&ana, details(item, &[("parts", parts)])).await;
        assert_eq!(error.code, ErrorCode::KitContainsItself, "{item}");
    }
    let loan = ana.run(lend("Kit", "Ana")).await.unwrap();
    assert_eq!(loan.hand_over.parts.len(), 3);
    let error = refused(&ana, lend("Drill", "Ana")).await;
    assert_eq!(error.code, ErrorCode::NotAvailable);
    assert_eq!(show(&ana, "Bit").await.row.available, 2);
    // Only the drill comes back.
    let drill = loan.hand_over.parts.iter().find(|part| part.name == "Drill").unwrap();
    let parts = Some(vec![drill.loan.to_string()]);
    let loan = ana.run(ReturnItem { parts, ..give_back("Kit") }).await.unwrap();
    assert_eq!(loan.status, LoanStatus::Out);
    let out: Vec<_> = loan.hand_over.parts.iter().map(|part| part.out).collect();
    assert_eq!(out.iter().sum::<u32>(), 4);
    let none = ReturnItem { parts: Some(Vec::new()), ..give_back("Kit") };
    assert_eq!(refused(&ana, none).await.code, ErrorCode::ReturnsTooMany);
    let loan = ana.run(give_back("Kit")).await.unwrap();
    assert_eq!(loan.status, LoanStatus::Returned);
    assert_eq!(show(&ana, "Bit").await.row.available, 5);
    // A part that is lent by itself keeps its kit here.
    ana.run(lend("Drill", "Ana")).await.unwrap();
    let kit = show(&ana, "Kit").await;
    assert_eq!((kit.row.status, kit.row.available), (ItemStatus::PartsOut, 0));
    let error = refused(&ana, lend("Kit", "Ana")).await;
    assert_eq!((error.code, error.args["item"].as_str()), (ErrorCode::NotAvailable, "Drill"));
    ana.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn kits_that_two_people_put_into_each_other_are_told_and_not_lent() {
    let (here, there) = (Computer::new(), Computer::new());
    let (ana, _) = found(&here).await;
    ana.run(item("A")).await.unwrap();
    ana.run(item("B")).await.unwrap();
    let bo = join(&ana, &there, "Bo").await;
    bo.run(sync()).await.unwrap();
    // Each is alone while they write.
    ana.shutdown().await;
    bo.run(details("B", &[("parts", "A")])).await.unwrap();
    bo.shutdown().await;
    let ana = here.open().await;
    ana.run(details("A", &[("parts", "B")])).await.unwrap();
    ana.listen().await.unwrap();
    let bo = there.open().await;
    bo.run(sync()).await.unwrap();
    assert!(show(&ana, "A").await.upkeep.cycle);
    assert_eq!(refused(&bo, lend("A", "Bo")).await.code, ErrorCode::KitContainsItself);
    let told = chores(&bo).await;
    assert!(told.iter().all(|(kind, _, _)| *kind == ChoreKind::Cycle) && told.len() == 2);
    bo.run(details("B", &[("parts", "")])).await.unwrap();
    assert!(bo.run(lend("A", "Bo")).await.is_ok());
    bo.run(sync()).await.unwrap();
    assert_eq!(state(&ana).await, state(&bo).await);
    ana.shutdown().await;
    bo.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_two_people_used_offline_adds_up_even_below_nothing() {
    let (here, there) = (Computer::new(), Computer::new());
    let (ana, _) = found(&here).await;
    ana.run(AddItem { quantity: Some(10), ..item("Sheets") }).await.unwrap();
    let error = refused(&ana, stock("Sheets", StockWhy::Used, 1)).await;
    assert_eq!(error.code, ErrorCode::NoStock);
    let sheets = ana.run(details("Sheets", &[("unit", "sheets"), ("low", "4")])).await.unwrap();
    assert_eq!((sheets.row.status, sheets.row.stock), (ItemStatus::Stock, 10));
    assert_eq!(refused(&ana, lend("Sheets", "Ana")).await.code, ErrorCode::UsedUp);
    let bo = join(&ana, &there, "Bo").await;
    bo.run(sync()).await.unwrap();
    let mine = ana.run(stock("Sheets", StockWhy::Used, 7)).await.unwrap();
    assert_eq!(mine.row.status, ItemStatus::Low);
    bo.run(stock("Sheets", StockWhy::Used, 5)).await.unwrap();
    bo.run(sync()).await.unwrap();
    let sheets = show(&bo, "Sheets").await;
    assert_eq!((sheets.row.status, sheets.row.stock), (ItemStatus::Short, -2));
    assert_eq!(chores(&ana).await, [(ChoreKind::Short, "Sheets".to_owned(), 2)]);
    let counted = ana.run(stock("Sheets", StockWhy::Counted, 3)).await.unwrap();
    assert_eq!((counted.row.status, counted.row.stock), (ItemStatus::Low, 3));
    ana.run(Undo { space: None, step: None, earlier: false }).await.unwrap();
    assert_eq!(show(&ana, "Sheets").await.row.stock, -2);
    ana.shutdown().await;
    bo.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn both_sides_sign_and_a_deposit_goes_back_once() {
    let (here, there) = (Computer::new(), Computer::new());
    let (ana, _) = found(&here).await;
    ana.run(item("Saw")).await.unwrap();
    let bo = join(&ana, &there, "Bo").await;
    bo.run(sync()).await.unwrap();
    let loan = ana.run(lend("Saw", "Bo")).await.unwrap();
    let sign = || SignLoan { space: None, loan: loan.id.to_string() };
    let money = |what, amount: &str| NoteMoney {
        space: None,
        loan: loan.id.to_string(),
        what,
        amount: amount.into(),
    };
    let paid = ana.run(money(MoneyFor::Deposit, "20")).await.unwrap();
    assert_eq!(paid.hand_over.deposit, "20.00 EUR");
    assert!(!loan.hand_over.can_sign);
    bo.run(sync()).await.unwrap();
    assert_eq!(chores(&bo).await, [(ChoreKind::Sign, "Saw".to_owned(), 0)]);
    assert!(bo.run(sign()).await.unwrap().hand_over.received);
    assert_eq!(refused(&bo, sign()).await.code, ErrorCode::SignedAlready);
    bo.run(give_back("Saw")).await.unwrap();
    bo.run(sync()).await.unwrap();
    assert_eq!(chores(&ana).await, [(ChoreKind::Sign, "Saw".to_owned(), 1)]);
    assert!(ana.run(sign()).await.unwrap().hand_over.back_signed);
    let back = ana.run(money(MoneyFor::DepositBack, "20")).await.unwrap();
    assert_eq!(back.hand_over.deposit, "");
    let error = refused(&ana, money(MoneyFor::DepositBack, "1")).await;
    assert_eq!((error.code, error.args["held"].as_str()), (ErrorCode::NoDeposit, "0.00"));
    bo.run(sync()).await.unwrap();
    assert_eq!(state(&ana).await, state(&bo).await);
    ana.shutdown().await;
    bo.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_has_no_more_for_no_longer_unless_who_answers_for_it_says_so() {
    let (here, there) = (Computer::new(), Computer::new());
    let (ana, _) = found(&here).await;
    for name in ["Saw", "Drill"] {
        ana.run(item(name)).await.unwrap();
    }
    let bo = join(&ana, &there, "Bo").await;
    assert_eq!(refused(&bo, setting("most-out", "1")).await.code, ErrorCode::NotAllowed);
    assert_eq!(refused(&ana, setting("most-out", "0")).await.code, ErrorCode::BadAttribute);
    ana.run(setting("most-out", "1")).await.unwrap();
    ana.run(setting("most-days", "14")).await.unwrap();
    ana.run(details("Saw", &[("most-days", "3"), ("most-renewals", "1")])).await.unwrap();
    bo.run(sync()).await.unwrap();
    let error = refused(&bo, lend("Saw", "Bo")).await;
    assert_eq!((error.code, error.args["most"].as_str()), (ErrorCode::LentTooLong, "3"));
    bo.run(LendItem { due: Some("+3d".into()), ..lend("Saw", "Bo") }).await.unwrap();
    let error = refused(&bo, lend("Drill", "Bo")).await;
    assert_eq!((error.code, error.args["who"].as_str()), (ErrorCode::TooManyOut, "Bo"));
    let all_the_same = || LendItem { despite_limits: true, ..lend("Drill", "Bo") };
    assert_eq!(refused(&bo, all_the_same()).await.code, ErrorCode::TooManyOut);
    bo.run(sync()).await.unwrap();
    ana.run(all_the_same()).await.unwrap();
    let extend = |due: &str| ExtendLoan {
        space: None,
        loan: "Saw".into(),
        due: due.into(),
        despite_bookings: false,
    };
    assert_eq!(refused(&bo, extend("+9d")).await.code, ErrorCode::LentTooLong);
    bo.run(extend("+2d")).await.unwrap();
    assert_eq!(refused(&bo, extend("+3d")).await.code, ErrorCode::ExtendedTooOften);
    ana.shutdown().await;
    bo.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stock_take_notes_what_is_missing_and_moves_what_was_elsewhere() {
    let here = Computer::new();
    let (ana, _) = found(&here).await;
    let at = |name: &str, tag: &str, place: &str| AddItem {
        tag: Some(tag.into()),
        place: Some(place.into()),
        ..item(name)
    };
    for (name, tag, place) in [
        ("Saw", "T1", "Shelf"),
        ("Drill", "T2", "Shelf"),
        ("Lamp", "T3", "Cellar"),
        ("Glue", "T4", "Shelf"),
    ] {
        ana.run(at(name, tag, place)).await.unwrap();
    }
    ana.run(lend("Glue", "Ana")).await.unwrap();
    let take = |write| TakeStock {
        space: None,
        place: Some("Shelf".into()),
        seen: ["T1", "t3", "T1", "what"].map(String::from).to_vec(),
        write,
    };
    let names = |rows: &[StockTakeRow]| -> Vec<String> {
        rows.iter().map(|row| row.name.clone()).collect()
    };
    let view = ana.run(take(false)).await.unwrap();
    assert_eq!(
        (names(&view.seen), names(&view.missing)),
        (vec!["Saw".into()], vec!["Drill".into()])
    );
    assert_eq!(
        (names(&view.elsewhere), names(&view.out)),
        (vec!["Lamp".into()], vec!["Glue".into()])
    );
    assert_eq!((view.unknown.as_slice(), view.written), (&["what".to_owned()][..], false));
    assert_eq!(show(&ana, "Drill").await.row.status, ItemStatus::Available);
    assert!(ana.run(take(true)).await.unwrap().written);
    assert_eq!(show(&ana, "Drill").await.row.status, ItemStatus::Missing);
    assert_eq!(show(&ana, "Lamp").await.row.place, "Shelf");
    assert_eq!(refused(&ana, lend("Drill", "Ana")).await.code, ErrorCode::ItemMissing);
    let note = NoteCondition { space: None, item: "Drill".into(), told: told(Condition::Worn) };
    ana.run(note).await.unwrap();
    assert!(ana.run(lend("Drill", "Ana")).await.is_ok());
    ana.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wish_that_comes_true_is_an_item_and_says_where_it_came_from() {
    let (here, there) = (Computer::new(), Computer::new());
    let (ana, _) = found(&here).await;
    let bo = join(&ana, &there, "Bo").await;
    let wish = AddWish { space: None, name: "Lathe".into(), note: "second-hand".into() };
    bo.run(wish).await.unwrap();
    bo.run(sync()).await.unwrap();
    let back = BackWish { space: None, wish: "lathe".into(), backs: true };
    assert_eq!(ana.run(back).await.unwrap().backers, ["Ana"]);
    let end = |got| EndWish { space: None, wish: "Lathe".into(), got, item: None };
    assert_eq!(refused(&ana, end(false)).await.code, ErrorCode::NotAllowed);
    let got = ana.run(end(true)).await.unwrap();
    assert!(got.ended && got.item.is_some());
    let lathe = show(&ana, "Lathe").await;
    assert_eq!((lathe.upkeep.wish.as_str(), lathe.note.as_str()), ("Lathe", "second-hand"));
    bo.run(sync()).await.unwrap();
    let wishes = ListWishes { space: None, all: false };
    assert!(bo.run(wishes).await.unwrap().is_empty());
    assert_eq!(refused(&bo, end(false)).await.code, ErrorCode::NotFound);
    ana.shutdown().await;
    bo.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_amiss_with_things_is_told_with_a_name() {
    let (here, there) = (Computer::new(), Computer::new());
    let (ana, _) = found(&here).await;
    for name in ["Saw", "Drill"] {
        ana.run(AddItem { tag: Some("T1".into()), ..item(name) }).await.unwrap();
    }
    let bo = join(&ana, &there, "Bo").await;
    ana.run(lend("Drill", "Bo")).await.unwrap();
    bo.run(sync()).await.unwrap();
    bo.run(LeaveSpace { space: None }).await.unwrap();
    ana.run(sync()).await.ok();
    let exclude = SuspendMember { space: None, member: "Bo".into() };
    ana.run(exclude).await.ok();
    let told = chores(&ana).await;
    assert!(told.contains(&(ChoreKind::TagTwice, "Drill".to_owned(), 0)), "{told:?}");
    assert!(told.contains(&(ChoreKind::HolderGone, "Drill".to_owned(), 1)), "{told:?}");
    ana.shutdown().await;
    bo.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn copies_of_one_model_and_fields_of_a_trade_are_shown_together() {
    let here = Computer::new();
    let (ana, _) = found(&here).await;
    for name in ["Drill 1", "Drill 2", "Drill 3"] {
        ana.run(AddItem { category: Some("Métal".into()), ..item(name) }).await.unwrap();
        ana.run(details(name, &[("model", "GSB 13")])).await.unwrap();
    }
    ana.run(lend("Drill 2", "Ana")).await.unwrap();
    let drill = show(&ana, "Drill 1").await;
    assert_eq!((drill.upkeep.copies.len(), drill.upkeep.free), (2, (2, 3)));
    ana.run(setting("fields", "Metal | Power | number")).await.unwrap();
    let field = |value: &str| SetAttributes {
        fields: BTreeMap::from([("Power".to_owned(), value.to_owned())]),
        ..details("Drill 1", &[])
    };
    assert_eq!(refused(&ana, field("much")).await.code, ErrorCode::BadAttribute);
    let drill = ana.run(field("600")).await.unwrap();
    assert_eq!(drill.fields["Power"], "600");
    assert_eq!(drill.upkeep.fields, [("Power".to_owned(), "number".to_owned(), Vec::new())]);
    let file = ana.run(details("Drill 1", &[("licence", "CC BY-SA")])).await.unwrap();
    assert_eq!((file.row.status, file.can_lend), (ItemStatus::Shared, false));
    assert_eq!(refused(&ana, lend("Drill 1", "Ana")).await.code, ErrorCode::Immaterial);
    ana.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_to_be_maintained_is_told_by_days_and_by_loans() {
    let here = Computer::new();
    let (ana, _) = found(&here).await;
    ana.run(item("Saw")).await.unwrap();
    let plan = [("care", "oil"), ("care-loans", "1"), ("care-days", "30")];
    ana.run(details("Saw", &plan)).await.unwrap();
    assert!(chores(&ana).await.is_empty());
    ana.run(lend("Saw", "Ana")).await.unwrap();
    ana.run(give_back("Saw")).await.unwrap();
    assert!(matches!(chores(&ana).await.as_slice(), [(ChoreKind::Care, _, _)]));
    let care = NoteCare { space: None, item: "Saw".into(), note: "oiled".into(), cost: "".into() };
    ana.run(care).await.unwrap();
    assert!(chores(&ana).await.is_empty());
    let why = |why: &str| RemoveItem { space: None, item: "Saw".into(), why: Some(why.into()) };
    assert_eq!(refused(&ana, why("eaten")).await.code, ErrorCode::BadAttribute);
    let saw = ana.run(why("broken")).await.unwrap();
    assert_eq!(saw.upkeep.details.last().map(|detail| detail.value.as_str()), Some("broken"));
    let back = RestoreItem { space: None, item: "Saw".into() };
    let saw = ana.run(back).await.unwrap();
    assert!(saw.upkeep.details.iter().all(|detail| detail.key != "gone"));
    ana.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_keeps_a_thing_is_named_and_found_by_it() {
    let (here, there) = (Computer::new(), Computer::new());
    let (ana, _) = found(&here).await;
    let bo = join(&ana, &there, "Bo").await;
    for name in ["Saw", "Drill", "Lathe"] {
        ana.run(item(name)).await.unwrap();
    }
    let kept = ana.run(details("Saw", &[("keeper", "Bo")])).await.unwrap();
    let keeper = kept.upkeep.details.iter().find(|one| one.key == "keeper").unwrap();
    assert_eq!(keeper.text, "Bo");
    let nobody = refused(&ana, details("Saw", &[("keeper", "Zoe")])).await;
    assert_eq!(nobody.code, ErrorCode::NotFound);
    let several = EditItems {
        space: None,
        items: vec!["Drill".into(), "Lathe".into()],
        category: None,
        place: None,
        keeper: Some("Bo".into()),
        remove: false,
    };
    assert_eq!(ana.run(several).await.unwrap().changed, 2);
    ana.run(NoteCondition { space: None, item: "Saw".into(), told: told(Condition::Worn) })
        .await
        .unwrap();
    bo.run(sync()).await.unwrap();
    let list = |condition, person| ListItems {
        space: None,
        words: String::new(),
        category: None,
        place: None,
        status: None,
        condition,
        person,
        offset: 0,
        limit: 0,
    };
    let page = bo.run(list(None, None)).await.unwrap();
    assert_eq!(page.conditions, [(Condition::Worn, 1)]);
    let (id, name, count) = page.people.first().cloned().unwrap();
    assert_eq!((name.as_str(), count), ("Bo", 3));
    let worn = bo.run(list(Some(Condition::Worn), Some(id))).await.unwrap();
    assert_eq!((worn.total, worn.items[0].name.as_str()), (1, "Saw"));
    ana.run(Undo { space: None, step: None, earlier: false }).await.unwrap();
}
