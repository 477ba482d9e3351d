//! Spares a dead server, and the requests that would wait for it.

use std::time::{Duration, Instant};

/// Closed, calls pass. A failure opens it: calls are refused for a pause, then one call per pause is let through to
/// try, and its success closes it again.
#[derive(Debug)]
pub struct Breaker {
    pause: Duration,
    /// Set while open: the instant from which one call may try.
    retry_at: Option<Instant>,
}

impl Breaker {
    pub fn new(pause: Duration) -> Self {
        Self { pause, retry_at: None }
    }

    /// Whether a call may pass at `now`. A call that is let through to try holds the others back for another pause,
    /// whatever becomes of it.
    pub fn admits(&mut self, now: Instant) -> bool {
        match self.retry_at {
            None => true,
            Some(retry_at) if now < retry_at => false,
            Some(_) => {
                self.retry_at = Some(now + self.pause);
                true
            }
        }
    }

    /// Returns whether this failure begins an outage.
    pub fn failed(&mut self, now: Instant) -> bool {
        self.retry_at.replace(now + self.pause).is_none()
    }

    /// Returns whether this success ends an outage.
    pub fn succeeded(&mut self) -> bool {
        self.retry_at.take().is_some()
    }
}
