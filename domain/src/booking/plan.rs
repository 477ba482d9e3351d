//! A request of many days: what would happen, and what does.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::refusal::Refusal;
use super::request::Request;
use super::slot::{Situation, SlotKey};
use super::standing::Standing;
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
        /// The place is held until the town's staff decide.
        pending: bool,
    },
    Cancelled,
    /// The place stays until staff accept that it is given back.
    CancellationAsked,
    /// The place stays until staff accept others of its day in its place.
    ChangeAsked,
    /// What was asked about the place is withdrawn, and it stays as it was.
    Kept,
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
    /// How places stand from now on: those of `book` that wait for staff, and those that stay where it changes.
    pub standing: BTreeMap<SlotKey, Standing>,
    /// What the family pays for each place that is booked, and for those that stay and are priced anew.
    pub prices: BTreeMap<SlotKey, Money>,
}

/// Decides a request for one child.
///
/// What was asked of staff before is taken back first. Then come changes of a day: where the rule book has a deadline for
/// changing an activity, giving it back and taking another one that day are decided by that deadline, together or not
/// at all. Then cancelling, so that a swap finds its own freed place; then bookings in the order asked, each counting for
/// the next. A slot and all that comes with it is booked whole or refused whole. Nothing is written here: the dry run and
/// the commit are both this function.
///
/// Where the rule book wants the town's approval for any part of what goes together, the whole is asked for: places
/// are taken and wait, or stay until staff let them go. A place that waits is given back without asking. Booking a place
/// whose giving back is asked for withdraws that. A change that asks is withdrawn by keeping what it would give back,
/// or giving back what it would take; a day has one such change at a time.
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
    request.withdraw();
    request.change();
    request.cancel();
    request.book();
    request.answer()
}
