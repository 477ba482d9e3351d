//! Slowing down whoever guesses passwords.
//!
//! A try is counted before the password is looked at and given back once it was right, so that a hundred tries sent at
//! once are not a hundred guesses. Accounts are never locked: after five wrong tries each further one has to wait, ten
//! seconds at first, twice as long each time, five minutes at most; a refused try does not lengthen the wait. A client
//! address, behind which a whole school may sit, gets sixty wrong tries a minute.
//!
//! Counted in this process: several servers each grant their own. A shared counter would keep this shape: `begin` and
//! `give_back` by key.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::net::IpAddr;
use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};

/// Wrong tries on one account before the first wait.
const FREE_TRIES: u32 = 5;
const FIRST_WAIT: TimeDelta = TimeDelta::seconds(10);
const LONGEST_WAIT: TimeDelta = TimeDelta::minutes(5);
/// An account on which nobody tried for so long starts anew.
const ACCOUNT_MEMORY: TimeDelta = TimeDelta::minutes(15);

const ADDRESS_TRIES: u32 = 60;
/// An address is counted in windows of this length, from its first try.
const ADDRESS_MEMORY: TimeDelta = TimeDelta::minutes(1);

/// Accounts and addresses remembered at once: some megabytes.
const CAPACITY: usize = 65_536;

/// Come back later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TooManyTries {
    pub retry_at: DateTime<Utc>,
}

/// A counted try.
pub(super) struct Try {
    account: u64,
    address: Option<u64>,
}

#[derive(Default)]
pub(super) struct Throttle {
    /// Keyed at random in each process: what is remembered names nobody, and nobody can aim at another's place.
    hasher: RandomState,
    counters: Mutex<HashMap<u64, Counter>>,
}

#[derive(Clone, Copy)]
struct Counter {
    tries: u32,
    first_at: DateTime<Utc>,
    last_at: DateTime<Utc>,
    memory: TimeDelta,
}

impl Throttle {
    /// Counts a try on an account of a town from an address, or refuses it and counts nothing.
    pub fn begin(
        &self,
        town: &str,
        account: &str,
        address: Option<IpAddr>,
        now: DateTime<Utc>,
    ) -> Result<Try, TooManyTries> {
        let account = self.hasher.hash_one(("account", town, account));
        let address = address.map(|address| self.hasher.hash_one(("address", network(address))));
        let mut counters = self.counters();
        counters.retain_room(now);
        let on_account = counters
            .get(&account)
            .filter(|counter| now - counter.last_at < ACCOUNT_MEMORY)
            .copied();
        let from_address = address
            .and_then(|address| counters.get(&address))
            .filter(|counter| now - counter.first_at < ADDRESS_MEMORY)
            .copied();
        let retry_at = on_account
            .and_then(account_opens)
            .max(from_address.and_then(address_opens));
        if let Some(retry_at) = retry_at.filter(|&retry_at| now < retry_at) {
            return Err(TooManyTries { retry_at });
        }
        counters.insert(account, counted(on_account, ACCOUNT_MEMORY, now));
        if let Some(address) = address {
            counters.insert(address, counted(from_address, ADDRESS_MEMORY, now));
        }
        Ok(Try { account, address })
    }

    /// The password was right: the account starts anew, and the address has not tried.
    pub fn succeeded(&self, tried: &Try) {
        let mut counters = self.counters();
        counters.remove(&tried.account);
        if let Some(address) = tried.address {
            uncount(&mut counters, address);
        }
    }

    /// Nobody looked at the password: the try never was.
    pub fn give_back(&self, tried: &Try) {
        let mut counters = self.counters();
        for key in [Some(tried.account), tried.address].into_iter().flatten() {
            uncount(&mut counters, key);
        }
    }

    fn counters(&self) -> MutexGuard<'_, HashMap<u64, Counter>> {
        self.counters.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// When the next try on an account may begin.
fn account_opens(counter: Counter) -> Option<DateTime<Utc>> {
    let waits = counter.tries.checked_sub(FREE_TRIES)?;
    // Five doublings pass the longest wait.
    let wait = FIRST_WAIT * 2_i32.pow(waits.min(5));
    Some(counter.last_at + wait.min(LONGEST_WAIT))
}

/// When the next try from an address may begin.
fn address_opens(counter: Counter) -> Option<DateTime<Utc>> {
    (counter.tries >= ADDRESS_TRIES).then(|| counter.first_at + ADDRESS_MEMORY)
}

fn counted(before: Option<Counter>, memory: TimeDelta, now: DateTime<Utc>) -> Counter {
    match before {
        Some(counter) => Counter {
            tries: counter.tries.saturating_add(1),
            last_at: now,
            ..counter
        },
        None => Counter {
            tries: 1,
            first_at: now,
            last_at: now,
            memory,
        },
    }
}

fn uncount(counters: &mut HashMap<u64, Counter>, key: u64) {
    if let Some(counter) = counters.get_mut(&key) {
        counter.tries = counter.tries.saturating_sub(1);
    }
}

/// A subscriber of IPv6 has a whole network of 64 bits to try from.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => IpAddr::V4(address),
        IpAddr::V6(address) => IpAddr::V6((address.to_bits() & (u128::MAX << 64)).into()),
    }
}

trait Room {
    fn retain_room(&mut self, now: DateTime<Utc>);
}

impl Room for HashMap<u64, Counter> {
    /// Makes room for two more: forgets what has lapsed, and if that is not enough, the longest untouched quarter.
    fn retain_room(&mut self, now: DateTime<Utc>) {
        if self.len() + 2 <= CAPACITY {
            return;
        }
        self.retain(|_, counter| now - counter.last_at < counter.memory);
        if self.len() > CAPACITY / 4 * 3 {
            let mut last: Vec<_> = self.values().map(|counter| counter.last_at).collect();
            let (_, &mut quarter, _) = last.select_nth_unstable(CAPACITY / 4);
            self.retain(|_, counter| counter.last_at > quarter);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flood_of_names_neither_grows_the_memory_nor_frees_who_was_tried_lately() {
        let throttle = Throttle::default();
        let start = DateTime::UNIX_EPOCH;
        for nth in 0..150_000 {
            let now = start + TimeDelta::milliseconds(nth);
            assert!(throttle.begin("town", &nth.to_string(), None, now).is_ok());
            if nth >= 149_995 {
                assert!(throttle.begin("town", "victim", None, now).is_ok());
            }
            assert!(throttle.counters().len() <= CAPACITY);
        }
        let now = start + TimeDelta::milliseconds(150_000);
        assert!(throttle.begin("town", "victim", None, now).is_err());
    }
}
