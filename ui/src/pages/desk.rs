//! The desk: one field that always has the focus. One scans or types a tag or a member; Enter
//! takes what was found, and an empty Enter does it all: lends what is here, takes back what is out.

mod basket;

use std::rc::Rc;

use etabli_api::{
    ApiError, ErrorCode,
    command::{LendItem, ReturnItem, Search, ShowItem},
    id::{ItemId, LoanId, MemberId},
    view::{ItemView, LoanPartView, LoanStatus, SearchHit, ToldView},
};
use etabli_i18n::Arg;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::{
    bridge,
    busy::Busy,
    clock,
    components::{
        answer::Refusal,
        board::plain,
        date::{DateField, Typed},
        drawing::{Drawing, Empty},
        face::{FaceSize, face},
        icon::{Icon, icon},
    },
    focus::focus_on,
    hub,
    pages::item::{LENDING, give_back::told},
    part::PartBanner,
    query::use_change,
    route::use_heading,
    space::use_space,
    undo::use_say_done,
    words::{Words, use_words},
};

use self::basket::Basket;

/// How many of what was found are offered.
const OFFERED: usize = 6;

/// What is done with something in the basket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Deed {
    Lend,
    Return(LoanId),
}

/// Something in the basket.
#[derive(Debug, Clone, PartialEq)]
struct Line {
    item: ItemId,
    name: String,
    tag: String,
    /// Who has it, where it is out.
    holder: String,
    deed: Deed,
    /// The parts of a kit that are out.
    parts: Vec<LoanPartView>,
    /// What is looked for as it goes and comes.
    checks: Vec<(u32, String)>,
    /// Which of the parts, then of what is looked for, are there.
    there: Vec<bool>,
    /// The photo that tells how it is.
    photo: Option<String>,
    /// Whether a photo can be added to it.
    can_edit: bool,
    /// Why it was refused, if it was.
    error: Option<ApiError>,
}

impl Line {
    /// Makes a line of an item; `None` when neither is to be done.
    fn of(view: &ItemView) -> Option<Self> {
        let out: Vec<_> =
            view.loans.iter().filter(|loan| loan.status != LoanStatus::Returned).collect();
        let (deed, holder, parts) = match out.as_slice() {
            _ if view.row.available > 0 && view.can_lend => (Deed::Lend, String::new(), Vec::new()),
            [loan, ..] => {
                let parts = loan.hand_over.parts.iter().filter(|part| part.out > 0).cloned();
                (Deed::Return(loan.id), loan.to_name.clone(), parts.collect())
            }
            [] => return None,
        };
        let (item, name, tag) = (view.row.id, view.row.name.clone(), view.row.tag.clone());
        let checks = view.upkeep.checks.clone();
        let there = vec![true; parts.len() + checks.len()];
        let (photo, can_edit, error) = (None, view.can_edit, None);
        Some(Self { item, name, tag, holder, deed, parts, checks, there, photo, can_edit, error })
    }

    /// Returns what is told of how it is; nothing where all is well.
    fn told(&self) -> Option<ToldView> {
        let there = self.there.get(self.parts.len()..).unwrap_or_default();
        told(&self.checks, there, None, String::new(), self.photo.clone())
    }

    /// Returns the parts that come back, where it is a kit.
    fn parts_back(&self) -> Option<Vec<String>> {
        let back = self.parts.iter().zip(&self.there).filter(|(_, there)| **there);
        let back = back.map(|(part, _)| part.loan.to_string()).collect();
        (!self.parts.is_empty()).then_some(back)
    }
}

/// Returns the id of an item in what was scanned: a label leads to its page.
fn scanned(text: &str) -> Option<ItemId> {
    let (_, id) = text.rsplit_once("item/")?;
    id.split(['?', '#', '&']).next()?.trim().parse().ok()
}

/// Returns what was meant, where there is no doubt: the tag or the name itself, or the only one.
fn meant(hits: &[SearchHit], typed: &str) -> Option<SearchHit> {
    let typed = plain(typed.trim());
    let hits: Vec<&SearchHit> = hits.iter().filter(|hit| hit.kind != "place").collect();
    let tag = |hit: &&&SearchHit| {
        let first = hit.detail.split(", ").next().unwrap_or_default();
        hit.kind == "item" && plain(first) == typed
    };
    let named = |hit: &&&SearchHit| plain(&hit.title) == typed;
    match hits.as_slice() {
        [only] => Some((*only).clone()),
        several => {
            let mut tagged = several.iter().filter(tag);
            let mut called = several.iter().filter(named);
            match (tagged.next(), tagged.next(), called.next(), called.next()) {
                (Some(hit), None, _, _) | (None, _, Some(hit), None) => Some((*hit).clone()),
                _ => None,
            }
        }
    }
}

/// Shows the desk.
#[component]
pub(crate) fn Desk() -> Html {
    let (words, space, say) = (use_words(), use_space(), use_say_done());
    let heading = use_heading(Some(words.t("desk-title")));
    let field = use_node_ref();
    let lines = use_state(Vec::<Line>::new);
    let borrower = use_state(|| None::<(MemberId, String)>);
    let offered = use_state(Rc::<[SearchHit]>::default);
    let nothing = use_state_eq(|| None::<String>);
    let due = use_state_eq(|| Typed::Day(clock::today().plus(7)));
    let working = use_state_eq(|| false);
    let look = use_change(&[]);
    {
        let field = field.clone();
        use_effect_with((), move |()| focus_on(&field));
    }
    let empty = {
        let field = field.clone();
        move || {
            if let Some(input) = field.cast::<HtmlInputElement>() {
                input.set_value("");
            }
            focus_on(&field);
        }
    };
    let add = {
        let (look, lines, nothing, empty) =
            (look.clone(), lines.clone(), nothing.setter(), empty.clone());
        let named = space.named();
        Callback::from(move |item: ItemId| {
            let (lines, nothing, empty) = (lines.clone(), nothing.clone(), empty.clone());
            let command = ShowItem { space: named.clone(), item: item.to_string() };
            look.send(&command, move |view| {
                let mut all: Vec<Line> = (*lines).clone();
                match Line::of(&view) {
                    Some(_) if all.iter().any(|line| line.item == item) => {}
                    Some(line) => all.push(line),
                    None => nothing.set(Some(
                        words.with("desk-not-lent", &[("name", (&view.row.name).into())]),
                    )),
                }
                lines.set(all);
                empty();
            });
        })
    };
    let take = {
        let (add, borrower, offered, empty) =
            (add.clone(), borrower.setter(), offered.setter(), empty.clone());
        Callback::from(move |hit: SearchHit| {
            offered.set(Rc::default());
            match (hit.kind.as_str(), hit.id.parse::<ItemId>(), hit.id.parse::<MemberId>()) {
                ("item", Ok(item), _) => add.emit(item),
                ("member", _, Ok(member)) => {
                    borrower.set(Some((member, hit.title.clone())));
                    empty();
                }
                _ => empty(),
            }
        })
    };
    let perform = {
        let (lines, borrower, due) = (lines.clone(), borrower.clone(), due.clone());
        let (named, working, say, nothing) =
            (space.named(), working.clone(), say.clone(), nothing.setter());
        let empty = empty.clone();
        move || {
            let lends = lines.iter().any(|line| line.deed == Deed::Lend);
            if *working || lines.is_empty() {
                return;
            }
            let Some(to) = borrower
                .as_ref()
                .map(|(member, _)| member.to_string())
                .or((!lends).then(String::new))
            else {
                return nothing.set(Some(words.t("desk-who")));
            };
            working.set(true);
            nothing.set(None);
            let due = match &*due {
                Typed::Day(day) => Some(day.iso()),
                Typed::Nothing => None,
                Typed::Wrong(text) => Some(text.clone()),
            };
            let (named, all, busy) = (named.clone(), (*lines).clone(), Busy::begin());
            let (lines, borrower, working) = (lines.setter(), borrower.setter(), working.setter());
            let (say, empty) = (say.clone(), empty.clone());
            wasm_bindgen_futures::spawn_local(async move {
                let (mut left, mut short) = (Vec::new(), Vec::new());
                let (mut lent, mut back) = (0_u32, 0_u32);
                for line in all {
                    let space = named.clone();
                    let (done, count) = match line.deed {
                        Deed::Lend => {
                            let command = LendItem {
                                space,
                                item: line.item.to_string(),
                                to: to.clone(),
                                due: due.clone(),
                                quantity: None,
                                since: None,
                                despite_bookings: false,
                                despite_limits: false,
                                told: line.told(),
                            };
                            (bridge::call(&command).await.map(drop), &mut lent)
                        }
                        Deed::Return(loan) => {
                            let (parts, told) = (line.parts_back(), line.told());
                            let command =
                                ReturnItem { space, parts, told, ..ReturnItem::from(loan) };
                            if line.there.contains(&false) {
                                short.push(line.name.clone());
                            }
                            (bridge::call(&command).await.map(drop), &mut back)
                        }
                    };
                    match done {
                        Ok(()) => *count += 1,
                        Err(error) => left.push(Line { error: Some(error), ..line }),
                    }
                }
                let done = lent + back > 0;
                if left.is_empty() {
                    borrower.set(None);
                }
                lines.set(left);
                working.set(false);
                if done {
                    let args = [("lent", lent.into()), ("back", back.into())];
                    let mut text = words.with("desk-done", &args);
                    if !short.is_empty() {
                        let short = words.people(&short);
                        let items = [("items", Arg::from(&short))];
                        text = format!("{text} {}", words.with("desk-incomplete", &items));
                    }
                    say.emit(text);
                    hub::publish(LENDING);
                }
                empty();
                drop(busy);
            });
        }
    };
    let onsubmit = {
        let (field, look, offered, nothing) =
            (field.clone(), look.clone(), offered.setter(), nothing.setter());
        let (take, add, perform, named) =
            (take.clone(), add.clone(), perform.clone(), space.named());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Some(input) = field.cast::<HtmlInputElement>() else { return };
            let typed = input.value().trim().to_owned();
            nothing.set(None);
            if typed.is_empty() {
                return perform();
            }
            if let Some(item) = scanned(&typed) {
                return add.emit(item);
            }
            let (take, offered, nothing) = (take.clone(), offered.clone(), nothing.clone());
            let asked = Search { space: named.clone(), words: typed.clone() };
            look.send(&asked, move |hits| match meant(&hits, &typed) {
                Some(hit) => take.emit(hit),
                None => {
                    let hits: Vec<SearchHit> =
                        hits.into_iter().filter(|hit| hit.kind != "place").take(OFFERED).collect();
                    if hits.is_empty() {
                        nothing.set(Some(words.with("desk-unknown", &[("what", (&typed).into())])));
                    }
                    offered.set(hits.into());
                }
            });
        })
    };
    let onclick = {
        let perform = perform.clone();
        Callback::from(move |_: MouseEvent| perform())
    };
    let on_lines = {
        let (lines, field) = (lines.setter(), field.clone());
        Callback::from(move |all: Vec<Line>| {
            lines.set(all);
            focus_on(&field);
        })
    };
    let on_change = {
        let lines = lines.setter();
        Callback::from(move |all: Vec<Line>| lines.set(all))
    };
    let on_due = {
        let due = due.setter();
        Callback::from(move |typed| due.set(typed))
    };
    let nobody = {
        let (borrower, field) = (borrower.setter(), field.clone());
        Callback::from(move |_: MouseEvent| {
            borrower.set(None);
            focus_on(&field);
        })
    };
    let oninput = {
        let (offered, nothing) = (offered.setter(), nothing.setter());
        Callback::from(move |event: InputEvent| {
            if event.target().and_then(|it| it.dyn_into::<HtmlInputElement>().ok()).is_some() {
                offered.set(Rc::default());
                nothing.set(None);
            }
        })
    };
    let found = offered.iter().map(|hit| {
        let (hit, take) = (hit.clone(), take.clone());
        let text = hit.title.clone();
        let detail = hit.detail.clone();
        let shown = if hit.kind == "member" { Icon::Users } else { Icon::Wrench };
        let onclick = move |_: MouseEvent| take.emit(hit.clone());
        html! {
            <li><button type="button" class="option" {onclick} data-testid="desk-offer">
                { icon(shown) }<span>{ text }{ " " }<small class="muted">{ detail }</small></span>
            </button></li>
        }
    });
    let lends = lines.iter().any(|line| line.deed == Deed::Lend);
    html! {
        <div class="page narrow">
            <header class="page-head">
                <div>
                    <h1 ref={heading} tabindex="-1">{ words.t("desk-title") }</h1>
                    <p class="lede">{ words.t("desk-lede") }</p>
                </div>
            </header>
            <PartBanner />
            <form class="stack" {onsubmit} novalidate=true>
                <div class="field">
                    <label for="desk-field">{ words.t("desk-field") }</label>
                    <input ref={field} id="desk-field" class="input desk-field" type="text"
                        autocomplete="off" spellcheck="false" {oninput} data-testid="desk-field"
                        aria-describedby="desk-said" />
                    <p id="desk-said" role="alert" class="hint wrong" data-testid="desk-said">
                        { nothing.as_deref().unwrap_or_default() }
                    </p>
                </div>
                if !offered.is_empty() {
                    <ul class="desk-offers" aria-label={words.t("desk-which")}>{ for found }</ul>
                }
                <Refusal error={look.error().filter(|error| error.code != ErrorCode::NotFound)} />
            </form>
            if lines.is_empty() && borrower.is_none() {
                <Empty id="desk-empty" drawing={Drawing::Bench} title={words.t("desk-empty-title")}
                    text={words.t("desk-empty-text")} />
            } else {
                <section class="section">
                    <div class="section-head"><h2>{ words.t("desk-basket") }</h2></div>
                    { who(words, borrower.as_ref().map(|(_, name)| name.as_str()), lends, nobody) }
                    <Basket lines={(*lines).clone()} {on_lines} {on_change} />
                    if lends {
                        <DateField id="desk-due" label={words.t("lend-due")} typed={(*due).clone()}
                            on_type={on_due} earliest={clock::today()} />
                    }
                    <div class="acts">
                        <button type="button" class="button main-act" {onclick}
                            disabled={*working || lines.is_empty()} data-testid="desk-submit">
                            { words.with("desk-submit", &[("count", lines.len().into())]) }
                        </button>
                    </div>
                </section>
            }
        </div>
    }
}

/// Draws who takes what is lent.
fn who(words: Words, name: Option<&str>, lends: bool, nobody: Callback<MouseEvent>) -> Html {
    match name {
        Some(name) => html! {
            <p class="row desk-who" data-testid="desk-borrower">
                { face(name, FaceSize::Normal) }
                <span class="grow strong">{ words.with("desk-to", &[("name", name.into())]) }</span>
                <button type="button" class="icon-button" onclick={nobody}
                    aria-label={words.with("desk-not", &[("name", name.into())])}
                    data-testid="desk-nobody">{ icon(Icon::Close) }</button>
            </p>
        },
        None if lends => html! { <p class="muted">{ words.t("desk-who") }</p> },
        None => Html::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hit(kind: &str, title: &str, detail: &str) -> SearchHit {
        let (kind, title, detail) = (kind.to_owned(), title.to_owned(), detail.to_owned());
        SearchHit { kind, id: title.clone(), title, detail }
    }

    #[test]
    fn a_tag_goes_before_a_name_and_a_doubt_is_asked_about() {
        let hits = [
            hit("item", "Perceuse", "T1, Atelier"),
            hit("item", "T1", "T12"),
            hit("place", "T1", ""),
            hit("member", "Ana", ""),
        ];
        let found = |typed: &str| meant(&hits, typed).map(|hit| hit.detail);
        assert_eq!(found("t1"), Some("T1, Atelier".to_owned()));
        assert_eq!(found("ana"), Some(String::new()));
        assert_eq!(found("per"), None);
        assert_eq!(meant(&hits[3..], "a").map(|hit| hit.title), Some("Ana".to_owned()));
    }

    #[test]
    fn a_scanned_label_leads_to_its_item() {
        let id = ItemId::common(etabli_api::id::LocalId([7; 16]));
        for text in [format!("etabli:item/{id}"), format!("http://x/#/item/{id}?a=1")] {
            assert_eq!(scanned(&text), Some(id), "{text}");
        }
        assert_eq!(scanned("T-042"), None);
    }
}
