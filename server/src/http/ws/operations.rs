use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use tokio::task::AbortHandle;

/// The operations running on one socket, by their client's id. All are stopped when this is dropped.
#[derive(Default)]
pub struct Operations {
    running: Arc<Mutex<Running>>,
}

#[derive(Default)]
struct Running {
    by_id: HashMap<String, (u64, Option<AbortHandle>)>,
    count: u64,
}

/// An operation's own place, given back when it ends by itself.
pub struct Slot {
    running: Arc<Mutex<Running>>,
    id: String,
    number: u64,
}

impl Operations {
    /// A place for an operation of this id; none when one is running.
    pub fn open(&self, id: &str) -> Option<Slot> {
        let mut running = lock(&self.running);
        if running.by_id.contains_key(id) {
            return None;
        }
        running.count += 1;
        let number = running.count;
        running.by_id.insert(id.to_owned(), (number, None));
        Some(Slot {
            running: Arc::clone(&self.running),
            id: id.to_owned(),
            number,
        })
    }

    /// How many run.
    pub fn len(&self) -> usize {
        lock(&self.running).by_id.len()
    }

    /// Remembers how to stop the operation, unless it ended meanwhile.
    pub fn attach(&self, id: &str, handle: AbortHandle) {
        if let Some((_, place)) = lock(&self.running).by_id.get_mut(id) {
            *place = Some(handle);
        }
    }

    /// Stops the operation; one that ended already is no mistake of the client's.
    pub fn stop(&self, id: &str) {
        if let Some((_, Some(handle))) = lock(&self.running).by_id.remove(id) {
            handle.abort();
        }
    }
}

impl Drop for Operations {
    fn drop(&mut self) {
        for (_, handle) in lock(&self.running).by_id.drain().map(|(_, operation)| operation) {
            handle.inspect(AbortHandle::abort);
        }
    }
}

impl Slot {
    /// The client's id.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Frees the id before its last message is written, so that the client may use it again at once. False when the
    /// client stopped the operation: then nothing more may be written for it.
    pub fn free(self) -> bool {
        let mut running = lock(&self.running);
        let ours = running
            .by_id
            .get(&self.id)
            .is_some_and(|(number, _)| *number == self.number);
        if ours {
            running.by_id.remove(&self.id);
        }
        ours
    }
}

fn lock(running: &Mutex<Running>) -> MutexGuard<'_, Running> {
    running.lock().unwrap_or_else(PoisonError::into_inner)
}
