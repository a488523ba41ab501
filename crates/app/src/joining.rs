//! What this computer waits to be let in to: attempts that go on while nobody looks.
//!
//! An attempt at which a person is asked is noted in the data directory, and taken up again when
//! the program starts anew; it ends when it succeeds, is refused or given up, or when its code ends.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use etabli_api::{
    ApiError, ErrorCode, Topic,
    view::{JoinState, JoinView, SpaceView},
};
use etabli_model::{
    id::{DeviceId, DocumentId, SpaceId},
    inventory::Edit,
    text::Name,
};
use etabli_sync::{
    entry::Entry,
    join::JoinRefusal,
    node::{Asked, JoinError, Joined},
    replica::Replica,
    ticket::{Door, Purpose, Ticket},
    words::FourWords,
};
use serde::{Deserialize, Serialize};
use tokio::{
    sync::watch,
    task::AbortHandle,
    time::{Instant, timeout_at},
};

use crate::{
    blocking, clock,
    core::{Core, api_error},
    host, show,
    space::{Space, SpaceError},
};

/// How many attempts are noted at most.
const MOST: usize = 8;
/// How long the first exchange after coming in may take.
const FIRST_EXCHANGE: Duration = Duration::from_secs(60);
/// How long an attempt that is taken up again looks for somebody before it pauses.
const AGAIN: Duration = Duration::from_secs(60 * 60 * 24 * 365);

/// An attempt, as it is noted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Noted {
    /// The code.
    pub(crate) ticket: String,
    /// The name of the person here.
    pub(crate) member: String,
}

/// How far an attempt is.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Progress {
    Looking,
    Waiting(Vec<Asked>),
    /// The space is here; the words are those of whoever answered.
    Joined(Option<FourWords>),
    Failed(ApiError),
}

/// An attempt that is under way.
#[derive(Debug, Clone)]
struct Attempt {
    ticket: Ticket,
    member: String,
    progress: watch::Receiver<Progress>,
    task: AbortHandle,
}

/// The attempts.
#[derive(Debug, Default)]
pub(crate) struct Joins(Mutex<BTreeMap<SpaceId, Attempt>>);

impl Joins {
    fn attempts(&self) -> MutexGuard<'_, BTreeMap<SpaceId, Attempt>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Stops all attempts; what is noted is taken up again.
    pub(crate) fn stop(&self) {
        for (_, attempt) in std::mem::take(&mut *self.attempts()) {
            attempt.task.abort();
        }
    }
}

/// Reads a code.
pub(crate) fn parse(ticket: &str) -> Result<Ticket, ApiError> {
    ticket.parse().map_err(|_| ErrorCode::BadTicket.into())
}

/// Begins an attempt, or goes on with the one under way; returns as soon as it is joined or the
/// words are others than `known`, or after `limit`.
pub(crate) async fn ask(
    core: &Arc<Core>,
    ticket: &str,
    member: &str,
    known: &[String],
    limit: Duration,
) -> Result<JoinView, ApiError> {
    let ticket = parse(ticket)?;
    let member = match ticket.purpose {
        Purpose::Membership => name(member)?.as_str().to_owned(),
        Purpose::Device | Purpose::Replacement(_) => String::new(),
    };
    let end = Instant::now() + limit;
    // Who waited must hear how that ended; who did not begins anew.
    let waited = !known.is_empty();
    let mut attempt = begin(core, &ticket, &member, limit, waited)?;
    let changed = attempt.progress.wait_for(|now| match now {
        Progress::Looking => false,
        Progress::Waiting(asked) => words(asked) != known,
        Progress::Joined(_) | Progress::Failed(_) => true,
    });
    // A time-out leaves how far it is now, which is what is told.
    drop(timeout_at(end, changed).await);
    let now = attempt.progress.borrow().clone();
    match now {
        Progress::Failed(error) => {
            forget(core, &ticket);
            Err(error)
        }
        Progress::Joined(_) => {
            forget(core, &ticket);
            let (reading, space) = (core.clone(), ticket.space);
            let space = blocking(move || reading.with(space, |space| show::space(space))).await?;
            Ok(view(core, &attempt, Some(space)))
        }
        Progress::Looking | Progress::Waiting(_) => Ok(view(core, &attempt, None)),
    }
}

/// Joins, or returns why not within `limit`.
pub(crate) async fn join(
    core: &Arc<Core>,
    ticket: &str,
    member: &str,
    limit: Duration,
) -> Result<SpaceView, ApiError> {
    let end = Instant::now() + limit;
    let mut known = Vec::new();
    loop {
        let left = end.saturating_duration_since(Instant::now());
        let now = ask(core, ticket, member, &known, left).await?;
        if let Some(space) = now.space {
            return Ok(space);
        }
        known = now.words;
        if end <= Instant::now() {
            return Err(match now.state {
                JoinState::Waiting => {
                    ApiError::new(ErrorCode::JoinWaiting).with("words", known.join(" / "))
                }
                JoinState::Looking | JoinState::Joined => ErrorCode::NobodyReachable.into(),
            });
        }
    }
}

/// Lists the attempts under way.
pub(crate) fn list(core: &Core) -> Vec<JoinView> {
    let attempts = core.joins.attempts();
    let under_way = attempts.values().filter(|attempt| {
        matches!(*attempt.progress.borrow(), Progress::Looking | Progress::Waiting(_))
    });
    under_way.map(|attempt| view(core, attempt, None)).collect()
}

/// Gives an attempt up.
pub(crate) fn cancel(core: &Core, ticket: &str) -> Result<(), ApiError> {
    let ticket = parse(ticket)?;
    forget(core, &ticket);
    Ok(())
}

/// Takes up what was noted.
pub(crate) fn resume(core: &Arc<Core>) {
    for noted in core.directory.joining() {
        let begun = parse(&noted.ticket).and_then(|ticket| {
            begin(core, &ticket, &noted.member, AGAIN, false).inspect_err(|_| forget(core, &ticket))
        });
        if let Err(error) = begun {
            tracing::info!(%error, "what was waited for is not any more");
        }
    }
}

fn begin(
    core: &Arc<Core>,
    ticket: &Ticket,
    member: &str,
    limit: Duration,
    waited: bool,
) -> Result<Attempt, ApiError> {
    core.directory.check_writable()?;
    let mut attempts = core.joins.attempts();
    if let Some(attempt) = attempts.get(&ticket.space) {
        let goes_on = match &*attempt.progress.borrow() {
            Progress::Looking | Progress::Waiting(_) => !attempt.task.is_finished(),
            Progress::Joined(_) => true,
            Progress::Failed(_) => waited,
        };
        if attempt.ticket == *ticket && attempt.member == member && goes_on {
            return Ok(attempt.clone());
        }
        attempt.task.abort();
        if attempt.ticket != *ticket {
            note(core, &attempt.ticket, None);
        }
    }
    if ticket.expires <= clock::now() {
        return Err(ApiError::new(ErrorCode::TicketExpired).with("expires", ticket.expires));
    }
    if core.directory.spaces()?.contains(&ticket.space) {
        return Err(ApiError::new(ErrorCode::AlreadyJoined).with("space", &ticket.space_name));
    }
    let (tell, progress) = watch::channel(Progress::Looking);
    let running = Running { core: core.clone(), ticket: ticket.clone(), member: member.to_owned() };
    let task = tokio::spawn(running.run(limit, tell)).abort_handle();
    let (ticket, member) = (ticket.clone(), member.to_owned());
    let attempt = Attempt { ticket, member, progress, task };
    attempts.insert(attempt.ticket.space, attempt.clone());
    Ok(attempt)
}

fn forget(core: &Core, ticket: &Ticket) {
    if let Some(attempt) = core.joins.attempts().remove(&ticket.space) {
        attempt.task.abort();
    }
    note(core, ticket, None);
    core.tell_all([Topic::Spaces]);
}

/// Notes that an attempt is to be taken up again, or that it is not any more.
fn note(core: &Core, ticket: &Ticket, member: Option<&str>) {
    let text = ticket.to_string();
    let before = core.directory.joining();
    let mut noted: Vec<Noted> =
        before.iter().filter(|noted| noted.ticket != text).cloned().collect();
    let added = member.map(|member| Noted { ticket: text, member: member.to_owned() });
    noted.extend(added);
    let over = noted.len().saturating_sub(MOST);
    noted.drain(..over);
    if noted != before
        && let Err(error) = core.directory.set_joining(&noted)
    {
        tracing::warn!(%error, "what is waited for could not be noted");
    }
}

fn words(asked: &[Asked]) -> Vec<String> {
    asked.iter().map(|asked| asked.words.to_string()).collect()
}

fn view(core: &Core, attempt: &Attempt, space: Option<SpaceView>) -> JoinView {
    let progress = attempt.progress.borrow();
    let (state, words) = match &*progress {
        Progress::Waiting(asked) => (JoinState::Waiting, words(asked)),
        Progress::Joined(words) => {
            (JoinState::Joined, words.iter().map(FourWords::to_string).collect())
        }
        Progress::Looking | Progress::Failed(_) => (JoinState::Looking, Vec::new()),
    };
    JoinView {
        ticket: attempt.ticket.to_string(),
        space_name: attempt.ticket.space_name.clone(),
        purpose: show::purpose(attempt.ticket.purpose),
        member: attempt.member.clone(),
        number: show::number(&DeviceId(core.directory.key().verifying_key().to_bytes())),
        state,
        words,
        space,
    }
}

/// Reads a name that a person typed.
fn name(text: &str) -> Result<Name, ApiError> {
    crate::handle::space::name(text)
}

struct Running {
    core: Arc<Core>,
    ticket: Ticket,
    member: String,
}

impl Running {
    async fn run(self, limit: Duration, tell: watch::Sender<Progress>) {
        let ended = self.attempt(limit, &tell).await;
        if ended.is_ok() {
            note(&self.core, &self.ticket, None);
        }
        tell.send_replace(match ended {
            Ok(words) => Progress::Joined(words),
            Err(error) => Progress::Failed(error),
        });
        self.core.tell_all([Topic::Spaces]);
    }

    async fn attempt(
        &self,
        limit: Duration,
        tell: &watch::Sender<Progress>,
    ) -> Result<Option<FourWords>, ApiError> {
        let Self { core, ticket, member } = self;
        let node = host::listen(core).await?;
        let (waits, mut waiting) = watch::channel(Vec::new());
        let left = u64::try_from(ticket.expires.0 - clock::now().0).unwrap_or(0);
        let joining = node.join(ticket, member, limit, &waits);
        let mut joining =
            std::pin::pin!(tokio::time::timeout(Duration::from_millis(left), joining));
        let expired = || ApiError::new(ErrorCode::TicketExpired).with("expires", ticket.expires);
        let Joined { member: answered, entries, words } = loop {
            tokio::select! {
                ended = &mut joining => break ended.map_err(|_| expired())?.map_err(|error| self.told(error))?,
                Ok(()) = waiting.changed() => {
                    let asked = waiting.borrow_and_update().clone();
                    if !asked.is_empty() {
                        note(core, ticket, Some(member));
                    }
                    tell.send_replace(match asked.is_empty() {
                        true => Progress::Looking,
                        false => Progress::Waiting(asked),
                    });
                    core.tell_all([Topic::Spaces]);
                }
            }
        };
        let (space, doors) = (ticket.space, ticket.doors.clone());
        let profile = match ticket.purpose {
            Purpose::Membership => Some(name(member)?),
            Purpose::Device | Purpose::Replacement(_) => None,
        };
        let moving_in = core.clone();
        blocking(move || move_in(&moving_in, space, &entries, profile, &doors)).await?;
        // What the space holds follows now, from whoever answered: the others may well be away.
        node.wake();
        node.sync(space, Some(answered), limit.min(FIRST_EXCHANGE)).await;
        Ok(words)
    }

    /// Returns what a person is told of an attempt that failed. One that was refused is not taken up
    /// again.
    fn told(&self, error: JoinError) -> ApiError {
        let refusal = match error {
            JoinError::NobodyReachable | JoinError::Refused(JoinRefusal::Unable) => {
                return ErrorCode::NobodyReachable.into();
            }
            JoinError::Refused(refusal) => refusal,
        };
        note(&self.core, &self.ticket, None);
        match refusal {
            JoinRefusal::Expired => {
                ApiError::new(ErrorCode::TicketExpired).with("expires", self.ticket.expires)
            }
            JoinRefusal::UsedUp => ErrorCode::TicketUsedUp.into(),
            JoinRefusal::Declined => ErrorCode::JoinDeclined.into(),
            JoinRefusal::Crowded => ErrorCode::JoinCrowded.into(),
            JoinRefusal::Unknown | JoinRefusal::Unable => ErrorCode::TicketRefused.into(),
        }
    }
}

/// Checks what the member's device sent, and makes the space on this computer, whole or not at all.
fn move_in(
    core: &Core,
    id: SpaceId,
    entries: &[Entry],
    profile: Option<Name>,
    doors: &[Door],
) -> Result<(), ApiError> {
    let unfinished = core.directory.begin(false)?;
    {
        let store = unfinished.store()?;
        let mut replica = Replica::empty(id, core.directory.key().clone(), store);
        let failed = |error| api_error(&SpaceError::from(error));
        let received = replica.receive(entries).map_err(failed)?;
        let mut space = Space::around(replica, false);
        space.apply(received.counted);
        // Whoever answered may have sent anything; only a chain that admits this device counts.
        let me = space.me().map_err(|_| ApiError::from(ErrorCode::TicketRefused))?;
        if let Some(name) = profile {
            space
                .edit(clock::now(), &[(DocumentId::Member(me), vec![Edit::SetProfileName(name)])])
                .map_err(|error| api_error(&error))?;
        }
        for door in doors {
            space.peers.locate(door.device, &door.addresses);
            if let Err(error) = space.peers.save(&door.device, space.replica().store().as_ref()) {
                tracing::warn!(%error, "an address could not be remembered");
            }
        }
        space.replica().store().sync().map_err(|error| failed(error.into()))?;
    }
    core.directory.finish(unfinished, &id)?;
    core.directory.set_last_space(&id);
    core.tell(id, [Topic::Spaces, Topic::Members]);
    Ok(())
}
