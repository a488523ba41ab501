//! How an item is, what belongs with it, and what can be noted of it. What is asked for each thing
//! to note is a line in a table: one menu, one dialog.

use std::{collections::BTreeMap, rc::Rc};

use etabli_api::{
    Condition, RepairStage, StockWhy,
    command::{
        MoveStock, NoteCare, NoteCondition, OpenRepair, RemoveItem, SetAttributes, TellRepair,
    },
    view::{ItemView, NoteView, PartView, ToldView},
};
use yew::prelude::*;

use super::{
    LENDING,
    photo::{Small, TellPhoto},
};
use crate::{
    components::{
        answer::Refusal,
        ask::{Ask, Asked},
        field::Takes,
        icon::{Icon, icon},
        menu::{Act, Menu},
    },
    query::use_change,
    route::Route,
    space::use_space,
    undo::use_say_done,
    words::{Words, use_words},
};

/// How a thing may be, with the ends of messages.
pub(crate) const CONDITIONS: [(&str, Condition); 5] = [
    ("good", Condition::Good),
    ("worn", Condition::Worn),
    ("damaged", Condition::Damaged),
    ("incomplete", Condition::Incomplete),
    ("missing", Condition::Missing),
];

/// How far a repair may be, with the ends of messages.
const STAGES: [(&str, RepairStage); 5] = [
    ("assess", RepairStage::Assess),
    ("parts", RepairStage::Parts),
    ("repairing", RepairStage::Repairing),
    ("resolved", RepairStage::Resolved),
    ("retired", RepairStage::Retired),
];

/// Why something goes out of the inventory.
const GONE: [&str; 5] = ["not-returned", "broken", "used-up", "upgraded", "given"];

/// What one has to be trained for.
const TRAINED: [&str; 3] = ["nothing", "item", "category"];

/// The details that a form asks for, with what they take.
const DETAILS: [(&str, Takes); 20] = [
    ("also-called", Takes::Line),
    ("keeper", Takes::Line),
    ("borrowers", Takes::Line),
    ("lent-on", Takes::Line),
    ("model", Takes::Line),
    ("parts", Takes::Lines),
    ("checks", Takes::Lines),
    ("unit", Takes::Line),
    ("low", Takes::Number),
    ("care", Takes::Line),
    ("care-days", Takes::Number),
    ("care-loans", Takes::Number),
    ("most-days", Takes::Number),
    ("most-renewals", Takes::Number),
    ("deposit", Takes::Line),
    ("tariff", Takes::Line),
    ("licence", Takes::Line),
    ("link", Takes::Line),
    ("training", Takes::Line),
    ("referents", Takes::Line),
];

/// Returns values with their words, from the ends of messages.
pub(crate) fn options<'a>(
    words: Words,
    start: &str,
    ends: impl Iterator<Item = &'a str>,
) -> Vec<(AttrValue, AttrValue)> {
    ends.map(|end| (end.to_owned().into(), words.t(&format!("{start}{end}")).into())).collect()
}

/// Properties of [`Upkeep`].
#[derive(Properties, PartialEq)]
pub(super) struct UpkeepProps {
    /// The item.
    pub(super) view: Rc<ItemView>,
}

/// Shows how an item is, and the menu of what can be noted of it.
#[component]
pub(super) fn Upkeep(props: &UpkeepProps) -> Html {
    let view = &props.view;
    let (words, space, say) = (use_words(), use_space(), use_say_done());
    let task = use_state_eq(|| None::<AttrValue>);
    let change = use_change(LENDING);
    let photo = use_state_eq(|| None::<String>);
    let kept = &view.upkeep;
    let close = {
        let setter = task.setter();
        Callback::from(move |()| setter.set(None))
    };
    let on_submit = {
        let (task, change, close) = (task.clone(), change.clone(), close.clone());
        let (view, named, photo) = (view.clone(), space.named(), photo.clone());
        Callback::from(move |typed: Vec<String>| {
            let Some(task) = (*task).clone() else { return };
            let (say, close) = (say.clone(), close.clone());
            let done = move || {
                close.emit(());
                say.emit(words.t("task-done"));
            };
            let item = view.row.id.to_string();
            let mut typed = typed.into_iter();
            let mut next = || typed.next().unwrap_or_default();
            let space = named.clone();
            match task.as_str() {
                "task-condition" => {
                    let (how, note) = (next(), next());
                    let condition = CONDITIONS.iter().find(|(end, _)| *end == how);
                    let condition = condition.map_or(Condition::Good, |(_, it)| *it);
                    let photo = (*photo).clone();
                    let told = ToldView { condition, missing: Vec::new(), note, photo };
                    change.order(&NoteCondition { space, item, told }, done);
                }
                "task-fault" => {
                    let (note, quantity) = (next(), next().trim().parse().ok());
                    change.order(&OpenRepair { space, item, quantity, note }, done);
                }
                "task-care" => {
                    let (note, cost) = (next(), next());
                    change.order(&NoteCare { space, item, note, cost }, done);
                }
                "task-details" | "task-fields" => {
                    let keys = asked(words, &view, &task);
                    let all = keys.iter().map(|one| (one.id.to_string(), next()));
                    let all: BTreeMap<_, _> = all.collect();
                    let (details, fields) = match task.as_str() {
                        "task-details" => (all, BTreeMap::new()),
                        _ => (BTreeMap::new(), all),
                    };
                    change.order(&SetAttributes { space, item, details, fields }, done);
                }
                "task-retire" => {
                    let why = Some(next());
                    change.order(&RemoveItem { space, item, why }, done);
                }
                "task-stock-in" | "task-stock-used" | "task-stock-count" => {
                    let why = match task.as_str() {
                        "task-stock-in" => StockWhy::In,
                        "task-stock-used" => StockWhy::Used,
                        _ => StockWhy::Counted,
                    };
                    let amount = match super::form::quantity(&next()) {
                        Ok(amount) => amount,
                        Err(error) => return change.refuse(error),
                    };
                    let note = next();
                    change.order(&MoveStock { space, item, why, amount, note }, done);
                }
                repair => {
                    let (stage, note, cost) = (next(), next(), next());
                    let stage = STAGES.iter().find(|(end, _)| *end == stage);
                    let stage = stage.map_or(RepairStage::Assess, |(_, it)| *it);
                    let repair = repair.to_owned();
                    change.order(&TellRepair { space, repair, stage, note, cost }, done);
                }
            }
        })
    };
    let acts: Rc<[Act]> = tasks(view)
        .into_iter()
        .map(|(id, icon)| Act { id: id.into(), words: words.t(id).into(), icon })
        .collect();
    let on_choose = {
        let (setter, photo) = (task.setter(), photo.setter());
        Callback::from(move |id: AttrValue| {
            photo.set(None);
            setter.set(Some(id));
        })
    };
    let on_photo = {
        let setter = photo.setter();
        Callback::from(move |photo| setter.set(photo))
    };
    let repairs = kept.repairs.iter().map(|repair| {
        let stage = repair.stage.and_then(|stage| STAGES.iter().find(|(_, it)| *it == stage));
        let stage = stage.map_or("repair-opened".to_owned(), |(end, _)| format!("repair-{end}"));
        let onclick = {
            let (setter, id) = (task.setter(), AttrValue::from(repair.id.to_string()));
            Callback::from(move |_: MouseEvent| setter.set(Some(id.clone())))
        };
        html! {
            <div class="callout danger" key={repair.id.to_string()} data-testid="item-repair">
                { icon(Icon::Wrench) }
                <div class="grow stack-tight">
                    <p class="strong">{ words.t(&format!("told-{stage}")) }</p>
                    <p>{ joined([&repair.note, &repair.cost]) }</p>
                    if kept.can_care {
                        <div class="acts">
                            <button type="button" class="button small" {onclick}
                                data-testid="repair-tell">{ words.t("repair-tell") }</button>
                        </div>
                    }
                </div>
            </div>
        }
    });
    let details = kept.details.iter().filter(|one| one.key != "parts").map(|detail| {
        let text = match detail.key.as_str() {
            "gone" => words.t(&format!("gone-{}", detail.value)),
            "training" => words.t(&format!("trained-{}", detail.value)),
            "lent-on" => words.t(&format!("lent-on-{}", detail.value)),
            "keeper" if view.keeper_lends => {
                words.with("keeper-lends", &[("name", (&detail.text).into())])
            }
            _ => detail.text.clone(),
        };
        html! {
            <>
                <dt>{ words.t(&format!("detail-{}", detail.key)) }</dt>
                <dd data-testid={format!("detail-{}", detail.key)}>{ text }</dd>
            </>
        }
    });
    let free = [("free", kept.free.0.into()), ("all", kept.free.1.into())];
    let groups = [
        ("item-parts", &kept.parts, String::new()),
        ("item-kits", &kept.kits, String::new()),
        ("item-copies", &kept.copies, words.with("item-free", &free)),
    ];
    let groups =
        groups.iter().filter(|(_, parts, _)| !parts.is_empty()).map(|(id, parts, note)| {
            html! {
                <section class="section" data-testid={*id}>
                    <div class="section-head"><h2>{ words.t(id) }</h2></div>
                    if !note.is_empty() { <p class="section-text">{ note }</p> }
                    <ul>{ for parts.iter().map(|part| part_row(words, part)) }</ul>
                </section>
            }
        });
    let condition = kept.condition.and_then(|how| CONDITIONS.iter().find(|(_, it)| *it == how));
    let wished = [("name", (&kept.wish).into())];
    html! {
        <>
            if !kept.repairs.is_empty() { <div class="section stack">{ for repairs }</div> }
            if kept.cycle {
                <div class="callout danger" data-testid="item-cycle">
                    { icon(Icon::Split) }<p>{ words.t("item-cycle") }</p>
                </div>
            }
            <section class="section" data-testid="item-upkeep">
                <div class="section-head">
                    <h2>{ words.t("item-condition") }</h2>
                    <Menu id="item-note-menu" label={words.t("item-note-more")} shown={Some(Icon::Plus)}
                        {acts} {on_choose} />
                </div>
                if let Some((end, _)) = condition {
                    <p class="section-text strong" data-testid="item-condition">
                        { words.t(&format!("told-{end}")) }
                    </p>
                }
                if let Some(due) = kept.care_due {
                    <p class="section-text">
                        { words.with("item-care-due", &[("date", words.day(due).into())]) }
                    </p>
                }
                if !kept.wish.is_empty() {
                    <p class="section-text">{ words.with("item-wished", &wished) }</p>
                }
                if kept.details.iter().any(|one| one.key != "parts") {
                    <dl class="terms">{ for details }</dl>
                }
                if !kept.notes.is_empty() {
                    <ul data-testid="item-notes">
                        { for kept.notes.iter().map(|note| noted(words, view, note)) }
                    </ul>
                }
            </section>
            { for groups }
            <Refusal error={change.error().filter(|_| task.is_none())} />
            if let Some(task) = &*task {
                { front(words, view, task, &change, on_photo, on_submit, close) }
            }
        </>
    }
}

fn front(
    words: Words,
    view: &ItemView,
    task: &AttrValue,
    change: &crate::query::Change,
    on_photo: Callback<Option<String>>,
    on_submit: Callback<Vec<String>>,
    on_close: Callback<()>,
) -> Html {
    let id = if task.starts_with("task-") { task.as_str() } else { "repair-tell" };
    let title = words
        .with("task-title", &[("what", (&words.t(id)).into()), ("item", (&view.row.name).into())]);
    html! {
        <Ask id="task" {title} asked={Rc::from(asked(words, view, task))} submit={words.t("save")}
            pending={change.is_pending()} error={change.error()} {on_submit} {on_close}>
            if task == "task-condition" && view.can_edit {
                <TellPhoto item={view.row.id} {on_photo} />
            }
            if task == "task-details" { <p class="hint">{ words.t("task-details-hint") }</p> }
        </Ask>
    }
}

/// Returns what can be noted of an item, by whom it is looked at.
fn tasks(view: &ItemView) -> Vec<(&'static str, Icon)> {
    let stock = !view.row.unit.is_empty();
    let kept = &view.upkeep;
    [
        ("task-condition", Icon::Check, !stock),
        ("task-fault", Icon::Alert, !stock),
        ("task-care", Icon::Wrench, kept.can_care && !stock),
        ("task-stock-in", Icon::Plus, kept.can_care && stock),
        ("task-stock-used", Icon::Minus, kept.can_care && stock),
        ("task-stock-count", Icon::CheckCheck, kept.can_care && stock),
        ("task-details", Icon::Settings, view.can_edit),
        ("task-fields", Icon::File, view.can_edit && !kept.fields.is_empty()),
        ("task-retire", Icon::Bin, view.can_edit && view.removed.is_none()),
    ]
    .into_iter()
    .filter(|(_, _, may)| *may && view.removed.is_none())
    .map(|(id, icon, _)| (id, icon))
    .collect()
}

/// Returns what is asked for to note something; anything else is a repair.
fn asked(words: Words, view: &ItemView, task: &str) -> Vec<Asked> {
    let label = |id: &str| words.t(id);
    let note = || Asked::text("note", label("task-note"), "", Takes::Lines);
    let cost = || Asked::text("cost", label("task-cost"), "", Takes::Line);
    match task {
        "task-condition" => {
            let now = view.upkeep.condition;
            let now = now.and_then(|now| CONDITIONS.iter().find(|(_, it)| *it == now));
            let all = options(words, "told-", CONDITIONS.iter().map(|(end, _)| *end));
            let how = now.map_or("", |(end, _)| *end);
            vec![Asked::choice("how", label("item-condition"), how, all), note()]
        }
        "task-fault" => {
            let mut all = vec![note()];
            if view.row.quantity > 1 {
                all.push(Asked::text("quantity", label("task-quantity"), "1", Takes::Number));
            }
            all
        }
        "task-care" => vec![note(), cost()],
        "task-stock-in" | "task-stock-used" | "task-stock-count" => {
            let held = if task == "task-stock-count" { view.row.stock.max(0) } else { 1 };
            let amount = format!("{} ({})", label("task-amount"), view.row.unit);
            vec![Asked::text("amount", amount, &held.to_string(), Takes::Number), note()]
        }
        "task-details" => {
            let value = |key: &str| {
                let detail = view.upkeep.details.iter().find(|detail| detail.key == key);
                match key {
                    // Parts are named as people name them.
                    "parts" => {
                        let line = |part: &PartView| format!("{} {}", part.count, named(part));
                        view.upkeep.parts.iter().map(line).collect::<Vec<_>>().join("\n")
                    }
                    // People are named by their names.
                    "referents" | "borrowers" | "keeper" | "also-called" => {
                        detail.map(|detail| detail.text.clone()).unwrap_or_default()
                    }
                    _ => detail.map(|detail| detail.value.clone()).unwrap_or_default(),
                }
            };
            let one = |(key, takes): &(&'static str, Takes)| {
                let (name, value) = (label(&format!("detail-{key}")), value(key));
                match *key {
                    "training" => {
                        let mut all = options(words, "trained-", TRAINED.into_iter());
                        all.insert(0, (AttrValue::default(), label("item-none").into()));
                        Asked::choice(*key, name, &value, all)
                    }
                    "lent-on" => {
                        let mut all = options(words, "lent-on-", ["no"].into_iter());
                        all.insert(0, (AttrValue::default(), label("lent-on-any").into()));
                        Asked::choice(*key, name, &value, all)
                    }
                    key => Asked::text(key, name, &value, *takes),
                }
            };
            DETAILS.iter().map(one).collect()
        }
        "task-fields" => {
            let one = |(name, kind, choices): &(String, String, Vec<String>)| {
                let value = view.fields.get(name).map_or("", String::as_str);
                let mut all: Vec<(AttrValue, AttrValue)> =
                    vec![(AttrValue::default(), label("item-none").into())];
                all.extend(choices.iter().map(|it| (it.clone().into(), it.clone().into())));
                match kind.as_str() {
                    "choice" => Asked::choice(name.clone(), name.clone(), value, all),
                    _ => Asked::text(name.clone(), name.clone(), value, Takes::Line),
                }
            };
            view.upkeep.fields.iter().map(one).collect()
        }
        "task-retire" => {
            vec![Asked::choice(
                "why",
                label("detail-gone"),
                "",
                options(words, "gone-", GONE.into_iter()),
            )]
        }
        _ => {
            let all = options(words, "told-repair-", STAGES.iter().map(|(end, _)| *end));
            let all = all.into_iter().zip(STAGES).map(|((_, words), (end, _))| (end.into(), words));
            vec![
                Asked::choice("stage", label("task-stage"), "resolved", all.collect()),
                note(),
                cost(),
            ]
        }
    }
}

/// What names a part as a command takes it: its tag, or its name.
fn named(part: &PartView) -> &str {
    if part.tag.is_empty() { &part.name } else { &part.tag }
}

fn joined<const N: usize>(parts: [&str; N]) -> String {
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(", ")
}

fn part_row(words: Words, part: &PartView) -> Html {
    let name = if part.name.is_empty() { words.t("unknown-item") } else { part.name.clone() };
    let args = [("available", part.available.into()), ("quantity", part.count.into())];
    html! {
        <li key={part.item.to_string()} class="row">
            <div class="grow">
                <div class="row-title">
                    <a href={Route::Item(part.item).href()} data-testid="item-part">{ name }</a>
                    if !part.tag.is_empty() { <span class="label-tag">{ &part.tag }</span> }
                </div>
                <p class="row-note">{ words.with("item-part-of", &args) }</p>
            </div>
        </li>
    }
}

fn noted(words: Words, view: &ItemView, note: &NoteView) -> Html {
    let photo = view.files.iter().find(|file| note.photo == Some(file.hash));
    let count = u32::try_from(note.count.unsigned_abs()).unwrap_or(u32::MAX);
    let title = words.count(&format!("told-{}", note.what), count);
    let by = words.person(&note.by_name);
    let date = words.day(note.at);
    html! {
        <li class="row">
            <div class="grow">
                <p class="row-title">{ &title }</p>
                <p class="row-note">{ joined([&note.text, &note.cost, &date, &by]) }</p>
            </div>
            if let Some(file) = photo {
                <Small file={file.clone()} what={title.clone()} />
            }
        </li>
    }
}
