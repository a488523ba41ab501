//! The four words that two people compare before one lets the other in.
//!
//! They are the same on both screens exactly when both programs spoke to each other and to nobody
//! in between. The guest binds itself to its nonce (a hash of it) before the member tells its own,
//! so whoever sits in between has one guess for each attempt, and cannot search for keys or nonces
//! that give the same words: 1,024 words, four times, is one chance in 2^40.
//!
//! Both people must read the *same* words whatever language their programs speak, so there is one
//! list, of words that are spelled the same in French and in English and are known in both.

use std::fmt;

use etabli_model::id::{DeviceId, SpaceId};

mod list;

/// How many words there are to choose from.
const WORDS: usize = 1024;

/// Four words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct FourWords([&'static str; 4]);

/// Who met, and what only the two of them can know beforehand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Meeting {
    /// The space.
    pub space: SpaceId,
    /// The public half of the code's key.
    pub code: [u8; 32],
    /// The guest's device, as the other side sees it.
    pub guest: DeviceId,
    /// The member's device, as the other side sees it.
    pub member: DeviceId,
    /// What the guest bound itself to.
    pub guest_nonce: [u8; 32],
    /// What the member told before it knew that.
    pub member_nonce: [u8; 32],
}

impl Meeting {
    /// Returns the words for both screens.
    pub fn words(&self) -> FourWords {
        let mut hasher = blake3::Hasher::new_derive_key("etabli 2026 four words v1");
        for part in [
            &self.space.0,
            &self.code,
            &self.guest.0,
            &self.member.0,
            &self.guest_nonce,
            &self.member_nonce,
        ] {
            hasher.update(part);
        }
        let words: Vec<&'static str> = list::LIST.split_whitespace().collect();
        let hash = hasher.finalize();
        let mut numbers = hash.as_bytes().chunks_exact(2).map(|pair| {
            // 65,536 is a multiple of 1,024, so every word is as likely as any other.
            let number = u16::from_le_bytes(pair.try_into().unwrap_or_default());
            usize::from(number) % WORDS
        });
        FourWords([(); 4].map(|()| {
            let number = numbers.next().unwrap_or_default();
            words.get(number).copied().unwrap_or_default()
        }))
    }
}

/// Returns what the guest binds itself to its nonce with.
pub fn commitment(guest: &DeviceId, member: &DeviceId, nonce: &[u8; 32]) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new_derive_key("etabli 2026 join commitment v1");
    hasher.update(&guest.0).update(&member.0).update(nonce);
    *hasher.finalize().as_bytes()
}

impl fmt::Display for FourWords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn meeting() -> Meeting {
        Meeting {
            space: SpaceId([1; 32]),
            code: [2; 32],
            guest: DeviceId([3; 32]),
            member: DeviceId([4; 32]),
            guest_nonce: [5; 32],
            member_nonce: [6; 32],
        }
    }

    /// Whether two words differ in one letter only: changed, missing or too many.
    fn alike(one: &str, other: &str) -> bool {
        let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
        match long.len() - short.len() {
            0 => short.chars().zip(long.chars()).filter(|(a, b)| a != b).count() <= 1,
            1 => (0..long.len()).any(|at| long[..at].to_owned() + &long[at + 1..] == short),
            _ => false,
        }
    }

    #[test]
    fn the_list_is_long_enough_and_no_two_words_are_easily_mixed_up() {
        let words: Vec<&str> = list::LIST.split_whitespace().collect();
        assert_eq!(words.len(), WORDS);
        assert!(words.is_sorted());
        for (index, word) in words.iter().enumerate() {
            assert!((4..=8).contains(&word.len()), "{word}");
            assert!(word.bytes().all(|letter| letter.is_ascii_lowercase()), "{word}");
            for other in &words[index + 1..] {
                assert!(!alike(word, other), "{word} {other}");
            }
        }
    }

    #[test]
    fn golden_list_keeps_its_words() {
        let words: Vec<&str> = list::LIST.split_whitespace().collect();
        let hash = blake3::hash(words.join(" ").as_bytes()).to_hex();
        expect_test::expect!["a200fda07d495062130be61e9049f34b187f2baf394594df51a6310abf1bdb14"]
            .assert_eq(hash.as_str());
    }

    #[test]
    fn golden_words_keep_their_derivation() {
        expect_test::expect!["doctrine gadget haddock devise"]
            .assert_eq(&meeting().words().to_string());
    }

    #[test]
    fn anything_else_gives_other_words() {
        let changed: [fn(&mut Meeting); 6] = [
            |meeting| meeting.space.0[0] ^= 1,
            |meeting| meeting.code[0] ^= 1,
            |meeting| meeting.guest.0[0] ^= 1,
            |meeting| meeting.member.0[0] ^= 1,
            |meeting| meeting.guest_nonce[0] ^= 1,
            |meeting| meeting.member_nonce[0] ^= 1,
        ];
        let mut seen = BTreeSet::from([meeting().words().to_string()]);
        for change in changed {
            let mut other = meeting();
            change(&mut other);
            assert!(seen.insert(other.words().to_string()));
        }
    }
}
