//! Sheets from end to end: what a reader of PDFs and a camera make of them.

use std::{path::Path, process::Command, time::Instant};

use super::*;

const WORDS: Words<'_> = Words { title: "Étiquettes", language: "fr", figure: "Code QR" };

fn label(nth: usize) -> Label {
    Label {
        name: format!("Perceuse à colonne {nth}"),
        code: format!("T-{nth:03}"),
        line: "Atelier bois".to_owned(),
        link: format!("ETABLI:ITEM/{:032X}", 0x0198_F3C2_A1B4_7D3E_u128 + nth as u128),
    }
}

fn labels(count: usize) -> Vec<Label> {
    (1..=count).map(label).collect()
}

/// How fine pages are drawn, in dots to the inch.
const DOTS: f32 = 300.0;

/// Runs a program of Poppler's on a document, and returns what it says. `cargo xtask test` installs
/// it; without it nobody knows what was printed.
fn poppler(folder: &Path, pdf: &[u8], program: &str, arguments: &[&str]) -> String {
    std::fs::write(folder.join("labels.pdf"), pdf).unwrap();
    let mut command = Command::new(program);
    let done = command.current_dir(folder).args(arguments).output();
    let done = done.unwrap_or_else(|error| panic!("{program}, of poppler-utils: {error}"));
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8_lossy(&done.stdout).into_owned()
}

/// Returns what a camera reads of an area of a page.
fn scan(page: &image::GrayImage, area: Area) -> Option<String> {
    let dots = |length: Length| (length as f32 * DOTS / 2540.0).max(0.0) as u32;
    let [left, top, width, height] = [area.left, area.top, area.width, area.height].map(dots);
    let picture = image::imageops::crop_imm(page, left, top, width, height).to_image();
    let mut prepared = rqrr::PreparedImage::prepare_from_greyscale(
        picture.width() as usize,
        picture.height() as usize,
        |x, y| picture.get_pixel(x as u32, y as u32).0[0],
    );
    prepared.detect_grids().first()?.decode().ok().map(|(_, text)| text)
}

#[test]
fn a_camera_reads_every_label_where_it_should_be() {
    let smallest = Sheet::read("6x15 30x18 10x12 2x0.5").unwrap();
    for sheet in Sheet::ALL.into_iter().chain([smallest]) {
        let labels = labels(usize::from(sheet.cells()));
        let setting = Setting { across: 15, down: -10, ..Setting::of(sheet) };
        let printed = print(&labels, &setting, WORDS).unwrap();
        assert_eq!((printed.pages, printed.unknown), (1, 0), "{sheet:?}");
        let folder = tempfile::tempdir().unwrap();
        let picture = ["-r", "300", "-gray", "-png", "-singlefile", "labels.pdf", "page"];
        poppler(folder.path(), &printed.pdf, "pdftoppm", &picture);
        let page = image::open(folder.path().join("page.png")).unwrap().into_luma8();
        for (nth, label) in labels.iter().enumerate() {
            // Whole labels and nothing else: what is read lies within its own.
            let read = scan(&page, setting.place(nth).1);
            assert_eq!(read.as_deref(), Some(label.link.as_str()), "{sheet:?} {nth}");
        }
    }
}

#[test]
fn names_codes_and_places_are_text() {
    let printed = print(&labels(22), &Setting::of(Sheet::L7160), WORDS).unwrap();
    assert_eq!(printed.pages, 2);
    let folder = tempfile::tempdir().unwrap();
    let text = poppler(folder.path(), &printed.pdf, "pdftotext", &["labels.pdf", "-"]);
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for nth in [1, 21, 22] {
        assert!(text.contains(&format!("T-{nth:03}")), "{nth} {text}");
        assert!(text.contains(&format!("Perceuse à colonne {nth}")), "{nth} {text}");
    }
    assert!(text.contains("Atelier bois"));
    let info = poppler(folder.path(), &printed.pdf, "pdfinfo", &["labels.pdf"]);
    assert!(info.contains("(A4)") && info.contains("Étiquettes"), "{info}");
    assert!(info.lines().any(|it| it.starts_with("Tagged") && it.ends_with("yes")), "{info}");
    assert!(info.lines().any(|it| it.starts_with("Pages") && it.ends_with('2')), "{info}");
}

#[test]
fn labels_begin_where_the_sheet_was_left() {
    let setting = Setting { start: 20, ..Setting::of(Sheet::L7160) };
    let sheets: Vec<usize> = (0..24).map(|nth| setting.place(nth).0).collect();
    assert_eq!((sheets[1], sheets[2], sheets[22], sheets[23]), (0, 1, 1, 2));
    assert_eq!(setting.place(0).1, Sheet::L7160.area(19));
    assert_eq!(setting.place(2).1, Sheet::L7160.area(0));
    assert_eq!(print(&labels(24), &setting, WORDS).unwrap().pages, 3);
    let moved = Setting { across: 5, down: -100, ..setting }.place(2).1;
    assert_eq!((moved.left, moved.top), (771, 515));
}

#[test]
fn refuses_what_no_sheet_has() {
    let setting = Setting::of(Sheet::A3490);
    let refused = |count: usize, setting: Setting| {
        print(&labels(count), &setting, WORDS).map(|it| it.pages).unwrap_err()
    };
    assert_eq!(refused(0, setting), PrintError::Nothing);
    assert_eq!(refused(1, Setting { start: 0, ..setting }), PrintError::Start(24));
    assert_eq!(refused(1, Setting { start: 25, ..setting }), PrintError::Start(24));
    assert_eq!(refused(1, Setting { across: 101, ..setting }), PrintError::Offset);
    assert_eq!(refused(1, Setting { down: i16::MIN, ..setting }), PrintError::Offset);
    assert_eq!(refused(MOST_LABELS + 1, setting), PrintError::TooMany);
}

#[test]
fn whatever_is_written_fits_or_is_cut() {
    let texts = [
        "",
        " ",
        "🔧🔨🪛",
        "مثقاب كهربائي",
        "מקדחה חשמלית",
        "\u{202E}desrever\u{202C}",
        "a\u{0}b\u{7}c\r\nd\te",
        "e\u{301}\u{301}\u{301}\u{301}",
        "\u{FEFF}\u{200D}",
        "Ça, c’est « l’établi » n° 4 — 3,5 €",
        &"x".repeat(10_000),
        &"mot ".repeat(2_500),
        &"\u{10FFFF}".repeat(100),
    ];
    for sheet in Sheet::ALL {
        let labels: Vec<Label> = texts
            .iter()
            .map(|text| {
                let [name, code, line, link] = [0; 4].map(|_| (*text).to_owned());
                Label { name, code, line, link }
            })
            .collect();
        let printed = print(&labels, &Setting::of(sheet), WORDS).unwrap();
        assert_eq!(printed.unknown, 4, "{sheet:?}");
        assert!(printed.pdf.len() < 300_000, "{}", printed.pdf.len());
    }
}

#[test]
fn two_thousand_labels_take_little_time_and_room() {
    let (labels, setting) = (labels(2_000), Setting::of(Sheet::L7160));
    let before = Instant::now();
    let printed = print(&labels, &setting, WORDS).unwrap();
    let took = before.elapsed();
    println!("2,000 labels: {} pages, {} bytes, {took:?}", printed.pages, printed.pdf.len());
    assert_eq!(printed.pages, 96);
    assert!(printed.pdf.len() < 8_000_000, "{}", printed.pdf.len());
    assert!(took.as_secs() < 60, "{took:?}");
    assert_eq!(print(&labels, &setting, WORDS).unwrap(), printed, "the same bytes");
}
