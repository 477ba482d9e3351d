//! A request for any number of days, and why it may be refused as a whole.

use chrono::{DateTime, NaiveDate, Utc};
use preau_domain::access::Scope;
use preau_domain::ids::{ActivityId, ChildId};
use serde::Serialize;
use sha2::{Digest, Sha256};

/// Entries in one request.
pub const MAX_CHANGES: usize = 100;

/// Days in one request: six children, a year of four days a week in three activities.
pub const MAX_DAYS: usize = 2_600;

/// Characters of an idempotency key.
pub const MAX_KEY: usize = 64;

/// What a family (or an agent for it) wishes to change.
#[derive(Clone, Debug)]
pub struct PlanRequest {
    pub scope: Scope,
    /// Who asks, as [`preau_domain::access::Subject::actor`] names them.
    pub actor: String,
    /// How history names them.
    pub actor_name: String,
    pub changes: Vec<Change>,
    /// The client's name for this request: the same again is the same request.
    pub key: String,
    /// When the request reached the portal: the instant that deadlines are held against.
    pub received_at: DateTime<Utc>,
}

/// Days of one child in one activity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    pub child: ChildId,
    pub activity: ActivityId,
    pub book: Vec<NaiveDate>,
    pub cancel: Vec<NaiveDate>,
}

/// Why nothing of the request was considered. `change` is the entry at fault, counted from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlanRefusal {
    NothingAsked,
    TooManyEntries {
        most: usize,
    },
    TooManyDays {
        most: usize,
    },
    UnknownChild {
        change: usize,
    },
    UnknownActivity {
        change: usize,
    },
    /// An order is one family's.
    SeveralFamilies {
        change: usize,
    },
    InvalidKey,
    /// The key was used before for a different request.
    KeyMismatch,
}

impl PlanRequest {
    /// What can be told without looking at the town.
    pub fn check(&self) -> Result<(), PlanRefusal> {
        let days: usize = self
            .changes
            .iter()
            .map(|change| change.book.len() + change.cancel.len())
            .sum();
        if days == 0 {
            return Err(PlanRefusal::NothingAsked);
        }
        if self.changes.len() > MAX_CHANGES {
            return Err(PlanRefusal::TooManyEntries { most: MAX_CHANGES });
        }
        if days > MAX_DAYS {
            return Err(PlanRefusal::TooManyDays { most: MAX_DAYS });
        }
        let key_fits = (1..=MAX_KEY).contains(&self.key.len()) && self.key.bytes().all(|byte| byte.is_ascii_graphic());
        if key_fits { Ok(()) } else { Err(PlanRefusal::InvalidKey) }
    }

    /// Tells whether two requests ask the same: SHA-256 of what they ask, in hexadecimal.
    pub(super) fn fingerprint(&self) -> String {
        let asked = serde_json::to_vec(&self.changes).unwrap_or_default();
        format!("{:x}", Sha256::digest(asked))
    }
}
