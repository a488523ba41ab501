//! Members, their decisions, and disks that were copied or rolled back, through the application.

use etabli_api::{ErrorCode, command::*, view::*};
use etabli_app::App;

use crate::computer::{Computer, copy, found, item, join, lend, state, sync};

async fn two(here: &Computer, there: &Computer) -> (App, App) {
    let (ana, _) = found(here).await;
    for name in ["Drill", "Saw", "Lathe"] {
        ana.run(item(name)).await.expect("an item is added");
    }
    let bo = join(&ana, there, "Bo").await;
    (ana, bo)
}

async fn loans(app: &App) -> usize {
    let list = ListLoans { space: None, open: true, overdue: false, of: None };
    app.run(list).await.expect("loans can be listed").len()
}

async fn code_of<C: etabli_api::Command>(app: &App, command: C) -> ErrorCode
where
    C::Reply: std::fmt::Debug,
{
    app.run(command).await.expect_err("the command is refused").code
}

/// Waits until the member here is what is said.
async fn becomes(app: &App, standing: MemberStanding) {
    let waited = async {
        let mut events = app.subscribe();
        loop {
            let members = app.run(ListMembers { space: None }).await.expect("members are listed");
            if members.iter().any(|member| member.me && member.standing == standing) {
                return;
            }
            events.recv().await.expect("events come");
        }
    };
    let limit = std::time::Duration::from_secs(30);
    tokio::time::timeout(limit, waited).await.expect("the news arrives");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_suspended_member_hears_of_it_writes_nothing_and_may_come_back() {
    let (here, there) = (Computer::new(), Computer::new());
    let (ana, bo) = two(&here, &there).await;
    bo.run(sync()).await.expect("they meet");
    let named = |member: &str| SuspendMember { space: None, member: member.into() };
    assert_eq!(code_of(&bo, named("Ana")).await, ErrorCode::NotAllowed);
    let view = ana.run(named("Bo")).await.expect("Ana is a steward");
    assert_eq!(view.standing, MemberStanding::Suspended);
    assert_eq!(view.may, [MemberDecision::Reinstate, MemberDecision::Exclude]);
    assert_eq!(code_of(&ana, named("Bo")).await, ErrorCode::NothingToChange);
    becomes(&bo, MemberStanding::Suspended).await;
    assert_eq!(code_of(&bo, lend("Drill", "Bo")).await, ErrorCode::NotActive);
    assert_eq!(code_of(&bo, item("Anvil")).await, ErrorCode::NotActive);
    let met = bo.run(sync()).await.expect("it is tried");
    assert!(met.iter().all(|report| !report.equal), "nobody answers: {met:?}");

    let back = ReinstateMember { space: None, member: "Bo".into(), device: None };
    assert_eq!(ana.run(back).await.expect("Ana may").standing, MemberStanding::Active);
    let met = bo.run(sync()).await.expect("they meet");
    assert!(met.iter().any(|report| report.equal), "{met:?}");
    bo.run(lend("Drill", "Bo")).await.expect("Bo takes part again");
    ana.shutdown().await;
    bo.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn s06_a_member_whom_one_has_not_heard_of_introduces_itself() {
    let (here, there, elsewhere) = (Computer::new(), Computer::new(), Computer::new());
    let (ana, bo) = two(&here, &there).await;
    bo.run(sync()).await.expect("they meet");
    let invites = bo.run(ListInvites { space: None }).await.expect("invitations are listed");
    assert!(invites[0].open);
    let invite =
        CreateInvite { space: None, uses: 1, expires: "1d".into(), role: None, approve: None };
    ana.shutdown().await;
    // Bo admits Di while Ana is away, then Bo is away.
    bo.listen().await.expect("the network starts");
    let ticket = bo.run(invite).await.expect("an invitation is made").ticket;
    let di = elsewhere.open().await;
    let join = JoinSpace { ticket, member: "Di".into(), timeout: 30 };
    di.run(join).await.expect("Di comes in");
    bo.shutdown().await;
    ana.listen().await.expect("the network starts");
    let members = di.run(ListMembers { space: None }).await.expect("members are listed");
    let founder = members.iter().find(|member| member.name == "Ana").expect("Ana is there");
    let with = Some(founder.devices[0].id.to_string());
    let met = di.run(SyncNow { with, ..sync() }).await.expect("they meet");
    assert!(met.iter().any(|report| report.equal), "{met:?}");
    let members = ana.run(ListMembers { space: None }).await.expect("members are listed");
    assert!(members.iter().any(|member| member.name == "Di"), "Ana knows Di now");
    ana.shutdown().await;
    di.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_was_taken_out_while_away_is_told_so_and_nothing_more() {
    let (here, there) = (Computer::new(), Computer::new());
    let (ana, bo) = two(&here, &there).await;
    bo.run(sync()).await.expect("they meet");
    bo.shutdown().await;
    ana.run(SuspendMember { space: None, member: "Bo".into() }).await.expect("Ana may");
    ana.run(item("Secret")).await.expect("Ana may");
    let met = bo.run(sync()).await.expect("it is tried");
    assert!(met.iter().all(|report| !report.equal), "{met:?}");
    becomes(&bo, MemberStanding::Suspended).await;
    let found = Search { space: None, words: "Secret".into() };
    assert!(bo.run(found).await.expect("reading stays").is_empty());
    ana.shutdown().await;
    bo.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_suspended_member_did_unseen_is_a_claim_that_a_steward_makes_count() {
    let (here, there) = (Computer::new(), Computer::new());
    let (ana, bo) = two(&here, &there).await;
    bo.run(sync()).await.expect("they meet");
    ana.shutdown().await;
    bo.shutdown().await;
    bo.run(lend("Saw", "Bo")).await.expect("Bo does not know yet");
    ana.run(SuspendMember { space: None, member: "Bo".into() }).await.expect("Ana may");
    ana.run(ReinstateMember { space: None, member: "Bo".into(), device: None })
        .await
        .expect("Ana may");
    ana.listen().await.expect("the network starts");
    let met = bo.run(sync()).await.expect("they meet");
    assert!(met.iter().any(|report| report.equal), "{met:?}");
    assert_eq!((loans(&ana).await, loans(&bo).await), (0, 0));
    let claims = ana.run(ListClaims { space: None }).await.expect("claims are listed");
    let [claim] = claims.as_slice() else { panic!("{claims:?}") };
    assert_eq!((claim.kind.as_str(), claim.about.as_str()), ("hand_over", "Saw"));
    let decisions = ana.run(ListDecisions { space: None }).await.expect("decisions are listed");
    assert_eq!((decisions[0].kind.as_str(), decisions[0].void), ("suspend", 1));
    let ratify = RatifyEntry { space: None, entry: claim.id.to_string() };
    assert!(ana.run(ratify).await.expect("Ana may").is_empty());
    let met = bo.run(sync()).await.expect("they meet");
    assert!(met.iter().any(|report| report.equal), "{met:?}");
    assert_eq!((loans(&ana).await, loans(&bo).await), (1, 1));
    assert_eq!(state(&ana).await, state(&bo).await);
    // Opened again, everything is as it was.
    ana.shutdown().await;
    bo.shutdown().await;
    let (before, ana) = (state(&ana).await, drop(ana));
    let () = ana;
    let ana = here.open().await;
    assert_eq!(state(&ana).await, before);
    ana.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn roles_policies_invitations_and_devices_are_decided_by_those_who_may() {
    let (here, there) = (Computer::new(), Computer::new());
    let (ana, bo) = two(&here, &there).await;
    bo.run(sync()).await.expect("they meet");
    let policy = |who| SetPolicy { space: None, policy: "edit-catalogue".into(), who };
    assert_eq!(code_of(&bo, policy(Role::Steward)).await, ErrorCode::NotAllowed);
    ana.run(policy(Role::Steward)).await.expect("Ana may");
    bo.run(sync()).await.expect("they meet");
    assert_eq!(code_of(&bo, item("Anvil")).await, ErrorCode::NotAllowed);
    let role = SetRole { space: None, member: "Bo".into(), role: Role::Steward };
    assert_eq!(ana.run(role).await.expect("Ana may").role, Role::Steward);
    bo.run(sync()).await.expect("they meet");
    bo.run(item("Anvil")).await.expect("a steward may");
    let invites = bo.run(ListInvites { space: None }).await.expect("invitations are listed");
    let [invite] = invites.as_slice() else { panic!("{invites:?}") };
    assert_eq!((invite.used, invite.uses, invite.open), (1, 5, true));
    let close = RevokeInvite { space: None, invite: invite.id.to_string() };
    assert!(!bo.run(close.clone()).await.expect("a steward may")[0].open);
    assert_eq!(code_of(&bo, close).await, ErrorCode::NothingToChange);
    let members = ana.run(ListMembers { space: None }).await.expect("members are listed");
    let device = members.iter().find(|member| !member.me).expect("Bo is there").devices[0].id;
    let revoke = RevokeDevice { space: None, device: device.to_string() };
    let owner = ana.run(revoke).await.expect("a steward may");
    assert_eq!(owner.devices[0].standing, DeviceStanding::Revoked);
    ana.run(LeaveSpace { space: None }).await.expect("anyone may leave");
    assert_eq!(code_of(&ana, item("Vice")).await, ErrorCode::NotActive);
    ana.shutdown().await;
    bo.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn s08_a_rolled_back_disk_goes_on_in_a_new_log_and_nothing_is_lost() {
    let (here, there) = (Computer::new(), Computer::new());
    let (ana, bo) = two(&here, &there).await;
    bo.run(sync()).await.expect("they meet");
    ana.shutdown().await;
    let old = here.image("old");
    ana.listen().await.expect("the network starts");
    ana.run(lend("Drill", "Ana")).await.expect("it is free");
    bo.run(sync()).await.expect("they meet");
    assert_eq!(loans(&bo).await, 1);
    ana.shutdown().await;
    bo.shutdown().await;
    drop(ana);

    here.roll_back(&old);
    let ana = here.open().await;
    assert_eq!(loans(&ana).await, 0, "the loan is not on this disk any more");
    ana.run(lend("Saw", "Ana")).await.expect("it is free");
    ana.listen().await.expect("the network starts");
    let met = bo.run(sync()).await.expect("they meet");
    assert!(met.iter().any(|report| report.equal), "{met:?}");
    assert_eq!((loans(&ana).await, loans(&bo).await), (2, 2), "both loans are there");
    assert!(ana.run(ListClaims { space: None }).await.expect("claims are listed").is_empty());
    assert_eq!(state(&ana).await, state(&bo).await);
    assert!(ana.run(Verify { space: None }).await.expect("it can be verified").ok);
    ana.shutdown().await;
    bo.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn s08_two_copies_of_one_disk_fork_once_and_everyone_agrees() {
    let (here, there) = (Computer::new(), Computer::new());
    let (ana, bo) = two(&here, &there).await;
    bo.run(sync()).await.expect("they meet");
    ana.shutdown().await;
    let twin = Computer::new();
    copy(&here.data(), &twin.data());
    // Both go on, neither knowing of the other.
    let other = twin.open().await;
    ana.run(lend("Drill", "Ana")).await.expect("it is free");
    other.run(lend("Saw", "Ana")).await.expect("it is free");
    // Bo meets one, builds on it, then meets the other.
    ana.listen().await.expect("the network starts");
    bo.run(sync()).await.expect("they meet");
    bo.run(lend("Lathe", "Bo")).await.expect("it is free");
    bo.run(sync()).await.expect("they meet");
    ana.shutdown().await;
    other.listen().await.expect("the network starts");
    let met = bo.run(sync()).await.expect("they meet");
    assert!(met.iter().any(|report| report.equal), "{met:?}");
    other.shutdown().await;
    ana.listen().await.expect("the network starts");
    let met = bo.run(sync()).await.expect("they meet");
    assert!(met.iter().any(|report| report.equal), "{met:?}");
    assert_eq!(state(&ana).await, state(&bo).await);
    assert_eq!(loans(&ana).await, 2, "what Bo had built on stands, and Bo's own");
    let claims = ana.run(ListClaims { space: None }).await.expect("claims are listed");
    let [claim] = claims.as_slice() else { panic!("{claims:?}") };
    assert_eq!(claim.about, "Saw");
    let ratify = RatifyEntry { space: None, entry: claim.id.to_string() };
    ana.run(ratify).await.expect("Ana may");
    assert_eq!(loans(&ana).await, 3);
    // From now on both write to new logs, and no new fork appears.
    ana.run(item("Anvil")).await.expect("it is written to a new log");
    bo.run(sync()).await.expect("they meet");
    assert_eq!(state(&ana).await, state(&bo).await);
    ana.shutdown().await;
    bo.shutdown().await;
}
