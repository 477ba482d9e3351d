use std::time::Duration;

use clap::Args;

use super::Secret;
use crate::adapters::redis::RedisOptions;

#[derive(Args, Clone, Debug)]
pub struct RedisSettings {
    /// Redis, shared by the processes of a deployment; one process alone needs none
    #[arg(
        id = "redis",
        long = "redis",
        env = "REDIS_URL",
        value_name = "URL",
        hide_env_values = true
    )]
    url: Option<Secret>,

    /// The first word of every Redis key, for deployments that share a server
    #[arg(long, env = "PREAU_REDIS_PREFIX", default_value = "preau", value_name = "WORD", value_parser = word)]
    redis_prefix: String,

    /// How long the copy of a month's places may live, in seconds
    #[arg(
        long,
        env = "PREAU_COUNTS_SECONDS",
        default_value = "600",
        value_name = "SECONDS",
        value_parser = clap::value_parser!(u64).range(1..=86_400)
    )]
    counts_seconds: u64,
}

impl RedisSettings {
    /// None: the process keeps to itself what Redis would share.
    pub fn options(&self) -> Option<RedisOptions> {
        let url = self.url.as_ref()?.given()?;
        Some(RedisOptions {
            prefix: self.redis_prefix.clone(),
            ..RedisOptions::new(url)
        })
    }

    pub fn counts_lifetime(&self) -> Duration {
        Duration::from_secs(self.counts_seconds)
    }
}

/// Nothing that a channel pattern or a key would read otherwise.
fn word(text: &str) -> Result<String, String> {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if !text.is_empty() && text.chars().all(plain) {
        Ok(text.to_owned())
    } else {
        Err("expected letters, digits, - and _".to_owned())
    }
}
