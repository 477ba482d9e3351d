//! Everyone who is expected, or came, in a slot.

use chrono::{DateTime, NaiveDate, Utc};
use preau_domain::access::{Reach, Scope};
use preau_domain::attendance::PlaceState;
use preau_domain::ids::ActivityId;
use sea_orm::{ConnectionTrait, FromQueryResult, QueryResult};

use super::places::{STATE, StateRow};
use crate::rows::Key;
use crate::store::booking::ACCEPTED;
use crate::store::{StoreError, dialect};

/// A child on the roll. Nothing of its health is on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RollLine {
    pub child_id: Key,
    pub first_name: String,
    pub last_name: String,
    pub school_code: String,
    pub booked: bool,
    pub state: PlaceState,
}

/// The children booked in a slot or written about there, by last name, then first name. For the town's staff alone.
pub async fn roll<C: ConnectionTrait>(
    db: &C,
    scope: Scope,
    activity: ActivityId,
    day: NaiveDate,
) -> Result<Vec<RollLine>, StoreError> {
    #[derive(FromQueryResult)]
    struct Line {
        child_id: Key,
        first_name: String,
        last_name: String,
        school_code: String,
        booked_at: Option<DateTime<Utc>>,
    }
    if scope.reach != Reach::Town {
        return Ok(Vec::new());
    }
    let child = "c.child_id, c.first_name, c.last_name, c.school_code";
    let place = "a.commune_id = b.commune_id AND a.child_id = b.child_id AND a.day = b.day
           AND a.activity_id = b.activity_id";
    let sql = format!(
        "SELECT {child}, b.booked_at, {STATE}
         FROM bookings b
         JOIN children c ON c.commune_id = b.commune_id AND c.child_id = b.child_id
         LEFT JOIN attendances a ON {place}
         WHERE b.commune_id = $1 AND b.activity_id = $2 AND b.day = $3 AND b.cancelled_at IS NULL AND {ACCEPTED}
         UNION ALL
         SELECT {child}, NULL AS booked_at, {STATE}
         FROM attendances a
         JOIN children c ON c.commune_id = a.commune_id AND c.child_id = a.child_id
         WHERE a.commune_id = $1 AND a.activity_id = $2 AND a.day = $3
           AND (a.arrived_at IS NOT NULL OR a.left_at IS NOT NULL)
           AND (SELECT 1 FROM bookings b WHERE {place} AND b.cancelled_at IS NULL AND {ACCEPTED}) IS NULL"
    );
    let values = [scope.commune.0.into(), Key(activity.0).into(), day.into()];
    let line = |row: &QueryResult| {
        let line = Line::from_query_result(row, "")?;
        Ok(RollLine {
            child_id: line.child_id,
            first_name: line.first_name,
            last_name: line.last_name,
            school_code: line.school_code,
            booked: line.booked_at.is_some(),
            state: StateRow::from_query_result(row, "")?.state(line.booked_at)?,
        })
    };
    let rows = dialect::query(db, &sql, values).await?;
    let mut lines = rows.iter().map(line).collect::<Result<Vec<_>, StoreError>>()?;
    lines.sort_by(|a, b| {
        let name = |line: &RollLine| (line.last_name.clone(), line.first_name.clone(), line.child_id);
        name(a).cmp(&name(b))
    });
    Ok(lines)
}
