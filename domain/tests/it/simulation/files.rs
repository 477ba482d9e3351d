//! Files that are not complete, as they stand today.

use preau_domain::family::{ChildFacts, FamilyFile};
use preau_domain::simulation::{Example, Reason, Refused};

use super::village::{Was, child, euros, family, on, tried};
use crate::calendar::town::{code, day};
use crate::rulebook::village::{VILLAGE, village_with};

const MONDAY: &str = "2026-11-30";
const MIDI: Was<'_> = ("midi", "2026-11-27T12:00:00+01:00", 350);
const SOIR: Was<'_> = ("soir", "2026-11-27T12:00:00+01:00", 200);
const NEEDED: &str = "capacity = 40\nneeds_complete_file = true\ndocuments = [\"Fiche sanitaire\"]";

fn with(nth: u8, file: FamilyFile) -> ChildFacts {
    ChildFacts { file, ..child(nth) }
}

fn until(last: &str) -> FamilyFile {
    FamilyFile {
        complete: true,
        until: Some(day(last)),
        missing: Vec::new(),
    }
}

#[test]
fn a_file_that_is_not_complete_refuses_what_needs_one() {
    let missing = FamilyFile {
        missing: vec!["Fiche sanitaire".to_owned()],
        ..FamilyFile::default()
    };
    let days = [
        on(1, &with(1, FamilyFile::complete()), MONDAY, &[MIDI]),
        on(2, &with(2, missing), MONDAY, &[MIDI, SOIR]),
        on(3, &with(3, FamilyFile::default()), MONDAY, &[MIDI]),
        // Complete on both days, or on one of them only.
        on(4, &with(4, until(MONDAY)), MONDAY, &[MIDI]),
        on(5, &with(5, until("2026-11-29")), MONDAY, &[MIDI]),
    ];
    let (lines, summary) = tried(&village_with("capacity = 40", NEEDED), None, &days);
    let kept: Vec<(u64, u64)> = lines.iter().map(|line| (line.kept, line.refused)).collect();
    assert_eq!(kept, [(1, 0), (1, 1), (0, 1), (1, 0), (0, 1)]);
    let example = |nth| Example {
        family: family(nth),
        child: child(nth).id,
        day: day(MONDAY),
    };
    let refused = Refused {
        reason: Reason::FileIncomplete,
        places: 3,
        before: euros(1050),
        examples: vec![example(2), example(3), example(5)],
    };
    assert_eq!(summary.activities[0].refused, [refused]);
    assert_eq!(summary.activities[1].refused, []);
    assert_eq!(summary.files_of_today, [code("midi")]);
    assert_eq!(Reason::FileIncomplete.word(), "file_incomplete");
    assert_eq!(serde_json::to_value(Reason::FileIncomplete).unwrap(), "file_incomplete");
}

#[test]
fn what_takes_it_along_falls_with_it() {
    let takes = "[[links]]\nactivity = \"soir\"\ntakes = \"midi\"\n";
    let draft = village_with("capacity = 40", NEEDED) + takes;
    let (_, summary) = tried(&draft, None, &[on(1, &child(1), MONDAY, &[MIDI, SOIR])]);
    let reasons: Vec<_> = summary.activities.iter().map(|one| one.refused[0].reason).collect();
    assert_eq!(reasons, [Reason::FileIncomplete, Reason::CompanionRefused]);
}

#[test]
fn a_draft_that_needs_none_does_not_look_at_it() {
    let (_, summary) = tried(VILLAGE, None, &[on(1, &child(1), MONDAY, &[MIDI])]);
    assert_eq!((summary.refused, summary.files_of_today), (0, Vec::new()));
}
