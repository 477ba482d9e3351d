//! Places that are free go to those who wait for them.

use chrono::{DateTime, NaiveDate, Utc};
use preau_domain::booking::SlotKey;
use preau_domain::ids::ChildId;
use preau_domain::waiting::{End, offer};
use preau_entities::store::{ConnectionTrait, StoreError};

use super::standing::holds_good;
use crate::booking::known::{Known, occupancy};
use crate::towns::Town;

/// Waits looked at together at first. More are loaded only while places are left, each time twice as many: a line of which
/// nobody can use a place is walked in few steps.
const AT_FIRST: usize = 64;

/// As [`pass_on_behind`], for work that nobody is waiting to be served before.
pub(crate) async fn pass_on<C: ConnectionTrait>(
    db: &C,
    town: &Town,
    known: &mut Known,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    pass_on_behind(db, town, known, now, now).await
}

/// Ends the holds of carts, the offers and the waits whose time is over at `now`, and offers what is free to those who
/// wait, first come, first served. Whoever cannot use a place (a part of what goes together is full, another booking
/// excludes it, a part is in the family's cart) is passed over and keeps its place in the line. Does nothing the second
/// time.
///
/// Whoever pressed in time has the place, however long the queue was: what keeps a place (a cart, an offer) ends only
/// where it was over when the next request to be decided `arrived`. What ended since is passed on by the request behind
/// that, or by the worker.
pub(crate) async fn pass_on_behind<C: ConnectionTrait>(
    db: &C,
    town: &Town,
    known: &mut Known,
    arrived: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let kept_until = arrived.min(now);
    known.end_holds(town, kept_until);
    known.end_gone(town);
    for position in known.waits.line.due(kept_until) {
        known.end_wait(position, End::Lapsed);
    }
    end_over(db, town, known, now).await?;
    let (mut behind, mut most) = (None, AT_FIRST);
    loop {
        let has_place = |slot: SlotKey| {
            let found = known.occupancy.get(&slot).copied();
            found.unwrap_or_else(|| occupancy(town, slot, 0)).places_left() > 0
        };
        let next = known.waits.line.next(behind, most, has_place);
        let Some(&last) = next.last() else { return Ok(()) };
        meet(db, town, known, &next).await?;
        for position in next {
            if holds_good(town, known, position, now) {
                serve(town, known, position, now);
            }
        }
        (behind, most) = (Some(last), most * 2);
    }
}

/// Ends the waits whose time is over, unless the rules have given them longer since it was reckoned.
async fn end_over<C: ConnectionTrait>(
    db: &C,
    town: &Town,
    known: &mut Known,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let over = known.waits.line.over(now);
    meet(db, town, known, &over).await?;
    for position in over {
        holds_good(town, known, position, now);
    }
    Ok(())
}

/// Loads the children of some waits, with what they have on those days.
pub(super) async fn meet<C: ConnectionTrait>(
    db: &C,
    town: &Town,
    known: &mut Known,
    positions: &[i64],
) -> Result<(), StoreError> {
    let waits = positions.iter().filter_map(|&position| known.waits.line.wait(position));
    let days: Vec<(ChildId, NaiveDate)> = waits.map(|wait| (wait.child, wait.asked.day)).collect();
    known.meet(db, town, days).await
}

/// Offers what a wait asks for, if it can be.
fn serve(town: &Town, known: &mut Known, position: i64, now: DateTime<Utc>) {
    let Some((child, asked)) = known.waits.line.wait(position).map(|wait| (wait.child, wait.asked)) else {
        return;
    };
    let marks = known.marks(child);
    let Some(facts) = known
        .children
        .get(&child)
        .filter(|child| !child.booked.contains(&asked))
    else {
        return;
    };
    let situation = facts.situation(town.on(asked.day), &marks, &known.occupancy, now);
    let Ok(offer) = offer(&situation, asked) else {
        return;
    };
    // A place that the family's cart keeps for the child is its place: it gets no second one beside it. The cart keeps
    // it for minutes only, so that the wait stays where it is: what is ordered ends it, what is let go leaves it next.
    let in_cart = offer.parts.iter().any(|part| facts.held.contains(part));
    // Those who wait for a part and are not known here may come first, or be this same child by another wait: the turn
    // that starts from what was asked for knows them.
    let unknown = offer.parts.iter().any(|part| !known.lines.contains(part));
    if in_cart || unknown {
        return;
    }
    for slot in known.waits.line.keep(position, &offer) {
        known.keep(town, slot);
    }
}
