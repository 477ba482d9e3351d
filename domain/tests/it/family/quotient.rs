//! From when, and for how long, a quotient counts.

use preau_domain::family::{GivenQuotient, Quotients};
use preau_domain::rulebook::quotient::{Changes, CountsFrom, DayOfYear, QuotientRule, quotients_under};

use crate::calendar::town::day;

pub fn given(on: &str, value: u32) -> GivenQuotient {
    GivenQuotient {
        on: day(on),
        value: Some(value),
        settled: false,
    }
}

fn rule(counts: CountsFrom, expires: Option<(u8, u8)>) -> QuotientRule {
    let expires = expires.map(|(month, day)| DayOfYear { month, day });
    QuotientRule { counts, expires }
}

/// On 31 March.
fn snapshot(counts: Option<(u8, u8)>, changes: Option<Changes>) -> CountsFrom {
    CountsFrom::Snapshot {
        on: DayOfYear { month: 3, day: 31 },
        counts: counts.map(|(month, day)| DayOfYear { month, day }),
        changes,
    }
}

fn on(quotients: &Quotients, days: &[&str]) -> Vec<Option<u32>> {
    days.iter().map(|text| quotients.on(day(text))).collect()
}

#[test]
fn the_month_after_it_was_given() {
    let rule = rule(CountsFrom::NextMonth, None);
    assert_eq!(rule, QuotientRule::default());
    for (given_on, first) in [
        ("2026-11-12", "2026-12-01"),
        ("2026-11-01", "2026-12-01"),
        ("2026-11-30", "2026-12-01"),
        ("2026-12-31", "2027-01-01"),
        ("2028-02-29", "2028-03-01"),
    ] {
        assert_eq!(rule.counts_from(&given(given_on, 1)), Some(day(first)), "{given_on}");
    }
    let quotients = rule.quotients(&[given("2026-11-12", 800)]);
    assert_eq!(
        on(&quotients, &["2026-11-30", "2026-12-01", "2040-01-01"]),
        [None, Some(800), Some(800)]
    );
}

#[test]
fn the_day_on_which_it_was_given() {
    let quotients = rule(CountsFrom::AtOnce, None).quotients(&[given("2026-11-12", 800)]);
    assert_eq!(on(&quotients, &["2026-11-11", "2026-11-12"]), [None, Some(800)]);
}

#[test]
fn one_day_a_year() {
    let on_31_march = snapshot(None, None);
    let rule = rule(on_31_march, None);
    for (given_on, first) in [
        ("2026-03-30", "2026-03-31"),
        ("2026-03-31", "2026-03-31"),
        ("2026-04-01", "2027-03-31"),
    ] {
        assert_eq!(rule.counts_from(&given(given_on, 1)), Some(day(first)), "{given_on}");
    }
    // Of all that was given within the year, the last.
    let quotients = rule.quotients(&[
        given("2026-06-01", 500),
        given("2026-09-01", 900),
        given("2027-04-01", 100),
    ]);
    assert_eq!(
        on(&quotients, &["2027-03-30", "2027-03-31", "2028-03-30", "2028-03-31"]),
        [None, Some(900), Some(900), Some(100)]
    );
}

#[test]
fn a_snapshot_that_counts_from_a_later_day() {
    let rule = rule(snapshot(Some((9, 1)), None), None);
    for (given_on, first) in [
        ("2026-03-31", "2026-09-01"),
        ("2026-04-01", "2027-09-01"),
        ("2027-01-15", "2027-09-01"),
    ] {
        assert_eq!(rule.counts_from(&given(given_on, 1)), Some(day(first)), "{given_on}");
    }
    let quotients = rule.quotients(&[given("2026-03-10", 500), given("2026-06-01", 900)]);
    assert_eq!(
        on(&quotients, &["2026-08-31", "2026-09-01", "2027-08-31", "2027-09-01"]),
        [None, Some(500), Some(500), Some(900)]
    );
    // A day before the snapshot is that of the year behind it.
    let january = self::rule(snapshot(Some((1, 1)), None), None);
    assert_eq!(january.counts_from(&given("2026-03-31", 1)), Some(day("2027-01-01")));
}

/// The reference of 31 March, and a letter in between.
#[test]
fn a_change_between_two_snapshots() {
    let monthly = rule(snapshot(Some((9, 1)), Some(Changes::NextMonth)), None);
    for (given_on, first) in [
        ("2026-03-31", "2026-09-01"),
        ("2026-03-30", "2026-04-01"),
        ("2026-11-12", "2026-12-01"),
    ] {
        assert_eq!(monthly.counts_from(&given(given_on, 1)), Some(day(first)), "{given_on}");
    }
    let at_once = rule(snapshot(None, Some(Changes::AtOnce)), None);
    assert_eq!(at_once.counts_from(&given("2026-11-12", 1)), Some(day("2026-11-12")));
    assert_eq!(at_once.counts_from(&given("2026-03-31", 1)), Some(day("2026-03-31")));
    let quotients = monthly.quotients(&[given("2026-03-31", 1000), given("2026-11-12", 800)]);
    assert_eq!(
        on(&quotients, &["2026-08-31", "2026-09-01", "2026-11-30", "2026-12-01"]),
        [None, Some(1000), Some(1000), Some(800)]
    );
    // A letter behind the reference is newer than it.
    let quotients = monthly.quotients(&[given("2026-03-31", 1000), given("2026-06-10", 700)]);
    assert_eq!(
        on(&quotients, &["2026-06-30", "2026-07-01", "2026-09-01"]),
        [None, Some(700), Some(700)]
    );
}

#[test]
fn a_later_gift_wins_from_its_own_first_day() {
    let rule = rule(CountsFrom::NextMonth, None);
    let gifts = [
        given("2026-10-05", 700),
        given("2026-09-05", 500),
        given("2026-09-20", 600),
    ];
    let expected = [None, Some(600), Some(600), Some(700)];
    let days = ["2026-09-30", "2026-10-01", "2026-10-31", "2026-11-01"];
    assert_eq!(on(&rule.quotients(&gifts), &days), expected);
    // Of two on one day, the one that was noted last.
    let twice = [given("2026-09-05", 500), given("2026-09-05", 400)];
    assert_eq!(rule.quotients(&twice).on(day("2026-10-01")), Some(400));
}

#[test]
fn it_expires_with_a_day_of_the_year() {
    let rule = rule(CountsFrom::NextMonth, Some((12, 31)));
    let quotients = rule.quotients(&[given("2026-03-10", 500)]);
    assert_eq!(on(&quotients, &["2026-12-31", "2027-01-01"]), [Some(500), None]);
    // Given in December, it counts from January and for all of that year.
    let quotients = rule.quotients(&[given("2026-03-10", 500), given("2026-12-10", 600)]);
    assert_eq!(
        on(&quotients, &["2026-12-31", "2027-01-01", "2027-12-31", "2028-01-01"]),
        [Some(500), Some(600), Some(600), None]
    );
    // A gift that comes after the gap ends it.
    let quotients = rule.quotients(&[given("2026-03-10", 500), given("2027-02-10", 600)]);
    assert_eq!(on(&quotients, &["2027-02-28", "2027-03-01"]), [None, Some(600)]);
}

#[test]
fn one_that_counts_from_its_last_day_counts_that_day() {
    let rule = rule(CountsFrom::AtOnce, Some((8, 31)));
    let quotients = rule.quotients(&[given("2026-08-31", 500)]);
    assert_eq!(
        on(&quotients, &["2026-08-30", "2026-08-31", "2026-09-01"]),
        [None, Some(500), None]
    );
}

#[test]
fn the_29th_of_february_is_the_28th_in_other_years() {
    let leap = DayOfYear { month: 2, day: 29 };
    assert_eq!(
        [2027, 2028].map(|year| leap.in_year(year)),
        [Some(day("2027-02-28")), Some(day("2028-02-29"))]
    );
    assert_eq!(leap.next_from(day("2027-02-28")), Some(day("2027-02-28")));
    assert_eq!(leap.next_from(day("2027-03-01")), Some(day("2028-02-29")));
    assert_eq!(leap.next_from(day("2028-02-29")), Some(day("2028-02-29")));
    let rule = rule(CountsFrom::AtOnce, Some((2, 29)));
    let quotients = rule.quotients(&[given("2026-10-01", 500)]);
    assert_eq!(on(&quotients, &["2027-02-28", "2027-03-01"]), [Some(500), None]);
}

#[test]
fn nothing_given_is_nothing_known() {
    assert_eq!(QuotientRule::default().quotients(&[]), Quotients::unknown());
}

#[test]
fn one_that_is_taken_back_counts_no_more() {
    let back = GivenQuotient {
        value: None,
        ..given("2026-11-12", 0)
    };
    let quotients = rule(CountsFrom::NextMonth, None).quotients(&[given("2026-09-05", 500), back]);
    assert_eq!(on(&quotients, &["2026-11-30", "2026-12-01"]), [Some(500), None]);
}

#[test]
fn what_is_settled_counts_from_its_day_whatever_the_rule() {
    let settled = GivenQuotient {
        settled: true,
        ..given("2026-11-12", 800)
    };
    let on_31_march = snapshot(None, None);
    for counts in [CountsFrom::NextMonth, CountsFrom::AtOnce, on_31_march] {
        let rule = rule(counts, Some((12, 31)));
        assert_eq!(rule.counts_from(&settled), Some(day("2026-11-12")));
        // It expires like any other.
        assert_eq!(
            on(
                &rule.quotients(&[settled]),
                &["2026-11-11", "2026-11-12", "2026-12-31", "2027-01-01"]
            ),
            [None, Some(800), Some(800), None],
            "{counts:?}"
        );
    }
}

#[test]
fn what_was_given_before_does_not_come_back() {
    let settled = GivenQuotient {
        settled: true,
        ..given("2026-11-20", 800)
    };
    // The one of the 12th would have counted from December.
    let quotients = rule(CountsFrom::NextMonth, None).quotients(&[given("2026-11-12", 500), settled]);
    assert_eq!(
        on(&quotients, &["2026-11-19", "2026-11-20", "2026-12-01"]),
        [None, Some(800), Some(800)]
    );
}

#[test]
fn each_day_goes_by_the_rule_that_governs_it() {
    let (monthly, at_once) = (rule(CountsFrom::NextMonth, None), rule(CountsFrom::AtOnce, None));
    let yearly = rule(CountsFrom::NextMonth, Some((8, 31)));
    let gifts = [
        given("2026-03-10", 500),
        given("2026-08-20", 600),
        given("2026-10-15", 700),
    ];
    let rules = [
        (day("2025-09-01"), yearly),
        (day("2026-09-01"), at_once),
        (day("2027-01-01"), monthly),
    ];
    let days = [
        "2026-03-31",
        "2026-04-01",
        "2026-08-31",
        "2026-09-01",
        "2026-10-14",
        "2026-10-15",
        "2027-01-01",
    ];
    assert_eq!(
        on(&quotients_under(&rules, &gifts), &days),
        [None, Some(500), Some(500), Some(600), Some(600), Some(700), Some(700)]
    );
    // A rule that is alone has all days; without gifts or without rules nothing is known.
    let before_it = [(day("2027-01-01"), monthly)];
    assert_eq!(quotients_under(&before_it, &gifts).on(day("2026-05-01")), Some(500));
    assert_eq!(quotients_under(&rules, &[]), Quotients::unknown());
    assert_eq!(quotients_under(&[], &gifts), Quotients::unknown());
}
