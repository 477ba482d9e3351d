//! Bookings of the village's children, and what a draft makes of them.

use preau_domain::attendance::PlaceRecord;
use preau_domain::code::Code;
use preau_domain::family::ChildFacts;
use preau_domain::ids::{ChildId, FamilyId};
use preau_domain::money::Money;
use preau_domain::rulebook::RuleBook;
use preau_domain::simulation::{Booked, Draft, FamilyLine, PastDay, Place, Simulation, Summary};
use ulid::Ulid;

use crate::booking::town::World;
use crate::calendar::town::{at, code, day};
use crate::rulebook::village::book;

pub const FROM: &str = "2026-01-01";
pub const TO: &str = "2027-08-31";

/// A place that was booked: activity, instant, cents that were due.
pub type Was<'a> = (&'a str, &'a str, i64);

/// A place, as [`Place`] has it.
pub struct Spent {
    pub activity: Code,
    pub booked: Option<Booked>,
    pub due: Money,
    pub record: Option<PlaceRecord>,
}

pub struct Day {
    pub family: u8,
    pub child: ChildFacts,
    pub on: &'static str,
    pub places: Vec<Spent>,
}

pub fn family(nth: u8) -> FamilyId {
    FamilyId(Ulid(u128::from(nth)))
}

/// A pupil of the village, nine years old.
pub fn child(nth: u8) -> ChildFacts {
    ChildFacts {
        id: ChildId(Ulid(u128::from(nth))),
        ..World::of(book(crate::rulebook::village::VILLAGE), "bourg").child
    }
}

pub fn on(family: u8, child: &ChildFacts, day: &'static str, places: &[Was<'_>]) -> Day {
    let place = |&(activity, when, cents): &Was<'_>| {
        let booked = Booked {
            at: at(when),
            late: false,
        };
        Spent {
            activity: code(activity),
            booked: Some(booked),
            due: Money::from_cents(cents),
            record: None,
        }
    };
    Day {
        family,
        child: child.clone(),
        on: day,
        places: places.iter().map(place).collect(),
    }
}

/// What the draft makes of the days, over the whole of [`FROM`] to [`TO`]. Each day was governed by `before`.
pub fn tried(draft: &str, before: Option<&RuleBook>, days: &[Day]) -> (Vec<FamilyLine>, Summary) {
    let mut simulation = Simulation::of(Draft::new(book(draft), day(FROM), day(TO)).unwrap());
    let mut lines = Vec::new();
    for one in days {
        let places: Vec<Place<'_>> = one
            .places
            .iter()
            .map(|one| Place {
                activity: &one.activity,
                booked: one.booked,
                due: one.due,
                record: one.record,
            })
            .collect();
        lines.extend(simulation.day(&PastDay {
            family: family(one.family),
            child: &one.child,
            drafted: &one.child,
            day: day(one.on),
            places: &places,
            governing: before,
        }));
    }
    let (last, summary) = simulation.finish();
    lines.extend(last);
    (lines, summary)
}

pub fn euros(cents: i64) -> Money {
    Money::from_cents(cents)
}
