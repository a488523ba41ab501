//! People through the application: skills, trainings that gate, needs and offers, mentoring.

use etabli_api::{ApiError, ErrorCode, command::*, view::*};
use etabli_app::App;

use crate::computer::{Computer, book, found, item, join, lend, state, sync};

fn skill(skill: &str, kinds: &[&str]) -> SetSkill {
    SetSkill {
        space: None,
        skill: skill.into(),
        kinds: kinds.iter().map(|kind| (*kind).to_owned()).collect(),
        level: None,
        note: String::new(),
    }
}

fn who(words: &str) -> ListPeople {
    ListPeople {
        space: None,
        words: words.into(),
        skill: None,
        kind: None,
        level: None,
        language: None,
        day: None,
        most: None,
    }
}

fn say(languages: &str, days: &str) -> SetProfile {
    SetProfile {
        space: None,
        goals: Some("<script>alert(1)</script>".into()),
        languages: Some(languages.into()),
        days: Some(days.into()),
        availability: None,
        welcomes: None,
        settled: None,
        shown: None,
    }
}

fn give(member: &str, of: &str) -> GiveTraining {
    GiveTraining { space: None, member: member.into(), of: of.into(), until: None }
}

fn end(member: &str, of: &str) -> EndTraining {
    EndTraining { space: None, member: member.into(), of: of.into() }
}

fn names(member: &str, of: &str, trains: bool) -> NameTrainer {
    NameTrainer { space: None, member: member.into(), of: of.into(), trains }
}

fn post(side: &str, title: &str) -> WritePost {
    WritePost {
        space: None,
        side: side.into(),
        sort: None,
        way: Some("lend".into()),
        title: title.into(),
        text: String::new(),
        until: None,
    }
}

async fn found_by(app: &App, asked: ListPeople) -> Vec<String> {
    let view = app.run(asked).await.expect("people are listed");
    view.people.into_iter().map(|one| one.name).collect()
}

async fn refused<C: etabli_api::Command>(app: &App, command: C) -> ApiError
where
    C::Reply: std::fmt::Debug,
{
    app.run(command).await.expect_err("the command is refused")
}

async fn me(app: &App) -> PersonView {
    app.run(ShowPerson { space: None, member: None }).await.expect("it is shown")
}

fn told(error: &ApiError, name: &str) -> String {
    error.args.get(name).cloned().unwrap_or_default()
}

#[tokio::test(flavor = "multi_thread")]
async fn who_can_weld_is_found_in_either_language_by_any_facet() {
    let (here, there) = (Computer::new(), Computer::new());
    let (ana, _) = found(&here).await;
    let bo = join(&ana, &there, "Bo").await;
    bo.run(skill("Soudage", &["can", "teach"])).await.unwrap();
    bo.run(SetSkill { level: Some("expert".into()), ..skill("Vannerie", &["can"]) }).await.unwrap();
    bo.run(say("Français, anglais", "2 6")).await.unwrap();
    ana.run(skill("welding", &["want"])).await.unwrap();
    ana.run(skill("Couture", &["teach"])).await.unwrap();
    bo.run(skill("sewing", &["want"])).await.unwrap();
    bo.run(sync()).await.unwrap();

    for words in ["who can weld", "qui sait souder", "SOUDAGE", "bo welding"] {
        assert!(found_by(&ana, who(words)).await.contains(&"Bo".to_owned()), "{words}");
    }
    let teach = ListPeople { kind: Some("teach".into()), ..who("weld") };
    assert_eq!(found_by(&ana, teach.clone()).await, ["Bo"]);
    let expert = ListPeople { level: Some("expert".into()), ..who("vannerie") };
    assert_eq!(found_by(&ana, expert).await, ["Bo"]);
    let speaks = ListPeople { language: Some("ANGLAIS".into()), day: Some(6), ..who("") };
    assert_eq!(found_by(&ana, speaks.clone()).await, ["Bo"]);
    assert!(found_by(&ana, ListPeople { day: Some(1), ..speaks }).await.is_empty());
    assert!(found_by(&ana, who("quantum")).await.is_empty());
    let facets = ana.run(who("")).await.unwrap();
    assert_eq!(facets.skills.iter().map(|one| one.count).max(), Some(2));
    assert_eq!(
        refused(&ana, ListPeople { kind: Some("x".into()), ..who("") }).await.code,
        ErrorCode::BadSkill
    );

    // What each wants the other one teaches: both are told, and why.
    let match_ = me(&ana).await.matches;
    let [one] = match_.as_slice() else { panic!("one match: {match_:?}") };
    assert_eq!((one.name.as_str(), one.teaches.len(), one.learns.len()), ("Bo", 1, 1));
    let bo_says = ShowPerson { space: None, member: Some("Bo".into()) };
    let shown = ana.run(bo_says).await.unwrap();
    assert_eq!((shown.goals.as_str(), shown.days), ("<script>alert(1)</script>", vec![2, 6]));
    assert!(shown.matches.is_empty() && shown.nudges.is_empty());

    // What is missing is told until it is there, or settled.
    assert!(me(&ana).await.nudges.contains(&"goals".to_owned()));
    let settled = SetProfile {
        goals: None,
        languages: None,
        days: None,
        settled: Some("goals".into()),
        ..say("", "")
    };
    assert!(!ana.run(settled).await.unwrap().nudges.contains(&"goals".to_owned()));
    let gone = ana.run(skill("Couture", &[])).await.unwrap();
    assert_eq!(gone.skills.len(), 1);
    assert_eq!(refused(&ana, skill("Couture", &[])).await.code, ErrorCode::NothingToChange);
    assert_eq!(refused(&ana, skill(&"x".repeat(65_536), &["can"])).await.code, ErrorCode::BadSkill);
    ana.run(sync()).await.unwrap();
    assert_eq!(state(&ana).await, state(&bo).await);
    ana.shutdown().await;
    bo.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_machine_that_asks_for_a_training_is_refused_until_somebody_gives_it() {
    let (here, there) = (Computer::new(), Computer::new());
    let (ana, _) = found(&here).await;
    ana.run(item("Laser")).await.unwrap();
    let asks = SetAttributes {
        space: None,
        item: "Laser".into(),
        details: [("training".to_owned(), "item".to_owned())].into(),
        fields: Default::default(),
    };
    ana.run(asks).await.unwrap();
    let bo = join(&ana, &there, "Bo").await;
    bo.run(sync()).await.unwrap();

    let rows = ana.run(ListTrainings { space: None }).await.unwrap().rows;
    assert!(matches!(rows.as_slice(), [row] if row.trainers.is_empty() && row.may_name));
    // Nobody answers questions about it either, until a member who is here does.
    assert_eq!(rows[0].unanswered, ["Laser"]);
    let answers = SetAttributes {
        space: None,
        item: "Laser".into(),
        details: [("referents".to_owned(), "Bo".to_owned())].into(),
        fields: Default::default(),
    };
    ana.run(answers).await.unwrap();
    let rows = ana.run(ListTrainings { space: None }).await.unwrap().rows;
    assert_eq!(rows[0].unanswered, Vec::<String>::new());
    let ask = AskForItem { space: None, item: "Laser".into(), quantity: None, due: None };
    assert_eq!(refused(&bo, ask.clone()).await.code, ErrorCode::NobodyTrains);
    ana.run(names("Ana", "Laser", true)).await.unwrap();
    bo.run(sync()).await.unwrap();
    let no = refused(&bo, ask.clone()).await;
    assert_eq!((no.code, told(&no, "who")), (ErrorCode::Untrained, "Ana".to_owned()));
    let booking = book("Laser", "2030-01-07T10:00", "2030-01-07T12:00");
    assert_eq!(refused(&bo, booking.clone()).await.code, ErrorCode::Untrained);
    assert_eq!(refused(&bo, lend("Laser", "Bo")).await.code, ErrorCode::Untrained);
    // In a kit it asks for the same.
    ana.run(item("Kit")).await.unwrap();
    let parts = SetAttributes {
        space: None,
        item: "Kit".into(),
        details: [("parts".to_owned(), "Laser".to_owned())].into(),
        fields: Default::default(),
    };
    ana.run(parts).await.unwrap();
    let kit = refused(&ana, lend("Kit", "Bo")).await;
    assert_eq!((kit.code, told(&kit, "what")), (ErrorCode::Untrained, "Laser".to_owned()));
    assert_eq!(refused(&bo, give("Bo", "Laser")).await.code, ErrorCode::NotAllowed);

    ana.run(give("Bo", "Laser")).await.unwrap();
    bo.run(sync()).await.unwrap();
    let booked = bo.run(booking.clone()).await.unwrap();
    assert_eq!(booked.against, None);
    bo.run(ask).await.unwrap();

    // The training ends: what was booked is shown with what it lacks, on every computer.
    ana.run(end("Bo", "Laser")).await.unwrap();
    bo.run(sync()).await.unwrap();
    for app in [&ana, &bo] {
        let shown = app.run(ShowBooking { space: None, booking: booked.id.to_string() }).await;
        assert_eq!(shown.unwrap().against.map(|no| no.code), Some(ErrorCode::Untrained));
    }
    // Whoever answers for it may lend it all the same, and that is written down.
    assert_eq!(refused(&ana, lend("Laser", "Bo")).await.code, ErrorCode::Untrained);
    ana.run(LendItem { despite_limits: true, despite_bookings: true, ..lend("Laser", "Bo") })
        .await
        .unwrap();
    assert_eq!(refused(&ana, end("Bo", "Laser")).await.code, ErrorCode::NotTrained);
    let rows = ana.run(ListTrainings { space: None }).await.unwrap().rows;
    let ended: Vec<_> = rows[0].ended.iter().map(|one| (one.name.as_str(), one.over)).collect();
    assert_eq!((ended, rows[0].held.len()), (vec![("Bo", true)], 0));
    ana.run(names("Ana", "Laser", false)).await.unwrap();
    ana.run(sync()).await.unwrap();
    assert_eq!(state(&ana).await, state(&bo).await);
    ana.shutdown().await;
    bo.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_ending_beats_a_training_given_apart_from_it() {
    let (here, there) = (Computer::new(), Computer::new());
    let (ana, _) = found(&here).await;
    let setting =
        SetSetting { space: None, setting: "trained".into(), text: "Métal\nForge".into() };
    ana.run(setting).await.unwrap();
    let saw = AddItem { category: Some("metal".into()), ..item("Scie à métaux") };
    ana.run(saw).await.unwrap();
    let bo = join(&ana, &there, "Bo").await;
    ana.run(names("Bo", "Metal", true)).await.unwrap();
    ana.run(give("Ana", "métal")).await.unwrap();
    bo.run(sync()).await.unwrap();
    // Apart: Bo, who trains, gives Ana one more; Ana ends her own at the same time.
    bo.run(give("Ana", "Metal")).await.unwrap();
    ana.run(end("Ana", "Metal")).await.unwrap();
    ana.run(sync()).await.unwrap();
    bo.run(sync()).await.unwrap();
    for app in [&ana, &bo] {
        let rows = app.run(ListTrainings { space: None }).await.unwrap().rows;
        let metal = rows.iter().find(|row| row.of == "metal").unwrap();
        assert_eq!((metal.held.len(), metal.trainers.len()), (0, 1), "{metal:?}");
        assert_eq!(metal.items, ["Scie à métaux"]);
    }
    // Given by somebody who knows of the ending, it holds.
    bo.run(give("Ana", "Metal")).await.unwrap();
    ana.run(sync()).await.unwrap();
    let rows = ana.run(ListTrainings { space: None }).await.unwrap().rows;
    assert_eq!(rows.iter().find(|row| row.of == "metal").unwrap().held.len(), 1);
    assert_eq!(state(&ana).await, state(&bo).await);
    ana.shutdown().await;
    bo.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn needs_are_answered_by_others_and_closed_by_their_authors() {
    let (here, there) = (Computer::new(), Computer::new());
    let (ana, _) = found(&here).await;
    let bo = join(&ana, &there, "Bo").await;
    ana.run(post("need", "Une échelle")).await.unwrap();
    ana.run(post("question", "Quelle colle ?")).await.unwrap();
    bo.run(sync()).await.unwrap();
    let say =
        |text: &str| ReplyToPost { space: None, post: "une echelle".into(), text: text.into() };
    bo.run(say("J’en ai une")).await.unwrap();
    assert_eq!(refused(&bo, say(" ")).await.code, ErrorCode::BadSaying);
    let close = ClosePost { space: None, post: "une echelle".into(), closed: true };
    assert_eq!(refused(&bo, close.clone()).await.code, ErrorCode::NotTheirs);
    bo.run(sync()).await.unwrap();
    let list = ListPosts { space: None, all: false, side: Some("need".into()) };
    let all = ana.run(list.clone()).await.unwrap();
    let [need] = all.as_slice() else { panic!("one need") };
    assert_eq!((need.mine, need.replies[0].text.as_str()), (true, "J’en ai une"));
    let export = |format: &str| Export {
        space: None,
        format: format.into(),
        what: "all".into(),
        url: None,
        at: None,
    };
    let file = ana.run(export("murmurations")).await.unwrap().content;
    assert!(file.contains("Une échelle") && !file.contains("colle"), "{file}");
    assert!(!bo.run(export("murmurations")).await.unwrap().content.contains("échelle"));
    ana.run(close.clone()).await.unwrap();
    assert!(ana.run(list).await.unwrap().is_empty());
    assert_eq!(refused(&ana, close).await.code, ErrorCode::NothingToChange);
    ana.run(sync()).await.unwrap();
    assert_eq!(state(&ana).await, state(&bo).await);
    ana.shutdown().await;
    bo.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_learns_from_another_until_it_is_over_or_somebody_leaves() {
    let (here, there) = (Computer::new(), Computer::new());
    let (ana, _) = found(&here).await;
    let bo = join(&ana, &there, "Bo").await;
    bo.run(sync()).await.unwrap();
    let ask = |skill: &str| AskMentoring { space: None, member: "Ana".into(), skill: skill.into() };
    let answer = |mentoring: &str, answer: &str| AnswerMentoring {
        space: None,
        mentoring: mentoring.into(),
        answer: answer.into(),
    };
    let asked = bo.run(ask("soudage")).await.unwrap();
    assert_eq!((asked.state.as_str(), asked.can_answer), ("asked", false));
    assert_eq!(refused(&bo, ask("Welding")).await.code, ErrorCode::NothingToChange);
    assert_eq!(refused(&bo, answer("Ana", "accept")).await.code, ErrorCode::NotTheirs);
    bo.run(sync()).await.unwrap();
    assert!(ana.run(answer("Bo", "accept")).await.unwrap().can_go_on);
    let met = NoteSession { space: None, mentoring: "Bo".into(), minutes: 90 };
    assert_eq!(ana.run(met).await.unwrap().minutes, 90);

    // Bo is new: Ana welcomes them.
    let welcome = |done| WelcomeMember { space: None, member: "Bo".into(), buddy: None, done };
    let newcomers = ana.run(ListWelcomes { space: None }).await.unwrap();
    assert!(matches!(newcomers.as_slice(), [bo] if bo.can_volunteer && bo.buddy_name.is_empty()));
    assert!(newcomers.iter().all(|one| one.can_choose));
    ana.run(welcome(false)).await.unwrap();
    bo.run(sync()).await.unwrap();
    let mine = bo.run(ListWelcomes { space: None }).await.unwrap();
    assert!(matches!(mine.as_slice(), [me] if me.me && me.buddy_name == "Ana" && !me.can_choose));
    assert!(ana.run(welcome(true)).await.unwrap().iter().all(|one| one.buddy_name.is_empty()));

    bo.run(LeaveSpace { space: None }).await.unwrap();
    ana.run(sync()).await.unwrap();
    let all = ana.run(ListMentorings { space: None, all: false }).await.unwrap();
    assert!(matches!(all.as_slice(), [one] if one.state == "gone" && one.sessions == 1));
    assert!(found_by(&ana, who("")).await == ["Ana"]);
    ana.shutdown().await;
    bo.shutdown().await;
}

fn endorse(member: &str, endorses: bool) -> EndorseSkill {
    EndorseSkill { space: None, member: member.into(), skill: "soudage".into(), endorses }
}

/// Returns how many endorse the first skill of Bo, and whether whoever looks does.
async fn endorsed(app: &App) -> (u32, bool) {
    let ask = ShowPerson { space: None, member: Some("Bo".into()) };
    let view = app.run(ask).await.expect("Bo is shown");
    let skill = view.skills.first().expect("Bo says a skill");
    (skill.endorsed, skill.endorsed_here)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_somebody_can_do_is_endorsed_by_others_once_taken_back_and_hidden() {
    let (here, there, third) = (Computer::new(), Computer::new(), Computer::new());
    let (ana, _) = found(&here).await;
    let bo = join(&ana, &there, "Bo").await;
    let cy = join(&ana, &third, "Cy").await;
    bo.run(skill("Welding", &["can"])).await.unwrap();
    cy.run(skill("Welding", &["can"])).await.unwrap();
    for app in [&bo, &cy, &ana] {
        app.run(sync()).await.unwrap();
    }
    assert_eq!(refused(&bo, endorse("Bo", true)).await.code, ErrorCode::NotAllowed);
    assert_eq!(refused(&bo, endorse("Ana", true)).await.code, ErrorCode::NotFound);
    assert_eq!(refused(&ana, endorse("Bo", false)).await.code, ErrorCode::NothingToChange);
    ana.run(endorse("Bo", true)).await.unwrap();
    cy.run(endorse("Bo", true)).await.unwrap();
    assert_eq!(refused(&ana, endorse("Bo", true)).await.code, ErrorCode::NothingToChange);
    for app in [&bo, &cy, &ana, &bo] {
        app.run(sync()).await.unwrap();
    }
    assert_eq!((endorsed(&ana).await, endorsed(&bo).await), ((2, true), (2, false)));
    let found = ana.run(who("soudage")).await.unwrap().people;
    let counts: Vec<(&str, u32)> =
        found.iter().map(|one| (one.name.as_str(), one.skills[0].endorsed)).collect();
    assert_eq!(counts, [("Bo", 2), ("Cy", 0)]);

    // It is told as what it is, and taken back by whoever gave it.
    let (member, item, part, since, after) = (None, None, None, None, None);
    let page = ListActivity { space: None, member, item, part, since, after, limit: 0 };
    let done = ana.run(page).await.unwrap().done;
    let told = done.iter().flat_map(|one| &one.deeds);
    assert_eq!(told.filter(|deed| deed.kind == DeedKind::Endorsed).count(), 2);
    // Only whoever gave it takes it back; what is no longer said is endorsed no longer.
    ana.run(endorse("Bo", false)).await.unwrap();
    bo.run(sync()).await.unwrap();
    assert_eq!(endorsed(&bo).await, (1, false));
    bo.run(skill("Welding", &["want"])).await.unwrap();
    assert_eq!(endorsed(&bo).await.0, 0);
    bo.run(skill("Welding", &["can", "teach"])).await.unwrap();
    assert_eq!(endorsed(&bo).await.0, 1);
    let hide = |hidden| HideEndorsements { space: None, hidden };
    assert!(bo.run(hide(true)).await.unwrap().hides_endorsements);
    ana.run(sync()).await.unwrap();
    assert_eq!((endorsed(&ana).await.0, endorsed(&bo).await.0), (0, 0));
    bo.run(hide(false)).await.unwrap();
    bo.run(sync()).await.unwrap();
    assert_eq!(endorsed(&ana).await.0, 1);
    // Whoever leaves endorses nobody.
    cy.run(LeaveSpace { space: None }).await.unwrap();
    ana.run(sync()).await.unwrap();
    assert_eq!(endorsed(&ana).await.0, 0);
    bo.run(sync()).await.unwrap();
    assert_eq!(state(&ana).await, state(&bo).await);
    for app in [ana, bo, cy] {
        app.shutdown().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn badges_follow_from_what_somebody_did() {
    let here = Computer::new();
    let (ana, _) = found(&here).await;
    let badges = async || {
        let view = me(&ana).await;
        view.badges.into_iter().map(|it| (it.key, it.count)).collect::<Vec<_>>()
    };
    assert_eq!(badges().await, []);
    ana.run(item("Laser")).await.unwrap();
    ana.run(names("Ana", "Laser", true)).await.unwrap();
    ana.run(give("Ana", "Laser")).await.unwrap();
    let kind = etabli_api::ProjectKind::Project;
    for name in ["Bike", "Boat"] {
        let (name, summary) = (name.to_owned(), String::new());
        ana.run(StartProject { space: None, kind, name, summary, from: None }).await.unwrap();
    }
    let stage = |stage: &str| EditProject {
        space: None,
        project: "Bike".into(),
        fields: [("stage".to_owned(), stage.to_owned())].into(),
        archived: None,
    };
    ana.run(stage("done")).await.unwrap();
    let expected = [("trained".to_owned(), 1), ("finished".to_owned(), 1)];
    assert_eq!(badges().await, expected);
    // What is no longer so is no badge.
    ana.run(stage("test")).await.unwrap();
    ana.run(end("Ana", "Laser")).await.unwrap();
    assert_eq!(badges().await, []);
    ana.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_steward_asks_a_third_member_to_welcome_a_newcomer_and_both_are_told() {
    let (here, there, third) = (Computer::new(), Computer::new(), Computer::new());
    let (ana, _) = found(&here).await;
    let cy = join(&ana, &third, "Cy").await;
    let bo = join(&ana, &there, "Bo").await;
    cy.run(sync()).await.unwrap();
    let welcome = |member: &str, buddy: &str| WelcomeMember {
        space: None,
        member: member.into(),
        buddy: Some(buddy.into()),
        done: false,
    };
    // Who is neither of the two nor a steward sends nobody; nobody welcomes themself.
    assert_eq!(refused(&cy, welcome("Bo", "Ana")).await.code, ErrorCode::NotAllowed);
    assert!(ana.run(welcome("Bo", "Bo")).await.is_err());
    ana.run(welcome("Bo", "Cy")).await.unwrap();
    for app in [&bo, &cy] {
        app.run(sync()).await.unwrap();
    }
    let of = |all: Vec<WelcomeView>| all.into_iter().find(|one| one.name == "Bo").unwrap();
    let (theirs, sent) = (
        of(bo.run(ListWelcomes { space: None }).await.unwrap()),
        of(cy.run(ListWelcomes { space: None }).await.unwrap()),
    );
    assert_eq!((theirs.me, theirs.buddy_name.as_str(), theirs.mine), (true, "Cy", false));
    assert_eq!((sent.me, sent.buddy_name.as_str(), sent.mine), (false, "Cy", true));
    let seen = of(ana.run(ListWelcomes { space: None }).await.unwrap());
    assert_eq!((seen.mine, seen.can_volunteer, seen.can_choose), (false, false, true));
    // Whoever was sent says that it is done.
    let done = WelcomeMember { buddy: None, done: true, ..welcome("Bo", "") };
    cy.run(done).await.unwrap();
    ana.run(sync()).await.unwrap();
    assert_eq!(of(ana.run(ListWelcomes { space: None }).await.unwrap()).buddy_name, "");
    for app in [ana, bo, cy] {
        app.shutdown().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn people_outside_come_from_cards_and_members_go_out_as_cards() {
    let (here, there) = (Computer::new(), Computer::new());
    let (ana, _) = found(&here).await;
    let card = "BEGIN:VCARD\nFN:Cy\nCATEGORIES:Soudage\nTEL:06 12\nEND:VCARD\n";
    let read = |text: String| ImportContacts { space: None, text, look: false };
    let looked = ImportContacts { look: true, ..read(format!("{card}BEGIN:VCARD\nEND:VCARD\n")) };
    let looked = ana.run(looked).await.unwrap();
    assert_eq!((looked.new.len(), looked.people.len()), (1, 0));
    assert_eq!((looked.new[0].1[0].english.as_str(), looked.left[0].0), ("Welding", 2));
    assert_eq!(ana.run(read(card.into())).await.unwrap().people.len(), 1);
    let known = ImportContacts { look: true, ..read(card.into()) };
    assert_eq!(ana.run(known).await.unwrap().known, ["Cy"]);
    assert_eq!(refused(&ana, read(card.into())).await.code, ErrorCode::NothingToChange);
    assert_eq!(refused(&ana, read(card.repeat(1001))).await.code, ErrorCode::BadContacts);
    assert_eq!(found_by(&ana, who("weld")).await, ["Cy"]);
    let gone = PutOutsider {
        space: None,
        outsider: Some("Cy".into()),
        name: String::new(),
        skills: String::new(),
        reach: String::new(),
        note: String::new(),
    };
    let named = PutOutsider { name: "Cy Durand".into(), skills: "Droit".into(), ..gone.clone() };
    let all = ana.run(named).await.unwrap();
    assert_eq!((all[0].name.as_str(), all[0].skills[0].english.as_str()), ("Cy Durand", "Law"));
    assert!(ana.run(gone).await.unwrap().is_empty());

    // How to reach Ana is for stewards: Bo neither sees nor exports it.
    ana.run(SetContact { space: None, email: None, phone: Some("06 99".into()), note: None })
        .await
        .unwrap();
    let shown = SetProfile {
        goals: None,
        languages: None,
        days: None,
        shown: Some("stewards".into()),
        ..say("", "")
    };
    ana.run(shown).await.unwrap();
    let bo = join(&ana, &there, "Bo").await;
    bo.run(sync()).await.unwrap();
    let export = || Export {
        space: None,
        format: "vcard".into(),
        what: "members".into(),
        url: None,
        at: None,
    };
    let (own, theirs) = (ana.run(export()).await.unwrap(), bo.run(export()).await.unwrap());
    assert!(own.content.contains("TEL:06 99") && theirs.content.contains("FN:Ana"));
    assert!(!theirs.content.contains("06 99"), "{}", theirs.content);
    ana.shutdown().await;
    bo.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn all_who_were_found_are_counted_and_more_are_shown_to_whoever_asks() {
    let here = Computer::new();
    let (ana, _) = found(&here).await;
    let card = |number: usize| format!("BEGIN:VCARD\nFN:Neighbour {number}\nEND:VCARD\n");
    let text = (0..60).map(card).collect::<String>();
    ana.run(ImportContacts { space: None, text, look: false }).await.unwrap();
    for (most, shown) in [(None, 50), (Some(100), 61), (Some(1), 1), (Some(0), 0)] {
        let view = ana.run(ListPeople { most, ..who("") }).await.unwrap();
        assert_eq!((view.people.len(), view.found), (shown, 61), "{most:?}");
    }
    let view = ana.run(ListPeople { most: Some(2), ..who("neighbour 5") }).await.unwrap();
    assert_eq!((view.people.len(), view.found), (2, 15));
    ana.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_directory_shows_a_few_skills_of_each_those_searched_for_first() {
    let here = Computer::new();
    let (ana, _) = found(&here).await;
    for name in ["Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta", "Eta", "Theta"] {
        ana.run(skill(name, &["can"])).await.unwrap();
    }
    let view = ana.run(who("zeta")).await.unwrap();
    let [row] = view.people.as_slice() else { panic!("{view:?}") };
    assert_eq!((row.skills[0].name.english.as_str(), row.skills.len(), row.more), ("Zeta", 6, 2));
    ana.shutdown().await;
}
