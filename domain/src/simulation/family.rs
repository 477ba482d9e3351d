//! What it comes to for a family.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::Serialize;

use super::tally::shown;
use super::terms::Terms;
use crate::attendance::{DueKind, DueLine};
use crate::ids::{ChildId, FamilyId};
use crate::money::Money;
use crate::rulebook::surcharge::Per;

/// A family's period. Places and amounts are told apart: those that the draft accepts, refuses, and does not know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct FamilyLine {
    #[serde(serialize_with = "shown")]
    pub family: FamilyId,
    /// Accepted ones, and those used without a booking.
    pub kept: u64,
    pub refused: u64,
    /// In activities that the draft lacks.
    pub lacking: u64,
    /// What was due for all of them.
    pub before: Money,
    /// Of that, for those that are kept.
    pub before_kept: Money,
    /// What the family would pay for those that are kept.
    pub after: Money,
}

impl FamilyLine {
    pub(super) fn new(family: FamilyId) -> Self {
        Self {
            family,
            kept: 0,
            refused: 0,
            lacking: 0,
            before: Money::ZERO,
            before_kept: Money::ZERO,
            after: Money::ZERO,
        }
    }

    /// What the family would pay more for the same places; less, below zero.
    #[must_use]
    pub fn difference(&self) -> Money {
        self.after - self.before_kept
    }
}

/// A family that more days may come of.
#[derive(Debug)]
pub(super) struct OpenFamily {
    pub line: FamilyLine,
    child: ChildId,
    /// Of the child, before and under the draft.
    pub terms_before: Terms,
    pub terms_after: Terms,
    /// What is due once a day for the whole family, and stands with a child already.
    once: BTreeSet<(NaiveDate, DueKind)>,
}

impl OpenFamily {
    pub fn new(family: FamilyId, child: ChildId) -> Self {
        Self {
            line: FamilyLine::new(family),
            child,
            terms_before: Terms::default(),
            terms_after: Terms::default(),
            once: BTreeSet::new(),
        }
    }

    pub fn turn_to(&mut self, child: ChildId) {
        if std::mem::replace(&mut self.child, child) != child {
            self.terms_before.clear();
            self.terms_after.clear();
        }
    }

    /// Whether a line of a child's day is due beside those of its brothers and sisters.
    pub fn owes(&mut self, day: NaiveDate, line: &DueLine) -> bool {
        line.per != Per::Family || self.once.insert((day, line.kind))
    }
}
