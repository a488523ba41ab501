//! Sheets that are sold, and where their labels lie.
//!
//! Lengths are whole hundredths of a millimetre, so that nothing is lost in adding them; points
//! come into it only where they are drawn. Every sheet is A4.

/// A length in hundredths of a millimetre.
pub type Length = i32;

/// The width of A4.
pub const PAGE_WIDTH: Length = 21_000;
/// The height of A4.
pub const PAGE_HEIGHT: Length = 29_700;
/// How far a sheet may be moved against its printer, either way, in tenths of a millimetre.
pub const MOST_OFFSET: i16 = 100;

/// A rectangle on a page, from its upper left corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    /// How far it lies from the left side.
    pub left: Length,
    /// How far it lies from the upper side.
    pub top: Length,
    /// Its width.
    pub width: Length,
    /// Its height.
    pub height: Length,
}

impl Area {
    /// Returns its right side.
    pub const fn right(&self) -> Length {
        self.left + self.width
    }

    /// Returns its lower side.
    pub const fn bottom(&self) -> Length {
        self.top + self.height
    }

    /// Returns what is left when a margin is cut off on all sides.
    pub const fn inset(self, by: Length) -> Self {
        Self {
            left: self.left + by,
            top: self.top + by,
            width: self.width - 2 * by,
            height: self.height - 2 * by,
        }
    }

    /// Returns what two have in common.
    pub fn within(self, other: Self) -> Self {
        let (left, top) = (self.left.max(other.left), self.top.max(other.top));
        let width = (self.right().min(other.right()) - left).max(0);
        let height = (self.bottom().min(other.bottom()) - top).max(0);
        Self { left, top, width, height }
    }
}

/// A sheet of labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sheet {
    /// Avery L7160: 21 labels of 63.5 × 38.1 mm.
    L7160,
    /// Avery L7163: 14 labels of 99.1 × 38.1 mm.
    L7163,
    /// Avery 3490: 24 labels of 70 × 36 mm, from side to side.
    A3490,
    /// Plain paper: 21 labels of 64 × 39 mm, with lines to cut along.
    Plain,
    /// Any other, as somebody measured it.
    Own(Grid),
}

/// How the labels of a sheet lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grid {
    columns: u16,
    rows: u16,
    /// The first label.
    first: Area,
    /// From the left side of a label to that of the next.
    across: Length,
    /// From the upper side of a label to that of the next.
    down: Length,
}

/// The smallest label on which a camera still reads the code, in width and height.
const LEAST: (Length, Length) = (3_000, 1_800);
/// The most labels side by side, and the most rows.
const MOST_CELLS: (u16, u16) = (7, 16);

impl Grid {
    /// Reads how the labels of a sheet lie: how many side by side by how many rows, the width by the
    /// height of one, from the left side of the page to the first by from the upper side, and what
    /// is left between two by between two rows; lengths in millimetres, the last pair none when it
    /// is left out: `3x8 70x36 0x4.5 0x0`. Nothing where a label would be too small for a code to be
    /// read, or lie beyond the page.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.to_lowercase().replace('×', "x").replace(',', ".");
        let mut pairs = text.split_whitespace();
        let (columns, rows) = pairs.next()?.split_once('x')?;
        let (columns, rows) = (columns.parse::<u16>().ok()?, rows.parse::<u16>().ok()?);
        let (width, height) = lengths(pairs.next()?)?;
        let (left, top) = lengths(pairs.next()?)?;
        let (beside, below) = pairs.next().map_or(Some((0, 0)), lengths)?;
        let fits = pairs.next().is_none()
            && (1..=MOST_CELLS.0).contains(&columns)
            && (1..=MOST_CELLS.1).contains(&rows)
            && width >= LEAST.0
            && height >= LEAST.1;
        let (across, down) = (width + beside, height + below);
        let right = left + across * Length::from(columns) - beside;
        let bottom = top + down * Length::from(rows) - below;
        let first = Area { left, top, width, height };
        let on_page = right <= PAGE_WIDTH && bottom <= PAGE_HEIGHT;
        (fits && on_page).then_some(Self { columns, rows, first, across, down })
    }
}

/// Reads two lengths of at most ten decimetres each.
fn lengths(pair: &str) -> Option<(Length, Length)> {
    let (one, other) = pair.split_once('x')?;
    let length = |text: &str| {
        let length: f64 = text.parse().ok()?;
        (0.0..=1_000.0).contains(&length).then(|| (length * 100.0).round() as Length)
    };
    Some((length(one)?, length(other)?))
}

impl Sheet {
    /// All that have a name, the most usual first.
    pub const ALL: [Self; 4] = [Self::L7160, Self::L7163, Self::A3490, Self::Plain];

    /// Returns the name on its packet, in small letters for the plain one.
    pub const fn name(self) -> &'static str {
        match self {
            Self::L7160 => "L7160",
            Self::L7163 => "L7163",
            Self::A3490 => "3490",
            Self::Plain => "plain",
            Self::Own(_) => "own",
        }
    }

    /// Finds a sheet by its name.
    pub fn named(name: &str) -> Option<Self> {
        let name = name.trim();
        Self::ALL.into_iter().find(|sheet| sheet.name().eq_ignore_ascii_case(name))
    }

    /// Finds a sheet by its name, or reads how its labels lie.
    pub fn read(text: &str) -> Option<Self> {
        Self::named(text).or_else(|| Grid::read(text).map(Self::Own))
    }

    // Avery publishes the sizes of labels, how many there are, and templates in which the rest can
    // be measured: both ranges of 38.1 mm lie in the middle of the page, 2.54 mm (a tenth of an
    // inch) apart and without a gap between rows; the 3490 fills the width, in the middle of the
    // height.
    const fn grid(self) -> Grid {
        match self {
            Self::L7160 => Grid {
                columns: 3,
                rows: 7,
                first: Area { left: 721, top: 1515, width: 6350, height: 3810 },
                across: 6604,
                down: 3810,
            },
            Self::L7163 => Grid {
                columns: 2,
                rows: 7,
                first: Area { left: 463, top: 1515, width: 9910, height: 3810 },
                across: 10_164,
                down: 3810,
            },
            Self::A3490 => Grid {
                columns: 3,
                rows: 8,
                first: Area { left: 0, top: 450, width: 7000, height: 3600 },
                across: 7000,
                down: 3600,
            },
            Self::Plain => Grid {
                columns: 3,
                rows: 7,
                first: Area { left: 900, top: 1200, width: 6400, height: 3900 },
                across: 6400,
                down: 3900,
            },
            Self::Own(grid) => grid,
        }
    }

    /// Returns how many labels stand side by side.
    pub const fn columns(self) -> u16 {
        self.grid().columns
    }

    /// Returns how many rows of labels there are.
    pub const fn rows(self) -> u16 {
        self.grid().rows
    }

    /// Returns how many labels a sheet has.
    pub const fn cells(self) -> u16 {
        self.columns() * self.rows()
    }

    /// Returns where a label lies, counted from 0, row by row; what is beyond a sheet comes round.
    pub fn area(self, cell: u16) -> Area {
        let grid = self.grid();
        let (row, column) = (cell / grid.columns % grid.rows, cell % grid.columns);
        Area {
            left: grid.first.left + Length::from(column) * grid.across,
            top: grid.first.top + Length::from(row) * grid.down,
            ..grid.first
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The name, how many, and the first and last label as published: in millimetres, from the
    /// left and upper side, width and height.
    const PUBLISHED: [(Sheet, u16, [f32; 4], [f32; 2]); 3] = [
        (Sheet::L7160, 21, [7.2, 15.1, 63.5, 38.1], [139.3, 243.7]),
        (Sheet::L7163, 14, [4.65, 15.1, 99.1, 38.1], [106.25, 243.7]),
        (Sheet::A3490, 24, [0.0, 4.5, 70.0, 36.0], [140.0, 256.5]),
    ];

    fn near(here: Length, published: f32) -> bool {
        (here as f32 / 100.0 - published).abs() <= 0.2
    }

    #[test]
    fn labels_lie_where_the_sheets_that_are_sold_have_them() {
        for (sheet, cells, [left, top, width, height], [last_left, last_top]) in PUBLISHED {
            assert_eq!(sheet.cells(), cells);
            let (first, last) = (sheet.area(0), sheet.area(cells - 1));
            assert!(near(first.left, left) && near(first.top, top), "{sheet:?} {first:?}");
            assert!(near(first.width, width) && near(first.height, height), "{sheet:?}");
            assert!(near(last.left, last_left) && near(last.top, last_top), "{sheet:?} {last:?}");
        }
    }

    #[test]
    fn every_label_lies_on_the_page_and_on_no_other_one() {
        let page = Area { left: 0, top: 0, width: PAGE_WIDTH, height: PAGE_HEIGHT };
        for sheet in Sheet::ALL {
            let areas: Vec<_> = (0..sheet.cells()).map(|cell| sheet.area(cell)).collect();
            for (nth, area) in areas.iter().enumerate() {
                assert_eq!(area.within(page), *area, "{sheet:?} {nth}");
                for other in &areas[nth + 1..] {
                    let both = area.within(*other);
                    assert_eq!(both.width * both.height, 0, "{sheet:?} {nth}");
                }
            }
            // In the middle of the page, as far as hundredths allow.
            let (first, last) = (areas[0], areas[areas.len() - 1]);
            assert!((first.left - (PAGE_WIDTH - last.right())).abs() <= 1, "{sheet:?}");
            assert!((first.top - (PAGE_HEIGHT - last.bottom())).abs() <= 1, "{sheet:?}");
        }
    }

    #[test]
    fn a_sheet_of_ones_own_lies_as_it_was_measured() {
        let known = Sheet::read("3x8 70x36 0x4,5").unwrap();
        for cell in 0..24 {
            assert_eq!(known.area(cell), Sheet::A3490.area(cell), "{cell}");
        }
        let spaced = Sheet::read(" 3×7 63.5×38.1 7.21×15.15 2.54×0 ").unwrap();
        for cell in 0..21 {
            assert_eq!(spaced.area(cell), Sheet::L7160.area(cell), "{cell}");
        }
        for wrong in [
            "",
            "3x8",
            "3x8 70x36",
            "0x8 70x36 0x0",
            "3x8 71x36 0x0",
            "3x9 70x36 0x0",
            "3x8 70x36 0x10",
            "3x8 70x36 -1x0",
            "3x8 70x36 0x0 1x0",
            "2x2 29x18 0x0",
            "2x2 NaNx18 0x0",
            "2x2 1e9x18 0x0",
            "2x2 50x20 0x0 0x0 0x0",
            "99999x1 30x18 0x0",
        ] {
            assert_eq!(Sheet::read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_sheet_is_found_by_its_name() {
        for sheet in Sheet::ALL {
            assert_eq!(Sheet::named(sheet.name()), Some(sheet));
        }
        assert_eq!(Sheet::named(" l7160 "), Some(Sheet::L7160));
        assert_eq!(Sheet::named("L9999"), None);
    }
}
