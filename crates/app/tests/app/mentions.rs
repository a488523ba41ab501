//! Comments that mention somebody: who is told, and until when.

use etabli_api::{ErrorCode, Part, ProjectKind, RowKind, command::*, view::*};
use etabli_app::App;

use crate::computer::{Computer, found, join, state, sync};

const BIKE: &str = "Cargo bike";

fn write(kind: RowKind, row: Option<&str>, fields: &[(&str, &str)], on: &[&str]) -> WriteRow {
    let fields = fields.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned()));
    WriteRow {
        space: None,
        project: BIKE.into(),
        kind,
        row: row.map(str::to_owned),
        fields: fields.collect(),
        flags: on.iter().map(|flag| ((*flag).to_owned(), true)).collect(),
    }
}

fn comment(words: &str) -> WriteRow {
    write(RowKind::Comment, None, &[("of", "Weld"), ("words", words)], &[])
}

async fn told(app: &App) -> Vec<MentionView> {
    app.run(ListMentions { space: None }).await.expect("they are listed")
}

async fn words(app: &App) -> Vec<String> {
    told(app).await.into_iter().map(|one| one.words).collect()
}

async fn card(app: &App) -> CardView {
    let ask = ShowCard { space: None, project: BIKE.into(), card: "Weld".into() };
    app.run(ask).await.expect("it is shown")
}

fn see(comment: &str) -> SeeMention {
    SeeMention { space: None, project: BIKE.into(), comment: comment.into() }
}

/// Returns the members that a comment leads to, with the words in their place.
fn led(passages: &[Passage]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for one in passages {
        if one.form == Form::Member {
            let words = one.inside.iter().map(|inside| inside.text.clone()).collect();
            found.push((one.text.clone(), words));
        }
        found.extend(led(&one.inside));
    }
    found
}

/// Ana, who holds a project, and Bo, who has nothing to do with it.
async fn two() -> (Computer, Computer, App, App) {
    let (here, there) = (Computer::new(), Computer::new());
    let (ana, _) = found(&here).await;
    let bo = join(&ana, &there, "Bo").await;
    let (name, summary) = (BIKE.to_owned(), String::new());
    let kind = ProjectKind::Project;
    let start = StartProject { space: None, kind, name, summary, from: None };
    ana.run(start).await.expect("a project begins");
    let card = write(RowKind::Card, None, &[("title", "Weld")], &[]);
    ana.run(card).await.expect("a card is written");
    (here, there, ana, bo)
}

#[tokio::test(flavor = "multi_thread")]
async fn whom_a_comment_mentions_is_told_until_they_saw_it_also_after_a_restart() {
    let (_here, there, ana, bo) = two().await;
    ana.run(comment("@bo, can you look? See [@Bo](https://example.org) and `@Bo`.")).await.unwrap();
    ana.run(comment("@Bobby and me@bo are nobody.")).await.unwrap();
    ana.run(comment("Mine: @Ana")).await.unwrap();
    bo.run(sync()).await.unwrap();
    let all = told(&bo).await;
    let [one] = all.as_slice() else { panic!("one comment mentions Bo: {all:?}") };
    let said = (one.by_name.as_str(), one.title.as_str(), one.project_name.as_str());
    assert_eq!(said, ("Ana", "Weld", BIKE));
    assert_eq!(told(&ana).await, [], "nobody tells themself");
    // Only words lead to a member, and nothing was given with it.
    let view = card(&bo).await;
    let leads = led(&view.comments[0].prose);
    assert_eq!((leads.len(), leads[0].1.as_str(), view.can_edit), (1, "@Bo", false));

    // Who has another name by now is called so, in exports, too.
    bo.run(RenameMember { space: None, name: "Boris".into() }).await.unwrap();
    ana.run(sync()).await.unwrap();
    assert_eq!(led(&card(&ana).await.comments[0].prose)[0].1, "@Boris");
    let (form, words_of) = (ProjectForm::Markdown, Default::default());
    let file = ExportProject { space: None, project: BIKE.into(), form, words: words_of };
    let file = ana.run(file).await.unwrap().content;
    assert!(file.contains("@Boris, can you look?"), "{file}");

    let missing = bo.run(see("nothing")).await.unwrap_err();
    assert_eq!(missing.code, ErrorCode::NotFound);
    assert_eq!(bo.run(see(&one.comment.to_string())).await.unwrap(), []);
    let again = bo.run(see(&one.comment.to_string())).await.unwrap_err();
    assert_eq!(again.code, ErrorCode::NothingToChange);
    bo.shutdown().await;
    let bo = there.open().await;
    assert_eq!(told(&bo).await, []);
    let (member, item, part, since, after) = (None, None, None, None, None);
    let page = ListActivity { space: None, member, item, part, since, after, limit: 0 };
    let done = bo.run(page).await.unwrap().done;
    let seen = done.iter().flat_map(|one| &one.deeds).any(|deed| deed.kind == DeedKind::ProfileSet);
    assert!(!seen, "what one saw is nobody's news: {done:?}");
    bo.run(sync()).await.unwrap();
    assert_eq!(state(&ana).await, state(&bo).await);
    ana.shutdown().await;
    bo.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mention_is_over_when_it_is_answered_taken_away_or_written_anew() {
    let (_here, _there, ana, bo) = two().await;
    let first = ana.run(comment("@Bo first")).await.unwrap().id.to_string();
    let second = ana.run(comment("@Bo second")).await.unwrap().id.to_string();
    bo.run(sync()).await.unwrap();
    assert_eq!(words(&bo).await, ["@Bo second", "@Bo first"]);
    ana.run(write(RowKind::Comment, Some(&first), &[], &["withdrawn"])).await.unwrap();
    bo.run(sync()).await.unwrap();
    assert_eq!(words(&bo).await, ["@Bo second"]);
    // Words that name them no more tell nobody; words that do again, again.
    let rewrite = |words| write(RowKind::Comment, Some(&second), &[("words", words)], &[]);
    ana.run(rewrite("nobody")).await.unwrap();
    bo.run(sync()).await.unwrap();
    assert_eq!(words(&bo).await, Vec::<String>::new());
    ana.run(rewrite("after all, @Bo")).await.unwrap();
    let part = |member: &str, part| TakePart {
        space: None,
        project: BIKE.into(),
        member: Some(member.into()),
        part,
    };
    ana.run(part("Bo", Part::Member)).await.unwrap();
    bo.run(sync()).await.unwrap();
    assert_eq!(words(&bo).await, ["after all, @Bo"]);
    bo.run(comment("Here I am, @Ana.")).await.unwrap();
    assert_eq!(words(&bo).await, Vec::<String>::new());
    ana.run(sync()).await.unwrap();
    assert_eq!(words(&ana).await, ["Here I am, @Ana."]);
    // Where the card is put away, nothing waits on it.
    ana.run(write(RowKind::Card, Some("Weld"), &[], &["withdrawn"])).await.unwrap();
    assert_eq!(words(&ana).await, Vec::<String>::new());
    ana.shutdown().await;
    bo.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_of_one_name_the_one_who_was_chosen_is_told() {
    let (_here, _there, ana, bo) = two().await;
    let third = Computer::new();
    let other = join(&ana, &third, "Bo").await;
    ana.run(sync()).await.unwrap();
    ana.run(comment("@Bo which of you?")).await.unwrap();
    let me = other.run(ShowPerson { space: None, member: None }).await.unwrap().member;
    let chosen = format!("mention:{me}");
    let fields = [("of", "Weld"), ("words", "@Bo, you"), (chosen.as_str(), "Bo")];
    ana.run(write(RowKind::Comment, None, &fields, &[])).await.unwrap();
    // What is not in the words, and who is nobody, is not taken.
    let nobody = format!("mention:{}", "7".repeat(64));
    let fields = [("of", "Weld"), ("words", "@Bo"), (&chosen, "Bobby"), (&nobody, "Bo")];
    ana.run(write(RowKind::Comment, None, &fields, &[])).await.unwrap();
    bo.run(sync()).await.unwrap();
    other.run(sync()).await.unwrap();
    assert_eq!(words(&bo).await, Vec::<String>::new());
    assert_eq!(words(&other).await, ["@Bo, you"]);
    for app in [ana, bo, other] {
        app.shutdown().await;
    }
}
