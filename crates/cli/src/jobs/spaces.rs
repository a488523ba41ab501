//! Spaces: making, seeing, filling with a demo, inviting to and joining them.

use base64::{Engine, prelude::BASE64_STANDARD};
use etabli_api::{
    ApiError, ErrorCode,
    command::{
        AskToJoin, CancelJoin, CreateDemo, CreateInvite, CreateSpace, ListSpaces, ReadPicture,
        RemoveDemo, RenameSpace, SetPolicy, SetRules, SetWord, ShowSpace, Status,
    },
    file::MOST_PICTURE_BYTES,
    view::{CodePurpose, JoinState, JoinView, SpaceView},
};
use serde_json::{Value, json};
use tokio::time::Instant;

use super::{Desk, attached, short};
use crate::{
    args::{ApproveNamed, Demo, Invite, Join, Lang, SpaceJob, SpaceRules},
    console::Shown,
    table::printable,
    words::{Word, minute},
};

pub(super) async fn run(desk: &mut Desk<'_>, job: SpaceJob) -> Result<Shown, ApiError> {
    match job {
        SpaceJob::Create(create) => {
            let space = CreateSpace { name: create.name, member: create.member };
            let space = desk.run(space).await?;
            let text = desk.text("cli-space-created", &[("name", Word::Text(&space.name))]);
            Shown::new(&space, text)
        }
        SpaceJob::List => {
            let spaces = desk.run(ListSpaces {}).await?;
            let mut table = desk.table(["id", "name", "members", "items", "loans"]);
            let mut notes = Vec::new();
            for space in &spaces {
                if let Some(problem) = &space.problem {
                    let words = desk.console.words;
                    let id = Word::Text(space.name.as_str());
                    notes.push(desk.text("cli-space-problem", &[("name", id)]));
                    notes.push(words.reason(problem));
                    notes.extend(words.hint(problem));
                    continue;
                }
                table.row([
                    short(space.id),
                    space.name.clone(),
                    space.members.to_string(),
                    space.items.to_string(),
                    space.loans_open.to_string(),
                ]);
            }
            let rows = match (table.is_empty(), notes.is_empty()) {
                // What cannot be shown is there all the same.
                (true, false) => String::new(),
                _ => desk.rows(&table, "cli-no-spaces"),
            };
            let mut shown = Shown::new(&spaces, rows)?;
            shown.notes = notes.iter().map(|note| printable(note)).collect();
            Ok(shown)
        }
        SpaceJob::Show => {
            let space = desk.run(ShowSpace { space: desk.space.clone() }).await?;
            Shown::new(&space, lines(desk, &space))
        }
        SpaceJob::Rename(named) => {
            let rename = RenameSpace { space: desk.space.clone(), name: named.name };
            let space = desk.run(rename).await?;
            Shown::new(&space, lines(desk, &space))
        }
        SpaceJob::Policy(set) => {
            let (policy, who) = (set.policy, set.who.role());
            let set = SetPolicy { space: desk.space.clone(), policy, who };
            let space = desk.run(set).await?;
            Shown::new(&space, lines(desk, &space))
        }
        SpaceJob::Word(word) => {
            let language = match word.language {
                Some(Lang::Fr) => "fr",
                Some(Lang::En) => "en",
                None => desk.console.words.code(),
            };
            let set = SetWord {
                space: desk.space.clone(),
                term: word.term,
                language: language.to_owned(),
                one: word.one.unwrap_or_default(),
                many: word.many.unwrap_or_default(),
            };
            let space = desk.run(set).await?;
            Shown::new(&space, lines(desk, &space))
        }
        SpaceJob::Rules(set) => rules(desk, set).await,
    }
}

/// Returns a space in a few lines.
pub(super) fn lines(desk: &Desk<'_>, space: &SpaceView) -> String {
    let args = [
        ("name", Word::Text(space.name.as_str())),
        ("member", Word::Text(space.member_name.as_str())),
        ("members", Word::Number(space.members.into())),
        ("items", Word::Number(space.items.into())),
        ("loans", Word::Number(space.loans_open.into())),
    ];
    let usual = ["cli-space-name", "cli-space-member", "cli-space-counts"];
    let mut lines = usual.map(|id| desk.text(id, &args)).to_vec();
    lines.extend(space.words.iter().map(|word| {
        let args = [
            ("term", Word::Text(word.term.as_str())),
            ("language", Word::Text(word.language.as_str())),
            ("one", Word::Text(&word.one)),
            ("many", Word::Text(&word.many)),
        ];
        desk.text("cli-space-word", &args)
    }));
    lines.join("\n")
}

pub(super) async fn demo(desk: &mut Desk<'_>, demo: Demo) -> Result<Shown, ApiError> {
    if demo.remove {
        desk.run(RemoveDemo { space: desk.space.clone() }).await?;
        return Shown::new(&json!({ "removed": true }), desk.text("cli-demo-removed", &[]));
    }
    let language = desk.console.words.code().to_owned();
    let space = desk.run(CreateDemo { language }).await?;
    let args =
        [("name", Word::Text(space.name.as_str())), ("items", Word::Number(space.items.into()))];
    Shown::new(&space, desk.text("cli-demo-created", &args))
}

pub(super) async fn invite(desk: &mut Desk<'_>, invite: Invite) -> Result<Shown, ApiError> {
    let command = CreateInvite {
        space: desk.space.clone(),
        uses: invite.uses,
        expires: invite.expires,
        role: Some(invite.role.role()),
        approve: Some(invite.approve.into()),
    };
    let made = desk.run(command).await?;
    let mut text = made.ticket.clone();
    if invite.qr {
        text = format!("{}\n{text}", drawn(&made.ticket));
    }
    let until = minute(made.expires);
    let args = [("uses", Word::Number(made.uses.into())), ("until", Word::Text(&until))];
    let good = desk.text("cli-invite-good", &args);
    let asked = (invite.approve == ApproveNamed::Ask).then(|| desk.text("cli-invite-asks", &[]));
    let alone = (!made.reachable).then(|| desk.text("cli-invite-unreachable", &[]));
    Ok(Shown::new(&made, text)?.with_note(Some(good)).with_note(asked).with_note(alone))
}

/// Draws a code in half blocks, dark on light, as cameras want it; empty if it is too long.
pub(super) fn drawn(code: &str) -> String {
    /// The quiet border that the standard asks for.
    const BORDER: isize = 4;

    let Ok(qr) = fast_qr::QRBuilder::new(code).ecl(fast_qr::ECL::L).build() else {
        return String::new();
    };
    let size = qr.size.cast_signed();
    let dark = |row: isize, column: isize| match (usize::try_from(row), usize::try_from(column)) {
        (Ok(row), Ok(column)) if row < qr.size && column < qr.size => {
            qr.data.get(row * qr.size + column).is_some_and(|module| module.value())
        }
        _ => false,
    };
    let mut lines = Vec::new();
    for row in (-BORDER..size + BORDER).step_by(2) {
        let cells = (-BORDER..size + BORDER).map(|column| {
            // The terminal is dark in most workshops: light cells are drawn, dark ones left.
            match (dark(row, column), dark(row + 1, column)) {
                (false, false) => '█',
                (false, true) => '▀',
                (true, false) => '▄',
                (true, true) => ' ',
            }
        });
        lines.push(cells.collect::<String>());
    }
    lines.join("\n")
}

/// Joins, and says on the way which words whoever answers must see.
pub(super) async fn join(desk: &mut Desk<'_>, join: Join) -> Result<Shown, ApiError> {
    let ticket = match join.picture {
        Some(picture) => {
            let content = BASE64_STANDARD.encode(attached::read(&picture, MOST_PICTURE_BYTES)?);
            let name = picture.file_name().unwrap_or_default().to_string_lossy().into_owned();
            desk.run(ReadPicture { name, content }).await?.ticket
        }
        None => join.ticket.unwrap_or_default(),
    };
    if join.cancel {
        let joins = desk.run(CancelJoin { ticket }).await?;
        return Shown::new(&joins, desk.text("cli-join-cancelled", &[]));
    }
    let member = join.member.unwrap_or_default();
    let end = Instant::now() + join.timeout.0;
    let mut known = Vec::new();
    let (space, met) = loop {
        let left = end.saturating_duration_since(Instant::now()).as_secs().max(1);
        let now = desk
            .run(AskToJoin {
                ticket: ticket.clone(),
                member: member.clone(),
                known: known.clone(),
                timeout: u32::try_from(left).unwrap_or(u32::MAX),
            })
            .await?;
        if let Some(space) = now.space {
            break (space, now.words);
        }
        if now.state == JoinState::Waiting && now.words != known {
            say_words(desk, &now);
        }
        known = now.words;
        if end <= Instant::now() {
            return Err(match now.state {
                JoinState::Waiting => {
                    ApiError::new(ErrorCode::JoinWaiting).with("words", known.join(" / "))
                }
                JoinState::Looking | JoinState::Joined => ErrorCode::NobodyReachable.into(),
            });
        }
    };
    let text = desk.text("cli-joined", &[("name", Word::Text(&space.name))]);
    let mut shown = Shown::new(&space, format!("{text}\n{}", lines(desk, &space)))?;
    if let Value::Object(fields) = &mut shown.json {
        fields.insert("space".to_owned(), json!(space.id));
        fields.insert("words".to_owned(), json!(met));
    }
    let met = met.first().map(|words| desk.text("cli-join-words", &[("words", Word::Text(words))]));
    Ok(shown.with_note(met))
}

/// Tells a guest which words to compare.
fn say_words(desk: &Desk<'_>, join: &JoinView) {
    desk.console.note(&desk.text("cli-join-asks", &[]));
    for words in &join.words {
        desk.console.note(&format!("    {words}"));
    }
    if join.purpose == CodePurpose::Replacement {
        let number = [("number", Word::Text(join.number.as_str()))];
        desk.console.note(&desk.text("cli-join-number", &number));
    }
}

/// Shows the rules of a space, or raises them.
async fn rules(desk: &mut Desk<'_>, rules: SpaceRules) -> Result<Shown, ApiError> {
    let space = desk.space.clone();
    let status = match rules.set {
        Some(rules) => desk.run(SetRules { space, rules }).await?,
        None => desk.run(Status { space }).await?,
    };
    let args = [
        ("rules", Word::Number(status.rules.into())),
        ("known", Word::Number(status.known_rules.into())),
    ];
    let note = status.update_needed.then(|| desk.text("cli-update-needed", &[]));
    let json = json!({
        "rules": status.rules,
        "known": status.known_rules,
        "update_needed": status.update_needed,
    });
    Ok(Shown::new(&json, desk.text("cli-space-rules", &args))?.with_note(note))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_drawn_with_its_quiet_border() {
        let drawn = drawn("etabli:0123456789");
        let lines: Vec<_> = drawn.lines().collect();
        let width = lines[0].chars().count();
        assert!(lines.iter().all(|line| line.chars().count() == width));
        assert!(
            lines[0].chars().all(|cell| cell == '█') && lines[1].chars().all(|cell| cell == '█')
        );
        assert_eq!(lines.len(), width.div_ceil(2));
    }
}
