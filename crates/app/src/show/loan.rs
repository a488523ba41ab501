//! Loans as views.

use etabli_api::view::{LoanStatus, LoanView};
use etabli_model::{
    act::{ExtendLoan, Known},
    lending::Loan,
    time::Timestamp,
};

use super::{count, goods::hand_over};
use crate::space::Space;

/// Shows a loan.
pub(crate) fn loan(space: &Space, loan: &Loan, now: Timestamp) -> LoanView {
    let item = space.catalogue.item(&loan.item);
    LoanView {
        id: loan.id,
        status: if loan.out() == 0 {
            LoanStatus::Returned
        } else if loan.overdue(now) {
            LoanStatus::Overdue
        } else {
            LoanStatus::Out
        },
        item: loan.item,
        item_name: item.map(|item| item.name.clone()).unwrap_or_default(),
        tag: item.map(|item| item.tag.clone()).unwrap_or_default(),
        to: loan.to,
        to_name: space.catalogue.name_of(&loan.to).to_owned(),
        by_name: space.catalogue.name_of(&loan.by).to_owned(),
        quantity: loan.units,
        returned: loan.returned,
        since: loan.since,
        due: loan.due,
        returned_at: loan.returned_at.filter(|_| loan.out() == 0),
        disputed: loan.disputed,
        cancelled: loan.cancelled,
        lost: loan.lost,
        extended: count(loan.extensions.len()),
        hand_over: hand_over(space, loan),
        can_extend: loan.out() > 0
            && (space.keeps(&loan.item).is_some() || space.may(&extension(loan))),
    }
}

/// Returns the act that another end of a loan takes, to ask whether it is allowed.
fn extension(loan: &Loan) -> Known {
    let (item, loan, due, more) = (loan.item, loan.id, loan.due, Vec::new());
    Known::ExtendLoan(ExtendLoan { item, loan, due, more })
}
