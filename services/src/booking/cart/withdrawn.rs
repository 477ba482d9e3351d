//! Giving back the places that carts keep where the rules no longer have any.

use std::collections::BTreeSet;

use futures_util::FutureExt;
use preau_domain::cart::LineKey;
use preau_domain::ids::{ActivityId, ChildId, CommuneId};
use preau_entities::store::booking::{Lock, SlotRef};
use preau_entities::store::cart::{self, Hold};
use preau_entities::store::turn::Turn;

use crate::booking::batch::Rows;
use crate::booking::known::{Asked, Known};
use crate::booking::turn::{Lost, conclude, in_turn};
use crate::towns::Town;
use crate::{Fault, Portal};

/// Gives back, in the town's turn, every place that a cart keeps of an activity that is no more, or on a day that no rule
/// book governs any more, and tells the families. The lines stay, and say why they cannot be ordered.
pub(crate) async fn end_withdrawn_holds(portal: &Portal, commune: CommuneId) -> Result<(), Fault> {
    in_turn(portal, commune, commune, |own, commune| attempt(own, *commune).boxed()).await
}

async fn attempt(portal: &Portal, commune: CommuneId) -> Result<(), Lost> {
    let turn = Turn::begin(&portal.db, commune).await?.ok_or(Fault::NotFound)?;
    let town = portal.towns.at_version(commune, turn.start.rule_book_version).await?;
    let now = portal.clock.now();
    let mut holds = cart::all_holds(turn.reads(), commune).await?;
    holds.retain(|hold| is_withdrawn(&town, hold));
    if holds.is_empty() {
        return Ok(());
    }
    let mut known = Known::load(turn.reads(), &town, &asked(&holds), Lock::Change).await?;
    for hold in &holds {
        let key = LineKey {
            day: hold.day,
            child: ChildId(hold.child_id.0),
            activity: ActivityId(hold.activity_id.0),
        };
        known.release(&town, &key);
    }
    let rows = Rows::new(&town, portal.random.as_ref(), now, turn.start);
    conclude(portal, &town, turn, rows, &known).await
}

/// Days of a rule book that cannot be read here are another program's to speak of.
fn is_withdrawn(town: &Town, hold: &Hold) -> bool {
    let activity = ActivityId(hold.activity_id.0);
    let is_there = town.on(hold.day).governs(hold.day) && town.slot(activity, hold.day).is_some();
    !is_there && town.reads(hold.day)
}

fn asked(holds: &[Hold]) -> Asked {
    let own = |hold: &Hold| SlotRef {
        activity_id: hold.activity_id,
        day: hold.day,
    };
    let days = || holds.iter().map(|hold| hold.day);
    Asked {
        rows: holds.iter().map(own).collect::<BTreeSet<_>>(),
        days: days().min().zip(days().max()),
        waits: true,
        holds: true,
        ..Asked::default()
    }
}
