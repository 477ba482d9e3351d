//! Places that are free go to those who wait for them.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use preau_domain::booking::{Situation, SlotKey};
use preau_domain::ids::ChildId;
use preau_domain::waiting::{End, offer};
use preau_entities::store::{ConnectionTrait, StoreError};

use crate::booking::known::{Known, occupancy};
use crate::towns::Town;

/// Waits looked at together: more are loaded only while places are left.
const CHUNK: usize = 16;

/// Ends the holds of carts and the offers whose time is over at `now`, and offers what is free to those who wait, first
/// come, first served. Whoever cannot use a place (a part of what goes together is full, another booking excludes it, it is too late) is
/// passed over and keeps its place in the line. Does nothing the second time.
pub(crate) async fn pass_on<C: ConnectionTrait>(
    db: &C,
    town: &Town,
    known: &mut Known,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    known.end_holds(town, now);
    for position in known.waits.line.due(now) {
        for slot in known.waits.line.end(position, End::Lapsed) {
            known.let_go(slot);
        }
    }
    let mut behind = None;
    loop {
        let has_place = |slot: SlotKey| {
            let found = known.occupancy.get(&slot).copied();
            found.unwrap_or_else(|| occupancy(town, slot, 0)).places_left() > 0
        };
        let next = known.waits.line.next(behind, CHUNK, has_place);
        let Some(&last) = next.last() else { return Ok(()) };
        let children: Vec<ChildId> = next
            .iter()
            .filter_map(|&position| Some(known.waits.line.wait(position)?.child))
            .collect();
        known.meet(db, town, children).await?;
        for position in next {
            serve(town, known, position, now);
        }
        behind = Some(last);
    }
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
    let situation = Situation {
        // What the family's cart keeps for the child is counted as taken: it is not there to be offered once more.
        held: &BTreeSet::new(),
        ..facts.situation(town.on(asked.day), &marks, &known.occupancy, now)
    };
    let Ok(offer) = offer(&situation, asked) else {
        return;
    };
    for slot in known.waits.line.keep(position, &offer) {
        known.keep(town, slot);
    }
}
