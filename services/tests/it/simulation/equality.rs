//! Whatever happened: what a simulation says was due is what families are told, and the rule book in force changes nothing.

use preau_domain::attendance::Fact;
use preau_domain::ids::ChildId;
use preau_domain::money::Money;
use preau_domain::rulebook::absence::AbsenceReason;
use preau_services::booking::plan::commit;
use preau_services::booking::request::Change;
use preau_services::towns::publish;

use super::attended::ATTENDED;
use super::tablet::{Tablet, due, local};
use super::town::{trial, tried};
use crate::booking::chance::Chance;
use crate::booking::world::{CHILDREN, FAMILIES, World, child, family};
use crate::stores::{Store, on_both_stores};

on_both_stores! {
    the_rule_book_in_force_comes_to_what_is_due
    so_does_one_with_prices_together
    what_was_due_goes_by_the_rule_book_of_its_day
}

const NOW: &str = "2026-11-04T08:00:00Z";

/// Periods that are tried in a town.
const PERIODS: usize = 8;

/// School days, some weeks apart.
const DAYS: [&str; 14] = [
    "2026-11-16",
    "2026-11-17",
    "2026-11-19",
    "2026-11-20",
    "2026-11-23",
    "2026-11-24",
    "2026-12-07",
    "2026-12-08",
    "2026-12-10",
    "2026-12-11",
    "2026-12-14",
    "2026-12-15",
    "2027-01-07",
    "2027-01-08",
];

const BOUNDS: [&str; 5] = ["2026-11-17", "2026-11-24", "2026-12-01", "2026-12-10", "2027-01-08"];

/// Canteen and evening together are cheaper, and whoever comes unbooked pays once a day more.
fn together() -> String {
    let bundle = "[[bundles]]\nactivities = [\"cantine\", \"soir\"]\nprice = { form = \"flat\", amount = \"4.20\" }\n";
    let rules = ATTENDED.replace(
        "add = \"5.00\", from_time = 2",
        "add = \"5.00\", per = \"family\", from_time = 3",
    );
    format!("{rules}\n{bundle}")
}

async fn ask(world: &World, nth: usize, key: &str, changes: Vec<Change>) {
    let plan = commit(&world.portal, world.request(nth, key, changes)).await;
    plan.unwrap().unwrap();
}

fn some<'d>(chance: &mut Chance, one_in: usize, of: &[&'d str]) -> Vec<&'d str> {
    of.iter().copied().filter(|_| chance.below(one_in) == 0).collect()
}

/// Bookings, some given back, and a word about most places, booked or not.
async fn happened(world: &World, chance: &mut Chance) {
    for nth in 0..FAMILIES {
        let mut changes = Vec::new();
        for of in 0..CHILDREN {
            for activity in ["cantine", "soir"] {
                changes.push(world.book(child(nth, of), activity, &some(chance, 2, &DAYS)));
            }
        }
        let back = changes.iter().map(|change| Change {
            book: Vec::new(),
            cancel: change.book.iter().copied().filter(|_| chance.below(4) == 0).collect(),
            ..change.clone()
        });
        let back: Vec<Change> = back.filter(|change| !change.cancel.is_empty()).collect();
        changes.retain(|change| !change.book.is_empty());
        ask(world, nth, "book", changes).await;
        ask(world, nth, "back", back).await;
    }
    let mut tablet = Tablet::default();
    for nth in 0..FAMILIES {
        for of in 0..CHILDREN {
            for activity in ["cantine", "soir"] {
                for on in some(chance, 2, &DAYS) {
                    tell(world, chance, &mut tablet, (child(nth, of), activity, on));
                }
            }
        }
    }
    world.clock.set("2027-01-09T08:00:00Z".parse().unwrap());
    tablet.send(world).await;
}

fn tell(world: &World, chance: &mut Chance, tablet: &mut Tablet, place: (ChildId, &str, &str)) {
    let (child, activity, on) = place;
    match chance.below(4) {
        0 => tablet.came(world, child, activity, on, None),
        1 => {
            let left = ["13:30", "18:20", "18:36", "18:50"];
            tablet.came(world, child, activity, on, Some(*chance.one_of(&left)));
        }
        2 => {
            let reasons = [None, Some(AbsenceReason::Illness), Some(AbsenceReason::Family)];
            tablet.absent(world, place, *chance.one_of(&reasons), None);
            if chance.below(2) == 0 {
                let given = *chance.one_of(&DAYS);
                let certificate = Fact::Certificate(local(given, "09:00"));
                tablet.tap(world, child, activity, on, certificate);
            }
        }
        _ => {
            let told = ["2026-11-12T08:00:00Z", "2026-12-08T07:00:00Z"];
            let told = told.iter().rfind(|told| told[..10] <= *on).unwrap();
            tablet.reported(world, place, told);
        }
    }
}

fn period(chance: &mut Chance) -> (&'static str, &'static str) {
    let (one, other) = (*chance.one_of(&BOUNDS), *chance.one_of(&BOUNDS));
    (one.min(other), one.max(other))
}

/// Under a draft, each family's line is what it is told is due.
async fn lines_are_dues(world: &World, chance: &mut Chance, draft: &str, same: bool) -> Money {
    let mut all = Money::ZERO;
    for _ in 0..PERIODS {
        let (from, to) = period(chance);
        let mut trial = trial(world, draft, from, to);
        trial.children_at_once = Some(u64::try_from(1 + chance.below(5)).unwrap());
        let (summary, notes) = tried(world, trial).await;
        let mut total = Money::ZERO;
        for nth in 0..FAMILIES {
            let due = due(world, nth, from, to).await;
            let line = notes.families.iter().find(|line| line.family == family(nth));
            let (before, after) = line.map_or_else(Default::default, |line| (line.before, line.after));
            assert_eq!(before, due, "family {nth}, {from} to {to}");
            assert!(!same || after == due, "family {nth}, {from} to {to}: {after} for {due}");
            total = total + due;
        }
        assert_eq!((summary.before, summary.lacking.len()), (total, 0));
        if same {
            assert_eq!((summary.kept.after, summary.refused), (total, 0));
        }
        all = all + total;
    }
    all
}

async fn the_rule_book_in_force_comes_to_what_is_due(store: Store) {
    same(store, ATTENDED, 1).await;
}

async fn so_does_one_with_prices_together(store: Store) {
    same(store, &together(), 2).await;
}

async fn same(store: Store, rules: &str, seed: u64) {
    let mut chance = Chance::new(seed);
    let world = World::with_rules(store, rules, NOW).await;
    happened(&world, &mut chance).await;
    assert!(lines_are_dues(&world, &mut chance, rules, true).await > Money::ZERO);
}

async fn what_was_due_goes_by_the_rule_book_of_its_day(store: Store) {
    let mut chance = Chance::new(7);
    let world = World::with_rules(store, ATTENDED, NOW).await;
    let winter = together()
        .replace("valid_from = 2026-09-01", "valid_from = 2026-12-08")
        .replace("\"6.50\"", "\"7.10\"")
        .replace("ends_at = \"18:30\"", "ends_at = \"18:15\"");
    publish(&world.portal, &winter).await.unwrap().unwrap();
    happened(&world, &mut chance).await;
    assert!(lines_are_dues(&world, &mut chance, ATTENDED, false).await > Money::ZERO);
}
