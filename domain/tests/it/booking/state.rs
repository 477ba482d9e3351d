//! What a slot is, for each thing that can be known of it.

use preau_domain::booking::SlotState::{
    Absent, Available, Blocked, Booked, CancellationAsked, ChangeAsked, Closed, Full, InCart, Offered, OutOfTime,
    Pending, Suspended, Waiting,
};
use preau_domain::booking::{Mark, Refusal, SlotState, SlotView, WishKind};
use preau_domain::calendar::Closure;
use preau_domain::classes::{ClassSpan, SchoolClass};
use preau_domain::money::Money;
use preau_domain::rulebook::condition::Span;

use super::town::{MIDDAY, linked};
use crate::calendar::town::{at, day};

const NOW: &str = "2026-11-30T09:00:00+01:00";

fn marks() -> [(Mark, SlotState, Option<SlotState>); 8] {
    // The state of a booked slot, and that of a free one where the mark speaks of it.
    [
        (Mark::Pending, Pending, None),
        (Mark::ChangeAsked, ChangeAsked, None),
        (Mark::CancellationAsked, CancellationAsked, None),
        (Mark::Absent, Absent, None),
        (Mark::InCart(WishKind::Book), InCart, Some(InCart)),
        (Mark::InCart(WishKind::Cancel), InCart, Some(InCart)),
        (Mark::Waiting { position: 1 }, Booked, Some(Waiting)),
        (Mark::Offered { until: at(NOW) }, Booked, Some(Offered)),
    ]
}

fn refusals() -> Vec<(Refusal, SlotState)> {
    let ages = Span {
        from: Some(3),
        to: None,
    };
    let classes = ClassSpan {
        from: Some(SchoolClass::Ce1),
        to: None,
    };
    let change = |because| Refusal::ChangeRefused {
        activity: MIDDAY,
        because: Box::new(because),
    };
    vec![
        (Refusal::NotOffered, Closed),
        (Refusal::WrongAge { ages }, Closed),
        (Refusal::WrongClass { classes }, Closed),
        (Refusal::ClassUnknown { classes }, Closed),
        (Refusal::NotForChild { only: Box::default() }, Closed),
        (Refusal::Closed(Closure::Weekday), Closed),
        (Refusal::Closed(Closure::OutsidePeriod), Closed),
        (Refusal::NotOpenYet { opens_at: at(NOW) }, OutOfTime),
        (Refusal::TooLate { closed_at: at(NOW) }, OutOfTime),
        (Refusal::NoDeadline, OutOfTime),
        (Refusal::Full, Full),
        (
            Refusal::Owes {
                amount: Money::from_cents(1),
                as_of: day("2026-11-01"),
            },
            Suspended,
        ),
        (
            Refusal::FileIncomplete {
                until: None,
                missing: Vec::new(),
                documents: Vec::new(),
            },
            Suspended,
        ),
        (
            Refusal::Suspended {
                from: day("2026-11-01"),
                until: None,
            },
            Suspended,
        ),
        (Refusal::Excluded { by: MIDDAY }, Blocked),
        (Refusal::Contradictory, Blocked),
        (linked(MIDDAY, Refusal::Full), Full),
        (linked(MIDDAY, linked(MIDDAY, Refusal::NotOffered)), Closed),
        (change(Refusal::NoDeadline), OutOfTime),
        (change(linked(MIDDAY, Refusal::Contradictory)), Blocked),
    ]
}

#[test]
fn a_booked_slot_is_what_its_mark_says_whatever_stands_in_the_way() {
    for refusal in refusals().into_iter().map(|(refusal, _)| Some(refusal)).chain([None]) {
        assert_eq!(SlotState::of(true, None, refusal.as_ref()), Booked);
        for (mark, booked, _) in marks() {
            assert_eq!(
                SlotState::of(true, Some(mark), refusal.as_ref()),
                booked,
                "{mark:?}, {refusal:?}"
            );
        }
    }
}

#[test]
fn a_free_slot_is_what_its_mark_says_or_why_it_cannot_be_booked() {
    for (mark, _, free) in marks() {
        assert_eq!(
            SlotState::of(false, Some(mark), None),
            free.unwrap_or(Available),
            "{mark:?}"
        );
    }
    for (refusal, refused) in refusals() {
        assert_eq!(SlotState::refused(&refusal), refused, "{refusal:?}");
        assert_eq!(SlotState::of(false, None, Some(&refusal)), refused, "{refusal:?}");
        for (mark, _, free) in marks() {
            let state = SlotState::of(false, Some(mark), Some(&refusal));
            assert_eq!(state, free.unwrap_or(refused), "{mark:?}, {refusal:?}");
        }
    }
    assert_eq!(SlotState::of(false, None, None), Available);
}

/// Each pair that can be known of one slot at once, in both orders: what a booked one is, and what a free one that is full.
#[test]
fn of_all_that_is_known_one_thing_is_told() {
    let (cart, waits) = (Mark::InCart(WishKind::Cancel), Mark::Waiting { position: 2 });
    let offered = Mark::Offered { until: at(NOW) };
    let table = [
        (Mark::Pending, Mark::Absent, Pending, Full),
        (Mark::Pending, cart, Pending, InCart),
        (Mark::PendingChange, cart, Pending, InCart),
        (Mark::ChangeAsked, Mark::Absent, ChangeAsked, Full),
        (Mark::ChangeAsked, cart, ChangeAsked, InCart),
        (Mark::CancellationAsked, Mark::Absent, CancellationAsked, Full),
        (Mark::CancellationAsked, cart, CancellationAsked, InCart),
        (Mark::CancellationAsked, waits, CancellationAsked, Waiting),
        (Mark::Absent, cart, Absent, InCart),
        (Mark::Absent, waits, Absent, Waiting),
        (waits, cart, InCart, Waiting),
        (offered, cart, InCart, Offered),
        (offered, Mark::Absent, Absent, Offered),
    ];
    for (one, other, booked, free) in table {
        for known in [[one, other], [other, one]] {
            assert_eq!(
                SlotState::of(true, known, Some(&Refusal::Full)),
                booked,
                "booked, {known:?}"
            );
            assert_eq!(
                SlotState::of(false, known, Some(&Refusal::Full)),
                free,
                "free, {known:?}"
            );
        }
    }
    let all = [cart, waits, Mark::Absent, Mark::Pending];
    assert_eq!(SlotState::of(true, all, None), Pending);
    assert_eq!(SlotState::of(false, all, None), Waiting);
}

/// An activity that the rule book of the day does not have is told like one that is not for the child.
#[test]
fn what_the_rule_book_does_not_have_is_closed() {
    let absent = SlotView::absent();
    assert_eq!((absent.state, absent.obstacle), (Closed, Some(Refusal::NotOffered)));
    assert_eq!(SlotState::refused(&Refusal::NotOffered), Closed);
}

#[test]
fn each_state_stands_once_in_the_legend_and_is_reached() {
    let reached = marks()
        .into_iter()
        .flat_map(|(_, booked, free)| [Some(booked), free])
        .flatten();
    let refused = refusals().into_iter().map(|(_, state)| state);
    let all: Vec<SlotState> = reached.chain(refused).chain([Available]).collect();
    for state in SlotState::ALL {
        assert!(all.contains(&state), "{state:?}");
        assert_eq!(
            SlotState::ALL.iter().filter(|other| **other == state).count(),
            1,
            "{state:?}"
        );
    }
    assert!(all.iter().all(|state| SlotState::ALL.contains(state)));
}
