//! What signing in works with, beside the portal.

use super::access_token::AccessTokens;
use super::password::{PasswordCost, Passwords};
use super::secret::Secret;
use super::throttle::Throttle;

/// Keys, passwords and counted tries of one server process. Shared by its requests.
pub struct SignIn {
    pub(super) access_tokens: AccessTokens,
    pub(super) passwords: Passwords,
    pub(super) throttle: Throttle,
}

/// What cannot sign anybody in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignInMistake {
    NoKey,
    /// A key must have at least 32 bytes.
    ShortKey,
    /// Argon2id does not know that cost.
    PasswordCost,
}

impl SignIn {
    /// The first key signs; every key is believed, so that a new one can be put before the old one for the ten minutes
    /// that access tokens live. Takes as long as hashing one password.
    pub fn new(keys: &[Secret], cost: PasswordCost) -> Result<Self, SignInMistake> {
        Ok(Self {
            access_tokens: AccessTokens::new(keys)?,
            passwords: Passwords::new(cost)?,
            throttle: Throttle::default(),
        })
    }
}
