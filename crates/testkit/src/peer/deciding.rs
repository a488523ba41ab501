//! What a peer decides about members.

use etabli_model::{
    act::{Exclude, GrantRole, Known, Leave, RevokeRole, Suspend},
    id::{EntryId, MemberId},
};

use super::Peer;

impl Peer {
    /// Suspends a member, listing what was seen of them.
    pub fn suspend(&mut self, member: MemberId) -> EntryId {
        let seen = self.seen(member);
        self.act(Known::Suspend(Suspend { member, seen, more: Vec::new() })).entry
    }

    /// Wants a member excluded, listing what was seen of them.
    pub fn exclude(&mut self, member: MemberId) -> EntryId {
        let seen = self.seen(member);
        self.act(Known::Exclude(Exclude { member, seen, more: Vec::new() })).entry
    }

    /// Makes a member a steward.
    pub fn grant(&mut self, member: MemberId) -> EntryId {
        self.act(Known::GrantRole(GrantRole { member, more: Vec::new() })).entry
    }

    /// Makes a steward an ordinary member.
    pub fn demote(&mut self, member: MemberId) -> EntryId {
        let seen = self.seen(member);
        self.act(Known::RevokeRole(RevokeRole { member, seen, more: Vec::new() })).entry
    }

    /// Leaves the space.
    pub fn leave(&mut self) -> EntryId {
        let me = self.me();
        let seen = self.seen(me);
        self.act(Known::Leave(Leave { seen, more: Vec::new() })).entry
    }
}
