//! A request about the waiting list of some days.

use chrono::{DateTime, NaiveDate, Utc};
use preau_domain::access::{Reach, Scope};
use preau_domain::ids::{ActivityId, ChildId};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::Fault;
use crate::booking::request::{Aim, Change, PlanRequest, is_key};

/// Days in one request: more than a year of any activity.
pub const MAX_DATES: usize = 400;

/// What a family wishes to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    Join,
    /// Waits no more, or lets go what is offered.
    Leave,
    /// Books what is offered.
    Accept,
    /// Lets go what is offered.
    Decline,
}

/// Days of one child in one activity.
#[derive(Clone, Debug)]
pub struct WaitingRequest {
    pub scope: Scope,
    /// Who asks, as [`preau_domain::access::Subject::actor`] names them.
    pub actor: String,
    /// How history names them.
    pub actor_name: String,
    pub action: Action,
    pub child: ChildId,
    pub activity: ActivityId,
    pub days: Vec<NaiveDate>,
    /// The client's name for this request: the same again is the same request.
    pub key: String,
    /// When the request reached the portal: the instant that deadlines, and the ends of offers, are held against.
    pub received_at: DateTime<Utc>,
}

/// Why nothing of the request was considered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaitingRefusal {
    NothingAsked,
    TooManyDays {
        most: usize,
    },
    UnknownChild,
    UnknownActivity,
    InvalidKey,
    /// The key was used before for a different request.
    KeyMismatch,
}

impl WaitingRequest {
    /// What can be told without looking at the town. Partner programs never wait.
    pub(super) fn admit(&self) -> Result<Result<(), WaitingRefusal>, Fault> {
        match self.scope.reach {
            Reach::Family(_) | Reach::Town => Ok(self.check()),
            Reach::Counts => Err(Fault::Forbidden),
        }
    }

    fn check(&self) -> Result<(), WaitingRefusal> {
        if self.days.is_empty() {
            return Err(WaitingRefusal::NothingAsked);
        }
        if self.days.len() > MAX_DATES {
            return Err(WaitingRefusal::TooManyDays { most: MAX_DATES });
        }
        if is_key(&self.key) {
            Ok(())
        } else {
            Err(WaitingRefusal::InvalidKey)
        }
    }

    pub(super) fn change(&self, activity: ActivityId, book: Vec<NaiveDate>) -> Change {
        Change {
            child: self.child,
            activity,
            book,
            cancel: Vec::new(),
        }
    }

    /// A booking by whoever asks this.
    pub(super) fn plan(&self, changes: Vec<Change>) -> PlanRequest {
        PlanRequest {
            scope: self.scope,
            actor: self.actor.clone(),
            actor_name: self.actor_name.clone(),
            changes,
            patterns: Vec::new(),
            copies: Vec::new(),
            expects: None,
            aim: Aim::Order,
            key: self.key.clone(),
            received_at: self.received_at,
        }
    }

    /// Tells whether two requests ask the same: SHA-256 of what they ask, in hexadecimal.
    pub(super) fn fingerprint(&self) -> String {
        let asked = (self.action, self.child, self.activity, &self.days);
        let asked = serde_json::to_vec(&asked).unwrap_or_default();
        format!("{:x}", Sha256::digest(asked))
    }
}
