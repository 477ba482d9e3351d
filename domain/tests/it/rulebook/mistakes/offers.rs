//! Who an activity is for, and how its places are given.

use crate::rulebook::village::assert_slips;

const CAPACITY: &str = "capacity = 40";

#[test]
fn earliest_exits() {
    assert_slips(&[
        (
            CAPACITY,
            r#"capacity = 40
earliest_exit = "11:29""#,
            &[r#"35:17 activities[0].earliest_exit | "11:29" | "11:30" – "13:30" | out_of_range"#],
        ),
        (
            CAPACITY,
            r#"capacity = 40
earliest_exit = "13:31""#,
            &[r#"35:17 activities[0].earliest_exit | "13:31" | "11:30" – "13:30" | out_of_range"#],
        ),
        (
            CAPACITY,
            r#"capacity = 40
earliest_exit = "12""#,
            &[r#"35:17 activities[0].earliest_exit | "12" | "00:00" – "23:59" | malformed {"expected":"time"}"#],
        ),
    ]);
}

#[test]
fn whom_it_is_kept_for() {
    assert_slips(&[
        (
            CAPACITY,
            "capacity = 40\nonly = {}",
            &[
                r#"35:8 activities[0].only.schools |  | schools, levels, class_from, class_to, child, residence, regime, frequency, rank_from, rank_to, children_from, children_to, siblings_there_from, siblings_there_to, quotient_from, quotient_to | missing_key {"key":"schools"}"#,
            ],
        ),
        (
            CAPACITY,
            "capacity = 40\nonly = { residence = [\"resident\"], siblings_there_from = 1 }",
            &[
                r#"35:36 activities[0].only.siblings_there_from | siblings_there_from |  | conflicting_key {"with":"only"}"#,
            ],
        ),
        (
            CAPACITY,
            "capacity = 40\nonly = { residence = [\"commune\"] }",
            &[r#"35:23 activities[0].only.residence[0] | "commune" | resident, partner, outside | unknown_value"#],
        ),
        (
            CAPACITY,
            "capacity = 40\nonly = \"resident\"",
            &[r#"35:8 activities[0].only | "resident" | { … } | wrong_type {"expected":"table"}"#],
        ),
    ]);
}

#[test]
fn ages() {
    assert_slips(&[
        (
            CAPACITY,
            "capacity = 40\nages = {}",
            &[r#"35:8 activities[0].ages.from |  | from, to | missing_key {"key":"from"}"#],
        ),
        (
            CAPACITY,
            "capacity = 40\nages = { from = 6, to = 3 }",
            &["35:25 activities[0].ages.to | 3 | ≥ 6 | reversed"],
        ),
        (
            CAPACITY,
            "capacity = 40\nages = { from = -1, to = 26 }",
            &[
                "35:17 activities[0].ages.from | -1 | 0 – 25 | out_of_range",
                "35:26 activities[0].ages.to | 26 | 0 – 25 | out_of_range",
            ],
        ),
        (
            CAPACITY,
            "capacity = 40\nages = { min = 3 }",
            &[
                r#"35:8 activities[0].ages.from |  | from, to | missing_key {"key":"from"}"#,
                "35:10 activities[0].ages.min | min | from, to | unknown_key",
            ],
        ),
        (
            CAPACITY,
            "capacity = 40\nages = [3, 6]",
            &[r#"35:8 activities[0].ages | [3, 6] | { … } | wrong_type {"expected":"table"}"#],
        ),
    ]);
}

#[test]
fn classes() {
    const CLASSES: &str = "tps, ps, ms, gs, cp, ce1, ce2, cm1, cm2, 6e, 5e, 4e, 3e";
    let meaning = |column: usize, key: &str, found: &str, better: &str| {
        let advice = format!(r#"{{"did_you_mean":"{better}"}}"#);
        format!("35:{column} activities[0].classes.{key} | \"{found}\" | {CLASSES} | unknown_value {advice}")
    };
    let slip = |classes: &str, told: &[&str]| {
        assert_slips(&[(CAPACITY, &format!("capacity = 40\nclasses = {classes}"), told)]);
    };
    slip(
        "{}",
        &[r#"35:11 activities[0].classes.from |  | from, to | missing_key {"key":"from"}"#],
    );
    slip(
        r#"{ from = "cm2", to = "ce1" }"#,
        &[r#"35:32 activities[0].classes.to | "ce1" | ≥ cm2 | reversed"#],
    );
    slip(
        r#"{ from = "3e", to = "6e" }"#,
        &[r#"35:31 activities[0].classes.to | "6e" | ≥ 3e | reversed"#],
    );
    for (found, better) in [
        ("CE1", "ce1"),
        ("CP", "cp"),
        ("Gs", "gs"),
        ("CE 1", "ce1"),
        ("ce3", "ce1"),
        ("6ème", "6e"),
        ("6EME", "6e"),
        ("5è", "5e"),
        ("quatrième", "4e"),
        ("Troisième", "3e"),
        ("petite section", "ps"),
        ("Toute petite section", "tps"),
        ("moyenne-section", "ms"),
        ("grande section", "gs"),
        ("cours préparatoire", "cp"),
    ] {
        slip(
            &format!(r#"{{ from = "{found}" }}"#),
            &[&meaning(20, "from", found, better)],
        );
    }
    slip(
        r#"{ to = "terminale" }"#,
        &[&format!(
            r#"35:18 activities[0].classes.to | "terminale" | {CLASSES} | unknown_value"#
        )],
    );
    slip(
        "{ from = 6 }",
        &[r#"35:20 activities[0].classes.from | 6 | "…" | wrong_type {"expected":"text"}"#],
    );
    slip(
        r#"["ce1", "ce2"]"#,
        &[r#"35:11 activities[0].classes | ["ce1", "ce2"] | { … } | wrong_type {"expected":"table"}"#],
    );
    slip(
        r#"{ de = "ce1" }"#,
        &[
            r#"35:11 activities[0].classes.from |  | from, to | missing_key {"key":"from"}"#,
            r#"35:13 activities[0].classes.de | de | from, to | unknown_key {"did_you_mean":"from"}"#,
        ],
    );
}

#[test]
fn documents() {
    let many: Vec<String> = (1..=21).map(|nth| format!("\"{nth}\"")).collect();
    let too_many = format!(
        "capacity = 40\nneeds_complete_file = true\ndocuments = [{}]",
        many.join(",")
    );
    assert_slips(&[
        (
            CAPACITY,
            "capacity = 40\nneeds_complete_file = true\ndocuments = []",
            &["36:13 activities[0].documents | [] |  | empty"],
        ),
        (
            CAPACITY,
            &too_many,
            &[
                r#"36:13 activities[0].documents | ["1","2","3","4","5","6","7","8","9","10","11","12","13","14… | ≤ 20 | out_of_range"#,
            ],
        ),
        (
            CAPACITY,
            r#"capacity = 40
needs_complete_file = true
documents = ["Assurance", "  ", "assurance", 3]"#,
            &[
                r#"36:27 activities[0].documents[1] | "  " | "…" | empty"#,
                r#"36:33 activities[0].documents[2] | "assurance" |  | repeated {"first_line":36}"#,
                r#"36:46 activities[0].documents[3] | 3 | "…" | wrong_type {"expected":"text"}"#,
            ],
        ),
        (
            CAPACITY,
            "capacity = 40\ndocuments = [\"Assurance\"]",
            &[
                r#"28:1 activities[0].needs_complete_file |  | needs_complete_file = true | missing_key {"key":"needs_complete_file"}"#,
            ],
        ),
        (
            CAPACITY,
            "capacity = 40\ndocuments = [\"Assurance\"]\nneeds_complete_file = false",
            &[
                r#"35:1 activities[0].documents | documents |  | conflicting_key {"with":"needs_complete_file = false"}"#,
            ],
        ),
        (
            CAPACITY,
            "capacity = 40\ndocuments = \"Assurance\"\nneeds_complete_file = true",
            &[r#"35:13 activities[0].documents | "Assurance" | [ … ] | wrong_type {"expected":"list"}"#],
        ),
    ]);
}

#[test]
fn periods() {
    assert_slips(&[
        (
            CAPACITY,
            "capacity = 40\nperiod = {}",
            &[
                r#"35:10 activities[0].period.from |  | from | missing_key {"key":"from"}"#,
                r#"35:10 activities[0].period.to |  | to | missing_key {"key":"to"}"#,
            ],
        ),
        (
            CAPACITY,
            "capacity = 40\nperiod = { from = 2026-03-01, to = 2026-02-28 }",
            &["35:36 activities[0].period.to | 2026-02-28 | ≥ 2026-03-01 | reversed"],
        ),
        (
            CAPACITY,
            r#"capacity = 40
period = { from = "2026-03-01", until = 2026-04-01 }"#,
            &[
                r#"35:10 activities[0].period.to |  | to | missing_key {"key":"to"}"#,
                r#"35:19 activities[0].period.from | "2026-03-01" | YYYY-MM-DD | wrong_type {"expected":"date"}"#,
                "35:33 activities[0].period.until | until | from, to | unknown_key",
            ],
        ),
    ]);
}

#[test]
fn approvals_and_waiting_lists() {
    assert_slips(&[
        (
            CAPACITY,
            "capacity = 40\napproval = []",
            &["35:12 activities[0].approval | [] |  | empty"],
        ),
        (
            CAPACITY,
            r#"capacity = 40
approval = ["book", "cancel", "book"]"#,
            &[r#"35:31 activities[0].approval[2] | "book" |  | repeated {"first_line":35}"#],
        ),
        (
            CAPACITY,
            r#"capacity = 40
approval = ["booking"]"#,
            &[r#"35:13 activities[0].approval[0] | "booking" | book, cancel | unknown_value"#],
        ),
        (
            CAPACITY,
            r#"capacity = 40
approval = "book""#,
            &[r#"35:12 activities[0].approval | "book" | [ … ] | wrong_type {"expected":"list"}"#],
        ),
        (
            CAPACITY,
            "capacity = 40\nwaiting_list = {}",
            &[r#"35:16 activities[0].waiting_list.offer_hours |  | offer_hours | missing_key {"key":"offer_hours"}"#],
        ),
        (
            CAPACITY,
            "capacity = 40\nwaiting_list = { offer_hours = 337 }",
            &["35:32 activities[0].waiting_list.offer_hours | 337 | 1 – 336 | out_of_range"],
        ),
        (
            CAPACITY,
            "capacity = 40\nwaiting_list = true",
            &[r#"35:16 activities[0].waiting_list | true | { … } | wrong_type {"expected":"table"}"#],
        ),
    ]);
}
