//! Pictures that people add: what reads them was not written here.

use etabli_fuzz::{Fuzz, outcome};
use etabli_photo::{Bounds, PhotoError};

/// A small picture in each of the forms that are read.
fn pictures() -> Vec<Vec<u8>> {
    let drawn = image::RgbImage::from_fn(24, 17, |x, y| image::Rgb([x as u8 * 9, y as u8, 77]));
    let formats = [image::ImageFormat::Jpeg, image::ImageFormat::Png, image::ImageFormat::WebP];
    let mut pictures: Vec<Vec<u8>> = formats
        .into_iter()
        .map(|format| {
            let mut bytes = std::io::Cursor::new(Vec::new());
            drawn.write_to(&mut bytes, format).unwrap();
            bytes.into_inner()
        })
        .collect();
    let mut turned = pictures.first().unwrap().clone();
    turned.splice(2..2, *b"\xff\xe1\0\x22Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0");
    pictures.push(turned);
    pictures
}

#[test]
fn pictures_are_read_or_refused() {
    // What a picture promises is believed up to a bound; here a small one, to try many.
    let bounds = Bounds { pixels: 100_000, memory: 1 << 20 };
    Fuzz::new("picture", pictures()).at_most(16 * 1024).run(|bytes| {
        let Some(format) = etabli_photo::format_of(bytes) else { return 0 };
        let read = etabli_photo::prepare_within(bytes, format, bounds);
        if let Ok(photo) = &read {
            let again = etabli_photo::format_of(&photo.bytes).unwrap();
            let kept = etabli_photo::prepare_within(&photo.bytes, again, bounds).unwrap();
            assert_eq!(kept.pixels, photo.pixels, "what is kept is a picture, and upright");
        }
        outcome(&read.map(|photo| photo.media).map_err(|error| match error {
            PhotoError::Damaged => 1,
            PhotoError::TooManyPixels => 2,
        }))
    });
}
