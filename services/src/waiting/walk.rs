//! Walking over the waits of a town, a few in each of its turns.

use std::collections::BTreeSet;

use futures_util::FutureExt;
use preau_domain::ids::{ActivityId, CommuneId};
use preau_entities::rows::waiting_place::Model;
use preau_entities::store::booking::{Lock, SlotRef};
use preau_entities::store::turn::Turn;
use preau_entities::store::waiting::{self, Cursor};

use super::pass_on::{meet, pass_on};
use super::standing::holds_good;
use crate::booking::batch::Rows;
use crate::booking::known::{Asked, Known};
use crate::booking::touched::with_linked;
use crate::booking::turn::{Lost, conclude, in_turn};
use crate::towns::Town;
use crate::{Fault, Portal};

/// Waits looked at in one turn: families that book meanwhile wait for no longer than that takes.
const AT_ONCE: u64 = 32;

/// Which waits are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    All,
    /// Those without an offer whose time is over, as it was last reckoned.
    Over,
}

/// Takes the next step, in the town's turn: holds the next waits behind a cursor against the rules of now, and passes on
/// what is free in their slots. Where the walk then stands; none at its end.
pub(super) async fn step(
    portal: &Portal,
    commune: CommuneId,
    which: Which,
    behind: Option<Cursor>,
) -> Result<Option<Cursor>, Fault> {
    let asked = (commune, which, behind);
    in_turn(portal, commune, asked, |own, &(commune, which, behind)| {
        attempt(own, commune, which, behind).boxed()
    })
    .await
}

async fn attempt(
    portal: &Portal,
    commune: CommuneId,
    which: Which,
    behind: Option<Cursor>,
) -> Result<Option<Cursor>, Lost> {
    let turn = Turn::begin(&portal.db, commune).await?.ok_or(Fault::NotFound)?;
    let town = portal.towns.at_version(commune, turn.start.rule_book_version).await?;
    let now = portal.clock.now();
    let over_at = (which == Which::Over).then_some(now);
    let found = waiting::walk(turn.reads(), commune, behind, over_at, AT_ONCE).await?;
    let mut known = Known::load(turn.reads(), &town, &asked(&town, &found), Lock::Change).await?;
    let positions: BTreeSet<i64> = found.iter().map(|row| row.position).collect();
    let positions: Vec<i64> = positions.into_iter().collect();
    meet(turn.reads(), &town, &mut known, &positions).await?;
    for &position in &positions {
        holds_good(&town, &mut known, position, now);
    }
    pass_on(turn.reads(), &town, &mut known, now).await?;
    let rows = Rows::new(&town, portal.random.as_ref(), now, turn.start);
    conclude(portal, &town, turn, rows, &known).await?;
    let is_full = positions.len() as u64 == AT_ONCE;
    Ok(found.last().filter(|_| is_full).map(|row| (row.day, row.position)))
}

fn asked(town: &Town, found: &[Model]) -> Asked {
    let linked = |row: &Model| with_linked(town, ActivityId(row.activity_id.0), std::iter::once(row.day));
    let own = |row: &Model| SlotRef {
        activity_id: row.activity_id,
        day: row.day,
    };
    let days = || found.iter().map(|row| row.day);
    Asked {
        slots: found.iter().flat_map(linked).collect(),
        rows: found.iter().map(own).collect(),
        days: days().min().zip(days().max()),
        waits: true,
        holds: true,
        ..Asked::default()
    }
}
