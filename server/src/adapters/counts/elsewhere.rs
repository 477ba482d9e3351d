//! Counters that other processes keep.

use async_trait::async_trait;
use preau_services::ports::Counts;
use preau_services::ports::counts::{CountsFault, MonthKey, SlotCount};

/// For a command beside those who serve: it keeps no copy of its own and cannot reach theirs. What it changes is never
/// told here, so that the task for it stays in the store, and a worker of theirs tells their copy.
pub struct CountsElsewhere;

#[async_trait]
impl Counts for CountsElsewhere {
    async fn read(&self, keys: &[MonthKey]) -> Vec<Option<Vec<SlotCount>>> {
        vec![None; keys.len()]
    }

    async fn fill(&self, _: &[(MonthKey, Vec<SlotCount>)]) {}

    async fn publish(&self, _: &[(MonthKey, SlotCount)]) -> Result<(), CountsFault> {
        Err(CountsFault("the counts are kept by those who serve".to_owned()))
    }
}
