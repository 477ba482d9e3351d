//! Which terms places take up, what for, and when it is due.

use chrono::NaiveDate;
use preau_domain::family::{ChildFacts, Quotients};
use preau_domain::money::Money;
use preau_domain::rulebook::customer::Customer;
use preau_domain::rulebook::price::PriceForm;
use preau_domain::rulebook::term_price::{Joined, TakenUp, TermPrice};
use proptest::prelude::*;

use super::price_traits::{with_quotient, written};
use super::town::meal;
use crate::calendar::town::{day, seeded};

/// `2026-09-01 2026-12-31 5000 (2026-11 2500, 2026-12 2500)`.
fn told(term: &TermPrice) -> String {
    let part = |(month, amount): (String, i64)| format!("{} {amount}", &month[..7]);
    let parts = term.instalments.iter();
    let parts: Vec<String> = parts
        .map(|one| part((one.month.to_string(), one.amount.cents())))
        .collect();
    let (first, last) = (term.first_day, term.last_day);
    format!("{first} {last} {} ({})", term.price.cents(), parts.join(", "))
}

/// What places on some days take up, each under the price of its day.
fn taken_up(child: &ChildFacts, places: &[(&str, &PriceForm)]) -> Vec<String> {
    let mut taken_up = TakenUp::default();
    for (on, price) in places {
        let mut meal = meal(child);
        meal.price = (*price).clone();
        taken_up.place((), &Customer::planned(child, &meal, day(on)));
    }
    taken_up.into_prices().map(|((), term)| told(&term)).collect()
}

fn annual(amount: &str) -> PriceForm {
    written(&format!(
        r#"{{ form = "annual", instalments = 10, price = {{ form = "flat", amount = "{amount}" }} }}"#
    ))
}

fn autumn(amount: &str, more: &str) -> PriceForm {
    written(&format!(
        r#"{{ form = "terms", terms = [{{ first_month = 9, last_month = 12, instalments = 3{more},
            price = {{ form = "flat", amount = "{amount}" }} }}] }}"#
    ))
}

#[test]
fn instalments_of_passed_months_are_due_with_the_first_place() {
    let child = with_quotient(500);
    let whole = autumn("50.00", "");
    let remaining = autumn("50.00", r#", joined_later = "remaining""#);
    for (on, whole_told, remaining_told) in [
        (
            "2026-09-30",
            "5000 (2026-09 1667, 2026-10 1667, 2026-11 1666)",
            "5000 (2026-09 1667, 2026-10 1667, 2026-11 1666)",
        ),
        (
            "2026-10-01",
            "5000 (2026-10 3334, 2026-11 1666)",
            "3333 (2026-10 1667, 2026-11 1666)",
        ),
        ("2026-11-30", "5000 (2026-11 5000)", "1666 (2026-11 1666)"),
        ("2026-12-01", "5000 (2026-12 5000)", ""),
    ] {
        let all = |told: &str| -> Vec<String> {
            let one = (!told.is_empty()).then(|| format!("2026-09-01 2026-12-31 {told}"));
            one.into_iter().collect()
        };
        assert_eq!(taken_up(&child, &[(on, &whole)]), all(whole_told), "{on}");
        assert_eq!(taken_up(&child, &[(on, &remaining)]), all(remaining_told), "{on}");
    }
}

#[test]
fn a_term_that_runs_on_takes_up_no_other_one() {
    let child = with_quotient(500);
    let (year, month) = (
        annual("350.00"),
        written(r#"{ form = "monthly", price = { form = "flat", amount = "35.00" } }"#),
    );
    let ten = "(2026-09 3500, 2026-10 3500, 2026-11 3500, 2026-12 3500, 2027-01 3500, 2027-02 3500, 2027-03 3500, 2027-04 3500, 2027-05 3500, 2027-06 3500)";
    let whole_year = format!("2026-09-01 2027-08-31 35000 {ten}");
    // Another rule book from January on.
    assert_eq!(
        taken_up(&child, &[("2026-09-03", &year), ("2027-01-05", &month)]),
        [whole_year.as_str()]
    );
    assert_eq!(
        taken_up(
            &child,
            &[("2027-01-05", &month), ("2027-02-02", &month), ("2027-02-04", &month)]
        ),
        [
            "2027-01-01 2027-01-31 3500 (2027-01 3500)",
            "2027-02-01 2027-02-28 3500 (2027-02 3500)"
        ]
    );
    // One that costs nothing stands, too, and is not told.
    assert_eq!(
        taken_up(&child, &[("2026-09-03", &annual("0")), ("2026-10-01", &year)]),
        [""; 0]
    );
    // A shorter one ends, and the next place takes up what its day's rule book has: the whole of it.
    let autumn = autumn("50.00", "");
    assert_eq!(
        taken_up(&child, &[("2026-12-01", &autumn), ("2027-01-05", &year)]),
        [
            "2026-09-01 2026-12-31 5000 (2026-12 5000)",
            "2026-09-01 2027-08-31 35000 (2027-01 17500, 2027-02 3500, 2027-03 3500, 2027-04 3500, 2027-05 3500, 2027-06 3500)",
        ]
    );
}

#[test]
fn places_before_a_period_are_not_known() {
    let child = with_quotient(500);
    let mut meal = meal(&child);
    meal.price = autumn("50.00", "");
    let mut known = TakenUp::known_from(day("2026-10-15"));
    let customer = Customer::planned(&child, &meal, day("2026-11-30"));
    let term = known.place((), &customer).map(told);
    assert_eq!(
        term.as_deref(),
        Some("2026-09-01 2026-12-31 5000 (2026-09 1667, 2026-10 1667, 2026-11 1666)")
    );
    assert_eq!(known.place((), &customer), None, "once");
}

/// A child of whom the town knows a quotient from each of some days on.
fn changing(quotients: &[(&str, Option<u32>)]) -> ChildFacts {
    let each = quotients.iter().map(|(from, quotient)| (day(from), *quotient));
    ChildFacts {
        quotients: each.collect::<Quotients>(),
        ..with_quotient(0)
    }
}

#[test]
fn who_pays_which_price_counts_as_of_the_first_day_of_the_term() {
    let by_cases = written(
        r#"{ form = "cases", cases = [
            { when = { quotient_to = 600 }, price = { form = "monthly", price = { form = "flat", amount = "40" } } },
        ], otherwise = { form = "monthly", price = { form = "flat", amount = "59" } } }"#,
    );
    let by_bands = written(
        r#"{ form = "monthly", price = { form = "bands", bands = [
            { up_to = 600, amount = "40" }, { amount = "59" }] } }"#,
    );
    let child = changing(&[("2026-09-01", Some(500)), ("2026-12-15", Some(700))]);
    for form in [&by_cases, &by_bands] {
        assert_eq!(
            taken_up(&child, &[("2026-12-17", form), ("2027-01-05", form)]),
            [
                "2026-12-01 2026-12-31 4000 (2026-12 4000)",
                "2027-01-01 2027-01-31 5900 (2027-01 5900)"
            ]
        );
    }
    // One who comes to town in the middle of it pays by the quotient of its first place.
    let arrived = changing(&[("2026-12-10", Some(500)), ("2026-12-20", Some(700))]);
    for form in [&by_cases, &by_bands] {
        assert_eq!(
            taken_up(&arrived, &[("2026-12-11", form)]),
            ["2026-12-01 2026-12-31 4000 (2026-12 4000)"]
        );
        assert_eq!(
            taken_up(&arrived, &[("2026-12-03", form)]),
            ["2026-12-01 2026-12-31 5900 (2026-12 5900)"]
        );
    }
    // By the day until a quotient changes, by the term behind it.
    let mixed = written(
        r#"{ form = "cases", cases = [{ when = { quotient_to = 600 }, price = { form = "flat", amount = "3" } }],
            missing = { form = "flat", amount = "3" },
            otherwise = { form = "monthly", price = { form = "flat", amount = "59" } } }"#,
    );
    let mut meal = meal(&child);
    meal.price = mixed.clone();
    let price = |on: &str| Customer::planned(&child, &meal, day(on)).pays().cents();
    assert_eq!(["2026-12-14", "2026-12-17"].map(price), [300, 0]);
    assert_eq!(
        taken_up(&child, &[("2026-12-14", &mixed), ("2026-12-17", &mixed)]),
        ["2026-12-01 2026-12-31 5900 (2026-12 5900)"]
    );
}

proptest! {
    #![proptest_config(seeded())]

    /// Whatever the first place of a term is, its parts are its price, none is due before that place's month, and the whole
    /// is due to the cent.
    #[test]
    fn parts_are_the_price(cents in 0_u32..100_000, parts in 1_u8..=12, offset in 0_u64..365, remaining in any::<bool>()) {
        let more = if remaining { r#", joined_later = "remaining""# } else { "" };
        let amount = format!("{}.{:02}", cents / 100, cents % 100);
        let form = written(&format!(
            r#"{{ form = "annual", instalments = {parts}{more}, price = {{ form = "flat", amount = "{amount}" }} }}"#
        ));
        let child = with_quotient(500);
        let mut meal = meal(&child);
        meal.price = form;
        let on = day("2026-09-01") + chrono::Days::new(offset);
        let mut taken_up = TakenUp::default();
        taken_up.place((), &Customer::planned(&child, &meal, on));
        let mut whole = Money::ZERO;
        for ((), term) in taken_up.into_prices() {
            prop_assert_eq!(term.instalments.iter().map(|part| part.amount).sum::<Money>(), term.price);
            prop_assert!(term.instalments.iter().all(|part| part.month.to_string()[..7] >= on.to_string()[..7]));
            prop_assert!(term.instalments.is_sorted_by_key(|part| part.month));
            whole = term.price;
        }
        let asked = Money::from_cents(cents.into());
        prop_assert!(whole <= asked);
        prop_assert!(remaining || whole == asked);
    }
}

/// What is told of a child that joins a term later is what its first place takes up; where nothing is due before, nothing is.
#[test]
fn who_joins_later_is_told_what_the_first_place_takes_up() {
    let child = with_quotient(500);
    let prices = [
        annual("350.00"),
        autumn("50.00", ""),
        autumn("50.00", r#", joined_later = "remaining""#),
    ];
    let mut told = 0;
    for price in prices {
        for on in day("2026-08-25").iter_days().take(400) {
            let mut meal = meal(&child);
            meal.price = price.clone();
            let customer = Customer::planned(&child, &meal, on);
            let whole = TermPrice::around(&customer);
            let mut taken_up = TakenUp::default();
            taken_up.place((), &customer);
            let taken_up = taken_up.into_prices().map(|((), term)| term).next();
            match Joined::on(&customer) {
                Some(joined) => {
                    told += 1;
                    assert_eq!(
                        Some(joined.term).filter(|term| term.price != Money::ZERO),
                        taken_up,
                        "{on}"
                    );
                    let month = |on: NaiveDate| on.to_string()[..7].to_owned();
                    let parts = whole.unwrap().instalments.into_iter();
                    let passed = parts
                        .filter(|part| month(part.month) < month(on))
                        .map(|part| part.amount);
                    assert_eq!(joined.passed, passed.sum(), "{on}");
                }
                None => assert_eq!(taken_up, whole, "{on}"),
            }
        }
    }
    assert!(told > 400, "{told}");
}
