//! What a request for the slot would get.

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::reason::Reason;
use crate::booking::view::can_wait;
use crate::booking::{Decision, OutcomeKind, Situation, SlotKey, view};
use crate::money::Money;
use crate::rulebook::model::Code;
use crate::waiting::lasts;

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "verdict", rename_all = "snake_case")]
pub enum Verdict {
    Book(Booked),
    /// Its deadline has closed, and the town still accepts it.
    BookLate(Booked),
    /// It cannot be booked, and the family may wait for a place.
    MayWait {
        because: Reason,
        /// The first instant at which the wait is over.
        until: Option<DateTime<Utc>>,
    },
    Refused(Reason),
    AlreadyBooked {
        /// Its part of the day's price.
        price: Money,
        /// Why it cannot be given back now.
        stays: Option<Reason>,
    },
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Booked {
    /// Of the place itself.
    pub price: Money,
    /// What the family pays more in all, for what comes along and for places of the day whose price changes.
    pub adds: Money,
    pub with: Vec<With>,
    /// The place is held until the town's staff decide.
    pub approval: bool,
}

/// An activity that is booked along.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct With {
    pub activity: Code,
    pub price: Money,
    pub late: bool,
}

impl Verdict {
    /// The decision about a request for this slot alone, in other words.
    pub(super) fn of(situation: &Situation<'_>, slot: SlotKey, decision: &Decision) -> Self {
        let rules = situation.rules;
        let mut booked = Booked {
            price: Money::ZERO,
            adds: Money::ZERO,
            with: Vec::new(),
            approval: false,
        };
        for outcome in &decision.outcomes {
            match &outcome.kind {
                OutcomeKind::Refused(refusal) if can_wait(situation, slot, refusal) => {
                    return Self::MayWait {
                        because: Reason::of(refusal, rules),
                        until: lasts(situation, slot).ok(),
                    };
                }
                OutcomeKind::Refused(refusal) => return Self::Refused(Reason::of(refusal, rules)),
                OutcomeKind::Unchanged
                | OutcomeKind::Cancelled
                | OutcomeKind::CancellationAsked
                | OutcomeKind::ChangeAsked
                | OutcomeKind::Kept => {
                    let seen = view(situation, slot);
                    return Self::AlreadyBooked {
                        price: seen.price,
                        stays: seen.obstacle.map(|refusal| Reason::of(&refusal, rules)),
                    };
                }
                OutcomeKind::Repriced { from, to } => booked.adds = booked.adds + *to - *from,
                OutcomeKind::Booked { price, pending } => {
                    booked.approval |= *pending;
                    booked.adds = booked.adds + *price;
                    if outcome.slot == slot {
                        booked.price = *price;
                    } else {
                        booked.with.push(With {
                            activity: rules.activity(outcome.slot.activity).code.clone(),
                            price: *price,
                            late: decision.late.contains(&outcome.slot),
                        });
                    }
                }
            }
        }
        if decision.late.contains(&slot) {
            Self::BookLate(booked)
        } else {
            Self::Book(booked)
        }
    }
}
