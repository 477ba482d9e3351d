//! The simulation, day by day.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::draft::Draft;
use super::family::{FamilyLine, OpenFamily};
use super::full::FullSlots;
use super::past::{PastDay, Place};
use super::reason::Reason;
use super::replay::Requests;
use super::spread::Spreading;
use super::summary::Summary;
use super::tally::{ActivityTally, Dropped, Example, Kept};
use super::tier::Tier;
use super::total::Total;
use crate::attendance::{Booking, ChildDay, Happened, PlaceRecord, due_of_day, once_each};
use crate::code::Code;
use crate::ids::ChildId;
use crate::money::Money;
use crate::rulebook::customer::Customer;
use crate::rulebook::model::ActivityIx;

/// Adds up a period under a draft.
#[derive(Debug)]
pub struct Simulation {
    draft: Draft,
    full: FullSlots,
    activities: Vec<ActivityTally>,
    lacking: BTreeMap<Code, Dropped>,
    families: u64,
    children: u64,
    last_child: Option<ChildId>,
    spreading: Spreading,
    open: Option<OpenFamily>,
}

impl Simulation {
    /// `full` tells of each crowded day who found a place.
    #[must_use]
    pub fn of(draft: Draft, full: FullSlots) -> Self {
        let activities = vec![ActivityTally::default(); draft.rules.activities.len()];
        Self {
            draft,
            full,
            activities,
            lacking: BTreeMap::new(),
            families: 0,
            children: 0,
            last_child: None,
            spreading: Spreading::default(),
            open: None,
        }
    }

    /// A child's day. Days of one child come together, and children of one family, eldest first: what is due once for all
    /// of them stands with the first. With the first day of another family, the one before is complete and handed over.
    pub fn day(&mut self, past: &PastDay<'_>) -> Option<FamilyLine> {
        let goes_on = self.open.as_ref().is_some_and(|open| open.line.family == past.family);
        let complete = if goes_on { None } else { self.close() };
        let mut open = self
            .open
            .take()
            .unwrap_or_else(|| OpenFamily::new(past.family, past.child.id));
        open.turn_to(past.child.id);
        if self.last_child.replace(past.child.id) != Some(past.child.id) {
            self.children += 1;
        }
        self.add(&mut open, past);
        self.open = Some(open);
        complete
    }

    /// The last family, and the whole.
    #[must_use]
    pub fn finish(mut self) -> (Option<FamilyLine>, Summary) {
        let last = self.close();
        let total = Total {
            draft: self.draft,
            families: self.families,
            children: self.children,
            activities: self.activities,
            lacking: self.lacking,
            spreading: self.spreading,
        };
        (last, total.told())
    }

    fn close(&mut self) -> Option<FamilyLine> {
        let line = self.open.take()?.line;
        self.families += 1;
        self.spreading.add(&line);
        Some(line)
    }

    fn add(&mut self, open: &mut OpenFamily, past: &PastDay<'_>) {
        let draft = &self.draft;
        let known: BTreeMap<ActivityIx, &Place<'_>> = past
            .places
            .iter()
            .filter_map(|place| Some((draft.rules.activity_ix(place.activity)?, place)))
            .collect();
        let bookings = known.iter().filter_map(|(&ix, place)| Some((ix, place.booked?)));
        let requests = Requests::of(draft, past.drafted, past.day, &bookings.collect());
        let replayed = requests.settle(&draft.rules, &self.full);

        let mut records = BTreeMap::new();
        for (&ix, place) in &known {
            let late = replayed.accepted.get(&ix).copied();
            if late.is_some() || place.booked.is_none() {
                records.insert(ix, record(place, late));
            }
        }
        let paid = self.due(open, past, &records);

        for place in past.places {
            let before = place.due + terms_before(open, past, place, (self.draft.from, self.draft.to));
            open.line.before = open.line.before + before;
            let Some(ix) = self.draft.rules.activity_ix(place.activity) else {
                open.line.lacking += 1;
                let dropped = self.lacking.entry(place.activity.clone()).or_default();
                dropped.add(before, example(past));
                continue;
            };
            let tally = &mut self.activities[usize::from(ix.0)];
            if let Some(&reason) = replayed.refused.get(&ix) {
                open.line.refused += 1;
                tally.refused.entry(reason).or_default().add(before, example(past));
                if reason == Reason::Full {
                    *tally.wanted.entry(past.day).or_default() += 1;
                }
                continue;
            }
            let after = paid.get(&ix).copied().unwrap_or_default();
            let customer = Customer::planned(past.drafted, self.draft.rules.activity(ix), past.day);
            let tier = tally.tiers.entry(Tier::of(&customer)).or_default();
            tier.add(Kept {
                places: 1,
                before,
                after,
            });
            open.line.kept += 1;
            open.line.before_kept = open.line.before_kept + before;
            open.line.after = open.line.after + after;
            if let Some(&late) = replayed.accepted.get(&ix) {
                tally.late += u64::from(late);
                *tally.wanted.entry(past.day).or_default() += 1;
            }
        }
    }

    /// What the family would pay for each place, with what is due by the term from it on.
    fn due(
        &self,
        open: &mut OpenFamily,
        past: &PastDay<'_>,
        records: &BTreeMap<ActivityIx, PlaceRecord>,
    ) -> BTreeMap<ActivityIx, Money> {
        let draft = &self.draft;
        let at = ChildDay {
            rules: &draft.rules,
            calendar: &draft.calendar,
            child: past.drafted,
            day: past.day,
        };
        let mut paid: BTreeMap<ActivityIx, Money> = BTreeMap::new();
        let lines = due_of_day(at, records).into_iter().map(|line| (past.child.id, line));
        for (_, line) in once_each(lines) {
            if open.owes(past.day, &line) {
                let amount = paid.entry(line.activity).or_default();
                *amount = *amount + line.amount;
            }
        }
        for &ix in records.keys() {
            let customer = Customer::planned(past.drafted, draft.rules.activity(ix), past.day);
            let due = open.terms_after.due(&customer, (draft.from, draft.to));
            let amount = paid.entry(ix).or_default();
            *amount = *amount + due;
        }
        paid
    }
}

/// What the rule book of the day asked for the place by the term.
fn terms_before(open: &mut OpenFamily, past: &PastDay<'_>, place: &Place<'_>, period: (NaiveDate, NaiveDate)) -> Money {
    let governing = past.governing.and_then(|rules| {
        let ix = rules.activity_ix(place.activity)?;
        Some(rules.activity(ix))
    });
    governing.map_or(Money::ZERO, |activity| {
        let customer = Customer::planned(past.child, activity, past.day);
        open.terms_before.due(&customer, period)
    })
}

fn record(place: &Place<'_>, late: Option<bool>) -> PlaceRecord {
    let known = place.record;
    let record = known.unwrap_or_else(|| PlaceRecord::of(None, Happened::Unrecorded));
    PlaceRecord {
        booking: late.map(|late| Booking { late, agreed: None }),
        ..record
    }
}

fn example(past: &PastDay<'_>) -> Example {
    Example {
        family: past.family,
        child: past.child.id,
        day: past.day,
    }
}
