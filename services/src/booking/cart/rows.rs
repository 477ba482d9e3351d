//! What a turn writes of the carts that it changed.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use preau_domain::cart::LineKey;
use preau_domain::ids::FamilyId;
use preau_entities::rows::Key;
use preau_entities::store::cart::Hold;
use preau_entities::store::turn::{Carts, NewCartAlert, SlotChange};

use super::state::Changes;
use crate::booking::batch::Rows;
use crate::outbox::Task;

impl Rows<'_> {
    /// Adds the lines and the places kept, which are counted like bookings; an alert for each family, behind all others; and
    /// for each end of what is kept the task that gives it back.
    pub(in crate::booking) fn carts(&mut self, changes: Changes) {
        for (key, _) in &changes.holds_gone {
            self.count(key, -1);
        }
        for (key, _) in &changes.holds {
            self.count(key, 1);
        }
        let holds: Vec<Hold> = changes.holds.into_iter().map(|(_, hold)| hold).collect();
        let holds: Vec<Hold> = holds.into_iter().chain(changes.longer).collect();
        let ends: BTreeSet<DateTime<Utc>> = holds.iter().map(|hold| hold.held_until).collect();
        for end in ends {
            self.task(&Task::EndCartHolds, end);
        }
        let waits = self.batch.waits.alerts.last().map(|alert| alert.position + 1);
        let first = waits.unwrap_or_else(|| self.next_position());
        let alert = |(position, family): (i64, FamilyId)| NewCartAlert {
            family_id: Key(family.0),
            position,
            at: self.now,
        };
        self.batch.carts = Carts {
            lines_gone: changes.lines_gone,
            lines: changes.lines,
            holds_gone: changes.holds_gone.into_iter().map(|(_, gone)| gone).collect(),
            holds,
            alerts: (first..).zip(changes.families).map(alert).collect(),
        };
    }

    fn count(&mut self, key: &LineKey, by: i64) {
        if let Some(slot) = self.town.slot(key.activity, key.day) {
            *self.slots.entry(slot).or_default() += by;
            return;
        }
        // No rule book has the activity that day any more; its counter goes on.
        let (activity_id, day) = (Key(key.activity.0), key.day);
        let rows = &mut self.batch.slots;
        match rows
            .iter_mut()
            .find(|row| (row.activity_id, row.day) == (activity_id, day))
        {
            Some(row) => row.delta += by,
            None => rows.push(SlotChange {
                activity_id,
                day,
                capacity: 0,
                delta: by,
            }),
        }
    }
}
