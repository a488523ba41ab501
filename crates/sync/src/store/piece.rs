//! A piece of a value that one entry of a store does not hold, with a label of its own.
//!
//! The label names the run of pieces and the place in it, and carries a sum of the bytes, so that
//! a piece can be told from anything else wherever it lies, also in a store that does not open.

const MARK: [u8; 8] = *b"\xc9tabli\x02p";
const SUM: usize = 8;

/// The bytes that a label takes.
pub(crate) const LABEL: usize = MARK.len() + 8 + 4 + 2 + SUM;

/// A piece found in a heap of bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Piece<'a> {
    /// Which value it is of.
    pub(crate) run: u64,
    /// Which place in the value it has.
    pub(crate) index: u32,
    /// The bytes.
    pub(crate) bytes: &'a [u8],
}

impl<'a> Piece<'a> {
    /// Returns the piece with its label, as a store keeps it.
    pub(crate) fn labelled(&self) -> Vec<u8> {
        let length = u16::try_from(self.bytes.len()).unwrap_or(u16::MAX);
        let mut labelled = Vec::with_capacity(LABEL + self.bytes.len());
        labelled.extend_from_slice(&MARK);
        labelled.extend_from_slice(&self.run.to_be_bytes());
        labelled.extend_from_slice(&self.index.to_be_bytes());
        labelled.extend_from_slice(&length.to_be_bytes());
        labelled.extend_from_slice(&sum(self.bytes));
        labelled.extend_from_slice(self.bytes);
        labelled
    }

    /// Reads the piece that begins where `bytes` do, if a whole one does.
    pub(crate) fn read(bytes: &'a [u8]) -> Option<Self> {
        let rest = bytes.strip_prefix(&MARK)?;
        let (run, rest) = rest.split_first_chunk()?;
        let (index, rest) = rest.split_first_chunk()?;
        let (length, rest) = rest.split_first_chunk()?;
        let (expected, rest) = rest.split_first_chunk::<SUM>()?;
        let bytes = rest.get(..usize::from(u16::from_be_bytes(*length)))?;
        (sum(bytes) == *expected).then(|| Self {
            run: u64::from_be_bytes(*run),
            index: u32::from_be_bytes(*index),
            bytes,
        })
    }
}

fn sum(bytes: &[u8]) -> [u8; SUM] {
    let hash = blake3::hash(bytes);
    hash.as_bytes().first_chunk().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_read_back_whole_and_not_when_a_bit_is_flipped() {
        let piece = Piece { run: 7, index: 3, bytes: b"some bytes" };
        let mut labelled = piece.labelled();
        labelled.extend_from_slice(b"what follows");
        assert_eq!(Piece::read(&labelled), Some(piece));
        for index in 20..LABEL + piece.bytes.len() {
            let mut flipped = labelled.clone();
            flipped[index] ^= 1;
            assert_eq!(Piece::read(&flipped), None, "byte {index}");
        }
        assert_eq!(Piece::read(&labelled[..LABEL + 4]), None);
    }

    #[test]
    fn golden_label_keeps_its_bytes() {
        let labelled = Piece { run: 7, index: 3, bytes: b"some bytes" }.labelled();
        expect_test::expect![
            "c97461626c690270000000000000000700000003000a7e52aeb0d161c907736f6d65206279746573"
        ]
        .assert_eq(&data_encoding::HEXLOWER.encode(&labelled));
    }
}
