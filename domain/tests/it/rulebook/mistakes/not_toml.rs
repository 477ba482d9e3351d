//! Files that are not TOML everywhere.

use crate::rulebook::village::{VILLAGE, assert_slips, mistakes};

#[test]
fn one_slip_of_the_pen() {
    assert_slips(&[
        (
            "[rule_book]",
            "[rule_book",
            &[r#"8:11  |  | `]` | syntax {"detail":"unclosed table"}"#],
        ),
        (
            r#"name = "Le Village""#,
            r#"name = "Le Village"#,
            &[r#"4:19  |  | `"` | syntax {"detail":"invalid basic string"}"#],
        ),
        (
            r#""monday", "thursday""#,
            r#""monday" "thursday""#,
            &[r#"23:29  |  | `,` | syntax {"detail":"missing comma between array elements"}"#],
        ),
        (
            r#"["monday", "thursday"]"#,
            r#"["monday", "thursday""#,
            &[r#"24:1  |  | `,` | syntax {"detail":"missing comma between array elements"}"#],
        ),
        (
            "capacity = 40",
            "capacity =",
            &[r#"34:11  |  | … | syntax {"detail":"missing value"}"#],
        ),
        (
            "capacity = 40",
            "capacity 40",
            &[r#"34:10  |  | `=` | syntax {"detail":"key with no value"}"#],
        ),
        (
            r#"starts_at = "11:30""#,
            "starts_at = 11h30",
            &[r#"32:13  | 11h30 | "…" | syntax {"detail":"string values must be quoted"}"#],
        ),
        (
            r#"code = "midi""#,
            "code = midi",
            &[r#"29:8  | midi | "…" | syntax {"detail":"string values must be quoted"}"#],
        ),
        (
            r#"language = "fr""#,
            r#"language = "fr"
language = "en""#,
            &["8:1  | language |  | duplicate_key"],
        ),
        ("[calendar]", "[town]", &["20:2  | town |  | duplicate_key"]),
        (
            "valid_from = 2025-09-01",
            "valid_from = 2025-02-30",
            &[r#"10:14  | 2025-02-30 | 01 – 28 | syntax {"detail":"invalid date"}"#],
        ),
    ]);
}

#[test]
fn the_rest_of_the_file_is_read_all_the_same() {
    assert_eq!(
        mistakes(
            &VILLAGE
                .replace("[rule_book]", "[rule_book")
                .replace(r#"school_zone = "B""#, r#"school_zon = "B""#)
                .replace("capacity = 40", "capacity = -4")
                .replace(r#"amount = "2.00""#, "amount = 2.00")
        ),
        [
            r#"8:11  |  | `]` | syntax {"detail":"unclosed table"}"#,
            r#"21:1 calendar.school_zon | school_zon | school_zone, territory, school_weekdays, exceptions | unknown_key {"did_you_mean":"school_zone"}"#,
            "34:12 activities[0].capacity | -4 | 0 – 100000 | out_of_range",
            r#"44:35 activities[1].price.amount | 2.00 | "0.00" – "9999.99" | wrong_type {"expected":"amount"}"#,
        ]
    );
}

#[test]
fn a_file_of_something_else() {
    assert_eq!(
        mistakes(""),
        [
            r#"1:1 format |  | format | missing_key {"key":"format"}"#,
            r#"1:1 town |  | town | missing_key {"key":"town"}"#,
            r#"1:1 rule_book |  | rule_book | missing_key {"key":"rule_book"}"#,
            r#"1:1 schools |  | schools | missing_key {"key":"schools"}"#,
            r#"1:1 calendar |  | calendar | missing_key {"key":"calendar"}"#,
            r#"1:1 deadlines |  | deadlines | missing_key {"key":"deadlines"}"#,
            r#"1:1 activities |  | activities | missing_key {"key":"activities"}"#,
        ]
    );
    assert_eq!(
        mistakes("Bonjour,\n\nvoici le règlement.\n"),
        [
            r#"1:8  |  | `=` | syntax {"detail":"key with no value"}"#,
            r#"3:7  |  | `=` | syntax {"detail":"key with no value"}"#,
        ]
    );
    assert_eq!(
        mistakes(r#"{"town": 1}"#),
        [r#"1:1  |  | … = | syntax {"detail":"invalid key-value pair"}"#,]
    );
}

/// What people write out of habit is told as it should be written.
#[test]
fn habits() {
    assert_slips(&[
        (
            "valid_from = 2025-09-01",
            "valid_from = 01/09/2025",
            &[r#"10:14  | 01/09/2025 | 2025-09-01 | syntax {"detail":"this is written otherwise"}"#],
        ),
        (
            "valid_from = 2025-09-01",
            r#"valid_from = "1/9/2025""#,
            &[
                r#"10:14 rule_book.valid_from | "1/9/2025" | YYYY-MM-DD | malformed {"did_you_mean":"2025-09-01","expected":"date"}"#,
            ],
        ),
        (
            "capacity = 40",
            "capacity = 40\nshows_places = non",
            &[r#"35:16  | non | false | syntax {"detail":"this is written otherwise"}"#],
        ),
        (
            "capacity = 40",
            "capacity = 40\nshows_places = oui",
            &[r#"35:16  | oui | true | syntax {"detail":"this is written otherwise"}"#],
        ),
        (
            "capacity = 40",
            "capacity = 140;",
            &[r#"34:12  | 140; | 140 | syntax {"detail":"this is written otherwise"}"#],
        ),
        (
            "capacity = 40",
            "capacity = 1 301 # places",
            &[r#"34:12  | 1 301 | 1301 | syntax {"detail":"this is written otherwise"}"#],
        ),
        (
            "capacity = 40",
            "capacity = 13 01",
            &[r#"34:12  | 13 01 | "…" | syntax {"detail":"string values must be quoted"}"#],
        ),
        (
            "capacity = 40",
            "capacité = 40",
            &[r#"34:8  | é | capacity | syntax {"detail":"invalid unquoted key"}"#],
        ),
        (
            "deadlines = { book",
            "délais = { book",
            &[r#"36:2  | é | deadlines | syntax {"detail":"invalid unquoted key"}"#],
        ),
        (
            r#"code = "midi""#,
            "code = “midi”",
            &[r#"29:8  | “midi” | "midi" | syntax {"detail":"string values must be quoted"}"#],
        ),
        (
            "capacity = 40",
            "// les places\ncapacity = 40",
            &[r#"34:1  | // | # … | syntax {"detail":"invalid unquoted key"}"#],
        ),
    ]);
}
