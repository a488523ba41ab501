//! A code as squares for a camera, always black on white whatever the theme.

use fast_qr::QRBuilder;
use yew::prelude::*;

/// How many empty squares a camera needs around the code.
const QUIET: usize = 4;

/// Draws a code; a text too long for one draws nothing, and the text itself is there anyway.
pub(crate) fn qr(text: &str, label: String) -> Html {
    let Ok(code) = QRBuilder::new(text).build() else { return Html::default() };
    let path = squares(code.size, |row, column| {
        code.data.get(row * code.size + column).is_some_and(|square| square.value())
    });
    let side = code.size + 2 * QUIET;
    html! {
        <svg class="qr" viewBox={format!("0 0 {side} {side}")} role="img" aria-label={label}
            shape-rendering="crispEdges">
            <path class="qr-ground" d={format!("M0 0h{side}v{side}H0z")} />
            <path class="qr-ink" d={path} />
        </svg>
    }
}

/// Returns the dark squares as a path, one stroke for each run of a row.
fn squares(size: usize, is_dark: impl Fn(usize, usize) -> bool) -> String {
    let mut path = String::new();
    for row in 0..size {
        let mut column = 0;
        while column < size {
            let run = (column..size).take_while(|column| is_dark(row, *column)).count();
            if run > 0 {
                path += &format!("M{} {}h{run}v1h-{run}z", column + QUIET, row + QUIET);
            }
            column += run.max(1);
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_of_dark_squares_is_one_stroke() {
        let rows = ["##.", "...", ".##"];
        let path = squares(3, |row, column| rows[row].as_bytes()[column] == b'#');
        assert_eq!(path, "M4 4h2v1h-2zM5 6h2v1h-2z");
    }
}
