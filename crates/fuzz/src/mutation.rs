//! Mangling bytes the way that finds faults in decoders: numbers at the ends of their ranges,
//! pieces twice, missing, swapped or from elsewhere, and plain damage.

use crate::Random;

/// Numbers at which lengths and counts go wrong.
const NUMBERS: [u64; 22] = [
    0,
    1,
    2,
    127,
    128,
    255,
    256,
    65_535,
    65_536,
    (1 << 20) - 1,
    1 << 20,
    (1 << 24) + 1,
    (1 << 31) - 1,
    1 << 31,
    u32::MAX as u64,
    1 << 32,
    1 << 40,
    1 << 53,
    (1 << 63) - 1,
    1 << 63,
    u64::MAX - 1,
    u64::MAX,
];

/// A source of mangled bytes.
#[derive(Debug, Clone)]
pub struct Mutation(Random);

/// Returns a number in the variable width that Automerge and postcard write.
pub fn uleb(mut number: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    loop {
        let low = (number & 0x7f) as u8;
        number >>= 7;
        if number == 0 {
            bytes.push(low);
            return bytes;
        }
        bytes.push(low | 0x80);
    }
}

impl Mutation {
    /// Makes a source from a seed.
    pub const fn new(seed: u64) -> Self {
        Self(Random::new(seed))
    }

    /// Returns the next number.
    pub const fn next(&mut self) -> u64 {
        self.0.next()
    }

    /// Returns a number below `end`, or 0.
    pub fn below(&mut self, end: usize) -> usize {
        self.0.below(end)
    }

    /// Returns `bytes` mangled, at most `most` long; `other` is where foreign pieces come from.
    pub fn mangle(&mut self, bytes: &[u8], other: &[u8], most: usize) -> Vec<u8> {
        let mut bytes = bytes.to_vec();
        // Mostly one or two changes: a decoder gives up at the first thing it does not like.
        let changes = 1 + (self.next() | self.next()).trailing_ones() as usize / 2;
        for _ in 0..changes.min(8) {
            self.change(&mut bytes, other);
        }
        bytes.truncate(most);
        bytes
    }

    fn change(&mut self, bytes: &mut Vec<u8>, other: &[u8]) {
        let at = self.below(bytes.len());
        match self.below(14) {
            0 | 1 => self.touch(bytes, |byte, number| *byte ^= 1 << (number % 8)),
            2 => self.touch(bytes, |byte, number| *byte = number as u8),
            3 => self.touch(bytes, |byte, number| {
                *byte = byte.wrapping_add(if number % 2 == 0 { 1 } else { 255 });
            }),
            4 => {
                let number = self.number();
                put(bytes, at, &uleb(number));
            }
            5 => {
                let number = uleb(self.number());
                insert(bytes, at, &number);
            }
            6 => {
                let number = self.number();
                let width = [2, 4, 8].get(self.below(3)).copied().unwrap_or(4);
                let little = number.to_le_bytes();
                let big = number.to_be_bytes();
                let number = if self.below(2) == 0 {
                    little.get(..width).unwrap_or(&little)
                } else {
                    big.get(8 - width..).unwrap_or(&big)
                };
                put(bytes, at, number);
            }
            7 => {
                let piece = self.piece(bytes);
                insert(bytes, at, &piece);
            }
            8 => {
                let piece = self.piece(other);
                insert(bytes, at, &piece);
            }
            9 => {
                let piece = self.piece(other);
                put(bytes, at, &piece);
            }
            10 => {
                let end = (at + 1 + self.short()).min(bytes.len());
                if at < end {
                    bytes.drain(at..end);
                }
            }
            11 if self.below(3) == 0 => bytes.truncate(at),
            11 => {
                let piece = self.piece(bytes);
                put(bytes, at, &piece);
            }
            12 => {
                // An over-long number: the same value in more bytes than it needs.
                self.touch(bytes, |byte, _| *byte |= 0x80);
                insert(bytes, at + 1, &[0]);
            }
            _ => {
                let value = [0, 0xff, b'a', b','].get(self.below(4)).copied().unwrap_or(0);
                let run = vec![value; 1 + self.short()];
                insert(bytes, at, &run);
            }
        }
    }

    fn touch(&mut self, bytes: &mut [u8], change: impl Fn(&mut u8, u64)) {
        let (at, number) = (self.below(bytes.len()), self.next() >> 20);
        if let Some(byte) = bytes.get_mut(at) {
            change(byte, number);
        }
    }

    fn number(&mut self) -> u64 {
        let number = NUMBERS.get(self.below(NUMBERS.len())).copied().unwrap_or_default();
        match self.below(4) {
            0 => number.wrapping_add(self.next() % 16),
            1 => number.wrapping_sub(self.next() % 16),
            _ => number,
        }
    }

    /// A length, mostly small.
    fn short(&mut self) -> usize {
        let bits = 1 + self.below(9);
        self.below(1 << bits)
    }

    fn piece(&mut self, bytes: &[u8]) -> Vec<u8> {
        let from = self.below(bytes.len());
        let to = (from + 1 + self.short()).min(bytes.len());
        bytes.get(from..to).unwrap_or_default().to_vec()
    }
}

/// Writes `piece` over what is there.
fn put(bytes: &mut Vec<u8>, at: usize, piece: &[u8]) {
    let end = (at + piece.len()).min(bytes.len());
    bytes.splice(at.min(end)..end, piece.iter().copied());
}

fn insert(bytes: &mut Vec<u8>, at: usize, piece: &[u8]) {
    let at = at.min(bytes.len());
    bytes.splice(at..at, piece.iter().copied());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_seed_mangles_in_one_way() {
        let bytes: Vec<u8> = (0..100).collect();
        let (mut one, mut other) = (Mutation::new(7), Mutation::new(7));
        for _ in 0..1000 {
            let mangled = one.mangle(&bytes, b"elsewhere", 200);
            assert_eq!(mangled, other.mangle(&bytes, b"elsewhere", 200));
            assert!(mangled.len() <= 200);
        }
    }

    #[test]
    fn nothing_can_be_mangled_into_something() {
        let mut mutation = Mutation::new(1);
        assert!((0..100).any(|_| !mutation.mangle(&[], b"other", 50).is_empty()));
    }

    #[test]
    fn numbers_take_as_many_bytes_as_they_need() {
        assert_eq!(uleb(0), [0]);
        assert_eq!(uleb(300), [0xac, 2]);
        assert_eq!(uleb(u64::MAX).len(), 10);
    }
}
