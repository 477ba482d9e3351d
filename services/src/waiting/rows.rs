//! What a turn writes of the waits that it changed, and what it leaves to the worker.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use preau_domain::ids::{ActivityId, FamilyId, WaitingId};
use preau_entities::rows::Key;
use preau_entities::store::turn::NewWaitingAlert;

use super::waits::{Became, Waits};
use crate::booking::batch::Rows;
use crate::outbox::Task;

impl Rows<'_> {
    /// Adds the rows of the waits, an alert for each place kept or kept no more and for each wait that ended without one, a
    /// mail for each family; for each end of an offer the task that passes its places on, and for each end of waits the
    /// one that ends them.
    pub(crate) fn waits(&mut self, waits: &Waits) {
        (self.batch.waits.new, self.batch.waits.changed) = waits.rows(self.town, self.now);
        let mut offered: BTreeMap<FamilyId, Vec<WaitingId>> = BTreeMap::new();
        let mut lapsed: BTreeMap<FamilyId, Vec<WaitingId>> = BTreeMap::new();
        let mut withheld: BTreeMap<FamilyId, Vec<WaitingId>> = BTreeMap::new();
        let mut over: BTreeMap<FamilyId, Vec<WaitingId>> = BTreeMap::new();
        let mut ends: BTreeMap<DateTime<Utc>, Vec<(ActivityId, NaiveDate)>> = BTreeMap::new();
        for (position, news) in (self.next_position()..).zip(waits.news()) {
            self.batch.waits.alerts.push(NewWaitingAlert {
                position,
                family_id: Key(news.family.0),
                waiting_id: Key(news.wait.0),
                kind: news.became.alert(),
                at: self.now,
            });
            let mails = match news.became {
                Became::Offered => &mut offered,
                Became::Lapsed => &mut lapsed,
                Became::Withheld => &mut withheld,
                Became::Ended => &mut over,
            };
            mails.entry(news.family).or_default().push(news.wait);
            if let Some((until, asked)) = news.offer.filter(|_| news.became == Became::Offered) {
                let slot = (self.town.activity_id(asked), asked.day);
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
        for (family, waits) in withheld {
            let mail = Task::MailOffersWithheld {
                family,
                waits,
                guardian,
            };
            self.task(&mail, self.now);
        }
        for (family, waits) in over {
            let mail = Task::MailWaitEnds {
                family,
                waits,
                guardian,
            };
            self.task(&mail, self.now);
        }
        for closes_at in waits.closings() {
            self.task_once(&Task::EndWaits, closes_at);
        }
        for (until, mut slots) in ends {
            slots.sort_unstable();
            slots.dedup();
            self.task(&Task::OfferLapses { slots }, until);
        }
    }
}
