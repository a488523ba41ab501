//! What somebody did, as badges: they follow from facts that others wrote down, and nothing keeps
//! them. Nobody gives one, and nobody has one for what they only say.

/// What somebody did, counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Facts {
    /// What they were shown how to use, as far as that goes on.
    pub trained: u32,
    /// The repairs of theirs that are done.
    pub mended: u32,
    /// The projects they worked on that are done.
    pub finished: u32,
}

/// A badge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Badge {
    /// They were trained.
    Trained,
    /// They mended things.
    Mended,
    /// They finished projects.
    Finished,
}

impl Badge {
    /// Returns its word: the end of its message's name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Trained => "trained",
            Self::Mended => "mended",
            Self::Finished => "finished",
        }
    }
}

/// Returns the badges that follow, each with how often it was earned.
#[must_use]
pub fn badges(facts: Facts) -> Vec<(Badge, u32)> {
    let all = [
        (Badge::Trained, facts.trained),
        (Badge::Mended, facts.mended),
        (Badge::Finished, facts.finished),
    ];
    all.into_iter().filter(|(_, count)| *count > 0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_badge_is_for_what_was_done_at_least_once() {
        assert_eq!(badges(Facts::default()), []);
        let facts = Facts { trained: 0, mended: 3, finished: 1 };
        assert_eq!(badges(facts), [(Badge::Mended, 3), (Badge::Finished, 1)]);
    }
}
