//! Prices by the term, together, and shared.

use crate::rulebook::village::{BOTH_SCHOOLS, assert_slips, mistakes, village_with};

const PRICE: &str = r#"{ form = "flat", amount = "3.50" }"#;

#[test]
fn terms() {
    assert_slips(&[
        (
            PRICE,
            r#"{ form = "annual", instalments = 13, first_month = 0, days = 0 }"#,
            &[
                r#"35:9 activities[0].price.price |  | price | missing_key {"key":"price"}"#,
                "35:42 activities[0].price.instalments | 13 | 1 – 12 | out_of_range",
                "35:60 activities[0].price.first_month | 0 | 1 – 12 | out_of_range",
                "35:70 activities[0].price.days | 0 | 1 – 366 | out_of_range",
            ],
        ),
        (
            PRICE,
            r#"{ form = "monthly", price = { form = "annual" } }"#,
            &[r#"35:46 activities[0].price.price.form | "annual" | flat, bands, linear, reduced | nested_price"#],
        ),
        (
            PRICE,
            r#"{ form = "terms", terms = [] }"#,
            &["35:35 activities[0].price.terms | [] |  | empty"],
        ),
        (
            PRICE,
            r#"{ form = "terms", terms = [
{ first_month = 9, last_month = 1, price = { form = "flat", amount = "1" }, instalments = 6 },
{ first_month = 1, last_month = 3, price = { form = "flat", amount = "1" } },
{ first_month = 4, price = { form = "flat", amount = "1" } } ] }"#,
            &[
                r#"36:91 activities[0].price.terms[0].instalments | 6 | 1 – 5 | too_many_instalments {"months":5}"#,
                r#"37:1 activities[0].price.terms[1] | { first_month = 1, last_month = 3, price = { form = "flat", … |  | term_overlap {"first_line":36}"#,
                r#"38:1 activities[0].price.terms[2].last_month |  | last_month | missing_key {"key":"last_month"}"#,
            ],
        ),
    ]);
}

#[test]
fn bundles() {
    let soir_for_both = village_with(BOTH_SCHOOLS, "schools = [\"bourg\"]");
    let bundle = |activities: &str| {
        let price = r#"{ form = "flat", amount = "4" }"#;
        format!("[[bundles]]\nactivities = {activities}\nprice = {price}\n")
    };
    assert_eq!(
        mistakes(&(soir_for_both + &bundle(r#"["midi", "soir"]"#))),
        [r#"47:23 bundles[0].activities[1] | "soir" | bourg | different_schools {"with":"midi"}"#]
    );
    assert_slips(&[
        (
            "",
            &bundle(r#"["midi"]"#),
            &[r#"47:14 bundles[0].activities | ["midi"] | ≥ 2 | out_of_range"#],
        ),
        (
            "",
            &bundle(r#"["midi", "midi", "soire"]"#),
            &[
                r#"47:23 bundles[0].activities[1] | "midi" |  | repeated {"first_line":47}"#,
                r#"47:31 bundles[0].activities[2] | "soire" | midi, soir | unknown_reference {"did_you_mean":"soir","noun":"activity"}"#,
            ],
        ),
        (
            "",
            &("[[links]]\nactivity = \"midi\"\nexcludes = \"soir\"\n".to_owned() + &bundle(r#"["soir", "midi"]"#)),
            &[r#"50:23 bundles[0].activities[1] | "midi" |  | never_together {"with":"soir"}"#],
        ),
        (
            "",
            "[[bundles]]\nactivities = [\"midi\", \"soir\"]\nprice = { form = \"monthly\" }\n",
            &[r#"48:18 bundles[0].price.form | "monthly" | flat, bands, linear, reduced, cases | unknown_value"#],
        ),
    ]);
}

#[test]
fn shares() {
    let with = |shares: &str| format!("{PRICE}\nshares = [{shares}]");
    let payers = "[[payers]]\ncode = \"ccas\"\nname = \"CCAS\"\n[[activities]]\ncode = \"midi\"";
    let village =
        |shares: &str| village_with("[[activities]]\ncode = \"midi\"", payers).replacen(PRICE, &with(shares), 1);
    assert_eq!(
        mistakes(&village(
            r#"{ payer = "ccass", amount = "1" }, { payer = "ccas" }, { payer = "ccas", percent = "50 %" }"#
        )),
        [
            r#"39:21 activities[0].shares[0].payer | "ccass" | ccas | unknown_reference {"did_you_mean":"ccas","noun":"payer"}"#,
            r#"39:46 activities[0].shares[1].amount |  | amount, percent, beside | missing_key {"key":"amount"}"#,
            r#"39:94 activities[0].shares[2].percent | "50 %" | "0.01" – "100" | malformed {"did_you_mean":"50","expected":"percent"}"#,
        ]
    );
    assert_eq!(
        mistakes(&village(
            r#"{ payer = "ccas", amount = "1", percent = "50", beside = "3" }, { payer = "ccas", percent = "0", when = {} }"#
        )),
        [
            r#"39:43 activities[0].shares[0].percent | percent |  | conflicting_key {"with":"amount"}"#,
            r#"39:59 activities[0].shares[0].beside | beside |  | conflicting_key {"with":"amount"}"#,
            r#"39:103 activities[0].shares[1].percent | "0" | "0.01" – "100" | malformed {"expected":"percent"}"#,
            r#"39:115 activities[0].shares[1].when.schools |  | schools, levels, class_from, class_to, child, residence, regime, frequency, rank_from, rank_to, children_from, children_to, siblings_there_from, siblings_there_to, quotient_from, quotient_to | missing_key {"key":"schools"}"#,
        ]
    );
}

#[test]
fn a_deadline_for_changing_is_one_of_the_file() {
    assert_slips(&[(
        r#"deadlines = { book = "veille", cancel = "veille" }"#,
        r#"deadlines = { book = "veille", cancel = "veille", modify = "velle" }"#,
        &[
            r#"36:60 activities[0].deadlines.modify | "velle" | veille | unknown_reference {"did_you_mean":"veille","noun":"deadline"}"#,
        ],
    )]);
}
