//! Prices of real towns.

use preau_domain::family::{ChildFacts, Quotients};
use preau_domain::money::{Money, Rounding};
use preau_domain::rulebook::customer::Customer;
use preau_domain::rulebook::price::{Band, PriceForm, RoundingPlace};
use rust_decimal::Decimal;

use super::town::{World, meal, price_for};
use crate::calendar::town::day;

fn cents(cents: i64) -> Money {
    Money::from_cents(cents)
}

fn with_quotient(quotient: Option<u32>) -> ChildFacts {
    ChildFacts {
        quotients: quotient.map_or_else(Quotients::unknown, Quotients::always),
        ..World::new().child
    }
}

fn bands(rows: &[(Option<u32>, i64)]) -> PriceForm {
    let band = |&(up_to, amount)| Band {
        up_to,
        amount: cents(amount),
    };
    PriceForm::Bands {
        bands: rows.iter().map(band).collect(),
    }
}

#[track_caller]
fn prices(form: &PriceForm, vectors: &[(u32, i64)]) {
    for &(quotient, expected) in vectors {
        assert_eq!(
            price_for(form, &with_quotient(Some(quotient))),
            cents(expected),
            "quotient {quotient}"
        );
    }
}

fn fay_aux_loges(rounding: Rounding) -> PriceForm {
    PriceForm::Linear {
        base: None,
        rate: Decimal::new(36, 4),
        min: cents(260),
        max: cents(450),
        quotient_min: None,
        quotient_max: None,
        rounding: Some(rounding),
        rounding_place: RoundingPlace::Unit,
    }
}

#[test]
fn fay_aux_loges_a_rate_between_floor_and_ceiling() {
    let form = fay_aux_loges(Rounding::HalfUp);
    prices(
        &form,
        &[
            (0, 260),
            (500, 260),
            (722, 260),
            (723, 260),
            (800, 288),
            (833, 300),
            (1000, 360),
            (1200, 432),
            (1249, 450),
            (1250, 450),
            (2000, 450),
            (u32::MAX, 450),
        ],
    );
    assert_eq!(price_for(&form, &with_quotient(None)), cents(450));
    prices(&fay_aux_loges(Rounding::Down), &[(833, 299)]);
}

#[test]
fn mouais_a_rate_of_a_quotient_held_between_bounds() {
    let form = PriceForm::Linear {
        base: None,
        rate: Decimal::new(27, 4),
        min: Money::ZERO,
        max: cents(675),
        quotient_min: Some(200),
        quotient_max: Some(2500),
        rounding: Some(Rounding::HalfUp),
        rounding_place: RoundingPlace::Unit,
    };
    prices(
        &form,
        &[
            (0, 54),
            (150, 54),
            (200, 54),
            (450, 122),
            (733, 198),
            (900, 243),
            (1234, 333),
            (2500, 675),
            (2600, 675),
        ],
    );
}

/// 0.50 and 0.0036 for each point, rounded together.
#[test]
fn a_rate_that_begins_at_an_amount() {
    let affine = |base: i64, rounding_place| PriceForm::Linear {
        base: Some(cents(base)),
        rate: Decimal::new(36, 4),
        min: cents(100),
        max: cents(450),
        quotient_min: Some(50),
        quotient_max: Some(1200),
        rounding: Some(Rounding::HalfUp),
        rounding_place,
    };
    let form = affine(50, RoundingPlace::Unit);
    prices(
        &form,
        &[
            // 0.68 is below the floor, 0.50 + 0.4968 = 0.9968, 1.0004, 1.004, 1.0076.
            (0, 100),
            (138, 100),
            (139, 100),
            (140, 100),
            (141, 101),
            (800, 338),
            // 3.3836
            (801, 338),
            // 4.4996, 4.5032 and above are held at the ceiling.
            (1111, 450),
            (1112, 450),
            (5000, 450),
        ],
    );
    assert_eq!(price_for(&form, &with_quotient(None)), cents(450));
    // The quotient is held at 1200 first: 0.05 + 4.32.
    prices(&affine(5, RoundingPlace::Unit), &[(1200, 437), (1201, 437)]);
    let child = with_quotient(Some(201));
    let meal = meal(&child);
    let customer = Customer::planned(&child, &meal, day("2026-11-30"));
    // 0.50 + 0.7236 = 1.2236, three times: 3.66, or 3.6708 rounded once.
    assert_eq!(form.line(&customer, 3), cents(366));
    assert_eq!(affine(50, RoundingPlace::Line).line(&customer, 3), cents(367));
}

#[test]
fn bands_include_their_upper_bound() {
    let caumont = bands(&[(Some(600), 315), (None, 360)]);
    prices(&caumont, &[(0, 315), (600, 315), (601, 360), (u32::MAX, 360)]);
    assert_eq!(price_for(&caumont, &with_quotient(None)), cents(360));

    let le_sourn = bands(&[(Some(950), 1050), (Some(1250), 1160), (None, 1385)]);
    prices(
        &le_sourn,
        &[(650, 1050), (950, 1050), (951, 1160), (1250, 1160), (1251, 1385)],
    );

    let lescure = bands(&[(Some(686), 150), (Some(886), 230), (None, 290)]);
    prices(&lescure, &[(686, 150), (687, 230), (886, 230), (887, 290)]);

    let perigueux = bands(&[
        (Some(400), 200),
        (Some(700), 250),
        (Some(800), 300),
        (Some(1000), 700),
        (Some(1250), 900),
        (Some(1500), 1100),
        (None, 1400),
    ]);
    prices(
        &perigueux,
        &[(400, 200), (401, 250), (700, 250), (1500, 1100), (1501, 1400)],
    );
    assert_eq!(price_for(&perigueux, &with_quotient(None)), cents(1400));
}

#[test]
fn rounding_is_the_rule_books() {
    let half = Decimal::new(1525, 3);
    for (rounding, expected) in [
        (Rounding::HalfUp, 153),
        (Rounding::HalfEven, 152),
        (Rounding::Down, 152),
        (Rounding::Up, 153),
    ] {
        assert_eq!(Money::rounded(half, rounding), cents(expected), "{rounding:?}");
    }
}

#[test]
fn money_is_whole_cents_in_and_out() {
    assert_eq!(serde_json::to_string(&cents(170)).unwrap(), "\"1.70\"");
    assert_eq!(serde_json::from_str::<Money>("\"1.7\"").unwrap(), cents(170));
    assert_eq!(serde_json::from_str::<Money>("\"1.700\"").unwrap(), cents(170));
    let refused = serde_json::from_str::<Money>("\"1.705\"").unwrap_err();
    assert_eq!(refused.to_string(), "1.705 is not a whole number of cents");
    assert_eq!(cents(-5).cents(), -5);
    assert_eq!(Money::rounded(Decimal::MAX, Rounding::HalfUp).cents(), i64::MAX);
    assert_eq!((cents(170) + cents(315)).to_string(), "4.85");
    assert_eq!((cents(170) * 3).cents(), 510);
    assert_eq!([cents(1), cents(2)].into_iter().sum::<Money>(), cents(3));
}
