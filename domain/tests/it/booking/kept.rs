//! Activities that are kept for some children.

use preau_domain::booking::{OutcomeKind, Refusal, SlotState, may_book, obstacles, view};
use preau_domain::family::Residence;
use preau_domain::rulebook::condition::{Condition, Span};
use preau_domain::rulebook::link::ChildCondition;

use super::town::{CANTEEN, MIDDAY, NURSERY, STUDY, World, book, linked, slot};

use crate::calendar::town::day;

const DAY: &str = "2026-11-30";

fn care_plan() -> Condition {
    Condition {
        child: Some(ChildCondition::FoodCarePlan),
        ..Condition::default()
    }
}

fn of_the_town() -> Condition {
    Condition {
        residence: Some(vec![Residence::Resident, Residence::Partner]),
        ..Condition::default()
    }
}

fn refusal(only: &Condition) -> Refusal {
    Refusal::NotForChild {
        only: Box::new(only.clone()),
    }
}

/// The study room kept for such children.
fn study(only: &Condition) -> World {
    let mut world = World::new();
    world.rules.activities[usize::from(STUDY.0)].only = Some(only.clone());
    world
}

#[test]
fn others_see_it_closed() {
    for (only, of_whom, fits) in [
        (care_plan(), World::care_plan as fn(World) -> World, true),
        (care_plan(), |world| world, false),
        (of_the_town(), |world| world, true),
        (
            of_the_town(),
            |mut world| {
                world.child.residence = Residence::Outside;
                world
            },
            false,
        ),
    ] {
        let world = of_whom(study(&only));
        let situation = world.situation();
        let expected = (!fits).then(|| refusal(&only));
        assert_eq!(may_book(&situation, slot(STUDY, DAY)).err(), expected, "{only:?}");
        let seen = view(&situation, slot(STUDY, DAY));
        let state = if fits { SlotState::Available } else { SlotState::Closed };
        assert_eq!((seen.state, seen.obstacle), (state, expected.clone()), "{only:?}");
        if let Some(refusal) = expected {
            assert_eq!(obstacles(&situation, slot(STUDY, DAY)), std::slice::from_ref(&refusal));
            let decided = world.decide(&[book(STUDY, DAY)]);
            assert_eq!(decided.outcomes[0].kind, OutcomeKind::Refused(refusal));
            assert!(decided.book.is_empty());
        }
    }
}

/// Quotients count as of the day; one that is not known is in no range.
#[test]
fn it_asks_what_is_so_on_the_day() {
    let only = Condition {
        quotient: Some(Span {
            from: None,
            to: Some(700),
        }),
        ..Condition::default()
    };
    let mut world = study(&only);
    world.child.quotients = [(day("2026-12-01"), Some(700))].into_iter().collect();
    let booked = |on| may_book(&world.situation(), slot(STUDY, on)).err();
    assert_eq!(
        [booked("2026-11-30"), booked("2026-12-01")],
        [Some(refusal(&only)), None]
    );
}

#[test]
fn it_closes_what_takes_the_activity_along_and_nothing_else() {
    let mut world = World::new();
    world.rules.activities[usize::from(CANTEEN.0)].only = Some(of_the_town());
    world.child.residence = Residence::Outside;
    let seen = view(&world.situation(), slot(MIDDAY, DAY));
    assert_eq!(seen.obstacle, Some(linked(CANTEEN, refusal(&of_the_town()))));
    assert_eq!(may_book(&world.situation(), slot(STUDY, DAY)).err(), None);
}

#[test]
fn the_school_comes_first() {
    let mut world = World::new();
    world.rules.activities[usize::from(NURSERY.0)].only = Some(care_plan());
    let refused = may_book(&world.situation(), slot(NURSERY, DAY)).err();
    assert_eq!(refused, Some(Refusal::NotOffered));
}

/// What is booked can be given back, whoever the activity is kept for by now.
#[test]
fn what_is_booked_can_be_given_back() {
    let world = study(&care_plan()).with(&[(STUDY, DAY)]);
    let decided = world.decide(&[super::town::cancel(STUDY, DAY)]);
    assert_eq!(decided.outcomes[0].kind, OutcomeKind::Cancelled);
}
