//! Keys, types, texts, codes.

use super::village::{VILLAGE, assert_slips, mistakes};

#[test]
fn keys() {
    assert_slips(&[
        (
            "format = 1\n",
            "",
            &[r#"1:1 format |  | format | missing_key {"key":"format"}"#],
        ),
        (
            "format = 1\n",
            "format = 2\n",
            &[r#"1:10 format | 2 | 1 | unknown_value {"did_you_mean":null}"#],
        ),
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
            &[r#"8:1 town.mayor | mayor | slug, name, insee, zone, language | unknown_key {"did_you_mean":null}"#],
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
            &[r#"11:1 contacts | [contacts] | [ … ] | wrong_type {"expected":"list"}"#],
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
                r#"34:1 activities[0].capacty | capacty | code, name, schools, starts_at, ends_at, days, capacity, shows_places, price, deadlines | unknown_key {"did_you_mean":"capacity"}"#,
            ],
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
            r#"schools = ["bourg"]
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
fn texts_and_codes() {
    assert_slips(&[
        (
            r#"name = "Le Village""#,
            r#"name = " ""#,
            &[r#"4:8 town.name | " " | "…" | empty"#],
        ),
        (
            r#"title = "Règlement""#,
            r#"title = "Deux\nlignes""#,
            &[r#"9:9 rule_book.title | "Deux\nlignes" | 1 – 200 | out_of_range"#],
        ),
        (
            r#"slug = "village""#,
            r#"slug = "Le Village""#,
            &[
                r#"3:8 town.slug | "Le Village" | a–z 0–9 - (1 – 40) | malformed {"did_you_mean":"le-village","expected":"code"}"#,
            ],
        ),
        (
            r#"slug = "village""#,
            r#"slug = """#,
            &[r#"3:8 town.slug | "" | a–z 0–9 - (1 – 40) | malformed {"did_you_mean":null,"expected":"code"}"#],
        ),
        (
            r#"insee = "2A004""#,
            r#"insee = "2a004""#,
            &[
                r#"5:9 town.insee | "2a004" | "00000", "2A000", "2B000" | malformed {"did_you_mean":null,"expected":"insee"}"#,
            ],
        ),
        (
            r#"insee = "2A004""#,
            r#"insee = "91 405""#,
            &[
                r#"5:9 town.insee | "91 405" | "00000", "2A000", "2B000" | malformed {"did_you_mean":null,"expected":"insee"}"#,
            ],
        ),
        (
            r#"insee = "2A004""#,
            r#"insee = "914051""#,
            &[
                r#"5:9 town.insee | "914051" | "00000", "2A000", "2B000" | malformed {"did_you_mean":null,"expected":"insee"}"#,
            ],
        ),
        (
            r#"email = "mairie@village.example""#,
            r#"email = "mairie.village.example""#,
            &[
                r#"13:9 contacts[0].email | "mairie.village.example" | "…@…" | malformed {"did_you_mean":null,"expected":"email"}"#,
            ],
        ),
        (
            r#"email = "mairie@village.example""#,
            r#"email = "la mairie@village.example""#,
            &[
                r#"13:9 contacts[0].email | "la mairie@village.example" | "…@…" | malformed {"did_you_mean":null,"expected":"email"}"#,
            ],
        ),
        (
            "[deadlines.veille]",
            r#"[deadlines."La Veille"]"#,
            &[
                r#"24:12 deadlines.La Veille | "La Veille" | a–z 0–9 - (1 – 40) | malformed {"did_you_mean":"la-veille","expected":"code"}"#,
                r#"36:22 activities[0].deadlines.book | "veille" | La Veille | unknown_reference {"did_you_mean":null,"noun":"deadline"}"#,
                r#"36:41 activities[0].deadlines.cancel | "veille" | La Veille | unknown_reference {"did_you_mean":null,"noun":"deadline"}"#,
                r#"45:22 activities[1].deadlines.book | "veille" | La Veille | unknown_reference {"did_you_mean":null,"noun":"deadline"}"#,
                r#"45:41 activities[1].deadlines.cancel | "veille" | La Veille | unknown_reference {"did_you_mean":null,"noun":"deadline"}"#,
            ],
        ),
    ]);
}

#[test]
fn closed_lists() {
    assert_slips(&[
        (
            r#"zone = "Europe/Paris""#,
            r#"zone = "Europe/Pari""#,
            &[
                r#"6:8 town.zone | "Europe/Pari" | Europe/Paris, Indian/Reunion, America/Guadeloupe … | unknown_value {"did_you_mean":"Europe/Paris"}"#,
            ],
        ),
        (
            r#"language = "fr""#,
            r#"language = "français""#,
            &[r#"7:12 town.language | "français" | fr, en | unknown_value {"did_you_mean":null}"#],
        ),
        (
            r#"school_zone = "B""#,
            r#"school_zone = "b""#,
            &[r#"21:15 calendar.school_zone | "b" | A, B, C | unknown_value {"did_you_mean":null}"#],
        ),
        (
            r#"territory = "metropole""#,
            r#"territory = "métropole""#,
            &[
                r#"22:13 calendar.territory | "métropole" | metropole, alsace-moselle, guadeloupe, guyane, martinique, mayotte, reunion, saint-barthelemy, saint-martin | unknown_value {"did_you_mean":"metropole"}"#,
            ],
        ),
        (
            r#""monday", "thursday""#,
            r#""monday", "jeudi", "monday""#,
            &[
                r#"23:30 calendar.school_weekdays[1] | "jeudi" | monday, tuesday, wednesday, thursday, friday, saturday, sunday | unknown_value {"did_you_mean":"thursday"}"#,
                r#"23:39 calendar.school_weekdays[2] | "monday" |  | repeated {"first_line":23}"#,
            ],
        ),
        (
            r#""monday", "thursday""#,
            "",
            &["23:19 calendar.school_weekdays | [] |  | empty"],
        ),
        (
            r#"form = "flat""#,
            r#"form = "flt""#,
            &[
                r#"35:18 activities[0].price.form | "flt" | flat, bands, linear | unknown_value {"did_you_mean":"flat"}"#,
            ],
        ),
        (
            r#"form = "days_before""#,
            r#"form = "day_before""#,
            &[
                r#"25:8 deadlines.veille.form | "day_before" | week_table, days_before, hours_before, open_days_before, clear_days, month_window, dated | unknown_value {"did_you_mean":"days_before"}"#,
            ],
        ),
        (
            r#"ends_at = "13:30""#,
            r#"ends_at = "13:30"
days = { season = "summer", weekdays = ["Monday"] }"#,
            &[
                r#"34:19 activities[0].days.season | "summer" | school_time, school_holidays, all_year | unknown_value {"did_you_mean":null}"#,
                r#"34:41 activities[0].days.weekdays[0] | "Monday" | monday, tuesday, wednesday, thursday, friday, saturday, sunday | unknown_value {"did_you_mean":"monday"}"#,
            ],
        ),
    ]);
}

#[test]
fn codes_that_name_nothing_or_two_things() {
    assert_slips(&[
        (
            r#"code = "hameau""#,
            r#"code = "bourg""#,
            &[r#"18:8 schools[1].code | "bourg" |  | duplicate_code {"first_line":15,"noun":"school"}"#],
        ),
        (
            r#"code = "soir""#,
            r#"code = "midi""#,
            &[r#"38:8 activities[1].code | "midi" |  | duplicate_code {"first_line":29,"noun":"activity"}"#],
        ),
        (
            r#"schools = ["bourg"]
starts_at = "11:30""#,
            r#"schools = ["bourgg", "hameau", "hameau"]
starts_at = "11:30""#,
            &[
                r#"31:12 activities[0].schools[0] | "bourgg" | bourg, hameau | unknown_reference {"did_you_mean":"bourg","noun":"school"}"#,
                r#"31:32 activities[0].schools[2] | "hameau" |  | repeated {"first_line":31}"#,
            ],
        ),
        (
            r#"schools = ["bourg"]
starts_at = "11:30""#,
            r#"schools = []
starts_at = "11:30""#,
            &["31:11 activities[0].schools | [] |  | empty"],
        ),
        (
            r#"deadlines = { book = "veille", cancel = "veille" }
[[activities]]"#,
            r#"deadlines = { book = "vielle", cancel = "lendemain" }
[[activities]]"#,
            &[
                r#"36:22 activities[0].deadlines.book | "vielle" | veille | unknown_reference {"did_you_mean":"veille","noun":"deadline"}"#,
                r#"36:41 activities[0].deadlines.cancel | "lendemain" | veille | unknown_reference {"did_you_mean":null,"noun":"deadline"}"#,
            ],
        ),
        (
            "",
            r#"[[calendar.exceptions]]
from = 2026-05-15
label = "Pont"
effect = "close"
schools = ["ecole"]
"#,
            &[
                r#"49:10 calendar.exceptions[0].effect | "close" | closed, school, holiday | unknown_value {"did_you_mean":"closed"}"#,
                r#"50:12 calendar.exceptions[0].schools[0] | "ecole" | bourg, hameau | unknown_reference {"did_you_mean":null,"noun":"school"}"#,
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
            r#"20:15 calendar.school_zone | "E" | A, B, C | unknown_value {"did_you_mean":null}"#,
            r#"25:8 deadlines.veille.days | "1" | 0, 1, 2 … | wrong_type {"expected":"whole_number"}"#,
            "33:12 activities[0].capacity | -4 | 0 – 100000 | out_of_range",
        ]
    );
}
