//! The text of a file, whatever encoding and line ends it has.
//!
//! Bytes that are no text are told from text before anything looks for a table in them.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Returns the text with plain line ends and the name of its encoding, or `None` if there is none.
pub(super) fn read(bytes: &[u8]) -> Option<(Cow<'_, str>, &'static str)> {
    let (text, encoding) = decode(bytes);
    if is_binary(bytes, &text) {
        return None;
    }
    Some((with_plain_line_ends(text), encoding))
}

fn decode(bytes: &[u8]) -> (Cow<'_, str>, &'static str) {
    let (encoding, start) = match Encoding::for_bom(bytes) {
        Some(found) => found,
        None => (guess_encoding(bytes), 0),
    };
    let (text, _) = encoding.decode_without_bom_handling(bytes.get(start..).unwrap_or_default());
    (text, encoding.name())
}

fn guess_encoding(bytes: &[u8]) -> &'static Encoding {
    // Without a mark, UTF-16 shows by every second byte of Latin text being zero.
    let pairs = bytes.iter().take(4096).len() / 2;
    let zeros = |odd: usize| {
        bytes.iter().take(pairs * 2).skip(odd).step_by(2).filter(|byte| **byte == 0).count()
    };
    let (high, low) = (zeros(0), zeros(1));
    if pairs > 1 && low * 10 > pairs * 7 && high * 10 < pairs {
        return UTF_16LE;
    }
    if pairs > 1 && high * 10 > pairs * 7 && low * 10 < pairs {
        return UTF_16BE;
    }

    // A few damaged characters do not make UTF-8 something else: accents would all be garbled.
    let (mut sound, mut damaged) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        damaged += usize::from(!chunk.invalid().is_empty());
    }
    if damaged * 4 <= sound { UTF_8 } else { WINDOWS_1252 }
}

/// Tells whether a file is something other than text: office documents, pictures, databases.
fn is_binary(bytes: &[u8], text: &str) -> bool {
    if [b"PK\x03\x04".as_slice(), b"%PDF-"].iter().any(|magic| bytes.starts_with(magic)) {
        return true;
    }
    let (mut all, mut strange) = (0_usize, 0_usize);
    for c in text.chars() {
        all += 1;
        match c {
            '\0' => return true,
            '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{1a}' => {}
            '\u{fffd}' => strange += 1,
            _ if c.is_control() => strange += 1,
            _ => {}
        }
    }
    strange > 4 + all / 100
}

fn with_plain_line_ends(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        text
    }
}
