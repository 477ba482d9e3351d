//! Counters kept in Redis for all processes of a deployment.
//!
//! One hash per month, `preau:{commune}:counts:{activity}:{yyyy-mm}`: a field per day, `2026-09-07` → `version:taken`,
//! and the field `complete` once the store has told of the whole month.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use chrono::NaiveDate;
use preau_services::ports::Counts;
use preau_services::ports::counts::{CountsFault, MonthKey, SlotCount};
use redis::{Pipeline, Script};

use crate::adapters::redis::RedisLink;
use crate::adapters::redis::link::RedisFault;

const COMPLETE: &str = "complete";

pub struct RedisCounts {
    link: Arc<RedisLink>,
    lifetime: Duration,
    write: Script,
}

impl RedisCounts {
    pub fn new(link: Arc<RedisLink>, lifetime: Duration) -> Self {
        Self {
            link,
            lifetime,
            write: Script::new(include_str!("write.lua")),
        }
    }

    fn name(&self, key: &MonthKey) -> String {
        let (prefix, commune, activity) = (self.link.prefix(), key.commune.0, key.activity.0);
        format!("{prefix}:{commune}:counts:{activity}:{}", key.month.format("%Y-%m"))
    }

    /// One script per month, all in one round trip. The script is sent along: a restarted server has forgotten it.
    async fn write<'a>(
        &self,
        mode: &str,
        months: impl Iterator<Item = (&'a MonthKey, Vec<&'a SlotCount>)>,
    ) -> Result<(), RedisFault> {
        let mut pipeline = Pipeline::new();
        pipeline.load_script(&self.write).ignore();
        for (key, counts) in months {
            let mut call = self.write.key(self.name(key));
            call.arg(mode).arg(self.lifetime.as_millis().to_string());
            for count in counts {
                call.arg(count.day.to_string()).arg(count.version).arg(count.taken);
            }
            pipeline.invoke_script(&call).ignore();
        }
        self.link.run(&pipeline).await
    }
}

#[async_trait]
impl Counts for RedisCounts {
    async fn read(&self, keys: &[MonthKey]) -> Vec<Option<Vec<SlotCount>>> {
        if keys.is_empty() {
            return Vec::new();
        }
        let mut pipeline = Pipeline::new();
        for key in keys {
            pipeline.hgetall(self.name(key));
        }
        match self.link.run::<Vec<BTreeMap<String, String>>>(&pipeline).await {
            Ok(hashes) => hashes.iter().map(counts).collect(),
            Err(_) => vec![None; keys.len()],
        }
    }

    async fn fill(&self, months: &[(MonthKey, Vec<SlotCount>)]) {
        if !months.is_empty() {
            // The link has logged a failure, and the next reader misses and fills again.
            let _ = self
                .write(
                    "fill",
                    months.iter().map(|(key, counts)| (key, counts.iter().collect())),
                )
                .await;
        }
    }

    async fn publish(&self, changes: &[(MonthKey, SlotCount)]) -> Result<(), CountsFault> {
        if changes.is_empty() {
            return Ok(());
        }
        let mut months: BTreeMap<&MonthKey, Vec<&SlotCount>> = BTreeMap::new();
        for (key, count) in changes {
            months.entry(key).or_default().push(count);
        }
        let written = self.write("publish", months.into_iter()).await;
        written.map_err(|RedisFault(reason)| CountsFault(reason))
    }
}

/// None for a month that is not complete, or that another hand has written in.
fn counts(hash: &BTreeMap<String, String>) -> Option<Vec<SlotCount>> {
    hash.get(COMPLETE)?;
    let days = hash.iter().filter(|(field, _)| *field != COMPLETE);
    days.map(|(field, value)| {
        let (version, taken) = value.split_once(':')?;
        let day = field.parse::<NaiveDate>().ok()?;
        Some(SlotCount {
            day,
            taken: taken.parse().ok()?,
            version: version.parse().ok()?,
        })
    })
    .collect()
}
