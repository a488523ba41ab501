//! Coming in where somebody is asked, further devices and replacements, through the application.

use std::time::Duration;

use etabli_api::{ApiError, ErrorCode, command::*, view::*};
use etabli_app::App;
use tokio::time::timeout;

use crate::computer::{Computer, found, state, sync};

const LIMIT: Duration = Duration::from_secs(60);

/// Makes Ana's space, which answers.
async fn ana(here: &Computer) -> App {
    let (ana, _) = found(here).await;
    ana.listen().await.expect("the network starts");
    ana
}

async fn invite(app: &App, approve: Approve) -> String {
    let invite = CreateInvite {
        space: None,
        uses: 3,
        expires: "1d".into(),
        role: None,
        approve: Some(approve),
    };
    app.run(invite).await.expect("an invitation is made").ticket
}

fn ask(ticket: &str, member: &str, known: &[String]) -> AskToJoin {
    let (ticket, member, known) = (ticket.to_owned(), member.to_owned(), known.to_vec());
    AskToJoin { ticket, member, known, timeout: 30 }
}

/// Knocks until somebody is asked, and returns the words.
async fn knock(app: &App, ticket: &str, member: &str) -> Vec<String> {
    let asked = app.run(ask(ticket, member, &[])).await.expect("somebody answers");
    assert_eq!(asked.state, JoinState::Waiting, "{asked:?}");
    asked.words
}

async fn come_in(app: &App, ticket: &str, member: &str, known: &[String]) -> SpaceView {
    let asked = async {
        loop {
            let joined = app.run(ask(ticket, member, known)).await.expect("the guest comes in");
            if let Some(space) = joined.space {
                return space;
            }
        }
    };
    timeout(LIMIT, asked).await.expect("the space is here in time")
}

async fn guests(app: &App) -> Vec<GuestView> {
    app.run(ListGuests { space: None }).await.expect("guests are listed")
}

async fn admit(app: &App, guest: &str) -> Result<Vec<GuestView>, ApiError> {
    app.run(AdmitGuest { space: None, guest: guest.into() }).await
}

async fn members(app: &App) -> Vec<MemberView> {
    app.run(ListMembers { space: None }).await.expect("members are listed")
}

/// Waits until `holds` is true of what there is.
async fn until<T>(
    app: &App,
    mut look: impl AsyncFnMut(&App) -> T,
    holds: impl Fn(&T) -> bool,
) -> T {
    let waited = async {
        let mut events = app.subscribe();
        loop {
            let now = look(app).await;
            if holds(&now) {
                return now;
            }
            events.recv().await.ok();
        }
    };
    timeout(LIMIT, waited).await.expect("it becomes so in time")
}

async fn equal(one: &App, other: &App) {
    other.run(sync()).await.expect("they exchange");
    assert_eq!(state(one).await, state(other).await);
}

#[tokio::test]
async fn a_guest_waits_until_a_member_has_compared_the_words() {
    let (here, there) = (Computer::new(), Computer::new());
    let (ana, bo) = (ana(&here).await, there.open().await);
    let ticket = invite(&ana, Approve::Ask).await;
    let words = knock(&bo, &ticket, "Bo").await;
    let waiting = guests(&ana).await;
    assert_eq!(waiting.len(), 1, "{waiting:?}");
    assert_eq!((waiting[0].name.as_str(), waiting[0].words.as_str()), ("Bo", words[0].as_str()));
    assert!(waiting[0].can_admit && waiting[0].connected, "{waiting:?}");
    // Nothing of the space has come here yet.
    assert_eq!(bo.run(ListSpaces {}).await.unwrap(), []);
    assert_eq!(members(&ana).await.len(), 1);

    assert_eq!(admit(&ana, "bo").await.unwrap(), []);
    let space = come_in(&bo, &ticket, "Bo", &words).await;
    assert_eq!((space.name.as_str(), space.member_name.as_str()), ("Atelier", "Bo"));
    assert_eq!(bo.run(ListJoins {}).await.unwrap(), []);
    equal(&ana, &bo).await;
    assert_eq!(members(&ana).await.len(), 2);
    assert_eq!(admit(&ana, "bo").await.unwrap_err().code, ErrorCode::GuestGone);
}

#[tokio::test]
async fn a_guest_who_is_sent_away_does_not_come_back_with_that_code() {
    let (here, there) = (Computer::new(), Computer::new());
    let (ana, bo) = (ana(&here).await, there.open().await);
    let ticket = invite(&ana, Approve::Ask).await;
    let words = knock(&bo, &ticket, "Bo").await;
    ana.run(RefuseGuest { space: None, guest: "Bo".into() }).await.unwrap();
    let refused = bo.run(ask(&ticket, "Bo", &words)).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::JoinDeclined);
    let again = bo.run(ask(&ticket, "Bo", &[])).await.unwrap_err();
    assert_eq!(again.code, ErrorCode::JoinDeclined);
    assert_eq!(guests(&ana).await, []);
    assert_eq!(bo.run(ListSpaces {}).await.unwrap(), []);
    assert_eq!(bo.run(ListJoins {}).await.unwrap(), []);
}

#[tokio::test]
async fn a_withdrawn_invitation_ends_the_waiting() {
    let (here, there) = (Computer::new(), Computer::new());
    let (ana, bo) = (ana(&here).await, there.open().await);
    let ticket = invite(&ana, Approve::Ask).await;
    let words = knock(&bo, &ticket, "Bo").await;
    let open = ana.run(ListInvites { space: None }).await.unwrap();
    let revoke = RevokeInvite { space: None, invite: open[0].id.to_string() };
    ana.run(revoke).await.unwrap();
    let refused = bo.run(ask(&ticket, "Bo", &words)).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::TicketRefused);
    assert_eq!(guests(&ana).await, []);
    assert_eq!(admit(&ana, "Bo").await.unwrap_err().code, ErrorCode::GuestGone);
}

#[tokio::test]
async fn a_request_is_made_again_after_either_program_was_started_anew() {
    let (here, there) = (Computer::new(), Computer::new());
    let (ana, bo) = (ana(&here).await, there.open().await);
    let ticket = invite(&ana, Approve::Ask).await;
    knock(&bo, &ticket, "Bo").await;
    bo.shutdown().await;
    drop(bo);
    let bo = there.open().await;
    bo.listen().await.unwrap();
    let waits = async |app: &App| app.run(ListJoins {}).await.unwrap();
    let one =
        |joins: &Vec<JoinView>| joins.first().is_some_and(|join| join.state == JoinState::Waiting);
    let waiting = until(&bo, waits, one).await;
    assert_eq!(waiting[0].member, "Bo");
    let known = async |app: &App| guests(app).await;
    let words = waiting[0].words[0].clone();
    until(&ana, known, |guests| guests.iter().any(|guest| guest.words == words)).await;

    ana.shutdown().await;
    drop(ana);
    let ana = here.open().await;
    ana.listen().await.unwrap();
    // Bo's program knocks again by itself.
    until(&ana, known, |guests| guests.len() == 1).await;
    admit(&ana, "Bo").await.unwrap();
    let spaces = async |app: &App| app.run(ListSpaces {}).await.unwrap();
    until(&bo, spaces, |spaces| spaces.len() == 1).await;
    until(&bo, waits, Vec::is_empty).await;
    equal(&ana, &bo).await;
}

#[tokio::test]
async fn who_is_answered_while_away_comes_in_the_next_time() {
    let (here, there) = (Computer::new(), Computer::new());
    let (ana, bo) = (ana(&here).await, there.open().await);
    let ticket = invite(&ana, Approve::Ask).await;
    let patience = JoinSpace { ticket: ticket.clone(), member: "Bo".into(), timeout: 3 };
    let still = bo.run(patience).await.unwrap_err();
    assert_eq!(still.code, ErrorCode::JoinWaiting);
    bo.shutdown().await;
    drop(bo);
    let known = async |app: &App| guests(app).await;
    until(&ana, known, |guests| guests.len() == 1 && !guests[0].connected).await;
    admit(&ana, "Bo").await.unwrap();
    let bo = there.open().await;
    let join = JoinSpace { ticket, member: "Bo".into(), timeout: 30 };
    assert_eq!(bo.run(join).await.unwrap().name, "Atelier");
    assert_eq!(members(&ana).await.len(), 2);
}

#[tokio::test]
async fn another_member_may_answer_while_the_one_who_invited_does_not() {
    let (here, there, third) = (Computer::new(), Computer::new(), Computer::new());
    let (ana, bo) = (ana(&here).await, there.open().await);
    let ticket = invite(&ana, Approve::Auto).await;
    let joined = bo.run(ask(&ticket, "Bo", &[])).await.unwrap();
    equal(&ana, &bo).await;
    // Nobody was asked, and both screens show the same words all the same.
    let arrived = guests(&ana).await;
    assert_eq!(arrived[0].state, GuestState::Arrived);
    assert_eq!(arrived[0].words.split(' ').count(), 4);
    assert_eq!(joined.words, [arrived[0].words.clone()]);

    let ticket = invite(&ana, Approve::Ask).await;
    equal(&ana, &bo).await;
    let cleo = third.open().await;
    let words = knock(&cleo, &ticket, "Cleo").await;
    // The code names Bo's computer, too: both are asked, each with words of its own.
    let both = async |app: &App| app.run(ListJoins {}).await.unwrap();
    let joins = until(&cleo, both, |joins| joins[0].words.len() == 2).await;
    assert!(joins[0].words.contains(&words[0]));
    let known = async |app: &App| guests(app).await;
    let waiting = until(&bo, known, |guests| guests.len() == 1).await;
    assert!(joins[0].words.contains(&waiting[0].words));
    admit(&bo, "Cleo").await.unwrap();
    come_in(&cleo, &ticket, "Cleo", &joins[0].words).await;
    let waits =
        |guests: &Vec<GuestView>| guests.iter().all(|guest| guest.state == GuestState::Arrived);
    until(&ana, known, waits).await;
}

#[tokio::test]
async fn a_second_device_acts_for_the_same_member() {
    let (here, there, third) = (Computer::new(), Computer::new(), Computer::new());
    let (ana, other) = (ana(&here).await, there.open().await);
    let add = AddItem {
        space: None,
        name: "Drill".into(),
        tag: None,
        category: None,
        place: None,
        quantity: None,
        owner: None,
        note: None,
    };
    ana.run(add.clone()).await.unwrap();
    let code = ana.run(CreatePairing { space: None, member: None }).await.unwrap();
    let read = other.run(ReadTicket { ticket: code.ticket.clone() }).await.unwrap();
    assert_eq!(read.purpose, CodePurpose::Device);
    let words = knock(&other, &code.ticket, "").await;
    let waiting = guests(&ana).await;
    assert_eq!((waiting[0].purpose, waiting[0].words.as_str()), (CodePurpose::Device, &*words[0]));
    admit(&ana, &waiting[0].device.to_string()).await.unwrap();
    let space = come_in(&other, &code.ticket, "", &words).await;
    assert_eq!((space.member_name.as_str(), space.items), ("Ana", 1));
    // It writes as Ana, and the code brings in nobody else.
    let added = other.run(AddItem { name: "Saw".into(), owner: Some("Ana".into()), ..add }).await;
    assert_eq!(added.unwrap().row.owner_name, "Ana");
    equal(&ana, &other).await;
    let members = members(&ana).await;
    assert_eq!((members.len(), members[0].devices.len()), (1, 2));
    // Nobody took it out, so there is nothing to give back.
    let device = Some(waiting[0].device.to_string());
    let back = ReinstateMember { space: None, member: String::new(), device };
    assert_eq!(ana.run(back).await.unwrap_err().code, ErrorCode::NothingToChange);
    let late = third.open().await;
    let refused = late.run(ask(&code.ticket, "", &[])).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::TicketRefused);
}

#[tokio::test]
async fn a_member_who_lost_their_only_device_gets_another_by_a_majority_of_stewards() {
    let (here, there, third, fourth) =
        (Computer::new(), Computer::new(), Computer::new(), Computer::new());
    let (ana, bo) = (ana(&here).await, there.open().await);
    let ticket = invite(&ana, Approve::Auto).await;
    let join = |ticket: &str, member: &str| JoinSpace {
        ticket: ticket.into(),
        member: member.into(),
        timeout: 30,
    };
    bo.run(join(&ticket, "Bo")).await.unwrap();
    let cleo = third.open().await;
    cleo.run(join(&ticket, "Cleo")).await.unwrap();
    equal(&ana, &cleo).await;
    equal(&ana, &bo).await;
    let steward = SetRole { space: None, member: "Cleo".into(), role: Role::Steward };
    ana.run(steward).await.unwrap();
    equal(&ana, &cleo).await;
    // Bo's only computer fell into the sea, and with it what it was.
    bo.shutdown().await;
    drop(bo);
    let bos = || CreatePairing { space: None, member: Some("Bo".into()) };
    let code = ana.run(bos()).await.unwrap();
    let new = fourth.open().await;
    let words = knock(&new, &code.ticket, "").await;
    let waiting = guests(&ana).await;
    assert_eq!((waiting[0].name.as_str(), waiting[0].needed), ("Bo", 2), "{waiting:?}");
    let signed = admit(&ana, "Bo").await.unwrap();
    assert_eq!(
        (signed[0].state, signed[0].signed.as_slice()),
        (GuestState::Signed, &["Ana".to_owned()][..])
    );
    // Until somebody else signs, Ana's program may be started anew.
    equal(&ana, &cleo).await;
    ana.shutdown().await;
    drop(ana);
    let ana = here.open().await;
    ana.listen().await.unwrap();
    // The other steward sees who signed, and signs, too.
    let known = async |app: &App| guests(app).await;
    let asked = until(&cleo, known, |guests| guests.iter().any(|guest| guest.can_admit)).await;
    assert_eq!((asked[0].name.as_str(), asked[0].signed.len()), ("Bo", 1));
    // To whom no words are shown compares the number of the device.
    let waits = new.run(ListJoins {}).await.unwrap();
    assert_eq!((asked[0].words.as_str(), &asked[0].number), ("", &waits[0].number));
    assert_eq!(admit(&cleo, "Bo").await.unwrap(), []);
    let space = come_in(&new, &code.ticket, "", &words).await;
    assert_eq!(space.member_name, "Bo");
    equal(&ana, &new).await;
    let bo = members(&new).await.into_iter().find(|member| member.me).unwrap();
    let standing = |device: &MemberDevice| (device.here, device.standing);
    let devices: Vec<_> = bo.devices.iter().map(standing).collect();
    assert_eq!(devices, [(false, DeviceStanding::Revoked), (true, DeviceStanding::Active)]);
    // Who is no steward makes no such code.
    let refused = new.run(CreatePairing { space: None, member: Some("Ana".into()) }).await;
    assert_eq!(refused.unwrap_err().code, ErrorCode::NotAllowed);
}

#[tokio::test]
async fn rules_that_this_version_does_not_know_are_not_set() {
    let here = Computer::new();
    let ana = ana(&here).await;
    let status = ana.run(Status { space: None }).await.unwrap();
    let set = |rules| SetRules { space: None, rules };
    let unknown = ana.run(set(status.known_rules + 1)).await.unwrap_err();
    assert_eq!(unknown.code, ErrorCode::UnknownRules);
    let same = ana.run(set(status.rules)).await.unwrap_err();
    assert_eq!(same.code, ErrorCode::NothingToChange);
    assert!(!ana.run(Status { space: None }).await.unwrap().update_needed);
}
