//! What the team of a project can do of what is asked for there.

use etabli_api::{Part, ProjectKind, RowKind, command::*, view::*};
use etabli_app::App;

use crate::computer::{Computer, found, join, sync};

const GROUP: &str = "Repair group";

async fn write(app: &App, kind: RowKind, fields: &[(&str, &str)], on: &[&str]) -> String {
    let fields = fields.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned()));
    let write = WriteRow {
        space: None,
        project: GROUP.into(),
        kind,
        row: None,
        fields: fields.collect(),
        flags: on.iter().map(|flag| ((*flag).to_owned(), true)).collect(),
    };
    app.run(write).await.expect("a row is written").id.to_string()
}

async fn says(app: &App, skill: &str, kind: &str) {
    let (skill, kinds) = (skill.to_owned(), vec![kind.to_owned()]);
    let set = SetSkill { space: None, skill, kinds, level: None, note: String::new() };
    app.run(set).await.expect("it is said");
}

/// Returns each skill with the names of who has it, who learns it and who beyond the team has it.
async fn told(app: &App) -> Vec<(String, [Vec<String>; 3])> {
    let view = app.run(ShowTeam { space: None, project: GROUP.into() }).await.expect("it is shown");
    let names = |all: Vec<TeamMember>| all.into_iter().map(|one| one.name).collect();
    let skill = |one: TeamSkill| {
        (one.name.english, [names(one.within), names(one.learning), names(one.beyond)])
    };
    view.skills.into_iter().map(skill).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_team_is_told_what_it_lacks_and_who_beyond_it_could_help() {
    let (here, there) = (Computer::new(), Computer::new());
    let (ana, _) = found(&here).await;
    let bo = join(&ana, &there, "Bo").await;
    let (name, summary) = (GROUP.to_owned(), String::new());
    let kind = ProjectKind::Group;
    ana.run(StartProject { space: None, kind, name, summary, from: None }).await.unwrap();
    assert_eq!(told(&ana).await, []);

    write(&ana, RowKind::Need, &[("what", "skill"), ("words", "who can weld")], &[]).await;
    write(&ana, RowKind::Need, &[("what", "tool"), ("words", "sewing")], &[]).await;
    // The same label on two cards is one skill, in either language; a colour is none.
    for label in ["label:Couture", "label:sewing"] {
        write(&ana, RowKind::Card, &[("title", "Bags")], &[label, "label:red"]).await;
    }
    write(&ana, RowKind::Card, &[("title", "Old")], &["label:electronics", "withdrawn"]).await;
    says(&bo, "Welding", "can").await;
    says(&ana, "Sewing", "want").await;
    bo.run(sync()).await.unwrap();
    let of = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let expected = [
        ("who can weld".to_owned(), [of(&[]), of(&[]), of(&["Bo"])]),
        ("Sewing".to_owned(), [of(&[]), of(&["Ana"]), of(&[])]),
    ];
    assert_eq!(told(&ana).await, expected);
    assert_eq!(told(&bo).await, expected, "everybody is told the same");
    let view = ana.run(ShowTeam { space: None, project: GROUP.into() }).await.unwrap();
    assert_eq!((view.members, view.skills[1].cards, view.skills[1].needed), (1, 2, false));

    // Whoever joins brings what they can do; whoever only asks to does not.
    let part =
        |part| TakePart { space: None, project: GROUP.into(), member: Some("Bo".into()), part };
    bo.run(TakePart { member: None, ..part(Part::Asks) }).await.ok();
    assert_eq!(told(&ana).await, expected);
    ana.run(part(Part::Member)).await.unwrap();
    says(&bo, "Sewing", "teach").await;
    bo.run(sync()).await.unwrap();
    let both = [
        ("who can weld".to_owned(), [of(&["Bo"]), of(&[]), of(&[])]),
        ("Sewing".to_owned(), [of(&["Bo"]), of(&["Ana"]), of(&[])]),
    ];
    assert_eq!(told(&bo).await, both);
    bo.run(LeaveSpace { space: None }).await.unwrap();
    ana.run(sync()).await.unwrap();
    assert_eq!(told(&ana).await[0].1, [of(&[]), of(&[]), of(&[])], "who left helps nobody");
    ana.shutdown().await;
    bo.shutdown().await;
}
