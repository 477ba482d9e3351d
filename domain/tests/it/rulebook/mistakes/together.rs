//! Activities that go together, and can never be had together.

use preau_domain::locale::Locale;
use preau_domain::rulebook::parse;

use crate::rulebook::village::{VILLAGE, book, mistakes, village_with};

const MIDI: &str = "code = \"midi\"";
const SOIR: &str = "code = \"soir\"";
const TAKES: &str = "[[links]]\nactivity = \"soir\"\ntakes = \"midi\"\n";
const TOGETHER: &str =
    "[[bundles]]\nactivities = [\"midi\", \"soir\"]\nprice = { form = \"flat\", amount = \"4.20\" }\n";

/// The village, each of whose activities says something more behind its code, on the same line number.
fn village(midi: &str, soir: &str, more: &str) -> String {
    let source = village_with(MIDI, &format!("{midi}\n{MIDI}"));
    source.replacen(SOIR, &format!("{soir}\n{SOIR}"), 1) + more
}

#[test]
fn links_to_what_never_meets() {
    let days = |weekday: &str| format!("days = {{ weekdays = [\"{weekday}\"] }}");
    let told = |because: &str| {
        vec![format!(
            r#"50:9 links[0].takes | "midi" |  | never_with {{"because":"{because}","with":"soir"}}"#
        )]
    };
    for (midi, soir, because) in [
        (days("monday"), days("thursday"), "days"),
        (
            r#"days = { season = "school_holidays" }"#.to_owned(),
            r#"days = { season = "school_time" }"#.to_owned(),
            "days",
        ),
        (
            "period = { from = 2025-09-01, to = 2025-12-19 }".to_owned(),
            "period = { from = 2026-01-05, to = 2026-03-31 }".to_owned(),
            "days",
        ),
        ("ages = { to = 5 }".to_owned(), "ages = { from = 6 }".to_owned(), "ages"),
        (
            r#"classes = { to = "gs" }"#.to_owned(),
            r#"classes = { from = "cp" }"#.to_owned(),
            "classes",
        ),
    ] {
        assert_eq!(mistakes(&village(&midi, &soir, TAKES)), told(because), "{midi} {soir}");
    }
    let full = village("", "", TAKES).replacen("capacity = 40", "capacity = 0", 1);
    assert_eq!(mistakes(&full), told("places"));
    for (midi, soir) in [
        (
            days("monday"),
            r#"days = { weekdays = ["monday", "thursday"] }"#.to_owned(),
        ),
        ("ages = { to = 6 }".to_owned(), "ages = { from = 6 }".to_owned()),
        (
            r#"classes = { to = "cp" }"#.to_owned(),
            r#"classes = { from = "cp" }"#.to_owned(),
        ),
        (r#"classes = { to = "gs" }"#.to_owned(), String::new()),
    ] {
        book(&village(&midi, &soir, TAKES));
    }
}

/// One closes a month before the other opens.
#[test]
fn links_of_deadlines_that_never_meet() {
    let early = "[deadlines.tot]\nform = \"month_window\"\nmonths_before = 2\nto_day = 31\n";
    let late = "[deadlines.tard]\nform = \"month_window\"\nmonths_before = 1\nfrom_day = 5\nto_day = 31\n";
    let book_by = |source: &str, first: &str, second: &str| {
        let source = source.replacen("book = \"veille\"", &format!("book = \"{first}\""), 1);
        source.replacen("book = \"veille\"", &format!("book = \"{second}\""), 1)
    };
    let both = VILLAGE.to_owned() + early + late + TAKES;
    // The canteen that comes along can be booked before the evening is.
    book(&book_by(&both, "tot", "tard"));
    let linked = book_by(&both, "tard", "tot");
    assert_eq!(
        mistakes(&linked),
        [r#"57:9 links[0].takes | "midi" |  | never_with {"because":"deadlines","with":"soir"}"#]
    );
    // Bookings that come late are taken until the day itself.
    let accepts = "[attendance.a]\nlate = { until = \"tard\" }\n";
    let accepted = linked.replacen("code = \"soir\"", "code = \"soir\"\nattendance = \"a\"", 1) + accepts;
    book(&accepted);
    // For a price together, each can be booked when the family likes.
    book(&book_by(&(VILLAGE.to_owned() + early + late + TOGETHER), "tot", "tard"));
}

/// The link to blame is the one that brings in what does not fit, however far away.
#[test]
fn links_by_way_of_another() {
    let repas = r#"[[activities]]
code = "repas"
name = "Repas"
schools = ["bourg", "hameau"]
starts_at = "11:30"
ends_at = "13:30"
capacity = 1
days = { weekdays = ["monday", "thursday"] }
price = { form = "flat", amount = "1.00" }
deadlines = { book = "veille", cancel = "veille" }
[[links]]
activity = "soir"
takes = "repas"
[[links]]
activity = "repas"
takes = "midi"
unless = "food_care_plan"
"#;
    let source = village(
        r#"days = { weekdays = ["monday"] }"#,
        r#"days = { weekdays = ["thursday"] }"#,
        repas,
    );
    assert_eq!(
        mistakes(&source),
        [r#"63:9 links[1].takes | "midi" |  | never_with {"because":"days","with":"soir, repas"}"#]
    );
}

#[test]
fn prices_together_of_what_never_meets() {
    let (monday, thursday) = (
        r#"days = { weekdays = ["monday"] }"#,
        r#"days = { weekdays = ["thursday"] }"#,
    );
    assert_eq!(
        mistakes(&village(monday, thursday, TOGETHER)),
        [r#"49:23 bundles[0].activities[1] | "soir" |  | never_with {"because":"days","with":"midi"}"#]
    );
    let again = village_with("", &(TOGETHER.to_owned() + TOGETHER));
    assert_eq!(
        mistakes(&again),
        [r#"50:14 bundles[1].activities | ["midi", "soir"] |  | never_fits {"last_line":46}"#]
    );
}

/// Where the calendar is not published, nothing is said; nor of an activity that cannot be had by itself.
#[test]
fn what_may_meet_is_left_alone() {
    let days = [
        r#"days = { weekdays = ["monday"] }"#,
        r#"days = { weekdays = ["thursday"] }"#,
    ];
    let later = village(days[0], days[1], TAKES).replacen("2025-09-01", "2040-09-01", 1);
    book(&later);
    let closed = village(days[0], days[1], TAKES).replacen("capacity = 20", "capacity = 0", 1);
    book(&closed);
}

#[test]
fn what_a_clerk_reads() {
    let first = |source: &str| parse(source).unwrap_err().remove(0);
    let apart = |midi: &str, soir: &str| first(&village(midi, soir, TAKES));
    for (mistake, french, english) in [
        (
            apart(
                r#"days = { weekdays = ["monday"] }"#,
                r#"days = { weekdays = ["thursday"] }"#,
            ),
            "\"midi\" et « soir » n'ont lieu aucun jour en commun : corrigez l'une des activités, ou retirez \"midi\" d'ici.",
            "\"midi\" and `soir` never run on the same day: change one of the activities, or remove \"midi\" here.",
        ),
        (
            apart("ages = { to = 5 }", "ages = { from = 6 }"),
            "Aucun élève n'a l'âge à la fois de \"midi\" et de « soir » : corrigez l'une des activités, ou retirez \"midi\" d'ici.",
            "No pupil is of an age for both \"midi\" and `soir`: change one of the activities, or remove \"midi\" here.",
        ),
        (
            first(&village("", "", TAKES).replacen("capacity = 40", "capacity = 0", 1)),
            "\"midi\" n'a aucune place, et « soir » n'en aurait donc jamais : corrigez l'une des activités, ou retirez \"midi\" d'ici.",
            "\"midi\" has no places, so that `soir` would never have any: change one of the activities, or remove \"midi\" here.",
        ),
    ] {
        assert_eq!(mistake.message(Locale::Fr), french);
        assert_eq!(mistake.message(Locale::En), english);
    }
}
