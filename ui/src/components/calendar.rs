//! A month to pick a day from. Arrows move by days and weeks, Page Up and Page Down by months,
//! with Shift by years, Home and End within the week; Enter picks, Esc leaves.

use yew::prelude::*;

use crate::{
    clock,
    components::icon::{Icon, icon},
    day::Day,
    focus::focus_in,
    format,
    words::use_words,
};

/// Properties of [`Calendar`].
#[derive(Properties, PartialEq)]
pub(crate) struct CalendarProps {
    /// Its name for tests.
    pub(crate) id: AttrValue,
    /// What happens on the day.
    pub(crate) label: AttrValue,
    /// The day that is chosen.
    pub(crate) chosen: Option<Day>,
    /// The first day that can be chosen.
    pub(crate) earliest: Option<Day>,
    /// Hears the day that is picked.
    pub(crate) on_pick: Callback<Day>,
    /// Hears that none is.
    pub(crate) on_leave: Callback<()>,
}

/// Returns where a key leads from a day.
fn led(key: &str, shift: bool, day: Day) -> Option<Day> {
    Some(match key {
        "ArrowLeft" => day.plus(-1),
        "ArrowRight" => day.plus(1),
        "ArrowUp" => day.plus(-7),
        "ArrowDown" => day.plus(7),
        "Home" => day.plus(-day.weekday()),
        "End" => day.plus(6 - day.weekday()),
        "PageUp" => day.plus_months(if shift { -12 } else { -1 }),
        "PageDown" => day.plus_months(if shift { 12 } else { 1 }),
        _ => return None,
    })
}

/// Shows a month; the focus begins on the chosen day, or on today.
#[component]
pub(crate) fn Calendar(props: &CalendarProps) -> Html {
    let CalendarProps { id, label, chosen, earliest, on_pick, on_leave } = props;
    let (words, grid) = (use_words(), use_node_ref());
    let (language, today) = (words.language(), clock::today());
    let first = earliest.unwrap_or(Day(i64::MIN));
    let here = use_state_eq(|| chosen.unwrap_or(today).max(first));
    // The first time the browser does it itself, once the calendar is open.
    // The buttons of the months keep the focus; everything else gives it to the day.
    let paged = use_mut_ref(|| false);
    {
        let (grid, paged) = (grid.clone(), paged.clone());
        use_effect_with(*here, move |_| {
            if !paged.replace(false) {
                focus_in(&grid, "[tabindex=\"0\"]");
            }
        });
    }
    let onkeydown = {
        let (here, on_leave) = (here.clone(), on_leave.clone());
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                on_leave.emit(());
            } else if let Some(day) = led(&event.key(), event.shift_key(), *here) {
                here.set(day.max(first));
            } else {
                return;
            }
            event.prevent_default();
            event.stop_propagation();
        })
    };
    let page = |name: &'static str, shown: Icon, months: i64| {
        let (here, paged) = (here.clone(), paged.clone());
        let onclick = Callback::from(move |_: MouseEvent| {
            paged.replace(true);
            here.set(here.plus_months(months).max(first));
        });
        html! {
            <button type="button" class="icon-button" {onclick}
                aria-label={words.t(&format!("calendar-{name}"))}
                data-testid={format!("{id}-{name}")}>{ icon(shown) }</button>
        }
    };
    let month = here.month();
    let begin = month.plus(-month.weekday());
    let heads = (0..7).map(|at| {
        html! { <th scope="col">{ format::weekday(language, begin.plus(at)) }</th> }
    });
    let weeks = (0..6).map(|week| begin.plus(7 * week)).filter(|monday| {
        // The sixth week is most often all of the next month.
        monday.month() == month || monday.plus(6).month() == month
    });
    let weeks = weeks.map(|monday| {
        let days = (0..7).map(|at| {
            let day = monday.plus(at);
            let onclick = on_pick.reform(move |_: MouseEvent| day);
            let selected = if *chosen == Some(day) { "true" } else { "false" };
            let outside = (day.month() != month).then_some("outside");
            html! {
                <td role="gridcell" aria-selected={selected}>
                    <button type="button" class={classes!("day", outside)} {onclick}
                        tabindex={if day == *here { "0" } else { "-1" }} disabled={day < first}
                        autofocus={day == *here}
                        aria-current={(day == today).then_some("date")}
                        aria-label={format::whole_day(language, day)}
                        data-testid={format!("day-{}", day.written())}>{ day.parts().2 }</button>
                </td>
            }
        });
        html! { <tr key={monday.0.to_string()}>{ for days }</tr> }
    });
    let title_id = format!("{id}-title");
    html! {
        <div class="calendar" role="dialog" aria-label={label} {onkeydown} data-testid={id}>
            <div class="calendar-head">
                { page("before", Icon::Backward, -1) }
                <p id={title_id.clone()} class="strong" aria-live="polite">
                    { format::month(language, month) }
                </p>
                { page("after", Icon::Forward, 1) }
            </div>
            <table ref={grid} role="grid" aria-labelledby={title_id}>
                <thead><tr>{ for heads }</tr></thead>
                <tbody>{ for weeks }</tbody>
            </table>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_lead_by_days_weeks_months_and_years() {
        let day = |month, number| Day::of(2026, month, number).unwrap();
        let from = day(11, 24);
        for (key, shift, to) in [
            ("ArrowLeft", false, day(11, 23)),
            ("ArrowDown", false, day(12, 1)),
            ("Home", false, day(11, 23)),
            ("End", false, day(11, 29)),
            ("PageUp", false, day(10, 24)),
            ("PageDown", true, Day::of(2027, 11, 24).unwrap()),
        ] {
            assert_eq!(led(key, shift, from), Some(to), "{key}");
        }
        assert_eq!(led("Enter", false, from), None);
    }
}
