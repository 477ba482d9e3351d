//! Whether activities that go together can ever be had together.
//!
//! One day, one school, one age and one class are looked for at which all of them may be booked. As with a single activity, nothing is
//! said where the calendar is not published for all days, nor once a file has been looked at for long.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use chrono::{DateTime, Utc};

use super::activity::Activities;
use super::node::Node;
use super::reach::{Almanac, MOST_DAYS, ServiceDay, Stretch, YEAR, common, days_of};
use super::report::Report;
use super::school::Schools;
use super::validity::{ages_of, classes_of};
use crate::rulebook::attendance::LateBooking;
use crate::rulebook::deadline::DeadlineForm;
use crate::rulebook::diagnostic::{DiagnosticKind, Hindrance};
use crate::rulebook::link::Link;
use crate::rulebook::model::{Activity, ActivityIx, Code, Level};

/// How often an activity is looked up on a day, for all links and prices of a file.
const MOST_LOOKS: usize = 500_000;

/// Ages of pupils of a school without a level: no bound says less.
const ANY_AGE: (u32, u32) = (0, 25);

/// What is needed to look for days on which activities meet.
pub(super) struct Meetings<'a> {
    almanac: &'a Almanac<'a>,
    schools: &'a Schools,
    activities: &'a Activities,
    looks_left: usize,
}

/// How activities go together.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Together {
    /// Booked at one moment.
    AtOnce,
    /// Booked for one day, each when the family likes.
    OnADay,
}

impl<'a> Meetings<'a> {
    pub fn new(almanac: &'a Almanac<'a>, schools: &'a Schools, activities: &'a Activities) -> Self {
        Self {
            almanac,
            schools,
            activities,
            looks_left: MOST_LOOKS,
        }
    }

    /// Reports the links by which an activity takes one that it can never be booked with, be it directly or through other
    /// links. Whom `unless` names plays no part: for all others the activity would never be open.
    pub fn refuse_links(&mut self, links: &[(Link, Node)], report: &mut Report) {
        let mut followers: BTreeMap<ActivityIx, Vec<(ActivityIx, &Node)>> = BTreeMap::new();
        for (link, place) in links {
            if let Link::Takes { activity, takes, .. } = link {
                followers.entry(*activity).or_default().push((*takes, place));
            }
        }
        let mut told = BTreeSet::new();
        for taker in followers.keys() {
            let mut group = vec![*taker];
            let mut to_follow = VecDeque::from(group.clone());
            if self.looks_left == 0 {
                return;
            }
            'links: while let Some(next) = to_follow.pop_front() {
                for (takes, place) in followers.get(&next).into_iter().flatten() {
                    if group.contains(takes) {
                        continue;
                    }
                    if self.is_apart(&group, *takes, Together::AtOnce, place, &mut told, report) {
                        break 'links;
                    }
                    group.push(*takes);
                    to_follow.push_back(*takes);
                }
            }
        }
    }

    /// Reports the first of some activities of one price that is never had together with those before it. `places` name
    /// them.
    pub fn refuse_bundle(&mut self, members: &[(ActivityIx, &Node)], report: &mut Report) {
        let mut group = Vec::new();
        for (member, place) in members {
            if self.is_apart(&group, *member, Together::OnADay, place, &mut BTreeSet::new(), report) {
                return;
            }
            group.push(*member);
        }
    }

    /// Whether one more activity never meets the others; reports it, once for each place.
    fn is_apart(
        &mut self,
        group: &[ActivityIx],
        other: ActivityIx,
        how: Together,
        place: &Node,
        told: &mut BTreeSet<usize>,
        report: &mut Report,
    ) -> bool {
        let activities = self.activities;
        let find = |ix: &ActivityIx| activities.at(*ix);
        let Some((mut all, other)) = group.iter().map(find).collect::<Option<Vec<_>>>().zip(find(&other)) else {
            return true;
        };
        // What cannot be had by itself is not to be blamed on the others.
        if all.is_empty() || self.hindrance(&all, how).is_some() {
            return !all.is_empty();
        }
        let with: Vec<&str> = all.iter().map(|activity| activity.code.0.as_str()).collect();
        let with = with.join(", ");
        all.push(other);
        let Some(because) = self.hindrance(&all, how) else {
            return false;
        };
        if told.insert(place.span.start) {
            place.add(report, DiagnosticKind::NeverWith { with, because }, "");
        }
        true
    }

    /// What keeps activities from being had on one day; none where nothing does, or nothing can be said.
    fn hindrance(&mut self, all: &[&Activity], how: Together) -> Option<Hindrance> {
        let shared = self
            .schools
            .list
            .iter()
            .filter(|school| all.iter().all(|one| one.schools.contains(&school.code)));
        let shared: Vec<_> = shared.collect();
        if shared.is_empty() {
            return None;
        }
        let of_age = |level: Option<Level>| {
            let (youngest, oldest) = level.map_or(ANY_AGE, ages_of);
            let spans = || all.iter().filter_map(|one| one.ages);
            let from = spans().filter_map(|span| span.from).chain([youngest]).max();
            let to = spans().filter_map(|span| span.to).chain([oldest]).min();
            from <= to
        };
        let of_age: Vec<_> = shared.into_iter().filter(|school| of_age(school.level)).collect();
        if of_age.is_empty() {
            return Some(Hindrance::Ages);
        }
        let in_class = |level: Option<Level>| {
            let spans = || all.iter().filter_map(|one| one.classes).chain(level.map(classes_of));
            let from = spans().filter_map(|span| span.from).max();
            let to = spans().filter_map(|span| span.to).min();
            from.zip(to).is_none_or(|(from, to)| from <= to)
        };
        let schools = of_age.into_iter().filter(|school| in_class(school.level));
        let schools: Vec<&Code> = schools.map(|school| &school.code).collect();
        if schools.is_empty() {
            return Some(Hindrance::Classes);
        }
        if all.iter().any(|one| one.capacity == 0) {
            return Some(Hindrance::Places);
        }
        self.days_apart(all, &schools, how)
    }

    fn days_apart(&mut self, all: &[&Activity], schools: &[&Code], how: Together) -> Option<Hindrance> {
        let asked = self.stretches(all);
        let seen = self.almanac.seen(&asked);
        let mut run_together = false;
        let mut looked = 0;
        for day in seen.iter().flat_map(days_of).take(MOST_DAYS + 1) {
            looked += 1;
            for school in schools {
                let Some(left) = self.looks_left.checked_sub(all.len()) else {
                    self.looks_left = 0;
                    return None;
                };
                self.looks_left = left;
                let calendar = self.almanac.calendar;
                let run = all.iter().all(|one| calendar.runs(*one, Some(school), day).is_ok());
                if run && (how == Together::OnADay || self.open_at_once(all, (day, school))) {
                    return None;
                }
                run_together |= run;
            }
        }
        let everything = asked == seen && looked <= MOST_DAYS;
        let hindrance = if run_together {
            Hindrance::Deadlines
        } else {
            Hindrance::Days
        };
        (everything || looked >= YEAR).then_some(hindrance)
    }

    /// The days of the rule book that are in the periods of all of them, and in those that deadlines name.
    fn stretches(&self, all: &[&Activity]) -> Vec<Stretch> {
        let of_all = all.iter().map(|one| self.almanac.stretches(one, &self.dated(one)));
        let shared = of_all.reduce(|some, others| {
            let both = some
                .iter()
                .flat_map(|one| others.iter().map(|other| common(*one, *other)));
            both.filter(|(from, to)| from <= to).collect()
        });
        shared.unwrap_or_default()
    }

    /// The booking deadline of an activity, where only dates that it names can be booked.
    fn dated(&self, activity: &Activity) -> Vec<&'a DeadlineForm> {
        let takes_late = !matches!(activity.attendance.late_booking, LateBooking::Refuse);
        let book = self.almanac.form(&activity.deadlines.book.0);
        book.filter(|_| !takes_late).into_iter().collect()
    }

    /// Whether the first of them can be booked with the others: each must have come to be bookable before the first one closes,
    /// late bookings among them. What is booked already need not be open any more.
    fn open_at_once(&self, all: &[&Activity], service: ServiceDay) -> bool {
        let mut first_closes: Option<DateTime<Utc>> = None;
        for activity in all {
            let window = |name: &Code| Some(self.almanac.window(self.almanac.form(&name.0)?, activity, service));
            let Some(book) = window(&activity.deadlines.book) else {
                return true;
            };
            let late = match &activity.attendance.late_booking {
                LateBooking::Refuse => None,
                LateBooking::WaitingList { until } | LateBooking::Accept { until, .. } => window(until),
            };
            let Some(own) = book.closes_at.max(late.and_then(|late| late.closes_at)) else {
                return false;
            };
            let closes_at = *first_closes.get_or_insert(own);
            let opens_in_time = |opens_at: DateTime<Utc>| opens_at < closes_at && opens_at < own;
            if !book.opens_at.is_none_or(opens_in_time) {
                return false;
            }
        }
        true
    }
}
