//! A request of many days: what would happen, and what does.

use std::collections::BTreeSet;

use super::refusal::Refusal;
use super::slot::SlotKey;
use crate::money::Money;

/// One tick, or one tick taken away, by a family.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Wish {
    pub slot: SlotKey,
    pub kind: WishKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WishKind {
    Book,
    Cancel,
}

/// What became of one slot that the request touches, wished for or linked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    pub slot: SlotKey,
    /// The wished activity that brought this one along; none when it was wished for itself.
    pub taken_with: Option<SlotKey>,
    pub kind: OutcomeKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OutcomeKind {
    Booked {
        price: Money,
    },
    Cancelled,
    /// It was so already.
    Unchanged,
    Refused(Refusal),
}

/// The whole answer for one child. The sets are what the store must change: disjoint, and in key order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decision {
    /// One per wish in the order asked (repeats once), each followed by the slots that came along with it.
    pub outcomes: Vec<Outcome>,
    pub book: BTreeSet<SlotKey>,
    pub cancel: BTreeSet<SlotKey>,
}
