//! What staff can declare of a family's file, and for which days it counts.

use preau_domain::family::{FamilyFile, FileMistake};

use crate::calendar::town::day;

fn texts(count: usize, text: &str) -> Vec<String> {
    vec![text.to_owned(); count]
}

#[test]
fn what_is_declared_is_sound() {
    let long = "é".repeat(FamilyFile::LONGEST_MISSING);
    for (complete, until, missing, expected) in [
        (true, None, texts(0, ""), None),
        (true, Some("2027-07-06"), texts(0, ""), None),
        (false, None, texts(0, ""), None),
        (false, None, texts(20, &long), None),
        (true, None, texts(1, "Assurance"), Some(FileMistake::MissingOfComplete)),
        (
            false,
            Some("2027-07-06"),
            texts(0, ""),
            Some(FileMistake::UntilOfIncomplete),
        ),
        (false, None, texts(21, "Assurance"), Some(FileMistake::TooManyMissing)),
        (
            false,
            None,
            vec!["Assurance".to_owned(), format!("{long}e")],
            Some(FileMistake::InvalidMissing { nth: 1 }),
        ),
        (
            false,
            None,
            texts(2, " \n"),
            Some(FileMistake::InvalidMissing { nth: 0 }),
        ),
    ] {
        let until = until.map(day);
        let declared = FamilyFile::declared(complete, until, &missing);
        let sound = FamilyFile {
            complete,
            until,
            missing: missing.clone(),
        };
        assert_eq!(
            declared,
            expected.map_or(Ok(sound), Err),
            "{complete} {until:?} {missing:?}"
        );
    }
    let spaced = FamilyFile::declared(false, None, &texts(1, "  Assurance ")).unwrap();
    assert_eq!(spaced.missing, ["Assurance"]);
}

#[test]
fn it_counts_on_the_day_of_booking_and_on_the_day_of_the_place() {
    let until = |until: &str| FamilyFile {
        until: Some(day(until)),
        ..FamilyFile::complete()
    };
    for (file, expected) in [
        (FamilyFile::default(), false),
        (FamilyFile::complete(), true),
        (until("2026-12-01"), true),
        (until("2026-11-30"), false),
        (until("2026-11-23"), false),
        (until("2026-11-22"), false),
    ] {
        assert_eq!(file.counts(day("2026-11-23"), day("2026-12-01")), expected, "{file:?}");
    }
    // Late bookings, and what is asked about days that are over.
    assert!(!until("2026-11-30").counts(day("2026-12-01"), day("2026-11-30")));
}
