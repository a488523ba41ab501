//! What the group has of what a project needs.

use etabli_api::{
    ApiError,
    command::{MatchNeeds, ShowTeam},
    view::{MetHow, NeedMatch, TeamMember, ThingMatch},
};

use super::Desk;
use crate::{
    console::Shown,
    words::{Word, minute},
};

pub(super) async fn run(desk: &mut Desk<'_>, project: String) -> Result<Shown, ApiError> {
    let found = desk.run(MatchNeeds { space: desk.space.clone(), project }).await?;
    let mut table = desk.table(["words", "name", "where", "state"]);
    for need in &found {
        let wanted = [
            ("found", Word::Number(need.found.into())),
            ("wanted", Word::Number(need.wanted.into())),
        ];
        let met = desk.text(met(need.met), &wanted);
        table.row([need.words.clone(), String::new(), String::new(), met]);
        for thing in &need.things {
            let state = free(desk, need, thing);
            let near = match (thing.steps, thing.near.as_str()) {
                (Some(0), _) => desk.text("match-here", &[]),
                (_, "") => String::new(),
                (_, near) => desk.text("match-near", &[("place", Word::Text(near))]),
            };
            let parts = [thing.path.as_str(), near.as_str()];
            let place = parts.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>();
            table.row([String::new(), thing.name.clone(), place.join(" · "), state]);
        }
        for person in &need.people {
            let how = if person.teaches { "match-teaches" } else { "match-does" };
            let name = person.name.clone();
            let (french, english) = &person.skill;
            let skill = if desk.console.words.code() == "fr" { french } else { english };
            table.row([String::new(), name, skill.clone(), desk.text(how, &[])]);
        }
        if need.more > 0 {
            let more = desk.text("match-more", &[("count", Word::Number(need.more.into()))]);
            table.row([String::new(), more, String::new(), String::new()]);
        }
    }
    let text = desk.rows(&table, "match-no-needs");
    Shown::new(&found, text)
}

/// Shows which skills that are asked for the team of a project has.
pub(super) async fn team(desk: &mut Desk<'_>, project: String) -> Result<Shown, ApiError> {
    let view = desk.run(ShowTeam { space: desk.space.clone(), project }).await?;
    let mut table = desk.table(["skills", "state", "who"]);
    let names =
        |all: &[TeamMember]| all.iter().map(|one| one.name.clone()).collect::<Vec<_>>().join(", ");
    for skill in &view.skills {
        let (id, who) = match (skill.within.is_empty(), skill.learning.is_empty()) {
            (false, _) => ("team-covered", names(&skill.within)),
            (true, false) => ("team-learned", names(&skill.learning)),
            (true, true) => ("team-missing", String::new()),
        };
        let beyond = match skill.within.is_empty() && !skill.beyond.is_empty() {
            true => format!("{} {}", desk.text("team-beyond", &[]), names(&skill.beyond)),
            false => String::new(),
        };
        let who = [who, beyond].into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>();
        table.row([super::skill::called(desk, &skill.name), desk.text(id, &[]), who.join(" · ")]);
    }
    let text = desk.rows(&table, "cli-no-team");
    Shown::new(&view, text)
}

const fn met(met: MetHow) -> &'static str {
    match met {
        MetHow::Whole => "match-whole",
        MetHow::Part => "match-part",
        MetHow::Nothing => "match-nothing",
    }
}

/// Says how many of a thing are free, and when.
fn free(desk: &Desk<'_>, need: &NeedMatch, thing: &ThingMatch) -> String {
    let times: Vec<String> = thing
        .times
        .iter()
        .map(|time| format!("{} – {}", minute(time.start), minute(time.end)))
        .collect();
    let times = times.join(", ");
    let words = [
        ("units", Word::Number(thing.units.into())),
        ("wanted", Word::Number(need.wanted.into())),
        ("times", Word::Text(&times)),
    ];
    let id = match (thing.units, thing.times.is_empty()) {
        (0, _) => "match-taken",
        (_, false) if need.wanted == 1 => "match-free-times",
        (_, false) => "match-free-at",
        (units, true) if units >= need.wanted => "match-free",
        (_, true) => "match-free-some",
    };
    desk.text(id, &words)
}
