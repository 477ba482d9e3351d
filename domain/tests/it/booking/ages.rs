//! Activities for children of some ages, or for a part of the year.

use preau_domain::booking::{Refusal, SlotState, may_book, view};
use preau_domain::calendar::Closure;
use preau_domain::rulebook::condition::Span;

use super::town::{MIDDAY, MORNING, NURSERY, World, slot};
use crate::calendar::town::day;

const DAY: &str = "2026-11-30";

fn span(from: Option<u32>, to: Option<u32>) -> Span {
    Span { from, to }
}

/// Why a child that was born on a day may not come to an activity for these ages.
fn refused(ages: Span, born: &str, on: &str) -> Option<Refusal> {
    let mut world = World::new();
    world.rules.activities[usize::from(MORNING.0)].ages = Some(ages);
    world.child.born = day(born);
    may_book(&world.situation(), slot(MORNING, on)).err()
}

#[test]
fn an_age_is_reached_on_the_birthday() {
    let from_four_to_six = span(Some(4), Some(6));
    let wrong = Some(Refusal::WrongAge { ages: from_four_to_six });
    for (born, expected) in [
        ("2022-12-01", wrong.clone()),
        ("2022-11-30", None),
        ("2019-12-01", None),
        ("2019-11-30", wrong.clone()),
        // Not born yet.
        ("2027-01-01", wrong),
    ] {
        assert_eq!(refused(from_four_to_six, born, DAY), expected, "born {born}");
    }
    assert_eq!(refused(span(None, Some(6)), "2024-01-01", DAY), None);
    assert_eq!(refused(span(Some(4), None), "2000-01-01", DAY), None);
}

#[test]
fn a_child_born_on_29_february_is_a_year_older_on_1_march() {
    let from_six = span(Some(6), None);
    let too_young = Some(Refusal::WrongAge { ages: from_six });
    let refusal = |on| refused(from_six, "2020-02-29", on);
    assert_eq!(refusal("2026-02-26"), too_young);
    let child = |on| {
        let mut child = World::new().child;
        child.born = day("2020-02-29");
        child.age_on(day(on))
    };
    assert_eq!(
        ["2026-02-28", "2026-03-01", "2028-02-28", "2028-02-29"].map(child),
        [5, 6, 7, 8]
    );
}

#[test]
fn a_period_includes_both_its_ends() {
    let mut world = World::new();
    world.rules.activities[usize::from(MORNING.0)].period = Some((day("2026-12-01"), day("2026-12-03")));
    let refused = |on| may_book(&world.situation(), slot(MORNING, on)).err();
    let outside = Some(Refusal::Closed(Closure::OutsidePeriod));
    for (on, expected) in [
        (DAY, outside.clone()),
        ("2026-12-01", None),
        ("2026-12-03", None),
        ("2026-12-04", outside),
    ] {
        assert_eq!(refused(on), expected, "{on}");
    }
    assert_eq!(view(&world.situation(), slot(MORNING, DAY)).state, SlotState::Closed);
}

#[test]
fn the_reason_that_never_passes_comes_first() {
    let mut world = World::new();
    for ix in [MORNING, NURSERY, MIDDAY] {
        let activity = &mut world.rules.activities[usize::from(ix.0)];
        activity.ages = Some(span(Some(14), None));
        activity.period = Some((day("2026-01-05"), day("2026-01-06")));
    }
    let refused = |ix| may_book(&world.situation(), slot(ix, "2030-01-01")).unwrap_err();
    assert_eq!(refused(NURSERY), Refusal::NotOffered);
    let ages = span(Some(14), None);
    // Twelve by then.
    assert_eq!(refused(MIDDAY), Refusal::WrongAge { ages });
    world.child.born = day("2010-01-01");
    let refused = |on| may_book(&world.situation(), slot(MIDDAY, on)).unwrap_err();
    assert_eq!(refused("2030-01-01"), Refusal::Closed(Closure::OutsidePeriod));
    world.rules.activities[usize::from(MIDDAY.0)].period = None;
    let refused = may_book(&world.situation(), slot(MIDDAY, "2030-01-01")).unwrap_err();
    assert_eq!(refused, Refusal::Closed(Closure::OutsideRuleBook));
}
