//! Filling a cart, and emptying it, in the town's turn.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use preau_domain::booking::{SlotKey, Wish, WishKind};
use preau_domain::cart::{Cart, Line, LineKey, Ticked};
use preau_domain::ids::{ChildId, FamilyId};

use crate::booking::answer::{LineOutcome, OutcomeLine, PlanAnswer};
use crate::booking::asked::{Asked, Wishes, asked};
use crate::booking::decide::{nowhere, settle_on};
use crate::booking::known::Known;
use crate::booking::request::{CartChange, MAX_DAYS, PlanRefusal, PlanRequest};
use crate::booking::touched;
use crate::towns::Town;

/// Changes the family's cart. The answer tells of the days that are left out of it, and why.
pub(in crate::booking) fn change(
    town: &Town,
    known: &mut Known,
    request: &PlanRequest,
    family: FamilyId,
    change: CartChange,
) -> Result<PlanAnswer, PlanRefusal> {
    let mut cart = known.carts.of(family).cloned().unwrap_or_default();
    let days = touched::days(request, &known.carts);
    let answer = match change {
        CartChange::Add => add(town, known, request, (family, &days), &mut cart)?,
        CartChange::Remove => {
            for key in named(request) {
                cart.remove(&key);
            }
            PlanAnswer::default()
        }
        CartChange::Empty => {
            cart.clear();
            PlanAnswer::default()
        }
    };
    known.let_go_of_the_rest(town, (family, &days), &cart, request.received_at);
    known.carts.set(family, cart);
    Ok(answer)
}

/// Ticks what is asked. A day that the rules refuse beside what stands in the cart is left out, and so is one that would
/// change nothing.
fn add(
    town: &Town,
    known: &mut Known,
    request: &PlanRequest,
    (family, days): (FamilyId, &BTreeSet<NaiveDate>),
    cart: &mut Cart,
) -> Result<PlanAnswer, PlanRefusal> {
    let asked = asked(town, known, request)?;
    let mut answer = PlanAnswer {
        skipped: asked.skipped,
        ..PlanAnswer::default()
    };
    let mut ticked: Vec<LineKey> = Vec::new();
    let mut fresh: BTreeSet<LineKey> = BTreeSet::new();
    for (child, wishes) in asked.by_child {
        answer
            .outcomes
            .extend(wishes.nowhere.iter().map(|&wish| nowhere(child, wish)));
        for Wish { slot, kind } in wishes.some {
            let key = key_of(town, child, slot);
            let line = Line {
                kind,
                added_at: request.received_at,
                added_by: request.actor_name.clone(),
            };
            match cart.tick(key, line) {
                Ticked::Added => drop(fresh.insert(key)),
                Ticked::There => {}
                Ticked::TakenBack => drop(fresh.remove(&key)),
            }
            ticked.push(key);
        }
    }
    if cart.len() > MAX_DAYS {
        return Err(PlanRefusal::TooManyDays { most: MAX_DAYS });
    }
    // What is taken back is free for what is ticked in its place.
    known.let_go_of_the_rest(town, (family, days), cart, request.received_at);
    let mut refused: BTreeSet<LineKey> = BTreeSet::new();
    for line in tried(town, known, request, (family, days), cart) {
        let key = key_of_line(&line);
        if line.taken_with.is_none() && matches!(line.outcome, LineOutcome::Refused { .. }) {
            refused.insert(key);
        }
        let stays = !matches!(line.outcome, LineOutcome::Unchanged | LineOutcome::Refused { .. });
        if line.taken_with.is_none() && !stays && fresh.contains(&key) {
            cart.remove(&key);
            answer.outcomes.push(line);
        }
    }
    // A line that the rules would refuse by now keeps nobody from its place.
    for key in ticked.into_iter().filter(|key| !refused.contains(key)) {
        if cart.get(&key).is_some_and(|line| line.kind == WishKind::Book) {
            known.hold(town, family, &key, request.received_at);
        }
    }
    Ok(answer)
}

/// What would become of those days of the cart, were all of it ordered now. Nothing of it is done.
fn tried(
    town: &Town,
    known: &mut Known,
    request: &PlanRequest,
    (family, days): (FamilyId, &BTreeSet<NaiveDate>),
    cart: &Cart,
) -> Vec<OutcomeLine> {
    let before = known.remember(town, request);
    let whole = wished(town, known, family, cart);
    let tried = settle_on(town, known, whole, request.received_at, &|day| days.contains(&day));
    known.restore(before);
    tried.outcomes
}

/// The lines of a cart as wishes, in the order in which they were added.
pub(in crate::booking) fn wished(town: &Town, known: &Known, family: FamilyId, cart: &Cart) -> Asked {
    let mut by_child: Vec<(ChildId, Wishes)> = Vec::new();
    for (key, line) in cart.in_order(|id| town.place(id)) {
        // A child that has left the family is nobody's to book for here; one of whom no day is looked at is not known.
        if known
            .children
            .get(&key.child)
            .is_none_or(|child| child.family != family)
        {
            continue;
        }
        let at = by_child.iter().position(|(child, _)| *child == key.child);
        let at = at.unwrap_or_else(|| {
            by_child.push((key.child, Wishes::default()));
            by_child.len() - 1
        });
        let theirs = &mut by_child[at].1;
        match town.slot(key.activity, key.day) {
            Some(slot) => theirs.some.push(Wish { slot, kind: line.kind }),
            None => theirs.nowhere.push((key.activity, key.day)),
        }
    }
    Asked {
        family,
        by_child,
        skipped: 0,
    }
}

/// Takes out of the cart what an order settled: what is refused stays, and keeps no place.
pub(in crate::booking) fn ordered(town: &Town, known: &mut Known, family: FamilyId, answer: &PlanAnswer) {
    let mut cart = known.carts.of(family).cloned().unwrap_or_default();
    for line in &answer.outcomes {
        if line.taken_with.is_none() && !matches!(line.outcome, LineOutcome::Refused { .. }) {
            cart.remove(&key_of_line(line));
        }
    }
    for key in known.carts.held_by(family) {
        known.release(town, &key);
    }
    known.carts.set(family, cart);
}

/// The days that a request names one by one.
fn named(request: &PlanRequest) -> impl Iterator<Item = LineKey> {
    request.changes.iter().flat_map(|change| {
        let days = change.book.iter().chain(&change.cancel);
        days.map(|&day| LineKey {
            day,
            child: change.child,
            activity: change.activity,
        })
    })
}

fn key_of(town: &Town, child: ChildId, slot: SlotKey) -> LineKey {
    LineKey {
        day: slot.day,
        child,
        activity: town.activity_id(slot),
    }
}

pub(in crate::booking) fn key_of_line(line: &OutcomeLine) -> LineKey {
    LineKey {
        day: line.day,
        child: line.child,
        activity: line.activity,
    }
}
