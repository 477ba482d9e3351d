//! One child's wait for a slot and what is booked along with it.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::booking::SlotKey;
use crate::ids::ChildId;

/// A wait stands as a whole: its open parts wait together, are offered together and end together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wait {
    pub child: ChildId,
    /// What was asked for.
    pub asked: SlotKey,
    /// That, and what comes along; a part that was booked for itself has left the others.
    pub parts: BTreeMap<SlotKey, PartState>,
    /// Until when the open parts are kept for the child; none while it waits.
    pub until: Option<DateTime<Utc>>,
    /// From this instant on it comes to nothing any more, as last reckoned ([`super::lasts`]); none before it was.
    pub closes_at: Option<DateTime<Utc>>,
}

/// How far the wait for one slot has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartState {
    Waiting,
    /// A place is kept: it counts as taken.
    Offered,
    /// The child has its place.
    Accepted,
    /// Nobody took the offer in time.
    Lapsed,
    /// The family let it go, before or after an offer.
    Left,
    /// The time to book was over before a place came.
    Expired,
    /// The town's rules have changed: it keeps no list there any more, or no place.
    Withdrawn,
}

/// How a wait ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    Accepted,
    Lapsed,
    Left,
    Expired,
    Withdrawn,
}

impl PartState {
    /// Whether it is still open.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Waiting | Self::Offered)
    }
}

impl From<End> for PartState {
    fn from(end: End) -> Self {
        match end {
            End::Accepted => Self::Accepted,
            End::Lapsed => Self::Lapsed,
            End::Left => Self::Left,
            End::Expired => Self::Expired,
            End::Withdrawn => Self::Withdrawn,
        }
    }
}

impl Wait {
    /// A new wait.
    #[must_use]
    pub fn new(child: ChildId, asked: SlotKey, parts: impl IntoIterator<Item = SlotKey>) -> Self {
        Self {
            child,
            asked,
            parts: parts.into_iter().map(|part| (part, PartState::Waiting)).collect(),
            until: None,
            closes_at: None,
        }
    }

    /// Whether anything of it still waits or is kept.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.parts.values().any(|state| state.is_open())
    }

    #[must_use]
    pub fn is_offered(&self) -> bool {
        self.parts.values().any(|state| *state == PartState::Offered)
    }

    /// The parts that are still open, in key order.
    pub fn open(&self) -> impl Iterator<Item = SlotKey> + '_ {
        let open = self.parts.iter().filter(|(_, state)| state.is_open());
        open.map(|(slot, _)| *slot)
    }

    /// Ends one part. Whether a place was kept for it, and is free again.
    pub(super) fn end_part(&mut self, slot: SlotKey, end: End) -> bool {
        let Some(state) = self.parts.get_mut(&slot).filter(|state| state.is_open()) else {
            return false;
        };
        let kept = *state == PartState::Offered;
        *state = end.into();
        kept
    }
}
