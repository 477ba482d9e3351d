//! What stands in the file and has no effect.

use preau_domain::locale::Locale;
use preau_domain::rulebook::parse;

use crate::rulebook::village::{BOTH_SCHOOLS, VILLAGE, assert_slips, book, mistakes, village_with};

const PAYER: &str = "[[payers]]\ncode = \"ccas\"\nname = \"CCAS\"\n";
const RULES: &str = "[attendance.garde]\nunbooked = [{ add = \"5.00\" }]\n";
const SAME_DAY: &str = "[deadlines.matin]\nform = \"days_before\"\ndays = 0\nat = \"09:00\"\n";
const DEADLINES: &str = r#"deadlines = { book = "veille", cancel = "veille" }"#;

#[test]
fn names_that_nothing_uses() {
    assert_slips(&[
        (
            "",
            RULES,
            &[r#"46:13 attendance.garde | garde |  | unused {"noun":"attendance"}"#],
        ),
        (
            "",
            SAME_DAY,
            &[r#"46:12 deadlines.matin | matin |  | unused {"noun":"deadline"}"#],
        ),
        (
            "",
            PAYER,
            &[r#"47:8 payers[0].code | "ccas" |  | unused {"noun":"payer"}"#],
        ),
        (
            "",
            "[[schools]]\ncode = \"lac\"\nname = \"École du lac\"\n",
            &[r#"47:8 schools[2].code | "lac" |  | unused {"noun":"school"}"#],
        ),
    ]);
    // A day off in a school is no use of it.
    let off =
        "[[calendar.exceptions]]\nfrom = 2026-05-15\nlabel = \"Pont\"\neffect = \"closed\"\nschools = [\"hameau\"]\n";
    let source = VILLAGE.replace(BOTH_SCHOOLS, r#"schools = ["bourg"]"#) + off;
    assert_eq!(
        mistakes(&source),
        [r#"18:8 schools[1].code | "hameau" |  | unused {"noun":"school"}"#]
    );
}

/// Wherever a name may stand.
#[test]
fn names_that_are_used_somewhere() {
    let attended = format!("{DEADLINES}\nattendance = \"garde\"");
    for rules in [
        "[attendance.garde]\nlate = { until = \"matin\" }\n",
        "[attendance.garde]\nabsence = { cases = [{ reported_by = \"matin\", charge = \"waived\" }] }\n",
    ] {
        book(&(village_with(DEADLINES, &attended) + rules + SAME_DAY));
    }
    for deadlines in [
        r#"{ book = "matin", cancel = "veille" }"#,
        r#"{ book = "veille", cancel = "matin" }"#,
        r#"{ book = "veille", cancel = "veille", modify = "matin" }"#,
    ] {
        book(&(village_with(DEADLINES, &format!("deadlines = {deadlines}")) + SAME_DAY));
    }
    book(
        &(village_with(
            DEADLINES,
            &format!("{DEADLINES}\nshares = [{{ payer = \"ccas\", amount = \"1\" }}]"),
        ) + PAYER),
    );
}

/// Brothers and sisters may go to a school that no activity is for.
#[test]
fn schools_without_activities() {
    let college =
        |more: &str| format!("[[schools]]\ncode = \"college\"\nname = \"Collège\"\nwithout_activities = {more}\n");
    book(&(VILLAGE.to_owned() + &college("true")));
    assert_slips(&[
        (
            "",
            &college("false"),
            &[r#"47:8 schools[2].code | "college" |  | unused {"noun":"school"}"#],
        ),
        (
            "name = \"École du bourg\"",
            "name = \"École du bourg\"\nwithout_activities = true",
            &[r#"17:22 schools[0].without_activities | true |  | conflicting_key {"with":"schools"}"#],
        ),
    ]);
}

/// Where something is not understood, the name may be used there.
#[test]
fn nothing_is_said_beside_another_mistake() {
    let misspelt = village_with(DEADLINES, &format!("{DEADLINES}\nattendence = \"garde\"")) + RULES;
    assert_eq!(mistakes(&misspelt).len(), 1);
}

#[test]
fn what_a_clerk_reads() {
    for (more, french, english) in [
        (
            RULES,
            "garde désigne une règle de présence dont rien ne se sert : à nommer dans « attendance », ou à retirer.",
            "garde names an attendance rule that nothing uses: name it in `attendance`, or remove it.",
        ),
        (
            SAME_DAY,
            "matin désigne un délai dont rien ne se sert : à nommer dans « deadlines », ou à retirer.",
            "matin names a deadline that nothing uses: name it in `deadlines`, or remove it.",
        ),
        (
            PAYER,
            "\"ccas\" désigne un financeur dont rien ne se sert : à nommer dans « shares », ou à retirer.",
            "\"ccas\" names a payer that nothing uses: name it in `shares`, or remove it.",
        ),
        (
            "[[schools]]\ncode = \"lac\"\nname = \"Lac\"\n",
            "\"lac\" désigne une école dont rien ne se sert : à nommer dans « schools », ou à retirer.",
            "\"lac\" names a school that nothing uses: name it in `schools`, or remove it.",
        ),
    ] {
        let mistakes = parse(&village_with("", more)).unwrap_err();
        assert_eq!(mistakes[0].message(Locale::Fr), french);
        assert_eq!(mistakes[0].message(Locale::En), english);
    }
}
