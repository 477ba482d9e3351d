//! Redis dies in mid-flight: slower, never wrong, nothing refused.

use preau_tests::towns::{PEOPLE, RULES};
use preau_tests::{House, OwnRedis, Parent, Server, Store, postgres_only};
use serde_json::{Value, json};

postgres_only!(killed_and_back, gone_from_the_start, frozen_with_old_counts, forgetful);

const DAY: &str = "2026-11-30";

async fn open(redis: &OwnRedis) -> (House, Server) {
    let house = House::with_redis(Store::Postgres, Some(redis.url())).await;
    let server = house.open().await;
    server.settle(RULES, PEOPLE).await;
    (house, server)
}

/// Places left in the morning, as a family sees them.
async fn places(parent: &Parent, child: &str) -> String {
    let line = parent.calendar(child, DAY, DAY).await.on("matin", DAY);
    line.rsplit(' ').next().unwrap_or_default().to_owned()
}

async fn ready(server: &Server) -> (u16, Value) {
    let (status, body) = server.phone().page("/ready", "application/json").await;
    (status, serde_json::from_str(&body).expect("JSON"))
}

/// D13, F4.
async fn killed_and_back(_: Store) {
    let mut redis = OwnRedis::start();
    let (house, server) = open(&redis).await;
    let camille = server.parent("camille@example.org").await;
    let alix = server.parent("alix@example.org").await;
    let mut ear = server.sign_in("sacha@milly.example").await.listen().await;
    ear.alerts("0").await;
    camille.book("1", "Léa", "matin", &[DAY]).await;
    assert_eq!(places(&alix, "Tom").await, "59");
    assert_eq!(ear.alert().await["position"], "1");
    assert_eq!(ready(&server).await.0, 200);

    redis.kill();
    assert_eq!(
        alix.book("1", "Tom", "matin", &[DAY]).await,
        ["Tom matin 2026-11-30 BOOKED 195"]
    );
    assert_eq!(places(&camille, "Léa").await, "58");
    assert_eq!(ear.alert().await["position"], "2");
    assert_eq!(
        camille.book("2", "Zoé", "matin", &[DAY]).await,
        ["Zoé matin 2026-11-30 BOOKED 195"]
    );
    assert_eq!(places(&camille, "Léa").await, "57");
    assert_eq!(ear.alert().await["position"], "3");
    let (status, parts) = ready(&server).await;
    assert_eq!(status, 200, "{parts:#}");
    server.work().await;
    assert_eq!(server.mails().len(), 3);

    redis.restart();
    assert_eq!(places(&camille, "Léa").await, "57");
    camille.cancel("3", "Zoé", "matin", &[DAY]).await;
    assert_eq!(places(&camille, "Léa").await, "58");
    assert_eq!(places(&alix, "Tom").await, "58");
    assert_eq!(ear.alert().await["position"], "4");
    // The cache tasks left behind do no harm either.
    house.time.set("2026-11-23T10:00:00+01:00");
    server.work().await;
    assert_eq!(places(&alix, "Tom").await, "58");
}

/// D13: the server boots and serves.
async fn gone_from_the_start(_: Store) {
    let mut redis = OwnRedis::start();
    redis.kill();
    let (_house, server) = open(&redis).await;
    let camille = server.parent("camille@example.org").await;
    let mut ear = server.sign_in("sacha@milly.example").await.listen().await;
    ear.alerts("0").await;
    assert_eq!(
        camille.book("1", "Léa", "matin", &[DAY]).await,
        ["Léa matin 2026-11-30 BOOKED 195"]
    );
    assert_eq!(places(&camille, "Léa").await, "59");
    assert_eq!(ear.alert().await["position"], "1");
    assert_eq!(ready(&server).await.0, 200);
}

/// D13: it comes back with what it knew before; the outbox brings it up to date.
async fn frozen_with_old_counts(_: Store) {
    let redis = OwnRedis::start();
    let (house, server) = open(&redis).await;
    let camille = server.parent("camille@example.org").await;
    camille.book("1", "Léa", "matin", &[DAY]).await;
    assert_eq!(places(&camille, "Léa").await, "59");
    redis.freeze();
    camille.book("2", "Zoé", "matin", &[DAY]).await;
    assert_eq!(places(&camille, "Léa").await, "58");
    redis.thaw();
    house.time.set("2026-11-23T10:00:00+01:00");
    server.work().await;
    assert_eq!(places(&camille, "Léa").await, "58");
    let payload = camille
        .plan("3", &[camille.cancelling("Léa", "matin", &[DAY])])
        .await
        .field("bookingPlan");
    assert_eq!(payload["errors"], json!([]));
    assert_eq!(places(&camille, "Léa").await, "59");
}

/// D13: emptied by hand between two bookings.
async fn forgetful(_: Store) {
    let mut redis = OwnRedis::start();
    let (_house, server) = open(&redis).await;
    let camille = server.parent("camille@example.org").await;
    let alix = server.parent("alix@example.org").await;
    camille.book("1", "Léa", "matin", &[DAY]).await;
    assert_eq!(places(&alix, "Tom").await, "59");
    redis.restart();
    alix.book("1", "Tom", "matin", &[DAY]).await;
    assert_eq!(places(&alix, "Tom").await, "58");
    assert_eq!(places(&camille, "Léa").await, "58");
}
