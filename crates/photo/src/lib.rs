//! Photos: read under bounds, turned upright, made smaller, and written anew, with a small picture
//! to go before them.
//!
//! Invariant: nothing of a picture survives but its pixels: where it was taken, when, with what and
//! by whom is not in what is kept. What cannot be read as a picture is never kept as one.
//!
//! A crate of its own, so that it is compiled to be fast also where the rest is compiled to be
//! debugged.

mod code;

use std::{
    io::Cursor,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Mutex, PoisonError},
};

use etabli_model::file::{MOST_FILE_BYTES, MOST_THUMBNAIL_BYTES};
use image::{
    DynamicImage, ExtendedColorType, ImageDecoder, ImageEncoder, ImageFormat, ImageReader, Limits,
    Rgb, RgbImage,
    codecs::{jpeg::JpegEncoder, png::PngEncoder},
};

pub use self::code::{read_codes, read_codes_within};

/// The most pixels a picture may have to be read.
pub const MOST_PIXELS: u64 = 50_000_000;
/// The most pixels one of its sides may have.
const MOST_SIDE: u32 = 30_000;
/// What reading a picture may take.
const BOUNDS: Bounds = Bounds { pixels: MOST_PIXELS, memory: 320 << 20 };
/// The longer side of what is kept, and of the small picture.
const KEPT_SIDE: u32 = 2560;
const THUMBNAIL_SIDE: u32 = 320;
const QUALITY: u8 = 85;
const THUMBNAIL_QUALITY: u8 = 75;
/// Up to so many bytes a drawing stays a drawing, without the blur of a photo.
const MOST_DRAWING: usize = 2 << 20;

/// Reading pictures takes memory: one at a time does.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// A picture ready to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Photo {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Their type.
    pub media: &'static str,
    /// The usual ending of a file of that type.
    pub ending: &'static str,
    /// How many pixels it is wide and high.
    pub pixels: (u32, u32),
    /// The small picture, a JPEG.
    pub thumbnail: Vec<u8>,
}

/// What reading a picture may take.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    /// The most pixels.
    pub pixels: u64,
    /// The most bytes of memory that its pixels take as they are read.
    pub memory: u64,
}

/// Why a picture was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PhotoError {
    /// It has more than [`MOST_PIXELS`], or sides that are too long.
    #[error("the picture has too many pixels")]
    TooManyPixels,
    /// It begins as a picture does and goes on as none.
    #[error("the picture is damaged")]
    Damaged,
}

/// Returns which kind of picture some bytes begin as, of those that are read here.
pub fn format_of(bytes: &[u8]) -> Option<ImageFormat> {
    match bytes {
        [0xff, 0xd8, 0xff, ..] => Some(ImageFormat::Jpeg),
        [0x89, b'P', b'N', b'G', ..] => Some(ImageFormat::Png),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(ImageFormat::WebP),
        _ => None,
    }
}

/// Makes of a picture what is kept of it.
pub fn prepare(bytes: &[u8], format: ImageFormat) -> Result<Photo, PhotoError> {
    prepare_within(bytes, format, BOUNDS)
}

/// Makes of a picture what is kept of it, unless reading it takes too much.
pub fn prepare_within(
    bytes: &[u8],
    format: ImageFormat,
    bounds: Bounds,
) -> Result<Photo, PhotoError> {
    let _turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    // The bytes may come from anywhere, and a reader of pictures may stop half-way.
    catch_unwind(AssertUnwindSafe(|| make(bytes, format, bounds)))
        .unwrap_or(Err(PhotoError::Damaged))
}

fn make(bytes: &[u8], format: ImageFormat, bounds: Bounds) -> Result<Photo, PhotoError> {
    let kept = read(bytes, format, bounds)?;
    let thumbnail = shrunk(&kept, THUMBNAIL_SIDE);
    let thumbnail = jpeg(&thumbnail, THUMBNAIL_QUALITY)?;
    let drawing = match format {
        ImageFormat::Png => Some(png(&kept)?).filter(|bytes| bytes.len() <= MOST_DRAWING),
        _ => None,
    };
    let pixels = kept.dimensions();
    let (bytes, media, ending) = match drawing {
        Some(bytes) => (bytes, "image/png", "png"),
        None => (jpeg(&kept, QUALITY)?, "image/jpeg", "jpg"),
    };
    let fits =
        bytes.len() as u64 <= MOST_FILE_BYTES && thumbnail.len() as u64 <= MOST_THUMBNAIL_BYTES;
    match fits {
        true => Ok(Photo { bytes, media, ending, pixels, thumbnail }),
        false => Err(PhotoError::TooManyPixels),
    }
}

/// Reads a picture, shrinks it and turns it upright.
fn read(bytes: &[u8], format: ImageFormat, bounds: Bounds) -> Result<RgbImage, PhotoError> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_image_width = Some(MOST_SIDE);
    limits.max_image_height = Some(MOST_SIDE);
    limits.max_alloc = Some(bounds.memory);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| refusal(&error))?;
    let (width, height) = decoder.dimensions();
    // One that comes in passes is held whole as numbers of two bytes besides, which no limit sees.
    let passes = format == ImageFormat::Jpeg && comes_in_passes(bytes);
    let pixels = u64::from(width) * u64::from(height) * if passes { 2 } else { 1 };
    if pixels > bounds.pixels || decoder.total_bytes() > bounds.memory {
        return Err(PhotoError::TooManyPixels);
    }
    if width == 0 || height == 0 {
        return Err(PhotoError::Damaged);
    }
    let orientation = decoder.orientation().map_err(|error| refusal(&error))?;
    let picture = DynamicImage::from_decoder(decoder).map_err(|error| refusal(&error))?;
    let flat = flattened(picture);
    let mut upright = DynamicImage::ImageRgb8(shrunk(&flat, KEPT_SIDE));
    upright.apply_orientation(orientation);
    Ok(upright.into_rgb8())
}

/// Returns whether a JPEG is progressive: whether its frame begins with the marker of one.
fn comes_in_passes(bytes: &[u8]) -> bool {
    let mut rest = bytes.get(2..).unwrap_or_default();
    while let [0xff, marker, after @ ..] = rest {
        rest = match (marker, after) {
            (0xc2 | 0xc6 | 0xca | 0xce, _) => return true,
            (0xc0..=0xc3 | 0xc5..=0xcf, _) if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => {
                return false;
            }
            (0xff, _) => rest.get(1..).unwrap_or_default(),
            (_, [high, low, ..]) => {
                after.get(usize::from(u16::from_be_bytes([*high, *low]))..).unwrap_or_default()
            }
            (_, _) => return false,
        };
    }
    false
}

fn refusal(error: &image::ImageError) -> PhotoError {
    match error {
        image::ImageError::Limits(_) => PhotoError::TooManyPixels,
        _ => PhotoError::Damaged,
    }
}

/// Lays a picture on white where one can see through it.
fn flattened(picture: DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.into_rgb8();
    }
    let seen_through = picture.into_rgba8();
    let (width, height) = seen_through.dimensions();
    let mut flat = RgbImage::new(width, height);
    for (to, from) in flat.pixels_mut().zip(seen_through.pixels()) {
        let [red, green, blue, alpha] = from.0;
        let alpha = u32::from(alpha);
        let on_white = |value: u8| {
            let mixed = (u32::from(value) * alpha + 255 * (255 - alpha) + 127) / 255;
            u8::try_from(mixed).unwrap_or(u8::MAX)
        };
        *to = Rgb([red, green, blue].map(on_white));
    }
    flat
}

/// Returns a picture whose longer side is at most `side`, by averaging the area that each of its
/// new pixels covers.
fn shrunk(picture: &RgbImage, side: u32) -> RgbImage {
    const COLOURS: usize = 3;
    let (width, height) = picture.dimensions();
    let longer = u64::from(width.max(height));
    if longer <= u64::from(side) {
        return picture.clone();
    }
    let scaled = |length: u32| {
        let scaled = (u64::from(length) * u64::from(side) + longer / 2) / longer;
        scaled.max(1)
    };
    let (new_width, new_height) = (scaled(width), scaled(height));
    let (width, height) = (u64::from(width), u64::from(height));
    let area = width * height;
    let columns = usize::try_from(new_width).unwrap_or(0) * COLOURS;
    let (mut row, mut sums) = (vec![0_u64; columns], vec![0_u64; columns]);
    let mut pixels = Vec::with_capacity(columns * usize::try_from(new_height).unwrap_or(0));
    let stride = usize::try_from(width).unwrap_or(0) * COLOURS;
    for (y, line) in (0_u64..).zip(picture.as_raw().chunks_exact(stride)) {
        row.fill(0);
        for (x, pixel) in (0_u64..).zip(line.as_chunks::<COLOURS>().0) {
            for (new, weight) in spread(x, new_width, width) {
                let at = usize::try_from(new).unwrap_or(0) * COLOURS;
                let sums = row.get_mut(at..at + COLOURS).unwrap_or_default();
                for (sum, value) in sums.iter_mut().zip(pixel) {
                    *sum += weight * u64::from(*value);
                }
            }
        }
        for (new, weight) in spread(y, new_height, height) {
            for (sum, value) in sums.iter_mut().zip(&row) {
                *sum += weight * value;
            }
            if (y + 1) * new_height >= (new + 1) * height {
                let mean = |sum: &u64| u8::try_from((sum + area / 2) / area).unwrap_or(u8::MAX);
                pixels.extend(sums.iter().map(mean));
                sums.fill(0);
            }
        }
    }
    let size = |length: u64| u32::try_from(length).unwrap_or(u32::MAX);
    let whole = RgbImage::from_raw(size(new_width), size(new_height), pixels);
    whole.unwrap_or_else(|| picture.clone())
}

/// Returns onto which new pixels of a line, and with which weights, an old one falls when `old` of
/// them become `new`, fewer. The weights on one new pixel add up to `old`.
fn spread(at: u64, new: u64, old: u64) -> impl Iterator<Item = (u64, u64)> {
    let (start, end) = (at * new, (at + 1) * new);
    let border = (start / old + 1) * old;
    let first = (start / old, border.min(end) - start);
    let second = (border < end).then(|| (start / old + 1, end - border));
    std::iter::once(first).chain(second)
}

fn jpeg(picture: &RgbImage, quality: u8) -> Result<Vec<u8>, PhotoError> {
    let mut bytes = Vec::new();
    let (width, height) = picture.dimensions();
    JpegEncoder::new_with_quality(&mut bytes, quality)
        .write_image(picture, width, height, ExtendedColorType::Rgb8)
        .map_err(|error| refusal(&error))?;
    Ok(bytes)
}

fn png(picture: &RgbImage) -> Result<Vec<u8>, PhotoError> {
    let mut bytes = Vec::new();
    let (width, height) = picture.dimensions();
    PngEncoder::new(&mut bytes)
        .write_image(picture, width, height, ExtendedColorType::Rgb8)
        .map_err(|error| refusal(&error))?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A picture that is red on its left and blue on its right.
    fn halves(width: u32, height: u32) -> RgbImage {
        RgbImage::from_fn(width, height, |x, _| match x < width / 2 {
            true => Rgb([250, 10, 10]),
            false => Rgb([10, 10, 250]),
        })
    }

    /// What a camera writes about a photo: its owner, which side is up, where it was taken.
    fn exif(orientation: u8) -> Vec<u8> {
        let mut tiff = b"MM\0\x2a\0\0\0\x08".to_vec();
        tiff.extend(b"\0\x03");
        tiff.extend(b"\x01\x12\0\x03\0\0\0\x01\0");
        tiff.extend([orientation, 0, 0]);
        // Artist: 12 bytes at 50.
        tiff.extend(b"\x01\x3b\0\x02\0\0\0\x0c\0\0\0\x32");
        // The directory of GPS at 62.
        tiff.extend(b"\x88\x25\0\x04\0\0\0\x01\0\0\0\x3e");
        tiff.extend(b"\0\0\0\0");
        tiff.extend(b"Ana Secrete\0");
        // Latitude: three fractions at 80.
        tiff.extend(b"\0\x01\0\x02\0\x05\0\0\0\x03\0\0\0\x50\0\0\0\0");
        for fraction in [(43_u32, 1_u32), (17, 1), (4_711, 100)] {
            tiff.extend(fraction.0.to_be_bytes());
            tiff.extend(fraction.1.to_be_bytes());
        }
        [b"Exif\0\0".as_slice(), &tiff].concat()
    }

    /// A JPEG as a telephone writes it, taken lying on its side, with where it was taken.
    fn from_a_telephone(width: u32, height: u32) -> Vec<u8> {
        let plain = jpeg(&halves(width, height), 90).unwrap();
        let exif = exif(6);
        let comment = b"taken at home by Ana Secrete";
        let mut bytes = plain[..2].to_vec();
        for (marker, content) in [(0xe1, exif.as_slice()), (0xfe, comment.as_slice())] {
            bytes.extend([0xff, marker]);
            bytes.extend(u16::try_from(content.len() + 2).unwrap().to_be_bytes());
            bytes.extend(content);
        }
        bytes.extend(&plain[2..]);
        bytes
    }

    fn holds(bytes: &[u8], part: &[u8]) -> bool {
        bytes.windows(part.len()).any(|window| window == part)
    }

    fn decoded(bytes: &[u8]) -> RgbImage {
        image::load_from_memory(bytes).unwrap().into_rgb8()
    }

    fn is_red(pixel: &Rgb<u8>) -> bool {
        pixel.0[0] > 200 && pixel.0[2] < 60
    }

    #[test]
    fn a_photo_stands_upright_and_says_nothing_of_where_it_was_taken() {
        let taken = from_a_telephone(64, 48);
        assert!(holds(&taken, b"Secrete") && holds(&taken, b"Exif"));
        // It is read as a camera's, so that the test tests something.
        let cursor = Cursor::new(taken.as_slice());
        let mut decoder =
            ImageReader::with_format(cursor, ImageFormat::Jpeg).into_decoder().unwrap();
        assert_eq!(decoder.orientation().unwrap(), image::metadata::Orientation::Rotate90);
        assert!(holds(&decoder.exif_metadata().unwrap().unwrap(), &4_711_u32.to_be_bytes()));

        let photo = prepare(&taken, ImageFormat::Jpeg).unwrap();
        assert_eq!((photo.pixels, photo.media), ((48, 64), "image/jpeg"));
        let upright = decoded(&photo.bytes);
        assert!(is_red(upright.get_pixel(24, 5)), "the left side is up now");
        assert!(!is_red(upright.get_pixel(24, 60)));
        for bytes in [&photo.bytes, &photo.thumbnail] {
            for part in [b"Secrete".as_slice(), b"Exif", b"home", &4_711_u32.to_be_bytes()] {
                assert!(!holds(bytes, part), "{part:?}");
            }
            let mut decoder = ImageReader::with_format(Cursor::new(bytes), ImageFormat::Jpeg)
                .into_decoder()
                .unwrap();
            assert_eq!(decoder.exif_metadata().unwrap(), None);
            assert_eq!(decoder.xmp_metadata().unwrap(), None);
            assert_eq!(decoder.iptc_metadata().unwrap(), None);
            assert_eq!(decoder.icc_profile().unwrap(), None);
        }
    }

    #[test]
    fn a_large_photo_is_made_smaller_and_has_a_small_picture() {
        let taken = jpeg(&halves(3000, 1500), 90).unwrap();
        let photo = prepare(&taken, ImageFormat::Jpeg).unwrap();
        assert_eq!(photo.pixels, (2560, 1280));
        let small = decoded(&photo.thumbnail);
        assert_eq!(small.dimensions(), (320, 160));
        assert!(is_red(small.get_pixel(10, 80)) && !is_red(small.get_pixel(310, 80)));
        assert!(photo.thumbnail.len() as u64 <= MOST_THUMBNAIL_BYTES);
    }

    #[test]
    fn a_drawing_stays_sharp_and_is_laid_on_white() {
        let mut drawing = image::RgbaImage::new(40, 20);
        drawing.put_pixel(3, 4, image::Rgba([0, 0, 0, 255]));
        let mut bytes = Cursor::new(Vec::new());
        drawing.write_to(&mut bytes, ImageFormat::Png).unwrap();
        let photo = prepare(bytes.get_ref(), ImageFormat::Png).unwrap();
        assert_eq!((photo.media, photo.pixels), ("image/png", (40, 20)));
        let kept = decoded(&photo.bytes);
        assert_eq!(kept.get_pixel(3, 4).0, [0, 0, 0]);
        assert_eq!(kept.get_pixel(9, 9).0, [255, 255, 255]);
    }

    #[test]
    fn shrinking_keeps_the_mean_and_the_edges() {
        let striped = RgbImage::from_fn(7, 5, |x, _| Rgb([if x % 2 == 0 { 200 } else { 0 }; 3]));
        let small = shrunk(&striped, 3);
        assert_eq!(small.dimensions(), (3, 2));
        let mean = |picture: &RgbImage| {
            let sum: u64 = picture.as_raw().iter().map(|value| u64::from(*value)).sum();
            sum / picture.as_raw().len() as u64
        };
        assert!(mean(&small).abs_diff(mean(&striped)) <= 1);
        assert_eq!(shrunk(&halves(1000, 1), 10), halves(10, 1));
        assert_eq!(shrunk(&halves(1, 1000), 10).dimensions(), (1, 10));
    }

    #[test]
    fn a_small_file_that_means_many_pixels_is_refused_before_it_is_read() {
        // A PNG whose header promises 40,000 by 40,000 pixels, and one of 25,000 by 25,000.
        for side in [40_000_u32, 25_000] {
            let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
            bytes.extend(side.to_be_bytes());
            bytes.extend(side.to_be_bytes());
            bytes.extend([8, 2, 0, 0, 0]);
            let sum = crc(&bytes[12..]);
            bytes.extend(sum.to_be_bytes());
            bytes.extend(b"\0\0\0\0IDAT");
            bytes.extend(crc(b"IDAT").to_be_bytes());
            assert_eq!(prepare(&bytes, ImageFormat::Png), Err(PhotoError::TooManyPixels), "{side}");
        }
    }

    #[test]
    fn a_photo_that_comes_in_passes_is_known_by_its_frame() {
        let mut taken = from_a_telephone(64, 48);
        assert!(!comes_in_passes(&taken));
        let frame = taken.windows(2).position(|marker| marker == [0xff, 0xc0]).unwrap();
        taken[frame + 1] = 0xc2;
        assert!(comes_in_passes(&taken));
        for end in 0..frame {
            assert!(!comes_in_passes(&taken[..end]), "{end}");
        }
        assert!(!comes_in_passes(&[0xff; 64]));
    }

    fn crc(bytes: &[u8]) -> u32 {
        let mut crc = u32::MAX;
        for byte in bytes {
            crc ^= u32::from(*byte);
            for _ in 0..8 {
                crc = if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 };
            }
        }
        !crc
    }

    #[test]
    fn what_only_begins_as_a_picture_is_damaged() {
        let whole = jpeg(&halves(64, 48), 90).unwrap();
        assert_eq!(prepare(&whole[..20], ImageFormat::Jpeg), Err(PhotoError::Damaged));
        let png = png(&halves(64, 48)).unwrap();
        assert_eq!(prepare(&png[..png.len() / 2], ImageFormat::Png), Err(PhotoError::Damaged));
        assert_eq!(prepare(b"\x89PNG", ImageFormat::Png), Err(PhotoError::Damaged));
        assert_eq!(format_of(b"<svg xmlns"), None);
        assert_eq!(format_of(b"GIF89a"), None);
        assert_eq!(format_of(&whole), Some(ImageFormat::Jpeg));
        assert_eq!(format_of(&png), Some(ImageFormat::Png));
    }
}
