//! What the person here should bring back soon. Nothing is scheduled or sent: every computer works
//! it out from the loans it knows, and one of a member's several speaks.

use etabli_api::{ApiError, command::ListReminders, view::ReminderView};
use etabli_model::id::DeviceId;

use super::Handle;
use crate::{clock, core::Core, show, space::Space};

/// How long before a loan is due one is reminded, in milliseconds.
const AHEAD: i64 = 24 * 60 * 60 * 1000;

impl Handle for ListReminders {
    fn handle(self, core: &Core) -> Result<Vec<ReminderView>, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        core.with(id, |space| {
            let now = clock::now();
            let Some(me) = space.membership().member_of(&space.seat()) else {
                return Ok(Vec::new());
            };
            let speaks = speaker(space) == Some(space.seat()) && !space.demo;
            let mut reminders: Vec<ReminderView> = space
                .lending()
                .loans()
                .filter(|loan| loan.out() > 0 && space.membership().first_name(&loan.to) == me)
                .filter(|loan| loan.due.is_some_and(|due| due.0 <= now.0.saturating_add(AHEAD)))
                .map(|loan| ReminderView { loan: show::loan(space, loan, now), speaks })
                .collect();
            reminders.sort_by_key(|reminder| (reminder.loan.due, reminder.loan.id));
            Ok(reminders)
        })
    }
}

/// Returns which of the devices of the person here was used last, by what it wrote.
fn speaker(space: &Space) -> Option<DeviceId> {
    let membership = space.membership();
    let me = membership.member_of(&space.seat())?;
    let graph = space.replica().graph();
    let written = graph.heads().filter_map(|(_, log, height)| {
        let mine = membership.member_of(&log.device) == Some(me);
        let acting = mine && membership.may_sync(&log.device);
        acting.then(|| graph.node(&height.head).map(|node| (node.lamport, log.device))).flatten()
    });
    // Who was just added wrote nothing yet.
    written.max().map(|(_, device)| device).or(Some(space.seat()))
}
