//! The arguments of `etabli`, as clap reads them; their words are in the messages `cli-about-…`
//! and `cli-arg-…`.
//!
//! What is parsed here is shape only: names, dates and quantities are judged by the application.

use std::{convert::Infallible, path::PathBuf, str::FromStr, time::Duration};

use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use etabli_api::view::{Approve, ItemFilter};

mod booking;
mod goods;
mod history;
mod lending;
mod paper;
mod people;
mod place;
mod project;
mod request;
mod several;
mod skill;
mod storage;
#[cfg(test)]
mod tests;

pub(crate) use self::booking::{
    Book, BookingCapacity, BookingJob, BookingList, BookingMove, Free, Planning,
};
pub(crate) use self::goods::{
    ConditionNamed, ItemCare, ItemCondition, ItemDetail, ItemRemove, LoanMoney, RepairJob,
    SettingJob, StockJob, StockMove, Telling, WishJob,
};
pub(crate) use self::history::{BinJob, History, ItemValue, PlaceEdit, PlaceNamed};
pub(crate) use self::lending::{Lend, LoanExtend, LoanJob, Return};
pub(crate) use self::paper::{CalendarJob, Labels, Line};
pub(crate) use self::people::{
    DeviceAdd, DeviceJob, DeviceRename, MemberContact, MemberJob, RoleNamed,
};
pub(crate) use self::place::{Describe, HoursJob, KeyJob, PlaceFind, PlaceJob, days};
pub(crate) use self::project::{ProjectJob, ProjectNamed};
pub(crate) use self::request::{Ask, RequestGrant, RequestJob, RequestList};
pub(crate) use self::several::ItemSet;
pub(crate) use self::skill::{MentoringJob, OfferJob, PeopleJob, TrainingJob};
pub(crate) use self::storage::{BackupJob, BackupRestore, StoreJob};

/// A whole command line.
#[derive(Debug, Parser)]
#[command(
    name = "etabli",
    version,
    disable_help_flag = true,
    disable_help_subcommand = true,
    disable_version_flag = true
)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) common: Common,
    #[command(subcommand)]
    pub(crate) job: Job,
    #[arg(short = 'V', long, action = ArgAction::Version)]
    version: Option<bool>,
}

/// What every job takes.
#[derive(Debug, Args)]
pub(crate) struct Common {
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    #[arg(long, global = true, value_name = "NAME|ID")]
    pub(crate) space: Option<String>,
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[arg(long, global = true, value_name = "fr|en")]
    pub(crate) lang: Option<Lang>,
    #[arg(long, global = true, value_name = "TIME", default_value = "30s")]
    pub(crate) wait: Span,
    #[arg(short = 'h', long, global = true, action = ArgAction::Help)]
    help: Option<bool>,
}

/// A language that can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Lang {
    Fr,
    En,
}

/// A time to wait: `90s`, `5m`, `2h`, `7d`, or seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span(pub(crate) Duration);

impl Span {
    /// Returns the whole seconds.
    pub(crate) fn seconds(self) -> u32 {
        u32::try_from(self.0.as_secs()).unwrap_or(u32::MAX)
    }
}

/// A text that is not a time to wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a time like 90s, 5m, 2h or 7d")]
pub(crate) struct ParseSpanError;

impl FromStr for Span {
    type Err = ParseSpanError;

    fn from_str(text: &str) -> Result<Self, ParseSpanError> {
        let text = text.trim();
        let (number, unit) = match text.strip_suffix(|last: char| last.is_ascii_alphabetic()) {
            None => (text, 1),
            Some(number) if text.ends_with('s') => (number, 1),
            Some(number) if text.ends_with('m') => (number, 60),
            Some(number) if text.ends_with('h') => (number, 60 * 60),
            Some(number) if text.ends_with('d') => (number, 24 * 60 * 60),
            Some(_) => return Err(ParseSpanError),
        };
        let number: u32 = number.parse().map_err(|_| ParseSpanError)?;
        Ok(Self(Duration::from_secs(u64::from(number) * unit)))
    }
}

/// A column of a file and the field it becomes: `COL=FIELD`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mapping {
    pub(crate) column: String,
    pub(crate) field: String,
}

/// A text without `=`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not COL=FIELD")]
pub(crate) struct ParseMappingError;

impl FromStr for Mapping {
    type Err = ParseMappingError;

    fn from_str(text: &str) -> Result<Self, ParseMappingError> {
        // A column's name may hold `=`; a field's never does.
        let (column, field) = text.rsplit_once('=').ok_or(ParseMappingError)?;
        Ok(Self { column: column.to_owned(), field: field.trim().to_owned() })
    }
}

/// Where the web door opens; whether it may is judged later, so that the reason can be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct WebAddress(pub(crate) String);

impl FromStr for WebAddress {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(Self(text.to_owned()))
    }
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Job {
    #[command(subcommand)]
    Space(SpaceJob),
    Demo(Demo),
    Invite(Invite),
    Join(Join),
    #[command(subcommand)]
    Member(MemberJob),
    #[command(subcommand)]
    Device(DeviceJob),
    #[command(subcommand)]
    Item(ItemJob),
    #[command(subcommand)]
    Place(Box<PlaceJob>),
    #[command(subcommand)]
    Bin(BinJob),
    Undo,
    Redo,
    History(History),
    Lend(Lend),
    Return(Return),
    #[command(subcommand)]
    Loan(LoanJob),
    #[command(subcommand)]
    Repair(RepairJob),
    #[command(subcommand)]
    Stock(StockJob),
    #[command(subcommand)]
    Wish(WishJob),
    #[command(subcommand)]
    Project(Box<ProjectJob>),
    #[command(subcommand)]
    People(PeopleJob),
    #[command(subcommand)]
    Training(TrainingJob),
    #[command(subcommand)]
    Offer(OfferJob),
    #[command(subcommand)]
    Mentoring(MentoringJob),
    #[command(subcommand)]
    Setting(SettingJob),
    Chores,
    Ask(Ask),
    #[command(subcommand)]
    Request(RequestJob),
    Book(Book),
    #[command(subcommand)]
    Booking(BookingJob),
    Free(Free),
    Planning(Planning),
    Search(Search),
    #[command(alias = "label")]
    Labels(Labels),
    #[command(subcommand)]
    Calendar(CalendarJob),
    Import(Import),
    Export(Export),
    Figures(Figures),
    Serve(Serve),
    Sync(Sync),
    Status,
    Verify,
    #[command(subcommand)]
    Store(StoreJob),
    #[command(subcommand)]
    Backup(BackupJob),
}

/// What to do with spaces.
#[derive(Debug, Subcommand)]
pub(crate) enum SpaceJob {
    Create(SpaceCreate),
    List,
    Show,
    Rename(SpaceRename),
    Policy(SpacePolicy),
    Word(SpaceWord),
    Rules(SpaceRules),
}

#[derive(Debug, Args)]
pub(crate) struct SpaceRules {
    #[arg(long, value_name = "N")]
    pub(crate) set: Option<u32>,
}

#[derive(Debug, Args)]
pub(crate) struct SpaceRename {
    pub(crate) name: String,
}

#[derive(Debug, Args)]
pub(crate) struct SpacePolicy {
    #[arg(value_name = "admit|edit-catalogue")]
    pub(crate) policy: String,
    #[arg(value_name = "member|steward")]
    pub(crate) who: RoleNamed,
}

#[derive(Debug, Args)]
pub(crate) struct SpaceWord {
    #[arg(value_name = "item|place|member|steward|loan")]
    pub(crate) term: String,
    pub(crate) one: Option<String>,
    pub(crate) many: Option<String>,
    #[arg(long = "in", value_name = "fr|en")]
    pub(crate) language: Option<Lang>,
}

#[derive(Debug, Args)]
pub(crate) struct SpaceCreate {
    #[arg(long)]
    pub(crate) name: String,
    #[arg(long, value_name = "NAME")]
    pub(crate) member: String,
}

#[derive(Debug, Args)]
pub(crate) struct Demo {
    #[arg(long)]
    pub(crate) remove: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Invite {
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(crate) uses: u32,
    #[arg(long, value_name = "TIME", default_value = "7d")]
    pub(crate) expires: String,
    #[arg(long, value_name = "member|steward", default_value = "member")]
    pub(crate) role: RoleNamed,
    #[arg(long, value_name = "auto|ask", default_value = "auto")]
    pub(crate) approve: ApproveNamed,
    #[arg(long)]
    pub(crate) qr: bool,
}

/// Whether somebody is asked before a guest comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ApproveNamed {
    Auto,
    Ask,
}

impl From<ApproveNamed> for Approve {
    fn from(named: ApproveNamed) -> Self {
        match named {
            ApproveNamed::Auto => Self::Auto,
            ApproveNamed::Ask => Self::Ask,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct Join {
    #[arg(required_unless_present = "picture")]
    pub(crate) ticket: Option<String>,
    #[arg(long, value_name = "FILE", conflicts_with = "ticket")]
    pub(crate) picture: Option<PathBuf>,
    #[arg(long, value_name = "NAME")]
    pub(crate) member: Option<String>,
    #[arg(long, value_name = "TIME", default_value = "60s")]
    pub(crate) timeout: Span,
    #[arg(long)]
    pub(crate) cancel: bool,
}

/// What to do with items.
#[derive(Debug, Subcommand)]
pub(crate) enum ItemJob {
    Add(ItemAdd),
    Edit(ItemEdit),
    Set(ItemSet),
    Show(ItemShow),
    Remove(ItemRemove),
    Restore(ItemShow),
    Condition(ItemCondition),
    Detail(ItemDetail),
    Care(ItemCare),
    Settle(ItemValue),
    Revert(ItemValue),
    List(ItemList),
    #[command(subcommand)]
    Photo(FileJob),
    #[command(subcommand)]
    File(FileJob),
}

/// What to do with the photos, or with the photos and attachments, of an item.
#[derive(Debug, Subcommand)]
pub(crate) enum FileJob {
    Add(FileAdd),
    List(FileList),
    Get(FileGet),
    Fetch(FileFetch),
    Edit(FileEdit),
    Remove(FileRemove),
}

#[derive(Debug, Args)]
pub(crate) struct FileAdd {
    pub(crate) item: String,
    #[arg(long, value_name = "PROJECT")]
    pub(crate) project: Option<String>,
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    #[arg(long, value_name = "TEXT")]
    pub(crate) alt: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct FileList {
    pub(crate) item: String,
    #[arg(long, value_name = "PROJECT")]
    pub(crate) project: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct FileGet {
    pub(crate) item: String,
    #[arg(long, value_name = "PROJECT")]
    pub(crate) project: Option<String>,
    #[arg(value_name = "FILE")]
    pub(crate) which: Option<String>,
    #[arg(short = 'o', long, value_name = "FILE|DIR")]
    pub(crate) output: PathBuf,
    #[arg(long, value_name = "TIME", default_value = "60s")]
    pub(crate) timeout: Span,
}

#[derive(Debug, Args)]
pub(crate) struct FileFetch {
    pub(crate) item: String,
    #[arg(long, value_name = "PROJECT")]
    pub(crate) project: Option<String>,
    #[arg(value_name = "FILE")]
    pub(crate) which: Option<String>,
    #[arg(long, value_name = "TIME", default_value = "60s")]
    pub(crate) timeout: Span,
}

#[derive(Debug, Args)]
pub(crate) struct FileEdit {
    pub(crate) item: String,
    #[arg(value_name = "FILE")]
    pub(crate) which: String,
    #[arg(long, value_name = "TEXT")]
    pub(crate) alt: Option<String>,
    #[arg(long)]
    pub(crate) first: bool,
}

#[derive(Debug, Args)]
pub(crate) struct FileRemove {
    pub(crate) item: String,
    #[arg(long, value_name = "PROJECT")]
    pub(crate) project: Option<String>,
    #[arg(value_name = "FILE")]
    pub(crate) which: String,
}

#[derive(Debug, Args)]
pub(crate) struct ItemAdd {
    #[arg(long)]
    pub(crate) name: String,
    #[arg(long)]
    pub(crate) tag: Option<String>,
    #[arg(long)]
    pub(crate) category: Option<String>,
    #[arg(long)]
    pub(crate) place: Option<String>,
    #[arg(long, value_name = "N")]
    pub(crate) quantity: Option<u32>,
    #[arg(long, value_name = "MEMBER|space")]
    pub(crate) owner: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(crate) note: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct ItemEdit {
    pub(crate) item: String,
    #[arg(long)]
    pub(crate) name: Option<String>,
    #[arg(long)]
    pub(crate) tag: Option<String>,
    #[arg(long)]
    pub(crate) category: Option<String>,
    #[arg(long)]
    pub(crate) place: Option<String>,
    #[arg(long, value_name = "N")]
    pub(crate) quantity: Option<u32>,
    #[arg(long, value_name = "TEXT")]
    pub(crate) note: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct ItemShow {
    pub(crate) item: String,
}

#[derive(Debug, Args)]
pub(crate) struct ItemList {
    pub(crate) words: Vec<String>,
    #[arg(long)]
    pub(crate) category: Option<String>,
    #[arg(long)]
    pub(crate) place: Option<String>,
    #[arg(long, value_name = "available|out|overdue|of-members|contested")]
    pub(crate) status: Option<Filter>,
    #[arg(long)]
    pub(crate) condition: Option<ConditionNamed>,
    #[arg(long, value_name = "MEMBER")]
    pub(crate) of: Option<String>,
}

/// Which items a list keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Filter {
    Available,
    Out,
    Overdue,
    OfMembers,
    Contested,
}

impl From<Filter> for ItemFilter {
    fn from(filter: Filter) -> Self {
        match filter {
            Filter::Available => Self::Available,
            Filter::Out => Self::Out,
            Filter::Overdue => Self::Overdue,
            Filter::OfMembers => Self::OfMembers,
            Filter::Contested => Self::Contested,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct PlaceAdd {
    #[arg(long)]
    pub(crate) name: String,
    #[arg(long, alias = "in", value_name = "PLACE")]
    pub(crate) inside: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Search {
    #[arg(required = true)]
    pub(crate) words: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Import {
    pub(crate) file: PathBuf,
    #[arg(
        long,
        value_name = "auto|snipe-it|homebox|shelf|fab-manager|commonsbooking|places|csv|ics",
        default_value = "auto"
    )]
    pub(crate) format: String,
    #[arg(long, value_name = "COL=FIELD")]
    pub(crate) map: Vec<Mapping>,
    #[arg(long, value_name = "ITEM|PLACE")]
    pub(crate) into: Option<String>,
    #[arg(long, requires = "into")]
    pub(crate) closed: bool,
    #[arg(long, value_name = "DAY", requires = "into", allow_hyphen_values = true)]
    pub(crate) until: Option<String>,
    #[arg(long)]
    pub(crate) dry_run: bool,
    #[arg(long, value_name = "FILE")]
    pub(crate) report: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Export {
    #[arg(
        long,
        value_name = "json|csv|ics|html|vcard|valueflows|murmurations|commons-api|spaceapi|automerge",
        default_value = "json"
    )]
    pub(crate) format: String,
    #[arg(
        long,
        value_name = "items|loans|bookings|busy|requests|members|places|all",
        default_value = "all"
    )]
    pub(crate) what: String,
    #[arg(long, value_name = "ITEM|PLACE")]
    pub(crate) resource: Option<String>,
    #[arg(long, value_name = "MEMBER")]
    pub(crate) of: Option<String>,
    #[arg(long, value_name = "URL")]
    pub(crate) url: Option<String>,
    #[arg(long, value_name = "LAT,LON", allow_hyphen_values = true)]
    pub(crate) at: Option<String>,
    #[arg(short = 'o', long, value_name = "FILE|DIR")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Figures {
    #[arg(long, value_name = "NUMBER")]
    pub(crate) months: Option<u32>,
    #[arg(long)]
    pub(crate) csv: bool,
    #[arg(short = 'o', long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Serve {
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:0")]
    pub(crate) web: WebAddress,
    #[arg(long, conflicts_with = "web")]
    pub(crate) no_web: bool,
    #[arg(long)]
    pub(crate) keep_files: bool,
    #[arg(long, value_name = "FILE", conflicts_with = "no_web")]
    pub(crate) json_token: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Sync {
    #[arg(long, value_name = "DEVICE")]
    pub(crate) with: Option<String>,
    #[arg(long)]
    pub(crate) once: bool,
    #[arg(long, value_name = "TIME", default_value = "60s")]
    pub(crate) timeout: Span,
}
