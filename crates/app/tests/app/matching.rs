//! What a project needs, met with what there is: held against an oracle that counts hour by hour
//! what the test itself booked and lent, over many seeded spaces.

#![expect(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test that cannot go on fails right there"
)]

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate, Utc};
use etabli_api::{ProjectKind, RowKind, command::*, id::LocalId, view::*};
use etabli_app::App;

use crate::computer::{Computer, book, found, item, join, lend, sync};

const PROJECT: &str = "Cargo bike";
const KINDS: [&str; 3] = ["Drill", "Saw", "Clamp"];
/// How many spaces are tried, and how many in a proof, with `ETABLI_LONG`.
const SPACES: u64 = 12;
const MANY: u64 = 1_000;
const NEEDS: usize = 12;
/// Where things are, and where the project is.
const PLACES: [&str; 5] = ["", "Hall", "Hall / Bench", "Shed", "Shed / Rack"];
const AT: &str = "Hall / Bench";
/// How many days there are, from a week ahead.
const DAYS: u64 = 6;

/// A generator of numbers that is the same everywhere (SplitMix64, Steele et al. 2014).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % most
    }
}

/// What the test did, hour by hour from the first day on.
#[derive(Default)]
struct Ledger {
    items: BTreeMap<String, u32>,
    places: BTreeMap<String, &'static str>,
    taken: Vec<(String, std::ops::Range<u64>, u32)>,
}

impl Ledger {
    fn free(&self, item: &str, hour: u64) -> u32 {
        let taken =
            self.taken.iter().filter(|(name, hours, _)| name == item && hours.contains(&hour));
        self.items[item] - taken.map(|(.., units)| units).sum::<u32>()
    }
}

struct Asked {
    id: LocalId,
    kind: &'static str,
    wanted: u32,
    hours: std::ops::Range<u64>,
}

fn day(number: u64) -> NaiveDate {
    Utc::now().date_naive() + Days::new(7 + number)
}

fn hour(number: u64) -> String {
    format!("{} {:02}:00", day(number / 24), number % 24)
}

async fn need(app: &App, fields: &[(&str, String)]) -> LocalId {
    let fields = fields.iter().map(|(key, text)| ((*key).to_owned(), text.clone())).collect();
    let (project, kind, row) = (PROJECT.to_owned(), RowKind::Need, None);
    let flags = BTreeMap::new();
    let write = WriteRow { space: None, project, kind, row, fields, flags };
    app.run(write).await.expect("a need is written").id
}

async fn begin(app: &App) {
    let (name, summary) = (PROJECT.to_owned(), String::new());
    let start = StartProject { space: None, kind: ProjectKind::Project, name, summary, from: None };
    app.run(start).await.expect("a project begins");
    // Needs are days by the clock of the space; bookings of the test are by the same.
    let details = [("zone".to_owned(), "UTC".to_owned())].into();
    app.run(SetDetails { space: None, of: None, details }).await.expect("the zone is said");
}

async fn matched(app: &App) -> Vec<NeedMatch> {
    app.run(MatchNeeds { space: None, project: PROJECT.to_owned() }).await.expect("it is matched")
}

/// Fills a space: items, bookings that come through, loans, and needs.
async fn fill(app: &App, numbers: &mut Numbers, friend: bool) -> (Ledger, Vec<Asked>) {
    begin(app).await;
    for (name, inside) in
        [("Hall", None), ("Bench", Some("Hall")), ("Shed", None), ("Rack", Some("Shed"))]
    {
        let (name, inside) = (name.to_owned(), inside.map(str::to_owned));
        app.run(AddPlace { space: None, name, inside }).await.expect("a place is added");
    }
    let fields = [("place".to_owned(), AT.to_owned())].into();
    let edit = EditProject { space: None, project: PROJECT.to_owned(), fields, archived: None };
    app.run(edit).await.expect("the project is somewhere");
    let mut ledger = Ledger::default();
    for number in 0..7_u64 {
        let quantity = 1 + u32::try_from(numbers.below(4)).unwrap();
        let name = format!("{} {number}", KINDS[usize::try_from(number).unwrap() % KINDS.len()]);
        let place = PLACES[usize::try_from(numbers.below(PLACES.len() as u64)).unwrap()];
        ledger.places.insert(name.clone(), place);
        let place = Some(place.to_owned()).filter(|place| !place.is_empty());
        let added = AddItem { quantity: Some(quantity), place, ..item(&name) };
        app.run(added).await.expect("it is added");
        ledger.items.insert(name, quantity);
    }
    let names: Vec<String> = ledger.items.keys().cloned().collect();
    let pick = |numbers: &mut Numbers| {
        names[usize::try_from(numbers.below(names.len() as u64)).unwrap()].clone()
    };
    for _ in 0..14 {
        let name = pick(numbers);
        let units = 1 + u32::try_from(numbers.below(u64::from(ledger.items[&name]))).unwrap();
        let start = numbers.below(DAYS * 24 - 30);
        let hours = start..start + 1 + numbers.below(29);
        let fits = hours.clone().all(|at| ledger.free(&name, at) >= units);
        let booked = app
            .run(Book {
                zone: Some("UTC".to_owned()),
                quantity: Some(units),
                ..book(&name, &hour(hours.start), &hour(hours.end))
            })
            .await;
        assert_eq!(booked.is_ok(), fits, "{name} {hours:?} {units} {booked:?}");
        if fits {
            ledger.taken.push((name, hours, units));
        }
    }
    // What whoever began the project has on loan is there for it; so others borrow.
    for _ in 0..if friend { 2 } else { 0 } {
        let name = pick(numbers);
        let end = 1 + numbers.below(DAYS * 24 - 1);
        if (0..end).all(|at| ledger.free(&name, at) > 0) {
            let due = Some(format!("{}:00Z", hour(end).replace(' ', "T")));
            app.run(LendItem { due, ..lend(&name, "Bo") }).await.expect("it is lent");
            ledger.taken.push((name, 0..end, 1));
        }
    }
    let mut asked = Vec::new();
    for _ in 0..NEEDS {
        let kind = KINDS[usize::try_from(numbers.below(3)).unwrap()];
        let wanted = 1 + u32::try_from(numbers.below(6)).unwrap();
        let from = numbers.below(DAYS);
        let until = from + numbers.below(DAYS - from);
        let id = need(
            app,
            &[
                ("what", "tool".to_owned()),
                ("words", format!("some {}s", kind.to_lowercase())),
                ("quantity", wanted.to_string()),
                ("from", day(from).to_string()),
                ("until", day(until).to_string()),
            ],
        )
        .await;
        asked.push(Asked { id, kind, wanted, hours: from * 24..(until + 1) * 24 });
    }
    (ledger, asked)
}

/// Returns what everybody is shown.
fn shared(mut views: Vec<NeedMatch>) -> Vec<NeedMatch> {
    for thing in views.iter_mut().flat_map(|view| &mut view.things) {
        (thing.can_book, thing.can_ask) = (false, false);
    }
    views
}

/// Returns how far somewhere is from the project, and what both are in, read off the names.
fn way(place: &str) -> (Option<u32>, &str) {
    match place {
        "" => (None, ""),
        "Hall / Bench" => (Some(0), "Bench"),
        "Hall" => (Some(1), "Hall"),
        "Shed" => (Some(3), ""),
        _ => (Some(4), ""),
    }
}

fn check(ledger: &Ledger, asked: &Asked, view: &NeedMatch) {
    let mut expected = BTreeMap::new();
    let mut always = 0;
    for name in ledger.items.keys().filter(|name| name.starts_with(asked.kind)) {
        let free: Vec<u32> = asked.hours.clone().map(|at| ledger.free(name, at)).collect();
        let least = *free.iter().min().unwrap();
        let most = (*free.iter().max().unwrap()).min(asked.wanted);
        let units = if least > 0 { least.min(asked.wanted) } else { most };
        let hours = free.iter().filter(|free| least == 0 && most > 0 && **free >= most).count();
        always += least.min(asked.wanted);
        expected.insert(name.clone(), (units, hours));
    }
    let told: BTreeMap<String, (u32, usize)> = view
        .things
        .iter()
        .map(|thing| {
            let long = |time: &FreeView| usize::try_from((time.end.0 - time.start.0) / 3_600_000);
            let hours = thing.times.iter().map(|time| long(time).unwrap()).sum();
            (thing.name.clone(), (thing.units, hours))
        })
        .collect();
    // At most four times are told; where there are more, fewer hours.
    for (name, (units, hours)) in &expected {
        let (told_units, told_hours) = told[name];
        assert_eq!(told_units, *units, "{name}");
        let times = view.things.iter().find(|thing| thing.name == *name).unwrap().times.len();
        assert!(told_hours == *hours || (times == 4 && told_hours < *hours), "{name} {told_hours}");
    }
    assert_eq!(told.len(), expected.len());
    for thing in &view.things {
        let (steps, near) = way(ledger.places[&thing.name]);
        assert_eq!((thing.steps, thing.near.as_str()), (steps, near), "{}", thing.name);
    }
    // Among those that are as free as each other, the nearer come first, and those nowhere last.
    for pair in view.things.windows(2).filter(|pair| pair.iter().all(|it| it.times.is_empty())) {
        let far = |thing: &ThingMatch| thing.steps.unwrap_or(u32::MAX);
        let [one, other] = pair else { continue };
        assert!(one.units != other.units || far(one) <= far(other), "{} {}", one.name, other.name);
    }
    let met = match always {
        0 => MetHow::Nothing,
        some if some < asked.wanted => MetHow::Part,
        _ => MetHow::Whole,
    };
    assert_eq!((view.met, view.found), (met, always.min(asked.wanted)));
}

#[tokio::test(flavor = "multi_thread")]
async fn needs_are_met_as_an_oracle_counts_hour_by_hour_on_every_replica() {
    let spaces = if std::env::var_os("ETABLI_LONG").is_some() { MANY } else { SPACES };
    for seed in 0..spaces {
        let (here, there) = (Computer::new(), Computer::new());
        let (ana, _) = found(&here).await;
        let bo = if seed % 4 == 0 { Some(join(&ana, &there, "Bo").await) } else { None };
        let (ledger, asked) = fill(&ana, &mut Numbers(seed), bo.is_some()).await;
        let views = matched(&ana).await;
        assert_eq!(views.len(), asked.len());
        for asked in &asked {
            let view = views.iter().find(|view| view.need == asked.id).expect("a need is told");
            check(&ledger, asked, view);
        }
        // Somebody who may decide nothing is shown the same; only what one may do is one's own.
        if let Some(bo) = bo {
            bo.run(sync()).await.unwrap();
            let (theirs, ours) = (shared(matched(&bo).await), shared(views));
            assert!(theirs == ours, "seed {seed}");
            bo.shutdown().await;
        }
        ana.shutdown().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_place_a_broken_thing_and_a_dataset_are_matched_as_what_they_are() {
    let here = Computer::new();
    let (ana, _) = found(&here).await;
    begin(&ana).await;
    let place = AddPlace { space: None, name: "Salle de réunion".into(), inside: None };
    ana.run(place).await.unwrap();
    ana.run(AddItem { category: Some("Métal".into()), ..item("Poste à souder") }).await.unwrap();
    ana.run(item("Plan du vélo")).await.unwrap();
    let licence = [("licence".to_owned(), "CC BY-SA 4.0".to_owned())].into();
    let set = SetAttributes {
        space: None,
        item: "Plan du vélo".into(),
        details: licence,
        fields: BTreeMap::new(),
    };
    ana.run(set).await.unwrap();
    let text = |what: &str, words: &str| [("what", what.to_owned()), ("words", words.to_owned())];
    let room = need(&ana, &text("place", "une salle")).await;
    // A trade is known by either of its names.
    let metal = need(&ana, &text("tool", "metal")).await;
    let plan = need(&ana, &text("sheet", "plans de vélo")).await;
    let none = need(&ana, &text("tool", "plan du vélo")).await;
    let views = matched(&ana).await;
    let told = |id: LocalId| views.iter().find(|view| view.need == id).unwrap();
    let names = |id| told(id).things.iter().map(|thing| thing.name.clone()).collect::<Vec<_>>();
    assert_eq!(names(room), ["Salle de réunion"]);
    assert_eq!((names(metal), told(metal).met), (vec!["Poste à souder".to_owned()], MetHow::Whole));
    assert_eq!(
        (names(plan), told(plan).things[0].can_book),
        (vec!["Plan du vélo".to_owned()], false)
    );
    assert_eq!(names(none), Vec::<String>::new());
    let broken = OpenRepair {
        space: None,
        item: "Poste à souder".into(),
        quantity: None,
        note: String::new(),
    };
    ana.run(broken).await.unwrap();
    let views = matched(&ana).await;
    let view = views.iter().find(|view| view.need == metal).unwrap();
    assert_eq!((view.met, view.things[0].units), (MetHow::Nothing, 0));
    ana.shutdown().await;
}
