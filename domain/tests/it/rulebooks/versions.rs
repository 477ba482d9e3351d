//! La Tessoualle, whose rules for absences changed.

use chrono::{DateTime, Utc};
use preau_domain::attendance::DueKind::{Absent, Used};
use preau_domain::attendance::{Booking, Happened, PlaceRecord};
use preau_domain::booking::Refusal;
use preau_domain::rulebook::absence::AbsenceReason;

use super::files::{TESSOUALLE, TESSOUALLE_OLD};
use super::town::{To, town};
use crate::booking::town::World;
use crate::calendar::town::at;

const THURSDAY: &str = "2026-12-03";

#[test]
fn the_new_file_begins_the_day_after_the_old_one_ends() {
    let [old, new] = [TESSOUALLE_OLD, TESSOUALLE].map(|source| town(source, "bourg").rules);
    assert_eq!(old.valid_to.and_then(|last| last.succ_opt()), Some(new.valid_from));
    assert_eq!(old.town, new.town);
}

#[test]
fn each_day_closes_at_the_end_of_the_third_day_before() {
    for source in [TESSOUALLE_OLD, TESSOUALLE] {
        for (on, closes_at) in [
            ("2026-11-30", "2026-11-27T23:59:00+01:00"),
            ("2026-12-01", "2026-11-28T23:59:00+01:00"),
            (THURSDAY, "2026-11-30T23:59:00+01:00"),
            ("2026-12-04", "2026-12-01T23:59:00+01:00"),
        ] {
            let town = town(source, "bourg");
            for to in [To::Book, To::Cancel] {
                assert_eq!(town.closes(to, "restaurant", on), Some(at(closes_at)), "{on}");
            }
        }
    }
}

#[test]
fn a_late_registration_costs_a_euro_more() {
    let bourg = town(TESSOUALLE, "bourg");
    let asked = |now| bourg.books("restaurant", THURSDAY, now);
    assert_eq!(asked("2026-11-30T23:58:59+01:00"), Ok((false, 440)));
    assert_eq!(asked("2026-11-30T23:59:00+01:00"), Ok((true, 540)));
    assert_eq!(asked("2026-12-01T00:00:00+01:00"), Ok((true, 540)));
    let closed_at = at("2026-12-03T09:00:00+01:00");
    assert_eq!(asked("2026-12-03T09:00:00+01:00"), Err(Refusal::TooLate { closed_at }));
    let cispa = town(TESSOUALLE, "cispa");
    assert_eq!(cispa.pays("restaurant", THURSDAY), 622);
    let late = PlaceRecord::of(
        Some(Booking {
            late: true,
            ..Booking::default()
        }),
        Happened::Unrecorded,
    );
    let due: i64 = bourg
        .due_lines(THURSDAY, &[("restaurant", late)])
        .iter()
        .map(|line| line.amount.cents())
        .sum();
    assert_eq!(due, 540);
}

fn sick(town: &World, on: &str, reported: &str, certificate: Option<DateTime<Utc>>) -> i64 {
    let record = town.absent_with("restaurant", on, |absence| {
        absence.reason = Some(AbsenceReason::Illness);
        absence.reported_at = Some(at(reported));
        absence.certificate_at = certificate;
    });
    let due = town.due(on, &[("restaurant", record)]);
    assert_eq!(due, [("restaurant", Absent, due[0].2)]);
    due[0].2
}

#[test]
fn a_sick_child_with_a_certificate_paid_nothing_once_and_pays_now() {
    let [old, new] = [TESSOUALLE_OLD, TESSOUALLE].map(|source| town(source, "bourg"));
    let certificate = Some(at("2026-06-05T10:00:00+02:00"));
    let called = "2026-06-04T08:30:00+02:00";
    assert_eq!(sick(&old, "2026-06-04", called, certificate), 0);
    assert_eq!(sick(&old, "2026-06-04", "2026-06-04T09:00:00+02:00", certificate), 440);
    assert_eq!(sick(&old, "2026-06-04", called, None), 440);
    // 48 hours after 12:00.
    assert_eq!(
        sick(&old, "2026-06-04", called, Some(at("2026-06-06T12:00:00+02:00"))),
        0
    );
    assert_eq!(
        sick(&old, "2026-06-04", called, Some(at("2026-06-06T12:00:01+02:00"))),
        440
    );
    let called = "2026-12-03T08:30:00+01:00";
    assert_eq!(sick(&new, THURSDAY, called, Some(at("2026-12-04T10:00:00+01:00"))), 440);
    assert_eq!(
        new.due(THURSDAY, &[("restaurant", PlaceRecord::booked())]),
        [("restaurant", Used, 440)]
    );
}
