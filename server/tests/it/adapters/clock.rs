use chrono::{DateTime, Datelike, TimeDelta, Timelike, Utc};
use preau_server::adapters::clock::{FrozenClock, RunningClock, SystemClock};
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
fn a_running_clock_runs_on_from_where_it_is_set() {
    let within = |from: &str, clock: &RunningClock| (at(from)..at(from) + TimeDelta::hours(1)).contains(&clock.now());
    let clock = RunningClock::new(at("2026-09-10T07:59:59Z"));
    let seen = clock.now();
    assert!(within("2026-09-10T07:59:59Z", &clock));
    assert!(clock.now() >= seen);
    clock.set(at("2026-08-19T22:00:00Z"));
    assert!(within("2026-08-19T22:00:00Z", &clock));
    clock.set(DateTime::<Utc>::MAX_UTC);
    assert_eq!(clock.now().year(), DateTime::<Utc>::MAX_UTC.year());
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
