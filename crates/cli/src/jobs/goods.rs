//! How things are: condition, repairs, care, stock, what waits, wishes, settings.

use std::collections::BTreeMap;

use etabli_api::{
    ApiError, StockWhy,
    command::{
        AddWish, BackWish, EndWish, ListChores, ListSettings, ListWishes, MoveStock, NoteCare,
        NoteCondition, NoteMoney, OpenRepair, SetAttributes, SetSetting, SignLoan, TakeStock,
        TellRepair,
    },
    view::{ItemView, SettingView, StockTakeRow, ToldView, UpkeepView, WishView},
};

use super::{Desk, shortened};
use crate::{
    args::{
        ItemCare, ItemCondition, ItemDetail, LoanMoney, RepairJob, SettingJob, StockJob, StockMove,
        Telling, WishJob,
    },
    console::Shown,
    words::{Word, day},
};

fn noted(desk: &Desk<'_>, item: &ItemView, id: &str) -> Result<Shown, ApiError> {
    let args = [
        ("name", Word::Text(&item.row.name)),
        ("count", Word::Number(item.row.stock.unsigned_abs())),
    ];
    Shown::new(item, desk.text(id, &args))
}

pub(super) async fn condition(desk: &mut Desk<'_>, told: ItemCondition) -> Result<Shown, ApiError> {
    let ItemCondition { item, how, missing, remark, photo } = told;
    let telling = Telling { condition: Some(how), missing, remark, photo };
    let told = telling.told().unwrap_or(ToldView {
        condition: how.into(),
        missing: Vec::new(),
        note: String::new(),
        photo: None,
    });
    let item = desk.run(NoteCondition { space: desk.space.clone(), item, told }).await?;
    noted(desk, &item, "cli-condition-noted")
}

pub(super) async fn detail(desk: &mut Desk<'_>, set: ItemDetail) -> Result<Shown, ApiError> {
    // Several values are several lines: parts of a kit, a check-list.
    let value = set.value.join("\n");
    let known = BTreeMap::from([(set.attribute, value)]);
    let fields = BTreeMap::new();
    let command =
        SetAttributes { space: desk.space.clone(), item: set.item, details: known, fields };
    let item = desk.run(command).await?;
    noted(desk, &item, "cli-item-edited")
}

pub(super) async fn care(desk: &mut Desk<'_>, care: ItemCare) -> Result<Shown, ApiError> {
    let (note, cost) = (care.remark.unwrap_or_default(), care.cost.unwrap_or_default());
    let command = NoteCare { space: desk.space.clone(), item: care.item, note, cost };
    let item = desk.run(command).await?;
    noted(desk, &item, "cli-care-noted")
}

pub(super) async fn repair(desk: &mut Desk<'_>, job: RepairJob) -> Result<Shown, ApiError> {
    let space = desk.space.clone();
    match job {
        RepairJob::Open(open) => {
            let (note, quantity) = (open.remark.unwrap_or_default(), open.quantity);
            let item = desk.run(OpenRepair { space, item: open.item, quantity, note }).await?;
            noted(desk, &item, "cli-repair-opened")
        }
        RepairJob::Tell(tell) => {
            let (note, cost) = (tell.remark.unwrap_or_default(), tell.cost.unwrap_or_default());
            let (repair, stage) = (tell.repair, tell.stage.into());
            let item = desk.run(TellRepair { space, repair, stage, note, cost }).await?;
            noted(desk, &item, "cli-repair-told")
        }
    }
}

pub(super) async fn stock(desk: &mut Desk<'_>, job: StockJob) -> Result<Shown, ApiError> {
    let space = desk.space.clone();
    let (StockMove { item, amount, remark }, why) = match job {
        StockJob::In(moved) => (moved, StockWhy::In),
        StockJob::Out(moved) => (moved, StockWhy::Out),
        StockJob::Use(moved) => (moved, StockWhy::Used),
        StockJob::Count(moved) => (moved, StockWhy::Counted),
        StockJob::Take(take) => {
            let (place, seen, write) = (take.place, take.seen, take.write);
            let view = desk.run(TakeStock { space, place, seen, write }).await?;
            let mut table = desk.table(["status", "item", "tag", "where"]);
            let groups: [(&str, &[StockTakeRow]); 5] = [
                ("take-missing", &view.missing),
                ("take-elsewhere", &view.elsewhere),
                ("take-not-out", &view.not_out),
                ("take-out", &view.out),
                ("take-seen", &view.seen),
            ];
            for (id, rows) in groups {
                for row in rows {
                    let (name, tag, text) = (row.name.clone(), row.tag.clone(), row.text.clone());
                    table.row([desk.text(id, &[]), name, tag, text]);
                }
            }
            for typed in &view.unknown {
                let unknown = desk.text("take-unknown", &[]);
                table.row([unknown, typed.clone(), String::new(), String::new()]);
            }
            let text = desk.rows(&table, "cli-no-items");
            return Shown::new(&view, text);
        }
    };
    let note = remark.unwrap_or_default();
    let item = desk.run(MoveStock { space, item, why, amount, note }).await?;
    noted(desk, &item, "cli-stock-moved")
}

pub(super) async fn chores(desk: &mut Desk<'_>) -> Result<Shown, ApiError> {
    let chores = desk.run(ListChores { space: desk.space.clone() }).await?;
    let mut table = desk.table(["kind", "item", "detail"]);
    for chore in &chores {
        let kind = serde_json::to_value(chore.kind).ok();
        let kind = kind.as_ref().and_then(|kind| kind.as_str()).unwrap_or_default();
        let args = [
            ("count", Word::Number(chore.count.unsigned_abs())),
            ("text", Word::Text(chore.text.as_str())),
        ];
        let told = desk.text(&format!("chore-{}", kind.replace('_', "-")), &args);
        table.row([told, chore.name.clone(), chore.text.clone()]);
    }
    Shown::new(&chores, desk.rows(&table, "cli-no-chores"))
}

pub(super) async fn sign(desk: &mut Desk<'_>, loan: String) -> Result<Shown, ApiError> {
    let loan = desk.run(SignLoan { space: desk.space.clone(), loan }).await?;
    let args = [("item", Word::Text(loan.item_name.as_str()))];
    Shown::new(&loan, desk.text("loan-signed-done", &args))
}

pub(super) async fn money(desk: &mut Desk<'_>, money: LoanMoney) -> Result<Shown, ApiError> {
    let (loan, what, amount) = (money.loan, money.what.into(), money.amount);
    let loan = desk.run(NoteMoney { space: desk.space.clone(), loan, what, amount }).await?;
    let args = [
        ("item", Word::Text(loan.item_name.as_str())),
        ("deposit", Word::Text(loan.hand_over.deposit.as_str())),
    ];
    Shown::new(&loan, desk.text("cli-money-noted", &args))
}

pub(super) async fn wishes(desk: &mut Desk<'_>, job: WishJob) -> Result<Shown, ApiError> {
    let space = desk.space.clone();
    let (wish, id): (WishView, &str) = match job {
        WishJob::List(list) => {
            let wishes = desk.run(ListWishes { space, all: list.all }).await?;
            let mut table = desk.table(["name", "who", "quantity", "since", "note", "id"]);
            let mut id = shortened(wishes.iter().map(|wish| wish.id.to_string()));
            for wish in &wishes {
                table.row([
                    wish.name.clone(),
                    wish.by_name.clone(),
                    wish.backers.len().to_string(),
                    day(wish.at),
                    wish.note.clone(),
                    id(),
                ]);
            }
            return Shown::new(&wishes, desk.rows(&table, "cli-no-wishes"));
        }
        WishJob::Add(add) => {
            let (name, note) = (add.name, add.remark.unwrap_or_default());
            (desk.run(AddWish { space, name, note }).await?, "wish-added")
        }
        WishJob::Back(named) => {
            let (wish, backs) = (named.wish, true);
            (desk.run(BackWish { space, wish, backs }).await?, "wish-backed")
        }
        WishJob::Unback(named) => {
            let (wish, backs) = (named.wish, false);
            (desk.run(BackWish { space, wish, backs }).await?, "wish-unbacked")
        }
        WishJob::Got(named) => {
            let (wish, item) = (named.wish, named.item);
            (desk.run(EndWish { space, wish, got: true, item }).await?, "wish-got")
        }
        WishJob::Drop(named) => {
            let (wish, item) = (named.wish, None);
            (desk.run(EndWish { space, wish, got: false, item }).await?, "wish-dropped")
        }
    };
    Shown::new(&wish, desk.text(id, &[("name", Word::Text(wish.name.as_str()))]))
}

pub(super) async fn settings(desk: &mut Desk<'_>, job: SettingJob) -> Result<Shown, ApiError> {
    let space = desk.space.clone();
    let all: Vec<SettingView> = match job {
        SettingJob::List => desk.run(ListSettings { space }).await?,
        SettingJob::Set(set) => {
            let (setting, text) = (set.setting, set.value.join("\n"));
            desk.run(SetSetting { space, setting, text }).await?
        }
    };
    let mut table = desk.table(["id", "name", "detail"]);
    for one in &all {
        let name = desk.text(&format!("setting-{}", one.key), &[]);
        table.row([one.key.clone(), name, one.value.replace('\n', "; ")]);
    }
    Shown::new(&all, desk.rows(&table, "cli-no-items"))
}

/// Returns what is known of how an item is, as lines of what it is and what it says.
pub(super) fn lines(desk: &Desk<'_>, upkeep: &UpkeepView) -> Vec<(String, String)> {
    let mut lines = Vec::new();
    if let Some(condition) = upkeep.condition {
        let key = serde_json::to_value(condition).ok();
        let key = key.as_ref().and_then(|key| key.as_str()).unwrap_or_default().to_owned();
        let text = desk.text(&format!("told-{key}"), &[]);
        lines.push((desk.text("item-condition", &[]), text));
    }
    for detail in &upkeep.details {
        let text = match detail.key.as_str() {
            "training" => desk.text(&format!("trained-{}", detail.value), &[]),
            "lent-on" => desk.text(&format!("lent-on-{}", detail.value), &[]),
            _ => detail.text.clone(),
        };
        lines.push((desk.text(&format!("detail-{}", detail.key), &[]), text));
    }
    for note in &upkeep.notes {
        let args = [("count", Word::Number(note.count.unsigned_abs()))];
        let told = desk.text(&format!("told-{}", note.what), &args);
        let parts = [told, note.text.clone(), note.cost.clone(), note.by_name.clone()];
        let parts = parts.into_iter().filter(|part| !part.is_empty());
        lines.push((day(note.at), parts.collect::<Vec<_>>().join(", ")));
    }
    lines
}
