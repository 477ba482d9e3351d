//! What the town's staff must approve before it holds.

use std::collections::BTreeMap;

use preau_domain::booking::OutcomeKind::{CancellationAsked, Cancelled, ChangeAsked, Kept, Repriced, Unchanged};
use preau_domain::booking::{Decision, Refusal, Ruled, Settled, SlotKey, SlotState, Standing, rule, view};
use preau_domain::money::Money;
use preau_domain::rulebook::model::{ActivityIx, Approval};
use preau_domain::rulebook::price::Bundle;

use super::town::{
    CANTEEN, EVENING, LATEST, MIDDAY, MORNING, STUDY, World, along, book, booked, cancel, flat, linked, pending,
    priced, refused, rule_book, slot, slots, wished,
};
use crate::calendar::town::{at, code};

const DAY: &str = "2026-11-30";
const EVE: &str = "2026-11-29T18:00:00+01:00";

/// Staff approve what is booked in the first activities, and what is given back in the second ones.
fn world(booking: &[ActivityIx], giving_back: &[ActivityIx]) -> World {
    let mut rules = rule_book();
    for (ix, activity) in (0..).map(ActivityIx).zip(&mut rules.activities) {
        activity.approval = Approval {
            book: booking.contains(&ix),
            cancel: giving_back.contains(&ix),
        };
        if [STUDY, EVENING].contains(&ix) {
            activity.deadlines.modify = Some(code("eve"));
        }
    }
    World::of(rules, "cocteau")
}

fn standing(of: &[(ActivityIx, Standing)]) -> BTreeMap<SlotKey, Standing> {
    of.iter().map(|&(ix, standing)| (slot(ix, DAY), standing)).collect()
}

fn state(world: &World, activity: ActivityIx) -> (SlotState, Option<Refusal>) {
    let seen = view(&world.situation(), slot(activity, DAY));
    (seen.state, seen.obstacle)
}

fn settled(was: Standing, accepted: bool, with: Option<ActivityIx>) -> Settled {
    let with = with.map(|activity| slot(activity, DAY));
    Settled { was, accepted, with }
}

fn said(of: &[(ActivityIx, bool)]) -> BTreeMap<SlotKey, bool> {
    of.iter().map(|&(ix, accept)| (slot(ix, DAY), accept)).collect()
}

/// D9: a place that waits is taken at once; one part that needs approval makes the whole wait.
#[test]
fn a_booking_waits_with_all_that_comes_along() {
    let world = world(&[MIDDAY], &[]);
    let asked = world.decide(&[book(CANTEEN, DAY), book(MORNING, DAY)]);
    let expected = priced(Decision {
        outcomes: vec![
            wished(slot(CANTEEN, DAY), pending(315)),
            along(slot(MIDDAY, DAY), CANTEEN, pending(170)),
            wished(slot(MORNING, DAY), booked(195)),
        ],
        book: slots(&[(CANTEEN, DAY), (MIDDAY, DAY), (MORNING, DAY)]),
        standing: standing(&[(CANTEEN, Standing::Pending), (MIDDAY, Standing::Pending)]),
        ..Decision::default()
    });
    assert_eq!(asked, expected);

    let then = world.after(&asked);
    assert_eq!(state(&then, CANTEEN), (SlotState::Pending, None));
    assert_eq!(then.occupancy[&slot(CANTEEN, DAY)].taken, 1);
    let again = then.decide(&[book(CANTEEN, DAY)]);
    assert_eq!(again.outcomes, [wished(slot(CANTEEN, DAY), Unchanged)]);
    assert_eq!((again.book, again.standing), (slots(&[]), BTreeMap::new()));
}

/// D9: what rests on a place that waits waits too.
#[test]
fn nothing_holds_on_a_place_that_waits() {
    let world = world(&[MIDDAY], &[]).care_plan();
    let midday = world.after(&world.decide(&[book(MIDDAY, DAY)]));
    let canteen = midday.decide(&[book(CANTEEN, DAY)]);
    assert_eq!(canteen.outcomes, [wished(slot(CANTEEN, DAY), pending(315))]);
}

/// D10: a family takes back at once what staff have not decided yet, up to the deadline for giving back.
#[test]
fn what_waits_is_taken_back_at_once() {
    let world = world(&[MIDDAY], &[MIDDAY, CANTEEN]);
    let then = world.after(&world.decide(&[book(CANTEEN, DAY)]));
    let back = then.decide(&[cancel(MIDDAY, DAY)]);
    let expected = Decision {
        outcomes: vec![
            wished(slot(MIDDAY, DAY), Cancelled),
            along(slot(CANTEEN, DAY), MIDDAY, Cancelled),
        ],
        cancel: slots(&[(CANTEEN, DAY), (MIDDAY, DAY)]),
        ..Decision::default()
    };
    assert_eq!(back, expected);
    assert_eq!(then.after(&back).occupancy[&slot(CANTEEN, DAY)].taken, 0);
    let late = then.at(LATEST).decide(&[cancel(MIDDAY, DAY)]);
    let closed_at = at(LATEST);
    assert_eq!(
        late.outcomes,
        [wished(slot(MIDDAY, DAY), refused(Refusal::TooLate { closed_at }))]
    );
}

/// D10: a place is kept until staff let it go, with all that goes with it.
#[test]
fn giving_back_waits_with_all_that_goes_with_it() {
    let world = world(&[], &[CANTEEN]).with(&[(CANTEEN, DAY), (MIDDAY, DAY)]);
    let asked = world.decide(&[cancel(MIDDAY, DAY)]);
    let expected = Decision {
        outcomes: vec![
            wished(slot(MIDDAY, DAY), CancellationAsked),
            along(slot(CANTEEN, DAY), MIDDAY, CancellationAsked),
        ],
        standing: standing(&[
            (CANTEEN, Standing::CancellationAsked),
            (MIDDAY, Standing::CancellationAsked),
        ]),
        ..Decision::default()
    };
    assert_eq!(asked, expected);

    let then = world.after(&asked);
    assert_eq!(state(&then, MIDDAY), (SlotState::CancellationAsked, None));
    assert_eq!(
        then.decide(&[cancel(CANTEEN, DAY)]).outcomes,
        [wished(slot(CANTEEN, DAY), Unchanged)]
    );

    // Long after the deadline, too: it only stays as it was.
    let kept = then
        .clone()
        .at("2026-11-29T12:00:00+01:00")
        .decide(&[book(CANTEEN, DAY)]);
    let expected = Decision {
        outcomes: vec![
            wished(slot(CANTEEN, DAY), Kept),
            along(slot(MIDDAY, DAY), CANTEEN, Kept),
        ],
        standing: standing(&[(CANTEEN, Standing::Confirmed), (MIDDAY, Standing::Confirmed)]),
        ..Decision::default()
    };
    assert_eq!(kept, expected);
    assert_eq!(state(&then.after(&kept), MIDDAY), (SlotState::Booked, None));
}

/// D10: nothing is booked on top of a place that staff may take away.
#[test]
fn nothing_rests_on_a_place_that_may_go() {
    let world = world(&[], &[MIDDAY]).care_plan().with(&[(MIDDAY, DAY)]);
    let then = world.after(&world.decide(&[cancel(MIDDAY, DAY)]));
    let undecided = linked(MIDDAY, Refusal::Undecided);
    assert_eq!(
        then.decide(&[book(CANTEEN, DAY)]).outcomes,
        [wished(slot(CANTEEN, DAY), refused(undecided.clone()))]
    );
    assert_eq!(state(&then, CANTEEN), (SlotState::Blocked, Some(undecided)));
    // Unless the same request keeps it.
    let both = then.decide(&[book(CANTEEN, DAY), book(MIDDAY, DAY)]);
    assert_eq!(
        both.outcomes,
        [wished(slot(CANTEEN, DAY), booked(315)), wished(slot(MIDDAY, DAY), Kept)]
    );
}

fn changing() -> (World, World) {
    let world = world(&[EVENING], &[]).with(&[(STUDY, DAY)]).at(LATEST);
    let asked = world.decide(&[cancel(STUDY, DAY), book(EVENING, DAY)]);
    let expected = priced(Decision {
        outcomes: vec![
            wished(slot(STUDY, DAY), ChangeAsked),
            wished(slot(EVENING, DAY), pending(340)),
        ],
        book: slots(&[(EVENING, DAY)]),
        standing: standing(&[(STUDY, Standing::ChangeAsked), (EVENING, Standing::PendingChange)]),
        ..Decision::default()
    });
    assert_eq!(asked, expected);
    let then = world.after(&asked);
    (world, then)
}

/// D10: the old place stays and the new one is held, though they exclude each other.
#[test]
fn a_change_is_asked_for_as_a_whole() {
    let (_, then) = changing();
    assert_eq!(state(&then, STUDY), (SlotState::ChangeAsked, None));
    assert_eq!(state(&then, EVENING), (SlotState::Pending, None));
    assert_eq!(view(&then.situation(), slot(STUDY, DAY)).closes_at, Some(at(EVE)));
    let change = [cancel(STUDY, DAY), book(EVENING, DAY)];
    let again = then.decide(&change);
    assert_eq!(
        again.outcomes,
        [
            wished(slot(STUDY, DAY), refused(Refusal::Undecided)),
            wished(slot(EVENING, DAY), Unchanged)
        ]
    );
    assert_eq!(
        (again.book, again.cancel, again.standing),
        (slots(&[]), slots(&[]), BTreeMap::new())
    );
    // A full slot takes nobody, asked or not.
    let full = world(&[EVENING], &[]).with(&[(STUDY, DAY)]).taken(EVENING, DAY, 45, 45);
    let because = Refusal::ChangeRefused {
        activity: EVENING,
        because: Box::new(Refusal::Full),
    };
    assert_eq!(
        full.decide(&change).outcomes,
        [
            wished(slot(STUDY, DAY), refused(because)),
            wished(slot(EVENING, DAY), refused(Refusal::Full))
        ]
    );
}

/// D10: either half takes the whole change back, until changing closes.
#[test]
fn a_change_is_taken_back_as_a_whole() {
    let (_, then) = changing();
    let (kept, gone) = (slot(STUDY, DAY), slot(EVENING, DAY));
    let back = then.decide(&[book(STUDY, DAY)]);
    let expected = Decision {
        outcomes: vec![wished(kept, Kept), along(gone, STUDY, Cancelled)],
        cancel: slots(&[(EVENING, DAY)]),
        standing: standing(&[(STUDY, Standing::Confirmed)]),
        ..Decision::default()
    };
    assert_eq!(back, expected);
    let back = then.decide(&[cancel(EVENING, DAY)]);
    let outcomes = vec![wished(gone, Cancelled), along(kept, EVENING, Kept)];
    assert_eq!(back, Decision { outcomes, ..expected });
    let late = then.at(EVE).decide(&[cancel(EVENING, DAY)]);
    let closed_at = at(EVE);
    assert_eq!(late.outcomes, [wished(gone, refused(Refusal::TooLate { closed_at }))]);
}

/// D10: what goes with a change that is taken back is told, whatever was refused of it in the same request.
#[test]
fn what_a_change_taken_back_would_have_taken_is_told_beside_what_contradicts_itself() {
    let (_, then) = changing();
    let (kept, gone) = (slot(STUDY, DAY), slot(EVENING, DAY));
    let back = then.decide(&[cancel(EVENING, DAY), book(EVENING, DAY), book(STUDY, DAY)]);
    let expected = Decision {
        outcomes: vec![
            wished(gone, refused(Refusal::Contradictory)),
            wished(gone, refused(Refusal::Contradictory)),
            wished(kept, Kept),
            along(gone, STUDY, Cancelled),
        ],
        cancel: slots(&[(EVENING, DAY)]),
        standing: standing(&[(STUDY, Standing::Confirmed)]),
        ..Decision::default()
    };
    assert_eq!(back, expected);
}

/// D10: what staff have not decided yet is swapped at once for something else that they decide.
#[test]
fn a_place_that_waits_is_swapped_at_once() {
    let world = world(&[EVENING, STUDY], &[EVENING, STUDY]);
    let then = world.after(&world.decide(&[book(STUDY, DAY)]));
    let swapped = then.decide(&[cancel(STUDY, DAY), book(EVENING, DAY)]);
    let expected = priced(Decision {
        outcomes: vec![
            wished(slot(STUDY, DAY), Cancelled),
            wished(slot(EVENING, DAY), pending(340)),
        ],
        book: slots(&[(EVENING, DAY)]),
        cancel: slots(&[(STUDY, DAY)]),
        standing: standing(&[(EVENING, Standing::Pending)]),
        ..Decision::default()
    });
    assert_eq!(swapped, expected);
}

/// D9: what belongs together shares its fate; where staff say both, the refusal counts.
#[test]
fn staff_decide_what_was_asked_together() {
    let world = world(&[CANTEEN], &[]);
    let then = world.after(&world.decide(&[book(CANTEEN, DAY), book(MORNING, DAY)]));
    let was = Standing::Pending;
    let table = [
        (&[(MIDDAY, true)][..], true, [Some(MIDDAY), None]),
        (&[(CANTEEN, false)], false, [None, Some(CANTEEN)]),
        (&[(CANTEEN, true), (MIDDAY, false)], false, [Some(MIDDAY), None]),
        (&[(CANTEEN, true), (MIDDAY, true)], true, [None, None]),
    ];
    for (says, accepted, [canteen, midday]) in table {
        let ruled = rule(&then.situation(), &said(says));
        let expected = [
            (slot(CANTEEN, DAY), settled(was, accepted, canteen)),
            (slot(MIDDAY, DAY), settled(was, accepted, midday)),
        ];
        assert_eq!(ruled.settled, BTreeMap::from(expected), "{says:?}");
        let gone = if accepted {
            slots(&[])
        } else {
            slots(&[(CANTEEN, DAY), (MIDDAY, DAY)])
        };
        assert_eq!(ruled.cancel, gone, "{says:?}");
    }
    // The morning does not wait: nothing that staff say takes it away.
    assert_eq!(
        rule(&then.situation(), &said(&[(MORNING, false), (STUDY, true)])),
        Ruled::default()
    );
}

/// D10: a change that is accepted gives the old place back; refused, the new one.
#[test]
fn staff_decide_a_change_as_a_whole() {
    let (_, then) = changing();
    for accepted in [true, false] {
        let ruled = rule(&then.situation(), &said(&[(EVENING, accepted)]));
        let expected = [
            (
                slot(STUDY, DAY),
                settled(Standing::ChangeAsked, accepted, Some(EVENING)),
            ),
            (slot(EVENING, DAY), settled(Standing::PendingChange, accepted, None)),
        ];
        assert_eq!(ruled.settled, BTreeMap::from(expected));
        let (stays, goes) = if accepted { (EVENING, STUDY) } else { (STUDY, EVENING) };
        assert_eq!(ruled.cancel, slots(&[(goes, DAY)]));
        let after = then.ruled(&ruled);
        assert_eq!((after.booked, after.marks), (slots(&[(stays, DAY)]), BTreeMap::new()));
    }
}

/// D10: what a change would give back is priced anew when what it was priced with goes, decided or not.
#[test]
fn a_place_that_may_stay_does_not_keep_a_price_together_alone() {
    let mut world = world(&[EVENING], &[]).with(&[(MORNING, DAY), (STUDY, DAY)]);
    world.rules.activities[usize::from(STUDY.0)].price = flat(200);
    world.rules.bundles = vec![Bundle {
        activities: vec![MORNING, STUDY],
        price: flat(300),
    }];
    let change = world.decide(&[cancel(STUDY, DAY), book(EVENING, DAY)]);
    let then = world.after(&change);
    assert_eq!(state(&then, STUDY).0, SlotState::ChangeAsked);
    let alone = then.decide(&[cancel(MORNING, DAY)]);
    let (from, to) = (Money::from_cents(105), Money::from_cents(200));
    assert_eq!(
        alone.outcomes,
        [
            wished(slot(MORNING, DAY), Cancelled),
            wished(slot(STUDY, DAY), Repriced { from, to })
        ]
    );
    assert_eq!(alone.prices, [(slot(STUDY, DAY), to)].into());
}

/// D10: what staff may yet leave to the child keeps what it rests on.
#[test]
fn a_change_waits_while_staff_have_yet_to_decide_on_what_rests_on_it() {
    let mut world = world(&[], &[CANTEEN]).care_plan();
    world = world.with(&[(MIDDAY, DAY), (CANTEEN, DAY)]);
    for activity in [MIDDAY, STUDY] {
        world.rules.activities[usize::from(activity.0)].deadlines.modify = Some(code("eve"));
    }
    let then = world.after(&world.decide(&[cancel(CANTEEN, DAY)]));
    assert_eq!(state(&then, CANTEEN).0, SlotState::CancellationAsked);
    let changed = then.decide(&[cancel(MIDDAY, DAY), book(STUDY, DAY)]);
    assert_eq!(
        changed.outcomes,
        [
            wished(slot(MIDDAY, DAY), ChangeAsked),
            wished(slot(STUDY, DAY), pending(260))
        ]
    );
}
