//! The town's carts once more, as plainly as can be: maps that are walked, over the plain rules of the bookings.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};
use preau_domain::ids::ChildId;

use super::town::MINUTES;
use crate::booking::reference::{Became, Place, Reference, Tick};

/// The order in which families read the activities.
const ACTIVITIES: [&str; 3] = ["midi", "cantine", "etude"];

#[derive(Clone)]
pub struct Line {
    pub book: bool,
    pub added_at: DateTime<Utc>,
}

pub struct Carts {
    pub rules: Reference,
    pub by_family: BTreeMap<usize, BTreeMap<Place, Line>>,
    /// Until when each place of `rules.held` is kept.
    pub until: BTreeMap<Place, DateTime<Utc>>,
    pub family_of: fn(ChildId) -> usize,
    pub now: DateTime<Utc>,
}

/// What became of ticks, each once.
pub type Told = Vec<(Tick, Became)>;

impl Carts {
    /// What is over keeps nothing: the instant itself is over.
    pub fn expire(&mut self) {
        let now = self.now;
        self.until.retain(|_, until| *until > now);
        self.follow();
    }

    fn follow(&mut self) {
        self.rules.held = self.until.keys().copied().collect();
    }

    /// Days booked and given back past the cart.
    pub fn plan(&mut self, ticks: &[Tick]) -> Told {
        let told = self.settle(ticks);
        self.forget_booked();
        told
    }

    /// Puts ticks into the family's cart: those that are left out of it.
    pub fn add(&mut self, family: usize, ticks: &[Tick]) -> Told {
        let cart = self.by_family.entry(family).or_default();
        let mut fresh = BTreeSet::new();
        for tick in ticks {
            match cart.get(&tick.place).map(|line| line.book) {
                Some(book) if book == tick.book => {}
                Some(_) => {
                    cart.remove(&tick.place);
                    fresh.remove(&tick.place);
                }
                None => {
                    let line = Line {
                        book: tick.book,
                        added_at: self.now,
                    };
                    cart.insert(tick.place, line);
                    fresh.insert(tick.place);
                }
            }
        }
        self.let_go_of_the_rest(family);
        let before = self.rules.clone();
        let tried = self.settle(&self.lines(family));
        self.rules = before;
        let mut left_out = Vec::new();
        let mut refused = BTreeSet::new();
        for (tick, became) in tried {
            if !matches!(became, Became::Booked | Became::Cancelled | Became::Unchanged) {
                refused.insert(tick.place);
            }
            if fresh.contains(&tick.place) && !matches!(became, Became::Booked | Became::Cancelled) {
                self.by_family.get_mut(&family).unwrap().remove(&tick.place);
                left_out.push((tick, became));
            }
        }
        // A line that stood there already, and that the cart as a whole would be refused by now, keeps no place.
        for tick in ticks.iter().filter(|tick| !refused.contains(&tick.place)) {
            if self.by_family[&family].get(&tick.place).is_some_and(|line| line.book) {
                self.hold(tick.place);
            }
        }
        self.let_go_of_the_rest(family);
        left_out
    }

    pub fn remove(&mut self, family: usize, places: &[Place]) {
        let cart = self.by_family.entry(family).or_default();
        cart.retain(|place, _| !places.contains(place));
        self.let_go_of_the_rest(family);
    }

    pub fn empty(&mut self, family: usize) {
        self.by_family.remove(&family);
        self.let_go_of_the_rest(family);
    }

    /// None for an empty cart.
    pub fn order(&mut self, family: usize) -> Option<Told> {
        let lines = self.lines(family);
        if lines.is_empty() {
            return None;
        }
        let told = self.settle(&lines);
        let settled = |became| matches!(became, Became::Booked | Became::Cancelled | Became::Unchanged);
        let cart = self.by_family.get_mut(&family).unwrap();
        for (tick, _) in told.iter().filter(|(_, became)| settled(*became)) {
            cart.remove(&tick.place);
        }
        let family_of = self.family_of;
        self.until.retain(|place, _| family_of(place.0) != family);
        self.follow();
        Some(told)
    }

    /// In the order added; those added together as families read them.
    fn lines(&self, family: usize) -> Vec<Tick> {
        let read = |activity| ACTIVITIES.iter().position(|known| *known == activity);
        let mut lines: Vec<_> = self.by_family.get(&family).into_iter().flatten().collect();
        lines.sort_by_key(|(place, line)| (line.added_at, place.2, place.0, read(place.1)));
        let tick = |(&place, line): (&Place, &Line)| Tick { place, book: line.book };
        lines.into_iter().map(tick).collect()
    }

    /// Child by child; those that only give back first.
    fn settle(&mut self, ticks: &[Tick]) -> Told {
        let mut by_child: Vec<(ChildId, Vec<Tick>)> = Vec::new();
        for &tick in ticks {
            match by_child.iter_mut().find(|(child, _)| *child == tick.place.0) {
                Some((_, theirs)) => theirs.push(tick),
                None => by_child.push((tick.place.0, vec![tick])),
            }
        }
        by_child.sort_by_key(|(_, ticks)| ticks.iter().any(|tick| tick.book));
        let now = self.now;
        let decided = by_child.into_iter().map(|(_, ticks)| self.rules.decide(&ticks, now));
        decided.flatten().collect()
    }

    /// A place that was kept and is booked is counted once.
    fn forget_booked(&mut self) {
        let held = &self.rules.held;
        self.until.retain(|place, _| held.contains(place));
    }

    fn whole(&self, place: Place) -> Vec<Place> {
        if self.rules.booked.contains(&place) {
            return Vec::new();
        }
        let other = self
            .rules
            .needs(place)
            .filter(|other| !self.rules.booked.contains(other));
        std::iter::once(place).chain(other).collect()
    }

    fn hold(&mut self, place: Place) {
        let whole = self.whole(place).into_iter();
        let missing: Vec<Place> = whole.filter(|part| !self.until.contains_key(part)).collect();
        if missing.iter().any(|&part| self.rules.full(part)) {
            return;
        }
        let until = self.now + TimeDelta::minutes(MINUTES);
        self.until.extend(missing.into_iter().map(|part| (part, until)));
        self.follow();
    }

    fn let_go_of_the_rest(&mut self, family: usize) {
        let lines = self.by_family.get(&family).into_iter().flatten();
        let lines = lines.filter(|(_, line)| line.book);
        let needed: BTreeSet<Place> = lines.flat_map(|(&place, _)| self.whole(place)).collect();
        let family_of = self.family_of;
        self.until
            .retain(|place, _| family_of(place.0) != family || needed.contains(place));
        self.follow();
    }
}
