//! Quotients, the cart and arrears.

use crate::rulebook::village::assert_slips;

#[test]
fn quotients() {
    assert_slips(&[
        (
            "",
            r#"[quotient]
counts_from = "nextmonth"
snapshot = { month = 3, day = 31 }
"#,
            &[
                r#"47:15 quotient.counts_from | "nextmonth" | next_month, at_once, snapshot | unknown_value {"did_you_mean":"next_month"}"#,
            ],
        ),
        (
            "",
            r#"[quotient]
counts_from = "snapshot"
"#,
            &[r#"46:1 quotient.snapshot |  | snapshot | missing_key {"key":"snapshot"}"#],
        ),
        (
            "",
            r#"[quotient]
counts_from = "at_once"
snapshot = { month = 3, day = 31 }
"#,
            &[r#"48:1 quotient.snapshot | snapshot |  | conflicting_key {"with":"counts_from"}"#],
        ),
        (
            "",
            "[quotient]\ncounts_from = \"next_month\"\ncounts = { month = 9, day = 1 }\nchanges = \"at_once\"\n",
            &[
                r#"48:1 quotient.counts | counts |  | conflicting_key {"with":"counts_from"}"#,
                r#"49:1 quotient.changes | changes |  | conflicting_key {"with":"counts_from"}"#,
            ],
        ),
        (
            "",
            "[quotient]\nsnapshot = { month = 3, day = 31 }\n",
            &[r#"46:1 quotient.counts_from |  | snapshot | missing_key {"key":"counts_from"}"#],
        ),
        (
            "",
            "[quotient]\nexpires = { month = 13, day = 32 }\n",
            &[
                "47:21 quotient.expires.month | 13 | 1 – 12 | out_of_range",
                "47:31 quotient.expires.day | 32 | 1 – 31 | out_of_range",
            ],
        ),
        (
            "",
            r#"[quotient]
expires = { day = 31 }
from = "at_once"
"#,
            &[
                r#"47:11 quotient.expires.month |  | month | missing_key {"key":"month"}"#,
                "48:1 quotient.from | from | counts_from, snapshot, counts, changes, expires, source | unknown_key",
            ],
        ),
        (
            "",
            "[quotient]\nexpires = 2026-12-31\n",
            &[r#"47:11 quotient.expires | 2026-12-31 | { … } | wrong_type {"expected":"table"}"#],
        ),
    ]);
}

#[test]
fn carts() {
    assert_slips(&[
        (
            "",
            "[cart]\n",
            &[r#"46:1 cart.holds_minutes |  | holds_minutes | missing_key {"key":"holds_minutes"}"#],
        ),
        (
            "",
            "[cart]\nholds_minutes = 0\n",
            &["47:17 cart.holds_minutes | 0 | 1 – 1440 | out_of_range"],
        ),
        (
            "",
            "[cart]\nhold_minutes = 20\n",
            &[
                r#"46:1 cart.holds_minutes |  | holds_minutes | missing_key {"key":"holds_minutes"}"#,
                r#"47:1 cart.hold_minutes | hold_minutes | holds_minutes | unknown_key {"did_you_mean":"holds_minutes"}"#,
            ],
        ),
    ]);
}

#[test]
fn what_a_debt_closes() {
    let arrears = |body: &str| format!("[arrears]\ninvoiced_by = 5\ndue_on = 30\n{body}\n");
    let with_next = "with_next_order = true";
    for (body, slips) in [
        (
            r#"blocks = { activities = ["midi"] }"#.to_owned(),
            vec![r#"49:10 arrears.blocks.above |  | above | missing_key {"key":"above"}"#],
        ),
        (
            r#"blocks = { above = "15,00", activities = [], except = ["cancel"] }"#.to_owned(),
            vec![
                r#"49:20 arrears.blocks.above | "15,00" | "0.00" – "9999.99" | malformed {"did_you_mean":"15.00","expected":"amount"}"#,
                "49:42 arrears.blocks.activities | [] |  | empty",
                "49:46 arrears.blocks.except | except | above, activities | unknown_key",
            ],
        ),
        // Nothing could ever be ordered, so that nothing would be paid with it.
        (
            format!("blocks = {{ above = \"0\" }}\n{with_next}"),
            vec![r#"50:1 arrears.with_next_order | with_next_order |  | conflicting_key {"with":"blocks"}"#],
        ),
    ] {
        let arrears = arrears(&body);
        assert_slips(&[("", &arrears, &slips)]);
    }
}

#[test]
fn arrears() {
    assert_slips(&[
        (
            "",
            "[arrears]\n",
            &[
                r#"46:1 arrears.invoiced_by |  | invoiced_by | missing_key {"key":"invoiced_by"}"#,
                r#"46:1 arrears.due_on |  | due_on | missing_key {"key":"due_on"}"#,
            ],
        ),
        (
            "",
            "[arrears]\ninvoiced_by = 15\ndue_on = 14\n",
            &["48:10 arrears.due_on | 14 | ≥ 15 | reversed"],
        ),
        (
            "",
            r#"[arrears]
invoiced_by = 0
due_on = 32
handed_over = "yes"
"#,
            &[
                "47:15 arrears.invoiced_by | 0 | 1 – 31 | out_of_range",
                "48:10 arrears.due_on | 32 | 1 – 31 | out_of_range",
                r#"49:15 arrears.handed_over | "yes" | true, false | wrong_type {"expected":"boolean"}"#,
            ],
        ),
        (
            "",
            r#"[arrears]
invoiced_by = 5
due_on = 30
suspends = { activities = ["cantine", "midi", "midi"], from = "at_once" }
"#,
            &[
                r#"49:28 arrears.suspends.activities[0] | "cantine" | midi, soir | unknown_reference {"noun":"activity"}"#,
                r#"49:47 arrears.suspends.activities[2] | "midi" |  | repeated {"first_line":49}"#,
                r#"49:63 arrears.suspends.from | "at_once" | next_month, next_day | unknown_value"#,
            ],
        ),
        (
            "",
            "[arrears]\ninvoiced_by = 5\ndue_on = 30\nsuspends = { activities = [] }\nsuspend = true\n",
            &[
                "49:27 arrears.suspends.activities | [] |  | empty",
                r#"50:1 arrears.suspend | suspend | invoiced_by, due_on, handed_over, suspends, blocks, with_next_order | unknown_key {"did_you_mean":"suspends"}"#,
            ],
        ),
    ]);
}
