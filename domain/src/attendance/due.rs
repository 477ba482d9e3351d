//! What a family owes for a child's day.

use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use super::record::{Happened, PlaceRecord};
use super::told::{DuePart, PlacePart, TellDue};
use crate::booking::DayPlaces;
use crate::booking::day_prices::{DayPart, added_once, prices_of_day_telling};
use crate::calendar::Calendar;
use crate::family::ChildFacts;
use crate::money::Money;
use crate::rulebook::RuleBook;
use crate::rulebook::absence::{Absence, Charge};
use crate::rulebook::closing::Setting;
use crate::rulebook::customer::Customer;
use crate::rulebook::model::{ActivityIx, Code};
use crate::rulebook::surcharge::{Per, Surcharged, counting, surcharged_telling};
use crate::rulebook::telling::PricePart;
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

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
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
/// together with a place that is waived, or with one that nobody booked, or an amount due once a day went with a place that
/// is waived: then it is reckoned anew.
///
/// A place that is waived counts in no price together. One that is charged although it was not used does, so that the
/// family pays no more than if the child had come. One used without a booking does where nothing changes its price.
#[must_use]
pub fn due_of_day(at: ChildDay<'_>, records: &BTreeMap<ActivityIx, PlaceRecord>) -> Vec<DueLine> {
    due_of_day_telling(at, records, &mut |_| {})
}

/// [`due_of_day`] for someone who wants to hear how it comes about: what came to pass of the places, then the day's
/// prices, then place by place what is due.
pub(crate) fn due_of_day_telling(
    at: ChildDay<'_>,
    records: &BTreeMap<ActivityIx, PlaceRecord>,
    tell: &mut TellDue<'_>,
) -> Vec<DueLine> {
    let (mut waived, mut as_if_booked) = (BTreeSet::new(), BTreeSet::new());
    let (mut paid_for, mut charges) = (BTreeSet::new(), BTreeMap::new());
    for (&activity, record) in records {
        if record.booking.is_some() {
            let part = PlacePart::Booked(record);
            tell(DuePart::Place { activity, part });
            let charge = at.charge(activity, record, tell);
            let is_waived = charge == Some(&Charge::Waived);
            if is_waived { &mut waived } else { &mut paid_for }.insert(activity);
            charges.extend(charge.map(|charge| (activity, charge)));
        } else if at.is_as_if_booked(activity, record, tell) {
            as_if_booked.insert(activity);
        }
    }
    paid_for.extend(&as_if_booked);
    let prices = at.prices(&paid_for, records, tell);
    // What was not reckoned with when the others were agreed on.
    let unforeseen = &waived | &as_if_booked;
    let mut lines = Vec::new();
    for (&activity, record) in records {
        let stands = at.stands(activity, &unforeseen) && !at.added_with_waived(activity, &waived, records);
        let price = agreed(activity, record, price_in(&prices, activity), stands, tell);
        let charge = charges.get(&activity).copied();
        let place = Place {
            activity,
            record,
            price,
            charge,
            is_as_if_booked: as_if_booked.contains(&activity),
        };
        at.lines(place, tell, &mut lines);
    }
    lines
}

/// What a place costs: what was agreed on for it, where that stands.
fn agreed(
    activity: ActivityIx,
    record: &PlaceRecord,
    reckoned: Surcharged,
    stands: bool,
    tell: &mut TellDue<'_>,
) -> Surcharged {
    let Some(agreed) = record.booking.and_then(|booking| booking.agreed) else {
        return reckoned;
    };
    let part = PlacePart::Agreed {
        agreed,
        reckoned: reckoned.total(),
        stands,
    };
    tell(DuePart::Place { activity, part });
    if stands { reckoned.coming_to(agreed) } else { reckoned }
}

/// Of lines of one day that are due once for a child, or once for the family, all but the largest of their kind are
/// dropped, and of equal ones all but the first: a late pick-up of three children is one.
#[must_use]
pub fn once_each<K: Ord + Copy, L: Borrow<DueLine>>(lines: impl IntoIterator<Item = (K, L)>) -> Vec<(K, L)> {
    let lines: Vec<(K, L)> = lines.into_iter().collect();
    let group = |(child, line): &(K, L)| {
        let DueLine { kind, per, .. } = *line.borrow();
        match per {
            Per::Place => None,
            Per::Day => Some((Some(*child), kind)),
            Per::Family => Some((None, kind)),
        }
    };
    let amount = |(_, line): &(K, L)| line.borrow().amount;
    let mut largest: BTreeMap<(Option<K>, DueKind), (Money, usize)> = BTreeMap::new();
    for (at, line) in lines.iter().enumerate() {
        if let Some(group) = group(line) {
            let found = largest.entry(group).or_insert((amount(line), at));
            if amount(line) > found.0 {
                *found = (amount(line), at);
            }
        }
    }
    let stays =
        |at: usize, line: &(K, L)| group(line).is_none_or(|group| largest.get(&group).is_some_and(|one| one.1 == at));
    let kept: Vec<bool> = lines.iter().enumerate().map(|(at, line)| stays(at, line)).collect();
    lines
        .into_iter()
        .zip(kept)
        .filter_map(|(line, kept)| kept.then_some(line))
        .collect()
}

impl<'a> ChildDay<'a> {
    /// Whether what was agreed on for a place is what it costs, whatever came to pass.
    fn stands(self, ix: ActivityIx, unforeseen: &BTreeSet<ActivityIx>) -> bool {
        let with_unforeseen = self.rules.bundles.iter().any(|bundle| {
            let activities = &bundle.activities;
            activities.contains(&ix) && activities.iter().any(|other| unforeseen.contains(other))
        });
        !with_unforeseen && !asks_visit(self.rules.activity(ix))
    }

    /// Whether an amount that is due once a day may have been left out for a place because it stood with one that is
    /// waived since: with no smaller one, since the largest of a day is the one that stands.
    fn added_with_waived(
        self,
        ix: ActivityIx,
        waived: &BTreeSet<ActivityIx>,
        records: &BTreeMap<ActivityIx, PlaceRecord>,
    ) -> bool {
        let is_late = |ix: &ActivityIx| {
            let booking = records.get(ix).and_then(|record| record.booking);
            booking.is_some_and(|booking| booking.late)
        };
        let added = |ix: &ActivityIx| {
            let late = Some(*ix).filter(is_late)?;
            added_once(&self.customer(late, Visit::default()))
        };
        let Some((own, per)) = added(&ix) else { return false };
        let mut others = waived.iter().filter_map(added);
        others.any(|(other, of)| of == per && other >= own)
    }

    /// Whether an absence counts among those of which the rule book says for the how manieth time they happen.
    #[must_use]
    pub fn counts_absence(self, ix: ActivityIx, absence: &Absence) -> bool {
        let closes_at = |deadline: &Code| self.closes_at(ix, deadline);
        self.rules.activity(ix).attendance.absence.counts(absence, &closes_at)
    }

    /// A place used without a booking, of which no rule asks another price.
    fn is_as_if_booked(self, activity: ActivityIx, record: &PlaceRecord, tell: &mut TellDue<'_>) -> bool {
        let (None, Happened::Came(visit)) = (record.booking, record.happened) else {
            return false;
        };
        let (customer, time) = (self.customer(activity, visit), record.unbooked_times);
        let mut told = |part: PlacePart<'_>| tell(DuePart::Place { activity, part });
        told(PlacePart::Unbooked { visit, time });
        let surcharges = &customer.activity.attendance.unbooked;
        let is_so = counting(surcharges, &customer, time).is_none();
        if is_so && !surcharges.is_empty() {
            let part = PricePart::NoSurcharge { surcharges };
            told(PlacePart::UnbookedPrice { part, time });
        }
        is_so
    }

    fn prices(
        self,
        activities: &BTreeSet<ActivityIx>,
        records: &BTreeMap<ActivityIx, PlaceRecord>,
        tell: &mut TellDue<'_>,
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
        let mut heard = |part: DayPart<'_>| tell(DuePart::Day(part));
        prices_of_day_telling(self.rules, self.child, self.day, &places, &mut heard)
    }

    /// How the absence of a place is charged; none where there is none.
    fn charge(self, activity: ActivityIx, record: &PlaceRecord, tell: &mut TellDue<'_>) -> Option<&'a Charge> {
        let Happened::Absent(absence) = record.happened else {
            return None;
        };
        let closes_at = |deadline: &Code| self.closes_at(activity, deadline);
        let rule = &self.rules.activity(activity).attendance.absence;
        let mut heard = |part| {
            let part = PlacePart::Case(part);
            tell(DuePart::Place { activity, part });
        };
        Some(rule.charge_telling(&absence, &closes_at, &mut heard))
    }

    /// Adds what is due for a place.
    fn lines(self, place: Place<'_>, tell: &mut TellDue<'_>, lines: &mut Vec<DueLine>) {
        let Place {
            activity,
            record,
            price,
            charge,
            is_as_if_booked,
        } = place;
        let mut told = |part: PlacePart<'_>| tell(DuePart::Place { activity, part });
        let mut due = |kind, (amount, per): (Money, Per), told: &mut dyn FnMut(PlacePart<'_>)| {
            let line = DueLine {
                activity,
                kind,
                amount,
                per,
            };
            told(PlacePart::Due(line));
            lines.push(line);
        };
        let once = |amount| (amount, Per::Place);
        match (record.booking, record.happened) {
            (Some(_), happened) => {
                let kind = match happened {
                    Happened::Absent(_) => DueKind::Absent,
                    Happened::Unrecorded | Happened::Came(_) => DueKind::Used,
                };
                let amount = charge.map_or(price.price, |charge| {
                    let customer = self.customer(activity, Visit::default());
                    let mut own = |part: PricePart<'_>| told(PlacePart::Price(part));
                    let amount = charge.amount_telling(&customer, price.price, &mut own);
                    told(PlacePart::Charge {
                        charge,
                        price: price.price,
                        amount,
                    });
                    amount
                });
                due(kind, once(amount), &mut told);
                if let Some(added) = price.added {
                    due(DueKind::LateExtra, added, &mut told);
                }
            }
            (None, Happened::Came(_)) if is_as_if_booked => due(DueKind::Unbooked, once(price.price), &mut told),
            (None, Happened::Came(visit)) => {
                let (customer, time) = (self.customer(activity, visit), record.unbooked_times);
                let rules = &customer.activity.attendance.unbooked;
                let mut own = |part: PricePart<'_>| told(PlacePart::UnbookedPrice { part, time });
                let found = surcharged_telling(rules, &customer, time, &mut own);
                due(DueKind::Unbooked, once(found.price), &mut told);
                if let Some(added) = found.added {
                    due(DueKind::UnbookedExtra, added, &mut told);
                }
            }
            // Neither booked nor there: nothing happened.
            (None, Happened::Unrecorded | Happened::Absent(_)) => {}
        }
        if let Some(late) = self.late_pickup(activity, record, &mut told) {
            due(DueKind::LatePickup, late, &mut told);
        }
    }

    fn late_pickup(
        self,
        activity: ActivityIx,
        record: &PlaceRecord,
        told: &mut dyn FnMut(PlacePart<'_>),
    ) -> Option<(Money, Per)> {
        let Happened::Came(visit) = record.happened else {
            return None;
        };
        let left = visit.left_at()?;
        let activity = self.rules.activity(activity);
        let (rule, time) = (activity.attendance.late_pickup.as_ref()?, record.late_pickup_times);
        let found = rule.judge(activity.ends_at, left, time);
        told(PlacePart::PickUp {
            rule,
            ends_at: activity.ends_at,
            left,
            time,
            found,
        });
        found.due
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

/// What is known of a place when it is reckoned.
#[derive(Clone, Copy)]
struct Place<'a> {
    activity: ActivityIx,
    record: &'a PlaceRecord,
    price: Surcharged,
    /// Of a booked place that was not used.
    charge: Option<&'a Charge>,
    is_as_if_booked: bool,
}

fn price_in(prices: &BTreeMap<ActivityIx, Surcharged>, ix: ActivityIx) -> Surcharged {
    let free = Surcharged::plain(Money::ZERO);
    prices.get(&ix).copied().unwrap_or(free)
}
