//! An explanation never says anything else than the functions that decide.

use preau_domain::booking::{Mark, OutcomeKind, SlotKey, WishKind, decide, view};
use preau_domain::calendar::Closure;
use preau_domain::explain::{AlongState, LateRule, PriceStep, Reason, Step, Verdict, When, explain};
use preau_domain::locale::Locale;
use preau_domain::money::Money;
use preau_domain::rulebook::attendance::LateBooking;
use preau_domain::rulebook::condition::{Condition, Span};
use preau_domain::rulebook::model::WaitingList;
use preau_domain::rulebook::price::Bundle;
use preau_domain::rulebook::surcharge::{Per, Surcharge, SurchargeForm};
use preau_domain::waiting::{End, lasts, may_wait};
use proptest::prelude::*;

use crate::booking::properties::{slots, worlds};
use crate::booking::town::{EVENING, MIDDAY, MORNING, World, book, flat};
use crate::calendar::town::{code, seeded};

/// Late bookings until the eve, at two euros a day.
fn accepted_late() -> LateBooking {
    let two_a_day = Surcharge {
        when: Condition::default(),
        unless: None,
        from_time: 1,
        form: SurchargeForm::Add {
            amount: Money::from_cents(200),
            per: Per::Day,
        },
    };
    LateBooking::Accept {
        until: code("eve"),
        surcharges: vec![two_a_day],
    }
}

prop_compose! {
    /// The worlds of bookings, some with late bookings, waiting lists, a price together, or ages.
    fn more_worlds()(
        world in worlds(),
        lates in prop::collection::vec(0..3_u8, 7),
        lists in prop::collection::vec(any::<bool>(), 7),
        booked_late in prop::collection::vec(any::<bool>(), 40),
        together: bool,
        too_old: bool,
    ) -> World {
        let mut world = world;
        for (activity, (late, list)) in world.rules.activities.iter_mut().zip(lates.into_iter().zip(lists)) {
            activity.attendance.late_booking = match late {
                0 => LateBooking::Refuse,
                1 => accepted_late(),
                _ => LateBooking::WaitingList { until: code("eve") },
            };
            activity.waiting_list = list.then_some(WaitingList { offer_hours: 24 });
        }
        let late = world.booked.iter().zip(booked_late).filter(|(_, late)| *late);
        world.late = late.map(|(slot, _)| *slot).collect();
        if together {
            let activities = vec![MORNING, EVENING];
            world.rules.bundles = vec![Bundle { activities, price: flat(400) }];
        }
        if too_old {
            world.rules.activities[usize::from(MIDDAY.0)].ages = Some(Span { from: None, to: Some(5) });
        }
        world
    }
}

/// The name of the first step that says no.
fn first_no(steps: &[Step]) -> Option<&'static str> {
    let late = steps.iter().any(|step| {
        let accept = LateRule::Accept;
        matches!(step, Step::LateBooking { rule, possible: true, .. } if *rule == accept)
    });
    steps.iter().find_map(|step| match step {
        Step::School { fits: false, .. } => Some("school"),
        Step::Age { fits: false, .. } => Some("age"),
        Step::Only { fits: false, .. } => Some("only"),
        Step::Period { fits: false, .. } => Some("period"),
        Step::RuleBook { fits: false, .. } => Some("rule book"),
        Step::Day { closed: Some(_), .. } => Some("day"),
        Step::Booking(limit) => match limit.when {
            When::Within => None,
            When::After if late => None,
            When::Before | When::After | When::Never => Some("booking"),
        },
        Step::Suspended { .. } => Some("suspended"),
        Step::Debt(debt) if debt.in_the_way => Some("debt"),
        Step::Excludes { in_the_way: true, .. } => Some("excludes"),
        Step::Places { left: 0, .. } => Some("places"),
        Step::Along {
            state: AlongState::Refused { .. },
            ..
        } => Some("along"),
        _ => None,
    })
}

fn step_of(reason: &Reason) -> &'static str {
    match reason {
        Reason::NotOffered => "school",
        Reason::WrongAge { .. } => "age",
        Reason::WrongClass { .. } | Reason::ClassUnknown { .. } => "class",
        Reason::NotForChild { .. } => "only",
        Reason::Closed(Closure::OutsidePeriod) => "period",
        Reason::Closed(Closure::OutsideRuleBook) => "rule book",
        Reason::Closed(_) => "day",
        Reason::NotOpenYet { .. } | Reason::TooLate { .. } | Reason::NoDeadline => "booking",
        Reason::Suspended { .. } => "suspended",
        Reason::Owes { .. } => "debt",
        Reason::FileIncomplete { .. } => "file",
        Reason::Excluded { .. } => "excludes",
        Reason::Full => "places",
        Reason::Linked { .. } => "along",
        Reason::Undecided => "staff",
        Reason::ChangeRefused { .. } | Reason::Contradictory | Reason::Firm => "never in a single booking",
    }
}

fn total(steps: &[Step]) -> Option<Money> {
    steps.iter().find_map(|step| match step {
        Step::Price(PriceStep::Total { price }) => Some(*price),
        _ => None,
    })
}

proptest! {
    #![proptest_config(seeded())]

    #[test]
    fn the_verdict_is_the_decision(world in more_worlds(), slot in slots()) {
        let situation = world.situation();
        let explanation = explain(&situation, slot);
        let seen = view(&situation, slot);
        let wish = preau_domain::booking::Wish { slot, kind: WishKind::Book };
        let decision = decide(&situation, &[wish]);
        let own = &decision.outcomes[0].kind;
        match &explanation.verdict {
            Verdict::Book(booked) | Verdict::BookLate(booked) => {
                prop_assert_eq!(own, &OutcomeKind::Booked { price: booked.price, pending: booked.approval });
                prop_assert_eq!(&seen.obstacle, &None);
                let late = matches!(explanation.verdict, Verdict::BookLate(_));
                prop_assert_eq!((seen.late, decision.late.contains(&slot)), (late, late));
                prop_assert_eq!(booked.with.len() + 1, decision.book.len());
                for with in &booked.with {
                    let activity = world.rules.activity_ix(&with.activity).unwrap();
                    let part = SlotKey { activity, ..slot };
                    prop_assert_eq!(decision.prices.get(&part), Some(&with.price));
                    prop_assert_eq!(decision.late.contains(&part), with.late);
                }
                if booked.with.is_empty() {
                    prop_assert_eq!(seen.price, booked.adds);
                }
                prop_assert_eq!(total(&explanation.steps), Some(booked.price));
            }
            Verdict::Refused(reason) => {
                prop_assert!(matches!(own, OutcomeKind::Refused(_)), "{:?}", own);
                let obstacle = seen.obstacle.as_ref().map(|refusal| Reason::of(refusal, &world.rules));
                prop_assert_eq!(obstacle.as_ref(), Some(reason));
                prop_assert!(!seen.can_wait);
            }
            Verdict::MayWait { because, until } => {
                prop_assert!(matches!(own, OutcomeKind::Refused(_)), "{:?}", own);
                let obstacle = seen.obstacle.as_ref().map(|refusal| Reason::of(refusal, &world.rules));
                prop_assert_eq!(obstacle.as_ref(), Some(because));
                prop_assert!(seen.can_wait && may_wait(&situation, slot).is_ok());
                prop_assert_eq!(lasts(&situation, slot), until.ok_or(End::Withdrawn));
            }
            Verdict::AlreadyBooked { price, stays } => {
                let kept = world.marks.get(&slot) == Some(&Mark::CancellationAsked);
                prop_assert_eq!(own, if kept { &OutcomeKind::Kept } else { &OutcomeKind::Unchanged });
                prop_assert!(world.booked.contains(&slot));
                prop_assert_eq!(*price, seen.price);
                prop_assert_eq!(total(&explanation.steps), Some(seen.price));
                let obstacle = seen.obstacle.as_ref().map(|refusal| Reason::of(refusal, &world.rules));
                prop_assert_eq!(&obstacle, stays);
                let told = explanation.steps.iter().find_map(|step| match step {
                    Step::GiveBack { whole_closes_at, refused, .. } => Some((*whole_closes_at, refused.clone())),
                    _ => None,
                });
                // While staff decide about giving back, it can be kept whatever the deadline.
                let told = told.map(|(closes_at, refused)| (closes_at, refused.filter(|_| !kept)));
                prop_assert_eq!(told, Some((seen.closes_at, obstacle)));
            }
        }
    }

    #[test]
    fn the_first_step_that_says_no_is_the_reason(world in more_worlds(), slot in slots()) {
        let explanation = explain(&world.situation(), slot);
        let expected = match &explanation.verdict {
            Verdict::Refused(because) | Verdict::MayWait { because, .. } => Some(step_of(because)),
            Verdict::Book(_) | Verdict::BookLate(_) | Verdict::AlreadyBooked { .. } => None,
        };
        prop_assert_eq!(first_no(&explanation.steps), expected);
    }

    #[test]
    fn every_step_has_words_and_facts(world in more_worlds(), slot in slots()) {
        let explanation = explain(&world.situation(), slot);
        for locale in Locale::ALL {
            for step in &explanation.steps {
                let said = step.say(locale, &world.rules);
                prop_assert!(said.ends_with(['.', ':']), "{:?}: {}", step, said);
            }
        }
        prop_assert!(serde_json::to_value(&explanation).is_ok());
    }
}

#[test]
fn a_surcharge_of_the_day_stands_with_the_first_late_place() {
    const MONDAY: &str = "2026-11-30";
    let mut world = World::new().with(&[(MORNING, MONDAY)]).at("2026-11-29T12:00:00+01:00");
    world.late = world.booked.clone();
    for activity in &mut world.rules.activities {
        activity.attendance.late_booking = accepted_late();
    }
    let explanation = explain(&world.situation(), book(EVENING, MONDAY).slot);
    let prices: Vec<&Step> = explanation
        .steps
        .iter()
        .filter(|step| matches!(step, Step::Price(_)))
        .collect();
    let two = Money::from_cents(200);
    let last = prices[prices.len() - 2..]
        .iter()
        .map(|step| (*step).clone())
        .collect::<Vec<_>>();
    let price = Money::from_cents(340);
    assert_eq!(
        last,
        [
            Step::Price(PriceStep::AddedElsewhere { amount: two }),
            Step::Price(PriceStep::Total { price }),
        ]
    );
    assert_eq!(
        last[0].say(Locale::Fr, &world.rules),
        "Les 2,00\u{a0}€ de retard comptent déjà avec une autre place du jour."
    );
    assert_eq!(
        last[0].say(Locale::En, &world.rules),
        "The €2.00 for being late are counted already, with another place of the day."
    );
    let Verdict::BookLate(booked) = explanation.verdict else {
        panic!("{:?}", explanation.verdict);
    };
    assert_eq!((booked.price, booked.adds), (price, price));
}
