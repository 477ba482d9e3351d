//! Activities with one price together: whatever happens, and however many requests a turn joins, what is stored for a day
//! adds up.

use std::collections::BTreeMap;

use futures_util::future::join_all;
use preau_domain::booking::{DayPlaces, prices_of_day};
use preau_domain::ids::{ActivityId, ChildId};
use preau_domain::money::Money;
use preau_entities::rows::booking;
use preau_entities::rows::booking_event::{self, Change as What};
use preau_services::booking::answer::LineOutcome;
use preau_services::booking::plan::commit;
use preau_services::booking::request::{Change, PlanRequest};
use preau_services::towns::publish;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use super::audit::live_bookings;
use super::chance::{Chance, Walks};
use super::world::{CHILDREN, FAMILIES, RULES, World, child, day};
use crate::stores::{Store, on_both_stores};

on_both_stores! {
    the_days_of_a_town_with_bundles_add_up
    a_place_of_the_same_turn_changes_its_price
    a_place_had_its_price_from_whoever_booked_it
}

const BUNDLES: &str = r#"
[[bundles]]
activities = ["midi", "etude"]
price = { form = "flat", amount = "3.50" }
"#;

const NOW: &str = "2026-11-04T08:00:00Z";
const DAYS: [&str; 3] = ["2026-11-16", "2026-11-17", "2026-11-19"];

async fn the_days_of_a_town_with_bundles_add_up(store: Store) {
    let roomy = format!("{RULES}{BUNDLES}").replace("capacity = 2\n", "capacity = 8\n");
    let world = World::with_rules(store, &roomy, NOW).await;
    let walks = Walks::from(20_261_125);
    let mut chance = Chance::new(walks.seed);
    for step in 0..80 {
        let asked: Vec<PlanRequest> = (0..=chance.below(3))
            .map(|nth| request(&world, &mut chance, &format!("{step}-{nth}")))
            .collect();
        let answers = join_all(asked.into_iter().map(|request| commit(&world.portal, request))).await;
        for answer in answers {
            answer.unwrap().unwrap();
        }
        adds_up(&world).await;
    }
    live_bookings(&world.store.db).await;
    let repriced = booking_event::Entity::find().filter(booking_event::Column::Change.eq(What::Repriced));
    let repriced = repriced.count(&world.store.db).await.unwrap();
    assert!(
        !walks.as_ever || repriced > 8,
        "{repriced} places that stayed at another price"
    );
}

/// Each day of each child costs what the rules say of all that is booked that day.
async fn adds_up(world: &World) {
    let town = world.portal.towns.get(world.commune).await.unwrap();
    let live = booking::Entity::find()
        .filter(booking::Column::CancelledAt.is_null())
        .all(&world.store.db)
        .await
        .unwrap();
    let mut stored: BTreeMap<_, BTreeMap<_, Money>> = BTreeMap::new();
    for row in live {
        let activity = town.slot(ActivityId(row.activity_id.0), row.day).unwrap().activity;
        let of_day = stored.entry((row.child_id, row.day)).or_default();
        of_day.insert(activity, Money::from_cents(row.price_cents));
    }
    for ((id, day), prices) in stored {
        let facts = world.facts(ChildId(id.0)).await;
        let places = DayPlaces {
            activities: prices.keys().copied().collect(),
            ..DayPlaces::default()
        };
        assert_eq!(prices, prices_of_day(town.rules(), &facts, day, &places));
    }
}

fn request(world: &World, chance: &mut Chance, key: &str) -> PlanRequest {
    let family = chance.below(FAMILIES);
    let ticks = 1 + chance.below(3);
    let changes = (0..ticks).map(|_| {
        let activity = world.activity(["midi", "cantine", "etude"][chance.below(3)]);
        let on = day(DAYS[chance.below(DAYS.len())]);
        let (book, cancel) = if chance.below(5) < 3 {
            (vec![on], vec![])
        } else {
            (vec![], vec![on])
        };
        Change {
            child: child(family, chance.below(CHILDREN)),
            activity,
            book,
            cancel,
        }
    });
    let changes = changes.collect();
    world.request(family, key, changes)
}

async fn a_place_of_the_same_turn_changes_its_price(store: Store) {
    let world = World::with_rules(store, &format!("{RULES}{BUNDLES}"), NOW).await;
    let (kid, on) = (child(0, 1), DAYS[0]);
    let etude = commit(
        &world.portal,
        world.request(0, "etude", vec![world.book(kid, "etude", &[on])]),
    );
    let midi = commit(
        &world.portal,
        world.request(0, "midi", vec![world.book(kid, "midi", &[on])]),
    );
    let answers = join_all([etude, midi]).await;
    let [etude, midi] = [0, 1].map(|at| answers[at].clone().unwrap().unwrap());
    let cents = Money::from_cents;
    assert_eq!(etude.total, cents(260));
    let told: Vec<_> = midi.outcomes.iter().map(|line| line.outcome.clone()).collect();
    assert_eq!(
        told,
        [
            LineOutcome::Booked { price: cents(170) },
            LineOutcome::Repriced {
                from: cents(260),
                to: cents(180)
            },
        ]
    );
    assert_eq!(midi.total, cents(90));
    live_bookings(&world.store.db).await;
    adds_up(&world).await;
}

/// Under another version since: the price before is the one that was agreed, not what today's rules ask.
async fn a_place_had_its_price_from_whoever_booked_it(store: Store) {
    let before = format!("{RULES}{BUNDLES}").replace("amount = \"2.60\"", "amount = \"2.20\"");
    let world = World::with_rules(store, &before, NOW).await;
    let (kid, on) = (child(0, 1), DAYS[0]);
    let etude = world.request(0, "etude", vec![world.book(kid, "etude", &[on])]);
    assert_eq!(
        commit(&world.portal, etude).await.unwrap().unwrap().total,
        Money::from_cents(220)
    );
    let now = format!("{RULES}{BUNDLES}");
    publish(&world.portal, &now).await.unwrap().unwrap();
    let midi = world.request(0, "midi", vec![world.book(kid, "midi", &[on])]);
    let answer = commit(&world.portal, midi).await.unwrap().unwrap();
    assert_eq!(
        answer.outcomes[1].outcome,
        LineOutcome::Repriced {
            from: Money::from_cents(220),
            to: Money::from_cents(180)
        }
    );
    let rows = booking::Entity::find().all(&world.store.db).await.unwrap();
    assert!(
        rows.iter().all(|row| row.rule_book_version == 2),
        "the version that decided the price"
    );
    live_bookings(&world.store.db).await;
    adds_up(&world).await;
}
