//! The one connection of a process on which others' wake-ups arrive.

use std::sync::Arc;
use std::time::Duration;

use futures_util::StreamExt;
use preau_domain::ids::CommuneId;
use redis::aio::{PubSubSink, PubSubStream};
use redis::{Client, Msg, RedisResult};
use tokio::sync::watch;
use tokio::time::{sleep, timeout};

use super::in_process::InProcessBus;

/// How long connecting, subscribing or a ping may take.
const PATIENCE: Duration = Duration::from_secs(3);

/// A connection that has been silent for this long is asked whether it lives.
const SILENCE: Duration = Duration::from_secs(15);

pub(super) struct Subscriber {
    pub(super) client: Client,
    pub(super) prefix: String,
    pub(super) name: String,
    pub(super) local: Arc<InProcessBus>,
    pub(super) opened: watch::Sender<u64>,
    pub(super) retry: Duration,
}

impl Subscriber {
    pub(super) async fn run(self) {
        let mut lost = false;
        loop {
            if let Ok(Ok((sink, stream))) = timeout(PATIENCE, self.open()).await {
                if lost {
                    tracing::info!("redis subscription restored");
                }
                // Whatever was announced while nobody listened is lost: everyone looks for himself.
                self.local.wake_all();
                self.opened.send_modify(|sessions| *sessions += 1);
                self.attend(sink, stream).await;
                lost = false;
            }
            if !lost {
                tracing::warn!("no redis subscription, wake-ups of other processes are missed");
                lost = true;
            }
            sleep(self.retry).await;
        }
    }

    async fn open(&self) -> RedisResult<(PubSubSink, PubSubStream)> {
        let (mut sink, stream) = self.client.get_async_pubsub().await?.split();
        sink.psubscribe(format!("{}:*:events", self.prefix)).await?;
        Ok((sink, stream))
    }

    /// Returns when the connection is over.
    async fn attend(&self, mut sink: PubSubSink, mut stream: PubSubStream) {
        loop {
            match timeout(SILENCE, stream.next()).await {
                Ok(Some(message)) => self.hear(&message),
                Ok(None) => return,
                Err(_) => {
                    if !matches!(timeout(PATIENCE, sink.ping::<()>()).await, Ok(Ok(()))) {
                        return;
                    }
                }
            }
        }
    }

    fn hear(&self, message: &Msg) {
        let own = message.get_payload_bytes() == self.name.as_bytes();
        let commune = || {
            let rest = message.get_channel_name().strip_prefix(&self.prefix)?;
            rest.strip_prefix(':')?
                .strip_suffix(":events")?
                .parse()
                .ok()
                .map(CommuneId)
        };
        if let (false, Some(commune)) = (own, commune()) {
            self.local.wake(commune);
        }
    }
}
