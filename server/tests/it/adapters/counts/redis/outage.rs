//! Redis that is not there, dies, forgets, or never answers.

use std::time::Duration;

use futures_util::future::join_all;
use preau_server::adapters::counts::RedisCounts;
use preau_server::adapters::redis::RedisOptions;
use preau_services::ports::Counts;
use preau_services::ports::counts::CountsFault;
use redis::{Client, cmd};
use tokio::net::TcpListener;

use super::super::contract::{count, september};
use crate::adapters::redis_server::{OwnRedis, link, options};

const LONG: Duration = Duration::from_mins(10);

fn counts(options: &RedisOptions) -> RedisCounts {
    RedisCounts::new(link(options), LONG)
}

#[tokio::test]
async fn redis_dying_in_mid_flight_is_a_miss_and_a_fault_until_it_is_back() {
    let mut server = OwnRedis::start();
    let counts = counts(&options(server.url()));
    counts.fill(&[(september(1), vec![count(7, 5, 1)])]).await;
    assert_eq!(counts.read(&[september(1)]).await, [Some(vec![count(7, 5, 1)])]);

    server.kill();
    assert_eq!(counts.read(&[september(1), september(2)]).await, [None, None]);
    let fault = counts.publish(&[(september(1), count(7, 6, 2))]).await;
    assert_eq!(fault, Err(CountsFault("I/O error".to_owned())));
    counts.fill(&[(september(1), vec![count(7, 6, 2)])]).await;

    server.restart();
    assert_eq!(counts.read(&[september(1)]).await, [None]);
    counts.fill(&[(september(1), vec![count(7, 6, 2)])]).await;
    assert_eq!(counts.publish(&[(september(1), count(7, 7, 3))]).await, Ok(()));
    assert_eq!(counts.read(&[september(1)]).await, [Some(vec![count(7, 7, 3)])]);
}

/// The calls have been sent and wait for their answers.
#[tokio::test]
async fn redis_dying_under_waiting_calls_fails_them_all() {
    let mut server = OwnRedis::start();
    let counts = counts(&options(server.url()));
    counts.fill(&[(september(1), vec![count(7, 5, 1)])]).await;
    let client = Client::open(server.url()).expect("an address");
    let mut look = client.get_multiplexed_async_connection().await.expect("up");
    let (): () = cmd("CLIENT")
        .arg("PAUSE")
        .arg(3_600_000)
        .query_async(&mut look)
        .await
        .expect("Redis answers");

    let (keys, changes) = ([september(1)], [(september(1), count(7, 6, 2))]);
    let (read, published, ()) = tokio::join!(counts.read(&keys), counts.publish(&changes), async {
        tokio::task::yield_now().await;
        server.kill();
    });
    assert_eq!(read, [None]);
    assert!(published.is_err());

    server.restart();
    counts.fill(&[(september(1), vec![count(7, 6, 2)])]).await;
    assert_eq!(counts.read(&keys).await, [Some(vec![count(7, 6, 2)])]);
}

/// The next call finds the connection broken and opens another: nobody notices.
#[tokio::test]
async fn a_restart_between_two_calls_costs_the_months_and_no_call() {
    let mut server = OwnRedis::start();
    let options = RedisOptions {
        pause: LONG,
        ..options(server.url())
    };
    let counts = counts(&options);
    counts.fill(&[(september(1), vec![count(7, 5, 1)])]).await;
    server.restart();
    assert_eq!(counts.publish(&[(september(1), count(7, 6, 2))]).await, Ok(()));
    assert_eq!(counts.read(&[september(1)]).await, [None]);
    counts.fill(&[(september(1), vec![count(7, 5, 1)])]).await;
    assert_eq!(counts.read(&[september(1)]).await, [Some(vec![count(7, 6, 2)])]);
}

#[tokio::test]
async fn a_flushed_redis_is_filled_again() {
    let server = OwnRedis::start();
    let counts = counts(&options(server.url()));
    counts.fill(&[(september(1), vec![count(7, 5, 5)])]).await;
    let mut look = Client::open(server.url())
        .expect("an address")
        .get_multiplexed_async_connection()
        .await
        .expect("up");
    let (): () = cmd("FLUSHALL").query_async(&mut look).await.expect("Redis answers");
    let (): () = cmd("SCRIPT")
        .arg("FLUSH")
        .query_async(&mut look)
        .await
        .expect("Redis answers");
    assert_eq!(counts.read(&[september(1)]).await, [None]);
    counts.fill(&[(september(1), vec![count(7, 6, 6)])]).await;
    assert_eq!(counts.read(&[september(1)]).await, [Some(vec![count(7, 6, 6)])]);
}

/// A crowd at the opening hour.
#[tokio::test]
async fn parallel_calls_share_one_connection() {
    let server = OwnRedis::start();
    let counts = counts(&options(server.url()));
    let keys = [september(1)];
    let reads = (0..50).map(|_| counts.read(&keys));
    assert_eq!(join_all(reads).await, vec![vec![None]; 50]);

    let client = Client::open(server.url()).expect("an address");
    let mut look = client.get_multiplexed_async_connection().await.expect("up");
    let clients: String = cmd("CLIENT")
        .arg("LIST")
        .query_async(&mut look)
        .await
        .expect("Redis answers");
    assert_eq!(clients.lines().count(), 2, "ours and the one that looks");
}

#[tokio::test]
async fn a_redis_that_was_never_there_is_a_miss() {
    let mut server = OwnRedis::start();
    server.kill();
    let counts = counts(&options(server.url()));
    assert_eq!(counts.read(&[september(1)]).await, [None]);
    server.restart();
    counts.fill(&[(september(1), vec![])]).await;
    assert_eq!(counts.read(&[september(1)]).await, [Some(vec![])]);
}

#[tokio::test]
async fn a_redis_that_failed_is_left_alone_for_the_pause() {
    let mut server = OwnRedis::start();
    server.kill();
    let options = RedisOptions {
        pause: LONG,
        ..options(server.url())
    };
    let counts = counts(&options);
    assert_eq!(counts.read(&[september(1)]).await, [None]);
    server.restart();
    counts.fill(&[(september(1), vec![])]).await;
    assert_eq!(counts.read(&[september(1)]).await, [None]);
    let fault = counts.publish(&[(september(1), count(7, 6, 2))]).await;
    assert_eq!(fault, Err(CountsFault("left alone after a failure".to_owned())));
}

/// Takes connections and says nothing.
#[tokio::test]
async fn a_redis_that_never_answers_is_cut_short() {
    let silent = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let url = format!("redis://{}", silent.local_addr().expect("its address"));
    let counts = counts(&RedisOptions {
        answer_within: Duration::from_millis(20),
        ..options(url)
    });
    assert_eq!(counts.read(&[september(1)]).await, [None]);
    let fault = counts.publish(&[(september(1), count(7, 6, 2))]).await;
    assert_eq!(fault, Err(CountsFault("no answer in time".to_owned())));
}
