//! Prices that hang on when a child came and left.

use chrono::{NaiveTime, TimeDelta};
use preau_domain::family::ChildFacts;
use preau_domain::money::Money;
use preau_domain::rulebook::customer::Customer;
use preau_domain::rulebook::model::Activity;
use preau_domain::rulebook::price::PriceForm;
use preau_domain::rulebook::visit::Visit;
use proptest::prelude::*;

use super::price_traits::{with_quotient, written};
use super::town::meal;
use crate::calendar::town::{day, seeded, time};
use crate::rulebook::village::{book, village_with};

/// An evening from 16:30 to 18:30.
fn evening(child: &ChildFacts, earliest_exit: Option<&str>) -> Activity {
    Activity {
        starts_at: time("16:30"),
        ends_at: time("18:30"),
        earliest_exit: earliest_exit.map(time),
        ..meal(child)
    }
}

fn cents(form: &PriceForm, activity: &Activity, child: &ChildFacts, visit: Visit) -> i64 {
    let customer = Customer {
        visit,
        ..Customer::planned(child, activity, day("2026-11-30"))
    };
    form.price(&customer).cents()
}

fn visit(arrived: Option<&str>, left: Option<&str>) -> Visit {
    Visit {
        arrived: arrived.map(time),
        left: left.map(time),
        siblings_there: 0,
    }
}

#[track_caller]
fn assert_stays(form: &PriceForm, earliest_exit: Option<&str>, expected: &[(Option<&str>, Option<&str>, i64)]) {
    let child = with_quotient(450);
    let evening = evening(&child, earliest_exit);
    for &(arrived, left, price) in expected {
        let got = cents(form, &evening, &child, visit(arrived, left));
        assert_eq!(got, price, "from {arrived:?} to {left:?}");
    }
}

fn half_hours(more: &str) -> PriceForm {
    written(&format!(
        r#"{{ form = "units", minutes = 30, price = {{ form = "flat", amount = "1.00" }}{more} }}"#
    ))
}

#[test]
fn a_unit_begun_is_due_and_its_last_minute_belongs_to_it() {
    assert_stays(
        &half_hours(""),
        None,
        &[
            (None, Some("16:31"), 100),
            (None, Some("17:00"), 100),
            (None, Some("17:00:59"), 100),
            (None, Some("17:01"), 200),
            (None, Some("18:30"), 400),
            // Whoever does not know when it came or left reckons with the whole session.
            (None, None, 400),
            (Some("17:15"), None, 300),
            (Some("17:15"), Some("17:45"), 100),
            (Some("17:15"), Some("17:46"), 200),
        ],
    );
}

#[test]
fn time_outside_the_session_does_not_count() {
    assert_stays(
        &half_hours(""),
        None,
        &[
            (Some("15:00"), Some("17:00"), 100),
            (None, Some("21:00"), 400),
            (Some("15:00"), Some("21:00"), 400),
            // Came and left before it began, or after it ended, or left before coming: a unit is begun all the same.
            (Some("15:00"), Some("15:30"), 100),
            (Some("19:00"), Some("19:30"), 100),
            (Some("18:00"), Some("17:00"), 100),
        ],
    );
}

#[test]
fn units_beyond_the_most_are_free() {
    let expected = [
        (None, Some("17:00"), 100),
        (None, Some("18:00"), 300),
        (None, Some("18:01"), 300),
    ];
    assert_stays(&half_hours(", most = 3"), None, &expected);
}

#[test]
fn nobody_leaves_before_the_earliest_exit() {
    assert_stays(
        &half_hours(""),
        Some("17:15"),
        &[
            (None, Some("16:40"), 200),
            (None, Some("17:15"), 200),
            (None, Some("17:30"), 200),
            (None, Some("17:31"), 300),
            // Who comes after it leaves when it leaves.
            (Some("17:20"), Some("17:25"), 100),
            (Some("17:00"), Some("17:05"), 100),
        ],
    );
}

#[test]
fn other_units_than_half_hours() {
    let quarters = written(r#"{ form = "units", minutes = 15, price = { form = "flat", amount = "0.35" } }"#);
    assert_stays(
        &quarters,
        None,
        &[(None, Some("16:45"), 35), (None, Some("16:46"), 70), (None, None, 280)],
    );
    let whole = written(r#"{ form = "units", minutes = 720, price = { form = "flat", amount = "2.00" } }"#);
    assert_stays(&whole, None, &[(None, Some("16:31"), 200), (None, None, 200)]);
}

#[test]
fn each_unit_is_rounded_or_only_their_sum() {
    // 450 × 0.0027 is 1.215.
    let linear = |place: &str, rounding: &str| {
        written(&format!(
            r#"{{ form = "units", minutes = 30, price = {{ form = "linear", rate = "0.0027", min = "0.54", max = "6.75", rounding_place = "{place}", rounding = "{rounding}" }} }}"#
        ))
    };
    for (place, rounding, one, three) in [
        ("unit", "half_up", 122, 366),
        ("line", "half_up", 122, 365),
        ("unit", "half_even", 122, 366),
        ("line", "half_even", 122, 364),
        ("unit", "down", 121, 363),
        ("line", "down", 121, 364),
        ("unit", "up", 122, 366),
        ("line", "up", 122, 365),
    ] {
        let expected = [(None, Some("17:00"), one), (None, Some("18:00"), three)];
        assert_stays(&linear(place, rounding), None, &expected);
    }
}

/// A price of the activity from 16:30 to 18:30.
fn written_of_the_evening(price: &str) -> PriceForm {
    let village = book(&village_with(r#"{ form = "flat", amount = "2.00" }"#, price));
    village.activities[1].price.clone()
}

#[test]
fn rows_of_times_in_their_order() {
    let rows = written_of_the_evening(
        r#"{ form = "times", rows = [
            { left_by = "17:00", price = { form = "flat", amount = "2.50" } },
            { arrived_from = "17:30", price = { form = "flat", amount = "1.00" } },
            { arrived_from = "17:00", left_by = "18:00", price = { form = "flat", amount = "3.00" } },
            { price = { form = "bands", bands = [{ up_to = 449, amount = "4.00" }, { amount = "5.00" }] } },
        ] }"#,
    );
    assert_stays(
        &rows,
        None,
        &[
            (None, Some("17:00"), 250),
            (None, Some("17:00:59"), 250),
            (None, Some("17:01"), 500),
            (Some("17:30"), None, 100),
            (Some("17:29"), Some("18:00"), 300),
            (Some("17:29"), Some("18:01"), 500),
            (None, None, 500),
        ],
    );
    // The earliest exit decides which row it is.
    assert_stays(&rows, Some("17:15"), &[(None, Some("16:45"), 500)]);
}

fn minutes(after: i64) -> NaiveTime {
    time("15:00") + TimeDelta::minutes(after)
}

proptest! {
    #![proptest_config(seeded())]

    /// A longer stay never costs less, and none costs more than the most.
    #[test]
    fn units_never_cost_less_for_more_time(
        arrived in 0_i64..300,
        left in 0_i64..300,
        longer in 0_i64..60,
        earlier in 0_i64..60,
        unit in 1_u16..=130,
        most in prop::option::of(1_u16..6),
    ) {
        let child = with_quotient(450);
        let activity = evening(&child, Some("17:00"));
        let form = PriceForm::Units {
            minutes: unit,
            price: Box::new(PriceForm::Flat { amount: Money::from_cents(37) }),
            most,
        };
        let stay = |arrived: i64, left: i64| {
            let visit = Visit { arrived: Some(minutes(arrived)), left: Some(minutes(left)), siblings_there: 0 };
            cents(&form, &activity, &child, visit)
        };
        let price = stay(arrived, left);
        prop_assert!(stay(arrived, left + longer) >= price);
        // Who comes earlier may be kept until the earliest exit, and never pays less for it.
        prop_assert!(stay((arrived - earlier).max(0), left) >= price);
        let whole = 120_u16.div_ceil(unit).min(most.unwrap_or(u16::MAX));
        prop_assert!((37..=37 * i64::from(whole)).contains(&price), "{} for {} minutes each", price, unit);
    }
}
