//! Requests: asking, answering, taking back.

use etabli_api::{
    ApiError,
    command::{AnswerRequest, AskForItem, ListRequests, WithdrawRequest},
    view::{RequestState, RequestView},
};

use super::{Desk, shortened};
use crate::{
    args::{self, RequestJob},
    console::Shown,
    words::{Word, day},
};

pub(super) async fn ask(desk: &mut Desk<'_>, ask: args::Ask) -> Result<Shown, ApiError> {
    let args::Ask { item, due, quantity } = ask;
    let command = AskForItem { space: desk.space.clone(), item, due, quantity };
    let request = desk.run(command).await?;
    let id = if request.here { "cli-asked-here" } else { "cli-asked" };
    told(desk, &request, id)
}

pub(super) async fn run(desk: &mut Desk<'_>, job: RequestJob) -> Result<Shown, ApiError> {
    let space = desk.space.clone();
    match job {
        RequestJob::List(list) => {
            let args::RequestList { item, of, all } = list;
            let requests = desk.run(ListRequests { space, item, of, all }).await?;
            let text = match requests.is_empty() {
                true => desk.text("cli-no-requests", &[]),
                false => table(desk, &requests),
            };
            Shown::new(&requests, text)
        }
        RequestJob::Grant(of) => {
            let args::RequestGrant { request, until } = of;
            let command = AnswerRequest { space, request, granted: true, until };
            let request = desk.run(command).await?;
            match request.ready {
                Some(_) => told(desk, &request, "cli-request-granted-until"),
                None => told(desk, &request, "cli-request-granted"),
            }
        }
        RequestJob::Refuse(of) => {
            let command = AnswerRequest { space, request: of.request, granted: false, until: None };
            let request = desk.run(command).await?;
            told(desk, &request, "cli-request-refused")
        }
        RequestJob::Withdraw(of) => {
            let request = desk.run(WithdrawRequest { space, request: of.request }).await?;
            told(desk, &request, "cli-request-withdrawn")
        }
    }
}

fn told(desk: &Desk<'_>, request: &RequestView, id: &str) -> Result<Shown, ApiError> {
    let ready = request.ready.map(day).unwrap_or_default();
    let args = [
        ("item", Word::Text(request.item_name.as_str())),
        ("member", Word::Text(request.by_name.as_str())),
        ("line", Word::Number(request.line.into())),
        ("date", Word::Text(ready.as_str())),
    ];
    Shown::new(request, desk.text(id, &args))
}

fn table(desk: &Desk<'_>, requests: &[RequestView]) -> String {
    let mut table = desk.table(["item", "who", "quantity", "since", "due", "status", "request"]);
    let mut id = shortened(requests.iter().map(|request| request.id.to_string()));
    for request in requests {
        let name = match request.item_name.as_str() {
            "" => desk.text("cli-unknown-item", &[]),
            name => name.to_owned(),
        };
        let status = match request.status {
            RequestState::Waiting if request.here => "cli-request-is-here",
            RequestState::Waiting => "cli-request-is-waiting",
            RequestState::Granted => "cli-request-is-granted",
            RequestState::Lapsed => "cli-request-is-lapsed",
            RequestState::Refused => "cli-request-is-refused",
            RequestState::Withdrawn => "cli-request-is-withdrawn",
            RequestState::HandedOver => "cli-request-is-handed-over",
        };
        table.row([
            name,
            request.by_name.clone(),
            request.quantity.to_string(),
            day(request.at),
            request.due.map(day).unwrap_or_default(),
            desk.text(status, &[]),
            id(),
        ]);
    }
    table.render(desk.console.style())
}
