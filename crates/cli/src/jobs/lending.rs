//! Loans: lending, taking back, listing.

use etabli_api::{
    ApiError,
    command::{ExtendLoan, LendItem, ListLoans, MarkLost, ReturnItem},
    view::{LoanStatus, LoanView},
};

use super::{Desk, goods, shortened};
use crate::{
    args::{Lend, LoanExtend, LoanJob, Return},
    console::Shown,
    words::{Word, day},
};

pub(super) async fn lend(desk: &mut Desk<'_>, lend: Lend) -> Result<Shown, ApiError> {
    let command = LendItem {
        space: desk.space.clone(),
        item: lend.item,
        to: lend.to,
        due: lend.due,
        quantity: lend.quantity,
        since: lend.since,
        despite_bookings: lend.despite_bookings,
        despite_limits: lend.despite_limits,
        told: lend.told.told(),
    };
    let loan = desk.run(command).await?;
    let due = loan.due.map(day).unwrap_or_default();
    let args = [
        ("item", Word::Text(loan.item_name.as_str())),
        ("member", Word::Text(loan.to_name.as_str())),
        ("due", Word::Text(due.as_str())),
    ];
    let id = if loan.due.is_some() { "cli-lent-until" } else { "cli-lent" };
    Shown::new(&loan, desk.text(id, &args))
}

pub(super) async fn take_back(desk: &mut Desk<'_>, back: Return) -> Result<Shown, ApiError> {
    let command = ReturnItem {
        space: desk.space.clone(),
        loan: back.loan,
        quantity: back.quantity,
        parts: back.parts,
        told: back.told.told(),
        at: back.at,
    };
    let loan = desk.run(command).await?;
    let open = loan.quantity.saturating_sub(loan.returned);
    let args = [
        ("item", Word::Text(loan.item_name.as_str())),
        ("member", Word::Text(loan.to_name.as_str())),
        ("open", Word::Number(open.into())),
    ];
    let id = if open == 0 { "cli-returned" } else { "cli-returned-partly" };
    Shown::new(&loan, desk.text(id, &args))
}

pub(super) async fn loans(desk: &mut Desk<'_>, job: LoanJob) -> Result<Shown, ApiError> {
    let space = desk.space.clone();
    let list = match job {
        LoanJob::List(list) => list,
        LoanJob::Extend(extend) => {
            let LoanExtend { loan, due, despite_bookings } = extend;
            let loan = desk.run(ExtendLoan { space, loan, due, despite_bookings }).await?;
            return noted(desk, &loan, "cli-loan-extended");
        }
        LoanJob::Lost(of) => {
            let loan = desk.run(MarkLost { space, loan: of.loan, lost: true }).await?;
            return noted(desk, &loan, "cli-loan-lost");
        }
        LoanJob::Sign(of) => return goods::sign(desk, of.loan).await,
        LoanJob::Money(money) => return goods::money(desk, money).await,
        LoanJob::Found(of) => {
            let loan = desk.run(MarkLost { space, loan: of.loan, lost: false }).await?;
            return noted(desk, &loan, "cli-loan-found");
        }
    };
    let command = ListLoans {
        space: desk.space.clone(),
        open: list.open,
        overdue: list.overdue,
        of: list.of,
    };
    let loans = desk.run(command).await?;
    let text = match loans.is_empty() {
        true => desk.text("cli-no-loans", &[]),
        false => table(desk, &loans),
    };
    Shown::new(&loans, text)
}

fn noted(desk: &Desk<'_>, loan: &LoanView, id: &str) -> Result<Shown, ApiError> {
    let due = loan.due.map(day).unwrap_or_default();
    let args = [
        ("item", Word::Text(loan.item_name.as_str())),
        ("member", Word::Text(loan.to_name.as_str())),
        ("due", Word::Text(due.as_str())),
    ];
    Shown::new(loan, desk.text(id, &args))
}

/// Returns loans as a table.
pub(super) fn table(desk: &Desk<'_>, loans: &[LoanView]) -> String {
    let mut table = desk.table(["item", "with", "since", "due", "status", "loan"]);
    let mut id = shortened(loans.iter().map(|loan| loan.id.to_string()));
    for loan in loans {
        let name = match loan.item_name.as_str() {
            "" => desk.text("cli-unknown-item", &[]),
            name => name.to_owned(),
        };
        let name = match loan.quantity {
            1 => name,
            quantity => format!("{name} ×{quantity}"),
        };
        let mut status = desk.text(
            match loan.status {
                LoanStatus::Out | LoanStatus::Overdue if loan.lost.is_some() => "cli-loan-is-lost",
                LoanStatus::Out => "cli-loan-out",
                LoanStatus::Overdue => "cli-loan-overdue",
                LoanStatus::Returned if loan.cancelled => "cli-loan-cancelled",
                LoanStatus::Returned => "cli-loan-returned",
            },
            &[],
        );
        if loan.disputed {
            status = format!("{status}, {}", desk.text("cli-status-disputed", &[]));
        }
        table.row([
            name,
            loan.to_name.clone(),
            day(loan.since),
            loan.due.map(day).unwrap_or_default(),
            status,
            id(),
        ]);
    }
    table.render(desk.console.style())
}
