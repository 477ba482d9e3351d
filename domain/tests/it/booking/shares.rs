//! What third parties pay of a place.

use preau_domain::booking::view;
use preau_domain::family::ChildFacts;
use preau_domain::money::Money;
use preau_domain::rulebook::RuleBook;
use preau_domain::rulebook::customer::Customer;
use preau_domain::rulebook::model::ActivityIx;
use preau_domain::rulebook::quote::{PaidShare, Quote};

use super::town::{World, slot};
use crate::calendar::town::{code, day};
use crate::rulebook::village::{book, village_with};

const PAYERS: [(&str, &str); 2] = [("etat", "État, cantine à 1 €"), ("ccas", "CCAS")];

/// The village whose canteen has this price and these shares.
fn village(price: &str, shares: &str) -> RuleBook {
    let source = village_with(
        r#"price = { form = "flat", amount = "3.50" }"#,
        &format!("price = {price}\nshares = [{shares}]"),
    );
    let paying = PAYERS.iter().filter(|(code, _)| shares.contains(code));
    let payers = paying.map(|(code, name)| format!("[[payers]]\ncode = \"{code}\"\nname = \"{name}\"\n"));
    book(&(source + &payers.collect::<String>()))
}

fn quote(rules: &RuleBook, child: &ChildFacts) -> Quote {
    let activity = rules.activity(ActivityIx(0));
    let day = day("2026-11-30");
    Customer::planned(child, activity, day).quote()
}

fn cents(cents: i64) -> Money {
    Money::from_cents(cents)
}

fn paid(payer: &str, amount: i64, beside: bool) -> PaidShare {
    PaidShare {
        payer: code(payer),
        amount: cents(amount),
        beside,
    }
}

const CHAMPCEVINEL: &str = r#"{ form = "bands", bands = [
    { up_to = 622, amount = "1.00" }, { up_to = 1000, amount = "3.30" }, { up_to = 1500, amount = "3.40" },
    { amount = "3.50" } ] }"#;

#[test]
fn champcevinel_claims_three_euros_from_the_state_for_meals_at_one() {
    let rules = village(
        CHAMPCEVINEL,
        r#"{ payer = "etat", beside = "3.00", when = { quotient_to = 622 } }"#,
    );
    for (quotient, family, claimed) in [
        (622, 100, vec![paid("etat", 300, true)]),
        (623, 330, vec![]),
        (1501, 350, vec![]),
    ] {
        let expected = Quote {
            price: cents(family),
            family: cents(family),
            shares: claimed,
        };
        assert_eq!(
            quote(&rules, &super::price_traits::with_quotient(quotient)),
            expected,
            "quotient {quotient}"
        );
    }
}

#[test]
fn shares_are_taken_off_in_the_order_of_the_file_and_never_more_than_is_left() {
    let child = World::of(village(CHAMPCEVINEL, ""), "bourg").child;
    for (shares, family, paid_shares) in [
        (
            r#"{ payer = "ccas", percent = "50" }"#,
            175,
            vec![paid("ccas", 175, false)],
        ),
        // 3.50 × 33.33 % is 1.16655.
        (
            r#"{ payer = "ccas", percent = "33.33" }"#,
            233,
            vec![paid("ccas", 117, false)],
        ),
        (
            r#"{ payer = "ccas", amount = "2.00" }, { payer = "etat", percent = "50" }"#,
            0,
            vec![paid("ccas", 200, false), paid("etat", 150, false)],
        ),
        (
            r#"{ payer = "ccas", amount = "9.00" }, { payer = "etat", amount = "1.00" }"#,
            0,
            vec![paid("ccas", 350, false)],
        ),
    ] {
        let expected = Quote {
            price: cents(350),
            family: cents(family),
            shares: paid_shares,
        };
        assert_eq!(quote(&village(CHAMPCEVINEL, shares), &child), expected, "{shares}");
    }
}

#[test]
fn a_family_is_shown_what_it_pays_itself() {
    let world = World::of(village(CHAMPCEVINEL, r#"{ payer = "ccas", percent = "50" }"#), "bourg");
    assert_eq!(
        view(&world.situation(), slot(ActivityIx(0), "2026-11-30")).price,
        cents(175)
    );
}
