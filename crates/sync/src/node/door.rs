//! Drives the join protocol: answering a guest, and being one.

use std::{sync::Arc, time::Duration};

use ed25519_dalek::SigningKey;
use etabli_model::id::{DeviceId, SpaceId};
use serde_bytes::ByteBuf;
use tokio::time::{sleep, timeout};

use super::host::{Answer, Host};
use crate::{
    entry::Entry,
    join::{
        Guest, GuestStep, JoinFrame, JoinRefusal, MOST_FRAME, MOST_INTRODUCTION, MOST_KNOCK,
        MOST_PAGES, MOST_PRESENT, Reception, Request, VERSION, first, knock_tag, prove,
    },
    page::{PAGE_BYTES, pack, unpack},
    ticket::{Purpose, Ticket},
    transport::{Link, LinkError},
    words::FourWords,
};

/// How long a guest may take for each step.
const PATIENCE: Duration = Duration::from_secs(10);
/// How often a guest who waits is told that it still does.
const BREATH: Duration = Duration::from_secs(5);
/// How long a guest who waits hears nothing before it takes the member for gone.
const SILENCE: Duration = Duration::from_secs(20);
/// The code of a link that was closed because nothing was understood.
const NOT_UNDERSTOOD: u32 = 1;

/// Hears a guest out; what is left to do about them is [`settle`].
pub(super) async fn meet(
    host: &Arc<dyn Host>,
    here: DeviceId,
    mut link: Link,
) -> Option<(Link, Request, Answer)> {
    let guest = link.remote;
    let first = match hear(&mut link, MOST_KNOCK).await {
        Some(JoinFrame::Introduce { version: VERSION, tag }) => {
            hear_introduction(host.clone(), here, tag, link).await;
            return None;
        }
        Some(frame) => first(&frame),
        None => None,
    };
    let Some((tag, commitment)) = first else {
        link.close(NOT_UNDERSTOOD);
        return None;
    };
    let Some(invitation) = host.knock(guest, tag) else {
        refuse(link, JoinRefusal::Unknown).await;
        return None;
    };
    let Ok(nonce) = host.nonce() else {
        refuse(link, JoinRefusal::Unable).await;
        return None;
    };
    let (reception, challenge) = match Reception::open(here, guest, invitation, nonce, commitment) {
        Ok(opened) => opened,
        Err(refusal) => {
            refuse(link, refusal).await;
            return None;
        }
    };
    say(&mut link, &challenge).await;
    let request = hear(&mut link, MOST_PRESENT).await.and_then(|frame| reception.hear(frame));
    let Some(request) = request else {
        link.close(NOT_UNDERSTOOD);
        return None;
    };
    let (asking, asked) = (host.clone(), request.clone());
    let answer = tokio::task::spawn_blocking(move || asking.ask(&asked)).await;
    Some((link, request, answer.unwrap_or(Answer::Refused(JoinRefusal::Unable))))
}

/// Keeps a guest at the door until they are in or refused, or hang up.
pub(super) async fn settle(host: Arc<dyn Host>, mut link: Link, request: Request, answer: Answer) {
    let mut grown = host.grown();
    let mut answer = answer;
    let mut noted = false;
    loop {
        match answer {
            Answer::Waiting => {
                noted = true;
                say(&mut link, &JoinFrame::Wait).await;
            }
            Answer::In => {
                enter(&host, &mut link, &request).await;
                break;
            }
            Answer::Refused(refusal) => {
                tracing::info!(guest = %request.guest.short(), %refusal, "a guest was refused");
                say(&mut link, &JoinFrame::Refused(refusal)).await;
                break;
            }
        }
        tokio::select! {
            // A guest who waits has nothing to say: this is its end.
            _ = link.receive(MOST_KNOCK) => break,
            changed = grown.changed() => if changed.is_err() { break },
            () = sleep(BREATH) => {}
        }
        let (asking, asked) = (host.clone(), request.clone());
        let now = tokio::task::spawn_blocking(move || asking.answer(&asked)).await;
        answer = now.unwrap_or(Answer::Refused(JoinRefusal::Unable));
    }
    link.finish().await;
    if noted {
        host.parted(&request);
    }
}

async fn enter(host: &Arc<dyn Host>, link: &mut Link, request: &Request) {
    let (host, space) = (host.clone(), request.invitation.space);
    match tokio::task::spawn_blocking(move || host.welcome(space)).await {
        Ok(Ok(entries)) => {
            let pages = pages(&entries);
            let last = pages.len().saturating_sub(1);
            for (index, page) in pages.into_iter().enumerate() {
                let page = ByteBuf::from(page);
                say(link, &JoinFrame::Welcome { page, more: index < last }).await;
            }
        }
        Ok(Err(_)) | Err(_) => say(link, &JoinFrame::Refused(JoinRefusal::Unable)).await,
    }
}

async fn refuse(mut link: Link, refusal: JoinRefusal) {
    say(&mut link, &JoinFrame::Refused(refusal)).await;
    link.finish().await;
}

/// How a visit at one door ended.
#[derive(Debug)]
pub(super) enum Visit {
    /// The guest is in, with these entries, which are not verified yet, and with the words, unless
    /// the member speaks only as the first versions did.
    In(Vec<Entry>, Option<FourWords>),
    /// A person is asked; the guest waits at this door.
    Waits(FourWords, Box<Waiting>),
    /// The guest was refused.
    Refused(JoinRefusal),
    /// The member speaks only as the first versions did.
    Old,
    /// The link broke, or nothing sensible was said.
    Broken,
}

/// A guest who waits at a door.
#[derive(Debug)]
pub(super) struct Waiting {
    link: Link,
    guest: Guest,
}

/// Comes to a door with a code.
pub(super) async fn visit(
    link: Link,
    ticket: &Ticket,
    key: &SigningKey,
    nonce: [u8; 32],
    name: &str,
) -> Visit {
    let mut link = link;
    let here = DeviceId(key.verifying_key().to_bytes());
    let (guest, approach) = Guest::approach(ticket, here, link.remote, nonce, name);
    say(&mut link, &approach).await;
    match timeout(PATIENCE, link.receive(MOST_FRAME)).await {
        Ok(Err(LinkError::Closed { code })) if code == u64::from(NOT_UNDERSTOOD) => Visit::Old,
        Ok(Ok(Some(bytes))) => match JoinFrame::decode(&bytes) {
            Some(frame) => go_on(Waiting { link, guest }, frame, key).await,
            None => Visit::Broken,
        },
        Ok(Ok(None) | Err(_)) | Err(_) => Visit::Broken,
    }
}

impl Waiting {
    /// Waits until a person has decided.
    pub(super) async fn decided(self, key: &SigningKey) -> Visit {
        let mut here = self;
        match timeout(SILENCE, here.link.receive(MOST_FRAME)).await {
            Ok(Ok(Some(bytes))) => match JoinFrame::decode(&bytes) {
                Some(frame) => go_on(here, frame, key).await,
                None => Visit::Broken,
            },
            Ok(Ok(None) | Err(_)) | Err(_) => Visit::Broken,
        }
    }
}

/// Does what follows from a frame, until there is something to tell.
async fn go_on(here: Waiting, frame: JoinFrame, key: &SigningKey) -> Visit {
    let Waiting { mut link, mut guest } = here;
    let mut words = guest.words();
    let mut step = guest.hear(frame, key);
    loop {
        words = guest.words().or(words);
        match step {
            GuestStep::Say(frame) => say(&mut link, &frame).await,
            GuestStep::Listen => {}
            GuestStep::Wait(words) => {
                return Visit::Waits(words, Box::new(Waiting { link, guest }));
            }
            GuestStep::In(entries) => {
                link.close(0);
                return Visit::In(entries, words);
            }
            GuestStep::Refused(refusal) => return Visit::Refused(refusal),
            GuestStep::Broken => {
                link.close(NOT_UNDERSTOOD);
                return Visit::Broken;
            }
        }
        step = match hear(&mut link, MOST_FRAME).await {
            Some(frame) => guest.hear(frame, key),
            None => GuestStep::Broken,
        };
    }
}

/// Knocks as the first versions did, at a member who speaks no other way.
pub(super) async fn knock(mut link: Link, here: DeviceId, ticket: &Ticket) -> Visit {
    if ticket.purpose != Purpose::Membership {
        return Visit::Broken;
    }
    let member = link.remote;
    let key = ticket.key();
    let tag = knock_tag(&ticket.space, &key.verifying_key().to_bytes(), &here, &member);
    say(&mut link, &JoinFrame::Knock { version: VERSION, tag }).await;
    let nonce = match hear(&mut link, MOST_FRAME).await {
        Some(JoinFrame::Challenge { nonce }) => nonce,
        Some(JoinFrame::Refused(refusal)) => return Visit::Refused(refusal),
        _ => return Visit::Broken,
    };
    let signature = ByteBuf::from(prove(&key, &ticket.space, &here, &member, &nonce));
    say(&mut link, &JoinFrame::Proof { signature }).await;
    let entries = welcome(&mut link, ticket.space).await;
    link.close(0);
    match entries {
        Ok(entries) => Visit::In(entries, None),
        Err(Some(refusal)) => Visit::Refused(refusal),
        Err(None) => Visit::Broken,
    }
}

async fn welcome(link: &mut Link, space: SpaceId) -> Result<Vec<Entry>, Option<JoinRefusal>> {
    let mut entries = Vec::new();
    for _ in 0..MOST_PAGES {
        match hear(link, MOST_FRAME).await {
            Some(JoinFrame::Welcome { page, more }) => {
                entries.extend(unpack(space, &page).map_err(|_| None)?);
                if !more {
                    return Ok(entries);
                }
            }
            Some(JoinFrame::Refused(refusal)) => return Err(Some(refusal)),
            _ => return Err(None),
        }
    }
    Err(None)
}

/// Hears from a member whom nobody here has heard of who admitted them.
async fn hear_introduction(host: Arc<dyn Host>, here: DeviceId, tag: [u8; 16], mut link: Link) {
    let guest = link.remote;
    let named = |space: &SpaceId| crate::wire::tag(space, &guest, &here) == tag;
    let (Some(space), Ok(nonce)) = (host.spaces().into_iter().find(named), host.nonce()) else {
        say(&mut link, &JoinFrame::Refused(JoinRefusal::Unknown)).await;
        return link.finish().await;
    };
    say(&mut link, &JoinFrame::Challenge { nonce }).await;
    let mut pages = Vec::new();
    let mut bytes = 0;
    while let Some(JoinFrame::Welcome { page, more }) = hear(&mut link, MOST_INTRODUCTION).await {
        bytes += page.len();
        if bytes > MOST_INTRODUCTION {
            return link.close(1);
        }
        pages.push(page);
        if !more {
            break;
        }
    }
    let known = tokio::task::spawn_blocking(move || {
        // Entries are judged by their signatures and links, whoever brings them.
        let stored = pages.iter().try_for_each(|page| host.store(space, page).map(drop));
        stored.is_ok() && host.admits(space, guest)
    });
    let answer = match known.await {
        Ok(true) => JoinFrame::Welcome { page: ByteBuf::new(), more: false },
        Ok(false) | Err(_) => JoinFrame::Refused(JoinRefusal::Unknown),
    };
    tracing::info!(guest = %guest.short(), ?answer, "a member introduced itself");
    say(&mut link, &answer).await;
    link.finish().await;
}

/// Shows a member who admitted this device; returns whether that was enough.
pub(super) async fn introduce(
    mut link: Link,
    here: DeviceId,
    space: SpaceId,
    entries: &[Entry],
) -> bool {
    let tag = crate::wire::tag(&space, &here, &link.remote);
    say(&mut link, &JoinFrame::Introduce { version: VERSION, tag }).await;
    let Some(JoinFrame::Challenge { .. }) = hear(&mut link, MOST_FRAME).await else { return false };
    let pages = pages(entries);
    let last = pages.len().saturating_sub(1);
    for (index, page) in pages.into_iter().enumerate() {
        let page = ByteBuf::from(page);
        say(&mut link, &JoinFrame::Welcome { page, more: index < last }).await;
    }
    let answer = hear(&mut link, MOST_FRAME).await;
    link.close(0);
    matches!(answer, Some(JoinFrame::Welcome { .. }))
}

/// Packs entries into as many pages as they need.
pub(super) fn pages(entries: &[Entry]) -> Vec<Vec<u8>> {
    let mut pages = Vec::new();
    let mut rest = entries;
    while !rest.is_empty() {
        let mut bytes = 0;
        let count = rest
            .iter()
            .take_while(|entry| {
                bytes += entry.body.len() + 256;
                bytes <= PAGE_BYTES
            })
            .count()
            .max(1);
        let (page, later) = rest.split_at(count);
        pages.push(pack(page));
        rest = later;
    }
    pages
}

async fn hear(link: &mut Link, most: usize) -> Option<JoinFrame> {
    match timeout(PATIENCE, link.receive(most)).await {
        Ok(Ok(Some(bytes))) => JoinFrame::decode(&bytes),
        Ok(Ok(None) | Err(_)) | Err(_) => None,
    }
}

async fn say(link: &mut Link, frame: &JoinFrame) {
    if let Err(error) = link.send(&frame.encode()).await {
        // The next thing heard will be the end of the link.
        tracing::debug!(%error, "a join link broke");
    }
}
