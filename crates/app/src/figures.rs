//! The figures of this machine: how long and how large the jobs are that people wait for.
//!
//! Measured on real data directories below a folder that the caller gives and clears. Nothing here
//! judges: a figure stands beside its target, and whoever reads it judges.

mod community;
mod growth;
mod workshop;

pub use community::{fill_community, measure_community};
pub use growth::measure_growth;
pub use workshop::{fill_workshop, measure_workshop};

use std::{
    fmt::Write as _,
    fs::File,
    io::{self, Write as _},
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use etabli_api::{
    ApiError, ErrorCode,
    command::{
        CreateInvite, CreateSpace, EditItem, ImportItems, JoinSpace, LendItem, ListItems,
        ListMembers, ReturnItem, Search, ShowSpace, SyncNow,
    },
};
use serde::Serialize;

use crate::{App, Config, Network};

/// How many items the figures are about.
pub const ITEMS: usize = 10_000;
/// How many edits each of two devices makes before they meet.
pub const EDITS: usize = 1_000;
/// How many acts a busy space has.
const ACTS: usize = 20_000;
const LOANS: usize = 1_000;
const ROUNDS: usize = 50;

/// One figure.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Figure {
    /// What was measured.
    pub name: &'static str,
    /// The value.
    pub value: f64,
    /// Its unit: `ms`, `µs`, `MB` (10⁶ bytes), `kB`, or `×` for one figure of another.
    pub unit: &'static str,
    /// What it should be at most.
    pub target: f64,
}

/// Measures what people do in a space of their own and when they meet, below `folder`.
pub async fn measure(folder: &Path) -> Result<Vec<Figure>, ApiError> {
    let mut figures = Vec::new();
    let one = open(folder.join("one")).await?;
    let name = "Atelier".to_owned();
    one.run(CreateSpace { name, member: "Ana".to_owned() }).await?;

    let file = table();
    let start = Instant::now();
    one.run(import(&file)).await?;
    figures.push(figure("import of 10,000 rows, durable", millis(start.elapsed()), "ms", 3000.0));

    let mut lends = Vec::with_capacity(LOANS);
    for number in 0..LOANS {
        let lend = LendItem {
            space: None,
            item: tag(number),
            to: "Ana".to_owned(),
            due: None,
            quantity: None,
            since: None,
            despite_bookings: false,
            despite_limits: false,
            told: None,
        };
        let start = Instant::now();
        let loan = one.run(lend).await?;
        lends.push(start.elapsed());
        if number % 2 == 0 {
            one.run(ReturnItem::from(loan.id)).await?;
        }
    }
    figures.push(figure("a lend, durable, median", percentile(&mut lends, 50), "ms", 2.0));
    figures.push(figure("a lend, durable, p99", percentile(&mut lends, 99), "ms", 5.0));
    // What a lend cannot be faster than, on a disk that flushes slowly now and then.
    let mut flushes = flushes(&folder.join("flushed")).map_err(|_| ErrorCode::StorageFailed)?;
    figures.push(figure("the disk's own flush, p99", percentile(&mut flushes, 99), "ms", 5.0));

    let mut pages = Vec::with_capacity(ROUNDS);
    let mut keys = Vec::with_capacity(ROUNDS);
    let mut searches = Vec::with_capacity(ROUNDS);
    for round in 0..ROUNDS {
        let start = Instant::now();
        one.run(list(String::new(), u32::try_from(round * 50).unwrap_or(0))).await?;
        pages.push(start.elapsed());
        let typed: String = "perceuse".chars().take(1 + round % 8).collect();
        let start = Instant::now();
        one.run(list(typed.clone(), 0)).await?;
        keys.push(start.elapsed());
        let start = Instant::now();
        one.run(Search { space: None, words: typed }).await?;
        searches.push(start.elapsed());
    }
    figures.push(figure("a page of 50 items, p95", percentile(&mut pages, 95), "ms", 5.0));
    figures.push(figure("a keystroke in the inventory, p95", percentile(&mut keys, 95), "ms", 5.0));
    figures.push(figure(
        "a keystroke in the search, p95",
        percentile(&mut searches, 95),
        "ms",
        5.0,
    ));

    figures.extend(meeting(&one, folder).await?);
    one.shutdown().await;
    Ok(figures)
}

/// Appends to a file as often as things are lent, making each durable.
fn flushes(path: &Path) -> io::Result<Vec<Duration>> {
    let mut file = File::create(path)?;
    let flush = |_| {
        let start = Instant::now();
        file.write_all(&[0; 200])?;
        file.sync_data()?;
        Ok(start.elapsed())
    };
    (0..LOANS).map(flush).collect()
}

/// Two devices edit apart and meet.
async fn meeting(one: &App, folder: &Path) -> Result<Vec<Figure>, ApiError> {
    let invite =
        CreateInvite { space: None, uses: 1, expires: "1d".to_owned(), role: None, approve: None };
    one.listen().await?;
    let ticket = one.run(invite).await?.ticket;
    let other = open(folder.join("other")).await?;
    let start = Instant::now();
    let member = "Bo".to_owned();
    other.run(JoinSpace { ticket, member, timeout: 60 }).await?;
    let joined = millis(start.elapsed());
    other.run(SyncNow { space: None, with: None, timeout: 60 }).await?;
    one.shutdown().await;
    other.shutdown().await;
    for (app, from, word) in [(one, 0, "scie"), (&other, EDITS, "lime")] {
        for number in from..from + EDITS {
            let note = Some(format!("{word} {number}"));
            let item = tag(number);
            app.run(EditItem { note, ..edit(item) }).await?;
        }
    }
    one.listen().await?;
    // Only the exchange is timed, not the first look at 10,000 items.
    other.run(ListMembers { space: None }).await?;
    let start = Instant::now();
    let reports = other.run(SyncNow { space: None, with: None, timeout: 60 }).await?;
    let met = millis(start.elapsed());
    let bytes: u64 = reports.iter().map(|report| report.bytes).sum();
    other.shutdown().await;
    #[expect(clippy::cast_precision_loss, reason = "a figure to be read by people")]
    let kilobytes = bytes as f64 / 1000.0;
    Ok(vec![
        figure("a new device receives 10,000 items", joined, "ms", 3000.0),
        figure("1,000 + 1,000 edits made apart, time", met, "ms", 300.0),
        figure("1,000 + 1,000 edits made apart, bytes", kilobytes, "kB", 250.0),
    ])
}

/// Opens what [`measure`] left, to the first page, in a process of its own: returns how long it
/// took, in milliseconds, and the memory that the process holds, in 10⁶ bytes.
pub async fn open_once(folder: &Path) -> Result<(f64, f64), ApiError> {
    let start = Instant::now();
    let app = open(folder.join("one")).await?;
    app.run(ShowSpace { space: None }).await?;
    app.run(list(String::new(), 0)).await?;
    let opened = millis(start.elapsed());
    let resident = resident();
    app.shutdown().await;
    Ok((opened, resident))
}

/// Returns the figures of an opening.
pub fn opening((opened, resident): (f64, f64)) -> [Figure; 2] {
    [
        figure("opening 10,000 items, to the first page", opened, "ms", 250.0),
        figure("opening 10,000 items, resident", resident, "MB", 150.0),
    ]
}

/// Returns the figure of an opening after a crash beside one after an orderly end.
pub fn opening_again(crashed: f64, orderly: f64) -> Figure {
    figure("opening after a crash, of one in order", crashed / orderly, "×", 2.0)
}

/// Writes 20,000 acts and 1,000 edits into what [`measure`] left, and leaves it open: whoever calls
/// it is meant to crash.
pub async fn write_much(folder: &Path) -> Result<App, ApiError> {
    let app = open(folder.join("one")).await?;
    let id = app.core.find_space(None)?;
    app.core.with(id, |space| growth::lendings(space, ACTS))?;
    for number in 0..EDITS {
        let note = Some(format!("rabot {number}"));
        app.run(EditItem { note, ..edit(tag(number)) }).await?;
    }
    Ok(app)
}

/// Measures a new device that receives all that is there in the end.
pub async fn measure_newcomer(folder: &Path) -> Result<Figure, ApiError> {
    let one = open(folder.join("one")).await?;
    let with = Some(one.listen().await?);
    let invite =
        CreateInvite { space: None, uses: 1, expires: "1d".to_owned(), role: None, approve: None };
    let ticket = one.run(invite).await?.ticket;
    let other = open(folder.join("newcomer")).await?;
    let start = Instant::now();
    other.run(JoinSpace { ticket, member: "Cy".to_owned(), timeout: 60 }).await?;
    // Bo's device is away, and would be waited for.
    other.run(SyncNow { space: None, with, timeout: 60 }).await?;
    let took = millis(start.elapsed());
    other.shutdown().await;
    one.shutdown().await;
    Ok(figure("a new device receives 20,000 acts with it", took, "ms", 3000.0))
}

async fn open(data: PathBuf) -> Result<App, ApiError> {
    App::open(Config { data, network: Network::Loopback, state: None }).await
}

fn figure(name: &'static str, value: f64, unit: &'static str, target: f64) -> Figure {
    Figure { name, value, unit, target }
}

fn tag(number: usize) -> String {
    format!("AP-{number:05}")
}

fn table() -> String {
    const NAMES: [&str; 8] = [
        "Perceuse",
        "Scie japonaise",
        "Ponceuse",
        "Multimètre",
        "Échelle",
        "Serre-joint",
        "Fer à souder",
        "Rabot",
    ];
    const KINDS: [&str; 5] = ["Bois", "Métal", "Électricité", "Textile", "Jardin"];
    let mut table = String::from(
        "Nom;Référence;Catégorie;Lieu;Quantité;Remarque;Marque;Modèle;Série;Achat;Prix;État\n",
    );
    for number in 0..ITEMS {
        let name = NAMES.get(number % NAMES.len()).copied().unwrap_or_default();
        let kind = KINDS.get(number % KINDS.len()).copied().unwrap_or_default();
        writeln!(
            table,
            "{name} {number};{};{kind};Atelier / Étagère {};1;Vue le {};Marque {};M-{};S{number:08};2024-03-{:02};{},90;bon",
            tag(number),
            number % 40,
            number % 28 + 1,
            number % 17,
            number % 230,
            number % 28 + 1,
            number % 400,
        )
        .unwrap_or_default();
    }
    table
}

fn import(file: &str) -> ImportItems {
    ImportItems {
        space: None,
        file_name: "inventaire.csv".to_owned(),
        content: STANDARD.encode(file),
        format: "auto".to_owned(),
        map: std::collections::BTreeMap::new(),
        dry_run: false,
    }
}

fn list(words: String, offset: u32) -> ListItems {
    ListItems {
        space: None,
        words,
        category: None,
        place: None,
        status: None,
        condition: None,
        person: None,
        offset,
        limit: 50,
    }
}

fn edit(item: String) -> EditItem {
    EditItem {
        space: None,
        item,
        name: None,
        tag: None,
        category: None,
        place: None,
        quantity: None,
        note: None,
    }
}

fn millis(span: Duration) -> f64 {
    span.as_secs_f64() * 1000.0
}

fn percentile(spans: &mut [Duration], percent: usize) -> f64 {
    spans.sort_unstable();
    let at = (spans.len() * percent).div_ceil(100).saturating_sub(1);
    spans.get(at).copied().map_or(0.0, millis)
}

/// Returns the memory that this process holds, in 10⁶ bytes; 0 where that cannot be told.
fn resident() -> f64 {
    let read = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = read.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kib = line.and_then(|line| line.trim().trim_end_matches("kB").trim().parse::<f64>().ok());
    kib.unwrap_or(0.0) * 1024.0 / 1_000_000.0
}
