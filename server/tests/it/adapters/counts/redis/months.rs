//! One text per month, and how long it lives.

use std::time::Duration;

use preau_server::adapters::counts::{InProcessCounts, RedisCounts};
use preau_server::adapters::random::SeededRandom;
use preau_services::ports::{Counts, Random};
use redis::aio::MultiplexedConnection;
use redis::{Client, cmd};

use super::super::contract::{self, count, september};
use crate::adapters::redis_server::{link, shared};

const LONG: Duration = Duration::from_mins(10);
const SHORT: Duration = Duration::from_mins(1);

async fn look(url: &str) -> MultiplexedConnection {
    let client = Client::open(url).expect("the address is well formed");
    client.get_multiplexed_async_connection().await.expect("Redis is there")
}

async fn milliseconds_left(look: &mut MultiplexedConnection, key: &str) -> i64 {
    cmd("PTTL").arg(key).query_async(look).await.expect("Redis answers")
}

#[tokio::test]
async fn holds_to_its_promises() {
    contract::holds_to_its_promises(&RedisCounts::new(link(&shared()), LONG)).await;
}

#[tokio::test]
async fn a_month_is_one_readable_text() {
    let options = shared();
    let counts = RedisCounts::new(link(&options), LONG);
    counts
        .fill(&[(september(12), vec![count(7, 5, 9), count(8, 0, -3)])])
        .await;

    let key = format!("{}:12:taken:00000000000000000000000001:2026-09", options.prefix);
    let text: String = cmd("GET")
        .arg(&key)
        .query_async(&mut look(&options.url).await)
        .await
        .expect("Redis answers");
    assert_eq!(text, "complete 2026-09-07:9:5 2026-09-08:-3:0");
}

/// Whatever a held month missed is put right when its time is over, however busy the month is.
#[tokio::test]
async fn only_a_fill_prolongs_a_held_month() {
    let options = shared();
    let (brief, long) = (
        RedisCounts::new(link(&options), SHORT),
        RedisCounts::new(link(&options), LONG),
    );
    let key = format!("{}:1:taken:00000000000000000000000001:2026-09", options.prefix);
    let mut look = look(&options.url).await;

    brief.fill(&[(september(1), vec![count(7, 5, 1)])]).await;
    assert!((1..=60_000).contains(&milliseconds_left(&mut look, &key).await));
    assert_eq!(long.publish(&[(september(1), count(7, 6, 2))]).await, Ok(()));
    assert!((1..=60_000).contains(&milliseconds_left(&mut look, &key).await));
    long.fill(&[(september(1), vec![])]).await;
    assert!((60_001..=600_000).contains(&milliseconds_left(&mut look, &key).await));
}

/// A version that was published while the month was being loaded outlasts that load.
#[tokio::test]
async fn each_change_prolongs_what_a_missing_month_remembers() {
    let options = shared();
    let (brief, long) = (
        RedisCounts::new(link(&options), SHORT),
        RedisCounts::new(link(&options), LONG),
    );
    let key = format!("{}:1:taken:00000000000000000000000001:2026-09", options.prefix);
    let mut look = look(&options.url).await;

    assert_eq!(brief.publish(&[(september(1), count(7, 5, 1))]).await, Ok(()));
    assert!((1..=60_000).contains(&milliseconds_left(&mut look, &key).await));
    assert_eq!(long.publish(&[(september(1), count(8, 1, 1))]).await, Ok(()));
    assert!((60_001..=600_000).contains(&milliseconds_left(&mut look, &key).await));
}

#[tokio::test]
async fn a_month_that_another_hand_wrote_in_is_a_miss_until_it_is_filled() {
    let options = shared();
    let counts = RedisCounts::new(link(&options), LONG);
    let key = format!("{}:1:taken:00000000000000000000000001:2026-09", options.prefix);
    let mut look = look(&options.url).await;

    counts
        .fill(&[(september(1), vec![count(7, 5, 1)]), (september(2), vec![])])
        .await;
    for spoilt in [
        "complete 2026-09-07:many",
        "complete 2026-09-07:1:5 2026-09-08",
        "complete  2026-09-07:1:5",
    ] {
        let (): () = cmd("SET")
            .arg(&key)
            .arg(spoilt)
            .query_async(&mut look)
            .await
            .expect("answers");
        assert_eq!(
            counts.read(&[september(1), september(2)]).await,
            [None, Some(vec![])],
            "{spoilt}"
        );
    }
    // A change alone does not make it whole: the day that was spoilt is still unknown.
    let (): () = cmd("SET")
        .arg(&key)
        .arg("complete 2026-09-07:many 2026-09-08:4:2")
        .query_async(&mut look)
        .await
        .expect("answers");
    assert_eq!(counts.publish(&[(september(1), count(8, 3, 5))]).await, Ok(()));
    assert_eq!(counts.read(&[september(1)]).await, [None]);
    counts.fill(&[(september(1), vec![count(7, 5, 1)])]).await;
    assert_eq!(
        counts.read(&[september(1)]).await,
        [Some(vec![count(7, 5, 1), count(8, 3, 5)])]
    );
}

/// Any order of fills and publications leaves both caches with the same months.
#[tokio::test]
async fn agrees_with_the_cache_in_process() {
    let (redis, in_process) = (RedisCounts::new(link(&shared()), LONG), InProcessCounts::new(100, LONG));
    let random = SeededRandom::new(20_260_907);
    for step in 0..300 {
        let mut bytes = [0; 8];
        random.fill(&mut bytes);
        let [kind, town, day, version, other_day, other_version, ..] = bytes;
        let key = september(i32::from(town % 8));
        let change = |day: u8, version: u8| count(u32::from(day % 5) + 1, u32::from(version), i64::from(version % 32));
        let counters = vec![change(day, version), change(other_day, other_version)];
        if kind % 8 == 0 {
            let months = [(key, counters)];
            redis.fill(&months).await;
            in_process.fill(&months).await;
        } else {
            let changes: Vec<_> = counters.into_iter().map(|counter| (key, counter)).collect();
            assert_eq!(redis.publish(&changes).await, Ok(()));
            assert_eq!(in_process.publish(&changes).await, Ok(()));
        }
        assert_eq!(
            redis.read(&[key]).await,
            in_process.read(&[key]).await,
            "after step {step}"
        );
    }
}

#[tokio::test]
async fn two_processes_share_what_they_know() {
    let options = shared();
    let (here, there) = (
        RedisCounts::new(link(&options), LONG),
        RedisCounts::new(link(&options), LONG),
    );
    here.fill(&[(september(1), vec![count(7, 5, 1)])]).await;
    assert_eq!(there.publish(&[(september(1), count(7, 6, 2))]).await, Ok(()));
    assert_eq!(here.read(&[september(1)]).await, [Some(vec![count(7, 6, 2)])]);
}
