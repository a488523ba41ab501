//! What people can, who may use what, what is needed and offered, who learns from whom.

use super::{Desk, shortened};
use crate::{
    args::{MentoringJob, OfferJob, PeopleJob, TrainingJob},
    console::Shown,
    words::{Word, day, minute},
};
use etabli_api::{
    ApiError, ErrorCode,
    command::{
        AnswerMentoring, AskMentoring, ClosePost, EndTraining, EndorseSkill, GiveTraining,
        HideEndorsements, ImportContacts, ListMentorings, ListPeople, ListPosts, ListTrainings,
        ListWelcomes, NameTrainer, NoteSession, PutOutsider, ReplyToPost, SetProfile, SetSkill,
        ShowPerson, ShowWeek, WelcomeMember, WritePost,
    },
    view::{
        MentoringView, OutsiderView, PersonView, PlaceHere, PostView, SkillName, SkillView,
        TrainedView, TrainingsView, WelcomeView,
    },
};

pub(super) fn called(desk: &Desk<'_>, name: &SkillName) -> String {
    match desk.console.words.code() {
        "fr" => name.french.clone(),
        _ => name.english.clone(),
    }
}

fn skill(desk: &Desk<'_>, skill: &SkillView) -> String {
    let kinds = skill.kinds.iter().map(|kind| desk.text(&format!("kind-{kind}"), &[]));
    format!("{} ({})", called(desk, &skill.name), kinds.collect::<Vec<_>>().join(", "))
}

fn skills(desk: &Desk<'_>, all: &[SkillView]) -> String {
    all.iter().map(|one| skill(desk, one)).collect::<Vec<_>>().join("; ")
}

fn person(desk: &Desk<'_>, view: &PersonView) -> Result<Shown, ApiError> {
    let mut table = desk.table(["name", "detail"]);
    let mut line = |id: &str, said: String| {
        if !said.is_empty() {
            table.row([desk.text(id, &[]), said]);
        }
    };
    line("cli-head-name", view.name.clone());
    for one in &view.skills {
        let level = desk.text(&format!("level-{}", one.level), &[]);
        let note = one.note.replace('\n', " ");
        let count = Word::Number(one.endorsed.into());
        let endorsed = desk.text("person-endorsed", &[("count", count)]);
        let endorsed = if one.endorsed > 0 { format!("{endorsed}. ") } else { String::new() };
        line(
            "person-skill",
            format!("{}, {level}. {endorsed}{note}", skill(desk, one)).trim().to_owned(),
        );
    }
    line("person-says-goals", view.goals.replace('\n', " "));
    line("person-says-languages", view.languages.clone());
    let days = view.days.iter().map(|day| desk.text(&format!("weekday-{day}"), &[]));
    line("person-says-days", days.collect::<Vec<_>>().join(", "));
    line("person-availability", view.availability.replace('\n', " "));
    let reach = [&view.contact.phone, &view.contact.email, &view.contact.note];
    let reach = reach.into_iter().filter(|one| !one.is_empty()).cloned();
    line("person-says-contact", reach.collect::<Vec<_>>().join(", "));
    line("person-says-refers", view.refers.join(", "));
    let badges = view.badges.iter().map(|badge| {
        let count = Word::Number(badge.count.into());
        desk.text(&format!("badge-{}", badge.key), &[("count", count)])
    });
    line("person-badges", badges.collect::<Vec<_>>().join(", "));
    for one in &view.trainings {
        let until = one.until.map(day).unwrap_or_default();
        line("person-says-trainings", format!("{} {until}", one.of).trim().to_owned());
    }
    for one in &view.matches {
        for (id, all) in
            [("person-match-teaches", &one.teaches), ("person-match-learns", &one.learns)]
        {
            let names: Vec<String> = all.iter().map(|name| called(desk, name)).collect();
            if !names.is_empty() {
                let names = names.join(", ");
                let args =
                    [("name", Word::Text(one.name.as_str())), ("skills", Word::Text(&names))];
                line("person-matches", desk.text(id, &args));
            }
        }
    }
    for hint in &view.nudges {
        line("person-nudges", desk.text(&format!("nudge-{hint}"), &[]));
    }
    Shown::new(view, desk.rows(&table, "cli-no-people"))
}

fn outsiders(desk: &Desk<'_>, all: &[OutsiderView]) -> Result<Shown, ApiError> {
    let count = Word::Number(u64::try_from(all.len()).unwrap_or(u64::MAX));
    Shown::new(&all, desk.text("cli-contacts-read", &[("count", count)]))
}

fn welcomes(desk: &Desk<'_>, all: &[WelcomeView]) -> Result<Shown, ApiError> {
    let mut table = desk.table(["name", "buddy"]);
    for one in all {
        table.row([one.name.clone(), one.buddy_name.clone()]);
    }
    Shown::new(&all, desk.rows(&table, "cli-no-welcomes"))
}

pub(super) async fn people(desk: &mut Desk<'_>, job: PeopleJob) -> Result<Shown, ApiError> {
    let space = desk.space.clone();
    match job {
        PeopleJob::Find(find) => {
            let words = find.looked_for.join(" ");
            let (skill, kind, level) = (find.skill, find.kind, find.level);
            let (language, day) = (find.language, find.day);
            let asked = ListPeople {
                space,
                words,
                skill,
                kind,
                level,
                language,
                day,
                // Whoever reads a table can leaf through it.
                most: Some(u32::MAX),
            };
            let found = desk.run(asked).await?;
            let mut table = desk.table(["name", "skills", "languages"]);
            for one in &found.people {
                let beside = if one.languages.is_empty() { &one.reach } else { &one.languages };
                let mut can = skills(desk, &one.skills);
                if one.more > 0 {
                    let more = [("count", Word::Number(one.more.into()))];
                    can = format!("{can}; {}", desk.text("people-skills-more", &more));
                }
                table.row([one.name.clone(), can, beside.clone()]);
            }
            Shown::new(&found, desk.rows(&table, "cli-no-people"))
        }
        PeopleJob::Show(show) => {
            let view = desk.run(ShowPerson { space, member: show.member }).await?;
            person(desk, &view)
        }
        PeopleJob::Skill(said) => {
            let (note, level) = (said.remark.unwrap_or_default(), said.level);
            let command = SetSkill { space, skill: said.skill, kinds: said.kind, level, note };
            let view = desk.run(command).await?;
            person(desk, &view)
        }
        PeopleJob::Set(set) => {
            let (goals, languages, days) = (set.goals, set.languages, set.days);
            let (availability, welcomes, shown) = (set.availability, set.welcomes, set.shown);
            let settled = None;
            let command = SetProfile {
                space,
                goals,
                languages,
                days,
                availability,
                welcomes,
                settled,
                shown,
            };
            let view = desk.run(command).await?;
            person(desk, &view)
        }
        PeopleJob::Outside(one) => {
            let (skills, reach, note) = (one.skills, one.reach, one.remark);
            let command =
                PutOutsider { space, outsider: None, name: one.name, skills, reach, note };
            let all = desk.run(command).await?;
            outsiders(desk, &all)
        }
        PeopleJob::Import(import) => {
            let unreadable =
                |error: std::io::Error| ApiError::new(ErrorCode::BadRequest).with("detail", error);
            let bytes = std::fs::read(&import.file).map_err(unreadable)?;
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let view = desk.run(ImportContacts { space, text, look: false }).await?;
            outsiders(desk, &view.people)
        }
        PeopleJob::Endorse(one) => {
            let (member, skill, endorses) = (one.member, one.skill, !one.no_longer);
            let view = desk.run(EndorseSkill { space, member, skill, endorses }).await?;
            person(desk, &view)
        }
        PeopleJob::Endorsements(all) => {
            let view = desk.run(HideEndorsements { space, hidden: !all.show }).await?;
            person(desk, &view)
        }
        PeopleJob::Week => {
            let week = desk.run(ShowWeek { space }).await?;
            let mut table = desk.table(["day", "who", "detail"]);
            for on in &week.days {
                for one in &on.people {
                    let place = |id: &str, it: &PlaceHere| {
                        let when = format!("{} – {}", minute(it.span.start), minute(it.span.end));
                        let args = [("place", Word::Text(&it.name)), ("when", Word::Text(&when))];
                        desk.text(id, &args)
                    };
                    let usually = desk.text(&format!("week-usually-{}", on.weekday), &[]);
                    let usually = one.usually.then_some(usually).into_iter();
                    let booked = one.booked.iter().map(|it| place("week-booked", it));
                    let keys = one.keys.iter().map(|it| place("week-key", it));
                    let said: Vec<String> = usually.chain(booked).chain(keys).collect();
                    table.row([day(on.start), one.name.clone(), said.join(" · ")]);
                }
            }
            Shown::new(&week, desk.rows(&table, "week-nobody"))
        }
        PeopleJob::Newcomers => {
            let all = desk.run(ListWelcomes { space }).await?;
            welcomes(desk, &all)
        }
        PeopleJob::Welcome(one) => {
            let (member, buddy, done) = (one.member, one.buddy, one.done);
            let all = desk.run(WelcomeMember { space, member, buddy, done }).await?;
            welcomes(desk, &all)
        }
    }
}

fn trained(all: &[TrainedView]) -> String {
    let one = |one: &TrainedView| match one.until {
        Some(until) => format!("{} ({})", one.name, day(until)),
        None => one.name.clone(),
    };
    all.iter().map(one).collect::<Vec<_>>().join(", ")
}

pub(super) async fn trainings(desk: &mut Desk<'_>, job: TrainingJob) -> Result<Shown, ApiError> {
    let space = desk.space.clone();
    let view: TrainingsView = match job {
        TrainingJob::List => desk.run(ListTrainings { space }).await?,
        TrainingJob::Give(give) => {
            let (member, of, until) = (give.whom.member, give.whom.of_what, give.until);
            desk.run(GiveTraining { space, member, of, until }).await?
        }
        TrainingJob::End(of) => {
            desk.run(EndTraining { space, member: of.member, of: of.of_what }).await?
        }
        TrainingJob::Trainer(of) => {
            let (member, of) = (of.member, of.of_what);
            desk.run(NameTrainer { space, member, of, trains: true }).await?
        }
        TrainingJob::Untrainer(of) => {
            let (member, of) = (of.member, of.of_what);
            desk.run(NameTrainer { space, member, of, trains: false }).await?
        }
    };
    let mut table = desk.table(["name", "trainers", "trained", "unanswered"]);
    for row in &view.rows {
        let (trainers, held) = (trained(&row.trainers), trained(&row.held));
        table.row([row.name.clone(), trainers, held, row.unanswered.join(", ")]);
    }
    Shown::new(&view, desk.rows(&table, "cli-no-trainings"))
}

fn posts(desk: &Desk<'_>, all: &[PostView]) -> String {
    let mut table = desk.table(["kind", "name", "by", "since", "replies", "id"]);
    let mut id =
        shortened(all.iter().map(|post| post.id.rsplit('.').next().unwrap_or_default().to_owned()));
    for post in all {
        table.row([
            desk.text(&format!("side-{}", post.side), &[]),
            post.title.clone(),
            post.by_name.clone(),
            day(post.at),
            post.replies.len().to_string(),
            id(),
        ]);
    }
    desk.rows(&table, "cli-no-posts")
}

pub(super) async fn offers(desk: &mut Desk<'_>, job: OfferJob) -> Result<Shown, ApiError> {
    let space = desk.space.clone();
    let post = match job {
        OfferJob::List(list) => {
            let all = desk.run(ListPosts { space, all: list.all, side: list.side }).await?;
            return Shown::new(&all, posts(desk, &all));
        }
        OfferJob::Write(write) => {
            let (side, sort, way) = (write.side, write.sort, write.way);
            let (title, text, until) = (write.title, write.remark, write.until);
            desk.run(WritePost { space, side, sort, way, title, text, until }).await?
        }
        OfferJob::Reply(reply) => {
            desk.run(ReplyToPost { space, post: reply.post, text: reply.said }).await?
        }
        OfferJob::Close(named) => {
            desk.run(ClosePost { space, post: named.post, closed: true }).await?
        }
    };
    Shown::new(&post, posts(desk, std::slice::from_ref(&post)))
}

fn mentorings(desk: &Desk<'_>, all: &[MentoringView]) -> String {
    let mut table = desk.table(["name", "detail", "id"]);
    let mut id = shortened(all.iter().map(|one| one.id.to_string()));
    for one in all {
        let skill = called(desk, &one.skill);
        let args = [
            ("by", Word::Text(one.by_name.as_str())),
            ("of", Word::Text(one.of_name.as_str())),
            ("skill", Word::Text(&skill)),
        ];
        let state = desk.text(&format!("mentoring-{}", one.state), &[]);
        table.row([desk.text("mentoring-line", &args), state, id()]);
    }
    desk.rows(&table, "cli-no-mentorings")
}

pub(super) async fn mentoring(desk: &mut Desk<'_>, job: MentoringJob) -> Result<Shown, ApiError> {
    let space = desk.space.clone();
    let one = match job {
        MentoringJob::List(list) => {
            let all = desk.run(ListMentorings { space, all: list.all }).await?;
            return Shown::new(&all, mentorings(desk, &all));
        }
        MentoringJob::Ask(ask) => {
            desk.run(AskMentoring { space, member: ask.member, skill: ask.skill }).await?
        }
        MentoringJob::Answer(said) => {
            let (mentoring, answer) = (said.mentoring, said.answer);
            desk.run(AnswerMentoring { space, mentoring, answer }).await?
        }
        MentoringJob::Session(met) => {
            let (mentoring, minutes) = (met.mentoring, met.minutes);
            desk.run(NoteSession { space, mentoring, minutes }).await?
        }
    };
    Shown::new(&one, mentorings(desk, std::slice::from_ref(&one)))
}
