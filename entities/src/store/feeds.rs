//! Secret addresses of a child's calendar.

use chrono::{DateTime, NaiveDate, Utc};
use preau_domain::access::Scope;
use preau_domain::ids::{CalendarFeedId, ChildId, CommuneId};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde::Serialize;

use super::booking::ACCEPTED;
use super::dialect::{self, Type};
use super::{Db, StoreError};
use crate::rows::Key;

/// A feed that can be read.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct FeedLine {
    pub feed_id: Key,
    pub child_id: Key,
    pub created_at: DateTime<Utc>,
    pub last_read_at: Option<DateTime<Utc>>,
}

/// A feed to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFeed<'a> {
    pub id: CalendarFeedId,
    pub child: ChildId,
    pub secret_hash: &'a str,
    pub created_by: &'a str,
}

/// What is found behind a secret: the child, and when it was last read.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct OpenFeed {
    pub feed_id: Key,
    pub child_id: Key,
    pub first_name: String,
    pub last_read_at: Option<DateTime<Utc>>,
}

/// A live booking of the child of a feed.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct FeedBooking {
    pub activity_id: Key,
    pub day: NaiveDate,
    pub booked_at: DateTime<Utc>,
}

/// The feeds of `children` that are not revoked, oldest first. Children outside the scope have none.
pub async fn of_children<C: ConnectionTrait>(
    db: &C,
    scope: Scope,
    children: &[ChildId],
) -> Result<Vec<FeedLine>, StoreError> {
    #[derive(Serialize)]
    struct Wanted {
        child_id: Key,
    }
    let Some(people) = scope.people() else {
        return Ok(Vec::new());
    };
    let wanted: Vec<Wanted> = children.iter().map(|id| Wanted { child_id: Key(id.0) }).collect();
    let source = dialect::recordset(db.get_database_backend(), &[("child_id", Type::Text)]);
    let sql = format!(
        "SELECT f.feed_id, f.child_id, f.created_at, f.last_read_at
         FROM calendar_feeds f JOIN children c ON c.commune_id = f.commune_id AND c.child_id = f.child_id
         WHERE f.commune_id = $2 AND f.child_id IN (SELECT r.child_id FROM {source}) AND f.revoked_at IS NULL
           AND (CAST($3 AS text) IS NULL OR c.family_id = $3) ORDER BY f.feed_id"
    );
    let family: Option<String> = people.family.map(|family| family.0.to_string());
    let values = [dialect::rows(&wanted)?, scope.commune.0.into(), family.into()];
    let rows = dialect::query(db, &sql, values).await?;
    rows.iter()
        .map(|row| Ok(FeedLine::from_query_result(row, "")?))
        .collect()
}

pub async fn create(db: &Db, commune: CommuneId, feed: &NewFeed<'_>, now: DateTime<Utc>) -> Result<(), StoreError> {
    dialect::execute(
        db,
        "INSERT INTO calendar_feeds (commune_id, feed_id, child_id, secret_hash, created_at, created_by)
         VALUES ($1, $2, $3, $4, $5, $6)",
        [
            commune.0.into(),
            Key(feed.id.0).into(),
            Key(feed.child.0).into(),
            feed.secret_hash.into(),
            now.into(),
            feed.created_by.into(),
        ],
    )
    .await
    .map(drop)
}

/// Ends a feed of a child in the scope; false when there is no such feed, or no longer.
pub async fn revoke(db: &Db, scope: Scope, id: CalendarFeedId, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let Some(people) = scope.people() else {
        return Ok(false);
    };
    let family: Option<String> = people.family.map(|family| family.0.to_string());
    let done = dialect::execute(
        db,
        "UPDATE calendar_feeds SET revoked_at = $3
         WHERE commune_id = $1 AND feed_id = $2 AND revoked_at IS NULL AND child_id IN
           (SELECT c.child_id FROM children c WHERE c.commune_id = $1 AND (CAST($4 AS text) IS NULL OR c.family_id = $4))",
        [scope.commune.0.into(), Key(id.0).into(), now.into(), family.into()],
    )
    .await?;
    Ok(done.rows_affected() == 1)
}

/// The feed of a secret, by its hash.
pub async fn open<C: ConnectionTrait>(db: &C, commune: CommuneId, hash: &str) -> Result<Option<OpenFeed>, StoreError> {
    let sql = "SELECT f.feed_id, f.child_id, c.first_name, f.last_read_at
         FROM calendar_feeds f JOIN children c ON c.commune_id = f.commune_id AND c.child_id = f.child_id
         WHERE f.commune_id = $1 AND f.secret_hash = $2 AND f.revoked_at IS NULL";
    let rows = dialect::query(db, sql, [commune.0.into(), hash.into()]).await?;
    let feed = rows.first().map(|row| OpenFeed::from_query_result(row, ""));
    Ok(feed.transpose()?)
}

pub async fn was_read(db: &Db, commune: CommuneId, feed: Key, now: DateTime<Utc>) -> Result<(), StoreError> {
    let sql = "UPDATE calendar_feeds SET last_read_at = $3 WHERE commune_id = $1 AND feed_id = $2";
    let values = [commune.0.into(), feed.into(), now.into()];
    dialect::execute(db, sql, values).await.map(drop)
}

/// The live bookings of a child, without what staff have yet to accept, from `from` to `to`, both included, in order of days.
pub async fn bookings<C: ConnectionTrait>(
    db: &C,
    commune: CommuneId,
    child: Key,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<FeedBooking>, StoreError> {
    let sql = format!(
        "SELECT b.activity_id, b.day, b.booked_at FROM bookings b
         WHERE b.commune_id = $1 AND b.child_id = $2 AND b.day BETWEEN $3 AND $4 AND b.cancelled_at IS NULL
           AND {ACCEPTED}
         ORDER BY b.day, b.activity_id"
    );
    let values = [commune.0.into(), child.into(), from.into(), to.into()];
    let rows = dialect::query(db, &sql, values).await?;
    rows.iter()
        .map(|row| Ok(FeedBooking::from_query_result(row, "")?))
        .collect()
}
