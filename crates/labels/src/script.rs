//! Text as glyphs: which font holds which letters, how wide a line is, and where it must end.
//!
//! What neither font holds is shown as a question mark, once for as many as stand together, and
//! counted: a label never shows an empty space where something was written.

use krilla::text::{Font, GlyphId, KrillaGlyph, Tag};
use rustybuzz::{Direction, Face, UnicodeBuffer, ttf_parser};

use crate::sheet::Length;

/// The interface's font, and the rest of its Latin letters.
const FONTS: [&[u8]; 2] = [
    include_bytes!("../fonts/atkinson-hyperlegible-next-latin-wght-normal.ttf"),
    include_bytes!("../fonts/atkinson-hyperlegible-next-latin-ext-wght-normal.ttf"),
];
/// The axis along which it is light or bold.
const WEIGHT: &[u8; 4] = b"wght";
/// The most letters of a text that are looked at: more than any label shows.
const MOST_LETTERS: usize = 240;
/// What stands where a text was cut.
const ELLIPSIS: char = '…';
/// What stands for letters that no font holds.
const UNKNOWN: char = '?';

/// How heavy letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weight {
    /// As usual.
    Regular,
    /// As in headings.
    Bold,
}

/// A text that the fonts hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Legible {
    /// The text: no control characters, one space between words.
    pub(crate) text: String,
    /// Whether something stands there as a question mark.
    pub(crate) is_whole: bool,
}

/// One font at one weight, as it is measured and as it is drawn.
struct Cut {
    face: Face<'static>,
    font: Font,
}

/// The fonts.
pub(crate) struct Script {
    regular: Vec<Cut>,
    bold: Vec<Cut>,
}

/// Letters of one font that stand side by side.
pub(crate) struct Run {
    /// The font.
    pub(crate) font: Font,
    /// The glyphs, of a size of one.
    pub(crate) glyphs: Vec<KrillaGlyph>,
    /// The letters.
    pub(crate) text: String,
    /// How wide it is, at a size of one.
    pub(crate) width: f32,
}

impl Cut {
    fn new(data: &'static [u8], weight: f32) -> Option<Self> {
        let mut face = Face::from_slice(data, 0)?;
        face.set_variation(ttf_parser::Tag::from_bytes(WEIGHT), weight);
        let font = Font::new_variable(data.into(), 0, &[(Tag::new(WEIGHT), weight)])?;
        Some(Self { face, font })
    }

    fn holds(&self, letter: char) -> bool {
        self.face.glyph_index(letter).is_some()
    }

    fn shape(&self, text: &str) -> Run {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        buffer.set_direction(Direction::LeftToRight);
        let shaped = rustybuzz::shape(&self.face, &[], buffer);
        let units = self.font.units_per_em();
        let starts: Vec<usize> =
            shaped.glyph_infos().iter().map(|info| info.cluster as usize).collect();
        let pairs = shaped.glyph_infos().iter().zip(shaped.glyph_positions());
        let mut width = 0.0;
        let glyphs = pairs
            .map(|(info, position)| {
                let start = info.cluster as usize;
                let end = starts.iter().find(|other| **other > start);
                let unit = |value: i32| value as f32 / units;
                width += unit(position.x_advance);
                KrillaGlyph::new(
                    GlyphId::new(info.glyph_id),
                    unit(position.x_advance),
                    unit(position.x_offset),
                    unit(position.y_offset),
                    unit(position.y_advance),
                    start..end.copied().unwrap_or(text.len()),
                    None,
                )
            })
            .collect();
        Run { font: self.font.clone(), glyphs, text: text.to_owned(), width }
    }
}

impl Script {
    /// Opens the fonts that come with the program.
    pub(crate) fn open() -> Option<Self> {
        let cuts = |weight| -> Option<Vec<Cut>> {
            FONTS.into_iter().map(|data| Cut::new(data, weight)).collect()
        };
        Some(Self { regular: cuts(400.0)?, bold: cuts(700.0)? })
    }

    fn cuts(&self, weight: Weight) -> &[Cut] {
        match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        }
    }

    /// Returns a text as the fonts can show it.
    pub(crate) fn legible(&self, text: &str) -> Legible {
        let mut legible = Legible { text: String::new(), is_whole: true };
        let mut after_unknown = false;
        let words = text.split(|letter: char| letter.is_whitespace() || letter.is_control());
        let mut letters = words.filter(|word| !word.is_empty()).flat_map(|word| {
            std::iter::once(' ').chain(word.chars().filter(|letter| !is_invisible(*letter)))
        });
        // The first word begins with a space, too.
        letters.next();
        for letter in letters.take(MOST_LETTERS) {
            let is_known = self.regular.iter().any(|cut| cut.holds(letter));
            if is_known {
                legible.text.push(letter);
            } else {
                legible.is_whole = false;
                if !after_unknown {
                    legible.text.push(UNKNOWN);
                }
            }
            after_unknown = !is_known;
        }
        legible
    }

    /// Returns the glyphs of a text, a run for each font that has its letters.
    pub(crate) fn runs(&self, text: &str, weight: Weight) -> Vec<Run> {
        let cuts = self.cuts(weight);
        let of = |letter: char| cuts.iter().position(|cut| cut.holds(letter)).unwrap_or(0);
        let mut parts: Vec<(usize, String)> = Vec::new();
        for letter in text.chars() {
            match parts.last_mut() {
                Some((cut, part)) if *cut == of(letter) => part.push(letter),
                _ => parts.push((of(letter), letter.to_string())),
            }
        }
        let shaped = parts.iter().filter_map(|(cut, part)| Some(cuts.get(*cut)?.shape(part)));
        shaped.collect()
    }

    /// Returns how wide a text is at a size of one.
    fn width(&self, text: &str, weight: Weight) -> f32 {
        self.runs(text, weight).iter().map(|run| run.width).sum()
    }

    /// Breaks a text into lines, between words where it can. What does not fit in as many is cut,
    /// and says so with an ellipsis.
    pub(crate) fn lines(
        &self,
        text: &str,
        weight: Weight,
        room: f32,
        most: usize,
    ) -> (Vec<String>, Fit) {
        let mut lines: Vec<String> = Vec::new();
        let mut rest = text.trim();
        while !rest.is_empty() && lines.len() < most {
            let end = self.fitting(rest, weight, room);
            let (line, later) = rest.split_at_checked(end).unwrap_or((rest, ""));
            if later.is_empty() {
                lines.push(line.to_owned());
                rest = "";
            } else if lines.len() + 1 == most {
                lines.push(self.cut(rest, weight, room));
                return (lines, Fit::Cut);
            } else {
                // Where a word would be broken, the line ends before it, unless it is the only one.
                let break_at = match later.starts_with(' ') {
                    true => end,
                    false => line.rfind(' ').unwrap_or(end),
                };
                let (line, later) = rest.split_at_checked(break_at).unwrap_or((rest, ""));
                lines.push(line.trim_end().to_owned());
                rest = later.trim_start();
            }
        }
        let fit = if rest.is_empty() { Fit::Whole } else { Fit::Cut };
        (lines, fit)
    }

    /// Returns how many bytes of a text fit, at least those of its first letter.
    fn fitting(&self, text: &str, weight: Weight, room: f32) -> usize {
        if self.width(text, weight) <= room {
            return text.len();
        }
        let ends: Vec<usize> =
            text.char_indices().map(|(at, letter)| at + letter.len_utf8()).collect();
        let fits =
            |end: &usize| text.get(..*end).is_some_and(|part| self.width(part, weight) <= room);
        let count = ends.partition_point(fits).max(1);
        ends.get(count - 1).copied().unwrap_or(text.len())
    }

    /// Returns as much of a text as fits, with an ellipsis where it was cut.
    pub(crate) fn cut(&self, text: &str, weight: Weight, room: f32) -> String {
        if self.width(text, weight) <= room {
            return text.to_owned();
        }
        let left = room - self.width(&ELLIPSIS.to_string(), weight);
        let end = self.fitting(text, weight, left.max(0.0));
        let kept = text.get(..end).unwrap_or(text).trim_end();
        format!("{kept}{ELLIPSIS}")
    }
}

/// Whether a text is shown whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fit {
    /// It is.
    Whole,
    /// It ends with an ellipsis.
    Cut,
}

/// Returns whether a letter shows nothing by itself: joiners, marks of direction, selectors.
const fn is_invisible(letter: char) -> bool {
    matches!(
        letter,
        '\u{AD}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{E0000}'..='\u{E0FFF}'
    )
}

/// Returns a length in points.
pub(crate) fn points(length: Length) -> f32 {
    length as f32 * 72.0 / 2540.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_broken_between_words_and_cut_with_an_ellipsis() {
        let script = Script::open().unwrap();
        let room = script.width("Perceuse à", Weight::Bold) + 0.1;
        let text = "Perceuse à colonne";
        let whole = (vec!["Perceuse à".to_owned(), "colonne".to_owned()], Fit::Whole);
        assert_eq!(script.lines(text, Weight::Bold, room, 3), whole);
        let (lines, fit) = script.lines(text, Weight::Bold, room, 1);
        assert_eq!(fit, Fit::Cut);
        assert!(lines[0].ends_with('…') && script.width(&lines[0], Weight::Bold) <= room);
        // A word longer than a line is broken anywhere, and nothing of it is lost.
        let long = "Anticonstitutionnellement";
        let (lines, fit) = script.lines(long, Weight::Regular, 3.0, 9);
        assert_eq!((lines.concat().as_str(), fit), (long, Fit::Whole));
        assert!(lines.iter().all(|line| script.width(line, Weight::Regular) <= 3.0));
    }

    #[test]
    fn what_no_font_holds_is_a_question_mark_and_counted() {
        let script = Script::open().unwrap();
        for (text, expected, is_whole) in [
            ("Tournevis n° 4 « plat » œ — 3,5 €", "Tournevis n° 4 « plat » œ — 3,5 €", true),
            ("Škoda Łukasz őŽ", "Škoda Łukasz őŽ", true),
            ("🔧🔨 Perceuse", "? Perceuse", false),
            ("👩\u{200D}🔧", "?", false),
            ("مثقاب", "?", false),
            (" a\u{0}\tb\r\n c\u{202E} ", "a b c", true),
            ("", "", true),
        ] {
            let expected = Legible { text: expected.to_owned(), is_whole };
            assert_eq!(script.legible(text), expected, "{text:?}");
        }
        assert_eq!(script.legible(&"x".repeat(10_000)).text.len(), MOST_LETTERS);
    }

    #[test]
    fn letters_of_both_fonts_stand_in_one_line() {
        let script = Script::open().unwrap();
        let runs = script.runs("Škoda", Weight::Regular);
        let texts: Vec<&str> = runs.iter().map(|run| run.text.as_str()).collect();
        assert_eq!(texts.concat(), "Škoda");
        assert!(runs.iter().all(|run| run.glyphs.iter().all(|it| it.glyph_id.to_u32() != 0)));
        // Bold is wider.
        let wide = |weight| script.width("Perceuse", weight);
        assert!(wide(Weight::Bold) > wide(Weight::Regular));
    }
}
