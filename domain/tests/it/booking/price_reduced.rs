//! Prices less so many per cent for some children, every vector reckoned by hand.

use preau_domain::family::{ChildFacts, Quotients, Sibling};
use preau_domain::money::{Money, Rounding};
use preau_domain::rulebook::asks::Asks;
use preau_domain::rulebook::customer::Customer;
use preau_domain::rulebook::model::Activity;
use preau_domain::rulebook::price::PriceForm;
use preau_domain::rulebook::term_price::TermPrice;
use preau_domain::rulebook::visit::Visit;
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::price_traits::{with_quotient, written};
use super::town::{World, meal, price_for};
use crate::calendar::town::{code, day, seeded, time};
use crate::rulebook::village::{book, village_with};

const FLAT: &str = r#"{ form = "flat", amount = "3.50" }"#;

/// The second child pays 10 % less, those behind it 20 %.
const BY_RANK: &str =
    r#"[{ percent = "10", when = { rank_from = 2, rank_to = 2 } }, { percent = "20", when = { rank_from = 3 } }]"#;

fn reduced(price: &str, reductions: &str) -> PriceForm {
    written(&format!(
        r#"{{ form = "reduced", price = {price}, reductions = {reductions} }}"#
    ))
}

fn flat(amount: &str) -> String {
    format!(r#"{{ form = "flat", amount = "{amount}" }}"#)
}

/// The nth child of its family, all of whom go to one school.
fn nth(nth: u32, quotient: Option<u32>) -> ChildFacts {
    let elder = |_| Sibling {
        school: code("cocteau"),
        elder: true,
    };
    ChildFacts {
        siblings: (1..nth).map(elder).collect(),
        quotients: quotient.map_or_else(Quotients::unknown, Quotients::always),
        ..World::new().child
    }
}

fn rounded(form: &PriceForm, child: &ChildFacts, rounding: Rounding) -> i64 {
    let activity = Activity {
        rounding,
        ..meal(child)
    };
    form.price(&Customer::planned(child, &activity, day("2026-11-30")))
        .cents()
}

#[test]
fn one_reduction_is_taken_off_the_first_that_fits() {
    for (amount, each) in [
        // 2.835 and 2.52.
        ("3.15", [315, 284, 252, 252]),
        // 2.745 and 2.44.
        ("3.05", [305, 275, 244, 244]),
        // 0.009 and 0.008.
        ("0.01", [1, 1, 1, 1]),
        ("0.00", [0, 0, 0, 0]),
        ("9999.99", [999_999, 899_999, 799_999, 799_999]),
    ] {
        let form = reduced(&flat(amount), BY_RANK);
        let prices = [1, 2, 3, 4].map(|place| price_for(&form, &nth(place, None)).cents());
        assert_eq!(prices, each, "{amount}");
    }
    let for_all = reduced(
        &flat("3.15"),
        r#"[{ percent = "50", when = { rank_from = 2 } }, { percent = "10" }]"#,
    );
    assert_eq!(price_for(&for_all, &nth(1, None)).cents(), 284);
    assert_eq!(price_for(&for_all, &nth(2, None)).cents(), 158);
    let whole = reduced(&flat("3.15"), r#"[{ percent = "100", when = { rank_from = 4 } }]"#);
    assert_eq!(
        [3, 4].map(|place| price_for(&whole, &nth(place, None)).cents()),
        [315, 0]
    );
}

/// Half cents, and what lies on either side of them.
#[test]
fn what_is_left_is_rounded_as_the_town_rounds() {
    for (amount, percent, half_up, half_even, down, up) in [
        // 2.835
        ("3.15", "10", 284, 284, 283, 284),
        // 2.745
        ("3.05", "10", 275, 274, 274, 275),
        // 1.525
        ("3.05", "50", 153, 152, 152, 153),
        // 2.66112
        ("2.80", "4.96", 266, 266, 266, 267),
        // 2.66895
        ("2.70", "1.15", 267, 267, 266, 267),
        // 0.005
        ("0.05", "90", 1, 0, 0, 1),
        // 0.000001
        ("0.01", "99.99", 0, 0, 0, 1),
        // 2.52
        ("3.15", "20", 252, 252, 252, 252),
    ] {
        let form = reduced(&flat(amount), &format!(r#"[{{ percent = "{percent}" }}]"#));
        let child = nth(1, None);
        let modes = [Rounding::HalfUp, Rounding::HalfEven, Rounding::Down, Rounding::Up];
        assert_eq!(
            modes.map(|mode| rounded(&form, &child, mode)),
            [half_up, half_even, down, up],
            "{amount} less {percent} %"
        );
    }
}

/// The rate is 1.5275, held between nothing and five euros: 1.52 down, and then 1.368 as the town rounds, up.
#[test]
fn a_rate_is_rounded_in_its_own_way_first() {
    let rate = |more: &str| format!(r#"{{ form = "linear", rate = "0.0047", min = "0", max = "5.00"{more} }}"#);
    let child = nth(2, Some(325));
    let own = reduced(&rate(r#", rounding = "down""#), BY_RANK);
    assert_eq!(rounded(&own, &child, Rounding::Up), 137);
    // 1.53 up, 1.377.
    let as_the_town = reduced(&rate(""), BY_RANK);
    assert_eq!(rounded(&as_the_town, &child, Rounding::Up), 138);
    // The floor is of the price before: 90 % of 2.60.
    let floor = reduced(
        r#"{ form = "linear", rate = "0.0036", min = "2.60", max = "4.50" }"#,
        BY_RANK,
    );
    assert_eq!(price_for(&floor, &nth(2, Some(100))).cents(), 234);
}

#[test]
fn units_of_time_are_reduced_together() {
    let child = nth(2, Some(450));
    let evening = Activity {
        starts_at: time("16:30"),
        ends_at: time("18:30"),
        ..meal(&child)
    };
    let price = |form: &PriceForm, left: &str| {
        let visit = Visit {
            left: Some(time(left)),
            ..Visit::default()
        };
        let customer = Customer {
            visit,
            ..Customer::planned(&child, &evening, day("2026-11-30"))
        };
        form.price(&customer).cents()
    };
    // Three half-hours at 1.21 or 1.215: 3.63 or 3.645, that is 3.65, of which 3.267 or 3.285 is left.
    let unit = |amount: &str| format!(r#"{{ form = "units", minutes = 30, price = {amount} }}"#);
    assert_eq!(price(&reduced(&unit(&flat("1.21")), BY_RANK), "18:00"), 327);
    let line = r#"{ form = "linear", rate = "0.0027", min = "0.54", max = "6.75", rounding_place = "line" }"#;
    assert_eq!(price(&reduced(&unit(line), BY_RANK), "18:00"), 329);
    let rows = r#"{ form = "times", rows = [
        { left_by = "17:30", price = { form = "flat", amount = "2.50" } },
        { price = { form = "flat", amount = "5.00" } } ] }"#;
    let by_rows = reduced(rows, BY_RANK);
    assert_eq!([price(&by_rows, "17:30"), price(&by_rows, "17:31")], [225, 450]);
}

#[test]
fn it_stands_around_cases_and_inside_them() {
    let cases = r#"{ form = "cases", cases = [{ when = { child = "food_care_plan" }, price = { form = "flat", amount = "1.75" } }], otherwise = { form = "flat", amount = "3.15" } }"#;
    let around = reduced(cases, BY_RANK);
    let inside = written(&format!(
        r#"{{ form = "cases", cases = [{{ when = {{ child = "food_care_plan" }}, price = {} }}],
           otherwise = {{ form = "reduced", price = {}, reductions = {BY_RANK} }} }}"#,
        flat("1.75"),
        flat("3.15"),
    ));
    let with_plan = |place| ChildFacts {
        food_care_plan: true,
        ..nth(place, None)
    };
    let each = |form: &PriceForm| {
        [nth(1, None), nth(2, None), with_plan(1), with_plan(2)].map(|child| price_for(form, &child).cents())
    };
    assert_eq!(each(&around), [315, 284, 175, 158]);
    assert_eq!(each(&inside), [315, 284, 175, 175]);
}

/// Families who do not say their quotient never gain by it.
#[test]
fn an_unknown_quotient_has_the_least_of_the_reductions_that_may_fit() {
    let known = |form: &PriceForm, quotient| price_for(form, &with_quotient(quotient)).cents();
    let unknown = |form: &PriceForm| price_for(form, &nth(1, None)).cents();
    let some = reduced(&flat("4.00"), r#"[{ percent = "50", when = { quotient_to = 600 } }]"#);
    assert_eq!([known(&some, 600), known(&some, 601), unknown(&some)], [200, 400, 400]);
    let all = reduced(
        &flat("4.00"),
        r#"[{ percent = "10", when = { quotient_to = 600 } }, { percent = "25" }]"#,
    );
    assert_eq!([known(&all, 600), known(&all, 601), unknown(&all)], [360, 300, 360]);
    // The second child pays half, whatever the quotient.
    let by_rank_first = reduced(
        &flat("4.00"),
        r#"[{ percent = "50", when = { rank_from = 2 } }, { percent = "10", when = { quotient_to = 600 } }]"#,
    );
    assert_eq!(price_for(&by_rank_first, &nth(2, None)).cents(), 200);
    // Of the dearest band, and of the dearest case.
    let bands = r#"{ form = "bands", bands = [{ up_to = 600, amount = "1.00" }, { amount = "3.15" }] }"#;
    assert_eq!(price_for(&reduced(bands, BY_RANK), &nth(2, None)).cents(), 284);
    let dearest = written(&format!(
        r#"{{ form = "cases", cases = [{{ when = {{ quotient_to = 600 }}, price = {{ form = "reduced", price = {}, reductions = [{{ percent = "50" }}] }} }}],
           otherwise = {} }}"#,
        flat("4.00"),
        flat("1.90"),
    ));
    assert_eq!(unknown(&dearest), 200);
}

#[test]
fn a_term_is_reduced_as_a_whole_and_then_divided() {
    let annual = written(&format!(
        r#"{{ form = "annual", instalments = 10, days = 36, price = {{ form = "reduced", price = {}, reductions = {BY_RANK} }} }}"#,
        flat("357.15"),
    ));
    let child = nth(2, None);
    let activity = Activity {
        price: annual.clone(),
        ..meal(&child)
    };
    let customer = Customer::planned(&child, &activity, day("2026-11-30"));
    let term = TermPrice::around(&customer).expect("a term");
    // 90 % of 357.15 is 321.435.
    assert_eq!(term.price.cents(), 32144);
    let parts: Vec<i64> = term.instalments.iter().map(|part| part.amount.cents()).collect();
    assert_eq!(parts, [3215, 3215, 3215, 3215, 3214, 3214, 3214, 3214, 3214, 3214]);
    let worth: Vec<Option<Money>> = annual
        .terms(&customer)
        .iter()
        .map(|term| term.worth_of_a_day(&customer))
        .collect();
    assert_eq!(worth, [Some(Money::from_cents(893))]);
    assert_eq!(price_for(&annual, &child).cents(), 0);
    assert!(annual.has_subscription() && annual.has_day_worth());
    let by_the_day = reduced(&flat("3.15"), BY_RANK);
    assert!(!by_the_day.has_subscription() && by_the_day.has_day_worth());
}

#[test]
fn it_asks_what_its_price_and_its_reductions_ask() {
    let asks = |price: &str, reductions: &str| {
        let price = format!(r#"{{ form = "reduced", price = {price}, reductions = {reductions} }}"#);
        book(&village_with(FLAT, &price)).asks()
    };
    assert_eq!(asks(FLAT, r#"[{ percent = "10" }]"#), Asks::default());
    assert_eq!(
        asks(FLAT, BY_RANK),
        Asks {
            siblings: true,
            ..Asks::default()
        }
    );
    let bands = r#"{ form = "bands", bands = [{ amount = "1.00" }] }"#;
    assert_eq!(
        asks(bands, r#"[{ percent = "10", when = { frequency = "regular" } }]"#),
        Asks {
            quotients: true,
            regular_in: true,
            ..Asks::default()
        }
    );
}

proptest! {
    #![proptest_config(seeded())]

    /// It is never above the price before, never below nothing, and the same where nothing fits.
    #[test]
    fn a_reduction_only_reduces(
        cents in 0_i64..1_000_000,
        hundredths in prop::collection::vec(1_i64..=10_000, 1..4),
        place in 1_u32..6,
        quotient in prop::option::of(0_u32..2_000),
        mode in prop::sample::select(vec![Rounding::HalfUp, Rounding::HalfEven, Rounding::Down, Rounding::Up]),
    ) {
        let amount = Money::from_cents(cents);
        // The nth is for the child behind the nth.
        let each: Vec<String> = hundredths
            .iter()
            .zip(2..)
            .map(|(percent, rank)| {
                let percent = Decimal::new(*percent, 2);
                format!(r#"{{ percent = "{percent}", when = {{ rank_from = {rank}, rank_to = {rank} }} }}"#)
            })
            .collect();
        let form = reduced(&flat(&amount.to_string()), &format!("[{}]", each.join(", ")));
        let price = rounded(&form, &nth(place, quotient), mode);
        prop_assert!((0..=cents).contains(&price), "{} of {}", price, cents);
        let fitting = usize::try_from(place).unwrap().checked_sub(2).and_then(|at| hundredths.get(at));
        match fitting {
            None => prop_assert_eq!(price, cents),
            Some(percent) => {
                // In ten thousandths of a cent.
                let exact = cents * (10_000 - percent);
                prop_assert!((price * 10_000 - exact).abs() < 10_000, "{} for {}", price, exact);
            }
        }
    }
}
