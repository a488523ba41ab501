//! What came of the space, in bars that are rows of tables: what is drawn is also there to read.

use etabli_api::{
    Topic,
    command::ListFigures,
    view::{FigureChart, FigureRow, FiguresView},
};
use yew::prelude::*;

use crate::{
    components::{
        answer::answered,
        drawing::{Drawing, Empty},
        field::Segments,
    },
    day::Day,
    format,
    part::PartBanner,
    query::use_query,
    route::{Route, use_heading},
    space::use_space,
    words::{Words, use_words},
};

/// The periods that are offered, in months; none is all.
const PERIODS: [&str; 4] = ["1", "3", "12", "0"];

/// Shows the figures.
#[component]
pub(crate) fn Figures() -> Html {
    let (words, space) = (use_words(), use_space());
    let heading = use_heading(Some(words.t("figures-title")));
    let period = use_state(|| AttrValue::from("12"));
    let months = period.parse().ok().filter(|months| *months > 0);
    let figures = use_query(
        ListFigures { space: space.named(), months },
        &[Topic::Loans, Topic::Bookings, Topic::Inventory],
    );
    let options = PERIODS.map(|period| {
        (AttrValue::from(period), words.t(&format!("figures-period-{period}")).into())
    });
    let on_choose = {
        let setter = period.setter();
        Callback::from(move |chosen: AttrValue| setter.set(chosen))
    };
    let shown = answered(words, &figures, |figures| shown(words, figures));
    html! {
        <div class="page">
            <header class="page-head">
                <h1 ref={heading} tabindex="-1">{ words.t("figures-title") }</h1>
                <div class="actions">
                    <Segments id="figures-period" label={words.t("figures-period")}
                        options={options.to_vec()} chosen={(*period).clone()} {on_choose} />
                </div>
            </header>
            <PartBanner />
            { shown }
        </div>
    }
}

fn shown(words: Words, figures: &FiguresView) -> Html {
    // What nobody used is a list of all there is, before anything happened.
    let happened = figures.totals.iter().any(|(id, value)| id != "valued" && *value > 0);
    let Some(from) = figures.from.filter(|_| happened) else {
        return html! {
            <Empty id="figures-empty" drawing={Drawing::Calendar}
                title={words.t("figures-empty-title")} text={words.t("figures-empty-text")} />
        };
    };
    let totals = figures.totals.iter().filter(|(_, value)| *value > 0).map(|(id, value)| {
        html! { <li data-testid={id.clone()}>{ amount(words, "total", id, *value) }</li> }
    });
    let charts = figures.charts.iter().filter(|chart| !chart.rows.is_empty());
    html! {
        <>
            <p class="lede">{ words.with("figures-lede", &[("date", words.day(from).into())]) }</p>
            <ul class="facts across">{ for totals }</ul>
            { for charts.map(|chart| drawn(words, chart)) }
        </>
    }
}

/// Says a sum or the length of a bar in its unit.
fn amount(words: Words, kind: &str, id: &str, value: u64) -> String {
    let count = u32::try_from(value).unwrap_or(u32::MAX);
    let (kind, id) = match id {
        "months" | "lent" => ("total", "loans"),
        id => (kind, id),
    };
    words.count(&format!("figures-{kind}-{id}"), count)
}

fn drawn(words: Words, chart: &FigureChart) -> Html {
    let most = chart.rows.iter().map(|row| row.value).max().unwrap_or(0);
    let title = format!("figures-{}", chart.id);
    let rows = chart.rows.iter().map(|row| bar(words, &chart.id, row, most));
    html! {
        <section class="section" data-testid={title.clone()}>
            <div class="section-head"><h2>{ words.t(&title) }</h2></div>
            <p class="section-text">{ words.t(&format!("{title}-text")) }</p>
            <table class="bars" aria-label={words.t(&title)}>
                <thead class="hidden-label">
                    <tr>
                        <th>{ words.t("figures-what") }</th>
                        if most > 0 { <th>{ words.t("figures-amount") }</th> }
                    </tr>
                </thead>
                <tbody>{ for rows }</tbody>
            </table>
            if chart.more > 0 {
                <p class="row-note">{ words.count("figures-more", chart.more) }</p>
            }
        </section>
    }
}

/// Says a month, which is told as in `2026-11`.
fn month(words: Words, text: &str) -> String {
    let parts = text
        .split_once('-')
        .and_then(|(year, month)| Day::of(year.parse().ok()?, month.parse().ok()?, 1));
    parts.map_or_else(|| text.to_owned(), |day| format::month(words.language(), day))
}

fn bar(words: Words, id: &str, row: &FigureRow, most: u64) -> Html {
    let name = match row.item {
        Some(item) => {
            html! { <a href={Route::Item(item).href()} data-testid="figures-item">{ &row.name }</a> }
        }
        None if id == "months" => html! { { month(words, &row.name) } },
        None => html! { { &row.name } },
    };
    let width = row.value.saturating_mul(100).checked_div(most);
    html! {
        <tr>
            <th scope="row">
                { name }
                if !row.detail.is_empty() {
                    { " " }<span class="row-note">{ &row.detail }</span>
                }
            </th>
            if let Some(width) = width {
                <td>
                    <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
                        <rect width={width.to_string()} height="8" />
                    </svg>
                    { amount(words, "value", id, row.value) }
                    if let Some(share) = row.share {
                        { ", " }{ words.with("figures-share", &[("share", share.into())]) }
                    }
                </td>
            }
        </tr>
    }
}
