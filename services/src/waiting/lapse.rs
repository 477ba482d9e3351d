//! Passing on the places that nobody accepted in time.

use chrono::NaiveDate;
use futures_util::FutureExt;
use preau_domain::ids::{ActivityId, CommuneId};
use preau_entities::store::booking::Lock;
use preau_entities::store::turn::Turn;

use super::pass_on::pass_on;
use crate::booking::batch::Rows;
use crate::booking::known::{Asked, Known};
use crate::booking::touched::with_linked;
use crate::booking::turn::{Lost, conclude, in_turn};
use crate::{Fault, Portal};

/// Ends the offers of these slots whose time is over, and passes their places on, in the town's turn. Any other turn
/// that came by since has done so already; then nothing is left to do.
pub(crate) async fn run(portal: &Portal, commune: CommuneId, slots: &[(ActivityId, NaiveDate)]) -> Result<(), Fault> {
    let asked = (commune, slots.to_vec());
    in_turn(portal, commune, asked, |own, (commune, slots)| {
        attempt(own, *commune, slots).boxed()
    })
    .await
}

async fn attempt(portal: &Portal, commune: CommuneId, slots: &[(ActivityId, NaiveDate)]) -> Result<(), Lost> {
    let turn = Turn::begin(&portal.db, commune).await?.ok_or(Fault::NotFound)?;
    let town = portal.towns.at_version(commune, turn.start.rule_book_version).await?;
    let days = || slots.iter().map(|(_, day)| *day);
    let asked = Asked {
        slots: slots
            .iter()
            .flat_map(|&(activity, day)| with_linked(&town, activity, std::iter::once(day)))
            .collect(),
        days: days().min().zip(days().max()),
        waits: true,
        ..Asked::default()
    };
    let mut known = Known::load(turn.reads(), &town, &asked, Lock::Change).await?;
    let now = portal.clock.now();
    pass_on(turn.reads(), &town, &mut known, now).await?;
    let rows = Rows::new(&town, portal.random.as_ref(), now, turn.start);
    conclude(portal, &town, turn, rows, &known).await
}
