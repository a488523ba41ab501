//! From the model to views, in one place. Also finds what front ends name in words.

use std::collections::HashMap;

use etabli_api::{
    ApiError, ErrorCode,
    view::{
        CodePicture, CodePurpose, DeviceStanding, FileKind, InviteView, ItemRow, ItemStatus,
        ItemView, MemberDecision, MemberDevice, MemberStanding, MemberView, Part, PlaceView,
        RemovalView, Role, SpaceRight, SpaceView, WordView,
    },
};
use etabli_model::{
    act::{
        self, Approval, Exclude, GrantRole, Invite, Known, Policy, Reinstate, RevokeDevice,
        RevokeRole, SetPolicy, Suspend,
    },
    attribute::Attribute,
    document::Claim,
    id::{DeviceId, DocumentId, EntryId, ItemId, MemberId, PlaceId, SpaceId},
    inventory::{Item, Place},
    lending::Loan,
    membership::{self, Member, Standing},
    text::fold_for_search,
    time::Timestamp,
};
use etabli_sync::ticket::{Purpose, Ticket};

use crate::{core::api_error, prose, space::Space, telling};

mod awaited;
mod booking;
mod detail;
mod endorsement;
mod file;
mod goods;
mod loan;
mod mention;
mod project;
mod request;
mod skill;

pub(crate) use self::booking::{
    booker, booking, capacity, find_booking, find_resource, grace, is_ahead, main_claim,
    resource_id, resource_name, taken,
};
pub(crate) use self::detail::{details, exception};
pub(crate) use self::endorsement::Endorsements;
pub(crate) use self::file::{card_file, file, find_among, find_file, shown_files};
pub(crate) use self::goods::{
    care, fields, find_repair, is_reason, money, report_text, stock, unfold, unfolded,
};
pub(crate) use self::loan::loan;
pub(crate) use self::mention::{mentioned, mentions, put_mentions};
pub(crate) use self::project::{
    BoardFilter, Counts, board, card, card_row, column_name, find_project, find_row, project,
    project_row, said, works_on,
};
pub(crate) use self::request::{asks, find_request, request, requests};
pub(crate) use self::skill::{
    contact_for, coverage, find_mentoring, find_post, is_active, mentoring, outsiders, people,
    person, post, posts, scope_name, skill_name, somebody, trainers, welcomes,
};

/// How many candidates an ambiguous name lists.
const CANDIDATES: usize = 5;
/// How many loans of an item are shown.
const LOANS: usize = 50;

/// Shows a space.
pub(crate) fn space(space: &Space) -> Result<SpaceView, ApiError> {
    let member = space.me().map_err(|error| api_error(&error))?;
    let loans_open = space.lending().loans().filter(|loan| loan.out() > 0).count();
    Ok(SpaceView {
        id: space.id(),
        name: space.catalogue.space_name().to_owned(),
        member,
        member_name: space.catalogue.name_of(&member).to_owned(),
        members: count(space.membership().active().count()),
        items: count(space.catalogue.len()),
        loans_open: count(loans_open),
        demo: space.demo,
        problem: None,
        read_only: space.is_copy(),
        part: part(space),
        may: rights(space),
        admit: role(space.membership().policy(Policy::Admit)),
        edit_catalogue: role(space.membership().policy(Policy::EditCatalogue)),
        words: words(space),
    })
}

/// Shows how the person here takes part.
fn part(space: &Space) -> Part {
    let membership = space.membership();
    let device = membership.device(&space.seat());
    let member = device.and_then(|device| membership.member(&device.member));
    match (member.map(|member| member.standing), device.map(|device| device.standing)) {
        (Some(Standing::Suspended), _) => Part::Suspended,
        (Some(Standing::Left), _) => Part::Left,
        (Some(Standing::Excluded), _) => Part::Excluded,
        (_, Some(membership::DeviceStanding::Contested)) => Part::DeviceContested,
        (_, Some(membership::DeviceStanding::Revoked)) => Part::DeviceRevoked,
        (Some(Standing::Active) | None, Some(membership::DeviceStanding::Active) | None) => {
            Part::Active
        }
    }
}

/// Returns what the rules let the person here do.
fn rights(space: &Space) -> Vec<SpaceRight> {
    let takes_part = !space.is_copy() && space.membership().acting(&space.seat()).is_ok();
    let invite = Known::Invite(Invite {
        key: [0; 32],
        role: act::Role::Member,
        uses: 1,
        expires: Timestamp(0),
        approval: Approval::Auto,
        more: Vec::new(),
    });
    [
        (SpaceRight::Lend, takes_part),
        (SpaceRight::EditCatalogue, may_write(space, &DocumentId::Catalogue)),
        (SpaceRight::Invite, space.may(&invite)),
        (SpaceRight::Govern, may_govern(space)),
    ]
    .into_iter()
    .filter(|(_, may)| *may)
    .map(|(right, _)| right)
    .collect()
}

/// Whether the person here takes part in a space that can change.
pub(crate) fn takes_part(space: &Space) -> bool {
    !space.is_copy() && space.membership().acting(&space.seat()).is_ok()
}

pub(crate) fn may_write(space: &Space, document: &DocumentId) -> bool {
    !space.is_copy() && space.membership().may_write(&space.seat(), document).is_ok()
}

/// Shows a space that cannot be read, so that it is not silently missing.
pub(crate) fn broken_space(id: SpaceId, problem: ApiError) -> SpaceView {
    SpaceView {
        id,
        name: id.short(),
        member: MemberId(EntryId([0; 32])),
        member_name: String::new(),
        members: 0,
        items: 0,
        loans_open: 0,
        demo: false,
        problem: Some(problem),
        read_only: false,
        part: Part::Active,
        may: Vec::new(),
        admit: Role::Member,
        edit_catalogue: Role::Member,
        words: Vec::new(),
    }
}

fn words(space: &Space) -> Vec<WordView> {
    let words = space.catalogue.words().iter();
    let shown = words.map(|((term, language), words)| WordView {
        term: *term,
        language: *language,
        one: words.one().to_owned(),
        many: words.many().to_owned(),
    });
    shown.collect()
}

/// Whether the rules let the person here say who may do what, and what things are called.
pub(crate) fn may_govern(space: &Space) -> bool {
    let (policy, who) = (Policy::Admit.number(), act::Role::Member);
    space.may(&Known::SetPolicy(SetPolicy { policy, who, more: Vec::new() }))
}

/// Shows a member.
pub(crate) fn member(space: &Space, id: MemberId) -> Option<MemberView> {
    let membership = space.membership();
    let member = membership.member(&id)?;
    let open = |loan: &&Loan| membership.first_name(&loan.to) == id && loan.out() > 0;
    let name = |id: &MemberId| space.catalogue.name_of(id).to_owned();
    Some(MemberView {
        id,
        name: name(&id),
        role: role(member.role),
        standing: match member.standing {
            Standing::Active => MemberStanding::Active,
            Standing::Suspended => MemberStanding::Suspended,
            Standing::Left => MemberStanding::Left,
            Standing::Excluded => MemberStanding::Excluded,
        },
        me: space.me().is_ok_and(|me| me == id),
        devices: member.devices.iter().filter_map(|device| self::device(space, device)).collect(),
        loans_open: count(space.lending().loans().filter(open).count()),
        admitted_by: member.admitted_by.as_ref().map(name).unwrap_or_default(),
        excluders: member.excluders.keys().map(name).collect(),
        may: decisions(space, id, member),
        contact: contact_for(space, &id),
    })
}

/// Shows what a code is for.
pub(crate) const fn purpose(purpose: Purpose) -> CodePurpose {
    match purpose {
        Purpose::Membership => CodePurpose::Membership,
        Purpose::Device => CodePurpose::Device,
        Purpose::Replacement(_) => CodePurpose::Replacement,
    }
}

/// Returns as much of a device's id as nobody can make a second key for, in groups to read out.
pub(crate) fn number(device: &DeviceId) -> String {
    let digits: Vec<char> = device.to_string().chars().take(16).collect();
    digits.chunks(4).map(String::from_iter).collect::<Vec<_>>().join(" ")
}

/// Shows a role.
pub(crate) const fn role(role: act::Role) -> Role {
    match role {
        act::Role::Member => Role::Member,
        act::Role::Steward => Role::Steward,
    }
}

fn device(space: &Space, id: &DeviceId) -> Option<MemberDevice> {
    let member = space.membership().member_of(id)?;
    Some(MemberDevice {
        id: *id,
        name: space.catalogue.device_name(&member, id).to_owned(),
        here: *id == space.seat(),
        standing: match space.membership().device(id)?.standing {
            membership::DeviceStanding::Active => DeviceStanding::Active,
            membership::DeviceStanding::Contested => DeviceStanding::Contested,
            membership::DeviceStanding::Revoked => DeviceStanding::Revoked,
        },
        can_revoke: space.may(&Known::RevokeDevice(RevokeDevice {
            device: *id,
            seen: Vec::new(),
            more: Vec::new(),
        })),
        can_reinstate: space.may(&Known::Reinstate(Reinstate {
            member: space.membership().member_of(id)?,
            device: Some(*id),
            lifts: Vec::new(),
            more: Vec::new(),
        })),
    })
}

/// Returns what the rules let the member here decide about another.
fn decisions(space: &Space, id: MemberId, member: &Member) -> Vec<MemberDecision> {
    let more = Vec::new;
    let seen = Vec::new;
    let lifts = member.withdrawals.keys().copied().collect();
    // A member whose own devices took each other out gets them back the same way.
    let contested = member.devices.iter().copied().find(|device| {
        let device = space.membership().device(device);
        device.is_some_and(|device| device.standing == membership::DeviceStanding::Contested)
    });
    let device = contested.filter(|_| member.standing == Standing::Active);
    [
        (MemberDecision::MakeSteward, Known::GrantRole(GrantRole { member: id, more: more() })),
        (
            MemberDecision::MakeMember,
            Known::RevokeRole(RevokeRole { member: id, seen: seen(), more: more() }),
        ),
        (
            MemberDecision::Suspend,
            Known::Suspend(Suspend { member: id, seen: seen(), more: more() }),
        ),
        (
            MemberDecision::Reinstate,
            Known::Reinstate(Reinstate { member: id, device, lifts, more: more() }),
        ),
        (
            MemberDecision::Exclude,
            Known::Exclude(Exclude { member: id, seen: seen(), more: more() }),
        ),
    ]
    .into_iter()
    .filter(|(_, act)| space.may(act))
    .map(|(decision, _)| decision)
    .collect()
}

/// Shows an item in a list.
pub(crate) fn item_row(space: &Space, item: &Item, now: Timestamp) -> ItemRow {
    let photo = shown_files(item).find(|file| file.kind() == FileKind::Photo);
    let thumbnail = photo.and_then(|file| file.thumbnail).filter(|hash| space.has_file(hash));
    ItemRow { thumbnail, ..plain_row(space, item, now) }
}

/// Shows an item without its picture, which would need a look at the disk.
pub(crate) fn plain_row(space: &Space, item: &Item, now: Timestamp) -> ItemRow {
    let loans = space.lending().item(&item.id);
    let out = loans.map_or(0, |loans| loans.out());
    let open: Vec<&Loan> = loans
        .map(|loans| loans.loans().iter().filter(|loan| loan.out() > 0).collect())
        .unwrap_or_default();
    let available = goods::available(space, item);
    let status = if open.iter().any(|loan| loan.disputed) && out > item.quantity {
        ItemStatus::Disputed
    } else if open.iter().any(|loan| loan.overdue(now)) {
        ItemStatus::Overdue
    } else if let Some(status) = goods::standing(space, item, available) {
        status
    } else if out == 0 {
        ItemStatus::Available
    } else if out >= item.quantity {
        ItemStatus::Out
    } else {
        ItemStatus::PartlyOut
    };
    let holder = match open.as_slice() {
        [loan] => space.catalogue.name_of(&loan.to).to_owned(),
        _ => String::new(),
    };
    let owner = item.id.owner();
    ItemRow {
        id: item.id,
        name: item.name.clone(),
        tag: item.tag.clone(),
        category: item.category.clone(),
        place: item.place.map(|place| space.catalogue.path(&place).join(" / ")).unwrap_or_default(),
        status,
        quantity: if item.is_stock() { available } else { item.quantity },
        available,
        owner,
        owner_name: owner.map(|id| space.catalogue.name_of(&id).to_owned()).unwrap_or_default(),
        holder_name: holder,
        due: open.iter().filter_map(|loan| loan.due).min(),
        thumbnail: None,
        stock: goods::stock(space, &item.id),
        unit: item.attribute(Attribute::Unit).to_owned(),
    }
}

/// Shows a code that lets somebody in.
pub(crate) fn invite(
    ticket: &Ticket,
    uses: u32,
    expires: Timestamp,
    reachable: bool,
) -> InviteView {
    let ticket = ticket.to_string();
    let picture = etabli_labels::Code::of(&ticket).map(|code| {
        let (side, path) = code.drawn();
        CodePicture { side, path }
    });
    InviteView { ticket, uses, expires, reachable, picture }
}

/// Shows an item, whole.
pub(crate) fn item(space: &mut Space, item: &Item, now: Timestamp) -> ItemView {
    let conflicts = telling::conflicts(space, item);
    let space = &*space;
    let mut loans: Vec<&Loan> = space
        .lending()
        .item(&item.id)
        .map(|loans| loans.loans().iter().collect())
        .unwrap_or_default();
    loans.sort_by_key(|loan| (loan.out() == 0, std::cmp::Reverse(loan.since), loan.id));
    let me = space.me().ok();
    let mine = item.id.owner().is_none_or(|owner| Some(owner) == me);
    let acting = if space.is_copy() { None } else { space.membership().acting(&space.seat()).ok() };
    let steward = acting
        .and_then(|me| space.membership().member(&me))
        .is_some_and(|member| member.role == act::Role::Steward);
    ItemView {
        row: item_row(space, item, now),
        place_id: item.place,
        note: item.note.clone(),
        prose: prose::read(&item.note),
        fields: item.fields.clone(),
        loans: loans.into_iter().take(LOANS).map(|one| loan(space, one, now)).collect(),
        conflicts,
        files: shown_files(item).map(|one| file(space, item, one)).collect(),
        removed: item.withdrawn.then(|| {
            let document = space.documents().get(&item.id.document);
            let claims = document.map(|document| document.item_removals(item.id.local));
            removal(space, &claims.unwrap_or_default())
        }),
        requests: requests(space, &item.id),
        can_ask: acting.is_some_and(|me| asks(space, item, me)),
        can_lend: acting.is_some()
            && (mine || steward || space.keeps(&item.id).is_some())
            && acting.is_some_and(|me| space.terms(&item.id).lent_by(me).is_ok())
            && !(item.withdrawn || item.is_stock() || item.is_immaterial()),
        upkeep: goods::upkeep(space, item),
        keeper_lends: keeper_lends(space, item),
        can_edit: may_write(space, &item.id.document),
    }
}

/// Returns whether whoever keeps an item was named so by whoever answers for it, and so lends it.
fn keeper_lends(space: &Space, item: &Item) -> bool {
    let named = space.lending().item(&item.id).and_then(|loans| loans.keepers().last());
    let named = named.and_then(|named| named.keeper);
    named.is_some() && named == item.keeper()
}

/// Shows the places, each after the one it is in.
pub(crate) fn places(space: &Space) -> Vec<PlaceView> {
    let mut items_in: HashMap<PlaceId, usize> = HashMap::new();
    for place in space.catalogue.items().filter_map(|shelved| shelved.item.place) {
        for around in space.catalogue.ancestry(&place) {
            *items_in.entry(around).or_default() += 1;
        }
    }
    let mut places: Vec<(Vec<String>, PlaceView)> = space
        .catalogue
        .places()
        .map(|one| {
            let items = items_in.get(&one.id).copied().unwrap_or_default();
            let path = space.catalogue.path(&one.id);
            (path.iter().map(|name| fold_for_search(name)).collect(), place(space, one, items))
        })
        .collect();
    places.sort_by(|(one, a), (other, b)| one.cmp(other).then(a.id.cmp(&b.id)));
    places.into_iter().map(|(_, view)| view).collect()
}

/// Shows a place with so many items in it.
pub(crate) fn place(space: &Space, place: &Place, items: usize) -> PlaceView {
    let path = space.catalogue.path(&place.id);
    PlaceView {
        id: place.id,
        name: place.name.clone(),
        inside: place.inside,
        path: path.join(" / "),
        depth: count(path.len().saturating_sub(1)),
        items: count(items),
    }
}

/// Shows who put something into the bin: whoever did so last.
pub(crate) fn removal(space: &Space, claims: &[Claim]) -> RemovalView {
    let known = claims.iter().filter_map(|claim| space.written(&claim.change));
    let last = known.max_by_key(|(_, at)| *at);
    RemovalView {
        by: last.map(|(by, _)| by),
        by_name: last.map(|(by, _)| space.catalogue.name_of(&by).to_owned()).unwrap_or_default(),
        at: last.map_or(Timestamp::FIRST, |(_, at)| at),
    }
}

/// Finds one thing by what a person called it: exact fits first, then beginnings.
pub(crate) fn pick<T: Clone>(
    what: &str,
    candidates: impl Iterator<Item = (T, Vec<String>, String)>,
) -> Result<T, ApiError> {
    let wanted = fold_for_search(what);
    if wanted.is_empty() {
        return Err(ApiError::new(ErrorCode::NotFound).with("what", what));
    }
    let mut exact = Vec::new();
    let mut close = Vec::new();
    for (thing, names, label) in candidates {
        let mut names = names.iter().map(|name| fold_for_search(name));
        if names.clone().any(|name| name == wanted) {
            exact.push((thing, label));
        } else if names.any(|name| name.starts_with(&wanted)) {
            close.push((thing, label));
        }
    }
    let found = if exact.is_empty() { close } else { exact };
    match found.as_slice() {
        [] => Err(ApiError::new(ErrorCode::NotFound).with("what", what)),
        [(thing, _)] => Ok(thing.clone()),
        several => {
            let labels: Vec<&str> =
                several.iter().take(CANDIDATES).map(|(_, label)| label.as_str()).collect();
            Err(ApiError::new(ErrorCode::Ambiguous)
                .with("what", what)
                .with("candidates", labels.join(", ")))
        }
    }
}

/// Returns what a label's QR code names, if a text is what a scanner reads of one.
pub(crate) fn labelled(text: &str) -> Option<&str> {
    let text = text.trim();
    ["etabli:item/", "etabli:place/"].into_iter().find_map(|start| {
        let (head, id) = text.split_at_checked(start.len())?;
        head.eq_ignore_ascii_case(start).then_some(id)
    })
}

/// Finds an item in use by id, tag, name or the beginning of one of them.
pub(crate) fn find_item(space: &Space, what: &str) -> Result<ItemId, ApiError> {
    let found = find_any_item(space, what)?;
    match space.catalogue.item(&found) {
        Some(item) if item.withdrawn => {
            Err(ApiError::new(ErrorCode::InBin).with("what", &item.name))
        }
        Some(_) | None => Ok(found),
    }
}

/// Finds an item as [`find_item`] does, in the bin where nothing else fits.
pub(crate) fn find_any_item(space: &Space, what: &str) -> Result<ItemId, ApiError> {
    match find_shelved(space, what) {
        Err(error) if error.code == ErrorCode::NotFound => find_binned_item(space, what),
        found => found,
    }
}

/// Finds an item in the bin.
pub(crate) fn find_binned_item(space: &Space, what: &str) -> Result<ItemId, ApiError> {
    pick(what, space.catalogue.binned_items().map(candidate))
}

fn candidate(item: &Item) -> (ItemId, Vec<String>, String) {
    let told = if item.tag.is_empty() { item.id.local.to_string() } else { item.tag.clone() };
    let mut names = vec![item.name.clone(), item.tag.clone(), item.id.to_string()];
    names.extend(item.attribute(Attribute::AlsoCalled).lines().map(str::to_owned));
    (item.id, names, format!("{} ({told})", item.name))
}

fn find_shelved(space: &Space, what: &str) -> Result<ItemId, ApiError> {
    let what = labelled(what).unwrap_or(what);
    if let Ok(id) = what.trim().parse::<ItemId>()
        && space.catalogue.item(&id).is_some()
    {
        return Ok(id);
    }
    // A tag is what is printed on the thing: it goes before any name.
    let mut tagged = space.catalogue.tagged(what);
    if let (Some(one), None) = (tagged.next(), tagged.next()) {
        return Ok(one);
    }
    pick(what, space.catalogue.items().map(|shelved| candidate(&shelved.item)))
}

/// Finds a member by id, name or the beginning of one of them.
pub(crate) fn find_member(space: &Space, what: &str) -> Result<MemberId, ApiError> {
    if let Ok(id) = what.trim().parse::<MemberId>()
        && space.membership().member(&id).is_some()
    {
        return Ok(id);
    }
    pick(
        what,
        space.membership().members().map(|(id, _)| {
            let name = space.catalogue.name_of(&id).to_owned();
            let label = format!("{name} ({})", id.0.short());
            (id, vec![name, id.to_string()], label)
        }),
    )
}

/// Finds a place in the bin by id, path, name or the beginning of one of them.
pub(crate) fn find_binned_place(space: &Space, what: &str) -> Result<PlaceId, ApiError> {
    pick(what, space.catalogue.binned_places().map(|place| named_place(space, place)))
}

fn named_place(space: &Space, place: &Place) -> (PlaceId, Vec<String>, String) {
    let path = space.catalogue.path(&place.id).join(" / ");
    (place.id, vec![place.name.clone(), path.clone(), place.id.to_string()], path)
}

/// Finds a place of the catalogue by id, path, name or the beginning of one of them.
pub(crate) fn find_place(space: &Space, what: &str) -> Result<PlaceId, ApiError> {
    let what = labelled(what).unwrap_or(what);
    if let Ok(id) = what.trim().parse::<PlaceId>()
        && space.catalogue.place(&id).is_some_and(|place| !place.withdrawn)
    {
        return Ok(id);
    }
    let common = |place: &&Place| place.id.document == DocumentId::Catalogue;
    pick(what, space.catalogue.places().filter(common).map(|place| named_place(space, place)))
}

/// Returns a length as views count it.
pub(crate) fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
