//! What a turn writes of the waits that it changed, and what it leaves to the worker.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use preau_domain::ids::{ActivityId, FamilyId, WaitingId};
use preau_domain::waiting::Became;
use preau_entities::rows::Key;
use preau_entities::store::alerts::Kind;
use preau_entities::store::turn::NewWaitingAlert;

use super::waits::Waits;
use crate::booking::batch::Rows;
use crate::outbox::Task;

impl Rows<'_> {
    /// Adds the rows of the waits, an alert for each place kept or kept no more and for each wait that ended without one, a
    /// mail for each family; for each end of an offer the task that passes its places on, and for each end of waits the
    /// one that ends them.
    pub(crate) fn waits(&mut self, waits: &Waits) {
        (self.batch.waits.new, self.batch.waits.changed) = waits.rows(self.town, self.now);
        let mut mails: BTreeMap<(Became, FamilyId), Vec<WaitingId>> = BTreeMap::new();
        let mut ends: BTreeMap<DateTime<Utc>, Vec<(ActivityId, NaiveDate)>> = BTreeMap::new();
        for (position, news) in (self.next_position()..).zip(waits.news()) {
            self.batch.waits.alerts.push(NewWaitingAlert {
                position,
                family_id: Key(news.family.0),
                waiting_id: Key(news.wait.0),
                kind: alert(news.became),
                at: self.now,
            });
            mails.entry((news.became, news.family)).or_default().push(news.wait);
            if let Some((until, asked)) = news.offer.filter(|_| news.became == Became::Offered) {
                let slot = (self.town.activity_id(asked), asked.day);
                ends.entry(until).or_default().push(slot);
            }
        }
        for ((became, family), waits) in mails {
            let mail = Task::MailWaits {
                became,
                family,
                waits,
                guardian: None,
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

fn alert(became: Became) -> Kind {
    match became {
        Became::Offered => Kind::Offered,
        Became::Lapsed | Became::Withheld => Kind::Lapsed,
        Became::Ended => Kind::WaitEnded,
    }
}
