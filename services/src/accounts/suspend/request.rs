//! What staff withhold, and why they may not.

use chrono::{DateTime, NaiveDate, Utc};
use preau_domain::access::{Reach, Scope};
use preau_domain::booking::SuspendRefusal;
use preau_domain::ids::{ActivityId, ChildId, FamilyId};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::Fault;
use crate::booking::desk::request::MAX_REASON;
use crate::booking::request::is_key;

/// Activities of one suspension.
pub const MAX_ACTIVITIES: usize = 50;

#[derive(Clone, Debug)]
pub struct SuspendRequest {
    pub scope: Scope,
    /// Who decides, as [`preau_domain::access::Subject::actor`] names them.
    pub actor: String,
    /// How history names them.
    pub actor_name: String,
    pub asked: Asked,
    /// The client's name for this request: the same again is the same request.
    pub key: String,
    pub received_at: DateTime<Utc>,
}

/// Whose places, which, and what becomes of those that are booked.
#[derive(Clone, Debug, Serialize)]
pub struct Asked {
    pub family: FamilyId,
    /// All of the family without it.
    pub child: Option<ChildId>,
    /// All that the rule book lets staff suspend from without it.
    pub activities: Option<Vec<ActivityId>>,
    pub from: NaiveDate,
    /// Without end where there is none.
    pub until: Option<NaiveDate>,
    /// Told the family.
    pub reason: String,
    /// Booked places of the suspension are given back.
    pub cancel: bool,
}

/// Why nobody is suspended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SuspendFault {
    UnknownFamily,
    UnknownChild,
    UnknownActivity {
        nth: usize,
    },
    TooManyActivities {
        most: usize,
    },
    NoActivity,
    Reversed,
    ReasonMissing,
    ReasonTooLong {
        most: usize,
    },
    /// The rules do not let staff do so.
    Rules(SuspendRefusal),
    InvalidKey,
    /// The key was used before for a different request.
    KeyMismatch,
}

impl SuspendRequest {
    /// What can be told without looking at the town. Only staff suspend.
    pub(super) fn admit(&self) -> Result<Result<(), SuspendFault>, Fault> {
        match self.scope.reach {
            Reach::Town => Ok(self.check()),
            Reach::Family(_) | Reach::Counts => Err(Fault::Forbidden),
        }
    }

    fn check(&self) -> Result<(), SuspendFault> {
        let asked = &self.asked;
        if asked.until.is_some_and(|until| until < asked.from) {
            return Err(SuspendFault::Reversed);
        }
        match asked.activities.as_ref().map(Vec::len) {
            Some(0) => return Err(SuspendFault::NoActivity),
            Some(many) if many > MAX_ACTIVITIES => {
                return Err(SuspendFault::TooManyActivities { most: MAX_ACTIVITIES });
            }
            _ => {}
        }
        if asked.reason.trim().is_empty() {
            return Err(SuspendFault::ReasonMissing);
        }
        if asked.reason.chars().count() > MAX_REASON {
            return Err(SuspendFault::ReasonTooLong { most: MAX_REASON });
        }
        if is_key(&self.key) {
            Ok(())
        } else {
            Err(SuspendFault::InvalidKey)
        }
    }

    /// Tells whether two requests say the same: SHA-256 of what they say, in hexadecimal.
    pub(super) fn fingerprint(&self) -> String {
        let said = serde_json::to_vec(&("family_suspend", &self.asked));
        format!("{:x}", Sha256::digest(said.unwrap_or_default()))
    }
}
