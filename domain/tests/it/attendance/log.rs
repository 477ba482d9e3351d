//! Entries come to the same, in whatever order and however often they arrive.

use chrono::{DateTime, TimeDelta, Utc};
use preau_domain::attendance::{Entry, Fact, FactKind, Log, PlaceState, Report, Stamp, state_of};
use preau_domain::ids::AttendanceEventId;
use preau_domain::rulebook::absence::AbsenceReason;
use proptest::prelude::*;
use ulid::Ulid;

use crate::calendar::town::{at, seeded};

const MORNING: &str = "2026-12-01T08:00:00+01:00";

fn minute(nth: i64) -> DateTime<Utc> {
    at(MORNING) + TimeDelta::minutes(nth)
}

fn facts() -> impl Strategy<Value = Fact> {
    let reason = || prop::option::of(prop_oneof![Just(AbsenceReason::Illness), Just(AbsenceReason::School)]);
    let kind = prop_oneof![
        Just(FactKind::CheckedIn),
        Just(FactKind::CheckedOut),
        Just(FactKind::Absent),
        Just(FactKind::Reported),
        Just(FactKind::Certificate),
    ];
    prop_oneof![
        (0..60_i64).prop_map(|nth| Fact::CheckedIn(minute(nth))),
        (0..60_i64).prop_map(|nth| Fact::CheckedOut(minute(nth))),
        reason().prop_map(Fact::Absent),
        (0..60_i64, reason()).prop_map(|(nth, reason)| Fact::Reported(Report {
            at: minute(nth),
            reason,
            note: None
        })),
        (0..60_i64).prop_map(|nth| Fact::Certificate(minute(nth))),
        kind.prop_map(Fact::Undone),
    ]
}

/// Entries of three devices within a few minutes, so that many meet at one instant. Each has an id of its own.
fn entries() -> impl Strategy<Value = Vec<Entry>> {
    let one = (facts(), 0..6_i64, 0..3_u8, 0..3_u32);
    prop::collection::vec(one, 0..24).prop_map(|all| {
        let entry = |(id, (fact, tapped, device, sequence)): (usize, (Fact, i64, u8, u32))| Entry {
            stamp: Stamp {
                at: minute(tapped),
                device: format!("tablet-{device}"),
                sequence,
                id: AttendanceEventId(Ulid(id as u128)),
            },
            fact,
        };
        all.into_iter().enumerate().map(entry).collect()
    })
}

/// Some entries, and the same ones shuffled, with some of them again.
fn twice() -> impl Strategy<Value = (Vec<Entry>, Vec<Entry>)> {
    entries().prop_flat_map(|entries| {
        let again = prop::sample::subsequence(entries.clone(), 0..=entries.len());
        let all = entries.clone();
        let shuffled = again.prop_flat_map(move |again| {
            let mut all = all.clone();
            all.extend(again);
            Just(all).prop_shuffle()
        });
        (Just(entries), shuffled)
    })
}

proptest! {
    #![proptest_config(seeded())]

    #[test]
    fn neither_order_nor_repetition_matters((entries, other) in twice()) {
        prop_assert_eq!(Log::of(&entries), Log::of(&other));
        prop_assert_eq!(state_of(&entries), state_of(&other));
    }

    /// Batches may be joined in any way: what was folded before and what comes later come to the same as all at once.
    #[test]
    fn batches_may_be_cut_anywhere(entries in entries(), cut: prop::sample::Index) {
        let (first, second) = entries.split_at(cut.index(entries.len() + 1));
        let mut log = Log::of(second);
        for entry in first {
            log.take(entry);
        }
        prop_assert_eq!(log, Log::of(&entries));
    }

    /// Of each kind but reports the one with the latest stamp holds, and no other: unless another kind says better. One
    /// that is there is not absent, and one that came back has not left.
    #[test]
    fn the_latest_of_each_kind_holds(entries in entries()) {
        let log = Log::of(&entries);
        let state = log.state();
        for entry in entries.iter().filter(|entry| entry.fact.kind() != FactKind::Reported) {
            let mut same = entries.iter().filter(|other| other.fact.kind() == entry.fact.kind());
            let overtaken = same.any(|other| other.stamp > entry.stamp);
            let answers = match &entry.fact {
                Fact::CheckedIn(_) => state.arrived_at.is_some(),
                Fact::CheckedOut(_) => state.left_at.is_some(),
                Fact::Absent(_) => state.seen_absent,
                _ => true,
            };
            prop_assert_eq!(log.holds(entry.stamp.id), !overtaken && answers);
        }
    }

    /// Of the reports since the last was taken back, the earliest instant counts, and the last reason that was said. Those
    /// hold that say something of it; what takes all of them back holds until there is another.
    #[test]
    fn the_first_report_counts(entries in entries()) {
        let log = Log::of(&entries);
        let undone = |entry: &&Entry| entry.fact == Fact::Undone(FactKind::Reported);
        let undone = entries.iter().filter(undone).map(|entry| &entry.stamp).max();
        let mut told: Vec<(&Stamp, &Report)> = entries
            .iter()
            .filter(|entry| undone.is_none_or(|undone| entry.stamp > *undone))
            .filter_map(|entry| match &entry.fact {
                Fact::Reported(report) => Some((&entry.stamp, report)),
                _ => None,
            })
            .collect();
        told.sort_by_key(|(stamp, _)| *stamp);
        let first = told.iter().min_by_key(|(stamp, report)| (report.at, *stamp));
        let reason = told.iter().rev().find(|(_, report)| report.reason.is_some());
        let expected = first.map(|(_, first)| Report {
            at: first.at,
            reason: reason.and_then(|(_, report)| report.reason),
            note: None,
        });
        prop_assert_eq!(log.state().report, expected);
        for entry in entries.iter().filter(|entry| entry.fact.kind() == FactKind::Reported) {
            let says = [first, reason].into_iter().flatten().any(|(stamp, _)| **stamp == entry.stamp);
            let undoes = told.is_empty() && undone == Some(&entry.stamp);
            prop_assert_eq!(log.holds(entry.stamp.id), says || undoes);
        }
    }

    #[test]
    fn nobody_is_both_there_and_absent(entries in entries()) {
        let state = state_of(&entries);
        prop_assert!(!(state.absent() && state.came()));
        prop_assert!(!(state.seen_absent && state.came()));
        prop_assert!(!state.is_missing() || state.report.is_none());
    }

    /// The last arrival and the last departure of a child that came, by their stamps, are two instants of one stay.
    #[test]
    fn nobody_leaves_before_coming(entries in entries()) {
        let state = state_of(&entries);
        let last = |kind| {
            let mut same: Vec<&Entry> = entries.iter().filter(|entry| entry.fact.kind() == kind).collect();
            same.sort_by_key(|entry| &entry.stamp);
            match same.last()?.fact {
                Fact::CheckedIn(at) | Fact::CheckedOut(at) => Some(at),
                _ => None,
            }
        };
        if state.came() {
            let (arrived, left) = (last(FactKind::CheckedIn), last(FactKind::CheckedOut));
            prop_assert_eq!(state.arrived_at, arrived);
            let is_back = arrived.zip(left).is_some_and(|(arrived, left)| left < arrived);
            prop_assert_eq!(state.left_at, left.filter(|_| !is_back));
        }
    }
}

fn entry(nth: u128, minutes: i64, fact: Fact) -> Entry {
    Entry {
        stamp: Stamp {
            at: minute(minutes),
            device: "tablet".to_owned(),
            sequence: 0,
            id: AttendanceEventId(Ulid(nth)),
        },
        fact,
    }
}

fn told(minutes: i64, reason: Option<AbsenceReason>) -> Report {
    Report {
        at: minute(minutes),
        reason,
        note: Some("grippe".to_owned()),
    }
}

#[test]
fn nothing_written_is_nothing_known() {
    assert_eq!(state_of([]), PlaceState::default());
}

#[test]
fn what_was_tapped_last_counts_between_there_and_absent() {
    let came = entry(1, 5, Fact::CheckedIn(minute(3)));
    let absent = |minutes| entry(2, minutes, Fact::Absent(Some(AbsenceReason::School)));
    let there = PlaceState {
        arrived_at: Some(minute(3)),
        ..PlaceState::default()
    };
    let away = PlaceState {
        seen_absent: true,
        seen_reason: Some(AbsenceReason::School),
        ..PlaceState::default()
    };
    // At one instant, the later id holds.
    for (minutes, state) in [(4, &there), (5, &away), (6, &away)] {
        assert_eq!(
            state_of(&[came.clone(), absent(minutes)]).absent(),
            state.absent(),
            "{minutes}"
        );
        assert_eq!(
            state_of(&[absent(minutes), came.clone()]).arrived_at,
            state.arrived_at,
            "{minutes}"
        );
    }
    assert_eq!(state_of(&[came, absent(6)]), away);
    // A child that left was there, also when nobody saw it come.
    let left = entry(3, 7, Fact::CheckedOut(minute(7)));
    let state = state_of(&[absent(6), left]);
    assert_eq!(
        (state.left_at, state.arrived_at, state.absent()),
        (Some(minute(7)), None, false)
    );
}

#[test]
fn a_child_that_comes_back_is_there() {
    let came = entry(1, 5, Fact::CheckedIn(minute(5)));
    let left = entry(2, 10, Fact::CheckedOut(minute(10)));
    let back = entry(3, 20, Fact::CheckedIn(minute(20)));
    let stay = |entries: &[&Entry]| {
        let state = state_of(entries.iter().copied());
        (state.arrived_at, state.left_at)
    };
    assert_eq!(stay(&[&came, &left]), (Some(minute(5)), Some(minute(10))));
    assert_eq!(stay(&[&came, &left, &back]), (Some(minute(20)), None));
    let again = entry(4, 30, Fact::CheckedOut(minute(30)));
    assert_eq!(
        stay(&[&again, &back, &came, &left]),
        (Some(minute(20)), Some(minute(30)))
    );
    // An arrival that is corrected after the child left is no return, whenever it is tapped.
    let corrected = entry(5, 40, Fact::CheckedIn(minute(4)));
    assert_eq!(stay(&[&came, &left, &corrected]), (Some(minute(4)), Some(minute(10))));
    // Who leaves at the instant of coming has left.
    let at_once = entry(6, 50, Fact::CheckedIn(minute(10)));
    assert_eq!(stay(&[&left, &at_once]), (Some(minute(10)), Some(minute(10))));
    // A departure that was a mistake is taken back, and the child has been there all the time.
    let undone = entry(7, 12, Fact::Undone(FactKind::CheckedOut));
    assert_eq!(stay(&[&came, &left, &undone]), (Some(minute(5)), None));
}

#[test]
fn eyes_are_believed_before_what_was_announced() {
    let report = entry(1, 30, Fact::Reported(told(2, Some(AbsenceReason::Illness))));
    let came = entry(2, 5, Fact::CheckedIn(minute(5)));
    let announced = state_of([&report]);
    assert_eq!(
        announced,
        PlaceState {
            report: Some(told(2, Some(AbsenceReason::Illness))),
            ..PlaceState::default()
        }
    );
    assert!(announced.absent() && !announced.is_missing());
    let seen = state_of([&report, &came]);
    assert_eq!((seen.arrived_at, seen.absent()), (Some(minute(5)), false));
    // What the staff wrote is the reason, where they wrote one.
    let absent = |reason| entry(3, 40, Fact::Absent(reason));
    let reason = |reason| state_of([&report, &absent(reason)]).reason();
    assert_eq!(reason(None), Some(AbsenceReason::Illness));
    assert_eq!(reason(Some(AbsenceReason::School)), Some(AbsenceReason::School));
}

#[test]
fn a_later_report_makes_no_earlier_one_late() {
    let report = |at, reason, note: Option<&str>| Report {
        at: minute(at),
        reason,
        note: note.map(ToOwned::to_owned),
    };
    let family = entry(
        1,
        5,
        Fact::Reported(report(5, Some(AbsenceReason::Illness), Some("grippe"))),
    );
    let office = entry(2, 30, Fact::Reported(report(30, None, None)));
    let both = Log::of([&office, &family]);
    assert_eq!(both.state(), state_of([&family]));
    assert_eq!(
        (both.holds(family.stamp.id), both.holds(office.stamp.id)),
        (true, false)
    );
    // What one of them left open, another says; what it said, another corrects.
    let reason = entry(3, 40, Fact::Reported(report(40, Some(AbsenceReason::School), None)));
    let earlier = entry(4, 50, Fact::Reported(report(2, None, Some("a telephoné"))));
    let all = Log::of([&office, &reason, &earlier, &family]);
    let together = report(2, Some(AbsenceReason::School), Some("a telephoné"));
    assert_eq!(all.state().report, Some(together));
    let held = [&family, &office, &reason, &earlier].map(|entry| all.holds(entry.stamp.id));
    assert_eq!(held, [false, false, true, true]);
    // Taken back, all of it is gone, and what comes behind is the first.
    let undone = entry(5, 20, Fact::Undone(FactKind::Reported));
    assert_eq!(state_of([&family, &undone]).report, None);
    assert_eq!(
        state_of([&office, &undone, &family]).report,
        Some(report(30, None, None))
    );
}

#[test]
fn what_was_told_of_the_place_before_is_not_the_first_of_this_one() {
    let before = entry(1, 2, Fact::Reported(told(2, Some(AbsenceReason::Illness))));
    let anew = entry(2, 9, Fact::Reported(told(9, None)));
    let log = Log::of([&anew, &before]).of_booking(minute(5));
    assert_eq!(log.state().report, Some(told(9, None)));
    assert_eq!((log.holds(before.stamp.id), log.holds(anew.stamp.id)), (false, true));
}

#[test]
fn what_is_undone_uncovers_the_rest() {
    let all = [
        entry(1, 1, Fact::Absent(None)),
        entry(2, 2, Fact::CheckedIn(minute(2))),
        entry(3, 3, Fact::Undone(FactKind::CheckedIn)),
    ];
    assert!(state_of(&all).is_missing());
    assert!(state_of(&all[..2]).came());
    // An arrival tapped before the mistake was seen stays undone.
    let late = entry(4, 2, Fact::CheckedIn(minute(1)));
    assert!(state_of(all.iter().chain([&late])).is_missing());
    let again = entry(5, 4, Fact::CheckedIn(minute(4)));
    assert_eq!(state_of(all.iter().chain([&again])).arrived_at, Some(minute(4)));
}

#[test]
fn what_was_told_of_a_place_given_back_is_not_told_of_the_next() {
    let report = entry(1, 2, Fact::Reported(told(2, Some(AbsenceReason::Illness))));
    let state = state_of([&report]);
    // Booked at the same instant or before: told of it.
    assert_eq!(state.clone().of_booking(minute(2)), state);
    assert_eq!(state.of_booking(minute(3)), PlaceState::default());
    // Nobody told why it is missing now.
    let absent = entry(2, 30, Fact::Absent(None));
    let both = state_of([&report, &absent]);
    assert!(!both.is_missing());
    let booked_again = both.of_booking(minute(3));
    assert!(booked_again.is_missing());
    assert_eq!(booked_again.reason(), None);
}
