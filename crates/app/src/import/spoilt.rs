//! Files that something went wrong with, for the tests of those who read them.

/// Hands on 2,000 copies of a file with up to seven bytes changed or added, or the end cut off;
/// the same ones each time.
pub(super) fn spoilt(seed: &[u8], read: impl Fn(&[u8])) {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut random = move |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % below as u64).unwrap()
    };
    for _ in 0..2_000 {
        let mut bytes = seed.to_vec();
        for _ in 0..=random(6) {
            let at = random(bytes.len());
            match random(3) {
                0 => bytes[at] = u8::try_from(random(256)).unwrap(),
                1 => bytes.truncate(at.max(4)),
                _ => bytes.insert(at, u8::try_from(random(256)).unwrap()),
            }
        }
        read(&bytes);
    }
}
