//! Tablets with and without a network, staff at the desk and families, at random, while the clock runs: the day's rolls,
//! what is written of each child, what is due for it and who is told that a child is missing, against a plain reference.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Datelike, Days, NaiveDate, TimeDelta, Timelike, Utc};
use futures_util::future::join_all;
use preau_domain::attendance::{Fact, FactKind};
use preau_services::attendance::record::record;
use preau_services::outbox::run_due;
use preau_services::ports::Clock;

use super::family::Families;
use super::reference::{Reference, Tapped};
use super::tablet::{Tablet, request, some_fact, some_id, words};
use super::telling::{alerts_wait, children, family_is_told, roll_is_told};
use super::town::{ACTIVITIES, Place, civil, local, open, runs};
use crate::booking::chance::{Chance, Walks};
use crate::booking::world::{CHILDREN, FAMILIES, World, child, day};
use crate::stores::{Store, on_both_stores};
use crate::walk::model::Postbox;

on_both_stores! {
    the_portal_tells_what_was_written
}

const STEPS: usize = 1_000;

/// A walk through the town.
pub struct Walk {
    pub world: World,
    pub reference: Reference,
    pub chance: Chance,
    pub step: usize,
    /// What was met, so that the walk is known to have met enough.
    pub met: BTreeMap<String, usize>,
    /// Places that the step has to do with.
    pub touched: BTreeSet<Place>,
    /// Both tablets, and the desk.
    tablets: [Tablet; 3],
    pub families: Families,
}

const DESK: usize = 2;

async fn the_portal_tells_what_was_written(store: Store) {
    let walks = Walks::from(20_261_201);
    let mut walk = Walk {
        world: open(store, "2026-11-09T06:00:00Z").await,
        reference: Reference::default(),
        chance: Chance::new(walks.seed),
        step: 0,
        met: BTreeMap::new(),
        touched: BTreeSet::new(),
        tablets: ["tablette-1", "tablette-2", "bureau"].map(Tablet::new),
        families: Families::default(),
    };
    for step in 0..STEPS {
        walk.step = step;
        walk.go().await;
    }
    if !walks.as_ever {
        return;
    }
    for (what, least) in [
        ("Recorded", 600),
        ("Superseded", 150),
        ("KnownAlready", 150),
        ("Future", 100),
        ("BeforeRules", 30),
        ("OtherDay", 15),
        ("NotOffered", 100),
        ("IdTaken", 8),
        ("Malformed", 4),
        ("UnknownChild", 4),
        ("UnknownActivity", 4),
        ("answer lost", 30),
        ("sent by two at once", 5),
        ("hours offline", 60),
        ("alert", 20),
        ("plan Booked", 80),
        ("plan Cancelled", 30),
        ("plan TooLate", 40),
        ("plan Closed", 8),
        ("plan Unchanged", 3),
        ("plan again", 10),
        ("booked late", 20),
        ("told Reported", 20),
        ("told ReportedBefore", 8),
        ("told NotBooked", 40),
        ("told CameAlready", 8),
        ("told DayOver", 1),
        ("told again", 5),
        ("told otherwise", 4),
        ("due Used", 800),
        ("due LateExtra", 300),
        ("due Absent", 200),
        ("due Absent 0", 40),
        ("due Absent 250", 2),
        ("due Absent 140", 8),
        ("due Unbooked", 600),
        ("due Unbooked 150", 100),
        ("due UnbookedExtra", 200),
        ("due LatePickup", 10),
    ] {
        let times = walk.met.get(what).copied().unwrap_or(0);
        assert!(times >= least, "{what}: {:#?}", walk.met);
    }
}

impl Walk {
    pub fn now(&self) -> DateTime<Utc> {
        self.world.clock.now()
    }

    pub fn today(&self) -> NaiveDate {
        civil(self.now()).0
    }

    pub fn count(&mut self, what: &str, times: usize) {
        *self.met.entry(what.to_owned()).or_default() += times;
    }

    async fn go(&mut self) {
        self.clock_runs();
        self.clocks_go_wrong();
        match self.chance.below(20) {
            0..=5 => self.tap().await,
            6 => self.call_the_roll().await,
            7..=9 => self.desk().await,
            10 => self.strange_taps().await,
            11..=13 => self.plan().await,
            14..=15 => self.tell().await,
            16 => {
                while run_due(&self.world.portal, &Postbox, 100).await > 0 {}
                self.reference.alerts.clear();
            }
            _ => self.send(&[0, 1]).await,
        }
        self.look().await;
    }

    /// Days of school go by in some fifty steps each; of other days the walk sees little.
    fn clock_runs(&mut self) {
        let minutes = i64::try_from(self.chance.below(25)).unwrap();
        self.world.clock.advance(TimeDelta::minutes(minutes));
        let (today, time) = civil(self.now());
        if time.hour() < 20 && (time.hour() > 5 || self.chance.below(4) > 0) {
            return;
        }
        let mut next = today + Days::new(1);
        while !runs(next) && self.chance.below(4) > 0 {
            next = next + Days::new(1);
        }
        let minutes = i64::try_from(self.chance.below(90)).unwrap();
        self.world
            .clock
            .set(local(next, "06:30:00") + TimeDelta::minutes(minutes));
    }

    /// Now and then a clock is set anew; mostly it is some minutes wrong, or slow by hours.
    fn clocks_go_wrong(&mut self) {
        let now = self.now();
        for nth in 0..DESK {
            if self.chance.below(25) == 0 {
                let minutes = *self
                    .chance
                    .one_of(&[0, 0, 0, 0, 1, 3, 5, 5, 6, 25, -1, -10, -150, -1_500]);
                self.tablets[nth].skew = TimeDelta::minutes(minutes);
            }
            if self.chance.below(400) == 0 {
                // Since it was last charged, by its own account.
                self.tablets[nth].skew = TimeDelta::days(-400);
                self.tablets[nth].sequence = 0;
            }
            let often = if nth == 0 { 120 } else { 30 };
            if self.tablets[nth].offline_until <= now && self.chance.below(often) == 0 {
                let hours = 1 + self.chance.below(10);
                self.tablets[nth].offline_until = now + TimeDelta::hours(i64::try_from(hours).unwrap());
                self.count("hours offline", hours);
            }
        }
    }

    /// Somebody taps some things on one of the tablets; they are sent when there is a network.
    async fn tap(&mut self) {
        let nth = self.chance.below(DESK);
        for _ in 0..=self.chance.below(7) {
            let place = self.some_place();
            self.tap_of(nth, place);
        }
        self.send(&[nth]).await;
    }

    fn tap_of(&mut self, nth: usize, place: Place) {
        let now = self.now();
        let Self { tablets, chance, .. } = self;
        let fact = some_fact(chance, place.2, place.1, now + tablets[nth].skew);
        tablets[nth].tap(chance, place, |_| fact, now);
    }

    /// Staff write down what they were told, also of days gone by, and put right what is wrong.
    async fn desk(&mut self) {
        let mut place = self.some_place();
        let known: Vec<Place> = self.reference.written.keys().copied().collect();
        if !known.is_empty() && self.chance.below(3) > 0 {
            place = *self.chance.one_of(&known);
        }
        self.tap_of(DESK, place);
        if self.chance.below(3) == 0 {
            self.tap_of(DESK, place);
        }
        self.send(&[DESK]).await;
    }

    /// All who are expected are there, or not: said at one instant.
    async fn call_the_roll(&mut self) {
        let (today, now) = (self.today(), self.now());
        let activity = *self.chance.one_of(&ACTIVITIES);
        let roll = self.reference.roll(activity, today);
        let nth = self.chance.below(DESK);
        for id in roll.into_keys() {
            let there = self.chance.below(4) > 0;
            let Self { tablets, chance, .. } = self;
            let fact = |at| if there { Fact::CheckedIn(at) } else { Fact::Absent(None) };
            tablets[nth].tap(chance, (id, activity, today), fact, now);
        }
        self.send(&[nth]).await;
    }

    /// What no tablet should send: what nobody knows, what cannot be kept, and other things under ids that are known.
    async fn strange_taps(&mut self) {
        let place = self.some_place();
        let nth = self.chance.below(DESK);
        self.tap_of(nth, place);
        let (_, entry) = self.tablets[nth].queue.last().unwrap().clone();
        let mut entry = entry.unwrap();
        let tap = match self.chance.below(5) {
            0 => (Ok(place), None),
            1 => (Err("UnknownChild"), Some(entry)),
            2 => (Err("UnknownActivity"), Some(entry)),
            _ => {
                let known: Vec<_> = self
                    .reference
                    .by_id
                    .iter()
                    // Of its own ids the portal tells nobody.
                    .filter(|(_, (_, entry))| entry.stamp.device != "portal")
                    .map(|(&id, (place, _))| (id, *place))
                    .collect();
                let (id, of) = if known.is_empty() {
                    (some_id(&mut self.chance), place)
                } else {
                    *self.chance.one_of(&known)
                };
                entry.stamp.id = id;
                let undone = Fact::Undone(FactKind::Absent);
                entry.fact = undone;
                (Ok(if self.chance.below(2) == 0 { of } else { place }), Some(entry))
            }
        };
        self.tablets[nth].queue.push(tap);
        self.send(&[nth]).await;
    }

    /// Sends what tablets have gathered, as far as they have a network: in any order, some of it twice, some of it again.
    async fn send(&mut self, which: &[usize]) {
        let now = self.now();
        let mut sent: Vec<(usize, Vec<Tapped>)> = Vec::new();
        for &nth in which {
            let Self { tablets, chance, .. } = self;
            let tablet = &mut tablets[nth];
            tablet.no_longer_early(now);
            if now < tablet.offline_until {
                continue;
            }
            let mut taps = tablet.queue.clone();
            if !tablet.sent.is_empty() && chance.below(5) == 0 {
                taps.push(chance.one_of(&tablet.sent).clone());
            }
            if !taps.is_empty() && chance.below(5) == 0 {
                taps.push(chance.one_of(&taps).clone());
            }
            if chance.below(3) == 0 {
                for end in (1..taps.len()).rev() {
                    taps.swap(end, chance.below(end + 1));
                }
            }
            if !taps.is_empty() {
                sent.push((nth, taps));
            }
        }
        if sent.len() > 1 {
            self.count("sent by two at once", 1);
        }
        let requests: Vec<_> = sent.iter().map(|(_, taps)| request(&self.world, taps)).collect();
        let answers = join_all(requests.iter().map(|request| record(&self.world.portal, request))).await;
        for ((nth, taps), answer) in sent.into_iter().zip(answers) {
            let told: Vec<String> = answer.unwrap().unwrap().iter().map(words).collect();
            let alerts = self.reference.alerts.len();
            let verdicts = self.reference.record(&taps, now);
            assert_eq!(told, verdicts, "step {}, at {now}: {taps:#?}", self.step);
            self.count("alert", self.reference.alerts.len() - alerts);
            for verdict in &verdicts {
                self.count(verdict.split(' ').next().unwrap(), 1);
            }
            self.touched.extend(taps.iter().filter_map(|(place, _)| place.ok()));
            if self.chance.below(6) == 0 {
                self.count("answer lost", 1);
            } else {
                self.tablets[nth].hear(taps, &verdicts);
            }
        }
    }

    /// Requests are held against the instant at which they came: the queue may have been long.
    pub fn some_time_ago(&mut self) -> DateTime<Utc> {
        let minutes = if self.chance.below(4) == 0 {
            self.chance.below(90)
        } else {
            0
        };
        self.now() - TimeDelta::minutes(i64::try_from(minutes).unwrap())
    }

    /// Mostly of today, and of a child that is expected.
    pub fn some_place(&mut self) -> Place {
        let today = self.today();
        let days = |chance: &mut Chance, most: usize| Days::new(u64::try_from(chance.below(most)).unwrap());
        let on = match self.chance.below(40) {
            0..=2 => today - Days::new(1),
            3 => today + Days::new(1),
            4..=6 => today - days(&mut self.chance, 20),
            7 => today + days(&mut self.chance, 10),
            8 => today - Days::new(u64::from(today.weekday().num_days_from_monday())) + Days::new(2),
            9 => day(["2026-08-28", "2026-11-11"][self.chance.below(2)]),
            _ => today,
        };
        let activity = *self.chance.one_of(&ACTIVITIES);
        let expected: Vec<_> = self.reference.roll(activity, on).into_keys().collect();
        if !expected.is_empty() && self.chance.below(3) > 0 {
            return (*self.chance.one_of(&expected), activity, on);
        }
        let of = child(self.chance.below(FAMILIES), self.chance.below(CHILDREN));
        (of, activity, on)
    }

    /// Everything that the step has to do with is told as it is known, and now and then everything else.
    async fn look(&mut self) {
        let touched = std::mem::take(&mut self.touched);
        let now_and_then = self.step.is_multiple_of(25) || self.step + 1 == STEPS;
        let first = touched.iter().map(|place| place.2).min().unwrap_or(self.today());
        let days = if now_and_then {
            (day("2026-11-01"), day("2027-01-01"))
        } else {
            (first, first.max(self.today()) + Days::new(6))
        };
        for of in 0..FAMILIES {
            let own = children(of);
            if now_and_then || touched.iter().any(|place| own.contains(&place.0)) {
                let alone = self.chance.below(4) == 0;
                let lines = family_is_told(&self.world, &self.reference, (of, alone), days).await;
                if now_and_then {
                    for (_, _, kind, cents, _) in lines {
                        self.count(&format!("due {kind:?}"), 1);
                        self.count(&format!("due {kind:?} {cents}"), 1);
                    }
                }
            }
        }
        let mut slots: BTreeSet<_> = touched.iter().map(|place| (place.1, place.2)).collect();
        slots.extend(ACTIVITIES.map(|activity| (activity, self.today())));
        for (activity, on) in slots {
            roll_is_told(&self.world, &self.reference, activity, on).await;
        }
        alerts_wait(&self.world, &self.reference).await;
    }
}
