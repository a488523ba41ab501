//! What a space calls things, through the application: set by stewards, seen by all, taken back.

use etabli_api::{
    ErrorCode,
    command::{
        ListActivity, ListMembers, ReadHostName, Redo, RenameDevice, RenameMember, RenameSpace,
        SetSetting, SetWord, ShowSpace, Status, Undo,
    },
    view::{DeedKind, SpaceView},
};
use etabli_app::App;

use crate::computer::{Computer, found, join, state, sync};

fn call(term: &str, one: &str, many: &str) -> SetWord {
    let (term, language) = (term.to_owned(), "fr".to_owned());
    SetWord { space: None, term, language, one: one.to_owned(), many: many.to_owned() }
}

async fn words(app: &App) -> Vec<(&'static str, String, String)> {
    let space: SpaceView = app.run(ShowSpace { space: None }).await.expect("the space is here");
    space.words.into_iter().map(|word| (word.term.as_str(), word.one, word.many)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_steward_says_what_things_are_called_and_all_see_it() {
    let (here, there) = (Computer::new(), Computer::new());
    let (ana, _) = found(&here).await;
    ana.run(call("place", " é\u{202e}tabli ", "établis")).await.unwrap();
    let bo = join(&ana, &there, "Bo").await;
    bo.run(sync()).await.unwrap();
    let benches = vec![("place", "établi".to_owned(), "établis".to_owned())];
    assert_eq!(words(&bo).await, benches);
    assert_eq!(state(&ana).await, state(&bo).await);

    let refused = |command| async { bo.run(command).await.unwrap_err().code };
    assert_eq!(refused(call("place", "banc", "bancs")).await, ErrorCode::NotAllowed);
    let refused = |command| async { ana.run(command).await.unwrap_err().code };
    assert_eq!(refused(call("place", "établi", "établis")).await, ErrorCode::NothingToChange);
    assert_eq!(refused(call("drill", "x", "")).await, ErrorCode::NotFound);
    assert_eq!(refused(call("item", "", "outils")).await, ErrorCode::EmptyName);
    assert_eq!(refused(call("item", &"x".repeat(25), "")).await, ErrorCode::TextTooLong);

    assert!(ana.run(call("place", "", "")).await.unwrap().words.is_empty());
    let told = ListActivity {
        space: None,
        member: None,
        item: None,
        part: None,
        since: None,
        after: None,
        limit: 1,
    };
    let told = ana.run(told).await.unwrap();
    let deed = &told.done[0].deeds[0];
    assert_eq!((deed.kind, deed.field.as_str()), (DeedKind::WordSet, "word:fr:place"));
    assert_eq!(deed.before[0].text, "établi, établis");
    ana.shutdown().await;
    bo.shutdown().await;
}

fn undo() -> Undo {
    Undo { space: None, step: None, earlier: false }
}

/// Returns what the space and its members are called, in the order in which they are listed.
async fn names(app: &App) -> (String, Vec<String>) {
    let space = app.run(ShowSpace { space: None }).await.expect("the space is here").name;
    let members = app.run(ListMembers { space: None }).await.expect("they are listed");
    (space, members.into_iter().map(|member| member.name).collect())
}

#[tokio::test(flavor = "multi_thread")]
async fn names_are_written_again_and_put_back() {
    let (here, there) = (Computer::new(), Computer::new());
    let (ana, _) = found(&here).await;
    let before = names(&ana).await;
    // Nobody is without a name again.
    assert_eq!(ana.run(undo()).await.unwrap_err().code, ErrorCode::NothingToUndo);
    let bo = join(&ana, &there, "Bo").await;
    let me = |name: &str| RenameMember { space: None, name: name.to_owned() };
    let space = |name: &str| RenameSpace { space: None, name: name.to_owned() };
    assert_eq!(ana.run(me(" Zoé\n\u{202e}Martin ")).await.unwrap().name, "Zoé Martin");
    assert_eq!(ana.run(space("La Fabrique")).await.unwrap().name, "La Fabrique");
    let refused = |command| async { bo.run(command).await.unwrap_err().code };
    assert_eq!(refused(space("Mine")).await, ErrorCode::NotAllowed);
    let refused = |command| async { ana.run(command).await.unwrap_err().code };
    assert_eq!(refused(me("Zoé Martin")).await, ErrorCode::NothingToChange);
    assert_eq!(refused(me(" \u{200b} ")).await, ErrorCode::EmptyName);
    assert_eq!(refused(me(&"x".repeat(65_536))).await, ErrorCode::NameTooLong);
    bo.run(sync()).await.unwrap();
    assert_eq!(
        names(&bo).await,
        ("La Fabrique".to_owned(), vec!["Bo".into(), "Zoé Martin".into()])
    );
    ana.run(undo()).await.unwrap();
    ana.run(undo()).await.unwrap();
    assert_eq!(names(&ana).await.0, before.0);
    assert!(names(&ana).await.1.contains(&"Ana".to_owned()));
    ana.run(Redo { space: None, earlier: false }).await.unwrap();
    bo.run(sync()).await.unwrap();
    assert!(names(&bo).await.1.contains(&"Zoé Martin".to_owned()));
    ana.shutdown().await;
    bo.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn words_rules_and_names_of_devices_are_put_back() {
    let here = Computer::new();
    let (ana, _) = found(&here).await;
    let device = |name: &str| RenameDevice { space: None, device: None, name: name.to_owned() };
    let limit = |text: &str| SetSetting {
        space: None,
        setting: "most-out".to_owned(),
        text: text.to_owned(),
    };
    let named = async || {
        let members = ana.run(ListMembers { space: None }).await.unwrap();
        members
            .into_iter()
            .flat_map(|member| member.devices)
            .map(|one| one.name)
            .collect::<Vec<_>>()
    };
    ana.run(call("place", "établi", "établis")).await.unwrap();
    ana.run(call("place", "banc", "bancs")).await.unwrap();
    ana.run(device("Portable")).await.unwrap();
    ana.run(limit("3")).await.unwrap();
    ana.run(undo()).await.unwrap();
    ana.run(undo()).await.unwrap();
    assert_eq!(named().await, [""]);
    ana.run(undo()).await.unwrap();
    assert_eq!(words(&ana).await, [("place", "établi".to_owned(), "établis".to_owned())]);
    ana.run(undo()).await.unwrap();
    assert!(words(&ana).await.is_empty());
    ana.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_names_their_devices_and_all_see_it() {
    let (here, there) = (Computer::new(), Computer::new());
    let (ana, _) = found(&here).await;
    let bo = join(&ana, &there, "Bo").await;
    let call = |device: Option<&str>, name: &str| RenameDevice {
        space: None,
        device: device.map(str::to_owned),
        name: name.to_owned(),
    };
    let named = ana.run(call(None, " Portable\nde l’atelier ")).await.unwrap();
    assert_eq!(named.devices[0].name, "Portable de l’atelier");
    bo.run(sync()).await.unwrap();
    let devices = bo.run(Status { space: None }).await.unwrap().devices;
    let shown: Vec<_> = devices.iter().map(|one| one.device_name.as_str()).collect();
    assert_eq!(shown, ["", "Portable de l’atelier"]);
    // A device of somebody else is none of theirs.
    let other = bo.run(call(Some("Portable"), "x")).await.unwrap_err();
    assert_eq!(other.code, ErrorCode::NotFound);
    let long = ana.run(call(None, &"x".repeat(61))).await.unwrap_err();
    assert_eq!(long.code, ErrorCode::TextTooLong);
    ana.run(call(Some("Portable"), "")).await.unwrap();
    let members = ana.run(ListMembers { space: None }).await.unwrap();
    assert!(members.iter().flat_map(|member| &member.devices).all(|one| one.name.is_empty()));
    assert!(ana.run(ReadHostName {}).await.unwrap().chars().count() <= 60);
    ana.shutdown().await;
    bo.shutdown().await;
}
