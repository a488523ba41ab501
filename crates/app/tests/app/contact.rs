//! How members can be reached, through the application: written, seen by the others, forgotten.

use etabli_api::{
    ErrorCode,
    command::{ForgetContact, ListMembers, SetContact},
    view::{ContactView, MemberView},
};
use etabli_app::App;

use crate::computer::{Computer, found, join, state, sync};

fn phone(number: &str) -> SetContact {
    SetContact { space: None, email: None, phone: Some(number.into()), note: None }
}

async fn anas_contact(app: &App) -> ContactView {
    let members: Vec<MemberView> = app.run(ListMembers { space: None }).await.expect("a list");
    members.into_iter().find(|member| member.name == "Ana").expect("Ana is here").contact
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_member_wrote_is_seen_by_all_and_gone_when_they_say_so() {
    let (here, there) = (Computer::new(), Computer::new());
    let (ana, _) = found(&here).await;
    let nothing = ana.run(ForgetContact { space: None }).await.unwrap_err();
    assert_eq!(nothing.code, ErrorCode::NothingToChange);
    ana.run(phone("06 12 34 56 78")).await.unwrap();
    let note = Some("évenings\nonly".to_owned());
    let shown = SetContact { space: None, email: None, phone: None, note };
    let shown = ana.run(shown).await.unwrap().contact;
    assert_eq!((shown.phone.as_str(), shown.note.as_str()), ("06 12 34 56 78", "évenings\nonly"));
    let long = ana.run(phone(&"1".repeat(300))).await.unwrap_err();
    assert_eq!(long.code, ErrorCode::TextTooLong);

    let bo = join(&ana, &there, "Bo").await;
    bo.run(sync()).await.unwrap();
    assert_eq!(anas_contact(&bo).await, shown);

    let forgotten = ana.run(ForgetContact { space: None }).await.unwrap().contact;
    assert_eq!(forgotten, ContactView::default());
    bo.run(sync()).await.unwrap();
    assert_eq!(anas_contact(&bo).await, ContactView::default());
    assert_eq!(state(&ana).await, state(&bo).await);

    // It is still so after both were closed, and what is written anew stays.
    ana.shutdown().await;
    bo.shutdown().await;
    let (ana, bo) = (here.open().await, there.open().await);
    assert_eq!(anas_contact(&ana).await, ContactView::default());
    assert_eq!(anas_contact(&bo).await, ContactView::default());
    ana.run(phone("01 98 76 54 32")).await.unwrap();
    ana.listen().await.unwrap();
    bo.run(sync()).await.unwrap();
    assert_eq!(anas_contact(&bo).await.phone, "01 98 76 54 32");
    assert_eq!(state(&ana).await, state(&bo).await);
    ana.shutdown().await;
    bo.shutdown().await;
}
