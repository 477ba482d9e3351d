//! A request of many days: what would happen, and what does.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::refusal::Refusal;
use super::request::Request;
use super::slot::{Situation, SlotKey};
use crate::money::Money;

/// One tick, or one tick taken away, by a family.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Wish {
    pub slot: SlotKey,
    pub kind: WishKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WishKind {
    Book,
    Cancel,
}

impl WishKind {
    /// What takes it back.
    #[must_use]
    pub fn opposite(self) -> Self {
        match self {
            Self::Book => Self::Cancel,
            Self::Cancel => Self::Book,
        }
    }
}

/// What became of one slot that the request touches, wished for or linked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    pub slot: SlotKey,
    /// The wished slot that brought this one along; none when it was wished for itself.
    pub taken_with: Option<SlotKey>,
    pub kind: OutcomeKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OutcomeKind {
    Booked {
        price: Money,
    },
    Cancelled,
    /// A place that stays, and costs something else beside what the request changes.
    Repriced {
        from: Money,
        to: Money,
    },
    /// It was so already.
    Unchanged,
    Refused(Refusal),
}

/// The whole answer for one child. The sets are what the store must change: disjoint, and in key order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decision {
    /// One per wish in the order asked (repeats once), each followed by the slots that came along with it; then the
    /// places whose price changed.
    pub outcomes: Vec<Outcome>,
    pub book: BTreeSet<SlotKey>,
    pub cancel: BTreeSet<SlotKey>,
    /// Those of `book` that are late.
    pub late: BTreeSet<SlotKey>,
    /// What the family pays for each place that is booked, and for those that stay and are priced anew.
    pub prices: BTreeMap<SlotKey, Money>,
}

/// Decides a request for one child.
///
/// Changes of a day come first: where the rule book has a deadline for changing an activity, giving it back and taking
/// another one that day are decided by that deadline, together or not at all. Then cancelling, so that a swap finds its
/// own freed place; then bookings in the order asked, each counting for the next. A slot and all that comes with it is booked whole or refused whole. Nothing is written here: the dry
/// run and the commit are both this function.
///
/// A slot that is booked already, or given back without being booked, is unchanged. Booking something and giving back
/// that thing or a part of it in one request contradict each other: neither is done. A slot stands once among the
/// outcomes, as wished for rather than as linked; only a contradiction names it twice.
///
/// # Panics
/// When a wish names an activity of another rule book.
#[must_use]
pub fn decide(situation: &Situation<'_>, wishes: &[Wish]) -> Decision {
    let mut request = Request::of(situation, wishes);
    request.refuse_contradictions();
    request.change();
    request.cancel();
    request.book();
    request.answer()
}
