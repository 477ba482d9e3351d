//! A draft that says what the rule book in force said changes nothing.

use std::collections::BTreeMap;

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use preau_domain::booking::{SlotKey, Wish, WishKind};
use preau_domain::calendar::zone::day_start;
use preau_domain::family::Quotients;
use preau_domain::ids::{BookingId, FamilyId};
use preau_domain::money::Money;
use preau_domain::rulebook::RuleBook;
use preau_domain::rulebook::model::ActivityIx;
use preau_domain::simulation::{Booked, Draft, FullSlots, PastDay, Place, Simulation};
use proptest::prelude::*;
use ulid::Ulid;

use crate::booking::town::World;
use crate::calendar::town::seeded;
use crate::rulebook::village::book;
use crate::rulebooks::files::ALL;

/// One request: how many hours before midnight of the first day it came, and what it asks.
type Request = (i64, Vec<(u16, u64, bool)>);

fn requests() -> impl Strategy<Value = Vec<Request>> {
    let wish = (0_u16..12, 0_u64..20, prop::bool::weighted(0.8));
    let request = (-480_i64..1_200, prop::collection::vec(wish, 1..10));
    prop::collection::vec(request, 1..6)
}

/// Decides the requests in their order of time, and keeps what a store would.
fn booked(world: &mut World, first: NaiveDate, mut requests: Vec<Request>) -> BTreeMap<SlotKey, (Money, Booked)> {
    let mut stored: BTreeMap<SlotKey, (Money, Booked)> = BTreeMap::new();
    requests.sort_by_key(|(before, _)| -before);
    for (before, wishes) in requests {
        let at: DateTime<Utc> = day_start(world.rules.town.zone, first) - TimeDelta::hours(before);
        world.now = at;
        let activities = u16::try_from(world.rules.activities.len()).unwrap();
        let wish = |(activity, after, book): (u16, u64, bool)| Wish {
            slot: SlotKey {
                activity: ActivityIx(activity % activities),
                day: first + Days::new(after),
            },
            kind: if book { WishKind::Book } else { WishKind::Cancel },
        };
        let decision = world.decide(&wishes.into_iter().map(wish).collect::<Vec<_>>());
        for gone in &decision.cancel {
            stored.remove(gone);
        }
        for (&slot, &price) in &decision.prices {
            let late = decision.late.contains(&slot);
            let id = BookingId(Ulid(u128::from(slot.activity.0)));
            let new = (price, Booked { id, at, late });
            stored.entry(slot).and_modify(|held| held.0 = price).or_insert(new);
        }
        *world = world.after(&decision);
    }
    stored
}

fn first_day(rules: &RuleBook) -> NaiveDate {
    let november = NaiveDate::from_ymd_opt(2026, 11, 2).unwrap();
    let within = [november, NaiveDate::from_ymd_opt(2025, 11, 3).unwrap()];
    within
        .into_iter()
        .find(|day| rules.is_valid_on(*day))
        .unwrap_or(rules.valid_from)
}

fn tried(source: &str, school: usize, quotient: Option<u32>, requests: Vec<Request>) -> Result<u64, TestCaseError> {
    let rules = book(source);
    let school = rules.schools[school % rules.schools.len()].code.0.clone();
    let mut world = World::of(rules.clone(), &school);
    world.child.quotients = quotient.map_or_else(Quotients::unknown, Quotients::always);
    let first = first_day(&rules);
    let stored = booked(&mut world, first, requests);
    let last = first + Days::new(40);
    let draft = Draft::new(rules.clone(), first, last).unwrap();
    let mut simulation = Simulation::of(draft, FullSlots::default());
    for day in first.iter_days().take_while(|&day| day <= last) {
        let those = stored.iter().filter(|(slot, _)| slot.day == day);
        let places: Vec<Place<'_>> = those
            .map(|(slot, (price, booked))| Place {
                activity: &rules.activity(slot.activity).code,
                booked: Some(*booked),
                due: *price,
                record: None,
            })
            .collect();
        if places.is_empty() {
            continue;
        }
        let complete = simulation.day(&PastDay {
            family: FamilyId(Ulid(1)),
            child: &world.child,
            drafted: &world.child,
            day,
            places: &places,
            governing: Some(&rules),
        });
        prop_assert_eq!(complete, None);
    }
    let (line, summary) = simulation.finish();
    prop_assert_eq!(summary.refused, 0, "{:?}", summary.activities);
    prop_assert_eq!(&summary.lacking, &[]);
    prop_assert_eq!(summary.kept.places, stored.len() as u64);
    prop_assert_eq!(summary.before, summary.kept.after);
    prop_assert_eq!(summary.before, summary.kept.before);
    prop_assert_eq!(line.map_or(Money::ZERO, |line| line.difference()), Money::ZERO);
    // Every tier of an activity together is the activity.
    for one in &summary.activities {
        let places: u64 = one.tiers.iter().map(|tier| tier.kept.places).sum();
        prop_assert_eq!(places, one.kept.places);
    }
    Ok(summary.kept.places)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..seeded() })]

    #[test]
    fn the_same_rule_book_refuses_nothing_and_costs_the_same(
        file in 0..ALL.len(),
        school in 0_usize..3,
        quotient in prop::option::of(0_u32..2_500),
        requests in requests(),
    ) {
        tried(ALL[file], school, quotient, requests)?;
    }
}

/// The property above says something: most files have bookings in it.
#[test]
fn real_files_book_something() {
    let wishes: Vec<_> = (0..12)
        .flat_map(|activity| (0..20).map(move |day| (activity, day, true)))
        .collect();
    let booking = ALL
        .iter()
        .filter(|source| {
            let early = [900, 300, 60, 12, -12].map(|hours| (hours, wishes.clone())).to_vec();
            tried(source, 0, Some(700), early).unwrap() > 0
        })
        .count();
    assert!(booking >= 18, "{booking}");
}
