use std::collections::HashSet;
use std::fmt;

/// Signs the demo's tokens, so that they outlive a restart. Known to everyone: production refuses it.
pub const DEMO_SECRET: &str = "this secret of the demo is public, production refuses it";

/// A text that stays out of logs and messages: it is a password or may hold one.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

/// Why a secret is not fit to sign tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WeakSecret {
    Missing,
    /// Below 32 bytes.
    Short,
    Guessable,
}

impl Secret {
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// None where it is empty.
    pub fn given(&self) -> Option<&str> {
        Some(self.0.as_str()).filter(|text| !text.is_empty())
    }

    pub fn fit_for_production(&self) -> Result<(), WeakSecret> {
        const SHORTEST: usize = 32;
        // Enough to refuse "changeme" written four times, which no length would.
        const FEWEST_DIFFERENT_BYTES: usize = 10;
        let different: HashSet<u8> = self.0.bytes().collect();
        match self.0.len() {
            0 => Err(WeakSecret::Missing),
            1..SHORTEST => Err(WeakSecret::Short),
            _ if self.0 == DEMO_SECRET || different.len() < FEWEST_DIFFERENT_BYTES => Err(WeakSecret::Guessable),
            _ => Ok(()),
        }
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}
