//! Holding those who wait, and what is kept, against rules that have changed.

use chrono::{DateTime, NaiveDate, Utc};
use preau_domain::calendar::zone::day_end;
use preau_domain::ids::CommuneId;
use preau_entities::rows::Key;
use preau_entities::store::turn::NewTask;
use preau_entities::store::waiting::Cursor;

use super::walk::{Which, step};
use crate::booking::cart::withdrawn::end_withdrawn_holds;
use crate::outbox::Task;
use crate::outbox::split::split;
use crate::ports::Random;
use crate::towns::Town;
use crate::{Fault, Portal};

/// Takes one step of the walk over all waits of the town, and leaves the next to a task of its own: a worker that dies on
/// the way loses one step. What the rules no longer give ends and is told, and new places go to who waits for them.
/// Places in carts on days that are closed now are given back first.
pub(crate) async fn run(portal: &Portal, commune: CommuneId, task: Key, behind: Option<Cursor>) -> Result<(), Fault> {
    if behind.is_none() {
        end_withdrawn_holds(portal, commune).await?;
    }
    let Some(next) = step(portal, commune, Which::All, behind).await? else {
        return Ok(());
    };
    split(portal, commune, task, [Task::ReviewWaits { behind: Some(next) }]).await
}

/// The task of the whole walk, for whoever changes what keeps a family from a place; none where nobody waits.
pub(crate) fn again(town: &Town, random: &dyn Random, now: DateTime<Utc>) -> Option<NewTask> {
    let walk = Task::ReviewWaits { behind: None };
    town.may_have_waits().then(|| walk.row(random, now))
}

/// The same now, and once more when `last`, the last civil day on which something counts, is over: whoever was passed over
/// meanwhile may be served now, and what is offered at that end may not be taken any more.
pub(crate) fn again_until(
    town: &Town,
    random: &dyn Random,
    now: DateTime<Utc>,
    last: Option<NaiveDate>,
) -> impl Iterator<Item = NewTask> {
    let end = last.map(|day| day_end(town.zone(), day));
    let at = move |due_at| again(town, random, now).map(|task| NewTask { due_at, ..task });
    std::iter::once(now).chain(end).filter_map(at)
}
