//! The invitations that are open: by whom, how often used, until when, and the way to close one.

use etabli_api::{
    Topic,
    command::{ListInvites, RevokeInvite},
    id::EntryId,
    view::{Approve, OpenInviteView, Role},
};
use yew::prelude::*;

use super::PEOPLE;
use crate::{
    components::{
        answer::answered,
        confirm::Confirm,
        icon::{Icon, icon},
    },
    focus::use_next_focus,
    query::{use_change, use_query},
    space::use_space,
    toast::use_say,
    words::{Words, use_words},
};

/// Shows the invitations that can be used, and those that were used too often.
#[component]
pub(super) fn Invitations() -> Html {
    let (words, space, say) = (use_words(), use_space(), use_say());
    let invites = use_query(ListInvites { space: space.named() }, &[Topic::Members]);
    let closing = use_state(|| None::<EntryId>);
    let close = use_change(PEOPLE);
    let next = use_next_focus(invites.ready().map(|invites| invites.to_vec()));
    let on_close = {
        let setter = closing.setter();
        Callback::from(move |()| setter.set(None))
    };
    let on_ask = {
        let setter = closing.setter();
        Callback::from(move |invite: EntryId| setter.set(Some(invite)))
    };
    let on_confirm = {
        let (close, on_close) = (close.clone(), on_close.clone());
        let (named, invite, next) = (space.named(), *closing, next.clone());
        Callback::from(move |()| {
            let Some(invite) = invite else { return };
            let (say, on_close, next) = (say.clone(), on_close.clone(), next.clone());
            let command = RevokeInvite { space: named.clone(), invite: invite.to_string() };
            close.send(&command, move |_| {
                next.replace(Some("#invites-title".to_owned()));
                on_close.emit(());
                say.emit(words.t("invites-closed"));
            });
        })
    };
    let list = answered(words, &invites, |invites| {
        let shown: Vec<_> = invites.iter().filter(|invite| worth_a_row(invite)).collect();
        if shown.is_empty() {
            return html! {
                <p class="section-text muted" data-testid="invites-none">
                    { words.t("invites-none") }
                </p>
            };
        }
        let rows = shown.into_iter().map(|invite| row(words, invite, &on_ask));
        html! { <ul>{ for rows }</ul> }
    });
    html! {
        <section class="section" data-testid="invites">
            <div class="section-head"><h2 id="invites-title" tabindex="-1">{ words.t("invites-title") }</h2></div>
            { list }
            if closing.is_some() {
                <Confirm id="close-invite" title={words.t("invites-close-title")}
                    act={words.t("invites-close")} pending={close.is_pending()}
                    error={close.error()} {on_confirm} {on_close}>
                    <p>{ words.t("invites-close-text") }</p>
                </Confirm>
            }
        </section>
    }
}

/// Whether an invitation can still be used, or was used more often than it was meant to.
const fn worth_a_row(invite: &OpenInviteView) -> bool {
    invite.open || invite.used > invite.uses
}

fn row(words: Words, invite: &OpenInviteView, on_ask: &Callback<EntryId>) -> Html {
    let by = words.person(&invite.by);
    let used = [
        ("used", invite.used.into()),
        ("uses", invite.uses.into()),
        ("date", words.day(invite.expires).into()),
    ];
    let over = invite.used.saturating_sub(invite.uses);
    let id = invite.id;
    let onclick = on_ask.reform(move |_: MouseEvent| id);
    html! {
        <li key={id.to_string()} class="row" data-testid="invite-row">
            <div class="grow">
                <div class="row-title">
                    <span>{ words.with("invites-by", &[("name", (&by).into())]) }</span>
                    if invite.role == Role::Steward {
                        <span class="badge">{ words.t("invites-steward") }</span>
                    }
                    if invite.approve == Approve::Ask {
                        <span class="badge">{ words.t("invites-asks") }</span>
                    }
                </div>
                <p class="row-note">{ words.with("invites-used", &used) }</p>
                if over > 0 {
                    <p class="status warn" data-testid="invite-over">
                        { icon(Icon::Alert) }<span>{ words.count("invites-over", over) }</span>
                    </p>
                }
            </div>
            if invite.open && invite.can_close {
                <button type="button" class="button small" {onclick}
                    aria-label={words.with("invites-close-of", &[("name", by.into())])}
                    data-testid="invite-close">{ words.t("invites-close") }</button>
            }
        </li>
    }
}

#[cfg(test)]
mod tests {
    use etabli_i18n::Language;

    use super::*;
    use crate::{clock, tests::rendered};

    fn invite(uses: u32, used: u32) -> OpenInviteView {
        OpenInviteView {
            id: EntryId([1; 32]),
            by: "Ana".to_owned(),
            role: Role::Member,
            uses,
            used,
            expires: clock::now().plus(86_400_000),
            approve: Approve::Auto,
            open: used < uses,
            can_close: true,
        }
    }

    #[test]
    fn what_is_used_up_as_meant_has_no_row() {
        let shown = [invite(2, 1), invite(2, 2), invite(2, 3)].map(|invite| worth_a_row(&invite));
        assert_eq!(shown, [true, false, true]);
    }

    #[tokio::test]
    async fn an_invitation_that_let_too_many_in_says_so_and_cannot_be_closed() {
        let words = Words::of(Language::French);
        let html = rendered(row(words, &invite(2, 3), &Callback::noop())).await;
        assert!(html.contains("invite-over") && html.contains("1 personne de plus"), "{html}");
        assert!(!html.contains("invite-close"), "{html}");
        let html = rendered(row(words, &invite(2, 1), &Callback::noop())).await;
        assert!(!html.contains("invite-over") && html.contains("invite-close"), "{html}");
    }
}
