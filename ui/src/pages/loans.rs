//! What is out: the late loans first, then the others by the day they are due.

use etabli_api::{
    Topic,
    command::ListLoans,
    view::{LoanStatus, LoanView},
};
use yew::prelude::*;

use crate::{
    components::{
        answer::{Refusal, answered},
        drawing::{Drawing, Empty},
    },
    pages::item::{
        give_back::{GiveBack, use_give_back},
        loan::LoanRow,
    },
    part::PartBanner,
    query::use_query,
    route::{Route, use_heading},
    space::use_space,
    words::{Words, use_words},
};

/// Shows the loans that are out.
#[component]
pub(crate) fn Loans() -> Html {
    let (words, space) = (use_words(), use_space());
    let heading = use_heading(Some(words.t("loans-title")));
    let loans = use_query(
        ListLoans { space: space.named(), open: true, overdue: false, of: None },
        &[Topic::Loans, Topic::Inventory, Topic::Members],
    );
    let shown = loans.ready().cloned();
    let GiveBack { change: give_back, on_return, dialog, .. } = use_give_back(shown, "h1");
    let pending = give_back.is_pending();
    let list = answered(words, &loans, |loans| {
        if loans.is_empty() {
            return html! {
                <Empty id="loans-empty" drawing={Drawing::Shelf}
                    title={words.t("loans-empty-title")} text={words.t("loans-empty-text")}>
                    <a class="button" href={Route::Inventory.href()} data-testid="loans-inventory">
                        { words.t("loans-lend-something") }
                    </a>
                </Empty>
            };
        }
        let (late, open): (Vec<_>, Vec<_>) =
            loans.iter().partition(|loan| loan.status == LoanStatus::Overdue);
        let section = |id: &'static str, loans: Vec<&LoanView>| {
            let rows = loans.iter().map(|loan| {
                html! {
                    <LoanRow key={loan.id.to_string()} loan={(*loan).clone()} {pending}
                        on_return={on_return.clone()} names_item={true} />
                }
            });
            html! {
                if !loans.is_empty() {
                    <section class="section" data-testid={id}>
                        <div class="section-head"><h2>{ words.t(id) }</h2></div>
                        <ul>{ for rows }</ul>
                    </section>
                }
            }
        };
        html! { <>{ section("loans-overdue", late) }{ section("loans-open", open) }</> }
    });
    html! {
        <div class="page">
            <header class="page-head">
                <div>
                    <h1 ref={heading} tabindex="-1">{ words.t("loans-title") }</h1>
                    if let Some(loans) = loans.ready().filter(|loans| !loans.is_empty()) {
                        <p class="lede">{ lede(words, loans) }</p>
                    }
                </div>
            </header>
            <PartBanner />
            <Refusal error={give_back.error()} />
            { list }
            { dialog }
        </div>
    }
}

fn lede(words: Words, loans: &[LoanView]) -> Html {
    let late = loans.iter().filter(|loan| loan.status == LoanStatus::Overdue).count();
    html! {
        <>
            { words.with("loans-lede", &[("open", loans.len().into())]) }
            if late > 0 {
                { " " }<strong>{ words.with("loans-late", &[("count", late.into())]) }</strong>
            }
        </>
    }
}
