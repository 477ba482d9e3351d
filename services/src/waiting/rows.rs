//! What a turn writes of the waits that it changed, and what it leaves to the worker.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use preau_domain::ids::{ActivityId, FamilyId, WaitingId};
use preau_entities::rows::Key;
use preau_entities::store::alerts::Kind;
use preau_entities::store::turn::NewWaitingAlert;

use super::waits::Waits;
use crate::booking::batch::Rows;
use crate::outbox::Task;

impl Rows<'_> {
    /// Adds the rows of the waits, an alert for each place kept or kept no more, a mail for each family, and for each
    /// end of an offer the task that passes its places on.
    pub(crate) fn waits(&mut self, waits: &Waits) {
        (self.batch.waits.new, self.batch.waits.changed) = waits.rows(self.town, self.now);
        let mut offered: BTreeMap<FamilyId, Vec<WaitingId>> = BTreeMap::new();
        let mut lapsed: BTreeMap<FamilyId, Vec<WaitingId>> = BTreeMap::new();
        let mut ends: BTreeMap<DateTime<Utc>, Vec<(ActivityId, NaiveDate)>> = BTreeMap::new();
        for (position, news) in (self.next_position()..).zip(waits.news()) {
            self.batch.waits.alerts.push(NewWaitingAlert {
                position,
                family_id: Key(news.family.0),
                waiting_id: Key(news.wait.0),
                kind: news.kind,
                at: self.now,
            });
            if news.kind == Kind::Lapsed {
                lapsed.entry(news.family).or_default().push(news.wait);
                continue;
            }
            offered.entry(news.family).or_default().push(news.wait);
            if let Some(until) = news.until {
                let slot = (self.town.activity_id(news.asked), news.asked.day);
                ends.entry(until).or_default().push(slot);
            }
        }
        let guardian = None;
        for (family, waits) in offered {
            let mail = Task::MailOffers {
                family,
                waits,
                guardian,
            };
            self.task(&mail, self.now);
        }
        for (family, waits) in lapsed {
            let mail = Task::MailOfferLapses {
                family,
                waits,
                guardian,
            };
            self.task(&mail, self.now);
        }
        for (until, mut slots) in ends {
            slots.sort_unstable();
            slots.dedup();
            self.task(&Task::OfferLapses { slots }, until);
        }
    }
}
