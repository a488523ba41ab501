//! The wish list: what the group would like to have, who wants it, too, and what it became.

use std::rc::Rc;

use etabli_api::{
    Topic,
    command::{AddWish, BackWish, EndWish, ListWishes},
    view::{SpaceRight, WishView},
};
use yew::prelude::*;

use crate::{
    components::{
        answer::{Refusal, answered},
        ask::{Ask, Asked},
        drawing::{Drawing, Empty},
        field::Takes,
    },
    pages::inventory::views,
    part::PartBanner,
    query::{use_change, use_query},
    route::{Route, use_heading},
    space::use_space,
    undo::use_say_done,
    words::{Words, use_words},
};

/// Shows the wish list.
#[component]
pub(crate) fn Wishes() -> Html {
    let (words, space, say) = (use_words(), use_space(), use_say_done());
    let heading = use_heading(Some(words.t("wishes-title")));
    let topics: &'static [Topic] = &[Topic::Inventory, Topic::Members];
    let wishes = use_query(ListWishes { space: space.named(), all: false }, topics);
    let change = use_change(&[Topic::Inventory, Topic::Spaces]);
    let adding = use_state_eq(|| false);
    let close = {
        let adding = adding.setter();
        Callback::from(move |()| adding.set(false))
    };
    let on_add = {
        let (change, close, named, say) =
            (change.clone(), close.clone(), space.named(), say.clone());
        Callback::from(move |typed: Vec<String>| {
            let mut typed = typed.into_iter();
            let name = typed.next().unwrap_or_default();
            let note = typed.next().unwrap_or_default();
            let (close, say, told) = (close.clone(), say.clone(), name.clone());
            change.order(&AddWish { space: named.clone(), name, note }, move || {
                close.emit(());
                say.emit(words.with("wish-added", &[("name", (&told).into())]));
            });
        })
    };
    let on_act = {
        let (change, named) = (change.clone(), space.named());
        Callback::from(move |(wish, act): (WishView, &'static str)| {
            let (space, id) = (named.clone(), wish.id.to_string());
            let say = say.clone();
            let done = move || say.emit(words.with(act, &[("name", (&wish.name).into())]));
            match act {
                "wish-got" | "wish-dropped" => {
                    let got = act == "wish-got";
                    change.order(&EndWish { space, wish: id, got, item: None }, done);
                }
                _ => {
                    let backs = act == "wish-backed";
                    change.order(&BackWish { space, wish: id, backs }, done);
                }
            }
        })
    };
    let may = space.may(SpaceRight::Lend);
    let pending = change.is_pending();
    let list = answered(words, &wishes, |wishes| {
        if wishes.is_empty() {
            return html! {
                <Empty id="wishes-empty" drawing={Drawing::Shelf} title={words.t("wishes-empty-title")}
                    text={words.t("wishes-empty-text")} />
            };
        }
        let may = (may, space.may(SpaceRight::EditCatalogue));
        let rows = wishes.iter().map(|wish| row(words, wish, may, pending, &on_act));
        html! { <ul class="ruled" aria-label={words.t("wishes-title")}>{ for rows }</ul> }
    });
    let open = {
        let adding = adding.setter();
        Callback::from(move |_: MouseEvent| adding.set(true))
    };
    let asked: Rc<[Asked]> = Rc::from([
        Asked::text("name", words.t("wish-name"), "", Takes::Line),
        Asked::text("note", words.t("wish-note"), "", Takes::Lines),
    ]);
    html! {
        <div class="page">
            <header class="page-head">
                <div>
                    <h1 ref={heading} tabindex="-1">{ words.t("wishes-title") }</h1>
                    <p class="lede">{ words.t("wishes-lede") }</p>
                </div>
                if may {
                    <div class="actions">
                        <button type="button" class="button main-act" onclick={open}
                            data-testid="wish-open">{ words.t("wish-add") }</button>
                    </div>
                }
                { views(words, Route::Wishes) }
            </header>
            <PartBanner />
            <Refusal error={change.error().filter(|_| !*adding)} />
            { list }
            if *adding {
                <Ask id="wish" title={words.t("wish-add")} {asked} submit={words.t("wish-add")}
                    {pending} error={change.error()} on_submit={on_add} on_close={close} />
            }
        </div>
    }
}

fn row(
    words: Words,
    wish: &WishView,
    (may, may_fill): (bool, bool),
    pending: bool,
    on_act: &Callback<(WishView, &'static str)>,
) -> Html {
    let button = |id: &'static str, act: &'static str| {
        let wish = wish.clone();
        let label = words.with(&format!("{id}-of"), &[("name", (&wish.name).into())]);
        let onclick = on_act.reform(move |_: MouseEvent| (wish.clone(), act));
        html! {
            <button type="button" class="button small" disabled={pending} {onclick}
                aria-label={label} data-testid={id}>{ words.t(id) }</button>
        }
    };
    let by = words.person(&wish.by_name);
    let date = words.day(wish.at);
    let by = words.with("wish-by", &[("name", (&by).into()), ("date", (&date).into())]);
    let backers = match wish.backers.as_slice() {
        [] => String::new(),
        names => words.with("wish-backers", &[("names", (&names.join(", ")).into())]),
    };
    html! {
        <li key={wish.id.to_string()} class="row loan" data-testid="wish-row">
            <div class="grow">
                <p class="row-title">{ &wish.name }</p>
                if !wish.note.is_empty() { <p class="row-note">{ &wish.note }</p> }
                <p class="row-note">{ by }</p>
                if !backers.is_empty() { <p class="row-note strong">{ backers }</p> }
            </div>
            if may && !wish.own {
                { match wish.mine {
                    false => button("wish-back", "wish-backed"),
                    true => button("wish-unback", "wish-unbacked"),
                } }
            }
            if may_fill { { button("wish-get", "wish-got") } }
            if may && wish.own { { button("wish-drop", "wish-dropped") } }
        </li>
    }
}
