//! Midday and canteen, for a child without and with a care plan.

use std::collections::BTreeSet;

use preau_domain::booking::linkage::{excluded_from, taking_for};
use preau_domain::booking::{
    Decision, Outcome, OutcomeKind, Refusal, SlotKey, SlotState, SlotView, Wish, WishKind, takes_for, view,
};
use preau_domain::money::Money;
use preau_domain::rulebook::link::Link;

use super::town::{
    CANTEEN, EVENING, LATEST, MIDDAY, MORNING, STUDY, WEDNESDAY, World, book, booked, cancel, priced, refused,
    rule_book, slot, slots, wished,
};
use crate::calendar::town::{at, code};

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
        OutcomeKind::Booked { price, .. } => format!("booked {price}"),
        OutcomeKind::Cancelled => "cancelled".to_owned(),
        OutcomeKind::Repriced { from, to } => format!("repriced {from} {to}"),
        OutcomeKind::Unchanged => "unchanged".to_owned(),
        OutcomeKind::CancellationAsked | OutcomeKind::ChangeAsked | OutcomeKind::Kept => {
            panic!("nothing needs approval here")
        }
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

/// A child whose care plan was withdrawn keeps the midday that was booked without the meal. The midday is full and
/// closed to booking since; the canteen can be booked until the eve.
fn care_plan_withdrawn() -> World {
    let mut rules = rule_book();
    rules.activities[2].deadlines.book = code("eve");
    rules.activities[1].deadlines.cancel = code("eve");
    World::of(rules, "cocteau")
        .with(&[(MIDDAY, DAY)])
        .taken(MIDDAY, DAY, 120, 120)
        .at(LATEST)
}

#[test]
fn a_midday_left_alone_by_a_withdrawn_care_plan_is_not_booked_again_with_the_canteen() {
    let world = care_plan_withdrawn();
    let with_meal = priced(Decision {
        outcomes: vec![wished(slot(CANTEEN, DAY), booked(315))],
        book: slots(&[(CANTEEN, DAY)]),
        cancel: slots(&[]),
        ..Decision::default()
    });
    assert_eq!(world.decide(&[book(CANTEEN, DAY)]), with_meal);
    let as_it_is = Decision {
        outcomes: vec![wished(slot(MIDDAY, DAY), OutcomeKind::Unchanged)],
        ..Decision::default()
    };
    assert_eq!(world.decide(&[book(MIDDAY, DAY)]), as_it_is);

    // The canteen full, the midday stays what it was.
    let full = world.taken(CANTEEN, DAY, 120, 120);
    let refused = Decision {
        outcomes: vec![wished(slot(CANTEEN, DAY), refused(Refusal::Full))],
        ..Decision::default()
    };
    assert_eq!(full.decide(&[book(CANTEEN, DAY)]), refused);
}

#[test]
fn a_midday_left_alone_by_a_withdrawn_care_plan_is_given_back_alone() {
    let given_back = priced(Decision {
        outcomes: vec![wished(slot(MIDDAY, DAY), OutcomeKind::Cancelled)],
        book: slots(&[]),
        cancel: slots(&[(MIDDAY, DAY)]),
        ..Decision::default()
    });
    assert_eq!(care_plan_withdrawn().decide(&[cancel(MIDDAY, DAY)]), given_back);
}

#[test]
fn a_midday_left_alone_by_a_withdrawn_care_plan_is_seen_booked_and_the_canteen_available() {
    let world = care_plan_withdrawn();
    let eve = at("2026-11-29T18:00:00+01:00");
    let midday = SlotView {
        state: SlotState::Booked,
        booked: true,
        obstacle: None,
        closes_at: Some(eve),
        ordinary_until: None,
        change_closes_at: None,
        late: false,
        mark: None,
        price: Money::from_cents(170),
        places_left: Some(0),
        can_wait: false,
    };
    let canteen = SlotView {
        state: SlotState::Available,
        booked: false,
        obstacle: None,
        closes_at: Some(eve),
        ordinary_until: None,
        change_closes_at: None,
        late: false,
        mark: None,
        price: Money::from_cents(315),
        places_left: Some(120),
        can_wait: false,
    };
    let seen = |activity| view(&world.situation(), slot(activity, DAY));
    assert_eq!([seen(MIDDAY), seen(CANTEEN)], [midday, canteen]);
}
