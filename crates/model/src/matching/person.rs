//! The people who meet a need for a skill: those who can do it, and those who can teach it.

use super::{Fit, Met};
use crate::id::MemberId;

/// What somebody says of one of their skills.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ability {
    /// They can teach it.
    Teaches,
    /// They can do it.
    Does,
    /// They want to learn it: for those who look for company, not for help.
    Learns,
}

/// One thing that a member says they can do, teach or want to learn, which fits a need.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Helper {
    /// The member.
    pub member: MemberId,
    /// What they say.
    pub ability: Ability,
    /// How well the words of the skill fit.
    pub fit: Fit,
    /// How far they are with it; more is further.
    pub level: u8,
    /// How many others endorse it.
    pub endorsed: u32,
}

/// A member who can help, each once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Help {
    /// The member.
    pub member: MemberId,
    /// Whether they can teach it.
    pub teaches: bool,
    /// How well the best of their skills fits.
    pub fit: Fit,
    /// How far they are with what fits, at most.
    pub level: u8,
    /// How many others endorse what fits, at most; among equals, more is better.
    pub endorsed: u32,
}

/// Returns those who can help, the ablest first, and how far they meet a wish for some people:
/// those are counted who can do it. Whoever can teach something can do it.
#[must_use]
pub fn people(wanted: u32, found: impl IntoIterator<Item = Helper>) -> (Met, Vec<Help>) {
    let mut found: Vec<Helper> =
        found.into_iter().filter(|helper| helper.ability != Ability::Learns).collect();
    found.sort_by_key(|helper| helper.member);
    let mut helps: Vec<Help> = Vec::new();
    for Helper { member, ability, fit, level, endorsed } in found {
        let teaches = ability == Ability::Teaches;
        match helps.last_mut().filter(|help| help.member == member) {
            Some(help) => {
                help.teaches |= teaches;
                help.fit = help.fit.min(fit);
                help.level = help.level.max(level);
                help.endorsed = help.endorsed.max(endorsed);
            }
            None => helps.push(Help { member, teaches, fit, level, endorsed }),
        }
    }
    helps.sort_by_key(|help| {
        (help.fit, !help.teaches, u8::MAX - help.level, u32::MAX - help.endorsed, help.member)
    });
    (Met::of(u32::try_from(helps.len()).unwrap_or(u32::MAX), wanted), helps)
}
