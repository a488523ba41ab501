//! The main road through the application: create, import, lend, come in, meet again.

use std::collections::BTreeMap;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use etabli_api::{ApiError, ErrorCode, command::*, view::*};
use etabli_app::{App, Config, Network};
use tempfile::TempDir;

use crate::computer::{self, give_back};

async fn app(folder: &TempDir) -> App {
    let data = folder.path().to_owned();
    App::open(Config { data, network: Network::Loopback, state: None })
        .await
        .expect("the directory opens")
}

async fn with_space(folder: &TempDir) -> App {
    let app = app(folder).await;
    let create = CreateSpace { name: "Atelier du Port".into(), member: "Ana".into() };
    app.run(create).await.expect("the command is done");
    app
}

fn import(table: &str) -> ImportItems {
    ImportItems {
        space: None,
        file_name: "t.csv".into(),
        content: STANDARD.encode(table),
        format: "auto".into(),
        map: BTreeMap::new(),
        dry_run: false,
    }
}

fn lend(item: &str, to: &str) -> LendItem {
    LendItem { due: Some("+3d".into()), ..computer::lend(item, to) }
}

fn list(words: &str) -> ListItems {
    ListItems {
        space: None,
        words: words.into(),
        category: None,
        place: None,
        status: None,
        condition: None,
        person: None,
        offset: 0,
        limit: 0,
    }
}

async fn code_of<C: etabli_api::Command>(app: &App, command: C) -> ErrorCode
where
    C::Reply: std::fmt::Debug,
{
    app.run(command).await.expect_err("the command is refused").code
}

const TABLE: &str = "Nom;N°;Catégorie;Lieu;Quantité\n\
    Perceuse;T-1;Bois;Atelier / Étagère A;1\n\
    Scie japonaise;T-2;Bois;Atelier / Étagère B;4\n\
    Échelle;T-3;Bâtiment;Remise;1\n";

#[tokio::test(flavor = "multi_thread")]
async fn imports_once_finds_lends_and_takes_back() {
    let folder = TempDir::new().unwrap();
    let app = with_space(&folder).await;
    let first = app.run(import(TABLE)).await.unwrap();
    assert_eq!((first.rows, first.created, first.places_created), (3, 3, 4));
    let again = app.run(import(TABLE)).await.unwrap();
    assert_eq!((again.created, again.updated, again.unchanged), (0, 0, 3));

    let page = app.run(list("etagere bois")).await.unwrap();
    let names: Vec<&str> = page.items.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names, ["Perceuse", "Scie japonaise"]);

    let loan = app.run(lend("t-1", "ana")).await.unwrap();
    assert_eq!((loan.status, loan.item_name.as_str()), (LoanStatus::Out, "Perceuse"));
    assert_eq!(code_of(&app, lend("Perceuse", "Ana")).await, ErrorCode::NotAvailable);
    assert_eq!(app.run(list("ana")).await.unwrap().total, 1, "found by who has it");
    let back = app.run(give_back("Perceuse")).await.unwrap();
    assert_eq!(back.status, LoanStatus::Returned);
    assert_eq!(code_of(&app, give_back("T-1")).await, ErrorCode::NotLent);
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_done_is_there_after_opening_again_with_and_without_a_snapshot() {
    let folder = TempDir::new().unwrap();
    let one = with_space(&folder).await;
    let table: String =
        (0..1500).map(|n| format!("Outil {n};U-{n};Bois;Lieu {}\n", n % 7)).collect();
    one.run(import(&format!("Nom;Tag;Catégorie;Lieu\n{table}"))).await.unwrap();
    one.run(lend("U-7", "Ana")).await.unwrap();
    let before = one.run(Verify { space: None }).await.unwrap();
    let space = one.run(ShowSpace { space: None }).await.unwrap().id;
    one.shutdown().await;
    let snapshot = folder.path().join("spaces").join(space.to_string()).join("snapshot");
    assert!(snapshot.exists(), "shutting down leaves a snapshot of a large space");

    for damage in [None, Some("not a snapshot")] {
        if let Some(bytes) = damage {
            std::fs::write(&snapshot, bytes).unwrap();
        }
        let two = app(&folder).await;
        let after = two.run(Verify { space: None }).await.unwrap();
        assert_eq!((after.ok, &after.state), (true, &before.state));
        assert_eq!(two.run(list("U-7")).await.unwrap().items[0].status, ItemStatus::Out);
        two.shutdown().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guest_comes_in_and_both_agree_after_working_apart() {
    let (here, there) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let ana = with_space(&here).await;
    ana.run(import(TABLE)).await.unwrap();
    ana.listen().await.unwrap();
    let invite =
        CreateInvite { space: None, uses: 1, expires: "1d".into(), role: None, approve: None };
    let ticket = ana.run(invite).await.unwrap().ticket;
    let bo = app(&there).await;
    let join = JoinSpace { ticket: ticket.clone(), member: "Bo".into(), timeout: 30 };
    let space = bo.run(join.clone()).await.unwrap();
    assert_eq!((space.name.as_str(), space.items, space.members), ("Atelier du Port", 3, 2));
    assert_eq!(code_of(&bo, join.clone()).await, ErrorCode::AlreadyJoined);

    // The code was for one.
    let late = TempDir::new().unwrap();
    let cy = app(&late).await;
    let used_up = code_of(&cy, JoinSpace { timeout: 10, ..join }).await;
    assert_eq!(used_up, ErrorCode::TicketUsedUp);
    assert!(cy.run(ListSpaces {}).await.unwrap().is_empty(), "nothing is left behind");
    cy.shutdown().await;

    // Apart: the peers stop, the members go on.
    ana.shutdown().await;
    bo.shutdown().await;
    ana.run(lend("T-1", "Ana")).await.unwrap();
    bo.run(lend("T-1", "Bo")).await.unwrap();
    bo.run(AddPlace { space: None, name: "Grenier".into(), inside: None }).await.unwrap();
    ana.listen().await.unwrap();
    let met = bo.run(SyncNow { space: None, with: None, timeout: 30 }).await.unwrap();
    assert!(met.iter().all(|report| report.equal), "{met:?}");
    let states = [
        ana.run(Verify { space: None }).await.unwrap(),
        bo.run(Verify { space: None }).await.unwrap(),
    ];
    assert_eq!(states[0].state, states[1].state);
    let drill = bo.run(ShowItem { space: None, item: "T-1".into() }).await.unwrap();
    assert_eq!((drill.row.status, drill.loans.len()), (ItemStatus::Disputed, 2));
    // Both sides may have dialled: the second link settles a moment after the first.
    let up_to_date = async {
        let mut events = bo.subscribe();
        while !matches!(
            bo.run(Status { space: None }).await.unwrap().sync,
            SyncLine::UpToDate { devices: 1, .. }
        ) {
            events.recv().await.unwrap();
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(30), up_to_date).await.unwrap();
    ana.shutdown().await;
    bo.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_members_own_item_is_theirs_to_change() {
    let folder = TempDir::new().unwrap();
    let app = with_space(&folder).await;
    let add = AddItem {
        space: None,
        name: "Ma ponceuse".into(),
        tag: None,
        category: None,
        place: Some("Chez moi".into()),
        quantity: Some(2),
        owner: Some("Ana".into()),
        note: None,
    };
    let item = app.run(add.clone()).await.unwrap();
    assert_eq!((item.row.owner_name.as_str(), item.row.available), ("Ana", 2));
    assert_eq!(item.row.place, "Chez moi");
    assert!(item.can_edit && item.can_lend);
    let zero = AddItem { quantity: Some(0), ..add };
    assert_eq!(code_of(&app, zero).await, ErrorCode::BadQuantity);
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_leaves_reads_on_and_may_do_nothing_more() {
    let folder = TempDir::new().unwrap();
    let app = with_space(&folder).await;
    app.run(import(TABLE)).await.unwrap();
    let rule = SetPolicy { space: None, policy: "admit".into(), who: Role::Steward };
    let space = app.run(rule).await.unwrap();
    assert_eq!((space.admit, space.edit_catalogue), (Role::Steward, Role::Member));
    assert_eq!((space.part, space.may.len()), (Part::Active, 4));

    app.run(LeaveSpace { space: None }).await.unwrap();
    let space = app.run(ShowSpace { space: None }).await.unwrap();
    assert_eq!(space.part, Part::Left);
    assert!(!space.may.contains(&SpaceRight::Lend), "{:?}", space.may);
    assert!(!space.may.contains(&SpaceRight::EditCatalogue), "{:?}", space.may);
    let item = app.run(ShowItem { space: None, item: "T-1".into() }).await.unwrap();
    assert!(!item.can_lend && !item.can_edit);
    assert_eq!(code_of(&app, lend("T-1", "Ana")).await, ErrorCode::NotActive);
    let edit = EditItem {
        space: None,
        item: "T-1".into(),
        name: Some("Mine".into()),
        tag: None,
        category: None,
        place: None,
        quantity: None,
        note: None,
    };
    assert_eq!(code_of(&app, edit).await, ErrorCode::NotActive);
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demo_is_filled_stays_here_and_goes_without_a_trace() {
    let folder = TempDir::new().unwrap();
    let app = app(&folder).await;
    let demo = app.run(CreateDemo { language: "fr".into() }).await.unwrap();
    assert_eq!((demo.members, demo.items, demo.loans_open, demo.demo), (4, 25, 5, true));
    let members = app.run(ListMembers { space: None }).await.unwrap();
    assert!(members.iter().all(|member| !member.name.is_empty()));
    let overdue = ListLoans { space: None, open: true, overdue: true, of: None };
    assert_eq!(app.run(overdue).await.unwrap().len(), 1);
    // Somebody can weld, and a project needs that.
    let weld = ListPeople {
        space: None,
        words: "qui sait souder".into(),
        skill: None,
        kind: Some("teach".into()),
        level: None,
        language: None,
        day: None,
        most: None,
    };
    assert_eq!(app.run(weld).await.unwrap().people[0].name, "Sami Benali");
    let needs = MatchNeeds { space: None, project: "Vélo".into() };
    let needs = app.run(needs).await.unwrap();
    assert_eq!(needs.iter().filter(|need| need.met == MetHow::Whole).count(), 4, "{needs:?}");
    let card = ShowCard { space: None, project: "Vélo".into(), card: "Rouler".into() };
    assert_eq!(app.run(card).await.unwrap().row.blockers, 2);
    let invite =
        CreateInvite { space: None, uses: 1, expires: "1d".into(), role: None, approve: None };
    assert_eq!(code_of(&app, invite).await, ErrorCode::DemoStaysHere);
    assert!(app.run(Verify { space: None }).await.unwrap().ok);
    app.run(RemoveDemo { space: None }).await.unwrap();
    assert_eq!(std::fs::read_dir(folder.path().join("spaces")).unwrap().count(), 0);
    let none: Result<SpaceView, ApiError> = app.run(ShowSpace { space: None }).await;
    assert_eq!(none.unwrap_err().code, ErrorCode::NoSpace);
    app.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_codes_names_and_dates_are_refused_and_nothing_is_made() {
    let folder = TempDir::new().unwrap();
    let app = app(&folder).await;
    let join = |ticket: &str| JoinSpace { ticket: ticket.into(), member: "X".into(), timeout: 1 };
    for ticket in ["", "etabli:AAAA", "https://example.org/join", "etabli:é"] {
        assert_eq!(code_of(&app, join(ticket)).await, ErrorCode::BadTicket);
    }
    let create = |name: &str| CreateSpace { name: name.into(), member: "Ana".into() };
    assert_eq!(code_of(&app, create("  ")).await, ErrorCode::EmptyName);
    assert_eq!(code_of(&app, create(&"x".repeat(201))).await, ErrorCode::NameTooLong);
    assert!(app.run(ListSpaces {}).await.unwrap().is_empty());
    app.run(create("Atelier")).await.unwrap();
    app.run(import(TABLE)).await.unwrap();
    let past = LendItem { due: Some("2020-01-01".into()), ..lend("T-1", "Ana") };
    assert_eq!(code_of(&app, past).await, ErrorCode::DueBeforeStart);
    let soon = LendItem { due: Some("soon".into()), ..lend("T-1", "Ana") };
    assert_eq!(code_of(&app, soon).await, ErrorCode::BadDate);
    assert_eq!(code_of(&app, lend("T-1", "Zoé")).await, ErrorCode::NotFound);
    assert_eq!(code_of(&app, lend("T-", "Ana")).await, ErrorCode::Ambiguous);
    assert_eq!(code_of(&app, import("\0\0binary")).await, ErrorCode::NotATable);
    app.shutdown().await;
}

#[tokio::test]
async fn a_backup_is_made_each_day_something_changed_and_the_last_fourteen_stay() {
    let folder = tempfile::tempdir().unwrap();
    let app = with_space(&folder).await;
    let id = app.run(ShowSpace { space: None }).await.unwrap().id;
    let [first] = app.run(ListBackups {}).await.unwrap().try_into().unwrap();
    assert_eq!((first.space, first.name.as_str()), (id, "Atelier du Port"));
    assert_eq!(app.run(Status { space: None }).await.unwrap().last_backup, Some(first.at));
    app.shutdown().await;

    let backups = folder.path().join("backups");
    let named = |day: &str| backups.join(format!("Atelier-{}-{day}.etabli-backup", id.short()));
    let bytes = std::fs::read(&first.path).unwrap();
    std::fs::remove_file(&first.path).unwrap();
    for day in 1..=16 {
        std::fs::write(named(&format!("2024-03-{day:02}")), &bytes).unwrap();
    }
    let asked = backups.join("mine.etabli-backup");
    std::fs::write(&asked, &bytes).unwrap();

    // Nothing changed since the last of them.
    let app = self::app(&folder).await;
    app.run(ShowSpace { space: None }).await.unwrap();
    assert_eq!(std::fs::read_dir(&backups).unwrap().count(), 17);
    app.run(import("name;tag\nDrill;A1\n")).await.unwrap();
    app.shutdown().await;
    let app = self::app(&folder).await;
    app.run(ShowSpace { space: None }).await.unwrap();
    let kept = app.run(ListBackups {}).await.unwrap();
    assert_eq!(kept.len(), 15, "{kept:?}");
    assert!(asked.exists() && !named("2024-03-03").exists() && named("2024-03-04").exists());

    // Another folder, by name; the daily ones go there from then on.
    let other = folder.path().join("elsewhere");
    let wanted = SetBackupFolder { folder: Some(other.display().to_string()) };
    assert_eq!(app.run(wanted).await.unwrap(), other.display().to_string());
    let made = app.run(CreateBackup { space: None, to: None }).await.unwrap();
    assert!(made.path.starts_with(&other.display().to_string()), "{made:?}");
    app.run(SetBackupFolder { folder: None }).await.unwrap();
    assert_eq!(app.run(ListBackups {}).await.unwrap().len(), 15);
    app.shutdown().await;
}

#[tokio::test]
async fn a_store_goes_to_the_other_kind_while_the_application_runs() {
    let folder = tempfile::tempdir().unwrap();
    let app = with_space(&folder).await;
    app.run(import("name;tag\nDrill;A1\nSaw;A2\n")).await.unwrap();
    let mut state = app.run(Verify { space: None }).await.unwrap().state;
    for (from, to) in [("sled", "redb"), ("redb", "sled")] {
        let done = app.run(ConvertStore { space: None, to: to.into() }).await.unwrap();
        assert_eq!((done.from.as_str(), done.to.as_str()), (from, to));
        assert!(std::path::Path::new(&done.kept).exists());
        assert_eq!(app.run(Verify { space: None }).await.unwrap().state, state);
        assert_eq!(app.run(Status { space: None }).await.unwrap().store_kind, to);
        app.run(lend("A1", "Ana")).await.unwrap();
        app.run(give_back("A1")).await.unwrap();
        let again = ConvertStore { space: None, to: to.into() };
        assert_eq!(code_of(&app, again).await, ErrorCode::SameStoreKind);
        state = app.run(Verify { space: None }).await.unwrap().state;
    }
    let anew = app.run(CompactStore { space: None }).await.unwrap();
    assert!(anew.keys > 4 && anew.after > 0, "{anew:?}");
    assert_eq!(app.run(Verify { space: None }).await.unwrap().state, state);
    app.run(lend("A1", "Ana")).await.unwrap();
    let wrong = ConvertStore { space: None, to: "paper".into() };
    assert_eq!(code_of(&app, wrong).await, ErrorCode::UnknownFormat);
    app.shutdown().await;
}
