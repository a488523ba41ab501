//! What came of the space, in numbers: for people, or as a table for other programs.

use std::path::PathBuf;

use etabli_api::{ApiError, command::ListFigures, view::FiguresView};
use serde_json::json;

use super::{
    Desk,
    files::{quoted, write},
};
use crate::{args::Figures, console::Shown, table::printable, words::Word};

pub(super) async fn run(desk: &mut Desk<'_>, asked: Figures) -> Result<Shown, ApiError> {
    let figures = desk.run(ListFigures { space: desk.space.clone(), months: asked.months }).await?;
    if asked.csv || asked.output.is_some() {
        return table(desk, &figures, asked.output);
    }
    let mut parts = Vec::new();
    // What nobody used is a list of all there is, before anything happened.
    if figures.totals.iter().all(|(id, value)| id == "valued" || *value == 0) {
        return Shown::new(&figures, desk.text("figures-empty-title", &[]));
    }
    let totals = figures.totals.iter().filter(|(_, value)| *value > 0).map(|(id, value)| {
        desk.text(&format!("figures-total-{id}"), &[("count", Word::Number(*value))])
    });
    parts.push(totals.collect::<Vec<_>>().join("\n"));
    for chart in figures.charts.iter().filter(|chart| !chart.rows.is_empty()) {
        let head = desk.text(&format!("figures-{}", chart.id), &[]);
        let mut table = desk.table(["name", "detail", "amount"]);
        for row in &chart.rows {
            let value = [("count", Word::Number(row.value))];
            let value = match chart.id.as_str() {
                "idle" => String::new(),
                "months" | "lent" => desk.text("figures-total-loans", &value),
                id => desk.text(&format!("figures-value-{id}"), &value),
            };
            table.row([row.name.clone(), row.detail.clone(), value]);
        }
        let mut text = format!("{head}\n{}", desk.rows(&table, "cli-nothing"));
        if chart.more > 0 {
            let more = [("count", Word::Number(chart.more.into()))];
            text = format!("{text}\n{}", desk.text("figures-more", &more));
        }
        parts.push(text);
    }
    Shown::new(&figures, parts.join("\n\n"))
}

/// Writes all charts as one table: which chart, what, how much, of how much.
fn table(
    desk: &Desk<'_>,
    figures: &FiguresView,
    output: Option<PathBuf>,
) -> Result<Shown, ApiError> {
    let mut text = "chart,name,detail,value,share\r\n".to_owned();
    for (id, value) in &figures.totals {
        text.push_str(&format!("total,{},,{value},\r\n", quoted(id)));
    }
    for chart in &figures.charts {
        for row in &chart.rows {
            let share = row.share.map(|share| share.to_string()).unwrap_or_default();
            let cells = [&row.name, &row.detail].map(|cell| quoted(cell));
            text.push_str(&format!("{},{},{},{share}\r\n", chart.id, cells.join(","), row.value));
        }
    }
    let Some(path) = output else {
        return Shown::new(&json!({ "content": text }), text.trim_end().to_owned());
    };
    write(&path, text.as_bytes())?;
    let shown = printable(&path.to_string_lossy());
    let told = desk.text("cli-exported", &[("path", Word::Text(&shown))]);
    Shown::new(&json!({ "file": path, "bytes": text.len() }), told)
}
