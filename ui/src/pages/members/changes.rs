//! What changed: who decided what about whom, what does not count because of it, and for
//! stewards the way to make it count all the same.

use etabli_api::{
    Topic,
    command::{ListClaims, ListDecisions, RatifyEntry},
    id::EntryId,
    view::{ClaimView, DecisionView, SpaceRight},
};
use yew::prelude::*;

use super::PEOPLE;
use crate::{
    components::answer::Refusal,
    focus::use_next_focus,
    query::{use_change, use_query},
    space::use_space,
    toast::use_say,
    words::{Words, use_words},
};

/// What makes the list old.
const STALE: &[Topic] = &[Topic::Members, Topic::Loans, Topic::Inventory];

/// Shows the decisions; nothing while there was none.
#[component]
pub(super) fn Changes() -> Html {
    let (words, space, say) = (use_words(), use_space(), use_say());
    let decisions = use_query(ListDecisions { space: space.named() }, STALE);
    let claims = use_query(ListClaims { space: space.named() }, STALE);
    let ratify = use_change(PEOPLE);
    let next = use_next_focus(claims.ready().map(|claims| claims.to_vec()));
    let on_ratify = {
        let (ratify, named) = (ratify.clone(), space.named());
        let may = space.may(SpaceRight::Govern) && !ratify.is_pending();
        may.then(|| {
            Callback::from(move |entry: EntryId| {
                let (say, next) = (say.clone(), next.clone());
                let command = RatifyEntry { space: named.clone(), entry: entry.to_string() };
                ratify.send(&command, move |_| {
                    next.replace(Some("#changes-title".to_owned()));
                    say.emit(words.t("change-ratified"));
                });
            })
        })
    };
    let (Some(decisions), Some(claims)) = (decisions.ready(), claims.ready()) else {
        return Html::default();
    };
    if decisions.is_empty() && claims.is_empty() {
        return Html::default();
    }
    let rows = decisions.iter().map(|decision| {
        let void = claims.iter().filter(|claim| {
            claim.because.as_ref().is_some_and(|because| because.id == decision.id)
        });
        row(words, decision, &void.collect::<Vec<_>>(), on_ratify.as_ref())
    });
    // What is void for another reason than one of the decisions above.
    let listed = |id: &EntryId| decisions.iter().any(|decision| decision.id == *id);
    let others: Vec<_> = claims
        .iter()
        .filter(|claim| !claim.because.as_ref().is_some_and(|because| listed(&because.id)))
        .collect();
    html! {
        <section class="section" data-testid="changes">
            <div class="section-head"><h2 id="changes-title" tabindex="-1">{ words.t("changes-title") }</h2></div>
            <p class="section-text muted">{ words.t("changes-text") }</p>
            <Refusal error={ratify.error()} />
            <ul>
                { for rows }
                if !others.is_empty() {
                    <li class="row change">
                        <p class="row-title">{ words.t("changes-others") }</p>
                        { void(words, &others, on_ratify.as_ref()) }
                    </li>
                }
            </ul>
        </section>
    }
}

fn row(
    words: Words,
    decision: &DecisionView,
    claims: &[&ClaimView],
    on_ratify: Option<&Callback<EntryId>>,
) -> Html {
    let count = usize::try_from(decision.void).unwrap_or(usize::MAX).max(claims.len());
    html! {
        <li key={decision.id.to_string()} class="row change" data-testid="change-row">
            <p class="row-title">{ decided(words, decision) }</p>
            <p class="row-note">
                { words.moment(decision.at) }{ ", " }
                <span data-testid="change-void">
                    { words.with("change-void", &[("count", count.into())]) }
                </span>
            </p>
            if !claims.is_empty() {
                { void(words, claims, on_ratify) }
            }
        </li>
    }
}

fn void(words: Words, claims: &[&ClaimView], on_ratify: Option<&Callback<EntryId>>) -> Html {
    let rows = claims.iter().map(|claim| {
        let what = claimed(words, claim);
        let id = claim.id;
        let act = on_ratify.map(|on_ratify| {
            let onclick = on_ratify.reform(move |_: MouseEvent| id);
            let label = words.with("change-ratify-of", &[("what", (&what).into())]);
            html! {
                <button type="button" class="button small" {onclick} aria-label={label}
                    data-testid="ratify">{ words.t("change-ratify") }</button>
            }
        });
        html! {
            <li key={id.to_string()} class="claim" data-testid="claim-row">
                <span class="grow">{ &what }{ ", " }{ words.moment(claim.at) }</span>
                { act }
            </li>
        }
    });
    html! { <ul class="claims">{ for rows }</ul> }
}

/// Tells a decision in words.
fn decided(words: Words, decision: &DecisionView) -> String {
    let by = words.person(&decision.by);
    let about = words.person(&decision.about);
    let args = [("by", by.into()), ("about", about.into())];
    match decision.kind.as_str() {
        "leave" => words.with("change-leave", &args),
        "suspend" => words.with("change-suspend", &args),
        "exclude" => words.with("change-exclude", &args),
        "revoke_role" => words.with("change-revoke-role", &args),
        "revoke_device" => words.with("change-revoke-device", &args),
        "set_policy" => words.with("change-set-policy", &args),
        _ => words.with("change-other", &args),
    }
}

/// Tells in words what does not count.
fn claimed(words: Words, claim: &ClaimView) -> String {
    let member = words.person(&claim.member);
    let about = match claim.about.as_str() {
        "" => words.t("unknown-item"),
        about => about.to_owned(),
    };
    let args = [("member", member.into()), ("about", about.into())];
    match claim.kind.as_str() {
        "hand_over" => words.with("claim-hand-over", &args),
        "booking" => words.with("claim-booking", &args),
        "request" => words.with("claim-request", &args),
        "return" => words.with("claim-return", &args),
        "edit" => words.with("claim-edit", &args),
        "admission" if claim.about.is_empty() => words.with("claim-admission-unknown", &args),
        "admission" => words.with("claim-admission", &args),
        _ => words.with("claim-other", &args),
    }
}

#[cfg(test)]
mod tests {
    use etabli_i18n::Language;

    use super::*;
    use crate::clock;

    fn decision(kind: &str) -> DecisionView {
        DecisionView {
            id: EntryId([1; 32]),
            at: clock::now(),
            by: "Ana".to_owned(),
            kind: kind.to_owned(),
            about: "Bo".to_owned(),
            void: 2,
        }
    }

    #[test]
    fn a_decision_says_who_decided_about_whom() {
        let words = Words::of(Language::English);
        assert_eq!(decided(words, &decision("suspend")), "Ana suspended Bo");
        assert_eq!(decided(words, &decision("leave")), "Bo left");
        assert_eq!(decided(words, &decision("later")), "Ana decided something");
    }

    #[test]
    fn what_does_not_count_says_whose_it_is() {
        let claim = |kind: &str, about: &str| ClaimView {
            id: EntryId([2; 32]),
            at: clock::now(),
            member: "Bo".to_owned(),
            kind: kind.to_owned(),
            about: about.to_owned(),
            because: Some(decision("suspend")),
        };
        let words = Words::of(Language::English);
        assert_eq!(claimed(words, &claim("hand_over", "Drill")), "Bo handed over “Drill”");
        assert_eq!(claimed(words, &claim("admission", "")), "Bo let somebody in");
        assert_eq!(claimed(words, &claim("edit", "")), "Bo changed items");
    }
}
