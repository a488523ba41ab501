//! Who did what, the newest first, by day; and what a field was before, to have it back.

use etabli_api::{
    Topic,
    command::{ListActivity, ListMembers, RestoreValue},
    view::{ActivityPart, ActivityView, DeedKind, DeedView},
};
use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::{
    components::{
        answer::{Refusal, answered},
        drawing::{Drawing, Empty},
        icon::{Icon, icon},
    },
    part::PartBanner,
    query::{use_change, use_query},
    route::{Route, use_heading},
    space::use_space,
    undo::use_say_done,
    words::{Words, use_words},
};

/// How many commands a page has.
const PAGE: u32 = 50;
/// What makes the activity old: everything that is told is written.
const WRITTEN: &[Topic] = &[Topic::Sync];
/// The parts with their names and words.
const PARTS: [(ActivityPart, &str, &str); 6] = [
    (ActivityPart::Items, "items", "activity-part-items"),
    (ActivityPart::Places, "places", "activity-part-places"),
    (ActivityPart::Loans, "loans", "activity-part-loans"),
    (ActivityPart::Bookings, "bookings", "activity-part-bookings"),
    (ActivityPart::Projects, "projects", "activity-part-projects"),
    (ActivityPart::Members, "members", "activity-part-members"),
];

/// Shows the activity.
#[component]
pub(crate) fn Activity() -> Html {
    let (words, space) = (use_words(), use_space());
    let heading = use_heading(Some(words.t("activity-title")));
    let part = use_state(|| None::<ActivityPart>);
    let member = use_state(String::new);
    let members = use_query(ListMembers { space: space.named() }, &[Topic::Members]);
    let on_part = {
        let setter = part.setter();
        Callback::from(move |value: String| {
            setter.set(PARTS.iter().find(|(_, name, _)| *name == value).map(|(part, _, _)| *part));
        })
    };
    let on_member = {
        let setter = member.setter();
        Callback::from(move |value: String| setter.set(value))
    };
    let parts =
        PARTS.iter().map(|(one, name, id)| ((*name).to_owned(), words.t(id), *part == Some(*one)));
    let people = members.ready().map(|members| members.to_vec()).unwrap_or_default();
    let people = people.iter().map(|one| {
        let id = one.id.to_string();
        let chosen = *member == id;
        (id, words.person(&one.name), chosen)
    });
    let asked = ListActivity {
        space: space.named(),
        member: Some((*member).clone()).filter(|member| !member.is_empty()),
        item: None,
        part: *part,
        since: None,
        after: None,
        limit: PAGE,
    };
    let key = format!("{member:?}-{part:?}", member = *member, part = *part);
    html! {
        <div class="page">
            <header class="page-head">
                <div>
                    <h1 ref={heading} tabindex="-1">{ words.t("activity-title") }</h1>
                    <p class="lede">{ words.t("activity-lede") }</p>
                </div>
                <div class="actions">
                    <a class="button" href={Route::Figures.href()} data-testid="figures-open">
                        { icon(Icon::Chart) }{ words.t("figures-title") }
                    </a>
                    <a class="button" href={Route::Bin.href()} data-testid="activity-bin">
                        { icon(Icon::Bin) }{ words.t("bin-title") }
                    </a>
                </div>
            </header>
            <PartBanner />
            <div class="facet-row" role="group" aria-label={words.t("activity-filters")}>
                { choice("activity-part", words, "activity-any-part", parts.collect(), on_part) }
                { choice("activity-member", words, "activity-any-member", people.collect(), on_member) }
            </div>
            <Done {key} {asked} day={None::<String>} />
        </div>
    }
}

/// Draws a choice among values with their words; the first one is none of them.
fn choice(
    id: &'static str,
    words: Words,
    any: &'static str,
    options: Vec<(String, String, bool)>,
    on_choose: Callback<String>,
) -> Html {
    let onchange = Callback::from(move |event: Event| {
        let select = event.target().and_then(|target| target.dyn_into::<HtmlSelectElement>().ok());
        if let Some(select) = select {
            on_choose.emit(select.value());
        }
    });
    let chosen = options.iter().any(|(_, _, chosen)| *chosen);
    let options = options.into_iter().map(|(value, text, selected)| {
        html! { <option key={value.clone()} {value} {selected}>{ text }</option> }
    });
    html! {
        <select class={classes!("facet", "facet-choice", chosen.then_some("chosen"))}
            aria-label={words.t(id)} {onchange} data-testid={id}>
            <option value="" selected={!chosen}>{ words.t(any) }</option>
            { for options }
        </select>
    }
}

/// Properties of [`Done`].
#[derive(Properties, PartialEq)]
struct DoneProps {
    /// What is asked.
    asked: ListActivity,
    /// The day that the page before ended with.
    day: Option<String>,
}

/// Shows a page of what was done, and the next ones on demand.
#[component]
fn Done(props: &DoneProps) -> Html {
    let DoneProps { asked, day } = props;
    let words = use_words();
    let page = use_query(asked.clone(), WRITTEN);
    let more = use_state(|| false);
    let show_more = {
        let setter = more.setter();
        Callback::from(move |_: MouseEvent| setter.set(true))
    };
    answered(words, &page, |page| {
        if page.done.is_empty() && page.next.is_none() && asked.after.is_none() {
            return html! {
                <Empty id="activity-empty" drawing={Drawing::Nothing}
                    title={words.t("activity-empty-title")} text={words.t("activity-empty-text")} />
            };
        }
        let mut last = day.clone();
        let mut days: Vec<(Option<String>, Vec<ActivityView>)> = Vec::new();
        for one in &page.done {
            let own = words.day(one.at);
            match days.last_mut().filter(|_| last.as_ref() == Some(&own)) {
                Some((_, done)) => done.push(one.clone()),
                None => {
                    let head = Some(own.clone()).filter(|own| last.as_ref() != Some(own));
                    days.push((head, vec![one.clone()]));
                }
            }
            last = Some(own);
        }
        let days = days.into_iter().map(|(head, done)| {
            html! {
                <section class="section">
                    if let Some(head) = head {
                        <div class="section-head"><h2>{ head }</h2></div>
                    }
                    <DoneList {done} links={true} />
                </section>
            }
        });
        let next =
            page.next.clone().map(|after| ListActivity { after: Some(after), ..asked.clone() });
        html! {
            <>
                { for days }
                if let Some(asked) = next {
                    if *more {
                        <Done {asked} day={last} />
                    } else {
                        <div class="more">
                            <button type="button" class="button" onclick={show_more}
                                data-testid="activity-more">{ words.t("activity-more") }</button>
                        </div>
                    }
                }
            </>
        }
    })
}

/// Properties of [`DoneList`].
#[derive(Properties, PartialEq)]
pub(crate) struct DoneListProps {
    /// What was done.
    pub(crate) done: Vec<ActivityView>,
    /// Whether a sentence leads to what it is about.
    pub(crate) links: bool,
    /// Whether they are only told: with their day, and no way to have a value back.
    #[prop_or_default]
    pub(crate) short: bool,
    /// Hears after which step the thing is to be shown as it was; unsaid, none offers it.
    #[prop_or_default]
    pub(crate) on_then: Option<Callback<AttrValue>>,
}

/// Shows what was done as sentences; a former value can be had back.
#[component]
pub(crate) fn DoneList(props: &DoneListProps) -> Html {
    let DoneListProps { done, links, short, on_then } = props;
    let (words, space, say) = (use_words(), use_space(), use_say_done());
    let restore = use_change(&[Topic::Inventory, Topic::Sync]);
    let on_restore = {
        let (restore, named) = (restore.clone(), space.named());
        Callback::from(move |deed: DeedView| {
            let (Some(item), Some(before)) = (deed.item, deed.before.last()) else { return };
            let command = RestoreValue {
                space: named.clone(),
                item: item.to_string(),
                field: deed.field.clone(),
                value: before.value.clone(),
            };
            let say = say.clone();
            restore.send(&command, move |item| {
                say.emit(words.with("activity-restored", &[("name", (&item.row.name).into())]));
            });
        })
    };
    let rows = done.iter().flat_map(|one| {
        let last = one.deeds.len().saturating_sub(1);
        one.deeds.iter().enumerate().map(move |(index, deed)| (one, deed, index == last))
    });
    let pending = restore.is_pending();
    let rows = rows.enumerate().map(|(key, (one, deed, is_last))| {
        let mut text = words.deed(one, deed);
        if is_last && one.more > 0 {
            text =
                words.with("deed-several", &[("what", (&text).into()), ("count", one.more.into())]);
        }
        let sentence = match leads(deed).filter(|_| *links) {
            Some(to) => html! { <a href={to.href()} data-testid="activity-thing">{ text }</a> },
            None => html! { <span>{ text }</span> },
        };
        let back = (deed.kind == DeedKind::ItemSet && deed.before.len() == 1 && !one.void && !short)
            .then(|| deed.clone());
        html! {
            <li {key} class="row done" data-testid="activity-row" data-kind={deed.kind.as_str()}>
                <div class="grow">
                    <p class="row-text">{ sentence }</p>
                    <p class="row-note">{ if *short { words.moment(one.at) } else { when(words, one) } }</p>
                </div>
                if let Some(deed) = back {
                    { give_back(words, &deed, pending, &on_restore) }
                }
                if let Some(on_then) = on_then.as_ref().filter(|_| is_last) {
                    { as_it_was(words, one, on_then) }
                }
            </li>
        }
    });
    html! {
        <>
            <Refusal error={restore.error()} />
            <ul>{ for rows }</ul>
        </>
    }
}

fn when(words: Words, one: &ActivityView) -> String {
    crate::format::clock(words.language(), one.at)
}

fn give_back(words: Words, deed: &DeedView, pending: bool, on: &Callback<DeedView>) -> Html {
    let before = deed.before.last().map(|value| words.value(value)).unwrap_or_default();
    let label = words.with("activity-restore-what", &[("value", (&before).into())]);
    let deed = deed.clone();
    html! {
        <button type="button" class="button small" disabled={pending} aria-label={label}
            onclick={on.reform(move |_: MouseEvent| deed.clone())}
            data-testid="activity-restore">{ words.t("activity-restore") }</button>
    }
}

fn as_it_was(words: Words, one: &ActivityView, on: &Callback<AttrValue>) -> Html {
    let date = words.moment(one.at);
    let label = words.with("then-show-at", &[("date", (&date).into())]);
    let step = AttrValue::from(one.id.to_string());
    html! {
        <button type="button" class="button quiet small" aria-label={label.clone()} title={label}
            onclick={on.reform(move |_: MouseEvent| step.clone())} data-testid="then-show">
            { words.t("then-show") }
        </button>
    }
}

/// Returns where one sees what was done something to.
fn leads(deed: &DeedView) -> Option<Route> {
    let item = deed.item.map(Route::Item);
    item.or(deed.place.map(Route::Place)).or(deed.project.map(Route::Project))
}
