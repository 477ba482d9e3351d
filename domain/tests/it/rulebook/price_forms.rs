//! Every form of price that the types offer can be written, and comes back from JSON.

use preau_domain::classes::{ClassSpan, SchoolClass};
use preau_domain::family::{Frequency, Regime, Residence};
use preau_domain::money::{Money, Rounding};
use preau_domain::rulebook::condition::{Condition, Span};
use preau_domain::rulebook::link::ChildCondition;
use preau_domain::rulebook::model::{ActivityIx, Code, Level};
use preau_domain::rulebook::price::{Band, Bundle, Part, PriceCase, PriceForm, RoundingPlace, Share};
use preau_domain::rulebook::reduction::Reduction;
use preau_domain::rulebook::subscription::{JoinedLater, Term};
use rust_decimal::Decimal;

use super::forms::through_json;
use super::village::{book, village_with};

fn price(body: &str) -> PriceForm {
    let village = book(&village_with(r#"{ form = "flat", amount = "3.50" }"#, body));
    assert_eq!(through_json(&village), village);
    village.activities[0].price.clone()
}

#[test]
fn prices_by_band() {
    let expected = PriceForm::Bands {
        bands: vec![
            Band {
                up_to: Some(599),
                amount: Money::from_cents(100),
            },
            Band {
                up_to: Some(999),
                amount: Money::from_cents(305),
            },
            Band {
                up_to: None,
                amount: Money::from_cents(315),
            },
        ],
    };
    let short = r#"{ form = "bands", bands = [
        { up_to = 599, amount = "1" },
        { up_to = 999, amount = "3.05" },
        { amount = "3.15" },
    ] }"#;
    let copied = r#"{ form = "bands", bands = [
        { from = 0, up_to = 599, amount = "1.00" },
        { from = 600, up_to = 999, amount = "3.05" },
        { from = 1000, amount = "3.15" },
    ] }"#;
    assert_eq!(price(short), expected);
    assert_eq!(price(copied), expected);
}

#[test]
fn prices_by_rate_from_an_amount_on() {
    let affine = price(r#"{ form = "linear", base = "0.5", rate = "0.0036", min = "1.00", max = "4.50" }"#);
    let PriceForm::Linear { base, .. } = affine else {
        panic!("{affine:?}")
    };
    assert_eq!(base, Some(Money::from_cents(50)));
    let without = price(r#"{ form = "linear", rate = "0.0036", min = "1.00", max = "4.50" }"#);
    assert_eq!(serde_json::to_value(&without).unwrap().get("base"), None);
}

#[test]
fn prices_less_so_many_per_cent() {
    let written = r#"{ form = "reduced", price = { form = "flat", amount = "3.15" }, reductions = [
        { percent = "12.5", when = { schools = ["bourg"], rank_from = 2, rank_to = 2 } },
        { percent = "20" },
    ] }"#;
    let second_at_the_bourg = Condition {
        schools: Some(vec![Code("bourg".to_owned())]),
        rank: Some(Span {
            from: Some(2),
            to: Some(2),
        }),
        ..Condition::default()
    };
    let expected = PriceForm::Reduced {
        price: Box::new(PriceForm::Flat {
            amount: Money::from_cents(315),
        }),
        reductions: vec![
            Reduction {
                percent: Decimal::new(125, 1),
                when: second_at_the_bourg,
            },
            Reduction {
                percent: Decimal::new(20, 0),
                when: Condition::default(),
            },
        ],
    };
    assert_eq!(price(written), expected);
    let stored = serde_json::to_value(&expected).unwrap();
    assert_eq!(
        stored,
        serde_json::json!({
            "form": "reduced",
            "price": { "form": "flat", "amount": "3.15" },
            "reductions": [
                { "percent": "12.5", "when": { "schools": ["bourg"], "rank": { "from": 2, "to": 2 } } },
                { "percent": "20", "when": {} },
            ],
        })
    );
    // Whom all of a condition is left out of, it fits.
    let plain =
        r#"{ "form": "reduced", "price": { "form": "flat", "amount": "3.15" }, "reductions": [{ "percent": "20" }] }"#;
    let PriceForm::Reduced { reductions, .. } = serde_json::from_str(plain).unwrap() else {
        panic!("{plain}")
    };
    assert_eq!(reductions[0].when, Condition::default());
}

#[test]
fn prices_by_rate() {
    let linear = |quotient_min, quotient_max, rounding| PriceForm::Linear {
        base: None,
        rate: Decimal::new(36, 4),
        min: Money::from_cents(260),
        max: Money::from_cents(450),
        quotient_min,
        quotient_max,
        rounding,
        rounding_place: RoundingPlace::Unit,
    };
    assert_eq!(
        price(r#"{ form = "linear", rate = "0.0036", min = "2.60", max = "4.50" }"#),
        linear(None, None, None)
    );
    for (word, rounding) in [
        ("half_up", Rounding::HalfUp),
        ("half_even", Rounding::HalfEven),
        ("down", Rounding::Down),
        ("up", Rounding::Up),
    ] {
        let body = format!(
            r#"{{ form = "linear", rate = "0.0036", min = "2.60", max = "4.50", quotient_min = 200, quotient_max = 2500, rounding = "{word}" }}"#
        );
        assert_eq!(price(&body), linear(Some(200), Some(2500), Some(rounding)));
    }
}

#[test]
fn prices_by_case() {
    let flat = |cents| PriceForm::Flat {
        amount: Money::from_cents(cents),
    };
    let written = price(
        r#"{ form = "cases", cases = [
        { when = { child = "food_care_plan" }, price = { form = "flat", amount = "1.75" } },
        { when = { schools = ["bourg"] }, price = { form = "bands", bands = [{ amount = "3.30" }] } },
    ], otherwise = { form = "linear", rate = "0.0036", min = "2.60", max = "4.50" } }"#,
    );
    let expected = PriceForm::Cases {
        cases: vec![
            PriceCase {
                when: Condition {
                    child: Some(ChildCondition::FoodCarePlan),
                    ..Condition::default()
                },
                price: flat(175),
            },
            PriceCase {
                when: Condition {
                    schools: Some(vec![Code("bourg".to_owned())]),
                    ..Condition::default()
                },
                price: PriceForm::Bands {
                    bands: vec![Band {
                        up_to: None,
                        amount: Money::from_cents(330),
                    }],
                },
            },
        ],
        otherwise: Box::new(PriceForm::Linear {
            base: None,
            rate: Decimal::new(36, 4),
            min: Money::from_cents(260),
            max: Money::from_cents(450),
            quotient_min: None,
            quotient_max: None,
            rounding: None,
            rounding_place: RoundingPlace::Unit,
        }),
        missing: None,
    };
    assert_eq!(written, expected);
    assert_eq!(
        serde_json::to_value(&written).unwrap()["cases"][1],
        serde_json::json!({
            "when": { "schools": ["bourg"] },
            "price": { "form": "bands", "bands": [{ "up_to": null, "amount": "3.30" }] },
        })
    );
}

#[test]
fn conditions_in_all_their_parts() {
    let written = price(
        r#"{ form = "cases", cases = [{ when = { schools = ["bourg"], child = "food_care_plan", residence = ["partner", "outside"],
            regime = ["msa"], frequency = "occasional", rank_from = 2, children_from = 2, children_to = 4,
            class_from = "ce1", class_to = "6e", siblings_there_from = 1, quotient_to = 600 },
            price = { form = "flat", amount = "1.75" } }], otherwise = { form = "flat", amount = "2" } }"#,
    );
    let PriceForm::Cases { cases, .. } = written else {
        panic!("{written:?}")
    };
    let expected = Condition {
        schools: Some(vec![Code("bourg".to_owned())]),
        class: Some(ClassSpan {
            from: Some(SchoolClass::Ce1),
            to: Some(SchoolClass::Sixieme),
        }),
        child: Some(ChildCondition::FoodCarePlan),
        residence: Some(vec![Residence::Partner, Residence::Outside]),
        regime: Some(vec![Regime::Msa]),
        frequency: Some(Frequency::Occasional),
        rank: Some(Span {
            from: Some(2),
            to: None,
        }),
        children: Some(Span {
            from: Some(2),
            to: Some(4),
        }),
        siblings_there: Some(Span {
            from: Some(1),
            to: None,
        }),
        quotient: Some(Span {
            from: None,
            to: Some(600),
        }),
    };
    assert_eq!(cases[0].when, expected);
}

#[test]
fn prices_by_the_term() {
    let flat = |cents| {
        Box::new(PriceForm::Flat {
            amount: Money::from_cents(cents),
        })
    };
    let term = |first_month, last_month, cents, instalments, days| Term {
        first_month,
        last_month,
        price: flat(cents),
        instalments,
        days,
        joined_later: JoinedLater::Whole,
    };
    for (body, terms) in [
        (
            r#"{ form = "annual", price = { form = "flat", amount = "304.50" }, instalments = 10, days = 35 }"#,
            vec![term(9, 8, 30450, 10, Some(35))],
        ),
        (
            r#"{ form = "annual", price = { form = "flat", amount = "120" }, first_month = 1 }"#,
            vec![term(1, 12, 12000, 1, None)],
        ),
        (
            r#"{ form = "annual", price = { form = "flat", amount = "120" }, joined_later = "remaining", instalments = 3 }"#,
            vec![Term {
                joined_later: JoinedLater::Remaining,
                ..term(9, 8, 12000, 3, None)
            }],
        ),
        (
            r#"{ form = "monthly", price = { form = "flat", amount = "59" }, days = 14 }"#,
            (1..=12).map(|month| term(month, month, 5900, 1, Some(14))).collect(),
        ),
        (
            r#"{ form = "terms", terms = [
                { first_month = 9, last_month = 12, price = { form = "flat", amount = "50" }, instalments = 2 },
                { first_month = 1, last_month = 3, price = { form = "flat", amount = "37" }, days = 40 } ] }"#,
            vec![term(9, 12, 5000, 2, None), term(1, 3, 3700, 1, Some(40))],
        ),
    ] {
        assert_eq!(price(body), PriceForm::Subscription { terms }, "{body}");
    }
}

#[test]
fn prices_together_and_shares() {
    let source = village_with(
        r#"price = { form = "flat", amount = "2.00" }"#,
        r#"price = { form = "flat", amount = "2.00" }
shares = [
  { payer = "ccas", percent = "50", when = { quotient_to = 400 } },
  { payer = "ccas", amount = "0.10" },
  { payer = "etat", beside = "3.00" },
]"#,
    ) + r#"
[[payers]]
code = "ccas"
name = "CCAS"
[[payers]]
code = "etat"
name = "État"
[[bundles]]
activities = ["soir", "midi"]
price = { form = "flat", amount = "5.00" }
"#;
    let village = book(&source);
    assert_eq!(through_json(&village), village);
    let code = |text: &str| Code(text.to_owned());
    let low = Condition {
        quotient: Some(Span {
            from: None,
            to: Some(400),
        }),
        ..Condition::default()
    };
    let share = |payer, when, part| Share {
        payer: code(payer),
        when,
        part,
    };
    let cents = Money::from_cents;
    let half = Part::Percent {
        percent: Decimal::from(50),
    };
    assert_eq!(
        village.activities[1].shares,
        [
            share("ccas", low, half),
            share("ccas", Condition::default(), Part::Of { amount: cents(10) }),
            share("etat", Condition::default(), Part::Beside { amount: cents(300) }),
        ]
    );
    assert_eq!(
        village.bundles,
        [Bundle {
            activities: vec![ActivityIx(0), ActivityIx(1)],
            price: PriceForm::Flat { amount: cents(500) },
        }]
    );
    let names: Vec<_> = village
        .payers
        .iter()
        .map(|payer| (&*payer.code.0, &*payer.name))
        .collect();
    assert_eq!(names, [("ccas", "CCAS"), ("etat", "État")]);
}

#[test]
fn levels_of_schools_and_a_deadline_for_changing() {
    let was = r#"deadlines = { book = "veille", cancel = "veille" }"#;
    let modify = r#"deadlines = { book = "veille", cancel = "veille", modify = "veille" }"#;
    let source =
        village_with("code = \"bourg\"\n", "code = \"bourg\"\nlevel = \"secondary\"\n").replacen(was, modify, 1);
    let village = book(&source);
    assert_eq!(through_json(&village), village);
    let levels: Vec<_> = village.schools.iter().map(|school| school.level).collect();
    assert_eq!(levels, [Some(Level::Secondary), None]);
    let modify: Vec<_> = village
        .activities
        .iter()
        .map(|activity| activity.deadlines.modify.clone())
        .collect();
    assert_eq!(modify, [Some(Code("veille".to_owned())), None]);
}

#[test]
fn amounts_are_kept_in_cents() {
    for (written, cents) in [("3", 300), ("3.5", 350), ("3.05", 305), ("0", 0), ("9999.99", 999_999)] {
        let body = format!(r#"{{ form = "flat", amount = "{written}" }}"#);
        let amount = Money::from_cents(cents);
        assert_eq!(price(&body), PriceForm::Flat { amount }, "{written}");
    }
}
