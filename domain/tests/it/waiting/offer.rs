//! What is offered to whom, and until when. D14.

use preau_domain::booking::{Mark, OutcomeKind, Refusal, SlotState, Wish, WishKind, obstacles, view};
use preau_domain::rulebook::model::WaitingList;
use preau_domain::waiting::{Offer, offer};

use super::may::{MONDAY, full, late_town, town};
use crate::booking::town::{CANTEEN, EVENING, LATEST, MIDDAY, STUDY, booked, linked, slot};
use crate::calendar::town::at;

#[test]
fn an_offer_lasts_for_hours_and_never_beyond_the_closing() {
    for (now, until) in [
        ("2026-11-23T09:00:00+01:00", "2026-11-24T09:00:00+01:00"),
        ("2026-11-25T10:00:00+01:00", LATEST),
        ("2026-11-25T10:00:01+01:00", LATEST),
        ("2026-11-26T09:59:59+01:00", LATEST),
    ] {
        let expected = Offer {
            parts: vec![slot(STUDY, MONDAY)],
            until: at(until),
        };
        assert_eq!(
            offer(&town().at(now).situation(), slot(STUDY, MONDAY)),
            Ok(expected),
            "{now}"
        );
    }
    let late = offer(&town().at(LATEST).situation(), slot(STUDY, MONDAY));
    assert_eq!(late, Err(Refusal::TooLate { closed_at: at(LATEST) }));
}

#[test]
fn a_late_offer_lasts_until_the_late_deadline() {
    let until = |now| offer(&late_town().at(now).situation(), slot(CANTEEN, MONDAY)).map(|offer| offer.until);
    assert_eq!(
        until("2026-11-26T09:59:59+01:00"),
        Ok(at(LATEST)),
        "in time, the first deadline counts"
    );
    assert_eq!(until(LATEST), Ok(at("2026-11-27T10:00:00+01:00")));
    assert_eq!(until("2026-11-29T08:00:00+01:00"), Ok(at("2026-11-29T18:00:00+01:00")));
    let eve = "2026-11-29T18:00:00+01:00";
    assert_eq!(until(eve), Err(Refusal::TooLate { closed_at: at(eve) }));
    let mut world = late_town().at(LATEST);
    for activity in &mut world.rules.activities {
        activity.waiting_list = None;
    }
    let offer = offer(&world.situation(), slot(CANTEEN, MONDAY)).unwrap();
    assert_eq!(offer.until, at(eve), "without hours, until its deadline");
}

#[test]
fn the_shortest_hours_of_all_parts_count() {
    let mut world = town().at("2026-11-23T09:00:00+01:00");
    world.rules.activities[1].waiting_list = Some(WaitingList { offer_hours: 3 });
    let expected = Offer {
        parts: vec![slot(CANTEEN, MONDAY), slot(MIDDAY, MONDAY)],
        until: at("2026-11-23T12:00:00+01:00"),
    };
    assert_eq!(offer(&world.situation(), slot(CANTEEN, MONDAY)), Ok(expected));
}

#[test]
fn nothing_is_offered_that_could_not_be_booked() {
    let asked = |world: crate::booking::town::World, activity| offer(&world.situation(), slot(activity, MONDAY));
    assert_eq!(asked(full(town(), &[STUDY]), STUDY), Err(Refusal::Full));
    assert_eq!(
        asked(full(town(), &[MIDDAY]), CANTEEN),
        Err(linked(MIDDAY, Refusal::Full)),
        "the pair as one"
    );
    assert_eq!(
        asked(town().with(&[(EVENING, MONDAY)]), STUDY),
        Err(Refusal::Excluded { by: EVENING })
    );
    // What is kept already counts as a place.
    let mut world = full(town(), &[MIDDAY]);
    world
        .marks
        .insert(slot(MIDDAY, MONDAY), Mark::Offered { until: at(LATEST) });
    assert!(asked(world, CANTEEN).is_ok());
}

#[test]
fn a_kept_place_is_booked_like_a_free_one_until_its_end() {
    let until = at("2026-11-24T09:00:00+01:00");
    let mut world = full(town(), &[STUDY]).at("2026-11-24T08:59:59+01:00");
    world.marks.insert(slot(STUDY, MONDAY), Mark::Offered { until });
    let wish = [Wish {
        slot: slot(STUDY, MONDAY),
        kind: WishKind::Book,
    }];
    assert_eq!(world.decide(&wish).outcomes[0].kind, booked(260));
    let seen = view(&world.situation(), slot(STUDY, MONDAY));
    assert_eq!(
        (seen.state, seen.obstacle, seen.closes_at),
        (SlotState::Offered, None, Some(until))
    );
    assert_eq!(obstacles(&world.situation(), slot(STUDY, MONDAY)), []);
    let over = world.at("2026-11-24T09:00:00+01:00");
    assert_eq!(over.decide(&wish).outcomes[0].kind, OutcomeKind::Refused(Refusal::Full));
    assert_eq!(obstacles(&over.situation(), slot(STUDY, MONDAY)), [Refusal::Full]);
}

#[test]
fn a_kept_late_place_is_booked_as_late() {
    let mut world = full(late_town(), &[MIDDAY, CANTEEN]).at("2026-11-27T09:00:00+01:00");
    for activity in [MIDDAY, CANTEEN] {
        let until = at("2026-11-28T09:00:00+01:00");
        world.marks.insert(slot(activity, MONDAY), Mark::Offered { until });
    }
    let wish = Wish {
        slot: slot(CANTEEN, MONDAY),
        kind: WishKind::Book,
    };
    let decision = world.decide(&[wish]);
    assert_eq!(decision.outcomes[0].kind, booked(315));
    assert_eq!(decision.late, decision.book);
    assert_eq!(decision.book.len(), 2);
}
