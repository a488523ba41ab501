//! A loan as a row: who has what, since when, until when, and the way to bring it back.

use etabli_api::view::{LoanStatus, LoanView, SpaceRight};
use yew::prelude::*;

use super::keep::Keep;
use crate::{
    clock,
    components::{
        board::gap,
        face::{FaceSize, face},
        status::Standing,
    },
    route::Route,
    space::use_space,
    words::{Words, use_words},
};

/// Properties of [`LoanRow`].
#[derive(Properties, PartialEq)]
pub(crate) struct LoanRowProps {
    /// The loan.
    pub(crate) loan: LoanView,
    /// Whether an answer is awaited.
    pub(crate) pending: bool,
    /// Whether the row says which item it is about.
    pub(crate) names_item: bool,
    /// Hears that it came back.
    pub(crate) on_return: Callback<LoanView>,
    /// Hears that it came back and that there is more to say, where there is room for it.
    #[prop_or_default]
    pub(crate) on_tell: Option<Callback<LoanView>>,
}

/// Shows a loan and lets somebody bring the item back.
#[component]
pub(crate) fn LoanRow(props: &LoanRowProps) -> Html {
    let LoanRowProps { loan, pending, names_item, on_return, on_tell } = props;
    let (words, space) = (use_words(), use_space());
    let item = item_name(words, loan);
    let to = to_name(words, loan);
    let named = [("item", (&item).into()), ("name", (&to).into())];
    let title = match names_item {
        true => html! {
            <a href={Route::Item(loan.item).href()} data-testid="loan-item">{ &item }</a>
        },
        false => html! { <span>{ &to }</span> },
    };
    let picture = match names_item {
        true => gap(&item),
        false => face(&to, FaceSize::Normal),
    };
    let onclick = of_this(on_return, loan);
    html! {
        <li class="row loan" data-testid="loan-row">
            { picture }
            <div class="grow">
                <div class="row-title">
                    { title }
                    if *names_item && !loan.tag.is_empty() {
                        <span class="label-tag">{ &loan.tag }</span>
                    }
                </div>
                <p class="row-note">{ note(words, loan, *names_item) }</p>
            </div>
            { Standing::of_loan(words, loan, clock::now()).show() }
            if loan.status != LoanStatus::Returned && space.may(SpaceRight::Lend) {
                <Keep loan={loan.clone()} item={item.clone()} />
                <button type="button" class="button small" disabled={*pending} {onclick}
                    aria-label={words.with("loan-return-of", &named)} data-testid="loan-return">
                    { words.t("loan-return") }
                </button>
                if let Some(on_tell) = on_tell {
                    <button type="button" class="button small" disabled={*pending}
                        onclick={of_this(on_tell, loan)} data-testid="loan-return-tell"
                        aria-label={words.with("loan-return-tell-of", &named)}>
                        { words.t("loan-return-tell") }
                    </button>
                }
            }
        </li>
    }
}

fn of_this(hears: &Callback<LoanView>, loan: &LoanView) -> Callback<MouseEvent> {
    let loan = loan.clone();
    hears.reform(move |_: MouseEvent| loan.clone())
}

fn item_name(words: Words, loan: &LoanView) -> String {
    match loan.item_name.as_str() {
        "" => words.t("unknown-item"),
        name => name.to_owned(),
    }
}

fn to_name(words: Words, loan: &LoanView) -> String {
    match loan.to_name.as_str() {
        "" => words.t("unknown-member"),
        name => name.to_owned(),
    }
}

/// Tells what the row's title and status do not.
fn note(words: Words, loan: &LoanView, names_item: bool) -> String {
    let dated = |id: &str, time| words.with(id, &[("date", words.day(time).into())]);
    let who = names_item.then(|| to_name(words, loan));
    let since = dated("loan-since", loan.since);
    let end = match (loan.status, loan.returned_at, loan.due) {
        (LoanStatus::Returned, _, _) if loan.cancelled => Some(words.t("loan-cancelled")),
        (LoanStatus::Returned, Some(at), _) => Some(dated("loan-returned", at)),
        (LoanStatus::Returned, None, _) | (_, _, None) => None,
        (LoanStatus::Overdue, _, Some(due)) => Some(dated("loan-late", due)),
        (LoanStatus::Out, _, Some(due)) => Some(dated("loan-due", due)),
    };
    let pieces = (loan.quantity > 1).then(|| {
        let args = [("returned", loan.returned.into()), ("quantity", loan.quantity.into())];
        words.with("loan-partly", &args)
    });
    let by = (!loan.by_name.is_empty() && !names_item)
        .then(|| words.with("loan-by", &[("name", (&loan.by_name).into())]));
    let over = &loan.hand_over;
    let plain = |id: &str, so: bool| so.then(|| words.t(id));
    let kit = plain("loan-with-kit", over.part_of.is_some());
    let signed = plain("loan-received", over.received && loan.by_name != loan.to_name);
    let back = plain("loan-back-signed", over.back_signed);
    let noted = over.noted.map(|noted| dated("loan-noted", noted));
    let deposit = (!over.deposit.is_empty())
        .then(|| words.with("loan-deposit", &[("amount", (&over.deposit).into())]));
    let parts = [who, Some(since), noted, end, pieces, by, kit, signed, back, deposit];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
