//! The guest's side of coming in, without sockets: what was heard gives what to do.
//!
//! Invariant: the nonce is told only after the member's, and words are known only from then on.

use std::mem;

use ed25519_dalek::{Signer as _, SigningKey};
use etabli_model::{
    act::proof_of_device,
    id::{DeviceId, SpaceId},
    text::one_line,
};
use serde_bytes::ByteBuf;

use super::{APPROACH, JoinFrame, JoinRefusal, MOST_NAME, MOST_PAGES, knock_tag, prove};
use crate::{
    entry::Entry,
    page::unpack,
    ticket::{Purpose, Ticket},
    words::{FourWords, Meeting, commitment},
};

/// What the guest does next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GuestStep {
    /// Says this.
    Say(JoinFrame),
    /// Goes on listening: a person is asked.
    Wait(FourWords),
    /// Goes on listening: more is coming.
    Listen,
    /// Is in, with these entries, which are not verified yet.
    In(Vec<Entry>),
    /// Is refused.
    Refused(JoinRefusal),
    /// Hangs up: the other side does not speak as it should.
    Broken,
}

/// A guest at one member's door.
#[derive(Debug)]
pub struct Guest {
    here: DeviceId,
    member: DeviceId,
    space: SpaceId,
    purpose: Purpose,
    code: SigningKey,
    nonce: [u8; 32],
    name: String,
    state: State,
}

#[derive(Debug)]
enum State {
    Approached,
    Presented { words: FourWords },
    Entering { words: FourWords, entries: Vec<Entry>, pages: usize },
    Over,
}

impl Guest {
    /// Begins with a code at a member's device; returns what to say first. `nonce` must be
    /// unpredictable and used for nothing else.
    pub fn approach(
        ticket: &Ticket,
        here: DeviceId,
        member: DeviceId,
        nonce: [u8; 32],
        name: &str,
    ) -> (Self, JoinFrame) {
        let code = ticket.key();
        let tag = knock_tag(&ticket.space, &code.verifying_key().to_bytes(), &here, &member);
        let commitment = commitment(&here, &member, &nonce);
        let guest = Self {
            here,
            member,
            space: ticket.space,
            purpose: ticket.purpose,
            code,
            nonce,
            name: one_line(name).chars().take(MOST_NAME).collect(),
            state: State::Approached,
        };
        (guest, JoinFrame::Approach { version: APPROACH, tag, commitment })
    }

    /// Returns the words, once they are known.
    pub const fn words(&self) -> Option<FourWords> {
        match &self.state {
            State::Presented { words } | State::Entering { words, .. } => Some(*words),
            State::Approached | State::Over => None,
        }
    }

    /// Hears a frame. `device` signs where the code is for a device.
    pub fn hear(&mut self, frame: JoinFrame, device: &SigningKey) -> GuestStep {
        let state = mem::replace(&mut self.state, State::Over);
        match (state, frame) {
            (_, JoinFrame::Refused(refusal)) => GuestStep::Refused(refusal),
            (State::Approached, JoinFrame::Challenge { nonce }) => self.present(&nonce, device),
            (State::Presented { words }, JoinFrame::Wait) => {
                self.state = State::Presented { words };
                GuestStep::Wait(words)
            }
            (State::Presented { words }, JoinFrame::Welcome { page, more }) => {
                self.enter(words, Vec::new(), 0, &page, more)
            }
            (State::Entering { words, entries, pages }, JoinFrame::Welcome { page, more }) => {
                self.enter(words, entries, pages, &page, more)
            }
            _ => GuestStep::Broken,
        }
    }

    fn present(&mut self, member_nonce: &[u8; 32], device: &SigningKey) -> GuestStep {
        let Self { here, member, space, code, .. } = self;
        let signature = prove(code, space, here, member, member_nonce);
        let adder = match self.purpose {
            Purpose::Membership => None,
            Purpose::Device => Some(member.0),
            Purpose::Replacement(rebound) => Some(rebound.0.0),
        };
        let device = adder.map(|adder| {
            let signed = proof_of_device(&space.0, &adder, here, member_nonce);
            device.sign(&signed).to_bytes().to_vec()
        });
        let words = Meeting {
            space: *space,
            code: code.verifying_key().to_bytes(),
            guest: *here,
            member: *member,
            guest_nonce: self.nonce,
            member_nonce: *member_nonce,
        }
        .words();
        self.state = State::Presented { words };
        GuestStep::Say(JoinFrame::Present {
            signature: ByteBuf::from(signature),
            nonce: self.nonce,
            device: ByteBuf::from(device.unwrap_or_default()),
            name: self.name.clone(),
        })
    }

    fn enter(
        &mut self,
        words: FourWords,
        mut entries: Vec<Entry>,
        pages: usize,
        page: &[u8],
        more: bool,
    ) -> GuestStep {
        let Ok(brought) = unpack(self.space, page) else { return GuestStep::Broken };
        entries.extend(brought);
        let pages = pages + 1;
        match more {
            false => GuestStep::In(entries),
            true if pages >= MOST_PAGES => GuestStep::Broken,
            true => {
                self.state = State::Entering { words, entries, pages };
                GuestStep::Listen
            }
        }
    }
}
