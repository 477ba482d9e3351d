use std::time::{Duration, Instant};

use preau_server::adapters::redis::breaker::Breaker;

const PAUSE: Duration = Duration::from_secs(1);
const JUST_BEFORE: Duration = Duration::from_nanos(999_999_999);

#[test]
fn a_failure_refuses_calls_until_the_pause_is_over() {
    let (start, mut breaker) = (Instant::now(), Breaker::new(PAUSE));
    assert!(breaker.admits(start));
    assert!(breaker.failed(start));
    assert!(!breaker.admits(start));
    assert!(!breaker.admits(start + JUST_BEFORE));
    assert!(breaker.admits(start + PAUSE));
}

#[test]
fn one_call_per_pause_tries() {
    let (start, mut breaker) = (Instant::now(), Breaker::new(PAUSE));
    breaker.failed(start);
    assert!(breaker.admits(start + PAUSE));
    assert!(!breaker.admits(start + PAUSE));
    assert!(!breaker.admits(start + PAUSE + JUST_BEFORE));
    // The one that tried was never heard of again.
    assert!(breaker.admits(start + 2 * PAUSE));
}

#[test]
fn an_outage_begins_and_ends_once() {
    let (start, mut breaker) = (Instant::now(), Breaker::new(PAUSE));
    assert!(!breaker.succeeded());
    assert!(breaker.failed(start));
    assert!(!breaker.failed(start));
    assert!(breaker.succeeded());
    assert!(!breaker.succeeded());
    assert!(breaker.admits(start));
    assert!(breaker.failed(start));
}
