//! A section under a name that is nearly its own: one mistake, and none of what refers to it.

use crate::rulebook::village::{VILLAGE, assert_slips, mistakes};

const SECTIONS: &str = "format, town, rule_book, contacts, schools, calendar, deadlines, payers, attendance, quotient, cart, activities, links, bundles, arrears";

#[test]
fn all_of_a_section() {
    for (section, written) in [
        ("schools", "school"),
        ("schools", "scools"),
        ("schools", "ecoles"),
        ("activities", "activity"),
        ("activities", "activités"),
        ("contacts", "contact"),
    ] {
        let heading = |name: &str| format!("[[{name}]]\n");
        let quoted = if written.is_ascii() {
            written.to_owned()
        } else {
            format!("\"{written}\"")
        };
        let wrong = VILLAGE.replace(&heading(section), &heading(&quoted));
        let first = wrong.lines().position(|line| line == format!("[[{quoted}]]")).unwrap() + 1;
        assert_eq!(
            mistakes(&wrong),
            [format!(
                r#"{first}:3 {written} | {quoted} | {SECTIONS} | unknown_key {{"did_you_mean":"{section}"}}"#
            )]
        );
    }
    let told = |line: usize, written: &str, column: usize, section: &str| {
        format!(r#"{line}:{column} {written} | {written} | {SECTIONS} | unknown_key {{"did_you_mean":"{section}"}}"#)
    };
    assert_slips(&[
        ("[calendar]", "[calender]", &[&told(20, "calender", 2, "calendar")]),
        (
            "[deadlines.veille]",
            "[deadline.veille]",
            &[&told(24, "deadline", 2, "deadlines")],
        ),
        (
            "",
            "[[link]]\nactivity = \"midi\"\ntakes = \"soir\"\n",
            &[&told(46, "link", 3, "links")],
        ),
    ]);
}

/// What is in it is read, too.
#[test]
fn mistakes_within() {
    let wrong = VILLAGE.replace("[[schools]]", "[[school]]").replacen(
        "name = \"École du bourg\"",
        "nom = \"École du bourg\"",
        1,
    );
    assert_eq!(
        mistakes(&wrong),
        [
            r#"14:1 school[0].name |  | name | missing_key {"key":"name"}"#.to_owned(),
            format!(r#"14:3 school | school | {SECTIONS} | unknown_key {{"did_you_mean":"schools"}}"#),
            r#"16:1 school[0].nom | nom | code, name, weekdays, level, without_activities | unknown_key {"did_you_mean":"name"}"#
                .to_owned(),
        ]
    );
}

/// Beside sections that are written right, its names are known to be somewhere.
#[test]
fn one_of_several() {
    let last = |section: &str, written: &str| {
        let heading = format!("[[{section}]]");
        let at = VILLAGE.rfind(&heading).unwrap();
        let (before, behind) = VILLAGE.split_at(at);
        format!("{before}[[{written}]]{}", &behind[heading.len()..])
    };
    let school = last("schools", "school");
    assert_eq!(
        mistakes(&school),
        [format!(
            r#"17:3 school | school | {SECTIONS} | unknown_key {{"did_you_mean":"schools"}}"#
        )]
    );
    let link =
        "[[links]]\nactivity = \"midi\"\ntakes = \"soir\"\n[[links]]\nactivity = \"soir\"\nexcludes = \"nuit\"\n";
    let activity = last("activities", "activity") + link;
    assert_eq!(
        mistakes(&activity),
        [
            format!(r#"37:3 activity | activity | {SECTIONS} | unknown_key {{"did_you_mean":"activities"}}"#),
            r#"51:12 links[1].excludes | "nuit" | midi | unknown_reference {"noun":"activity"}"#.to_owned(),
        ]
    );
    let deadline = VILLAGE.replacen("cancel = \"veille\"", "cancel = \"jeudi\"", 1)
        + "[deadline.jeudi]\nform = \"days_before\"\ndays = 2\nat = \"09:00\"\n";
    assert_eq!(
        mistakes(&deadline),
        [format!(
            r#"46:2 deadline | deadline | {SECTIONS} | unknown_key {{"did_you_mean":"deadlines"}}"#
        )]
    );
}

/// What is near to nothing stays what it was: something that there is not.
#[test]
fn what_is_no_section() {
    assert_slips(&[(
        "",
        "[mayor]\nname = \"Mme Martin\"\n",
        &[&format!("46:2 mayor | mayor | {SECTIONS} | unknown_key")],
    )]);
}
