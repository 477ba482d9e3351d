//! A town made of its file, and short ways to ask what it wants of a child.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use preau_domain::attendance::{Booking, ChildDay, DueKind, DueLine, Happened, PlaceRecord, due_of_day};
use preau_domain::booking::permit::window;
use preau_domain::booking::{Refusal, SlotKey, may_book};
use preau_domain::calendar::zone::instant;
use preau_domain::family::{ChildFacts, Quotients, Residence, Sibling};
use preau_domain::money::Money;
use preau_domain::rulebook::absence::{Absence, AbsenceReason};
use preau_domain::rulebook::customer::Customer;
use preau_domain::rulebook::model::{Activity, ActivityIx};
use preau_domain::rulebook::visit::Visit;

use crate::booking::town::World;
use crate::calendar::town::{code, day, time};
use crate::rulebook::village::book;

/// The town of a file, and a child of one of its schools of which nothing more is known.
pub fn town(source: &str, school: &str) -> World {
    World::of(book(source), school)
}

/// Which of an activity's deadlines.
#[derive(Clone, Copy)]
pub enum To {
    Book,
    Cancel,
}

impl World {
    pub fn quotient(mut self, value: u32) -> Self {
        self.child.quotients = Quotients::always(value);
        self
    }

    pub fn living(mut self, residence: Residence) -> Self {
        self.child.residence = residence;
        self
    }

    pub fn regular(mut self, activity: &str) -> Self {
        self.child.regular_in.insert(code(activity));
        self
    }

    /// The nth of so many children, all at the child's school.
    pub fn nth_of(mut self, nth: usize, children: usize) -> Self {
        let school = self.child.school.clone();
        let sibling = |place| Sibling {
            school: school.clone(),
            elder: place < nth,
        };
        self.child.siblings = (1..=children).filter(|&place| place != nth).map(sibling).collect();
        self
    }

    pub fn child_with(mut self, change: impl FnOnce(&mut ChildFacts)) -> Self {
        change(&mut self.child);
        self
    }

    pub fn ix(&self, activity: &str) -> ActivityIx {
        self.rules.activity_ix(&code(activity)).unwrap()
    }

    fn named(&self, activity: &str) -> &Activity {
        self.rules.activity(self.ix(activity))
    }

    /// What the family pays for a place on a day, in cents.
    pub fn pays(&self, activity: &str, on: &str) -> i64 {
        let customer = Customer::planned(&self.child, self.named(activity), day(on));
        customer.pays().cents()
    }

    /// Over all terms that the child pays by, what is due in the month of a day.
    pub fn term_due(&self, activity: &str, on: &str) -> i64 {
        let activity = self.named(activity);
        let customer = Customer::planned(&self.child, activity, day(on));
        let terms = activity.price.terms(&customer).iter();
        terms.map(|term| term.due(&customer)).sum::<Money>().cents()
    }

    /// What a day of a term is worth.
    pub fn worth(&self, activity: &str, on: &str) -> Vec<Option<i64>> {
        let activity = self.named(activity);
        let customer = Customer::planned(&self.child, activity, day(on));
        let terms = activity.price.terms(&customer).iter();
        terms
            .map(|term| term.worth_of_a_day(&customer).map(Money::cents))
            .collect()
    }

    pub fn closes(&self, to: To, activity: &str, on: &str) -> Option<DateTime<Utc>> {
        let deadlines = &self.named(activity).deadlines;
        let deadline = match to {
            To::Book => &deadlines.book,
            To::Cancel => &deadlines.cancel,
        };
        let slot = self.slot(activity, on);
        window(&self.situation(), slot, deadline).closes_at
    }

    /// Whether the place can be booked at an instant: late, and at what price, in cents.
    pub fn books(&self, activity: &str, on: &str, now: &str) -> Result<(bool, i64), Refusal> {
        let world = self.clone().at(now);
        let permit = may_book(&world.situation(), self.slot(activity, on))?;
        Ok((permit.late, permit.price.cents()))
    }

    fn slot(&self, activity: &str, on: &str) -> SlotKey {
        SlotKey {
            activity: self.ix(activity),
            day: day(on),
        }
    }

    /// What is due for a day, as activity, kind and cents.
    pub fn due(&self, on: &str, records: &[(&str, PlaceRecord)]) -> Vec<(&str, DueKind, i64)> {
        let told = |line: &DueLine| {
            let activity = self.rules.activity(line.activity);
            (activity.code.0.as_str(), line.kind, line.amount.cents())
        };
        self.due_lines(on, records).iter().map(told).collect()
    }

    pub fn due_lines(&self, on: &str, records: &[(&str, PlaceRecord)]) -> Vec<DueLine> {
        let records: BTreeMap<_, _> = records.iter().map(|&(name, record)| (self.ix(name), record)).collect();
        due_of_day(self.child_day(day(on)), &records)
    }

    pub fn child_day(&self, day: NaiveDate) -> ChildDay<'_> {
        ChildDay {
            rules: &self.rules,
            calendar: &self.calendar,
            child: &self.child,
            day,
        }
    }

    /// The start of an activity's session.
    pub fn starts(&self, activity: &str, on: &str) -> DateTime<Utc> {
        instant(self.rules.town.zone, day(on), self.named(activity).starts_at)
    }

    /// A booked place that was not used, on the first day of an absence.
    pub fn absent(&self, activity: &str, on: &str, reason: Option<AbsenceReason>) -> PlaceRecord {
        self.absent_with(activity, on, |absence| absence.reason = reason)
    }

    pub fn absent_with(&self, activity: &str, on: &str, known: impl FnOnce(&mut Absence)) -> PlaceRecord {
        let mut absence = Absence {
            began_at: self.starts(activity, on),
            nth_day: 1,
            ..Absence::default()
        };
        known(&mut absence);
        PlaceRecord::of(Some(Booking::default()), Happened::Absent(absence))
    }
}

fn visit(arrived: Option<&str>, left: Option<&str>) -> Visit {
    Visit {
        arrived: arrived.map(time),
        left: left.map(time),
        siblings_there: 0,
    }
}

/// A booked place that was used between these times.
pub fn stayed(arrived: Option<&str>, left: Option<&str>) -> PlaceRecord {
    PlaceRecord::of(Some(Booking::default()), Happened::Came(visit(arrived, left)))
}

/// A place used without a booking, for the nth time.
pub fn unbooked(nth: u16) -> PlaceRecord {
    PlaceRecord {
        unbooked_times: nth,
        ..PlaceRecord::of(None, Happened::Came(Visit::default()))
    }
}
