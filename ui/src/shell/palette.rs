//! Everything by its name: one field, and under it the screens, what can be made, and what the space
//! holds. The focus stays in the field; arrows move along the list, Enter goes there.

use std::rc::Rc;

use etabli_api::{Topic, command::Search, view::SearchHit};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, ScrollIntoViewOptions, ScrollLogicalPosition};
use yew::prelude::*;

use crate::{
    components::{
        board::plain,
        dialog::Dialog,
        icon::{Icon, icon},
    },
    filter::Filter,
    front::{Front, use_show},
    keys::{Along, step},
    query::use_query,
    route::{Address, Route, Visit},
    space::{OpenSpace, use_space},
    words::{Words, use_words},
};

/// How many of what the space holds are shown: whoever has more types one more letter.
const MOST: usize = 12;
/// The screens, with the ids of their words.
const SCREENS: [(Route, Icon, &str); 19] = [
    (Route::Today, Icon::Sun, "nav-today"),
    (Route::Inventory, Icon::Wrench, "nav-inventory"),
    (Route::Loans, Icon::Loans, "nav-loans"),
    (Route::Planning, Icon::Calendar, "nav-planning"),
    (Route::Desk, Icon::Desk, "nav-desk"),
    (Route::Projects, Icon::CheckCheck, "nav-projects"),
    (Route::Members, Icon::Users, "nav-members"),
    (Route::Activity, Icon::Clock, "nav-activity"),
    (Route::Figures, Icon::Chart, "figures-title"),
    (Route::Devices, Icon::Devices, "nav-sync"),
    (Route::Bin, Icon::Bin, "bin-title"),
    (Route::Places, Icon::Place, "places-title"),
    (Route::Wishes, Icon::Plus, "wishes-title"),
    (Route::People, Icon::Users, "people-title"),
    (Route::Offers, Icon::Plus, "offers-title"),
    (Route::Trainings, Icon::CheckCheck, "trainings-title"),
    (Route::StockTake, Icon::CheckCheck, "take-title"),
    (Route::Backups, Icon::Download, "backups-title"),
    (Route::Settings, Icon::Settings, "nav-settings"),
];

/// What an entry does.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Deed {
    Go(Address),
    Show(Front),
}

/// Something that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    id: String,
    icon: Icon,
    text: String,
    note: String,
    deed: Deed,
}

fn go(route: Route) -> Deed {
    Deed::Go(Address { route, filter: Filter::default() })
}

/// Returns what fits the letters that were typed: screens, what can be made, what was found.
fn entries(words: Words, space: &OpenSpace, typed: &str, hits: &[SearchHit]) -> Vec<Entry> {
    let letters = plain(typed.trim());
    let screens = SCREENS.into_iter().map(|(route, icon, id)| Entry {
        id: id.to_owned(),
        icon,
        text: words.t(id),
        note: words.t("palette-screen"),
        deed: go(route),
    });
    let made = Front::NEW.into_iter().chain([Front::Help]).filter(|front| front.is_for(space));
    let made = made.map(|front| Entry {
        id: front.id().to_owned(),
        icon: front.icon(),
        text: words.t(front.id()),
        note: words.t("palette-act"),
        deed: Deed::Show(front),
    });
    let named = screens.chain(made).filter(|entry| plain(&entry.text).contains(&letters));
    // Nothing was looked for yet: the last answer is of something else.
    let hits = if letters.is_empty() { &[] } else { hits };
    named.chain(hits.iter().filter_map(|hit| found(words, hit)).take(MOST)).collect()
}

fn found(words: Words, hit: &SearchHit) -> Option<Entry> {
    let (icon, deed, kind) = match hit.kind.as_str() {
        "item" => (Icon::Wrench, go(Route::Item(hit.id.parse().ok()?)), "palette-item"),
        "place" => {
            let filter = Filter { place: Some(hit.id.parse().ok()?), ..Filter::default() };
            let there = Deed::Go(Address { route: Route::Inventory, filter });
            (Icon::Place, there, "palette-place")
        }
        "member" => (Icon::Users, go(Route::Members), "palette-member"),
        _ => return None,
    };
    let text = match hit.title.as_str() {
        "" => words.t("unknown-item"),
        title => title.to_owned(),
    };
    let kind = words.t(kind);
    let note = match hit.detail.as_str() {
        "" => kind,
        detail if hit.kind == "item" => format!("{kind}, {detail}"),
        _ => kind,
    };
    Some(Entry { id: hit.id.clone(), icon, text, note, deed })
}

/// Properties of [`Palette`].
#[derive(Properties, PartialEq)]
pub(crate) struct PaletteProps {
    /// Hears that it is to be closed.
    pub(crate) on_close: Callback<()>,
}

/// Shows the field and what fits it.
#[component]
pub(crate) fn Palette(props: &PaletteProps) -> Html {
    let on_close = &props.on_close;
    let (words, space, show) = (use_words(), use_space(), use_show());
    let typed = use_state_eq(String::new);
    let at = use_state_eq(|| 0_usize);
    let list = use_node_ref();
    let asked = typed.trim().to_owned();
    let hits = use_query(
        Search { space: space.named(), words: asked },
        &[Topic::Inventory, Topic::Members],
    );
    let hits = hits.ready().map(|hits| hits.as_slice()).unwrap_or_default();
    let shown: Rc<[Entry]> = entries(words, &space, &typed, hits).into();
    let marked = (*at).min(shown.len().saturating_sub(1));
    {
        let list = list.clone();
        use_effect_with((marked, typed.clone()), move |_| {
            let list = list.cast::<Element>();
            let marked = list
                .and_then(|list| list.query_selector("[aria-selected=\"true\"]").ok().flatten());
            if let Some(marked) = marked {
                let nearest = ScrollIntoViewOptions::new();
                nearest.set_block(ScrollLogicalPosition::Nearest);
                marked.scroll_into_view_with_scroll_into_view_options(&nearest);
            }
        });
    }
    let take = {
        let (on_close, show) = (on_close.clone(), show);
        Callback::from(move |deed: Deed| match deed {
            Deed::Go(address) => {
                on_close.emit(());
                address.open(Visit::New);
            }
            // It takes the palette's place.
            Deed::Show(front) => show.emit(front),
        })
    };
    let oninput = {
        let (typed, at) = (typed.setter(), at.setter());
        Callback::from(move |event: InputEvent| {
            let input = event.target().and_then(|input| input.dyn_into::<HtmlInputElement>().ok());
            if let Some(input) = input {
                typed.set(input.value());
                at.set(0);
            }
        })
    };
    let onkeydown = {
        let (at, shown, take) = (at.setter(), shown.clone(), take.clone());
        Callback::from(move |event: KeyboardEvent| {
            let key = event.key();
            match key.as_str() {
                "ArrowDown" | "ArrowUp" => {
                    if let Some(to) = step(&key, Along::Down, Some(marked), shown.len()) {
                        at.set(to);
                    }
                }
                "Enter" if !event.is_composing() => {
                    if let Some(entry) = shown.get(marked) {
                        take.emit(entry.deed.clone());
                    }
                }
                _ => return,
            }
            event.prevent_default();
        })
    };
    // A press in the list must not take the focus out of the field.
    let keep = Callback::from(|event: MouseEvent| event.prevent_default());
    let option_id = |place: usize| format!("palette-option-{place}");
    let rows = shown.iter().enumerate().map(|(place, entry)| {
        let deed = entry.deed.clone();
        let onclick = take.reform(move |_: MouseEvent| deed.clone());
        html! {
            <li key={entry.id.clone()} id={option_id(place)} class="option" role="option" {onclick}
                aria-selected={if place == marked { "true" } else { "false" }}
                data-testid={format!("palette-{}", entry.id)}>
                { icon(entry.icon) }
                <span>{ &entry.text }</span>
                <small class="cut">{ &entry.note }</small>
            </li>
        }
    });
    let count = u32::try_from(shown.len()).unwrap_or(u32::MAX);
    let active = (!shown.is_empty()).then(|| option_id(marked));
    html! {
        <Dialog id="palette-dialog" title={words.t("palette")} on_close={on_close.clone()}>
            <input class="input" type="text" role="combobox" autocomplete="off" spellcheck="false"
                aria-autocomplete="list" aria-expanded="true" aria-controls="palette-list"
                aria-activedescendant={active} aria-label={words.t("palette-field")}
                placeholder={words.t("palette-field")} value={(*typed).clone()}
                {oninput} {onkeydown} data-testid="palette-field" />
            <p role="status" class="hidden-label">{ words.count("combobox-found", count) }</p>
            <ul ref={list} id="palette-list" class="palette" role="listbox"
                aria-label={words.t("palette")} onmousedown={keep}>{ for rows }</ul>
            if shown.is_empty() {
                <p class="muted" data-testid="palette-none">{ words.t("combobox-none") }</p>
            }
        </Dialog>
    }
}

#[cfg(test)]
mod tests {
    use etabli_api::id::{ItemId, LocalId};
    use etabli_i18n::Language;

    use super::*;

    fn hit(kind: &str, id: &str, title: &str) -> SearchHit {
        SearchHit { kind: kind.into(), id: id.into(), title: title.into(), detail: "T-1".into() }
    }

    #[test]
    fn screens_are_found_without_accents_and_acts_only_by_whoever_may() {
        let words = Words::of(Language::French);
        let nobody = OpenSpace::default();
        let texts = |typed: &str| {
            let found = entries(words, &nobody, typed, &[]);
            found.into_iter().map(|entry| entry.text).collect::<Vec<_>>()
        };
        assert_eq!(texts("prets"), ["Prêts"]);
        assert_eq!(texts(" REGL"), ["Réglages"]);
        assert!(texts("nouvel objet").is_empty());
        assert_eq!(texts("").len(), SCREENS.len() + 1, "the screens and help");
    }

    #[test]
    fn what_was_found_leads_to_its_screen_and_what_nobody_knows_is_left_out() {
        let words = Words::of(Language::English);
        let item = ItemId::common(LocalId([1; 16]));
        let hits = [
            hit("item", &item.to_string(), "Drill"),
            hit("member", "x", "Bo"),
            hit("comet", "x", "Halley"),
            hit("place", "nowhere", "Cellar"),
        ];
        let found = entries(words, &OpenSpace::default(), "zzz", &hits);
        let deeds: Vec<&Deed> = found.iter().map(|entry| &entry.deed).collect();
        assert_eq!(deeds, [&go(Route::Item(item)), &go(Route::Members)]);
        assert!(
            entries(words, &OpenSpace::default(), " ", &hits).iter().all(|e| e.text != "Drill")
        );
    }
}
