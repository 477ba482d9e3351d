//! How a place that is held stands: for good, or until the town's staff decide.

use serde::{Deserialize, Serialize};

use super::slot::{Situation, SlotKey};
use super::state::Mark;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    Confirmed,
    /// Held until staff decide.
    Pending,
    /// The same, in place of those of the day that are [`Standing::ChangeAsked`].
    PendingChange,
    /// Booked, and the family asked to give it back.
    CancellationAsked,
    /// Booked, and the family asked for those that are [`Standing::PendingChange`] in its place.
    ChangeAsked,
}

impl Standing {
    /// Of a place that is booked, with what is known beside that.
    #[must_use]
    pub fn of(mark: Option<Mark>) -> Self {
        match mark {
            Some(Mark::Pending) => Self::Pending,
            Some(Mark::PendingChange) => Self::PendingChange,
            Some(Mark::CancellationAsked) => Self::CancellationAsked,
            Some(Mark::ChangeAsked) => Self::ChangeAsked,
            Some(Mark::Absent | Mark::InCart(_) | Mark::Waiting { .. } | Mark::Offered { .. }) | None => {
                Self::Confirmed
            }
        }
    }

    /// What a situation tells of it.
    #[must_use]
    pub fn mark(self) -> Option<Mark> {
        match self {
            Self::Confirmed => None,
            Self::Pending => Some(Mark::Pending),
            Self::PendingChange => Some(Mark::PendingChange),
            Self::CancellationAsked => Some(Mark::CancellationAsked),
            Self::ChangeAsked => Some(Mark::ChangeAsked),
        }
    }

    /// The place is the family's only if staff say so.
    #[must_use]
    pub fn is_pending(self) -> bool {
        matches!(self, Self::Pending | Self::PendingChange)
    }

    /// It is one side of a change that staff have yet to decide.
    #[must_use]
    pub fn is_of_change(self) -> bool {
        matches!(self, Self::PendingChange | Self::ChangeAsked)
    }

    /// Whether staff have something to say about it.
    #[must_use]
    pub fn waits(self) -> bool {
        self != Self::Confirmed
    }

    /// Whether the child keeps its place once staff have decided.
    #[must_use]
    pub fn stays_when(self, accepted: bool) -> bool {
        match self {
            Self::Confirmed => true,
            Self::Pending | Self::PendingChange => accepted,
            Self::CancellationAsked | Self::ChangeAsked => !accepted,
        }
    }
}

impl Situation<'_> {
    /// How the child's place in this slot stands, where it has one.
    #[must_use]
    pub fn standing(&self, slot: SlotKey) -> Standing {
        Standing::of(self.marks.get(&slot).copied())
    }

    /// The places of a change on that day that staff have yet to decide, in key order.
    pub(super) fn open_change(&self, day: chrono::NaiveDate) -> impl Iterator<Item = SlotKey> {
        let of_day = self.booked.iter().copied().filter(move |slot| slot.day == day);
        of_day.filter(|&slot| self.standing(slot).is_of_change())
    }
}
