//! Giving back the places whose time in a cart is over.

use std::collections::BTreeSet;

use futures_util::FutureExt;
use preau_domain::booking::SlotKey;
use preau_domain::ids::{ActivityId, CommuneId};
use preau_entities::store::booking::Lock;
use preau_entities::store::cart::{self, Hold};
use preau_entities::store::turn::Turn;

use crate::booking::batch::Rows;
use crate::booking::known::{Asked, Known};
use crate::booking::touched::with_linked;
use crate::booking::turn::{Lost, conclude, in_turn};
use crate::towns::Town;
use crate::waiting::pass_on::pass_on;
use crate::{Fault, Portal};

/// Gives back, in the town's turn, every place that is kept no longer; it goes to whoever waits. Until then turns already
/// go by the clock: this frees the places in calendars too, and tells the families.
pub(crate) async fn end_holds(portal: &Portal, commune: CommuneId) -> Result<(), Fault> {
    // Most tasks come behind another that has done it all.
    if !cart::any_over(&portal.db, commune, portal.clock.now()).await? {
        return Ok(());
    }
    in_turn(portal, commune, commune, |own, commune| attempt(own, *commune).boxed()).await
}

async fn attempt(portal: &Portal, commune: CommuneId) -> Result<(), Lost> {
    let turn = Turn::begin(&portal.db, commune).await?.ok_or(Fault::NotFound)?;
    let town = portal.towns.at_version(commune, turn.start.rule_book_version).await?;
    let now = portal.clock.now();
    let over = cart::over(turn.reads(), commune, now).await?;
    let mut known = Known::load(turn.reads(), &town, &asked(&town, &over), Lock::Change).await?;
    // Those of activities that no rule book has any more are in no slot that could be asked for.
    known.note_held(&town, &over);
    pass_on(turn.reads(), &town, &mut known, now).await?;
    let rows = Rows::new(&town, portal.random.as_ref(), now, turn.start);
    conclude(portal, &town, turn, rows, &known).await
}

fn asked(town: &Town, over: &[Hold]) -> Asked {
    let linked = |hold: &Hold| with_linked(town, ActivityId(hold.activity_id.0), std::iter::once(hold.day));
    let slots: BTreeSet<SlotKey> = over.iter().flat_map(linked).collect();
    let days = || over.iter().map(|hold| hold.day);
    Asked {
        slots,
        days: days().min().zip(days().max()),
        holds: true,
        ..Asked::default()
    }
}
