//! What only this crate can read, under hostile bytes: frames of the socket and snapshots.
//! The decoders that others may call are tried in `etabli-fuzz`.

use std::collections::{BTreeMap, HashMap};

use etabli_api::{ApiError, ErrorCode};
use etabli_fuzz::{Fuzz, Meter, outcome};
use etabli_model::{
    document::Document,
    id::{DocumentId, EntryId, LocalId, MemberId, SpaceId},
    inventory::{Edit, NewItem},
    text::Name,
    time::Timestamp,
};
use etabli_sync::graph::Graph;
use serde_json::json;
use tokio::runtime::{Builder, Runtime};

use crate::{
    holder::frame::{self, MAX_ANSWER, MAX_REQUEST, Reply, Request},
    snapshot::{self, Snapshot},
};

#[global_allocator]
static METER: Meter = Meter;

fn runtime() -> Runtime {
    Builder::new_current_thread().build().unwrap()
}

fn framed(content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len()).unwrap();
    [&length.to_be_bytes()[..], content].concat()
}

fn requests() -> Vec<Vec<u8>> {
    let arguments =
        json!({ "space": null, "words": ["é", "\u{1f6e0}"], "deep": [[[[[[1.5e300]]]]]] });
    let request = Request { name: "list_items".to_owned(), arguments };
    vec![serde_json::to_vec(&request).unwrap(), br#"{"name":"status"}"#.to_vec()]
}

fn replies() -> Vec<Vec<u8>> {
    let error = ApiError::new(ErrorCode::NotFound).with("what", "drill");
    [Reply::Taken, Reply::Ok(json!([1, null, "x"])), Reply::Error(error)]
        .map(|reply| serde_json::to_vec(&reply).unwrap())
        .to_vec()
}

#[test]
fn frames_of_the_socket_are_read_or_refused() {
    let runtime = runtime();
    let seeds = requests().into_iter().chain(replies()).map(|content| framed(&content));
    Fuzz::new("socket frame", seeds).run(|bytes| {
        let request = runtime.block_on(frame::read::<Request>(&mut &*bytes, MAX_REQUEST));
        let reply = runtime.block_on(frame::read::<Reply>(&mut &*bytes, MAX_ANSWER));
        outcome(&(request.map_err(|e| e.to_string()), reply.map_err(|e| e.to_string())))
    });
}

#[test]
fn what_is_in_a_frame_of_the_socket_is_read_or_refused() {
    let runtime = runtime();
    Fuzz::new("inside of a socket frame", requests().into_iter().chain(replies())).run(|bytes| {
        let bytes = framed(bytes);
        let request = runtime.block_on(frame::read::<Request>(&mut &*bytes, MAX_REQUEST));
        let reply = runtime.block_on(frame::read::<Reply>(&mut &*bytes, MAX_ANSWER));
        outcome(&(request.map_err(|e| e.to_string()), reply.map_err(|e| e.to_string())))
    });
}

/// The bytes of a snapshot with two documents.
fn whole() -> Vec<u8> {
    let member = DocumentId::Member(MemberId(EntryId([4; 32])));
    let mut documents = BTreeMap::new();
    for id in [DocumentId::Catalogue, member] {
        let mut document = Document::new(id);
        let name = Name::parse("Drill").unwrap();
        let item = Edit::PutItem(NewItem::named(LocalId([9; 16]), name));
        document.edit([1; 16], Timestamp(0), &[item]).unwrap();
        documents.insert(id, document);
    }
    let folder = tempfile::tempdir().unwrap();
    let origins = HashMap::from([([2; 32], EntryId([3; 32]))]);
    let graph = Graph::new(SpaceId([0; 32]));
    Snapshot::write(folder.path(), &graph, &mut documents, &origins).unwrap();
    std::fs::read(folder.path().join(snapshot::FILE)).unwrap()
}

fn read(bytes: &[u8]) -> u64 {
    let Some((snapshot, heads)) = Snapshot::read(bytes) else { return 0 };
    let items: Vec<_> = snapshot.documents.values().map(Document::items).collect();
    outcome(&(items, heads, snapshot.origins.len().min(3)))
}

#[test]
fn snapshots_are_read_or_passed_over() {
    Fuzz::new("snapshot", [whole()]).run(read);
}

#[test]
fn what_is_in_a_snapshot_is_read_or_passed_over() {
    let mut body = whole();
    body.truncate(body.len() - 32);
    Fuzz::new("inside of a snapshot", [body]).run(|bytes| {
        let sum = blake3::derive_key(snapshot::CONTEXT, bytes);
        read(&[bytes, &sum].concat())
    });
}
