//! The bin: what was put away, by whom and when, and the way to take it out.

use etabli_api::{
    Topic,
    command::{ListBin, RestoreItem, RestorePlace},
    view::{BinnedKind, BinnedView},
};
use yew::prelude::*;

use crate::{
    components::{
        answer::{Refusal, answered},
        drawing::{Drawing, Empty},
        icon::{Icon, icon},
    },
    pages::inventory::views,
    part::PartBanner,
    query::{use_change, use_query},
    route::{Route, use_heading},
    space::use_space,
    undo::use_say_done,
    words::{Words, use_words},
};

/// Shows the bin.
#[component]
pub(crate) fn Bin() -> Html {
    let (words, space, say) = (use_words(), use_space(), use_say_done());
    let heading = use_heading(Some(words.t("bin-title")));
    let binned = use_query(
        ListBin { space: space.named() },
        &[Topic::Inventory, Topic::Loans, Topic::Members],
    );
    let restore = use_change(&[Topic::Inventory, Topic::Spaces, Topic::Sync]);
    let on_restore = {
        let (restore, named) = (restore.clone(), space.named());
        Callback::from(move |one: BinnedView| {
            let say = say.clone();
            let (space, id) = (named.clone(), one.id.clone());
            let done =
                move || say.emit(words.with("bin-restored", &[("name", (&one.name).into())]));
            match one.kind {
                BinnedKind::Item => restore.send(&RestoreItem { space, item: id }, move |_| done()),
                BinnedKind::Place => {
                    restore.send(&RestorePlace { space, place: id }, move |_| done());
                }
            }
        })
    };
    let pending = restore.is_pending();
    let list = answered(words, &binned, |binned| {
        if binned.is_empty() {
            return html! {
                <Empty id="bin-empty" drawing={Drawing::Shelf} title={words.t("bin-empty-title")}
                    text={words.t("bin-empty-text")}>
                    <a class="button" href={Route::Inventory.href()} data-testid="bin-inventory">
                        { words.t("inventory-title") }
                    </a>
                </Empty>
            };
        }
        let rows = binned.iter().map(|one| row(words, one, pending, &on_restore));
        html! { <ul class="ruled" aria-label={words.t("bin-title")}>{ for rows }</ul> }
    });
    html! {
        <div class="page">
            <header class="page-head">
                <div>
                    <h1 ref={heading} tabindex="-1">{ words.t("bin-title") }</h1>
                    <p class="lede">{ words.t("bin-lede") }</p>
                </div>
                <div class="actions">
                    <a class="button" href={Route::Activity.href()} data-testid="bin-activity">
                        { icon(Icon::Clock) }{ words.t("activity-title") }
                    </a>
                </div>
                { views(words, Route::Bin) }
            </header>
            <PartBanner />
            <Refusal error={restore.error()} />
            { list }
        </div>
    }
}

fn row(words: Words, one: &BinnedView, pending: bool, on_restore: &Callback<BinnedView>) -> Html {
    let name = match one.name.as_str() {
        "" => words.t("unknown-item"),
        name => name.to_owned(),
    };
    let by = words.person(&one.removal.by_name);
    let date = words.moment(one.removal.at);
    let note = words.with("bin-by", &[("name", (&by).into()), ("date", (&date).into())]);
    let title = match (one.kind, one.id.parse()) {
        (BinnedKind::Item, Ok(item)) => html! {
            <a href={Route::Item(item).href()} data-testid="bin-item">{ &name }</a>
        },
        (BinnedKind::Item | BinnedKind::Place, _) => html! { <span>{ &name }</span> },
    };
    let label = words.with("bin-restore-what", &[("name", (&name).into())]);
    let onclick = {
        let one = one.clone();
        on_restore.reform(move |_: MouseEvent| one.clone())
    };
    html! {
        <li key={one.id.clone()} class="row" data-testid="bin-row">
            <div class="grow">
                <div class="row-title">
                    { title }
                    if !one.tag.is_empty() { <span class="label-tag">{ &one.tag }</span> }
                    if one.kind == BinnedKind::Place {
                        <span class="muted">{ words.t("bin-place") }</span>
                    }
                </div>
                <p class="row-note">{ note }</p>
                if one.out > 0 {
                    <p class="row-note strong">{ words.count("bin-out", one.out) }</p>
                }
            </div>
            if one.can_restore {
                <button type="button" class="button small" disabled={pending} aria-label={label}
                    {onclick} data-testid="bin-restore">{ words.t("bin-restore") }</button>
            }
        </li>
    }
}
