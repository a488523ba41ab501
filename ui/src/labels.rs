//! Printing labels: for which items, on which sheet, from which label of it on.

use base64::{Engine, prelude::BASE64_STANDARD};
use etabli_api::{
    ApiError, ErrorCode,
    command::PrintLabels,
    id::{ItemId, PlaceId},
    view::{LabelLine, LabelWords, LabelsView},
};
use yew::prelude::*;

use crate::{
    components::{
        answer::Refusal,
        dialog::Dialog,
        field::{Choice, Field},
        icon::{Icon, icon},
    },
    download::use_download,
    filter::Filter,
    focus::focus_in,
    preferences,
    query::use_change,
    space::use_space,
    toast::use_say,
    words::{Words, use_words},
};

/// The sheet that is measured.
const OWN: &str = "own";
/// What is measured of it, in the order in which a command takes it, with what stands there first.
const MEASURES: [(&str, &str); 8] = [
    ("columns", "3"),
    ("rows", "8"),
    ("width", "70"),
    ("height", "36"),
    ("left", "0"),
    ("top", "4.5"),
    ("beside", "0"),
    ("below", "0"),
];
/// What can stand under the name.
const LINES: [(&str, LabelLine); 3] =
    [("place", LabelLine::Place), ("owner", LabelLine::Owner), ("nothing", LabelLine::Nothing)];

/// The sheets, with how many labels stand side by side and how many rows there are.
const SHEETS: [(&str, u16, u16); 4] =
    [("L7160", 3, 7), ("L7163", 2, 7), ("3490", 3, 8), ("plain", 3, 7)];
/// The farthest that a sheet is moved, in tenths of a millimetre.
const MOST_OFFSET: i16 = 100;

/// What labels are printed for.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Subject {
    /// The items of a list, and how many these are.
    Listed(Filter, u32),
    /// One item.
    One(ItemId),
    /// One place.
    Place(PlaceId),
}

/// Properties of [`LabelsDialog`].
#[derive(Properties, PartialEq)]
pub(crate) struct LabelsDialogProps {
    /// For what.
    pub(crate) subject: Subject,
    /// Hears that it is to be closed.
    pub(crate) on_close: Callback<()>,
}

/// Asks how labels are printed, and keeps them as a file.
#[component]
pub(crate) fn LabelsDialog(props: &LabelsDialogProps) -> Html {
    let LabelsDialogProps { subject, on_close } = props;
    let (words, space, download, say) = (use_words(), use_space(), use_download(), use_say());
    let which = use_state(|| "shown".to_owned());
    let sheet = use_state(|| "L7160".to_owned());
    let line = use_state(|| "place".to_owned());
    let measured = use_state_eq(kept);
    let is_own = *sheet == OWN;
    let start = use_state_eq(|| 1_u16);
    let (across, down) = (use_state(|| "0".to_owned()), use_state(|| "0".to_owned()));
    let is_wrong = use_state_eq(|| false);
    let print = use_change(&[]);
    let (columns, rows) = if is_own { cells(&measured) } else { size(&sheet) };
    let cells = columns * rows;
    let first = (*start).min(cells);
    let onsubmit = {
        let (print, on_close, subject) = (print.clone(), on_close.clone(), subject.clone());
        let (which, sheet, named) = (which.clone(), sheet.clone(), space.named());
        let (across, down, is_wrong) = (across.clone(), down.clone(), is_wrong.clone());
        let (line, measured) = (line.clone(), measured.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let offsets = tenths(&across).zip(tenths(&down));
            is_wrong.set(offsets.is_none());
            let Some((across, down)) = offsets else { return };
            let (items, listed) = match &subject {
                Subject::One(item) => (vec![item.to_string()], None),
                Subject::Place(_) => (Vec::new(), None),
                Subject::Listed(filter, _) if *which == "shown" => {
                    (Vec::new(), Some(filter.question(None, 0, 0)))
                }
                Subject::Listed(_, _) => (Vec::new(), None),
            };
            let command = PrintLabels {
                space: named.clone(),
                items,
                places: match &subject {
                    Subject::Place(place) => vec![place.to_string()],
                    Subject::One(_) | Subject::Listed(..) => Vec::new(),
                },
                listed,
                sheet: if is_own { written(&measured) } else { (*sheet).clone() },
                start: first,
                across,
                down,
                line: LINES
                    .iter()
                    .find(|(id, _)| *line == *id)
                    .map(|(_, it)| *it)
                    .unwrap_or_default(),
                words: LabelWords {
                    title: words.t("labels-document"),
                    language: words.t("labels-language"),
                    figure: words.t("labels-figure"),
                },
            };
            if is_own {
                preferences::keep_own_sheet(&measured);
            }
            let (print_again, on_close) = (print.clone(), on_close.clone());
            let (download, say) = (download.clone(), say.clone());
            print.send(&command, move |labels| match BASE64_STANDARD.decode(&labels.content) {
                Ok(pdf) => {
                    on_close.emit(());
                    download.bytes(&labels.name, &pdf);
                    say.emit(told(words, &labels));
                }
                Err(error) => {
                    let error = ApiError::new(ErrorCode::Internal).with("detail", error);
                    print_again.refuse(error);
                }
            });
        })
    };
    let names = SHEETS.iter().map(|(name, _, _)| *name).chain([OWN]);
    let sheets = names.map(|name| {
        (AttrValue::from(name), AttrValue::from(words.t(&format!("labels-sheet-{name}"))))
    });
    let lines = LINES.iter().map(|(name, _)| {
        (AttrValue::from(*name), AttrValue::from(words.t(&format!("labels-line-{name}"))))
    });
    let choice = match subject {
        Subject::Listed(filter, shown) if !filter.is_empty() => {
            let shown = words.count("labels-which-shown", *shown);
            let options = vec![
                ("shown".into(), AttrValue::from(shown)),
                ("all".into(), AttrValue::from(words.t("labels-which-all"))),
            ];
            html! { <Choice id="labels-which" label={words.t("labels-which")} {options} chosen={which} /> }
        }
        Subject::Listed(_, _) | Subject::One(_) | Subject::Place(_) => Html::default(),
    };
    let cancel = on_close.reform(|_: MouseEvent| ());
    html! {
        <Dialog id="labels-dialog" title={words.t("labels-title")} on_close={on_close.clone()}>
            <form class="stack" {onsubmit} novalidate=true>
                { choice }
                <Choice id="labels-sheet" label={words.t("labels-sheet")}
                    options={sheets.collect::<Vec<_>>()} chosen={sheet} />
                if is_own { { measures(words, &measured) } }
                <Choice id="labels-line" label={words.t("labels-line")}
                    options={lines.collect::<Vec<_>>()} chosen={line.clone()} />
                if *line == "owner" { <p class="hint">{ words.t("labels-owner-hint") }</p> }
                <Cells {columns} {rows} {first} on_choose={
                    let setter = start.setter();
                    Callback::from(move |cell| setter.set(cell))
                } />
                <div class="stack-tight">
                    <div class="field-row">
                        <Field id="labels-across" label={words.t("labels-across")} text={across} />
                        <Field id="labels-down" label={words.t("labels-down")} text={down} />
                    </div>
                    <p class="hint">{ words.t("labels-offset-help") }</p>
                    if *is_wrong {
                        <p role="alert" class="strong status danger">
                            { words.t("labels-offset-bad") }
                        </p>
                    }
                </div>
                <p>{ words.t("labels-hint") }</p>
                <Refusal error={print.error()} />
                <div class="acts">
                    <button type="submit" class="button main-act" disabled={print.is_pending()}
                        data-testid="labels-submit">
                        { icon(Icon::Download) }{ words.t("labels-save") }
                    </button>
                    <button type="button" class="button" onclick={cancel}
                        data-testid="labels-cancel">
                        { words.t("cancel") }
                    </button>
                </div>
            </form>
        </Dialog>
    }
}

/// Returns what was measured here last, or what is usual.
fn kept() -> Vec<String> {
    let kept = preferences::own_sheet();
    let usual = || MEASURES.iter().map(|(_, usual)| (*usual).to_owned()).collect();
    if kept.len() == MEASURES.len() { kept } else { usual() }
}

/// Returns how many labels stand side by side and how many rows there are, as far as that is a sheet.
fn cells(measured: &[String]) -> (u16, u16) {
    let read = |at: usize, most: u16| {
        let typed = measured.get(at).and_then(|typed| typed.trim().parse::<u16>().ok());
        typed.unwrap_or(1).clamp(1, most)
    };
    (read(0, 7), read(1, 16))
}

/// Returns a sheet of one's own as a command takes it; what cannot be read, it refuses.
fn written(measured: &[String]) -> String {
    let tidy = |typed: &String| {
        let typed = typed.trim().trim_end_matches("mm").trim();
        if typed.is_empty() { "0".to_owned() } else { typed.split_whitespace().collect() }
    };
    let measured: Vec<String> = measured.iter().map(tidy).collect();
    let pairs = measured.chunks(2).map(|pair| pair.join("x"));
    pairs.collect::<Vec<_>>().join(" ")
}

/// Draws a field for each length of a sheet of one's own, in pairs.
fn measures(words: Words, measured: &UseStateHandle<Vec<String>>) -> Html {
    let field = |(at, (name, _)): &(usize, &(&str, &str))| {
        let at = *at;
        let id = format!("labels-{name}");
        let oninput = {
            let measured = measured.clone();
            Callback::from(move |event: InputEvent| {
                let Some(input) = event.target_dyn_into::<web_sys::HtmlInputElement>() else {
                    return;
                };
                let mut typed = (*measured).clone();
                if let Some(one) = typed.get_mut(at) {
                    *one = input.value();
                }
                measured.set(typed);
            })
        };
        let value = measured.get(at).cloned().unwrap_or_default();
        html! {
            <div class="field">
                <label for={id.clone()}>{ words.t(&id) }</label>
                <input id={id.clone()} class="input" type="text" inputmode="decimal"
                    autocomplete="off" data-testid={id} {value} {oninput} />
            </div>
        }
    };
    let fields: Vec<(usize, &(&str, &str))> = MEASURES.iter().enumerate().collect();
    let rows = fields.chunks(2);
    let rows =
        rows.map(|pair| html! { <div class="field-row">{ for pair.iter().map(field) }</div> });
    html! {
        <div class="stack-tight">
            { for rows }
            <p class="hint">{ words.t("labels-own-hint") }</p>
        </div>
    }
}

/// Properties of [`Cells`].
#[derive(Properties, PartialEq)]
struct CellsProps {
    columns: u16,
    rows: u16,
    /// The label that is chosen, from 1.
    first: u16,
    on_choose: Callback<u16>,
}

/// Shows the labels of a sheet, so that the first one can be chosen: by pointer, or by arrows.
#[component]
fn Cells(props: &CellsProps) -> Html {
    let CellsProps { columns, rows, first, on_choose } = props;
    let (words, grid) = (use_words(), use_node_ref());
    let by_key = use_mut_ref(|| false);
    {
        let (grid, by_key) = (grid.clone(), by_key.clone());
        use_effect_with(*first, move |_| {
            if by_key.replace(false) {
                focus_in(&grid, "[tabindex=\"0\"]");
            }
        });
    }
    let onkeydown = {
        let (on_choose, columns, cells, first) =
            (on_choose.clone(), *columns, columns * rows, *first);
        Callback::from(move |event: KeyboardEvent| {
            let Some(to) = along(&event.key(), first, columns, cells) else { return };
            event.prevent_default();
            if to != first {
                by_key.replace(true);
                on_choose.emit(to);
            }
        })
    };
    let cells = (1..=columns * rows).map(|cell| {
        let is_first = cell == *first;
        let pressed = if is_first { "true" } else { "false" };
        let class = classes!("segment", (cell >= *first).then_some("left"));
        let label = words.with("labels-start-cell", &[("number", u32::from(cell).into())]);
        html! {
            <button type="button" key={cell} {class} aria-pressed={pressed} aria-label={label}
                tabindex={if is_first { "0" } else { "-1" }} data-testid={format!("labels-cell-{cell}")}
                onclick={on_choose.reform(move |_: MouseEvent| cell)}>{ cell }</button>
        }
    });
    html! {
        <div class="field">
            <span class="label" id="labels-start">{ words.t("labels-start") }</span>
            <div ref={grid} class="label-cells" style={format!("grid-template-columns: repeat({columns}, minmax(0, 1fr))")} role="group" aria-labelledby="labels-start"
                aria-describedby="labels-start-help" {onkeydown}>{ for cells }</div>
            <p class="hint" id="labels-start-help">{ words.t("labels-start-help") }</p>
        </div>
    }
}

/// Returns where a key leads from a label, if it leads along the sheet.
fn along(key: &str, from: u16, columns: u16, cells: u16) -> Option<u16> {
    let to = match key {
        "ArrowRight" => from + 1,
        "ArrowLeft" => from.saturating_sub(1),
        "ArrowDown" => from + columns,
        "ArrowUp" => from.saturating_sub(columns),
        "Home" => 1,
        "End" => cells,
        _ => return None,
    };
    Some(if (1..=cells).contains(&to) { to } else { from })
}

fn size(sheet: &str) -> (u16, u16) {
    let known = SHEETS.iter().find(|(name, _, _)| *name == sheet);
    known.map_or((3, 7), |(_, columns, rows)| (*columns, *rows))
}

/// Reads a length in millimetres, with one digit behind the point or comma at most, as tenths.
fn tenths(typed: &str) -> Option<i16> {
    let typed = typed.trim().replace(',', ".");
    let typed = typed.trim_end_matches("mm").trim();
    if typed.is_empty() {
        return Some(0);
    }
    let digits = typed.split_once('.').map_or("", |(_, digits)| digits);
    if digits.len() > 1 {
        return None;
    }
    let (sign, size) = match typed.strip_prefix('-') {
        Some(size) => (-1, size),
        None => (1, typed.strip_prefix('+').unwrap_or(typed)),
    };
    // One digit at most stands behind the point: without it, these are tenths.
    let scale = if digits.is_empty() { 10 } else { 1 };
    let tenths = size.replace('.', "").parse::<u16>().ok()?.checked_mul(scale)?;
    let tenths = i16::try_from(tenths).ok()?;
    (tenths <= MOST_OFFSET).then_some(sign * tenths)
}

fn told(words: Words, labels: &LabelsView) -> String {
    let counts = [("labels", labels.labels.into()), ("pages", labels.pages.into())];
    let mut told = words.with("labels-saved", &counts);
    if labels.unknown > 0 {
        told = format!("{told} {}", words.count("labels-unknown", labels.unknown));
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_lead_over_the_sheet_and_not_beyond_it() {
        let to = |key, from| along(key, from, 3, 21);
        assert_eq!(
            [to("ArrowRight", 3), to("ArrowLeft", 1), to("ArrowRight", 21)],
            [Some(4), Some(1), Some(21)]
        );
        assert_eq!(
            [to("ArrowDown", 2), to("ArrowDown", 20), to("ArrowUp", 5)],
            [Some(5), Some(20), Some(2)]
        );
        assert_eq!([to("Home", 9), to("End", 9), to("a", 9)], [Some(1), Some(21), None]);
    }

    #[test]
    fn a_sheet_of_ones_own_is_said_in_pairs() {
        let typed = ["3", " 8 ", "70 mm", "36", "", "4,5", "0", "0"].map(str::to_owned);
        assert_eq!(written(&typed), "3x8 70x36 0x4,5 0x0");
        assert_eq!(cells(&typed), (3, 8));
        assert_eq!(cells(&["many".to_owned(), "99".to_owned()]), (1, 16));
    }

    #[test]
    fn lengths_are_read_as_people_type_them() {
        for (text, expected) in [("", 0), ("0,5", 5), ("-1.2 mm", -12), ("10", 100), ("+3", 30)] {
            assert_eq!(tenths(text), Some(expected), "{text}");
        }
        for wrong in ["a", "1.25", "10.1", "-11", "1e1", "--1", "inf", "."] {
            assert_eq!(tenths(wrong), None, "{wrong}");
        }
    }
}
