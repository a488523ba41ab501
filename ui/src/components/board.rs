//! The tool board: on a workshop wall a painted shape shows what belongs there. What is here is a
//! full shape on its trade's colour, what is out a dashed outline, what is disputed a plain one.
//!
//! The picture only repeats what the words beside it say, so screen readers skip it.

use etabli_api::{
    id::FileHash,
    view::{ItemRow, ItemStatus},
};
use yew::prelude::*;

use crate::{letters, pictures::use_thumbnail};

/// A trade with its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trade {
    Wood,
    Metal,
    Electric,
    Digital,
    Textile,
    Garden,
    Build,
    Event,
}

impl Trade {
    const ALL: [Self; 8] = [
        Self::Wood,
        Self::Metal,
        Self::Electric,
        Self::Digital,
        Self::Textile,
        Self::Garden,
        Self::Build,
        Self::Event,
    ];

    /// Parts of words, without accents, that name a trade.
    const fn parts(self) -> &'static [&'static str] {
        match self {
            Self::Wood => &["bois", "wood", "menuis", "carpent"],
            Self::Metal => &["metal", "soud", "weld", "mecan", "mechan"],
            Self::Electric => &["elec"],
            Self::Digital => &["numer", "digital", "laser", "3d", "info", "comput"],
            Self::Textile => &["textil", "coutur", "sew", "tissu"],
            Self::Garden => &["jardin", "garden", "plant"],
            Self::Build => &["batiment", "build", "chantier", "bricol", "macon", "perce", "drill"],
            Self::Event => &["fete", "event", "even", "camping", "son"],
        }
    }

    /// Returns the trade that a category names, or always the same one for a word of its own.
    pub(crate) fn of_category(category: &str) -> Self {
        let category = plain(category);
        let named = Self::ALL
            .into_iter()
            .find(|trade| trade.parts().iter().any(|part| category.contains(part)));
        named.unwrap_or_else(|| Self::of_name(&category))
    }

    /// Returns always the same colour for a name.
    pub(crate) fn of_name(name: &str) -> Self {
        let sum = name.bytes().fold(7_usize, |sum, byte| sum.wrapping_mul(31) + usize::from(byte));
        Self::ALL.get(sum % Self::ALL.len()).copied().unwrap_or(Self::Metal)
    }

    /// Returns its class.
    pub(crate) const fn class(self) -> &'static str {
        match self {
            Self::Wood => "wood",
            Self::Metal => "metal",
            Self::Electric => "electric",
            Self::Digital => "digital",
            Self::Textile => "textile",
            Self::Garden => "garden",
            Self::Build => "build",
            Self::Event => "event",
        }
    }
}

/// A painted shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Box,
    Clamp,
    Drill,
    Grinder,
    Hammer,
    Iron,
    Ladder,
    Laser,
    Leaf,
    Meter,
    Mixer,
    Press,
    Printer,
    Sander,
    Saw,
    Sewing,
    Speaker,
    Table,
    Tent,
}

/// Parts of words, without accents, with the shape they mean; the first that fits.
const SHAPES: [(&str, Shape); 52] = [
    ("laser", Shape::Laser),
    ("ecran", Shape::Laser),
    ("imprim", Shape::Printer),
    ("print", Shape::Printer),
    ("colonne", Shape::Press),
    ("pillar", Shape::Press),
    ("presse", Shape::Press),
    ("perc", Shape::Drill),
    ("viss", Shape::Drill),
    ("perfor", Shape::Drill),
    ("drill", Shape::Drill),
    ("ponc", Shape::Sander),
    ("sander", Shape::Sander),
    ("rabot", Shape::Sander),
    ("defonc", Shape::Sander),
    ("router", Shape::Sander),
    ("scie", Shape::Saw),
    ("saw", Shape::Saw),
    ("tronco", Shape::Saw),
    ("coudre", Shape::Sewing),
    ("sewing", Shape::Sewing),
    ("surjet", Shape::Sewing),
    ("overlock", Shape::Sewing),
    ("barnum", Shape::Tent),
    ("tente", Shape::Tent),
    ("tent", Shape::Tent),
    ("marquee", Shape::Tent),
    ("table", Shape::Table),
    ("banc", Shape::Table),
    ("bench", Shape::Table),
    ("sono", Shape::Speaker),
    ("enceinte", Shape::Speaker),
    ("speaker", Shape::Speaker),
    ("souder", Shape::Iron),
    ("solder", Shape::Iron),
    ("metre", Shape::Meter),
    ("meter", Shape::Meter),
    ("oscillo", Shape::Meter),
    ("joint", Shape::Clamp),
    ("clamp", Shape::Clamp),
    ("meul", Shape::Grinder),
    ("grind", Shape::Grinder),
    ("echaf", Shape::Ladder),
    ("scaffold", Shape::Ladder),
    ("echelle", Shape::Ladder),
    ("ladder", Shape::Ladder),
    ("beton", Shape::Mixer),
    ("mixer", Shape::Mixer),
    ("haie", Shape::Leaf),
    ("hedge", Shape::Leaf),
    ("marteau", Shape::Hammer),
    ("hammer", Shape::Hammer),
];

impl Shape {
    fn of(name: &str, trade: Trade) -> Self {
        let name = plain(name);
        let named = SHAPES.iter().find(|(part, _)| name.contains(part)).map(|(_, shape)| *shape);
        named.unwrap_or(match trade {
            Trade::Garden => Self::Leaf,
            Trade::Build | Trade::Wood | Trade::Metal => Self::Hammer,
            Trade::Electric | Trade::Digital | Trade::Textile | Trade::Event => Self::Box,
        })
    }

    const fn path(self) -> &'static str {
        match self {
            Self::Box => "M6 20 32 8l26 12-26 12zM6 25l24 11v22L6 47zM58 25 34 36v22l24-11z",
            Self::Clamp => "M12 6h32v12h-8v-4H20v36h16v-6h-6v-6h20v6h-6v14H12z",
            Self::Drill => {
                "M14 15h26a4 4 0 0 1 4 4l7 2v1.5h9v3h-9V27l-7 2a4 4 0 0 1-4 4H30l-2.500 12H32a2 2 0 0 1 2 2v6a2 2 0 0 1-2 2H11a2 2 0 0 1-2-2v-6a2 2 0 0 1 2-2h3l2-12h-2a6 6 0 0 1-6-6v-6a6 6 0 0 1 6-6z"
            }
            Self::Grinder => "M4 26h34l6-6h8v24h-8l-6-4H4zM54 14h6v36h-6z",
            Self::Hammer => "M10 10h30a10 10 0 0 1 10 10H34v40h-9V20H10z",
            Self::Iron => "M4 60 24 36l4 4L6 62zM26 32l8-8 6 6-8 8zM37 21 51 7l6 6-14 14z",
            Self::Ladder => {
                "M18 4h6v56h-6zM40 4h6v56h-6zM24 12h16v5H24zM24 24h16v5H24zM24 36h16v5H24zM24 48h16v5H24z"
            }
            Self::Laser => "M6 14h52v30H6zM12 20v12h40V20zM12 48h40v6H12z",
            Self::Leaf => "M8 56C6 28 22 10 56 8c0 34-16 50-40 44l-5 8-6-4z",
            Self::Meter => {
                "M16 4h32a4 4 0 0 1 4 4v48a4 4 0 0 1-4 4H16a4 4 0 0 1-4-4V8a4 4 0 0 1 4-4zM19 11v13h26V11zM32 32a10 10 0 1 0 0 20 10 10 0 0 0 0-20z"
            }
            Self::Mixer => "M8 18 34 8l16 22-8 14-22 2zM22 48h20l8 12H14zM50 18h11v7H50z",
            Self::Press => {
                "M20 6h26v14H36v10h-6V20H20zM27 32h12l-6 8zM10 46h44v10H10zM48 6h6v40h-6z"
            }
            Self::Printer => "M6 6h52v54H6zM14 14v34h36V14H36v8l-4 6-4-6v-8zM23 36h18v12H23z",
            Self::Sander => {
                "M22 9h20a10 10 0 0 1 10 10c0 5-4 8-6 11v8h7a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H11a2 2 0 0 1-2-2v-8a2 2 0 0 1 2-2h7v-8c-2-3-6-6-6-11A10 10 0 0 1 22 9zM12 52h40v4H12z"
            }
            Self::Saw => "M6 22h40l12 6v4H52l-3 5-3-5-3 5-3-5-3 5-3-5-3 5-3-5-3 5-3-5H6z",
            Self::Sewing => "M8 48h48v8H8zM12 16h32a10 10 0 0 1 10 10v20H42V32H24v8h-6v-8h-6z",
            Self::Speaker => {
                "M16 4h32a4 4 0 0 1 4 4v48a4 4 0 0 1-4 4H16a4 4 0 0 1-4-4V8a4 4 0 0 1 4-4zM32 10a6 6 0 1 0 0 12 6 6 0 0 0 0-12zM32 28a12 12 0 1 0 0 24 12 12 0 0 0 0-24z"
            }
            Self::Table => "M4 20h56v8H4zM10 28h6v28h-6zM48 28h6v28h-6z",
            Self::Tent => "M32 7 61 23v6h-5v28h-4V29H12v28H8V29H3v-6z",
        }
    }
}

/// How large a tile is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TileSize {
    /// In a row.
    Row,
    /// At the head of a panel.
    Huge,
}

/// Draws an item's place on the board.
pub(crate) fn tile(row: &ItemRow, size: TileSize) -> Html {
    let state = match row.status {
        ItemStatus::Available
        | ItemStatus::PartlyOut
        | ItemStatus::Stock
        | ItemStatus::Low
        | ItemStatus::Short
        | ItemStatus::Shared => None,
        ItemStatus::Out
        | ItemStatus::Overdue
        | ItemStatus::OutOfOrder
        | ItemStatus::Missing
        | ItemStatus::PartsOut => Some("out"),
        ItemStatus::Disputed => Some("disputed"),
    };
    let drawn = draw(&row.name, &row.category, state, size);
    match row.thumbnail {
        None => drawn,
        Some(hash) => {
            let huge = (size == TileSize::Huge).then_some("huge");
            html! { <Pictured {hash} class={classes!("tool", "picture", state, huge)} {drawn} /> }
        }
    }
}

/// Properties of [`Pictured`].
#[derive(Properties, PartialEq)]
struct PicturedProps {
    hash: FileHash,
    class: Classes,
    drawn: Html,
}

/// Shows a photo in the place of the drawing, once it is there.
#[component]
fn Pictured(props: &PicturedProps) -> Html {
    match use_thumbnail(Some(props.hash)) {
        None => props.drawn.clone(),
        Some(src) => html! {
            <span class={props.class.clone()} aria-hidden="true"><img {src} alt="" /></span>
        },
    }
}

/// Draws the empty place of an item that is out.
pub(crate) fn gap(name: &str) -> Html {
    draw(name, "", Some("out"), TileSize::Row)
}

fn draw(name: &str, category: &str, state: Option<&'static str>, size: TileSize) -> Html {
    let trade = Trade::of_category(if category.is_empty() { name } else { category });
    let huge = (size == TileSize::Huge).then_some("huge");
    html! {
        <span class={classes!("tool", trade.class(), state, huge)} aria-hidden="true">
            <svg viewBox="0 0 64 64"><path d={Shape::of(name, trade).path()} /></svg>
        </span>
    }
}

/// Returns lower case without the accents of French.
pub(crate) fn plain(text: &str) -> String {
    let bare = |c: char| match c {
        'à' | 'â' | 'ä' => 'a',
        'ç' => 'c',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'î' | 'ï' => 'i',
        'ô' | 'ö' => 'o',
        'ù' | 'û' | 'ü' => 'u',
        other => other,
    };
    letters::lower(text).chars().map(bare).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_category_has_its_colour_in_both_languages() {
        for (french, english) in
            [("Bois", "Wood"), ("Électricité", "Electrics"), ("Bâtiment", "Building")]
        {
            assert_eq!(Trade::of_category(french), Trade::of_category(english));
        }
        assert_eq!(Trade::of_category("Quilts"), Trade::of_category("Quilts"));
    }

    #[test]
    fn a_name_has_its_shape_in_both_languages() {
        for (french, english, shape) in [
            ("Découpeuse laser 60 W", "Laser cutter 60 W", Shape::Laser),
            ("Perceuse à colonne", "Pillar drill", Shape::Press),
            ("Échelle 6 m", "Ladder 6 m", Shape::Ladder),
            ("Serre-joint 60 cm", "Clamp 60 cm", Shape::Clamp),
        ] {
            assert_eq!(Shape::of(french, Trade::Wood), shape);
            assert_eq!(Shape::of(english, Trade::Wood), shape);
        }
        assert_eq!(Shape::of("Truc", Trade::Garden), Shape::Leaf);
    }
}
