//! Coming in with a code: one door after another, and waiting at those where a person is asked.
//!
//! The next door is tried only when the one before cannot answer or asks somebody, so that no two
//! members admit one guest where nobody is asked.

use std::{
    collections::{BTreeSet, VecDeque},
    sync::Arc,
    time::Duration,
};

use etabli_model::id::DeviceId;
use tokio::{
    sync::watch,
    task::JoinSet,
    time::{Instant, sleep_until},
};

use super::{
    DIAL, JOIN_ALPN, Node,
    door::{self, Visit},
};
use crate::{
    entry::Entry,
    join::JoinRefusal,
    ticket::{Door, Ticket},
    words::FourWords,
};

/// How long a guest pauses before it tries the doors again.
const PAUSE: Duration = Duration::from_secs(1);
/// How long it hurries.
const HURRY: Duration = Duration::from_secs(120);
/// The same pause later, and while somebody is asked.
const LATER: Duration = Duration::from_secs(10);

/// A member's device at which the guest waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// The device.
    pub member: DeviceId,
    /// What both screens show.
    pub words: FourWords,
}

/// What coming in came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Joined {
    /// The device that answered.
    pub member: DeviceId,
    /// The entries it sent, which are not verified yet.
    pub entries: Vec<Entry>,
    /// What both screens show; `None` if the other program is one of the first versions.
    pub words: Option<FourWords>,
}

/// Why joining failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum JoinError {
    /// No device that could answer was reached.
    #[error("nobody who could answer was reached")]
    NobodyReachable,
    /// A member refused.
    #[error(transparent)]
    Refused(#[from] JoinRefusal),
}

impl Node {
    /// Comes in with a code: asks the devices that it names until one answers. While nobody is asked,
    /// it gives up after `limit`; once somebody is, it waits as long as the caller does. `waits`
    /// tells where it waits.
    pub async fn join(
        self: &Arc<Self>,
        ticket: &Ticket,
        name: &str,
        limit: Duration,
        waits: &watch::Sender<Vec<Asked>>,
    ) -> Result<Joined, JoinError> {
        waits.send_replace(Vec::new());
        let begun = Instant::now();
        let end = begun + limit;
        let mut attempt = Attempt {
            node: self.clone(),
            ticket: ticket.clone(),
            name: name.to_owned(),
            visits: JoinSet::new(),
            left: ticket.doors.iter().cloned().collect(),
            asked: BTreeSet::new(),
            refusal: None,
            end,
        };
        // Whether a visit has begun that may yet let the guest in without asking anybody.
        let mut calling = attempt.next_door(&[]);
        let mut next_round = Instant::now() + PAUSE;
        loop {
            tokio::select! {
                Some(ended) = attempt.visits.join_next() => {
                    // A visit that broke off is as good as none.
                    let Ok((device, begins, visit)) = ended else {
                        calling = false;
                        continue;
                    };
                    calling &= !begins;
                    if let Visit::In(entries, words) = visit {
                        return Ok(Joined { member: device, entries, words });
                    }
                    attempt.heed(device, visit, waits);
                }
                () = sleep_until(next_round), if !calling && attempt.left.is_empty() => {
                    attempt.left = attempt.ticket.doors.iter().cloned().collect();
                }
            }
            if calling {
                continue;
            }
            let waiting = waits.borrow().clone();
            calling = attempt.next_door(&waiting);
            if calling {
                let hurry = attempt.asked.is_empty() && Instant::now() < begun + HURRY;
                next_round = Instant::now() + if hurry { PAUSE } else { LATER };
                continue;
            }
            if waiting.is_empty() {
                if let Some(refusal) = attempt.refusal {
                    return Err(refusal.into());
                }
                if attempt.asked.is_empty() && Instant::now() + PAUSE >= end {
                    return Err(JoinError::NobodyReachable);
                }
            }
            next_round = next_round.max(Instant::now() + PAUSE);
        }
    }
}

struct Attempt {
    node: Arc<Node>,
    ticket: Ticket,
    name: String,
    /// Visits under way: the device, whether this is its beginning, and how it ended.
    visits: JoinSet<(DeviceId, bool, Visit)>,
    /// The doors to try in this round.
    left: VecDeque<Door>,
    /// The devices at which a person was asked at some time.
    asked: BTreeSet<DeviceId>,
    /// A refusal that stays one, whatever the other doors say.
    refusal: Option<JoinRefusal>,
    /// When it gives up if nobody was asked.
    end: Instant,
}

impl Attempt {
    /// Goes to the next door at which it does not wait already.
    fn next_door(&mut self, waiting: &[Asked]) -> bool {
        while let Some(door) = self.left.pop_front() {
            if waiting.iter().any(|asked| asked.member == door.device) {
                continue;
            }
            let (node, ticket, name) = (self.node.clone(), self.ticket.clone(), self.name.clone());
            let left = match self.asked.is_empty() {
                true => self.end.saturating_duration_since(Instant::now()).clamp(PAUSE, DIAL),
                false => DIAL,
            };
            self.visits.spawn(async move {
                let device = door.device;
                (device, true, node.visit(&door, &ticket, &name, left).await)
            });
            return true;
        }
        false
    }

    /// Does what follows from a visit that did not let the guest in.
    fn heed(&mut self, device: DeviceId, visit: Visit, waits: &watch::Sender<Vec<Asked>>) {
        let mut still = None;
        match visit {
            Visit::Waits(words, waiting) => {
                self.asked.insert(device);
                still = Some(Asked { member: device, words });
                let node = self.node.clone();
                self.visits.spawn(async move { (device, false, waiting.decided(&node.key).await) });
            }
            Visit::Refused(refusal) => {
                let stays = match refusal {
                    JoinRefusal::Declined | JoinRefusal::Expired | JoinRefusal::UsedUp => true,
                    // Another door may simply not have heard of the invitation.
                    JoinRefusal::Unknown => self.asked.is_empty() || self.asked.contains(&device),
                    JoinRefusal::Unable | JoinRefusal::Crowded => self.asked.is_empty(),
                };
                if stays {
                    self.refusal = Some(refusal);
                }
            }
            Visit::In(..) | Visit::Old | Visit::Broken => {}
        }
        waits.send_if_modified(|waits| {
            let before = waits.clone();
            match still {
                Some(asked) if waits.contains(&asked) => {}
                _ => {
                    waits.retain(|asked| asked.member != device);
                    waits.extend(still);
                }
            }
            before != *waits
        });
    }
}

impl Node {
    async fn visit(&self, door: &Door, ticket: &Ticket, name: &str, limit: Duration) -> Visit {
        let dial = || self.endpoint.connect(door.device, &door.addresses, JOIN_ALPN, limit);
        let Ok(nonce) = self.host.nonce() else { return Visit::Broken };
        let visit = match dial().await {
            Ok(link) => door::visit(link, ticket, &self.key, nonce, name).await,
            Err(error) => {
                tracing::info!(door = %door.device.short(), %error, "nobody answered");
                return Visit::Broken;
            }
        };
        match visit {
            Visit::Old => match dial().await {
                Ok(link) => door::knock(link, self.device(), ticket).await,
                Err(_) => Visit::Broken,
            },
            visit => visit,
        }
    }
}

#[cfg(test)]
mod tests;
