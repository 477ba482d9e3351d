//! What can never happen.

use crate::rulebook::village::{assert_slips, book, mistakes, village_with};

const CAPACITY: &str = "capacity = 40";
const VALIDITY: &str = "valid_from = 2025-09-01";
const DEADLINES: &str = r#"deadlines = { book = "veille", cancel = "veille" }"#;
const EVE: &str = "form = \"days_before\"\ndays = 1\nat = \"09:00\"";

#[test]
fn activities_that_never_run() {
    assert_slips(&[
        (
            CAPACITY,
            "capacity = 40\nperiod = { from = 2025-11-01, to = 2025-11-02 }",
            &["35:10 activities[0].period | { from = 2025-11-01, to = 2025-11-02 } | 2025-09-01 – … | never_runs"],
        ),
        (
            CAPACITY,
            r#"capacity = 40
days = { season = "school_holidays", weekdays = ["wednesday"] }
period = { from = 2025-11-03, to = 2025-11-30 }"#,
            &["36:10 activities[0].period | { from = 2025-11-03, to = 2025-11-30 } | 2025-09-01 – … | never_runs"],
        ),
        (
            VALIDITY,
            "valid_from = 2025-11-01\nvalid_to = 2025-11-02",
            &[
                r#"30:8 activities[0].code | "midi" | 2025-11-01 – 2025-11-02 | never_runs"#,
                r#"39:8 activities[1].code | "soir" | 2025-11-01 – 2025-11-02 | never_runs"#,
            ],
        ),
        (
            "",
            "[[calendar.exceptions]]\nfrom = 2025-09-01\nto = 2027-08-31\nlabel = \"Travaux\"\neffect = \"closed\"\n",
            &[
                r#"29:8 activities[0].code | "midi" | 2025-09-01 – … | never_runs"#,
                r#"38:8 activities[1].code | "soir" | 2025-09-01 – … | never_runs"#,
            ],
        ),
    ]);
    // In the days of the first file, only the Wednesday is missing.
    let days = r#"days = { season = "school_time", weekdays = ["wednesday"] }"#;
    let week = village_with(VALIDITY, "valid_from = 2025-09-04\nvalid_to = 2025-09-09");
    let source = week.replacen(CAPACITY, &format!("{CAPACITY}\n{days}"), 1);
    let expected = format!(
        "36:8 activities[0].days | {} | 2025-09-04 – 2025-09-09 | never_runs",
        &days[7..]
    );
    assert_eq!(mistakes(&source), [expected]);
}

/// The days of every school count, in whatever order the file names them.
#[test]
fn late_bookings_of_the_second_school() {
    let late = "[deadlines.tard]\nform = \"days_before\"\ndays = 1\nat = \"10:00\"\n[attendance.a]\nlate = { until = \"tard\" }\n";
    let veille = "form = \"open_days_before\"\ndays = 1\nat = \"10:00\"";
    let hameau = "name = \"École du hameau\"\nweekdays = [\"wednesday\", \"thursday\"]";
    let village = village_with(EVE, veille).replacen("name = \"École du hameau\"", hameau, 1);
    let thursdays =
        format!("{DEADLINES}\nattendance = \"a\"\ndays = {{ season = \"school_time\", weekdays = [\"thursday\"] }}");
    let of = |schools: &str| {
        let activity = village.replacen(DEADLINES, &thursdays, 1);
        activity.replacen("schools = [\"bourg\", \"hameau\"]", schools, 1) + late
    };
    // At the hameau, the open day before a Thursday is the Wednesday; at the bourg it is Monday, and the eve closes later.
    for schools in ["schools = [\"bourg\", \"hameau\"]", "schools = [\"hameau\", \"bourg\"]"] {
        book(&of(schools));
    }
}

#[test]
fn absences_that_cannot_be_reported() {
    let table = "[deadlines.mercredi]\nform = \"week_table\"\nrows = { friday = { weekday = \"thursday\", at = \"10:00\", weeks_before = 0 } }\n";
    let rules = "[attendance.a]\nabsence = { cases = [{ reported_by = \"mercredi\", charge = \"waived\" }] }\n";
    let source = village_with(DEADLINES, &format!("{DEADLINES}\nattendance = \"a\"")) + table + rules;
    assert_eq!(
        mistakes(&source),
        [r#"37:14 activities[0].attendance | "a" |  | never_reported {"deadline":"mercredi"}"#]
    );
}

#[test]
fn times_outside_the_session() {
    let times = |row: &str| {
        let flat = r#"price = { form = "flat", amount = "3.50" }"#;
        format!("price = {{ form = \"times\", rows = [{{ {row}, {flat} }}, {{ {flat} }}] }}")
    };
    let price = r#"price = { form = "flat", amount = "3.50" }"#;
    for outside in ["left_by = \"11:29\"", "arrived_from = \"13:31\""] {
        let found = mistakes(&village_with(price, &times(outside)));
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].ends_with("| 11:30 – 13:30 | outside_session"), "{found:?}");
    }
    for within in ["left_by = \"11:30\"", "arrived_from = \"13:30\""] {
        book(&village_with(price, &times(within)));
    }
}

#[test]
fn deadlines_that_are_never_open() {
    assert_slips(&[
        (
            EVE,
            "form = \"month_window\"\nmonths_before = 1\nfrom_day = 5\nto_day = 5\nat = \"00:00\"",
            &[
                r#"38:22 activities[0].deadlines.book | "veille" |  | never_open"#,
                r#"47:22 activities[1].deadlines.book | "veille" |  | never_open"#,
            ],
        ),
        (
            EVE,
            r#"form = "dated"
periods = [{ from = 2025-10-18, to = 2025-11-02, closes_on = 2025-09-20, closes_at = "12:00" }]"#,
            &[
                r#"35:22 activities[0].deadlines.book | "veille" |  | never_open"#,
                r#"44:22 activities[1].deadlines.book | "veille" |  | never_open"#,
            ],
        ),
        (
            DEADLINES,
            r#"deadlines = { book = "veille", cancel = "veille", modify = "jamais" }
[deadlines.jamais]
form = "month_window"
months_before = 0
from_day = 31
to_day = 31
at = "00:00""#,
            &[r#"36:60 activities[0].deadlines.modify | "jamais" |  | never_open"#],
        ),
    ]);
}

/// Days before the rule book may count for its first deadlines, and days behind it stay where a town shortens it; those of
/// the year before are left over.
#[test]
fn exceptions_of_the_year_before() {
    let with = |from: &str, to: &str| {
        let days = format!("from = {from}\nto = {to}\nlabel = \"Pont\"\neffect = \"closed\"\n");
        let valid = village_with(VALIDITY, "valid_from = 2026-09-01\nvalid_to = 2027-07-03");
        valid + "[[calendar.exceptions]]\n" + &days
    };
    book(&with("2026-02-28", "2026-03-01"));
    book(&with("2027-07-04", "2027-07-04"));
    let source = with("2026-02-27", "2026-02-28");
    let line = source
        .lines()
        .position(|line| line == "[[calendar.exceptions]]")
        .unwrap()
        + 1;
    assert_eq!(
        mistakes(&source),
        [format!(
            "{line}:1 calendar.exceptions[0] | [[calendar.exceptions]] | 2026-09-01 – 2027-07-03 | outside_validity"
        )]
    );
}

/// That what is booked is firm is said of giving back alone.
#[test]
fn what_never_opens_governs_giving_back_alone() {
    let firm = "\n[deadlines.ferme]\nform = \"never\"";
    let with = |deadlines: &str| village_with(DEADLINES, &format!("deadlines = {{ {deadlines} }}{firm}"));
    book(&with(r#"book = "veille", cancel = "ferme""#));
    assert_eq!(
        mistakes(&with(r#"book = "ferme", cancel = "veille""#)),
        [r#"36:22 activities[0].deadlines.book | "ferme" |  | never_open"#]
    );
    assert_eq!(
        mistakes(&with(r#"book = "veille", cancel = "ferme", modify = "ferme""#)),
        [r#"36:59 activities[0].deadlines.modify | "ferme" |  | never_open"#]
    );
}

/// Booking begins on the 1st of the month before; giving back until the 20th of the month before that never can.
#[test]
fn giving_back_that_is_over_before_booking_begins() {
    let month = |name: &str, before: u32, from: &str| {
        format!("[deadlines.{name}]\nform = \"month_window\"\nmonths_before = {before}\n{from}to_day = 20\n")
    };
    let with = |before: u32, from: &str| {
        let deadlines = "deadlines = { book = \"mois\", cancel = \"avant\", modify = \"avant\" }\n";
        let forms = month("mois", 1, "from_day = 1\n") + &month("avant", before, from);
        village_with(DEADLINES, &format!("{deadlines}{forms}"))
    };
    let over = [
        r#"36:39 activities[0].deadlines.cancel | "avant" |  | over_before_booking"#,
        r#"36:57 activities[0].deadlines.modify | "avant" |  | over_before_booking"#,
    ];
    assert_eq!(mistakes(&with(2, "")), over);
    assert_eq!(mistakes(&with(2, "from_day = 5\n")), over);
    book(&with(1, ""));
}

/// A month in which the last day to book is the 20th would book the 5th, too, until its end: after the meal.
#[test]
fn deadlines_after_the_session() {
    let this_month = |until: &str| format!("form = \"month_window\"\nmonths_before = 0\n{until}");
    assert_slips(&[
        (
            EVE,
            &this_month("to_day = 20"),
            &[
                r#"36:22 activities[0].deadlines.book | "veille" | ≤ 2025-09-01 13:30 | closes_after_session"#,
                r#"45:22 activities[1].deadlines.book | "veille" | ≤ 2025-09-01 18:30 | closes_after_session"#,
            ],
        ),
        // Open at all from the 20th on: from then, until the end of the month.
        (
            DEADLINES,
            &format!(
                "deadlines = {{ book = \"veille\", cancel = \"mois\" }}\n[deadlines.mois]\n{}",
                this_month("from_day = 20\nto_day = 31")
            ),
            &[r#"36:41 activities[0].deadlines.cancel | "mois" | ≤ 2025-09-01 13:30 | closes_after_session"#],
        ),
        (
            DEADLINES,
            &format!(
                "period = {{ from = 2025-10-06, to = 2025-10-06 }}\ndeadlines = {{ book = \"mois\", cancel = \"veille\" }}\n[deadlines.mois]\n{}",
                this_month("to_day = 6\nat = \"13:31\"")
            ),
            &[r#"37:22 activities[0].deadlines.book | "mois" | ≤ 2025-10-06 13:30 | closes_after_session"#],
        ),
    ]);
    // The end itself is not after it.
    let sharp = village_with(
        DEADLINES,
        &format!(
            "period = {{ from = 2025-10-06, to = 2025-10-09 }}\ndeadlines = {{ book = \"mois\", cancel = \"veille\" }}\n[deadlines.mois]\n{}",
            this_month("to_day = 6\nat = \"13:30\"")
        ),
    );
    book(&sharp);
}

/// A town that gives the closing of the autumn holidays alone has forgotten those of the other ones.
#[test]
fn days_that_no_period_names() {
    let holidays = |weekdays: &str, deadline: &str| {
        let days = format!("capacity = 40\ndays = {{ season = \"school_holidays\", weekdays = [{weekdays}] }}");
        let source = village_with(VALIDITY, "valid_from = 2025-09-01\nvalid_to = 2026-07-03");
        let source = source.replacen(CAPACITY, &days, 1);
        source.replacen(
            DEADLINES,
            &format!("deadlines = {{ book = \"vacances\", cancel = \"veille\" }}\n[deadlines.vacances]\n{deadline}"),
            1,
        )
    };
    let autumn = "{ from = 2025-10-18, to = 2025-11-02, closes_on = 2025-09-20, closes_at = \"12:00\" }";
    let spring = "{ from = 2026-04-10, to = 2026-04-14, closes_on = 2026-03-20, closes_at = \"12:00\" }";
    let some = format!("form = \"dated\"\nperiods = [{autumn}, {spring}]");
    assert_eq!(
        mistakes(&holidays("\"monday\", \"tuesday\"", &some)),
        [
            r#"38:22 activities[0].deadlines.book | "vacances" | 2025-12-22 – 2026-02-24, 2026-04-20 – 2026-04-21 | no_closing"#
        ]
    );
    book(&holidays(
        "\"monday\", \"tuesday\"",
        &format!("{some}\nother_days = \"closed\""),
    ));
    assert_eq!(
        mistakes(&holidays("\"monday\"", &format!("{some}\nother_days = \"open\""))),
        [r#"42:14 deadlines.vacances.other_days | "open" | closed | unknown_value"#]
    );
}

#[test]
fn late_bookings_that_are_never_taken() {
    let until = |form: &str, waits: &str| {
        format!(
            "{DEADLINES}\nattendance = \"a\"\n[deadlines.tard]\n{form}\n[attendance.a]\nlate = {{ until = \"tard\"{waits} }}"
        )
    };
    let told: &[&str] = &[r#"37:14 activities[0].attendance | "a" |  | never_late {"deadline":"tard"}"#];
    let two_days = "form = \"days_before\"\ndays = 2\nat = \"09:00\"";
    assert_slips(&[
        (DEADLINES, &until(two_days, ""), told),
        (DEADLINES, &until(two_days, ", waiting_list = true"), told),
        // The same instant is no later.
        (DEADLINES, &until(EVE, ""), told),
        // It says nothing of the days of the activity.
        (
            DEADLINES,
            &until(
                "form = \"week_table\"\nrows = { sunday = { weekday = \"sunday\", at = \"10:00\", weeks_before = 0 } }",
                "",
            ),
            told,
        ),
    ]);
    let later = "form = \"days_before\"\ndays = 1\nat = \"09:01\"";
    book(&village_with(DEADLINES, &until(later, "")));
}

/// Of what the published calendar does not tell, nothing is said; nor where it happens at least once.
#[test]
fn what_may_happen_is_left_alone() {
    for (passage, instead) in [
        // Years before and after the published calendars.
        (VALIDITY, "valid_from = 2010-09-01\nvalid_to = 2011-07-01"),
        (VALIDITY, "valid_from = 2040-09-01"),
        (
            CAPACITY,
            "capacity = 40\nperiod = { from = 2031-07-01, to = 2031-07-02 }",
        ),
        // A year beyond the days that are looked through.
        (
            CAPACITY,
            "capacity = 40\nperiod = { from = 2027-05-10, to = 2027-05-10 }",
        ),
        (
            CAPACITY,
            "capacity = 40\ndays = { season = \"school_holidays\", weekdays = [\"monday\"] }",
        ),
        // One day each.
        (VALIDITY, "valid_from = 2025-09-04\nvalid_to = 2025-09-08"),
        (
            EVE,
            "form = \"dated\"\nother_days = \"closed\"\nperiods = [{ from = 2027-05-10, to = 2027-05-10, closes_on = 2027-05-01, closes_at = \"12:00\" }]",
        ),
        // Open from the last day of the month before, to noon.
        (
            EVE,
            "form = \"month_window\"\nmonths_before = 1\nfrom_day = 31\nto_day = 31\nat = \"12:00\"",
        ),
    ] {
        book(&village_with(passage, instead));
    }
}

#[test]
fn nothing_is_said_beside_another_mistake() {
    assert_slips(&[(
        VALIDITY,
        "valid_from = 2025-11-01\nvalid_to = 2025-10-01",
        &["11:12 rule_book.valid_to | 2025-10-01 | ≥ 2025-11-01 | reversed"],
    )]);
}
