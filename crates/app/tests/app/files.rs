//! Photos and attachments between computers: who gets them, who does not, and what comes of lies.

use std::{net::SocketAddr, path::Path, time::Duration};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use etabli_api::{ErrorCode, ProjectKind, RowKind, command::*, id::*, view::*};
use etabli_app::App;
use etabli_sync::{
    file::{FILE_ALPN, FileFrame, MOST_FRAME},
    shelf::hash_of,
    transport::{BindOptions, Endpoint, Link, LinkError, Reach},
    wire::tag,
};
use image::{ImageFormat, Rgb, RgbImage};

use crate::computer::{Computer, found, item, join, open};

const LIMIT: Duration = Duration::from_secs(30);

/// Ana's space with a drill.
async fn with_drill(here: &Computer) -> (App, SpaceId) {
    let (ana, space) = found(here).await;
    ana.run(item("Drill")).await.expect("an item is added");
    (ana, space.id)
}

fn photo(shade: u8) -> Vec<u8> {
    let picture =
        RgbImage::from_fn(400, 300, |x, y| Rgb([shade, (x % 256) as u8, (y % 256) as u8]));
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut bytes, ImageFormat::Jpeg).expect("a picture can be written");
    bytes.into_inner()
}

fn add(name: &str, bytes: &[u8]) -> AddFile {
    AddFile {
        space: None,
        project: None,
        item: "Drill".into(),
        name: name.into(),
        content: STANDARD.encode(bytes),
        caption: String::new(),
        kind: None,
    }
}

fn read(file: &str) -> ReadFile {
    ReadFile { space: None, project: None, item: "Drill".into(), file: file.into() }
}

fn fetch(file: &str) -> FetchFile {
    FetchFile { space: None, project: None, item: "Drill".into(), file: file.into(), timeout: 20 }
}

fn remove(file: &str) -> RemoveFile {
    RemoveFile { space: None, item: "Drill".into(), file: file.into() }
}

fn sync() -> SyncNow {
    SyncNow { space: None, with: None, timeout: 30 }
}

async fn files(app: &App) -> Vec<FileView> {
    let show = ShowItem { space: None, item: "Drill".into() };
    app.run(show).await.expect("the item is shown").files
}

async fn verify(app: &App) -> VerifyReport {
    app.run(Verify { space: None }).await.expect("it can be verified")
}

async fn code_of<C: etabli_api::Command>(app: &App, command: C) -> ErrorCode
where
    C::Reply: std::fmt::Debug,
{
    app.run(command).await.expect_err("the command is refused").code
}

/// Waits until the item's files are as wished.
async fn until(app: &App, wished: impl Fn(&[FileView]) -> bool) {
    let waited = async {
        let mut events = app.subscribe();
        while !wished(&files(app).await) {
            events.recv().await.expect("events come");
        }
    };
    tokio::time::timeout(LIMIT, waited).await.expect("the files come to be as wished");
}

/// A device without an application, which says what a test makes it say.
async fn bare(secret: [u8; 32], port: u16) -> (Endpoint, tokio::sync::mpsc::Receiver<Link>) {
    let reach = Reach::Loopback;
    let options = BindOptions { secret, port, reach, alpns: vec![FILE_ALPN.to_vec()] };
    let (endpoint, incoming, _) = Endpoint::bind(options).await.expect("it is bound");
    (endpoint, incoming)
}

/// Asks a device for a file, and returns the first thing it says.
async fn ask(
    from: &Endpoint,
    to: (DeviceId, SocketAddr),
    space: &SpaceId,
    hash: FileHash,
) -> Result<Option<FileFrame>, LinkError> {
    let mut link = from.connect(to.0, &[to.1], FILE_ALPN, LIMIT).await.expect("it is reached");
    let want = FileFrame::Want { tag: tag(space, &from.id(), &to.0), hash };
    // Who is refused may be so before the question has left.
    link.send(&want.encode()).await.ok();
    let answer = tokio::time::timeout(LIMIT, link.receive(MOST_FRAME)).await;
    let answer = answer.expect("an answer comes")?;
    Ok(answer.map(|bytes| FileFrame::decode(&bytes).expect("a frame")))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_photo_comes_small_by_itself_and_whole_when_asked_for() {
    let (here, there) = (Computer::new(), Computer::new());
    let (ana, space) = with_drill(&here).await;
    let added = AddFile { caption: "From the left".into(), ..add("IMG.JPG", &photo(9)) };
    let added = ana.run(added).await.unwrap();
    assert_eq!((added.kind, added.width, added.height), (FileKind::Photo, 400, 300));
    assert!(added.here && added.thumbnail.is_some());
    let manual = ana.run(add("manual.pdf", b"%PDF-1.4 words")).await.unwrap();
    assert_eq!((manual.kind, manual.media.as_str()), (FileKind::Attachment, "application/pdf"));

    let bo = join(&ana, &there, "Bo").await;
    until(&bo, |files| files.first().is_some_and(|file| file.thumbnail.is_some())).await;
    let listed = files(&bo).await;
    let told: Vec<_> = listed.iter().map(|file| (file.name.as_str(), file.here)).collect();
    assert_eq!(told, [("IMG.JPG", false), ("manual.pdf", false)]);
    assert_eq!((listed[0].caption.as_str(), &*listed[0].added_by_name), ("From the left", "Ana"));
    let list = ListItems {
        space: None,
        words: String::new(),
        category: None,
        place: None,
        status: None,
        condition: None,
        person: None,
        offset: 0,
        limit: 0,
    };
    let rows = bo.run(list).await.unwrap().items;
    assert_eq!(rows[0].thumbnail, added.thumbnail);
    let small = ReadThumbnail { space: None, thumbnail: added.thumbnail.unwrap() };
    let small = bo.run(small).await.unwrap();
    assert_eq!(hash_of(&STANDARD.decode(small.content).unwrap()), added.thumbnail.unwrap());

    let refused = bo.run(read("1")).await.unwrap_err();
    assert_eq!((refused.code, refused.args["member"].as_str()), (ErrorCode::FileNotHere, "Ana"));
    for file in ["1", "manual.pdf"] {
        assert!(bo.run(fetch(file)).await.unwrap().here);
    }
    let (at_ana, at_bo) = (ana.run(read("1")).await.unwrap(), bo.run(read("1")).await.unwrap());
    assert_eq!(at_ana, at_bo);
    assert_eq!(hash_of(&STANDARD.decode(at_bo.content).unwrap()), added.hash);
    assert!(there.shelf(&space).holds(&manual.hash));
    let (one, other) = (verify(&ana).await, verify(&bo).await);
    assert_eq!((one.state, one.files.here), (other.state, other.files.here));
    ana.shutdown().await;
    bo.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_computer_that_stays_on_keeps_whole_files_when_told_to() {
    let (here, there) = (Computer::new(), Computer::new());
    let (ana, _) = with_drill(&here).await;
    ana.run(add("a.jpg", &photo(1))).await.unwrap();
    let bo = join(&ana, &there, "Bo").await;
    bo.keep_files();
    ana.run(add("b.pdf", b"%PDF-1.4")).await.unwrap();
    until(&bo, |files| files.len() == 2 && files.iter().all(|file| file.here)).await;
    ana.shutdown().await;
    bo.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn says_that_nobody_is_connected_and_that_nobody_has_it() {
    let (here, there, elsewhere) = (Computer::new(), Computer::new(), Computer::new());
    let (ana, _) = with_drill(&here).await;
    let bo = join(&ana, &there, "Bo").await;
    let cy = join(&ana, &elsewhere, "Cy").await;
    ana.run(add("a.jpg", &photo(1))).await.unwrap();
    until(&bo, |files| files.len() == 1).await;
    until(&cy, |files| files.len() == 1).await;
    bo.run(sync()).await.unwrap();
    ana.shutdown().await;
    let refused = bo.run(FetchFile { timeout: 3, ..fetch("1") }).await.unwrap_err();
    assert_eq!((refused.code, refused.args["asked"].as_str()), (ErrorCode::NobodyHasFile, "1"));
    cy.shutdown().await;
    let refused = code_of(&bo, FetchFile { timeout: 3, ..fetch("1") }).await;
    assert_eq!(refused, ErrorCode::NobodyConnected);
    bo.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_bytes_are_refused_and_the_right_ones_had_from_somebody_else() {
    let (here, there, elsewhere) = (Computer::new(), Computer::new(), Computer::new());
    let (ana, space) = with_drill(&here).await;
    let bo = join(&ana, &there, "Bo").await;
    let mal = join(&ana, &elsewhere, "Mal").await;
    let added = ana.run(add("a.jpg", &photo(1))).await.unwrap();
    let pdf = ana.run(add("b.pdf", b"%PDF-1.4 what Ana wrote")).await.unwrap();
    until(&bo, |files| files.len() == 2).await;
    // Bo learns where Mal is, then Mal's computer says whatever it likes.
    bo.run(sync()).await.unwrap();
    mal.shutdown().await;
    ana.shutdown().await;
    let (lying, mut asked) = bare(elsewhere.secret(), elsewhere.address().port()).await;
    let liar = tokio::spawn(async move {
        let mut answers = 0_u32;
        let mut links = Vec::new();
        while let Some(mut link) = asked.recv().await {
            while let Ok(Some(_)) = link.receive(MOST_FRAME).await {
                answers += 1;
                // A file that is not what was asked for, then one without an end.
                let lie = match answers % 2 {
                    1 => vec![FileFrame::Found { length: 7 }, FileFrame::Piece(b"a virus".into())],
                    _ => vec![FileFrame::Found { length: 1 << 20 }, FileFrame::Absent],
                };
                for frame in lie {
                    link.send(&frame.encode()).await.ok();
                }
            }
            links.push(link);
        }
        answers
    });
    for file in ["1", "2"] {
        let refused = bo.run(FetchFile { timeout: 3, ..fetch(file) }).await.unwrap_err();
        assert_eq!(refused.code, ErrorCode::NobodyHasFile, "{file}");
        assert_eq!(refused.args["asked"], "1");
    }
    assert!(!there.shelf(&space).list().unwrap().contains(&added.hash));
    let virus = hash_of(b"a virus");
    assert!(!there.shelf(&space).holds(&virus));

    ana.listen().await.unwrap();
    bo.run(sync()).await.unwrap();
    for file in ["1", "2"] {
        assert!(bo.run(fetch(file)).await.unwrap().here, "{file}");
    }
    assert!(there.shelf(&space).holds(&pdf.hash));
    ana.shutdown().await;
    bo.shutdown().await;
    lying.close().await;
    assert!(liar.await.unwrap() >= 2, "Mal was asked");
}

#[tokio::test(flavor = "multi_thread")]
async fn strangers_and_members_taken_out_get_nothing_and_nobody_what_no_item_names() {
    let (here, there) = (Computer::new(), Computer::new());
    let (ana, space) = with_drill(&here).await;
    let photo_hash = ana.run(add("a.jpg", &photo(1))).await.unwrap().hash;
    let removed = ana.run(add("b.txt", b"a secret")).await.unwrap();
    ana.run(remove("b.txt")).await.unwrap();
    let orphan = here.shelf(&space).put(b"what no item names").unwrap();
    let bo = join(&ana, &there, "Bo").await;
    until(&bo, |files| files.len() == 1).await;
    bo.shutdown().await;
    let device = ana.listen().await.unwrap().parse().unwrap();
    let to = (device, here.address());

    let (stranger, _incoming) = bare([7; 32], 0).await;
    let refused = ask(&stranger, to, &space, photo_hash).await;
    assert_eq!(refused, Err(LinkError::Closed { code: 3 }));

    let (as_bo, _incoming) = bare(there.secret(), 0).await;
    let found = ask(&as_bo, to, &space, photo_hash).await.unwrap();
    assert!(matches!(found, Some(FileFrame::Found { .. })), "{found:?}");
    for hash in [removed.hash, orphan, hash_of(b"nothing")] {
        assert_eq!(ask(&as_bo, to, &space, hash).await, Ok(Some(FileFrame::Absent)));
    }
    let other = SpaceId([3; 32]);
    let refused = ask(&as_bo, to, &other, photo_hash).await;
    assert_eq!(refused, Err(LinkError::Closed { code: 3 }));

    // A link that was open before is of no more use either.
    let mut open = as_bo.connect(to.0, &[to.1], FILE_ALPN, LIMIT).await.unwrap();
    let want = FileFrame::Want { tag: tag(&space, &as_bo.id(), &to.0), hash: photo_hash };
    let absent = FileFrame::Want { tag: tag(&space, &as_bo.id(), &to.0), hash: orphan };
    open.send(&absent.encode()).await.unwrap();
    assert_eq!(open.receive(MOST_FRAME).await, Ok(Some(FileFrame::Absent.encode())));
    ana.run(SuspendMember { space: None, member: "Bo".into() }).await.unwrap();
    open.send(&want.encode()).await.unwrap();
    assert_eq!(open.receive(MOST_FRAME).await, Err(LinkError::Closed { code: 3 }));
    let refused = ask(&as_bo, to, &space, photo_hash).await;
    assert_eq!(refused, Err(LinkError::Closed { code: 3 }));
    ana.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn files_are_described_ordered_removed_and_brought_back() {
    let here = Computer::new();
    let (ana, _) = with_drill(&here).await;
    ana.run(add("a.jpg", &photo(1))).await.unwrap();
    let second = ana.run(add("b.jpg", &photo(2))).await.unwrap();
    assert_eq!(code_of(&ana, add("c.jpg", &photo(2))).await, ErrorCode::SameFile);
    let edit = EditFile {
        space: None,
        item: "Drill".into(),
        file: "b.jpg".into(),
        caption: Some("The chuck".into()),
        first: true,
    };
    assert_eq!(ana.run(edit).await.unwrap().caption, "The chuck");
    let names = |files: Vec<FileView>| files.into_iter().map(|f| f.name).collect::<Vec<_>>();
    assert_eq!(names(files(&ana).await), ["b.jpg", "a.jpg"]);
    ana.run(remove("1")).await.unwrap();
    assert_eq!(names(files(&ana).await), ["a.jpg"]);
    assert_eq!(code_of(&ana, read("b.jpg")).await, ErrorCode::NotFound);
    let file = second.id.to_string();
    ana.run(RestoreFile { space: None, item: "Drill".into(), file }).await.unwrap();
    assert_eq!(names(files(&ana).await), ["b.jpg", "a.jpg"]);
    for nowhere in [add("x.txt", b"x"), AddFile { item: "Lathe".into(), ..add("x.txt", b"x") }] {
        let there = nowhere.item == "Drill";
        assert_eq!(ana.run(nowhere).await.is_ok(), there);
    }

    // What was added is there after opening again.
    ana.shutdown().await;
    drop(ana);
    let ana = here.open().await;
    assert_eq!(names(files(&ana).await), ["b.jpg", "a.jpg", "x.txt"]);
    let export =
        Export { space: None, format: "json".into(), what: "items".into(), url: None, at: None };
    let export: serde_json::Value =
        serde_json::from_str(&ana.run(export).await.unwrap().content).unwrap();
    assert_eq!(export["items"][0]["files"][0]["caption"], "The chuck");
    assert_eq!(export["items"][0]["files"][0]["hash"], second.hash.to_string());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_file_is_told_and_had_again_from_others() {
    let (here, there) = (Computer::new(), Computer::new());
    let (ana, space) = with_drill(&here).await;
    let added = ana.run(add("a.txt", b"as Ana wrote it")).await.unwrap();
    let bo = join(&ana, &there, "Bo").await;
    until(&bo, |files| files.len() == 1).await;
    assert!(bo.run(fetch("1")).await.unwrap().here);
    std::fs::write(here.shelf(&space).path(&added.hash), b"as Mal wrote it").unwrap();
    let report = verify(&ana).await;
    assert!(!report.ok && report.problems[0].contains(&added.hash.to_string()));
    let found = &report.findings[0];
    assert_eq!((found.kind, &found.detail), (FindingKind::DamagedFile, &added.hash.to_string()));
    let told = FilesHere { here: 0, elsewhere: 1, damaged: 1, bytes: 0 };
    assert_eq!(report.files, told);
    assert_eq!(code_of(&ana, read("1")).await, ErrorCode::FileNotHere);
    assert!(ana.run(fetch("1")).await.unwrap().here);
    assert!(verify(&ana).await.ok);
    let content = ana.run(read("1")).await.unwrap().content;
    assert_eq!(STANDARD.decode(content).unwrap(), b"as Ana wrote it");
    ana.shutdown().await;
    bo.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_brings_the_files_back_that_were_here_and_counts_the_others() {
    let (here, there) = (Computer::new(), Computer::new());
    let (ana, _) = with_drill(&here).await;
    ana.run(add("a.jpg", &photo(1))).await.unwrap();
    ana.run(add("b.txt", b"words")).await.unwrap();
    let bo = join(&ana, &there, "Bo").await;
    until(&bo, |files| files.len() == 2 && files[0].thumbnail.is_some()).await;
    bo.run(fetch("b.txt")).await.unwrap();

    let folder = there.beside("disk");
    std::fs::create_dir(&folder).unwrap();
    let to = folder.join("bo.etabli-backup").display().to_string();
    let made = bo.run(CreateBackup { space: None, to: Some(to.clone()) }).await.unwrap();
    assert_eq!((made.files, made.files_missing), (Some(1), Some(1)));
    let convert = ConvertStore { space: None, to: "redb".into() };
    bo.run(convert).await.unwrap();
    assert!(bo.run(read("b.txt")).await.is_ok(), "another store, the same files");
    bo.shutdown().await;
    ana.shutdown().await;

    let copy = there.beside("copy");
    let restore = |to: &Path, file: &str| RestoreBackup {
        file: file.to_owned(),
        to: to.display().to_string(),
    };
    let restored = bo.run(restore(&copy, &to)).await.unwrap();
    assert_eq!((restored.files, restored.files_missing), (Some(1), Some(1)));
    let copied = open(copy, None).await;
    let content = copied.run(read("b.txt")).await.unwrap().content;
    assert_eq!(STANDARD.decode(content).unwrap(), b"words");
    assert!(files(&copied).await[0].thumbnail.is_some());
    assert_eq!(code_of(&copied, add("c.txt", b"x")).await, ErrorCode::ReadOnlyCopy);

    // The file alone, carried elsewhere, says what it lacks.
    let alone = there.beside("alone.etabli-backup");
    std::fs::copy(&to, &alone).unwrap();
    let bare = restore(&there.beside("bare"), &alone.display().to_string());
    let restored = bo.run(bare).await.unwrap();
    assert_eq!((restored.files, restored.files_missing), (Some(0), Some(2)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_members_own_item_takes_files_from_its_owner_only() {
    let (here, there) = (Computer::new(), Computer::new());
    let (ana, _) = with_drill(&here).await;
    let bo = join(&ana, &there, "Bo").await;
    let own = AddItem {
        space: None,
        name: "Saw".into(),
        tag: None,
        category: None,
        place: None,
        quantity: None,
        owner: Some("me".into()),
        note: None,
    };
    bo.run(own).await.unwrap();
    bo.run(AddFile { item: "Saw".into(), ..add("a.jpg", &photo(4)) }).await.unwrap();
    bo.run(sync()).await.unwrap();
    let refused = code_of(&ana, AddFile { item: "Saw".into(), ..add("b.jpg", &photo(5)) }).await;
    assert_eq!(refused, ErrorCode::NotYours);
    let refused = code_of(&ana, RemoveFile { item: "Saw".into(), ..remove("1") }).await;
    assert_eq!(refused, ErrorCode::NotYours);
    ana.shutdown().await;
    bo.shutdown().await;
}

const BIKE: &str = "Cargo bike";

fn on_card(add: AddFile) -> AddFile {
    AddFile { project: Some(BIKE.into()), item: "Weld".into(), ..add }
}

async fn card(app: &App) -> CardView {
    let (project, card) = (BIKE.into(), "Weld".into());
    app.run(ShowCard { space: None, project, card }).await.expect("the card is shown")
}

async fn set_file(app: &App, file: &FileView, withdrawn: bool) {
    let flags = [("withdrawn".to_owned(), withdrawn)].into();
    let write = WriteRow {
        space: None,
        project: BIKE.into(),
        kind: RowKind::File,
        row: Some(file.id.to_string()),
        fields: Default::default(),
        flags,
    };
    app.run(write).await.expect("the file is taken away or brought back");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_on_a_card_is_fetched_by_another_member_taken_away_and_brought_back() {
    let (here, there) = (Computer::new(), Computer::new());
    let (ana, _) = with_drill(&here).await;
    let bo = join(&ana, &there, "Bo").await;
    let (name, summary) = (BIKE.to_owned(), String::new());
    let start = StartProject { space: None, kind: ProjectKind::Project, name, summary, from: None };
    ana.run(start).await.unwrap();
    let write = WriteRow {
        space: None,
        project: BIKE.into(),
        kind: RowKind::Card,
        row: None,
        fields: [("title".to_owned(), "Weld".to_owned())].into(),
        flags: Default::default(),
    };
    ana.run(write).await.unwrap();
    let plan = ana.run(on_card(add("../plan.pdf", b"%PDF-1.4 the frame"))).await.unwrap();
    assert_eq!(
        (plan.name.as_str(), plan.here, plan.added_by_name.as_str()),
        ("plan.pdf", true, "Ana")
    );
    let shown = ana.run(on_card(add("IMG.JPG", &photo(3)))).await.unwrap();
    assert_eq!((shown.kind, shown.width), (FileKind::Photo, 400));
    // The same twice, what is no picture, and what is too large are refused, and nothing is lost.
    let again = code_of(&ana, on_card(add("again.pdf", b"%PDF-1.4 the frame"))).await;
    assert_eq!(again, ErrorCode::SameFile);
    let torn = code_of(&ana, on_card(add("torn.jpg", &photo(3)[..30]))).await;
    assert_eq!(torn, ErrorCode::PhotoDamaged);
    let empty = code_of(&ana, on_card(add("empty.pdf", b""))).await;
    assert_eq!(empty, ErrorCode::EmptyFile);
    assert_eq!(card(&ana).await.files.len(), 2);

    bo.run(sync()).await.unwrap();
    let theirs = card(&bo).await;
    let names: Vec<&str> = theirs.files.iter().map(|file| file.name.as_str()).collect();
    assert_eq!((names, theirs.can_edit), (vec!["plan.pdf", "IMG.JPG"], false));
    // Whoever does not work on the project puts nothing on its cards, and may read what is there.
    let refused = code_of(&bo, on_card(add("x.pdf", b"x"))).await;
    assert_eq!(refused, ErrorCode::NotYourProject);
    let of_card =
        |file: &str| FetchFile { project: Some(BIKE.into()), item: "Weld".into(), ..fetch(file) };
    assert!(bo.run(of_card("plan.pdf")).await.unwrap().here);
    let read = ReadFile { project: Some(BIKE.into()), item: "Weld".into(), ..read("1") };
    let content = bo.run(read).await.unwrap();
    assert_eq!(STANDARD.decode(&content.content).unwrap(), b"%PDF-1.4 the frame");
    let status = bo.run(Status { space: None }).await.unwrap();
    assert_eq!(status.files.here + status.files.elsewhere, 2);

    // What is taken away is given to nobody; it can be brought back.
    set_file(&ana, &shown, true).await;
    bo.run(sync()).await.unwrap();
    assert_eq!((card(&ana).await.files.len(), card(&bo).await.files.len()), (1, 1));
    // Only who has its bytes is told that it was there.
    let removed =
        |view: CardView| view.removed_files.into_iter().map(|it| it.name).collect::<Vec<_>>();
    assert_eq!(removed(card(&ana).await), ["IMG.JPG"]);
    assert_eq!(removed(card(&bo).await), Vec::<String>::new());
    let photo = code_of(&bo, of_card("IMG.JPG")).await;
    assert_eq!(photo, ErrorCode::NotFound);
    set_file(&ana, &shown, false).await;
    bo.run(sync()).await.unwrap();
    assert!(bo.run(of_card("IMG.JPG")).await.unwrap().here);
    assert_eq!(card(&ana).await.files.len(), 2);
    assert_eq!(removed(card(&ana).await), Vec::<String>::new());
    ana.shutdown().await;
    bo.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_brings_back_the_files_of_cards_with_their_bytes() {
    let here = Computer::new();
    let (ana, _) = with_drill(&here).await;
    let (name, summary) = (BIKE.to_owned(), String::new());
    let start = StartProject { space: None, kind: ProjectKind::Project, name, summary, from: None };
    ana.run(start).await.unwrap();
    let write = WriteRow {
        space: None,
        project: BIKE.into(),
        kind: RowKind::Card,
        row: None,
        fields: [("title".to_owned(), "Weld".to_owned())].into(),
        flags: Default::default(),
    };
    ana.run(write).await.unwrap();
    ana.run(on_card(add("plan.pdf", b"%PDF-1.4 the frame"))).await.unwrap();
    ana.run(on_card(add("IMG.JPG", &photo(3)))).await.unwrap();
    // An item and a card may have one and the same file: it is kept once.
    ana.run(add("same.pdf", b"%PDF-1.4 the frame")).await.unwrap();
    let gone = ana.run(on_card(add("gone.txt", b"gone"))).await.unwrap();
    set_file(&ana, &gone, true).await;

    let folder = here.beside("disk");
    std::fs::create_dir(&folder).unwrap();
    let file = folder.join("ana.etabli-backup").display().to_string();
    let made = ana.run(CreateBackup { space: None, to: Some(file.clone()) }).await.unwrap();
    assert_eq!((made.files, made.files_missing), (Some(2), Some(0)));
    let copy = here.beside("copy");
    let to = copy.display().to_string();
    let restored = ana.run(RestoreBackup { file, to }).await.unwrap();
    assert_eq!((restored.files, restored.files_missing), (Some(2), Some(0)));
    ana.shutdown().await;
    // Nothing but the backup is left.
    std::fs::remove_dir_all(here.data()).unwrap();

    let copied = open(copy, None).await;
    let view = card(&copied).await;
    let names: Vec<&str> = view.files.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names, ["plan.pdf", "IMG.JPG"]);
    assert!(view.files.iter().all(|file| file.here) && view.files[1].thumbnail.is_some());
    assert_eq!(view.removed_files, [], "what was taken away is not carried along");
    let of_card =
        |file: &str| ReadFile { project: Some(BIKE.into()), item: "Weld".into(), ..read(file) };
    let content = copied.run(of_card("plan.pdf")).await.unwrap().content;
    assert_eq!(STANDARD.decode(content).unwrap(), b"%PDF-1.4 the frame");
    let photo = copied.run(of_card("IMG.JPG")).await.unwrap();
    assert!(STANDARD.decode(photo.content).unwrap().starts_with(&[0xff, 0xd8]));
    assert_eq!(code_of(&copied, on_card(add("x.txt", b"x"))).await, ErrorCode::ReadOnlyCopy);
    copied.shutdown().await;
}
