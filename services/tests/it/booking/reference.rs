//! The town's rules once more, as plainly as can be: sets, and what the règlement says in three sentences.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Datelike, Days, NaiveDate, TimeZone, Utc, Weekday};
use chrono_tz::Europe::Paris;
use preau_domain::ids::ChildId;

pub type Place = (ChildId, &'static str, NaiveDate);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Became {
    Booked,
    Cancelled,
    Unchanged,
    Contradictory,
    Closed,
    TooLate,
    Full,
}

/// One tick, or one taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tick {
    pub place: Place,
    pub book: bool,
}

#[derive(Clone)]
pub struct Reference {
    pub booked: BTreeSet<Place>,
    /// Places that families' carts keep.
    pub held: BTreeSet<Place>,
    pub capacity: BTreeMap<&'static str, usize>,
    pub care_plan: fn(ChildId) -> bool,
    /// What was booked since somebody looked, also where it had been given back in the same request.
    pub fresh: Vec<Place>,
}

impl Reference {
    /// Canteen always comes with midday; midday comes with canteen unless the child has a care plan.
    pub fn needs(&self, (child, activity, day): Place) -> Option<Place> {
        match activity {
            "cantine" => Some((child, "midi", day)),
            "midi" if !(self.care_plan)(child) => Some((child, "cantine", day)),
            _ => None,
        }
    }

    /// What cannot stay when this place is given back.
    fn goes_with(&self, (child, activity, day): Place) -> Option<Place> {
        let other = match activity {
            "cantine" => "midi",
            "midi" => "cantine",
            _ => return None,
        };
        Some((child, other, day)).filter(|&other| self.needs(other) == Some((child, activity, day)))
    }

    /// Whether all places but the one that is kept for the child are taken.
    pub fn full(&self, child_place: Place) -> bool {
        let (_, activity, day) = child_place;
        let held = self.held.iter().filter(|place| **place != child_place);
        let taken = self.booked.iter().chain(held);
        let taken = taken.filter(|place| (place.1, place.2) == (activity, day));
        taken.count() >= self.capacity[activity]
    }

    /// What becomes of each tick of one child, in the order asked, each once.
    pub fn decide(&mut self, ticks: &[Tick], now: DateTime<Utc>) -> Vec<(Tick, Became)> {
        let mut seen = BTreeSet::new();
        let ticks: Vec<Tick> = ticks.iter().copied().filter(|&tick| seen.insert(tick)).collect();
        let cancelled: BTreeSet<Place> = ticks.iter().filter(|tick| !tick.book).map(|tick| tick.place).collect();
        let mut became = BTreeMap::new();
        for &tick in ticks.iter().filter(|tick| tick.book) {
            for part in [Some(tick.place), self.needs(tick.place)].into_iter().flatten() {
                if cancelled.contains(&part) {
                    became.insert(tick, Became::Contradictory);
                    became.insert(
                        Tick {
                            place: part,
                            book: false,
                        },
                        Became::Contradictory,
                    );
                }
            }
        }
        let before = self.booked.clone();
        for &tick in ticks.iter().filter(|tick| !tick.book) {
            became
                .entry(tick)
                .or_insert_with(|| self.cancel(tick.place, &before, now));
        }
        let before = self.booked.clone();
        for &tick in ticks.iter().filter(|tick| tick.book) {
            became
                .entry(tick)
                .or_insert_with(|| self.book(tick.place, &before, now));
        }
        ticks.into_iter().map(|tick| (tick, became[&tick])).collect()
    }

    fn cancel(&mut self, place: Place, before: &BTreeSet<Place>, now: DateTime<Utc>) -> Became {
        if !before.contains(&place) {
            return Became::Unchanged;
        }
        if !self.booked.contains(&place) {
            return Became::Cancelled;
        }
        if now >= closes(place.2) {
            return Became::TooLate;
        }
        self.booked.remove(&place);
        if let Some(other) = self.goes_with(place) {
            self.booked.remove(&other);
        }
        Became::Cancelled
    }

    fn book(&mut self, place: Place, before: &BTreeSet<Place>, now: DateTime<Utc>) -> Became {
        if before.contains(&place) {
            return Became::Unchanged;
        }
        if self.booked.contains(&place) {
            return Became::Booked;
        }
        if !open(place.2) {
            return Became::Closed;
        }
        if now >= closes(place.2) {
            return Became::TooLate;
        }
        let other = self.needs(place).filter(|other| !self.booked.contains(other));
        if self.full(place) || other.is_some_and(|other| self.full(other)) {
            return Became::Full;
        }
        for part in std::iter::once(place).chain(other) {
            self.held.remove(&part);
            self.booked.insert(part);
            self.fresh.push(part);
        }
        Became::Booked
    }
}

/// Thursday 10:00 of the week before, on the clocks of Paris.
pub fn closes(day: NaiveDate) -> DateTime<Utc> {
    let monday = day - Days::new(u64::from(day.weekday().num_days_from_monday()));
    let thursday = (monday - Days::new(4)).and_hms_opt(10, 0, 0).unwrap();
    Paris.from_local_datetime(&thursday).unwrap().to_utc()
}

/// Class days of the weeks that the test walks through: no Wednesday, no weekend, no Armistice, no Christmas holidays.
pub fn open(day: NaiveDate) -> bool {
    let christmas = NaiveDate::from_ymd_opt(2026, 12, 19).unwrap();
    let armistice = NaiveDate::from_ymd_opt(2026, 11, 11).unwrap();
    let class = matches!(day.weekday(), Weekday::Mon | Weekday::Tue | Weekday::Thu | Weekday::Fri);
    class && day != armistice && day < christmas
}
