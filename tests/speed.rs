//! How fast the interface is with 10,000 items, in Chromium and in the desktop's window: medians
//! and the 95th percentile, as a table and as JSON. `cargo xtask bench interface` runs it.
//!
//! Times are taken in the page, from what a person does to the frame that shows what came of it,
//! so that the driver's own way is not in them. Nothing here judges: machines differ.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "what cannot be measured fails right there"
)]

#[path = "speed/board.rs"]
mod board;
#[expect(dead_code, reason = "the tests need more of it than this does")]
mod harness;

use std::{
    collections::HashMap,
    fs,
    process::Command,
    time::{Duration, Instant},
};

use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::time::{sleep, timeout};

use board::Board;
use harness::{browser::Browser, csv, replica::Replica};

const ITEMS: usize = 10_000;

/// How often each screen is opened, and an item is renamed.
const ROUNDS: usize = 20;

/// How often the program is started.
const STARTS: usize = 5;

/// How long the first list may take to come.
const PATIENCE: Duration = Duration::from_secs(60);

/// Screens, and what stands on each once it is there.
const SCREENS: [(&str, &str); 5] = [
    ("#/inventory", "[data-testid=item-row]"),
    ("#/members", "[data-testid=member-row]"),
    ("#/activity", "[data-testid=activity-row]"),
    ("#/devices", "[data-testid=diagnostics]"),
    ("#/today", "[data-testid=today-last] li"),
];

/// Types in place of what a field holds, as the page hears it from a keyboard.
const TYPE: &str = "const type = (name, text) => {
        const field = document.querySelector(`[data-testid=${name}]`);
        field.value = text;
        field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    };";

/// Whether no command is under way.
const QUIET: &str = "!document.documentElement.hasAttribute('data-busy')";

/// How long what the last click set off may still be under way: after many of them an engine
/// collects what they left, and compiles again what was called often.
const SETTLES: Duration = Duration::from_secs(15);

/// How long an idle program is watched.
const IDLE: Duration = Duration::from_secs(10);

/// What was measured of one thing, sorted.
struct Figure {
    engine: &'static str,
    name: &'static str,
    unit: &'static str,
    most: f64,
    samples: Vec<f64>,
}

impl Figure {
    fn of(
        engine: &'static str,
        (name, unit, most): (&'static str, &'static str, f64),
        mut samples: Vec<f64>,
    ) -> Self {
        samples.sort_by(f64::total_cmp);
        Self { engine, name, unit, most, samples }
    }

    /// Returns the least sample that at least this share of all are at most: the nearest rank.
    fn at(&self, share: f64) -> f64 {
        let rank = (self.samples.len() as f64 * share).ceil() as usize;
        self.samples[rank.max(1) - 1]
    }

    fn json(&self) -> Value {
        json!({
            "engine": self.engine,
            "figure": self.name,
            "unit": self.unit,
            "samples": self.samples.len(),
            "median": self.at(0.5),
            "p95": self.at(0.95),
            "at_most": self.most,
        })
    }
}

const COLD: (&str, &str, f64) = ("cold start to the first list", "ms", 1_200.0);
const ROUTE: (&str, &str, f64) = ("another screen, painted", "ms", 100.0);
const SEARCH: (&str, &str, f64) = ("a keystroke in the search, painted", "ms", 50.0);
const ACTION: (&str, &str, f64) = ("an item renamed, painted", "ms", 100.0);
const IDLES: (&str, &str, f64) = ("idle, of one core", "%", 1.0);
const EMPTY: (&str, &str, f64) = ("idle, an empty page instead of ours", "%", 1.0);
const MEMORY: (&str, &str, f64) = ("resident, all processes", "MB", 400.0);

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let replica = Replica::new();
    replica.run(&["space", "create", "--name", "Atelier du Port", "--member", "Ana"]).await;
    let file = replica.file("assets.csv", &csv::snipe_it(1, ITEMS));
    replica.run(&["import", &file]).await;
    let board = Board::on(&replica).await;
    let only = std::env::var("ETABLI_ENGINE").unwrap_or_default();
    let mut figures = Vec::new();
    if only != "WebKitGTK" {
        figures.extend(in_chromium(&replica, &board).await);
    }
    if only != "Chromium" {
        figures.extend(in_the_window(&replica, &board).await);
    }
    println!("{:<10} {:<36} {:>9} {:>9}  at most", "engine", "figure", "median", "p95");
    for figure in &figures {
        let (median, p95) = (figure.at(0.5), figure.at(0.95));
        let verdict = if p95 <= figure.most { "" } else { "  missed" };
        let Figure { engine, name, unit, most, .. } = figure;
        println!("{engine:<10} {name:<36} {median:>9.1} {p95:>9.1}  {most} {unit}{verdict}");
    }
    if let Some(path) = std::env::args().nth(1) {
        let all: Vec<Value> = figures.iter().map(Figure::json).collect();
        fs::write(&path, serde_json::to_string_pretty(&all).unwrap()).unwrap();
        println!("{path}");
    }
}

async fn in_chromium(replica: &Replica, board: &Board) -> Vec<Figure> {
    const ENGINE: &str = "Chromium";
    // The browser itself is open already when somebody opens a link.
    let page = Browser::chromium("about:blank").await;
    let mut starts = Vec::new();
    for _ in 0..STARTS {
        let start = Instant::now();
        let served = replica.serve(&[]).await;
        page.open(served.web.as_deref().unwrap()).await;
        first_list(&page).await;
        starts.push(start.elapsed().as_secs_f64() * 1000.0);
        page.open("about:blank").await;
        served.end().await;
    }
    let (empty, _) = idle().await;
    let served = replica.serve(&[]).await;
    page.open(served.web.as_deref().unwrap()).await;
    let mut figures =
        vec![Figure::of(ENGINE, COLD, starts), Figure::of(ENGINE, EMPTY, vec![empty])];
    figures.extend(screens(ENGINE, &page).await);
    figures.extend(board.seen(ENGINE, &page).await);
    figures.push(board.followed(ENGINE, &page, replica).await);
    page.close().await;
    served.end().await;
    figures
}

async fn in_the_window(replica: &Replica, board: &Board) -> Vec<Figure> {
    const ENGINE: &str = "WebKitGTK";
    let mut starts = Vec::new();
    for _ in 0..STARTS {
        let data = copied(replica);
        let page = Browser::desktop(&data.path().join("data")).await;
        first_list(&page).await;
        starts.push(age("etabli-desktop") * 1000.0);
        page.close().await;
    }
    let page = Browser::desktop(&replica.data()).await;
    let mut figures = vec![Figure::of(ENGINE, COLD, starts)];
    figures.extend(screens(ENGINE, &page).await);
    figures.extend(board.seen(ENGINE, &page).await);
    page.close().await;
    figures
}

/// Returns a copy of a data directory: a window is gone before its program has let go of its own.
fn copied(replica: &Replica) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let copy = Command::new("cp").arg("-r").arg(replica.data()).arg(folder.path()).status();
    assert!(copy.unwrap().success(), "the data directory cannot be copied");
    folder
}

/// Returns the numbers of all processes.
fn numbers() -> impl Iterator<Item = u32> {
    let entries = fs::read_dir("/proc").unwrap();
    entries.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
}

/// Waits until the first screen shows what was done last.
async fn first_list(page: &Browser) {
    let script = "return !!document.querySelector('[data-testid=\"today-last\"] li')";
    let shown = async { while page.execute(script).await != true {} };
    timeout(PATIENCE, shown).await.expect("the first list does not come");
}

/// Measures what can be measured in an open page.
async fn screens(engine: &'static str, page: &Browser) -> Vec<Figure> {
    first_list(page).await;
    page.settle().await;
    let mut routes = Vec::new();
    for _ in 0..ROUNDS {
        for (hash, shown) in SCREENS {
            let act = format!("location.hash = '{hash}'");
            let seen = format!("document.querySelector('{shown}')");
            routes.push(painted(page, &act, &seen).await);
            page.settle().await;
        }
    }

    page.visit("#/inventory").await;
    page.find("item-row").await;
    let mut keys = Vec::new();
    for number in [1_234, 2_345, 3_456, 4_321, 4_567, 5_432, 5_678, 6_543, 7_654, 8_765] {
        let number = number.to_string();
        for end in 1..=number.len() {
            let act = format!("{TYPE}type('search', '{}')", &number[..end]);
            keys.push(painted(page, &act, &format!("list() !== before && {QUIET}")).await);
            page.settle().await;
        }
        page.execute(&format!("{TYPE}type('search', '')")).await;
        page.settle().await;
    }

    page.click("item-row").await;
    let mut actions = Vec::new();
    for round in 0..ROUNDS {
        page.click("item-edit").await;
        let name = format!("Renamed {round}");
        page.fill("edit-name", &name).await;
        let act = "document.querySelector('[data-testid=edit-submit]').click()";
        let seen = format!(
            "document.querySelector('[data-testid=item-name]')?.textContent.includes('{name}')"
        );
        actions.push(painted(page, act, &seen).await);
        page.settle().await;
    }
    page.visit("#/today").await;
    first_list(page).await;
    let (cpu, memory) = idle().await;
    vec![
        Figure::of(engine, ROUTE, routes),
        Figure::of(engine, SEARCH, keys),
        Figure::of(engine, ACTION, actions),
        Figure::of(engine, IDLES, vec![cpu]),
        Figure::of(engine, MEMORY, vec![memory]),
    ]
}

/// Acts, and returns after how many milliseconds the frame was painted that shows it.
async fn painted(page: &Browser, act: &str, seen: &str) -> f64 {
    let script = format!(
        "const done = arguments[arguments.length - 1];
        const list = () => document.querySelector('.list-pane')?.textContent;
        const before = list();
        const start = performance.now();
        {act};
        const look = () => requestAnimationFrame(() => {{
            if (!({seen})) return look();
            // The next task comes after the frame.
            const channel = new MessageChannel();
            channel.port1.onmessage = () => done(performance.now() - start);
            channel.port2.postMessage(0);
        }});
        look();"
    );
    page.execute_async(&script, Vec::new()).await.as_f64().unwrap()
}

/// Returns the processes that this one started, but for those that only drive.
fn processes() -> Vec<Running> {
    let all: Vec<Running> = numbers().filter_map(Running::read).collect();
    let mut ours = vec![std::process::id()];
    // A child may stand before its parent: numbers begin anew.
    while let Some(next) =
        all.iter().find(|one| ours.contains(&one.parent) && !ours.contains(&one.id))
    {
        ours.push(next.id);
    }
    let drives = |name: &str| ["Xvfb", "WebKitWebDriver", "chromedriver"].contains(&name);
    let this = std::process::id();
    all.into_iter()
        .filter(|one| one.id != this && ours.contains(&one.id) && !drives(&one.name))
        .collect()
}

/// A process, as the kernel tells of it.
struct Running {
    id: u32,
    parent: u32,
    name: String,
    /// Hundredths of a second of work.
    work: u64,
    /// Hundredths of a second after the machine's start.
    started: u64,
}

impl Running {
    fn read(id: u32) -> Option<Self> {
        let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
        let (start, rest) = stat.rsplit_once(')')?;
        let words: Vec<&str> = rest.split_whitespace().collect();
        let number = |at: usize| words.get(at)?.parse::<u64>().ok();
        Some(Self {
            id,
            parent: words.get(1)?.parse().ok()?,
            name: start.split_once('(')?.1.to_owned(),
            work: number(11)? + number(12)?,
            started: number(19)?,
        })
    }

    /// Returns its share of memory in megabytes; what several share counts once.
    fn memory(&self) -> f64 {
        let rollup = fs::read_to_string(format!("/proc/{}/smaps_rollup", self.id));
        let rollup = rollup.unwrap_or_default();
        let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:"));
        let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
        kilobytes.unwrap_or_default() / 1024.0
    }
}

/// Returns how many seconds ago a program was started last.
fn age(program: &str) -> f64 {
    let uptime = fs::read_to_string("/proc/uptime").unwrap();
    let uptime: f64 = uptime.split_whitespace().next().unwrap().parse().unwrap();
    let all = processes();
    // One that was closed before may still be ending.
    let one = all.iter().filter(|one| one.name == program).max_by_key(|one| one.started).unwrap();
    uptime - one.started as f64 / 100.0
}

/// Watches what nobody uses, and returns how much of a core and of the memory it takes.
async fn idle() -> (f64, f64) {
    sleep(SETTLES).await;
    let before: HashMap<u32, u64> = processes().iter().map(|one| (one.id, one.work)).collect();
    sleep(IDLE).await;
    let after = processes();
    let mut worked = 0;
    for one in &after {
        let more = one.work.saturating_sub(before.get(&one.id).copied().unwrap_or_default());
        if more > 0 {
            eprintln!("idle: {} worked {more} hundredths of a second", one.name);
        }
        worked += more;
    }
    (worked as f64 / IDLE.as_secs_f64(), after.iter().map(Running::memory).sum())
}
