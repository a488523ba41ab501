//! Drives the join protocol: answering a guest, and being one.

use std::{sync::Arc, time::Duration};

use etabli_model::id::{DeviceId, SpaceId};
use serde_bytes::ByteBuf;
use tokio::time::timeout;

use super::host::Host;
use crate::{
    entry::Entry,
    join::{
        JoinFrame, JoinRefusal, MOST_FRAME, MOST_INTRODUCTION, MOST_KNOCK, MOST_PAGES, VERSION,
        knock_tag, prove,
    },
    page::{PAGE_BYTES, pack, unpack},
    ticket::Ticket,
    transport::Link,
};

/// How long a guest may take for each step.
const PATIENCE: Duration = Duration::from_secs(10);

/// Answers a guest until they are in or refused.
pub(super) async fn answer(host: Arc<dyn Host>, here: DeviceId, mut link: Link) {
    let guest = link.remote;
    let tag = match hear(&mut link, MOST_KNOCK).await {
        Some(JoinFrame::Knock { version: VERSION, tag }) => tag,
        Some(JoinFrame::Introduce { version: VERSION, tag }) => {
            return hear_introduction(host, here, tag, link).await;
        }
        _ => return link.close(1),
    };
    let Some(invitation) = host.knock(guest, tag) else {
        say(&mut link, &JoinFrame::Refused(JoinRefusal::Unknown)).await;
        link.finish().await;
        return;
    };
    let Ok(nonce) = host.nonce() else {
        say(&mut link, &JoinFrame::Refused(JoinRefusal::Unable)).await;
        return;
    };
    say(&mut link, &JoinFrame::Challenge { nonce }).await;
    let Some(JoinFrame::Proof { signature }) = hear(&mut link, MOST_KNOCK).await else {
        link.close(1);
        return;
    };
    let admitted =
        tokio::task::spawn_blocking(move || host.admit(&invitation, guest, nonce, &signature))
            .await
            .unwrap_or(Err(JoinRefusal::Unable));
    match admitted {
        Err(refusal) => {
            tracing::info!(%here, guest = %guest.short(), %refusal, "a guest was refused");
            say(&mut link, &JoinFrame::Refused(refusal)).await;
        }
        Ok(entries) => {
            let pages = pages(&entries);
            let last = pages.len().saturating_sub(1);
            for (index, page) in pages.into_iter().enumerate() {
                let page = ByteBuf::from(page);
                say(&mut link, &JoinFrame::Welcome { page, more: index < last }).await;
            }
        }
    }
    link.finish().await;
}

/// Knocks with a code and returns the authority entries of the space, unverified.
pub(super) async fn knock(
    mut link: Link,
    here: DeviceId,
    ticket: &Ticket,
) -> Result<Vec<Entry>, Option<JoinRefusal>> {
    let member = link.remote;
    let key = ticket.key();
    let tag = knock_tag(&ticket.space, &key.verifying_key().to_bytes(), &here, &member);
    say(&mut link, &JoinFrame::Knock { version: VERSION, tag }).await;
    let nonce = match hear(&mut link, MOST_FRAME).await {
        Some(JoinFrame::Challenge { nonce }) => nonce,
        Some(JoinFrame::Refused(refusal)) => return Err(Some(refusal)),
        _ => return Err(None),
    };
    let signature = ByteBuf::from(prove(&key, &ticket.space, &here, &member, &nonce));
    say(&mut link, &JoinFrame::Proof { signature }).await;
    let entries = welcome(&mut link, ticket.space).await;
    link.close(0);
    entries
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
