//! What a family owes, as the rule book of this town says it: no more of it than that.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, TimeDelta, Timelike};
use preau_domain::attendance::DueKind;
use preau_domain::ids::ChildId;
use preau_domain::rulebook::absence::AbsenceReason;
use preau_domain::rulebook::surcharge::Per;

use super::log::Seen;
use super::reference::Booked;
use super::town::{ACTIVITIES, Place, begins, civil, meal, morning};

/// Day, activity, for what, cents, and how often.
pub type Line = (NaiveDate, &'static str, DueKind, i64, Per);

/// A place that is booked, or written about.
#[derive(Clone, Debug)]
pub struct Known {
    pub booked: Option<Booked>,
    pub seen: Seen,
}

/// What a family's children have, eldest first.
pub struct Household {
    pub children: Vec<ChildId>,
    pub places: BTreeMap<Place, Known>,
}

impl Household {
    /// What is due for each child from one day to another.
    pub fn due(&self, from: NaiveDate, to: NaiveDate) -> BTreeMap<ChildId, Vec<Line>> {
        let mut due: BTreeMap<ChildId, Vec<Line>> = self.children.iter().map(|&child| (child, Vec::new())).collect();
        let days: BTreeSet<NaiveDate> = self.places.keys().map(|place| place.2).collect();
        for on in days.into_iter().filter(|on| (from..=to).contains(on)) {
            // Fetching the children too late costs the family once.
            let mut fetched_late = false;
            for &child in &self.children {
                for activity in ACTIVITIES {
                    let place = (child, activity, on);
                    for (kind, cents, per) in self.lines(place) {
                        if per == Per::Family && std::mem::replace(&mut fetched_late, true) {
                            continue;
                        }
                        due.entry(child).or_default().push((on, activity, kind, cents, per));
                    }
                }
            }
        }
        due
    }

    fn lines(&self, place: Place) -> Vec<(DueKind, i64, Per)> {
        let Some(Known { booked, seen }) = self.places.get(&place) else {
            return Vec::new();
        };
        let mut lines = Vec::new();
        match booked {
            Some(booked) => {
                let (price, extra) = self.price(place, booked);
                let (kind, cents) = if seen.absent {
                    (DueKind::Absent, self.absent(place, seen, price))
                } else {
                    (DueKind::Used, Some(price))
                };
                lines.push((kind, cents.unwrap_or(0), Per::Place));
                // What is waived is waived with what was added to it.
                if extra > 0 && cents.is_some() {
                    lines.push((DueKind::LateExtra, extra, Per::Place));
                }
            }
            None if !seen.came() => {}
            None if place.1 == "cantine" => lines.push((DueKind::Unbooked, meal(place.2).1, Per::Place)),
            None => {
                lines.push((DueKind::Unbooked, self.evening(place), Per::Place));
                if self.how_often(place, |known| known.booked.is_none() && known.seen.came()) > 1 {
                    lines.push((DueKind::UnbookedExtra, 500, Per::Place));
                }
            }
        }
        if place.1 == "soir" && is_late(seen) && self.how_often(place, |known| is_late(&known.seen)) > 1 {
            lines.push((DueKind::LatePickup, 1500, Per::Family));
        }
        lines
    }

    /// Of a booked place, and what is added because it was booked late.
    fn price(&self, place: Place, booked: &Booked) -> (i64, i64) {
        if place.1 == "soir" {
            return (self.evening(place), 0);
        }
        (booked.cents - booked.extra, booked.extra)
    }

    /// An evening is cheaper for who is there with a brother or a sister.
    fn evening(&self, (child, activity, on): Place) -> i64 {
        let there = |of: &ChildId| {
            let known = self.places.get(&(*of, activity, on));
            known.is_some_and(|known| known.seen.came())
        };
        let with_another = self.children.iter().any(|other| *other != child && there(other));
        if there(&child) && with_another { 150 } else { 200 }
    }

    /// What an absence costs; none where it is waived.
    fn absent(&self, place: Place, seen: &Seen, price: i64) -> Option<i64> {
        if place.1 == "soir" {
            if seen.certificate.is_some() {
                return None;
            }
            let counts = |known: &Known| {
                let Known { booked, seen } = known;
                booked.is_some() && seen.absent && seen.certificate.is_none()
            };
            let plus = if self.how_often(place, counts) > 2 { 50 } else { 0 };
            return Some(price + plus);
        }
        let absence = self.absence(place);
        let within = |hours: i64, since: DateTime<_>| {
            let latest = since + TimeDelta::hours(hours);
            seen.certificate.is_some_and(|at| at <= latest)
        };
        match seen.reason {
            Some(AbsenceReason::Illness) => {
                let begun = within(48, begins(absence[0]));
                let told = seen.reported.is_some_and(|at| at < morning(place.2));
                let later = place != absence[0];
                (!(begun && (told || later))).then_some(price)
            }
            Some(AbsenceReason::Hospital) => {
                let in_time = match self.after(*absence.last().unwrap()) {
                    Some(back) => within(24, begins(back)),
                    None => seen.certificate.is_some(),
                };
                (!in_time).then_some(price)
            }
            Some(AbsenceReason::Family) => Some(price / 2),
            _ => Some(price),
        }
    }

    /// The days that are one absence with this one: those before and behind it, at most a week apart, between which the
    /// child had no place that it came to or may have come to.
    fn absence(&self, place: Place) -> Vec<Place> {
        let booked: Vec<Place> = self.booked(place).collect();
        let nth = booked.iter().position(|&one| one == place).unwrap();
        let one = |a: Place, b: Place| {
            let absent = |place: &Place| self.places[place].seen.absent;
            absent(&a) && absent(&b) && (b.2 - a.2).num_days() <= 7
        };
        let (mut first, mut last) = (nth, nth);
        while first > 0 && one(booked[first - 1], booked[first]) {
            first -= 1;
        }
        while last + 1 < booked.len() && one(booked[last], booked[last + 1]) {
            last += 1;
        }
        booked[first..=last].to_vec()
    }

    /// The next day that is booked.
    fn after(&self, place: Place) -> Option<Place> {
        self.booked(place).find(|one| one.2 > place.2)
    }

    /// The days that a child has in an activity.
    fn booked(&self, (child, activity, _): Place) -> impl Iterator<Item = Place> + '_ {
        let own = self.places.iter().filter(move |(place, known)| {
            let same = (place.0, place.1) == (child, activity);
            same && known.booked.is_some()
        });
        own.map(|(place, _)| *place)
    }

    /// How often something was so of a child in an activity, up to a day.
    fn how_often(&self, (child, activity, on): Place, so: impl Fn(&Known) -> bool) -> usize {
        let own = self.places.iter().filter(|(place, known)| {
            let same = (place.0, place.1) == (child, activity);
            same && place.2 <= on && so(known)
        });
        own.count()
    }
}

/// The child left after 18:35, to the minute.
fn is_late(seen: &Seen) -> bool {
    let left = seen.left.map(|at| civil(at).1);
    left.is_some_and(|left| (left.hour(), left.minute()) > (18, 35))
}
