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
