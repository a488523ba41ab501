//! Codes out of pictures, through the application: what another computer shows is read here.

use std::io::Cursor;

use base64::{Engine as _, prelude::BASE64_STANDARD};
use etabli_api::{
    ErrorCode,
    command::{CreatePairing, ReadPicture, ReadTicket},
    view::CodePurpose,
};
use image::{GrayImage, ImageFormat, Luma};

use crate::computer::{Computer, found};

/// A picture of a code as a screen shows it.
fn shot(text: &str, module: u32, format: ImageFormat) -> Vec<u8> {
    let qr = fast_qr::QRBuilder::new(text).ecl(fast_qr::ECL::L).build();
    let qr = qr.expect("a code is short enough");
    let side = (qr.size as u32 + 8) * module;
    let picture = GrayImage::from_fn(side, side, |x, y| {
        let at = |along: u32| (along / module).checked_sub(4).map(|at| at as usize);
        let dark = match (at(x), at(y)) {
            (Some(x), Some(y)) if x < qr.size && y < qr.size => {
                qr.data.get(y * qr.size + x).is_some_and(|square| square.value())
            }
            _ => false,
        };
        Luma([if dark { 0 } else { 255 }])
    });
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).expect("a picture is written");
    bytes.into_inner()
}

fn read(bytes: &[u8]) -> ReadPicture {
    ReadPicture { name: "photo".into(), content: BASE64_STANDARD.encode(bytes) }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_is_read_out_of_a_picture_and_nothing_else_is() {
    let computer = Computer::new();
    let (app, _) = found(&computer).await;
    let made = app.run(CreatePairing { space: None, member: None }).await.unwrap();
    for (module, format) in [(3, ImageFormat::Png), (8, ImageFormat::Jpeg)] {
        let found = app.run(read(&shot(&made.ticket, module, format))).await.unwrap();
        assert_eq!(found.ticket, made.ticket);
    }
    let ticket = app.run(ReadTicket { ticket: made.ticket }).await.unwrap();
    assert_eq!(ticket.purpose, CodePurpose::Device);

    let other = shot("https://example.org/", 6, ImageFormat::Png);
    let mut none = Cursor::new(Vec::new());
    GrayImage::from_pixel(90, 60, Luma([200])).write_to(&mut none, ImageFormat::Png).unwrap();
    for (bytes, code) in [
        (other.clone(), ErrorCode::OtherCodeInPicture),
        (none.into_inner(), ErrorCode::NoCodeInPicture),
        (b"etabli:".to_vec(), ErrorCode::NotAPicture),
        (other[..60].to_vec(), ErrorCode::PhotoDamaged),
        (vec![0; (11 << 20) + 10], ErrorCode::FileOverLimit),
    ] {
        assert_eq!(app.run(read(&bytes)).await.unwrap_err().code, code);
    }
    app.shutdown().await;
}
