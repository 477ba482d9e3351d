//! The slot counters, as the calendar and the cache read them.

use chrono::NaiveDate;
use preau_domain::ids::{ActivityId, CommuneId};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QuerySelect};

use super::StoreError;
use crate::rows::{Key, slot};

/// A slot's counter.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Counter {
    pub activity_id: Key,
    pub day: NaiveDate,
    pub taken: i32,
    pub version: i64,
}

/// The counters of some activities from `from` to `to`, both included. Slots that nobody ever booked have none.
pub async fn between<C: ConnectionTrait>(
    db: &C,
    commune: CommuneId,
    activities: &[ActivityId],
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<Counter>, StoreError> {
    let counters = slot::Entity::find()
        .select_only()
        .columns([
            slot::Column::ActivityId,
            slot::Column::Day,
            slot::Column::Taken,
            slot::Column::Version,
        ])
        .filter(
            Condition::all()
                .add(slot::Column::CommuneId.eq(commune.0))
                .add(slot::Column::ActivityId.is_in(activities.iter().map(|id| Key(id.0))))
                .add(slot::Column::Day.between(from, to)),
        )
        .into_model()
        .all(db)
        .await?;
    Ok(counters)
}
