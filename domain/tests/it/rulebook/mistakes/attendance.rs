//! Late bookings, unbooked children and late pick-ups.

use crate::rulebook::village::assert_slips;

const DEADLINES: &str = r#"deadlines = { book = "veille", cancel = "veille" }"#;

#[test]
fn rules_that_do_not_exist() {
    assert_slips(&[
        (
            DEADLINES,
            r#"deadlines = { book = "veille", cancel = "veille" }
attendance = "cantine""#,
            &[r#"37:14 activities[0].attendance | "cantine" |  | unknown_reference {"noun":"attendance"}"#],
        ),
        (
            "",
            "[attendance.Cantine]\n",
            &[
                r#"46:13 attendance.Cantine | Cantine | a–z 0–9 - (1 – 40) | malformed {"did_you_mean":"cantine","expected":"code"}"#,
            ],
        ),
        (
            "",
            "[attendance.a]\nlates = {}\n",
            &[
                r#"47:1 attendance.a.lates | lates | late, unbooked, absence, late_pickup | unknown_key {"did_you_mean":"late"}"#,
            ],
        ),
        (
            "",
            r#"[attendance.a]
late = "veille"
unbooked = {}
absence = []
late_pickup = true
"#,
            &[
                r#"47:8 attendance.a.late | "veille" | { … } | wrong_type {"expected":"table"}"#,
                r#"48:12 attendance.a.unbooked | {} | [ … ] | wrong_type {"expected":"list"}"#,
                r#"49:11 attendance.a.absence | [] | { … } | wrong_type {"expected":"table"}"#,
                r#"50:15 attendance.a.late_pickup | true | { … } | wrong_type {"expected":"table"}"#,
            ],
        ),
        (
            "",
            "attendance = []\n",
            &[r#"46:14 activities[1].attendance | [] | a–z 0–9 - (1 – 40) | wrong_type {"expected":"code"}"#],
        ),
    ]);
}

#[test]
fn late_bookings() {
    assert_slips(&[
        (
            "",
            "[attendance.a]\nlate = {}\n",
            &[r#"47:8 attendance.a.late.until |  | until | missing_key {"key":"until"}"#],
        ),
        (
            "",
            r#"[attendance.a]
late = { until = "soir" }
"#,
            &[r#"47:18 attendance.a.late.until | "soir" | veille | unknown_reference {"noun":"deadline"}"#],
        ),
        (
            "",
            r#"[attendance.a]
late = { until = "veille", waiting_list = "yes" }
"#,
            &[r#"47:43 attendance.a.late.waiting_list | "yes" | true, false | wrong_type {"expected":"boolean"}"#],
        ),
        (
            "",
            r#"[attendance.a]
late = { until = "veille", waiting_list = true, surcharges = [{ add = "1" }] }
"#,
            &[r#"47:49 attendance.a.late.surcharges | surcharges |  | conflicting_key {"with":"waiting_list"}"#],
        ),
        (
            "",
            r#"[attendance.a]
late = { until = "veille", surcharges = [] }
"#,
            &["47:41 attendance.a.late.surcharges | [] |  | empty"],
        ),
        (
            "",
            r#"[attendance.a]
late = { until = "veille", surcharge = [{ add = "1" }] }
"#,
            &[
                r#"47:28 attendance.a.late.surcharge | surcharge | until, waiting_list, surcharges | unknown_key {"did_you_mean":"surcharges"}"#,
            ],
        ),
    ]);
}

/// How often a child was late is not counted.
#[test]
fn late_bookings_that_are_repeated() {
    assert_slips(&[(
        "",
        "[attendance.a]\nlate = { until = \"veille\", surcharges = [{ from_time = 2, add = \"1\" }] }\n",
        &["47:56 attendance.a.late.surcharges[0].from_time | 2 | 1 – 1 | out_of_range"],
    )]);
}

#[test]
fn late_pickups() {
    assert_slips(&[
        (
            "",
            "[attendance.a]\nlate_pickup = {}\n",
            &[r#"47:15 attendance.a.late_pickup.amount |  | amount | missing_key {"key":"amount"}"#],
        ),
        (
            "",
            r#"[attendance.a]
late_pickup = { amount = "6,00", tolerance_minutes = 241, per = "child", from_time = 0 }
"#,
            &[
                r#"47:26 attendance.a.late_pickup.amount | "6,00" | "0.00" – "9999.99" | malformed {"did_you_mean":"6.00","expected":"amount"}"#,
                "47:54 attendance.a.late_pickup.tolerance_minutes | 241 | 0 – 240 | out_of_range",
                r#"47:65 attendance.a.late_pickup.per | "child" | place, day, family | unknown_value"#,
                "47:86 attendance.a.late_pickup.from_time | 0 | 1 – 100 | out_of_range",
            ],
        ),
        (
            "",
            r#"[attendance.a]
late_pickup = { amount = "6.00", tolerance = 5 }
"#,
            &[
                r#"47:34 attendance.a.late_pickup.tolerance | tolerance | tolerance_minutes, amount, each_minutes, most, per, from_time, steps | unknown_key {"did_you_mean":"tolerance_minutes"}"#,
            ],
        ),
    ]);
}

#[test]
fn late_pickups_by_time_and_by_steps() {
    let of = |rule: &str| format!("[attendance.a]\nlate_pickup = {{ {rule} }}\n");
    for (rule, expected) in [
        (
            r#"amount = "5.00", most = 4"#,
            &[r#"47:15 attendance.a.late_pickup.each_minutes |  | each_minutes | missing_key {"key":"each_minutes"}"#]
                [..],
        ),
        (
            r#"amount = "5.00", each_minutes = 0, most = 101"#,
            &[
                "47:49 attendance.a.late_pickup.each_minutes | 0 | 1 – 240 | out_of_range",
                "47:59 attendance.a.late_pickup.most | 101 | 1 – 100 | out_of_range",
            ],
        ),
        (
            r#"tolerance_minutes = 5, amount = "5.00", each_minutes = 15, most = 4, steps = [{ from_minutes = 1, amount = "5.00" }]"#,
            &[
                r#"47:17 attendance.a.late_pickup.tolerance_minutes | tolerance_minutes |  | conflicting_key {"with":"steps"}"#,
                r#"47:40 attendance.a.late_pickup.amount | amount |  | conflicting_key {"with":"steps"}"#,
                r#"47:57 attendance.a.late_pickup.each_minutes | each_minutes |  | conflicting_key {"with":"steps"}"#,
                r#"47:76 attendance.a.late_pickup.most | most |  | conflicting_key {"with":"steps"}"#,
            ],
        ),
        ("steps = []", &["47:25 attendance.a.late_pickup.steps | [] |  | empty"]),
        (
            r#"steps = [{ amount = "5.00" }]"#,
            &[
                r#"47:26 attendance.a.late_pickup.steps[0].from_minutes |  | from_minutes | missing_key {"key":"from_minutes"}"#,
            ],
        ),
        (
            r#"steps = [{ from = "18:40", from_minutes = 10, amount = "5.00" }]"#,
            &[
                r#"47:44 attendance.a.late_pickup.steps[0].from_minutes | from_minutes |  | conflicting_key {"with":"from"}"#,
            ],
        ),
        (
            r#"steps = [{ from_minutes = 10, amount = "5.00" }, { from_minutes = 10, amount = "5.00" }]"#,
            &[
                "47:83 attendance.a.late_pickup.steps[1].from_minutes | 10 | > 10 | out_of_range",
                r#"47:96 attendance.a.late_pickup.steps[1].amount | "5.00" | > "5.00" | out_of_range"#,
            ],
        ),
        (
            r#"steps = [{ from = "18:40", amount = "5.00" }, { from = "18:40", amount = "6.00" }]"#,
            &[r#"47:72 attendance.a.late_pickup.steps[1].from | "18:40" | > "18:40" | out_of_range"#],
        ),
        (
            r#"steps = [{ from = "18:40", amount = "5.00" }, { from_minutes = 20, amount = "6.00" }]"#,
            &[r#"47:63 attendance.a.late_pickup.steps[1].from |  | from | missing_key {"key":"from"}"#],
        ),
    ] {
        assert_slips(&[("", &of(rule), expected)]);
    }
}
