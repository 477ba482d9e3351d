//! Deadlines, and what they are for.

use crate::rulebook::village::assert_slips;

const DAYS: &str = r#"form = "days_before"
days = 1
at = "09:00""#;

#[test]
fn week_tables() {
    assert_slips(&[
        (
            DAYS,
            r#"form = "week_table""#,
            &[
                r#"24:1 deadlines.veille.weekday |  | weekday | missing_key {"key":"weekday"}"#,
                r#"24:1 deadlines.veille.at |  | at | missing_key {"key":"at"}"#,
                r#"24:1 deadlines.veille.weeks_before |  | weeks_before | missing_key {"key":"weeks_before"}"#,
            ],
        ),
        (
            DAYS,
            r#"form = "week_table"
weekday = "thursday"
at = "10:00"
weeks_before = 53"#,
            &["28:16 deadlines.veille.weeks_before | 53 | 0 – 52 | out_of_range"],
        ),
        (
            DAYS,
            r#"form = "week_table"
rows = {}"#,
            &[
                "26:8 deadlines.veille.rows | {} | monday, tuesday, wednesday, thursday, friday, saturday, sunday | empty",
            ],
        ),
        (
            DAYS,
            r#"form = "week_table"
weekday = "thursday"
when_public_holiday = "skip"
[deadlines.veille.rows]
monday = { weekday = "friday", at = "10:00", weeks_before = 1 }
thursday = { weekday = "tuesday", at = "10:00" }
lundi = {}"#,
            &[
                r#"26:1 deadlines.veille.weekday | weekday |  | conflicting_key {"with":"rows"}"#,
                r#"27:23 deadlines.veille.when_public_holiday | "skip" | keep, previous_working_day | unknown_value"#,
                r#"30:12 deadlines.veille.rows.thursday.weeks_before |  | weeks_before | missing_key {"key":"weeks_before"}"#,
                "31:1 deadlines.veille.rows.lundi | lundi | monday, tuesday, wednesday, thursday, friday, saturday, sunday | unknown_key {\"did_you_mean\":\"monday\"}",
            ],
        ),
    ]);
}

#[test]
fn other_forms() {
    assert_slips(&[
        (
            DAYS,
            r#"form = "days_before"
days = 367
at = "09:00"
hours = 2"#,
            &[
                "26:8 deadlines.veille.days | 367 | 0 – 366 | out_of_range",
                "28:1 deadlines.veille.hours | hours | form, days, at, when_public_holiday, when_weekend, on_holiday | unknown_key",
            ],
        ),
        (
            DAYS,
            r#"form = "hours_before""#,
            &[r#"24:1 deadlines.veille.hours |  | hours | missing_key {"key":"hours"}"#],
        ),
        (
            DAYS,
            r#"form = "open_days_before"
days = 0
at = "09:00""#,
            &["26:8 deadlines.veille.days | 0 | 1 – 366 | out_of_range"],
        ),
        (
            DAYS,
            r#"form = "clear_days"
days = "cinq""#,
            &[r#"26:8 deadlines.veille.days | "cinq" | 0, 1, 2 … | wrong_type {"expected":"whole_number"}"#],
        ),
        (
            DAYS,
            r#"form = "month_window"
months_before = 13
from_day = 20
to_day = 5"#,
            &[
                "26:17 deadlines.veille.months_before | 13 | 0 – 12 | out_of_range",
                "28:10 deadlines.veille.to_day | 5 | ≥ 20 | reversed",
            ],
        ),
        (
            DAYS,
            r#"form = "month_window"
months_before = 1
to_day = 32"#,
            &["27:10 deadlines.veille.to_day | 32 | 1 – 31 | out_of_range"],
        ),
        (
            DAYS,
            r#"form = "dated"
periods = []"#,
            &["26:11 deadlines.veille.periods | [] |  | empty"],
        ),
        (
            DAYS,
            r#"form = "dated"
[[deadlines.veille.periods]]
from = 2026-02-21
to = 2026-03-08
closes_on = 2026-02-22
closes_at = "12:00"
[[deadlines.veille.periods]]
from = 2026-03-08
to = 2026-03-01
closes_on = 2026-02-01
closes_at = "12:00""#,
            &[
                "29:13 deadlines.veille.periods[0].closes_on | 2026-02-22 | ≤ 2026-02-21 | closes_after_session",
                r#"31:1 deadlines.veille.periods[1] | [[deadlines.veille.periods]] |  | period_overlap {"first_line":26}"#,
                "33:6 deadlines.veille.periods[1].to | 2026-03-01 | ≥ 2026-03-08 | reversed",
            ],
        ),
    ]);
}

#[test]
fn deadlines_that_cannot_be_kept() {
    assert_slips(&[
        (
            DAYS,
            r#"form = "days_before"
days = 0
at = "16:00""#,
            &[
                r#"36:22 activities[0].deadlines.book | "veille" | ≤ monday, thursday 13:30 | closes_after_session"#,
                r#"36:41 activities[0].deadlines.cancel | "veille" | ≤ monday, thursday 13:30 | closes_after_session"#,
            ],
        ),
        (
            DAYS,
            r#"form = "dated"
other_days = "closed"
periods = [{ from = 2026-02-23, to = 2026-03-06, closes_on = 2026-02-23, closes_at = "14:00" }]"#,
            &[
                r#"36:22 activities[0].deadlines.book | "veille" | ≤ monday 13:30 | closes_after_session"#,
                r#"36:41 activities[0].deadlines.cancel | "veille" | ≤ monday 13:30 | closes_after_session"#,
            ],
        ),
        (
            DAYS,
            r#"form = "week_table"
weekday = "tuesday"
at = "10:00"
weeks_before = 0"#,
            &[
                r#"37:22 activities[0].deadlines.book | "veille" | ≤ monday 13:30 | closes_after_session"#,
                r#"37:41 activities[0].deadlines.cancel | "veille" | ≤ monday 13:30 | closes_after_session"#,
                r#"46:22 activities[1].deadlines.book | "veille" | ≤ monday 18:30 | closes_after_session"#,
                r#"46:41 activities[1].deadlines.cancel | "veille" | ≤ monday 18:30 | closes_after_session"#,
            ],
        ),
        (
            DAYS,
            r#"form = "week_table"
rows = { monday = { weekday = "friday", at = "10:00", weeks_before = 1 } }"#,
            &[
                r#"35:22 activities[0].deadlines.book | "veille" | thursday | no_closing"#,
                r#"35:41 activities[0].deadlines.cancel | "veille" | thursday | no_closing"#,
                r#"44:22 activities[1].deadlines.book | "veille" | thursday | no_closing"#,
                r#"44:41 activities[1].deadlines.cancel | "veille" | thursday | no_closing"#,
            ],
        ),
    ]);
}

/// A `dated` period or a month that opens in vain.
#[test]
fn openings() {
    let dated = |more: &str| {
        format!(
            "{DATED}[[deadlines.veille.periods]]\nfrom = 2025-09-01\nto = 2026-08-31\ncloses_on = 2025-08-20\ncloses_at = \"12:00\"\n{more}"
        )
    };
    for (instead, expected) in [
        (
            dated("opens_on = 2025-08-21"),
            &["32:12 deadlines.veille.periods[0].opens_on | 2025-08-21 | ≤ 2025-08-20 | reversed"][..],
        ),
        (
            dated("opens_on = 2025-08-20\nopens_at = \"12:00\""),
            &[r#"33:12 deadlines.veille.periods[0].opens_at | "12:00" | < "12:00" | reversed"#],
        ),
        (
            dated("opens_at = \"08:00\""),
            &[r#"27:1 deadlines.veille.periods[0].opens_on |  | opens_on | missing_key {"key":"opens_on"}"#],
        ),
        (
            "form = \"month_window\"\nmonths_before = 1\nto_day = 20\nopens_at = \"8h30\"".to_owned(),
            &[r#"24:1 deadlines.veille.from_day |  | from_day | missing_key {"key":"from_day"}"#, r#"28:12 deadlines.veille.opens_at | "8h30" | "00:00" – "23:59" | malformed {"did_you_mean":"08:30","expected":"time"}"#],
        ),
        (
            "form = \"month_window\"\nmonths_before = 1\nfrom_day = 5\nto_day = 5\nat = \"08:00\"\nopens_at = \"08:00\"".to_owned(),
            &[r#"39:22 activities[0].deadlines.book | "veille" |  | never_open"#, r#"48:22 activities[1].deadlines.book | "veille" |  | never_open"#],
        ),
    ] {
        assert_slips(&[(EVE, &instead, expected)]);
    }
}

const EVE: &str = "form = \"days_before\"\ndays = 1\nat = \"09:00\"";
const DATED: &str = "form = \"dated\"\nother_days = \"closed\"\n";
