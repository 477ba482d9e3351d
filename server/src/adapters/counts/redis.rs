//! Counters kept in Redis for all processes of a deployment.
//!
//! One text per month, `preau:{commune}:taken:{activity}:{yyyy-mm}`: a word per day, `2026-09-07:version:taken`, and the word
//! `complete` once the store has told of the whole month. A calendar reads several months: they are few answers to take apart,
//! where a hash would be one for each day and count.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use preau_domain::calendar::day_written;
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
        format!("{prefix}:{commune}:taken:{activity}:{}", key.month.format("%Y-%m"))
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
        let names: Vec<String> = keys.iter().map(|key| self.name(key)).collect();
        let mut pipeline = Pipeline::new();
        pipeline.cmd("MGET").arg(names);
        match self.link.run::<(Vec<Option<String>>,)>(&pipeline).await {
            Ok((months,)) => months.iter().map(|month| counts(month.as_deref()?)).collect(),
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
fn counts(month: &str) -> Option<Vec<SlotCount>> {
    let (mut complete, mut counts) = (false, Vec::new());
    for word in month.split(' ') {
        if word == COMPLETE {
            complete = true;
            continue;
        }
        let (day, count) = word.split_once(':')?;
        let (version, taken) = count.split_once(':')?;
        counts.push(SlotCount {
            day: day_written(day)?,
            taken: taken.parse().ok()?,
            version: version.parse().ok()?,
        });
    }
    complete.then_some(counts)
}
