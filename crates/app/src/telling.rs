//! From what commands said to what people read of them: who did what to which thing.
//!
//! Nothing here is a sentence: front ends make those, in the person's language.

mod deed;

use std::collections::{BTreeMap, BTreeSet};

use etabli_api::view::{
    ActivityView, ClaimedValue, ConflictView, DeedKind, DeedView, LeftView, LeftWhy, TakesBack,
    ValueView,
};
use etabli_model::{
    act::{self, Known, RepairStage, Scope, StockWhy},
    attribute::{Attribute, parts, referents},
    document::{Deed, Subject, attribute_of, word_of},
    id::{
        BookingId, DocumentId, EntryId, ItemId, LoanId, MemberId, MentoringId, PlaceId, ResourceId,
        WishedId,
    },
    inventory::Item,
    project::sheet,
};

use self::deed::{blank, is_of, kind_of, plural};
use crate::{
    show::{self, count},
    space::{
        Space, SpaceError,
        told::{Command, Said},
        undoing::{Left, Why},
    },
};

/// How many deeds of a command are told one by one.
const MOST_DEEDS: usize = 20;
/// From how many things on those of one kind are told together.
const TOGETHER: usize = 4;

/// Tells what a command did, of one item only if one is named; `None` where that is nothing.
pub(crate) fn activity(
    space: &mut Space,
    command: &std::sync::Arc<Command>,
    only: Option<&ItemId>,
) -> Result<Option<ActivityView>, SpaceError> {
    let takes_back = match command.takes_back {
        Some(_) if space.is_undo(command)? => Some(TakesBack::Undo),
        Some(_) => Some(TakesBack::Redo),
        None => None,
    };
    let by = space.membership().member_of(&command.device);
    let teller = Teller { space, by };
    let mut deeds = teller.deeds(command, only);
    if deeds.is_empty() {
        return Ok(None);
    }
    let more = count(deeds.len().saturating_sub(MOST_DEEDS));
    deeds.truncate(MOST_DEEDS);
    Ok(Some(ActivityView {
        id: command.id,
        at: command.at,
        by,
        by_name: by.map(|by| space.catalogue.name_of(&by).to_owned()).unwrap_or_default(),
        takes_back,
        void: command.void,
        deeds,
        more,
    }))
}

/// Tells what stays as it is although its command was taken back.
pub(crate) fn left(space: &Space, left: &Left) -> LeftView {
    let teller = Teller { space, by: None };
    let (why, who) = match left.why {
        Why::Changed(by) => (LeftWhy::Changed, by),
        Why::Out(to) => (LeftWhy::Out, Some(to)),
        Why::InUse => (LeftWhy::InUse, None),
    };
    let subject = teller.subject(left.document, left.subject);
    LeftView {
        item: subject.item,
        name: subject.name,
        field: left.field.clone(),
        why,
        who: who.map(|who| space.catalogue.name_of(&who).to_owned()).unwrap_or_default(),
    }
}

/// Tells what people wrote at once into fields of an item.
pub(crate) fn conflicts(space: &mut Space, item: &Item) -> Vec<ConflictView> {
    let found = space.documents().get(&item.id.document);
    let found = found.map(|document| document.conflicts(item.id.local)).unwrap_or_default();
    found
        .into_iter()
        .map(|conflict| {
            // The document shows the last claim; people read the shown one first.
            let claims: Vec<ClaimedValue> = conflict
                .claims
                .iter()
                .rev()
                .map(|claim| {
                    let first = first_author(space, &item.id, &conflict.field, claim);
                    let written = space.written(&first);
                    let by = written.map(|(by, _)| by);
                    let name = by.map(|by| space.catalogue.name_of(&by).to_owned());
                    ClaimedValue {
                        value: value(space, &conflict.field, &claim.text),
                        by,
                        by_name: name.unwrap_or_default(),
                        at: written.map(|(_, at)| at),
                    }
                })
                .collect();
            ConflictView {
                field: conflict.field,
                values: claims
                    .iter()
                    .map(|claim| (claim.value.text.clone(), claim.by_name.clone()))
                    .collect(),
                claims,
            }
        })
        .collect()
}

/// Returns the change that first wrote a value of a choice: whoever puts a choice back after it was
/// settled is the author of none of its values.
fn first_author(
    space: &mut Space,
    item: &ItemId,
    field: &str,
    claim: &etabli_model::document::Claim,
) -> [u8; 32] {
    let mut change = claim.change;
    for _ in 0..MOST_DEEDS {
        let Ok(Some(command)) = space.command_of_change(&change) else { break };
        let Some(ended) = command.takes_back else { break };
        let Ok(Some(ended)) = space.command(ended) else { break };
        let before = ended.said.iter().find_map(|said| match said {
            Said::Deeds { document, deeds } if *document == item.document => {
                deeds.iter().find_map(|deed| match deed {
                    Deed::Wrote { subject, field: of, before, by, .. }
                        if *subject == Subject::Item(item.local) && of == field =>
                    {
                        let index = before.iter().position(|text| *text == claim.text)?;
                        by.get(index).copied()
                    }
                    _ => None,
                })
            }
            _ => None,
        });
        match before {
            Some(before) => change = before,
            None => break,
        }
    }
    change
}

/// Tells a value of a field.
pub(crate) fn value(space: &Space, field: &str, text: &str) -> ValueView {
    let place = match field {
        "place" | "inside" => text.parse::<PlaceId>().ok(),
        _ => None,
    };
    if word_of(field).is_some() {
        let words = text.lines().collect::<Vec<_>>().join(", ");
        return ValueView { value: text.to_owned(), text: words };
    }
    if attribute_of(field) == Some(Attribute::Parts) {
        let names = parts(text).into_iter().map(|part| {
            let item = space.catalogue.item(&part.what);
            format!("{} × {}", part.count, item.map_or("?", |item| item.name.as_str()))
        });
        let text_of = names.collect::<Vec<_>>().join(", ");
        return ValueView { value: text.to_owned(), text: text_of };
    }
    if attribute_of(field) == Some(Attribute::AlsoCalled) {
        let names = text.lines().collect::<Vec<_>>().join(", ");
        return ValueView { value: text.to_owned(), text: names };
    }
    if matches!(attribute_of(field), Some(Attribute::Referents | Attribute::Borrowers)) {
        let names = referents(text).map(|member| space.catalogue.name_of(&member).to_owned());
        let text_of = names.collect::<Vec<_>>().join(", ");
        return ValueView { value: text.to_owned(), text: text_of };
    }
    if attribute_of(field) == Some(Attribute::Keeper)
        && let Ok(keeper) = text.parse()
    {
        let name = space.catalogue.name_of(&keeper).to_owned();
        return ValueView { value: text.to_owned(), text: name };
    }
    let path = place.map(|place| space.catalogue.path(&place).join(" / "));
    ValueView {
        value: text.to_owned(),
        text: path.filter(|path| !path.is_empty()).unwrap_or_else(|| text.to_owned()),
    }
}

struct Teller<'a> {
    space: &'a Space,
    /// Whose command it is.
    by: Option<MemberId>,
}

impl Teller<'_> {
    fn deeds(&self, command: &Command, only: Option<&ItemId>) -> Vec<DeedView> {
        let mut kinds: BTreeMap<DeedKind, BTreeSet<(DocumentId, Subject)>> = BTreeMap::new();
        let mut edits = Vec::new();
        for said in &command.said {
            let Said::Deeds { document, deeds } = said else { continue };
            for deed in deeds {
                let Some(kind) = kind_of(deed) else { continue };
                let subject = deed.subject();
                if only.is_some_and(|only| !is_of(only, *document, subject)) {
                    continue;
                }
                kinds.entry(kind).or_default().insert((*document, subject));
                edits.push((kind, *document, deed));
            }
        }
        let mut told = Vec::new();
        let mut together = BTreeSet::new();
        for (kind, document, deed) in edits {
            let things = kinds.get(&kind).map_or(0, BTreeSet::len);
            match plural(kind).filter(|_| things >= TOGETHER && only.is_none()) {
                Some(many) => {
                    if together.insert(many) {
                        told.push(DeedView { count: count(things), ..blank(many) });
                    }
                }
                None => told.push(self.edit(kind, document, deed)),
            }
        }
        for said in &command.said {
            match said {
                Said::Deeds { .. } => {}
                Said::Act { id, act } => {
                    let act = self.act(*id, act);
                    told.extend(act.filter(|deed| only.is_none_or(|o| deed.item == Some(*o))));
                }
                Said::Unknown if only.is_none() => told.push(blank(DeedKind::Unknown)),
                Said::Unknown => {}
            }
        }
        told
    }

    fn edit(&self, kind: DeedKind, document: DocumentId, deed: &Deed) -> DeedView {
        let mut view = self.subject(document, deed.subject());
        view.kind = kind;
        if let Deed::Wrote { subject, field, before, after, .. } = deed {
            let is_file = matches!(subject, Subject::File { .. });
            if !is_file {
                view.field.clone_from(field);
            }
            let tell = |texts: &[String]| -> Vec<ValueView> {
                texts.iter().map(|text| value(self.space, field, text)).collect()
            };
            if !is_file || field == "caption" {
                (view.before, view.after) = (tell(before), tell(after));
            }
        }
        view
    }

    /// Tells what a thing is called.
    fn subject(&self, document: DocumentId, subject: Subject) -> DeedView {
        let mut view = blank(DeedKind::Unknown);
        let catalogue = &self.space.catalogue;
        match subject {
            Subject::Item(local) | Subject::File { item: local, .. } => {
                let id = ItemId { document, local };
                let item = catalogue.item(&id);
                view.item = Some(id);
                view.name = item.map(|item| item.name.clone()).unwrap_or_default();
                if let (Subject::File { file, .. }, Some(item)) = (subject, item) {
                    let file = item.files.iter().find(|one| one.id == file);
                    view.field = file.map(|file| file.name.clone()).unwrap_or_default();
                }
            }
            Subject::Place(local) => {
                let id = PlaceId { document, local };
                view.place = Some(id);
                view.name =
                    catalogue.place(&id).map(|place| place.name.clone()).unwrap_or_default();
            }
            Subject::Row(_) | Subject::Sheet => {
                let DocumentId::Project(project) = document else { return view };
                view.project = Some(project);
                let board = self.space.board(&project);
                let said = board.map(|board| match subject {
                    Subject::Row(row) => board.row(&row).map_or("", |row| {
                        let own = ["title", "name", "words"].map(|key| row.field(key));
                        own.into_iter().find(|text| !text.is_empty()).unwrap_or_default()
                    }),
                    _ => board.said(sheet::NAME),
                });
                view.name = said.unwrap_or_default().to_owned();
                view.inside = board.map_or("", |board| board.said(sheet::NAME)).to_owned();
            }
            Subject::Profile | Subject::Space => {}
        }
        view
    }

    /// Tells what happened to something wished for, and whether it was that or the contrary.
    fn wish(&self, wish: &WishedId, kind: DeedKind, so: bool) -> DeedView {
        let wished = self.space.wishlist().wish(wish);
        let name = wished.map(|wish| wish.name.clone()).unwrap_or_default();
        DeedView { name, count: u32::from(so), ..blank(kind) }
    }

    /// Tells what happened to a project.
    fn project(&self, project: &EntryId, kind: DeedKind) -> DeedView {
        let board = self.space.board(project);
        let name = board.map(|board| board.said(sheet::NAME).to_owned()).unwrap_or_default();
        DeedView { name, project: Some(*project), ..blank(kind) }
    }

    /// Tells who was trained for what, or no longer is.
    fn trained(&self, member: &MemberId, of: &Scope, kind: DeedKind, so: bool) -> DeedView {
        let member_name = self.space.catalogue.name_of(member).to_owned();
        let (name, count) = (show::scope_name(self.space, of), u32::from(so));
        DeedView { name, count, member: Some(*member), member_name, ..blank(kind) }
    }

    /// Returns who learns.
    fn learner(&self, mentoring: &MentoringId) -> Option<MemberId> {
        self.space.mentorings().mentoring(mentoring).map(|one| one.by)
    }

    /// Tells what happened to an item or a place that can be booked.
    fn resource(&self, resource: Option<ResourceId>, kind: DeedKind) -> DeedView {
        let subject = match resource {
            Some(ResourceId::Item(item)) => Some((item.document, Subject::Item(item.local))),
            Some(ResourceId::Place(place)) => Some((place.document, Subject::Place(place.local))),
            None => None,
        };
        let told = subject.map(|(document, subject)| self.subject(document, subject));
        DeedView { kind, ..told.unwrap_or_else(|| blank(kind)) }
    }

    /// Tells what happened to what was booked.
    fn booked(&self, booking: &BookingId, kind: DeedKind) -> DeedView {
        let booking = self.space.bookings().booking(booking);
        let claims = booking.map(|booking| &booking.book.claims);
        let whole = claims.and_then(|claims| show::main_claim(self.space, claims));
        self.resource(whole.map(|claim| claim.resource), kind)
    }

    fn act(&self, id: LoanId, act: &Known) -> Option<DeedView> {
        let of = |kind, member: Option<MemberId>| DeedView {
            member,
            member_name: member
                .map(|member| self.space.catalogue.name_of(&member).to_owned())
                .unwrap_or_default(),
            ..blank(kind)
        };
        let device =
            |device: &etabli_model::id::DeviceId| self.space.membership().member_of(device);
        let item = |item: &ItemId, units: u32, deed: DeedView| DeedView {
            item: Some(*item),
            name: self.space.catalogue.item(item).map(|one| one.name.clone()).unwrap_or_default(),
            count: units,
            ..deed
        };
        Some(match act {
            Known::HandOver(act) => {
                let again = act::taken_back(&act.more).is_some();
                let kind = if again { DeedKind::LentAgain } else { DeedKind::Lent };
                item(&act.item, act.units, of(kind, Some(act.to)))
            }
            Known::Return(act) => {
                let cancels = act::taken_back(&act.more) == Some(act.loan.entry);
                let kind = if cancels { DeedKind::LoanCancelled } else { DeedKind::Returned };
                let from = self.space.lending().loan(&act.loan).map(|loan| loan.to);
                item(&act.item, act.units, of(kind, from))
            }
            Known::RequestLoan(act) => item(&act.item, act.units, of(DeedKind::Asked, None)),
            Known::AnswerRequest(act) => {
                let by = self.space.lending().request(&act.request).map(|request| request.by);
                let kind = match act.granted {
                    true => DeedKind::RequestGranted,
                    false => DeedKind::RequestRefused,
                };
                item(&act.item, 1, of(kind, by))
            }
            Known::WithdrawRequest(act) => item(&act.item, 1, of(DeedKind::RequestWithdrawn, None)),
            Known::ExtendLoan(act) => {
                let to = self.space.lending().loan(&act.loan).map(|loan| loan.to);
                item(&act.item, 1, of(DeedKind::LoanExtended, to))
            }
            Known::MarkLost(act) => {
                let to = self.space.lending().loan(&act.loan).map(|loan| loan.to);
                let kind = if act.lost { DeedKind::LoanLost } else { DeedKind::LoanFound };
                item(&act.item, 1, of(kind, to))
            }
            Known::NoteCondition(act) => item(&act.item, 1, of(DeedKind::ConditionNoted, None)),
            Known::OpenRepair(act) => item(&act.item, act.units, of(DeedKind::RepairOpened, None)),
            Known::TellRepair(act) => {
                let kind = match act.stage {
                    RepairStage::Resolved => DeedKind::RepairResolved,
                    RepairStage::Retired => DeedKind::RepairRetired,
                    RepairStage::Assess | RepairStage::Parts | RepairStage::Repairing => {
                        DeedKind::RepairTold
                    }
                };
                item(&act.item, 1, of(kind, None))
            }
            Known::NoteCare(act) => item(&act.item, 1, of(DeedKind::CareNoted, None)),
            Known::Unsay(act) => item(&act.item, 1, of(DeedKind::Unsaid, None)),
            Known::MoveStock(act) => {
                let kind = match act.why {
                    StockWhy::Counted => DeedKind::StockCounted,
                    _ if act.delta > 0 => DeedKind::StockIn,
                    StockWhy::In | StockWhy::Out | StockWhy::Used => DeedKind::StockOut,
                };
                let units = u32::try_from(act.delta.unsigned_abs()).unwrap_or(u32::MAX);
                item(&act.item, units, of(kind, None))
            }
            Known::TakeStock(act) => DeedView {
                place: act.place,
                name: act.place.map_or_else(String::new, |place| {
                    let place = self.space.catalogue.place(&place);
                    place.map(|place| place.name.clone()).unwrap_or_default()
                }),
                count: count(act.seen.len().saturating_add(act.missing.len())),
                ..blank(DeedKind::StockTaken)
            },
            Known::Acknowledge(act) => item(&act.item, 1, of(DeedKind::LoanSigned, None)),
            Known::NoteMoney(act) => {
                let to = self.space.lending().loan(&act.loan).map(|loan| loan.to);
                item(&act.item, 1, of(DeedKind::MoneyNoted, to))
            }
            Known::WishFor(act) => {
                DeedView { name: act.name.clone(), ..blank(DeedKind::WishedFor) }
            }
            Known::BackWish(act) => self.wish(&act.wish, DeedKind::WishBacked, act.backs),
            Known::EndWish(act) => self.wish(&act.wish, DeedKind::WishEnded, act.item.is_some()),
            Known::StartProject(_) => self.project(&id.entry, DeedKind::ProjectStarted),
            Known::TakePart(act) => {
                let named = self.project(&act.project, DeedKind::PartTaken).name;
                DeedView { name: named, ..of(DeedKind::PartTaken, Some(act.member)) }
            }
            Known::BackProject(act) => DeedView {
                count: u32::from(act.backs),
                ..self.project(&act.project, DeedKind::ProjectBacked)
            },
            Known::ApplyToCall(act) => self.project(&act.call, DeedKind::CallAnswered),
            Known::ChooseInCall(act) => self.project(&act.call, DeedKind::CallChose),
            Known::TurnProject(act) => self.project(&act.project, DeedKind::ProjectTurned),
            Known::GiveTraining(act) => self.trained(&act.member, &act.of, DeedKind::Trained, true),
            Known::EndTraining(act) => self.trained(&act.member, &act.of, DeedKind::Trained, false),
            Known::NameTrainer(act) => {
                self.trained(&act.member, &act.of, DeedKind::TrainerNamed, true)
            }
            Known::EndTrainer(act) => {
                self.trained(&act.member, &act.of, DeedKind::TrainerNamed, false)
            }
            Known::AskMentoring(act) => of(DeedKind::MentoringAsked, Some(act.of)),
            Known::AnswerMentoring(act) => {
                of(DeedKind::MentoringWent, self.learner(&act.mentoring))
            }
            Known::NoteSession(act) => of(DeedKind::MentoringWent, self.learner(&act.mentoring)),
            Known::EndMentoring(act) => of(DeedKind::MentoringEnded, self.learner(&act.mentoring)),
            Known::Welcome(act) => {
                DeedView { count: 1, ..of(DeedKind::Welcomed, Some(act.newcomer)) }
            }
            Known::EndWelcome(act) => of(DeedKind::Welcomed, Some(act.newcomer)),
            Known::Found(_) => of(DeedKind::Founded, self.by),
            Known::Invite(_) => of(DeedKind::Invited, None),
            Known::RevokeInvite(_) => of(DeedKind::InviteClosed, None),
            Known::Admit(_) => of(DeedKind::Admitted, Some(MemberId(id.entry))),
            Known::AddDevice(_) => of(DeedKind::DeviceAdded, self.by),
            Known::Rebind(act) => of(DeedKind::DeviceReplaced, Some(act.member)),
            Known::RevokeDevice(act) => of(DeedKind::DeviceRevoked, device(&act.device)),
            Known::GrantRole(act) => of(DeedKind::RoleGranted, Some(act.member)),
            Known::RevokeRole(act) => of(DeedKind::RoleRevoked, Some(act.member)),
            Known::SetPolicy(_) => of(DeedKind::PolicySet, None),
            Known::SetFloor(_) => of(DeedKind::RulesSet, None),
            Known::Leave(_) => of(DeedKind::Left, self.by),
            Known::Suspend(act) => of(DeedKind::Suspended, Some(act.member)),
            Known::Reinstate(act) => of(DeedKind::Reinstated, Some(act.member)),
            Known::Exclude(act) => of(DeedKind::Excluded, Some(act.member)),
            Known::Ratify(_) => of(DeedKind::Ratified, None),
            Known::Forget(_) => of(DeedKind::Forgot, self.by),
            Known::Book(act) => {
                let kind = match act.replaces {
                    Some(_) => DeedKind::BookingMoved,
                    None => DeedKind::Booked,
                };
                // What has no units is only around what is booked.
                let whole = show::main_claim(self.space, &act.claims);
                self.resource(whole.or(act.claims.first()).map(|claim| claim.resource), kind)
            }
            Known::ConfirmBooking(act) => {
                self.resource(act.resources.first().copied(), DeedKind::BookingConfirmed)
            }
            Known::CancelBooking(act) => self.booked(&act.booking, DeedKind::BookingCancelled),
            Known::BeginBooking(act) => self.booked(&act.booking, DeedKind::BookingBegun),
            Known::ReleaseBooking(act) => self.booked(&act.booking, DeedKind::BookingReleased),
            Known::SetCapacity(act) => DeedView {
                count: act.units,
                ..self.resource(Some(act.resource), DeedKind::CapacitySet)
            },
            // Neither that a device goes on in another log is a matter of people's, nor that one
            // has seen a booking; who keeps a thing is told by what is said of it.
            Known::OpenLog(_) | Known::SeenBookings(_) | Known::NameKeeper(_) => return None,
        })
    }
}
