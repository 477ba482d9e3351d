//! Prices that are a rate of the quotient: Fay-aux-Loges and Mouais.

use preau_domain::attendance::DueKind::Used;
use preau_domain::booking::Refusal;
use preau_domain::family::GivenQuotient;
use preau_domain::rulebook::condition::Span;

use super::files::{FAY, MOUAIS};
use super::town::{stayed, town};
use crate::booking::town::World;
use crate::calendar::town::day;

const DAY: &str = "2026-11-30";

#[test]
fn fay_aux_loges_asks_a_rate_between_a_floor_and_a_ceiling() {
    for (quotient, cents) in [
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
    ] {
        let fay = town(FAY, "ecole").quotient(quotient);
        assert_eq!(fay.pays("restaurant", DAY), cents, "quotient {quotient}");
    }
    assert_eq!(town(FAY, "ecole").pays("restaurant", DAY), 450, "unknown");
    let own_meal = town(FAY, "ecole").quotient(1000).care_plan();
    assert_eq!(own_meal.pays("restaurant", DAY), 175);
}

#[test]
fn fay_aux_loges_takes_a_new_quotient_from_the_month_after_the_letter() {
    let given = |on, value| GivenQuotient {
        on: day(on),
        value: Some(value),
        settled: false,
    };
    let letters = [
        given("2026-08-20", 1000),
        given("2026-11-12", 800),
        // The reference of the next year.
        given("2027-03-31", 900),
    ];
    let rule = town(FAY, "ecole").rules.quotient;
    assert_eq!(rule.counts_from(&letters[1]), Some(day("2026-12-01")));
    let fay = town(FAY, "ecole").child_with(|child| child.quotients = rule.quotients(&letters));
    for (on, cents) in [
        ("2026-08-31", 450),
        ("2026-09-01", 360),
        ("2026-11-12", 360),
        ("2026-11-30", 360),
        ("2026-12-01", 288),
        ("2027-03-30", 288),
        ("2027-04-01", 324),
    ] {
        assert_eq!(fay.pays("restaurant", on), cents, "{on}");
    }
}

/// One half-hour in the evening, in cents.
fn half_hour(quotient: u32) -> i64 {
    due_of_evening(&town(MOUAIS, "ecole").quotient(quotient), "16:45")
}

fn due_of_evening(mouais: &World, left: &str) -> i64 {
    let lines = mouais.due("2026-01-05", &[("soir", stayed(None, Some(left)))]);
    assert_eq!(lines.len(), 1);
    lines[0].2
}

#[test]
fn mouais_holds_the_quotient_between_two_bounds() {
    for (quotient, cents) in [
        (0, 54),
        (150, 54),
        (200, 54),
        (450, 122),
        (733, 198),
        (900, 243),
        (1234, 333),
        (2500, 675),
        (2600, 675),
    ] {
        assert_eq!(half_hour(quotient), cents, "quotient {quotient}");
    }
}

#[test]
fn mouais_adds_a_snack_to_half_hours() {
    let mouais = town(MOUAIS, "ecole").quotient(900);
    let due = mouais.due(
        "2026-01-05",
        &[("soir", stayed(None, Some("17:45"))), ("gouter", stayed(None, None))],
    );
    assert_eq!(due, [("soir", Used, 729), ("gouter", Used, 100)]);
}

#[test]
fn mouais_rounds_each_half_hour_or_their_sum() {
    let by_line = MOUAIS.replace(r#"rounding_place = "unit""#, r#"rounding_place = "line""#);
    for (quotient, by_unit, whole) in [(450, 366, 365), (1234, 999, 1000)] {
        for (source, cents) in [(MOUAIS, by_unit), (&*by_line, whole)] {
            let mouais = town(source, "ecole").quotient(quotient);
            assert_eq!(due_of_evening(&mouais, "17:45"), cents, "quotient {quotient}");
        }
    }
}

#[test]
fn mouais_is_for_children_from_two_to_twelve() {
    let ages = Span {
        from: Some(2),
        to: Some(12),
    };
    for (born, expected) in [
        ("2024-01-06", Err(Refusal::WrongAge { ages })),
        ("2024-01-05", Ok((false, 675 * 5))),
        ("2013-01-06", Ok((false, 675 * 5))),
        ("2013-01-05", Err(Refusal::WrongAge { ages })),
    ] {
        let mouais = town(MOUAIS, "ecole").child_with(|child| child.born = day(born));
        let got = mouais.books("soir", "2026-01-05", "2026-01-01T08:00:00+01:00");
        assert_eq!(got, expected, "born {born}");
    }
}
