//! The pair that a signed-in device holds.

use chrono::{DateTime, Utc};

use super::secret::Secret;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tokens {
    pub access: Secret,
    /// To the second.
    pub access_expires_at: DateTime<Utc>,
    pub refresh: Secret,
    /// The absolute end of the device.
    pub refresh_expires_at: DateTime<Utc>,
}
