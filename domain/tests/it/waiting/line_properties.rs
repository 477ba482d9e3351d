//! The line against rows in a list.

use std::collections::BTreeSet;

use preau_domain::booking::SlotKey;
use preau_domain::waiting::{End, Line, Offer, PartState, Wait};
use proptest::prelude::*;

use super::line::child;
use super::may::MONDAY;
use crate::booking::town::{CANTEEN, MIDDAY, STUDY, slot};
use crate::calendar::town::{at, seeded};

#[derive(Clone, Debug)]
enum Step {
    /// A child, what it asks for, and what comes along.
    Join(u128, usize, BTreeSet<usize>),
    /// The so-manieth who waits is offered what it waits for.
    Offer(usize),
    End(usize, End),
    Book(u128, BTreeSet<usize>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Row {
    position: i64,
    child: u128,
    slot: SlotKey,
    asked: bool,
    state: PartState,
}

fn slots() -> [SlotKey; 3] {
    [MIDDAY, CANTEEN, STUDY].map(|activity| slot(activity, MONDAY))
}

fn some() -> impl Strategy<Value = BTreeSet<usize>> {
    prop::collection::btree_set(0..3_usize, 0..3)
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let end = prop_oneof![Just(End::Lapsed), Just(End::Left)];
    let step = prop_oneof![
        4 => (0..4_u128, 0..3_usize, some()).prop_map(|(child, asked, along)| Step::Join(child, asked, along)),
        3 => (0..6_usize).prop_map(Step::Offer),
        2 => (0..6_usize, end).prop_map(|(at, end)| Step::End(at, end)),
        2 => (0..4_u128, some()).prop_map(|(child, booked)| Step::Book(child, booked)),
    ];
    prop::collection::vec(step, 0..40)
}

/// The same in the plainest way.
#[derive(Default)]
struct Rows(Vec<Row>);

impl Rows {
    fn open(&self, child: u128, slot: SlotKey) -> bool {
        let mine = |row: &&Row| row.child == child && row.slot == slot && row.state.is_open();
        self.0.iter().any(|row| mine(&row))
    }

    fn kept(&self, slot: SlotKey) -> usize {
        let kept = self
            .0
            .iter()
            .filter(|row| row.slot == slot && row.state == PartState::Offered);
        kept.count()
    }

    fn waiting(&self) -> Vec<i64> {
        let waiting = self.0.iter().filter(|row| row.state == PartState::Waiting);
        waiting
            .map(|row| row.position)
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect()
    }

    fn waiting_only_for(&self, slot: SlotKey) -> Vec<i64> {
        let elsewhere = |position: i64| {
            let open = |row: &Row| row.position == position && row.slot != slot && row.state.is_open();
            self.0.iter().any(open)
        };
        let mut only = self.waiting();
        only.retain(|&position| !elsewhere(position));
        only
    }

    fn set(&mut self, which: impl Fn(&Row) -> bool, state: PartState) {
        for row in self.0.iter_mut().filter(|row| row.state.is_open() && which(row)) {
            row.state = state;
        }
    }
}

fn count(counts: &mut [i64; 3], of: &[SlotKey], by: i64) {
    for slot in of {
        let at = slots().iter().position(|known| known == slot).unwrap();
        counts[at] += by;
    }
}

proptest! {
    #![proptest_config(seeded())]

    #[test]
    fn the_line_does_what_rows_would(steps in steps()) {
        let (mut line, mut rows, mut counts) = (Line::default(), Rows::default(), [0_i64; 3]);
        let until = at("2026-11-24T09:00:00+01:00");
        for (position, step) in (1_i64..).zip(steps) {
            match step {
                Step::Join(nth, asked, mut along) => {
                    let asked = slots()[asked];
                    if rows.open(nth, asked) {
                        continue;
                    }
                    along.retain(|&other| slots()[other] != asked && !rows.open(nth, slots()[other]));
                    let parts: Vec<SlotKey> =
                        std::iter::once(asked).chain(along.into_iter().map(|other| slots()[other])).collect();
                    rows.0.extend(parts.iter().map(|&slot| Row {
                        position, child: nth, slot, asked: slot == asked, state: PartState::Waiting,
                    }));
                    line.add(position, Wait::new(child(nth), asked, parts));
                }
                Step::Offer(at) => {
                    let waiting = rows.waiting();
                    prop_assert_eq!(line.next(None, 99, |_| true), waiting.clone());
                    let Some(&position) = waiting.get(at) else { continue };
                    let parts: Vec<SlotKey> = line.wait(position).unwrap().open().collect();
                    let kept = line.keep(position, &Offer { parts: parts.clone(), until });
                    prop_assert_eq!(&kept, &parts);
                    count(&mut counts, &kept, 1);
                    rows.set(|row| row.position == position, PartState::Offered);
                }
                Step::End(at, end) => {
                    let open: BTreeSet<i64> =
                        rows.0.iter().filter(|row| row.state.is_open()).map(|row| row.position).collect();
                    let Some(&position) = open.iter().nth(at) else { continue };
                    count(&mut counts, &line.end(position, end), -1);
                    rows.set(|row| row.position == position, end.into());
                }
                Step::Book(nth, booked) => {
                    let booked: BTreeSet<SlotKey> = booked.into_iter().map(|at| slots()[at]).collect();
                    count(&mut counts, &line.took(child(nth), &booked), -1);
                    let over: BTreeSet<i64> = rows.0.iter()
                        .filter(|row| row.child == nth && row.asked && row.state.is_open() && booked.contains(&row.slot))
                        .map(|row| row.position)
                        .collect();
                    rows.set(|row| row.child == nth && booked.contains(&row.slot), PartState::Accepted);
                    rows.set(|row| over.contains(&row.position), PartState::Left);
                }
            }
            for row in &rows.0 {
                let told = line.wait(row.position).unwrap().parts[&row.slot];
                prop_assert_eq!(told, row.state, "{:?}", row);
                let ahead = rows.0.iter().filter(|other| {
                    other.slot == row.slot && other.state == PartState::Waiting && other.position < row.position
                });
                prop_assert_eq!(line.ahead(row.position, row.slot) as usize, ahead.count());
                let open = row.state.is_open().then_some(row.position);
                if open.is_some() {
                    prop_assert_eq!(line.of(child(row.child), row.slot), open);
                }
            }
            for slot in slots() {
                prop_assert_eq!(line.next(None, 99, |free| free == slot), rows.waiting_only_for(slot));
            }
            let kept = slots().map(|slot| i64::try_from(rows.kept(slot)).unwrap());
            prop_assert_eq!(counts, kept, "what is kept is what was counted");
        }
    }
}
