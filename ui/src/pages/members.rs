//! Who is in the space and what is decided about them: members, invitations, what changed.

mod changes;
mod contact;
pub(crate) mod decide;
mod invitations;
pub(crate) mod invite;
mod leave;
mod member;

use etabli_api::{
    Topic,
    command::ListMembers,
    id::MemberId,
    view::{MemberDecision, MemberStanding, MemberView, Role, SpaceRight},
};
use yew::prelude::*;

use crate::{
    components::{
        answer::answered,
        face::{FaceSize, face},
        icon::{Icon, icon},
    },
    focus::use_next_focus,
    guests::{Door, Guests},
    pages::devices::add::AddDevice,
    part::PartBanner,
    query::use_query,
    route::{Route, use_heading},
    space::use_space,
    words::{Words, use_words},
};

use self::{
    changes::Changes,
    contact::{ContactDialog, ForgetDialog},
    decide::Decide,
    invitations::Invitations,
    invite::InviteDialog,
    leave::LeaveDialog,
    member::MemberDialog,
};

/// What a decision about people makes old.
pub(crate) const PEOPLE: &[Topic] =
    &[Topic::Members, Topic::Spaces, Topic::Inventory, Topic::Loans, Topic::Sync];

/// What is open in front of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Front {
    Nothing,
    Invite,
    Member(MemberId),
    Decide(MemberId, MemberDecision),
    Leave(MemberId),
    Contact(MemberId),
    Forget(MemberId),
    Replace(MemberId),
}

/// Shows the members.
#[component]
pub(crate) fn Members() -> Html {
    let (words, space) = (use_words(), use_space());
    let heading = use_heading(Some(words.t("members-title")));
    let members = use_query(ListMembers { space: space.named() }, &[Topic::Members, Topic::Loans]);
    let front = use_state(|| Front::Nothing);
    let decided = use_next_focus(members.ready().map(|members| members.to_vec()));
    let on_front = {
        let setter = front.setter();
        Callback::from(move |front: Front| setter.set(front))
    };
    let invite = on_front.reform(|_: MouseEvent| Front::Invite);
    let on_open = on_front.reform(Front::Member);
    let on_close = on_front.reform(|()| Front::Nothing);

    let list = answered(words, &members, |members| {
        let (here, gone): (Vec<_>, Vec<_>) =
            members.iter().partition(|member| member.standing == MemberStanding::Active);
        let rows = |members: Vec<&MemberView>| {
            members.into_iter().map(|member| row(words, member, &on_open)).collect::<Html>()
        };
        html! {
            <>
                <ul class="ruled" aria-label={words.t("members-list")}>{ rows(here) }</ul>
                if !gone.is_empty() {
                    <section class="section quiet" data-testid="members-gone">
                        <div class="section-head"><h2>{ words.t("members-gone") }</h2></div>
                        <ul>{ rows(gone) }</ul>
                    </section>
                }
            </>
        }
    });
    let active = members.ready().map(|members| {
        members.iter().filter(|member| member.standing == MemberStanding::Active).count()
    });
    let count = active.map(|count| words.with("count-members", &[("count", count.into())]));
    let view = |id: MemberId| {
        let members = members.ready().map(|members| members.as_slice()).unwrap_or_default();
        members.iter().find(|member| member.id == id).cloned()
    };
    let last_steward = |member: &MemberView| {
        members.ready().is_some_and(|members| is_last_steward(members, member))
    };
    let in_front = match *front {
        Front::Nothing => Html::default(),
        Front::Invite => html! { <InviteDialog on_close={on_close.clone()} /> },
        Front::Member(id) => view(id).map_or_else(Html::default, |member| {
            let on_decide = on_front.reform(move |decision| Front::Decide(id, decision));
            let on_leave = on_front.reform(move |()| Front::Leave(id));
            let on_replace = on_front.reform(move |()| Front::Replace(id));
            let on_contact = on_front.reform(move |()| Front::Contact(id));
            let on_forget = on_front.reform(move |()| Front::Forget(id));
            html! {
                <MemberDialog {member} {on_decide} {on_leave} {on_replace} {on_contact} {on_forget}
                    on_close={on_close.clone()} />
            }
        }),
        Front::Contact(id) => view(id).map_or_else(Html::default, |member| {
            let back = on_front.reform(move |()| Front::Member(id));
            html! { <ContactDialog {member} on_close={back} /> }
        }),
        Front::Forget(id) => view(id).map_or_else(Html::default, |member| {
            let back = on_front.reform(move |()| Front::Member(id));
            html! { <ForgetDialog {member} on_close={back} /> }
        }),
        Front::Replace(id) => view(id).map_or_else(Html::default, |member| {
            let of = (id, member.name);
            html! { <AddDevice {of} on_close={on_close.clone()} /> }
        }),
        Front::Decide(id, decision) => view(id).map_or_else(Html::default, |member| {
            let back = on_front.reform(move |()| Front::Member(id));
            let on_done = {
                let (decided, on_close) = (decided.clone(), on_close.clone());
                Callback::from(move |()| {
                    decided.replace(Some(format!("#{}", row_id(id))));
                    on_close.emit(());
                })
            };
            let last_steward = last_steward(&member);
            html! { <Decide {member} {decision} {last_steward} {on_done} on_close={back} /> }
        }),
        Front::Leave(id) => view(id).map_or_else(Html::default, |member| {
            let back = on_front.reform(move |()| Front::Member(id));
            let last_steward = last_steward(&member);
            let (loans, on_done) = (member.loans_open, on_close.clone());
            html! { <LeaveDialog {loans} {last_steward} {on_done} on_close={back} /> }
        }),
    };
    html! {
        <div class="page">
            <header class="page-head">
                <h1 ref={heading} tabindex="-1">{ words.t("members-title") }</h1>
                <p class="lede" data-testid="members-count">{ count }</p>
                if !space.is_demo() && space.may(SpaceRight::Invite) {
                    <div class="actions">
                        <button type="button" class="button main-act" onclick={invite}
                            data-testid="invite-open">
                            { icon(Icon::UserPlus) }{ words.t("members-invite") }
                        </button>
                    </div>
                }
                { crate::pages::people::ways(words, Route::Members) }
            </header>
            <PartBanner />
            if space.is_demo() {
                <p class="section-text muted">{ words.t("members-demo") }</p>
            }
            if !space.is_demo() {
                <Guests door={Door::Members} />
            }
            { list }
            if !space.is_demo() {
                <Invitations />
            }
            <Changes />
            { in_front }
        </div>
    }
}

/// Whether nobody could decide about members and rules any more without this one.
pub(crate) fn is_last_steward(members: &[MemberView], member: &MemberView) -> bool {
    let steward = |member: &MemberView| {
        member.standing == MemberStanding::Active && member.role == Role::Steward
    };
    steward(member) && !members.iter().any(|other| other.id != member.id && steward(other))
}

/// Returns the id of a member's row on the page.
fn row_id(member: MemberId) -> String {
    format!("member-{member}")
}

fn row(words: Words, member: &MemberView, on_open: &Callback<MemberId>) -> Html {
    let name = words.person(&member.name);
    let devices = u32::try_from(member.devices.len()).unwrap_or(u32::MAX);
    let id = member.id;
    let onclick = on_open.reform(move |_: MouseEvent| id);
    html! {
        <li key={id.to_string()}>
            <button type="button" id={row_id(id)} class="item person" {onclick}
                aria-haspopup="dialog" data-testid="member-row" data-member={member.name.clone()}>
                { face(&name, FaceSize::Normal) }
                <span class="grow">
                    <span class="row-title">
                        <span data-testid="member-name">{ name }</span>
                        if member.role == Role::Steward {
                            <span class="badge">{ words.t("role-steward") }</span>
                        }
                        { badges(words, member) }
                    </span>
                    <span class="row-note">
                        { words.count("members-loans", member.loans_open) }{ ", " }
                        { words.count("count-devices", devices) }
                    </span>
                </span>
                { icon(Icon::Forward) }
            </button>
        </li>
    }
}

/// Draws who is meant, and how they do not take part.
fn badges(words: Words, member: &MemberView) -> Html {
    let standing = standing(member.standing);
    html! {
        <>
            if member.me {
                <span class="badge">{ words.t("members-me") }</span>
            }
            if let Some(id) = standing {
                <span class="badge gone" data-testid="member-standing">{ words.t(id) }</span>
            }
        </>
    }
}

/// Returns the word for how a member does not take part.
const fn standing(standing: MemberStanding) -> Option<&'static str> {
    match standing {
        MemberStanding::Active => None,
        MemberStanding::Suspended => Some("standing-suspended"),
        MemberStanding::Left => Some("standing-left"),
        MemberStanding::Excluded => Some("standing-excluded"),
    }
}
