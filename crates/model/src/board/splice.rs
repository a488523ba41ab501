//! What was written into a text, letter by letter: the fewest letters that went and came.
//!
//! Invariant: doing what [`splices`] says to the letters that were there gives the text that is
//! asked for.

/// The most pairs of letters that are compared; beyond that the middle goes and comes as a whole.
const MOST_PAIRS: usize = 4_000_000;

/// At a place of what was there, some letters went and others came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Splice {
    /// Before which letter of what was there.
    pub at: usize,
    /// How many of those that follow went.
    pub gone: usize,
    /// What came instead.
    pub came: String,
}

/// Returns what turns letters into a text, from the front on.
pub fn splices(before: &[String], after: &str) -> Vec<Splice> {
    let after: Vec<char> = after.chars().collect();
    let same = |one: &String, other: &char| one.chars().eq(std::iter::once(*other));
    let head = before.iter().zip(&after).take_while(|(one, other)| same(one, other)).count();
    let (before, after) = (before.get(head..).unwrap_or(&[]), after.get(head..).unwrap_or(&[]));
    let ends = before.iter().rev().zip(after.iter().rev());
    let tail = ends.take_while(|(one, other)| same(one, other)).count();
    let before = before.get(..before.len() - tail).unwrap_or(&[]);
    let after = after.get(..after.len() - tail).unwrap_or(&[]);
    if before.is_empty() && after.is_empty() {
        return Vec::new();
    }
    let whole = || vec![Splice { at: head, gone: before.len(), came: after.iter().collect() }];
    if before.len().saturating_mul(after.len()) > MOST_PAIRS {
        return whole();
    }
    // The longest common letters of what is left in between.
    let width = after.len() + 1;
    let mut common = vec![0_u16; (before.len() + 1) * width];
    let cell = |row: usize, column: usize| row * width + column;
    for (row, one) in before.iter().enumerate().rev() {
        for (column, other) in after.iter().enumerate().rev() {
            let value = if same(one, other) {
                common.get(cell(row + 1, column + 1)).copied().unwrap_or(0).saturating_add(1)
            } else {
                let below = common.get(cell(row + 1, column)).copied().unwrap_or(0);
                below.max(common.get(cell(row, column + 1)).copied().unwrap_or(0))
            };
            if let Some(slot) = common.get_mut(cell(row, column)) {
                *slot = value;
            }
        }
    }
    let (mut row, mut column) = (0, 0);
    let mut found: Vec<Splice> = Vec::new();
    let mut open: Option<Splice> = None;
    while row < before.len() || column < after.len() {
        let (one, other) = (before.get(row), after.get(column));
        if let (Some(one), Some(other)) = (one, other)
            && same(one, other)
        {
            found.extend(open.take());
            row += 1;
            column += 1;
            continue;
        }
        let splice =
            open.get_or_insert_with(|| Splice { at: head + row, gone: 0, came: String::new() });
        let below = common.get(cell(row + 1, column)).copied().unwrap_or(0);
        let beside = common.get(cell(row, column + 1)).copied().unwrap_or(0);
        match other {
            Some(other) if one.is_none() || beside >= below => {
                splice.came.push(*other);
                column += 1;
            }
            Some(_) | None => {
                splice.gone += 1;
                row += 1;
            }
        }
    }
    found.extend(open);
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn letters(text: &str) -> Vec<String> {
        text.chars().map(String::from).collect()
    }

    fn done(before: &str, splices: &[Splice]) -> String {
        let mut text: Vec<String> = letters(before);
        for splice in splices.iter().rev() {
            text.splice(splice.at..splice.at + splice.gone, letters(&splice.came));
        }
        text.concat()
    }

    #[test]
    fn words_at_both_ends_leave_the_middle_alone() {
        let splices = splices(&letters("saw and drill"), "The saw and drills");
        assert_eq!(splices.len(), 2);
        assert!(splices.iter().all(|splice| splice.gone == 0));
    }

    proptest! {
        #[test]
        fn what_is_said_gives_what_is_asked_for(one in "[abcé\n]{0,30}", other in "[abcé\n]{0,30}") {
            let splices = splices(&letters(&one), &other);
            prop_assert_eq!(done(&one, &splices), other);
        }
    }
}
