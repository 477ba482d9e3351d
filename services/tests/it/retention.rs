use chrono::TimeDelta;
use preau_domain::access::Subject;
use preau_domain::ids::{AgentId, DeviceId};
use preau_entities::rows::{device, idempotency_key, refresh_token};
use preau_entities::store::sign_in::{NewDevice, NewToken, end, open};
use preau_services::booking::plan::commit;
use preau_services::retention::{StruckOff, strike_off};
use sea_orm::{EntityTrait, PaginatorTrait};
use ulid::Ulid;

use crate::booking::world::{World, at, child};
use crate::stores::{Store, on_both_stores};

on_both_stores! {
    answers_are_kept_for_three_days
    devices_are_kept_for_thirty_days_behind_their_end
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
    let nothing = StruckOff { answers: 0, devices: 0 };
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
    let struck_off = |devices| StruckOff { answers: 0, devices };
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
