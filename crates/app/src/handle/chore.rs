//! What waits to be done about things, worked out from what is known here; and signing loans, and
//! noting money for them.

use std::collections::BTreeMap;

use etabli_api::{
    ApiError, ErrorCode,
    command::{ListChores, NoteMoney, SignLoan},
    view::{ChoreKind, ChoreView, LoanView},
};
use etabli_model::{
    act::{Condition, Known},
    attribute::Attribute,
    inventory::Item,
    kit::KitError,
    lending,
    membership::Standing,
    text::fold_for_search,
    time::Timestamp,
    upkeep::ItemUpkeep,
};

use super::{
    Handle, goods,
    lending::{cannot, find_loan, shown},
};
use crate::{
    clock,
    core::{ChangeError, Core},
    show,
    space::Space,
};

/// How many chores are listed.
const MOST: usize = 200;
/// How long before an item is to be maintained one is told, in milliseconds.
const AHEAD: i64 = 7 * 24 * 60 * 60 * 1000;
/// A day, in milliseconds.
const DAY: i64 = 24 * 60 * 60 * 1000;

fn chore(kind: ChoreKind, item: &Item, count: i64, text: &str) -> ChoreView {
    let (item, name) = (item.id, item.name.clone());
    ChoreView { kind, item, name, count, text: text.to_owned(), loan: None }
}

/// Returns what waits to be done about one item, besides its loans.
fn of_item(space: &Space, item: &Item, now: Timestamp) -> Vec<ChoreView> {
    let mut chores = Vec::new();
    let kept = space.upkeep().item(&item.id);
    for repair in kept.into_iter().flat_map(ItemUpkeep::open_repairs) {
        chores.push(chore(ChoreKind::Repair, item, repair.units.into(), &repair.note));
    }
    match kept.and_then(ItemUpkeep::condition) {
        Some(Condition::Missing) => chores.push(chore(ChoreKind::Missing, item, 0, "")),
        Some(Condition::Incomplete) => {
            let last = kept.and_then(ItemUpkeep::last_report).map(show::report_text);
            chores.push(chore(ChoreKind::Incomplete, item, 0, &last.unwrap_or_default()));
        }
        Some(Condition::Good | Condition::Worn | Condition::Damaged) | None => {}
    }
    if item.is_stock() {
        let (stock, unit) = (show::stock(space, &item.id), item.attribute(Attribute::Unit));
        let low = item.number(Attribute::Low).map(i64::from);
        if stock < 0 {
            chores.push(chore(ChoreKind::Short, item, stock.saturating_neg(), unit));
        } else if low.is_some_and(|low| stock <= low) {
            chores.push(chore(ChoreKind::Low, item, stock, unit));
        }
    }
    if !item.attribute(Attribute::CareDays).is_empty()
        || !item.attribute(Attribute::CareLoans).is_empty()
    {
        let (due, loans) = show::care(space, item);
        let late = due.map(|due| (now.0.saturating_sub(due.0)).div_euclid(DAY));
        let soon = due.is_some_and(|due| due.0 <= now.0.saturating_add(AHEAD));
        if soon || loans.is_some_and(|left| left <= 0) {
            let what = item.attribute(Attribute::Care);
            chores.push(chore(ChoreKind::Care, item, late.unwrap_or(0), what));
        }
    }
    if !item.attribute(Attribute::Parts).is_empty()
        && matches!(show::unfolded(space, item.id, 1), Err(KitError::Cycle(_)))
    {
        chores.push(chore(ChoreKind::Cycle, item, 0, ""));
    }
    if let Some(place) = item.place
        && space.catalogue.place(&place).is_none_or(|place| place.withdrawn)
    {
        let path = space.catalogue.path(&place).join(" / ");
        chores.push(chore(ChoreKind::PlaceGone, item, 0, &path));
    }
    chores
}

impl Handle for ListChores {
    fn handle(self, core: &Core) -> Result<Vec<ChoreView>, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        core.with(id, |space| {
            let now = clock::now();
            let mut chores = Vec::new();
            let mut tags: BTreeMap<String, &Item> = BTreeMap::new();
            for item in space.catalogue.items().map(|shelved| &*shelved.item) {
                chores.extend(of_item(space, item, now));
                if !item.tag.is_empty() {
                    // Who came first keeps a tag: ids begin with when they were made.
                    let tag = fold_for_search(&item.tag);
                    let other = tags.get(&tag).copied();
                    let first = other.filter(|other| other.id.local < item.id.local);
                    if let Some(other) = other {
                        let later = if first.is_some() { item } else { other };
                        chores.push(chore(ChoreKind::TagTwice, later, 0, &later.tag));
                    }
                    if first.is_none() {
                        tags.insert(tag, item);
                    }
                }
            }
            for loan in space.lending().loans() {
                let Some(item) = space.catalogue.item(&loan.item) else { continue };
                let who = space.catalogue.name_of(&loan.to);
                let to = space.membership().member(&space.membership().first_name(&loan.to));
                let gone = to.is_none_or(|to| to.standing != Standing::Active);
                if loan.out() > 0 && loan.part_of.is_none() && gone {
                    chores.push(chore(ChoreKind::HolderGone, item, loan.out().into(), who));
                }
                // What went with a kit is signed with it; what lies long back is let be.
                let lately = loan.returned_at.is_none_or(|back| back.plus(4 * AHEAD) > now);
                if loan.part_of.is_none()
                    && lately
                    && !loan.cancelled
                    && show::loan(space, loan, now).hand_over.can_sign
                {
                    let by = space.catalogue.name_of(&loan.back.map_or(loan.by, |(by, _)| by));
                    let back = i64::from(loan.out() == 0);
                    let sign = chore(ChoreKind::Sign, item, back, by);
                    chores.push(ChoreView { loan: Some(loan.id), ..sign });
                }
            }
            chores.sort_by(|one, other| (one.kind, &one.name).cmp(&(other.kind, &other.name)));
            chores.truncate(MOST);
            Ok(chores)
        })
    }
}

impl Handle for SignLoan {
    fn handle(self, core: &Core) -> Result<LoanView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        let loan = core.change(id, |space| {
            // What is back is found by its id only: by name one finds what is out.
            let loan = find_loan(space, &self.loan)?;
            let me = space.me()?;
            let sign = lending::acknowledge(&loan, me);
            let sign = sign.map_err(|refusal| cannot(space, refusal, &loan.item, None))?;
            let mut acts = vec![Known::Acknowledge(sign)];
            for part in space.lending().parts_of(loan.id) {
                acts.extend(lending::acknowledge(part, me).map(Known::Acknowledge));
            }
            Ok::<_, ChangeError>((loan.id, space.act(clock::now(), &acts)?))
        })?;
        shown(core, id, loan)
    }
}

impl Handle for NoteMoney {
    fn handle(self, core: &Core) -> Result<LoanView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        let loan = core.change(id, |space| {
            let loan = find_loan(space, &self.loan)?;
            let amount = goods::amount(&self.amount)?;
            let note = lending::note_money(&loan, self.what, amount, clock::now());
            let note = note.map_err(|refusal| match refusal {
                lending::Refusal::NoUnits => {
                    ApiError::new(ErrorCode::BadAmount).with("what", &self.amount)
                }
                refusal => cannot(space, refusal, &loan.item, None),
            })?;
            let note = Known::NoteMoney(note);
            goods::allowed(space, &note, &loan.item)?;
            Ok::<_, ChangeError>((loan.id, space.act(clock::now(), &[note])?))
        })?;
        shown(core, id, loan)
    }
}
