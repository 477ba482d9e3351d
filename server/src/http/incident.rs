use std::{
    hash::{BuildHasher, RandomState},
    sync::{
        OnceLock,
        atomic::{AtomicU64, Ordering},
    },
};

/// A new incident id, 16 hexadecimal digits: written in the log beside what happened and told to the client in its
/// place. Unguessable enough to be quoted, and unique in a process.
pub fn incident() -> String {
    static PROCESS: OnceLock<RandomState> = OnceLock::new();
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    format!("{:016x}", PROCESS.get_or_init(RandomState::new).hash_one(count))
}
