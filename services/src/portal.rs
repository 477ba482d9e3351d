//! What every use case works with.

use std::sync::Arc;

use preau_entities::store::Db;
use tokio::sync::Notify;

use crate::booking::lane::Lanes;
use crate::ports::{Bus, Clock, Counts, Random};
use crate::towns::Towns;

/// The portal of one deployment: its store, its outside, and what it keeps in memory. Cheap to clone.
#[derive(Clone)]
pub struct Portal {
    pub db: Db,
    pub clock: Arc<dyn Clock>,
    pub random: Arc<dyn Random>,
    pub counts: Arc<dyn Counts>,
    pub bus: Arc<dyn Bus>,
    pub towns: Arc<Towns>,
    pub lanes: Arc<Lanes>,
    /// Rung when tasks were left for the worker.
    pub outbox: Arc<Notify>,
}

impl Portal {
    /// `turns` is how many towns may decide bookings at once: fewer than the store has connections.
    pub fn new(
        db: Db,
        clock: Arc<dyn Clock>,
        random: Arc<dyn Random>,
        counts: Arc<dyn Counts>,
        bus: Arc<dyn Bus>,
        turns: usize,
    ) -> Self {
        let towns = Arc::new(Towns::new(db.clone(), Arc::clone(&clock)));
        let lanes = Arc::new(Lanes::new(turns));
        Self {
            db,
            clock,
            random,
            counts,
            bus,
            towns,
            lanes,
            outbox: Arc::new(Notify::new()),
        }
    }
}
