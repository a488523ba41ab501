//! One item: how it stands, who has it, what it is, where it was. Lending and returning happen
//! here; editing takes the place of what it changes.

mod bookings;
mod edit;
mod files;
pub(crate) mod form;
pub(crate) mod give_back;
mod keep;
mod lend;
pub(crate) mod loan;
mod past;
pub(crate) mod photo;
pub(crate) mod requests;
mod then;
mod upkeep;

use std::rc::Rc;

use etabli_api::{
    Topic,
    command::ShowItem,
    id::{ItemId, MemberId},
    view::{ItemStatus, ItemView, LoanStatus, RequestView, SpaceRight},
};
use yew::prelude::*;

use crate::{
    chapter::{Later, Shown},
    clock,
    components::{
        answer::{Refusal, answered},
        board::{TileSize, tile},
        icon::{Icon, icon},
        markdown::markdown,
        status::Standing,
    },
    focus::{focus_on, use_kept_focus},
    labels::{LabelsDialog, Subject},
    pages::inventory::ITEMS,
    query::use_query,
    route::use_heading,
    space::use_space,
    words::{Words, use_words},
};

pub(crate) use self::upkeep::CONDITIONS;
use self::{
    bookings::ItemBookings,
    edit::EditItem,
    files::Files,
    give_back::{GiveBack, use_give_back},
    lend::LendDialog,
    loan::LoanRow,
    past::{Choices, ItemHistory, Removed, use_remove},
    requests::{AskDialog, RequestList},
    then::Then,
    upkeep::Upkeep,
};

/// What a loan that begins or ends makes old.
pub(crate) const LENDING: &[Topic] = &[Topic::Loans, Topic::Inventory, Topic::Spaces];

/// Properties of [`ItemPanel`].
#[derive(Properties, PartialEq)]
pub(crate) struct ItemPanelProps {
    /// Which item.
    pub(crate) item: ItemId,
    /// Where its list is.
    pub(crate) back: AttrValue,
}

/// Shows an item beside the list, or instead of it where there is no room for both.
#[component]
pub(crate) fn ItemPanel(props: &ItemPanelProps) -> Html {
    let (words, space) = (use_words(), use_space());
    let item = use_query(ShowItem { space: space.named(), item: props.item.to_string() }, ITEMS);
    let view = match item.ready() {
        Some(view) => html! { <Later shown={Shown::Item(view.clone())} /> },
        None => answered(words, &item, |_| Html::default()),
    };
    html! {
        <aside class="panel" aria-label={words.t("item-panel")} data-testid="item-panel">
            <a class="button quiet small panel-close" href={props.back.clone()}
                data-testid="item-close">
                <span class="panel-close-wide">
                    { icon(Icon::Close) }
                    <span class="hidden-label">{ words.t("item-close") }</span>
                </span>
                <span class="panel-close-narrow">
                    { icon(Icon::ArrowLeft) }{ words.t("inventory-title") }
                </span>
            </a>
            { view }
        </aside>
    }
}

/// The heading, which gets the focus when a button goes away with what it changed.
const NAME: &str = "[data-testid=item-name]";

/// What is open over the item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Front {
    Nothing,
    Lend,
    /// To whoever asked for it.
    LendTo(MemberId),
    Ask,
    Edit,
    Labels,
}

/// Properties of [`Item`].
#[derive(Properties, PartialEq)]
pub(crate) struct ItemProps {
    /// What there is to show.
    pub(crate) view: Rc<ItemView>,
}

/// Shows an item.
#[component]
pub(crate) fn Item(props: &ItemProps) -> Html {
    let view = &props.view;
    let (words, space) = (use_words(), use_space());
    let heading = use_heading(Some(view.row.name.clone()));
    let front = use_state(|| Front::Nothing);
    let shown = (view.clone(), *front);
    let acted = use_kept_focus(shown.clone(), NAME);
    let GiveBack { change: give_back, on_return, on_tell, dialog: returning } =
        use_give_back(shown, NAME);
    let (remove, on_remove) = use_remove(view.row.id);

    let then = use_state_eq(|| None::<AttrValue>);
    let on_then = {
        let setter = then.setter();
        Callback::from(move |step: AttrValue| setter.set(Some(step)))
    };
    {
        // Back to now, whoever listens hears where they are.
        let (heading, looked_back) = (heading.clone(), use_mut_ref(|| false));
        use_effect_with(then.is_some(), move |looking| {
            if looked_back.replace(*looking) && !looking {
                focus_on(&heading);
            }
        });
    }
    if let Some(step) = &*then {
        let on_back = {
            let setter = then.setter();
            Callback::from(move |()| setter.set(None))
        };
        return html! { <Then item={view.row.id} step={step.clone()} {on_back} /> };
    }
    let open = |what: Front| {
        let (setter, acted) = (front.setter(), acted.clone());
        Callback::from(move |_: MouseEvent| {
            acted.set(true);
            setter.set(what);
        })
    };
    let on_close = {
        let setter = front.setter();
        Callback::from(move |()| setter.set(Front::Nothing))
    };
    let on_remove = {
        let acted = acted.clone();
        on_remove.reform(move |event: MouseEvent| {
            acted.set(true);
            event
        })
    };
    let pending = give_back.is_pending();
    let out: Vec<_> =
        view.loans.iter().filter(|loan| loan.status != LoanStatus::Returned).collect();
    // With several loans out, each row says which of them came back.
    let only = match out.as_slice() {
        [only] if space.may(SpaceRight::Lend) => Some((*only).clone()),
        _ => None,
    };
    let may_lend = view.can_lend && view.row.available > 0;
    let acts = html! {
        <div class="acts">
            if let Some(loan) = only {
                <button type="button" class="button main-act" disabled={pending}
                    onclick={on_return.reform(move |_: MouseEvent| loan.clone())}
                    data-testid="item-return">{ words.t("item-return") }</button>
            }
            if may_lend {
                <button type="button" class={classes!("button", out.is_empty().then_some("main-act"))}
                    onclick={open(Front::Lend)} data-testid="item-lend">
                    { words.t("item-lend") }
                </button>
            }
            if view.can_ask && !may_lend {
                <button type="button" class="button main-act" onclick={open(Front::Ask)}
                    data-testid="item-ask">{ words.t("ask-submit") }</button>
            }
            if view.can_edit && view.removed.is_none() {
                <button type="button" class="button" onclick={open(Front::Edit)}
                    data-testid="item-edit">{ words.t("item-edit") }</button>
                <button type="button" class="button" onclick={open(Front::Labels)}
                    data-testid="item-labels">{ words.t("labels-open-one") }</button>
                <button type="button" class="button" onclick={on_remove}
                    disabled={remove.is_pending()} data-testid="item-remove">
                    { icon(Icon::Bin) }{ words.t("item-remove") }
                </button>
            }
        </div>
    };
    let description = match *front {
        Front::Edit => html! { <EditItem view={view.clone()} on_close={on_close.clone()} /> },
        Front::Nothing | Front::Lend | Front::LendTo(_) | Front::Ask | Front::Labels => html! {
            <>
                { acts }
                <Refusal error={give_back.error().or_else(|| remove.error())} />
                { description(words, view, space.may(SpaceRight::Lend)) }
            </>
        },
    };
    let asked: Vec<_> = view.requests.iter().filter(|it| it.line > 0).cloned().collect();
    let on_lend = {
        let setter = front.setter();
        Callback::from(move |request: RequestView| setter.set(Front::LendTo(request.by)))
    };
    let loans = view.loans.iter().map(|loan| {
        html! {
            <LoanRow key={loan.id.to_string()} loan={loan.clone()} {pending}
                on_return={on_return.clone()} on_tell={on_tell.clone()} names_item={false} />
        }
    });
    html! {
        <>
            <header class="panel-head">
                { tile(&view.row, TileSize::Huge) }
                <div class="grow">
                    <h1 class="panel-title" ref={heading} tabindex="-1" data-testid="item-name">
                        { &view.row.name }
                    </h1>
                    <p class="row-note">
                        if !view.row.tag.is_empty() {
                            <span class="label-tag">{ &view.row.tag }</span>{ " " }
                        }
                        { &view.row.place }
                    </p>
                    { Standing::of_item(words, &view.row, clock::now()).show() }
                </div>
            </header>
            if view.row.status == ItemStatus::Disputed {
                <div class="callout danger" data-testid="item-disputed">
                    { icon(Icon::Split) }<p>{ words.t("item-disputed-text") }</p>
                </div>
            }
            <Removed view={view.clone()} />
            <Choices view={view.clone()} />
            { description }
            <Upkeep view={view.clone()} />
            { returning }
            <Files view={view.clone()} />
            if view.removed.is_none() {
                <ItemBookings item={view.row.id} name={view.row.name.clone()} />
            }
            if !asked.is_empty() {
                <section class="section" data-testid="item-requests">
                    <div class="section-head"><h2>{ words.t("item-requests") }</h2></div>
                    <RequestList requests={asked} on_lend={on_lend} />
                </section>
            }
            <section class="section">
                <div class="section-head"><h2>{ words.t("item-loans") }</h2></div>
                if view.loans.is_empty() {
                    <p class="section-text muted">{ words.t("item-no-loans") }</p>
                } else {
                    <ul data-testid="item-loans">{ for loans }</ul>
                }
            </section>
            <ItemHistory item={view.row.id} {on_then} />
            { match *front {
                Front::Nothing | Front::Edit => Html::default(),
                Front::Lend => html! { <LendDialog view={view.clone()} {on_close} /> },
                Front::LendTo(to) => html! {
                    <LendDialog view={view.clone()} to={to.to_string()} {on_close} />
                },
                Front::Ask => html! { <AskDialog view={view.clone()} {on_close} /> },
                Front::Labels => html! {
                    <LabelsDialog subject={Subject::One(view.row.id)} {on_close} />
                },
            } }
        </>
    }
}

/// Draws what is known of an item.
fn description(words: Words, view: &ItemView, takes_part: bool) -> Html {
    let row = &view.row;
    let here = [("available", row.available.into()), ("quantity", row.quantity.into())];
    let stock = row.stock.to_string();
    let quantity = match row.unit.as_str() {
        "" => words.with("item-quantity-of", &here),
        unit => words.with("status-stock", &[("stock", (&stock).into()), ("unit", unit.into())]),
    };
    let owner = match row.owner {
        None => words.t("inventory-owner-space"),
        Some(_) => row.owner_name.clone(),
    };
    let or_none = |text: &str| match text {
        "" => words.t("item-none"),
        text => text.to_owned(),
    };
    let terms = [
        ("item-category", or_none(&words.category(&row.category))),
        ("item-place", or_none(&row.place)),
        ("item-quantity", quantity),
        ("item-owner", owner),
    ];
    let terms = terms.iter().map(|(id, text)| {
        html! { <><dt>{ words.t(id) }</dt><dd data-testid={*id}>{ text }</dd></> }
    });
    let fields = view.fields.iter().map(|(name, text)| {
        html! { <><dt>{ name }</dt><dd>{ text }</dd></> }
    });
    html! {
        <>
            <section class="section">
                <div class="section-head"><h2>{ words.t("item-what") }</h2></div>
                <dl class="terms">{ for terms }</dl>
                if !view.can_lend && !view.can_edit && row.owner.is_some() && takes_part {
                    <p class="section-text muted">
                        { words.with("item-read-only", &[("name", (&row.owner_name).into())]) }
                    </p>
                }
            </section>
            if !view.note.is_empty() {
                <section class="section">
                    <div class="section-head"><h2>{ words.t("item-note") }</h2></div>
                    <div class="section-text" data-testid="item-note">{ markdown(&view.prose) }</div>
                </section>
            }
            if !view.fields.is_empty() {
                <section class="section">
                    <div class="section-head"><h2>{ words.t("item-fields") }</h2></div>
                    <dl class="terms" data-testid="item-fields">{ for fields }</dl>
                </section>
            }
        </>
    }
}
