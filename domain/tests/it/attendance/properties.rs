//! What holds for whatever happens on a day.

use std::collections::{BTreeMap, BTreeSet};

use preau_domain::attendance::{Booking, DueKind, DueLine, Happened, PlaceRecord, due_of_day, once_each};
use preau_domain::booking::{DayPlaces, prices_of_day};
use preau_domain::explain::{DueStep, Step, explain_due};
use preau_domain::money::Money;
use preau_domain::rulebook::model::ActivityIx;
use preau_domain::rulebook::surcharge::Per;
use preau_domain::rulebook::visit::Visit;
use proptest::prelude::*;

use super::village::{DAY, village};
use crate::booking::town::World;
use crate::calendar::town::{day, seeded};

fn lines() -> impl Strategy<Value = Vec<(u8, DueLine)>> {
    let kind = prop_oneof![
        Just(DueKind::Used),
        Just(DueKind::LateExtra),
        Just(DueKind::UnbookedExtra),
        Just(DueKind::LatePickup)
    ];
    let per = prop_oneof![Just(Per::Place), Just(Per::Day), Just(Per::Family)];
    let line = (0_u8..3, 0_u16..4, kind, per, 0_i64..900).prop_map(|(child, activity, kind, per, cents)| {
        let line = DueLine {
            activity: ActivityIx(activity),
            kind,
            amount: Money::from_cents(cents),
            per,
        };
        (child, line)
    });
    prop::collection::vec(line, 0..20)
}

fn total(lines: &[DueLine]) -> i64 {
    lines.iter().map(|line| line.amount.cents()).sum()
}

/// The village with a price together and an amount for late places, and an absence charged so.
fn world(charge: &str, together: i64, per: &str) -> World {
    let rules = format!(
        "late = {{ until = \"jour-meme\", surcharges = [{{ add = \"1.00\", per = \"{per}\" }}] }}\nabsence = {{ otherwise = {{ {charge} }} }}"
    );
    let price = Money::from_cents(together);
    let bundle = format!(
        "[[bundles]]\nactivities = [\"midi\", \"soir\"]\nprice = {{ form = \"flat\", amount = \"{price}\" }}\n"
    );
    village(&rules, &bundle)
}

/// For each activity: whether it was booked late, if at all.
fn bookings() -> impl Strategy<Value = [Option<bool>; 2]> {
    [any::<Option<bool>>(), any::<Option<bool>>()]
}

fn records(bookings: [Option<bool>; 2], happened: impl Fn(usize) -> Happened) -> BTreeMap<ActivityIx, PlaceRecord> {
    let record = |(at, late): (usize, Option<bool>)| {
        let booking = late.map(|late| Booking { late, agreed: None })?;
        Some((
            ActivityIx(u16::try_from(at).unwrap()),
            PlaceRecord::of(Some(booking), happened(at)),
        ))
    };
    bookings.into_iter().enumerate().filter_map(record).collect()
}

/// The step that says what a line says.
fn amount(line: DueLine) -> Step {
    let DueLine { kind, amount, per, .. } = line;
    Step::Due(DueStep::Amount { kind, amount, per })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..seeded() })]

    #[test]
    fn dropping_repeats_twice_drops_no_more(lines in lines()) {
        let once = once_each(lines.clone());
        prop_assert_eq!(once_each(once.clone()), once.clone());
        // Each place's own line stays, and nothing is lost altogether.
        let of_places = |lines: &[(u8, DueLine)]| lines.iter().filter(|(_, line)| line.per == Per::Place).count();
        prop_assert_eq!(of_places(&lines), of_places(&once));
        let kinds = |lines: &[(u8, DueLine)]| lines.iter().map(|(_, line)| (line.kind, line.per)).collect::<BTreeSet<_>>();
        prop_assert_eq!(kinds(&lines), kinds(&once));
    }

    /// What a family is billed for places that were used is what it was told when it booked them.
    #[test]
    fn used_places_are_due_at_the_prices_of_the_day(
        bookings in bookings(),
        together in 0_i64..800,
        came in any::<[bool; 2]>(),
        per in prop_oneof![Just("place"), Just("day")],
    ) {
        let world = world(r#"charge = "full""#, together, per);
        let happened = |at: usize| if came[at] { Happened::Came(Visit::default()) } else { Happened::Unrecorded };
        let records = records(bookings, happened);
        let due = due_of_day(world.child_day(day(DAY)), &records);
        let late = records.iter().filter(|(_, record)| record.booking.unwrap().late);
        let places = DayPlaces {
            activities: records.keys().copied().collect(),
            late: late.map(|(ix, _)| *ix).collect(),
            visits: BTreeMap::new(),
        };
        let mut told: BTreeMap<ActivityIx, Money> = BTreeMap::new();
        for line in &due {
            let sum = told.entry(line.activity).or_default();
            *sum = *sum + line.amount;
        }
        prop_assert_eq!(told, prices_of_day(&world.rules, &world.child, day(DAY), &places));
    }

    /// A child that stays away never costs more than one that comes, unless the rule book adds something; one that is
    /// charged in full costs the same.
    #[test]
    fn absences_cost_no_more_than_presence(
        bookings in bookings(),
        stays_away in any::<[bool; 2]>(),
        percent in 1_u32..=100,
    ) {
        // Together at most the sum of both, and at least either alone.
        for together in [350, 480, 550] {
            let absent = |world: &World, at: usize| {
                let name = ["midi", "soir"][at];
                world.absent(name, DAY, None).happened
            };
            for charge in [r#"charge = "full""#.to_owned(), r#"charge = "waived""#.to_owned(), format!("percent = \"{percent}\"")] {
                let world = world(&charge, together, "day");
                let happened = |at: usize| if stays_away[at] { absent(&world, at) } else { Happened::Unrecorded };
                let due = total(&due_of_day(world.child_day(day(DAY)), &records(bookings, happened)));
                let told = explain_due(world.child_day(day(DAY)), &records(bookings, happened));
                let lines = due_of_day(world.child_day(day(DAY)), &records(bookings, happened));
                prop_assert_eq!(told.iter().map(|told| told.line).collect::<Vec<_>>(), lines);
                for told in &told {
                    prop_assert_eq!(told.steps.last(), Some(&amount(told.line)));
                }
                let used = total(&due_of_day(world.child_day(day(DAY)), &records(bookings, |_| Happened::Unrecorded)));
                prop_assert!((0..=used).contains(&due), "{} of {} under {}", due, used, charge);
                if charge.contains("full") {
                    prop_assert_eq!(due, used);
                }
            }
        }
    }
}
