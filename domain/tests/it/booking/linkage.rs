//! Midday and canteen, for a child without and with a care plan.

use std::collections::BTreeSet;

use preau_domain::booking::linkage::{excluded_from, taking_for};
use preau_domain::booking::{Outcome, OutcomeKind, SlotKey, Wish, WishKind, takes_for};
use preau_domain::rulebook::link::Link;

use super::town::{CANTEEN, EVENING, MIDDAY, MORNING, STUDY, WEDNESDAY, World, book, cancel, rule_book, slot, slots};

const DAY: &str = "2026-11-30";

#[test]
fn what_comes_along_depends_on_the_care_plan() {
    let rules = rule_book();
    let ordinary = World::new().child;
    let cared = World::new().care_plan().child;
    assert_eq!(takes_for(&rules, &ordinary, MIDDAY), [CANTEEN]);
    assert_eq!(takes_for(&rules, &ordinary, CANTEEN), [MIDDAY]);
    assert_eq!(takes_for(&rules, &cared, MIDDAY), []);
    assert_eq!(takes_for(&rules, &cared, CANTEEN), [MIDDAY]);
    assert_eq!(taking_for(&rules, &ordinary, MIDDAY), [CANTEEN]);
    assert_eq!(taking_for(&rules, &ordinary, CANTEEN), [MIDDAY]);
    assert_eq!(taking_for(&rules, &cared, MIDDAY), [CANTEEN]);
    assert_eq!(taking_for(&rules, &cared, CANTEEN), []);
    assert_eq!(excluded_from(&rules, STUDY).collect::<Vec<_>>(), [EVENING]);
    assert_eq!(excluded_from(&rules, EVENING).collect::<Vec<_>>(), [STUDY]);
    assert_eq!(excluded_from(&rules, MIDDAY).count(), 0);
}

#[test]
fn links_reach_through_one_another_and_may_turn_in_circles() {
    let take = |activity, takes| Link::Takes {
        activity,
        takes,
        unless: None,
    };
    let mut rules = rule_book();
    rules.links = vec![
        take(EVENING, STUDY),
        take(STUDY, CANTEEN),
        take(CANTEEN, MORNING),
        take(MORNING, STUDY),
    ];
    let child = World::new().child;
    assert_eq!(takes_for(&rules, &child, EVENING), [MORNING, CANTEEN, STUDY]);
    assert_eq!(takes_for(&rules, &child, STUDY), [MORNING, CANTEEN]);
    assert_eq!(taking_for(&rules, &child, MORNING), [CANTEEN, STUDY, EVENING]);
    assert_eq!(taking_for(&rules, &child, EVENING), []);
}

/// Booked before, the wishes, booked after, and what is told. M is the midday, C the canteen; `+` books, `-` gives back.
type Row = (&'static str, &'static str, &'static str, &'static str);

const WITHOUT_CARE_PLAN: [Row; 11] = [
    ("", "+M", "MC", "M booked 1.70, C booked 3.15 with M"),
    ("", "+C", "MC", "C booked 3.15, M booked 1.70 with C"),
    ("", "+M +C", "MC", "M booked 1.70, C booked 3.15"),
    ("MC", "+M", "MC", "M unchanged"),
    ("MC", "+M +C", "MC", "M unchanged, C unchanged"),
    ("M", "+C", "MC", "C booked 3.15"),
    ("MC", "-M", "", "M cancelled, C cancelled with M"),
    ("MC", "-C", "", "C cancelled, M cancelled with C"),
    ("MC", "-M -C", "", "M cancelled, C cancelled"),
    ("M", "-M", "", "M cancelled"),
    ("", "-M -C", "", "M unchanged, C unchanged"),
];

const WITH_CARE_PLAN: [Row; 11] = [
    ("", "+M", "M", "M booked 1.70"),
    ("", "+C", "MC", "C booked 3.15, M booked 1.70 with C"),
    ("", "+M +C", "MC", "M booked 1.70, C booked 3.15"),
    ("M", "+C", "MC", "C booked 3.15"),
    ("M", "+M", "M", "M unchanged"),
    ("MC", "+M", "MC", "M unchanged"),
    ("MC", "-C", "M", "C cancelled"),
    ("MC", "-M", "", "M cancelled, C cancelled with M"),
    ("MC", "-M -C", "", "M cancelled, C cancelled"),
    ("M", "-M", "", "M cancelled"),
    ("M", "-C", "M", "C unchanged"),
];

#[test]
fn the_table_without_a_care_plan() {
    for row in WITHOUT_CARE_PLAN {
        check(World::new(), row);
    }
}

#[test]
fn the_table_with_a_care_plan() {
    for row in WITH_CARE_PLAN {
        check(World::new().care_plan(), row);
    }
}

fn check(mut world: World, row: Row) {
    let (before, wishes, after, told) = row;
    world.booked = before.chars().map(there).collect();
    let wishes: Vec<Wish> = wishes.split(' ').map(wish).collect();
    let decision = world.decide(&wishes);
    let heard: Vec<String> = decision.outcomes.iter().map(tell).collect();
    assert_eq!(heard.join(", "), told, "{row:?}");
    let expected: BTreeSet<SlotKey> = after.chars().map(there).collect();
    assert_eq!(world.after(&decision).booked, expected, "{row:?}");
}

fn there(letter: char) -> SlotKey {
    slot(if letter == 'M' { MIDDAY } else { CANTEEN }, DAY)
}

fn wish(text: &str) -> Wish {
    Wish {
        slot: text.chars().last().map(there).unwrap(),
        kind: if text.starts_with('+') {
            WishKind::Book
        } else {
            WishKind::Cancel
        },
    }
}

fn tell(outcome: &Outcome) -> String {
    let letter = |slot: SlotKey| if slot.activity == MIDDAY { 'M' } else { 'C' };
    let became = match &outcome.kind {
        OutcomeKind::Booked { price } => format!("booked {price}"),
        OutcomeKind::Cancelled => "cancelled".to_owned(),
        OutcomeKind::Unchanged => "unchanged".to_owned(),
        OutcomeKind::Refused(refusal) => format!("refused {refusal:?}"),
    };
    let with = outcome.taken_with.map(|with| format!(" with {}", letter(with)));
    format!("{} {became}{}", letter(outcome.slot), with.unwrap_or_default())
}

#[test]
fn one_day_does_not_reach_into_another() {
    let world = World::new().with(&[(MIDDAY, "2026-12-01"), (CANTEEN, "2026-12-01")]);
    let decision = world.decide(&[
        book(MIDDAY, DAY),
        cancel(CANTEEN, "2026-12-01"),
        book(WEDNESDAY, "2026-12-02"),
    ]);
    assert_eq!(
        decision.book,
        slots(&[(MIDDAY, DAY), (CANTEEN, DAY), (WEDNESDAY, "2026-12-02")])
    );
    assert_eq!(
        decision.cancel,
        slots(&[(MIDDAY, "2026-12-01"), (CANTEEN, "2026-12-01")])
    );
}
