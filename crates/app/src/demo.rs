//! A filled space to look around in. Its other members are keys made for the moment: what they
//! did is signed and admitted like everything else, but nobody has those keys any more, and the
//! space is marked so that it is never announced to anyone.

mod project;
mod week;

use std::sync::Arc;

use ed25519_dalek::SigningKey;
use etabli_api::{ApiError, ErrorCode};
use etabli_model::{
    act::{Admit, Approval, Invite, Known, Role},
    id::{DeviceId, DocumentId, ItemId, LocalId, MemberId, PlaceId, SpaceId},
    inventory::{Edit, Line, NewItem, NewPlace},
    lending::Wish,
    text::Name,
    time::Timestamp,
};
use etabli_sync::{join::prove, replica::Replica, store::MemoryStore};
use serde_bytes::ByteBuf;

use crate::{
    clock,
    core::{Core, api_error},
    handle::space::create as create_space,
    space::{Space, SpaceError},
};

const DAY: i64 = 24 * 60 * 60 * 1000;

/// (French, English)
type Words = (&'static str, &'static str);

const SPACE: Words = ("Atelier du Lavoir (démo)", "Washhouse Workshop (demo)");
const ME: Words = ("Maëlle Riou", "Maëlle Riou");
const FRIENDS: [&str; 3] = ["Odile Garnier", "Sami Benali", "Bo Lindqvist"];
const PLACES: [(Words, Option<usize>); 6] = [
    (("Atelier", "Workshop"), None),
    (("Salle des machines", "Machine room"), Some(0)),
    (("Étagère A2", "Shelf A2"), Some(0)),
    (("Étagère B3", "Shelf B3"), Some(0)),
    (("Salle du Lavoir", "Washhouse room"), None),
    (("Remise du jardin", "Garden shed"), None),
];

struct Sample {
    name: Words,
    tag: &'static str,
    category: Words,
    place: usize,
    quantity: u32,
}

const fn sample(
    name: Words,
    tag: &'static str,
    category: Words,
    place: usize,
    quantity: u32,
) -> Sample {
    Sample { name, tag, category, place, quantity }
}

const WOOD: Words = ("Bois", "Wood");
const METAL: Words = ("Métal", "Metal");
const ELECTRIC: Words = ("Électricité", "Electrics");
const DIGITAL: Words = ("Numérique", "Digital");
const TEXTILE: Words = ("Textile", "Textile");
const GARDEN: Words = ("Jardin", "Garden");
const BUILD: Words = ("Bâtiment", "Building");
const EVENT: Words = ("Événement", "Events");

const ITEMS: [Sample; 25] = [
    sample(("Découpeuse laser 60 W", "Laser cutter 60 W"), "M-001", DIGITAL, 1, 1),
    sample(("Imprimante 3D", "3D printer"), "M-002", DIGITAL, 1, 2),
    sample(("Perceuse à colonne", "Pillar drill"), "M-004", METAL, 1, 1),
    sample(("Poste à souder MIG", "MIG welder"), "M-006", METAL, 1, 1),
    sample(("Scie à ruban", "Band saw"), "M-008", WOOD, 1, 1),
    sample(("Perceuse-visseuse 18 V", "Cordless drill 18 V"), "T-042", BUILD, 2, 1),
    sample(("Scie japonaise", "Japanese saw"), "T-051", WOOD, 3, 4),
    sample(("Ponceuse orbitale", "Orbital sander"), "T-118", WOOD, 2, 1),
    sample(("Machine à coudre", "Sewing machine"), "T-130", TEXTILE, 4, 2),
    sample(("Surjeteuse", "Overlocker"), "T-131", TEXTILE, 4, 1),
    sample(("Barnum 3 × 3 m", "Marquee 3 × 3 m"), "T-007", EVENT, 5, 1),
    sample(("Table pliante", "Folding table"), "T-008", EVENT, 5, 12),
    sample(("Sono portable", "Portable speaker"), "T-009", EVENT, 4, 1),
    sample(("Fer à souder", "Soldering iron"), "T-060", ELECTRIC, 2, 6),
    sample(("Multimètre", "Multimeter"), "T-061", ELECTRIC, 2, 4),
    sample(("Oscilloscope", "Oscilloscope"), "T-062", ELECTRIC, 1, 1),
    sample(("Défonceuse", "Router"), "T-070", WOOD, 2, 1),
    sample(("Serre-joint 60 cm", "Clamp 60 cm"), "T-071", WOOD, 3, 16),
    sample(("Meuleuse d’angle", "Angle grinder"), "T-080", METAL, 2, 2),
    sample(("Échafaudage", "Scaffold tower"), "T-090", BUILD, 5, 1),
    sample(("Bétonnière", "Cement mixer"), "T-091", BUILD, 5, 1),
    sample(("Broyeur de végétaux", "Garden shredder"), "T-100", GARDEN, 5, 1),
    sample(("Taille-haie", "Hedge trimmer"), "T-101", GARDEN, 5, 1),
    sample(("Échelle 6 m", "Ladder 6 m"), "T-102", BUILD, 5, 1),
    sample(("Bande abrasive grain 120", "Sanding belt, grit 120"), "C-001", WOOD, 3, 1),
];

/// Loans: (item, friend, units, days since hand-over, days until due).
const LOANS: [(usize, usize, u32, i64, i64); 5] =
    [(5, 0, 1, 6, 0), (7, 1, 1, 10, -3), (10, 2, 1, 2, 1), (6, 0, 1, 1, 6), (11, 1, 4, 3, 4)];

#[derive(Clone, Copy)]
enum Tongue {
    French,
    English,
}

impl Tongue {
    fn say(self, words: Words) -> &'static str {
        match self {
            Self::French => words.0,
            Self::English => words.1,
        }
    }

    fn name(self, words: Words) -> Result<Name, ApiError> {
        name(self.say(words))
    }
}

fn name(text: &str) -> Result<Name, ApiError> {
    Name::parse(text).map_err(|error| ApiError::new(ErrorCode::Internal).with("detail", error))
}

/// Makes the demo.
pub(crate) fn create(core: &Core, language: &str) -> Result<SpaceId, ApiError> {
    let tongue = if language.starts_with("fr") { Tongue::French } else { Tongue::English };
    let (name, me) = (tongue.name(SPACE)?, tongue.name(ME)?);
    let id = create_space(core, name, me, true, |space| fill(space, tongue))?;
    week::fill(core, id, tongue)?;
    project::fill(core, id, tongue)?;
    Ok(id)
}

fn fill(space: &mut Space, tongue: Tongue) -> Result<(), ApiError> {
    let now = clock::now();
    let failed = |error: SpaceError| api_error(&error);
    let items = stock(space, tongue, now).map_err(failed)?;
    let friends = befriend(space, now)?;
    for (item, friend, units, since, due) in LOANS {
        let (Some(item), Some(to)) = (items.get(item), friends.get(friend)) else { continue };
        let quantity = space.catalogue.item(item).map_or(0, |item| item.quantity);
        // The last moment of the day it is due, so that "today" is not late before evening.
        let day = clock::today() + chrono::TimeDelta::days(due);
        let wish = Wish {
            item: *item,
            units,
            to: *to,
            since: now.plus(-since * DAY),
            due: clock::end_of(day),
        };
        if let Ok(act) = wish.decide(quantity, 0) {
            space.act(now, &[Known::HandOver(act)]).map_err(failed)?;
        }
    }
    Ok(())
}

fn stock(space: &mut Space, tongue: Tongue, now: Timestamp) -> Result<Vec<ItemId>, SpaceError> {
    let places: Vec<LocalId> = PLACES.iter().map(|_| clock::local_id()).collect();
    let place = |index: usize| places.get(index).map(|local| PlaceId::common(*local));
    let mut edits = Vec::new();
    for (local, (words, inside)) in places.iter().zip(PLACES) {
        if let Ok(name) = tongue.name(words) {
            let inside = inside.and_then(place);
            edits.push(Edit::PutPlace(NewPlace { local: *local, name, inside }));
        }
    }
    let mut items = Vec::new();
    for sample in &ITEMS {
        let local = clock::local_id();
        items.push(ItemId::common(local));
        if let Ok(name) = tongue.name(sample.name) {
            let mut item = NewItem::named(local, name);
            item.tag = Line::parse(sample.tag).unwrap_or_default();
            item.category = Line::parse(tongue.say(sample.category)).unwrap_or_default();
            item.place = place(sample.place);
            item.quantity = sample.quantity;
            edits.push(Edit::PutItem(item));
        }
    }
    space.edit(now, &[(DocumentId::Catalogue, edits)])?;
    Ok(items)
}

/// Invites and admits the other members, each with a key of their own.
fn befriend(space: &mut Space, now: Timestamp) -> Result<Vec<MemberId>, ApiError> {
    let failed = |error: SpaceError| api_error(&error);
    let seed = clock::random()?;
    let invite_key = SigningKey::from_bytes(&seed);
    let invite = Known::Invite(Invite {
        key: invite_key.verifying_key().to_bytes(),
        role: Role::Member,
        uses: FRIENDS.len() as u32,
        expires: now.plus(DAY),
        approval: Approval::Auto,
        more: Vec::new(),
    });
    let (ids, _) = space.act_ids(now, &[invite]).map_err(failed)?;
    let Some(invite) = ids.first().map(|id| id.entry) else { return Ok(Vec::new()) };
    let mut friends = Vec::new();
    for (number, friend) in FRIENDS.into_iter().enumerate() {
        let key = SigningKey::from_bytes(&clock::random()?);
        let device = DeviceId(key.verifying_key().to_bytes());
        let nonce = clock::random()?;
        let here = space.replica().device();
        let proof = prove(&invite_key, &space.id(), &device, &here, &nonce);
        let admit = Admit { invite, device, nonce, proof: ByteBuf::from(proof), more: Vec::new() };
        let (ids, _) = space.act_ids(now, &[Known::Admit(admit)]).map_err(failed)?;
        introduce(space, key, (number, friend), now).map_err(failed)?;
        friends.extend(ids.first().map(|id| MemberId(id.entry)));
    }
    Ok(friends)
}

/// Lets a friend write their name and what they can do, on a replica of their own, and takes it in.
fn introduce(
    space: &mut Space,
    key: SigningKey,
    (number, friend): (usize, &str),
    now: Timestamp,
) -> Result<(), SpaceError> {
    let mut theirs = Replica::empty(space.id(), key, Arc::new(MemoryStore::new()));
    let authority = space.replica().authority()?;
    let received = theirs.receive(&authority)?;
    let mut theirs = Space::around(theirs, true);
    theirs.apply(received.counted);
    let me = theirs.me()?;
    if let Ok(name) = name(friend) {
        let mut edits = vec![Edit::SetProfileName(name)];
        edits.extend(project::sayings(number));
        theirs.edit(now, &[(DocumentId::Member(me), edits)])?;
    }
    let log = theirs.replica().content_log();
    let written = theirs.replica().read(&log, 0, u64::MAX)?;
    let received = space.replica_mut().receive(&written)?;
    space.apply(received.counted);
    Ok(())
}
