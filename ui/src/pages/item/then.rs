//! An item as it was after a step of its history: only to look at, beside what it says now.

use etabli_api::{
    Topic,
    command::{RestoreValue, ShowItemThen},
    id::ItemId,
    view::FieldThen,
};
use yew::prelude::*;

use crate::{
    components::{
        answer::{Refusal, answered},
        icon::{Icon, icon},
    },
    focus::focus_on,
    query::{use_change, use_query},
    space::use_space,
    undo::use_say_done,
    words::{Words, use_words},
};

/// Properties of [`Then`].
#[derive(Properties, PartialEq)]
pub(super) struct ThenProps {
    /// The item.
    pub(super) item: ItemId,
    /// After which step.
    pub(super) step: AttrValue,
    /// Hears that now is to be shown again.
    pub(super) on_back: Callback<()>,
}

/// Shows an item as it was, with a way back and each former value with a way to have it back.
#[component]
pub(super) fn Then(props: &ThenProps) -> Html {
    let ThenProps { item, step, on_back } = props;
    let (words, space, say) = (use_words(), use_space(), use_say_done());
    let heading = use_node_ref();
    let asked = ShowItemThen {
        space: space.named(),
        item: item.to_string(),
        step: Some(step.to_string()),
        until: None,
    };
    let then = use_query(asked, &[Topic::Inventory, Topic::Loans]);
    let restore = use_change(&[Topic::Inventory, Topic::Sync]);
    {
        // What was pressed is gone: whoever listens hears where they are.
        let heading = heading.clone();
        use_effect_with(then.ready().is_some(), move |_| focus_on(&heading));
    }
    let on_restore = {
        let (restore, named, item) = (restore.clone(), space.named(), item.to_string());
        Callback::from(move |field: FieldThen| {
            let say = say.clone();
            let (space, item) = (named.clone(), item.clone());
            let command = RestoreValue { space, item, field: field.field, value: field.then.value };
            restore.send(&command, move |item| {
                say.emit(words.with("activity-restored", &[("name", (&item.row.name).into())]));
            });
        })
    };
    let back = on_back.reform(|_: MouseEvent| ());
    answered(words, &then, |then| {
        let date = words.moment(then.at);
        let told =
            |field: &&FieldThen| !(field.then.value.is_empty() && field.now.value.is_empty());
        let fields = then.fields.iter().filter(told).map(|field| {
            let (was, now) = (words.value(&field.then), words.value(&field.now));
            let label = words.with("activity-restore-what", &[("value", (&was).into())]);
            let onclick = {
                let field = field.clone();
                on_restore.reform(move |_: MouseEvent| field.clone())
            };
            let differs = field.then != field.now;
            html! {
                <>
                    <dt>{ named(words, &field.field) }</dt>
                    <dd data-testid={format!("then-{}", field.field)}>
                        <span class="note">{ was }</span>
                        if differs {
                            <p class="row-note">{ words.with("then-now", &[("value", (&now).into())]) }</p>
                            if then.can_edit && !then.removed {
                                <button type="button" class="button small" aria-label={label}
                                    disabled={restore.is_pending()} {onclick}
                                    data-testid="then-restore">{ words.t("activity-restore") }</button>
                            }
                        }
                    </dd>
                </>
            }
        });
        let holders = then.holders.iter().map(|holder| {
            let (name, date) = (words.person(&holder.name), words.day(holder.since));
            html! {
                <li class="row">
                    { words.with("then-holder", &[("name", (&name).into()), ("date", (&date).into())]) }
                </li>
            }
        });
        html! {
            <div data-testid="item-then">
                <header class="panel-head">
                    <h1 class="panel-title" ref={heading.clone()} tabindex="-1">{ &then.name }</h1>
                </header>
                <div class="callout" role="status">
                    { icon(Icon::Clock) }
                    <div class="stack-tight">
                        <p class="strong">
                            { words.with("then-title", &[("date", (&date).into())]) }
                        </p>
                        <p>{ words.t("then-text") }</p>
                        if then.removed {
                            <p>{ words.t("then-removed") }</p>
                        }
                        <div class="acts">
                            <button type="button" class="button small" onclick={back.clone()}
                                data-testid="then-back">{ words.t("then-back") }</button>
                        </div>
                    </div>
                </div>
                <Refusal error={restore.error()} />
                <section class="section">
                    <div class="section-head"><h2>{ words.t("item-what") }</h2></div>
                    <dl class="terms">{ for fields }</dl>
                </section>
                if !then.holders.is_empty() {
                    <section class="section">
                        <div class="section-head"><h2>{ words.t("then-holders") }</h2></div>
                        <ul>{ for holders }</ul>
                    </section>
                }
            </div>
        }
    })
}

/// Returns what stands before a field of a form.
fn named(words: Words, field: &str) -> String {
    match field.strip_prefix("field:") {
        Some(extra) => extra.to_owned(),
        None => words.t(&format!("field-{field}")),
    }
}
