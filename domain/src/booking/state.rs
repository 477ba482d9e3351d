//! What a slot is for a child, in one word.

use chrono::{DateTime, Utc};

use super::plan::WishKind;
use super::refusal::Refusal;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SlotState {
    /// A place can be booked now.
    Available,
    /// A place is booked. With an obstacle beside it, it can no longer be given back.
    Booked,
    /// A place is held until the town's staff decide.
    Pending,
    /// A place is booked, and the family asked for another activity in its place.
    ChangeAsked,
    /// A place is booked, and the family asked to give it back.
    CancellationAsked,
    /// The child did not come, or is announced not to.
    Absent,
    /// Ticked, or ticked off, in the family's cart: nothing is sent yet.
    InCart,
    /// The family waits for a place.
    Waiting,
    /// A place is kept for the family until it accepts it or its time is over.
    Offered,
    /// The activity does not run for this child that day.
    Closed,
    /// Too early or too late to book.
    OutOfTime,
    Full,
    /// Another booking of the day stands in the way.
    Blocked,
    /// The family owes too much, its file is not complete, or staff withhold the place.
    Suspended,
}

/// What is known of a slot beside whether a place is booked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    Pending,
    /// Held in place of those of the day that are `ChangeAsked`.
    PendingChange,
    ChangeAsked,
    CancellationAsked,
    Absent,
    /// To be booked, or given back, once the family orders its cart.
    InCart(WishKind),
    /// Before so many others less one.
    Waiting {
        position: u32,
    },
    /// Until this instant.
    Offered {
        until: DateTime<Utc>,
    },
}

impl Mark {
    /// Of all that is known of a slot, what it is told as. Of a booked one, what staff have yet to decide says more than an
    /// absence, that more than the cart, and a wait nothing. Of one that is not booked, a wait or an offer says more than the
    /// cart, and what speaks of a booking that is gone nothing.
    #[must_use]
    pub fn foremost(booked: bool, known: impl IntoIterator<Item = Self>) -> Option<Self> {
        let rank = |mark: Self| match (booked, mark) {
            (true, Self::Pending | Self::PendingChange | Self::ChangeAsked | Self::CancellationAsked)
            | (false, Self::Waiting { .. } | Self::Offered { .. }) => Some(0),
            (true, Self::Absent) => Some(1),
            (_, Self::InCart(_)) => Some(2),
            (true, Self::Waiting { .. } | Self::Offered { .. })
            | (
                false,
                Self::Pending | Self::PendingChange | Self::ChangeAsked | Self::CancellationAsked | Self::Absent,
            ) => None,
        };
        let ranked = known.into_iter().filter_map(|mark| Some((rank(mark)?, mark)));
        ranked.min_by_key(|(rank, _)| *rank).map(|(_, mark)| mark)
    }
}

impl SlotState {
    /// Every state, in the order in which a legend tells them.
    pub const ALL: [Self; 14] = [
        Self::Available,
        Self::InCart,
        Self::Pending,
        Self::Booked,
        Self::ChangeAsked,
        Self::CancellationAsked,
        Self::Absent,
        Self::Waiting,
        Self::Offered,
        Self::Full,
        Self::Blocked,
        Self::Suspended,
        Self::OutOfTime,
        Self::Closed,
    ];

    /// The one place where a state is made: of what is booked, all that is known beside it, and why the family cannot book
    /// it where it is not booked.
    #[must_use]
    pub fn of(booked: bool, known: impl IntoIterator<Item = Mark>, refusal: Option<&Refusal>) -> Self {
        match (booked, Mark::foremost(booked, known)) {
            (_, Some(Mark::InCart(_))) => Self::InCart,
            (true, Some(Mark::Pending | Mark::PendingChange)) => Self::Pending,
            (true, Some(Mark::ChangeAsked)) => Self::ChangeAsked,
            (true, Some(Mark::CancellationAsked)) => Self::CancellationAsked,
            (true, Some(Mark::Absent)) => Self::Absent,
            (true, Some(Mark::Waiting { .. } | Mark::Offered { .. }) | None) => Self::Booked,
            (false, Some(Mark::Waiting { .. })) => Self::Waiting,
            (false, Some(Mark::Offered { .. })) => Self::Offered,
            // These speak of a booking that is gone.
            (
                false,
                Some(Mark::Pending | Mark::PendingChange | Mark::ChangeAsked | Mark::CancellationAsked | Mark::Absent)
                | None,
            ) => refusal.map_or(Self::Available, Self::refused),
        }
    }

    /// The state of a slot that is not booked and cannot be, for this reason.
    #[must_use]
    pub fn refused(refusal: &Refusal) -> Self {
        match refusal {
            Refusal::NotOffered
            | Refusal::WrongAge { .. }
            | Refusal::WrongClass { .. }
            | Refusal::ClassUnknown { .. }
            | Refusal::NotForChild { .. }
            | Refusal::Closed(_) => Self::Closed,
            Refusal::NotOpenYet { .. } | Refusal::TooLate { .. } | Refusal::NoDeadline | Refusal::Firm => {
                Self::OutOfTime
            }
            Refusal::Full => Self::Full,
            Refusal::Owes { .. } | Refusal::FileIncomplete { .. } | Refusal::Suspended { .. } => Self::Suspended,
            Refusal::Excluded { .. } | Refusal::Contradictory | Refusal::Undecided => Self::Blocked,
            Refusal::Linked { because, .. } | Refusal::ChangeRefused { because, .. } => Self::refused(because),
        }
    }
}
