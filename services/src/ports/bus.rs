//! Waking subscribers on every server instance when something happened in a town.

use async_trait::async_trait;
use futures_util::stream::BoxStream;
use preau_domain::ids::CommuneId;

/// Only a wake-up travels: the listener reads what happened from the store, in its own scope. A lost wake-up is made
/// good by the next one, or by the listener's own slow tick.
#[async_trait]
pub trait Bus: Send + Sync + 'static {
    async fn announce(&self, commune: CommuneId);

    /// One item per wake-up from now on; several may be joined into one. Ends only with the process.
    fn listen(&self, commune: CommuneId) -> BoxStream<'static, ()>;
}
