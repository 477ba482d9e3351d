//! Those who wait for a place: for a turn, for families, for staff.

use std::fmt::Write as _;

use chrono::{DateTime, NaiveDate, Utc};
use preau_domain::access::{Reach, Scope};
use preau_domain::ids::{ActivityId, CommuneId, FamilyId, WaitingId};
use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult, Value};
use serde::Serialize;

use super::StoreError;
use super::booking::SlotRef;
use super::dialect::{self, Type};
use super::page::{Direction, Page, Slice};
use crate::rows::waiting_place::{Model, State};
use crate::rows::{Key, waiting_place};

/// What is still open; also the condition of the indexes.
pub(super) const OPEN: &str = "state IN ('waiting', 'offered')";

/// Whether a row is in a state, said so that no index of what is open goes with it. A store that has not counted its rows
/// since a town's list began to fill takes such an index for a short one: where rows are looked up by their wait or by
/// their slot, it would read all that is open in the town instead, once for each of them.
fn is_in(row: &str, states: &str) -> String {
    format!("COALESCE({row}.state, '') IN ({states})")
}

const EITHER: &str = "'waiting', 'offered'";

/// The open rows of every wait that has one in any of `slots`, in no order.
pub async fn live<C: ConnectionTrait>(db: &C, commune: CommuneId, slots: &[SlotRef]) -> Result<Vec<Model>, StoreError> {
    let sql = format!(
        "WITH wanted AS MATERIALIZED (
           SELECT DISTINCT p.waiting_id FROM {wanted}
           JOIN waiting_places p ON p.commune_id = $2 AND p.activity_id = r.activity_id AND p.day = r.day AND p.{OPEN})
         SELECT w.* FROM wanted JOIN waiting_places w ON w.commune_id = $2 AND w.waiting_id = wanted.waiting_id
         WHERE {open}",
        open = is_in("w", EITHER),
        wanted = dialect::recordset(
            db.get_database_backend(),
            &[("activity_id", Type::Text), ("day", Type::Day)]
        ),
    );
    let rows = dialect::query(db, &sql, [dialect::rows(slots)?, commune.0.into()]).await?;
    rows.iter().map(|row| Ok(Model::from_query_result(row, "")?)).collect()
}

/// The rows of the places that are kept for families of the town, in the order of days and of the line.
pub async fn offered_to<C: ConnectionTrait>(
    db: &C,
    commune: CommuneId,
    families: &[FamilyId],
) -> Result<Vec<Model>, StoreError> {
    #[derive(Serialize)]
    struct Wanted {
        family_id: Key,
    }
    let wanted: Vec<Wanted> = families.iter().map(|id| Wanted { family_id: Key(id.0) }).collect();
    let sql = format!(
        "SELECT w.* FROM waiting_places w WHERE w.commune_id = $2 AND w.state = 'offered' AND w.{OPEN}
           AND w.family_id IN (SELECT r.family_id FROM {wanted}) ORDER BY w.day, w.position, w.activity_id",
        wanted = dialect::recordset(db.get_database_backend(), &[("family_id", Type::Text)]),
    );
    let rows = dialect::query(db, &sql, [dialect::rows(&wanted)?, commune.0.into()]).await?;
    rows.iter().map(|row| Ok(Model::from_query_result(row, "")?)).collect()
}

/// Where a walk over a town's waits stands: behind this day and position.
pub type Cursor = (NaiveDate, i64);

/// The open rows of the next waits behind a cursor (or from the first one), at most so many waits: all of them, or those
/// without an offer whose time is over at an instant. In the order of the walk.
pub async fn walk<C: ConnectionTrait>(
    db: &C,
    commune: CommuneId,
    behind: Option<Cursor>,
    over_at: Option<DateTime<Utc>>,
    most: u64,
) -> Result<Vec<Model>, StoreError> {
    let mut values: Vec<Value> = vec![commune.0.into()];
    let mut only = String::new();
    if let Some((day, position)) = behind {
        values.extend([day.into(), position.into()]);
        only.push_str(" AND (p.day, p.position) > ($2, $3)");
    }
    if let Some(now) = over_at {
        values.push(now.into());
        // Writing to a String cannot fail.
        let _ = write!(only, " AND p.state = 'waiting' AND p.closes_at <= ${}", values.len());
    }
    let sql = format!(
        "SELECT w.* FROM waiting_places w JOIN (
           SELECT DISTINCT p.day, p.position FROM waiting_places p WHERE p.commune_id = $1 AND p.{OPEN}{only}
           ORDER BY p.day, p.position LIMIT {most}) AS next ON next.position = w.position
         WHERE w.commune_id = $1 AND w.{OPEN} ORDER BY w.day, w.position, w.activity_id"
    );
    let rows = dialect::query(db, &sql, values).await?;
    rows.iter().map(|row| Ok(Model::from_query_result(row, "")?)).collect()
}

/// The position of whoever came last in the town; 0 before the first.
pub async fn last_position<C: ConnectionTrait>(db: &C, commune: CommuneId) -> Result<i64, StoreError> {
    let sql = "SELECT COALESCE(max(position), 0) AS last FROM waiting_places WHERE commune_id = $1";
    let rows = dialect::query(db, sql, [commune.0.into()]).await?;
    let last = rows.first().map(|row| row.try_get("", "last")).transpose()?;
    Ok(last.unwrap_or(0))
}

/// A wait, as its family reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitLine {
    pub waiting_id: Key,
    pub family_id: Key,
    pub child_id: Key,
    pub child_first_name: String,
    /// What was asked for.
    pub activity_id: Key,
    pub day: NaiveDate,
    /// What comes along, and has come as far.
    pub along: Vec<Key>,
    pub joined_at: DateTime<Utc>,
    pub state: State,
    pub offer_ends_at: Option<DateTime<Utc>>,
    /// One more than wait before it, in that of its slots where most do; none once it waits no more.
    pub place: Option<i64>,
}

#[derive(FromQueryResult)]
struct Row {
    waiting_id: Key,
    family_id: Key,
    child_id: Key,
    child_first_name: String,
    activity_id: Key,
    day: NaiveDate,
    along: String,
    joined_at: DateTime<Utc>,
    state: State,
    offer_ends_at: Option<DateTime<Utc>>,
    place: Option<i64>,
}

/// How many wait before a row.
pub(super) fn ahead(row: &str) -> String {
    format!(
        "(SELECT count(*) FROM waiting_places a WHERE a.commune_id = {row}.commune_id
           AND a.activity_id = {row}.activity_id AND a.day = {row}.day AND a.{OPEN} AND {waiting}
           AND a.position < {row}.position)",
        waiting = is_in("a", "'waiting'"),
    )
}

fn select(backend: DbBackend) -> String {
    format!(
        "SELECT w.waiting_id, w.family_id, w.child_id, c.first_name AS child_first_name, w.activity_id, w.day,
           (SELECT {along} FROM waiting_places p WHERE p.commune_id = w.commune_id AND p.waiting_id = w.waiting_id
              AND p.state = w.state AND p.activity_id <> w.activity_id) AS along,
           w.joined_at, w.state, w.offer_ends_at,
           (SELECT max({ahead}) + 1 FROM waiting_places p WHERE p.commune_id = w.commune_id
              AND p.waiting_id = w.waiting_id AND {waiting}) AS place
         FROM waiting_places w JOIN children c ON c.commune_id = w.commune_id AND c.child_id = w.child_id",
        along = dialect::gathered(backend, &["p.activity_id"]),
        ahead = ahead("p"),
        waiting = is_in("p", "'waiting'"),
    )
}

/// One page of what a family waits for and of what is kept for it at an instant, latest first. An offer or a wait that is
/// over is neither, also before a turn ends it.
pub async fn of_family<C: ConnectionTrait>(
    db: &C,
    scope: Scope,
    family: FamilyId,
    now: DateTime<Utc>,
    page: Page,
) -> Result<Slice<WaitLine>, StoreError> {
    if !scope.sees(family) {
        return Ok(Slice::default());
    }
    let sql = format!(
        "{} WHERE w.commune_id = $1 AND w.family_id = $2 AND w.asked AND {}
           AND (CASE WHEN w.state = 'offered' THEN w.offer_ends_at ELSE w.closes_at END <= $3) IS NOT TRUE {}",
        select(db.get_database_backend()),
        is_in("w", EITHER),
        page.clause("w.waiting_id", 4)
    );
    let values: [Value; 3] = [scope.commune.0.into(), Key(family.0).into(), now.into()];
    let rows = lines(db, &sql, values.into_iter().chain(page.cursor_value())).await?;
    Ok(page.slice(rows))
}

/// Waits of the scope, open or ended, in no order.
pub async fn by_ids<C: ConnectionTrait>(db: &C, scope: Scope, ids: &[WaitingId]) -> Result<Vec<WaitLine>, StoreError> {
    #[derive(Serialize)]
    struct Wanted {
        waiting_id: Key,
    }
    let wanted: Vec<Wanted> = ids.iter().map(|id| Wanted { waiting_id: Key(id.0) }).collect();
    let backend = db.get_database_backend();
    let sql = format!(
        "{} WHERE w.commune_id = $2 AND w.asked AND w.waiting_id IN (SELECT r.waiting_id FROM {})",
        select(backend),
        dialect::recordset(backend, &[("waiting_id", Type::Text)])
    );
    let mut rows = lines(db, &sql, [dialect::rows(&wanted)?, scope.commune.0.into()]).await?;
    rows.retain(|row| scope.sees(FamilyId(row.family_id.0)));
    Ok(rows)
}

async fn lines<C: ConnectionTrait>(
    db: &C,
    sql: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<Vec<WaitLine>, StoreError> {
    let rows = dialect::query(db, sql, values).await?;
    rows.iter().map(|row| Row::from_query_result(row, "")?.line()).collect()
}

impl Row {
    fn line(self) -> Result<WaitLine, StoreError> {
        let along: Vec<(Key,)> = serde_json::from_str(&self.along)
            .map_err(|error| StoreError::Broken(format!("what is waited for along: {error}")))?;
        Ok(WaitLine {
            waiting_id: self.waiting_id,
            family_id: self.family_id,
            child_id: self.child_id,
            child_first_name: self.child_first_name,
            activity_id: self.activity_id,
            day: self.day,
            along: along.into_iter().map(|(activity,)| activity).collect(),
            joined_at: self.joined_at,
            state: self.state,
            offer_ends_at: self.offer_ends_at,
            place: self.place,
        })
    }
}

/// A child in a slot's line, as staff read it.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct LinePlace {
    pub waiting_id: Key,
    pub position: i64,
    /// One more than wait before it.
    pub place: i64,
    pub child_id: Key,
    pub child_first_name: String,
    pub child_last_name: String,
    pub joined_at: DateTime<Utc>,
    pub state: waiting_place::State,
    pub offer_ends_at: Option<DateTime<Utc>>,
}

/// One page of those who wait for a slot or for whom a place of it is kept, first come first; nobody's for who is not of
/// the town's staff. The cursor is a position.
pub async fn of_slot<C: ConnectionTrait>(
    db: &C,
    scope: Scope,
    activity: ActivityId,
    day: NaiveDate,
    page: Page,
) -> Result<Slice<LinePlace>, StoreError> {
    if scope.reach != Reach::Town {
        return Ok(Slice::default());
    }
    let (beyond, order) = match page.direction {
        Direction::Forward => (">", "ASC"),
        Direction::Backward => ("<", "DESC"),
    };
    let cursor = page.cursor.map(|at| i64::try_from(at.0).unwrap_or(i64::MAX));
    let behind = cursor.map_or(String::new(), |_| format!("AND w.position {beyond} $4"));
    let sql = format!(
        "SELECT w.waiting_id, w.position, {ahead} + 1 AS place, w.child_id, c.first_name AS child_first_name,
           c.last_name AS child_last_name, w.joined_at, w.state, w.offer_ends_at
         FROM waiting_places w JOIN children c ON c.commune_id = w.commune_id AND c.child_id = w.child_id
         WHERE w.commune_id = $1 AND w.activity_id = $2 AND w.day = $3 AND w.{OPEN} {behind}
         ORDER BY w.position {order} LIMIT {reach}",
        ahead = ahead("w"),
        reach = page.reach(),
    );
    let values: [Value; 3] = [scope.commune.0.into(), Key(activity.0).into(), day.into()];
    let rows = dialect::query(db, &sql, values.into_iter().chain(cursor.map(Value::from))).await?;
    let places = rows.iter().map(|row| LinePlace::from_query_result(row, ""));
    Ok(page.slice(places.collect::<Result<_, _>>()?))
}
