//! Bands that grow cheaper, and prices for a quotient that nobody asks for.

use preau_domain::locale::Locale;
use preau_domain::rulebook::parse;

use crate::rulebook::village::{assert_slips, book, mistakes, village_with};

const PRICE: &str = r#"{ form = "flat", amount = "3.50" }"#;

/// What a family without a quotient pays is that of the last band: it is the dearest one.
#[test]
fn a_higher_quotient_never_pays_less() {
    let bands = |amounts: [&str; 3]| {
        let [low, middle, high] = amounts;
        format!(
            r#"{{ form = "bands", bands = [{{ up_to = 499, amount = "{low}" }}, {{ up_to = 999, amount = "{middle}" }}, {{ amount = "{high}" }}] }}"#
        )
    };
    assert_slips(&[
        (
            PRICE,
            &bands(["3.00", "2.00", "1.00"]),
            &[
                r#"35:94 activities[0].price.bands[1].amount | "2.00" | ≥ "3.00" | band_descends"#,
                r#"35:115 activities[0].price.bands[2].amount | "1.00" | ≥ "3.00" | band_descends"#,
            ],
        ),
        (
            PRICE,
            &bands(["1.00", "3.00", "2.99"]),
            &[r#"35:115 activities[0].price.bands[2].amount | "2.99" | ≥ "3.00" | band_descends"#],
        ),
    ]);
    book(&village_with(PRICE, &bands(["1.00", "1.00", "1.01"])));
    let mistakes = parse(&village_with(PRICE, &bands(["1.00", "3.00", "2.99"]))).unwrap_err();
    assert_eq!(
        mistakes[0].message(Locale::Fr),
        "Un quotient plus élevé paierait moins que les tranches précédentes : \"2.99\". Corrigez l'un des montants. Attendu : ≥ \"3.00\""
    );
    assert_eq!(
        mistakes[0].message(Locale::En),
        "A higher quotient would pay less than the bands before: \"2.99\". Put one of the amounts right. Allowed: ≥ \"3.00\""
    );
}

#[test]
fn a_price_for_unknown_quotients() {
    let cases = |when: &str, price: &str, rest: &str| {
        format!(r#"{{ form = "cases", cases = [{{ when = {when}, price = {price} }}], otherwise = {PRICE}{rest} }}"#)
    };
    let low = "{ quotient_to = 600 }";
    let monthly = format!(r#"{{ form = "monthly", price = {PRICE} }}"#);
    let missing = format!(", missing = {PRICE}");
    assert_slips(&[
        (
            PRICE,
            &cases("{ rank_from = 2 }", PRICE, &missing),
            &[r#"35:169 activities[0].price.missing | { form = "flat", amount = "3.50" } |  | quotient_not_asked"#],
        ),
        // Of a price by the day and one by the month, neither is the dearer one.
        (
            PRICE,
            &cases(low, &monthly, ""),
            &[r#"35:9 activities[0].price.missing |  | missing | missing_key {"key":"missing"}"#],
        ),
        (
            PRICE,
            &cases(low, PRICE, r#", missing = { form = "cases" }"#),
            &[
                r#"35:182 activities[0].price.missing.form | "cases" | flat, bands, linear, units, times, annual, monthly, terms, reduced | nested_price"#,
            ],
        ),
    ]);
    book(&village_with(PRICE, &cases(low, PRICE, "")));
    book(&village_with(PRICE, &cases(low, PRICE, &missing)));
    book(&village_with(PRICE, &cases(low, &monthly, &missing)));
    let mistakes = parse(&village_with(PRICE, &cases("{ rank_from = 2 }", PRICE, &missing))).unwrap_err();
    assert_eq!(
        mistakes[0].message(Locale::Fr),
        "Aucun cas ne dépend du quotient : ce tarif ne sert jamais, retirez « missing »."
    );
    assert_eq!(
        mistakes[0].message(Locale::En),
        "No case looks at the quotient: this price is never used, remove `missing`."
    );
}

/// The village's canteen with cases by the quotient, one a line from line 36, and what all others pay.
fn by_cases(cases: &[(&str, &str)], otherwise: &str) -> String {
    let flat = |amount: &str| format!("{{ form = \"flat\", amount = \"{amount}\" }}");
    let cases = cases.iter();
    let cases = cases.map(|(when, amount)| format!("{{ when = {{ {when} }}, price = {} }},\n", flat(amount)));
    let cases: String = cases.collect();
    let price = format!(
        "{{ form = \"cases\", cases = [\n{cases}], otherwise = {} }}",
        flat(otherwise)
    );
    village_with(PRICE, &price)
}

/// 601 to 649 were forgotten: they would pay what all others do, which is more than the next ones pay.
#[test]
fn quotients_that_cases_forget_or_turn_upside_down() {
    let found = mistakes(&by_cases(
        &[
            ("quotient_to = 600", "3.00"),
            ("quotient_from = 650, quotient_to = 900", "3.20"),
        ],
        "3.50",
    ));
    assert_eq!(
        found,
        [
            r#"37:1 activities[0].price.cases[1] | { when = { quotient_from = 650, quotient_to = 900 }, price =… | ≥ "3.50" | case_descends {"quotient":650}"#
        ]
    );
    let found = mistakes(&by_cases(
        &[("quotient_to = 600", "5.00"), ("quotient_from = 601", "3.20")],
        "3.50",
    ));
    assert_eq!(
        found,
        [
            r#"37:1 activities[0].price.cases[1] | { when = { quotient_from = 601 }, price = { form = "flat", a… | ≥ "5.00" | case_descends {"quotient":601}"#
        ]
    );
    // Of one kind of children only.
    let found = mistakes(&by_cases(
        &[
            ("residence = [\"outside\"], quotient_to = 600", "6.00"),
            ("quotient_to = 600", "3.00"),
        ],
        "4.00",
    ));
    assert_eq!(
        found,
        [
            r#"38:16 activities[0].price.otherwise | { form = "flat", amount = "4.00" } | ≥ "6.00" | case_descends {"quotient":601}"#
        ]
    );
    // The lowest and the highest apart, and all others in between.
    book(&by_cases(
        &[("quotient_to = 400", "1.00"), ("quotient_from = 1500", "6.00")],
        "3.50",
    ));
    let mistakes = parse(&by_cases(&[("quotient_to = 600", "5.00")], "3.50")).unwrap_err();
    assert_eq!(
        mistakes[0].message(Locale::Fr),
        "À partir du quotient 601, ce tarif est plus bas que celui de quotients inférieurs : { form = \"flat\", amount = \"3.50\" }. Un intervalle a peut-être été oublié. Attendu : ≥ \"5.00\""
    );
}

#[test]
fn quotients_that_cases_share() {
    let shared = by_cases(
        &[
            ("quotient_to = 600", "3.00"),
            ("quotient_from = 600, quotient_to = 900", "3.20"),
        ],
        "3.50",
    );
    let place = r"37:1 activities[0].price.cases[1] | { when = { quotient_from = 600, quotient_to = 900 }, price =… |  | band_overlap";
    assert_eq!(mistakes(&shared), [place]);
    book(&by_cases(
        &[
            ("quotient_to = 600", "3.00"),
            ("quotient_from = 601, quotient_to = 900", "3.20"),
        ],
        "3.50",
    ));
    // Each takes what those before it leave.
    book(&by_cases(
        &[("quotient_to = 600", "3.00"), ("quotient_to = 900", "3.20")],
        "3.50",
    ));
    // Of other children.
    book(&by_cases(
        &[
            ("rank_from = 2, quotient_to = 600", "2.00"),
            ("quotient_from = 500, quotient_to = 900", "3.50"),
        ],
        "3.50",
    ));
}
