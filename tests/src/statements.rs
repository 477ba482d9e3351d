use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::timeout;

/// How long statements behind an answer may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);

/// Counts the SQL statements of a server.
#[derive(Clone)]
pub(crate) struct Statements(Arc<watch::Sender<usize>>);

impl Default for Statements {
    fn default() -> Self {
        Self(Arc::new(watch::Sender::new(0)))
    }
}

impl Statements {
    pub fn add(&self) {
        self.0.send_modify(|count| *count += 1);
    }

    pub fn count(&self) -> usize {
        *self.0.borrow()
    }

    /// The count, once it is at least so much; or whatever it is when it stays below.
    pub async fn reach(&self, at_least: usize) -> usize {
        let mut count = self.0.subscribe();
        timeout(PATIENCE, count.wait_for(|&count| count >= at_least)).await.ok();
        self.count()
    }
}
