//! A skill that is asked for, met with a team: who in it has the skill, who there learns it, and who
//! beyond it could help.

use std::collections::BTreeSet;

use super::{Ability, Help, Helper, people};
use crate::id::MemberId;

/// How a team stands to a skill.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standing {
    /// Who in the team can do it, the ablest first.
    pub within: Vec<Help>,
    /// Who in the team cannot yet and wants to learn it.
    pub learning: Vec<MemberId>,
    /// Who beyond the team can do it, the ablest first.
    pub beyond: Vec<Help>,
}

/// Returns how a team stands to a skill, by what members say of it.
#[must_use]
pub fn standing(team: &BTreeSet<MemberId>, found: impl IntoIterator<Item = Helper>) -> Standing {
    let found: Vec<Helper> = found.into_iter().collect();
    let (_, able) = people(1, found.iter().copied());
    let (within, beyond): (Vec<Help>, Vec<Help>) =
        able.into_iter().partition(|help| team.contains(&help.member));
    let wants =
        found.iter().filter(|it| it.ability == Ability::Learns && team.contains(&it.member));
    let wants: BTreeSet<MemberId> = wants.map(|helper| helper.member).collect();
    let can = |member: &MemberId| within.iter().any(|help| help.member == *member);
    let learning = wants.into_iter().filter(|member| !can(member)).collect();
    Standing { within, learning, beyond }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{id::EntryId, matching::Fit};

    const fn member(number: u8) -> MemberId {
        MemberId(EntryId([number; 32]))
    }

    fn helper((number, ability, level): (u8, u8, u8)) -> Helper {
        let ability = match ability {
            0 => Ability::Teaches,
            1 => Ability::Does,
            _ => Ability::Learns,
        };
        Helper { member: member(number), ability, fit: Fit(0), level, endorsed: 0 }
    }

    #[test]
    fn endorsements_decide_only_between_equals() {
        let one = |number, level, endorsed| Helper { endorsed, ..helper((number, 1, level)) };
        let order = |found: &[Helper]| {
            let (_, helps) = people(1, found.iter().copied());
            helps.into_iter().map(|help| help.member).collect::<Vec<_>>()
        };
        assert_eq!(order(&[one(1, 2, 0), one(2, 2, 3)]), [member(2), member(1)]);
        assert_eq!(order(&[one(1, 3, 0), one(2, 2, 9)]), [member(1), member(2)]);
    }

    proptest! {
        #[test]
        fn whoever_can_is_named_once_on_their_side_and_whoever_learns_only_in_the_team(
            found in prop::collection::vec((0_u8..6, 0_u8..3, 1_u8..4), 0..12),
            team in prop::collection::btree_set(0_u8..6, 0..4),
            turn in 0_usize..12,
        ) {
            let team: BTreeSet<MemberId> = team.into_iter().map(member).collect();
            let all: Vec<Helper> = found.iter().copied().map(helper).collect();
            let stands = standing(&team, all.clone());
            let able = |of: MemberId| all.iter().any(|it| it.member == of && it.ability != Ability::Learns);
            let wants = |of: MemberId| all.iter().any(|it| it.member == of && it.ability == Ability::Learns);
            for of in (0..6).map(member) {
                let is_in = team.contains(&of);
                let count = |helps: &[Help]| helps.iter().filter(|it| it.member == of).count();
                prop_assert_eq!(count(&stands.within), usize::from(is_in && able(of)));
                prop_assert_eq!(count(&stands.beyond), usize::from(!is_in && able(of)));
                let learns = stands.learning.contains(&of);
                prop_assert_eq!(learns, is_in && wants(of) && !able(of));
            }
            // In whatever order it is told.
            let mut turned = all;
            let turn = turn.min(turned.len());
            turned.rotate_left(turn);
            prop_assert_eq!(standing(&team, turned), stands);
        }
    }
}
