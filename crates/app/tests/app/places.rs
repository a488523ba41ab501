//! Places through the application: renamed, moved, never into themselves.

use etabli_api::{
    ErrorCode,
    command::{AddPlace, EditPlace, ListPlaces, Undo},
};
use etabli_app::App;

use crate::computer::{Computer, found};

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
