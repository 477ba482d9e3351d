//! Places that are kept for families which may not book them any more.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use preau_domain::ids::{ActivityId, FamilyId};
use preau_entities::rows::waiting_place::Model;
use preau_entities::store::booking::{Lock, SlotRef};
use preau_entities::store::{ConnectionTrait, StoreError, waiting};

use super::pass_on::{meet, pass_on};
use super::standing::holds_good;
use crate::booking::known::{Asked, Known, KnownChild};
use crate::booking::touched::with_linked;
use crate::towns::Town;

/// Families' offers looked at in one turn, where many families are concerned: a review of all waits comes behind it.
const AT_ONCE: usize = 32;

/// What is offered to some families.
pub(crate) struct Offers(Vec<Model>);

impl Offers {
    /// One statement, and none where nobody can be waiting.
    pub async fn to<C: ConnectionTrait>(db: &C, town: &Town, families: &[FamilyId]) -> Result<Self, StoreError> {
        if families.is_empty() || !town.may_have_waits() {
            return Ok(Self(Vec::new()));
        }
        Ok(Self(waiting::offered_to(db, town.id, families).await?))
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds what is to be loaded and locked to pass them on.
    pub fn ask(&self, town: &Town, asked: &mut Asked) {
        for row in &self.0 {
            let linked = with_linked(town, ActivityId(row.activity_id.0), std::iter::once(row.day));
            asked.slots.extend(linked);
            asked.rows.insert(SlotRef {
                activity_id: row.activity_id,
                day: row.day,
            });
            let (first, last) = asked.days.unwrap_or((row.day, row.day));
            asked.days = Some((first.min(row.day), last.max(row.day)));
        }
        asked.waits |= !self.is_empty();
    }

    /// Holds them against what is known of the children's families now.
    pub fn hold(&self, town: &Town, known: &mut Known, now: DateTime<Utc>) {
        let positions: BTreeSet<i64> = self.0.iter().map(|row| row.position).collect();
        for position in positions {
            holds_good(town, known, position, now);
        }
    }

    /// The rows of the first waits.
    fn first(mut self, most: usize) -> Self {
        let positions = self.0.iter().map(|row| row.position);
        let first: BTreeSet<i64> = positions.collect::<BTreeSet<_>>().into_iter().take(most).collect();
        self.0.retain(|row| first.contains(&row.position));
        self
    }
}

/// Holds what is offered to some families against what a turn is about to write of them, and passes on what they may not
/// book any more. `change` brings a child to what will be so of its family.
pub(crate) async fn hold_against<C: ConnectionTrait>(
    db: &C,
    town: &Town,
    families: &[FamilyId],
    change: impl Fn(&mut KnownChild),
    now: DateTime<Utc>,
) -> Result<Known, StoreError> {
    let offers = Offers::to(db, town, families).await?.first(AT_ONCE);
    if offers.is_empty() {
        return Ok(Known::default());
    }
    let mut asked = Asked::default();
    offers.ask(town, &mut asked);
    let mut known = Known::load(db, town, &asked, Lock::Change).await?;
    // All who wait there: none may be served by what was so before.
    let everybody: Vec<i64> = known.waits.line.waits().map(|(position, _)| position).collect();
    meet(db, town, &mut known, &everybody).await?;
    known.children.values_mut().for_each(change);
    offers.hold(town, &mut known, now);
    pass_on(db, town, &mut known, now).await?;
    Ok(known)
}
