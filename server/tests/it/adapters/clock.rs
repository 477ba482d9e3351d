use chrono::{DateTime, Datelike, TimeDelta, Timelike, Utc};
use preau_server::adapters::clock::{FrozenClock, SystemClock};
use preau_services::ports::Clock;

fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant")
}

#[test]
fn the_wall_clock_shows_whole_microseconds() {
    let now = SystemClock.now();
    assert_eq!(now.nanosecond() % 1000, 0);
    assert!(now.year() >= 2026);
}

#[test]
fn a_frozen_clock_moves_only_when_told() {
    let clock = FrozenClock::new(at("2026-09-10T07:59:59.123456789Z"));
    assert_eq!(clock.now(), at("2026-09-10T07:59:59.123456Z"));
    clock.advance(TimeDelta::seconds(1));
    assert_eq!(clock.now(), at("2026-09-10T08:00:00.123456Z"));
    clock.advance(TimeDelta::nanoseconds(-1));
    assert_eq!(clock.now(), at("2026-09-10T08:00:00.123455Z"));
    clock.set(at("2026-01-01T00:00:00.0000009Z"));
    assert_eq!(clock.now(), at("2026-01-01T00:00:00Z"));
    clock.advance(TimeDelta::MAX);
    assert_eq!(clock.now(), at("2026-01-01T00:00:00Z"));
}
