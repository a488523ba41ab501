//! The code that a guest is given: where the space is and the secret of an invitation.
//!
//! Text form: `etabli:` and base32 (RFC 4648, upper case, no padding, so that a QR code can use its
//! alphanumeric mode) of a postcard body and four bytes of its BLAKE3. Reading bounds everything.

use std::{fmt, net::SocketAddr, str::FromStr};

use data_encoding::BASE32_NOPAD;
use ed25519_dalek::SigningKey;
use etabli_model::{
    id::{DeviceId, SpaceId},
    text::one_line,
    time::Timestamp,
};
use serde::{Deserialize, Serialize};

const SCHEME: &str = "etabli:";
const VERSION: u8 = 1;
const MOST_TEXT: usize = 4096;
const MOST_DOORS: usize = 8;
const MOST_ADDRESSES: usize = 16;
const MOST_NAME: usize = 200;

/// A device that may answer, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Door {
    /// The device.
    pub device: DeviceId,
    /// Where it was reachable when the code was made.
    pub addresses: Vec<SocketAddr>,
}

/// An invitation's code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ticket {
    version: u8,
    /// The space.
    pub space: SpaceId,
    /// The space's name, to show before joining.
    pub space_name: String,
    /// Devices that may answer, the inviter's first.
    pub doors: Vec<Door>,
    /// The seed of the invitation's key.
    pub seed: [u8; 32],
    /// Until when it is good.
    pub expires: Timestamp,
}

/// A text that is not a code of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an invitation code, or it was cut off")]
pub struct ParseTicketError;

impl Ticket {
    /// Makes a code.
    pub fn new(
        space: SpaceId,
        space_name: &str,
        doors: Vec<Door>,
        seed: [u8; 32],
        expires: Timestamp,
    ) -> Self {
        let space_name = one_line(space_name).chars().take(MOST_NAME).collect();
        Self { version: VERSION, space, space_name, doors, seed, expires }
    }

    /// Returns the invitation's key.
    pub fn key(&self) -> SigningKey {
        SigningKey::from_bytes(&self.seed)
    }
}

impl fmt::Display for Ticket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut bytes = postcard::to_stdvec(self).unwrap_or_default();
        let sum = blake3::hash(&bytes);
        bytes.extend_from_slice(sum.as_bytes().first_chunk::<4>().unwrap_or(&[0; 4]));
        write!(f, "{SCHEME}{}", BASE32_NOPAD.encode(&bytes))
    }
}

impl FromStr for Ticket {
    type Err = ParseTicketError;

    /// Reads a code as people paste it: with spaces, line breaks, any case.
    fn from_str(text: &str) -> Result<Self, ParseTicketError> {
        if text.len() > MOST_TEXT {
            return Err(ParseTicketError);
        }
        let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let code = match text.get(..SCHEME.len()) {
            Some(scheme) if scheme.eq_ignore_ascii_case(SCHEME) => {
                text.get(SCHEME.len()..).unwrap_or_default()
            }
            Some(_) | None => return Err(ParseTicketError),
        };
        let bytes = BASE32_NOPAD
            .decode(code.to_ascii_uppercase().as_bytes())
            .map_err(|_| ParseTicketError)?;
        let (body, sum) = bytes.split_last_chunk::<4>().ok_or(ParseTicketError)?;
        if blake3::hash(body).as_bytes().first_chunk::<4>() != Some(sum) {
            return Err(ParseTicketError);
        }
        let (ticket, rest) =
            postcard::take_from_bytes::<Self>(body).map_err(|_| ParseTicketError)?;
        let bounded = ticket.version == VERSION
            && rest.is_empty()
            && ticket.doors.len() <= MOST_DOORS
            && ticket.doors.iter().all(|door| door.addresses.len() <= MOST_ADDRESSES)
            && ticket.space_name.chars().count() <= MOST_NAME
            && one_line(&ticket.space_name) == ticket.space_name;
        if bounded { Ok(ticket) } else { Err(ParseTicketError) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ticket() -> Ticket {
        Ticket::new(
            SpaceId([1; 32]),
            "Atelier du Port",
            vec![Door {
                device: DeviceId([2; 32]),
                addresses: vec!["127.0.0.1:4000".parse().unwrap()],
            }],
            [3; 32],
            Timestamp(1_795_000_000_000),
        )
    }

    #[test]
    fn text_form_reads_back_as_people_paste_it() {
        let text = ticket().to_string();
        assert_eq!(text.parse(), Ok(ticket()));
        let (one, other) = text.split_at(40);
        assert_eq!(format!(" {}\n {other}\t", one.to_lowercase()).parse(), Ok(ticket()));
    }

    #[test]
    fn golden_ticket_keeps_its_text() {
        expect_test::expect!["etabli:AEAQCAIBAEAQCAIBAEAQCAIBAEAQCAIBAEAQCAIBAEAQCAIBAEAQCD2BORSWY2LFOIQGI5JAKBXXE5ABAIBAEAQCAIBAEAQCAIBAEAQCAIBAEAQCAIBAEAQCAIBAEAQCAIBACAD7AAAADIA7AMBQGAYDAMBQGAYDAMBQGAYDAMBQGAYDAMBQGAYDAMBQGAYDAMBYB6FS4W6WQSA6G57Q"].assert_eq(&ticket().to_string());
    }

    #[test]
    fn anything_else_is_refused() {
        let text = ticket().to_string();
        for bad in ["", "etabli:", "etabli:AAAA", "https://example.org", &text[..text.len() - 1]] {
            assert_eq!(bad.parse::<Ticket>(), Err(ParseTicketError), "{bad}");
        }
        for index in SCHEME.len()..text.len() {
            let mut changed = text.clone().into_bytes();
            changed[index] = if changed[index] == b'A' { b'B' } else { b'A' };
            assert!(String::from_utf8(changed).unwrap().parse::<Ticket>().is_err());
        }
    }
}
