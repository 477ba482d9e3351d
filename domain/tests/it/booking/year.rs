//! A year in one request.

use chrono::NaiveDate;
use preau_domain::booking::{Outcome, OutcomeKind, Wish, WishKind};

use super::town::{CANTEEN, EVENING, MIDDAY, MORNING, World};
use crate::calendar::town::day;

#[test]
fn a_year_of_class_days_is_booked_at_once() {
    let world = World::new().at("2026-08-20T12:00:00+02:00");
    let class_days: Vec<NaiveDate> = day("2026-09-01")
        .iter_days()
        .take_while(|on| *on <= day("2027-07-02"))
        .filter(|on| world.is_class_day(*on))
        .collect();
    assert_eq!(class_days.len(), 139);
    let wishes: Vec<Wish> = class_days
        .iter()
        .flat_map(|&day| [MORNING, MIDDAY, CANTEEN, EVENING].map(|activity| (activity, day)))
        .map(|(activity, day)| Wish {
            slot: preau_domain::booking::SlotKey { activity, day },
            kind: WishKind::Book,
        })
        .collect();
    let decision = world.decide(&wishes);
    assert_eq!(decision.book.len(), 4 * 139);
    let is_booked = |outcome: &Outcome| matches!(outcome.kind, OutcomeKind::Booked { .. });
    assert!(decision.outcomes.iter().all(is_booked));
    let again = world.after(&decision).decide(&wishes);
    assert!(
        again
            .outcomes
            .iter()
            .all(|outcome| outcome.kind == OutcomeKind::Unchanged)
    );
    assert!(again.book.is_empty() && again.cancel.is_empty());
}
