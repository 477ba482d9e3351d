//! What unpaid invoices lead to, and when.

use preau_domain::rulebook::arrears::{Arrears, MonthDates, SuspendedFrom, Suspension};
use proptest::prelude::*;

use crate::calendar::town::{code, day, seeded};

fn arrears(invoiced_by: u8, due_on: u8, suspends: Option<Suspension>) -> Arrears {
    Arrears {
        invoiced_by,
        due_on,
        handed_over: false,
        suspends,
        blocks: None,
        with_next_order: false,
    }
}

fn suspends(activities: Option<&[&str]>, from: SuspendedFrom) -> Suspension {
    let activities = activities.map(|names| names.iter().map(|name| code(name)).collect());
    Suspension { activities, from }
}

#[test]
fn days_are_those_of_the_month_after_the_services() {
    let rule = arrears(15, 30, None);
    for (service, invoiced, due) in [
        ("2026-09-01", "2026-10-15", "2026-10-30"),
        ("2026-09-30", "2026-10-15", "2026-10-30"),
        ("2026-12-31", "2027-01-15", "2027-01-30"),
        // A shorter month has its own last day.
        ("2027-01-31", "2027-02-15", "2027-02-28"),
        ("2028-01-10", "2028-02-15", "2028-02-29"),
    ] {
        assert_eq!(rule.invoice_day(day(service)), Some(day(invoiced)), "{service}");
        assert_eq!(rule.due_day(day(service)), Some(day(due)), "{service}");
        assert_eq!(rule.suspended_from(day(service), &code("midi")), None, "{service}");
    }
}

#[test]
fn places_may_be_lost_from_the_next_day_or_the_next_month() {
    let from = |from, due_on| {
        let rule = arrears(1, due_on, Some(suspends(None, from)));
        rule.suspended_from(day("2026-11-30"), &code("midi"))
    };
    assert_eq!(from(SuspendedFrom::NextDay, 15), Some(day("2026-12-16")));
    assert_eq!(from(SuspendedFrom::NextDay, 31), Some(day("2027-01-01")));
    assert_eq!(from(SuspendedFrom::NextMonth, 15), Some(day("2027-01-01")));
    assert_eq!(from(SuspendedFrom::NextMonth, 31), Some(day("2027-01-01")));
}

#[test]
fn what_becomes_of_a_month_is_told_at_once() {
    let rule = Arrears {
        handed_over: true,
        ..arrears(15, 31, Some(suspends(Some(&["midi"]), SuspendedFrom::NextDay)))
    };
    let dates = MonthDates {
        month: day("2027-01-01"),
        invoiced_by: day("2027-02-15"),
        due_on: day("2027-02-28"),
        handed_over: true,
        suspended_from: Some(day("2027-03-01")),
    };
    assert_eq!(rule.dates(day("2027-01-20"), &code("midi")), Some(dates));
    let of_none = MonthDates {
        suspended_from: None,
        ..dates
    };
    assert_eq!(rule.dates(day("2027-01-20"), &code("soir")), Some(of_none));
}

#[test]
fn the_last_day_to_pay_is_the_one_that_came_last() {
    let rule = arrears(15, 30, None);
    for (as_of, due) in [
        ("2026-11-29", "2026-10-30"),
        ("2026-11-30", "2026-11-30"),
        ("2026-12-29", "2026-11-30"),
        ("2027-02-28", "2027-02-28"),
    ] {
        assert_eq!(rule.last_due_day(day(as_of)), Some(day(due)), "{as_of}");
    }
}

#[test]
fn only_in_the_activities_that_are_named() {
    let rule = arrears(5, 20, Some(suspends(Some(&["midi", "soir"]), SuspendedFrom::NextDay)));
    let from = |activity| rule.suspended_from(day("2026-11-30"), &code(activity));
    assert_eq!(["midi", "soir"].map(from), [Some(day("2026-12-21")); 2]);
    assert_eq!(from("matin"), None);
}

#[test]
fn what_is_known_at_the_end_of_a_day_says_from_when_places_may_be_lost() {
    for (due_on, from, as_of, earliest) in [
        // The last day to pay for October's services is over at the end of 15 November.
        (15, SuspendedFrom::NextDay, "2026-11-15", Some("2026-11-16")),
        (15, SuspendedFrom::NextMonth, "2026-11-15", Some("2026-12-01")),
        // Before, only September's are overdue.
        (15, SuspendedFrom::NextDay, "2026-11-14", Some("2026-10-16")),
        (15, SuspendedFrom::NextMonth, "2026-11-14", Some("2026-11-01")),
        (31, SuspendedFrom::NextMonth, "2027-03-01", Some("2027-03-01")),
        (31, SuspendedFrom::NextDay, "2027-02-28", Some("2027-03-01")),
    ] {
        let rule = arrears(1, due_on, Some(suspends(None, from)));
        assert_eq!(
            rule.earliest_suspension(day(as_of)),
            earliest.map(day),
            "{due_on} {as_of}"
        );
    }
    assert_eq!(arrears(1, 15, None).earliest_suspension(day("2026-11-15")), None);
}

proptest! {
    #![proptest_config(seeded())]

    #[test]
    fn an_invoice_comes_before_its_last_day_and_that_before_a_suspension(
        later in 0_u64..2000,
        invoiced_by in 1_u8..=31,
        due_on in 1_u8..=31,
        next_day: bool,
    ) {
        let due_on = due_on.max(invoiced_by);
        let from = if next_day { SuspendedFrom::NextDay } else { SuspendedFrom::NextMonth };
        let rule = arrears(invoiced_by, due_on, Some(suspends(None, from)));
        let service = day("2024-01-01") + chrono::Days::new(later);
        let invoiced = rule.invoice_day(service).unwrap();
        let due = rule.due_day(service).unwrap();
        let suspended = rule.suspended_from(service, &code("midi")).unwrap();
        prop_assert!(service < invoiced && invoiced <= due && due < suspended);
    }
}
