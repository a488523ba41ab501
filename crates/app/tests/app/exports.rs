//! What the space writes for others: tables that come in again, and files that networks of commons
//! take. What their schemas demand is said here in the words of the tests.

use std::collections::BTreeSet;

use base64::{Engine, prelude::BASE64_STANDARD};
use etabli_api::{ApiError, command::*, view::*};
use etabli_app::App;
use serde_json::Value;

use crate::computer::{Computer, book, found, item, lend};

async fn export(app: &App, format: &str, what: &str) -> Result<ExportFile, ApiError> {
    published(app, format, what, None, None).await
}

async fn published(
    app: &App,
    format: &str,
    what: &str,
    url: Option<&str>,
    at: Option<&str>,
) -> Result<ExportFile, ApiError> {
    let (format, what) = (format.to_owned(), what.to_owned());
    let (url, at) = (url.map(str::to_owned), at.map(str::to_owned));
    app.run(Export { space: None, format, what, url, at }).await
}

fn json(file: &ExportFile) -> Value {
    serde_json::from_str(&file.content).expect("it is JSON")
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().unwrap_or_else(|| panic!("{key} is a list")).as_slice()
}

fn texts<'a>(values: &'a [Value], key: &str) -> Vec<&'a str> {
    values.iter().map(|value| value[key].as_str().expect("a text")).collect()
}

/// A space with a drill that is out, a saw that is booked tomorrow, and a name that is a formula.
async fn workshop(computer: &Computer) -> App {
    let (ana, _) = found(computer).await;
    ana.run(AddItem {
        note: Some("600 W".to_owned()),
        category: Some("Power".to_owned()),
        ..item("Drill")
    })
    .await
    .expect("it is added");
    ana.run(AddItem { place: Some("Shelf".to_owned()), ..item("Saw") }).await.expect("it is added");
    ana.run(item("=1+1")).await.expect("it is added");
    ana.run(lend("Drill", "Ana")).await.expect("it is lent");
    ana.run(Book {
        zone: Some("UTC".to_owned()),
        repeat: Some("FREQ=DAILY;COUNT=2".to_owned()),
        ..book("Saw", "+1d 10:00", "12:00")
    })
    .await
    .expect("it is booked");
    ana
}

#[tokio::test(flavor = "multi_thread")]
async fn tables_have_a_row_for_each_thing_and_come_in_again() {
    let computer = Computer::new();
    let ana = workshop(&computer).await;
    for (what, rows) in [
        ("items", 3),
        ("places", 1),
        ("members", 1),
        ("loans", 1),
        ("bookings", 2),
        ("requests", 0),
    ] {
        let file = export(&ana, "csv", what).await.expect("it is written");
        assert!(file.name.ends_with(&format!("-{what}.csv")), "{}", file.name);
        let lines: Vec<&str> = file.content.trim_start_matches('\u{feff}').lines().collect();
        assert_eq!(lines.len(), rows + 1, "{what}: {lines:?}");
        let width = |line: &&str| line.split(',').count();
        assert_eq!(lines.iter().map(width).collect::<BTreeSet<_>>().len(), 1, "{lines:?}");
    }
    assert!(export(&ana, "csv", "all").await.is_err(), "a table is of one thing");

    let items = export(&ana, "csv", "items").await.expect("it is written");
    assert!(items.content.contains("'=1+1"), "no cell is a formula: {}", items.content);
    let import = ImportItems {
        space: None,
        file_name: items.name,
        content: BASE64_STANDARD.encode(&items.content),
        format: "auto".to_owned(),
        map: Default::default(),
        dry_run: false,
    };
    let elsewhere = Computer::new();
    let (bo, _) = found(&elsewhere).await;
    let report = bo.run(import.clone()).await.expect("it is read");
    assert_eq!((report.rows, report.created, report.places_created), (3, 3, 1), "{report:?}");
    let again = bo.run(import).await.expect("it is read");
    assert_eq!((again.created, again.updated, again.unchanged), (0, 0, 3), "{again:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_exported_whole_has_all_its_parts() {
    let computer = Computer::new();
    let ana = workshop(&computer).await;
    let all = json(&export(&ana, "json", "all").await.expect("it is written"));
    assert_eq!((&all["format"], &all["version"]), (&"etabli-json".into(), &1.into()));
    for (part, count) in [
        ("items", 3),
        ("places", 1),
        ("members", 1),
        ("loans", 1),
        ("bookings", 1),
        ("requests", 0),
    ] {
        assert_eq!(list(&all, part).len(), count, "{part}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn commons_are_told_with_where_and_when_and_without_anybody() {
    let computer = Computer::new();
    let ana = workshop(&computer).await;
    let file = published(&ana, "commons-api", "all", None, Some("48.85, 2.35")).await;
    let file = file.expect("it is written");
    assert!(!file.content.contains("Ana"), "nobody is named: {}", file.content);
    let all = json(&file);

    // Items, owners and projects name themselves and each other.
    let items = list(&all, "items");
    assert_eq!(texts(items, "name").len(), 3);
    let projects: BTreeSet<&str> = texts(list(&all, "projects"), "id").into_iter().collect();
    assert!(texts(items, "projectId").iter().all(|id| projects.contains(id)));
    let owners: BTreeSet<&str> = texts(list(&all, "owners"), "id").into_iter().collect();
    assert!(texts(items, "ownerId").iter().all(|id| owners.contains(id)));
    let urls = [texts(items, "url"), texts(list(&all, "projects"), "url")].concat();
    assert!(urls.iter().all(|url| url.starts_with("etabli:")), "{urls:?}");

    // Locations are GeoJSON, longitude first.
    assert_eq!(all["locations"]["type"], "FeatureCollection");
    let features = list(&all["locations"], "features");
    let mut places = BTreeSet::new();
    for feature in features {
        assert_eq!(
            (&feature["type"], &feature["geometry"]["type"]),
            (&"Feature".into(), &"Point".into())
        );
        assert_eq!(feature["geometry"]["coordinates"], serde_json::json!([2.35, 48.85]));
        assert!(feature["properties"]["name"].is_string());
        places.insert(feature["properties"]["id"].as_str().expect("a text"));
    }

    // Slots are of items and locations that are there, end after they start, and are told once.
    let slots = list(&all, "availability");
    let ids: BTreeSet<&str> = texts(items, "id").into_iter().collect();
    let mut seen = BTreeSet::new();
    for slot in slots {
        assert!(ids.contains(slot["itemId"].as_str().expect("a text")), "{slot}");
        assert!(places.contains(slot["locationId"].as_str().expect("a text")), "{slot}");
        assert!(slot["start"].as_str() < slot["end"].as_str(), "{slot}");
        assert!(seen.insert(slot.to_string()), "{slot} twice");
    }
    // The saw is taken two days in a row, so it is free three times.
    let saw = items.iter().find(|item| item["name"] == "Saw").expect("it is there");
    assert_eq!(slots.iter().filter(|slot| slot["itemId"] == saw["id"]).count(), 3, "{slots:?}");
    // Whoever has the drill writes the file, and until it is due it is free for nobody.
    let drill = items.iter().find(|item| item["name"] == "Drill").expect("it is there");
    let now = slots.iter().filter_map(|slot| slot["start"].as_str()).min();
    let mut of_drill = slots.iter().filter(|slot| slot["itemId"] == drill["id"]);
    assert!(of_drill.all(|slot| slot["start"].as_str() > now), "{slots:?}");

    // Without coordinates there can be no locations; and nobody lives at the north of the north.
    let without = json(&export(&ana, "commons-api", "all").await.expect("it is written"));
    assert!(without.get("locations").is_none());
    assert!(published(&ana, "commons-api", "all", None, Some("91, 0")).await.is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn offers_are_linked_data_that_stands_by_itself() {
    let computer = Computer::new();
    let ana = workshop(&computer).await;
    let file = export(&ana, "valueflows", "all").await.expect("it is written");
    assert!(!file.content.contains("Ana"), "nobody is named: {}", file.content);
    let all = json(&file);
    let terms: BTreeSet<&str> =
        all["@context"].as_object().expect("terms").keys().map(String::as_str).collect();
    let graph = list(&all, "@graph");
    let ids = texts(graph, "@id");
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "ids are told once");
    // Every word is in the context, and whatever is linked to is in the graph.
    let mut parts: Vec<&Value> = graph.iter().collect();
    while let Some(part) = parts.pop() {
        for (key, value) in part.as_object().expect("a thing") {
            assert!(key.starts_with('@') || terms.contains(key.as_str()), "{key}");
            match (key.as_str(), value) {
                ("@type", Value::String(kind)) => assert!(terms.contains(kind.as_str()), "{kind}"),
                (
                    "primaryAccountable"
                    | "conformsTo"
                    | "currentLocation"
                    | "provider"
                    | "resourceInventoriedAs",
                    Value::String(id),
                ) => {
                    assert!(ids.contains(&id.as_str()), "{id}");
                }
                (_, Value::Object(_)) => parts.push(value),
                _ => {}
            }
        }
    }
    let of = |kind: &str| graph.iter().filter(|one| one["@type"] == kind).count();
    // The drill is out, so it is no offer.
    assert_eq!((of("EconomicResource"), of("Proposal"), of("ResourceSpecification")), (3, 2, 1));
    let drill = graph.iter().find(|one| one["label"] == "Drill").expect("it is there");
    let count = |key: &str| drill[key]["hasNumericalValue"].as_u64();
    assert_eq!((count("accountingQuantity"), count("onhandQuantity")), (Some(1), Some(0)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_directory_of_spaces_gets_what_it_demands() {
    let computer = Computer::new();
    let ana = workshop(&computer).await;
    let file =
        published(&ana, "spaceapi", "all", Some("https://example.org"), Some("-1.5,0")).await;
    let all = json(&file.expect("it is written"));
    assert!(list(&all, "api_compatibility").contains(&"15".into()));
    for text in ["space", "logo", "url"] {
        assert!(all[text].is_string(), "{text}");
    }
    assert!(all["contact"].is_object());
    assert_eq!(all["url"], "https://example.org");
    assert_eq!((&all["location"]["lat"], &all["location"]["lon"]), (&(-1.5).into(), &0.0.into()));
    assert_eq!(all["sensors"]["total_member_count"][0]["value"], 1);
}
