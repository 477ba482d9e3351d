//! Whether the parts of the house answer.

use std::collections::BTreeMap;
use std::sync::Arc;

use async_trait::async_trait;
use preau_entities::store::{self, Db};

use crate::adapters::redis::RedisLink;
use crate::http::health::{PartState, Readiness};

pub(super) struct Parts {
    pub db: Db,
    pub redis: Option<Arc<RedisLink>>,
}

#[async_trait]
impl Readiness for Parts {
    async fn parts(&self) -> BTreeMap<&'static str, PartState> {
        let store = if store::answers(&self.db).await {
            PartState::Ready
        } else {
            PartState::Down
        };
        let mut parts = BTreeMap::from([("store", store)]);
        if let Some(link) = &self.redis {
            let redis = if link.answers().await {
                PartState::Ready
            } else {
                PartState::Degraded
            };
            parts.insert("redis", redis);
        }
        parts
    }
}
