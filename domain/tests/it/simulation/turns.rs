//! Whatever is booked: who finds a place is who would, if the town had decided turn by turn.

use std::collections::{BTreeMap, BTreeSet};

use preau_domain::simulation::{Reason, Summary};
use proptest::prelude::*;

use super::village::{Day, child, on, tried};
use crate::calendar::town::seeded;
use crate::rulebook::village::village_with;

const MONDAY: &str = "2026-11-30";

/// Few, so that many meet; the last is too late.
const INSTANTS: [&str; 5] = [
    "2026-11-25T12:00:00+01:00",
    "2026-11-26T12:00:00+01:00",
    "2026-11-27T12:00:00+01:00",
    "2026-11-28T12:00:00+01:00",
    "2026-11-29T12:00:00+01:00",
];
const LATE: usize = INSTANTS.len() - 1;

/// In the order of the rule book. Midday takes the evening, and study and evening exclude each other.
const ACTIVITIES: [&str; 3] = ["midi", "soir", "etude"];
const MIDI: usize = 0;
const SOIR: usize = 1;
const ETUDE: usize = 2;

/// For each activity, which of the instants it was booked at.
type Booked = [Option<usize>; 3];

fn draft(capacity: [u32; 3]) -> String {
    let [midi, soir, etude] = capacity;
    let draft = village_with("capacity = 40", &format!("capacity = {midi}"));
    let draft = draft.replace("capacity = 20", &format!("capacity = {soir}"));
    let evening = draft.rfind("[[activities]]").unwrap();
    let study = draft[evening..]
        .replace("\"soir\"", "\"etude\"")
        .replace(&format!("capacity = {soir}"), &format!("capacity = {etude}"));
    format!(
        "{draft}{study}[[links]]\nactivity = \"midi\"\ntakes = \"soir\"\n[[links]]\nactivity = \"etude\"\nexcludes = \"soir\"\n"
    )
}

/// A place, while there is one.
fn take(left: &mut u32) -> Result<(), Reason> {
    *left = left.checked_sub(1).ok_or(Reason::Full)?;
    Ok(())
}

/// Goes through the instants, and at each through the children, and gives places away as they are asked for.
fn by_hand(children: &[Booked], mut left: [u32; 3]) -> BTreeMap<(usize, usize), Result<(), Reason>> {
    let mut answers = BTreeMap::new();
    let turns = (0..INSTANTS.len()).flat_map(|instant| (0..children.len()).map(move |nth| (instant, nth)));
    for (instant, nth) in turns {
        let booked = children[nth];
        // Midday is asked for with its evening, and stands behind it.
        let of_midday = booked[MIDI].map(|own| own.max(booked[SOIR].unwrap_or(own)));
        for (activity, turn) in [(SOIR, booked[SOIR]), (MIDI, of_midday), (ETUDE, booked[ETUDE])] {
            if turn != Some(instant) {
                continue;
            }
            let has = |other: usize| answers.get(&(nth, other)) == Some(&Ok(()));
            let answer = match activity {
                _ if booked[activity] == Some(LATE) => Err(Reason::TooLate),
                SOIR if has(ETUDE) => Err(Reason::Excluded),
                ETUDE if has(SOIR) => Err(Reason::Excluded),
                MIDI if booked[SOIR].is_none() => Err(Reason::CompanionMissing),
                MIDI if left[MIDI] > 0 && !has(SOIR) => Err(Reason::CompanionRefused),
                _ => take(&mut left[activity]),
            };
            answers.insert((nth, activity), answer);
        }
    }
    answers
}

fn days(children: &[Booked]) -> Vec<Day> {
    let day = |(nth, booked): (u8, &Booked)| {
        let places: Vec<_> = (0..ACTIVITIES.len())
            .filter_map(|activity| Some((ACTIVITIES[activity], INSTANTS[booked[activity]?], 100)))
            .collect();
        on(nth, &child(nth), MONDAY, &places)
    };
    let days = (1..).zip(children).map(day);
    days.filter(|day| !day.places.is_empty()).collect()
}

/// How often each reason is told of each activity.
fn told(summary: &Summary) -> BTreeMap<(usize, Reason), u64> {
    let activities = summary.activities.iter().enumerate();
    activities
        .flat_map(|(nth, one)| {
            one.refused
                .iter()
                .map(move |refused| ((nth, refused.reason), refused.places))
        })
        .collect()
}

fn held(children: &[Booked], capacity: [u32; 3]) -> Result<u64, TestCaseError> {
    let expected = by_hand(children, capacity);
    let (lines, summary) = tried(&draft(capacity), None, &days(children));
    let mut refusals: BTreeMap<(usize, Reason), u64> = BTreeMap::new();
    let mut kept = BTreeMap::new();
    for (&(nth, activity), answer) in &expected {
        let of_family: &mut (u64, u64) = kept.entry(nth).or_default();
        match answer {
            Ok(()) => of_family.0 += 1,
            Err(reason) => {
                of_family.1 += 1;
                *refusals.entry((activity, *reason)).or_default() += 1;
            }
        }
    }
    prop_assert_eq!(told(&summary), refusals.clone());
    let lines: Vec<(u64, u64)> = lines.iter().map(|line| (line.kept, line.refused)).collect();
    prop_assert_eq!(lines, kept.into_values().collect::<Vec<_>>());
    // A slot that refused somebody as full is full, and none holds more than it can.
    let full: BTreeSet<usize> = refusals
        .keys()
        .filter(|key| key.1 == Reason::Full)
        .map(|key| key.0)
        .collect();
    for (nth, one) in summary.activities.iter().enumerate() {
        let (places, most) = (one.kept.places, u64::from(capacity[nth]));
        prop_assert!(
            places <= most && (places == most || !full.contains(&nth)),
            "{}",
            one.activity.0
        );
    }
    let over: u64 = summary.crowded.iter().map(|slot| u64::from(slot.over())).sum();
    let refused: u64 = refusals
        .iter()
        .filter(|(key, _)| key.1 == Reason::Full)
        .map(|(_, places)| places)
        .sum();
    prop_assert_eq!(over, refused);
    Ok(refused)
}

fn child_day() -> impl Strategy<Value = Booked> {
    let at = || prop::option::weighted(0.7, 0..INSTANTS.len());
    (at(), at(), at()).prop_map(|(midi, soir, etude)| [midi, soir, etude])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..seeded() })]

    #[test]
    fn places_are_given_away_turn_by_turn(
        children in prop::collection::vec(child_day(), 1..14),
        capacity in [1_u32..6, 1..6, 1..6],
    ) {
        held(&children, capacity)?;
    }
}

/// The property above says something.
#[test]
fn a_crowd_is_refused() {
    let crowd = [[Some(1), Some(1), None]; 9];
    assert_eq!(held(&crowd, [2, 5, 1]).unwrap(), 7 + 4);
}
