//! Wakes the listeners of every process of a deployment through Redis.
//!
//! Channel `preau:{commune}:events`; the message is the name of the process that announced.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use futures_util::stream::BoxStream;
use preau_domain::ids::CommuneId;
use preau_services::ports::{Bus, Random};
use redis::Pipeline;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use super::in_process::InProcessBus;
use super::subscriber::Subscriber;
use crate::adapters::redis::RedisLink;

pub struct RedisBus {
    link: Arc<RedisLink>,
    local: Arc<InProcessBus>,
    /// Tells this process's own messages from others'.
    name: String,
    sessions: watch::Receiver<u64>,
    subscriber: JoinHandle<()>,
}

impl RedisBus {
    /// Begins to subscribe in the background and tries again `retry` after each failure. Needs a Tokio runtime.
    pub fn start(link: Arc<RedisLink>, random: &dyn Random, retry: Duration) -> Self {
        let mut bytes = [0; 16];
        random.fill(&mut bytes);
        let name = format!("{:032x}", u128::from_be_bytes(bytes));
        let local = Arc::new(InProcessBus::default());
        let (opened, sessions) = watch::channel(0);
        let subscriber = Subscriber {
            client: link.client().clone(),
            prefix: link.prefix().to_owned(),
            name: name.clone(),
            local: Arc::clone(&local),
            opened,
            retry,
        };
        Self {
            link,
            local,
            name,
            sessions,
            subscriber: tokio::spawn(subscriber.run()),
        }
    }

    /// Counts the subscriptions opened since the start: 0 before the first, one more after each reconnection.
    pub fn sessions(&self) -> watch::Receiver<u64> {
        self.sessions.clone()
    }
}

impl Drop for RedisBus {
    fn drop(&mut self) {
        self.subscriber.abort();
    }
}

#[async_trait]
impl Bus for RedisBus {
    async fn announce(&self, commune: CommuneId) {
        self.local.wake(commune);
        let mut pipeline = Pipeline::new();
        pipeline
            .publish(format!("{}:{}:events", self.link.prefix(), commune.0), &self.name)
            .ignore();
        // The link has logged a failure; listeners elsewhere have their own slow tick.
        let _: Result<(), _> = self.link.run(&pipeline).await;
    }

    fn listen(&self, commune: CommuneId) -> BoxStream<'static, ()> {
        self.local.listen(commune)
    }
}
