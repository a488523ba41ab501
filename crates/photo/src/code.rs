//! The codes in a picture: what a camera would read of a QR code in a photo or a screenshot.
//!
//! Invariant: a picture is read under the same bounds as one that is kept, and nothing of it is
//! kept. What a code says is text that nobody has judged yet.

use std::panic::{AssertUnwindSafe, catch_unwind};

use image::{ImageFormat, RgbImage};

use crate::{BOUNDS, Bounds, ONE_AT_A_TIME, PhotoError, read, shrunk};

/// The longer sides at which codes are looked for, one after another: most are found in the small
/// picture, which takes a quarter of the time, and small ones in the large one only.
const SIDES: [u32; 2] = [1280, 2560];
/// The longest code that is read; ours have a few hundred characters.
const MOST_TEXT: usize = 8 * 1024;

/// Returns what the codes in a picture say; none where there is none that can be read.
pub fn read_codes(bytes: &[u8], format: ImageFormat) -> Result<Vec<String>, PhotoError> {
    read_codes_within(bytes, format, BOUNDS)
}

/// Returns what the codes in a picture say, unless reading it takes too much.
pub fn read_codes_within(
    bytes: &[u8],
    format: ImageFormat,
    bounds: Bounds,
) -> Result<Vec<String>, PhotoError> {
    let _turn = ONE_AT_A_TIME.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    catch_unwind(AssertUnwindSafe(|| {
        let picture = read(bytes, format, bounds)?;
        Ok(SIDES.into_iter().map(|side| found(&shrunk(&picture, side))).find(|all| !all.is_empty()))
    }))
    .unwrap_or(Err(PhotoError::Damaged))
    .map(Option::unwrap_or_default)
}

/// Returns what is found in a picture as it is, or as its negative: screens may be dark.
fn found(picture: &RgbImage) -> Vec<String> {
    let usual = decoded(picture, |light| light);
    if usual.is_empty() { decoded(picture, |light| u8::MAX - light) } else { usual }
}

fn decoded(picture: &RgbImage, shade: impl Fn(u8) -> u8) -> Vec<String> {
    let (width, height) = picture.dimensions();
    let size = |length: u32| usize::try_from(length).unwrap_or(0);
    let light = |x: usize, y: usize| {
        let at = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        let pixel = picture.get_pixel_checked(at(x), at(y));
        let [red, green, blue] = pixel.map_or([u8::MAX; 3], |pixel| pixel.0).map(u32::from);
        let mixed = (red * 299 + green * 587 + blue * 114) / 1000;
        shade(u8::try_from(mixed).unwrap_or(u8::MAX))
    };
    let mut prepared =
        rqrr::PreparedImage::prepare_from_greyscale(size(width), size(height), light);
    let grids = prepared.detect_grids();
    let texts = grids.iter().filter_map(|grid| grid.decode().ok()).map(|(_, text)| text);
    texts.filter(|text| text.len() <= MOST_TEXT).collect()
}

#[cfg(test)]
mod tests {
    use image::Rgb;

    use super::*;
    use crate::{jpeg, png};

    /// As long as a code of ours.
    const CODE: &str = "etabli:AAEBAB2KQWJ6s9bT7xY1m0V4Lq8ZrPzYc5HnUe3GkXoDfMwT2aRjCiBvNlSu6EyOpQhWg9_Jd0tKxAZ7sLmFbVrIqUnYcHePzGwDkTjXoRaMfB";

    /// A code as it is drawn on a page, each of its modules so many pixels wide.
    fn drawn(text: &str, module: u32) -> RgbImage {
        let qr = fast_qr::QRBuilder::new(text).ecl(fast_qr::ECL::L).build().unwrap();
        let side = (qr.size as u32 + 8) * module;
        RgbImage::from_fn(side, side, |x, y| {
            let at = |along: u32| (along / module).checked_sub(4).map(|at| at as usize);
            let dark = match (at(x), at(y)) {
                (Some(x), Some(y)) if x < qr.size && y < qr.size => {
                    qr.data[y * qr.size + x].value()
                }
                _ => false,
            };
            Rgb(if dark { [20; 3] } else { [240; 3] })
        })
    }

    /// A picture turned by some degrees and laid on a grey table, a little to the side.
    fn on_a_table(code: &RgbImage, degrees: f64, side: u32) -> RgbImage {
        let (sin, cos) = degrees.to_radians().sin_cos();
        let (middle, half) = (f64::from(side) / 2.0, f64::from(code.width()) / 2.0);
        RgbImage::from_fn(side, side, |x, y| {
            let (dx, dy) = (f64::from(x) - middle * 0.95, f64::from(y) - middle * 1.03);
            let (from_x, from_y) = (dx * cos + dy * sin + half, dy * cos - dx * sin + half);
            let inside = from_x >= 0.0 && from_y >= 0.0;
            let pixel = code.get_pixel_checked(from_x as u32, from_y as u32).filter(|_| inside);
            let grain = ((x * 7 + y * 13) % 23) as u8;
            let Rgb(colours) = pixel.copied().unwrap_or(Rgb([150, 130, 110]));
            Rgb(colours.map(|colour| colour.saturating_sub(grain)))
        })
    }

    #[track_caller]
    fn check(picture: &RgbImage, what: &str) {
        for quality in [50, 90] {
            let taken = jpeg(picture, quality).unwrap();
            let codes = read_codes(&taken, ImageFormat::Jpeg).unwrap();
            assert_eq!(codes, [CODE], "{what}, quality {quality}");
        }
    }

    #[test]
    fn a_screenshot_is_read_at_every_size() {
        for module in [2, 3, 5, 11, 24] {
            let shot = png(&drawn(CODE, module)).unwrap();
            assert_eq!(read_codes(&shot, ImageFormat::Png).unwrap(), [CODE], "{module}");
        }
    }

    #[test]
    fn a_photo_is_read_however_it_was_held() {
        let code = drawn(CODE, 9);
        for degrees in [0.0, 7.0, 30.0, 90.0, 135.0, 180.0, 271.0] {
            check(&on_a_table(&code, degrees, code.width() * 3 / 2), &format!("{degrees} degrees"));
        }
    }

    #[test]
    fn a_small_code_in_a_large_photo_is_read() {
        let code = drawn(CODE, 7);
        check(&on_a_table(&code, 4.0, 2500), "small");
    }

    #[test]
    fn a_dark_screen_is_read() {
        let mut dark = drawn(CODE, 6);
        dark.pixels_mut().for_each(|pixel| pixel.0 = pixel.0.map(|colour| 255 - colour));
        check(&dark, "negative");
    }

    #[test]
    fn a_picture_without_a_code_has_none_and_a_damaged_one_is_refused() {
        let none = RgbImage::from_fn(400, 300, |x, y| Rgb([(x * y % 251) as u8, x as u8, y as u8]));
        let none = png(&none).unwrap();
        assert_eq!(read_codes(&none, ImageFormat::Png), Ok(Vec::new()));
        assert_eq!(read_codes(&none[..80], ImageFormat::Png), Err(PhotoError::Damaged));
        let two =
            image::imageops::resize(&drawn("WIFI:S:x;;", 4), 300, 300, image::imageops::Nearest);
        let codes = read_codes(&png(&two).unwrap(), ImageFormat::Png).unwrap();
        assert_eq!(codes, ["WIFI:S:x;;"]);
    }
}
