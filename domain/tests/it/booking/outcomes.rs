//! What becomes of a wish, said briefly.

use preau_domain::booking::{Decision, Outcome, OutcomeKind, Refusal, SlotKey};
use preau_domain::money::Money;
use preau_domain::rulebook::model::ActivityIx;

pub fn wished(slot: SlotKey, kind: OutcomeKind) -> Outcome {
    Outcome {
        slot,
        taken_with: None,
        kind,
    }
}

pub fn along(slot: SlotKey, with: ActivityIx, kind: OutcomeKind) -> Outcome {
    let with = SlotKey { activity: with, ..slot };
    Outcome {
        slot,
        taken_with: Some(with),
        kind,
    }
}

/// A decision with the prices that its outcomes tell.
pub fn priced(mut decision: Decision) -> Decision {
    let told = decision.outcomes.iter().filter_map(|outcome| match outcome.kind {
        OutcomeKind::Booked { price, .. } | OutcomeKind::Repriced { to: price, .. } => Some((outcome.slot, price)),
        _ => None,
    });
    decision.prices = told.collect();
    decision
}

pub fn booked(cents: i64) -> OutcomeKind {
    OutcomeKind::Booked {
        price: Money::from_cents(cents),
        pending: false,
    }
}

/// Held until staff decide.
pub fn pending(cents: i64) -> OutcomeKind {
    OutcomeKind::Booked {
        price: Money::from_cents(cents),
        pending: true,
    }
}

pub fn refused(refusal: Refusal) -> OutcomeKind {
    OutcomeKind::Refused(refusal)
}

pub fn linked(activity: ActivityIx, because: Refusal) -> Refusal {
    Refusal::Linked {
        activity,
        because: Box::new(because),
    }
}
