//! The opaque token that is traded for the next pair.

use std::fmt::Write;
use std::hint::black_box;

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use preau_domain::ids::{CommuneId, DeviceId};
use sha2::{Digest, Sha256};
use ulid::Ulid;

use super::secret::Secret;
use crate::ports::Random;

/// Tells the token apart wherever it is found by mistake: secret scanners look for such marks.
const MARK: &str = "prt_";

/// Town, device, step, secret.
const LENGTH: usize = 4 + 16 + 4 + 32;

pub(super) struct RefreshToken {
    pub commune: CommuneId,
    pub device: DeviceId,
    pub step: u32,
    secret: [u8; 32],
}

impl RefreshToken {
    pub fn mint(random: &dyn Random, commune: CommuneId, device: DeviceId, step: u32) -> Self {
        let mut secret = [0; 32];
        random.fill(&mut secret);
        Self {
            commune,
            device,
            step,
            secret,
        }
    }

    /// Reads the one spelling that [`text`](Self::text) writes.
    pub fn parse(text: &str) -> Option<Self> {
        let mut bytes = [0; LENGTH + 3];
        let length = BASE64_URL_SAFE_NO_PAD
            .decode_slice(text.strip_prefix(MARK)?, &mut bytes)
            .ok()?;
        let (commune, rest) = bytes.get(..length)?.split_first_chunk::<4>()?;
        let (device, rest) = rest.split_first_chunk::<16>()?;
        let (step, rest) = rest.split_first_chunk::<4>()?;
        Some(Self {
            commune: CommuneId(i32::from_be_bytes(*commune)),
            device: DeviceId(Ulid::from_bytes(*device)),
            step: u32::from_be_bytes(*step),
            secret: rest.try_into().ok()?,
        })
    }

    pub fn text(&self) -> Secret {
        let mut text = MARK.to_owned();
        BASE64_URL_SAFE_NO_PAD.encode_string(self.bytes(), &mut text);
        text.into()
    }

    /// What the store keeps: the SHA-256 of the whole token in hexadecimal. The secret is 256 bits of chance, which
    /// needs no slow hash.
    pub fn hash(&self) -> String {
        Sha256::digest(self.bytes())
            .iter()
            .fold(String::new(), |mut hex, byte| {
                // Writing to a string cannot fail.
                let _ = write!(hex, "{byte:02x}");
                hex
            })
    }

    /// Whether this token is the one of that hash, in a time that does not depend on how much of it is right.
    pub fn is(&self, hash: &str) -> bool {
        let own = self.hash();
        let differing = own
            .bytes()
            .zip(hash.bytes())
            .fold(0, |all, (a, b)| black_box(all | (a ^ b)));
        own.len() == hash.len() && differing == 0
    }

    fn bytes(&self) -> [u8; LENGTH] {
        let mut bytes = [0; LENGTH];
        bytes[..4].copy_from_slice(&self.commune.0.to_be_bytes());
        bytes[4..20].copy_from_slice(&self.device.0.to_bytes());
        bytes[20..24].copy_from_slice(&self.step.to_be_bytes());
        bytes[24..].copy_from_slice(&self.secret);
        bytes
    }
}
