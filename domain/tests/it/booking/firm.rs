//! What is booked is firm: the rule book lets nobody give it back.

use preau_domain::booking::OutcomeKind::Cancelled;
use preau_domain::booking::permit::{may_book, may_cancel};
use preau_domain::booking::{Decision, Refusal, SlotState, SlotView, obstacles, view};
use preau_domain::rulebook::deadline::DeadlineForm;

use super::town::{
    CANTEEN, EVENING, MIDDAY, STUDY, World, book, booked, cancel, priced, refused, rule_book, slot, slots, wished,
};
use crate::calendar::town::{at, code};

const DAY: &str = "2026-11-30";
const EARLY: &str = "2026-11-02T08:00:00+01:00";

fn firm(changes: bool) -> World {
    let mut rules = rule_book();
    rules.deadlines.insert(code("firm"), DeadlineForm::Never);
    for activity in [EVENING, STUDY] {
        let deadlines = &mut rules.activities[usize::from(activity.0)].deadlines;
        deadlines.modify = changes.then(|| code("eve"));
    }
    rules.activities[usize::from(EVENING.0)].deadlines.cancel = code("firm");
    rules.activities[usize::from(MIDDAY.0)].deadlines.cancel = code("firm");
    World::of(rules, "cocteau").at(EARLY)
}

#[test]
fn it_is_booked_like_any_other_and_stays() {
    let free = firm(false);
    assert!(may_book(&free.situation(), slot(EVENING, DAY)).is_ok());
    let world = free.with(&[(EVENING, DAY)]);
    assert_eq!(may_cancel(&world.situation(), slot(EVENING, DAY)), Err(Refusal::Firm));
    assert_eq!(obstacles(&world.situation(), slot(EVENING, DAY)), [Refusal::Firm]);
    let shown = SlotView {
        state: SlotState::Booked,
        booked: true,
        obstacle: Some(Refusal::Firm),
        closes_at: None,
        ..view(&world.situation(), slot(EVENING, DAY))
    };
    assert_eq!(view(&world.situation(), slot(EVENING, DAY)), shown);
    let nothing = Decision {
        outcomes: vec![wished(slot(EVENING, DAY), refused(Refusal::Firm))],
        ..Decision::default()
    };
    assert_eq!(world.decide(&[cancel(EVENING, DAY)]), nothing);
}

/// The canteen and the midday go together: neither can be given back while one of them is firm.
#[test]
fn what_goes_with_it_stays_too() {
    let world = firm(false).with(&[(MIDDAY, DAY), (CANTEEN, DAY)]);
    let because = Refusal::Linked {
        activity: MIDDAY,
        because: Box::new(Refusal::Firm),
    };
    let nothing = Decision {
        outcomes: vec![wished(slot(CANTEEN, DAY), refused(because))],
        ..Decision::default()
    };
    assert_eq!(world.decide(&[cancel(CANTEEN, DAY)]), nothing);
}

#[test]
fn it_can_still_be_changed_where_changes_have_a_deadline() {
    let world = firm(true).with(&[(EVENING, DAY)]);
    let change = [book(STUDY, DAY), cancel(EVENING, DAY)];
    let changed = priced(Decision {
        outcomes: vec![
            wished(slot(STUDY, DAY), booked(260)),
            wished(slot(EVENING, DAY), Cancelled),
        ],
        book: slots(&[(STUDY, DAY)]),
        cancel: slots(&[(EVENING, DAY)]),
        ..Decision::default()
    });
    assert_eq!(world.decide(&change), changed);
    let until = view(&world.situation(), slot(EVENING, DAY)).change_closes_at;
    assert_eq!(until, Some(at("2026-11-29T18:00:00+01:00")));
}
