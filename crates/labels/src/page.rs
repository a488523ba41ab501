//! A page as it is drawn: lines to cut along, and labels.
//!
//! All that is drawn is tagged: what a label says in the order of reading, the QR code as a figure
//! with its words, and lines as what they are, ornaments.

use krilla::{
    color::luma,
    geom::{Path, PathBuilder, Point, Rect, Transform},
    num::NormalizedF32,
    paint::{Fill, Stroke, StrokeDash},
    surface::Surface,
    tagging::{Artifact, ArtifactType, BBox, ContentTag, Node, Tag, TagGroup},
};

use crate::{
    Label, Setting,
    code::{Code, QUIET},
    script::{Fit, Script, Weight, points},
    sheet::{Area, Length, PAGE_HEIGHT, PAGE_WIDTH},
};

/// The margin inside a label.
const MARGIN: Length = 200;
/// What printers leave empty at the sides of a page.
const UNPRINTABLE: Length = 450;
/// Between the code and what is beside it.
const GAP: Length = 200;
/// The most of a label's width that its code takes, in hundredths.
const MOST_CODE: Length = 42;
/// The sizes that a name is tried in, in points, and how many lines it may have then.
const NAME: [(f32, usize); 3] = [(13.0, 2), (11.0, 3), (9.0, 4)];
/// The size of the small line, and how many lines it may have.
const LINE: (f32, usize) = (8.5, 2);
/// The sizes that the code under the squares is tried in.
const CODE: [f32; 3] = [9.0, 7.5, 6.0];
/// From one line to the next, of a size of one.
const LEADING: f32 = 1.2;
/// From the upper side of a line to where its letters stand.
const ASCENT: f32 = 0.95;

/// A page while it is drawn.
pub(crate) struct Drawing<'a> {
    surface: Surface<'a>,
    script: &'a Script,
    figure: &'a str,
    page: usize,
}

/// A rectangle in points.
#[derive(Debug, Clone, Copy)]
struct Frame {
    left: f32,
    top: f32,
    width: f32,
    height: f32,
}

impl Frame {
    fn of(area: Area) -> Self {
        Self {
            left: points(area.left),
            top: points(area.top),
            width: points(area.width),
            height: points(area.height),
        }
    }
}

impl<'a> Drawing<'a> {
    /// Begins a page, counted from 0.
    pub(crate) fn new(
        surface: Surface<'a>,
        script: &'a Script,
        figure: &'a str,
        page: usize,
    ) -> Self {
        Self { surface, script, figure, page }
    }

    /// Ends the page.
    pub(crate) fn finish(self) {
        self.surface.finish();
    }

    /// Draws lines along all labels of a sheet, over the whole page.
    pub(crate) fn cut_lines(&mut self, setting: &Setting) {
        let sheet = setting.sheet;
        let unmoved = Setting { start: 1, ..*setting };
        let areas: Vec<Area> =
            (0..sheet.cells()).map(|cell| unmoved.place(usize::from(cell)).1).collect();
        let mut path = PathBuilder::new();
        let mut draw = |from: (Length, Length), to: (Length, Length)| {
            path.move_to(points(from.0), points(from.1));
            path.line_to(points(to.0), points(to.1));
        };
        let mut across: Vec<Length> = areas.iter().flat_map(|it| [it.left, it.right()]).collect();
        let mut down: Vec<Length> = areas.iter().flat_map(|it| [it.top, it.bottom()]).collect();
        for edges in [&mut across, &mut down] {
            edges.sort_unstable();
            edges.dedup();
        }
        for left in across {
            draw((left, 0), (left, PAGE_HEIGHT));
        }
        for top in down {
            draw((0, top), (PAGE_WIDTH, top));
        }
        let Some(path) = path.finish() else { return };
        let dash = StrokeDash { array: vec![2.0, 3.0], offset: 0.0 };
        self.surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Page)));
        self.surface.set_fill(None);
        self.surface.set_stroke(Some(Stroke {
            paint: luma::Color::new(150).into(),
            width: 0.4,
            dash: Some(dash),
            ..Stroke::default()
        }));
        self.surface.draw_path(&path);
        self.surface.set_stroke(None);
        self.surface.end_tagged();
    }

    /// Draws a label, and returns how it is tagged, and whether all of its letters are known.
    pub(crate) fn label(&mut self, label: &Label, area: Area) -> (TagGroup, bool) {
        self.surface.set_fill(Some(Fill {
            paint: luma::Color::black().into(),
            opacity: NormalizedF32::ONE,
            ..Fill::default()
        }));
        let page = Area { left: 0, top: 0, width: PAGE_WIDTH, height: PAGE_HEIGHT };
        let inner = area.inset(MARGIN).within(page.inset(UNPRINTABLE));
        let [name, line, code] =
            [&label.name, &label.line, &label.code].map(|text| self.script.legible(text));
        let is_whole = name.is_whole && line.is_whole && code.is_whole;

        // The code stands in the middle of the height, with its letters below.
        let letters = (CODE[0] * LEADING * 2540.0 / 72.0).ceil() as Length;
        let side = (inner.height - letters).min(area.width * MOST_CODE / 100).max(0);
        let squares = Area {
            left: inner.left,
            top: inner.top + (inner.height - letters - side) / 2,
            width: side,
            height: side,
        };
        let text_left = inner.left + side + GAP;
        let beside = Area { left: text_left, width: inner.right() - text_left, ..inner };

        let mut body = TagGroup::new(Tag::LBody);
        for node in self.texts(&name.text, &line.text, Frame::of(beside)) {
            body.push(node);
        }
        if let Some(node) = self.squares(&label.link, &code.text, Frame::of(squares)) {
            body.push(node);
        }
        let under = Area { top: squares.bottom(), height: letters, ..squares };
        if let Some(node) = self.under(&code.text, Frame::of(under)) {
            body.push(node);
        }
        let mut item = TagGroup::new(Tag::LI);
        item.push(body);
        (item, is_whole)
    }

    /// Draws the name and the small line, in the middle of the height.
    fn texts(&mut self, name: &str, line: &str, frame: Frame) -> Vec<Node> {
        let (line_size, most) = LINE;
        let (line, _) = self.script.lines(line, Weight::Regular, frame.width / line_size, most);
        let line_height = line.len() as f32 * line_size * LEADING;
        let mut chosen = (0.0, Vec::new());
        for (size, most) in NAME {
            let left = (frame.height - line_height) / (size * LEADING);
            let most = most.min(left as usize).max(1);
            let (lines, fit) = self.script.lines(name, Weight::Bold, frame.width / size, most);
            // A word that had to be broken is a sign that smaller letters read better.
            let is_broken = lines.iter().any(|line| !line.contains(' '))
                && name.split(' ').any(|word| !lines.iter().any(|line| line.contains(word)));
            chosen = (size, lines);
            if fit == Fit::Whole && !is_broken {
                break;
            }
        }
        let (size, name) = chosen;
        let height = name.len() as f32 * size * LEADING + line_height;
        let mut top = frame.top + ((frame.height - height) / 2.0).max(0.0);
        let mut nodes = Vec::new();
        for (lines, size, weight) in
            [(name, size, Weight::Bold), (line, line_size, Weight::Regular)]
        {
            let mut paragraph = TagGroup::new(Tag::P);
            let is_empty = lines.is_empty();
            for text in lines {
                let at = Point::from_xy(frame.left, top + size * ASCENT);
                paragraph.push(self.text(&text, at, size, weight));
                top += size * LEADING;
            }
            if !is_empty {
                nodes.push(paragraph.into());
            }
        }
        nodes
    }

    /// Draws a text from a point on.
    fn text(&mut self, text: &str, at: Point, size: f32, weight: Weight) -> Node {
        let id = self.surface.start_tagged(ContentTag::Other);
        let (mut left, top) = (at.x, at.y);
        for run in self.script.runs(text, weight) {
            let start = Point::from_xy(left, top);
            self.surface.draw_glyphs(start, &run.glyphs, run.font, &run.text, size, false);
            left += run.width * size;
        }
        self.surface.end_tagged();
        id.into()
    }

    /// Draws the QR code, if the link is short enough for one.
    fn squares(&mut self, link: &str, code: &str, frame: Frame) -> Option<Node> {
        let squares = Code::of(link)?;
        // Squares are drawn as whole numbers and scaled, which keeps the file small.
        let mut path = PathBuilder::new();
        for (column, row, run) in &squares.runs {
            let [column, row, run] = [*column, *row, *run].map(f32::from);
            path.push_rect(Rect::from_xywh(column, row, run, 1.0)?);
        }
        let path: Path = path.finish()?;
        let unit = frame.width / f32::from(squares.side + 2 * QUIET);
        let quiet = unit * f32::from(QUIET);
        let (left, top) = (frame.left + quiet, frame.top + quiet);
        let bounds = Rect::from_xywh(frame.left, frame.top, frame.width, frame.height)?;
        let id = self.surface.start_tagged(ContentTag::Other);
        self.surface.push_transform(&Transform::from_row(unit, 0.0, 0.0, unit, left, top));
        self.surface.draw_path(&path);
        self.surface.pop();
        self.surface.end_tagged();
        let tag = Tag::Figure(Some(format!("{} {code}", self.figure).trim().to_owned()))
            .with_bbox(Some(BBox::new(self.page, bounds)));
        let mut figure = TagGroup::new(tag);
        figure.push(id);
        Some(figure.into())
    }

    /// Draws the letters under the QR code, in the middle, as large as they fit.
    fn under(&mut self, code: &str, frame: Frame) -> Option<Node> {
        if code.is_empty() {
            return None;
        }
        let width = |text: &str| -> f32 {
            self.script.runs(text, Weight::Bold).iter().map(|run| run.width).sum()
        };
        let [.., smallest] = CODE;
        let size = CODE.into_iter().find(|size| width(code) * size <= frame.width);
        let size = size.unwrap_or(smallest);
        let text = self.script.cut(code, Weight::Bold, frame.width / size);
        let left = frame.left + (frame.width - width(&text) * size) / 2.0;
        let at = Point::from_xy(left, frame.top + size * ASCENT);
        let mut paragraph = TagGroup::new(Tag::P);
        paragraph.push(self.text(&text, at, size, Weight::Bold));
        Some(paragraph.into())
    }
}
