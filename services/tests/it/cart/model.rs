//! Random families fill, change, empty and order their carts, and book past them, while the clock runs, the worker is
//! late, and the town changes its places: the portal against a plain reference, step by step.

use std::collections::{BTreeMap, BTreeSet};

use async_trait::async_trait;
use chrono::{Datelike, Days, TimeDelta};
use futures_util::future::join_all;
use preau_domain::ids::{ChildId, FamilyId};
use preau_services::booking::answer::{LineOutcome, PlanAnswer};
use preau_services::booking::plan::commit;
use preau_services::booking::reason::ReasonCode;
use preau_services::booking::request::{Aim, CartChange, PlanRefusal, PlanRequest};
use preau_services::outbox::run_due;
use preau_services::ports::mailer::{Mail, MailFault};
use preau_services::ports::{Clock, Mailer};
use preau_services::towns::publish;

use super::audit::{Stands, stands};
use super::reference::{Carts, Told};
use super::town::{change, changing, open, ordering, rules};
use crate::booking::chance::{Chance, Walks};
use crate::booking::reference::{Became, Place, Reference, Tick};
use crate::booking::world::{CHILDREN, FAMILIES, World, child, family};
use crate::stores::{Store, on_both_stores};

on_both_stores! {
    carts_do_what_the_rules_say
}

const STEPS: usize = 900;
const ACTIVITIES: [&str; 3] = ["midi", "cantine", "etude"];

/// Takes every mail.
struct Postbox;

#[async_trait]
impl Mailer for Postbox {
    async fn send(&self, _: &Mail) -> Result<(), MailFault> {
        Ok(())
    }
}

/// A request, and the answer it got.
type Given = (PlanRequest, Result<PlanAnswer, PlanRefusal>);

/// What a step met, so that the walk is known to have met enough.
type Met = BTreeMap<String, usize>;

enum Act {
    Add(Vec<Tick>),
    Remove(Vec<Place>),
    Empty,
    Order,
    /// The last order once more, as from a phone that never heard its answer.
    Again(Box<Given>),
    Plan(Vec<Tick>),
}

fn family_of(id: ChildId) -> usize {
    let family = (0..FAMILIES).find(|&family| (0..CHILDREN).any(|nth| id == child(family, nth)));
    family.unwrap()
}

async fn carts_do_what_the_rules_say(store: Store) {
    let world = open(store, "2026-11-09T08:00:00Z").await;
    let walks = Walks::from(20_261_125);
    let mut chance = Chance::new(walks.seed);
    let mut met = Met::new();
    let mut carts = Carts {
        rules: Reference {
            booked: BTreeSet::new(),
            held: BTreeSet::new(),
            capacity: [("midi", 3), ("cantine", 3), ("etude", 1)].into(),
            care_plan: |id| (0..FAMILIES).any(|family| id == child(family, 1)),
            fresh: Vec::new(),
        },
        by_family: BTreeMap::new(),
        until: BTreeMap::new(),
        family_of,
        now: world.clock.now(),
    };
    set_capacities(&world, &carts).await;
    let mut given = None;
    for step in 0..STEPS {
        // Now and then nobody looks for most of a day.
        let minutes = if step % 40 == 20 { 20 * 60 } else { chance.below(9) };
        world.clock.advance(TimeDelta::minutes(i64::try_from(minutes).unwrap()));
        let worked = chance.below(4) == 0;
        // The queue was long: the requests have come before, and carts are held against that.
        let queued = if worked || chance.below(3) > 0 {
            0
        } else {
            chance.below(minutes + 1)
        };
        let kept = carts.until.len();
        carts.now = world.clock.now() - TimeDelta::minutes(i64::try_from(queued).unwrap());
        carts.expire();
        *met.entry("Expired".to_owned()).or_default() += kept - carts.until.len();
        if step % 60 == 59 {
            for places in carts.rules.capacity.values_mut() {
                *places = 1 + chance.below(3);
            }
            set_capacities(&world, &carts).await;
        }
        if worked {
            while run_due(&world.portal, &Postbox, 100).await > 0 {}
        } else {
            together(&world, &mut carts, &mut chance, step, &mut given, &mut met).await;
        }
        let families: Vec<FamilyId> = (0..FAMILIES).map(family).collect();
        let mut found = stands(&world.store.db, world.commune, &families).await;
        if !worked {
            // What is over may still be counted until somebody comes by.
            found.held.retain(|_, until| *until > carts.now);
        }
        assert_eq!(found, expected(&world, &carts), "after step {step}");
    }
    if !walks.as_ever {
        return;
    }
    for (what, least) in [
        ("Add Full", 10),
        ("Add Contradictory", 3),
        ("Add in", 60),
        ("Order Booked", 20),
        ("Order Cancelled", 5),
        ("Order Full", 2),
        ("Order TooLate", 1),
        ("Order nothing", 5),
        ("Plan Booked", 10),
        ("Plan Full", 5),
        ("Again", 5),
        ("Again another", 5),
        ("Expired", 20),
        ("Remove", 10),
        ("Empty", 10),
    ] {
        assert!(met.get(what).is_some_and(|&times| times >= least), "{what}: {met:?}");
    }
}

/// Some families at once and in this order: the town's lane takes them in as they come.
async fn together(
    world: &World,
    carts: &mut Carts,
    chance: &mut Chance,
    step: usize,
    given: &mut Option<Given>,
    met: &mut Met,
) {
    let acts: Vec<(usize, Act)> = (0..=chance.below(3))
        .map(|_| {
            let of = chance.below(FAMILIES);
            let act = some_act(carts, chance, of, given.as_ref());
            (of, act)
        })
        .collect();
    let request = |(nth, (of, act)): (usize, &(usize, Act))| PlanRequest {
        received_at: carts.now,
        ..asking(world, *of, act, &format!("{step}-{nth}"))
    };
    let requests: Vec<PlanRequest> = acts.iter().enumerate().map(request).collect();
    let answers = join_all(requests.iter().map(|request| commit(&world.portal, request.clone()))).await;
    for (((of, act), request), answer) in acts.into_iter().zip(requests).zip(answers) {
        let answer = answer.unwrap();
        let (what, told) = match &act {
            Act::Again(before) => {
                // Another cart by now is another order.
                let same = is_what_was_left(world, carts, before);
                let expected = if same {
                    before.1.clone()
                } else {
                    Err(PlanRefusal::KeyMismatch)
                };
                assert_eq!(answer, expected, "step {step}");
                let said = if same { "Again" } else { "Again another" };
                *met.entry(said.to_owned()).or_default() += 1;
                continue;
            }
            Act::Add(ticks) => ("Add", Some(carts.add(of, ticks))),
            Act::Remove(places) => {
                carts.remove(of, places);
                ("Remove", None)
            }
            Act::Empty => {
                carts.empty(of);
                ("Empty", None)
            }
            Act::Order => ("Order", carts.order(of)),
            Act::Plan(ticks) => ("Plan", Some(carts.plan(ticks))),
        };
        let Some(told) = told else {
            let nothing = if what == "Order" { "Order nothing" } else { what };
            *met.entry(nothing.to_owned()).or_default() += 1;
            match act {
                Act::Order => assert_eq!(answer, Err(PlanRefusal::NothingAsked)),
                _ => assert_eq!(answer, Ok(PlanAnswer::default())),
            }
            continue;
        };
        let found = answer.as_ref().unwrap();
        assert_eq!(became(world, found), sorted(&told), "step {step} {request:?}");
        for (_, became) in &told {
            *met.entry(format!("{what} {became:?}")).or_default() += 1;
        }
        if what == "Add" && told.is_empty() {
            *met.entry("Add in".to_owned()).or_default() += 1;
        }
        if what == "Order" {
            *given = Some((request, answer));
        }
    }
}

/// Whether nothing stands in the cart of an order that it has not refused.
fn is_what_was_left(world: &World, carts: &Carts, (request, answer): &Given) -> bool {
    let of = (0..FAMILIES)
        .find(|&of| request.aim == Aim::OrderCart(family(of)))
        .unwrap();
    let refused = answer.as_ref().unwrap().outcomes.iter();
    let refused: Vec<_> = refused
        .filter(|line| line.taken_with.is_none() && matches!(line.outcome, LineOutcome::Refused { .. }))
        .map(|line| (line.child, world.code(line.activity), line.day))
        .collect();
    let lines = carts.by_family.get(&of).into_iter().flatten();
    lines.into_iter().all(|(place, _)| refused.contains(place))
}

fn some_act(carts: &Carts, chance: &mut Chance, of: usize, given: Option<&Given>) -> Act {
    let ticks = |chance: &mut Chance| (0..=chance.below(3)).map(|_| some_tick(carts, chance, of)).collect();
    match (chance.below(20), given) {
        (0..=9, _) => Act::Add(ticks(chance)),
        (10, _) => {
            let cart = carts.by_family.get(&of).into_iter().flatten();
            let there: Vec<Place> = cart.map(|(place, _)| *place).collect();
            let places = if there.is_empty() {
                vec![some_tick(carts, chance, of).place]
            } else {
                vec![*chance.one_of(&there)]
            };
            Act::Remove(places)
        }
        (11, _) => Act::Empty,
        (12..=15, _) => Act::Order,
        (16, Some(given)) => Act::Again(Box::new(given.clone())),
        _ => Act::Plan(ticks(chance)),
    }
}

/// Few days, so that they fill; now and then what is booked is given back.
fn some_tick(carts: &Carts, chance: &mut Chance, of: usize) -> Tick {
    let today = carts.now.date_naive();
    let theirs = |place: &&Place| family_of(place.0) == of && place.2 > today;
    let booked: Vec<Place> = carts.rules.booked.iter().filter(theirs).copied().collect();
    if !booked.is_empty() && chance.below(4) == 0 {
        let place = *chance.one_of(&booked);
        return Tick { place, book: false };
    }
    let weekday = today.weekday().num_days_from_monday();
    let monday = today - Days::new(u64::from(weekday)) + Days::new(if weekday < 3 { 7 } else { 14 });
    let on = monday + Days::new(*chance.one_of(&[0, 0, 0, 1, 1, 1, 3, 2]));
    let place = (child(of, chance.below(CHILDREN)), *chance.one_of(&ACTIVITIES), on);
    let book = chance.below(6) > 0;
    Tick { place, book }
}

fn asking(world: &World, of: usize, act: &Act, key: &str) -> PlanRequest {
    let changes = |ticks: &[Tick]| {
        let change = |tick: &Tick| {
            let (child, code, day) = tick.place;
            change(world, child, code, (tick.book, day))
        };
        ticks.iter().map(change).collect()
    };
    match act {
        Act::Add(ticks) => changing(world, of, CartChange::Add, changes(ticks)),
        Act::Remove(places) => {
            let ticks: Vec<Tick> = places.iter().map(|&place| Tick { place, book: true }).collect();
            changing(world, of, CartChange::Remove, changes(&ticks))
        }
        Act::Empty => changing(world, of, CartChange::Empty, Vec::new()),
        Act::Order => ordering(world, of, key),
        Act::Again(before) => PlanRequest {
            received_at: world.clock.now(),
            ..before.0.clone()
        },
        Act::Plan(ticks) => world.request(of, key, changes(ticks)),
    }
}

/// What families are told of the places that they named.
fn became(world: &World, answer: &PlanAnswer) -> BTreeSet<(ChildId, String, chrono::NaiveDate, String)> {
    let wished = answer.outcomes.iter().filter(|line| line.taken_with.is_none());
    let told = wished.map(|line| {
        let became = format!("{:?}", of_outcome(&line.outcome));
        (line.child, world.code(line.activity).to_owned(), line.day, became)
    });
    told.collect()
}

fn sorted(told: &Told) -> BTreeSet<(ChildId, String, chrono::NaiveDate, String)> {
    let line = |(tick, became): &(Tick, Became)| {
        let (child, code, day) = tick.place;
        (child, code.to_owned(), day, format!("{became:?}"))
    };
    told.iter().map(line).collect()
}

fn of_outcome(outcome: &LineOutcome) -> Became {
    match outcome {
        LineOutcome::Booked { .. } => Became::Booked,
        LineOutcome::Cancelled => Became::Cancelled,
        LineOutcome::Unchanged => Became::Unchanged,
        LineOutcome::Refused { reason, .. } => match reason.because.as_deref().unwrap_or(reason).code {
            ReasonCode::Contradictory => Became::Contradictory,
            ReasonCode::TooLate => Became::TooLate,
            ReasonCode::Full => Became::Full,
            ReasonCode::Weekday | ReasonCode::PublicHoliday | ReasonCode::SchoolHoliday => Became::Closed,
            other => panic!("no rule of this town gives {other:?}"),
        },
        other => panic!("no rule of this town comes to {other:?}"),
    }
}

async fn set_capacities(world: &World, carts: &Carts) {
    let mut rules = rules();
    for (activity, places) in &carts.rules.capacity {
        let at = rules.find(&format!("code = \"{activity}\"")).unwrap();
        let (before, after) = rules.split_at(at);
        let (begin, line) = after.split_once("capacity = ").unwrap();
        rules = format!("{before}{begin}capacity = {places}{}", &line[1..]);
    }
    publish(&world.portal, &rules).await.unwrap().unwrap();
}

fn expected(world: &World, carts: &Carts) -> Stands {
    let stored = |place: &Place| (place.0, world.activity(place.1), place.2);
    let lines = carts.by_family.values().flatten();
    Stands {
        booked: carts.rules.booked.iter().map(stored).collect(),
        lines: lines.map(|(place, line)| (stored(place), line.book)).collect(),
        held: carts
            .until
            .iter()
            .map(|(place, &until)| (stored(place), until))
            .collect(),
    }
}
