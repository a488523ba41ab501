//! A decision about a member: what follows from it, then the act.

use etabli_api::{
    command::{ExcludeMember, ReinstateMember, SetRole, SuspendMember},
    view::{MemberDecision, MemberStanding, MemberView, Role},
};
use yew::prelude::*;

use super::PEOPLE;
use crate::{
    components::{
        confirm::Confirm,
        icon::{Icon, icon},
    },
    query::use_change,
    space::use_space,
    toast::use_say,
    words::{Words, use_words},
};

/// Returns what the messages of a decision begin with.
pub(super) const fn key(decision: MemberDecision) -> &'static str {
    match decision {
        MemberDecision::MakeSteward => "decide-make-steward",
        MemberDecision::MakeMember => "decide-make-member",
        MemberDecision::Suspend => "decide-suspend",
        MemberDecision::Reinstate => "decide-reinstate",
        MemberDecision::Exclude => "decide-exclude",
    }
}

/// Tells what follows from a decision.
fn follows(words: Words, member: &MemberView, decision: MemberDecision) -> String {
    let name = words.person(&member.name);
    match decision {
        MemberDecision::Exclude if !member.excluders.is_empty() => {
            let asked = words.people(&member.excluders);
            words.with("decide-exclude-second", &[("name", name.into()), ("asked", asked.into())])
        }
        MemberDecision::MakeSteward
        | MemberDecision::MakeMember
        | MemberDecision::Suspend
        | MemberDecision::Reinstate
        | MemberDecision::Exclude => {
            words.with(&format!("{}-text", key(decision)), &[("name", name.into())])
        }
    }
}

/// Tells what came of it.
fn done(words: Words, member: &MemberView, decision: MemberDecision) -> String {
    let id = match (decision, member.standing) {
        (MemberDecision::Exclude, MemberStanding::Active | MemberStanding::Suspended) => {
            "decide-exclude-asked"
        }
        (MemberDecision::Exclude, MemberStanding::Left | MemberStanding::Excluded) => {
            "decide-exclude-done"
        }
        (MemberDecision::MakeSteward, _) => "decide-make-steward-done",
        (MemberDecision::MakeMember, _) => "decide-make-member-done",
        (MemberDecision::Suspend, _) => "decide-suspend-done",
        (MemberDecision::Reinstate, _) => "decide-reinstate-done",
    };
    words.with(id, &[("name", words.person(&member.name).into())])
}

/// Properties of [`Decide`].
#[derive(Properties, PartialEq)]
pub(super) struct DecideProps {
    /// About whom.
    pub(super) member: MemberView,
    /// What.
    pub(super) decision: MemberDecision,
    /// Whether nobody else is a steward.
    pub(super) last_steward: bool,
    /// Hears that it is done.
    pub(super) on_done: Callback<()>,
    /// Hears that it is not to be.
    pub(super) on_close: Callback<()>,
}

/// Asks before something is decided about a member, and decides it.
#[component]
pub(super) fn Decide(props: &DecideProps) -> Html {
    let DecideProps { member, decision, last_steward, on_done, on_close } = props;
    let (words, space, say) = (use_words(), use_space(), use_say());
    let change = use_change(PEOPLE);
    let decision = *decision;
    let on_confirm = {
        let (change, on_done) = (change.clone(), on_done.clone());
        let (named, id) = (space.named(), member.id.to_string());
        Callback::from(move |()| {
            let (space, member) = (named.clone(), id.clone());
            let (say, on_done) = (say.clone(), on_done.clone());
            let told = move |view: MemberView| {
                on_done.emit(());
                say.emit(done(words, &view, decision));
            };
            match decision {
                MemberDecision::MakeSteward => {
                    change.send(&SetRole { space, member, role: Role::Steward }, told);
                }
                MemberDecision::MakeMember => {
                    change.send(&SetRole { space, member, role: Role::Member }, told);
                }
                MemberDecision::Suspend => change.send(&SuspendMember { space, member }, told),
                MemberDecision::Reinstate => {
                    change.send(&ReinstateMember { space, member, device: None }, told)
                }
                MemberDecision::Exclude => change.send(&ExcludeMember { space, member }, told),
            }
        })
    };
    let name = words.person(&member.name);
    let title = words.with(&format!("{}-title", key(decision)), &[("name", (&name).into())]);
    let warned = *last_steward && decision == MemberDecision::MakeMember;
    html! {
        <Confirm id="decide-dialog" {title} act={words.t(key(decision))}
            pending={change.is_pending()} error={change.error()} {on_confirm}
            on_close={on_close.clone()}>
            <p data-testid="decide-text">{ follows(words, member, decision) }</p>
            if warned {
                { last_steward_warning(words) }
            }
        </Confirm>
    }
}

/// Says that afterwards nobody could decide any more.
pub(crate) fn last_steward_warning(words: Words) -> Html {
    html! {
        <p class="callout" data-testid="last-steward">
            { icon(Icon::Alert) }<span>{ words.t("last-steward") }</span>
        </p>
    }
}

#[cfg(test)]
mod tests {
    use etabli_api::id::{EntryId, MemberId};
    use etabli_i18n::{Language, Messages};

    use super::*;

    fn bo(standing: MemberStanding, excluders: &[&str]) -> MemberView {
        MemberView {
            id: MemberId(EntryId([1; 32])),
            name: "Bo".to_owned(),
            role: Role::Member,
            standing,
            me: false,
            devices: Vec::new(),
            loans_open: 0,
            admitted_by: "Ana".to_owned(),
            excluders: excluders.iter().map(|name| (*name).to_owned()).collect(),
            may: Vec::new(),
            contact: etabli_api::view::ContactView::default(),
        }
    }

    #[test]
    fn every_decision_has_its_words() {
        let all = [
            MemberDecision::MakeSteward,
            MemberDecision::MakeMember,
            MemberDecision::Suspend,
            MemberDecision::Reinstate,
            MemberDecision::Exclude,
        ];
        for language in Language::ALL {
            for id in all.map(key) {
                for end in ["", "-title", "-text", "-done"] {
                    let id = format!("{id}{end}");
                    let args = [("name", "Bo".into())];
                    assert!(Messages::of(language).find(&id, &args).is_some(), "{id}");
                }
            }
        }
    }

    #[test]
    fn an_exclusion_says_whether_a_second_word_is_needed() {
        let words = Words::of(Language::English);
        let first = follows(words, &bo(MemberStanding::Active, &[]), MemberDecision::Exclude);
        assert!(first.contains("a second steward’s word excludes them for good"), "{first}");
        let member = bo(MemberStanding::Suspended, &["Ana", "Chloé"]);
        let second = follows(words, &member, MemberDecision::Exclude);
        assert!(second.contains("Ana, Chloé"), "{second}");
    }

    #[test]
    fn what_came_of_an_exclusion_depends_on_how_many_asked() {
        let words = Words::of(Language::English);
        let told = |standing| done(words, &bo(standing, &[]), MemberDecision::Exclude);
        assert!(told(MemberStanding::Suspended).contains("suspended"));
        assert!(told(MemberStanding::Excluded).contains("excluded"));
        assert_ne!(told(MemberStanding::Suspended), told(MemberStanding::Excluded));
    }
}
