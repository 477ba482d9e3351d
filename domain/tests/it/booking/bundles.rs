//! Activities that have one price together.

use std::collections::BTreeSet;

use preau_domain::booking::{DayPlaces, Decision, Outcome, OutcomeKind, SlotKey, Wish, WishKind, prices_of_day, view};
use preau_domain::family::Sibling;
use preau_domain::money::Money;
use preau_domain::rulebook::condition::{Condition, Span};
use preau_domain::rulebook::model::ActivityIx;
use preau_domain::rulebook::price::{Bundle, PriceForm};
use proptest::prelude::*;

use super::price_traits::written;
use super::town::{
    CANTEEN, EVENING, MIDDAY, MORNING, STUDY, WEDNESDAY, World, along, book, booked, by_cases, cancel, case, flat,
    priced, rule_book, slot, slots, wished,
};
use crate::calendar::town::{code, day, seeded};

const DAY: &str = "2026-11-30";

fn from_second(then: i64, otherwise: i64) -> PriceForm {
    let second = Condition {
        rank: Some(Span {
            from: Some(2),
            to: None,
        }),
        ..Condition::default()
    };
    by_cases(vec![case(second, flat(then))], flat(otherwise))
}

/// Vigeois: 1.90 for the morning and 1.90 for the evening, 2.20 for both; 1.30, 1.30 and 1.60 from the second child on.
fn vigeois() -> World {
    let mut rules = rule_book();
    for activity in [MORNING, EVENING] {
        rules.activities[usize::from(activity.0)].price = from_second(130, 190);
    }
    rules.bundles = vec![Bundle {
        activities: vec![MORNING, EVENING],
        price: from_second(160, 220),
    }];
    World::of(rules, "cocteau")
}

fn second(mut world: World) -> World {
    world.child.siblings = vec![Sibling {
        school: code("cocteau"),
        elder: true,
    }];
    world
}

fn places(activities: impl IntoIterator<Item = ActivityIx>) -> DayPlaces {
    DayPlaces {
        activities: activities.into_iter().collect(),
        ..DayPlaces::default()
    }
}

fn repriced(activity: ActivityIx, from: i64, to: i64) -> Outcome {
    wished(
        slot(activity, DAY),
        OutcomeKind::Repriced {
            from: Money::from_cents(from),
            to: Money::from_cents(to),
        },
    )
}

#[test]
fn both_at_once_cost_their_price_together() {
    for (world, morning, evening) in [(vigeois(), 190, 30), (second(vigeois()), 130, 30)] {
        let expected = priced(Decision {
            outcomes: vec![
                wished(slot(EVENING, DAY), booked(evening)),
                wished(slot(MORNING, DAY), booked(morning)),
            ],
            book: slots(&[(MORNING, DAY), (EVENING, DAY)]),
            ..Decision::default()
        });
        assert_eq!(world.decide(&[book(EVENING, DAY), book(MORNING, DAY)]), expected);
    }
}

#[test]
fn what_stays_is_repriced_when_its_fellow_comes_or_goes() {
    let world = vigeois().with(&[(EVENING, DAY)]);
    let joined = priced(Decision {
        outcomes: vec![wished(slot(MORNING, DAY), booked(190)), repriced(EVENING, 190, 30)],
        book: slots(&[(MORNING, DAY)]),
        ..Decision::default()
    });
    assert_eq!(world.decide(&[book(MORNING, DAY)]), joined);

    let left = priced(Decision {
        outcomes: vec![
            wished(slot(MORNING, DAY), OutcomeKind::Cancelled),
            repriced(EVENING, 30, 190),
        ],
        cancel: slots(&[(MORNING, DAY)]),
        ..Decision::default()
    });
    assert_eq!(world.with(&[(MORNING, DAY)]).decide(&[cancel(MORNING, DAY)]), left);
}

#[test]
fn another_day_or_another_activity_is_left_alone() {
    let world = vigeois().with(&[(EVENING, "2026-12-01")]);
    let alone = priced(Decision {
        outcomes: vec![wished(slot(MORNING, DAY), booked(190))],
        book: slots(&[(MORNING, DAY)]),
        ..Decision::default()
    });
    assert_eq!(world.decide(&[book(MORNING, DAY)]), alone);
    let decision = vigeois().with(&[(MORNING, DAY)]).decide(&[book(STUDY, DAY)]);
    assert_eq!(decision.outcomes, [wished(slot(STUDY, DAY), booked(260))]);
}

#[test]
fn a_family_is_shown_what_one_more_tick_costs() {
    let price = |world: &World, activity| view(&world.situation(), slot(activity, DAY)).price.cents();
    let none = vigeois();
    assert_eq!([price(&none, MORNING), price(&none, EVENING)], [190, 190]);
    let evening = vigeois().with(&[(EVENING, DAY)]);
    assert_eq!([price(&evening, MORNING), price(&evening, EVENING)], [30, 190]);
    let both = vigeois().with(&[(MORNING, DAY), (EVENING, DAY)]);
    assert_eq!([price(&both, MORNING), price(&both, EVENING)], [190, 30]);
}

#[test]
fn what_is_ticked_together_adds_up_to_what_is_paid() {
    let mut world = vigeois();
    world.rules.bundles = vec![Bundle {
        activities: vec![MIDDAY, CANTEEN],
        price: flat(400),
    }];
    let shown = [MIDDAY, CANTEEN].map(|activity| view(&world.situation(), slot(activity, DAY)).price.cents());
    assert_eq!(shown, [170, 230]);
    let paid: Vec<Outcome> = world.decide(&[book(CANTEEN, DAY)]).outcomes;
    let told = [
        wished(slot(CANTEEN, DAY), booked(230)),
        along(slot(MIDDAY, DAY), CANTEEN, booked(170)),
    ];
    assert_eq!(paid, told);
}

#[test]
fn a_price_together_below_the_first_alone_is_never_exceeded() {
    let mut world = vigeois();
    world.rules.bundles[0].price = flat(150);
    let prices = prices_of_day(&world.rules, &world.child, day(DAY), &places([MORNING, EVENING]));
    assert_eq!(
        prices,
        [(MORNING, Money::from_cents(150)), (EVENING, Money::ZERO)].into()
    );
}

#[test]
fn of_bundles_that_share_an_activity_the_first_counts() {
    let mut world = vigeois();
    world.rules.bundles.push(Bundle {
        activities: vec![MORNING, WEDNESDAY],
        price: flat(1),
    });
    let all = places([MORNING, EVENING, WEDNESDAY]);
    let prices = prices_of_day(&world.rules, &world.child, day(DAY), &all);
    let expected = [(MORNING, 190), (EVENING, 30), (WEDNESDAY, 1050)];
    assert_eq!(
        prices,
        expected.map(|(ix, cents)| (ix, Money::from_cents(cents))).into()
    );
}

/// Paid by the year where the child comes regularly: then both are paid for, and so is nothing of a day.
#[test]
fn who_pays_for_one_of_them_by_the_term_pays_no_price_together() {
    let mut world = vigeois();
    let annual = r#"{ form = "cases", cases = [{ when = { frequency = "regular" }, price =
        { form = "annual", price = { form = "flat", amount = "300.00" } } }], otherwise = { form = "flat", amount = "1.90" } }"#;
    world.rules.activities[usize::from(MORNING.0)].price = written(annual);
    let both = [book(MORNING, DAY), book(EVENING, DAY)];
    let paid = |world: &World| {
        let prices = world.decide(&both).prices;
        [MORNING, EVENING].map(|ix| prices[&slot(ix, DAY)].cents())
    };
    assert_eq!(paid(&world), [190, 30]);
    let name = world.rules.activities[usize::from(MORNING.0)].code.clone();
    world.child.regular_in = [name].into();
    assert_eq!(paid(&world), [0, 190]);
}

proptest! {
    #![proptest_config(seeded())]

    /// The prices that stand after any requests are those of each day as a whole.
    #[test]
    fn prices_kept_are_those_of_the_day(
        requests in prop::collection::vec(prop::collection::vec((0_u16..5, 0_u64..3, any::<bool>()), 1..6), 1..6),
        cents in 0_i64..500,
    ) {
        let mut world = vigeois();
        world.rules.bundles[0].price = flat(cents);
        let mut kept = std::collections::BTreeMap::new();
        for request in requests {
            let wish = |(activity, later, takes): (u16, u64, bool)| Wish {
                slot: SlotKey { activity: ActivityIx(activity), day: day(DAY) + chrono::Days::new(later) },
                kind: if takes { WishKind::Book } else { WishKind::Cancel },
            };
            let wishes: Vec<Wish> = request.into_iter().map(wish).collect();
            let decision = world.decide(&wishes);
            for slot in &decision.cancel {
                kept.remove(slot);
            }
            for outcome in &decision.outcomes {
                if let OutcomeKind::Repriced { from, .. } = &outcome.kind {
                    prop_assert_eq!(kept.get(&outcome.slot), Some(from));
                }
            }
            kept.extend(decision.prices.clone());
            world = world.after(&decision);
        }
        prop_assert_eq!(kept.keys().copied().collect::<BTreeSet<_>>(), world.booked.clone());
        for (slot, price) in &kept {
            let that_day = world.booked.iter().filter(|other| other.day == slot.day);
            let that_day = places(that_day.map(|other| other.activity));
            let prices = prices_of_day(&world.rules, &world.child, slot.day, &that_day);
            prop_assert_eq!(prices.get(&slot.activity), Some(price));
        }
    }
}
