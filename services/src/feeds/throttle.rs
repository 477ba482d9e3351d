//! Slowing down whoever guesses addresses, or reads one without end. Counted in this process, in windows of a minute.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};

/// Addresses that name nothing, from one client in a window.
const UNKNOWN: u32 = 60;
/// Reads of one feed in a window: several calendar programs, each some times.
const READS: u32 = 30;
const WINDOW: TimeDelta = TimeDelta::minutes(1);
/// Clients and feeds remembered at once.
const CAPACITY: usize = 65_536;

/// Whose tries are counted.
#[derive(Clone, Copy, Debug)]
pub(super) enum Counted<'a> {
    Unknown(IpAddr),
    Feed(&'a str),
}

#[derive(Default)]
pub(super) struct Throttle {
    /// Keyed at random in each process: what is remembered names nobody.
    hasher: RandomState,
    windows: Mutex<HashMap<u64, (DateTime<Utc>, u32)>>,
}

impl Throttle {
    /// Seconds to wait, when there were too many already.
    pub fn wait(&self, counted: Counted<'_>, now: DateTime<Utc>) -> Option<u32> {
        let (key, most) = self.key(counted);
        let windows = self.windows.lock().unwrap_or_else(PoisonError::into_inner);
        let (began, count) = *windows.get(&key)?;
        let left = began + WINDOW - now;
        (count >= most && left > TimeDelta::zero())
            .then(|| u32::try_from(left.num_seconds() + 1).unwrap_or(u32::MAX).min(60))
    }

    pub fn count(&self, counted: Counted<'_>, now: DateTime<Utc>) {
        let (key, _) = self.key(counted);
        let mut windows = self.windows.lock().unwrap_or_else(PoisonError::into_inner);
        if windows.len() >= CAPACITY {
            windows.retain(|_, (began, _)| now - *began < WINDOW);
        }
        if windows.len() >= CAPACITY {
            windows.clear();
        }
        let window = windows.entry(key).or_insert((now, 0));
        if now - window.0 >= WINDOW {
            *window = (now, 0);
        }
        window.1 = window.1.saturating_add(1);
    }

    fn key(&self, counted: Counted<'_>) -> (u64, u32) {
        match counted {
            Counted::Unknown(address) => (self.hasher.hash_one(("address", network(address))), UNKNOWN),
            Counted::Feed(hash) => (self.hasher.hash_one(("feed", hash)), READS),
        }
    }
}

/// A household has a whole /64 of IPv6 addresses.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => IpAddr::V4(address),
        IpAddr::V6(address) => IpAddr::V6((u128::from(address) >> 64 << 64).into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::seconds(seconds)
    }

    #[test]
    fn a_window_fills_and_opens_anew() {
        let throttle = Throttle::default();
        let home = Counted::Unknown("2001:db8::1".parse().unwrap());
        let neighbour = Counted::Unknown("2001:db8:0:1::1".parse().unwrap());
        for _ in 0..UNKNOWN {
            assert_eq!(throttle.wait(home, at(10)), None);
            throttle.count(home, at(10));
        }
        let same_house = Counted::Unknown("2001:db8::ffff".parse().unwrap());
        assert_eq!(throttle.wait(same_house, at(30)), Some(41));
        assert_eq!(throttle.wait(neighbour, at(30)), None);
        assert_eq!(throttle.wait(Counted::Feed("hash"), at(30)), None);
        assert_eq!(throttle.wait(home, at(70)), None);
        throttle.count(home, at(70));
        assert_eq!(throttle.wait(home, at(70)), None);
    }
}
