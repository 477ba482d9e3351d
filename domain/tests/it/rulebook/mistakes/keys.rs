//! Keys, types and numbers.

use crate::rulebook::village::{VILLAGE, assert_slips, mistakes};

#[test]
fn keys() {
    assert_slips(&[
        (
            "format = 1\n",
            "",
            &[r#"1:1 format |  | format | missing_key {"key":"format"}"#],
        ),
        ("format = 1\n", "format = 2\n", &["1:10 format | 2 | 1 | unknown_value"]),
        (
            "format = 1\n",
            r#"format = "1"
"#,
            &[r#"1:10 format | "1" | 0, 1, 2 … | wrong_type {"expected":"whole_number"}"#],
        ),
        (
            r#"slug = "village""#,
            r#"slugg = "village""#,
            &[
                r#"2:1 town.slug |  | slug | missing_key {"key":"slug"}"#,
                r#"3:1 town.slugg | slugg | slug, name, insee, zone, language | unknown_key {"did_you_mean":"slug"}"#,
            ],
        ),
        (
            r#"language = "fr""#,
            r#"language = "fr"
mayor = "Mme Martin""#,
            &["8:1 town.mayor | mayor | slug, name, insee, zone, language | unknown_key"],
        ),
        (
            r#"[rule_book]
title = "Règlement"
valid_from = 2025-09-01
"#,
            "",
            &[r#"1:1 rule_book |  | rule_book | missing_key {"key":"rule_book"}"#],
        ),
        (
            r#"[[contacts]]
name = "Mairie"
email = "mairie@village.example""#,
            r#"[contacts]
name = "Mairie""#,
            &[r#"11:1 contacts | [contacts] | [[contacts]] | wrong_type {"expected":"list"}"#],
        ),
        (
            r#"code = "midi"
name = "Cantine"
"#,
            "",
            &[
                r#"28:1 activities[0].code |  | code | missing_key {"key":"code"}"#,
                r#"28:1 activities[0].name |  | name | missing_key {"key":"name"}"#,
            ],
        ),
        (
            "capacity = 40",
            "capacty = 40",
            &[
                r#"28:1 activities[0].capacity |  | capacity | missing_key {"key":"capacity"}"#,
                r#"34:1 activities[0].capacty | capacty | code, name, schools, starts_at, ends_at, days, capacity, shows_places, price, shares, deadlines, attendance, earliest_exit, ages, classes, only, period, approval, waiting_list, paid, needs_complete_file, documents, place | unknown_key {"did_you_mean":"capacity"}"#,
            ],
        ),
    ]);
}

#[test]
fn numbers() {
    assert_slips(&[
        (
            "capacity = 40",
            "capacity = -1",
            &["34:12 activities[0].capacity | -1 | 0 – 100000 | out_of_range"],
        ),
        (
            "capacity = 40",
            "capacity = 100001",
            &["34:12 activities[0].capacity | 100001 | 0 – 100000 | out_of_range"],
        ),
        (
            "capacity = 40",
            "capacity = 99999999999999999999",
            &["34:12 activities[0].capacity | 99999999999999999999 | 0 – 100000 | out_of_range"],
        ),
    ]);
}

#[test]
fn types() {
    assert_slips(&[
        (
            r#"name = "Le Village""#,
            "name = 91405",
            &[r#"4:8 town.name | 91405 | "…" | wrong_type {"expected":"text"}"#],
        ),
        (
            r#"name = "Le Village""#,
            r#"name = ["Le", "Village"]"#,
            &[r#"4:8 town.name | ["Le", "Village"] | "…" | wrong_type {"expected":"text"}"#],
        ),
        (
            "capacity = 40",
            r#"capacity = "40""#,
            &[r#"34:12 activities[0].capacity | "40" | 0, 1, 2 … | wrong_type {"expected":"whole_number"}"#],
        ),
        (
            "capacity = 40",
            "capacity = 40.5",
            &[r#"34:12 activities[0].capacity | 40.5 | 0, 1, 2 … | wrong_type {"expected":"whole_number"}"#],
        ),
        (
            "capacity = 40",
            r#"capacity = 40
shows_places = "oui""#,
            &[r#"35:16 activities[0].shows_places | "oui" | true, false | wrong_type {"expected":"boolean"}"#],
        ),
        (
            r#"schools = ["bourg", "hameau"]
starts_at = "11:30""#,
            r#"schools = "bourg"
starts_at = "11:30""#,
            &[r#"31:11 activities[0].schools | "bourg" | [ … ] | wrong_type {"expected":"list"}"#],
        ),
        (
            r#"price = { form = "flat", amount = "3.50" }"#,
            r#"price = "3.50""#,
            &[r#"35:9 activities[0].price | "3.50" | { … } | wrong_type {"expected":"table"}"#],
        ),
        (
            r#"[deadlines.veille]
form = "days_before"
days = 1
at = "09:00""#,
            "[deadlines]\nveille = 1",
            &[r#"25:10 deadlines.veille | 1 | { … } | wrong_type {"expected":"table"}"#],
        ),
    ]);
}

#[test]
fn several_at_once_in_the_order_of_the_file() {
    assert_eq!(
        mistakes(
            &VILLAGE
                .replace(r#"insee = "2A004""#, "insee = 2")
                .replace("[[contacts]]\nname = \"Mairie\"", "[[contacts]]")
                .replace(r#"school_zone = "B""#, r#"school_zone = "E""#)
                .replace("days = 1", r#"days = "1""#)
                .replace("capacity = 40", "capacity = -4")
        ),
        [
            r#"5:9 town.insee | 2 | "00000", "2A000", "2B000" | wrong_type {"expected":"insee"}"#,
            r#"11:1 contacts[0].name |  | name | missing_key {"key":"name"}"#,
            r#"20:15 calendar.school_zone | "E" | A, B, C | unknown_value"#,
            r#"25:8 deadlines.veille.days | "1" | 0, 1, 2 … | wrong_type {"expected":"whole_number"}"#,
            "33:12 activities[0].capacity | -4 | 0 – 100000 | out_of_range",
        ]
    );
}
