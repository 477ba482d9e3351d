//! A request for any number of days, and why it may be refused as a whole.

use chrono::{DateTime, NaiveDate, Utc};
use preau_domain::access::Scope;
use preau_domain::ids::{ActivityId, ChildId};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::answer::PlanAnswer;
use super::planning::{Copy, DayPattern, Part, PartRefusal};
use super::token::PlanToken;

/// Entries in one request.
pub const MAX_CHANGES: usize = 100;

/// Days in one request: six children, a year of four days a week in three activities.
pub const MAX_DAYS: usize = 2_600;

/// Activities that a copy of all of them is reckoned to come to: it is measured before the town is looked at.
const ACTIVITIES: usize = 8;

/// Days that the patterns and copies of one request may come to, holidays and days already booked included.
pub const MAX_REPEATED: usize = 6_000;

/// Characters of an idempotency key.
pub const MAX_KEY: usize = 64;

/// Whether a text can name a request: visible ASCII.
pub(crate) fn is_key(text: &str) -> bool {
    (1..=MAX_KEY).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic())
}

/// What a family (or an agent for it) wishes to change.
#[derive(Clone, Debug)]
pub struct PlanRequest {
    pub scope: Scope,
    /// Who asks, as [`preau_domain::access::Subject::actor`] names them.
    pub actor: String,
    /// How history names them.
    pub actor_name: String,
    pub changes: Vec<Change>,
    pub patterns: Vec<DayPattern>,
    pub copies: Vec<Copy>,
    /// What the person agreed to: should anything else come of it now, nothing is done.
    pub expects: Option<PlanToken>,
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
    /// A pattern or a copy is at fault.
    Part {
        part: Part,
        refusal: PartRefusal,
    },
    /// Something else would come of the request than it expects.
    Changed {
        /// What would happen now.
        answer: Box<PlanAnswer>,
        /// Places of its outcomes that are not as expected.
        lines: Vec<usize>,
    },
    InvalidKey,
    /// The key was used before for a different request.
    KeyMismatch,
}

impl PlanRequest {
    /// What can be told without looking at the town.
    pub fn check(&self) -> Result<(), PlanRefusal> {
        let named = self.named();
        let entries = self.changes.len() + self.patterns.len() + self.copies.len();
        if entries > MAX_CHANGES {
            return Err(PlanRefusal::TooManyEntries { most: MAX_CHANGES });
        }
        if named == 0 && self.patterns.is_empty() && self.copies.is_empty() {
            return Err(PlanRefusal::NothingAsked);
        }
        if named > MAX_DAYS {
            return Err(PlanRefusal::TooManyDays { most: MAX_DAYS });
        }
        if self.repeated() > MAX_REPEATED {
            return Err(PlanRefusal::TooManyDays { most: MAX_REPEATED });
        }
        if is_key(&self.key) {
            Ok(())
        } else {
            Err(PlanRefusal::InvalidKey)
        }
    }

    /// Days named one by one.
    fn named(&self) -> usize {
        let changes = self.changes.iter();
        changes.map(|change| change.book.len() + change.cancel.len()).sum()
    }

    /// Days that patterns and copies come to, give or take the activities of the town.
    fn repeated(&self) -> usize {
        let patterns = self.patterns.iter().map(DayPattern::size);
        let copies = self.copies.iter().map(|copy| copy.size(ACTIVITIES));
        patterns.chain(copies).sum()
    }

    /// How many days it may come to, roughly: what a turn has to look at.
    pub(super) fn weight(&self) -> usize {
        self.named() + self.repeated()
    }

    /// Tells whether two requests ask the same: SHA-256 of what they ask, in hexadecimal.
    pub(super) fn fingerprint(&self) -> String {
        let asked = if self.patterns.is_empty() && self.copies.is_empty() {
            serde_json::to_vec(&self.changes)
        } else {
            serde_json::to_vec(&(&self.changes, &self.patterns, &self.copies))
        };
        format!("{:x}", Sha256::digest(asked.unwrap_or_default()))
    }
}
