//! The jobs that run and end: each turns arguments into commands, and views into words.

use etabli_api::{ApiError, Command, command::Search};

use crate::{
    args::{BinJob, Job},
    console::{Console, Shown},
    reach::Reach,
    table::{Table, printable},
    words::Word,
};

mod attached;
mod bin;
mod booking;
mod exchange;
mod figures;
mod files;
mod goods;
mod guests;
mod history;
mod inventory;
mod lending;
mod matching;
mod pages;
mod paper;
mod people;
mod place;
mod project;
mod request;
mod skill;
mod spaces;
mod storage;

pub(crate) use storage::restore;

/// Does a job in the space named by `space`.
pub(crate) async fn run(
    reach: &mut Reach,
    console: &Console,
    space: Option<String>,
    job: Job,
) -> Result<Shown, ApiError> {
    let mut desk = Desk { reach, console, space };
    match job {
        Job::Space(job) => spaces::run(&mut desk, job).await,
        Job::Demo(demo) => spaces::demo(&mut desk, demo).await,
        Job::Invite(invite) => spaces::invite(&mut desk, invite).await,
        Job::Join(join) => spaces::join(&mut desk, join).await,
        Job::Member(job) => people::members(&mut desk, job).await,
        Job::Device(job) => people::devices(&mut desk, job).await,
        Job::Item(job) => inventory::items(&mut desk, job).await,
        Job::Place(job) => inventory::places(&mut desk, *job).await,
        Job::Bin(BinJob::List) => bin::list(&mut desk).await,
        Job::Undo => history::undo(&mut desk).await,
        Job::Redo => history::redo(&mut desk).await,
        Job::History(asked) => history::list(&mut desk, asked).await,
        Job::Lend(lend) => lending::lend(&mut desk, lend).await,
        Job::Return(back) => lending::take_back(&mut desk, back).await,
        Job::Loan(job) => lending::loans(&mut desk, job).await,
        Job::Repair(job) => goods::repair(&mut desk, job).await,
        Job::Stock(job) => goods::stock(&mut desk, job).await,
        Job::Wish(job) => goods::wishes(&mut desk, job).await,
        Job::Project(job) => project::run(&mut desk, *job).await,
        Job::People(job) => skill::people(&mut desk, job).await,
        Job::Training(job) => skill::trainings(&mut desk, job).await,
        Job::Offer(job) => skill::offers(&mut desk, job).await,
        Job::Mentoring(job) => skill::mentoring(&mut desk, job).await,
        Job::Setting(job) => goods::settings(&mut desk, job).await,
        Job::Chores => goods::chores(&mut desk).await,
        Job::Ask(ask) => request::ask(&mut desk, ask).await,
        Job::Request(job) => request::run(&mut desk, job).await,
        Job::Book(book) => booking::book(&mut desk, book).await,
        Job::Booking(job) => booking::run(&mut desk, job).await,
        Job::Free(free) => booking::free(&mut desk, free).await,
        Job::Planning(planning) => booking::planning(&mut desk, planning).await,
        Job::Search(found) => search(&mut desk, &found.words).await,
        Job::Labels(labels) => paper::labels(&mut desk, labels).await,
        Job::Calendar(job) => paper::calendar(&mut desk, job).await,
        Job::Import(import) => files::import(&mut desk, import).await,
        Job::Export(export) => files::export(&mut desk, export).await,
        Job::Figures(asked) => figures::run(&mut desk, asked).await,
        Job::Sync(sync) => exchange::sync(&mut desk, sync).await,
        Job::Status => exchange::status(&mut desk).await,
        Job::Verify => exchange::verify(&mut desk).await,
        Job::Store(job) => storage::store(&mut desk, job).await,
        Job::Backup(job) => storage::backup(&mut desk, job).await,
        // It stays on, so it is no job that ends.
        Job::Serve(_) => Err(etabli_api::ErrorCode::BadRequest.into()),
    }
}

/// What a job works with.
struct Desk<'a> {
    reach: &'a mut Reach,
    console: &'a Console,
    space: Option<String>,
}

impl Desk<'_> {
    async fn run<C: Command>(&mut self, command: C) -> Result<C::Reply, ApiError> {
        self.reach.run(self.console, command).await
    }

    /// Returns a message; what members wrote is made safe to print.
    fn text(&self, id: &str, args: &[(&str, Word<'_>)]) -> String {
        let safe: Vec<_> = args
            .iter()
            .map(|(name, word)| match word {
                Word::Text(text) => (*name, Err(printable(text))),
                Word::Number(number) => (*name, Ok(*number)),
            })
            .collect();
        let safe: Vec<_> = safe
            .iter()
            .map(|(name, word)| match word {
                Err(text) => (*name, Word::Text(text)),
                Ok(number) => (*name, Word::Number(*number)),
            })
            .collect();
        self.console.words.text(id, &safe)
    }

    /// Makes a table whose heads are the messages `cli-head-…`.
    fn table<const N: usize>(&self, heads: [&str; N]) -> Table {
        Table::new(heads.iter().map(|head| self.text(&format!("cli-head-{head}"), &[])).collect())
    }

    /// Returns a table, or a message when it has no rows.
    fn rows(&self, table: &Table, none: &str) -> String {
        match table.is_empty() {
            true => self.text(none, &[]),
            false => table.render(self.console.style()),
        }
    }
}

/// Returns the beginning of an id, enough to tell things apart on a screen.
fn short(id: impl std::fmt::Display) -> String {
    id.to_string().chars().take(8).collect()
}

/// Returns the beginnings of ids that tell them apart: those made together begin alike.
fn shortened(ids: impl Iterator<Item = String>) -> impl FnMut() -> String {
    let ids: Vec<_> = ids.collect();
    let mut sorted: Vec<_> = ids.iter().map(String::as_str).collect();
    sorted.sort_unstable();
    let alike = |(one, next): (&&str, &&str)| {
        one.bytes().zip(next.bytes()).take_while(|(one, next)| one == next).count()
    };
    let most = sorted.iter().zip(sorted.iter().skip(1)).map(alike).max().unwrap_or(0);
    let length = (most + 1).max(8);
    let mut ids = ids.into_iter();
    move || ids.next().unwrap_or_default().chars().take(length).collect()
}

async fn search(desk: &mut Desk<'_>, words: &[String]) -> Result<Shown, ApiError> {
    let search = Search { space: desk.space.clone(), words: words.join(" ") };
    let hits = desk.run(search).await?;
    let mut table = desk.table(["kind", "name", "detail", "id"]);
    let mut id = shortened(hits.iter().map(|hit| hit.id.clone()));
    for hit in &hits {
        let kind = format!("cli-kind-{}", hit.kind);
        let kind = desk.console.words.find(&kind, &[]).unwrap_or_else(|| hit.kind.clone());
        table.row([kind, hit.title.clone(), hit.detail.clone(), id()]);
    }
    Shown::new(&hits, desk.rows(&table, "cli-nothing-found"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_made_together_are_told_apart() {
        let ids = ["01a201d3ba1d7461", "01a201d3ba5e0000", "77"].map(str::to_owned);
        let mut next = shortened(ids.into_iter());
        assert_eq!([next(), next(), next()], ["01a201d3ba1", "01a201d3ba5", "77"]);
        assert_eq!(shortened(["01a201d3ba1d7461".to_owned()].into_iter())(), "01a201d3");
    }
}
