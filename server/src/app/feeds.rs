//! What stands behind secret addresses: the portal's calendar feeds.

use std::net::IpAddr;

use async_trait::async_trait;
use preau_services::feeds::{FeedAnswer, Feeds};

use crate::http::fault::Fault;
use crate::http::feeds;

#[async_trait]
impl feeds::Feeds for Feeds {
    async fn read(&self, secret: &str, client: Option<IpAddr>) -> Result<Option<feeds::Feed>, Fault> {
        match Self::read(self, secret, client).await {
            Ok(FeedAnswer::Found { text, etag }) => Ok(Some(feeds::Feed { text, etag })),
            Ok(FeedAnswer::Unknown) => Ok(None),
            Ok(FeedAnswer::TooMany { retry_after }) => Err(Fault::rate_limited(retry_after)),
            Err(fault) => {
                tracing::warn!(?fault, "a feed cannot be read");
                Err(Fault::unavailable(RETRY_AFTER))
            }
        }
    }
}

/// Seconds after which a read that met a fault may work.
const RETRY_AFTER: u32 = 60;
