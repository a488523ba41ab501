//! The first steps in a new space. Each is ticked from what is so, not from what was pressed; they
//! can be put away, and stay away on this computer.

use etabli_api::{
    Topic,
    command::{ListInvites, ListLoans, ListMembers, ListPlaces},
    view::{DeviceStanding, MemberView, SpaceRight},
};
use yew::prelude::*;

use crate::{
    components::icon::{Icon, icon},
    filter::Filter,
    front::{Front, use_show},
    pages::inventory::ITEMS,
    preferences,
    query::use_query,
    route::Route,
    space::{OpenSpace, use_space},
    words::{Words, use_words},
};

/// How many of the things that the person owns or keeps are looked at.
const KEPT: u32 = 50;

/// A step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Item,
    Place,
    Invite,
    Lend,
    Share,
    Device,
}

/// What is so in a space.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Facts {
    items: usize,
    places: usize,
    members: usize,
    invitations: usize,
    loans: usize,
    /// What of it is the person's own, as far as was asked.
    own: usize,
    devices: usize,
}

impl Step {
    const ALL: [Self; 6] =
        [Self::Item, Self::Place, Self::Invite, Self::Lend, Self::Share, Self::Device];

    const fn id(self) -> &'static str {
        match self {
            Self::Item => "step-item",
            Self::Place => "step-place",
            Self::Invite => "step-invite",
            Self::Lend => "step-lend",
            Self::Share => "step-share",
            Self::Device => "step-device",
        }
    }

    const fn is_done(self, facts: &Facts) -> bool {
        match self {
            Self::Item => facts.items > 0,
            Self::Place => facts.places > 0,
            Self::Invite => facts.members > 1 || facts.invitations > 0,
            Self::Lend => facts.loans > 0,
            Self::Share => facts.own > 0,
            Self::Device => facts.devices > 1,
        }
    }
}

/// Returns how many devices the person here has.
fn devices(members: &[MemberView]) -> usize {
    let me = members.iter().find(|member| member.me);
    me.map_or(0, |me| {
        me.devices.iter().filter(|device| device.standing == DeviceStanding::Active).count()
    })
}

/// Properties of [`Steps`].
#[derive(Properties, PartialEq)]
pub(super) struct StepsProps {
    /// What is shown in their place once they are put away.
    pub(super) children: Html,
}

/// Shows the first steps, until they are put away.
#[component]
pub(super) fn Steps(props: &StepsProps) -> Html {
    let space = use_space();
    let id = space.named().unwrap_or_default();
    let away = use_state(|| preferences::has_begun(&id));
    let on_away = {
        let setter = away.setter();
        Callback::from(move |()| {
            preferences::remember_begun(&id);
            setter.set(true);
        })
    };
    // A demo stays on one computer, a copy changes no more.
    match *away || space.is_demo() || space.is_copy() || !space.may(SpaceRight::Lend) {
        true => props.children.clone(),
        false => html! { <Checklist {on_away} /> },
    }
}

/// Properties of [`Checklist`].
#[derive(Properties, PartialEq)]
struct ChecklistProps {
    on_away: Callback<()>,
}

#[component]
fn Checklist(props: &ChecklistProps) -> Html {
    let (words, space, show) = (use_words(), use_space(), use_show());
    let named = space.named();
    let items = use_query(Filter::default().question(named.clone(), 0, 1), ITEMS);
    let mine = Filter { person: space.me(), ..Filter::default() };
    let mine = use_query(mine.question(named.clone(), 0, KEPT), ITEMS);
    let places = use_query(ListPlaces { space: named.clone() }, &[Topic::Inventory]);
    let members = use_query(ListMembers { space: named.clone() }, &[Topic::Members]);
    let invites = use_query(ListInvites { space: named.clone() }, &[Topic::Members]);
    let loans = ListLoans { space: named, open: false, overdue: false, of: None };
    let loans = use_query(loans, &[Topic::Loans]);
    let (Some(items), Some(places), Some(members), Some(loans)) =
        (items.ready(), places.ready(), members.ready(), loans.ready())
    else {
        return Html::default();
    };
    let facts = Facts {
        items: usize::try_from(items.all).unwrap_or(usize::MAX),
        places: places.len(),
        members: members.len(),
        // Not everybody is told of them.
        invitations: invites.ready().map_or(0, |invites| invites.len()),
        loans: loans.len(),
        own: mine.ready().map_or(0, |page| {
            page.items
                .iter()
                .filter(|item| item.owner.is_some() && item.owner == space.me())
                .count()
        }),
        devices: devices(members),
    };
    let steps = Step::ALL.into_iter().filter(|step| match step {
        Step::Invite => Front::Invitation.is_for(&space),
        // Whoever is alone shares with nobody.
        Step::Share => members.len() > 1,
        Step::Item | Step::Place | Step::Lend | Step::Device => true,
    });
    let steps: Vec<(Step, bool)> = steps.map(|step| (step, step.is_done(&facts))).collect();
    let done = steps.iter().filter(|(_, done)| *done).count();
    let count = [("done", done.into()), ("all", steps.len().into())];
    let rows = steps.iter().map(|(step, done)| row(words, *step, *done, &show, &space));
    let put_away = props.on_away.reform(|_: MouseEvent| ());
    let (class, away) = match done == steps.len() {
        true => ("button main-act", "steps-finish"),
        false => ("button quiet", "steps-away"),
    };
    html! {
        <section class="section" data-testid="steps">
            <div class="section-head">
                <h2>{ words.t("steps-title") }</h2>
                <p class="section-more" data-testid="steps-count">{ words.with("steps-count", &count) }</p>
            </div>
            <ol>{ for rows }</ol>
            <button type="button" {class} onclick={put_away} data-testid="steps-away">
                { words.t(away) }
            </button>
        </section>
    }
}

fn row(words: Words, step: Step, done: bool, show: &Callback<Front>, space: &OpenSpace) -> Html {
    let open = |front: Front, id: &'static str| {
        let onclick = show.reform(move |_: MouseEvent| front);
        html! {
            <button type="button" class="button small" {onclick} data-testid={id}>
                { words.t(id) }
            </button>
        }
    };
    let go = |route: Route, id: &'static str| {
        html! { <a class="button small" href={route.href()} data-testid={id}>{ words.t(id) }</a> }
    };
    let acts = match step {
        Step::Item => html! {
            <>
                { open(Front::Item, "step-item-act") }
                if Front::Import.is_for(space) { { open(Front::Import, "step-import-act") } }
            </>
        },
        Step::Place => open(Front::Item, "step-place-act"),
        Step::Invite => open(Front::Invitation, "step-invite-act"),
        Step::Lend => go(Route::Inventory, "step-lend-act"),
        Step::Share => open(Front::Item, "step-share-act"),
        Step::Device => go(Route::Devices, "step-device-act"),
    };
    let (tick, said) = match done {
        true => (Icon::CircleCheck, "step-done"),
        false => (Icon::CircleDashed, "step-open"),
    };
    let class = classes!("row", "first-step", done.then_some("ok"));
    html! {
        <li {class} data-testid={step.id()} data-done={if done { "true" } else { "false" }}>
            { icon(tick) }
            <div class="grow">
                <p class="row-title">
                    { words.t(step.id()) }<span class="hidden-label">{ words.t(said) }</span>
                </p>
                if !done {
                    <p class="row-note">{ words.t(&format!("{}-text", step.id())) }</p>
                }
            </div>
            if !done { <div class="acts">{ acts }</div> }
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_done_when_what_it_makes_is_there() {
        let none =
            Facts { items: 0, places: 0, members: 1, invitations: 0, loans: 0, own: 0, devices: 1 };
        assert!(Step::ALL.iter().all(|step| !step.is_done(&none)));
        let all =
            Facts { items: 1, places: 1, members: 1, invitations: 1, loans: 1, own: 1, devices: 2 };
        assert!(Step::ALL.iter().all(|step| step.is_done(&all)));
        let joined = Facts { members: 2, ..none };
        let done: Vec<Step> = Step::ALL.into_iter().filter(|step| step.is_done(&joined)).collect();
        assert_eq!(done, [Step::Invite], "whoever is two needs no invitation any more");
    }
}
