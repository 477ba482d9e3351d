//! Texts, codes and the words of closed lists.

use crate::rulebook::village::{VILLAGE, assert_slips, mistakes};

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
            &[r#"3:8 town.slug | "" | a–z 0–9 - (1 – 40) | malformed {"expected":"code"}"#],
        ),
        (
            r#"insee = "2A004""#,
            r#"insee = "2a004""#,
            &[r#"5:9 town.insee | "2a004" | "00000", "2A000", "2B000" | malformed {"expected":"insee"}"#],
        ),
        (
            r#"insee = "2A004""#,
            r#"insee = "91 405""#,
            &[r#"5:9 town.insee | "91 405" | "00000", "2A000", "2B000" | malformed {"expected":"insee"}"#],
        ),
        (
            r#"insee = "2A004""#,
            r#"insee = "914051""#,
            &[r#"5:9 town.insee | "914051" | "00000", "2A000", "2B000" | malformed {"expected":"insee"}"#],
        ),
        (
            r#"email = "mairie@village.example""#,
            r#"email = "mairie.village.example""#,
            &[r#"13:9 contacts[0].email | "mairie.village.example" | "…@…" | malformed {"expected":"email"}"#],
        ),
        (
            r#"email = "mairie@village.example""#,
            r#"email = "la mairie@village.example""#,
            &[r#"13:9 contacts[0].email | "la mairie@village.example" | "…@…" | malformed {"expected":"email"}"#],
        ),
        (
            "[deadlines.veille]",
            r#"[deadlines."La Veille"]"#,
            &[
                r#"24:12 deadlines.La Veille | "La Veille" | a–z 0–9 - (1 – 40) | malformed {"did_you_mean":"la-veille","expected":"code"}"#,
                r#"36:22 activities[0].deadlines.book | "veille" | La Veille | unknown_reference {"noun":"deadline"}"#,
                r#"36:41 activities[0].deadlines.cancel | "veille" | La Veille | unknown_reference {"noun":"deadline"}"#,
                r#"45:22 activities[1].deadlines.book | "veille" | La Veille | unknown_reference {"noun":"deadline"}"#,
                r#"45:41 activities[1].deadlines.cancel | "veille" | La Veille | unknown_reference {"noun":"deadline"}"#,
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
            &[r#"7:12 town.language | "français" | fr, en | unknown_value"#],
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
                r#"35:18 activities[0].price.form | "flt" | flat, bands, linear, units, times, annual, monthly, terms, reduced, cases | unknown_value {"did_you_mean":"flat"}"#,
            ],
        ),
        (
            r#"form = "days_before""#,
            r#"form = "day_before""#,
            &[
                r#"25:8 deadlines.veille.form | "day_before" | week_table, days_before, hours_before, open_days_before, clear_days, month_window, dated, never | unknown_value {"did_you_mean":"days_before"}"#,
            ],
        ),
        (
            r#"ends_at = "13:30""#,
            r#"ends_at = "13:30"
days = { season = "summer", weekdays = ["Monday"] }"#,
            &[
                r#"34:19 activities[0].days.season | "summer" | school_time, school_holidays, all_year | unknown_value"#,
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
            &[
                r#"18:8 schools[1].code | "bourg" |  | duplicate_code {"first_line":15,"noun":"school"}"#,
                r#"31:21 activities[0].schools[1] | "hameau" | bourg | unknown_reference {"noun":"school"}"#,
                r#"40:21 activities[1].schools[1] | "hameau" | bourg | unknown_reference {"noun":"school"}"#,
            ],
        ),
        (
            r#"code = "soir""#,
            r#"code = "midi""#,
            &[r#"38:8 activities[1].code | "midi" |  | duplicate_code {"first_line":29,"noun":"activity"}"#],
        ),
        (
            r#"schools = ["bourg", "hameau"]
starts_at = "11:30""#,
            r#"schools = ["bourgg", "hameau", "hameau"]
starts_at = "11:30""#,
            &[
                r#"31:12 activities[0].schools[0] | "bourgg" | bourg, hameau | unknown_reference {"did_you_mean":"bourg","noun":"school"}"#,
                r#"31:32 activities[0].schools[2] | "hameau" |  | repeated {"first_line":31}"#,
            ],
        ),
        (
            r#"schools = ["bourg", "hameau"]
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
                r#"36:41 activities[0].deadlines.cancel | "lendemain" | veille | unknown_reference {"noun":"deadline"}"#,
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
                r#"50:12 calendar.exceptions[0].schools[0] | "ecole" | bourg, hameau | unknown_reference {"noun":"school"}"#,
            ],
        ),
    ]);
}

/// What points at a code that is not one is right, or wrong in the same way: the code itself is told of.
#[test]
fn a_code_in_another_form_is_told_once() {
    for named in ["midi", "Midi"] {
        let linked = VILLAGE.replace(r#"code = "midi""#, r#"code = "Midi""#);
        let linked = format!("{linked}[[links]]\nactivity = \"soir\"\ntakes = \"{named}\"\n");
        assert_eq!(
            mistakes(&linked),
            [
                r#"29:8 activities[0].code | "Midi" | a–z 0–9 - (1 – 40) | malformed {"did_you_mean":"midi","expected":"code"}"#
            ],
            "{named}"
        );
    }
}

#[test]
fn words_that_are_meant() {
    assert_slips(&[
        (
            r#"school_zone = "B""#,
            r#"school_zone = "b""#,
            &[r#"21:15 calendar.school_zone | "b" | A, B, C | unknown_value {"did_you_mean":"B"}"#],
        ),
        (
            r#"zone = "Europe/Paris""#,
            r#"zone = "Paris""#,
            &[
                r#"6:8 town.zone | "Paris" | Europe/Paris, Indian/Reunion, America/Guadeloupe … | unknown_value {"did_you_mean":"Europe/Paris"}"#,
            ],
        ),
        (
            r#"zone = "Europe/Paris""#,
            r#"zone = "La Réunion""#,
            &[
                r#"6:8 town.zone | "La Réunion" | Europe/Paris, Indian/Reunion, America/Guadeloupe … | unknown_value {"did_you_mean":"Indian/Reunion"}"#,
            ],
        ),
        (
            "capacity = 40",
            "capacity = 40\ndays = { season = \"holidays\" }",
            &[
                r#"35:19 activities[0].days.season | "holidays" | school_time, school_holidays, all_year | unknown_value {"did_you_mean":"school_holidays"}"#,
            ],
        ),
        (
            "",
            "[[links]]\nactivity = \"soir\"\nrequires = \"midi\"\n",
            &[
                r#"46:1 links[0].takes |  | takes, excludes | missing_key {"key":"takes"}"#,
                r#"48:1 links[0].requires | requires | activity, takes, excludes, unless | unknown_key {"did_you_mean":"takes"}"#,
            ],
        ),
        (
            "days = 1\nat = \"09:00\"",
            "days = 1\nat = \"24:00\"",
            &[
                r#"27:6 deadlines.veille.at | "24:00" | "00:00" – "23:59" | malformed {"did_you_mean":"days = 0, at = \"00:00\"","expected":"time"}"#,
            ],
        ),
        (
            "days = 1\nat = \"09:00\"",
            "days = 0\nat = \"24:00\"",
            &[
                r#"27:6 deadlines.veille.at | "24:00" | "00:00" – "23:59" | malformed {"did_you_mean":"23:59","expected":"time"}"#,
            ],
        ),
    ]);
}
