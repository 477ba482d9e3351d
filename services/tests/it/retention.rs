use std::collections::BTreeSet;

use chrono::TimeDelta;
use preau_domain::access::Subject;
use preau_domain::ids::{AgentId, DeviceId};
use preau_entities::rows::{device, idempotency_key, refresh_token};
use preau_entities::store::cart;
use preau_entities::store::sign_in::{NewDevice, NewToken, end, open};
use preau_services::booking::plan::commit;
use preau_services::booking::request::CartChange;
use preau_services::retention::{StruckOff, strike_off};
use sea_orm::{EntityTrait, PaginatorTrait};
use ulid::Ulid;

use crate::booking::world::{World, at, child, day, family};
use crate::cart::town::{change, changing};
use crate::stores::{Store, on_both_stores};

on_both_stores! {
    answers_are_kept_for_three_days
    devices_are_kept_for_thirty_days_behind_their_end
    lines_of_carts_are_kept_for_a_week_behind_their_day
}

const SUBJECT: Subject = Subject::Agent { id: AgentId(Ulid(7)) };

async fn answers_are_kept_for_three_days(store: Store) {
    let world = World::open(store, "2026-11-02T08:00:00Z").await;
    let changes = || vec![world.book(child(0, 0), "etude", &["2026-11-16"])];
    let first = commit(&world.portal, world.request(0, "first", changes()))
        .await
        .unwrap()
        .unwrap();
    world.clock.advance(TimeDelta::hours(72));
    let nothing = StruckOff::default();
    assert_eq!(strike_off(&world.portal).await.unwrap(), nothing);
    let again = commit(&world.portal, world.request(0, "first", changes()))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(again, first);
    commit(&world.portal, world.request(0, "second", changes()))
        .await
        .unwrap()
        .unwrap();
    world.clock.advance(TimeDelta::microseconds(1));
    assert_eq!(
        strike_off(&world.portal).await.unwrap(),
        StruckOff { answers: 1, ..nothing }
    );
    let kept = idempotency_key::Entity::find().all(&world.store.db).await.unwrap();
    assert_eq!(kept.iter().map(|row| row.key.as_str()).collect::<Vec<_>>(), ["second"]);
}

async fn devices_are_kept_for_thirty_days_behind_their_end(store: Store) {
    let world = World::open(store, "2026-11-02T08:00:00Z").await;
    let now = at("2026-11-02T08:00:00Z");
    let lives = [1, 1, 90, 90];
    for (nth, days) in (1_u128..).zip(lives) {
        let device = NewDevice {
            id: DeviceId(Ulid(nth)),
            subject: SUBJECT,
            name: "Poste".to_owned(),
            expires_at: now + TimeDelta::days(days),
        };
        let token = NewToken {
            step: 1,
            secret_hash: format!("{nth}"),
        };
        open(&world.store.db, world.commune, device, token, now).await.unwrap();
    }
    let out = end(&world.store.db, world.commune, SUBJECT, DeviceId(Ulid(3)), now).await;
    assert!(out.unwrap());
    let struck_off = |devices| StruckOff {
        devices,
        ..StruckOff::default()
    };
    world.clock.set(now + TimeDelta::days(30));
    assert_eq!(strike_off(&world.portal).await.unwrap(), struck_off(0));
    world.clock.set(now + TimeDelta::days(30) + TimeDelta::microseconds(1));
    assert_eq!(strike_off(&world.portal).await.unwrap(), struck_off(1));
    world.clock.set(now + TimeDelta::days(32));
    assert_eq!(strike_off(&world.portal).await.unwrap(), struck_off(2));
    let devices = device::Entity::find().all(&world.store.db).await.unwrap();
    assert_eq!(devices.iter().map(|row| row.device_id.0).collect::<Vec<_>>(), [Ulid(4)]);
    assert_eq!(refresh_token::Entity::find().count(&world.store.db).await.unwrap(), 1);
}

async fn lines_of_carts_are_kept_for_a_week_behind_their_day(store: Store) {
    let world = World::open(store, "2026-11-02T08:00:00Z").await;
    let tick = |text: &str| change(&world, child(0, 0), "etude", (true, day(text)));
    let filled = changing(&world, 0, CartChange::Add, vec![tick("2026-11-16"), tick("2026-11-17")]);
    commit(&world.portal, filled).await.unwrap().unwrap();
    let left = async || {
        let lines = cart::lines(&world.store.db, world.commune, &[family(0)]).await.unwrap();
        lines.into_iter().map(|line| line.day).collect::<BTreeSet<_>>()
    };
    world.clock.set(at("2026-11-23T23:59:59Z"));
    assert_eq!(strike_off(&world.portal).await.unwrap(), StruckOff::default());
    world.clock.set(at("2026-11-24T00:00:00Z"));
    let one = StruckOff {
        cart_lines: 1,
        ..StruckOff::default()
    };
    assert_eq!(strike_off(&world.portal).await.unwrap(), one);
    assert_eq!(left().await, [day("2026-11-17")].into());
}
