//! More bookings than the draft has places.

use preau_domain::simulation::{CrowdedSlot, Example, FamilyLine, Kept, Reason, Refused, Summary};

use super::village::{Day, Was, child, euros, family, on, tried};
use crate::calendar::town::{code, day};
use crate::rulebook::village::village_with;

const MONDAY: &str = "2026-11-30";
const THURSDAY: &str = "2026-12-03";
const FIRST: &str = "2026-11-26T12:00:00+01:00";
const SECOND: &str = "2026-11-26T12:00:01+01:00";
const THIRD: &str = "2026-11-27T12:00:00+01:00";
const TOO_LATE: &str = "2026-11-29T09:00:00+01:00";
const TAKES: &str = "[[links]]\nactivity = \"midi\"\ntakes = \"soir\"\n";
const EXCLUDES: &str = "[[links]]\nactivity = \"midi\"\nexcludes = \"soir\"\n";

fn midi(at: &str) -> Was<'_> {
    ("midi", at, 350)
}

fn soir(at: &str) -> Was<'_> {
    ("soir", at, 200)
}

/// The village with so many places for midday and for the evening.
fn places(midday: u32, evening: u32) -> String {
    let draft = village_with("capacity = 40", &format!("capacity = {midday}"));
    draft.replace("capacity = 20", &format!("capacity = {evening}"))
}

/// One child of each family.
fn days(on_monday: &[(u8, &[Was<'_>])]) -> Vec<Day> {
    let of = |&(nth, was): &(u8, &[Was<'_>])| on(nth, &child(nth), MONDAY, was);
    on_monday.iter().map(of).collect()
}

/// Of each family, what is kept and what is refused.
fn counts(lines: &[FamilyLine]) -> Vec<(u64, u64)> {
    lines.iter().map(|line| (line.kept, line.refused)).collect()
}

/// Activity, reason, and the children.
fn refusals(summary: &Summary) -> Vec<(&str, Reason, Vec<u128>)> {
    let of = |one: &Refused| one.examples.iter().map(|example| example.child.0.0).collect();
    let activities = summary.activities.iter();
    let told = activities.flat_map(|one| {
        one.refused
            .iter()
            .map(move |refused| (one.activity.0.as_str(), refused))
    });
    told.map(|(activity, refused)| (activity, refused.reason, of(refused)))
        .collect()
}

fn crowded(activity: &str, wanted: u32, capacity: u32) -> CrowdedSlot {
    CrowdedSlot {
        activity: code(activity),
        day: day(MONDAY),
        wanted,
        capacity,
    }
}

#[test]
fn who_comes_first_has_the_place() {
    let was = days(&[(1, &[midi(THIRD)]), (2, &[midi(FIRST)]), (3, &[midi(SECOND)])]);
    let (lines, summary) = tried(&places(1, 20), None, &was);
    let line = |nth, kept| FamilyLine {
        family: family(nth),
        kept,
        refused: 1 - kept,
        lacking: 0,
        before: euros(350),
        before_kept: euros(if kept == 1 { 350 } else { 0 }),
        after: euros(if kept == 1 { 350 } else { 0 }),
    };
    assert_eq!(lines, [line(1, 0), line(2, 1), line(3, 0)]);
    let example = |nth| Example {
        family: family(nth),
        child: child(nth).id,
        day: day(MONDAY),
    };
    let full = Refused {
        reason: Reason::Full,
        places: 2,
        before: euros(700),
        examples: vec![example(1), example(3)],
    };
    let kept = Kept {
        places: 1,
        before: euros(350),
        after: euros(350),
    };
    let midday = &summary.activities[0];
    assert_eq!((&midday.refused, midday.kept), (&vec![full], kept));
    assert_eq!(summary.crowded, [crowded("midi", 3, 1)]);
    assert_eq!(summary.crowded[0].over(), 2);
    let told = (summary.places, summary.refused, summary.before_refused, summary.kept);
    assert_eq!(told, (3, 2, euros(700), kept));
    assert_eq!(Reason::Full.word(), "full");
    assert_eq!(serde_json::to_value(Reason::Full).unwrap(), "full");
}

#[test]
fn at_one_instant_whose_booking_was_written_first_has_it() {
    let was = [midi(FIRST)];
    let days = [
        on(1, &child(9), MONDAY, &was),
        on(1, &child(2), MONDAY, &was),
        on(2, &child(3), MONDAY, &was),
        on(2, &child(1), MONDAY, &was),
    ];
    let (lines, summary) = tried(&places(2, 20), None, &days);
    assert_eq!(counts(&lines), [(1, 1), (1, 1)]);
    assert_eq!(refusals(&summary), [("midi", Reason::Full, vec![9, 3])]);
}

#[test]
fn as_many_places_as_are_wanted_refuse_nobody() {
    let was: [Was<'_>; 2] = [midi(FIRST), soir(FIRST)];
    let was = days(&[(1, &was), (2, &was), (3, &was)]);
    for draft in [places(3, 3), places(41, 21), places(3, 3) + TAKES] {
        let (lines, summary) = tried(&draft, None, &was);
        assert_eq!(counts(&lines), [(2, 0), (2, 0), (2, 0)]);
        assert_eq!((summary.refused, summary.crowded), (0, Vec::new()));
    }
}

/// What is refused for another reason takes no place; that reason is told, also where the places were taken.
#[test]
fn who_is_refused_otherwise_takes_no_place() {
    let mut elsewhere = child(1);
    elsewhere.school = code("hameau");
    let mut was = days(&[(2, &[midi(SECOND)]), (3, &[midi(TOO_LATE)])]);
    was.insert(0, on(1, &elsewhere, MONDAY, &[midi(FIRST)]));
    was.push(on(4, &elsewhere, MONDAY, &[midi(THIRD)]));
    let draft = places(1, 20).replacen(
        "schools = [\"bourg\", \"hameau\"]\nstarts_at = \"11:30\"",
        "schools = [\"bourg\"]\nstarts_at = \"11:30\"",
        1,
    );
    let (lines, summary) = tried(&draft, None, &was);
    assert_eq!(counts(&lines), [(0, 1), (1, 0), (0, 1), (0, 1)]);
    let told = [
        ("midi", Reason::NotOffered, vec![1, 1]),
        ("midi", Reason::TooLate, vec![3]),
    ];
    assert_eq!(refusals(&summary), told);
    assert_eq!(summary.crowded, []);
}

/// Each day by itself.
#[test]
fn a_day_fills_up_alone() {
    let mut was = days(&[(1, &[midi(FIRST)]), (2, &[midi(SECOND)])]);
    was.insert(1, on(1, &child(1), THURSDAY, &[midi(FIRST)]));
    let (lines, summary) = tried(&places(1, 20), None, &was);
    assert_eq!(counts(&lines), [(2, 0), (0, 1)]);
    assert_eq!(summary.crowded, [crowded("midi", 2, 1)]);
}

/// Midday goes with the evening, which has one place: whoever finds none there has no midday either, and leaves its place to
/// the next one.
#[test]
fn what_goes_along_with_a_full_one_falls_and_leaves_its_place() {
    let both = |at| [midi(at), soir(at)];
    let (first, second, third) = (both(FIRST), both(SECOND), [midi(THIRD)]);
    let was = days(&[(1, &first), (2, &second), (3, &third)]);
    let unless = format!("{TAKES}unless = \"food_care_plan\"\n");
    let mut alone = child(3);
    alone.food_care_plan = true;
    let was: Vec<Day> = was.into_iter().take(2).chain([on(3, &alone, MONDAY, &third)]).collect();
    let (lines, summary) = tried(&(places(2, 1) + &unless), None, &was);
    assert_eq!(counts(&lines), [(2, 0), (0, 2), (1, 0)]);
    let told = [
        ("midi", Reason::CompanionRefused, vec![2]),
        ("soir", Reason::Full, vec![2]),
    ];
    assert_eq!(refusals(&summary), told);
    assert_eq!(summary.crowded, [crowded("soir", 2, 1)]);
    // Full is full, whatever goes along; the evening stands without midday.
    let (lines, summary) = tried(&(places(1, 2) + &unless), None, &was);
    assert_eq!(counts(&lines), [(2, 0), (1, 1), (0, 1)]);
    assert_eq!(refusals(&summary), [("midi", Reason::Full, vec![2, 3])]);
    assert_eq!(summary.crowded, [crowded("midi", 3, 1)]);
}

/// A midday whose evening was booked later is there with it: whoever had both in between comes first.
#[test]
fn a_place_comes_when_the_last_that_goes_along_was_booked() {
    let was = days(&[(1, &[midi(FIRST), soir(THIRD)]), (2, &[midi(SECOND), soir(SECOND)])]);
    let (lines, summary) = tried(&(places(1, 20) + TAKES), None, &was);
    assert_eq!(counts(&lines), [(1, 1), (2, 0)]);
    assert_eq!(refusals(&summary), [("midi", Reason::Full, vec![1])]);
}

#[test]
fn what_is_full_excludes_nothing() {
    let was = days(&[(1, &[midi(FIRST)]), (2, &[midi(SECOND), soir(THIRD)])]);
    let (lines, summary) = tried(&(places(1, 1) + EXCLUDES), None, &was);
    assert_eq!(counts(&lines), [(1, 0), (1, 1)]);
    assert_eq!(refusals(&summary), [("midi", Reason::Full, vec![2])]);
    // And what is excluded takes no place.
    let was = days(&[(1, &[midi(FIRST), soir(SECOND)]), (2, &[soir(THIRD)])]);
    let (lines, summary) = tried(&(places(1, 1) + EXCLUDES), None, &was);
    assert_eq!(counts(&lines), [(1, 1), (1, 0)]);
    assert_eq!(refusals(&summary), [("soir", Reason::Excluded, vec![1])]);
    assert_eq!(summary.crowded, []);
}

/// A draft without any place says so, and not that others came before.
#[test]
fn no_places_at_all_are_another_reason() {
    let (_, summary) = tried(
        &places(0, 20),
        None,
        &days(&[(1, &[midi(FIRST)]), (2, &[midi(SECOND)])]),
    );
    assert_eq!(refusals(&summary), [("midi", Reason::NoPlaces, vec![1, 2])]);
    assert_eq!(summary.crowded, []);
}
