//! The waits that a turn knows, and what it changes of them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use preau_domain::booking::SlotKey;
use preau_domain::ids::{ChildId, FamilyId, WaitingId};
use preau_domain::waiting::{Became, End, Line, PartState, Wait};
use preau_entities::rows::Key;
use preau_entities::rows::waiting_place::{Model, State};
use preau_entities::store::turn::{NewWait, SlotChange, WaitChange};

use super::gone::Gone;
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
    gone: Gone,
}

/// What a wait is beside its place in the line.
#[derive(Clone, Copy, Debug)]
struct Facts {
    id: WaitingId,
    family: FamilyId,
    joined_at: DateTime<Utc>,
    /// Set while rows were there when the turn began, when a place was already kept.
    offered: bool,
    /// What the store has of [`Wait::closes_at`].
    closes_at: Option<DateTime<Utc>>,
}

/// What a family is told of a wait that changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct News {
    pub wait: WaitingId,
    pub family: FamilyId,
    pub became: Became,
    /// The end of an offer, and what was asked for.
    pub offer: Option<(DateTime<Utc>, SlotKey)>,
}

impl Waits {
    /// Reads open rows. Those of activities that the rule books no longer have are kept apart: they wait for nothing.
    pub fn read(town: &Town, rows: &[Model]) -> Self {
        let mut waits = Self::default();
        let mut by_position: BTreeMap<i64, Vec<(&Model, SlotKey)>> = BTreeMap::new();
        for row in rows {
            waits.facts.entry(row.position).or_insert(Facts {
                id: WaitingId(row.waiting_id.0),
                family: FamilyId(row.family_id.0),
                joined_at: row.joined_at,
                offered: row.state == State::Offered,
                closes_at: row.closes_at,
            });
            match slot_key(town, row.activity_id, row.day) {
                Some(slot) => by_position.entry(row.position).or_default().push((row, slot)),
                None => waits.gone.add(row),
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
            wait.closes_at = row.closes_at;
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
            closes_at: None,
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

    /// Ends the parts in slots that are gone, of days of which that can be said. The places let go of slots that are
    /// there still.
    pub fn end_gone(&mut self, how: impl Fn(NaiveDate) -> Option<End>) -> Vec<SlotKey> {
        let over = self.gone.end(how);
        over.into_iter()
            .flat_map(|(position, end)| self.line.end(position, end))
            .collect()
    }

    /// By how much less places are kept in slots that are gone.
    pub fn gone_counts(&self) -> impl Iterator<Item = SlotChange> + use<> {
        self.gone.counts()
    }

    /// What families are to be told, in the order of the line.
    pub fn news(&self) -> Vec<News> {
        let tell = |(&position, facts): (&i64, &Facts)| {
            let wait = self.line.wait(position);
            let is_in = |state: PartState| wait.is_some_and(|wait| wait.parts.values().any(|part| *part == state));
            let open = wait.is_some_and(Wait::is_open);
            let ended = is_in(PartState::Expired) || is_in(PartState::Withdrawn) || self.gone.has_ended(position);
            let became = match (facts.offered, is_in(PartState::Offered)) {
                _ if ended && !open => Became::Ended,
                (false, true) => Became::Offered,
                (true, false) if is_in(PartState::Lapsed) => Became::Lapsed,
                (true, false) if is_in(PartState::Waiting) => Became::Withheld,
                _ => return None,
            };
            Some(News {
                wait: facts.id,
                family: facts.family,
                became,
                offer: wait.and_then(|wait| Some((wait.until?, wait.asked))),
            })
        };
        self.facts.iter().filter_map(tell).collect()
    }

    /// The instants at which waits end of which the store does not know yet.
    pub fn closings(&self) -> BTreeSet<DateTime<Utc>> {
        let waiting = self
            .line
            .waits()
            .filter(|(_, wait)| wait.is_open() && !wait.is_offered());
        let stored = |position: i64| self.facts.get(&position).and_then(|facts| facts.closes_at);
        let told = waiting.filter(|(position, wait)| wait.closes_at != stored(*position));
        told.filter_map(|(_, wait)| wait.closes_at).collect()
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
                let longer = state.is_open() && facts.closes_at != wait.closes_at;
                if before == Some(state) && !longer {
                    continue;
                }
                let offered = state == PartState::Offered;
                let change = WaitChange {
                    waiting_id: Key(facts.id.0),
                    activity_id: Key(town.activity_id(slot).0),
                    state: state.into(),
                    offered_at: offered.then_some(now),
                    offer_ends_at: wait.until.filter(|_| offered),
                    closes_at: wait.closes_at,
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
                    closes_at: change.closes_at,
                    ended_at: change.ended_at,
                });
            }
        }
        changed.extend(self.gone.changes(now));
        (new, changed)
    }
}
