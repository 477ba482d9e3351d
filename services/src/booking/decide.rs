//! Asking the rules about one request. The dry run and the commit are both this.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use preau_domain::booking::{self, Decision, Outcome, OutcomeKind, Refusal, SlotKey, Standing, Wish, WishKind};
use preau_domain::calendar::zone::civil_day;
use preau_domain::family::Owed;
use preau_domain::ids::{ActivityId, ChildId, FamilyId};
use preau_domain::money::Money;
use preau_domain::rulebook::RuleBook;
use preau_domain::rulebook::model::Paid;

use super::answer::{LineOutcome, OutcomeLine, PlanAnswer};
use super::asked::{Asked, Wishes, asked};
use super::cart::change::wished;
use super::known::Known;
use super::reason::Reason;
use super::request::{Aim, PlanRefusal, PlanRequest};
use super::terms::{TermLine, Terms};
use crate::towns::Town;

/// What the rules made of a request.
#[derive(Debug)]
pub(crate) struct Decided {
    pub family: FamilyId,
    pub outcomes: Vec<OutcomeLine>,
    pub total: Money,
    /// The part of the total that is to be paid with the order itself.
    pub due_now: Money,
    /// Prices by the term that change.
    pub terms: Vec<TermLine>,
    /// What the family owes and is to pay with it.
    pub owed: Option<Owed>,
    pub changes: Vec<ChildChanges>,
    /// Days that repetitions passed over.
    pub skipped: u32,
}

impl Decided {
    /// Nothing yet.
    pub fn of(family: FamilyId) -> Self {
        Self {
            family,
            outcomes: Vec::new(),
            total: Money::ZERO,
            due_now: Money::ZERO,
            terms: Vec::new(),
            owed: None,
            changes: Vec::new(),
            skipped: 0,
        }
    }

    /// Adds what a place costs, or what a place that stays costs more or less than was agreed on.
    pub fn charge(&mut self, rules: &RuleBook, slot: SlotKey, amount: Money) {
        self.total = self.total + amount;
        if rules.activity(slot.activity).paid == Paid::AtOrder {
            self.due_now = self.due_now + amount;
        }
    }

    /// Adds what terms cost, which is never paid with the order. Of those given up nothing is subtracted, as of places.
    pub fn charge_terms(&mut self, terms: Vec<TermLine>) {
        self.total = self.total + terms.iter().map(TermLine::adds).sum();
        self.terms = terms;
    }

    /// What the family is told; the order is not placed yet. The outcomes are gone from here.
    pub fn take_answer(&mut self) -> PlanAnswer {
        PlanAnswer {
            order: None,
            outcomes: std::mem::take(&mut self.outcomes),
            total: self.total,
            due_now: self.due_now,
            terms: self.terms.clone(),
            owed: self.owed,
            skipped: self.skipped,
        }
    }
}

/// What changes for one child.
#[derive(Debug)]
pub(crate) struct ChildChanges {
    pub child: ChildId,
    pub book: Vec<(SlotKey, Money)>,
    /// Those of `book` that are late.
    pub late: BTreeSet<SlotKey>,
    pub cancel: BTreeSet<SlotKey>,
    /// How places stand from now on: those of `book` that wait for staff, and those that stay where it changes.
    pub standing: BTreeMap<SlotKey, Standing>,
    /// Places that stay and are priced anew, with the price that they now have: another one, or only by other rules.
    pub reprice: Vec<(SlotKey, Money)>,
}

impl ChildChanges {
    /// What a decision about the child changes. The rules price all that they book.
    pub fn of(child: ChildId, decision: Decision) -> Self {
        let Decision {
            outcomes: _,
            book,
            cancel,
            late,
            standing,
            prices,
        } = decision;
        let (book, reprice) = prices.into_iter().partition(|(slot, _)| book.contains(slot));
        Self {
            child,
            book,
            late,
            cancel,
            standing,
            reprice,
        }
    }
}

/// Decides the request on top of what is known, and applies the decision to it.
pub(crate) fn decide(town: &Town, known: &mut Known, request: &PlanRequest) -> Result<Decided, PlanRefusal> {
    let asked = match request.aim {
        Aim::Order | Aim::Cart(..) => asked(town, known, request)?,
        Aim::OrderCart(family) => {
            let cart = known.carts.of(family).filter(|cart| !cart.is_empty());
            wished(town, known, family, cart.ok_or(PlanRefusal::NothingAsked)?)
        }
    };
    let children: Vec<ChildId> = asked.by_child.iter().map(|(child, _)| *child).collect();
    let before = Terms::of(town, known, &children);
    let mut decided = settle(town, known, asked, request.received_at);
    decided.charge_terms(Terms::of(town, known, &children).since(town, before));
    Ok(decided)
}

/// Decides what is asked at an instant, and applies the decision to what is known.
pub(super) fn settle(town: &Town, known: &mut Known, asked: Asked, now: DateTime<Utc>) -> Decided {
    settle_on(town, known, asked, now, &|_| true)
}

/// The same of some days alone: just what [`settle`] makes of them. All that hangs together does so within a day, but for
/// the order in which the children come, which is that of all that is asked.
pub(super) fn settle_on(
    town: &Town,
    known: &mut Known,
    asked: Asked,
    now: DateTime<Utc>,
    on: &dyn Fn(NaiveDate) -> bool,
) -> Decided {
    let mut decided = Decided {
        skipped: asked.skipped,
        ..Decided::of(asked.family)
    };
    let mut told = Vec::with_capacity(asked.by_child.len());
    for (place, (id, wishes)) in in_turn(asked.by_child) {
        let absent = wishes.nowhere.iter().filter(|(_, day)| on(*day));
        let mut lines: Vec<OutcomeLine> = absent.map(|&wish| nowhere(id, wish)).collect();
        for mut wishes in by_edition(town, wishes.some) {
            wishes.retain(|wish| on(wish.slot.day));
            lines.extend(decide_child(town, known, now, id, &wishes, &mut decided));
        }
        told.push((place, lines));
    }
    told.sort_by_key(|&(place, _)| place);
    decided.outcomes.extend(told.into_iter().flat_map(|(_, lines)| lines));
    decided.owed = owed_with(town, known, &decided, now);
    decided
}

/// What the family is to pay with an order that books anything.
fn owed_with(town: &Town, known: &Known, decided: &Decided, now: DateTime<Utc>) -> Option<Owed> {
    let wanted = town
        .rules()
        .arrears
        .as_ref()
        .is_some_and(|arrears| arrears.with_next_order);
    let books = decided.changes.iter().any(|child| !child.book.is_empty());
    let mut family = known.children.values().filter(|child| child.family == decided.family);
    let account = &family.next().filter(|_| wanted && books)?.facts.account;
    account.owed(civil_day(town.zone(), now))
}

/// Decides what one rule book governs of a child's wishes.
fn decide_child(
    town: &Town,
    known: &mut Known,
    now: DateTime<Utc>,
    id: ChildId,
    wishes: &[Wish],
    decided: &mut Decided,
) -> Vec<OutcomeLine> {
    let Some((edition, child)) = wishes
        .first()
        .map(|wish| town.on(wish.slot.day))
        .zip(known.children.get(&id))
    else {
        return Vec::new();
    };
    let marks = known.marks(id);
    let decision = booking::decide(&child.situation(edition, &marks, &known.occupancy, now), wishes);
    let outcomes = decision.outcomes.clone();
    for outcome in &outcomes {
        if let OutcomeKind::Repriced { from, to } = outcome.kind {
            decided.charge(&edition.rules, outcome.slot, to - from);
        }
    }
    known.apply(town, id, &decision);
    let changes = ChildChanges::of(id, decision);
    for &(slot, price) in &changes.book {
        decided.charge(&edition.rules, slot, price);
    }
    decided.changes.push(changes);
    outcomes
        .into_iter()
        .map(|outcome| {
            let can_wait = can_wait(town, known, id, &outcome, now);
            line(town, id, outcome, can_wait)
        })
        .collect()
}

/// Whether the child may wait for what it was refused.
fn can_wait(town: &Town, known: &Known, id: ChildId, outcome: &Outcome, now: DateTime<Utc>) -> bool {
    let (OutcomeKind::Refused(refusal), Some(child), true) =
        (&outcome.kind, known.children.get(&id), town.keeps_lists())
    else {
        return false;
    };
    let marks = known.marks(id);
    let situation = child.situation(town.on(outcome.slot.day), &marks, &known.occupancy, now);
    booking::can_wait(&situation, outcome.slot, refusal)
}

/// The wishes that each rule book governs, in the order in which the request first comes to it. What is linked, excluded
/// or priced together is so within a day, and a day has one rule book.
fn by_edition(town: &Town, wishes: Vec<Wish>) -> Vec<Vec<Wish>> {
    let mut by_version: Vec<(i32, Vec<Wish>)> = Vec::new();
    for wish in wishes {
        let version = town.on(wish.slot.day).version;
        match by_version.iter_mut().find(|(known, _)| *known == version) {
            Some((_, theirs)) => theirs.push(wish),
            None => by_version.push((version, vec![wish])),
        }
    }
    by_version.into_iter().map(|(_, wishes)| wishes).collect()
}

/// The children with their places in the request, in the order in which they are decided: those that only give back
/// first, so that a sibling finds the place whichever of them is named first.
fn in_turn(by_child: Vec<(ChildId, Wishes)>) -> Vec<(usize, (ChildId, Wishes))> {
    let mut in_turn: Vec<_> = by_child.into_iter().enumerate().collect();
    in_turn.sort_by_key(|(_, (_, wishes))| wishes.some.iter().any(|wish| wish.kind == WishKind::Book));
    in_turn
}

pub(super) fn nowhere(child: ChildId, (activity, day): (ActivityId, NaiveDate)) -> OutcomeLine {
    OutcomeLine {
        child,
        activity,
        day,
        taken_with: None,
        outcome: LineOutcome::Refused {
            reason: Reason::of(&Refusal::NotOffered, &|_| activity),
            can_wait: false,
        },
    }
}

fn line(town: &Town, child: ChildId, outcome: Outcome, can_wait: bool) -> OutcomeLine {
    OutcomeLine {
        child,
        activity: town.activity_id(outcome.slot),
        day: outcome.slot.day,
        taken_with: outcome.taken_with.map(|slot| town.activity_id(slot)),
        outcome: match outcome.kind {
            OutcomeKind::Booked { price, pending: false } => LineOutcome::Booked { price },
            OutcomeKind::Booked { price, pending: true } => LineOutcome::Pending { price },
            OutcomeKind::Cancelled => LineOutcome::Cancelled,
            OutcomeKind::CancellationAsked => LineOutcome::CancellationAsked,
            OutcomeKind::ChangeAsked => LineOutcome::ChangeAsked,
            OutcomeKind::Kept => LineOutcome::Kept,
            OutcomeKind::Repriced { from, to } => LineOutcome::Repriced { from, to },
            OutcomeKind::Unchanged => LineOutcome::Unchanged,
            OutcomeKind::Refused(refusal) => LineOutcome::Refused {
                reason: Reason::of(&refusal, &|ix| town.on(outcome.slot.day).id(ix)),
                can_wait,
            },
        },
    }
}
