//! What holds for any request in any situation.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, TimeDelta};
use preau_domain::booking::{OutcomeKind, Refusal, SlotKey, SlotState, Standing, Wish, WishKind, rule, view};
use preau_domain::money::Money;
use preau_domain::rulebook::RuleBook;
use preau_domain::rulebook::attendance::LateBooking;
use preau_domain::rulebook::condition::Condition;
use preau_domain::rulebook::model::{ActivityIx, Approval};
use preau_domain::rulebook::price::Bundle;
use preau_domain::rulebook::surcharge::{Per, Surcharge, SurchargeForm};
use proptest::prelude::*;

use super::town::{CANTEEN, EVENING, MIDDAY, MORNING, NURSERY, STUDY, World, flat, rule_book};
use crate::calendar::town::{at, code, day, seeded};

const ACTIVITIES: u16 = 7;
const DAYS: u64 = 12;

pub fn slots() -> impl Strategy<Value = SlotKey> {
    (0..ACTIVITIES, 0..DAYS).prop_map(|(activity, later)| SlotKey {
        activity: ActivityIx(activity),
        day: day("2026-11-26") + Days::new(later),
    })
}

fn wishes() -> impl Strategy<Value = Vec<Wish>> {
    let kind = prop_oneof![3 => Just(WishKind::Book), 2 => Just(WishKind::Cancel)];
    prop::collection::vec((slots(), kind).prop_map(|(slot, kind)| Wish { slot, kind }), 0..25)
}

/// Bookings that the rules allow together: no canteen without midday, never both of two that exclude each other, and
/// no midday alone without a care plan.
fn tidy(world: &mut World) {
    let all = world.booked.clone();
    let booked = &mut world.booked;
    for SlotKey { activity, day } in all {
        let there = |other| SlotKey { activity: other, day };
        match activity {
            CANTEEN => {
                booked.insert(there(MIDDAY));
            }
            MIDDAY if !world.child.food_care_plan => {
                booked.insert(there(CANTEEN));
            }
            STUDY => {
                booked.remove(&there(EVENING));
            }
            _ => {}
        }
    }
}

/// Morning, midday and canteen are taken until six in the evening of the eve, for a euro more.
fn accept_late(rules: &mut RuleBook) {
    let surcharge = Surcharge {
        when: Condition::default(),
        unless: None,
        from_time: 1,
        form: SurchargeForm::Add {
            amount: Money::from_cents(100),
            per: Per::Place,
        },
    };
    for ix in [MORNING, MIDDAY, CANTEEN] {
        rules.activities[usize::from(ix.0)].attendance.late_booking = LateBooking::Accept {
            until: code("eve"),
            surcharges: vec![surcharge.clone()],
        };
    }
}

prop_compose! {
    pub fn worlds()(
        booked in prop::collection::btree_set(slots(), 0..20),
        crowded in prop::collection::vec((slots(), 0_u32..3), 0..20),
        care_plan: bool,
        minutes in 0_i64..14 * 24 * 60,
        mixed_deadlines: bool,
        late: bool,
        together: bool,
        approvals in prop::collection::vec((0..ACTIVITIES, any::<bool>(), any::<bool>()), 0..4),
        asked_before in wishes(),
    ) -> World {
        let mut rules = rule_book();
        if mixed_deadlines {
            rules.activities[3].deadlines.modify = Some(code("eve"));
            rules.activities[4].deadlines.modify = Some(code("eve"));
            rules.activities[1].deadlines.cancel = code("eve");
            rules.activities[2].deadlines.book = code("eve");
        }
        if late {
            accept_late(&mut rules);
        }
        if together {
            rules.bundles.push(Bundle { activities: vec![MIDDAY, CANTEEN], price: flat(420) });
        }
        let mut world = World::of(rules, "cocteau");
        world.child.food_care_plan = care_plan;
        world.booked = booked;
        tidy(&mut world);
        world.now = at("2026-11-24T00:00:00+01:00") + TimeDelta::minutes(minutes);
        for (slot, free) in crowded {
            let own = u32::from(world.booked.contains(&slot));
            world.occupancy.insert(slot, preau_domain::booking::Occupancy { capacity: own + free, taken: own });
        }
        for (activity, book, cancel) in approvals {
            world.rules.activities[usize::from(activity)].approval = Approval { book, cancel };
        }
        // What waits for staff by now was asked for in time.
        let now = std::mem::replace(&mut world.now, at("2026-11-25T00:00:00+01:00"));
        let mut world = world.after(&world.decide(&asked_before));
        world.now = now.max(world.now);
        world
    }
}

fn consistent(world: &World) -> Result<(), TestCaseError> {
    for slot in &world.booked {
        let there = |activity| world.booked.contains(&SlotKey { activity, ..*slot });
        match slot.activity {
            CANTEEN => prop_assert!(there(MIDDAY), "canteen alone on {}", slot.day),
            MIDDAY => prop_assert!(
                there(CANTEEN) || world.child.food_care_plan,
                "midday alone on {}",
                slot.day
            ),
            STUDY => prop_assert!(
                !there(EVENING) || world.changes(slot.day),
                "study and evening on {}",
                slot.day
            ),
            _ => {}
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(seeded())]

    #[test]
    fn a_decision_keeps_the_rules(world in worlds(), wishes in wishes()) {
        let decision = world.decide(&wishes);
        prop_assert!(decision.book.is_disjoint(&decision.cancel));
        prop_assert!(decision.book.is_disjoint(&world.booked));
        prop_assert!(decision.cancel.is_subset(&world.booked));
        let after = world.after(&decision);
        consistent(&after)?;
        for (slot, occupancy) in &after.occupancy {
            prop_assert!(occupancy.taken <= occupancy.capacity, "{:?} over capacity", slot);
        }
        prop_assert!(decision.book.iter().all(|slot| slot.activity != NURSERY));
    }

    #[test]
    fn outcomes_answer_every_wish_and_tell_exactly_what_changes(world in worlds(), wishes in wishes()) {
        let decision = world.decide(&wishes);
        let mut told_book = BTreeSet::new();
        let mut told_cancel = BTreeSet::new();
        let mut last_wished = None;
        for outcome in &decision.outcomes {
            match (&outcome.kind, outcome.taken_with) {
                (_, None) => last_wished = Some(outcome.slot),
                (
                    OutcomeKind::Booked { .. }
                    | OutcomeKind::Cancelled
                    | OutcomeKind::CancellationAsked
                    | OutcomeKind::ChangeAsked
                    | OutcomeKind::Kept,
                    with,
                ) => prop_assert_eq!(with, last_wished),
                other => prop_assert!(false, "{:?} came along", other),
            }
            match &outcome.kind {
                OutcomeKind::Booked { pending, .. } => {
                    prop_assert!(told_book.insert(outcome.slot));
                    let stands = decision.standing.get(&outcome.slot).copied().unwrap_or(Standing::Confirmed);
                    prop_assert_eq!(stands.is_pending(), *pending);
                }
                OutcomeKind::Cancelled => prop_assert!(told_cancel.insert(outcome.slot)),
                OutcomeKind::CancellationAsked => prop_assert_eq!(
                    decision.standing.get(&outcome.slot),
                    Some(&Standing::CancellationAsked)
                ),
                OutcomeKind::ChangeAsked => {
                    prop_assert_eq!(decision.standing.get(&outcome.slot), Some(&Standing::ChangeAsked));
                }
                OutcomeKind::Kept => {
                    prop_assert_eq!(decision.standing.get(&outcome.slot), Some(&Standing::Confirmed));
                }
                OutcomeKind::Repriced { .. } => prop_assert!(false, "no bundle, no new price"),
                OutcomeKind::Unchanged | OutcomeKind::Refused(_) => {}
            }
        }
        prop_assert_eq!(&told_book, &decision.book);
        prop_assert_eq!(&told_cancel, &decision.cancel);

        let mut distinct: Vec<Wish> = Vec::new();
        for wish in &wishes {
            if !distinct.contains(wish) {
                distinct.push(*wish);
            }
        }
        let answered: Vec<SlotKey> = decision
            .outcomes
            .iter()
            .filter(|outcome| outcome.taken_with.is_none())
            .map(|outcome| outcome.slot)
            .collect();
        let asked: Vec<SlotKey> = distinct.iter().map(|wish| wish.slot).collect();
        prop_assert_eq!(answered, asked);
    }

    /// Sending a request again changes nothing more.
    #[test]
    fn deciding_again_changes_nothing(world in worlds(), wishes in wishes()) {
        let decision = world.decide(&wishes);
        let again = world.after(&decision).decide(&wishes);
        prop_assert_eq!(again.book, BTreeSet::new());
        prop_assert_eq!(again.cancel, BTreeSet::new());
        prop_assert_eq!(again.standing, BTreeMap::new());
        for outcome in again.outcomes {
            let settled = matches!(outcome.kind, OutcomeKind::Unchanged | OutcomeKind::Refused(_));
            prop_assert!(settled, "{:?}", outcome);
        }
    }

    /// D9, D10: whatever staff say, what belongs together shares its fate, and nothing confirmed is taken away.
    #[test]
    fn staff_decide_of_what_waits(world in worlds(), said in prop::collection::btree_map(slots(), any::<bool>(), 0..40)) {
        let ruled = rule(&world.situation(), &said);
        for (slot, settled) in &ruled.settled {
            prop_assert_eq!(world.situation().standing(*slot), settled.was);
            prop_assert!(settled.was.waits() && world.booked.contains(slot));
            prop_assert_eq!(ruled.cancel.contains(slot), !settled.was.stays_when(settled.accepted));
            if settled.with.is_none() {
                prop_assert_eq!(said.get(slot), Some(&settled.accepted));
            }
        }
        prop_assert!(ruled.cancel.iter().all(|slot| ruled.settled.contains_key(slot)));
        for slot in said.keys().filter(|slot| world.booked.contains(slot)) {
            let waits = world.situation().standing(*slot).waits();
            prop_assert_eq!(waits, ruled.settled.contains_key(slot), "{:?}", slot);
        }
        let after = world.ruled(&ruled);
        consistent(&after)?;
        prop_assert_eq!(rule(&after.situation(), &said).settled, BTreeMap::new(), "deciding twice");
    }

    #[test]
    fn what_is_shown_is_what_a_request_gets(world in worlds(), slot in slots()) {
        let seen = view(&world.situation(), slot);
        let held = matches!(seen.state, SlotState::Booked | SlotState::Pending);
        let kind = if held { WishKind::Cancel } else { WishKind::Book };
        let decision = world.decide(&[Wish { slot, kind }]);
        let first = &decision.outcomes[0].kind;
        let expected = match (seen.state, seen.obstacle.clone()) {
            (SlotState::Available, None) => {
                let pending = matches!(first, OutcomeKind::Booked { pending: true, .. });
                OutcomeKind::Booked { price: seen.price, pending }
            }
            (SlotState::Booked, None) if *first == OutcomeKind::CancellationAsked => first.clone(),
            (SlotState::Booked | SlotState::Pending, None) => OutcomeKind::Cancelled,
            (SlotState::CancellationAsked | SlotState::ChangeAsked, None) => OutcomeKind::Kept,
            (SlotState::Available, Some(_)) => return Err(TestCaseError::fail("available with an obstacle")),
            (_, None) => return Err(TestCaseError::fail("blocked without an obstacle")),
            (state, Some(refusal)) => {
                if !held && state != SlotState::ChangeAsked {
                    prop_assert_eq!(state, SlotState::refused(&refusal));
                }
                OutcomeKind::Refused(refusal)
            }
        };
        prop_assert_eq!(&decision.outcomes[0].kind, &expected);
    }

    /// The closing shown is exact: from it on the change is too late, and one second before it is not.
    #[test]
    fn the_closing_shown_is_the_first_instant_too_late(world in worlds(), slot in slots()) {
        let Some(closes_at) = view(&world.situation(), slot).closes_at else {
            return Ok(());
        };
        let obstacle_at = |now| {
            let world = World { now, ..world.clone() };
            view(&world.situation(), slot).obstacle.map(root)
        };
        match (obstacle_at(closes_at - TimeDelta::seconds(1)), obstacle_at(closes_at)) {
            (None, after) => prop_assert_eq!(after, Some(Refusal::TooLate { closed_at: closes_at })),
            // What stood in the way before is no matter of time, and goes on.
            (Some(before), after) => {
                prop_assert!(!matches!(before, Refusal::TooLate { .. }), "{:?}", before);
                prop_assert!(after.is_some());
            }
        }
    }
}

fn root(refusal: Refusal) -> Refusal {
    match refusal {
        Refusal::Linked { because, .. } => root(*because),
        other => other,
    }
}
