use std::time::Duration;

use preau_server::adapters::bus::RedisBus;
use preau_server::adapters::random::OsRandom;
use preau_server::adapters::redis::RedisOptions;
use preau_services::ports::Bus;

use super::{ELSEWHERE, HERE, PATIENCE, asleep, woken};
use crate::adapters::redis_server::{OwnRedis, link, options, shared};

const SOON: Duration = Duration::from_millis(1);

fn start(options: &RedisOptions) -> RedisBus {
    RedisBus::start(link(options), &OsRandom, SOON)
}

/// Returns when the bus has subscribed for the `session`-th time at least.
async fn subscribed(bus: &RedisBus, session: u64) {
    let mut sessions = bus.sessions();
    let reached = sessions.wait_for(|&opened| opened >= session);
    tokio::time::timeout(PATIENCE, reached)
        .await
        .expect("a subscription")
        .expect("a bus that lives");
}

#[tokio::test]
async fn holds_to_its_promises() {
    let bus = start(&shared());
    subscribed(&bus, 1).await;
    super::holds_to_its_promises(&bus).await;
}

#[tokio::test]
async fn an_announcement_wakes_listeners_of_other_processes() {
    let options = shared();
    let (here, there) = (start(&options), start(&options));
    subscribed(&here, 1).await;
    subscribed(&there, 1).await;
    let (mut near, mut far, mut stranger) = (here.listen(HERE), there.listen(HERE), there.listen(ELSEWHERE));

    here.announce(HERE).await;
    woken(&mut far).await;
    woken(&mut near).await;

    // Redis delivers in order: once the answer is here, so would be an echo of the announcement.
    there.announce(HERE).await;
    woken(&mut near).await;
    assert!(asleep(&mut near), "a process does not hear itself through Redis");
    assert!(asleep(&mut stranger), "a town hears of itself alone");
}

#[tokio::test]
async fn deployments_on_one_server_do_not_hear_each_other() {
    let (ours, theirs) = (start(&shared()), start(&shared()));
    subscribed(&ours, 1).await;
    subscribed(&theirs, 1).await;
    let mut ear = theirs.listen(HERE);
    ours.announce(HERE).await;
    theirs.announce(ELSEWHERE).await;
    assert!(asleep(&mut ear));
}

#[tokio::test]
async fn redis_dying_leaves_the_process_its_own_and_wakes_everyone_when_it_is_back() {
    let mut server = OwnRedis::start();
    let options = options(server.url());
    let (here, there) = (start(&options), start(&options));
    subscribed(&here, 1).await;
    subscribed(&there, 1).await;
    let (mut near, mut far) = (here.listen(HERE), there.listen(HERE));

    server.kill();
    here.announce(HERE).await;
    woken(&mut near).await;
    assert!(asleep(&mut far));

    server.restart();
    subscribed(&here, 2).await;
    subscribed(&there, 2).await;
    woken(&mut near).await;
    woken(&mut far).await;

    here.announce(HERE).await;
    woken(&mut far).await;
}

#[tokio::test]
async fn a_process_starts_without_redis() {
    let mut server = OwnRedis::start();
    server.kill();
    let bus = start(&options(server.url()));
    let mut ear = bus.listen(HERE);
    bus.announce(HERE).await;
    woken(&mut ear).await;
    server.restart();
    subscribed(&bus, 1).await;
    woken(&mut ear).await;
}
