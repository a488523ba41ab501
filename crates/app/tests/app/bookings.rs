//! Bookings through the application: on one computer, and between two that meet.

use std::time::Duration;

use etabli_api::{ApiError, ErrorCode, command::*, view::*};
use etabli_app::App;

use crate::computer::{self, Computer, book, found, item, join, state, sync};

fn list(resource: Option<&str>) -> ListBookings {
    let resource = resource.map(str::to_owned);
    ListBookings { space: None, resource, of: None, all: false, to_confirm: false }
}

fn lend(item: &str, to: &str, due: &str) -> LendItem {
    LendItem { due: Some(due.into()), ..computer::lend(item, to) }
}

fn planning(from: &str, resource: Option<&str>) -> ListPlanning {
    let (from, resource) = (Some(from.to_owned()), resource.map(str::to_owned));
    ListPlanning { space: None, from, days: None, resource, zone: Some("Europe/Paris".into()) }
}

fn kinds(row: &PlanningRow) -> Vec<TakenKind> {
    row.taken.iter().map(|taken| taken.kind).collect()
}

async fn refused<C: etabli_api::Command>(app: &App, command: C) -> ApiError
where
    C::Reply: std::fmt::Debug,
{
    app.run(command).await.expect_err("the command is refused")
}

async fn show(app: &App, booking: &BookingView) -> BookingView {
    let show = ShowBooking { space: None, booking: booking.id.to_string() };
    app.run(show).await.expect("it is here")
}

async fn place(app: &App, name: &str, inside: Option<&str>) {
    let (name, inside) = (name.to_owned(), inside.map(str::to_owned));
    app.run(AddPlace { space: None, name, inside }).await.expect("a place is added");
}

#[tokio::test(flavor = "multi_thread")]
async fn books_a_machine_in_a_room_and_the_room_with_what_would_make_it_possible() {
    let here = Computer::new();
    let (ana, _) = found(&here).await;
    place(&ana, "Workshop", None).await;
    place(&ana, "Bench", Some("Workshop")).await;
    for name in ["Laser", "Saw"] {
        ana.run(AddItem { place: Some("Bench".into()), ..item(name) }).await.unwrap();
    }
    let laser = ana.run(book("Laser", "+2d 10:00", "12:00")).await.unwrap();
    assert_eq!((laser.status, laser.certainty), (BookingStatus::Tentative, Certainty::Held));
    assert_eq!(laser.may, [BookingRight::Confirm, BookingRight::Cancel, BookingRight::Move]);
    // What touches does not clash; two things in one room do not either.
    ana.run(book("Laser", "+2d 12:00", "2h")).await.unwrap();
    ana.run(book("Saw", "+2d 10:00", "11:00")).await.unwrap();
    let taken = refused(&ana, book("Laser", "+2d 11:00", "12:30")).await;
    assert_eq!((taken.code, taken.args["who"].as_str()), (ErrorCode::BookingTaken, "Ana"));
    assert!(taken.args["until"].ends_with("12:00") && taken.args["next"].ends_with("14:00"));
    // The room is taken by what is booked in it, and the other way round.
    let room = refused(&ana, book("Workshop", "+2d 09:00", "10:30")).await;
    assert_eq!((room.code, room.args["what"].as_str()), (ErrorCode::BookingTaken, "Workshop"));
    let room = ana.run(book("Workshop", "+2d 14:00", "16:00")).await.unwrap();
    assert_eq!(room.place.map(|_| room.name.as_str()), Some("Workshop"));
    let inside = refused(&ana, book("Saw", "+2d 15:00", "17:00")).await;
    assert_eq!(inside.args["what"], "Workshop");
    for (from, to, code) in [
        ("+2d 10:00", "09:00", ErrorCode::EndBeforeStart),
        ("2021-01-01 10:00", "12:00", ErrorCode::BookingInPast),
        ("+2d 10:00", "+999d", ErrorCode::BookingTooLong),
        ("soon", "12:00", ErrorCode::BadTime),
    ] {
        assert_eq!(refused(&ana, book("Saw", from, to)).await.code, code, "{from} {to}");
    }
    let free = ListFree {
        space: None,
        resource: "Workshop".into(),
        from: "+2d 08:00".into(),
        to: "18:00".into(),
        zone: Some("Europe/Paris".into()),
    };
    let free = ana.run(free).await.unwrap();
    assert_eq!(free.iter().map(|free| free.left).collect::<Vec<_>>(), [1, 0, 1]);
    // The planning shows each as it is taken: itself, by what is inside, by what it is in.
    let week = ana.run(planning("+2d", None)).await.unwrap();
    let rows: Vec<_> = week.rows.iter().map(|row| (row.name.as_str(), kinds(row))).collect();
    use TakenKind::{Around, Booked, Inside};
    assert_eq!(
        rows,
        [
            ("Workshop", vec![Inside, Inside, Inside, Booked]),
            ("Laser", vec![Booked, Booked, Around]),
            ("Saw", vec![Booked, Around]),
        ]
    );
    assert!(week.rows.iter().all(|row| row.may_book && row.capacity == 1));
    let bench = ana.run(planning("+2d", Some("Bench"))).await.unwrap();
    assert_eq!(kinds(&bench.rows[0]), [Inside, Inside, Inside, Around]);
    let quiet = ana.run(planning("+20d", None)).await.unwrap();
    assert_eq!(quiet.rows.iter().map(|row| row.taken.len()).sum::<usize>(), 0);
    assert_eq!((quiet.rows.len(), quiet.days.len()), (3, 7));
    ana.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn repeats_moves_cancels_counts_and_warns_at_the_hand_over() {
    let here = Computer::new();
    let (ana, _) = found(&here).await;
    ana.run(item("Drill")).await.unwrap();
    ana.run(AddItem { quantity: Some(5), ..item("Chair") }).await.unwrap();
    let weekly =
        Book { repeat: Some("FREQ=WEEKLY;COUNT=4".into()), ..book("Drill", "+2d 10:00", "12:00") };
    let weekly = ana.run(weekly).await.unwrap();
    assert_eq!((weekly.occurrences.len(), weekly.rule.as_str()), (4, "FREQ=WEEKLY;COUNT=4"));
    let strange = Book { repeat: Some("FREQ=YEARLY".into()), ..book("Drill", "+2d", "+2d") };
    assert_eq!(refused(&ana, strange).await.code, ErrorCode::BadRepeat);
    // Counted things: three of five, and then two at most.
    let chairs = |quantity| Book { quantity: Some(quantity), ..book("Chair", "+3d", "+3d") };
    let five = CheckBooking {
        space: None,
        resource: "Chair".into(),
        from: "+3d".into(),
        to: "+3d".into(),
        zone: Some("Europe/Paris".into()),
        repeat: Some("FREQ=DAILY;COUNT=2".into()),
        quantity: Some(5),
        replaces: None,
    };
    let check = ana.run(five.clone()).await.unwrap();
    assert_eq!((check.times.len(), check.obstacle), (2, None));
    let six = ana.run(CheckBooking { quantity: Some(6), ..five.clone() }).await.unwrap();
    assert_eq!(six.obstacle.map(|it| it.code), Some(ErrorCode::BookingTooMany));
    ana.run(chairs(3)).await.unwrap();
    assert_eq!(refused(&ana, chairs(3)).await.code, ErrorCode::BookingTaken);
    assert_eq!(refused(&ana, chairs(6)).await.code, ErrorCode::BookingTooMany);
    ana.run(chairs(2)).await.unwrap();
    let check = ana.run(five).await.unwrap();
    assert_eq!(check.obstacle.map(|it| it.code), Some(ErrorCode::BookingTaken));
    // A booking moves as a whole, and is confirmed anew.
    let named = || weekly.id.to_string();
    let confirm = ConfirmBooking { space: None, booking: named() };
    assert_eq!(ana.run(confirm.clone()).await.unwrap().status, BookingStatus::Confirmed);
    assert_eq!(refused(&ana, confirm).await.code, ErrorCode::ConfirmedAlready);
    let to = MoveBooking {
        space: None,
        booking: named(),
        from: "+2d 11:00".into(),
        to: None,
        zone: None,
        all_the_same: false,
    };
    let moved = ana.run(to.clone()).await.unwrap();
    assert_eq!((moved.status, moved.replaces), (BookingStatus::Tentative, Some(weekly.id)));
    assert_eq!(moved.end.0 - moved.start.0, weekly.end.0 - weekly.start.0);
    assert_eq!(show(&ana, &weekly).await.replaced_by, Some(moved.id));
    assert_eq!(refused(&ana, to).await.code, ErrorCode::BookingEnded);
    // One's own booking is not in one's way at the hand-over.
    ana.run(lend("Drill", "Ana", "+7d")).await.unwrap();
    let cancelled = ana.run(CancelBooking { space: None, booking: "Drill".into() }).await.unwrap();
    assert_eq!((cancelled.id, cancelled.status), (moved.id, BookingStatus::Cancelled));
    assert_eq!(ana.run(list(Some("Drill"))).await.unwrap(), []);
    let again = CancelBooking { space: None, booking: "Drill".into() };
    assert_eq!(refused(&ana, again).await.code, ErrorCode::NotBooked);
    ana.shutdown().await;
}

/// Waits until a booking is as it should be.
async fn becomes(app: &App, booking: &BookingView, is: impl Fn(&BookingView) -> bool) {
    let waited = async {
        let mut events = app.subscribe();
        while !is(&show(app, booking).await) {
            events.recv().await.expect("events come");
        }
    };
    tokio::time::timeout(Duration::from_secs(30), waited).await.expect("it becomes so");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_booking_is_seen_by_a_stewards_computer_by_itself_and_a_clash_is_told_to_both() {
    let (here, there) = (Computer::new(), Computer::new());
    let (ana, _) = found(&here).await;
    ana.run(item("Laser")).await.unwrap();
    let bo = join(&ana, &there, "Bo").await;
    let his = bo.run(book("Laser", "+2d 10:00", "12:00")).await.unwrap();
    assert!(!his.may.contains(&BookingRight::Confirm));
    let confirm = ConfirmBooking { space: None, booking: his.id.to_string() };
    assert_eq!(refused(&bo, confirm).await.code, ErrorCode::NotAnswering);
    bo.run(sync()).await.unwrap();
    becomes(&bo, &his, |booking| booking.certainty == Certainty::Seen).await;
    // Handing it over, somebody should know of it; a loan never moves.
    let over = refused(&ana, lend("Laser", "Ana", "+5d")).await;
    assert_eq!((over.code, over.args["who"].as_str()), (ErrorCode::BookedBeforeDue, "Bo"));
    let loan = ana.run(LendItem { despite_bookings: true, ..lend("Laser", "Ana", "+5d") }).await;
    let loan = loan.unwrap();
    bo.run(sync()).await.unwrap();
    let risky = show(&bo, &his).await;
    assert_eq!((risky.status, risky.at_risk.len()), (BookingStatus::Tentative, 1));
    let back = ReturnItem {
        space: None,
        loan: loan.id.to_string(),
        quantity: None,
        parts: None,
        told: None,
        at: None,
    };
    ana.run(back).await.unwrap();
    assert_eq!(state(&ana).await.len(), 64);
    let cancel = CancelBooking { space: None, booking: his.id.to_string() };
    assert_eq!(ana.run(cancel).await.unwrap().cancelled_by, "Ana");
    bo.run(sync()).await.unwrap();
    assert_eq!(show(&bo, &his).await.status, BookingStatus::Cancelled);
    assert_eq!(state(&ana).await, state(&bo).await);
    ana.shutdown().await;
    bo.shutdown().await;
}

fn keeps(item: &str, name: &str) -> SetAttributes {
    SetAttributes {
        space: None,
        item: item.into(),
        details: [("keeper".to_owned(), name.to_owned())].into(),
        fields: Default::default(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_keeps_a_thing_confirms_and_refuses_bookings_of_it_and_of_nothing_else() {
    let (here, there, third) = (Computer::new(), Computer::new(), Computer::new());
    let (ana, _) = found(&here).await;
    let bo = join(&ana, &there, "Bo").await;
    let cy = join(&ana, &third, "Cy").await;
    for name in ["Drill", "Saw", "Case"] {
        ana.run(item(name)).await.unwrap();
    }
    ana.run(keeps("Drill", "Bo")).await.unwrap();
    for app in [&cy, &bo] {
        app.run(sync()).await.unwrap();
    }
    let drill = cy.run(book("Drill", "+2d 10:00", "12:00")).await.unwrap();
    let later = cy.run(book("Drill", "+3d 10:00", "12:00")).await.unwrap();
    let saw = cy.run(book("Saw", "+2d 10:00", "12:00")).await.unwrap();
    let confirm = |it: &BookingView| ConfirmBooking { space: None, booking: it.id.to_string() };
    let cancel = |it: &BookingView| CancelBooking { space: None, booking: it.id.to_string() };
    let own = refused(&cy, confirm(&drill)).await;
    assert_eq!((own.code, own.args["what"].as_str()), (ErrorCode::NotAnswering, "Drill"));
    bo.run(sync()).await.unwrap();
    let may = show(&bo, &drill).await.may;
    assert_eq!(may, [BookingRight::Confirm, BookingRight::Cancel]);
    let to_confirm = async |app: &App| -> Vec<String> {
        let all = app.run(ListBookings { to_confirm: true, ..list(None) }).await.unwrap();
        all.iter().map(|it| it.id.to_string()).collect()
    };
    assert_eq!(to_confirm(&bo).await, [drill.id.to_string(), later.id.to_string()]);
    assert_eq!(to_confirm(&cy).await, Vec::<String>::new());
    assert!(show(&bo, &saw).await.may.is_empty());
    assert_eq!(refused(&bo, confirm(&saw)).await.code, ErrorCode::NotAnswering);
    assert_eq!(bo.run(confirm(&drill)).await.unwrap().certainty, Certainty::Confirmed);
    bo.run(cancel(&later)).await.unwrap();
    assert_eq!(to_confirm(&bo).await, Vec::<String>::new());
    for app in [&bo, &cy, &ana] {
        app.run(sync()).await.unwrap();
    }
    for app in [&ana, &bo, &cy] {
        assert_eq!(show(app, &drill).await.certainty, Certainty::Confirmed);
        let ended = show(app, &later).await;
        assert_eq!((ended.status, ended.cancelled_by.as_str()), (BookingStatus::Cancelled, "Bo"));
        assert_ne!(show(app, &saw).await.certainty, Certainty::Confirmed);
    }
    let states = [state(&ana).await, state(&bo).await, state(&cy).await];
    assert!(states.windows(2).all(|pair| pair[0] == pair[1]));
    // Nobody keeps it any more: what was confirmed stays, and no more is.
    ana.run(keeps("Drill", "")).await.unwrap();
    bo.run(sync()).await.unwrap();
    let next = bo.run(book("Drill", "+5d 10:00", "12:00")).await.unwrap();
    assert_eq!(refused(&bo, confirm(&next)).await.code, ErrorCode::NotAnswering);
    assert_eq!(show(&bo, &drill).await.certainty, Certainty::Confirmed);
    // Opened anew, it comes to the same.
    bo.shutdown().await;
    let bo = there.open().await;
    assert_eq!(show(&bo, &drill).await.certainty, Certainty::Confirmed);
    for app in [ana, bo, cy] {
        app.shutdown().await;
    }
}
