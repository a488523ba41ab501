//! QR codes as squares: what a camera or a scanner reads of a label.

use fast_qr::{ECL, QRBuilder};

/// How many empty squares a camera needs around the code.
pub const QUIET: u16 = 4;

/// A code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// How many squares it has on a side, without the empty ones around it.
    pub side: u16,
    /// Its dark squares, as runs of a row: column, row, and how many.
    pub runs: Vec<(u16, u16, u16)>,
}

impl Code {
    /// Makes the code of a text; there is none for a text that is too long.
    pub fn of(text: &str) -> Option<Self> {
        // A label in a workshop gets scratched: 15 % of it may be unreadable.
        let code = QRBuilder::new(text).ecl(ECL::M).build().ok()?;
        let side = u16::try_from(code.size).ok()?;
        let is_dark = |row: u16, column: u16| {
            let at = usize::from(row) * code.size + usize::from(column);
            code.data.get(at).is_some_and(|square| square.value())
        };
        let mut runs: Vec<(u16, u16, u16)> = Vec::new();
        for row in 0..side {
            let mut column = 0;
            while column < side {
                let run = (column..side).take_while(|column| is_dark(row, *column)).count();
                let run = u16::try_from(run).ok()?;
                if run > 0 {
                    runs.push((column, row, run));
                }
                column += run.max(1);
            }
        }
        Some(Self { side, runs })
    }

    /// Returns how many squares a picture of it has on a side, with the empty ones around, and the
    /// dark ones as a path of SVG: one stroke for each run.
    pub fn drawn(&self) -> (u16, String) {
        let stroke = |&(column, row, run): &(u16, u16, u16)| {
            format!("M{} {}h{run}v1h-{run}z", column + QUIET, row + QUIET)
        };
        (self.side + 2 * QUIET, self.runs.iter().map(stroke).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(code: &Code) -> String {
        let (scale, side) = (4_u32, u32::from(code.side + 2 * QUIET));
        let mut picture =
            image::GrayImage::from_pixel(side * scale, side * scale, image::Luma([255]));
        for (column, row, run) in &code.runs {
            for x in u32::from(column + QUIET) * scale..u32::from(column + run + QUIET) * scale {
                for y in u32::from(row + QUIET) * scale..u32::from(row + 1 + QUIET) * scale {
                    picture.put_pixel(x, y, image::Luma([0]));
                }
            }
        }
        let mut prepared = rqrr::PreparedImage::prepare_from_greyscale(
            picture.width() as usize,
            picture.height() as usize,
            |x, y| picture.get_pixel(x as u32, y as u32).0[0],
        );
        prepared.detect_grids()[0].decode().unwrap().1
    }

    #[test]
    fn reads_back_what_was_written() {
        for text in [
            "ETABLI:ITEM/0198F3C2A1B47D3E9F0A1B2C3D4E5F60",
            "etabli:item/0198f3c2a1b47d3e9f0a1b2c3d4e5f60@7b2c7b2c7b2c7b2c7b2c7b2c7b2c7b2c",
            "T-042",
            "é 🔧",
        ] {
            assert_eq!(read(&Code::of(text).unwrap()), text);
        }
    }

    #[test]
    fn a_run_of_dark_squares_is_one_stroke() {
        let code = Code { side: 3, runs: vec![(0, 0, 2), (1, 2, 2)] };
        assert_eq!(code.drawn(), (11, "M4 4h2v1h-2zM5 6h2v1h-2z".to_owned()));
    }

    #[test]
    fn what_is_too_long_has_no_code() {
        assert_eq!(Code::of(&"x".repeat(10_000)), None);
    }
}
