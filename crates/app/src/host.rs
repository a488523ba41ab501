//! Ties the node to the spaces: what it may read, store and tell. The peer starts here.

use std::{collections::BTreeMap, net::SocketAddr, sync::Arc};

use etabli_api::{ApiError, ErrorCode, event::Topic};
use etabli_model::{
    act::{Admit, Approval, Known},
    file::{MOST_FILE_BYTES, MOST_THUMBNAIL_BYTES},
    id::{DeviceId, EntryId, FileHash, SpaceId},
};
use etabli_sync::{
    entry::Entry,
    graph::Graph,
    join::{Invitation, JoinRefusal, judge, knock_tag},
    node::{
        Node, NodeOptions,
        files::WantedFile,
        host::{Host, HostError, PeerNews, StoredPage},
    },
    page::{pack, unpack},
    transport::Reach,
};
use serde_bytes::ByteBuf;
use tokio::sync::watch;

use crate::{
    Network, clock,
    core::{ChangeError, Core},
    space::{Space, SpaceError, Stale},
};

/// How many files are asked for in one go without anybody's asking.
const MOST_WANTED: usize = 2048;

/// Starts the peer, or returns it running.
pub(crate) async fn listen(core: &Arc<Core>) -> Result<Arc<Node>, ApiError> {
    let mut node = core.node.lock().await;
    if let Some(node) = node.as_ref() {
        return Ok(node.clone());
    }
    core.directory.check_writable()?;
    let reach = match core.network {
        Network::Off => {
            return Err(ApiError::new(ErrorCode::NetworkFailed).with("detail", "off"));
        }
        Network::Lan => Reach::Lan,
        Network::Loopback => Reach::Loopback,
    };
    let options =
        NodeOptions { secret: core.directory.key().to_bytes(), port: core.directory.port(), reach };
    let host = Arc::new(CoreHost { core: core.clone() });
    let started = Node::start(options, host)
        .await
        .map_err(|error| ApiError::new(ErrorCode::NetworkFailed).with("detail", error))?;
    core.directory.set_port(started.port());
    *node = Some(started.clone());
    Ok(started)
}

#[derive(Debug)]
struct CoreHost {
    core: Arc<Core>,
}

impl CoreHost {
    fn read<T>(
        &self,
        space: SpaceId,
        read: impl FnOnce(&mut Space) -> Result<T, ApiError>,
    ) -> Option<T> {
        match self.core.with(space, read) {
            Ok(value) => Some(value),
            Err(error) => {
                tracing::warn!(space = %space.short(), %error, "a space cannot be read");
                None
            }
        }
    }
}

impl Host for CoreHost {
    fn spaces(&self) -> Vec<SpaceId> {
        let spaces = self.core.directory.spaces().unwrap_or_default();
        spaces.into_iter().filter(|space| !self.core.directory.is_demo(space)).collect()
    }

    fn peers(&self, space: SpaceId) -> Vec<(DeviceId, Vec<SocketAddr>)> {
        self.read(space, |space| {
            let address =
                |device: &DeviceId| space.peers.get(device).map(|peer| peer.addresses.clone());
            Ok(space
                .other_devices()
                .into_iter()
                .map(|(device, _)| (device, address(&device).unwrap_or_default()))
                .collect())
        })
        .unwrap_or_default()
    }

    fn admits(&self, space: SpaceId, device: DeviceId) -> bool {
        self.read(space, |space| Ok(space.membership().may_sync(&device))).unwrap_or_default()
    }

    fn farewell(&self, space: SpaceId, device: DeviceId) -> Option<Vec<Entry>> {
        self.read(space, |space| {
            let entries = space.replica_mut().farewell(&device);
            entries.map_err(|error| crate::core::api_error(&SpaceError::from(error)))
        })
        .flatten()
    }

    fn introduction(&self, space: SpaceId) -> Vec<Entry> {
        self.read(space, |space| {
            let entries = space.replica().introduction();
            entries.map_err(|error| crate::core::api_error(&SpaceError::from(error)))
        })
        .unwrap_or_default()
    }

    fn with_graph(&self, space: SpaceId, read: &mut dyn FnMut(&Graph)) {
        self.read(space, |space| {
            read(space.replica().graph());
            Ok(())
        });
    }

    fn pack(&self, space: SpaceId, entries: &[EntryId]) -> Result<Vec<u8>, HostError> {
        let failed = |error: &dyn std::fmt::Display| HostError(error.to_string());
        self.core
            .with(space, |space| {
                let mut read = Vec::with_capacity(entries.len());
                for id in entries {
                    let entry = space.replica().read_entry(id);
                    read.push(
                        entry.map_err(|error| crate::core::api_error(&SpaceError::from(error)))?,
                    );
                }
                Ok(pack(&read))
            })
            .map_err(|error| failed(&error))
    }

    fn store(&self, space: SpaceId, page: &[u8]) -> Result<StoredPage, HostError> {
        let entries = unpack(space, page).map_err(|error| HostError(error.to_string()))?;
        let mut stored = StoredPage { entries: entries.len() as u64, ..StoredPage::default() };
        stored.seen = entries.iter().map(|entry| entry.header.id()).collect();
        stored.logs = entries.iter().map(|entry| entry.header.log).collect();
        stored.logs.sort_unstable();
        stored.logs.dedup();
        self.core
            .change(space, |space| {
                let received = space.replica_mut().receive(&entries).map_err(SpaceError::from)?;
                for (id, refusal) in &received.refused {
                    tracing::info!(entry = %id.short(), %refusal, "an entry was not stored");
                }
                let mut stale = Stale::new();
                if !received.counted.is_empty() {
                    stale = space.apply(received.counted);
                }
                Ok::<_, ChangeError>(((), stale))
            })
            .map_err(|error| HostError(error.to_string()))?;
        Ok(stored)
    }

    fn file(&self, id: SpaceId, hash: FileHash) -> Option<Vec<u8>> {
        // What no item names, or names no more, is nobody's business, though it may lie here.
        self.read(id, |space| Ok(space.catalogue.names_file(&hash))).filter(|named| *named)?;
        match self.core.shelf(&id).get(&hash) {
            Ok(bytes) => bytes,
            Err(error) => {
                tracing::warn!(%error, "a file cannot be read");
                None
            }
        }
    }

    fn wanted_files(&self, id: SpaceId) -> Vec<WantedFile> {
        let whole = self.core.keeps_files();
        let named = self.read(id, |space| {
            let mut named = BTreeMap::new();
            for file in space.catalogue.files() {
                if let Some(thumbnail) = file.thumbnail {
                    named.insert((false, thumbnail), MOST_THUMBNAIL_BYTES);
                }
                if whole {
                    named.insert((true, file.hash), MOST_FILE_BYTES);
                }
            }
            Ok(named)
        });
        let shelf = self.core.shelf(&id);
        // Small pictures go first.
        let named = named.unwrap_or_default().into_iter();
        named
            .map(|((_, hash), most)| WantedFile { hash, most })
            .filter(|wanted| !shelf.holds(&wanted.hash))
            .take(MOST_WANTED)
            .collect()
    }

    fn keep_file(&self, id: SpaceId, bytes: &[u8]) -> Result<(), HostError> {
        let kept = self.core.shelf(&id).put(bytes);
        kept.map(|_| ()).map_err(|error| HostError(error.to_string()))
    }

    fn files_came(&self, id: SpaceId) {
        self.core.tell(id, [Topic::Inventory]);
    }

    fn grown(&self) -> watch::Receiver<u64> {
        self.core.grown()
    }

    fn hear(&self, id: SpaceId, device: DeviceId, news: PeerNews) {
        let now = clock::now();
        self.read(id, |space| {
            match news {
                PeerNews::Connected => space.peers.connect(device, true, now),
                PeerNews::Gone => space.peers.connect(device, false, now),
                PeerNews::Heard { theirs, equal } => {
                    space.peers.hear(device, &theirs, equal, now);
                }
                PeerNews::Addresses(addresses) => space.peers.locate(device, &addresses),
            }
            space
                .peers
                .save(&device, space.replica().store().as_ref())
                .map_err(crate::directory::store_error)
        });
        self.core.tell(id, [Topic::Sync]);
    }

    fn knock(&self, guest: DeviceId, tag: [u8; 16]) -> Option<Invitation> {
        self.spaces().into_iter().find_map(|id| {
            self.read(id, |space| {
                let here = space.replica().device();
                // Of admissions that ask a person first, no screen can say yes yet.
                let mut open = space
                    .membership()
                    .invites()
                    .filter(|(_, invite)| invite.approval == Approval::Auto && !invite.closed);
                let found =
                    open.find(|(_, invite)| knock_tag(&id, &invite.key, &guest, &here) == tag);
                Ok(found.map(|(entry, invite)| Invitation {
                    space: id,
                    invite: entry,
                    key: invite.key,
                    left: invite.uses.saturating_sub(invite.used),
                    expires: invite.expires,
                }))
            })
            .flatten()
        })
    }

    fn admit(
        &self,
        invitation: &Invitation,
        guest: DeviceId,
        nonce: [u8; 32],
        proof: &[u8],
    ) -> Result<Vec<Entry>, JoinRefusal> {
        let now = clock::now();
        let unable = |error: ApiError| {
            tracing::warn!(%error, "a guest could not be admitted");
            JoinRefusal::Unable
        };
        let verdict = self.core.change(invitation.space, |space| {
            let here = space.replica().device();
            let membership = space.membership();
            let member = membership.may_sync(&guest);
            // Who was taken out does not come back with a code.
            if !member && membership.member_of(&guest).is_some() {
                return Ok((Err(JoinRefusal::Unknown), Stale::new()));
            }
            // A guest whose welcome was lost on the way is a member already, and welcome again.
            let left = if member { 1 } else { invitation.left };
            let open = Invitation { left, ..invitation.clone() };
            if let Err(refusal) = judge(&open, &guest, &here, &nonce, proof, now) {
                return Ok((Err(refusal), Stale::new()));
            }
            if member {
                return Ok((Ok(()), Stale::new()));
            }
            let used = space.membership().invite(&invitation.invite);
            if used.is_none_or(|invite| invite.used >= invite.uses) {
                return Ok((Err(JoinRefusal::UsedUp), Stale::new()));
            }
            let act = Known::Admit(Admit {
                invite: invitation.invite,
                device: guest,
                nonce,
                proof: ByteBuf::from(proof),
                more: Vec::new(),
            });
            let stale = space.act(now, &[act])?;
            Ok::<_, ChangeError>((Ok(()), stale))
        });
        verdict.map_err(unable)??;
        self.core
            .with(invitation.space, |space| {
                let authority = space.replica().authority();
                authority.map_err(|error| crate::core::api_error(&SpaceError::from(error)))
            })
            .map_err(unable)
    }

    fn nonce(&self) -> Result<[u8; 32], HostError> {
        clock::random().map_err(|error| HostError(error.to_string()))
    }
}
