//! What becomes of a refresh token that is presented.
//!
//! Every refresh token works once and is followed by the next in its device's chain. A thief who copied one and the
//! phone it was copied from will sooner or later present the same token twice: that ends the device for both. One case
//! looks alike and is innocent: the phone presented its token, and the answer with the next one was lost on the way.
//! As long as that next token was never used, it is revoked and another one issued in its place, once.

use chrono::{DateTime, Utc};

/// One token of a chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// Position in the chain, from 1.
    pub step: u32,
    /// It was traded for its successor.
    pub used: bool,
    /// A newer token took its place before it was ever used.
    pub revoked: bool,
}

/// Why a device is no longer signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    SignedOut,
    /// One of its tokens was used twice.
    Reuse,
}

/// What is known of the device whose token is presented.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chain {
    /// The absolute end of the device.
    pub expires_at: DateTime<Utc>,
    pub ended: Option<Ended>,
    /// The newest token of the chain.
    pub last: Link,
}

/// What to do about a presented token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rotation {
    /// The token becomes used, and the token of `step` is issued.
    Next { step: u32 },
    /// The answer was lost: the token of `revoked` will never work, the one of `step` takes its place.
    Reissue { revoked: u32, step: u32 },
    /// The token was used before: the device ends, whoever holds it.
    Reused,
    /// The device reached its absolute end, at the instant itself.
    Expired,
    /// The device was signed out.
    SignedOut,
    /// No such token was ever issued. The device, if it exists, is left alone: its id is not a secret, and a stranger
    /// who knows it must not be able to end it.
    Unknown,
}

/// Decides about a presented token of a chain. `presented` is none when the store knows no token of that step and
/// secret. A device that was ended because of reuse keeps saying so, so that its owner learns the reason.
#[must_use]
pub fn rotate(chain: Option<&Chain>, presented: Option<Link>, now: DateTime<Utc>) -> Rotation {
    let (Some(chain), Some(presented)) = (chain, presented) else {
        return Rotation::Unknown;
    };
    match chain.ended {
        Some(Ended::SignedOut) => return Rotation::SignedOut,
        Some(Ended::Reuse) => return Rotation::Reused,
        None if now >= chain.expires_at => return Rotation::Expired,
        None => {}
    }
    // A chain that ran out of numbers is as over as one that ran out of time.
    let Some(step) = chain.last.step.checked_add(1) else {
        return Rotation::Expired;
    };
    let last_is_fresh = !chain.last.used && !chain.last.revoked;
    if presented.revoked {
        Rotation::Reused
    } else if !presented.used {
        Rotation::Next { step }
    } else if last_is_fresh && presented.step.checked_add(1) == Some(chain.last.step) {
        Rotation::Reissue {
            revoked: chain.last.step,
            step,
        }
    } else {
        Rotation::Reused
    }
}
