//! Prices that hang on residence, scheme, frequency and the place among brothers and sisters, as real towns have them.

use preau_domain::family::{ChildFacts, Quotients, Regime, Residence, Sibling};
use preau_domain::money::Money;
use preau_domain::rulebook::price::PriceForm;

use super::town::{World, price_for, price_on};
use crate::calendar::town::{code, day};
use crate::rulebook::village::{book, village_with};

/// The price of the village's first activity, written so.
pub fn written(price: &str) -> PriceForm {
    let village = book(&village_with(r#"{ form = "flat", amount = "3.50" }"#, price));
    village.activities[0].price.clone()
}

pub fn with_quotient(quotient: u32) -> ChildFacts {
    ChildFacts {
        quotients: Quotients::always(quotient),
        ..World::new().child
    }
}

/// The nth of so many children of one family, all at the same school.
fn nth_of(nth: usize, children: usize, quotient: u32) -> ChildFacts {
    let sibling = |place| Sibling {
        school: code("cocteau"),
        elder: place < nth,
    };
    let siblings = (1..=children).filter(|&place| place != nth).map(sibling).collect();
    ChildFacts {
        siblings,
        ..with_quotient(quotient)
    }
}

fn cents(cents: i64) -> Money {
    Money::from_cents(cents)
}

/// The third child pays half, rounded half up, but for the lowest band. The table is the authority.
fn bubry() -> PriceForm {
    written(
        r#"{ form = "cases", cases = [
            { when = { child = "food_care_plan" }, price = { form = "flat", amount = "0.64" } },
            { when = { frequency = "occasional" }, price = { form = "flat", amount = "3.70" } },
            { when = { rank_from = 3 }, price = { form = "bands", bands = [
              { from = 0, up_to = 599, amount = "1.00" }, { from = 600, up_to = 999, amount = "1.53" },
              { from = 1000, up_to = 1499, amount = "1.55" }, { from = 1500, amount = "1.58" } ] } },
        ], otherwise = { form = "bands", bands = [
              { from = 0, up_to = 599, amount = "1.00" }, { from = 600, up_to = 999, amount = "3.05" },
              { from = 1000, up_to = 1499, amount = "3.10" }, { from = 1500, amount = "3.15" } ] } }"#,
    )
}

#[test]
fn bubry_asks_half_of_the_third_child() {
    let regular = |nth, children, quotient| {
        let mut child = nth_of(nth, children, quotient);
        child.regular_in.insert(code("meal"));
        child
    };
    for (quotient, each) in [
        (500, [100, 100, 100]),
        (599, [100, 100, 100]),
        (800, [305, 305, 153]),
        (1000, [310, 310, 155]),
        (1500, [315, 315, 158]),
    ] {
        let prices = [1, 2, 3].map(|nth| price_for(&bubry(), &regular(nth, 3, quotient)));
        assert_eq!(prices, each.map(cents), "quotient {quotient}");
    }
    assert_eq!(price_for(&bubry(), &regular(4, 4, 800)), cents(153), "the fourth");
    assert_eq!(price_for(&bubry(), &nth_of(3, 3, 800)), cents(370), "occasional");
    let with_plan = ChildFacts {
        food_care_plan: true,
        ..nth_of(1, 1, 800)
    };
    assert_eq!(price_for(&bubry(), &with_plan), cents(64), "care plan");
}

#[test]
fn brothers_and_sisters_elsewhere_do_not_count() {
    let third = written(
        r#"{ form = "cases", cases = [{ when = { rank_from = 2 }, price = { form = "flat", amount = "1.30" } }],
            otherwise = { form = "flat", amount = "1.90" } }"#,
    );
    let mut child = nth_of(1, 1, 800);
    for (school, elder, expected) in [
        ("lycee", true, 190),
        ("cocteau", false, 190),
        ("cocteau", true, 130),
        // The activity is open to this school, too.
        ("tilleuls", true, 130),
    ] {
        child.siblings = vec![Sibling {
            school: code(school),
            elder,
        }];
        assert_eq!(price_for(&third, &child), cents(expected), "{school}, elder {elder}");
    }
}

#[test]
fn saussay_asks_less_of_families_of_several_children() {
    let saussay = written(
        r#"{ form = "cases", cases = [
            { when = { children_to = 1 }, price = { form = "flat", amount = "4.50" } },
            { when = { children_from = 2, children_to = 2 }, price = { form = "flat", amount = "4.40" } },
        ], otherwise = { form = "flat", amount = "4.25" } }"#,
    );
    for (children, expected) in [(1, 450), (2, 440), (3, 425), (5, 425)] {
        for nth in 1..=children {
            let price = price_for(&saussay, &nth_of(nth, children, 800));
            assert_eq!(price, cents(expected), "child {nth} of {children}");
        }
    }
}

#[test]
fn le_sourn_asks_more_of_families_from_elsewhere() {
    let le_sourn = written(
        r#"{ form = "cases", cases = [
            { when = { residence = ["partner", "outside"] }, price = { form = "flat", amount = "16.40" } },
        ], otherwise = { form = "bands", bands = [
            { up_to = 950, amount = "10.50" }, { up_to = 1250, amount = "11.60" }, { amount = "13.85" } ] } }"#,
    );
    for (residence, quotient, expected) in [
        (Residence::Resident, 950, 1050),
        (Residence::Resident, 951, 1160),
        (Residence::Resident, 1250, 1160),
        (Residence::Resident, 1251, 1385),
        (Residence::Partner, 950, 1640),
        (Residence::Outside, 1251, 1640),
    ] {
        let child = ChildFacts {
            residence,
            ..with_quotient(quotient)
        };
        assert_eq!(
            price_for(&le_sourn, &child),
            cents(expected),
            "{residence:?} {quotient}"
        );
    }
}

#[test]
fn le_grand_perigueux_has_a_scale_for_each_scheme() {
    let scale = |rows: [&str; 7]| {
        let ends = ["400", "700", "800", "1000", "1250", "1500"];
        let closed = ends
            .iter()
            .zip(rows)
            .map(|(end, amount)| format!(r#"{{ up_to = {end}, amount = "{amount}" }}, "#));
        let bands: String = closed.collect();
        format!(r#"{{ form = "bands", bands = [{bands}{{ amount = "{}" }}] }}"#, rows[6])
    };
    let caf = scale(["2.00", "2.50", "3.00", "7.00", "9.00", "11.00", "14.00"]);
    let msa = scale(["4.00", "4.50", "5.00", "7.00", "9.00", "11.00", "14.00"]);
    let perigueux = written(&format!(
        r#"{{ form = "cases", cases = [{{ when = {{ regime = ["msa", "other"] }}, price = {msa} }}], otherwise = {caf} }}"#
    ));
    for (regime, expected) in [(Regime::Caf, 250), (Regime::Msa, 450), (Regime::Other, 450)] {
        let child = ChildFacts {
            regime,
            ..with_quotient(700)
        };
        assert_eq!(price_for(&perigueux, &child), cents(expected), "{regime:?}");
        let unknown = ChildFacts {
            quotients: Quotients::unknown(),
            ..child
        };
        assert_eq!(price_for(&perigueux, &unknown), cents(1400), "{regime:?} unknown");
    }
}

#[test]
fn all_parts_of_a_condition_count_together() {
    let both = written(
        r#"{ form = "cases", cases = [
            { when = { residence = ["outside"], frequency = "regular", quotient_from = 601, quotient_to = 900 },
              price = { form = "flat", amount = "1.00" } },
        ], otherwise = { form = "bands", bands = [{ amount = "9.00" }] } }"#,
    );
    let fitting = ChildFacts {
        residence: Residence::Outside,
        regular_in: [code("meal")].into(),
        ..with_quotient(601)
    };
    assert_eq!(price_for(&both, &fitting), cents(100));
    let others = [
        ChildFacts {
            residence: Residence::Resident,
            ..fitting.clone()
        },
        ChildFacts {
            regular_in: [code("morning")].into(),
            ..fitting.clone()
        },
        ChildFacts {
            quotients: Quotients::always(600),
            ..fitting.clone()
        },
        ChildFacts {
            quotients: Quotients::always(901),
            ..fitting.clone()
        },
        ChildFacts {
            quotients: Quotients::unknown(),
            ..fitting
        },
    ];
    for other in others {
        assert_eq!(price_for(&both, &other), cents(900), "{other:?}");
    }
}

/// Fay-aux-Loges: a letter received on 12 November changes the price from 1 December, and never before.
#[test]
fn a_new_quotient_does_not_reach_back() {
    let fay = written(r#"{ form = "linear", rate = "0.0036", min = "2.60", max = "4.50" }"#);
    let child = ChildFacts {
        quotients: Quotients::from_iter([
            (day("2026-03-31"), Some(1200)),
            (day("2026-12-01"), Some(800)),
            (day("2027-02-01"), None),
        ]),
        ..World::new().child
    };
    for (service, expected) in [
        ("2026-03-30", 450),
        ("2026-03-31", 432),
        ("2026-11-30", 432),
        ("2026-12-01", 288),
        ("2027-01-31", 288),
        ("2027-02-01", 450),
    ] {
        assert_eq!(price_on(&fay, &child, service), cents(expected), "{service}");
    }
}

#[test]
fn levels_stand_for_their_schools() {
    let leveled = village_with(
        "code = \"bourg\"\n",
        "code = \"bourg\"\nlevel = \"elementary\"\n",
    )
    .replacen("code = \"hameau\"\n", "code = \"hameau\"\nlevel = \"nursery\"\n", 1)
    .replacen(
        r#"{ form = "flat", amount = "3.50" }"#,
        r#"{ form = "cases", cases = [{ when = { levels = ["nursery"] }, price = { form = "flat", amount = "3.30" } }],
            otherwise = { form = "flat", amount = "3.70" } }"#,
        1,
    );
    let price = book(&leveled).activities[0].price.clone();
    let pupil = |school| ChildFacts {
        school: code(school),
        ..World::new().child
    };
    assert_eq!(price_for(&price, &pupil("hameau")), cents(330));
    assert_eq!(price_for(&price, &pupil("bourg")), cents(370));
}
