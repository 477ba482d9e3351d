//! What a family owes, and what staff withhold.

use std::collections::BTreeSet;

use preau_domain::booking::{
    OutcomeKind, Refusal, SlotState, SuspendRefusal, Wish, WishKind, may_book, may_cancel, may_suspend, obstacles,
    take_away, view,
};
use preau_domain::code::Code;
use preau_domain::explain::{Reason, Step, Verdict, explain};
use preau_domain::family::{Account, Debt, Suspended};
use preau_domain::locale::Locale;
use preau_domain::money::Money;
use preau_domain::rulebook::arrears::{Arrears, Block, SuspendedFrom, Suspension};
use preau_domain::rulebook::model::ActivityIx;
use preau_domain::waiting::withheld;

use super::town::{CANTEEN, EVENING, MIDDAY, STUDY, World, book, linked, slot};
use crate::calendar::town::{at, code, day};

const DAY: &str = "2026-11-30";
/// A day later in the same week.
const LATER: &str = "2026-12-03";

fn arrears() -> Arrears {
    Arrears {
        invoiced_by: 1,
        due_on: 15,
        handed_over: false,
        suspends: None,
        blocks: None,
        with_next_order: false,
    }
}

fn blocking(above: i64, activities: Option<&[ActivityIx]>) -> World {
    let mut world = World::new();
    let codes = |ones: &[ActivityIx]| ones.iter().map(|&ix| world.rules.activity(ix).code.clone()).collect();
    let activities = activities.map(codes);
    world.rules.arrears = Some(Arrears {
        blocks: Some(Block {
            above: Money::from_cents(above),
            activities,
        }),
        ..arrears()
    });
    world
}

fn suspending(activities: Option<Vec<Code>>) -> World {
    let mut world = World::new();
    world.rules.arrears = Some(Arrears {
        suspends: Some(Suspension {
            activities,
            from: SuspendedFrom::NextDay,
        }),
        ..arrears()
    });
    world
}

fn debt(desk: &str, cents: i64, as_of: &str) -> Debt {
    Debt {
        cash_desk: code(desk),
        amount: Money::from_cents(cents),
        as_of: day(as_of),
    }
}

fn owing(mut world: World, debts: &[(&str, i64, &str)]) -> World {
    world.child.account.debts = debts
        .iter()
        .map(|&(desk, cents, as_of)| debt(desk, cents, as_of))
        .collect();
    world
}

fn owes(cents: i64, as_of: &str) -> Refusal {
    Refusal::Owes {
        amount: Money::from_cents(cents),
        as_of: day(as_of),
    }
}

fn refused(world: &World, activity: ActivityIx) -> Option<Refusal> {
    may_book(&world.situation(), slot(activity, DAY)).err()
}

#[test]
fn booking_closes_above_the_amount_that_the_town_sets() {
    // The amount of the town, what is owed at each cash desk, and since when that is known.
    type Owed<'a> = &'a [(&'a str, i64, &'a str)];
    let table: [(i64, Owed<'_>, Option<Refusal>); 7] = [
        (1500, &[], None),
        (1500, &[("cantine", 1500, "2026-10-31")], None),
        (1500, &[("cantine", 1501, "2026-10-31")], Some(owes(1501, "2026-10-31"))),
        // All cash desks count, as of the latest day that is known.
        (
            1500,
            &[("cantine", 900, "2026-10-31"), ("etude", 700, "2026-11-15")],
            Some(owes(1600, "2026-11-15")),
        ),
        (0, &[("cantine", 1, "2026-10-31")], Some(owes(1, "2026-10-31"))),
        // What is known of a day to come is not known yet.
        (0, &[("cantine", 9999, "2026-12-31")], None),
        (
            0,
            &[("cantine", 100, "2026-10-31"), ("etude", 9999, "2026-12-31")],
            Some(owes(100, "2026-10-31")),
        ),
    ];
    for (above, debts, expected) in table {
        let world = owing(blocking(above, None), debts);
        assert_eq!(refused(&world, STUDY), expected, "{above} {debts:?}");
    }
}

#[test]
fn a_town_that_says_nothing_of_debts_closes_nothing() {
    let debts = [("cantine", 999_999, "2026-10-31")];
    assert_eq!(refused(&owing(World::new(), &debts), STUDY), None);
    let mut world = owing(World::new(), &debts);
    world.rules.arrears = Some(arrears());
    world.child.account.suspensions = vec![suspended("2026-11-01", None, None)];
    assert_eq!(refused(&world, STUDY), None);
}

#[test]
fn it_closes_only_in_the_activities_that_are_named_and_what_takes_them_along() {
    let debts = [("cantine", 2000, "2026-10-31")];
    let world = owing(blocking(1500, Some(&[CANTEEN])), &debts);
    assert_eq!(refused(&world, STUDY), None);
    assert_eq!(refused(&world, CANTEEN), Some(owes(2000, "2026-10-31")));
    let seen = view(&world.situation(), slot(MIDDAY, DAY));
    let because = linked(CANTEEN, owes(2000, "2026-10-31"));
    assert_eq!(
        (seen.state, seen.obstacle),
        (SlotState::Suspended, Some(because.clone()))
    );
    assert!(!seen.can_wait);
    assert_eq!(obstacles(&world.situation(), slot(MIDDAY, DAY)), [because]);
}

#[test]
fn what_is_booked_stays_and_can_be_given_back() {
    let world = owing(blocking(0, None), &[("cantine", 2000, "2026-10-31")]).with(&[(STUDY, DAY)]);
    let situation = world.situation();
    assert_eq!(may_cancel(&situation, slot(STUDY, DAY)), Ok(()));
    let seen = view(&situation, slot(STUDY, DAY));
    assert_eq!((seen.state, seen.obstacle), (SlotState::Booked, None));
    let give_back = Wish {
        slot: slot(STUDY, DAY),
        kind: WishKind::Cancel,
    };
    assert_eq!(world.decide(&[give_back]).outcomes[0].kind, OutcomeKind::Cancelled);
}

#[test]
fn staff_may_spare_a_family_until_the_end_of_a_day() {
    let mut world = owing(blocking(0, None), &[("cantine", 2000, "2026-10-31")]);
    let today = "2026-11-25";
    for (now, until, spared) in [
        ("2026-11-25T10:00:00+01:00", today, true),
        ("2026-11-25T23:59:59+01:00", today, true),
        // The day is the town's.
        ("2026-11-25T23:00:00Z", today, false),
        ("2026-11-25T10:00:00+01:00", "2026-11-24", false),
    ] {
        world.child.account.spared_until = Some(day(until));
        world.now = at(now);
        let expected = (!spared).then(|| owes(2000, "2026-10-31"));
        assert_eq!(refused(&world, STUDY), expected, "{now} {until}");
    }
}

fn suspended(from: &str, until: Option<&str>, activities: Option<&[&str]>) -> Suspended {
    Suspended {
        from: day(from),
        until: until.map(day),
        activities: activities.map(|names| names.iter().map(|name| code(name)).collect()),
        decided_at: at("2026-11-01T08:00:00Z"),
    }
}

#[test]
fn staff_withhold_the_places_of_some_days() {
    let study = World::new().rules.activity(STUDY).code.clone();
    for (one, days) in [
        (suspended(DAY, None, None), [true, true]),
        (suspended(DAY, Some(DAY), None), [true, false]),
        (suspended("2026-12-01", Some(LATER), None), [false, true]),
        (suspended(DAY, None, Some(&[&study.0])), [true, true]),
        (suspended(DAY, None, Some(&["another"])), [false, false]),
    ] {
        let mut world = suspending(None);
        let refusal = Refusal::Suspended {
            from: one.from,
            until: one.until,
        };
        world.child.account.suspensions = vec![one.clone()];
        for (text, withheld) in [DAY, LATER].into_iter().zip(days) {
            let found = may_book(&world.situation(), slot(STUDY, text)).err();
            assert_eq!(found, withheld.then(|| refusal.clone()), "{text} {one:?}");
        }
        // Sparing a family its debt is another matter.
        world.child.account.spared_until = Some(day("2027-01-01"));
        let found = may_book(&world.situation(), slot(STUDY, DAY)).err();
        assert_eq!(found.is_some(), days[0]);
        // Nothing was withheld before it was decided.
        world.now = at("2026-11-01T07:59:59Z");
        assert_eq!(may_book(&world.situation(), slot(STUDY, DAY)).err(), None);
    }
}

#[test]
fn only_where_the_rule_book_of_the_day_lets_staff_do_so() {
    let study = World::new().rules.activity(STUDY).code.clone();
    let mut world = suspending(Some(vec![study]));
    world.child.account.suspensions = vec![suspended("2026-11-01", None, None)];
    assert!(refused(&world, STUDY).is_some());
    assert_eq!(refused(&world, EVENING), None);
}

#[test]
fn all_that_stands_against_a_day_is_told_what_staff_decided_first() {
    let mut world = owing(blocking(0, None), &[("cantine", 2000, "2026-10-31")]);
    let suspends = suspending(None).rules.arrears.unwrap().suspends;
    world.rules.arrears = world.rules.arrears.map(|rule| Arrears { suspends, ..rule });
    world.child.account.suspensions = vec![suspended("2026-11-01", None, None)];
    let withheld = Refusal::Suspended {
        from: day("2026-11-01"),
        until: None,
    };
    let all = [withheld.clone(), owes(2000, "2026-10-31")];
    assert_eq!(obstacles(&world.situation(), slot(STUDY, DAY)), all);
    assert_eq!(refused(&world, STUDY), Some(withheld));
    assert_eq!(
        world.decide(&[book(STUDY, DAY)]).outcomes[0].kind,
        OutcomeKind::Refused(all[0].clone())
    );
}

#[test]
fn what_a_debt_does_is_explained() {
    let lines = |world: &World| {
        let explanation = explain(&world.situation(), slot(STUDY, DAY));
        let told = explanation.steps.iter().filter(|step| matches!(step, Step::Debt(_)));
        let told = told.map(|step| step.say(Locale::En, &world.rules)).collect::<Vec<_>>();
        (
            told,
            matches!(explanation.verdict, Verdict::Refused(Reason::Owes { .. })),
        )
    };
    let debts = [("cantine", 2000, "2026-10-31")];
    assert_eq!(lines(&owing(World::new(), &debts)), (Vec::new(), false));
    let closed = "Owed on Saturday 31 October 2026: €20.00. Booking closes above €15.00: the booking is refused.";
    let mut world = owing(blocking(1500, None), &debts);
    assert_eq!(lines(&world), (vec![closed.to_owned()], true));
    world.child.account.spared_until = Some(day("2027-01-01"));
    let spared = closed.replace("the booking is refused", "the town lets the family book all the same");
    assert_eq!(lines(&world), (vec![spared], false));
    let nothing = "Owed: €0.00. Booking closes above €15.00: nothing in the way.";
    assert_eq!(lines(&blocking(1500, None)), (vec![nothing.to_owned()], false));
}

#[test]
fn whether_staff_may_suspend_is_the_rule_books_to_say() {
    let rule = |activities: Option<Vec<Code>>| Arrears {
        suspends: Some(Suspension {
            activities,
            from: SuspendedFrom::NextMonth,
        }),
        ..arrears()
    };
    let (all, study) = (rule(None), rule(Some(vec![code("etude")])));
    let account = Account {
        debts: vec![debt("cantine", 100, "2026-11-20")],
        ..Account::default()
    };
    let paid = Account::default();
    let today = "2026-11-25";
    let [etude, midi] = [[code("etude")], [code("midi")]];
    // October's services were due on 15 November: from 1 December on.
    let early = SuspendRefusal::TooEarly {
        earliest: Some(day("2026-12-01")),
    };
    for (arrears, account, activities, from, expected) in [
        (Some(&all), &account, None, "2026-12-01", Ok(())),
        (Some(&all), &account, Some(&midi), "2027-01-04", Ok(())),
        (Some(&study), &account, Some(&etude), "2026-12-01", Ok(())),
        (
            Some(&study),
            &account,
            Some(&midi),
            "2026-12-01",
            Err(SuspendRefusal::ActivityNotConcerned { nth: 0 }),
        ),
        (Some(&all), &account, None, "2026-11-30", Err(early)),
        (
            Some(&all),
            &account,
            None,
            today,
            Err(SuspendRefusal::NotAhead { today: day(today) }),
        ),
        (Some(&all), &paid, None, "2026-12-01", Err(SuspendRefusal::NothingOwed)),
        (None, &account, None, "2026-12-01", Err(SuspendRefusal::NotProvided)),
    ] {
        let activities = activities.map(<[_; 1]>::as_slice);
        let found = may_suspend(arrears, account, activities, day(from), day(today));
        assert_eq!(found, expected, "{from} {activities:?}");
    }
    let plain = arrears();
    let found = may_suspend(Some(&plain), &account, None, day("2026-12-01"), day(today));
    assert_eq!(found, Err(SuspendRefusal::NotProvided));
}

#[test]
fn what_an_account_keeps_from_booking_is_withheld_from_who_waits() {
    let study = || [slot(STUDY, DAY)];
    let pair = || [slot(MIDDAY, DAY), slot(CANTEEN, DAY)];
    let held = |world: &World| {
        [
            withheld(&world.situation(), study()),
            withheld(&world.situation(), pair()),
        ]
    };
    let of_canteen = || blocking(1500, Some(&[CANTEEN]));
    assert_eq!(
        held(&owing(of_canteen(), &[("midi", 1500, "2026-10-31")])),
        [false, false]
    );
    assert_eq!(
        held(&owing(of_canteen(), &[("midi", 1501, "2026-10-31")])),
        [false, true]
    );
    let mut spared = owing(of_canteen(), &[("midi", 1501, "2026-10-31")]);
    spared.child.account.spared_until = Some(day("2027-01-01"));
    assert_eq!(held(&spared), [false, false]);
    let mut barred = suspending(None);
    let canteen = barred.rules.activity(CANTEEN).code.0.clone();
    barred.child.account.suspensions = vec![suspended(DAY, None, Some(&[&canteen]))];
    assert_eq!(held(&barred), [false, true]);
    barred.child.account.suspensions = vec![suspended(LATER, None, None)];
    assert_eq!(held(&barred), [false, false]);
}

#[test]
fn each_debt_leads_to_a_suspension_by_itself() {
    let rule = Arrears {
        suspends: Some(Suspension {
            activities: None,
            from: SuspendedFrom::NextMonth,
        }),
        ..arrears()
    };
    let today = "2026-12-20";
    let early = |day_of: &str| {
        Err(SuspendRefusal::TooEarly {
            earliest: Some(day(day_of)),
        })
    };
    // September's services were due on 15 October: from 1 November on. November's, on 15 December: from 1 January on.
    let (old, fresh) = (debt("midi", 100, "2026-10-20"), debt("etude", 100, "2026-12-18"));
    // Nobody knows of it yet.
    let ahead = debt("etude", 100, "2026-12-21");
    for (debts, from, expected) in [
        (vec![old.clone()], "2026-12-21", Ok(())),
        (vec![fresh.clone()], "2026-12-31", early("2027-01-01")),
        (vec![fresh.clone()], "2027-01-01", Ok(())),
        (vec![old.clone(), fresh.clone()], "2026-12-21", Ok(())),
        (vec![fresh, old], "2026-12-21", Ok(())),
        (vec![ahead], "2027-06-01", Err(SuspendRefusal::NothingOwed)),
    ] {
        let account = Account {
            debts,
            ..Account::default()
        };
        let found = may_suspend(Some(&rule), &account, None, day(from), day(today));
        assert_eq!(found, expected, "{from} {:?}", account.debts);
    }
}

#[test]
fn what_is_taken_away_takes_what_rests_on_it() {
    // Too late for the family itself.
    let world = World::new()
        .at("2026-11-30T08:00:00+01:00")
        .with(&[(CANTEEN, DAY), (MIDDAY, DAY), (EVENING, DAY)]);
    let taken = take_away(
        &world.situation(),
        &BTreeSet::from([slot(CANTEEN, DAY), slot(STUDY, DAY)]),
    );
    assert_eq!(taken.cancel, BTreeSet::from([slot(CANTEEN, DAY), slot(MIDDAY, DAY)]));
    assert_eq!(
        (taken.book.len(), taken.standing.len(), taken.outcomes.len()),
        (0, 0, 0)
    );
}
