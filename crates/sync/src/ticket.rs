//! The code that a guest is given: what it is for, where the space is, and a secret.
//!
//! Text form: `etabli:` and base32 (RFC 4648, upper case, no padding, so that a QR code can use its
//! alphanumeric mode) of a postcard body and four bytes of its BLAKE3. The body begins with a number
//! that says what the code is for: 1 an invitation, 2 a further device of a member, 3 a new device
//! for a member who lost theirs, whose id then follows the body. Reading bounds everything.

use std::{fmt, net::SocketAddr, str::FromStr};

use data_encoding::BASE32_NOPAD;
use ed25519_dalek::SigningKey;
use etabli_model::{
    id::{DeviceId, EntryId, MemberId, SpaceId},
    text::one_line,
    time::Timestamp,
};
use serde::{Deserialize, Serialize};

const SCHEME: &str = "etabli:";
const INVITATION: u8 = 1;
const DEVICE: u8 = 2;
const REPLACEMENT: u8 = 3;
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

/// What a code is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Purpose {
    /// Whoever has it may become a member.
    Membership,
    /// The device that has it becomes a further one of the member who made it.
    Device,
    /// The device that has it becomes the one of a member who lost theirs.
    Replacement(MemberId),
}

/// A code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ticket {
    /// What it is for.
    pub purpose: Purpose,
    /// The space.
    pub space: SpaceId,
    /// The space's name, to show before joining.
    pub space_name: String,
    /// Devices that may answer, the inviter's first.
    pub doors: Vec<Door>,
    /// The seed of the code's key.
    pub seed: [u8; 32],
    /// Until when it is good.
    pub expires: Timestamp,
}

/// A code's body.
#[derive(Serialize, Deserialize)]
struct Written {
    kind: u8,
    space: SpaceId,
    space_name: String,
    doors: Vec<Door>,
    seed: [u8; 32],
    expires: Timestamp,
}

/// A text that is not a code of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an invitation code, or it was cut off")]
pub struct ParseTicketError;

impl Ticket {
    /// Makes an invitation's code.
    pub fn new(
        space: SpaceId,
        space_name: &str,
        doors: Vec<Door>,
        seed: [u8; 32],
        expires: Timestamp,
    ) -> Self {
        let space_name = one_line(space_name).chars().take(MOST_NAME).collect();
        Self { purpose: Purpose::Membership, space, space_name, doors, seed, expires }
    }

    /// Makes it a code for something else.
    #[must_use]
    pub const fn with_purpose(mut self, purpose: Purpose) -> Self {
        self.purpose = purpose;
        self
    }

    /// Returns the code's key.
    pub fn key(&self) -> SigningKey {
        SigningKey::from_bytes(&self.seed)
    }
}

impl fmt::Display for Ticket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (kind, member) = match self.purpose {
            Purpose::Membership => (INVITATION, None),
            Purpose::Device => (DEVICE, None),
            Purpose::Replacement(member) => (REPLACEMENT, Some(member)),
        };
        let written = Written {
            kind,
            space: self.space,
            space_name: self.space_name.clone(),
            doors: self.doors.clone(),
            seed: self.seed,
            expires: self.expires,
        };
        let mut bytes = postcard::to_stdvec(&written).unwrap_or_default();
        bytes.extend(member.iter().flat_map(|member| member.0.0));
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
        let (written, rest) =
            postcard::take_from_bytes::<Written>(body).map_err(|_| ParseTicketError)?;
        let Written { kind, space, space_name, doors, seed, expires } = written;
        let purpose = match (kind, rest) {
            (INVITATION, []) => Purpose::Membership,
            (DEVICE, []) => Purpose::Device,
            (REPLACEMENT, member) => {
                let member = member.try_into().map_err(|_| ParseTicketError)?;
                Purpose::Replacement(MemberId(EntryId(member)))
            }
            _ => return Err(ParseTicketError),
        };
        let ticket = Self { purpose, space, space_name, doors, seed, expires };
        let bounded = ticket.doors.len() <= MOST_DOORS
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
    fn a_code_says_what_it_is_for() {
        let member = MemberId(EntryId([9; 32]));
        for purpose in [Purpose::Device, Purpose::Replacement(member)] {
            let made = ticket().with_purpose(purpose);
            assert_eq!(made.to_string().parse(), Ok(made.clone()));
            assert_ne!(made.to_string(), ticket().to_string());
        }
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
