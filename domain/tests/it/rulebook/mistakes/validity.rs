//! Dates, months and ages that lie outside.

use preau_domain::rulebook::diagnostic::DiagnosticKind;
use preau_domain::rulebook::parse;

use crate::rulebook::village::{BOTH_SCHOOLS, assert_slips, book, mistakes, village_with};

const CAPACITY: &str = "capacity = 40";
const VALIDITY: &str = "valid_from = 2025-09-01";
const PRICE: &str = r#"{ form = "flat", amount = "3.50" }"#;

/// The village until the end of March, with this price.
fn until_march(price: &str) -> String {
    village_with(VALIDITY, "valid_from = 2025-09-01\nvalid_to = 2026-03-31").replacen(PRICE, price, 1)
}

#[test]
fn periods_outside_the_rule_book() {
    assert_slips(&[
        (
            CAPACITY,
            "capacity = 40\nperiod = { from = 2024-07-01, to = 2025-08-31 }",
            &[
                "35:10 activities[0].period | { from = 2024-07-01, to = 2025-08-31 } | 2025-09-01 – … | outside_validity",
            ],
        ),
        (
            VALIDITY,
            r#"valid_from = 2025-09-01
valid_to = 2026-08-31
[deadlines.vacances]
form = "dated"
periods = [
{ from = 2026-02-14, to = 2026-03-01, closes_on = 2026-01-17, closes_at = "12:00" },
{ from = 2026-10-17, to = 2026-11-01, closes_on = 2026-09-17, closes_at = "12:00" }]"#,
            &[
                "16:1 deadlines.vacances.periods[1] | { from = 2026-10-17, to = 2026-11-01, closes_on = 2026-09-17… | 2025-09-01 – 2026-08-31 | outside_validity",
            ],
        ),
    ]);
    // A day in common is enough: the first, or the last.
    for (from, to) in [("2024-07-01", "2025-09-01"), ("2026-08-31", "2027-07-01")] {
        let period = format!("{CAPACITY}\nperiod = {{ from = {from}, to = {to} }}");
        let year =
            village_with(CAPACITY, &period).replacen(VALIDITY, "valid_from = 2025-09-01\nvalid_to = 2026-08-31", 1);
        let told = parse(&year).err().unwrap_or_default();
        assert!(
            told.iter()
                .all(|mistake| mistake.kind != DiagnosticKind::OutsideValidity),
            "{told:?}"
        );
    }
}

#[test]
fn terms_outside_the_rule_book() {
    let term = |first: u8, last: u8| {
        format!("{{ first_month = {first}, last_month = {last}, price = {{ form = \"flat\", amount = \"1\" }} }}")
    };
    let terms = |first, last| {
        format!(
            "{{ form = \"terms\", terms = [\n{},\n{} ] }}",
            term(9, 12),
            term(first, last)
        )
    };
    let told = |line: usize, path: &str| {
        let quoted = "{ first_month = 4, last_month = 6, price = { form = \"flat\", …";
        format!("{line}:1 {path} | {quoted} | 2025-09-01 – 2026-03-31 | outside_validity")
    };
    assert_eq!(
        mistakes(&until_march(&terms(4, 6))),
        [told(38, "activities[0].price.terms[1]")]
    );
    let cases = format!(
        "{{ form = \"cases\", cases = [{{ when = {{ frequency = \"regular\" }}, price = {} }}], otherwise = {} }}",
        terms(4, 6),
        terms(4, 6)
    );
    assert_eq!(
        mistakes(&until_march(&cases)),
        [
            told(38, "activities[0].price.cases[0].price.terms[1]"),
            told(40, "activities[0].price.otherwise.terms[1]"),
        ]
    );
    for (first, last) in [(1, 3), (3, 6), (4, 8)] {
        let inside = until_march(&terms(first, last)).replacen("valid_to = 2026-03-31", "valid_to = 2026-04-01", 1);
        book(&inside);
    }
    book(&village_with(PRICE, &terms(4, 8)));
}

#[test]
fn classes_that_no_pupil_is_in() {
    let leveled = |level: &str, classes: &str| {
        let school = format!("name = \"École du bourg\"\nlevel = \"{level}\"");
        let source = village_with("name = \"École du bourg\"", &school);
        let source = source.replacen(BOTH_SCHOOLS, "schools = [\"bourg\"]", 1);
        source.replacen(CAPACITY, &format!("{CAPACITY}\nclasses = {classes}"), 1)
    };
    for (level, classes, allowed) in [
        ("nursery", r#"{ from = "ce1" }"#, "tps – cp"),
        ("elementary", r#"{ to = "ms" }"#, "gs – cm2"),
        ("elementary", r#"{ from = "6e" }"#, "gs – cm2"),
        ("secondary", r#"{ to = "cm2" }"#, "6e – 3e"),
    ] {
        let expected = format!("36:11 activities[0].classes | {classes} | {allowed} | nobody_in_class");
        assert_eq!(mistakes(&leveled(level, classes)), [expected], "{level}");
    }
    for (level, classes) in [
        ("nursery", r#"{ from = "cp" }"#),
        ("elementary", r#"{ to = "gs" }"#),
        ("elementary", r#"{ from = "cm2", to = "6e" }"#),
        ("secondary", r#"{ from = "3e" }"#),
    ] {
        book(&leveled(level, classes));
    }
    // The other school has no level: its pupils may be in any class.
    book(&leveled("nursery", r#"{ from = "ce1" }"#).replacen("schools = [\"bourg\"]", BOTH_SCHOOLS, 1));
}

#[test]
fn ages_that_no_pupil_has() {
    let leveled = |level: &str, ages: &str| {
        let school = format!("name = \"École du bourg\"\nlevel = \"{level}\"");
        let source = village_with("name = \"École du bourg\"", &school);
        let source = source.replacen(BOTH_SCHOOLS, "schools = [\"bourg\"]", 1);
        source.replacen(CAPACITY, &format!("{CAPACITY}\nages = {ages}"), 1)
    };
    for (level, ages, allowed) in [
        ("nursery", "{ from = 8 }", "2 – 7"),
        ("nursery", "{ to = 1 }", "2 – 7"),
        ("elementary", "{ from = 2, to = 4 }", "5 – 13"),
        ("secondary", "{ to = 8 }", "9 – 25"),
    ] {
        let expected = format!("36:8 activities[0].ages | {ages} | {allowed} | nobody_of_age");
        assert_eq!(mistakes(&leveled(level, ages)), [expected], "{level}");
    }
    for (level, ages) in [
        ("nursery", "{ from = 7 }"),
        ("elementary", "{ to = 5 }"),
        ("secondary", "{ from = 25 }"),
    ] {
        book(&leveled(level, ages));
    }
    // The other school has no level: its pupils may be of any age.
    let both = leveled("nursery", "{ from = 8 }").replacen("schools = [\"bourg\"]", BOTH_SCHOOLS, 1);
    book(&both);
}
