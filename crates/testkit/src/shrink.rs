//! Finding the short script in a long one that fails.
//!
//! What is left fails by the same means, and without any one step of it no more, unless the tries
//! ran out before.

/// How often a script is tried at most.
const MOST_TRIES: usize = 2_000;

/// Returns what is left of a script that fails when all that need not be there is taken out. Pieces
/// are tried by halves, then by halves of these, as in A. Zeller's delta debugging.
pub fn shrink<Step: Clone>(script: &[Step], mut fails: impl FnMut(&[Step]) -> bool) -> Vec<Step> {
    let mut left = script.to_vec();
    let mut piece = left.len().div_ceil(2).max(1);
    let mut tries = 0;
    loop {
        let mut at = 0;
        let mut shorter = false;
        while at < left.len() && tries < MOST_TRIES {
            let end = (at + piece).min(left.len());
            let without: Vec<Step> =
                left.iter().take(at).chain(left.iter().skip(end)).cloned().collect();
            tries += 1;
            if fails(&without) {
                left = without;
                shorter = true;
            } else {
                at = end;
            }
        }
        if tries >= MOST_TRIES || (piece == 1 && !shorter) {
            return left;
        }
        if !shorter {
            piece = piece.div_ceil(2);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_need_not_be_there_is_taken_out() {
        let script: Vec<u32> = (0..100).collect();
        let needs = |left: &[u32]| [7, 50, 93].iter().all(|step| left.contains(step));
        assert_eq!(shrink(&script, needs), [7, 50, 93]);
        assert_eq!(shrink(&script, |_| true), []);
    }

    #[test]
    fn what_fails_for_no_part_stays_whole() {
        let script = [1, 2, 3];
        assert_eq!(shrink(&script, |left| left.len() == 3), script);
    }
}
