//! Days that repeat by the week.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate};
use preau_domain::planning::{Pattern, Recurrence, RecurrenceRefusal};
use preau_domain::rulebook::deadline::WeekdayKey;
use proptest::prelude::*;

use crate::calendar::town::{day, seeded, weekdays};

#[track_caller]
fn days(from: &str, to: &str, pattern: Pattern) -> Vec<String> {
    let recurrence = Recurrence::new(day(from), day(to), pattern).unwrap();
    recurrence.days().map(|day| day.to_string()).collect()
}

#[test]
fn certain_weekdays_every_week_with_both_ends() {
    assert_eq!(
        days("2026-11-30", "2026-12-08", Pattern::Weekly(weekdays("mon tue"))),
        ["2026-11-30", "2026-12-01", "2026-12-07", "2026-12-08"]
    );
    assert_eq!(
        days("2026-12-01", "2026-12-01", Pattern::Weekly(weekdays("tue"))),
        ["2026-12-01"]
    );
}

#[test]
fn odd_and_even_weeks_are_those_on_the_wall() {
    // 30 November 2026 is in week 49; 2026 has 53 weeks, so that two odd weeks meet at the New Year.
    let odd = days("2026-11-30", "2027-01-17", Pattern::OddWeeks(weekdays("mon")));
    assert_eq!(odd, ["2026-11-30", "2026-12-14", "2026-12-28", "2027-01-04"]);
    let even = days("2026-11-30", "2027-01-17", Pattern::EvenWeeks(weekdays("mon")));
    assert_eq!(even, ["2026-12-07", "2026-12-21", "2027-01-11"]);
}

#[test]
fn a_rota_begins_with_the_week_of_its_first_day() {
    let rota = vec![weekdays("mon tue"), weekdays("thu"), BTreeSet::new()];
    // From a Tuesday on: the Monday of the first week is before it.
    assert_eq!(
        days("2026-12-01", "2026-12-25", Pattern::Rota(rota)),
        ["2026-12-01", "2026-12-10", "2026-12-21", "2026-12-22"]
    );
}

#[test]
fn what_is_no_recurrence() {
    let all = || Pattern::Weekly(weekdays("mon"));
    for (from, to, pattern, refusal) in [
        ("2026-12-02", "2026-12-01", all(), RecurrenceRefusal::Reversed),
        (
            "2026-01-01",
            "2027-02-05",
            all(),
            RecurrenceRefusal::TooLong { most: 400 },
        ),
        (
            "2026-12-01",
            "2026-12-02",
            Pattern::OddWeeks(BTreeSet::new()),
            RecurrenceRefusal::NoWeekday,
        ),
        (
            "2026-12-01",
            "2026-12-02",
            Pattern::Rota(Vec::new()),
            RecurrenceRefusal::NoWeekday,
        ),
        (
            "2026-12-01",
            "2026-12-02",
            Pattern::Rota(vec![BTreeSet::new(); 2]),
            RecurrenceRefusal::NoWeekday,
        ),
        (
            "2026-12-01",
            "2026-12-02",
            Pattern::Rota(vec![weekdays("mon"); 11]),
            RecurrenceRefusal::RotaTooLong { most: 10 },
        ),
    ] {
        assert_eq!(Recurrence::new(day(from), day(to), pattern), Err(refusal));
    }
    assert!(
        Recurrence::new(day("2026-01-01"), day("2027-02-04"), all()).is_ok(),
        "400 days"
    );
}

fn sets() -> impl Strategy<Value = BTreeSet<WeekdayKey>> {
    prop::collection::btree_set(
        (0_u64..7).prop_map(|later| WeekdayKey::from((day("2026-11-30") + Days::new(later)).weekday())),
        1..7,
    )
}

proptest! {
    #![proptest_config(seeded())]

    /// Odd and even weeks share a weekly pattern out between them, and a rota of one week is that pattern.
    #[test]
    fn patterns_agree(later in 0_u64..700, length in 0_u64..399, weekdays in sets()) {
        let from = day("2026-01-01") + Days::new(later);
        let to = from + Days::new(length);
        let of = |pattern| -> Vec<NaiveDate> { Recurrence::new(from, to, pattern).unwrap().days().collect() };
        let weekly = of(Pattern::Weekly(weekdays.clone()));
        prop_assert!(weekly.iter().all(|day| from <= *day && *day <= to));
        prop_assert!(weekly.is_sorted());
        prop_assert_eq!(&of(Pattern::Rota(vec![weekdays.clone()])), &weekly);
        let mut shared = of(Pattern::OddWeeks(weekdays.clone()));
        shared.extend(of(Pattern::EvenWeeks(weekdays)));
        shared.sort_unstable();
        prop_assert_eq!(shared, weekly);
    }
}
