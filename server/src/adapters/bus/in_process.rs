//! Wakes the listeners of this process.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;
use futures_util::stream::{self, BoxStream, StreamExt};
use preau_domain::ids::CommuneId;
use preau_services::ports::Bus;
use tokio::sync::watch;

#[derive(Default)]
pub struct InProcessBus {
    /// One per town that was ever listened to.
    towns: Mutex<HashMap<CommuneId, watch::Sender<()>>>,
}

impl InProcessBus {
    pub fn wake(&self, commune: CommuneId) {
        if let Some(town) = self.towns.lock().unwrap_or_else(PoisonError::into_inner).get(&commune) {
            town.send_replace(());
        }
    }

    pub fn wake_all(&self) {
        for town in self.towns.lock().unwrap_or_else(PoisonError::into_inner).values() {
            town.send_replace(());
        }
    }
}

#[async_trait]
impl Bus for InProcessBus {
    async fn announce(&self, commune: CommuneId) {
        self.wake(commune);
    }

    fn listen(&self, commune: CommuneId) -> BoxStream<'static, ()> {
        let mut towns = self.towns.lock().unwrap_or_else(PoisonError::into_inner);
        let town = towns.entry(commune).or_default().clone();
        // The listener keeps the sending end too, so that it outlives a bus that was dropped.
        let ear = town.subscribe();
        stream::unfold((town, ear), |(town, mut ear)| async move {
            ear.changed().await.ok()?;
            Some(((), (town, ear)))
        })
        .boxed()
    }
}
