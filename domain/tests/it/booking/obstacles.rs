//! Why a slot cannot be changed: all of it.

use preau_domain::booking::{Refusal, obstacles, view};
use preau_domain::calendar::Closure;
use preau_domain::rulebook::model::ActivityIx;
use proptest::prelude::*;

use super::properties::{slots, worlds};
use super::town::{CANTEEN, EVENING, LATEST, MIDDAY, NURSERY, STUDY, WEDNESDAY, World, linked, slot};
use crate::calendar::town::{at, seeded};

const DAY: &str = "2026-11-30";

fn found(world: &World, activity: ActivityIx, text: &str) -> Vec<Refusal> {
    obstacles(&world.situation(), slot(activity, text))
}

fn too_late() -> Refusal {
    Refusal::TooLate { closed_at: at(LATEST) }
}

#[test]
fn every_reason_is_told_in_the_order_of_the_decision() {
    let crowded = World::new()
        .at(LATEST)
        .with(&[(EVENING, DAY)])
        .taken(STUDY, DAY, 30, 30);
    let all = vec![too_late(), Refusal::Excluded { by: EVENING }, Refusal::Full];
    assert_eq!(found(&crowded, STUDY, DAY), all);
    let in_order = World::new();
    assert_eq!(found(&in_order, STUDY, DAY), []);
}

#[test]
fn of_a_day_without_the_activity_only_that_is_told() {
    let late = World::new().at(LATEST);
    assert_eq!(found(&late, STUDY, "2026-12-02"), [Refusal::Closed(Closure::Weekday)]);
    let elsewhere = [Refusal::NotOffered, Refusal::Closed(Closure::OutsideRuleBook)];
    assert_eq!(found(&late, NURSERY, "2025-08-29")[..2], elsewhere);
    let armistice = Closure::PublicHoliday {
        name: "Armistice 1918".to_owned(),
    };
    assert_eq!(found(&late, WEDNESDAY, "2026-11-11"), [Refusal::Closed(armistice)]);
}

#[test]
fn what_comes_along_adds_what_is_not_said_already() {
    let full = World::new().at(LATEST).taken(CANTEEN, DAY, 120, 120);
    assert_eq!(found(&full, MIDDAY, DAY), [too_late(), linked(CANTEEN, Refusal::Full)]);
    assert_eq!(found(&full, CANTEEN, DAY), [too_late(), Refusal::Full]);
    let booked = full.with(&[(MIDDAY, DAY), (CANTEEN, DAY)]);
    assert_eq!(found(&booked, MIDDAY, DAY), [too_late()]);
}

proptest! {
    #![proptest_config(seeded())]

    #[test]
    fn the_first_of_them_is_the_one_that_is_shown(world in worlds(), slot in slots()) {
        let shown = view(&world.situation(), slot).obstacle;
        prop_assert_eq!(obstacles(&world.situation(), slot).into_iter().next(), shown);
    }
}
