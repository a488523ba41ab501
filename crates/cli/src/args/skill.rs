//! What is said on the command line about skills, trainings, needs and offers.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// What to do with what people can.
#[derive(Debug, Subcommand)]
pub(crate) enum PeopleJob {
    Find(PeopleFind),
    Show(PeopleShow),
    Skill(PeopleSkill),
    Set(PeopleSet),
    Outside(PeopleOutside),
    Import(PeopleImport),
    Newcomers,
    Week,
    Endorse(PeopleEndorse),
    Endorsements(PeopleEndorsements),
    Welcome(PeopleWelcome),
}

#[derive(Debug, Args)]
pub(crate) struct PeopleFind {
    #[arg(value_name = "WORDS")]
    pub(crate) looked_for: Vec<String>,
    #[arg(long, value_name = "can|teach|want")]
    pub(crate) kind: Option<String>,
    #[arg(long, value_name = "SKILL")]
    pub(crate) skill: Option<String>,
    #[arg(long, value_name = "novice|able|expert")]
    pub(crate) level: Option<String>,
    #[arg(long, value_name = "LANGUAGE")]
    pub(crate) language: Option<String>,
    #[arg(long, value_name = "1-7")]
    pub(crate) day: Option<u8>,
}

#[derive(Debug, Args)]
pub(crate) struct PeopleShow {
    #[arg(value_name = "MEMBER")]
    pub(crate) member: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct PeopleSkill {
    #[arg(value_name = "SKILL")]
    pub(crate) skill: String,
    #[arg(value_name = "can|teach|want")]
    pub(crate) kind: Vec<String>,
    #[arg(long, value_name = "novice|able|expert")]
    pub(crate) level: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(crate) remark: Option<String>,
}

/// What one says about oneself: what is not given stays as it is.
#[derive(Debug, Args)]
#[group(required = true, multiple = true)]
pub(crate) struct PeopleSet {
    #[arg(long, value_name = "TEXT")]
    pub(crate) goals: Option<String>,
    #[arg(long, value_name = "LANGUAGES")]
    pub(crate) languages: Option<String>,
    #[arg(long, value_name = "DAYS")]
    pub(crate) days: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(crate) availability: Option<String>,
    #[arg(long, value_name = "yes")]
    pub(crate) welcomes: Option<String>,
    #[arg(long, value_name = "members|stewards")]
    pub(crate) shown: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct PeopleOutside {
    #[arg(value_name = "NAME")]
    pub(crate) name: String,
    #[arg(long, value_name = "SKILLS", default_value = "")]
    pub(crate) skills: String,
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub(crate) reach: String,
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub(crate) remark: String,
}

#[derive(Debug, Args)]
pub(crate) struct PeopleImport {
    pub(crate) file: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct PeopleWelcome {
    #[arg(value_name = "MEMBER")]
    pub(crate) member: String,
    #[arg(long, value_name = "MEMBER")]
    pub(crate) buddy: Option<String>,
    #[arg(long)]
    pub(crate) done: bool,
}

#[derive(Debug, Args)]
pub(crate) struct PeopleEndorse {
    #[arg(value_name = "MEMBER")]
    pub(crate) member: String,
    #[arg(value_name = "SKILL")]
    pub(crate) skill: String,
    #[arg(long)]
    pub(crate) no_longer: bool,
}

#[derive(Debug, Args)]
pub(crate) struct PeopleEndorsements {
    #[arg(long)]
    pub(crate) show: bool,
}

/// What to do with trainings.
#[derive(Debug, Subcommand)]
pub(crate) enum TrainingJob {
    List,
    Give(TrainingGive),
    End(TrainingOf),
    Trainer(TrainingOf),
    Untrainer(TrainingOf),
}

#[derive(Debug, Args)]
pub(crate) struct TrainingOf {
    #[arg(value_name = "MEMBER")]
    pub(crate) member: String,
    #[arg(value_name = "ITEM|CATEGORY")]
    pub(crate) of_what: String,
}

#[derive(Debug, Args)]
pub(crate) struct TrainingGive {
    #[command(flatten)]
    pub(crate) whom: TrainingOf,
    #[arg(long, value_name = "DATE")]
    pub(crate) until: Option<String>,
}

/// What to do with needs, offers and questions.
#[derive(Debug, Subcommand)]
pub(crate) enum OfferJob {
    List(OfferList),
    Write(OfferWrite),
    Reply(OfferReply),
    Close(OfferNamed),
}

#[derive(Debug, Args)]
pub(crate) struct OfferList {
    #[arg(value_name = "need|offer|question")]
    pub(crate) side: Option<String>,
    #[arg(long)]
    pub(crate) all: bool,
}

#[derive(Debug, Args)]
pub(crate) struct OfferWrite {
    #[arg(value_name = "need|offer|question")]
    pub(crate) side: String,
    #[arg(value_name = "TEXT")]
    pub(crate) title: String,
    #[arg(long, value_name = "good|skill|knowledge")]
    pub(crate) sort: Option<String>,
    #[arg(long, value_name = "give|lend|rent|swap")]
    pub(crate) way: Option<String>,
    #[arg(long, value_name = "DATE")]
    pub(crate) until: Option<String>,
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub(crate) remark: String,
}

#[derive(Debug, Args)]
pub(crate) struct OfferNamed {
    #[arg(value_name = "POST")]
    pub(crate) post: String,
}

#[derive(Debug, Args)]
pub(crate) struct OfferReply {
    #[arg(value_name = "POST")]
    pub(crate) post: String,
    #[arg(value_name = "TEXT")]
    pub(crate) said: String,
}

/// What to do about learning from each other.
#[derive(Debug, Subcommand)]
pub(crate) enum MentoringJob {
    List(MentoringList),
    Ask(MentoringAsk),
    Answer(MentoringAnswer),
    Session(MentoringSession),
}

#[derive(Debug, Args)]
pub(crate) struct MentoringList {
    #[arg(long)]
    pub(crate) all: bool,
}

#[derive(Debug, Args)]
pub(crate) struct MentoringAsk {
    #[arg(value_name = "MEMBER")]
    pub(crate) member: String,
    #[arg(value_name = "SKILL")]
    pub(crate) skill: String,
}

#[derive(Debug, Args)]
pub(crate) struct MentoringAnswer {
    #[arg(value_name = "MEMBER")]
    pub(crate) mentoring: String,
    #[arg(value_name = "accept|refuse|end")]
    pub(crate) answer: String,
}

#[derive(Debug, Args)]
pub(crate) struct MentoringSession {
    #[arg(value_name = "MEMBER")]
    pub(crate) mentoring: String,
    #[arg(value_name = "MINUTES")]
    pub(crate) minutes: u32,
}
