//! A code out of a picture: a photo of somebody's screen, a screenshot, a sheet that was scanned.

use base64::{Engine as _, prelude::BASE64_STANDARD};
use etabli_api::{
    ApiError, ErrorCode, command::ReadPicture, file::MOST_PICTURE_BYTES, view::PictureView,
};
use etabli_photo::{MOST_PIXELS, PhotoError};

use super::Handle;
use crate::{core::Core, joining::parse};

impl Handle for ReadPicture {
    fn handle(self, _: &Core) -> Result<PictureView, ApiError> {
        let about = |code| ApiError::new(code).with("what", &self.name);
        let length = self.content.len() / 4 * 3;
        if length as u64 > MOST_PICTURE_BYTES + 3 {
            let most = MOST_PICTURE_BYTES >> 20;
            return Err(about(ErrorCode::FileOverLimit).with("most", most));
        }
        let bytes = BASE64_STANDARD
            .decode(&self.content)
            .map_err(|error| ApiError::new(ErrorCode::BadRequest).with("detail", error))?;
        let format =
            etabli_photo::format_of(&bytes).ok_or_else(|| about(ErrorCode::NotAPicture))?;
        let codes = etabli_photo::read_codes(&bytes, format).map_err(|error| match error {
            PhotoError::Damaged => about(ErrorCode::PhotoDamaged),
            PhotoError::TooManyPixels => {
                about(ErrorCode::PhotoTooLarge).with("most", MOST_PIXELS / 1_000_000)
            }
        })?;
        match codes.iter().find(|code| parse(code).is_ok()) {
            Some(ticket) => Ok(PictureView { ticket: ticket.trim().to_owned() }),
            None if codes.is_empty() => Err(about(ErrorCode::NoCodeInPicture)),
            None => Err(about(ErrorCode::OtherCodeInPicture)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_bytes_fit_through_every_door() {
        assert!(MOST_PICTURE_BYTES.div_ceil(3) * 4 + 1_000 < 16 << 20);
    }
}
