//! Adding a device, step by step: what to do on the other computer, the code, the words to compare.

use std::rc::Rc;

use etabli_api::{
    command::CreatePairing,
    id::MemberId,
    view::{CodePurpose, GuestState, GuestView, InviteView},
};
use yew::prelude::*;

use crate::{
    components::{answer::Refusal, code::Code, dialog::Dialog},
    guests::{card, use_answers, use_guests},
    query::use_change,
    space::use_space,
    words::use_words,
};

/// Properties of [`AddDevice`].
#[derive(Properties, PartialEq)]
pub(crate) struct AddDeviceProps {
    /// The member who lost their device, and their name; unsaid, the person here.
    #[prop_or_default]
    pub(crate) of: Option<(MemberId, String)>,
    /// Hears that it is to be closed.
    pub(crate) on_close: Callback<()>,
}

/// Leads through adding a device.
#[component]
pub(crate) fn AddDevice(props: &AddDeviceProps) -> Html {
    let AddDeviceProps { of, on_close } = props;
    let (words, space) = (use_words(), use_space());
    let made = use_state(|| None::<Rc<InviteView>>);
    let pair = use_change(&[]);
    {
        let (pair, setter, named) = (pair.clone(), made.setter(), space.named());
        use_effect_with(of.clone(), move |of| {
            let member = of.as_ref().map(|(member, _)| member.to_string());
            pair.send(&CreatePairing { space: named, member }, move |view| {
                setter.set(Some(Rc::new(view)));
            });
        });
    }
    let guests = use_guests();
    let admitted = use_state(|| false);
    let answers = use_answers(&guests, "[data-testid=device-add-close]");
    let on_admit = {
        let (on_admit, admitted) = (answers.on_admit.clone(), admitted.setter());
        Callback::from(move |guest| {
            admitted.set(true);
            on_admit.emit(guest);
        })
    };
    let pending = answers.change.is_pending();
    let shown: Vec<&GuestView> = guests
        .ready()
        .map(|guests| guests.iter().filter(|guest| asks(guest, of.is_some())).collect())
        .unwrap_or_default();
    let compare = match (shown.as_slice(), *admitted) {
        ([], true) => html! {
            <p class="strong" role="status" data-testid="device-add-done">
                { words.t("device-add-done") }
            </p>
        },
        ([], false) => html! {
            <div class="waiting" role="status">
                <p>{ words.t("device-add-waiting") }</p>
                <progress class="along" aria-hidden="true"></progress>
            </div>
        },
        (guests, _) => {
            let cards = guests.iter().map(|guest| {
                html! {
                    <div class="row guest" key={guest.device.to_string()} data-testid="device-guest">
                        { card(words, guest, pending, &on_admit, &answers.on_refuse) }
                    </div>
                }
            });
            html! { <div role="status">{ for cards }</div> }
        }
    };
    let title = match of {
        None => words.t("device-add-title"),
        Some((_, name)) => {
            words.with("device-replace-title", &[("name", words.person(name).into())])
        }
    };
    let text = if of.is_some() { "device-replace-text" } else { "device-add-text" };
    let until = made
        .as_ref()
        .map(|view| words.with("device-add-until", &[("date", words.moment(view.expires).into())]));
    html! {
        <Dialog id="device-add" {title} on_close={on_close.clone()}>
            <div class="stack">
                <p>{ words.t(text) }</p>
                <Refusal error={pair.error()} />
                <Refusal error={answers.change.error()} />
                // Once the other computer is there, only the words matter.
                if shown.is_empty() && !*admitted {
                    <ol class="steps">
                        <li>{ words.t("device-add-start") }</li>
                        <li>
                            <p>
                                { words.t("device-add-enter") }
                                { until.map(|until| format!(" {until}")) }
                            </p>
                            if let Some(view) = &*made {
                                <Code id="device" code={view.ticket.clone()}
                                    picture={view.picture.clone()} />
                            }
                        </li>
                        <li><p>{ words.t("device-add-compare") }</p>{ compare }</li>
                    </ol>
                } else {
                    { compare }
                }
            </div>
        </Dialog>
    }
}

/// Whether this is a guest that the code here brings.
fn asks(guest: &GuestView, replacement: bool) -> bool {
    let purpose = match replacement {
        true => CodePurpose::Replacement,
        false => CodePurpose::Device,
    };
    guest.purpose == purpose && guest.state != GuestState::Arrived
}
