//! The secret in the address of a feed.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use preau_domain::ids::CommuneId;
use sha2::{Digest, Sha256};

use crate::ports::Random;
use crate::sign_in::Secret;

/// Town and secret.
const LENGTH: usize = 4 + 32;

/// Names the town, so that no store has to look through all of them, and holds 256 bits of chance.
pub(super) struct FeedSecret {
    pub commune: CommuneId,
    bytes: [u8; LENGTH],
}

impl FeedSecret {
    pub fn mint(random: &dyn Random, commune: CommuneId) -> Self {
        let mut bytes = [0; LENGTH];
        bytes[..4].copy_from_slice(&commune.0.to_be_bytes());
        random.fill(&mut bytes[4..]);
        Self { commune, bytes }
    }

    /// Reads the one spelling that [`text`](Self::text) writes.
    pub fn parse(text: &str) -> Option<Self> {
        let mut bytes = [0; LENGTH + 3];
        let length = BASE64_URL_SAFE_NO_PAD.decode_slice(text, &mut bytes).ok()?;
        let bytes: [u8; LENGTH] = bytes.get(..length)?.try_into().ok()?;
        let (commune, _) = bytes.split_first_chunk::<4>()?;
        Some(Self {
            commune: CommuneId(i32::from_be_bytes(*commune)),
            bytes,
        })
    }

    pub fn text(&self) -> String {
        BASE64_URL_SAFE_NO_PAD.encode(self.bytes)
    }

    /// What the store keeps: the SHA-256 of it all in hexadecimal. Looking a hash up tells by its time nothing that
    /// helps to guess the secret, and chance of this size needs no slow hash.
    pub fn hash(&self) -> String {
        format!("{:x}", Sha256::digest(self.bytes))
    }
}

/// The address of a feed, from the root of the portal.
pub(super) fn address(secret: &FeedSecret) -> Secret {
    format!("/feeds/{}.ics", secret.text()).into()
}
