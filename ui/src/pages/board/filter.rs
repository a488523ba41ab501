//! How one looks at a board: which cards, as what, in which lanes.

use std::rc::Rc;

use etabli_api::view::BoardView;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::{components::field::Segments, pages::projects::typed_in, words::use_words};

/// How one looks.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Looks {
    /// As what: columns when empty, a list, dates.
    pub(super) view: String,
    /// Words.
    pub(super) words: String,
    /// A label.
    pub(super) label: String,
    /// A member.
    pub(super) member: String,
    /// What makes lanes.
    pub(super) lanes: String,
    /// Whether at what is put away.
    pub(super) archived: bool,
}

/// Properties of [`Filters`].
#[derive(Properties, PartialEq)]
pub(super) struct FiltersProps {
    /// How one looks.
    pub(super) looks: Looks,
    /// At what.
    pub(super) view: Rc<BoardView>,
    /// Hears how one wants to.
    pub(super) on_looks: Callback<Looks>,
}

/// Values with their words.
type Options = Vec<(String, String)>;

/// Which part of [`Looks`] a choice is about.
type Part = fn(&mut Looks) -> &mut String;

/// Shows the choices.
#[component]
pub(super) fn Filters(props: &FiltersProps) -> Html {
    let FiltersProps { looks, view, on_looks } = props;
    let words = use_words();
    let set = |part: Part| {
        let (looks, on_looks) = (looks.clone(), on_looks.clone());
        move |text: String| {
            let mut next = looks.clone();
            *part(&mut next) = text;
            on_looks.emit(next);
        }
    };
    let views = [("", "board"), ("list", "list"), ("dates", "calendar")];
    let options: Vec<(AttrValue, AttrValue)> = views
        .iter()
        .map(|(id, word)| ((*id).into(), words.t(&format!("board-view-{word}")).into()))
        .collect();
    let look = set(|looks| &mut looks.view);
    let on_choose = Callback::from(move |view: AttrValue| look(view.to_string()));
    let find = set(|looks| &mut looks.words);
    let oninput = Callback::from(move |event: InputEvent| find(typed_in(&event)));
    let any = |id| (String::new(), words.t(id));
    let same = |text: &String| (text.clone(), text.clone());
    let labels = std::iter::once(any("board-any")).chain(view.labels.iter().map(same)).collect();
    let people = view.people.iter().map(|(id, name)| (id.to_string(), name.clone()));
    let people = std::iter::once(any("board-anyone")).chain(people).collect();
    let known = ["none", "member", "label", "due"].map(|word| {
        let id = if word == "none" { "" } else { word };
        (id.to_owned(), words.t(&format!("board-lanes-{word}")))
    });
    let lanes = known.into_iter().chain(view.fields.iter().map(same)).collect();
    let choices: [(&str, &String, Options, Part); 3] = [
        ("board-label", &looks.label, labels, |looks| &mut looks.label),
        ("board-person", &looks.member, people, |looks| &mut looks.member),
        ("board-lanes", &looks.lanes, lanes, |looks| &mut looks.lanes),
    ];
    let choices = choices.into_iter().map(|(id, chosen, options, part)| {
        let set = set(part);
        let onchange = Callback::from(move |event: Event| {
            let select = event.target_dyn_into::<HtmlSelectElement>();
            set(select.map(|select| select.value()).unwrap_or_default());
        });
        let options = options.into_iter().map(|(value, text)| {
            let selected = value == *chosen;
            html! { <option key={value.clone()} value={value} {selected}>{ text }</option> }
        });
        html! {
            <label key={id} class="field">
                <span>{ words.t(id) }</span>
                <select class="input" {onchange} data-testid={id}>{ for options }</select>
            </label>
        }
    });
    let archived = {
        let (looks, on_looks) = (looks.clone(), on_looks.clone());
        Callback::from(move |_: Event| {
            on_looks.emit(Looks { archived: !looks.archived, ..looks.clone() });
        })
    };
    html! {
        <div class="planning-bar">
            <Segments id="board-view" label={words.t("board-views")} {options}
                chosen={AttrValue::from(looks.view.clone())} {on_choose} />
            <label class="field">
                <span>{ words.t("board-search") }</span>
                <input class="input" type="text" value={looks.words.clone()} {oninput}
                    data-testid="board-search" />
            </label>
            { for choices }
            if view.archived > 0 || looks.archived {
                <label class="check">
                    <input type="checkbox" checked={looks.archived} onchange={archived}
                        data-testid="board-archived" />
                    { " " }{ words.count("board-archived", view.archived) }
                </label>
            }
        </div>
    }
}
