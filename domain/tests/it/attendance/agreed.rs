//! What was agreed on for a place, and what is due for it. The rules at hand have the canteen at 3.50 and the evening at 2.00.

use preau_domain::attendance::DueKind::{Absent, LateExtra, Unbooked, Used};
use preau_domain::attendance::{Booking, PlaceRecord};
use preau_domain::money::Money;
use preau_domain::rulebook::condition::Condition;
use preau_domain::rulebook::price::PriceForm;
use preau_domain::rulebook::reduction::Reduction;
use rust_decimal::Decimal;

use super::due::late;
use super::village::{DAY, village};
use crate::booking::town::World;
use crate::rulebooks::town::{stayed, unbooked};

const TOGETHER: &str =
    "[[bundles]]\nactivities = [\"midi\", \"soir\"]\nprice = { form = \"flat\", amount = \"5.00\" }\n";
const WAIVED: &str = r#"absence = { otherwise = { charge = "waived" } }"#;
const ADDED: &str = r#"late = { until = "jour-meme", surcharges = [{ add = "1.00" }] }"#;

fn agreed(cents: i64, record: PlaceRecord) -> PlaceRecord {
    let booking = record.booking.unwrap_or_default();
    PlaceRecord {
        booking: Some(Booking {
            agreed: Some(Money::from_cents(cents)),
            ..booking
        }),
        ..record
    }
}

fn away(world: &World, activity: &str) -> PlaceRecord {
    world.absent(activity, DAY, None)
}

#[test]
fn a_place_costs_what_was_agreed_on() {
    let world = village("", "");
    for record in [PlaceRecord::booked(), stayed(Some("12:00"), Some("13:00"))] {
        assert_eq!(world.due(DAY, &[("midi", agreed(310, record))]), [("midi", Used, 310)]);
    }
    let half = village("absence = { otherwise = { percent = \"50\" } }", "");
    let absent = agreed(310, away(&half, "midi"));
    assert_eq!(half.due(DAY, &[("midi", absent)]), [("midi", Absent, 155)]);
}

/// It is agreed on with the place; an amount that would be more than all of it is none.
#[test]
fn what_is_added_to_a_late_place_is_part_of_it() {
    let world = village(ADDED, "");
    assert_eq!(
        world.due(DAY, &[("midi", agreed(410, late()))]),
        [("midi", Used, 310), ("midi", LateExtra, 100)]
    );
    assert_eq!(
        world.due(DAY, &[("midi", agreed(100, late()))]),
        [("midi", Used, 0), ("midi", LateExtra, 100)]
    );
    assert_eq!(world.due(DAY, &[("midi", agreed(99, late()))]), [("midi", Used, 99)]);
}

#[test]
fn parts_of_a_price_together_are_what_was_agreed_on_for_each() {
    // Also where the rule book has no such price by now.
    for more in [TOGETHER, ""] {
        let world = village("", more);
        let both = [
            ("midi", agreed(290, PlaceRecord::booked())),
            ("soir", agreed(130, PlaceRecord::booked())),
        ];
        assert_eq!(world.due(DAY, &both), [("midi", Used, 290), ("soir", Used, 130)]);
    }
}

/// What a price together was made of is not there, or more than that is: what it is now is reckoned by the rules at hand.
#[test]
fn a_price_together_that_does_not_come_to_pass_is_reckoned_anew() {
    let waived = |more| {
        let world = village(WAIVED, more);
        let evening = agreed(130, away(&world, "soir"));
        let due = world.due(DAY, &[("midi", agreed(290, PlaceRecord::booked())), ("soir", evening)]);
        due.iter().map(|&(_, kind, cents)| (kind, cents)).collect::<Vec<_>>()
    };
    assert_eq!(waived(TOGETHER), [(Used, 350), (Absent, 0)]);
    assert_eq!(waived(""), [(Used, 290), (Absent, 0)]);

    let came_too = |more| {
        let world = village("", more);
        let due = world.due(
            DAY,
            &[("midi", agreed(290, PlaceRecord::booked())), ("soir", unbooked(1))],
        );
        due.iter().map(|&(_, kind, cents)| (kind, cents)).collect::<Vec<_>>()
    };
    assert_eq!(came_too(TOGETHER), [(Used, 350), (Unbooked, 150)]);
    assert_eq!(came_too(""), [(Used, 290), (Unbooked, 200)]);
}

/// The whole session was agreed on; the child left after an hour.
#[test]
fn time_costs_what_it_took() {
    let mut world = village("", "");
    let evening = world.ix("soir");
    let half_hour = PriceForm::Flat {
        amount: Money::from_cents(60),
    };
    world.rules.activities[usize::from(evening.0)].price = PriceForm::Units {
        minutes: 30,
        price: Box::new(half_hour),
        most: None,
    };
    let hour = || agreed(240, stayed(Some("16:30"), Some("17:30")));
    assert_eq!(world.due(DAY, &[("soir", hour())]), [("soir", Used, 120)]);

    // So it is where the units are reduced: 10 % of 1.20.
    let price = world.rules.activities[usize::from(evening.0)].price.clone();
    world.rules.activities[usize::from(evening.0)].price = PriceForm::Reduced {
        price: Box::new(price),
        reductions: vec![Reduction {
            percent: Decimal::TEN,
            when: Condition::default(),
        }],
    };
    assert_eq!(world.due(DAY, &[("soir", hour())]), [("soir", Used, 108)]);
}
