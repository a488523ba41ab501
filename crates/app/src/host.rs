//! Ties the node to the spaces: what it may read, store and tell. The peer starts here.

use std::{collections::BTreeMap, net::SocketAddr, sync::Arc};

use etabli_api::{ApiError, ErrorCode, event::Topic};
use etabli_model::{
    act::Approval,
    file::{MOST_FILE_BYTES, MOST_THUMBNAIL_BYTES},
    id::{DeviceId, EntryId, FileHash, SpaceId},
    membership::OpenInvite,
};
use etabli_sync::{
    entry::Entry,
    graph::Graph,
    join::{Invitation, JoinRefusal, Request, knock_tag},
    node::{
        Node, NodeOptions,
        files::WantedFile,
        host::{Answer, Host, HostError, PeerNews, StoredPage},
    },
    page::{pack, unpack},
    ticket::Purpose,
    transport::Reach,
};
use tokio::sync::watch;

use crate::{
    Network, clock,
    core::{ChangeError, Core},
    handle::guests,
    seeing,
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
    seeing::begin(core);
    Ok(started)
}

#[derive(Debug)]
struct CoreHost {
    core: Arc<Core>,
}

impl CoreHost {
    /// Notes that the code of a guest who is in has served.
    fn served(&self, request: &Request) {
        if self.core.guests.served(request) {
            self.core.keep_codes();
        }
    }

    fn device(&self) -> DeviceId {
        DeviceId(self.core.directory.key().verifying_key().to_bytes())
    }

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
                let taken = space.within_budget(entries);
                if let Some(again) = taken.again {
                    tracing::warn!("somebody's device writes so much that it is taken in slowly");
                    stored.again = Some(again);
                }
                let entries = taken.entries;
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
        self.read(id, |space| Ok(space.names_file(&hash))).filter(|named| *named)?;
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
            for file in space.files() {
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
                    if equal {
                        space.caught_up();
                    }
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
        let (here, now) = (self.device(), clock::now());
        if let Some(code) = self.core.guests.pairing(&guest, &here, &tag, now) {
            return Some(Invitation {
                purpose: code.purpose,
                space: code.space,
                invite: EntryId([0; 32]),
                key: code.key,
                left: 1,
                expires: code.expires,
                approval: Approval::Ask,
            });
        }
        self.spaces().into_iter().find_map(|id| {
            self.read(id, |space| {
                let membership = space.membership();
                // A guest whose welcome was lost on the way is a member already, and welcome again.
                // Who was taken out does not come back with a code.
                let member = membership.may_sync(&guest);
                if !member && membership.member_of(&guest).is_some() {
                    return Ok(None);
                }
                let mut open = membership.invites().filter(|(_, invite)| member || !invite.closed);
                let found =
                    open.find(|(_, invite)| knock_tag(&id, &invite.key, &guest, &here) == tag);
                let left = |invite: &OpenInvite| match member {
                    true => 1,
                    false => invite.uses.saturating_sub(invite.used),
                };
                Ok(found.map(|(entry, invite)| Invitation {
                    purpose: Purpose::Membership,
                    space: id,
                    invite: entry,
                    key: invite.key,
                    left: left(invite),
                    expires: invite.expires,
                    approval: invite.approval,
                }))
            })
            .flatten()
        })
    }

    fn ask(&self, request: &Request) -> Answer {
        let now = clock::now();
        let space = request.invitation.space;
        if let Err(refusal) = request.judge(now) {
            return Answer::Refused(refusal);
        }
        let standing = self.read(space, |space| {
            let member = space.membership().may_sync(&request.guest);
            Ok((member, guests::may_admit(space, request)))
        });
        let answer = match (standing, request.invitation.approval) {
            (Some((true, _)), _) => {
                self.served(request);
                return Answer::In;
            }
            // Whom nobody here may let in need not wait here.
            (None | Some((false, false)), _) => return Answer::Refused(JoinRefusal::Unable),
            (Some((false, true)), Approval::Ask) => self.core.guests.note(request, now),
            (Some((false, true)), Approval::Auto) => match guests::admit(&self.core, request) {
                Ok(()) => {
                    self.core.guests.arrived(request, now);
                    Answer::In
                }
                Err(error) => {
                    tracing::warn!(%error, "a guest could not be admitted");
                    Answer::Refused(match error.code {
                        ErrorCode::TicketUsedUp => JoinRefusal::UsedUp,
                        _ => JoinRefusal::Unable,
                    })
                }
            },
        };
        self.core.tell(space, [Topic::Members, Topic::Sync]);
        answer
    }

    fn answer(&self, request: &Request) -> Answer {
        let now = clock::now();
        let Invitation { purpose, space, invite, key, expires, .. } = &request.invitation;
        let decided = self.read(*space, |space| {
            let membership = space.membership();
            let gone = match (purpose, membership.invite(invite)) {
                _ if membership.may_sync(&request.guest) => return Ok(Some(Answer::In)),
                _ if membership.member_of(&request.guest).is_some() => Some(JoinRefusal::Unknown),
                (Purpose::Membership, Some(invite)) if invite.closed => Some(JoinRefusal::Unknown),
                (Purpose::Membership, Some(invite)) if invite.used >= invite.uses => {
                    Some(JoinRefusal::UsedUp)
                }
                (Purpose::Membership, None) => Some(JoinRefusal::Unknown),
                (Purpose::Membership, Some(_)) => None,
                (Purpose::Device | Purpose::Replacement(_), _) => {
                    (!self.core.guests.is_good(key, now)).then_some(JoinRefusal::Expired)
                }
            };
            let gone = gone.or((*expires <= now).then_some(JoinRefusal::Expired));
            Ok(gone.map(Answer::Refused))
        });
        match decided {
            None => Answer::Refused(JoinRefusal::Unable),
            Some(Some(answer)) => {
                if answer == Answer::In {
                    self.served(request);
                }
                self.core.guests.forget(request);
                self.core.tell(*space, [Topic::Members, Topic::Sync]);
                answer
            }
            Some(None) => self.core.guests.answer(request),
        }
    }

    fn parted(&self, request: &Request) {
        self.core.guests.parted(request);
        self.core.tell(request.invitation.space, [Topic::Members, Topic::Sync]);
    }

    fn welcome(&self, space: SpaceId) -> Result<Vec<Entry>, HostError> {
        self.core
            .with(space, |space| {
                let authority = space.replica().authority();
                authority.map_err(|error| crate::core::api_error(&SpaceError::from(error)))
            })
            .map_err(|error| HostError(error.to_string()))
    }

    fn nonce(&self) -> Result<[u8; 32], HostError> {
        clock::random().map_err(|error| HostError(error.to_string()))
    }
}
