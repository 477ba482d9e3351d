//! How many are left of those whom others wait for.

use tokio::sync::watch;

pub(super) struct Countdown {
    whole: usize,
    left: watch::Sender<usize>,
}

/// One of them; it is done when dropped, however that came about.
pub(super) struct One<'a>(&'a Countdown);

impl Countdown {
    pub fn new(whole: usize) -> Self {
        Self {
            whole,
            left: watch::Sender::new(whole),
        }
    }

    pub fn one(&self) -> One<'_> {
        One(self)
    }

    /// Waits until at most half of them are left.
    pub async fn at_most_half(&self) {
        let most = self.whole / 2;
        // The countdown outlives those who wait for it.
        let _ = self.left.subscribe().wait_for(|&left| left <= most).await;
    }

    /// Waits until all are done.
    pub async fn over(&self) {
        // As above.
        let _ = self.left.subscribe().wait_for(|&left| left == 0).await;
    }
}

impl Drop for One<'_> {
    fn drop(&mut self) {
        self.0.left.send_modify(|left| *left = left.saturating_sub(1));
    }
}
