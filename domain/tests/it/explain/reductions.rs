//! How reductions, and rates that begin at an amount, are told.

use preau_domain::explain::{CaseSeen, PriceStep, Step};
use preau_domain::locale::Locale;
use preau_domain::money::{Money, Rounding};
use preau_domain::rulebook::condition::{Condition, Span};
use preau_domain::rulebook::price::RoundingPlace;
use preau_domain::rulebook::{RuleBook, parse};
use rust_decimal::Decimal;

use super::told::kept;
use super::town::{answer_of, ask, rules};

/// The town whose early mornings, and whose study with a base of its rate, are cheaper for brothers and sisters.
fn reduced() -> RuleBook {
    let by_rank = r#"reductions = [
      { percent = "10", when = { rank_from = 2, rank_to = 2 } },
      { percent = "12.5", when = { rank_from = 3, quotient_to = 600 } },
    ] }"#;
    let units = r#"{ form = "units", minutes = 30, most = 2, price = { form = "flat", amount = "0.60" } }"#;
    let rate = r#"rate = "0.0024", min = "1.20", max = "3.00" }"#;
    let source = include_str!("town.toml")
        .replacen(units, &format!(r#"{{ form = "reduced", price = {units}, {by_rank}"#), 1)
        .replacen(
            &format!(r#"{{ form = "linear", {rate}"#),
            &format!(r#"{{ form = "reduced", price = {{ form = "linear", base = "0.5", {rate}, {by_rank}"#),
            1,
        );
    parse(&source).unwrap_or_else(|mistakes| panic!("{mistakes:#?}"))
}

#[test]
fn whole_explanations() {
    let rules = reduced();
    let second = "school=bourg,quotient=851,siblings=elder:bourg";
    let third = "school=bourg,siblings=elder:bourg+elder:bourg";
    for (name, activity, child) in [
        ("reduced-not", "matin", "school=bourg"),
        ("reduced-units", "matin", second),
        ("reduced-least", "matin", third),
        ("reduced-base", "etude", second),
    ] {
        let explanation = answer_of(&ask(activity, child, "2026-11-30"), &rules);
        kept(name, &explanation.unwrap_or_else(|fault| panic!("{fault:?}")), &rules);
    }
}

#[test]
fn every_wording() {
    let second = CaseSeen {
        number: 1,
        when: Condition {
            rank: Some(Span {
                from: Some(2),
                to: Some(2),
            }),
            ..Condition::default()
        },
        fits: true,
    };
    let reduction = |seen, percent, after| PriceStep::Reduction {
        seen,
        of: 2,
        percent,
        before: Money::from_cents(315),
        after: Money::from_cents(after),
    };
    let not = CaseSeen {
        fits: false,
        ..second.clone()
    };
    let all = CaseSeen {
        number: 2,
        when: Condition::default(),
        fits: true,
    };
    let rate = PriceStep::Rate {
        base: Some(Money::from_cents(50)),
        rate: Decimal::new(36, 4),
        quotient: 801,
        held: 801,
        exact: Decimal::new(33836, 4),
        rounded: Some(Money::from_cents(338)),
        min: Money::from_cents(100),
        max: Money::from_cents(450),
        rounding: Rounding::HalfUp,
        rounding_place: RoundingPlace::Unit,
        amount: Money::from_cents(338),
    };
    for (step, french, english) in [
        (
            reduction(vec![second], Some(Decimal::TEN), 284),
            "Réductions : règle 1 (rang 2), oui. Réduction de 10 % : 3,15~€ → 2,84~€.",
            "Reductions: rule 1 (rank 2), yes. Reduction of 10%: €3.15 → €2.84.",
        ),
        (
            reduction(vec![not.clone(), all], Some(Decimal::new(125, 1)), 276),
            "Réductions : règle 1 (rang 2), non ; règle 2 (tous les enfants), oui. Réduction de 12,5 % : 3,15~€ → 2,76~€.",
            "Reductions: rule 1 (rank 2), no; rule 2 (all children), yes. Reduction of 12.5%: €3.15 → €2.76.",
        ),
        (
            reduction(vec![not], None, 315),
            "Réductions : règle 1 (rang 2), non. Aucune ne s'applique : 3,15~€.",
            "Reductions: rule 1 (rank 2), no. None applies: €3.15.",
        ),
        (
            PriceStep::LeastReduction,
            "Quotient inconnu, alors que la réduction en dépend : la plus faible des réductions possibles.",
            "Quotient unknown, on which the reduction hangs: the least of those that are possible.",
        ),
        (
            rate,
            "0,50~€ + 0,0036~€ × 801 = 3,3836~€, arrondi à 3,38~€ ; au moins 1,00~€, au plus 4,50~€ : 3,38~€.",
            "€0.50 + €0.0036 × 801 = €3.3836, rounded to €3.38; at least €1.00, at most €4.50: €3.38.",
        ),
    ] {
        let step = Step::Price(step);
        let said = [Locale::Fr, Locale::En].map(|locale| step.say(locale, &rules()));
        assert_eq!(said, [french.replace('~', "\u{a0}"), english.to_owned()]);
    }
}
