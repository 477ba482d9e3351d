//! Dates and times.

use crate::rulebook::village::assert_slips;

#[test]
fn dates_and_times() {
    assert_slips(&[
        (
            "valid_from = 2025-09-01",
            r#"valid_from = "2025-09-01""#,
            &[r#"10:14 rule_book.valid_from | "2025-09-01" | YYYY-MM-DD | wrong_type {"expected":"date"}"#],
        ),
        (
            "valid_from = 2025-09-01",
            "valid_from = 2025-09-01T08:00:00",
            &[r#"10:14 rule_book.valid_from | 2025-09-01T08:00:00 | YYYY-MM-DD | wrong_type {"expected":"date"}"#],
        ),
        (
            "valid_from = 2025-09-01",
            "valid_from = 2025-09-01\nvalid_to = 2025-08-31",
            &["11:12 rule_book.valid_to | 2025-08-31 | ≥ 2025-09-01 | reversed"],
        ),
        (
            r#"starts_at = "11:30""#,
            "starts_at = 11:30:00",
            &[r#"32:13 activities[0].starts_at | 11:30:00 | "00:00" – "23:59" | wrong_type {"expected":"time"}"#],
        ),
        (
            r#"starts_at = "11:30""#,
            r#"starts_at = "11h30""#,
            &[
                r#"32:13 activities[0].starts_at | "11h30" | "00:00" – "23:59" | malformed {"did_you_mean":"11:30","expected":"time"}"#,
            ],
        ),
        (
            r#"starts_at = "16:30""#,
            r#"starts_at = "9:05""#,
            &[
                r#"41:13 activities[1].starts_at | "9:05" | "00:00" – "23:59" | malformed {"did_you_mean":"09:05","expected":"time"}"#,
            ],
        ),
        (
            r#"starts_at = "11:30""#,
            r#"starts_at = "24:00""#,
            &[
                r#"32:13 activities[0].starts_at | "24:00" | "00:00" – "23:59" | malformed {"did_you_mean":"23:59","expected":"time"}"#,
            ],
        ),
        (
            r#"starts_at = "11:30""#,
            r#"starts_at = "11:30:00""#,
            &[r#"32:13 activities[0].starts_at | "11:30:00" | "00:00" – "23:59" | malformed {"expected":"time"}"#],
        ),
        (
            r#"ends_at = "13:30""#,
            r#"ends_at = "11:30""#,
            &[r#"33:11 activities[0].ends_at | "11:30" | > "11:30" | reversed"#],
        ),
        (
            "",
            r#"[[calendar.exceptions]]
from = 2026-05-17
to = 2026-05-14
label = "Pont"
effect = "closed"
"#,
            &["48:6 calendar.exceptions[0].to | 2026-05-14 | ≥ 2026-05-17 | reversed"],
        ),
    ]);
}

/// As people write times and amounts in French, no-break spaces included.
#[test]
fn times_and_amounts_as_people_write_them() {
    let time = |text: &str, better: &str| {
        let expected = format!(
            r#"32:13 activities[0].starts_at | "{text}" | "00:00" – "23:59" | malformed {{"did_you_mean":"{better}","expected":"time"}}"#
        );
        let written = format!("starts_at = \"{text}\"");
        assert_slips(&[(r#"starts_at = "11:30""#, &written, &[&expected])]);
    };
    for (text, better) in [
        ("7:20", "07:20"),
        ("11 h 00", "11:00"),
        ("11\u{a0}h\u{a0}00", "11:00"),
        ("11h", "11:00"),
        ("10.30", "10:30"),
    ] {
        time(text, better);
    }
    let amount = |text: &str| {
        let expected = format!(
            r#"35:35 activities[0].price.amount | "{text}" | "0.00" – "9999.99" | malformed {{"did_you_mean":"7.00","expected":"amount"}}"#
        );
        let written = format!("amount = \"{text}\"");
        assert_slips(&[(r#"amount = "3.50""#, &written, &[&expected])]);
    };
    for text in ["7,00", "7,00 €", "7.00€", "7,00\u{a0}€"] {
        amount(text);
    }
}
