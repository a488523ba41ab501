//! What was: undoing, doing again, telling who did what, choosing between values.

use etabli_api::{
    ApiError,
    command::{ListActivity, Redo, RestoreValue, SettleConflict, ShowItemThen, Undo},
    view::{
        ActivityView, ClaimedValue, DeedView, LeftView, TakesBack, UndoneView, ValueView,
        detail_message,
    },
};

use super::Desk;
use crate::{
    args::{History, ItemValue},
    console::Shown,
    words::{Word, minute},
};

/// The longest page that is asked for.
const PAGE: u32 = 200;
/// How long the name of a step is.
const STEP: usize = 64;

pub(super) async fn undo(desk: &mut Desk<'_>) -> Result<Shown, ApiError> {
    let command = Undo { space: desk.space.clone(), step: None, earlier: true };
    let undone = desk.run(command).await?;
    Shown::new(&undone, done(desk, "cli-undone", &undone))
}

pub(super) async fn redo(desk: &mut Desk<'_>) -> Result<Shown, ApiError> {
    let undone = desk.run(Redo { space: desk.space.clone(), earlier: true }).await?;
    Shown::new(&undone, done(desk, "cli-redone", &undone))
}

fn done(desk: &Desk<'_>, id: &str, undone: &UndoneView) -> String {
    let what: Vec<String> =
        undone.step.deeds.iter().map(|deed| deed_text(desk, "undo", deed, "")).collect();
    let what = several(desk, what.join(", "), undone.step.more);
    let mut lines = vec![desk.text(id, &[("what", Word::Text(&what))])];
    lines.extend(undone.left.iter().map(|left| left_text(desk, left)));
    lines.join("\n")
}

fn left_text(desk: &Desk<'_>, left: &LeftView) -> String {
    let name = match left.named_field() {
        None => left.name.clone(),
        Some(of) => {
            let field = field(desk, of);
            let args = [("name", Word::Text(&left.name)), ("field", Word::Text(&field))];
            desk.text("left-field", &args)
        }
    };
    desk.text(left.message(), &[("name", Word::Text(&name)), ("who", Word::Text(&left.who))])
}

pub(super) async fn settle(desk: &mut Desk<'_>, asked: ItemValue) -> Result<Shown, ApiError> {
    let ItemValue { item, field, value } = asked;
    let item = desk.run(SettleConflict { space: desk.space.clone(), item, field, value }).await?;
    Shown::new(&item, desk.text("cli-settled", &[("name", Word::Text(&item.row.name))]))
}

pub(super) async fn revert(desk: &mut Desk<'_>, asked: ItemValue) -> Result<Shown, ApiError> {
    let ItemValue { item, field, value } = asked;
    let item = desk.run(RestoreValue { space: desk.space.clone(), item, field, value }).await?;
    Shown::new(&item, desk.text("cli-item-edited", &[("name", Word::Text(&item.row.name))]))
}

/// Shows an item as it was at the end of a day, or after a step of its history.
async fn then(desk: &mut Desk<'_>, item: String, as_of: String) -> Result<Shown, ApiError> {
    let is_step = as_of.len() == STEP && as_of.bytes().all(|byte| byte.is_ascii_hexdigit());
    let (step, until) = if is_step { (Some(as_of), None) } else { (None, Some(as_of)) };
    let shown = desk.run(ShowItemThen { space: desk.space.clone(), item, step, until }).await?;
    let date = minute(shown.at);
    let title = [("name", Word::Text(&shown.name)), ("date", Word::Text(&date))];
    let mut table = desk.table(["field", "detail"]);
    for one in &shown.fields {
        if one.then.value.is_empty() && one.now.value.is_empty() {
            continue;
        }
        let was = values(desk, std::slice::from_ref(&one.then));
        let text = match one.then == one.now {
            true => was,
            false => {
                let now = values(desk, std::slice::from_ref(&one.now));
                let args = [("value", Word::Text(&was)), ("now", Word::Text(&now))];
                desk.text("cli-then-now", &args)
            }
        };
        table.row([field(desk, &one.field), text]);
    }
    let mut lines = vec![desk.text("cli-then-title", &title)];
    lines.push(desk.rows(&table, "cli-history-empty"));
    lines.extend(shown.holders.iter().map(|holder| {
        let since = minute(holder.since);
        let args = [
            ("name", Word::Text(&holder.name)),
            ("count", Word::Number(holder.quantity.into())),
            ("date", Word::Text(&since)),
        ];
        desk.text("cli-then-holder", &args)
    }));
    lines.extend(shown.removed.then(|| desk.text("cli-then-removed", &[])));
    Shown::new(&shown, lines.join("\n"))
}

pub(super) async fn list(desk: &mut Desk<'_>, mut asked: History) -> Result<Shown, ApiError> {
    if let (Some(as_of), Some(item)) = (asked.as_of.take(), asked.item.clone()) {
        return then(desk, item, as_of).await;
    }
    let mut done: Vec<ActivityView> = Vec::new();
    let mut after = None;
    loop {
        let missing = usize::try_from(asked.limit).unwrap_or(usize::MAX).saturating_sub(done.len());
        let limit = u32::try_from(missing).unwrap_or(PAGE).min(PAGE);
        if limit == 0 {
            break;
        }
        let page = desk
            .run(ListActivity {
                space: desk.space.clone(),
                member: asked.of.clone(),
                item: asked.item.clone(),
                part: asked.part.map(Into::into),
                since: asked.since.clone(),
                after,
                limit,
            })
            .await?;
        done.extend(page.done);
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    let mut table = desk.table(["when", "detail"]);
    for one in &done {
        for (index, sentence) in sentences(desk, one).into_iter().enumerate() {
            let when = if index == 0 { minute(one.at) } else { String::new() };
            table.row([when, sentence]);
        }
    }
    Shown::new(&done, desk.rows(&table, "cli-history-empty"))
}

fn sentences(desk: &Desk<'_>, one: &ActivityView) -> Vec<String> {
    let who = match one.by_name.as_str() {
        "" => desk.text("deed-somebody", &[]),
        name => name.to_owned(),
    };
    let told = one.deeds.iter().map(|deed| {
        let mut text = deed_text(desk, "deed", deed, &who);
        let beside = match one.takes_back {
            Some(TakesBack::Undo) => Some("deed-undone"),
            Some(TakesBack::Redo) => Some("deed-redone"),
            None => None,
        };
        for id in beside.into_iter().chain(one.void.then_some("deed-void")) {
            text = desk.text(id, &[("what", Word::Text(&text))]);
        }
        text
    });
    let mut told: Vec<String> = told.collect();
    if let Some(last) = told.pop() {
        told.push(several(desk, last, one.more));
    }
    told
}

fn several(desk: &Desk<'_>, what: String, more: u32) -> String {
    match more {
        0 => what,
        more => {
            let args = [("what", Word::Text(&what)), ("count", Word::Number(more.into()))];
            desk.text("deed-several", &args)
        }
    }
}

fn deed_text(desk: &Desk<'_>, kind: &str, deed: &DeedView, who: &str) -> String {
    let name = match deed.name.as_str() {
        "" => desk.text("cli-unknown-item", &[]),
        name => name.to_owned(),
    };
    let (field, before) = (field(desk, &deed.field), values(desk, &deed.before));
    let after = values(desk, &deed.after);
    let args = [
        ("who", Word::Text(who)),
        ("name", Word::Text(&name)),
        ("member", Word::Text(&deed.member_name)),
        ("inside", Word::Text(&deed.inside)),
        ("field", Word::Text(&field)),
        ("before", Word::Text(&before)),
        ("after", Word::Text(&after)),
        ("count", Word::Number(deed.count.into())),
    ];
    desk.text(&format!("{kind}-{}", deed.kind.as_str()), &args)
}

/// Returns values in a line: the one shown last, or that there was none.
fn values(desk: &Desk<'_>, values: &[ValueView]) -> String {
    let said = values.iter().map(|value| value.text.clone()).filter(|text| !text.is_empty());
    let said = said.reduce(|one, other| {
        desk.text("deed-or", &[("one", Word::Text(&one)), ("other", Word::Text(&other))])
    });
    said.unwrap_or_else(|| desk.text("deed-nothing", &[]))
}

/// Returns what people call a field.
pub(super) fn field(desk: &Desk<'_>, field: &str) -> String {
    match field.strip_prefix("field:") {
        Some(extra) => extra.to_owned(),
        None => {
            let about = field.strip_prefix("about:").map(detail_message);
            let detail = field.strip_prefix("detail:").map(|detail| format!("detail-{detail}"));
            let id = match about.or(detail) {
                Some(id) => id,
                None => format!("deed-field-{field}"),
            };
            desk.console.words.find(&id, &[]).unwrap_or_else(|| field.to_owned())
        }
    }
}

/// Returns a value of a choice, with who wrote it and when.
pub(super) fn claim(desk: &Desk<'_>, claim: &ClaimedValue) -> String {
    let date = claim.at.map(minute).unwrap_or_default();
    let args = [
        ("value", Word::Text(&claim.value.text)),
        ("name", Word::Text(&claim.by_name)),
        ("date", Word::Text(&date)),
    ];
    desk.text("cli-claim", &args)
}
