//! Amounts, bands, rates.

use crate::rulebook::village::assert_slips;

const PRICE: &str = r#"{ form = "flat", amount = "3.50" }"#;

#[test]
fn amounts() {
    assert_slips(&[
        (
            PRICE,
            r#"{ form = "flat", amount = 3.50 }"#,
            &[r#"35:35 activities[0].price.amount | 3.50 | "0.00" – "9999.99" | wrong_type {"expected":"amount"}"#],
        ),
        (
            PRICE,
            r#"{ form = "flat", amount = 3 }"#,
            &[r#"35:35 activities[0].price.amount | 3 | "0.00" – "9999.99" | wrong_type {"expected":"amount"}"#],
        ),
        (
            PRICE,
            r#"{ form = "flat", amount = "3,50" }"#,
            &[
                r#"35:35 activities[0].price.amount | "3,50" | "0.00" – "9999.99" | malformed {"did_you_mean":"3.50","expected":"amount"}"#,
            ],
        ),
        (
            PRICE,
            r#"{ form = "flat", amount = "3.50 €" }"#,
            &[
                r#"35:35 activities[0].price.amount | "3.50 €" | "0.00" – "9999.99" | malformed {"did_you_mean":"3.50","expected":"amount"}"#,
            ],
        ),
        (
            PRICE,
            r#"{ form = "flat", amount = "3.505" }"#,
            &[r#"35:35 activities[0].price.amount | "3.505" | "0.00" – "9999.99" | malformed {"expected":"amount"}"#],
        ),
        (
            PRICE,
            r#"{ form = "flat", amount = "-3.50" }"#,
            &[r#"35:35 activities[0].price.amount | "-3.50" | "0.00" – "9999.99" | malformed {"expected":"amount"}"#],
        ),
        (
            PRICE,
            r#"{ form = "flat", amount = "1e2" }"#,
            &[r#"35:35 activities[0].price.amount | "1e2" | "0.00" – "9999.99" | malformed {"expected":"amount"}"#],
        ),
        (
            PRICE,
            r#"{ form = "flat", amount = "10000.00" }"#,
            &[
                r#"35:35 activities[0].price.amount | "10000.00" | "0.00" – "9999.99" | malformed {"expected":"amount"}"#,
            ],
        ),
        (
            PRICE,
            r#"{ form = "flat", amount = "" }"#,
            &[r#"35:35 activities[0].price.amount | "" | "0.00" – "9999.99" | malformed {"expected":"amount"}"#],
        ),
        (
            PRICE,
            r#"{ form = "flat", amount = ".5" }"#,
            &[r#"35:35 activities[0].price.amount | ".5" | "0.00" – "9999.99" | malformed {"expected":"amount"}"#],
        ),
        (
            PRICE,
            r#"{ form = "flat", amount = "gratuit" }"#,
            &[r#"35:35 activities[0].price.amount | "gratuit" | "0.00" – "9999.99" | malformed {"expected":"amount"}"#],
        ),
        (
            PRICE,
            r#"{ form = "flat" }"#,
            &[r#"35:9 activities[0].price.amount |  | amount | missing_key {"key":"amount"}"#],
        ),
        (
            PRICE,
            r#"{ form = "flat", amount = "3.50", max = "4.00" }"#,
            &["35:43 activities[0].price.max | max | form, amount | unknown_key"],
        ),
    ]);
}

#[test]
fn bands() {
    assert_slips(&[
        (
            PRICE,
            r#"{ form = "bands", bands = [] }"#,
            &["35:35 activities[0].price.bands | [] |  | empty"],
        ),
        (
            PRICE,
            r#"{ form = "bands", bands = [{ up_to = 499, amount = "0.95" }, { from = 499, up_to = 4000, amount = "1.00" }, { from = 4001, amount = "2.70" }] }"#,
            &["35:79 activities[0].price.bands[1].from | 499 | 500 | band_overlap"],
        ),
        (
            PRICE,
            r#"{ form = "bands", bands = [{ from = 1, up_to = 499, amount = "0.95" }, { from = 501, amount = "1.00" }] }"#,
            &[
                "35:45 activities[0].price.bands[0].from | 1 | 0 | band_gap",
                "35:89 activities[0].price.bands[1].from | 501 | 500 | band_gap",
            ],
        ),
        (
            PRICE,
            r#"{ form = "bands", bands = [{ up_to = 499, amount = "0.95" }, { up_to = 499, amount = "1.00" }, { amount = "2.70" }] }"#,
            &["35:80 activities[0].price.bands[1].up_to | 499 | ≥ 500 | reversed"],
        ),
        (
            PRICE,
            r#"{ form = "bands", bands = [{ amount = "0.95" }, { up_to = 1000, amount = "1.00" }] }"#,
            &[
                r#"35:36 activities[0].price.bands[0].up_to |  | up_to | missing_key {"key":"up_to"}"#,
                "35:67 activities[0].price.bands[1].up_to | 1000 |  | band_end",
            ],
        ),
    ]);
}

#[test]
fn rates() {
    assert_slips(&[
        (
            PRICE,
            r#"{ form = "linear" }"#,
            &[
                r#"35:9 activities[0].price.rate |  | rate | missing_key {"key":"rate"}"#,
                r#"35:9 activities[0].price.min |  | min | missing_key {"key":"min"}"#,
                r#"35:9 activities[0].price.max |  | max | missing_key {"key":"max"}"#,
            ],
        ),
        (
            PRICE,
            r#"{ form = "linear", rate = "0,0036", min = "4.50", max = "2.60", rounding = "half" }"#,
            &[
                r#"35:35 activities[0].price.rate | "0,0036" | "0.00000001" – "10" | malformed {"did_you_mean":"0.0036","expected":"rate"}"#,
                r#"35:65 activities[0].price.max | "2.60" | ≥ "4.50" | reversed"#,
                r#"35:84 activities[0].price.rounding | "half" | half_up, half_even, down, up | unknown_value"#,
            ],
        ),
        (
            PRICE,
            r#"{ form = "linear", rate = "0", min = "0.50", max = "2.60", quotient_min = 2500, quotient_max = 200 }"#,
            &[
                r#"35:35 activities[0].price.rate | "0" | "0.00000001" – "10" | malformed {"expected":"rate"}"#,
                "35:104 activities[0].price.quotient_max | 200 | ≥ 2500 | reversed",
            ],
        ),
        (
            PRICE,
            r#"{ form = "linear", base = "2.60", rate = "0.0036", min = "0.50", max = "2.60" }"#,
            &[r#"35:35 activities[0].price.base | "2.60" | < "2.60" | out_of_range"#],
        ),
        (
            PRICE,
            r#"{ form = "linear", base = 0.5, rate = "0.0036", min = "0.50", max = "2.60" }"#,
            &[r#"35:35 activities[0].price.base | 0.5 | "0.00" – "9999.99" | wrong_type {"expected":"amount"}"#],
        ),
        (
            PRICE,
            r#"{ form = "linear", part_fixe = "0,5", rate = "0.0036", min = "0.50", max = "2.60" }"#,
            &[
                r#"35:28 activities[0].price.part_fixe | part_fixe | form, rate, min, max, base, quotient_min, quotient_max, rounding, rounding_place | unknown_key {"did_you_mean":"base"}"#,
                r#"35:40 activities[0].price.part_fixe | "0,5" | "0.00" – "9999.99" | malformed {"did_you_mean":"0.5","expected":"amount"}"#,
            ],
        ),
    ]);
}
