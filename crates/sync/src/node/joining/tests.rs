//! Guests and members over loopback, with hosts that decide as a test says.

use std::{
    net::SocketAddr,
    sync::{
        Mutex,
        atomic::{AtomicU8, Ordering},
    },
};

use ed25519_dalek::SigningKey;
use etabli_model::{
    act::{Approval, Found, Known},
    body::Part,
    id::{EntryId, FileHash, SpaceId},
    time::Timestamp,
};
use serde_bytes::ByteBuf;
use tokio::time::timeout;

use super::*;
use crate::{
    graph::Graph,
    join::{Invitation, JoinFrame, Request, knock_tag},
    node::{
        NodeOptions,
        files::WantedFile,
        host::{Answer, Host, HostError, PeerNews, StoredPage},
    },
    page::pack,
    replica::Replica,
    store::MemoryStore,
    ticket::Purpose,
    transport::{BindOptions, Endpoint, Reach},
};

const LIMIT: Duration = Duration::from_secs(30);
const SEED: [u8; 32] = [7; 32];

/// Decides as a test says, and remembers who asked.
#[derive(Debug)]
struct Porter {
    here: DeviceId,
    authority: Vec<Entry>,
    approval: Mutex<Approval>,
    answer: Mutex<Answer>,
    asked: Mutex<Vec<Request>>,
    parted: watch::Sender<u64>,
    grown: watch::Sender<u64>,
    nonces: AtomicU8,
}

impl Porter {
    fn decide(&self, answer: Answer) {
        *self.answer.lock().unwrap() = answer;
        self.grown.send_modify(|count| *count += 1);
    }
}

impl Host for Porter {
    fn spaces(&self) -> Vec<SpaceId> {
        Vec::new()
    }
    fn peers(&self, _: SpaceId) -> Vec<(DeviceId, Vec<SocketAddr>)> {
        Vec::new()
    }
    fn admits(&self, _: SpaceId, _: DeviceId) -> bool {
        false
    }
    fn farewell(&self, _: SpaceId, _: DeviceId) -> Option<Vec<Entry>> {
        None
    }
    fn introduction(&self, _: SpaceId) -> Vec<Entry> {
        Vec::new()
    }
    fn with_graph(&self, _: SpaceId, _: &mut dyn FnMut(&Graph)) {}
    fn pack(&self, _: SpaceId, _: &[EntryId]) -> Result<Vec<u8>, HostError> {
        Err(HostError("no space".to_owned()))
    }
    fn store(&self, _: SpaceId, _: &[u8]) -> Result<StoredPage, HostError> {
        Err(HostError("no space".to_owned()))
    }
    fn file(&self, _: SpaceId, _: FileHash) -> Option<Vec<u8>> {
        None
    }
    fn wanted_files(&self, _: SpaceId) -> Vec<WantedFile> {
        Vec::new()
    }
    fn keep_file(&self, _: SpaceId, _: &[u8]) -> Result<(), HostError> {
        Err(HostError("no space".to_owned()))
    }
    fn files_came(&self, _: SpaceId) {}
    fn grown(&self) -> watch::Receiver<u64> {
        self.grown.subscribe()
    }
    fn hear(&self, _: SpaceId, _: DeviceId, _: PeerNews) {}
    fn knock(&self, guest: DeviceId, tag: [u8; 16]) -> Option<Invitation> {
        let space = self.authority.first()?.header.space_id();
        let key = SigningKey::from_bytes(&SEED).verifying_key().to_bytes();
        (knock_tag(&space, &key, &guest, &self.here) == tag).then_some(Invitation {
            purpose: Purpose::Membership,
            space,
            invite: EntryId([0; 32]),
            key,
            left: 1,
            expires: Timestamp(i64::MAX),
            approval: *self.approval.lock().unwrap(),
        })
    }
    fn ask(&self, request: &Request) -> Answer {
        self.asked.lock().unwrap().push(request.clone());
        self.answer(request)
    }
    fn answer(&self, _: &Request) -> Answer {
        *self.answer.lock().unwrap()
    }
    fn parted(&self, _: &Request) {
        self.parted.send_modify(|count| *count += 1);
    }
    fn welcome(&self, _: SpaceId) -> Result<Vec<Entry>, HostError> {
        Ok(self.authority.clone())
    }
    fn nonce(&self) -> Result<[u8; 32], HostError> {
        Ok([self.nonces.fetch_add(1, Ordering::Relaxed); 32])
    }
}

fn authority() -> Vec<Entry> {
    let found = Known::Found(Found { rules: 1, nonce: [1; 16], more: Vec::new() });
    let (key, store) = (SigningKey::from_bytes(&[1; 32]), Arc::new(MemoryStore::default()));
    let parts = vec![Part::Act(found.to_act())];
    let (replica, _) = Replica::found(key, store, Timestamp(1_795_000_000_000), parts).unwrap();
    replica.authority().unwrap()
}

async fn node(seed: u8) -> (Arc<Node>, Arc<Porter>) {
    let key = SigningKey::from_bytes(&[seed; 32]);
    let porter = Arc::new(Porter {
        here: DeviceId(key.verifying_key().to_bytes()),
        authority: authority(),
        approval: Mutex::new(Approval::Ask),
        answer: Mutex::new(Answer::Waiting),
        asked: Mutex::default(),
        parted: watch::Sender::new(0),
        grown: watch::Sender::new(0),
        nonces: AtomicU8::new(seed),
    });
    let options = NodeOptions { secret: key.to_bytes(), port: 0, reach: Reach::Loopback };
    (Node::start(options, porter.clone()).await.unwrap(), porter)
}

fn ticket(doors: Vec<Door>) -> Ticket {
    let space = authority()[0].header.space_id();
    Ticket::new(space, "Atelier", doors, SEED, Timestamp(i64::MAX))
}

fn door(node: &Node) -> Door {
    Door { device: node.device(), addresses: node.addresses() }
}

#[tokio::test]
async fn a_guest_waits_at_every_door_until_one_opens() {
    let ((guest, _), (ana, ana_host), (bo, bo_host)) =
        (node(1).await, node(50).await, node(90).await);
    let ticket = ticket(vec![door(&ana), door(&bo)]);
    let (waits, mut waiting) = watch::channel(Vec::new());
    let joining = guest.join(&ticket, "Cleo", LIMIT, &waits);
    let deciding = async {
        let asked = waiting.wait_for(|asked| asked.len() == 2).await.unwrap().clone();
        for (host, asked) in [(&ana_host, asked[0]), (&bo_host, asked[1])] {
            let requests = host.asked.lock().unwrap().clone();
            assert_eq!((requests.len(), requests[0].name.as_str()), (1, "Cleo"));
            assert_eq!((asked.member, requests[0].words), (host.here, Some(asked.words)));
        }
        assert_ne!(asked[0].words, asked[1].words);
        bo_host.decide(Answer::In);
        asked[1]
    };
    let (joined, asked) = timeout(LIMIT, async { tokio::join!(joining, deciding) }).await.unwrap();
    let joined = joined.unwrap();
    assert_eq!((joined.member, joined.words), (asked.member, Some(asked.words)));
    assert_eq!(joined.entries, authority());
    // The other one hears that the guest is gone.
    let mut parted = ana_host.parted.subscribe();
    timeout(LIMIT, parted.wait_for(|parted| *parted == 1)).await.unwrap().unwrap();
}

#[tokio::test]
async fn a_guest_who_is_sent_away_at_one_door_may_be_let_in_at_another() {
    let ((guest, _), (ana, ana_host), (bo, bo_host)) =
        (node(2).await, node(51).await, node(91).await);
    ana_host.decide(Answer::Refused(JoinRefusal::Declined));
    let ticket = ticket(vec![door(&ana), door(&bo)]);
    let (waits, mut waiting) = watch::channel(Vec::new());
    let joining = guest.join(&ticket, "", LIMIT, &waits);
    let deciding = async {
        waiting.wait_for(|asked| asked.len() == 1).await.unwrap();
        bo_host.decide(Answer::In);
    };
    let (joined, ()) = timeout(LIMIT, async { tokio::join!(joining, deciding) }).await.unwrap();
    assert_eq!(joined.unwrap().member, bo.device());

    bo_host.decide(Answer::Refused(JoinRefusal::Declined));
    let (guest, _) = node(3).await;
    let refused = timeout(LIMIT, guest.join(&ticket, "", LIMIT, &waits)).await.unwrap();
    assert_eq!(refused, Err(JoinError::Refused(JoinRefusal::Declined)));
}

#[tokio::test]
async fn a_member_of_the_first_versions_is_met_as_they_spoke() {
    let (guest, _) = node(4).await;
    let (endpoint, mut incoming, _) = Endpoint::bind(BindOptions {
        secret: [52; 32],
        port: 0,
        reach: Reach::Loopback,
        alpns: vec![JOIN_ALPN.to_vec()],
    })
    .await
    .unwrap();
    let old = Door { device: endpoint.id(), addresses: endpoint.addresses() };
    let ticket = ticket(vec![old.clone()]);
    let speaking = async {
        // They close what they cannot read, and know frames up to number 4.
        let mut link = incoming.recv().await.unwrap();
        assert!(link.receive(512).await.unwrap().unwrap()[0] > 4);
        link.close(1);
        let mut link = incoming.recv().await.unwrap();
        let knock = JoinFrame::decode(&link.receive(512).await.unwrap().unwrap());
        assert!(matches!(knock, Some(JoinFrame::Knock { version: 1, .. })), "{knock:?}");
        link.send(&JoinFrame::Challenge { nonce: [9; 32] }.encode()).await.unwrap();
        let proof = JoinFrame::decode(&link.receive(512).await.unwrap().unwrap());
        assert!(matches!(proof, Some(JoinFrame::Proof { .. })), "{proof:?}");
        let page = ByteBuf::from(pack(&authority()));
        link.send(&JoinFrame::Welcome { page, more: false }.encode()).await.unwrap();
        link.finish().await;
    };
    let (waits, _) = watch::channel(Vec::new());
    let joining = guest.join(&ticket, "Bo", LIMIT, &waits);
    let (joined, ()) = timeout(LIMIT, async { tokio::join!(joining, speaking) }).await.unwrap();
    let joined = joined.unwrap();
    assert_eq!((joined.member, joined.words), (old.device, None));
    assert_eq!(joined.entries, authority());
}

#[tokio::test]
async fn a_guest_of_the_first_versions_comes_in_where_nobody_is_asked() {
    let (member, host) = node(5).await;
    let (endpoint, _incoming, _) = Endpoint::bind(BindOptions {
        secret: [53; 32],
        port: 0,
        reach: Reach::Loopback,
        alpns: vec![JOIN_ALPN.to_vec()],
    })
    .await
    .unwrap();
    let (key, space) = (SigningKey::from_bytes(&SEED), authority()[0].header.space_id());
    let (here, there) = (endpoint.id(), member.device());
    let tag = knock_tag(&space, &key.verifying_key().to_bytes(), &here, &there);
    let knock = async || {
        let addresses = member.addresses();
        let mut link = endpoint.connect(there, &addresses, JOIN_ALPN, LIMIT).await.unwrap();
        link.send(&JoinFrame::Knock { version: 1, tag }.encode()).await.unwrap();
        let bytes = timeout(LIMIT, link.receive(1024)).await.unwrap().unwrap().unwrap();
        (JoinFrame::decode(&bytes).unwrap(), link)
    };
    // They could not show any words.
    let (refused, _) = knock().await;
    assert_eq!(refused, JoinFrame::Refused(JoinRefusal::Unknown));
    assert_eq!(host.asked.lock().unwrap().len(), 0);

    *host.approval.lock().unwrap() = Approval::Auto;
    host.decide(Answer::In);
    let (challenge, mut link) = knock().await;
    let JoinFrame::Challenge { nonce } = challenge else { panic!("{challenge:?}") };
    let signature = ByteBuf::from(crate::join::prove(&key, &space, &here, &there, &nonce));
    link.send(&JoinFrame::Proof { signature }.encode()).await.unwrap();
    let bytes = timeout(LIMIT, link.receive(1 << 20)).await.unwrap().unwrap().unwrap();
    let page = ByteBuf::from(pack(&authority()));
    assert_eq!(JoinFrame::decode(&bytes), Some(JoinFrame::Welcome { page, more: false }));
    let request = host.asked.lock().unwrap()[0].clone();
    assert_eq!((request.words, request.judge(Timestamp(1))), (None, Ok(())));
}
