//! A week, once more.

use preau_domain::planning::{CopyRefusal, WeekCopy};

use crate::calendar::town::day;

#[test]
fn a_week_is_had_again_in_the_weeks_that_follow() {
    // Wednesday 2 December names the week of 30 November; the copy goes into three weeks from that of 7 December on.
    let copy = WeekCopy::new(day("2026-12-02"), day("2026-12-10"), 3).unwrap();
    assert_eq!((copy.source, copy.source_end()), (day("2026-11-30"), day("2026-12-06")));
    assert_eq!(copy.target(), (day("2026-12-07"), day("2026-12-27")));
    let tuesdays: Vec<_> = copy.days_for(day("2026-12-01")).collect();
    assert_eq!(tuesdays, ["2026-12-08", "2026-12-15", "2026-12-22"].map(day));
    let sundays: Vec<_> = copy.days_for(day("2026-12-06")).collect();
    assert_eq!(sundays, ["2026-12-13", "2026-12-20", "2026-12-27"].map(day));
}

#[test]
fn a_sibling_has_the_same_week() {
    let copy = WeekCopy::new(day("2026-12-01"), day("2026-12-01"), 1).unwrap();
    let days: Vec<_> = copy.days_for(day("2026-12-03")).collect();
    assert_eq!(days, [day("2026-12-03")]);
}

#[test]
fn a_copy_fills_a_year_at_most() {
    let copies = |weeks| WeekCopy::new(day("2026-12-01"), day("2026-12-08"), weeks).map(drop);
    assert_eq!(copies(0), Err(CopyRefusal::NoWeek));
    assert_eq!(copies(57), Ok(()));
    assert_eq!(copies(58), Err(CopyRefusal::TooManyWeeks { most: 57 }));
}
