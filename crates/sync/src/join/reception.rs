//! The member's side of coming in, without sockets: from a knock to a request that can be judged.
//!
//! Invariant: a request has words only if the guest was bound to its nonce before it knew ours.

use etabli_model::{
    act::{Approval, proof_of_device},
    id::DeviceId,
    text::one_line,
    time::Timestamp,
};

use super::{APPROACH, Invitation, JoinFrame, JoinRefusal, MOST_NAME, VERSION, judge};
use crate::{
    entry::verify_signature,
    ticket::Purpose,
    words::{FourWords, Meeting, commitment},
};

/// What a guest asks for, and what it showed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// What the code opens.
    pub invitation: Invitation,
    /// The guest's device.
    pub guest: DeviceId,
    /// The device that answers.
    pub member: DeviceId,
    /// What the guest was asked to sign; no two requests have the same.
    pub nonce: [u8; 32],
    /// The code key's signature.
    pub proof: Vec<u8>,
    /// The new device's signature, where the code is for a device.
    pub device_proof: Vec<u8>,
    /// What the guest calls themselves; empty for programs of the first versions.
    pub name: String,
    /// The words; `None` for programs of the first versions.
    pub words: Option<FourWords>,
}

impl Request {
    /// Judges the proofs by the member's clock.
    pub fn judge(&self, now: Timestamp) -> Result<(), JoinRefusal> {
        let Self { invitation, guest, member, nonce, proof, .. } = self;
        judge(invitation, guest, member, nonce, proof, now)?;
        let adder = match invitation.purpose {
            Purpose::Membership => return Ok(()),
            Purpose::Device => member.0,
            Purpose::Replacement(rebound) => rebound.0.0,
        };
        let signed = proof_of_device(&invitation.space.0, &adder, guest, nonce);
        match verify_signature(&guest.0, &signed, &self.device_proof) {
            true => Ok(()),
            false => Err(JoinRefusal::Unknown),
        }
    }
}

/// A member's device at whose door a guest stands.
#[derive(Debug)]
pub struct Reception {
    member: DeviceId,
    guest: DeviceId,
    invitation: Invitation,
    nonce: [u8; 32],
    commitment: Option<[u8; 32]>,
}

/// Reads what a guest says first: the code, blinded, and what it binds itself with.
pub const fn first(frame: &JoinFrame) -> Option<([u8; 16], Option<[u8; 32]>)> {
    match frame {
        JoinFrame::Knock { version: VERSION, tag } => Some((*tag, None)),
        JoinFrame::Approach { version: APPROACH.., tag, commitment } => {
            Some((*tag, Some(*commitment)))
        }
        _ => None,
    }
}

impl Reception {
    /// Begins with a guest whose code is known here; returns what to say. `nonce` must be
    /// unpredictable and used for nothing else. Who cannot show words comes in only where nobody is
    /// asked.
    pub fn open(
        member: DeviceId,
        guest: DeviceId,
        invitation: Invitation,
        nonce: [u8; 32],
        commitment: Option<[u8; 32]>,
    ) -> Result<(Self, JoinFrame), JoinRefusal> {
        let asked = (invitation.purpose, invitation.approval);
        if commitment.is_none() && asked != (Purpose::Membership, Approval::Auto) {
            return Err(JoinRefusal::Unknown);
        }
        let reception = Self { member, guest, invitation, nonce, commitment };
        Ok((reception, JoinFrame::Challenge { nonce }))
    }

    /// Hears the answer; `None` for anything but the one that is due.
    pub fn hear(self, frame: JoinFrame) -> Option<Request> {
        let Self { member, guest, invitation, nonce, commitment: bound } = self;
        match (frame, bound) {
            (JoinFrame::Proof { signature }, None) => Some(Request {
                invitation,
                guest,
                member,
                nonce,
                proof: signature.into_vec(),
                device_proof: Vec::new(),
                name: String::new(),
                words: None,
            }),
            (JoinFrame::Present { signature, nonce: theirs, device, name }, Some(bound))
                if commitment(&guest, &member, &theirs) == bound =>
            {
                let words = Meeting {
                    space: invitation.space,
                    code: invitation.key,
                    guest,
                    member,
                    guest_nonce: theirs,
                    member_nonce: nonce,
                }
                .words();
                Some(Request {
                    invitation,
                    guest,
                    member,
                    nonce,
                    proof: signature.into_vec(),
                    device_proof: device.into_vec(),
                    name: one_line(&name).chars().take(MOST_NAME).collect(),
                    words: Some(words),
                })
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests;
