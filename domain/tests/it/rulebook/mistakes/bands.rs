//! Bands that grow cheaper, and prices for a quotient that nobody asks for.

use preau_domain::locale::Locale;
use preau_domain::rulebook::parse;

use crate::rulebook::village::{assert_slips, book, village_with};

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
                r#"35:182 activities[0].price.missing.form | "cases" | flat, bands, linear, units, times, annual, monthly, terms | nested_price"#,
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
