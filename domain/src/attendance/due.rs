//! What a family owes for a child's day.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};

use super::record::{Happened, PlaceRecord};
use crate::booking::{DayPlaces, surcharged_prices_of_day};
use crate::calendar::Calendar;
use crate::family::ChildFacts;
use crate::money::Money;
use crate::rulebook::RuleBook;
use crate::rulebook::absence::{Absence, Charge};
use crate::rulebook::closing::Setting;
use crate::rulebook::customer::Customer;
use crate::rulebook::model::{ActivityIx, Code};
use crate::rulebook::surcharge::{Per, Surcharged, counting, surcharged};
use crate::rulebook::visit::{Visit, asks_visit};

/// One amount, and for what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DueLine {
    pub activity: ActivityIx,
    pub kind: DueKind,
    pub amount: Money,
    /// Whether several like it on one day are due once; see [`once_each`].
    pub per: Per,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DueKind {
    /// A booked place that was used, or of which nothing is known.
    Used,
    /// What is added to it because it was booked late.
    LateExtra,
    /// A booked place that was not used.
    Absent,
    /// A place used without a booking.
    Unbooked,
    /// What is added because there was no booking.
    UnbookedExtra,
    LatePickup,
}

/// The rules and the calendar of a town, and the child and the day that are reckoned.
#[derive(Clone, Copy, Debug)]
pub struct ChildDay<'a> {
    pub rules: &'a RuleBook,
    pub calendar: &'a Calendar,
    pub child: &'a ChildFacts,
    pub day: NaiveDate,
}

/// What is due for a child's day, in the order of the rule book; nothing is told of what costs nothing but for places
/// themselves.
///
/// A booked place costs what was agreed on for it, unless its price hangs on when the child came and left, or it was priced
/// together with a place that is waived, or with one that nobody booked: then it is reckoned anew.
///
/// A place that is waived counts in no price together. One that is charged although it was not used does, so that the
/// family pays no more than if the child had come. One used without a booking does where nothing changes its price.
#[must_use]
pub fn due_of_day(at: ChildDay<'_>, records: &BTreeMap<ActivityIx, PlaceRecord>) -> Vec<DueLine> {
    let is_waived = |ix: ActivityIx| {
        let absence = absence_of(records, ix);
        absence.is_some_and(|absence| *at.charge(ix, absence) == Charge::Waived)
    };
    let (waived, charged): (BTreeSet<_>, BTreeSet<_>) = booked(records).partition(|&ix| is_waived(ix));
    let as_if_booked = records.iter().filter(|&(&ix, record)| at.is_as_if_booked(ix, record));
    let as_if_booked: BTreeSet<ActivityIx> = as_if_booked.map(|(&ix, _)| ix).collect();
    // What was not reckoned with when the others were agreed on.
    let unforeseen = &waived | &as_if_booked;
    let charged = &charged | &as_if_booked;
    let prices = at.prices(&charged, records);
    let price = |ix, record: &PlaceRecord| {
        let price = price_in(&prices, ix);
        match record.booking.and_then(|booking| booking.agreed) {
            Some(agreed) if at.stands(ix, &unforeseen) => price.coming_to(agreed),
            _ => price,
        }
    };
    records
        .iter()
        .flat_map(|(&ix, record)| at.lines(ix, record, price(ix, record)))
        .collect()
}

/// Of lines of one day that are due once for a child, or once for the family, all but the first of their kind are
/// dropped: a late pick-up of three children is one.
#[must_use]
pub fn once_each<K: Ord + Copy>(lines: impl IntoIterator<Item = (K, DueLine)>) -> Vec<(K, DueLine)> {
    let mut seen = BTreeSet::new();
    let first = |(child, line): &(K, DueLine)| match line.per {
        Per::Place => true,
        Per::Day => seen.insert((Some(*child), line.kind)),
        Per::Family => seen.insert((None, line.kind)),
    };
    lines.into_iter().filter(first).collect()
}

impl ChildDay<'_> {
    /// Whether what was agreed on for a place is what it costs, whatever came to pass.
    fn stands(self, ix: ActivityIx, unforeseen: &BTreeSet<ActivityIx>) -> bool {
        let with_unforeseen = self.rules.bundles.iter().any(|bundle| {
            let activities = &bundle.activities;
            activities.contains(&ix) && activities.iter().any(|other| unforeseen.contains(other))
        });
        !with_unforeseen && !asks_visit(self.rules.activity(ix))
    }

    /// Whether an absence counts among those of which the rule book says for the how manieth time they happen.
    #[must_use]
    pub fn counts_absence(self, ix: ActivityIx, absence: &Absence) -> bool {
        let closes_at = |deadline: &Code| self.closes_at(ix, deadline);
        self.rules.activity(ix).attendance.absence.counts(absence, &closes_at)
    }

    /// A place used without a booking, of which no rule asks another price.
    fn is_as_if_booked(self, ix: ActivityIx, record: &PlaceRecord) -> bool {
        let (None, Happened::Came(visit)) = (record.booking, record.happened) else {
            return false;
        };
        let customer = self.customer(ix, visit);
        let rules = &customer.activity.attendance.unbooked;
        counting(rules, &customer, record.unbooked_times).is_none()
    }

    fn prices(
        self,
        activities: &BTreeSet<ActivityIx>,
        records: &BTreeMap<ActivityIx, PlaceRecord>,
    ) -> BTreeMap<ActivityIx, Surcharged> {
        let of = |ix: &ActivityIx| records.get(ix);
        let late = |ix: &&ActivityIx| of(ix).and_then(|record| record.booking).is_some_and(|one| one.late);
        let visit = |ix: &ActivityIx| match of(ix)?.happened {
            Happened::Came(visit) => Some((*ix, visit)),
            Happened::Unrecorded | Happened::Absent(_) => None,
        };
        let places = DayPlaces {
            activities: activities.clone(),
            late: activities.iter().filter(late).copied().collect(),
            visits: activities.iter().filter_map(visit).collect(),
        };
        surcharged_prices_of_day(self.rules, self.child, self.day, &places)
    }

    fn lines(self, ix: ActivityIx, record: &PlaceRecord, price: Surcharged) -> Vec<DueLine> {
        let line = |kind, amount, per| DueLine {
            activity: ix,
            kind,
            amount,
            per,
        };
        let mut lines = Vec::new();
        match (record.booking, record.happened) {
            (Some(_), Happened::Absent(absence)) => {
                let amount = self.absent(ix, absence, price.price);
                lines.push(line(DueKind::Absent, amount, Per::Place));
                lines.extend(price.added.map(|(amount, per)| line(DueKind::LateExtra, amount, per)));
            }
            (Some(_), Happened::Unrecorded | Happened::Came(_)) => {
                lines.push(line(DueKind::Used, price.price, Per::Place));
                lines.extend(price.added.map(|(amount, per)| line(DueKind::LateExtra, amount, per)));
            }
            (None, Happened::Came(_)) if self.is_as_if_booked(ix, record) => {
                lines.push(line(DueKind::Unbooked, price.price, Per::Place));
            }
            (None, Happened::Came(visit)) => {
                let customer = self.customer(ix, visit);
                let rules = &customer.activity.attendance.unbooked;
                let due = surcharged(rules, &customer, record.unbooked_times);
                lines.push(line(DueKind::Unbooked, due.price, Per::Place));
                lines.extend(due.added.map(|(amount, per)| line(DueKind::UnbookedExtra, amount, per)));
            }
            // Neither booked nor there: nothing happened.
            (None, Happened::Unrecorded | Happened::Absent(_)) => {}
        }
        let late = self.late_pickup(ix, record);
        lines.extend(late.map(|(amount, per)| line(DueKind::LatePickup, amount, per)));
        lines
    }

    fn absent(&self, ix: ActivityIx, absence: Absence, price: Money) -> Money {
        let customer = self.customer(ix, Visit::default());
        self.charge(ix, absence).amount(&customer, price)
    }

    fn charge(&self, ix: ActivityIx, absence: Absence) -> &Charge {
        let closes_at = |deadline: &Code| self.closes_at(ix, deadline);
        self.rules.activity(ix).attendance.absence.charge(&absence, &closes_at)
    }

    fn late_pickup(self, ix: ActivityIx, record: &PlaceRecord) -> Option<(Money, Per)> {
        let Happened::Came(visit) = record.happened else {
            return None;
        };
        let left = visit.left_at()?;
        let activity = self.rules.activity(ix);
        let rule = activity.attendance.late_pickup?;
        rule.due(activity.ends_at, left, record.late_pickup_times)
    }

    fn closes_at(self, ix: ActivityIx, deadline: &Code) -> Option<DateTime<Utc>> {
        let Self {
            rules, calendar, child, ..
        } = self;
        let setting = Setting::of(rules.activity(ix), Some(&child.school), calendar, rules.town.zone);
        let form = rules.deadlines.get(deadline)?;
        form.window(self.day, setting).closes_at
    }

    fn customer(&self, ix: ActivityIx, visit: Visit) -> Customer<'_> {
        Customer {
            child: self.child,
            activity: self.rules.activity(ix),
            day: self.day,
            visit,
        }
    }
}

fn booked(records: &BTreeMap<ActivityIx, PlaceRecord>) -> impl Iterator<Item = ActivityIx> {
    let booked = records.iter().filter(|(_, record)| record.booking.is_some());
    booked.map(|(&ix, _)| ix)
}

fn absence_of(records: &BTreeMap<ActivityIx, PlaceRecord>, ix: ActivityIx) -> Option<Absence> {
    match records.get(&ix)?.happened {
        Happened::Absent(absence) => Some(absence),
        Happened::Unrecorded | Happened::Came(_) => None,
    }
}

fn price_in(prices: &BTreeMap<ActivityIx, Surcharged>, ix: ActivityIx) -> Surcharged {
    let free = Surcharged::plain(Money::ZERO);
    prices.get(&ix).copied().unwrap_or(free)
}
