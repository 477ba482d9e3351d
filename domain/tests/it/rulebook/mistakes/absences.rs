//! What is due for places that were not used.

use crate::rulebook::village::{assert_slips, book, mistakes, village_with};

#[test]
fn ways_to_charge() {
    assert_slips(&[
        (
            "",
            "[attendance.a]\nabsence = { otherwise = {} }\n",
            &[
                r#"47:25 attendance.a.absence.otherwise.charge |  | charge, percent, plus, price, refund, refund_percent | missing_key {"key":"charge"}"#,
            ],
        ),
        (
            "",
            r#"[attendance.a]
absence = { otherwise = "waived" }
"#,
            &[r#"47:25 attendance.a.absence.otherwise | "waived" | { … } | wrong_type {"expected":"table"}"#],
        ),
        (
            "",
            r#"[attendance.a]
absence = { otherwise = { charge = "half" } }
"#,
            &[r#"47:36 attendance.a.absence.otherwise.charge | "half" | waived, full | unknown_value"#],
        ),
        (
            "",
            r#"[attendance.a]
absence = { otherwise = { charge = "full", percent = "50", plus = "1", price = { form = "flat", amount = "1" } } }
"#,
            &[
                r#"47:44 attendance.a.absence.otherwise.percent | percent |  | conflicting_key {"with":"charge"}"#,
                r#"47:60 attendance.a.absence.otherwise.plus | plus |  | conflicting_key {"with":"charge"}"#,
                r#"47:72 attendance.a.absence.otherwise.price | price |  | conflicting_key {"with":"charge"}"#,
            ],
        ),
        (
            "",
            r#"[attendance.a]
absence = { otherwise = { percent = "50 %", price = { form = "flat", amount = "1" } } }
"#,
            &[
                r#"47:37 attendance.a.absence.otherwise.percent | "50 %" | "0.01" – "100" | malformed {"did_you_mean":"50","expected":"percent"}"#,
                r#"47:45 attendance.a.absence.otherwise.price | price |  | conflicting_key {"with":"percent"}"#,
            ],
        ),
        (
            "",
            r#"[attendance.a]
absence = { otherwise = { percent = "101" } }
"#,
            &[
                r#"47:37 attendance.a.absence.otherwise.percent | "101" | "0.01" – "100" | malformed {"expected":"percent"}"#,
            ],
        ),
        (
            "",
            r#"[attendance.a]
absence = { otherwise = { plus = "0.005" } }
"#,
            &[
                r#"47:34 attendance.a.absence.otherwise.plus | "0.005" | "0.00" – "9999.99" | malformed {"expected":"amount"}"#,
            ],
        ),
        (
            "",
            r#"[attendance.a]
absence = { otherwise = { price = { form = "units" } } }
"#,
            &[r#"47:44 attendance.a.absence.otherwise.price.form | "units" | flat, bands, linear | nested_price"#],
        ),
    ]);
}

#[test]
fn cases() {
    assert_slips(&[
        (
            "",
            "[attendance.a]\nabsence = { cases = [] }\n",
            &["47:21 attendance.a.absence.cases | [] |  | empty"],
        ),
        (
            "",
            r#"[attendance.a]
absence = { cases = [{ reasons = ["illness"] }] }
"#,
            &[
                r#"47:22 attendance.a.absence.cases[0].charge |  | charge, percent, plus, price, refund, refund_percent | missing_key {"key":"charge"}"#,
            ],
        ),
        (
            "",
            r#"[attendance.a]
absence = { cases = [{ reasons = [], charge = "waived" }, { reasons = ["ilness", "school", "school"], charge = "waived" }] }
"#,
            &[
                "47:34 attendance.a.absence.cases[0].reasons | [] |  | empty",
                r#"47:72 attendance.a.absence.cases[1].reasons[0] | "ilness" | illness, hospital, family, school, exceptional | unknown_value {"did_you_mean":"illness"}"#,
                r#"47:92 attendance.a.absence.cases[1].reasons[2] | "school" |  | repeated {"first_line":47}"#,
            ],
        ),
        (
            "",
            r#"[attendance.a]
absence = { cases = [{ reported_by = "matin", charge = "waived" }, { certificate_within_hours = 721, charge = "waived" }] }
"#,
            &[
                r#"47:38 attendance.a.absence.cases[0].reported_by | "matin" | veille | unknown_reference {"noun":"deadline"}"#,
                "47:97 attendance.a.absence.cases[1].certificate_within_hours | 721 | 1 – 720 | out_of_range",
            ],
        ),
        (
            "",
            r#"[attendance.a]
absence = { cases = [{ day_from = 0, charge = "full" }, { day_from = 3, day_to = 2, charge = "full" }] }
"#,
            &[
                "47:35 attendance.a.absence.cases[0].day_from | 0 | 1 – 366 | out_of_range",
                "47:82 attendance.a.absence.cases[1].day_to | 2 | ≥ 3 | reversed",
            ],
        ),
        (
            "",
            r#"[attendance.a]
absence = { cases = [{ reason = ["illness"], charge = "waived" }], else = { charge = "full" } }
"#,
            &[
                r#"47:24 attendance.a.absence.cases[0].reason | reason | reasons, reported_by, certificate_within_hours, certificate_from, certificate, day_from, day_to, length_from, length_to, from_time, to_time, times_within, percent, plus, price, refund, refund_percent, charge | unknown_key {"did_you_mean":"reasons"}"#,
                "47:68 attendance.a.absence.else | else | cases, otherwise | unknown_key",
            ],
        ),
    ]);
}

#[test]
fn cases_that_never_fit() {
    assert_slips(&[(
        "",
        r#"[attendance.a]
absence = { cases = [
{ day_to = 1, charge = "full" },
{ charge = "waived" },
{ reasons = ["school"], charge = "full" } ] }
"#,
        &[
            r#"50:1 attendance.a.absence.cases[2] | { reasons = ["school"], charge = "full" } |  | never_fits {"last_line":49}"#,
        ],
    )]);
}

#[test]
fn certificates_and_numbers_that_say_nothing() {
    assert_slips(&[(
        "",
        r#"[attendance.a]
absence = { cases = [
{ certificate_from = "return", charge = "waived" },
{ certificate = true, certificate_within_hours = 48, charge = "waived" },
{ times_within = "month", reasons = ["illness"], charge = "waived" },
{ from_time = 101, charge = "waived" },
{ length_from = 3, length_to = 2, charge = "waived" } ] }
"#,
        &[
            r#"48:1 attendance.a.absence.cases[0].certificate_within_hours |  | certificate_within_hours | missing_key {"key":"certificate_within_hours"}"#,
            r#"49:3 attendance.a.absence.cases[1].certificate | certificate |  | conflicting_key {"with":"certificate_within_hours"}"#,
            r#"50:1 attendance.a.absence.cases[2].from_time |  | from_time, to_time | missing_key {"key":"from_time"}"#,
            "51:15 attendance.a.absence.cases[3].from_time | 101 | 1 – 100 | out_of_range",
            "52:32 attendance.a.absence.cases[4].length_to | 2 | ≥ 3 | reversed",
        ],
    )]);
}

/// What a day of a term is worth must be known to be given back.
#[test]
fn a_refund_of_days_that_have_no_worth() {
    let flat = r#"price = { form = "flat", amount = "3.50" }
deadlines = { book = "veille", cancel = "veille" }"#;
    let with = |days: &str| {
        let price = format!(
            r#"price = {{ form = "monthly", price = {{ form = "flat", amount = "59.00" }}{days} }}
deadlines = {{ book = "veille", cancel = "veille" }}
attendance = "a""#
        );
        let rules = "[attendance.a]\nabsence = { otherwise = { refund_percent = \"100\" } }\n";
        village_with(flat, &price) + rules
    };
    assert_eq!(
        mistakes(&with("")),
        [
            r#"35:9 activities[0].price.days | { form = "monthly", price = { form = "flat", amount = "59.00… | days = 1 – 366 | no_day_worth {"attendance":"a"}"#
        ]
    );
    book(&with(", days = 14"));
}

/// Each price by the term of those that lack them.
#[test]
fn a_refund_of_days_beside_prices_some_of_which_have_no_worth() {
    let flat = r#"{ form = "flat", amount = "3.50" }"#;
    let price = r#"{ form = "cases", cases = [
{ when = { rank_from = 3 }, price = { form = "annual", days = 140, price = { form = "flat", amount = "1" } } },
{ when = { rank_from = 2 }, price = { form = "terms", terms = [
{ first_month = 9, last_month = 12, days = 40, price = { form = "flat", amount = "2" } },
{ first_month = 1, last_month = 6, price = { form = "flat", amount = "3" } } ] } } ],
otherwise = { form = "monthly", price = { form = "flat", amount = "4" } } }
attendance = "a""#;
    let rules = "[attendance.a]\nabsence = { otherwise = { refund_percent = \"100\" } }\n";
    assert_eq!(
        mistakes(&(village_with(flat, price) + rules)),
        [
            r#"39:1 activities[0].price.cases[1].price.terms[1].days | { first_month = 1, last_month = 6, price = { form = "flat", … | days = 1 – 366 | no_day_worth {"attendance":"a"}"#,
            r#"40:13 activities[0].price.otherwise.days | { form = "monthly", price = { form = "flat", amount = "4" } … | days = 1 – 366 | no_day_worth {"attendance":"a"}"#,
        ]
    );
}
