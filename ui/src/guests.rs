//! Who stands at the door: the four words to compare, and the two answers. The same on the screens of
//! members and of devices, and while a device is added.

use etabli_api::{
    Topic,
    command::{AdmitGuest, ListGuests, RefuseGuest},
    view::{CodePurpose, GuestState, GuestView},
};
use yew::prelude::*;

use crate::{
    components::{
        answer::Refusal,
        face::{FaceSize, face},
        icon::{Icon, icon},
    },
    focus::use_next_focus,
    pages::members::PEOPLE,
    query::{Change, Query, use_change, use_query},
    space::use_space,
    toast::use_say,
    words::{Words, use_words},
};

/// Returns who stands at the door of the open space.
#[hook]
pub(crate) fn use_guests() -> Query<Vec<GuestView>> {
    let space = use_space();
    use_query(ListGuests { space: space.named() }, &[Topic::Members, Topic::Sync])
}

/// Returns how many wait for an answer that the person here may give.
pub(crate) fn waiting(guests: &[GuestView]) -> usize {
    guests.iter().filter(|guest| guest.can_admit).count()
}

/// A way to answer guests.
#[derive(Clone)]
pub(crate) struct Answers {
    /// How far an answer is.
    pub(crate) change: Change,
    /// Hears who is let in.
    pub(crate) on_admit: Callback<GuestView>,
    /// Hears who is sent away.
    pub(crate) on_refuse: Callback<GuestView>,
}

/// Returns a way to answer guests. When the one who was answered goes from `shown`, the focus goes to
/// what `then` selects.
#[hook]
pub(crate) fn use_answers(shown: &Query<Vec<GuestView>>, then: &'static str) -> Answers {
    let (words, space, say) = (use_words(), use_space(), use_say());
    let change = use_change(PEOPLE);
    let next = use_next_focus(shown.ready().cloned());
    let on_admit = {
        let (change, named, say) = (change.clone(), space.named(), say.clone());
        let next = next.clone();
        Callback::from(move |guest: GuestView| {
            let (say, next) = (say.clone(), next.clone());
            let command = AdmitGuest { space: named.clone(), guest: guest.device.to_string() };
            change.send(&command, move |left| {
                next.replace(Some(then.to_owned()));
                let signed = left.iter().any(|left| left.device == guest.device);
                let id = match (signed, guest.purpose) {
                    (true, _) => "guest-signed-done",
                    (false, CodePurpose::Membership) => "guest-admitted-done",
                    (false, CodePurpose::Device | CodePurpose::Replacement) => "guest-device-done",
                };
                say.emit(words.with(id, &[("name", words.person(&guest.name).into())]));
            });
        })
    };
    let on_refuse = {
        let (change, named) = (change.clone(), space.named());
        Callback::from(move |guest: GuestView| {
            let (say, next) = (say.clone(), next.clone());
            let command = RefuseGuest { space: named.clone(), guest: guest.device.to_string() };
            change.send(&command, move |_| {
                next.replace(Some(then.to_owned()));
                let name = words.person(&guest.name);
                say.emit(words.with("guest-refused-done", &[("name", name.into())]));
            });
        })
    };
    Answers { change, on_admit, on_refuse }
}

/// Which guests a screen shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Door {
    /// All, and who came in a moment ago.
    Members,
    /// Devices.
    Devices,
}

impl Door {
    const fn shows(self, guest: &GuestView) -> bool {
        match (self, guest.purpose) {
            (Self::Members, _) | (_, CodePurpose::Device | CodePurpose::Replacement) => true,
            (Self::Devices, CodePurpose::Membership) => false,
        }
    }
}

/// Properties of [`Guests`].
#[derive(Properties, PartialEq)]
pub(crate) struct GuestsProps {
    /// Which.
    pub(crate) door: Door,
}

/// Shows who stands at the door; nothing while nobody does.
#[component]
pub(crate) fn Guests(props: &GuestsProps) -> Html {
    let words = use_words();
    let guests = use_guests();
    let answers = use_answers(&guests, "h1");
    let shown = guests.ready().map(|guests| guests.as_slice()).unwrap_or_default();
    let (arrived, wait): (Vec<_>, Vec<_>) = shown
        .iter()
        .filter(|guest| props.door.shows(guest))
        .partition(|guest| guest.state == GuestState::Arrived);
    let arrived = arrived.into_iter().filter(|_| props.door == Door::Members);
    let arrived: Vec<Html> = arrived.map(|guest| came_in(words, guest)).collect();
    html! {
        <>
            <Refusal error={answers.change.error()} />
            if !wait.is_empty() {
                <section class="section" data-testid="guests">
                    <div class="section-head"><h2>{ words.t("guests-title") }</h2></div>
                    <ul>{ for wait.into_iter().map(|guest| row(words, guest, &answers)) }</ul>
                </section>
            }
            if !arrived.is_empty() {
                <section class="section quiet" data-testid="guests-arrived">
                    <div class="section-head"><h2>{ words.t("guests-arrived") }</h2></div>
                    <p class="section-text muted">{ words.t("guests-arrived-text") }</p>
                    <ul>{ arrived }</ul>
                </section>
            }
        </>
    }
}

fn came_in(words: Words, guest: &GuestView) -> Html {
    let name = words.person(&guest.name);
    html! {
        <li key={guest.device.to_string()} class="row" data-testid="guest-arrived">
            { face(&name, FaceSize::Normal) }
            <div class="grow">
                <div class="row-title">
                    <span>{ name }</span><span class="label-tag">{ guest.device.short() }</span>
                </div>
                <p class="row-note">
                    { words.moment(guest.at) }
                    if !guest.words.is_empty() {
                        { ", " }<span>{ &guest.words }</span>
                    }
                </p>
            </div>
        </li>
    }
}

fn row(words: Words, guest: &GuestView, answers: &Answers) -> Html {
    html! {
        <li key={guest.device.to_string()} class="row guest" data-testid="guest">
            { card(words, guest, answers.change.is_pending(), &answers.on_admit, &answers.on_refuse) }
        </li>
    }
}

/// Draws a guest, what to compare, and the two answers.
pub(crate) fn card(
    words: Words,
    guest: &GuestView,
    pending: bool,
    on_admit: &Callback<GuestView>,
    on_refuse: &Callback<GuestView>,
) -> Html {
    let name = words.person(&guest.name);
    let named = [("name", (&name).into())];
    let asks = match guest.purpose {
        CodePurpose::Membership => "guest-asks",
        CodePurpose::Device => "guest-asks-device",
        CodePurpose::Replacement => "guest-asks-replacement",
    };
    let when = words.with("guest-asked", &[("date", words.moment(guest.at).into())]);
    let away = (!guest.connected && !guest.words.is_empty()).then(|| words.t("guest-away"));
    let signed = (!guest.signed.is_empty()).then(|| {
        let names = words.people(&guest.signed);
        words.with("guest-signed", &[("names", names.into()), ("needed", guest.needed.into())])
    });
    let answer = |on: &Callback<GuestView>| {
        let guest = guest.clone();
        on.reform(move |_: MouseEvent| guest.clone())
    };
    let (admit, refuse) = (answer(on_admit), answer(on_refuse));
    let compare = match guest.purpose {
        CodePurpose::Device => "guest-compare-device",
        CodePurpose::Membership | CodePurpose::Replacement => "guest-compare",
    };
    let act = match guest.purpose {
        CodePurpose::Membership | CodePurpose::Device => "guest-admit",
        CodePurpose::Replacement => "guest-sign",
    };
    html! {
        <>
            { face(&name, FaceSize::Normal) }
            <div class="grow stack-tight">
                <div>
                    <p class="row-title">
                        <span>{ words.with(asks, &named) }</span>
                        <span class="label-tag">{ guest.device.short() }</span>
                    </p>
                    <p class="row-note">{ when }{ away.map(|away| format!(" {away}")) }</p>
                </div>
                if !guest.words.is_empty() {
                    <p class="four-words" data-testid="guest-words">{ &guest.words }</p>
                    <p>{ words.t(compare) }</p>
                }
                if guest.words.is_empty() && guest.can_admit {
                    <p class="four-words" data-testid="guest-number">{ &guest.number }</p>
                    <p>{ words.t("guest-number") }</p>
                }
                if let Some(signed) = signed {
                    <p data-testid="guest-signed">{ signed }</p>
                }
                if guest.can_admit {
                    <div class="acts">
                        <button type="button" class="button main-act" onclick={admit}
                            disabled={pending} data-testid="guest-admit">
                            { icon(Icon::Check) }{ words.t(act) }
                        </button>
                        if !guest.words.is_empty() {
                            <button type="button" class="button" onclick={refuse}
                                disabled={pending} data-testid="guest-refuse">
                                { words.t("guest-refuse") }
                            </button>
                        }
                    </div>
                }
            </div>
        </>
    }
}

#[cfg(test)]
mod tests {
    use etabli_api::id::DeviceId;
    use etabli_i18n::Language;

    use super::*;
    use crate::{clock, tests::rendered};

    fn guest(words: &str, signed: &[&str], can_admit: bool) -> GuestView {
        GuestView {
            device: DeviceId([1; 32]),
            name: "Bo".to_owned(),
            purpose: match signed {
                [] => CodePurpose::Membership,
                _ => CodePurpose::Replacement,
            },
            words: words.to_owned(),
            number: "0101 0101 0101 0101".to_owned(),
            at: clock::now(),
            connected: true,
            state: GuestState::Waiting,
            signed: signed.iter().map(|&name| name.to_owned()).collect(),
            needed: 2,
            can_admit,
        }
    }

    async fn shown(guest: &GuestView) -> String {
        let words = Words::of(Language::French);
        rendered(card(words, guest, false, &Callback::noop(), &Callback::noop())).await
    }

    #[tokio::test]
    async fn whoever_may_not_answer_sees_who_waits_and_no_buttons() {
        let html = shown(&guest("un deux trois quatre", &[], false)).await;
        assert!(html.contains("un deux trois quatre") && !html.contains("<button"), "{html}");
        let html = shown(&guest("un deux trois quatre", &[], true)).await;
        assert!(html.contains("guest-admit") && html.contains("guest-refuse"), "{html}");
    }

    #[tokio::test]
    async fn a_steward_to_whom_no_words_are_shown_compares_the_number() {
        let html = shown(&guest("", &["Ana"], true)).await;
        assert!(html.contains("0101 0101 0101 0101") && html.contains("Ana"), "{html}");
        assert!(html.contains("guest-admit") && !html.contains("guest-refuse"), "{html}");
    }

    #[test]
    fn only_who_waits_for_the_person_here_is_counted() {
        let guests = [guest("a", &[], true), guest("b", &[], false)];
        assert_eq!(waiting(&guests), 1);
    }
}
