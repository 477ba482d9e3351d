//! Rows that a request met together load what hangs on them together: the first to ask loads it for all, so that a
//! screen costs the same number of statements for one row and for twenty.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::OnceCell;

/// What was loaded for all, by what was asked for. A load that fails is tried again by the next to ask.
pub(crate) struct Shared<K, V>(Mutex<HashMap<K, Arc<OnceCell<Arc<V>>>>>);

impl<K, V> Default for Shared<K, V> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<K: Eq + Hash, V> Shared<K, V> {
    /// What `load` gave to the first who asked for `key`.
    pub async fn get<E, F: Future<Output = Result<V, E>>>(
        &self,
        key: K,
        load: impl FnOnce() -> F,
    ) -> Result<Arc<V>, E> {
        let cell = {
            let mut cells = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(cells.entry(key).or_default())
        };
        let loaded = cell.get_or_try_init(|| async { load().await.map(Arc::new) }).await?;
        Ok(Arc::clone(loaded))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use futures_util::future::join_all;

    use super::*;

    #[tokio::test]
    async fn the_first_loads_for_all() {
        let (shared, loads) = (Shared::<u32, u32>::default(), &AtomicU32::new(0));
        let ask = |key| {
            shared.get(key, move || async move {
                loads.fetch_add(1, Ordering::Relaxed);
                tokio::task::yield_now().await;
                Ok::<_, ()>(key * 10)
            })
        };
        let all = join_all([1, 1, 2, 1, 2].map(ask)).await;
        let all: Vec<u32> = all.into_iter().map(|loaded| *loaded.unwrap()).collect();
        assert_eq!(all, [10, 10, 20, 10, 20]);
        assert_eq!(loads.load(Ordering::Relaxed), 2);
    }

    #[tokio::test]
    async fn a_failed_load_is_tried_again() {
        let shared = Shared::<u32, u32>::default();
        assert_eq!(shared.get(1, || async { Err("busy") }).await, Err("busy"));
        assert_eq!(shared.get(1, || async { Ok::<_, &str>(7) }).await, Ok(Arc::new(7)));
    }
}
