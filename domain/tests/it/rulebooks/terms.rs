//! What is paid by the term or the month: Distré, Noyers-sur-Cher and Le Rove.

use chrono::NaiveDate;
use preau_domain::attendance::DueKind::{LatePickup, Used};
use preau_domain::attendance::PlaceRecord;
use preau_domain::booking::{Refusal, SlotKey, may_book};
use preau_domain::rulebook::absence::AbsenceReason;

use super::files::{DISTRE, LE_ROVE, NOYERS};
use super::town::{To, stayed, town};
use crate::booking::town::World;
use crate::calendar::town::{at, code, day};

const MONTHS: [&str; 12] = [
    "2026-09-02",
    "2026-10-07",
    "2026-11-04",
    "2026-12-02",
    "2027-01-06",
    "2027-02-03",
    "2027-03-03",
    "2027-04-07",
    "2027-05-05",
    "2027-06-02",
    "2027-07-07",
    "2027-08-25",
];

#[test]
fn distre_is_paid_in_ten_instalments_that_add_up_to_the_year() {
    for (activity, quotient, first, year, worth) in [
        ("journee", 599, 3045, 30450, 870),
        ("journee", 600, 3570, 35700, 1020),
        ("demi-journee", 599, 1785, 17850, 510),
        ("demi-journee", 600, 2152, 21520, 615),
    ] {
        let distre = town(DISTRE, "ecole").quotient(quotient).regular(activity);
        let due = MONTHS.map(|on| distre.term_due(activity, on));
        let mut expected = [first; 12];
        expected[10..].fill(0);
        assert_eq!(due, expected, "{activity}, quotient {quotient}");
        assert_eq!(due.iter().sum::<i64>(), year);
        assert_eq!(distre.worth(activity, "2026-12-02"), [Some(worth)]);
        assert_eq!(distre.pays(activity, "2026-12-02"), 0);
    }
}

#[test]
fn distre_asks_occasional_children_by_the_day() {
    for (quotient, whole, half) in [(0, 1020, 615), (599, 1020, 615), (600, 1225, 715)] {
        let distre = town(DISTRE, "ecole").quotient(quotient);
        let prices = ["journee", "demi-journee"].map(|activity| distre.pays(activity, "2026-12-02"));
        assert_eq!(prices, [whole, half], "quotient {quotient}");
        assert_eq!(distre.term_due("journee", "2026-12-02"), 0);
    }
}

/// A month's notice, and a reason that the town accepts: each Wednesday that is left is given back.
#[test]
fn distre_gives_back_what_is_left_of_a_year() {
    let day = "2026-12-02";
    for (activity, quotient, worth) in [
        ("journee", 599, 870),
        ("journee", 600, 1020),
        ("demi-journee", 599, 510),
        ("demi-journee", 600, 615),
    ] {
        let distre = town(DISTRE, "ecole").quotient(quotient).regular(activity);
        let due = |reason, reported: &str| {
            let record = distre.absent_with(activity, day, |absence| {
                absence.reason = reason;
                absence.reported_at = Some(at(reported));
            });
            distre.due(day, &[(activity, record)])[0].2
        };
        let reason = Some(AbsenceReason::Exceptional);
        assert_eq!(
            due(reason, "2026-11-02T23:58:59+01:00"),
            -worth,
            "{activity}, {quotient}"
        );
        assert_eq!(due(reason, "2026-11-02T23:59:00+01:00"), 0);
        assert_eq!(due(None, "2026-11-02T08:00:00+01:00"), 0);
    }
}

#[test]
fn noyers_is_paid_by_the_quarter() {
    let regular = town(NOYERS, "ecole").regular("garderie");
    let due = MONTHS.map(|on| regular.term_due("garderie", on));
    assert_eq!(due, [5000, 0, 0, 0, 3700, 0, 0, 3700, 0, 0, 0, 0]);
    assert_eq!(regular.pays("garderie", "2026-11-30"), 0);
    let day = |left| {
        let record = stayed(None, Some(left));
        town(NOYERS, "ecole")
            .due("2026-11-30", &[("garderie", record)])
            .into_iter()
            .map(|line| (line.1, line.2))
            .collect::<Vec<_>>()
    };
    assert_eq!(day("18:30"), [(Used, 350)]);
    assert_eq!(day("18:31"), [(Used, 350), (LatePickup, 600)]);
}

/// The days of December 2026 on which the canteen runs.
fn december(rove: &World) -> Vec<NaiveDate> {
    let runs = |day: &NaiveDate| {
        rove.calendar
            .runs(&rove.rules.activities[0].days, Some(&rove.child.school), *day)
            .is_ok()
    };
    day("2026-12-01").iter_days().take(31).filter(runs).collect()
}

#[test]
fn le_rove_bills_a_month_begun_in_full() {
    let rove = town(LE_ROVE, "elementaire");
    let days = december(&rove);
    assert_eq!(days.len(), 11);
    let total = |absent_on: Option<NaiveDate>| {
        let due = |on: &NaiveDate| {
            let text = on.to_string();
            let record = if absent_on == Some(*on) {
                rove.absent("cantine", &text, None)
            } else {
                PlaceRecord::booked()
            };
            rove.due(&text, &[("cantine", record)])[0].2
        };
        days.iter().map(due).sum::<i64>()
    };
    assert_eq!([total(None), total(days.get(4).copied())], [3080, 3080]);
    let closes_at = Some(at("2026-12-01T00:00:00+01:00"));
    for on in ["2026-12-01", "2026-12-18"] {
        assert_eq!(rove.closes(To::Book, "cantine", on), closes_at);
        assert_eq!(rove.closes(To::Cancel, "cantine", on), closes_at);
    }
}

#[test]
fn le_rove_suspends_the_month_after_the_thirtieth() {
    let arrears = town(LE_ROVE, "elementaire").rules.arrears.unwrap();
    let canteen = code("cantine");
    for (service, invoiced, due, suspended) in [
        ("2026-12-03", "2027-01-15", "2027-01-30", "2027-02-01"),
        ("2027-01-04", "2027-02-15", "2027-02-28", "2027-03-01"),
        ("2026-11-30", "2026-12-15", "2026-12-30", "2027-01-01"),
    ] {
        let service = day(service);
        assert_eq!(arrears.invoice_day(service), Some(day(invoiced)));
        assert_eq!(arrears.due_day(service), Some(day(due)));
        assert_eq!(arrears.suspended_from(service, &canteen), Some(day(suspended)));
    }
    assert!(arrears.handed_over);
}

#[test]
fn le_rove_takes_nursery_pupils_from_four_years() {
    let refused = |born: &str| {
        let rove = town(LE_ROVE, "maternelle").child_with(|child| child.born = day(born));
        let slot = SlotKey {
            activity: rove.ix("cantine-maternelle"),
            day: day("2026-12-03"),
        };
        may_book(&rove.situation(), slot).err()
    };
    assert_eq!(refused("2022-12-03"), None);
    assert!(matches!(refused("2022-12-04"), Some(Refusal::WrongAge { .. })));
}
