//! What members say of each other's skills: who endorses what, each once and nobody themself; and
//! the badges that follow from what somebody did.

use std::collections::{BTreeMap, BTreeSet};

use etabli_api::view::BadgeView;
use etabli_model::{
    act::{Part, RepairStage},
    id::MemberId,
    project::sheet,
    skill::{Facts, Kind, Saying, Skill, Tag, badges},
    time::Timestamp,
};

use super::{count, is_active};
use crate::space::Space;

/// What is endorsed, counted once for many people. Of those who hide it, nobody is told.
#[derive(Debug, Default)]
pub(crate) struct Endorsements {
    by: BTreeMap<MemberId, BTreeMap<Tag, BTreeSet<MemberId>>>,
    hidden: BTreeSet<MemberId>,
}

impl Endorsements {
    /// Counts those of members who take part.
    pub(crate) fn of(space: &Space) -> Self {
        let first = |member: &MemberId| space.membership().first_name(member);
        let mut found = Self::default();
        for (by, said) in space.catalogue.roster.all() {
            let by = first(by);
            if !said.text(&Saying::Endorsements).is_empty() {
                found.hidden.insert(by);
            }
            if said.endorsed.is_empty() || !is_active(space, &by) {
                continue;
            }
            for (of, tag) in &said.endorsed {
                let of = first(of);
                if of != by {
                    let of = found.by.entry(of).or_default();
                    of.entry(tag.clone()).or_default().insert(by);
                }
            }
        }
        found
    }

    fn of_skill(&self, member: &MemberId, tag: &Tag) -> Option<&BTreeSet<MemberId>> {
        self.by.get(member)?.get(tag)
    }

    /// Whether somebody hides who endorses them.
    pub(crate) fn is_hidden(&self, member: &MemberId) -> bool {
        self.hidden.contains(member)
    }

    /// Returns how many endorse a skill that somebody says to have.
    pub(crate) fn count(&self, member: &MemberId, skill: &Skill) -> u32 {
        let has = skill.kinds.iter().any(|kind| matches!(kind, Kind::Can | Kind::Teach));
        if !has || self.is_hidden(member) {
            return 0;
        }
        self.of_skill(member, &skill.tag).map_or(0, |by| count(by.len()))
    }

    /// Whether somebody endorses that.
    pub(crate) fn has(&self, by: &MemberId, member: &MemberId, tag: &Tag) -> bool {
        self.of_skill(member, tag).is_some_and(|all| all.contains(by))
    }
}

/// Returns the badges of somebody, by what they did.
pub(super) fn badges_of(space: &Space, member: &MemberId, now: Timestamp) -> Vec<BadgeView> {
    let is = |one: &MemberId| space.membership().first_name(one) == *member;
    let holds = space
        .trainings()
        .all()
        .filter(|(_, who, training)| is(who) && training.until.is_none_or(|until| until > now));
    let trained: BTreeSet<_> = holds.map(|(of, ..)| of).collect();
    let repairs = space.upkeep().items().flat_map(|(_, kept)| kept.repairs());
    let mended = repairs.filter(|it| it.stage() == Some(RepairStage::Resolved) && is(&it.by));
    let finished = space.projects().projects().filter(|project| {
        let works = project.members.iter().any(|(one, part)| *part >= Part::Member && is(one));
        works && super::said(space, &project.id, sheet::STAGE) == "done"
    });
    let facts = Facts {
        trained: count(trained.len()),
        mended: count(mended.count()),
        finished: count(finished.count()),
    };
    let view = |(badge, count): (etabli_model::skill::Badge, u32)| BadgeView {
        key: badge.as_str().to_owned(),
        count,
    };
    badges(facts).into_iter().map(view).collect()
}
