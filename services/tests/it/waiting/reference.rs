//! The town's waiting list once more, as plainly as can be: lists that are walked from the front.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use preau_domain::ids::ChildId;

use super::town::HOURS;
use crate::booking::reference::{Place, closes, open};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Became {
    Booked,
    /// Booked, if staff say so.
    Pending,
    Cancelled,
    CancellationAsked,
    Kept,
    Unchanged,
    Waiting(u32),
    Offered(DateTime<Utc>),
    Left,
    Closed,
    TooLate,
    Full,
    AlreadyBooked,
    AlreadyWaiting,
    PlaceFree,
    NoOffer,
    Undecided,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wait {
    pub position: i64,
    pub asked: Place,
    /// With the word of its state.
    pub parts: BTreeMap<Place, &'static str>,
    pub until: Option<DateTime<Utc>>,
}

pub struct Reference {
    pub booked: BTreeSet<Place>,
    /// Those of `booked` that staff have yet to decide about: `pending` or `cancellation_asked`.
    pub stands: BTreeMap<Place, &'static str>,
    /// Whether staff approve what is booked and given back.
    pub approves: bool,
    pub waits: Vec<Wait>,
    pub capacity: BTreeMap<&'static str, usize>,
    pub care_plan: fn(ChildId) -> bool,
    /// When the worker comes to look at which day of which group for offers that are over.
    pub tasks: BTreeSet<(DateTime<Utc>, &'static str, NaiveDate)>,
    /// Whether the rules have changed since it came.
    pub published: bool,
    /// When the request reached the portal that is decided now: deadlines, and the ends of offers, go by that.
    pub arrived: DateTime<Utc>,
    pub now: DateTime<Utc>,
}

/// What is linked is looked at together.
pub fn group(activity: &str) -> &'static str {
    if activity == "etude" { "etude" } else { "midi" }
}

fn is_open(state: &str) -> bool {
    state == "waiting" || state == "offered"
}

impl Wait {
    fn is_waiting(&self) -> bool {
        self.parts.values().any(|state| *state == "waiting")
    }
}

impl Reference {
    fn needs(&self, (child, activity, day): Place) -> Option<Place> {
        match activity {
            "cantine" => Some((child, "midi", day)),
            "midi" if !(self.care_plan)(child) => Some((child, "cantine", day)),
            _ => None,
        }
    }

    fn whole(&self, place: Place) -> Vec<Place> {
        let other = self.needs(place).filter(|other| !self.booked.contains(other));
        std::iter::once(place).chain(other).collect()
    }

    fn wait_of(&self, place: Place) -> Option<usize> {
        let open = |wait: &Wait| wait.parts.get(&place).is_some_and(|state| is_open(state));
        self.waits.iter().position(open)
    }

    fn kept(&self, place: Place) -> bool {
        self.waits.iter().any(|wait| wait.parts.get(&place) == Some(&"offered"))
    }

    fn free(&self, (_, activity, day): Place) -> bool {
        let here = |place: &&Place| (place.1, place.2) == (activity, day);
        let booked = self.booked.iter().filter(here).count();
        let parts = self.waits.iter().flat_map(|wait| &wait.parts);
        let kept = parts
            .filter(|(place, state)| here(place) && **state == "offered")
            .count();
        booked + kept < self.capacity[activity]
    }

    fn refused(&self, place: Place) -> Option<Became> {
        match place.2 {
            day if !open(day) => Some(Became::Closed),
            day if self.arrived >= closes(day) => Some(Became::TooLate),
            _ => None,
        }
    }

    /// Lapses and offers of one day of a group.
    pub fn pass_on(&mut self, of: &str, day: NaiveDate) {
        let here = |wait: &Wait| group(wait.asked.1) == of && wait.asked.2 == day;
        for wait in self.waits.iter_mut().filter(|wait| here(wait)) {
            if wait.until.is_some_and(|until| until <= self.arrived) {
                end(wait, "lapsed");
            }
            if self.now >= closes(day) && wait.is_waiting() {
                end(wait, "expired");
            }
        }
        for at in 0..self.waits.len() {
            let wait = &self.waits[at];
            if !here(wait) || !wait.is_waiting() {
                continue;
            }
            let whole = self.whole(wait.asked);
            let full = whole.iter().any(|&part| !self.kept(part) && !self.free(part));
            if full || self.rests_on_nothing_sure(wait.asked) {
                continue;
            }
            let until = (self.now + TimeDelta::hours(HOURS)).min(closes(day));
            for part in whole.into_iter().filter(|&part| !self.kept(part)).collect::<Vec<_>>() {
                if let Some(other) = self.wait_of(part).filter(|&other| other != at) {
                    if self.waits[other].asked == part {
                        end(&mut self.waits[other], "left");
                    } else {
                        self.waits[other].parts.insert(part, "left");
                    }
                }
                self.waits[at].parts.insert(part, "offered");
            }
            self.waits[at].until = Some(until);
            self.tasks.insert((until, group(self.waits[at].asked.1), day));
        }
    }

    /// The worker comes.
    pub fn work(&mut self) {
        self.arrived = self.now;
        let due: Vec<_> = self.tasks.iter().copied().filter(|(at, ..)| *at <= self.now).collect();
        for task in due {
            self.tasks.remove(&task);
            self.pass_on(task.1, task.2);
        }
        let over = self
            .waits
            .iter()
            .filter(|wait| wait.is_waiting() && closes(wait.asked.2) <= self.now);
        let over: Vec<_> = over.map(|wait| (group(wait.asked.1), wait.asked.2)).collect();
        let reviewed = self
            .waits
            .iter()
            .filter(|wait| self.published && wait.parts.values().any(|state| is_open(state)));
        let reviewed: Vec<_> = reviewed.map(|wait| (group(wait.asked.1), wait.asked.2)).collect();
        for (of, day) in over.into_iter().chain(reviewed) {
            self.pass_on(of, day);
        }
        self.published = false;
    }

    pub fn book(&mut self, place: Place) -> Became {
        if self.stands(place) == "cancellation_asked" {
            return self.keep(place);
        }
        if self.booked.contains(&place) {
            return Became::Unchanged;
        }
        if let Some(refused) = self.refused(place) {
            return refused;
        }
        let whole = self.whole(place);
        if whole.iter().any(|&part| !self.kept(part) && !self.free(part)) {
            return Became::Full;
        }
        if self.rests_on_nothing_sure(place) {
            return Became::Undecided;
        }
        for &part in &whole {
            self.booked.insert(part);
            if self.approves {
                self.stands.insert(part, "pending");
            }
        }
        for part in &whole {
            if let Some(at) = self.wait_of(*part) {
                self.waits[at].parts.insert(*part, "accepted");
            }
        }
        for wait in self.waits.iter_mut().filter(|wait| whole.contains(&wait.asked)) {
            end(wait, "left");
        }
        if self.approves { Became::Pending } else { Became::Booked }
    }

    pub fn cancel(&mut self, place: Place) -> Became {
        if !self.booked.contains(&place) || self.stands(place) == "cancellation_asked" {
            return Became::Unchanged;
        }
        if self.arrived >= closes(place.2) {
            return Became::TooLate;
        }
        let whole: Vec<Place> = std::iter::once(place).chain(self.rests_on(place)).collect();
        // What is asked for already asks for this, too.
        let asks = self.approves && whole.iter().any(|&part| self.stands(part) != "pending");
        for part in whole {
            if asks && self.stands(part) != "pending" {
                self.stands.insert(part, "cancellation_asked");
            } else {
                self.give_back(part);
            }
        }
        if self.booked.contains(&place) {
            Became::CancellationAsked
        } else {
            Became::Cancelled
        }
    }

    pub fn join(&mut self, place: Place, position: i64) -> Became {
        if self.booked.contains(&place) {
            return Became::AlreadyBooked;
        }
        if self.wait_of(place).is_some() {
            return Became::AlreadyWaiting;
        }
        if let Some(refused) = self.refused(place) {
            return refused;
        }
        let whole = self.whole(place);
        if whole.iter().all(|&part| self.kept(part) || self.free(part)) {
            return Became::PlaceFree;
        }
        // In time, and nobody in that line is served any more.
        if self.now >= closes(place.2) {
            return Became::TooLate;
        }
        let parts = whole.into_iter().filter(|&part| self.wait_of(part).is_none());
        let parts: BTreeMap<Place, &'static str> = parts.map(|part| (part, "waiting")).collect();
        let ahead = |part: &Place| {
            let same = |(other, state): (&Place, &&str)| (other.1, other.2) == (part.1, part.2) && *state == "waiting";
            self.waits.iter().filter(|wait| wait.parts.iter().any(same)).count()
        };
        let most = parts.keys().map(ahead).max().unwrap();
        self.waits.push(Wait {
            position,
            asked: place,
            parts,
            until: None,
        });
        Became::Waiting(u32::try_from(most).unwrap() + 1)
    }

    pub fn let_go(&mut self, place: Place, offers_only: bool) -> Became {
        match self.wait_of(place) {
            Some(at) if !offers_only || self.waits[at].until.is_some() => {
                end(&mut self.waits[at], "left");
                Became::Left
            }
            _ if offers_only => Became::NoOffer,
            _ => Became::Unchanged,
        }
    }

    pub fn accept(&mut self, place: Place) -> Became {
        let offered = self.wait_of(place).filter(|&at| self.waits[at].until.is_some());
        offered.map_or(Became::NoOffer, |at| self.book(self.waits[at].asked))
    }
}

/// What staff decide, and what they have yet to.
impl Reference {
    fn stands(&self, place: Place) -> &'static str {
        self.stands.get(&place).copied().unwrap_or("confirmed")
    }

    fn give_back(&mut self, place: Place) {
        self.booked.remove(&place);
        self.stands.remove(&place);
    }

    /// The booked place that cannot stay without this one.
    fn rests_on(&self, place: Place) -> Option<Place> {
        let (child, activity, day) = place;
        let other = match activity {
            "midi" => (child, "cantine", day),
            "cantine" => (child, "midi", day),
            _ => return None,
        };
        (self.booked.contains(&other) && self.needs(other) == Some(place)).then_some(other)
    }

    /// What it needs is booked, and may be taken away.
    fn rests_on_nothing_sure(&self, place: Place) -> bool {
        let needed = self.needs(place);
        needed.is_some_and(|needed| self.stands(needed) == "cancellation_asked")
    }

    fn keep(&mut self, place: Place) -> Became {
        let needed = self.needs(place);
        for part in std::iter::once(place).chain(needed) {
            if self.stands(part) == "cancellation_asked" {
                self.stands.remove(&part);
            }
        }
        Became::Kept
    }

    /// Staff decide about one place that waits for them, and with it about what shares its fate: whether each was
    /// accepted.
    pub fn decide(&mut self, place: Place, accept: bool) -> BTreeMap<Place, bool> {
        let stays = (self.stands(place) == "pending") == accept;
        let (mut open, mut done) = (vec![place], BTreeMap::new());
        while let Some(part) = open.pop() {
            let Some(stood) = self.stands.get(&part).copied().filter(|_| !done.contains_key(&part)) else {
                continue;
            };
            done.insert(part, (stood == "pending") == stays);
            let shares = if stays { self.needs(part) } else { self.rests_on(part) };
            open.extend(shares);
        }
        for &part in done.keys() {
            self.stands.remove(&part);
            if !stays {
                self.booked.remove(&part);
            }
        }
        done
    }
}

fn end(wait: &mut Wait, word: &'static str) {
    for state in wait.parts.values_mut().filter(|state| is_open(state)) {
        *state = word;
    }
}
