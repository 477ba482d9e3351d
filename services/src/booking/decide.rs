//! Asking the rules about one request. The dry run and the commit are both this.

use std::collections::BTreeSet;

use preau_domain::booking::{self, Outcome, OutcomeKind, Situation, SlotKey, Wish, WishKind};
use preau_domain::ids::{ChildId, FamilyId};
use preau_domain::money::Money;

use super::answer::{LineOutcome, OutcomeLine};
use super::known::{Known, KnownChild};
use super::reason::Reason;
use super::request::{PlanRefusal, PlanRequest};
use crate::towns::Town;

/// What the rules made of a request.
#[derive(Debug)]
pub(super) struct Decided {
    pub family: FamilyId,
    pub outcomes: Vec<OutcomeLine>,
    pub total: Money,
    pub changes: Vec<ChildChanges>,
}

/// What changes for one child.
#[derive(Debug)]
pub(super) struct ChildChanges {
    pub child: ChildId,
    pub book: Vec<(SlotKey, Money)>,
    pub cancel: BTreeSet<SlotKey>,
    /// Places that stay, with the price that they now have.
    pub reprice: Vec<(SlotKey, Money)>,
}

/// Decides the request on top of what is known, and applies the decision to it.
pub(super) fn decide(town: &Town, known: &mut Known, request: &PlanRequest) -> Result<Decided, PlanRefusal> {
    let asked = wishes(town, known, request)?;
    let mut decided = Decided {
        family: asked.family,
        outcomes: Vec::new(),
        total: Money::ZERO,
        changes: Vec::new(),
    };
    let mut told = Vec::with_capacity(asked.by_child.len());
    for (place, (id, wishes)) in in_turn(asked.by_child) {
        let Some(child) = known.children.get(&id) else { continue };
        let decision = booking::decide(
            &Situation {
                rules: &town.rules,
                calendar: &town.calendar,
                child: &child.facts,
                booked: &child.booked,
                occupancy: &known.occupancy,
                now: request.received_at,
            },
            &wishes,
        );
        // The rules price all that they book.
        let price = |&slot: &SlotKey| (slot, decision.prices[&slot]);
        let book: Vec<_> = decision.book.iter().map(price).collect();
        let outcomes = decision.outcomes.into_iter();
        let outcomes: Vec<_> = outcomes.filter_map(|outcome| as_stored(child, outcome)).collect();
        let mut reprice = Vec::new();
        for outcome in &outcomes {
            if let OutcomeKind::Repriced { from, to } = outcome.kind {
                reprice.push((outcome.slot, to));
                decided.total = decided.total + (to - from);
            }
        }
        decided.total = decided.total + book.iter().map(|&(_, price)| price).sum();
        told.push((place, id, outcomes));
        known.apply(town, id, &decision.book, &decision.cancel);
        decided.changes.push(ChildChanges {
            child: id,
            book,
            cancel: decision.cancel,
            reprice,
        });
    }
    told.sort_by_key(|&(place, ..)| place);
    let lines = told
        .into_iter()
        .flat_map(|(_, id, outcomes)| outcomes.into_iter().map(move |outcome| line(town, id, outcome)));
    decided.outcomes.extend(lines);
    Ok(decided)
}

/// The children with their places in the request, in the order in which they are decided: those that only give back
/// first, so that a sibling finds the place whichever of them is named first.
fn in_turn(by_child: Vec<(ChildId, Vec<Wish>)>) -> Vec<(usize, (ChildId, Vec<Wish>))> {
    let mut in_turn: Vec<_> = by_child.into_iter().enumerate().collect();
    in_turn.sort_by_key(|(_, (_, wishes))| wishes.iter().any(|wish| wish.kind == WishKind::Book));
    in_turn
}

struct Asked {
    family: FamilyId,
    /// In the order in which the request first names each child.
    by_child: Vec<(ChildId, Vec<Wish>)>,
}

/// The request as wishes per child, once everything it names is known to the caller.
fn wishes(town: &Town, known: &Known, request: &PlanRequest) -> Result<Asked, PlanRefusal> {
    let mut family = None;
    let mut by_child: Vec<(ChildId, Vec<Wish>)> = Vec::new();
    for (change, entry) in request.changes.iter().enumerate() {
        let theirs = known.children.get(&entry.child).map(|child| child.family);
        let theirs = theirs
            .filter(|&family| request.scope.sees(family))
            .ok_or(PlanRefusal::UnknownChild { change })?;
        if *family.get_or_insert(theirs) != theirs {
            return Err(PlanRefusal::SeveralFamilies { change });
        }
        let activity = town.ix(entry.activity).ok_or(PlanRefusal::UnknownActivity { change })?;
        let cancel = entry.cancel.iter().map(|&day| (day, WishKind::Cancel));
        let book = entry.book.iter().map(|&day| (day, WishKind::Book));
        let wishes = cancel.chain(book).map(|(day, kind)| Wish {
            slot: SlotKey { activity, day },
            kind,
        });
        match by_child.iter_mut().find(|(child, _)| *child == entry.child) {
            Some((_, theirs)) => theirs.extend(wishes),
            None => by_child.push((entry.child, wishes.collect())),
        }
    }
    let family = family.ok_or(PlanRefusal::NothingAsked)?;
    Ok(Asked { family, by_child })
}

/// A place that stays has the price it was booked at until then, whatever the rules of today ask for it. None when that
/// is the new one too.
fn as_stored(child: &KnownChild, mut outcome: Outcome) -> Option<Outcome> {
    if let OutcomeKind::Repriced { from, to } = &mut outcome.kind {
        let stored = child.bookings.get(&outcome.slot);
        *from = stored.map_or(*from, |booking| Money::from_cents(booking.price_cents));
        if from == to {
            return None;
        }
    }
    Some(outcome)
}

fn line(town: &Town, child: ChildId, outcome: Outcome) -> OutcomeLine {
    OutcomeLine {
        child,
        activity: town.activity_id(outcome.slot.activity),
        day: outcome.slot.day,
        taken_with: outcome.taken_with.map(|slot| town.activity_id(slot.activity)),
        outcome: match outcome.kind {
            OutcomeKind::Booked { price } => LineOutcome::Booked { price },
            OutcomeKind::Cancelled => LineOutcome::Cancelled,
            OutcomeKind::Repriced { from, to } => LineOutcome::Repriced { from, to },
            OutcomeKind::Unchanged => LineOutcome::Unchanged,
            OutcomeKind::Refused(refusal) => LineOutcome::Refused {
                reason: Reason::of(&refusal, &|ix| town.activity_id(ix)),
            },
        },
    }
}
