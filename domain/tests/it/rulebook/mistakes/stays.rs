//! Prices by the time that a child stays.

use crate::rulebook::village::assert_slips;

const PRICE: &str = r#"{ form = "flat", amount = "3.50" }"#;

#[test]
fn units() {
    assert_slips(&[
        (
            PRICE,
            r#"{ form = "units" }"#,
            &[
                r#"35:9 activities[0].price.minutes |  | minutes | missing_key {"key":"minutes"}"#,
                r#"35:9 activities[0].price.price |  | price | missing_key {"key":"price"}"#,
            ],
        ),
        (
            PRICE,
            r#"{ form = "units", minutes = 0, price = { form = "flat", amount = "1" }, most = 97 }"#,
            &[
                "35:37 activities[0].price.minutes | 0 | 1 – 720 | out_of_range",
                "35:88 activities[0].price.most | 97 | 1 – 96 | out_of_range",
            ],
        ),
        (
            PRICE,
            r#"{ form = "units", minutes = 30, price = { form = "units" } }"#,
            &[r#"35:58 activities[0].price.price.form | "units" | flat, bands, linear | nested_price"#],
        ),
        (
            PRICE,
            r#"{ form = "units", minutes = 30, price = { form = "linear", rate = "0.0027", min = "0.54", max = "6.75", rounding_place = "each" } }"#,
            &[r#"35:130 activities[0].price.price.rounding_place | "each" | unit, line | unknown_value"#],
        ),
        (
            PRICE,
            r#"{ form = "units", minutes = "30", price = { form = "flat", amount = "1" }, maximum = 3 }"#,
            &[
                r#"35:37 activities[0].price.minutes | "30" | 0, 1, 2 … | wrong_type {"expected":"whole_number"}"#,
                r#"35:84 activities[0].price.maximum | maximum | form, minutes, price, most | unknown_key {"did_you_mean":"most"}"#,
            ],
        ),
    ]);
}

#[test]
fn times() {
    assert_slips(&[
        (
            PRICE,
            r#"{ form = "times" }"#,
            &[r#"35:9 activities[0].price.rows |  | rows | missing_key {"key":"rows"}"#],
        ),
        (
            PRICE,
            r#"{ form = "times", rows = [] }"#,
            &["35:34 activities[0].price.rows | [] |  | empty"],
        ),
        (
            PRICE,
            r#"{ form = "times", rows = [{ left_by = "12:00", price = { form = "flat", amount = "1" } }] }"#,
            &[r#"35:47 activities[0].price.rows[0].left_by | "12:00" |  | last_row"#],
        ),
        (
            PRICE,
            r#"{ form = "times", rows = [{ price = { form = "flat", amount = "1" } }, { price = { form = "flat", amount = "2" } }] }"#,
            &[
                r#"35:35 activities[0].price.rows[0].left_by |  | left_by, arrived_from | missing_key {"key":"left_by"}"#,
            ],
        ),
        (
            PRICE,
            r#"{ form = "times", rows = [{ left_by = "12h", arrived_from = 11, price = { form = "flat", amount = "1" } }, {}] }"#,
            &[
                r#"35:47 activities[0].price.rows[0].left_by | "12h" | "00:00" – "23:59" | malformed {"did_you_mean":"12:00","expected":"time"}"#,
                r#"35:69 activities[0].price.rows[0].arrived_from | 11 | "00:00" – "23:59" | wrong_type {"expected":"time"}"#,
                r#"35:116 activities[0].price.rows[1].price |  | price | missing_key {"key":"price"}"#,
            ],
        ),
        (
            PRICE,
            r#"{ form = "times", rows = [{ left_by = "12:00", price = { form = "times" } }, { price = { form = "annual" } }] }"#,
            &[
                r#"35:73 activities[0].price.rows[0].price.form | "times" | flat, bands, linear | nested_price"#,
                r#"35:105 activities[0].price.rows[1].price.form | "annual" | flat, bands, linear | nested_price"#,
            ],
        ),
    ]);
}
