//! Bookings of the village's children, and what a draft makes of them.

use std::collections::BTreeMap;

use preau_domain::attendance::PlaceRecord;
use preau_domain::code::Code;
use preau_domain::family::ChildFacts;
use preau_domain::ids::{BookingId, ChildId, FamilyId};
use preau_domain::money::Money;
use preau_domain::rulebook::RuleBook;
use preau_domain::simulation::{Booked, CrowdedDay, Draft, FamilyLine, FullSlots, PastDay, Place, Simulation, Summary};
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

/// Of one instant, the bookings of the child with the lower number were written first.
pub fn on(family: u8, child: &ChildFacts, day: &'static str, places: &[Was<'_>]) -> Day {
    let place = |(nth, &(activity, when, cents)): (u128, &Was<'_>)| {
        let booked = Booked {
            id: BookingId(Ulid(child.id.0.0 << 8 | nth)),
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
        places: (0..).zip(places).map(place).collect(),
    }
}

/// What the draft makes of the days, over the whole of [`FROM`] to [`TO`]. Each day was governed by `before`.
pub fn tried(draft: &str, before: Option<&RuleBook>, days: &[Day]) -> (Vec<FamilyLine>, Summary) {
    let draft = Draft::new(book(draft), day(FROM), day(TO)).unwrap();
    let full = full(&draft, days);
    let mut simulation = Simulation::of(draft, full);
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

/// Who found a place, of all days alike.
fn full(draft: &Draft, days: &[Day]) -> FullSlots {
    let mut crowds: BTreeMap<&str, CrowdedDay<'_>> = BTreeMap::new();
    for one in days {
        let booked = |place: &Spent| Some((draft.rules().activity_ix(&place.activity)?, place.booked?));
        let crowd = crowds
            .entry(one.on)
            .or_insert_with(|| CrowdedDay::new(draft, day(one.on)));
        crowd.child(&one.child, &one.places.iter().filter_map(booked).collect());
    }
    let mut full = FullSlots::default();
    for crowd in crowds.into_values() {
        crowd.fill(&mut full);
    }
    full
}

pub fn euros(cents: i64) -> Money {
    Money::from_cents(cents)
}
