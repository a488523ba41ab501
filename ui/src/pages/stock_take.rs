//! Going through a place: one types or scans what one sees, and hears what is missing and what
//! belongs elsewhere. Nothing is noted before one says so.

use etabli_api::{
    Topic,
    command::{ListPlaces, TakeStock},
    view::{SpaceRight, StockTakeRow, StockTakeView},
};
use yew::prelude::*;

use crate::{
    components::{
        answer::Refusal,
        badge::{Tone, status},
        field::{Choice, Field, Takes},
        icon::Icon,
    },
    pages::inventory::views,
    part::PartBanner,
    query::{use_change, use_query},
    route::{Route, use_heading},
    space::use_space,
    undo::use_say_done,
    words::{Words, use_words},
};

/// Shows the stock-take.
#[component]
pub(crate) fn StockTake() -> Html {
    let (words, space, say) = (use_words(), use_space(), use_say_done());
    let heading = use_heading(Some(words.t("take-title")));
    let places = use_query(ListPlaces { space: space.named() }, &[Topic::Inventory]);
    let place = use_state(String::new);
    let seen = use_state(String::new);
    let found = use_state(|| None::<StockTakeView>);
    let take = use_change(&[Topic::Inventory, Topic::Loans]);
    let send = {
        let (take, named, found) = (take.clone(), space.named(), found.setter());
        let (place, seen) = ((*place).clone(), (*seen).clone());
        Callback::from(move |write: bool| {
            let lines = seen.lines().map(str::trim).filter(|line| !line.is_empty());
            let command = TakeStock {
                space: named.clone(),
                place: Some(place.clone()).filter(|place| !place.is_empty()),
                seen: lines.map(str::to_owned).collect(),
                write,
            };
            let (found, say) = (found.clone(), say.clone());
            take.send(&command, move |view| {
                if view.written {
                    say.emit(words.t("take-done"));
                }
                found.set(Some(view));
            });
        })
    };
    let onsubmit = send.reform(|event: SubmitEvent| {
        event.prevent_default();
        false
    });
    let write = send.reform(|_: MouseEvent| true);
    let everywhere = (AttrValue::default(), AttrValue::from(words.t("take-nowhere")));
    let known = places.ready().map(|all| all.as_slice()).unwrap_or_default();
    let known = known
        .iter()
        .map(|one| (AttrValue::from(one.id.to_string()), AttrValue::from(one.path.clone())));
    let options: Vec<_> = std::iter::once(everywhere).chain(known).collect();
    html! {
        <div class="page narrow">
            <header class="page-head">
                <div>
                    <h1 ref={heading} tabindex="-1">{ words.t("take-title") }</h1>
                    <p class="lede">{ words.t("take-lede") }</p>
                </div>
                { views(words, Route::StockTake) }
            </header>
            <PartBanner />
            <form class="stack" {onsubmit} novalidate=true>
                <Choice id="take-place" label={words.t("take-place")} {options} chosen={place} />
                <Field id="take-seen" label={words.t("take-what")} text={seen} takes={Takes::Lines}
                    hint={words.t("take-hint")} />
                <Refusal error={take.error()} />
                <div class="acts">
                    <button type="submit" class="button main-act" disabled={take.is_pending()}
                        data-testid="take-compare">{ words.t("take-compare") }</button>
                </div>
            </form>
            if let Some(view) = &*found {
                { groups(words, view) }
                if !view.written && space.may(SpaceRight::Lend) {
                    <div class="acts">
                        <button type="button" class="button main-act" onclick={write}
                            disabled={take.is_pending()} data-testid="take-write">
                            { words.t("take-write") }
                        </button>
                    </div>
                }
            }
        </div>
    }
}

fn groups(words: Words, view: &StockTakeView) -> Html {
    let groups: [(&str, Tone, Icon, &[StockTakeRow]); 5] = [
        ("take-missing", Tone::Danger, Icon::Alert, &view.missing),
        ("take-elsewhere", Tone::Warn, Icon::Place, &view.elsewhere),
        ("take-not-out", Tone::Warn, Icon::Split, &view.not_out),
        ("take-out", Tone::Plain, Icon::Loans, &view.out),
        ("take-seen", Tone::Ok, Icon::Check, &view.seen),
    ];
    let rows = groups.iter().flat_map(|(id, tone, icon, rows)| {
        rows.iter().map(move |row| {
            html! {
                <li class="row" data-testid={*id}>
                    <div class="grow">
                        <div class="row-title">
                            <a href={Route::Item(row.item).href()} data-testid="take-item">{ &row.name }</a>
                            if !row.tag.is_empty() { <span class="label-tag">{ &row.tag }</span> }
                        </div>
                        <p class="row-note">{ &row.text }</p>
                    </div>
                    { status(*tone, *icon, &words.t(id)) }
                </li>
            }
        })
    });
    let unknown = view.unknown.iter().map(|typed| {
        html! {
            <li class="row" data-testid="take-unknown">
                <p class="grow row-title">{ typed }</p>
                { status(Tone::Warn, Icon::Help, &words.t("take-unknown")) }
            </li>
        }
    });
    html! {
        <section class="section" aria-live="polite">
            <div class="section-head"><h2>{ words.t("take-found") }</h2></div>
            <ul class="ruled">{ for rows }{ for unknown }</ul>
        </section>
    }
}
