//! Prices less so many per cent.

use crate::rulebook::village::{VILLAGE, assert_slips, book, mistakes, village_with};

const PRICE: &str = r#"{ form = "flat", amount = "3.50" }"#;

/// The village whose first price is reduced so, on lines of their own from 36 on.
fn village(reductions: &[&str]) -> String {
    let price = format!(
        "{{ form = \"reduced\", price = {PRICE}, reductions = [\n{}\n] }}",
        reductions.join(",\n")
    );
    village_with(PRICE, &price)
}

fn nested(price: &str) -> String {
    format!(r#"{{ form = "reduced", price = {price}, reductions = [{{ percent = "10" }}] }}"#)
}

#[test]
fn what_is_missing_or_means_nothing() {
    assert_slips(&[
        (
            PRICE,
            r#"{ form = "reduced" }"#,
            &[
                r#"35:9 activities[0].price.price |  | price | missing_key {"key":"price"}"#,
                r#"35:9 activities[0].price.reductions |  | reductions | missing_key {"key":"reductions"}"#,
            ],
        ),
        (
            PRICE,
            r#"{ form = "reduced", price = "3.15", reductions = [] }"#,
            &[
                r#"35:37 activities[0].price.price | "3.15" | { … } | wrong_type {"expected":"table"}"#,
                "35:58 activities[0].price.reductions | [] |  | empty",
            ],
        ),
        (
            PRICE,
            r#"{ form = "reduced", price = { form = "flat", amount = "3.15" }, reductions = [{ amount = "1.00", when = {} }] }"#,
            &[
                r#"35:87 activities[0].price.reductions[0].percent |  | percent | missing_key {"key":"percent"}"#,
                "35:89 activities[0].price.reductions[0].amount | amount | percent, when | unknown_key",
                r#"35:113 activities[0].price.reductions[0].when.schools |  | schools, levels, class_from, class_to, child, residence, regime, frequency, rank_from, rank_to, children_from, children_to, siblings_there_from, siblings_there_to, quotient_from, quotient_to | missing_key {"key":"schools"}"#,
            ],
        ),
        (
            PRICE,
            r#"{ form = "reduced", price = { form = "flat", amount = "3.15" }, reductions = [{ percent = "10" }], rounding = "up" }"#,
            &["35:108 activities[0].price.rounding | rounding | form, price, reductions | unknown_key"],
        ),
    ]);
}

#[test]
fn percentages() {
    let told = |written: &str, advice: &str| {
        let found = format!("36:13 activities[0].price.reductions[0].percent | {written} | \"0.01\" – \"100\" | ");
        assert_eq!(
            mistakes(&village(&[&format!("{{ percent = {written} }}")])),
            [found + advice]
        );
    };
    for out in [
        r#""0""#,
        r#""0.00""#,
        r#""100.01""#,
        r#""0.001""#,
        r#""-10""#,
        r#""dix""#,
    ] {
        told(out, r#"malformed {"expected":"percent"}"#);
    }
    for (habit, better) in [(r#""10 %""#, "10"), (r#""12,5""#, "12.5"), (r#""12,5%""#, "12.5")] {
        told(
            habit,
            &format!(r#"malformed {{"did_you_mean":"{better}","expected":"percent"}}"#),
        );
    }
    told("10", r#"wrong_type {"expected":"percent"}"#);
    for sound in ["0.01", "12.5", "100", "100.00"] {
        book(&village(&[&format!(r#"{{ percent = "{sound}" }}"#)]));
    }
}

#[test]
fn reductions_that_are_never_taken_off() {
    let told = |reductions: &[&str], expected: &[&str]| assert_eq!(mistakes(&village(reductions)), expected);
    told(
        &[
            r#"{ percent = "10", when = { rank_from = 2 } }"#,
            r#"{ percent = "20", when = { rank_from = 3 } }"#,
        ],
        &[
            r#"37:1 activities[0].price.reductions[1] | { percent = "20", when = { rank_from = 3 } } |  | never_fits {"last_line":36}"#,
        ],
    );
    told(
        &[
            r#"{ percent = "10" }"#,
            r#"{ percent = "20", when = { rank_from = 2 } }"#,
        ],
        &[
            r#"37:1 activities[0].price.reductions[1] | { percent = "20", when = { rank_from = 2 } } |  | never_fits {"last_line":36}"#,
        ],
    );
    told(
        &[
            r#"{ percent = "10", when = { schools = ["bourg"] } }"#,
            r#"{ percent = "15", when = { schools = ["hameau"] } }"#,
            r#"{ percent = "20" }"#,
        ],
        &[r#"38:1 activities[0].price.reductions[2] | { percent = "20" } |  | never_fits {"last_line":37}"#],
    );
    told(
        &[r#"{ percent = "10", when = { rank_from = 3, children_to = 2 } }"#],
        &[
            r#"36:1 activities[0].price.reductions[0] | { percent = "10", when = { rank_from = 3, children_to = 2 } … |  | fits_nobody"#,
        ],
    );
    // Of a condition that is not understood, nobody knows whom it leaves.
    told(
        &[
            r#"{ percent = "10", when = { rank_form = 2 } }"#,
            r#"{ percent = "20", when = { rank_from = 3 } }"#,
        ],
        &[
            r#"36:28 activities[0].price.reductions[0].when.rank_form | rank_form | schools, levels, class_from, class_to, child, residence, regime, frequency, rank_from, rank_to, children_from, children_to, siblings_there_from, siblings_there_to, quotient_from, quotient_to | unknown_key {"did_you_mean":"rank_from"}"#,
        ],
    );
    book(&village(&[
        r#"{ percent = "20", when = { rank_from = 3 } }"#,
        r#"{ percent = "10", when = { rank_from = 2 } }"#,
        r#"{ percent = "5" }"#,
    ]));
}

#[test]
fn prices_that_are_not_reduced() {
    let cases = |price: &str| {
        format!(
            r#"{{ form = "cases", cases = [{{ when = {{ rank_from = 2 }}, price = {price} }}], otherwise = {PRICE} }}"#
        )
    };
    let monthly = r#"{ form = "monthly", price = { form = "flat", amount = "3.50" } }"#;
    assert_slips(&[
        (
            PRICE,
            &nested(&nested(PRICE)),
            &[
                r#"35:46 activities[0].price.price.form | "reduced" | flat, bands, linear, units, times, cases | nested_price"#,
            ],
        ),
        (
            PRICE,
            &nested(monthly),
            &[
                r#"35:46 activities[0].price.price.form | "monthly" | flat, bands, linear, units, times, cases | nested_price"#,
            ],
        ),
        // Nor behind cases, from within and from without.
        (
            PRICE,
            &nested(&cases(monthly)),
            &[
                r#"35:109 activities[0].price.price.cases[0].price.form | "monthly" | flat, bands, linear, units, times | nested_price"#,
            ],
        ),
        (
            PRICE,
            &nested(&cases(&nested(PRICE))),
            &[
                r#"35:109 activities[0].price.price.cases[0].price.form | "reduced" | flat, bands, linear, units, times | nested_price"#,
            ],
        ),
        (
            PRICE,
            &cases(&nested(&cases(PRICE))),
            &[
                r#"35:109 activities[0].price.cases[0].price.price.form | "cases" | flat, bands, linear, units, times | nested_price"#,
            ],
        ),
        (
            PRICE,
            &format!(r#"{{ form = "annual", price = {} }}"#, nested(&cases(PRICE))),
            &[r#"35:73 activities[0].price.price.price.form | "cases" | flat, bands, linear | nested_price"#],
        ),
        (
            PRICE,
            &format!(r#"{{ form = "units", minutes = 30, price = {} }}"#, nested(PRICE)),
            &[r#"35:58 activities[0].price.price.form | "reduced" | flat, bands, linear | nested_price"#],
        ),
    ]);
    let together = format!(
        "[[bundles]]\nactivities = [\"midi\", \"soir\"]\nprice = {}\n",
        nested(r#"{ form = "times" }"#)
    );
    assert_eq!(
        mistakes(&(VILLAGE.to_owned() + &together)),
        [r#"48:46 bundles[0].price.price.form | "times" | flat, bands, linear, cases | nested_price"#]
    );
    let unbooked = format!(
        "[attendance.a]\nunbooked = [{{ price = {} }}]\nabsence = {{ otherwise = {{ price = {} }} }}\n",
        nested(monthly),
        nested(PRICE),
    );
    assert_eq!(
        mistakes(&(VILLAGE.to_owned() + &unbooked)),
        [
            r#"47:60 attendance.a.unbooked[0].price.price.form | "monthly" | flat, bands, linear, units, times, cases | nested_price"#,
            r#"48:44 attendance.a.absence.otherwise.price.form | "reduced" | flat, bands, linear | nested_price"#,
        ]
    );
}

#[test]
fn wherever_prices_look_at_who_the_child_is() {
    let cases = r#"{ form = "cases", cases = [{ when = { rank_from = 2 }, price = { form = "flat", amount = "3.00" } }], otherwise = { form = "flat", amount = "3.50" } }"#;
    for price in [
        nested(PRICE),
        nested(cases),
        nested(r#"{ form = "units", minutes = 30, price = { form = "flat", amount = "1.00" } }"#),
        format!(r#"{{ form = "monthly", price = {} }}"#, nested(PRICE)),
        format!(
            r#"{{ form = "terms", terms = [{{ first_month = 9, last_month = 12, price = {} }}] }}"#,
            nested(PRICE)
        ),
    ] {
        book(&village_with(PRICE, &price));
    }
    let more = format!(
        "[[bundles]]\nactivities = [\"midi\", \"soir\"]\nprice = {}\n[attendance.a]\nunbooked = [{{ price = {} }}]\n",
        nested(cases),
        nested(cases),
    );
    let attended = VILLAGE.replacen("code = \"midi\"", "code = \"midi\"\nattendance = \"a\"", 1);
    book(&(attended + &more));
}

/// Rows of times inside are looked at, too.
#[test]
fn rows_outside_the_session() {
    let rows = r#"{ form = "times", rows = [{ left_by = "11:00", price = { form = "flat", amount = "1.00" } }, { price = { form = "flat", amount = "2.00" } }] }"#;
    let found = mistakes(&village_with(PRICE, &nested(rows)));
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].ends_with("| 11:30 – 13:30 | outside_session"), "{found:?}");
}

#[test]
fn words_in_french() {
    assert_slips(&[(
        PRICE,
        r#"{ forme = "réduit", prix = { form = "flat", amount = "3.15" }, remises = [{ pourcentage = "10", si = { rank_from = 2 } }] }"#,
        &[
            r#"35:9 activities[0].price.form |  | flat, bands, linear, units, times, annual, monthly, terms, reduced, cases | missing_key {"key":"form"}"#,
            r#"35:9 activities[0].price.price |  | price | missing_key {"key":"price"}"#,
            r#"35:9 activities[0].price.reductions |  | reductions | missing_key {"key":"reductions"}"#,
            r#"35:11 activities[0].price.forme | forme | form, price, reductions | unknown_key {"did_you_mean":"form"}"#,
            r#"35:29 activities[0].price.prix | prix | form, price, reductions | unknown_key {"did_you_mean":"price"}"#,
            r#"35:72 activities[0].price.remises | remises | form, price, reductions | unknown_key {"did_you_mean":"reductions"}"#,
            r#"35:83 activities[0].price.remises[0].percent |  | percent | missing_key {"key":"percent"}"#,
            r#"35:85 activities[0].price.remises[0].pourcentage | pourcentage | percent, when | unknown_key {"did_you_mean":"percent"}"#,
            r#"35:105 activities[0].price.remises[0].si | si | percent, when | unknown_key {"did_you_mean":"when"}"#,
        ],
    )]);
}
