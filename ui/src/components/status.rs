//! How an item or a loan stands: always an icon, a word and a colour together.

use etabli_api::{
    time::Timestamp,
    view::{ItemRow, ItemStatus, LoanStatus, LoanView},
};
use yew::prelude::*;

use crate::{
    clock,
    components::{
        badge::{Tone, status},
        icon::Icon,
    },
    words::Words,
};

/// A state in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Standing {
    tone: Tone,
    icon: Icon,
    text: String,
}

impl Standing {
    /// Tells how an item stands.
    pub(crate) fn of_item(words: Words, row: &ItemRow, now: Timestamp) -> Self {
        match row.status {
            ItemStatus::Available => {
                Self { tone: Tone::Ok, icon: Icon::CircleCheck, text: words.t("status-available") }
            }
            ItemStatus::PartlyOut => {
                let args = [("available", row.available.into()), ("quantity", row.quantity.into())];
                let text = words.with("status-partly", &args);
                Self { tone: Tone::Ok, icon: Icon::CircleCheck, text }
            }
            ItemStatus::Out => Self {
                tone: Tone::Warn,
                icon: Icon::Clock,
                text: row
                    .due
                    .map_or_else(|| words.t("status-out"), |due| expected(words, due, now)),
            },
            ItemStatus::Overdue => Self::late(words, row.due, now),
            ItemStatus::Disputed => {
                Self { tone: Tone::Danger, icon: Icon::Split, text: words.t("status-disputed") }
            }
            other => Self::of_thing(words, row, other),
        }
    }

    /// Tells how an item stands, where that is no matter of who has it.
    fn of_thing(words: Words, row: &ItemRow, status: ItemStatus) -> Self {
        let (tone, icon, id) = match status {
            ItemStatus::OutOfOrder => (Tone::Danger, Icon::Wrench, "status-out-of-order"),
            ItemStatus::Missing => (Tone::Danger, Icon::Alert, "status-missing"),
            ItemStatus::PartsOut => (Tone::Warn, Icon::Clock, "status-parts-out"),
            ItemStatus::Low => (Tone::Warn, Icon::Alert, "status-low-of"),
            ItemStatus::Short => (Tone::Danger, Icon::Alert, "status-short-of"),
            ItemStatus::Shared => (Tone::Ok, Icon::CircleCheck, "status-shared"),
            ItemStatus::Stock
            | ItemStatus::Available
            | ItemStatus::PartlyOut
            | ItemStatus::Out
            | ItemStatus::Overdue
            | ItemStatus::Disputed => (Tone::Ok, Icon::CircleCheck, "status-stock"),
        };
        let stock = row.stock.unsigned_abs().to_string();
        let args = [("stock", (&stock).into()), ("unit", (&row.unit).into())];
        Self { tone, icon, text: words.with(id, &args) }
    }

    /// Tells how a loan stands.
    pub(crate) fn of_loan(words: Words, loan: &LoanView, now: Timestamp) -> Self {
        match loan.status {
            LoanStatus::Out | LoanStatus::Overdue if loan.lost.is_some() => {
                Self { tone: Tone::Danger, icon: Icon::Alert, text: words.t("status-lost") }
            }
            LoanStatus::Out => Self {
                tone: Tone::Warn,
                icon: Icon::Clock,
                text: loan
                    .due
                    .map_or_else(|| words.t("status-out"), |due| expected(words, due, now)),
            },
            LoanStatus::Overdue => Self::late(words, loan.due, now),
            LoanStatus::Returned => {
                Self { tone: Tone::Plain, icon: Icon::Check, text: words.t("status-returned") }
            }
        }
    }

    fn late(words: Words, due: Option<Timestamp>, now: Timestamp) -> Self {
        let text = match due {
            None => words.t("status-overdue"),
            Some(due) => {
                let days = clock::days_between(due, now).max(0);
                words.count("status-overdue-days", u32::try_from(days).unwrap_or(u32::MAX))
            }
        };
        Self { tone: Tone::Danger, icon: Icon::Alert, text }
    }

    /// Draws it.
    pub(crate) fn show(&self) -> Html {
        status(self.tone, self.icon, &self.text)
    }
}

fn expected(words: Words, due: Timestamp, now: Timestamp) -> String {
    match clock::days_between(now, due) {
        0 => words.t("status-due-today"),
        1 => words.t("status-due-tomorrow"),
        _ => words.with("status-due-on", &[("date", words.day(due).into())]),
    }
}

#[cfg(test)]
mod tests {
    use etabli_api::id::{ItemId, LocalId};
    use etabli_i18n::Language;

    use super::*;

    fn row(status: ItemStatus, due: Option<&str>) -> ItemRow {
        ItemRow {
            id: ItemId::common(LocalId([7; 16])),
            name: "Ponceuse".to_owned(),
            tag: String::new(),
            category: String::new(),
            place: String::new(),
            status,
            quantity: 4,
            available: 3,
            owner: None,
            owner_name: String::new(),
            holder_name: String::new(),
            due: due.map(|due| due.parse().unwrap()),
            thumbnail: None,
            stock: -2,
            unit: "feuilles".to_owned(),
        }
    }

    #[track_caller]
    fn check(status: ItemStatus, due: Option<&str>, expected: &str) {
        let now = "2026-11-24T13:30:00Z".parse().unwrap();
        let standing = Standing::of_item(Words::of(Language::French), &row(status, due), now);
        assert_eq!(standing.text, expected);
    }

    #[test]
    fn a_state_says_what_people_want_to_know() {
        check(ItemStatus::Available, None, "Disponible");
        check(ItemStatus::PartlyOut, None, "3 sur 4 disponibles");
        check(ItemStatus::Out, None, "Sorti");
        check(ItemStatus::Out, Some("2026-11-24T22:59:00Z"), "Rentre aujourd’hui");
        check(ItemStatus::Out, Some("2026-11-25T22:59:00Z"), "Rentre demain");
        check(ItemStatus::Out, Some("2026-12-01T22:59:00Z"), "Rentre le 2026-12-01");
        check(ItemStatus::Overdue, Some("2026-11-23T22:59:00Z"), "En retard de 1 jour");
        check(ItemStatus::Overdue, Some("2026-11-21T22:59:00Z"), "En retard de 3 jours");
        check(ItemStatus::Disputed, None, "Prêté deux fois");
        check(ItemStatus::OutOfOrder, None, "En panne");
        check(ItemStatus::Short, None, "Stock négatif\u{a0}: 2 feuilles");
    }
}
