//! The waits that a turn knows, and what it changes of them.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use preau_domain::booking::SlotKey;
use preau_domain::ids::{ChildId, FamilyId, WaitingId};
use preau_domain::waiting::{Line, PartState, Wait};
use preau_entities::rows::Key;
use preau_entities::rows::waiting_place::Model;
use preau_entities::store::alerts::Kind;
use preau_entities::store::turn::{NewWait, WaitChange};

use crate::booking::known::slot_key;
use crate::towns::Town;

/// The line of some slots, over the rows that it was read from.
#[derive(Clone, Debug, Default)]
pub(crate) struct Waits {
    pub line: Line,
    facts: BTreeMap<i64, Facts>,
    /// The state of each row that the store has.
    stored: BTreeMap<(i64, SlotKey), PartState>,
    /// By how much more or less places are kept.
    counts: BTreeMap<SlotKey, i64>,
}

/// What a wait is beside its place in the line.
#[derive(Clone, Copy, Debug)]
struct Facts {
    id: WaitingId,
    family: FamilyId,
    joined_at: DateTime<Utc>,
    /// Set while rows were there when the turn began, when a place was already kept.
    offered: bool,
}

/// What a family is told of a wait that changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct News {
    pub wait: WaitingId,
    pub family: FamilyId,
    pub kind: Kind,
    /// The end of an offer.
    pub until: Option<DateTime<Utc>>,
    pub asked: SlotKey,
}

impl Waits {
    /// Reads rows. Those of activities that the rule books no longer have wait for nothing.
    pub fn read(town: &Town, rows: &[Model]) -> Self {
        let mut waits = Self::default();
        let mut by_position: BTreeMap<i64, Vec<(&Model, SlotKey)>> = BTreeMap::new();
        for row in rows {
            if let Some(slot) = slot_key(town, row.activity_id, row.day) {
                by_position.entry(row.position).or_default().push((row, slot));
            }
        }
        for (position, parts) in by_position {
            let asked = parts.iter().find(|(row, _)| row.asked).or(parts.first());
            let Some(&(row, asked)) = asked else { continue };
            let mut wait = Wait::new(ChildId(row.child_id.0), asked, []);
            for (row, slot) in &parts {
                let state = PartState::from(row.state);
                wait.parts.insert(*slot, state);
                waits.stored.insert((position, *slot), state);
                if state == PartState::Offered {
                    wait.until = row.offer_ends_at;
                }
            }
            let facts = Facts {
                id: WaitingId(row.waiting_id.0),
                family: FamilyId(row.family_id.0),
                joined_at: row.joined_at,
                offered: wait.is_offered(),
            };
            waits.facts.insert(position, facts);
            waits.line.add(position, wait);
        }
        waits
    }

    /// A family joins the line.
    pub fn join(&mut self, id: WaitingId, family: FamilyId, position: i64, wait: Wait, now: DateTime<Utc>) {
        let facts = Facts {
            id,
            family,
            joined_at: now,
            offered: false,
        };
        self.facts.insert(position, facts);
        self.line.add(position, wait);
    }

    pub fn count(&mut self, slot: SlotKey, by: i64) {
        *self.counts.entry(slot).or_default() += by;
    }

    /// By how much more or less places are kept than when the turn began.
    pub fn counts(&self) -> &BTreeMap<SlotKey, i64> {
        &self.counts
    }

    /// What families are to be told, in the order of the line.
    pub fn news(&self) -> Vec<News> {
        let tell = |(position, wait): (i64, &Wait)| {
            let facts = self.facts.get(&position)?;
            let lapsed = wait.parts.values().any(|state| *state == PartState::Lapsed);
            let kind = match (facts.offered, wait.is_offered(), lapsed) {
                (false, true, _) => Kind::Offered,
                (true, false, true) => Kind::Lapsed,
                _ => return None,
            };
            Some(News {
                wait: facts.id,
                family: facts.family,
                kind,
                until: wait.until,
                asked: wait.asked,
            })
        };
        self.line.waits().filter_map(tell).collect()
    }

    /// The rows that are new, and those that changed.
    pub fn rows(&self, town: &Town, now: DateTime<Utc>) -> (Vec<NewWait>, Vec<WaitChange>) {
        let (mut new, mut changed) = (Vec::new(), Vec::new());
        for (position, wait) in self.line.waits() {
            let Some(facts) = self.facts.get(&position) else {
                continue;
            };
            for (&slot, &state) in &wait.parts {
                let before = self.stored.get(&(position, slot)).copied();
                if before == Some(state) {
                    continue;
                }
                let offered = state == PartState::Offered;
                let change = WaitChange {
                    waiting_id: Key(facts.id.0),
                    activity_id: Key(town.activity_id(slot).0),
                    state: state.into(),
                    offered_at: offered.then_some(now),
                    offer_ends_at: wait.until.filter(|_| offered),
                    ended_at: (!state.is_open()).then_some(now),
                };
                if before.is_some() {
                    changed.push(change);
                    continue;
                }
                new.push(NewWait {
                    waiting_id: change.waiting_id,
                    activity_id: change.activity_id,
                    day: slot.day,
                    child_id: Key(wait.child.0),
                    family_id: Key(facts.family.0),
                    position,
                    asked: slot == wait.asked,
                    joined_at: facts.joined_at,
                    state: change.state,
                    offered_at: change.offered_at,
                    offer_ends_at: change.offer_ends_at,
                    ended_at: change.ended_at,
                });
            }
        }
        (new, changed)
    }
}
