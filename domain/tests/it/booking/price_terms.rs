//! Prices paid by the term.

use preau_domain::family::ChildFacts;
use preau_domain::money::Money;
use preau_domain::rulebook::customer::Customer;
use preau_domain::rulebook::price::PriceForm;
use preau_domain::rulebook::term_price::{Instalment, TermPrice};
use proptest::prelude::*;

use super::price_traits::{with_quotient, written};
use super::town::{meal, price_for};
use crate::calendar::town::{code, day, seeded};

/// What is due in the month of each day, over all terms that the child pays by.
fn due(form: &PriceForm, child: &ChildFacts, days: &[&str]) -> Vec<i64> {
    let meal = meal(child);
    let on = |text: &&str| {
        let customer = Customer::planned(child, &meal, day(text));
        form.terms(&customer)
            .iter()
            .map(|term| term.due(&customer))
            .sum::<Money>()
            .cents()
    };
    days.iter().map(on).collect()
}

/// A year of Wednesdays for regular children, in ten instalments; a price a day for the others.
fn distre() -> PriceForm {
    written(
        r#"{ form = "cases", cases = [
            { when = { frequency = "regular" }, price = { form = "annual", instalments = 10, days = 35,
              price = { form = "bands", bands = [{ up_to = 599, amount = "304.50" }, { amount = "357.00" }] } } },
        ], otherwise = { form = "bands", bands = [{ up_to = 599, amount = "10.20" }, { amount = "12.25" }] } }"#,
    )
}

fn regular(quotient: u32) -> ChildFacts {
    ChildFacts {
        regular_in: [code("meal")].into(),
        ..with_quotient(quotient)
    }
}

const YEAR: [&str; 12] = [
    "2026-09-02",
    "2026-10-07",
    "2026-11-04",
    "2026-12-02",
    "2027-01-06",
    "2027-02-03",
    "2027-03-03",
    "2027-04-07",
    "2027-05-05",
    "2027-06-02",
    "2027-07-07",
    "2027-08-31",
];

#[test]
fn distre_is_paid_in_ten_instalments_from_september() {
    let mut expected = vec![3045; 10];
    expected.extend([0, 0]);
    assert_eq!(due(&distre(), &regular(500), &YEAR), expected);
    assert_eq!(due(&distre(), &regular(600), &YEAR)[0], 3570);
    // Each day is paid for already.
    assert_eq!(price_for(&distre(), &regular(500)), Money::ZERO);
}

#[test]
fn an_occasional_child_pays_by_the_day() {
    assert_eq!(due(&distre(), &with_quotient(500), &YEAR), vec![0; 12]);
    assert_eq!(price_for(&distre(), &with_quotient(500)), Money::from_cents(1020));
    assert_eq!(price_for(&distre(), &with_quotient(600)), Money::from_cents(1225));
}

#[test]
fn what_a_day_of_a_paid_year_is_worth() {
    // The half day of a higher quotient: 6.15 is shown, and 35 times 6.15 is not the price.
    let half_day = written(r#"{ form = "annual", days = 35, price = { form = "flat", amount = "215.20" } }"#);
    for (form, quotient, expected) in [(&distre(), 500, 870), (&distre(), 600, 1020), (&half_day, 600, 615)] {
        let child = regular(quotient);
        let meal = meal(&child);
        let customer = Customer::planned(&child, &meal, day("2026-11-25"));
        let worth: Vec<_> = form
            .terms(&customer)
            .iter()
            .map(|term| term.worth_of_a_day(&customer))
            .collect();
        assert_eq!(worth, [Some(Money::from_cents(expected))]);
    }
}

#[test]
fn who_the_child_was_when_the_year_began_counts() {
    let mut child = regular(500);
    child.quotients = [(day("2026-01-01"), Some(700)), (day("2026-10-01"), Some(500))]
        .into_iter()
        .collect();
    assert_eq!(
        due(&distre(), &child, &["2026-09-30", "2026-10-01", "2027-09-01"]),
        [3570, 3570, 3045]
    );
}

#[test]
fn noyers_is_paid_by_the_quarter() {
    let noyers = written(
        r#"{ form = "terms", terms = [
            { first_month = 9, last_month = 12, price = { form = "flat", amount = "50" } },
            { first_month = 1, last_month = 3, price = { form = "flat", amount = "37" } },
            { first_month = 4, last_month = 6, price = { form = "flat", amount = "37" } } ] }"#,
    );
    assert_eq!(
        due(&noyers, &with_quotient(0), &YEAR),
        [5000, 0, 0, 0, 3700, 0, 0, 3700, 0, 0, 0, 0]
    );
}

#[test]
fn a_month_begun_is_due_in_full() {
    let card = written(r#"{ form = "monthly", price = { form = "flat", amount = "59" } }"#);
    assert_eq!(due(&card, &with_quotient(0), &YEAR), vec![5900; 12]);
}

#[test]
fn a_term_over_the_new_year_is_one() {
    let winter = written(
        r#"{ form = "terms", terms = [
            { first_month = 11, last_month = 2, instalments = 3, price = { form = "flat", amount = "100" } } ] }"#,
    );
    let months = [
        "2026-10-31",
        "2026-11-01",
        "2026-12-31",
        "2027-01-01",
        "2027-02-28",
        "2027-03-01",
    ];
    assert_eq!(due(&winter, &with_quotient(0), &months), [0, 3334, 3333, 3333, 0, 0]);
}

type Told = (String, String, i64, Vec<(String, i64)>);

/// First and last day, the whole price, and each instalment with its month.
fn around(form: &PriceForm, child: &ChildFacts, on: &str) -> Option<Told> {
    let mut meal = meal(child);
    meal.price = form.clone();
    let term = TermPrice::around(&Customer::planned(child, &meal, day(on)))?;
    let part = |part: &Instalment| (part.month.to_string(), part.amount.cents());
    let parts = term.instalments.iter().map(part).collect();
    Some((
        term.first_day.to_string(),
        term.last_day.to_string(),
        term.price.cents(),
        parts,
    ))
}

#[test]
fn the_whole_of_a_term_is_told_with_its_days_and_parts() {
    let winter = written(
        r#"{ form = "terms", terms = [
            { first_month = 11, last_month = 2, instalments = 3, price = { form = "flat", amount = "100" } },
            { first_month = 3, last_month = 3, price = { form = "flat", amount = "0" } } ] }"#,
    );
    let own = |text: &str| text.to_owned();
    let parts = vec![
        (own("2026-11-01"), 3334),
        (own("2026-12-01"), 3333),
        (own("2027-01-01"), 3333),
    ];
    let told = Some((own("2026-11-01"), own("2027-02-28"), 10_000, parts));
    for on in ["2026-11-01", "2026-12-31", "2027-02-28"] {
        assert_eq!(around(&winter, &with_quotient(0), on), told, "{on}");
    }
    // Outside, and where it costs nothing.
    for on in ["2026-10-31", "2027-03-01", "2027-04-01"] {
        assert_eq!(around(&winter, &with_quotient(0), on), None, "{on}");
    }
    assert_eq!(
        around(&distre(), &with_quotient(300), "2026-09-02"),
        None,
        "paid by the day"
    );
    assert_eq!(
        around(&distre(), &regular(300), "2027-08-31").map(|term| (term.2, term.3.len())),
        Some((30_450, 10))
    );
}

#[test]
fn instalments_are_due_in_the_months_that_days_lie_in() {
    let mut meal = meal(&regular(300));
    meal.price = distre();
    let child = regular(300);
    let term = TermPrice::around(&Customer::planned(&child, &meal, day("2026-11-04"))).unwrap();
    let due = |from: &str, to: &str| {
        term.due_in(day(from), day(to))
            .map(|part| part.amount.cents())
            .collect::<Vec<_>>()
    };
    assert_eq!(due("2026-08-01", "2026-08-31"), [0; 0]);
    assert_eq!(due("2026-08-01", "2026-09-01"), [3045]);
    assert_eq!(due("2026-09-30", "2026-11-01"), [3045; 3]);
    assert_eq!(due("2027-06-30", "2027-08-31"), [3045]);
}

proptest! {
    #![proptest_config(seeded())]

    #[test]
    fn parts_of_an_amount_add_up_and_differ_by_a_cent(cents in 0_i64..2_000_000, parts in 1_u32..13) {
        let split = Money::from_cents(cents).split(parts);
        prop_assert_eq!(split.len(), parts as usize);
        prop_assert_eq!(split.iter().copied().sum::<Money>(), Money::from_cents(cents));
        prop_assert!(split.is_sorted_by(|one, next| one >= next));
        prop_assert!(split[0].cents() - split[split.len() - 1].cents() <= 1);
    }
}
