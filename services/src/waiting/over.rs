//! Ending waits when the time to book is over, also where no turn comes by.

use preau_domain::ids::CommuneId;
use preau_entities::store::waiting;

use super::walk::{Which, step};
use crate::{Fault, Portal};

/// Ends every wait of the town whose time is over. Turns that came by since have ended theirs already; then nothing is
/// left to do, and no turn is taken.
pub(crate) async fn end_waits(portal: &Portal, commune: CommuneId) -> Result<(), Fault> {
    let mut behind = None;
    loop {
        let now = portal.clock.now();
        if waiting::walk(&portal.db, commune, behind, Some(now), 1)
            .await?
            .is_empty()
        {
            return Ok(());
        }
        behind = step(portal, commune, Which::Over, behind).await?;
        if behind.is_none() {
            return Ok(());
        }
    }
}
