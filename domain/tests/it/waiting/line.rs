//! What a wait, an offer and its end do to the line. D14.

use std::collections::{BTreeMap, BTreeSet};

use preau_domain::booking::{Mark, SlotKey};
use preau_domain::ids::ChildId;
use preau_domain::waiting::{End, Line, Offer, PartState, Wait};
use ulid::Ulid;

use super::may::MONDAY;
use crate::booking::town::{CANTEEN, MIDDAY, STUDY, slot};
use crate::calendar::town::at;

pub fn child(nth: u128) -> ChildId {
    ChildId(Ulid(nth))
}

fn study() -> SlotKey {
    slot(STUDY, MONDAY)
}

fn pair() -> [SlotKey; 2] {
    [slot(MIDDAY, MONDAY), slot(CANTEEN, MONDAY)]
}

fn offered(parts: &[SlotKey]) -> Offer {
    Offer {
        parts: parts.to_vec(),
        until: at("2026-11-24T09:00:00+01:00"),
    }
}

fn line(waits: &[(i64, u128, &[SlotKey])]) -> Line {
    let mut line = Line::default();
    for &(position, nth, parts) in waits {
        line.add(
            position,
            Wait::new(child(nth), parts[parts.len() - 1], parts.iter().copied()),
        );
    }
    line
}

fn states(line: &Line, position: i64) -> Vec<PartState> {
    line.wait(position).unwrap().parts.values().copied().collect()
}

#[test]
fn places_count_those_who_wait_before() {
    let mut line = line(&[(3, 1, &[study()]), (5, 2, &[study()]), (9, 3, &[study()])]);
    assert_eq!([3, 5, 9].map(|at| line.place(at)), [1, 2, 3]);
    line.keep(3, &offered(&[study()]));
    assert_eq!(
        [5, 9].map(|at| line.place(at)),
        [1, 2],
        "whoever is offered a place is served"
    );
    assert_eq!(
        line.marks(child(3)),
        BTreeMap::from([(study(), Mark::Waiting { position: 2 })])
    );
    let until = at("2026-11-24T09:00:00+01:00");
    assert_eq!(
        line.marks(child(1)),
        BTreeMap::from([(study(), Mark::Offered { until })])
    );
    line.end(5, End::Left);
    assert_eq!(line.place(9), 1);
}

#[test]
fn the_furthest_part_tells_the_place() {
    let [midday, canteen] = pair();
    let line = line(&[(1, 1, &[midday]), (2, 2, &[midday]), (3, 3, &[midday, canteen])]);
    assert_eq!(line.place(3), 3);
    assert_eq!((line.ahead(3, midday), line.ahead(3, canteen)), (2, 0));
}

#[test]
fn offers_are_due_at_their_end_in_order() {
    let mut line = line(&[(1, 1, &[study()]), (2, 2, &[study()]), (3, 3, &[study()])]);
    line.keep(2, &offered(&[study()]));
    line.keep(1, &offered(&[study()]));
    assert_eq!(line.due(at("2026-11-24T08:59:59+01:00")), [] as [i64; 0]);
    assert_eq!(line.due(at("2026-11-24T09:00:00+01:00")), [1, 2]);
    assert_eq!(line.end(1, End::Lapsed), [study()]);
    assert_eq!(line.due(at("2026-11-24T09:00:00+01:00")), [2]);
    assert_eq!(line.end(1, End::Lapsed), [], "once");
    assert_eq!(states(&line, 1), [PartState::Lapsed]);
}

#[test]
fn the_next_are_those_whose_every_part_is_free() {
    let [midday, canteen] = pair();
    let line = line(&[
        (1, 1, &[midday, canteen]),
        (2, 2, &[midday]),
        (3, 3, &[canteen]),
        (4, 4, &[midday]),
    ]);
    assert_eq!(line.next(None, 9, |slot| slot == midday), [2, 4]);
    assert_eq!(line.next(None, 1, |slot| slot == midday), [2]);
    assert_eq!(line.next(Some(2), 9, |slot| slot == midday), [4]);
    assert_eq!(line.next(None, 9, |_| true), [1, 2, 3, 4]);
}

#[test]
fn a_pair_is_kept_taken_and_let_go_as_one() {
    let [midday, canteen] = pair();
    let mut line = line(&[(1, 1, &[midday, canteen])]);
    assert_eq!(line.keep(1, &offered(&[canteen, midday])), [canteen, midday]);
    assert_eq!(states(&line, 1), [PartState::Offered; 2]);
    let mut declined = line.clone();
    assert_eq!(declined.end(1, End::Left), [midday, canteen]);
    assert_eq!(line.took(child(1), &BTreeSet::from(pair())), [midday, canteen]);
    assert_eq!(states(&line, 1), [PartState::Accepted; 2]);
    assert_eq!(line.of(child(1), midday), None);
}

#[test]
fn a_part_booked_for_itself_leaves_the_others_waiting() {
    let [midday, canteen] = pair();
    let mut line = line(&[(1, 1, &[midday, canteen])]);
    assert_eq!(line.took(child(1), &BTreeSet::from([midday])), []);
    assert_eq!(states(&line, 1), [PartState::Accepted, PartState::Waiting]);
    assert_eq!(line.keep(1, &offered(&[canteen])), [canteen]);
    assert_eq!(line.took(child(1), &BTreeSet::from([canteen])), [canteen]);
    assert!(!line.wait(1).unwrap().is_open());
}

#[test]
fn with_what_was_asked_for_the_whole_wait_is_over() {
    let [midday, canteen] = pair();
    let mut line = line(&[(1, 1, &[midday, canteen])]);
    line.keep(1, &offered(&[canteen, midday]));
    // The link is gone since: the canteen is booked alone.
    assert_eq!(line.took(child(1), &BTreeSet::from([canteen])), [canteen, midday]);
    assert_eq!(states(&line, 1), [PartState::Left, PartState::Accepted]);
}

#[test]
fn an_offer_keeps_what_comes_along_by_then() {
    let [midday, canteen] = pair();
    // Midday care was booked when the wait began, and has been given back since.
    let mut line = line(&[(1, 1, &[canteen])]);
    assert_eq!(line.keep(1, &offered(&[canteen, midday])), [canteen, midday]);
    assert_eq!(states(&line, 1), [PartState::Offered; 2]);
    assert_eq!(line.of(child(1), midday), Some(1));
}

#[test]
fn nothing_is_kept_twice_for_a_child() {
    let [midday, canteen] = pair();
    let mut waits = line(&[(1, 1, &[midday]), (2, 1, &[midday, canteen])]);
    assert_eq!(
        states(&waits, 2),
        [PartState::Waiting],
        "it waits for midday care already"
    );
    let mut offered_both = waits.clone();
    offered_both.keep(1, &offered(&[midday]));
    assert_eq!(offered_both.keep(2, &offered(&[canteen, midday])), [canteen]);
    // The later wait comes first: it takes the part over.
    assert_eq!(waits.keep(2, &offered(&[canteen, midday])), [canteen, midday]);
    assert_eq!(states(&waits, 1), [PartState::Left]);
    assert_eq!(waits.of(child(1), midday), Some(2));
}

#[test]
fn a_wait_is_over_at_the_instant_that_was_noted() {
    let mut line = line(&[(3, 1, &[study()]), (5, 2, &[study()]), (9, 3, &[study()])]);
    let (early, late) = (at("2026-11-24T08:00:00+01:00"), at("2026-11-26T10:00:00+01:00"));
    assert_eq!(line.over(late), [0; 0], "nobody has said when");
    for (position, closes_at) in [(3, late), (5, early), (9, early)] {
        line.note_closing(position, closes_at);
    }
    assert_eq!(line.over(at("2026-11-24T07:59:59+01:00")), [0; 0]);
    assert_eq!(line.over(early), [5, 9]);
    assert_eq!(line.over(late), [3, 5, 9]);
    // What is offered ends with its offer, and what has ended has.
    line.keep(9, &offered(&[study()]));
    assert_eq!(line.end(5, End::Expired), []);
    assert_eq!((line.over(late), states(&line, 5)), (vec![3], vec![PartState::Expired]));
    assert_eq!(line.end(9, End::Withdrawn), [study()], "the place that was kept");
    assert_eq!(states(&line, 9), [PartState::Withdrawn]);
}

#[test]
fn who_is_set_back_waits_where_it_stood() {
    let [midday, canteen] = pair();
    let mut line = line(&[(1, 1, &[midday, canteen]), (2, 2, &[canteen])]);
    assert_eq!(line.set_back(1), [], "nothing is kept for it");
    let before = line.clone();
    line.keep(1, &offered(&[canteen, midday]));
    assert_eq!(line.place(2), 1);
    assert_eq!(line.set_back(1), [midday, canteen], "both are free again");
    assert_eq!(line, before);
    assert_eq!((line.place(1), line.place(2)), (1, 2));
    assert_eq!(line.due(at("2026-11-24T09:00:00+01:00")), [] as [i64; 0]);
    assert_eq!(line.next(None, 9, |_| true), [1, 2]);
    // What was booked for itself stays so.
    line.keep(1, &offered(&[canteen, midday]));
    line.took(child(1), &BTreeSet::from([midday]));
    assert_eq!(line.set_back(1), [canteen]);
    assert_eq!(states(&line, 1), [PartState::Accepted, PartState::Waiting]);
    line.end(1, End::Left);
    assert_eq!((line.set_back(1), line.set_back(9)), (vec![], vec![]));
}
