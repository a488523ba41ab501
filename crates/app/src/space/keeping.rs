//! What the member here does and says as the keeper of items, for whoever answers for them.

use etabli_model::{
    act::{self, CancelBooking, Known, More},
    id::{ItemId, KeepingId, MemberId, ResourceId},
    lending::Terms,
};
use serde_bytes::ByteBuf;

use super::Space;

impl Space {
    /// Returns what named the member here keeper of an item, if they are.
    pub(crate) fn keeps(&self, item: &ItemId) -> Option<KeepingId> {
        let me = self.me().ok()?;
        let named = self.folds.lending.item(item)?.keepers().last()?;
        (named.keeper.map(|keeper| self.membership.first_name(&keeper)) == Some(me))
            .then_some(named.id)
    }

    /// Returns what the owner of an item says of lending it.
    pub(crate) fn terms(&self, item: &ItemId) -> Terms {
        let first = |member: &MemberId| self.membership.first_name(member);
        self.catalogue.item(item).map(|item| Terms::of(item, first)).unwrap_or_default()
    }

    /// Returns whether the member here lends an item and answers requests for it: answers for it, or
    /// keeps it for whoever does, unless its owner alone lends it.
    pub(crate) fn lends(&self, item: &ItemId) -> bool {
        let allowed = || self.me().is_ok_and(|me| self.terms(item).lent_by(me).is_ok());
        (!self.is_copy() && self.keeps(item).is_some()
            || self.answers_for(&ResourceId::Item(*item)))
            && allowed()
    }

    /// Returns the later field with which the member here does what only whoever lends an item may:
    /// none, where they may by themself.
    pub(crate) fn as_keeper(&self, item: &ItemId, act: &Known) -> Option<(u16, ByteBuf)> {
        let alone = || self.may(act);
        self.keeps(item).filter(|_| !alone()).map(act::as_keeper)
    }

    /// Returns whether the member here confirms and refuses bookings of a resource: answers for it, or
    /// keeps it for whoever does.
    pub(crate) fn speaks_for(&self, resource: &ResourceId) -> bool {
        match resource {
            ResourceId::Item(item) => self.lends(item),
            ResourceId::Place(_) => self.answers_for(resource),
        }
    }

    /// Returns how the member here speaks for resources: for those that they answer for at once, and
    /// for each that they keep with what named them.
    pub(crate) fn voices(&self, resources: &[ResourceId]) -> Vec<(Vec<ResourceId>, More)> {
        let (own, kept): (Vec<ResourceId>, Vec<ResourceId>) =
            resources.iter().partition(|resource| self.answers_for(resource));
        let own = Some((own, More::new())).filter(|(own, _)| !own.is_empty());
        let kept = kept.into_iter().filter_map(|resource| match resource {
            ResourceId::Item(item) => {
                Some((vec![resource], vec![act::as_keeper(self.keeps(&item)?)]))
            }
            ResourceId::Place(_) => None,
        });
        own.into_iter().chain(kept).collect()
    }

    /// Returns the ending of a booking as the member here may say it: one voice is enough.
    pub(crate) fn ending(&self, decided: CancelBooking) -> CancelBooking {
        match self.voices(&decided.resources).into_iter().next() {
            Some((resources, more)) => CancelBooking { resources, more, ..decided },
            None => decided,
        }
    }
}
