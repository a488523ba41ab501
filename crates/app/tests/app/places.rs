//! Places through the application: renamed, moved, never into themselves, and read from a table.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use etabli_api::{
    ErrorCode,
    command::{
        AddItem, AddPlace, EditPlace, FindPlaces, ImportItems, ListPlaces, ReadDetails,
        SetCapacity, SetDetails, Undo,
    },
};
use etabli_app::App;

use crate::computer::{Computer, book, found, item};

fn edit(place: &str, name: Option<&str>, inside: Option<&str>) -> EditPlace {
    let own = |text: Option<&str>| text.map(str::to_owned);
    EditPlace { space: None, place: place.to_owned(), name: own(name), inside: own(inside) }
}

async fn add(app: &App, name: &str, inside: Option<&str>) {
    let inside = inside.map(str::to_owned);
    app.run(AddPlace { space: None, name: name.to_owned(), inside }).await.expect("a place");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_place_is_renamed_and_moved_but_not_into_itself() {
    let computer = Computer::new();
    let (app, _) = found(&computer).await;
    add(&app, "Halle", None).await;
    add(&app, "Étagère", Some("Halle")).await;
    add(&app, "Cave", None).await;
    let moved = app.run(edit("Étagère", Some("Étagère B3"), Some("Cave"))).await.unwrap();
    assert_eq!((moved.path.as_str(), moved.depth), ("Cave / Étagère B3", 1));
    let refused = app.run(edit("Cave", None, Some("Étagère B3"))).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::PlaceInItself);
    let refused = app.run(edit("Cave", None, Some("Cave"))).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::PlaceInItself);
    let refused = app.run(edit("Cave", Some(" "), None)).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::EmptyName);
    app.run(Undo { space: None, step: None, earlier: false }).await.unwrap();
    let paths = app.run(ListPlaces { space: None }).await.unwrap();
    let paths: Vec<String> = paths.into_iter().map(|place| place.path).collect();
    assert_eq!(paths, ["Cave", "Halle", "Halle / Étagère"]);
    let alone = app.run(edit("Étagère", None, Some(""))).await.unwrap();
    assert_eq!(alone.path, "Étagère");
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_of_places_comes_once_with_what_they_are_in_and_goes_in_one_step() {
    let computer = Computer::new();
    let (app, _) = found(&computer).await;
    add(&app, "Halle", None).await;
    let table = "name,address,address2,city,state,country,zip,manager,manager username,parent\n\
        Étagère 1,,,,,,,,,Salle bois\nSalle bois,,,,,,,Ann,ann1,Halle\n\
        Halle,12 quai du Port,,Nantes,,FR,44000,,,\nAnnexe,,,,,,,,,Annexe\n";
    let import = |dry_run| ImportItems {
        space: None,
        file_name: "locations.csv".to_owned(),
        content: STANDARD.encode(table),
        format: "auto".to_owned(),
        map: Default::default(),
        dry_run,
    };
    let places = async || {
        let places = app.run(ListPlaces { space: None }).await.unwrap();
        places.into_iter().map(|place| place.path).collect::<Vec<_>>()
    };
    for dry_run in [true, false] {
        assert_eq!(places().await, ["Halle"]);
        let report = app.run(import(dry_run)).await.unwrap();
        assert_eq!((report.format.as_str(), report.rows), ("places", 4));
        assert_eq!((report.created, report.updated, report.places_created), (2, 1, 0));
        let refused: Vec<_> =
            report.refused.iter().map(|row| (row.line, row.reason.as_str())).collect();
        assert_eq!(refused, [(5, "import-place-in-itself")]);
        assert!(report.notes.iter().any(|note| note.contains("manager username")), "{report:?}");
    }
    let all = ["Halle", "Halle / Salle bois", "Halle / Salle bois / Étagère 1"];
    assert_eq!(places().await, all);
    let hall = app.run(ReadDetails { space: None, of: Some("Halle".to_owned()) }).await.unwrap();
    let access = hall.own.get("access").map(String::as_str);
    assert_eq!(access, Some("12 quai du Port, Nantes, FR, 44000"));
    let again = app.run(import(false)).await.unwrap();
    assert_eq!((again.created, again.updated, again.unchanged), (0, 0, 3));
    app.run(Undo { space: None, step: None, earlier: false }).await.unwrap();
    assert_eq!(places().await, ["Halle"]);
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn places_that_fit_are_found_by_what_is_there_for_how_many_and_when() {
    let computer = Computer::new();
    let (app, _) = found(&computer).await;
    for (name, inside) in
        [("Halle", None), ("Salle", Some("Halle")), ("Bureau", Some("Halle")), ("Cave", None)]
    {
        add(&app, name, inside).await;
    }
    let set = async |of: &str, details: &[(&str, &str)]| {
        let details = details.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned()));
        let command = SetDetails { space: None, of: Some(of.into()), details: details.collect() };
        app.run(command).await.expect("it is said");
    };
    set("Salle", &[("kind", "meeting"), ("equipment", "Wifi\nVidéoprojecteur")]).await;
    set("Bureau", &[("kind", "desk"), ("equipment", "Wifi")]).await;
    set("Cave", &[("equipment", "Wifi"), ("status", "candidate")]).await;
    let many = SetCapacity { space: None, resource: "Salle".into(), units: 8 };
    app.run(many).await.unwrap();
    let lathe = AddItem { place: Some("Bureau".into()), ..item("Tour à bois") };
    app.run(AddItem { category: Some("Bois".into()), ..lathe }).await.unwrap();
    let find = async |asked: FindPlaces| -> Vec<(String, bool)> {
        let found = app.run(asked).await.expect("they are looked for");
        found.into_iter().map(|it| (it.place.name, it.obstacle.is_none())).collect()
    };
    let need = |need: &str| FindPlaces { need: Some(need.into()), ..any() };
    let free =
        |names: &[&str]| names.iter().map(|name| ((*name).to_owned(), true)).collect::<Vec<_>>();
    // What is thought of only is no answer; what is kept there counts, for the whole around it, too.
    assert_eq!(find(need("wifi")).await, free(&["Bureau", "Salle"]));
    assert_eq!(find(need("VIDEOPROJ wifi")).await, free(&["Salle"]));
    assert_eq!(find(need("tour")).await, free(&["Halle", "Bureau"]));
    assert_eq!(find(need("piscine")).await, free(&[]));
    assert_eq!(find(FindPlaces { people: Some(6), ..any() }).await, free(&["Salle"]));
    assert_eq!(find(FindPlaces { kind: Some("desk".into()), ..any() }).await, free(&["Bureau"]));
    // At a time: what is taken then comes last, with the sentence that says so.
    app.run(book("Bureau", "+2d 10:00", "12:00")).await.unwrap();
    let then = |from: &str| FindPlaces {
        from: Some(from.into()),
        to: Some("13:00".into()),
        zone: Some("Europe/Paris".into()),
        ..need("wifi")
    };
    let taken = vec![("Salle".to_owned(), true), ("Bureau".to_owned(), false)];
    assert_eq!(find(then("+2d 11:00")).await, taken);
    assert_eq!(find(then("+2d 12:00")).await, free(&["Bureau", "Salle"]));
    let backwards = app.run(FindPlaces { to: Some("09:00".into()), ..then("+2d 11:00") }).await;
    assert!(backwards.unwrap().iter().all(|it| it.obstacle.is_some()), "nothing is free backwards");
    app.shutdown().await;
}

fn any() -> FindPlaces {
    FindPlaces {
        space: None,
        kind: None,
        need: None,
        people: None,
        from: None,
        to: None,
        zone: None,
    }
}
