//! The cards of a board by the day they are due, a month at a time. Arrows go from card to card,
//! Page Up and Page Down from month to month; with Alt, arrows make a card due another day.

use std::{
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};

use etabli_api::view::{BoardView, CardRow};
use web_sys::Element;
use yew::prelude::*;

use super::{column_of, face::face};
use crate::{
    clock,
    components::icon::{Icon, icon},
    day::Day,
    focus::focus_in,
    format,
    words::use_words,
};

/// Properties of [`Month`].
#[derive(Properties, PartialEq)]
pub(super) struct MonthProps {
    /// The board.
    pub(super) view: Rc<BoardView>,
    /// Hears on which day a card is to be due.
    pub(super) on_due: Callback<(String, Day)>,
}

/// The cards of each day, with the names of their columns.
type Days<'a> = BTreeMap<Day, Vec<(&'a CardRow, &'a str)>>;

/// The cards with a day, each with its column, by day; and how many have none.
fn by_day(view: &BoardView) -> (Days<'_>, u32) {
    let mut days: BTreeMap<Day, Vec<(&CardRow, &str)>> = BTreeMap::new();
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut undated = 0;
    for lane in &view.lanes {
        for (column, cards) in view.columns.iter().zip(&lane.cells) {
            for card in cards {
                match Day::read(&card.due, Day(0)) {
                    None => undated += 1,
                    // A card of several lanes has one day all the same.
                    Some(_) if seen.contains(card.id.as_str()) => {}
                    Some(day) => {
                        seen.insert(&card.id);
                        days.entry(day).or_default().push((card, &column.name));
                    }
                }
            }
        }
    }
    (days, undated)
}

/// Returns by how many days a key with Alt moves a card.
fn moves(key: &str) -> Option<i64> {
    Some(match key {
        "ArrowLeft" => -1,
        "ArrowRight" => 1,
        "ArrowUp" => -7,
        "ArrowDown" => 7,
        _ => return None,
    })
}

/// Shows the month.
#[component]
pub(super) fn Month(props: &MonthProps) -> Html {
    let (words, around) = (use_words(), use_node_ref());
    let (language, today) = (words.language(), clock::today());
    let shown = use_state_eq(|| today.month());
    let kept = use_mut_ref(|| None::<String>);
    {
        // A card that is due another day is another element there.
        let (around, kept) = (around.clone(), kept.clone());
        let view = Rc::as_ptr(&props.view) as usize;
        use_effect_with((view, *shown), move |_| {
            if let Some(card) = kept.borrow_mut().take() {
                focus_in(&around, &format!("[data-card=\"{card}\"]"));
            }
        });
    }
    let (days, undated) = by_day(&props.view);
    let order: Rc<[(String, Day)]> = days
        .iter()
        .flat_map(|(day, cards)| cards.iter().map(|(card, _)| (card.id.clone(), *day)))
        .collect();
    let onkeydown = {
        let (shown, around, on_due) = (shown.clone(), around.clone(), props.on_due.clone());
        let may = props.view.can_edit;
        Callback::from(move |event: KeyboardEvent| {
            let key = event.key();
            let page = match key.as_str() {
                "PageUp" => Some(-1),
                "PageDown" => Some(1),
                _ => None,
            };
            let target = event.target_dyn_into::<Element>();
            let card = target.and_then(|it| it.get_attribute("data-card"));
            let at = card.and_then(|card| order.iter().position(|(id, _)| *id == card));
            let along = moves(&key);
            if let Some(months) = page {
                shown.set(shown.plus_months(months));
            } else if let (Some(days), Some((card, day))) = (along, at.and_then(|at| order.get(at)))
            {
                if event.alt_key() && may {
                    let to = day.plus(days);
                    kept.replace(Some(card.clone()));
                    shown.set(to.month());
                    on_due.emit((card.clone(), to));
                } else if let Some(at) = at {
                    let to = if days > 0 { at.checked_add(1) } else { at.checked_sub(1) };
                    if let Some((card, day)) = to.and_then(|to| order.get(to)) {
                        kept.replace(Some(card.clone()));
                        match day.month() == *shown {
                            true => focus_in(&around, &format!("[data-card=\"{card}\"]")),
                            false => shown.set(day.month()),
                        }
                    }
                }
            } else {
                return;
            }
            event.prevent_default();
            event.stop_propagation();
        })
    };
    let page = |name: &'static str, drawn: Icon, months: i64| {
        let shown = shown.clone();
        let onclick = Callback::from(move |_: MouseEvent| shown.set(shown.plus_months(months)));
        html! {
            <button type="button" class="icon-button" {onclick}
                aria-label={words.t(&format!("calendar-{name}"))}
                data-testid={format!("month-{name}")}>{ icon(drawn) }</button>
        }
    };
    let month = *shown;
    let begin = month.plus(-month.weekday());
    let last = month.plus_months(1).plus(-1);
    let end = last.plus(6 - last.weekday());
    let cells = (begin.0..=end.0).map(Day).map(|day| {
        let cards = days.get(&day).map(Vec::as_slice).unwrap_or_default();
        let faces = cards.iter().map(|(card, column)| {
            // The day stands above; what is late says so all the same.
            let due = if card.late { card.due.clone() } else { String::new() };
            let card = CardRow { due, ..(*card).clone() };
            face(words, &card, true, column_of(words, column))
        });
        let outside = (day.month() != month).then_some("outside");
        let bare = cards.is_empty().then_some("bare");
        html! {
            <li key={day.0.to_string()} class={classes!("kan", outside, bare)} data-day={day.iso()}
                aria-label={format::whole_day(language, day)}
                aria-current={(day == today).then_some("date")}>
                <p class="row-note">
                    { format::weekday(language, day) }{ " " }{ day.parts().2 }
                </p>
                <ul class="kan-list">{ for faces }</ul>
            </li>
        }
    });
    html! {
        <div ref={around} {onkeydown} data-testid="month">
            <div class="calendar-head">
                { page("before", Icon::Backward, -1) }
                <h2 aria-live="polite">{ format::month(language, month) }</h2>
                { page("after", Icon::Forward, 1) }
            </div>
            <ol class="kan-month">{ for cells }</ol>
            if undated > 0 {
                <p class="row-note">{ words.with("month-undated", &[("count", undated.into())]) }</p>
            }
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_move_a_card_by_days_and_weeks() {
        for (key, days) in [("ArrowLeft", -1), ("ArrowRight", 1), ("ArrowUp", -7), ("ArrowDown", 7)]
        {
            assert_eq!(moves(key), Some(days), "{key}");
        }
        assert_eq!(moves("Enter"), None);
    }
}
