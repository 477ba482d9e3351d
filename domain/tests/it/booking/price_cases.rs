//! Prices of real towns that hang on who the child is.

use preau_domain::booking::{OutcomeKind, Permit, may_book, view};
use preau_domain::family::{ChildFacts, Quotients};
use preau_domain::money::{Money, Rounding};
use preau_domain::rulebook::condition::{Condition, Span};
use preau_domain::rulebook::link::ChildCondition;
use preau_domain::rulebook::price::{PriceCase, PriceForm, RoundingPlace};
use rust_decimal::Decimal;

use super::town::{MORNING, World, book, by_cases, case, flat, price_for, slot, wished};
use crate::calendar::town::code;

const DAY: &str = "2026-11-30";

fn care_plan(cents: i64) -> PriceCase {
    let when = Condition {
        child: Some(ChildCondition::FoodCarePlan),
        ..Condition::default()
    };
    case(when, flat(cents))
}

fn school(name: &str, cents: i64) -> PriceCase {
    let when = Condition {
        schools: Some(vec![code(name)]),
        ..Condition::default()
    };
    case(when, flat(cents))
}

fn pupil(school: &str, food_care_plan: bool, quotient: Option<u32>) -> ChildFacts {
    ChildFacts {
        school: code(school),
        food_care_plan,
        quotients: quotient.map_or_else(Quotients::unknown, Quotients::always),
        ..World::new().child
    }
}

/// A rate for all, and a price of its own for those who bring their meal.
fn fay_aux_loges() -> PriceForm {
    let rate = PriceForm::Linear {
        base: None,
        rate: Decimal::new(36, 4),
        min: Money::from_cents(260),
        max: Money::from_cents(450),
        quotient_min: None,
        quotient_max: None,
        rounding: Some(Rounding::HalfUp),
        rounding_place: RoundingPlace::Unit,
    };
    by_cases(vec![care_plan(175)], rate)
}

#[test]
fn fay_aux_loges_has_a_price_for_meals_brought_along() {
    for (care_plan, quotient, cents) in [
        (false, Some(500), 260),
        (false, Some(1000), 360),
        (false, None, 450),
        (true, Some(500), 175),
        (true, Some(1000), 175),
        (true, None, 175),
    ] {
        assert_eq!(
            price_for(&fay_aux_loges(), &pupil("cocteau", care_plan, quotient)),
            Money::from_cents(cents),
            "care plan {care_plan}, quotient {quotient:?}"
        );
    }
}

#[test]
fn la_selle_craonnaise_asks_less_of_nursery_pupils() {
    let form = by_cases(vec![school("maternelle", 330)], flat(370));
    assert_eq!(
        price_for(&form, &pupil("elementaire", false, None)),
        Money::from_cents(370)
    );
    assert_eq!(
        price_for(&form, &pupil("maternelle", false, None)),
        Money::from_cents(330)
    );
    assert_eq!(
        price_for(&form, &pupil("maternelle", true, None)),
        Money::from_cents(330)
    );
}

#[test]
fn the_first_case_that_fits_wins() {
    let nursery_first = by_cases(vec![school("maternelle", 330), care_plan(175)], flat(370));
    let care_first = by_cases(vec![care_plan(175), school("maternelle", 330)], flat(370));
    let both = pupil("maternelle", true, None);
    assert_eq!(price_for(&nursery_first, &both), Money::from_cents(330));
    assert_eq!(price_for(&care_first, &both), Money::from_cents(175));
    let elsewhere = pupil("elementaire", true, None);
    assert_eq!(price_for(&nursery_first, &elsewhere), Money::from_cents(175));
}

#[test]
fn what_a_family_is_shown_is_what_it_is_asked() {
    for (world, cents) in [(World::new(), 360), (World::new().care_plan(), 175)] {
        let mut world = world;
        world.child.quotients = Quotients::always(1000);
        world.rules.activities[usize::from(MORNING.0)].price = fay_aux_loges();
        let (slot, price) = (slot(MORNING, DAY), Money::from_cents(cents));
        assert_eq!(view(&world.situation(), slot).price, price);
        assert_eq!(may_book(&world.situation(), slot), Ok(Permit { price, late: false }));
        let decision = world.decide(&[book(MORNING, DAY)]);
        assert_eq!(
            decision.outcomes,
            [wished(slot, OutcomeKind::Booked { price, pending: false })]
        );
    }
}

/// Families up to this quotient.
fn up_to(quotient: u32, cents: i64) -> PriceCase {
    case(between(None, Some(quotient)), flat(cents))
}

fn between(from: Option<u32>, to: Option<u32>) -> Condition {
    Condition {
        quotient: Some(Span { from, to }),
        ..Condition::default()
    }
}

/// Whether a family comes under a case must not hang on whether it told the town its quotient.
#[test]
fn an_unknown_quotient_pays_the_dearest_that_may_fit() {
    let rising = || vec![up_to(500, 100), case(between(Some(501), None), flat(400))];
    // Nobody with a quotient comes to the general price.
    let covered = by_cases(rising(), flat(200));
    let open = by_cases(vec![up_to(500, 100), up_to(900, 300)], flat(200));
    let with_care = by_cases([vec![care_plan(50)], rising()].concat(), flat(200));
    for (form, quotient, plan, cents) in [
        (&covered, Some(500), false, 100),
        (&covered, Some(501), false, 400),
        (&covered, None, false, 400),
        (&open, Some(901), false, 200),
        (&open, None, false, 300),
        // What does not hang on the quotient comes first, as ever.
        (&with_care, None, true, 50),
        (&with_care, None, false, 400),
    ] {
        let child = pupil("cocteau", plan, quotient);
        assert_eq!(price_for(form, &child), Money::from_cents(cents), "{quotient:?} {plan}");
    }
}

#[test]
fn an_unknown_quotient_pays_what_is_said_of_it() {
    let PriceForm::Cases { cases, otherwise, .. } = by_cases(vec![care_plan(50), up_to(500, 100)], flat(200)) else {
        panic!("no cases")
    };
    let said = PriceForm::Cases {
        cases,
        otherwise,
        missing: Some(Box::new(flat(150))),
    };
    for (quotient, plan, cents) in [
        (None, false, 150),
        (Some(500), false, 100),
        (Some(501), false, 200),
        (None, true, 50),
    ] {
        let child = pupil("cocteau", plan, quotient);
        assert_eq!(
            price_for(&said, &child),
            Money::from_cents(cents),
            "{quotient:?} {plan}"
        );
    }
}
