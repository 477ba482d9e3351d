//! Every reason, one at a time.

use preau_domain::classes::{FiledClass, SchoolClass};
use preau_domain::family::ChildFacts;
use preau_domain::simulation::{Example, FamilyLine, Kept, Reason, Refused};

use super::village::{Was, child, euros, family, on, tried};
use crate::calendar::town::day;
use crate::rulebook::village::village_with;

const MONDAY: &str = "2026-11-30";
const IN_TIME: &str = "2026-11-27T12:00:00+01:00";
const MIDI: Was<'_> = ("midi", IN_TIME, 350);
const SOIR: Was<'_> = ("soir", IN_TIME, 200);

const HAMLET: (&str, &str) = (
    "schools = [\"bourg\", \"hameau\"]\nstarts_at = \"11:30\"",
    "schools = [\"hameau\"]\nstarts_at = \"11:30\"",
);
const CAPACITY: &str = "capacity = 40\n";
const BOOK: &str = "deadlines = { book = \"veille\", cancel = \"veille\" }";
const DEADLINE: &str = "[deadlines.veille]\nform = \"days_before\"\ndays = 1\nat = \"09:00\"\n";

/// The draft, as a passage of the village written otherwise, refuses what the child booked into the first of `was`.
fn refused(draft: (&str, &str), service: &'static str, was: &[Was<'_>], reason: Reason) {
    let (lines, summary) = tried(&village_with(draft.0, draft.1), None, &[on(1, &child(1), service, was)]);
    let [(activity, _, cents), ..] = *was else {
        panic!("nothing was booked")
    };
    let kept: i64 = was.iter().skip(1).map(|(_, _, cents)| cents).sum();
    let (count, all) = (was.len() as u64 - 1, euros(cents + kept));
    let line = FamilyLine {
        family: family(1),
        kept: count,
        refused: 1,
        lacking: 0,
        before: all,
        before_kept: euros(kept),
        after: euros(kept),
    };
    assert_eq!(lines, [line], "{reason:?}");
    assert_eq!(
        (summary.refused, summary.before_refused),
        (1, euros(cents)),
        "{reason:?}"
    );
    assert_eq!((summary.places, summary.before), (count + 1, all));
    let own = summary
        .activities
        .iter()
        .find(|one| one.activity.0 == activity)
        .unwrap();
    let example = Example {
        family: family(1),
        child: child(1).id,
        day: day(service),
    };
    let told = Refused {
        reason,
        places: 1,
        before: euros(cents),
        examples: vec![example],
    };
    assert_eq!((&own.refused, own.kept), (&vec![told], Kept::default()));
    assert!(
        serde_json::to_string(&own.refused)
            .unwrap()
            .contains(&format!("\"reason\":\"{}\"", reason.word()))
    );
}

#[test]
fn an_activity_that_is_not_for_the_child() {
    refused(HAMLET, MONDAY, &[MIDI], Reason::NotOffered);
    let old = format!("{CAPACITY}ages = {{ from = 10 }}\n");
    refused((CAPACITY, &old), MONDAY, &[MIDI], Reason::WrongAge);
    let classes = format!("{CAPACITY}classes = {{ from = \"ce1\" }}\n");
    refused((CAPACITY, &classes), MONDAY, &[MIDI], Reason::ClassUnknown);
}

#[test]
fn an_activity_for_other_classes() {
    let filed = |class| ChildFacts {
        class: Some(FiledClass { class, year: 2026 }),
        ..child(1)
    };
    let classes = format!("{CAPACITY}classes = {{ from = \"ce2\" }}\n");
    for (class, places) in [(SchoolClass::Ce1, 1), (SchoolClass::Ce2, 0)] {
        let days = [on(1, &filed(class), MONDAY, &[MIDI])];
        let (_, summary) = tried(&village_with(CAPACITY, &classes), None, &days);
        let refused = summary.activities.iter().flat_map(|one| &one.refused);
        let refused: Vec<(Reason, u64)> = refused.map(|one| (one.reason, one.places)).collect();
        let expected: &[(Reason, u64)] = if places == 1 { &[(Reason::WrongClass, 1)] } else { &[] };
        assert_eq!(refused, expected, "{class:?}");
    }
    assert_eq!(Reason::WrongClass.word(), "wrong_class");
}

#[test]
fn an_activity_that_is_kept_for_others() {
    let only = format!("{CAPACITY}only = {{ child = \"food_care_plan\" }}\n");
    refused((CAPACITY, &only), MONDAY, &[MIDI], Reason::NotForChild);
}

#[test]
fn an_activity_that_does_not_run() {
    let with = |line: &str| format!("{CAPACITY}{line}\n");
    let period = with("period = { from = 2026-12-01, to = 2027-06-30 }");
    refused((CAPACITY, &period), MONDAY, &[MIDI], Reason::OutsidePeriod);
    refused(("", ""), "2026-12-01", &[MIDI], Reason::ClosedWeekday);
    refused(("", ""), "2026-12-21", &[MIDI], Reason::ClosedSchoolHoliday);
    let holidays = with("days = { season = \"school_holidays\", weekdays = [\"monday\"] }");
    refused((CAPACITY, &holidays), MONDAY, &[MIDI], Reason::ClosedSchoolTime);
    let early: Was<'_> = ("midi", "2026-05-01T12:00:00+02:00", 350);
    refused(("", ""), "2026-05-25", &[early], Reason::ClosedPublicHoliday);
    let closed =
        "[[calendar.exceptions]]\nfrom = 2026-11-30\nlabel = \"Travaux\"\neffect = \"closed\"\nschools = [\"bourg\"]\n";
    refused(("", closed), MONDAY, &[MIDI], Reason::ClosedTown);
    refused(("", ""), "2040-01-02", &[MIDI], Reason::Unpublished);
}

#[test]
fn a_booking_outside_the_window() {
    refused(("days = 1\n", "days = 3\n"), MONDAY, &[MIDI], Reason::TooLate);
    let month = "[deadlines.veille]\nform = \"month_window\"\nmonths_before = 1\nfrom_day = 5\nto_day = 31\n";
    let before: Was<'_> = ("midi", "2026-10-04T23:59:59+02:00", 350);
    refused((DEADLINE, month), "2026-11-05", &[before], Reason::NotOpenYet);
    let dated = "[deadlines.veille]\nform = \"dated\"\nother_days = \"closed\"\n[[deadlines.veille.periods]]\nfrom = 2026-12-01\nto = 2026-12-31\ncloses_on = 2026-11-20\ncloses_at = \"12:00\"\n";
    refused((DEADLINE, dated), MONDAY, &[MIDI], Reason::NoDeadline);
    // The instant itself is too late.
    let sharp: Was<'_> = ("midi", "2026-11-29T09:00:00+01:00", 350);
    refused(("", ""), MONDAY, &[sharp], Reason::TooLate);
}

#[test]
fn activities_that_exclude_or_need_one_another() {
    let excludes = "[[links]]\nactivity = \"midi\"\nexcludes = \"soir\"\n";
    // Whoever came first has the place.
    let later: Was<'_> = ("midi", "2026-11-27T12:00:01+01:00", 350);
    refused(("", excludes), MONDAY, &[later, SOIR], Reason::Excluded);
    // Of one request, the first of the rule book.
    refused(("", excludes), MONDAY, &[SOIR, MIDI], Reason::Excluded);
    let takes = "[[links]]\nactivity = \"midi\"\ntakes = \"soir\"\n";
    refused(("", takes), MONDAY, &[MIDI], Reason::CompanionMissing);
    refused((CAPACITY, "capacity = 0\n"), MONDAY, &[MIDI], Reason::NoPlaces);
}

/// A place of the waiting list, which takes late requests under the draft: it was waited for. One that was booked in time
/// would have had to wait.
#[test]
fn a_place_that_was_waited_for() {
    let waits = "[deadlines.jour-meme]\nform = \"days_before\"\ndays = 0\nat = \"09:00\"\n[attendance.retard]\nlate = { until = \"jour-meme\", waiting_list = true }\n";
    let draft = village_with(CAPACITY, &format!("{CAPACITY}attendance = \"retard\"\n")) + waits;
    let late: Was<'_> = ("midi", "2026-11-29T18:00:00+01:00", 350);
    let tried = |was_late| {
        let mut past = on(1, &child(1), MONDAY, &[late]);
        past.places[0].booked.as_mut().unwrap().late = was_late;
        let (lines, summary) = tried(&draft, None, &[past]);
        (lines[0].kept, lines[0].after, summary.activities[0].late)
    };
    assert_eq!(tried(true), (1, euros(350), 1));
    assert_eq!(tried(false), (0, euros(0), 0));
}

/// Midi takes soir, and soir is open to booking until noon two days before only.
#[test]
fn a_companion_that_is_refused_takes_the_other_with_it() {
    let takes = "[deadlines.plus-tot]\nform = \"days_before\"\ndays = 4\nat = \"09:00\"\n[[links]]\nactivity = \"midi\"\ntakes = \"soir\"\n";
    let draft = village_with("", takes);
    let at = draft.rfind(BOOK).unwrap();
    let draft = format!("{}{}", &draft[..at], draft[at..].replacen("veille", "plus-tot", 1));
    let (lines, summary) = tried(&draft, None, &[on(1, &child(1), MONDAY, &[MIDI, SOIR])]);
    assert_eq!((lines[0].kept, lines[0].refused, lines[0].after), (0, 2, euros(0)));
    let reasons: Vec<_> = summary.activities.iter().map(|one| one.refused[0].reason).collect();
    assert_eq!(reasons, [Reason::CompanionRefused, Reason::TooLate]);
}

/// An activity that is itself refused stands in nobody's way.
#[test]
fn what_is_refused_excludes_nothing() {
    let excludes = "[[links]]\nactivity = \"midi\"\nexcludes = \"soir\"\n";
    let draft = village_with(HAMLET.0, HAMLET.1) + excludes;
    let (lines, _) = tried(&draft, None, &[on(1, &child(1), MONDAY, &[MIDI, SOIR])]);
    assert_eq!((lines[0].kept, lines[0].refused, lines[0].after), (1, 1, euros(200)));
}

#[test]
fn next_years_file_is_tried_as_if_it_had_held() {
    let (_, summary) = tried(
        &village_with(
            "valid_from = 2025-09-01",
            "valid_from = 2027-09-01\nvalid_to = 2028-07-01",
        ),
        None,
        &[on(1, &child(1), MONDAY, &[MIDI])],
    );
    assert_eq!((summary.kept.places, summary.refused), (1, 0));
}
