//! Who is here this week, by what they say themselves.

use etabli_api::{command::*, view::*};
use etabli_app::App;

use crate::computer::{Computer, book, found, join, lend, sync};

async fn details(app: &App, of: Option<&str>, details: &[(&str, &str)]) {
    let details = details.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
    let (of, details) = (of.map(str::to_owned), details.collect());
    app.run(SetDetails { space: None, of, details }).await.expect("it is said");
}

async fn days(app: &App, days: &str) {
    let days = Some(days.to_owned());
    let (goals, languages, availability) = (None, None, None);
    let (welcomes, settled, shown) = (None, None, None);
    let set =
        SetProfile { space: None, goals, languages, days, availability, welcomes, settled, shown };
    app.run(set).await.expect("it is said");
}

/// Returns who is told of each day, with what is said of them.
async fn told(app: &App) -> Vec<Vec<String>> {
    let week = app.run(ShowWeek { space: None }).await.expect("it is shown");
    let hours = |place: &PlaceHere| (place.span.end.0 - place.span.start.0) / 3_600_000;
    let person = |one: &PersonHere| {
        let mut said = vec![one.name.clone()];
        said.extend(one.usually.then(|| "usually".to_owned()));
        said.extend(one.booked.iter().map(|it| format!("booked {} {}", it.name, hours(it))));
        said.extend(one.keys.iter().map(|it| format!("key {} {}", it.name, hours(it))));
        said.join(", ")
    };
    week.days.iter().map(|day| day.people.iter().map(person).collect()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_here_this_week_is_told_by_days_bookings_and_keys() {
    let (here, there) = (Computer::new(), Computer::new());
    let (ana, _) = found(&here).await;
    let bo = join(&ana, &there, "Bo").await;
    details(&ana, None, &[("zone", "UTC")]).await;
    assert_eq!(told(&ana).await, vec![Vec::<String>::new(); 7]);

    for name in ["Hall", "Shed"] {
        ana.run(AddPlace { space: None, name: name.into(), inside: None }).await.unwrap();
    }
    let weekday = |ahead: u64| {
        use chrono::Datelike;
        let day = chrono::Utc::now().date_naive() + chrono::Days::new(ahead);
        day.weekday().number_from_monday().to_string()
    };
    days(&ana, &weekday(2)).await;
    let hall = |from: &str, to: &str| Book { zone: Some("UTC".into()), ..book("Hall", from, to) };
    let made = ana.run(hall("+1d 14:00", "+1d 16:00")).await.unwrap();
    // Over midnight, each day has its part; what is booked later than the week is not told.
    ana.run(hall("+3d 22:00", "+4d 01:00")).await.unwrap();
    ana.run(hall("+9d 10:00", "+9d 11:00")).await.unwrap();
    bo.run(sync()).await.unwrap();
    // A key of an open place says that one is there when it opens; of one without hours, nothing.
    details(&ana, Some("Shed"), &[(&format!("hours:{}", weekday(5)), "9-12")]).await;
    for (place, name) in [("Shed", "Shed key"), ("Hall", "Hall key")] {
        let (place, name) = (place.to_owned(), name.to_owned());
        ana.run(AddKey { space: None, place, name, quantity: None }).await.unwrap();
    }
    ana.run(lend("Shed key", "Bo")).await.unwrap();
    ana.run(lend("Hall key", "Bo")).await.unwrap();
    bo.run(sync()).await.unwrap();
    let expected: [&[&str]; 7] = [
        &[],
        &["Ana, booked Hall 2"],
        &["Ana, usually"],
        &["Ana, booked Hall 2"],
        &["Ana, booked Hall 1"],
        &["Bo, key Shed 3"],
        &[],
    ];
    assert_eq!(told(&ana).await, expected);
    assert_eq!(told(&bo).await, expected);
    ana.run(CancelBooking { space: None, booking: made.id.to_string() }).await.unwrap();
    assert_eq!(told(&ana).await[1], Vec::<String>::new());
    bo.run(LeaveSpace { space: None }).await.unwrap();
    ana.run(sync()).await.unwrap();
    assert_eq!(told(&ana).await[5], Vec::<String>::new(), "who left is not told");
    ana.shutdown().await;
    bo.shutdown().await;
}
