//! The secrets of the web door: random, compared in a time that says nothing about them.

use std::fmt;

/// A secret of 256 random bits, in hexadecimal.
#[derive(Clone)]
pub(crate) struct Key(String);

impl Key {
    /// Makes a new secret.
    pub(crate) fn random() -> Result<Self, getrandom::Error> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes)?;
        Ok(Self(blake3::Hash::from_bytes(bytes).to_hex().to_string()))
    }

    /// Returns the secret.
    pub(crate) fn reveal(&self) -> &str {
        &self.0
    }

    /// Tells whether `text` is this secret.
    pub(crate) fn opens(&self, text: &str) -> bool {
        // Hashes compare in constant time, and both have the same length.
        blake3::hash(text.as_bytes()) == blake3::hash(self.0.as_bytes())
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opens_with_itself_only_and_never_shows_in_a_log() {
        let (one, other) = (Key::random().unwrap(), Key::random().unwrap());
        assert!(one.opens(one.reveal()));
        assert!(!one.opens(other.reveal()) && !one.opens("") && !one.opens(&one.reveal()[1..]));
        assert_eq!(one.reveal().len(), 64);
        assert!(!format!("{one:?}").contains(one.reveal()));
    }
}
