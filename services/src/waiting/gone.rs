//! Parts of waits in slots that the rule books no longer have.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use preau_domain::waiting::{End, PartState};
use preau_entities::rows::Key;
use preau_entities::rows::waiting_place::{Model, State};
use preau_entities::store::turn::{SlotChange, WaitChange};

/// By position and activity.
#[derive(Clone, Debug, Default)]
pub(super) struct Gone(BTreeMap<(i64, Key), Part>);

#[derive(Clone, Copy, Debug)]
struct Part {
    wait: Key,
    day: NaiveDate,
    asked: bool,
    /// A place of the slot is kept for it, and counted.
    kept: bool,
    ended: Option<End>,
}

impl Gone {
    /// Takes note of an open row.
    pub fn add(&mut self, row: &Model) {
        let part = Part {
            wait: row.waiting_id,
            day: row.day,
            asked: row.asked,
            kept: row.state == State::Offered,
            ended: None,
        };
        self.0.insert((row.position, row.activity_id), part);
    }

    /// Ends what is of days of which that can be said. The waits come back that end with it, since what they asked for
    /// is gone; what only came along comes along no more.
    pub fn end(&mut self, how: impl Fn(NaiveDate) -> Option<End>) -> Vec<(i64, End)> {
        let mut over = Vec::new();
        for (&(position, _), part) in &mut self.0 {
            let Some(end) = how(part.day).filter(|_| part.ended.is_none()) else {
                continue;
            };
            part.ended = Some(if part.asked { end } else { End::Left });
            if part.asked {
                over.push((position, end));
            }
        }
        over
    }

    /// Whether what the wait asked for is gone, and has ended.
    pub fn has_ended(&self, position: i64) -> bool {
        let parts = self.0.iter().filter(|((at, _), _)| *at == position);
        parts.into_iter().any(|(_, part)| part.asked && part.ended.is_some())
    }

    pub fn changes(&self, now: DateTime<Utc>) -> impl Iterator<Item = WaitChange> + '_ {
        self.0.iter().filter_map(move |(&(_, activity_id), part)| {
            Some(WaitChange {
                waiting_id: part.wait,
                activity_id,
                state: PartState::from(part.ended?).into(),
                offered_at: None,
                offer_ends_at: None,
                closes_at: None,
                ended_at: Some(now),
            })
        })
    }

    /// Their counters go on, though nobody sees them.
    pub fn counts(&self) -> impl Iterator<Item = SlotChange> + use<> {
        let mut free: BTreeMap<(Key, NaiveDate), i64> = BTreeMap::new();
        for ((_, activity), part) in &self.0 {
            if part.kept && part.ended.is_some() {
                *free.entry((*activity, part.day)).or_default() += 1;
            }
        }
        free.into_iter().map(|((activity_id, day), places)| SlotChange {
            activity_id,
            day,
            capacity: 0,
            delta: -places,
        })
    }
}
