//! How a deployment uses Redis.

use std::time::Duration;

#[derive(Clone)]
pub struct RedisOptions {
    /// `redis://[:password@]host[:port][/db]`.
    pub url: String,
    /// The first word of every key and channel, so that several deployments may share a server.
    pub prefix: String,
    /// The longest a call may take, connecting included.
    pub answer_within: Duration,
    /// How long a server that failed is left alone.
    pub pause: Duration,
}

impl RedisOptions {
    pub fn new(url: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            prefix: "preau".to_owned(),
            answer_within: Duration::from_millis(300),
            pause: Duration::from_secs(1),
        }
    }
}
