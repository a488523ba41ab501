//! Ranks: texts between any two of which there is another one.
//!
//! Invariant: a rank is made of digits and letters, does not end in the least of them, and sorts as
//! its bytes do.

const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/// From how many characters on ranks are made anew.
pub const LONGEST: usize = 48;

/// Returns whether a text is a rank.
pub fn is_rank(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| digit(byte).is_some()) && !text.ends_with('0')
}

fn digit(byte: u8) -> Option<usize> {
    DIGITS.iter().position(|digit| *digit == byte)
}

fn letter(digit: usize) -> char {
    DIGITS.get(digit).map_or('U', |byte| char::from(*byte))
}

/// Returns a rank above `low`, which may be empty, and below `high`, if there is one; nothing where
/// there is no room for it. It ends in `salt`, which must be made of digits and letters.
pub fn between(low: &str, high: Option<&str>, salt: &str) -> Option<String> {
    if high.is_some_and(|high| high <= low) {
        return None;
    }
    let mut rank = String::new();
    let mut low_digits = low.bytes().map(|byte| digit(byte).unwrap_or(0));
    let mut high = high.map(|high| high.bytes().map(|byte| digit(byte).unwrap_or(0)));
    loop {
        let floor = low_digits.next().unwrap_or(0);
        let ceiling = match &mut high {
            Some(digits) => digits.next().unwrap_or(0),
            None => DIGITS.len(),
        };
        if ceiling > floor + 1 {
            rank.push(letter(floor.midpoint(ceiling)));
            break;
        }
        rank.push(letter(floor));
        if ceiling > floor {
            // Below from here on, whatever follows.
            high = None;
        }
        if rank.len() > LONGEST {
            return None;
        }
    }
    // What ends in the least digit would leave no room below it.
    rank.push_str(salt.trim_end_matches('0'));
    (rank.len() <= LONGEST && is_rank(&rank)).then_some(rank)
}

/// Returns so many ranks, ascending, with as much room between them as there is.
pub fn spread(count: usize) -> Vec<String> {
    let mut length = 1;
    let mut room = DIGITS.len();
    while room / 2 <= count && length < 8 {
        room = room.saturating_mul(DIGITS.len());
        length += 1;
    }
    let step = (room / (count + 1)).max(1);
    (1..=count)
        .map(|number| {
            let mut value = number.saturating_mul(step);
            let mut letters = Vec::with_capacity(length);
            for _ in 0..length {
                letters.push(letter(value % DIGITS.len()));
                value /= DIGITS.len();
            }
            let rank: String = letters.into_iter().rev().collect();
            // Never the same as another: all are of one length before.
            format!("{rank}V")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn there_is_room_at_both_ends() {
        let first = between("", None, "").unwrap();
        let below = between("", Some(&first), "").unwrap();
        let above = between(&first, None, "").unwrap();
        assert!(below < first && first < above);
        assert_eq!(between(&first, Some(&first), "a"), None);
    }

    #[test]
    fn ranks_that_are_spread_ascend() {
        for count in [1, 2, 61, 62, 1_000, 5_000] {
            let ranks = spread(count);
            assert_eq!(ranks.len(), count);
            assert!(ranks.windows(2).all(|pair| pair[0] < pair[1]));
            assert!(ranks.iter().all(|rank| is_rank(rank)));
        }
    }

    proptest! {
        #[test]
        fn between_two_ranks_is_another(one in "[0-9A-Za-z]{0,6}[1-9A-Za-z]", other in "[0-9A-Za-z]{0,6}[1-9A-Za-z]", salt in "[0-9A-Za-z]{0,3}") {
            prop_assume!(one != other);
            let (low, high) = if one < other { (one, other) } else { (other, one) };
            let rank = between(&low, Some(&high), &salt).unwrap();
            prop_assert!(low < rank && rank < high, "{} {} {}", low, rank, high);
        }

        #[test]
        fn many_insertions_in_one_place_stay_in_order(count in 1_usize..60) {
            let mut low = between("", None, "").unwrap();
            let high = between(&low, None, "").unwrap();
            for _ in 0..count {
                let Some(next) = between(&low, Some(&high), "") else { break };
                prop_assert!(low < next && next < high);
                low = next;
            }
        }
    }
}
