//! How things are, as views: reports, repairs, details, kits, copies; and how many can be taken.

use std::collections::BTreeMap;

use etabli_api::{
    ApiError, ErrorCode,
    view::{
        AttributeView, HandOverView, ItemStatus, LoanPartView, NoteView, PartView, RepairView,
        UpkeepView,
    },
};
use etabli_model::{
    act::{Condition, Known, MoneyFor, NoteCare, RepairStage, StockWhy},
    attribute::{
        Amount, Attribute, CategoryField, Counted, Gone, Setting, category_fields, checks,
    },
    id::{ItemId, RepairId},
    inventory::Item,
    kit::{self, KitError},
    lending::{Loan, acknowledge},
    text::fold_for_search,
    time::Timestamp,
    trade,
    upkeep::{ItemUpkeep, Repair, Report},
};

use super::{CANDIDATES, count, find_any_item};
use crate::{space::Space, telling};

/// How many notes of an item are shown.
const MOST_NOTES: usize = 30;
/// A day, in milliseconds.
const DAY: i64 = 24 * 60 * 60 * 1000;

/// Returns an item that is in use.
fn in_use<'a>(space: &'a Space, item: &ItemId) -> Option<&'a Item> {
    space.catalogue.item(item).filter(|item| !item.withdrawn)
}

/// Returns the parts of a kit that are known here and in use.
fn parts_of(space: &Space, kit: &ItemId) -> Vec<Counted<ItemId>> {
    let parts = in_use(space, kit).map(Item::parts).unwrap_or_default();
    parts.into_iter().filter(|part| in_use(space, &part.what).is_some()).collect()
}

/// Returns all that so many of an item take with them, the item itself first.
pub(crate) fn unfolded(
    space: &Space,
    item: ItemId,
    units: u32,
) -> Result<Vec<Counted<ItemId>>, KitError> {
    kit::unfold(item, units, |kit| parts_of(space, kit))
}

/// Returns the same, for whoever is to be told why not.
pub(crate) fn unfold(
    space: &Space,
    item: ItemId,
    units: u32,
) -> Result<Vec<Counted<ItemId>>, ApiError> {
    let name = |item: &ItemId| space.catalogue.item(item).map_or("", |item| item.name.as_str());
    unfolded(space, item, units).map_err(|error| match error {
        KitError::Cycle(part) => {
            ApiError::new(ErrorCode::KitContainsItself).with("item", name(&part))
        }
        KitError::TooMany => ApiError::new(ErrorCode::KitTooLarge).with("item", name(&item)),
    })
}

/// Returns how many of an item are here and in order.
fn here(space: &Space, item: &Item) -> u32 {
    let upkeep = space.upkeep().item(&item.id);
    if upkeep.and_then(ItemUpkeep::condition) == Some(Condition::Missing) {
        return 0;
    }
    let out = space.lending().item(&item.id).map_or(0, |loans| loans.out());
    let broken = upkeep.map_or(0, ItemUpkeep::broken);
    item.quantity.saturating_sub(out).saturating_sub(broken)
}

/// Returns how much there is of what is used up.
pub(crate) fn stock(space: &Space, item: &ItemId) -> i64 {
    space.upkeep().item(item).map_or(0, ItemUpkeep::stock)
}

/// Returns how many of an item can be taken: of a kit, as many as all its parts are there for.
pub(super) fn available(space: &Space, item: &Item) -> u32 {
    if item.is_stock() {
        return u32::try_from(stock(space, &item.id).max(0)).unwrap_or(u32::MAX);
    }
    let own = here(space, item);
    if own == 0 || item.attribute(Attribute::Parts).is_empty() {
        return own;
    }
    let Ok(all) = unfolded(space, item.id, 1) else { return 0 };
    let parts = all.iter().skip(1).filter_map(|part| {
        let found = in_use(space, &part.what)?;
        let lent = !found.is_stock() && !found.is_immaterial();
        lent.then(|| here(space, found).checked_div(part.count).unwrap_or(0))
    });
    parts.fold(own, u32::min)
}

/// Returns how an item stands, where that is no matter of who has it.
pub(crate) fn standing(space: &Space, item: &Item, available: u32) -> Option<ItemStatus> {
    if item.is_immaterial() {
        return Some(ItemStatus::Shared);
    }
    if item.is_stock() {
        let low = item.number(Attribute::Low).map_or(0, i64::from);
        return Some(match stock(space, &item.id) {
            stock if stock < 0 => ItemStatus::Short,
            stock if !item.attribute(Attribute::Low).is_empty() && stock <= low => ItemStatus::Low,
            _ => ItemStatus::Stock,
        });
    }
    if available > 0 {
        return None;
    }
    let upkeep = space.upkeep().item(&item.id);
    let out = space.lending().item(&item.id).map_or(0, |loans| loans.out());
    match upkeep {
        Some(upkeep) if upkeep.condition() == Some(Condition::Missing) => Some(ItemStatus::Missing),
        Some(upkeep) if out < item.quantity && upkeep.broken() > 0 => Some(ItemStatus::OutOfOrder),
        Some(_) | None if out < item.quantity => Some(ItemStatus::PartsOut),
        Some(_) | None => None,
    }
}

fn part(space: &Space, item: &ItemId, count: u32) -> PartView {
    let found = space.catalogue.item(item);
    PartView {
        item: *item,
        name: found.map(|item| item.name.clone()).unwrap_or_default(),
        tag: found.map(|item| item.tag.clone()).unwrap_or_default(),
        count,
        available: found.filter(|item| !item.withdrawn).map_or(0, |item| here(space, item)),
    }
}

pub(crate) fn money(cents: u64) -> String {
    if cents == 0 { String::new() } else { format!("{}.{:02}", cents / 100, cents % 100) }
}

/// Returns the key of a condition, as messages name it.
pub(crate) const fn condition(condition: Condition) -> &'static str {
    match condition {
        Condition::Good => "good",
        Condition::Worn => "worn",
        Condition::Damaged => "damaged",
        Condition::Incomplete => "incomplete",
        Condition::Missing => "missing",
    }
}

const fn stage(stage: RepairStage) -> &'static str {
    match stage {
        RepairStage::Assess => "repair-assess",
        RepairStage::Parts => "repair-parts",
        RepairStage::Repairing => "repair-repairing",
        RepairStage::Resolved => "repair-resolved",
        RepairStage::Retired => "repair-retired",
    }
}

/// Returns what a report says in words of whoever wrote it: what is missing, then the rest.
pub(crate) fn report_text(report: &Report) -> String {
    let missing = report.told.missing.iter().map(|(count, what)| format!("{count} × {what}"));
    let rest = Some(report.told.note.clone()).filter(|note| !note.is_empty());
    missing.chain(rest).collect::<Vec<_>>().join(", ")
}

/// Returns what was noted of an item, the latest first.
fn notes(space: &Space, upkeep: &ItemUpkeep) -> Vec<NoteView> {
    let note = |at, by, what: &str, count, text: &str, cents| NoteView {
        at,
        by_name: space.catalogue.name_of(&by).to_owned(),
        what: what.to_owned(),
        count,
        text: text.to_owned(),
        cost: money(cents),
        photo: None,
    };
    let mut notes: Vec<NoteView> = upkeep
        .reports()
        .iter()
        .map(|report| NoteView {
            photo: report.told.photo,
            ..note(
                report.at,
                report.by,
                condition(report.told.condition),
                0,
                &report_text(report),
                0,
            )
        })
        .collect();
    for repair in upkeep.repairs() {
        notes.push(note(repair.at, repair.by, "repair-opened", 0, &repair.note, 0));
        for step in &repair.steps {
            notes.push(note(step.at, step.by, stage(step.stage), 0, &step.note, step.cents));
        }
    }
    for cared in upkeep.cared() {
        notes.push(note(cared.at, cared.by, "care", 0, &cared.note, cared.cents));
    }
    for moved in upkeep.movements() {
        let what = match moved.why {
            StockWhy::In => "stock-in",
            StockWhy::Out => "stock-out",
            StockWhy::Used => "stock-used",
            StockWhy::Counted => "stock-counted",
        };
        notes.push(note(moved.at, moved.by, what, moved.delta, &moved.note, 0));
    }
    if let Some(sighting) = upkeep.sighting() {
        let what = if sighting.seen { "seen" } else { "not-seen" };
        let place = sighting.place.map(|place| space.catalogue.path(&place).join(" / "));
        notes.push(note(sighting.at, sighting.by, what, 0, &place.unwrap_or_default(), 0));
    }
    notes.reverse();
    notes.sort_by_key(|note| std::cmp::Reverse(note.at));
    notes.truncate(MOST_NOTES);
    notes
}

fn repair(space: &Space, repair: &Repair) -> RepairView {
    RepairView {
        id: repair.id,
        quantity: repair.units,
        note: repair.note.clone(),
        stage: repair.stage(),
        at: repair.at,
        by_name: space.catalogue.name_of(&repair.by).to_owned(),
        cost: money(repair.cents()),
    }
}

/// Returns a detail as a person reads it.
fn detail(space: &Space, item: &Item, key: Attribute) -> Option<AttributeView> {
    let value = item.attribute(key);
    if value.is_empty() {
        return None;
    }
    let text = match key {
        Attribute::Parts | Attribute::Referents | Attribute::Borrowers | Attribute::Keeper => {
            telling::value(space, &format!("detail:{}", key.as_str()), value).text
        }
        Attribute::AlsoCalled => value.lines().collect::<Vec<_>>().join(", "),
        Attribute::Checks => {
            let lines = checks(value).into_iter().map(|line| match line.count {
                1 => line.what,
                count => format!("{count} × {}", line.what),
            });
            lines.collect::<Vec<_>>().join(", ")
        }
        _ => value.to_owned(),
    };
    Some(AttributeView { key: key.as_str().to_owned(), value: value.to_owned(), text })
}

/// When an item is to be maintained: at which instant, and in how many loans.
pub(crate) fn care(space: &Space, item: &Item) -> (Option<Timestamp>, Option<i64>) {
    let cared = space.upkeep().item(&item.id).and_then(ItemUpkeep::cared_at);
    let document = space.documents().get(&item.id.document);
    // What was never maintained counts from when it came.
    let added = || {
        let changes = document.map(|document| document.history(item.id.local)).unwrap_or_default();
        changes.iter().filter_map(|change| space.written(change)).map(|(_, at)| at).min()
    };
    let days = item.number(Attribute::CareDays);
    let due = days.and_then(|days| {
        cared.or_else(added).map(|since| since.plus(i64::from(days).saturating_mul(DAY)))
    });
    let loans = item.number(Attribute::CareLoans).map(|most| {
        let loans = space.lending().item(&item.id).map_or(&[][..], |loans| loans.loans());
        let since = loans
            .iter()
            .filter(|loan| !loan.cancelled && cared.is_none_or(|cared| loan.since > cared));
        i64::from(most).saturating_sub(i64::from(count(since.count())))
    });
    (due, loans)
}

/// Returns the fields that the items of a category have.
pub(crate) fn fields(space: &Space, category: &str) -> Vec<CategoryField> {
    let folded = fold_for_search(category);
    let text = space.catalogue.setting(Setting::Fields);
    // A trade is one category, in whichever language it is written.
    let same = |field: &CategoryField| {
        field.category.is_empty()
            || fold_for_search(&field.category) == folded
            || trade::named(&field.category).is_some_and(|one| trade::named(category) == Some(one))
    };
    category_fields(text).into_iter().filter(same).collect()
}

/// Shows how an item is.
pub(crate) fn upkeep(space: &Space, item: &Item) -> UpkeepView {
    let kept = space.upkeep().item(&item.id);
    let (care_due, care_loans) = care(space, item);
    let others = |fits: &dyn Fn(&Item) -> Option<u32>| -> Vec<PartView> {
        let items = space.catalogue.items().map(|shelved| &*shelved.item);
        let found = items.filter(|other| other.id != item.id);
        found.filter_map(|other| Some(part(space, &other.id, fits(other)?))).collect()
    };
    let model = fold_for_search(item.attribute(Attribute::Model));
    let copies = match model.as_str() {
        "" => Vec::new(),
        model => others(&|other| {
            let same = fold_for_search(other.attribute(Attribute::Model)) == model;
            same.then_some(other.quantity)
        }),
    };
    let free = match copies.as_slice() {
        [] => (0, 0),
        copies => copies.iter().fold((available(space, item), item.quantity), |sum, copy| {
            (sum.0.saturating_add(copy.available), sum.1.saturating_add(copy.count))
        }),
    };
    let more = Vec::new();
    let (at, note) = (Timestamp::FIRST, String::new());
    let cares = Known::NoteCare(NoteCare { item: item.id, at, note, cents: 0, more });
    let wish = space.wishlist().of_item(&item.id);
    UpkeepView {
        condition: kept.and_then(ItemUpkeep::condition),
        notes: kept.map(|kept| notes(space, kept)).unwrap_or_default(),
        repairs: kept
            .map(|kept| kept.open_repairs().map(|it| repair(space, it)).collect())
            .unwrap_or_default(),
        details: Attribute::ALL.iter().filter_map(|key| detail(space, item, *key)).collect(),
        parts: item.parts().iter().map(|it| part(space, &it.what, it.count)).collect(),
        kits: others(&|other| {
            other.parts().iter().find(|part| part.what == item.id).map(|part| part.count)
        }),
        copies,
        free,
        cycle: matches!(unfolded(space, item.id, 1), Err(KitError::Cycle(_))),
        checks: checks(item.attribute(Attribute::Checks))
            .into_iter()
            .map(|check| (check.count, check.what))
            .collect(),
        care_due,
        care_loans,
        fields: fields(space, &item.category)
            .into_iter()
            .map(|field| (field.name, field.kind.as_str().to_owned(), field.choices))
            .collect(),
        wish: wish.map(|wish| wish.name.clone()).unwrap_or_default(),
        can_care: space.may(&cares),
    }
}

/// Shows what a hand-over was besides who took what.
pub(crate) fn hand_over(space: &Space, loan: &Loan) -> HandOverView {
    let parts = space.lending().parts_of(loan.id);
    let item = space.catalogue.item(&loan.item);
    let me = space.membership().acting(&space.seat()).ok().filter(|_| !space.is_copy());
    let noted = space.told_at(&loan.id.entry);
    let mut sums: BTreeMap<(bool, [u8; 3]), u64> = BTreeMap::new();
    for (currency, cents) in loan.deposit() {
        sums.insert((true, currency), cents);
    }
    for payment in loan.money.iter().filter(|payment| payment.what == MoneyFor::Fee) {
        let sum = sums.entry((false, payment.currency)).or_default();
        *sum = sum.saturating_add(payment.cents);
    }
    let told = |held: bool| {
        let of = sums.iter().filter(|((deposit, _), _)| *deposit == held);
        let amounts = of.map(|((_, currency), cents)| {
            Amount { cents: *cents, currency: *currency }.to_string()
        });
        amounts.collect::<Vec<_>>().join(", ")
    };
    HandOverView {
        part_of: loan.part_of,
        parts: parts
            .map(|part| LoanPartView {
                loan: part.id,
                item: part.item,
                name: space
                    .catalogue
                    .item(&part.item)
                    .map(|item| item.name.clone())
                    .unwrap_or_default(),
                out: part.out(),
            })
            .collect(),
        checks: checks(item.map_or("", |item| item.attribute(Attribute::Checks)))
            .into_iter()
            .map(|check| (check.count, check.what))
            .collect(),
        received: loan.received,
        back_signed: loan.back.is_some_and(|(_, signed)| signed),
        can_sign: me.is_some_and(|me| acknowledge(loan, me).is_ok() && signs(space, loan)),
        noted: Some(noted).filter(|noted| noted.0.saturating_sub(loan.since.0) > DAY / 2),
        deposit: told(true),
        paid: told(false),
    }
}

/// Whether signing a loan is for the person here: whoever took it, or whoever answers for a thing
/// that its borrower said they brought back.
fn signs(space: &Space, loan: &Loan) -> bool {
    let Ok(me) = space.me() else { return false };
    let me = space.membership().first_name(&me);
    match loan.back {
        None => space.membership().first_name(&loan.to) == me,
        Some((said, _)) => {
            let own =
                space.membership().first_name(&said) == space.membership().first_name(&loan.to);
            let giver = space.membership().first_name(&loan.by) == me;
            own && giver && loan.out() == 0
        }
    }
}

/// Finds a repair by its id or the beginning of it, or by its item, when that has one that is open.
pub(crate) fn find_repair(space: &Space, what: &str) -> Result<Repair, ApiError> {
    let typed = what.trim().to_lowercase();
    if let Ok(id) = typed.parse::<RepairId>()
        && let Some(repair) = space.upkeep().repair(&id)
    {
        return Ok(repair.clone());
    }
    let item = find_any_item(space, what)?;
    let kept = space.upkeep().item(&item);
    let open: Vec<&Repair> = kept.map(|kept| kept.open_repairs().collect()).unwrap_or_default();
    match open.as_slice() {
        [] => {
            let name = space.catalogue.item(&item).map_or("", |item| item.name.as_str());
            Err(ApiError::new(ErrorCode::NoRepair).with("item", name))
        }
        [repair] => Ok((*repair).clone()),
        several => {
            let label = |repair: &&Repair| format!("{} ({})", repair.note, repair.id);
            let labels: Vec<String> = several.iter().take(CANDIDATES).map(label).collect();
            Err(ApiError::new(ErrorCode::Ambiguous)
                .with("what", what.trim())
                .with("candidates", labels.join(", ")))
        }
    }
}

/// Returns whether a text is one of the reasons for which things go out of the inventory.
pub(crate) fn is_reason(text: &str) -> bool {
    Gone::parse(text).is_some()
}
