//! Requests through the application: the line, the answers, and what a loan may do besides.

use std::time::Duration;

use etabli_api::{ApiError, ErrorCode, command::*, view::*};
use etabli_app::App;

use crate::computer::{Computer, found, give_back, item, join, lend, sync};

fn ask(item: &str) -> AskForItem {
    AskForItem { space: None, item: item.into(), due: None, quantity: None }
}

fn extend(due: &str) -> ExtendLoan {
    let (loan, due) = ("Drill".to_owned(), due.to_owned());
    ExtendLoan { space: None, loan, due, despite_bookings: false }
}

async fn refused<C: etabli_api::Command>(app: &App, command: C) -> ApiError
where
    C::Reply: std::fmt::Debug,
{
    app.run(command).await.expect_err("the command is refused")
}

async fn requests(app: &App, all: bool) -> Vec<RequestView> {
    let list = ListRequests { space: None, item: None, of: None, all };
    app.run(list).await.expect("they are listed")
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_asked_first_has_it_next_and_nobody_keeps_it_longer_meanwhile() {
    let (here, there) = (Computer::new(), Computer::new());
    let (ana, _) = found(&here).await;
    ana.run(item("Drill")).await.unwrap();
    let bo = join(&ana, &there, "Bo").await;
    ana.run(lend("Drill", "Ana")).await.unwrap();
    bo.run(sync()).await.unwrap();
    let asked = bo.run(ask("Drill")).await.unwrap();
    assert_eq!((asked.status, asked.line, asked.here), (RequestState::Waiting, 1, false));
    assert_eq!(asked.may, [RequestRight::Withdraw, RequestRight::HandOver]);
    assert_eq!(refused(&bo, ask("Drill")).await.code, ErrorCode::AskedAlready);
    bo.run(sync()).await.unwrap();
    let waits = refused(&ana, extend("+20d")).await;
    assert_eq!((waits.code, waits.args["who"].as_str()), (ErrorCode::SomebodyWaits, "Bo"));
    let answer =
        |granted| AnswerRequest { space: None, request: "Drill".into(), granted, until: None };
    assert_eq!(refused(&bo, answer(true)).await.code, ErrorCode::NotAnswering);
    assert_eq!(ana.run(answer(true)).await.unwrap().answered_by, "Ana");
    let back = ReturnItem {
        space: None,
        loan: "Drill".into(),
        quantity: None,
        parts: None,
        told: None,
        at: None,
    };
    ana.run(back).await.unwrap();
    assert!(requests(&ana, false).await[0].here);
    // Handing it over ends the request, on both computers.
    ana.run(lend("Drill", "Bo")).await.unwrap();
    bo.run(sync()).await.unwrap();
    for app in [&ana, &bo] {
        assert_eq!(requests(app, false).await, []);
        assert_eq!(requests(app, true).await[0].status, RequestState::HandedOver);
    }
    let ended = WithdrawRequest { space: None, request: asked.id.to_string() };
    assert_eq!(refused(&bo, ended).await.code, ErrorCode::RequestEnded);
    ana.shutdown().await;
    bo.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_granted_is_kept_ready_and_the_next_ones_when_nobody_fetches_it() {
    let (here, there) = (Computer::new(), Computer::new());
    let (ana, _) = found(&here).await;
    ana.run(item("Drill")).await.unwrap();
    let bo = join(&ana, &there, "Bo").await;
    bo.run(sync()).await.unwrap();
    bo.run(ask("Drill")).await.unwrap();
    bo.run(sync()).await.unwrap();
    let grant = |until: Option<&str>| AnswerRequest {
        space: None,
        request: "Drill".into(),
        granted: true,
        until: until.map(str::to_owned),
    };
    // With no end, until the space says for how many days.
    assert_eq!(ana.run(grant(None)).await.unwrap().ready, None);
    let setting =
        |text: &str| SetSetting { space: None, setting: "ready-days".into(), text: text.into() };
    for wrong in ["0", "366", "soon"] {
        assert_eq!(refused(&ana, setting(wrong)).await.code, ErrorCode::BadAttribute, "{wrong}");
    }
    ana.run(setting("7")).await.unwrap();
    let granted = ana.run(grant(None)).await.unwrap();
    let (now, day) = (jiff::Timestamp::now().as_millisecond(), 24 * 60 * 60 * 1000);
    let days = granted.ready.map(|until| (until.0 - now) / day);
    assert!(days.is_some_and(|days| (6..=8).contains(&days)), "{granted:?}");
    assert_eq!(ana.run(grant(Some("never"))).await.unwrap().ready, None);
    let past = refused(&ana, grant(Some("2026-01-01"))).await;
    assert_eq!(past.code, ErrorCode::DueInPast);
    // Nobody fetches it.
    let soon = jiff::Timestamp::now() + jiff::SignedDuration::from_secs(3);
    let granted = ana.run(grant(Some(&soon.to_string()))).await.unwrap();
    assert_eq!((granted.status, granted.line), (RequestState::Granted, 1));
    let left = soon.duration_since(jiff::Timestamp::now()).as_millis();
    tokio::time::sleep(Duration::from_millis(u64::try_from(left).unwrap_or(0) + 5)).await;
    bo.run(sync()).await.unwrap();
    for app in [&ana, &bo] {
        let lapsed = requests(app, false).await.remove(0);
        assert_eq!((lapsed.status, lapsed.line), (RequestState::Lapsed, 0));
    }
    // Another one is first now; whoever let it lapse asks anew, behind them.
    let next = ana.run(ask("Drill")).await.unwrap();
    assert_eq!((next.line, next.here), (1, true));
    bo.run(sync()).await.unwrap();
    assert_eq!(bo.run(ask("Drill")).await.unwrap().line, 2);
    ana.shutdown().await;
    bo.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_loan_came_back_on_the_day_that_is_said_but_not_before_it_went() {
    let here = Computer::new();
    let (ana, _) = found(&here).await;
    ana.run(item("Drill")).await.unwrap();
    let later = LendItem { since: Some("+2d".into()), ..lend("Drill", "Ana") };
    assert_eq!(refused(&ana, later).await.code, ErrorCode::NotYetHandedOver);
    let lent = LendItem { since: Some("2026-03-02".into()), ..lend("Drill", "Ana") };
    ana.run(LendItem { due: Some("never".into()), ..lent }).await.unwrap();
    for wrong in ["2026-03-01", "+1d", "9999-12-30T00:00:00.000Z"] {
        let back = ReturnItem { at: Some(wrong.into()), ..give_back("Drill") };
        assert_eq!(refused(&ana, back).await.code, ErrorCode::NotBackThen, "{wrong}");
    }
    let back = |at: &str| ReturnItem { at: Some(at.into()), ..give_back("Drill") };
    assert_eq!(refused(&ana, back("soon")).await.code, ErrorCode::BadDate);
    let loan = ana.run(back("2026-03-02")).await.unwrap();
    assert!(loan.returned_at.is_some_and(|at| at >= loan.since), "{loan:?}");
    assert!(loan.returned_at.unwrap().to_string().starts_with("2026-03-02"), "{loan:?}");
    ana.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_loan_is_kept_longer_lost_and_found_and_each_can_be_undone() {
    let here = Computer::new();
    let (ana, _) = found(&here).await;
    ana.run(item("Drill")).await.unwrap();
    let first = ana.run(lend("Drill", "Ana")).await.unwrap();
    assert_eq!(refused(&ana, extend("2020-01-01")).await.code, ErrorCode::DueInPast);
    let longer = ana.run(extend("+20d")).await.unwrap();
    assert!(longer.due > first.due && longer.extended == 1 && longer.can_extend);
    let undo = || Undo { space: None, step: None, earlier: false };
    ana.run(undo()).await.unwrap();
    let loans = ListLoans { space: None, open: true, overdue: false, of: None };
    let loan = || async { ana.run(loans.clone()).await.unwrap().remove(0) };
    assert_eq!(loan().await.due, first.due);
    let mark = |lost| MarkLost { space: None, loan: "Drill".into(), lost };
    assert!(ana.run(mark(true)).await.unwrap().lost.is_some());
    ana.run(undo()).await.unwrap();
    assert_eq!(loan().await.lost, None);
    ana.run(Redo { space: None, earlier: false }).await.unwrap();
    assert!(loan().await.lost.is_some());
    assert_eq!(ana.run(mark(false)).await.unwrap().lost, None);
    let what = ListActivity {
        space: None,
        member: None,
        item: None,
        part: Some(ActivityPart::Loans),
        since: None,
        after: None,
        limit: 50,
    };
    let done = ana.run(what).await.unwrap().done;
    let kinds: Vec<DeedKind> =
        done.iter().rev().flat_map(|one| &one.deeds).map(|deed| deed.kind).collect();
    use DeedKind::{Lent, LoanExtended, LoanFound, LoanLost};
    let all = [Lent, LoanExtended, LoanExtended, LoanLost, LoanFound, LoanLost, LoanFound];
    assert_eq!(kinds, all);
    ana.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_keeps_a_thing_lends_it_and_answers_for_it_until_another_does() {
    let (here, there, third) = (Computer::new(), Computer::new(), Computer::new());
    let (ana, _) = found(&here).await;
    let bo = join(&ana, &there, "Bo").await;
    let cy = join(&ana, &third, "Cy").await;
    // Ana's own drill, which stands with Bo, who is no steward.
    ana.run(AddItem { owner: Some("Ana".into()), ..item("Drill") }).await.unwrap();
    for app in [&bo, &cy] {
        app.run(sync()).await.unwrap();
    }
    let show = || ShowItem { space: None, item: "Drill".into() };
    assert!(!bo.run(show()).await.unwrap().can_lend);
    assert_eq!(refused(&bo, lend("Drill", "Cy")).await.code, ErrorCode::NotYours);
    let keeper = |name: &str| SetAttributes {
        space: None,
        item: "Drill".into(),
        details: [("keeper".to_owned(), name.to_owned())].into(),
        fields: Default::default(),
    };
    assert!(ana.run(keeper("Bo")).await.unwrap().keeper_lends);
    cy.run(ask("Drill")).await.unwrap();
    for app in [&cy, &bo, &cy] {
        app.run(sync()).await.unwrap();
    }
    let shown = bo.run(show()).await.unwrap();
    assert!(shown.can_lend && shown.keeper_lends);
    let may = &requests(&bo, false).await[0].may;
    assert_eq!(*may, [RequestRight::Answer, RequestRight::HandOver]);
    let answer =
        |granted| AnswerRequest { space: None, request: "Drill".into(), granted, until: None };
    assert_eq!(refused(&cy, answer(true)).await.code, ErrorCode::NotAnswering);
    assert_eq!(bo.run(answer(true)).await.unwrap().answered_by, "Bo");
    let loan = bo.run(lend("Drill", "Cy")).await.unwrap();
    assert!(loan.can_extend);
    bo.run(extend("+20d")).await.unwrap();
    for app in [&bo, &cy, &bo] {
        app.run(sync()).await.unwrap();
    }
    for app in [&ana, &bo, &cy] {
        assert_eq!(requests(app, true).await[0].status, RequestState::HandedOver);
        let loans = app.run(show()).await.unwrap().loans;
        assert_eq!((loans[0].to_name.as_str(), loans[0].extended), ("Cy", 1));
    }
    // Taken back in one step with what is told of the thing, and done again.
    let undo = || Undo { space: None, step: None, earlier: false };
    ana.run(undo()).await.unwrap();
    let after = ana.run(show()).await.unwrap();
    assert!(!after.keeper_lends && after.upkeep.details.iter().all(|one| one.key != "keeper"));
    bo.run(sync()).await.unwrap();
    assert!(!bo.run(show()).await.unwrap().can_lend);
    ana.run(Redo { space: None, earlier: false }).await.unwrap();
    bo.run(sync()).await.unwrap();
    assert!(bo.run(show()).await.unwrap().can_lend);
    for app in [ana, bo, cy] {
        app.shutdown().await;
    }
}
