//! What happens, as it happens, to those who may know.

use std::collections::VecDeque;
use std::time::Duration;

use futures_util::stream::{self, BoxStream, StreamExt};
use preau_domain::access::{Reach, Scope};
use preau_entities::store::alerts::{self, AlertLine};

use crate::{Fault, Portal};

/// A listener looks at the store this often even when no wake-up comes: wake-ups may be lost, alerts may not.
const TICK: Duration = Duration::from_secs(10);

/// Alerts read at once.
const CHUNK: u64 = 100;

/// The alerts of the scope behind `after`, or from now on, in the town's order and without a gap. Every alert is read
/// from the store with the listener's own scope.
pub async fn listen(
    portal: &Portal,
    scope: Scope,
    after: Option<i64>,
) -> Result<BoxStream<'static, Result<AlertLine, Fault>>, Fault> {
    if scope.reach == Reach::Counts {
        return Err(Fault::Forbidden);
    }
    // Listening begins before the position is read, so that nothing falls between.
    let wake_ups = portal.bus.listen(scope.commune);
    let position = match after {
        Some(position) => position,
        None => alerts::last_position(&portal.db, scope.commune).await?,
    };
    let listener = Listener {
        portal: portal.clone(),
        scope,
        position,
        wake_ups,
        ready: VecDeque::new(),
        look: true,
    };
    Ok(stream::unfold(Some(listener), |listening| async {
        let mut listener = listening?;
        let heard = listener.next().await;
        // A fault ends the stream: the client resumes behind the last position it saw.
        let listening = heard.is_ok().then_some(listener);
        Some((heard, listening))
    })
    .boxed())
}

struct Listener {
    portal: Portal,
    scope: Scope,
    position: i64,
    wake_ups: BoxStream<'static, ()>,
    ready: VecDeque<AlertLine>,
    /// Whether the store may hold more already.
    look: bool,
}

impl Listener {
    async fn next(&mut self) -> Result<AlertLine, Fault> {
        loop {
            if let Some(alert) = self.ready.pop_front() {
                self.position = alert.position;
                return Ok(alert);
            }
            if !self.look {
                // Either way it is time to look: a wake-up came, or none has for a while.
                let _ = tokio::time::timeout(TICK, self.wake_ups.next()).await;
            }
            let found = alerts::after(&self.portal.db, self.scope, self.position, CHUNK).await?;
            self.look = !found.is_empty();
            self.ready.extend(found);
        }
    }
}
