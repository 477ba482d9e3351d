//! Carts as full as they may be.

use std::sync::{Arc, Mutex};

use chrono::NaiveDate;
use futures_util::future::join_all;
use preau_domain::family::{Regime, Residence};
use preau_domain::ids::FamilyId;
use preau_entities::store::register::{self, NewChild, NewFamily};
use preau_entities::store::{cart, connect};
use preau_services::Portal;
use preau_services::booking::answer::LineOutcome;
use preau_services::booking::plan::{commit, rehearse};
use preau_services::booking::request::{CartChange, Change, MAX_DAYS, PlanRefusal};
use sea_orm::Value;

use super::town::{MINUTES, ask, changing, ordering};
use crate::booking::world::{FAMILIES, RULES, World, child, day, family, portal};
use crate::doubles::{NotedCounts, SeededRandom, SilentBus};
use crate::stores::{Store, on_both_stores};

on_both_stores! {
    a_tick_in_a_full_cart_costs_what_its_day_costs
    an_order_of_a_large_cart_takes_the_turn_that_it_needs
}

/// A family beside the others.
const LARGE: usize = FAMILIES;
const CHILDREN: usize = 10;
const ACTIVITIES: [&str; 3] = ["midi", "cantine", "etude"];

/// A town with places for all of a large family.
async fn opened(store: Store) -> World {
    let line = |line: &str| {
        if line.starts_with("capacity = ") {
            "capacity = 40\n".to_owned()
        } else {
            format!("{line}\n")
        }
    };
    let rules: String = RULES.lines().map(line).collect();
    let rules = format!("{rules}\n[cart]\nholds_minutes = {MINUTES}\n");
    let world = World::with_rules(store, &rules, "2026-11-09T08:00:00Z").await;
    let new_child = |nth| NewChild {
        id: child(LARGE, nth),
        first_name: format!("Enfant {nth}"),
        last_name: "Nombreux".to_owned(),
        birth_date: day("2018-05-02"),
        school_code: "ormes".to_owned(),
        class: None,
        food_care_plan: false,
        regular_in: Vec::new(),
    };
    let large = NewFamily {
        id: family(LARGE),
        code: "NOMBREUX".to_owned(),
        name: "Nombreux".to_owned(),
        residence: Residence::Resident,
        regime: Regime::Caf,
        quotients: Vec::new(),
        debts: Vec::new(),
        file: None,
        guardians: Vec::new(),
        children: (0..CHILDREN).map(new_child).collect(),
    };
    register::family(&world.store.db, world.commune, large).await.unwrap();
    world
}

/// The first days on which a place can be booked.
async fn open_days(world: &World, count: usize) -> Vec<NaiveDate> {
    let change = Change {
        child: child(0, 0),
        activity: world.activity("etude"),
        book: day("2026-11-16").iter_days().take(220).collect(),
        cancel: Vec::new(),
    };
    let dry = rehearse(&world.portal, &world.request(0, "dry", vec![change]))
        .await
        .unwrap()
        .unwrap();
    let booked = dry
        .outcomes
        .iter()
        .filter(|line| matches!(line.outcome, LineOutcome::Booked { .. }));
    let days: Vec<NaiveDate> = booked.map(|line| line.day).take(count).collect();
    assert_eq!(days.len(), count);
    days
}

/// Every child in every activity on some days.
fn all(world: &World, days: &[NaiveDate]) -> Vec<Change> {
    let of = |nth: usize| {
        ACTIVITIES.map(|code| Change {
            child: child(LARGE, nth),
            activity: world.activity(code),
            book: days.to_vec(),
            cancel: Vec::new(),
        })
    };
    (0..CHILDREN).flat_map(of).collect()
}

async fn badge(world: &World) -> usize {
    let of: [FamilyId; 1] = [family(LARGE)];
    cart::lines(&world.store.db, world.commune, &of).await.unwrap().len()
}

/// Statements, and the rows that they name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Cost {
    statements: usize,
    named: usize,
}

/// A server whose cost is noted.
async fn noted(world: &World, seed: u64) -> (Portal, Arc<Mutex<Cost>>) {
    let cost = Arc::new(Mutex::new(Cost::default()));
    let note = Arc::clone(&cost);
    let mut db = connect(&world.store.url, 4, None).await.unwrap();
    db.set_metric_callback(move |info| {
        let mut note = note.lock().unwrap();
        note.statements += 1;
        let values = info.statement.values.iter().flat_map(|values| &values.0);
        note.named += values.map(rows).sum::<usize>();
    });
    let counts = Arc::new(NotedCounts::default());
    // Without a cache, nothing is struck off behind an answer.
    *counts.broken.lock().unwrap() = Some("out of order".to_owned());
    let random = Arc::new(SeededRandom::new(seed));
    let portal = Portal::new(db, world.clock.clone(), random, counts, Arc::new(SilentBus), 4);
    (portal, cost)
}

/// Rows are passed as one text; any other value names one.
fn rows(value: &Value) -> usize {
    let text = match value {
        Value::String(Some(text)) => text.as_str(),
        _ => return 1,
    };
    let rows: Option<Vec<serde_json::Value>> = serde_json::from_str(text).ok();
    rows.map_or(1, |rows| rows.len())
}

/// D8, D13: of all the cart it is only the lines that are read, with one statement; no slot and no booking of another day is
/// looked at, or locked.
async fn a_tick_in_a_full_cart_costs_what_its_day_costs(store: Store) {
    let world = opened(store).await;
    let days = open_days(&world, 87).await;
    let [others @ .., last, next] = days.as_slice() else {
        panic!("{days:?}");
    };
    // One line of the day is left to be ticked.
    let mut that_day = all(&world, &[*last]);
    let tick = that_day.pop().unwrap();
    let fill = |changes| changing(&world, LARGE, CartChange::Add, changes);
    let mut costs = Vec::new();
    for (with_others, seed) in [(false, 3), (true, 4)] {
        let mut filled = 0;
        if with_others {
            for some in others.chunks(43) {
                ask(&world.portal, fill(all(&world, some))).await.unwrap();
            }
            filled = others.len() * CHILDREN * ACTIVITIES.len();
        }
        ask(&world.portal, fill(that_day.clone())).await.unwrap();
        assert_eq!(badge(&world).await, filled + CHILDREN * ACTIVITIES.len() - 1);
        // The town is known, as it is to a server at work.
        let (portal, cost) = noted(&world, seed).await;
        portal.towns.get(world.commune).await.unwrap();
        *cost.lock().unwrap() = Cost::default();
        let told = ask(&portal, fill(vec![tick.clone()])).await.unwrap();
        assert_eq!(told.outcomes, []);
        assert_eq!(badge(&world).await, filled + CHILDREN * ACTIVITIES.len());
        costs.push(*cost.lock().unwrap());
        if !with_others {
            ask(&world.portal, changing(&world, LARGE, CartChange::Empty, Vec::new()))
                .await
                .unwrap();
        }
    }
    assert_eq!(costs[0], costs[1]);
    // As full as it gets, it takes no more.
    let too_much = fill(all(&world, &[*next]));
    let refused = commit(&world.portal, too_much).await.unwrap();
    assert_eq!(refused, Err(PlanRefusal::TooManyDays { most: MAX_DAYS }));
}

/// D8, D13: with what comes before it, it is too much for one turn; whoever comes behind goes with it.
async fn an_order_of_a_large_cart_takes_the_turn_that_it_needs(store: Store) {
    let world = opened(store).await;
    let lines = 47 * CHILDREN * ACTIVITIES.len();
    let fill = changing(
        &world,
        LARGE,
        CartChange::Add,
        all(&world, &open_days(&world, 47).await),
    );
    ask(&world.portal, fill).await.unwrap();
    assert_eq!(badge(&world).await, lines);
    let counts = Arc::new(NotedCounts::default());
    let portal = portal(&world.store, world.clock.clone(), counts.clone(), 2);
    let study = |of: usize, days: Vec<NaiveDate>| {
        let change = Change {
            child: child(of, 0),
            activity: world.activity("etude"),
            book: days,
            cancel: Vec::new(),
        };
        world.request(of, "study", vec![change])
    };
    // Of so many days one is open: the others are behind it, and before anything was.
    let many: Vec<NaiveDate> = day("2026-11-16").iter_days().rev().take(MAX_DAYS).collect();
    let requests = [
        study(0, many),
        ordering(&world, LARGE, "cart"),
        study(1, vec![day("2026-11-16")]),
    ];
    let answers = join_all(requests.map(|request| ask(&portal, request))).await;
    let answers: Vec<_> = answers.into_iter().map(Result::unwrap).collect();
    let told: Vec<usize> = answers.iter().map(|answer| answer.outcomes.len()).collect();
    assert_eq!(told, [MAX_DAYS, lines, 1]);
    assert!(answers.iter().all(|answer| answer.order.is_some()));
    assert_eq!(badge(&world).await, 0);
    let published = counts.published.lock().unwrap();
    let slots: Vec<usize> = published.iter().map(Vec::len).collect();
    // What a cart kept and an order books is counted already: of the second turn, it is the last one's place.
    assert_eq!(slots, [1, 1]);
}
