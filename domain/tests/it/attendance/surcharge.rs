//! What a child who comes without a booking costs.

use preau_domain::attendance::DueKind::{Unbooked, UnbookedExtra};
use preau_domain::attendance::once_each;
use preau_domain::rulebook::customer::Customer;
use preau_domain::rulebook::surcharge::{Per, Surcharged, surcharged};

use super::village::{DAY, village};
use crate::booking::town::World;
use crate::calendar::town::day;
use crate::rulebooks::town::unbooked;

/// What is due for the canteen at the nth time, price first.
fn due(world: &World, nth: u16) -> Vec<i64> {
    let lines = world.due(DAY, &[("midi", unbooked(nth))]);
    let kinds: Vec<_> = lines.iter().map(|line| line.1).collect();
    assert_eq!(kinds, [Unbooked, UnbookedExtra][..lines.len()]);
    lines.iter().map(|line| line.2).collect()
}

#[test]
fn without_a_rule_it_costs_what_a_booked_place_costs() {
    assert_eq!(due(&village("", ""), 1), [350]);
}

#[test]
fn another_price_an_amount_beside_it_or_a_factor() {
    for (rule, expected) in [
        (r#"{ price = { form = "flat", amount = "5.49" } }"#, vec![549]),
        (r#"{ price = { form = "flat", amount = "0" } }"#, vec![0]),
        (r#"{ add = "1.00" }"#, vec![350, 100]),
        (r#"{ times = "1.5" }"#, vec![525]),
        // 4.6655 and 4.6645.
        (r#"{ times = "1.333" }"#, vec![467]),
        (r#"{ times = "1.3327" }"#, vec![466]),
        (r#"{ times = "1.1", of = "price" }"#, vec![385]),
    ] {
        assert_eq!(
            due(&village(&format!("unbooked = [{rule}]"), ""), 1),
            expected,
            "{rule}"
        );
    }
}

#[test]
fn another_price_is_that_of_the_child() {
    let rule = r#"unbooked = [{ price = { form = "cases", cases = [
        { when = { quotient_to = 600 }, price = { form = "flat", amount = "4.00" } },
    ], otherwise = { form = "bands", bands = [{ up_to = 900, amount = "5.00" }, { amount = "6.00" }] } } }]"#;
    let world = village(rule, "");
    for (quotient, cents) in [(600, 400), (601, 500), (900, 500), (901, 600)] {
        assert_eq!(
            due(&world.clone().quotient(quotient), 1),
            [cents],
            "quotient {quotient}"
        );
    }
    assert_eq!(due(&world, 1), [600]);
}

#[test]
fn the_highest_price_is_that_of_a_family_without_a_quotient() {
    let bands = r#"price = { form = "bands", bands = [{ up_to = 686, amount = "1.50" }, { amount = "2.90" }] }"#;
    for (of, expected) in [("top", 580), ("price", 300)] {
        let mut world = village(&format!("unbooked = [{{ times = \"2\", of = \"{of}\" }}]"), "");
        let source = crate::rulebook::village::village_with(r#"price = { form = "flat", amount = "3.50" }"#, bands);
        world.rules.activities[0].price = crate::rulebook::village::book(&source).activities[0].price.clone();
        assert_eq!(due(&world.quotient(300), 1), [expected], "of {of}");
    }
}

#[test]
fn the_highest_price_is_what_is_left_when_others_have_paid_their_share() {
    // 4.00 without a quotient, of which the town's fund pays a half for everybody and all the rest below 400.
    let price = r#"price = { form = "bands", bands = [{ up_to = 686, amount = "1.50" }, { amount = "4.00" }] }
shares = [{ payer = "ccas", percent = "50" }, { payer = "ccas", percent = "100", when = { quotient_to = 400 } }]"#;
    let payer = "[[payers]]\ncode = \"ccas\"\nname = \"CCAS\"\n";
    let source = crate::rulebook::village::village_with(r#"price = { form = "flat", amount = "3.50" }"#, price);
    let priced = crate::rulebook::village::book(&format!("{source}{payer}"));
    let mut world = village(r#"unbooked = [{ times = "2", of = "top" }]"#, "");
    let attendance = world.rules.activities[0].attendance.clone();
    world.rules = priced;
    world.rules.activities[0].attendance = attendance;
    for quotient in [300, 686, 900] {
        assert_eq!(due(&world.clone().quotient(quotient), 1), [400], "quotient {quotient}");
    }
}

#[test]
fn of_what_is_due_once_the_largest_is() {
    let world = |add: &str| village(&format!("unbooked = [{{ add = \"{add}\", per = \"family\" }}]"), "");
    let amounts = |of_children: [&str; 3]| {
        let lines = of_children.into_iter().zip(1_u8..).flat_map(|(add, child)| {
            let lines = world(add).due_lines(DAY, &[("midi", unbooked(1))]);
            lines.into_iter().map(move |line| (child, line))
        });
        let extra = once_each(lines)
            .into_iter()
            .filter(|(_, line)| line.kind == UnbookedExtra);
        extra
            .map(|(child, line)| (child, line.amount.cents()))
            .collect::<Vec<_>>()
    };
    assert_eq!(amounts(["1.00", "3.00", "2.00"]), [(2, 300)]);
    assert_eq!(amounts(["2.00", "2.00", "1.00"]), [(1, 200)]);
}

#[test]
fn the_first_that_counts_is_the_one() {
    let rules = r#"unbooked = [
        { unless = { quotient_to = 600 }, from_time = 3, add = "9.00" },
        { when = { child = "food_care_plan" }, add = "0.10" },
        { when = { quotient_from = 601 }, from_time = 2, add = "5.00" },
    ]"#;
    let plain = village(rules, "").quotient(900);
    assert_eq!(
        [1, 2, 3, 4].map(|nth| due(&plain, nth)),
        [vec![350], vec![350, 500], vec![350, 900], vec![350, 900]]
    );
    let spared = village(rules, "").quotient(600);
    assert_eq!([1, 2, 3].map(|nth| due(&spared, nth)), [[350], [350], [350]]);
    let care_plan = village(rules, "").quotient(600).care_plan();
    assert_eq!([1, 3].map(|nth| due(&care_plan, nth)), [[350, 10], [350, 10]]);
    // Nobody spares a family whose quotient is unknown.
    assert_eq!(due(&village(rules, ""), 3), [350, 900]);
}

#[test]
fn a_price_and_what_is_added_are_told_apart() {
    let world = village(r#"unbooked = [{ add = "1.00", per = "family" }]"#, "");
    let activity = &world.rules.activities[0];
    let customer = Customer::planned(&world.child, activity, day(DAY));
    let got = surcharged(&activity.attendance.unbooked, &customer, 1);
    let cents = preau_domain::money::Money::from_cents;
    let added = Some((cents(100), Per::Family));
    assert_eq!(
        got,
        Surcharged {
            price: cents(350),
            added
        }
    );
    assert_eq!(got.total(), cents(450));
}

/// Two children, each without a booking in the canteen and in the evening.
fn added_in_all(per: &str) -> i64 {
    let world = village(&format!("unbooked = [{{ add = \"1.00\", per = \"{per}\" }}]"), "");
    let of_child = |child: u8| {
        let lines = world.due_lines(DAY, &[("midi", unbooked(1)), ("soir", unbooked(1))]);
        lines.into_iter().map(move |line| (child, line))
    };
    let lines = once_each([1, 2].into_iter().flat_map(of_child));
    let prices: i64 = lines.iter().map(|(_, line)| line.amount.cents()).sum();
    prices - 2 * (350 + 200)
}

#[test]
fn an_amount_is_due_for_each_place_for_each_child_or_once_for_the_family() {
    assert_eq!(["place", "day", "family"].map(added_in_all), [400, 200, 100]);
}
