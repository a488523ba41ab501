//! What screens of people and projects cost in a large group: 2,000 members with ten skills each,
//! 500 projects with 20,000 cards between them, beside 10,000 items.

use std::{path::Path, time::Instant};

use ed25519_dalek::SigningKey;
use etabli_api::{
    ApiError, ErrorCode,
    command::{
        CreateSpace, ListPeople, ListProjects, MatchNeeds, MoveCard, ShowBoard, ShowSpace,
        StartProject,
    },
};
use etabli_model::{
    act::{Admit, Approval, Invite, Known, ProjectKind, Role},
    board::{FieldKey, LABEL, LongText, NewRow, POSITION, Position, Put, RowKind, rank},
    body::{Body, DocumentEdit, Part},
    document::{Document, actor},
    id::{DeviceId, DocumentId, EntryId, LocalId, MemberId, SpaceId},
    inventory::{Edit, Note},
    skill::{Kind, Level, SKILLS, Saying, Skill},
    text::Name,
    time::Timestamp,
};
use etabli_sync::{
    entry::{Entry, EntryKind, Header, LogKey},
    join::prove,
    page::derived_command,
};
use serde_bytes::ByteBuf;

use super::{Figure, ROUNDS, figure, import, list, millis, open, percentile, resident, table};
use crate::{
    App, clock,
    core::{ChangeError, api_error},
    handle::Handle as _,
    space::{Space, SpaceError, Stale},
};

const MEMBERS: usize = 2_000;
/// How many skills each of them has.
const SKILLED: usize = 10;
const PROJECTS: usize = 500;
const CARDS: usize = 20_000;
/// How many of the cards are on the board of the first project.
const BUSY: usize = 1_000;
/// How many of those that were admitted are taken in at once.
const AT_ONCE: usize = 200;
const DAY: i64 = 24 * 60 * 60 * 1000;
const LABELS: [&str; 6] = ["bois", "métal", "urgent", "à deux", "dehors", "achat"];
/// What each project needs: what sort of thing, the words for it, how many.
const NEEDS: [(&str, &str, &str); 6] = [
    ("tool", "perceuse", "2"),
    ("tool", "scie japonaise", "1"),
    ("tool", "multimètre", "3"),
    ("place", "atelier", "1"),
    ("skill", "soudage", "1"),
    ("skill", "couture", "2"),
];

/// Makes one below `folder`.
pub async fn fill_community(folder: &Path) -> Result<(), ApiError> {
    let app = open(folder.join("community")).await?;
    app.run(CreateSpace { name: "Tiers-lieu".to_owned(), member: "Ana".to_owned() }).await?;
    app.run(import(&table())).await?;
    let id = app.core.find_space(None)?;
    app.core.change(id, |space| Ok::<_, ChangeError>(((), admit(space)?)))?;
    for number in 0..PROJECTS {
        start(&app, number)?;
    }
    app.shutdown().await;
    Ok(())
}

/// Measures what [`fill_community`] made, in a process that did nothing else.
pub async fn measure_community(folder: &Path) -> Result<Vec<Figure>, ApiError> {
    let start = Instant::now();
    let app = open(folder.join("community")).await?;
    app.run(ShowSpace { space: None }).await?;
    app.run(list(String::new(), 0)).await?;
    let opened = millis(start.elapsed());
    let held = resident();
    let mut keys = Vec::with_capacity(ROUNDS);
    let mut matches = Vec::with_capacity(ROUNDS);
    let mut boards = Vec::with_capacity(ROUNDS);
    let mut moves = Vec::with_capacity(ROUNDS);
    let listed = app.run(projects()).await?;
    let ids: Vec<String> = listed.iter().map(|row| row.id.to_string()).collect();
    let busy = listed.iter().max_by_key(|row| row.cards).ok_or(ErrorCode::Internal)?;
    let busy = busy.id.to_string();
    let show = || ShowBoard {
        space: None,
        project: busy.clone(),
        words: String::new(),
        label: String::new(),
        member: String::new(),
        lanes: String::new(),
        archived: false,
    };
    let board = app.run(show()).await?;
    let cards = board.lanes.iter().flat_map(|lane| lane.cells.iter().flatten());
    let cards: Vec<String> = cards.map(|card| card.id.clone()).collect();
    let columns = board.columns.iter().filter_map(|column| column.id);
    let columns: Vec<String> = columns.map(|column| column.to_string()).collect();
    for round in 0..ROUNDS {
        let words: String = "soudure électronique".chars().take(1 + round % 18).collect();
        let timed = Instant::now();
        app.run(people(words)).await?;
        keys.push(timed.elapsed());
        let project = ids.get(round * 7 % ids.len().max(1)).cloned().unwrap_or_default();
        let timed = Instant::now();
        let met = app.run(MatchNeeds { space: None, project }).await?;
        matches.push(timed.elapsed());
        if met.len() != NEEDS.len() {
            return Err(ErrorCode::Internal.into());
        }
        let timed = Instant::now();
        app.run(show()).await?;
        boards.push(timed.elapsed());
        let column = columns.get(round % columns.len().max(1)).cloned();
        let moved = MoveCard {
            space: None,
            project: busy.clone(),
            card: cards.get(round * 13).cloned().unwrap_or_default(),
            column: column.unwrap_or_default(),
            before: None,
        };
        let timed = Instant::now();
        app.run(moved).await?;
        moves.push(timed.elapsed());
    }
    app.shutdown().await;
    if cards.len() != BUSY {
        return Err(ErrorCode::Internal.into());
    }
    Ok(vec![
        figure("a large group: opening, to the first page", opened, "ms", 1200.0),
        figure("a large group: resident", held, "MB", 400.0),
        figure("a large group: a keystroke in who can, p95", percentile(&mut keys, 95), "ms", 5.0),
        figure("a large group: what six needs meet, p95", percentile(&mut matches, 95), "ms", 20.0),
        figure("a large group: a board of 1,000, p95", percentile(&mut boards, 95), "ms", 50.0),
        figure("a large group: a card moved, p95", percentile(&mut moves, 95), "ms", 20.0),
    ])
}

fn projects() -> ListProjects {
    ListProjects { space: None, kind: None, words: String::new(), mine: false, all: false }
}

fn people(words: String) -> ListPeople {
    ListPeople {
        space: None,
        words,
        skill: None,
        kind: None,
        level: None,
        language: None,
        day: None,
        most: None,
    }
}

fn failed(error: SpaceError) -> ApiError {
    api_error(&error)
}

/// Admits all members, and lets each say who they are.
fn admit(space: &mut Space) -> Result<Stale, ApiError> {
    let now = clock::now();
    let invite_key = SigningKey::from_bytes(&clock::random()?);
    let invite = Known::Invite(Invite {
        key: invite_key.verifying_key().to_bytes(),
        role: Role::Member,
        uses: MEMBERS as u32,
        expires: now.plus(DAY),
        approval: Approval::Auto,
        more: Vec::new(),
    });
    let (ids, mut stale) = space.act_ids(now, &[invite]).map_err(failed)?;
    let invite = ids.first().map(|id| id.entry).ok_or(ErrorCode::Internal)?;
    let mut admitted = Vec::with_capacity(MEMBERS);
    for _ in 0..MEMBERS {
        let key = SigningKey::from_bytes(&clock::random()?);
        let device = DeviceId(key.verifying_key().to_bytes());
        let nonce = clock::random()?;
        let proof = prove(&invite_key, &space.id(), &device, &space.replica().device(), &nonce);
        let admit = Admit { invite, device, nonce, proof: ByteBuf::from(proof), more: Vec::new() };
        let (ids, new) = space.act_ids(now, &[Known::Admit(admit)]).map_err(failed)?;
        stale.extend(new);
        let member = ids.first().map(|id| MemberId(id.entry)).ok_or(ErrorCode::Internal)?;
        admitted.push((member, key));
    }
    let graph = space.replica().graph();
    let auth = graph.tips(EntryKind::Authority, None);
    let lamport = auth.iter().filter_map(|id| graph.node(id)).map(|node| node.lamport).max();
    let past = Past { space: space.id(), auth, lamport: lamport.unwrap_or(0), now };
    for (at, some) in admitted.chunks(AT_ONCE).enumerate() {
        let some = some.iter().zip(at * AT_ONCE..);
        let said = some.map(|((member, key), number)| introduction(*member, key, number, &past));
        let said = said.collect::<Result<Vec<Entry>, ApiError>>()?;
        let received = space.replica_mut().receive(&said).map_err(SpaceError::from);
        let received = received.map_err(failed)?;
        if !received.refused.is_empty() {
            return Err(ErrorCode::Internal.into());
        }
        stale.extend(space.apply(received.counted));
    }
    Ok(stale)
}

/// What members know when they say who they are.
struct Past {
    space: SpaceId,
    auth: Vec<EntryId>,
    lamport: u64,
    now: Timestamp,
}

/// Returns what a member writes first, on a device of their own: their name and their skills.
fn introduction(
    member: MemberId,
    key: &SigningKey,
    number: usize,
    past: &Past,
) -> Result<Entry, ApiError> {
    let (log, id) = (
        LogKey { device: DeviceId(key.verifying_key().to_bytes()), log: 1 },
        DocumentId::Member(member),
    );
    let name = Name::parse(&format!("Membre {number:04}")).map_err(|_| ErrorCode::Internal)?;
    let mut edits = vec![Edit::SetProfileName(name)];
    for nth in 0..SKILLED {
        let usual = SKILLS.get((number * 7 + nth * 11) % SKILLS.len());
        let kind = Kind::ALL.get((number + nth) % 3).copied().unwrap_or(Kind::Can);
        let level = Level::ALL.get(number % 3).copied().unwrap_or_default();
        let Some(usual) = usual else { continue };
        let note = format!("Depuis {} ans, à l’atelier du quartier.", number % 20 + 1);
        let Ok(skill) = Skill::typed(usual.key, [kind], level, &note) else { continue };
        let text = Note::parse(&skill.to_string()).map_err(|_| ErrorCode::Internal)?;
        edits.push(Edit::SetSaying(Saying::Skill(skill.tag.clone()), text));
    }
    let mut document = Document::new(id);
    let changes = document.edit(actor(&log.device, log.log, &id, 0), past.now, &edits);
    let changes = changes.map_err(|error| failed(error.into()))?;
    let changes = changes.into_iter().map(ByteBuf::from).collect();
    let edit = DocumentEdit { document: id, epoch: 0, changes };
    let body = Body {
        command: derived_command(&log, 0),
        part: 0,
        last: true,
        parts: vec![Part::Edit(edit)],
    };
    let header = Header {
        space: past.space.0,
        log,
        seq: 0,
        prev: EntryId([0; 32]),
        deps: Vec::new(),
        auth: past.auth.clone(),
        lamport: past.lamport + 1,
        at: past.now,
        body_hash: [0; 32],
        body_len: 0,
    };
    Ok(Entry::sign(header, body.encode(), key))
}

/// Starts a project with what it needs and its cards.
fn start(app: &App, number: usize) -> Result<(), ApiError> {
    let project = StartProject {
        space: None,
        kind: ProjectKind::Project,
        name: format!("Projet {number:03}"),
        summary: "À construire ensemble, et à partager.".to_owned(),
        from: None,
    };
    let project = project.handle(&app.core)?.row.id;
    let id = app.core.find_space(None)?;
    let cards = if number == 0 { BUSY } else { (CARDS - BUSY).div_ceil(PROJECTS - 1) };
    app.core.change(id, |space| {
        let board = space.board(&project).ok_or(ErrorCode::Internal)?;
        let columns: Vec<LocalId> = board.columns().iter().map(|(id, _)| *id).collect();
        let mut edits = Vec::new();
        for (what, words, quantity) in NEEDS {
            let fields = [("what", what), ("words", words), ("quantity", quantity)];
            edits.extend(row(RowKind::Need, &fields, &[]));
        }
        let ranks = rank::spread(cards);
        for (nth, rank) in ranks.into_iter().enumerate() {
            let column = columns.get(nth % columns.len().max(1)).copied();
            let (title, lies) = (format!("Carte {nth:04}"), Position { column, rank });
            let (due, lies) = (format!("2027-{:02}-15", nth % 12 + 1), lies.to_string());
            let fields = [("title", title.as_str()), (POSITION, &lies), ("due", &due)];
            let label = LABELS.get(nth % LABELS.len()).copied().unwrap_or_default();
            edits.extend(row(RowKind::Card, &fields, &[format!("{LABEL}{label}")]));
        }
        let stale = space.edit(clock::now(), &[(DocumentId::Project(project), edits)])?;
        Ok::<_, ChangeError>(((), stale))
    })
}

fn row(kind: RowKind, fields: &[(&str, &str)], flags: &[String]) -> Option<Edit> {
    let says = |(key, text): &(&str, &str)| {
        Some((FieldKey::parse(key).ok()?, Put::Says(Note::parse(text).ok()?)))
    };
    let flag = |flag: &String| Some((FieldKey::parse(flag).ok()?, Put::Is(true)));
    let fields = fields.iter().map(says).chain(flags.iter().map(flag)).collect::<Option<_>>()?;
    let (local, text) = (clock::local_id(), LongText::default());
    Some(Edit::PutRow(NewRow { local, kind, fields, text }))
}
