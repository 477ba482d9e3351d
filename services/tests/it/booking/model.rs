//! Hundreds of random requests by several families and by staff for them, in batches, rehearsed, retried and mixed with
//! new rule books, while the clock runs: the portal against a plain reference.

use std::collections::BTreeMap;

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use futures_util::future::join_all;
use preau_domain::access::Reach;
use preau_domain::ids::ChildId;
use preau_services::booking::answer::{LineOutcome, PlanAnswer};
use preau_services::booking::plan::{commit, rehearse};
use preau_services::booking::reason::ReasonCode;
use preau_services::booking::request::{Change, PlanRefusal, PlanRequest};
use preau_services::towns::publish;

use super::audit::{live_bookings, told};
use super::chance::{Chance, Walks};
use super::reference::{Became, Place, Reference, Tick};
use super::world::{CHILDREN, FAMILIES, RULES, World, child, day};
use crate::stores::{Store, on_both_stores};

on_both_stores! {
    the_portal_does_what_the_rules_say
}

const STEPS: usize = 300;
const ACTIVITIES: [&str; 3] = ["midi", "cantine", "etude"];

/// A request, and the answer it got.
type Given = (PlanRequest, PlanAnswer);

/// What each activity costs now, and of each place that is booked what it cost then, and when its request came.
#[derive(Default)]
struct Prices {
    now: BTreeMap<&'static str, i64>,
    agreed: BTreeMap<Place, (i64, DateTime<Utc>)>,
}

async fn the_portal_does_what_the_rules_say(store: Store) {
    let world = World::open(store, "2026-11-04T08:00:00Z").await;
    let walks = Walks::from(20_261_104);
    let mut chance = Chance::new(walks.seed);
    let mut given: Vec<Given> = Vec::new();
    let mut rehearsals = 0;
    let mut reference = Reference {
        booked: [].into(),
        held: [].into(),
        capacity: [("midi", 4), ("cantine", 3), ("etude", 2)].into(),
        care_plan: |id| (0..FAMILIES).any(|family| id == child(family, 1)),
        fresh: Vec::new(),
    };
    let mut prices = Prices {
        now: [("midi", 170), ("cantine", 315), ("etude", 260)].into(),
        ..Prices::default()
    };
    for step in 0..STEPS {
        // In the end every day is past its deadline.
        world
            .clock
            .advance(TimeDelta::minutes(i64::try_from(chance.below(4 * 60)).unwrap()));
        if step % 40 == 39 {
            change_rules(&world, &mut reference, &mut prices, &mut chance).await;
        }
        let asked: Vec<PlanRequest> = (0..=chance.below(4))
            .map(|nth| request(&world, &mut chance, &given, &format!("{step}-{nth}")))
            .collect();
        let rehearsed = match asked.as_slice() {
            [alone] if before(&given, alone).is_none() => Some(rehearse(&world.portal, alone).await.unwrap().unwrap()),
            _ => None,
        };
        // Sent at once and in this order: the town's lane takes them in as they come.
        let answers = join_all(asked.iter().map(|request| commit(&world.portal, request.clone()))).await;
        if let (Some(rehearsed), Some(Ok(Ok(done)))) = (rehearsed, answers.first()) {
            rehearsals += 1;
            assert_eq!(
                (rehearsed.order, &rehearsed.outcomes, rehearsed.total),
                (None, &done.outcomes, done.total)
            );
        }
        for (request, answer) in asked.into_iter().zip(answers) {
            check(
                &world,
                (&mut reference, &mut prices),
                &mut given,
                request,
                answer.unwrap(),
            );
        }
        let expected = prices.agreed.iter();
        let expected = expected.map(|(place, agreed)| ((place.0, world.activity(place.1), place.2), *agreed));
        assert_eq!(told(&world.store.db).await, expected.collect(), "after step {step}");
        if step % 25 == 24 || step + 1 == STEPS {
            let stored = live_bookings(&world.store.db).await;
            let stored = stored
                .iter()
                .map(|&(child, activity, day)| (child, world.code(activity).to_owned(), day));
            let expected = reference
                .booked
                .iter()
                .map(|&(child, activity, day)| (child, activity.to_owned(), day));
            assert_eq!(
                stored.collect::<std::collections::BTreeSet<_>>(),
                expected.collect(),
                "after step {step}"
            );
        }
    }
    if !walks.as_ever {
        return;
    }
    assert!(
        given.len() > STEPS && rehearsals > STEPS / 10 && reference.booked.len() > 50,
        "the walk met too little"
    );
}

/// A new version of the rule book, with more or fewer places, at other prices: those who sit stay, at theirs.
async fn change_rules(world: &World, reference: &mut Reference, prices: &mut Prices, chance: &mut Chance) {
    let mut rules = RULES.to_owned();
    for activity in ACTIVITIES {
        let places = 1 + chance.below(4);
        reference.capacity.insert(activity, places);
        let at = rules.find(&format!("code = \"{activity}\"")).unwrap();
        let (before, after) = rules.split_at(at);
        let (begin, line) = after.split_once("capacity = ").unwrap();
        let cents = 100 + i64::try_from(chance.below(300)).unwrap();
        prices.now.insert(activity, cents);
        let (line, rest) = line[1..].split_once("amount = \"").unwrap();
        let (_, rest) = rest.split_once('"').unwrap();
        let amount = format!("{}.{:02}", cents / 100, cents % 100);
        rules = format!("{before}{begin}capacity = {places}{line}amount = \"{amount}\"{rest}");
    }
    publish(&world.portal, &rules).await.unwrap().unwrap();
}

/// A new request, or an old one again, or an old key with new changes.
fn request(world: &World, chance: &mut Chance, given: &[Given], key: &str) -> PlanRequest {
    let family = chance.below(FAMILIES);
    let changes = (0..=chance.below(3)).map(|_| change(world, chance, family)).collect();
    let mut new = world.request(family, key, changes);
    // The queue was long.
    let waited = if chance.below(3) == 0 { chance.below(240) } else { 0 };
    new.received_at -= TimeDelta::minutes(i64::try_from(waited).unwrap());
    if chance.below(5) == 0 {
        new.scope.reach = Reach::Town;
        "agent:accueil".clone_into(&mut new.actor);
    }
    match chance.below(10) {
        0 if !given.is_empty() => PlanRequest {
            received_at: new.received_at,
            ..chance.one_of(given).0.clone()
        },
        1 if !given.is_empty() => PlanRequest {
            changes: new.changes,
            received_at: new.received_at,
            ..chance.one_of(given).0.clone()
        },
        _ => new,
    }
}

fn change(world: &World, chance: &mut Chance, family: usize) -> Change {
    let from = day("2026-11-09");
    let mut days = |most| -> Vec<NaiveDate> {
        (0..chance.below(most))
            .map(|_| from + Days::new(u64::try_from(chance.below(45)).unwrap()))
            .collect()
    };
    let mut book = days(6);
    let cancel = days(4);
    if book.is_empty() && cancel.is_empty() {
        book.push(from);
    }
    Change {
        child: child(family, chance.below(CHILDREN)),
        activity: world.activity(ACTIVITIES[chance.below(ACTIVITIES.len())]),
        book,
        cancel,
    }
}

/// The request that came first under the same key, and its answer.
fn before<'a>(given: &'a [Given], request: &PlanRequest) -> Option<&'a Given> {
    let same = |(earlier, _): &&Given| (&earlier.actor, &earlier.key) == (&request.actor, &request.key);
    given.iter().find(same)
}

fn check(
    world: &World,
    (reference, prices): (&mut Reference, &mut Prices),
    given: &mut Vec<Given>,
    request: PlanRequest,
    answer: Result<PlanAnswer, PlanRefusal>,
) {
    if let Some((earlier, first)) = before(given, &request) {
        let expected = if earlier.changes == request.changes {
            Ok(first.clone())
        } else {
            Err(PlanRefusal::KeyMismatch)
        };
        assert_eq!(answer, expected);
        return;
    }
    let answer = answer.unwrap();
    // Who only gives back goes first; the answer keeps the order asked.
    let mut expected = Vec::new();
    let mut children: Vec<_> = ticks(world, &request).into_iter().enumerate().collect();
    children.sort_by_key(|(_, (_, ticks))| ticks.iter().any(|tick| tick.book));
    for (place, (child, ticks)) in children {
        for (tick, became) in reference.decide(&ticks, request.received_at) {
            expected.push((place, (child, tick.place.1, tick.place.2, became)));
        }
    }
    expected.sort_by_key(|(place, _)| *place);
    let expected: Vec<_> = expected.into_iter().map(|(_, line)| line).collect();
    let wished = answer.outcomes.iter().filter(|line| line.taken_with.is_none());
    let wished: Vec<_> = wished
        .map(|line| (line.child, world.code(line.activity), line.day, became(&line.outcome)))
        .collect();
    assert_eq!(wished, expected, "{request:?}");
    prices.agreed.retain(|place, _| reference.booked.contains(place));
    for place in reference.fresh.drain(..) {
        prices.agreed.insert(place, (prices.now[place.1], request.received_at));
    }
    let costs = answer.outcomes.iter().filter_map(|line| match line.outcome {
        LineOutcome::Booked { price } => Some(((line.child, line.activity, line.day), price.cents())),
        _ => None,
    });
    let costs: BTreeMap<_, i64> = costs.collect();
    for (&(_, activity, _), &cents) in &costs {
        assert_eq!(cents, prices.now[world.code(activity)], "{request:?}");
    }
    assert_eq!(answer.total.cents(), costs.values().sum::<i64>(), "{request:?}");
    given.push((request, answer));
}

/// The request as ticks, child by child.
fn ticks(world: &World, request: &PlanRequest) -> Vec<(ChildId, Vec<Tick>)> {
    let mut order = Vec::new();
    let mut by_child: BTreeMap<ChildId, Vec<Tick>> = BTreeMap::new();
    for change in &request.changes {
        if !order.contains(&change.child) {
            order.push(change.child);
        }
        let code = world.code(change.activity);
        let activity = *ACTIVITIES.iter().find(|known| **known == code).unwrap();
        let place = |&day: &NaiveDate| -> Place { (change.child, activity, day) };
        let ticks = by_child.entry(change.child).or_default();
        let tick = |book| move |place| Tick { place, book };
        ticks.extend(change.cancel.iter().map(place).map(tick(false)));
        ticks.extend(change.book.iter().map(place).map(tick(true)));
    }
    order
        .into_iter()
        .map(|child| (child, by_child.remove(&child).unwrap()))
        .collect()
}

fn became(outcome: &LineOutcome) -> Became {
    match outcome {
        LineOutcome::Booked { .. } => Became::Booked,
        LineOutcome::Cancelled => Became::Cancelled,
        LineOutcome::Repriced { .. } => panic!("this town has no bundles"),
        LineOutcome::Pending { .. } | LineOutcome::CancellationAsked | LineOutcome::ChangeAsked | LineOutcome::Kept => {
            panic!("this town approves nothing")
        }
        LineOutcome::Unchanged => Became::Unchanged,
        LineOutcome::Refused { reason, .. } => {
            let reason = reason.because.as_deref().unwrap_or(reason);
            match reason.code {
                ReasonCode::Contradictory => Became::Contradictory,
                ReasonCode::TooLate => Became::TooLate,
                ReasonCode::Full => Became::Full,
                ReasonCode::Weekday | ReasonCode::PublicHoliday | ReasonCode::SchoolHoliday => Became::Closed,
                other => panic!("no rule of this town gives {other:?}"),
            }
        }
    }
}
