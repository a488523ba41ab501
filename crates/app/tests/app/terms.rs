//! What an owner says of lending what is theirs: to whom, and by whom; what else it is called; and
//! what bookings say of themselves.

use etabli_api::{ApiError, ErrorCode, command::*};
use etabli_app::App;

use crate::computer::{Computer, book, found, item, join, lend, sync};

fn details(item: &str, details: &[(&str, &str)]) -> SetAttributes {
    let own = |(name, text): &(&str, &str)| ((*name).to_owned(), (*text).to_owned());
    let details = details.iter().map(own).collect();
    SetAttributes { space: None, item: item.into(), details, fields: Default::default() }
}

async fn refused<C: etabli_api::Command>(app: &App, command: C) -> ApiError
where
    C::Reply: std::fmt::Debug,
{
    app.run(command).await.expect_err("the command is refused")
}

fn show() -> ShowItem {
    ShowItem { space: None, item: "Drill".into() }
}

fn ask() -> AskForItem {
    AskForItem { space: None, item: "Drill".into(), due: None, quantity: None }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_owner_names_who_may_borrow_and_nobody_else_asks_books_or_gets_it() {
    let (here, there, third) = (Computer::new(), Computer::new(), Computer::new());
    let (ana, _) = found(&here).await;
    let bo = join(&ana, &there, "Bo").await;
    let cy = join(&ana, &third, "Cy").await;
    ana.run(AddItem { owner: Some("Ana".into()), ..item("Drill") }).await.unwrap();
    let wrong = refused(&ana, details("Drill", &[("borrowers", "Nobody")])).await;
    assert_eq!(wrong.code, ErrorCode::NotFound);
    let view = ana.run(details("Drill", &[("borrowers", "Bo")])).await.unwrap();
    let said = view.upkeep.details.iter().find(|one| one.key == "borrowers");
    assert_eq!(said.map(|one| one.text.as_str()), Some("Bo"));
    for app in [&bo, &cy] {
        app.run(sync()).await.unwrap();
    }
    let error = refused(&cy, ask()).await;
    assert_eq!((error.code, error.args["who"].as_str()), (ErrorCode::NotForThem, "Cy"));
    let error = refused(&cy, book("Drill", "+1d 10:00", "11:00")).await;
    assert_eq!(error.code, ErrorCode::NotForThem);
    assert_eq!(refused(&ana, lend("Drill", "Cy")).await.code, ErrorCode::NotForThem);
    bo.run(ask()).await.unwrap();
    bo.run(book("Drill", "+1d 10:00", "11:00")).await.unwrap();
    ana.run(sync()).await.unwrap();
    ana.run(lend("Drill", "Bo")).await.unwrap();
    // Its owner may all the same lend it to somebody else, and say so for all again.
    let back = ReturnItem {
        space: None,
        loan: "Drill".into(),
        quantity: None,
        parts: None,
        told: None,
        at: None,
    };
    ana.run(back).await.unwrap();
    let despite = LendItem { despite_limits: true, ..lend("Drill", "Cy") };
    ana.run(LendItem { despite_bookings: true, ..despite }).await.unwrap();
    ana.run(details("Drill", &[("borrowers", "")])).await.unwrap();
    cy.run(sync()).await.unwrap();
    cy.run(book("Drill", "+9d 10:00", "11:00")).await.unwrap();
    for app in [ana, bo, cy] {
        app.shutdown().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_to_be_lent_further_is_lent_by_its_owner_alone() {
    let (here, there, third) = (Computer::new(), Computer::new(), Computer::new());
    let (ana, _) = found(&here).await;
    let bo = join(&ana, &there, "Bo").await;
    let cy = join(&ana, &third, "Cy").await;
    // Bo's own drill, which Cy keeps; Ana is a steward.
    bo.run(AddItem { owner: Some("Bo".into()), ..item("Drill") }).await.unwrap();
    bo.run(details("Drill", &[("keeper", "Cy")])).await.unwrap();
    for app in [&cy, &ana] {
        app.run(sync()).await.unwrap();
    }
    assert!(cy.run(show()).await.unwrap().can_lend);
    let wrong = refused(&bo, details("Drill", &[("lent-on", "perhaps")])).await;
    assert_eq!(wrong.code, ErrorCode::BadAttribute);
    bo.run(details("Drill", &[("lent-on", "no")])).await.unwrap();
    for app in [&cy, &ana] {
        app.run(sync()).await.unwrap();
        assert!(!app.run(show()).await.unwrap().can_lend);
        let despite = LendItem { despite_limits: true, ..lend("Drill", "Ana") };
        let error = refused(app, despite).await;
        assert_eq!((error.code, error.args["owner"].as_str()), (ErrorCode::OwnerAlone, "Bo"));
    }
    // Nor do they promise it; they may still say no, and it comes back to whoever is there.
    ana.run(ask()).await.unwrap();
    for app in [&cy, &bo] {
        app.run(sync()).await.unwrap();
    }
    let answer =
        |granted| AnswerRequest { space: None, request: "Drill".into(), granted, until: None };
    assert_eq!(refused(&cy, answer(true)).await.code, ErrorCode::OwnerAlone);
    bo.run(answer(true)).await.unwrap();
    bo.run(lend("Drill", "Ana")).await.unwrap();
    for app in [ana, bo, cy] {
        app.shutdown().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_booking_says_what_it_is_for_wherever_it_goes() {
    let (here, there) = (Computer::new(), Computer::new());
    let (ana, _) = found(&here).await;
    ana.run(item("Drill")).await.unwrap();
    let bo = join(&ana, &there, "Bo").await;
    bo.run(sync()).await.unwrap();
    let wish = book("Drill", "+1d 10:00", "11:00");
    let long = Book { what_for: Some("x".repeat(201)), ..wish.clone() };
    assert_eq!(refused(&bo, long).await.code, ErrorCode::TextTooLong);
    let wish = Book { what_for: Some("  Repair\ncafé ".into()), ..wish };
    let booked = bo.run(wish).await.unwrap();
    assert_eq!(booked.what_for, "Repair café");
    // Nobody who answers for it has seen it: it waits for Ana, who is there.
    let awaited = booked.awaited.unwrap();
    assert_eq!((awaited.name.as_str(), awaited.met.is_some()), ("Ana", true));
    let moved = MoveBooking {
        space: None,
        booking: booked.id.to_string(),
        from: "+2d 10:00".into(),
        to: None,
        zone: None,
        all_the_same: false,
    };
    bo.run(moved).await.unwrap();
    ana.run(sync()).await.unwrap();
    let list =
        ListBookings { space: None, resource: None, of: None, all: false, to_confirm: false };
    let seen = ana.run(list).await.unwrap().remove(0);
    assert_eq!((seen.what_for.as_str(), seen.awaited), ("Repair café", None));
    let file = ExportCalendar { space: None, what: "bookings".into(), resource: None, of: None };
    let file = ana.run(file).await.unwrap();
    assert!(file.content.contains("DESCRIPTION:Repair café"), "{}", file.content);
    ana.shutdown().await;
    bo.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thing_is_found_by_whatever_it_is_called() {
    let here = Computer::new();
    let (ana, _) = found(&here).await;
    ana.run(item("Perceuse")).await.unwrap();
    ana.run(item("Scie")).await.unwrap();
    let names = details("Perceuse", &[("also-called", "Drill, Bohrmaschine ;  Drill press")]);
    let view = ana.run(names).await.unwrap();
    let said = view.upkeep.details.iter().find(|one| one.key == "also-called");
    let text = said.map(|one| one.text.as_str());
    assert_eq!(text, Some("Drill, Bohrmaschine, Drill press"));
    assert_eq!(ana.run(show()).await.unwrap().row.name, "Perceuse");
    let find = |text: &str| ListItems {
        space: None,
        words: text.into(),
        category: None,
        place: None,
        status: None,
        condition: None,
        person: None,
        offset: 0,
        limit: 0,
    };
    for text in ["drill", "BOHR", "press perc"] {
        let found = ana.run(find(text)).await.unwrap().items;
        let names: Vec<&str> = found.iter().map(|row| row.name.as_str()).collect();
        assert_eq!(names, ["Perceuse"], "{text}");
    }
    let many = (0..9).map(|name| format!("N{name}")).collect::<Vec<_>>().join(",");
    let error = refused(&ana, details("Scie", &[("also-called", &many)])).await;
    assert_eq!(error.code, ErrorCode::TextTooLong);
    ana.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn when_things_are_taken_is_told_without_saying_by_whom() {
    let here = Computer::new();
    let (ana, _) = found(&here).await;
    ana.run(item("Laser")).await.unwrap();
    ana.run(item("Drill")).await.unwrap();
    ana.run(AddItem { quantity: Some(2), ..item("Chair") }).await.unwrap();
    let wish =
        Book { what_for: Some("Repair café".into()), ..book("Laser", "+1d 10:00", "11:00") };
    ana.run(wish).await.unwrap();
    ana.run(book("Chair", "+1d 10:00", "11:00")).await.unwrap();
    ana.run(lend("Drill", "Ana")).await.unwrap();
    let busy = |resource: Option<&str>| ExportCalendar {
        space: None,
        what: "busy".into(),
        resource: resource.map(str::to_owned),
        of: None,
    };
    let file = ana.run(busy(None)).await.unwrap();
    assert!(file.name.ends_with("-busy.ics"), "{}", file.name);
    // Of two chairs one is free: they are not taken.
    let told = |what: &str| file.content.matches(what).count();
    assert_eq!(["COMMENT:Laser", "COMMENT:Drill", "COMMENT:Chair"].map(told), [1, 1, 0]);
    assert_eq!((told("FREEBUSY;"), told("Ana"), told("café")), (2, 0, 0), "{}", file.content);
    let one = ana.run(busy(Some("Chair"))).await.unwrap();
    assert_eq!(one.content.matches("FREEBUSY;").count(), 0);
    let of = ExportCalendar { of: Some("Ana".into()), ..busy(None) };
    assert_eq!(refused(&ana, of).await.code, ErrorCode::BadRequest);
    ana.shutdown().await;
}
