//! One task in several.

use preau_domain::ids::CommuneId;
use preau_entities::rows::Key;
use preau_entities::store::tasks;
use preau_entities::store::turn::NewTask;

use super::task::Task;
use crate::{Fault, Portal};

/// Puts others in the place of a task, so that each of them succeeds and is retried alone.
pub(crate) async fn split(
    portal: &Portal,
    commune: CommuneId,
    task: Key,
    parts: impl IntoIterator<Item = Task>,
) -> Result<(), Fault> {
    let now = portal.clock.now();
    let parts = parts.into_iter().map(|part| part.row(portal.random.as_ref(), now));
    let parts: Vec<NewTask> = parts.collect();
    tasks::split(&portal.db, commune, task, &parts).await?;
    portal.outbox.notify_one();
    Ok(())
}
