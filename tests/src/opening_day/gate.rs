//! The instant at which booking opens, for those who wait for it.

use tokio::sync::watch;
use tokio::time::Instant;

pub struct Gate {
    opened: watch::Sender<Option<Instant>>,
    /// Early families that still have to be told that it is too early.
    early: watch::Sender<usize>,
}

impl Gate {
    pub fn new(early: usize) -> Self {
        Self {
            opened: watch::Sender::new(None),
            early: watch::Sender::new(early),
        }
    }

    pub fn open(&self) {
        self.opened.send_replace(Some(Instant::now()));
    }

    pub fn is_open(&self) -> bool {
        self.opened.borrow().is_some()
    }

    /// Waits for the opening, and says when it was.
    pub async fn opened(&self) -> Instant {
        let mut opened = self.opened.subscribe();
        let found = opened.wait_for(Option::is_some).await.ok().and_then(|opened| *opened);
        // The gate outlives those who wait at it.
        found.unwrap_or_else(Instant::now)
    }

    pub fn turned_away(&self) {
        self.early.send_modify(|left| *left = left.saturating_sub(1));
    }

    /// Waits until all who came early were told so.
    pub async fn all_turned_away(&self) {
        // The gate outlives those who wait at it.
        let _ = self.early.subscribe().wait_for(|&left| left == 0).await;
    }
}
