//! Coming in with a code: the frames, and both sides as pure steps.
//!
//! ```text
//! guest ─ Approach ─▶ member    names the code, blinded, and a hash of the guest's nonce
//! guest ◀─ Challenge ─          the member's nonce
//! guest ─ Present ─▶            proofs, the guest's nonce and name: both sides know four words now
//! guest ◀─ Wait* ─              until a person has decided
//! guest ◀─ Welcome* ─           every authority entry, the guest's admission among them
//! ```
//!
//! Programs of the first versions say `Knock` and `Proof` instead, without words, and come in only
//! where nobody is asked. A member whom the other side has not heard of introduces itself on the
//! same protocol. Reasons other than *unknown* are told only to whoever proved the code.

use ed25519_dalek::{Signer as _, SigningKey};
use etabli_model::{
    act::{Approval, proof_of_invitation},
    id::{DeviceId, EntryId, SpaceId},
    time::Timestamp,
};
use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;

use crate::{entry::verify_signature, page::MOST_TRAVELLING, ticket::Purpose};

mod guest;
mod reception;

pub use self::{
    guest::{Guest, GuestStep},
    reception::{Reception, Request, first},
};

/// The most bytes the guest's first frame may have.
pub const MOST_KNOCK: usize = 512;
/// The most bytes may have what the guest says next.
pub const MOST_PRESENT: usize = 1536;
/// The most characters a guest's name may have.
pub const MOST_NAME: usize = 200;
/// The most bytes any later frame may have.
pub const MOST_FRAME: usize = MOST_TRAVELLING + 1024;
/// The most pages of a welcome.
pub const MOST_PAGES: usize = 256;
/// The version of knocks without words, and of introductions.
pub const VERSION: u16 = 1;
/// The version of approaches. A member answers newer ones as this one.
pub const APPROACH: u16 = 2;

/// What guest and member say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum JoinFrame {
    /// A guest of the first versions knocks.
    Knock {
        /// The version spoken.
        version: u16,
        /// The invitation, blinded.
        tag: [u8; 16],
    },
    /// The member asks for a proof.
    Challenge {
        /// What to sign.
        nonce: [u8; 32],
    },
    /// A guest of the first versions proves the invitation.
    Proof {
        /// The invitation key's signature.
        signature: ByteBuf,
    },
    /// The member lets the guest in.
    Welcome {
        /// A page of authority entries.
        page: ByteBuf,
        /// Whether more pages follow.
        more: bool,
    },
    /// The member does not.
    Refused(JoinRefusal),
    /// A member whom the other side has not heard of says so; once it is challenged, it shows in
    /// pages of [`JoinFrame::Welcome`] who admitted it, and is welcomed with an empty one.
    Introduce {
        /// The version spoken.
        version: u16,
        /// The space, blinded as in a greeting.
        tag: [u8; 16],
    },
    /// The guest approaches, bound to a nonce that it tells later.
    Approach {
        /// The newest version spoken.
        version: u16,
        /// The code, blinded.
        tag: [u8; 16],
        /// What binds the guest to its nonce.
        commitment: [u8; 32],
    },
    /// The guest proves the code and tells its nonce.
    Present {
        /// The code key's signature.
        signature: ByteBuf,
        /// The guest's nonce.
        nonce: [u8; 32],
        /// The new device's signature, where the code is for a device; else empty.
        device: ByteBuf,
        /// What the person here is called, for whoever decides.
        name: String,
    },
    /// Nobody has decided yet.
    Wait,
}

/// The most bytes of pages that an introduction may have.
pub const MOST_INTRODUCTION: usize = 256 * 1024;

/// Why a guest does not come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum JoinRefusal {
    /// No such invitation, or no good proof.
    #[error("the invitation is not known here")]
    Unknown,
    /// The invitation has ended.
    #[error("the invitation has ended")]
    Expired,
    /// The invitation was used as often as it may be.
    #[error("the invitation is used up")]
    UsedUp,
    /// The member's program cannot admit anyone now.
    #[error("nobody can be admitted now")]
    Unable,
    /// A person said no.
    #[error("a member said no")]
    Declined,
    /// As many guests wait as may.
    #[error("too many guests wait already")]
    Crowded,
}

/// What a code opens, as the member's side knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// What it is for.
    pub purpose: Purpose,
    /// The space.
    pub space: SpaceId,
    /// The invitation's entry; zero for a device's code, which no entry tells of.
    pub invite: EntryId,
    /// The public half of the code's key.
    pub key: [u8; 32],
    /// How many may still come.
    pub left: u32,
    /// Until when.
    pub expires: Timestamp,
    /// Whether a person is asked first.
    pub approval: Approval,
}

/// Returns what names a code when `guest` knocks at `member`.
pub fn knock_tag(
    space: &SpaceId,
    invite_key: &[u8; 32],
    guest: &DeviceId,
    member: &DeviceId,
) -> [u8; 16] {
    let mut hasher = blake3::Hasher::new_derive_key("etabli 2026 knock tag v1");
    hasher.update(&space.0).update(invite_key).update(&guest.0).update(&member.0);
    hasher.finalize().as_bytes().first_chunk::<16>().copied().unwrap_or_default()
}

/// Returns the guest's proof.
pub fn prove(
    key: &SigningKey,
    space: &SpaceId,
    guest: &DeviceId,
    member: &DeviceId,
    nonce: &[u8; 32],
) -> [u8; 64] {
    let invite_key = key.verifying_key().to_bytes();
    key.sign(&proof_of_invitation(&space.0, &invite_key, guest, member, nonce)).to_bytes()
}

/// Judges a guest's proof by the member's clock.
pub fn judge(
    invitation: &Invitation,
    guest: &DeviceId,
    member: &DeviceId,
    nonce: &[u8; 32],
    proof: &[u8],
    now: Timestamp,
) -> Result<(), JoinRefusal> {
    let signed = proof_of_invitation(&invitation.space.0, &invitation.key, guest, member, nonce);
    if !verify_signature(&invitation.key, &signed, proof) {
        return Err(JoinRefusal::Unknown);
    }
    if invitation.expires <= now {
        return Err(JoinRefusal::Expired);
    }
    if invitation.left == 0 {
        return Err(JoinRefusal::UsedUp);
    }
    Ok(())
}

impl JoinFrame {
    /// Returns the bytes of the frame.
    pub fn encode(&self) -> Vec<u8> {
        postcard::to_stdvec(self).unwrap_or_default()
    }

    /// Reads a frame; anything else is `None`.
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        match postcard::take_from_bytes(bytes) {
            Ok((frame, [])) => Some(frame),
            Ok(_) | Err(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SPACE: SpaceId = SpaceId([1; 32]);
    const GUEST: DeviceId = DeviceId([2; 32]);
    const MEMBER: DeviceId = DeviceId([3; 32]);

    fn invitation(key: &SigningKey, left: u32) -> Invitation {
        Invitation {
            purpose: Purpose::Membership,
            approval: Approval::Auto,
            space: SPACE,
            invite: EntryId([4; 32]),
            key: key.verifying_key().to_bytes(),
            left,
            expires: Timestamp(1000),
        }
    }

    #[test]
    fn a_proof_holds_for_one_guest_one_member_and_one_nonce() {
        let key = SigningKey::from_bytes(&[9; 32]);
        let open = invitation(&key, 1);
        let proof = prove(&key, &SPACE, &GUEST, &MEMBER, &[5; 32]);
        let now = Timestamp(999);
        assert_eq!(judge(&open, &GUEST, &MEMBER, &[5; 32], &proof, now), Ok(()));
        for (guest, member, nonce) in
            [(MEMBER, MEMBER, [5; 32]), (GUEST, GUEST, [5; 32]), (GUEST, MEMBER, [6; 32])]
        {
            assert_eq!(
                judge(&open, &guest, &member, &nonce, &proof, now),
                Err(JoinRefusal::Unknown)
            );
        }
    }

    #[test]
    fn the_reason_is_told_only_with_a_good_proof() {
        let key = SigningKey::from_bytes(&[9; 32]);
        let proof = prove(&key, &SPACE, &GUEST, &MEMBER, &[5; 32]);
        let judge = |left, proof: &[u8], now| {
            judge(&invitation(&key, left), &GUEST, &MEMBER, &[5; 32], proof, Timestamp(now))
        };
        assert_eq!(judge(1, &proof, 1000), Err(JoinRefusal::Expired));
        assert_eq!(judge(0, &proof, 1), Err(JoinRefusal::UsedUp));
        assert_eq!(judge(0, &[0; 64], 1000), Err(JoinRefusal::Unknown));
    }

    #[test]
    fn golden_introduction_keeps_its_bytes_and_fits() {
        let introduce = JoinFrame::Introduce { version: 1, tag: [7; 16] };
        let mut golden = vec![5, 1];
        golden.extend([7; 16]);
        assert_eq!(introduce.encode(), golden);
        assert_eq!(JoinFrame::decode(&golden), Some(introduce));
    }

    #[test]
    fn golden_frames_of_the_second_version_keep_their_bytes() {
        let approach = JoinFrame::Approach { version: 2, tag: [7; 16], commitment: [8; 32] };
        let mut golden = vec![6, 2];
        golden.extend([7; 16]);
        golden.extend([8; 32]);
        assert_eq!(approach.encode(), golden);
        assert!(golden.len() <= MOST_KNOCK);
        let present = |name: String| JoinFrame::Present {
            signature: ByteBuf::from(vec![9; 64]),
            nonce: [10; 32],
            device: ByteBuf::new(),
            name,
        };
        let mut golden = vec![7, 64];
        golden.extend([9; 64]);
        golden.extend([10; 32]);
        golden.extend([0, 2, b'B', b'o']);
        assert_eq!(present("Bo".to_owned()).encode(), golden);
        assert_eq!(JoinFrame::Wait.encode(), [8]);
        let longest = present("\u{10ffff}".repeat(MOST_NAME)).encode();
        assert!(longest.len() + 64 <= MOST_PRESENT, "{}", longest.len());
        for refusal in [JoinRefusal::Declined, JoinRefusal::Crowded] {
            assert_eq!(JoinFrame::Refused(refusal).encode(), [4, refusal as u8]);
        }
    }

    #[test]
    fn golden_knock_keeps_its_bytes_and_fits() {
        let knock = JoinFrame::Knock { version: 1, tag: [7; 16] };
        let mut golden = vec![0, 1];
        golden.extend([7; 16]);
        assert_eq!(knock.encode(), golden);
        assert_eq!(JoinFrame::decode(&golden), Some(knock));
        assert!(golden.len() <= MOST_KNOCK);
    }
}
