//! What a space calls things, through the application: set by stewards, seen by all, taken back.

use etabli_api::{
    ErrorCode,
    command::{ListActivity, ListMembers, ReadHostName, RenameDevice, SetWord, ShowSpace, Status},
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
