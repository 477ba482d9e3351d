//! Families' carts, and the places kept for what stands in them.

use chrono::{DateTime, NaiveDate, Utc};
use preau_domain::ids::{CommuneId, FamilyId};
use sea_orm::{ConnectionTrait, DeriveActiveEnum, EnumIter, FromQueryResult};
use serde::Serialize;

use super::booking::SlotRef;
use super::dialect::{self, Type};
use super::{Db, StoreError};
use crate::rows::Key;

/// What a line asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum, Serialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Action {
    Book,
    Cancel,
}

/// One line of a cart.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult, Serialize)]
pub struct CartLine {
    pub family_id: Key,
    pub child_id: Key,
    pub activity_id: Key,
    pub day: NaiveDate,
    pub action: Action,
    pub added_at: DateTime<Utc>,
    pub added_by: String,
}

/// A place that is kept, as its row says: its time may be over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromQueryResult, Serialize)]
pub struct Hold {
    pub family_id: Key,
    pub child_id: Key,
    pub activity_id: Key,
    pub day: NaiveDate,
    pub held_until: DateTime<Utc>,
}

#[derive(Serialize)]
struct Family {
    family_id: Key,
}

const HOLD: &str = "h.family_id, h.child_id, h.activity_id, h.day, h.held_until";

/// All lines of these families, in no order.
pub async fn lines<C: ConnectionTrait>(
    db: &C,
    commune: CommuneId,
    families: &[FamilyId],
) -> Result<Vec<CartLine>, StoreError> {
    let wanted: Vec<Family> = families.iter().map(|id| Family { family_id: Key(id.0) }).collect();
    let sql = format!(
        "SELECT l.family_id, l.child_id, l.activity_id, l.day, l.action, l.added_at, l.added_by
         FROM {} JOIN cart_lines l ON l.commune_id = $2 AND l.family_id = r.family_id",
        dialect::recordset(db.get_database_backend(), &[("family_id", Type::Text)])
    );
    let rows = dialect::query(db, &sql, [dialect::rows(&wanted)?, commune.0.into()]).await?;
    rows.iter()
        .map(|row| Ok(CartLine::from_query_result(row, "")?))
        .collect()
}

/// The places kept in these slots, for whomever, in no order.
pub async fn holds<C: ConnectionTrait>(db: &C, commune: CommuneId, slots: &[SlotRef]) -> Result<Vec<Hold>, StoreError> {
    let sql = format!(
        "SELECT {HOLD} FROM {} JOIN cart_holds h
           ON h.commune_id = $2 AND h.activity_id = r.activity_id AND h.day = r.day",
        dialect::recordset(
            db.get_database_backend(),
            &[("activity_id", Type::Text), ("day", Type::Day)]
        )
    );
    read(&dialect::query(db, &sql, [dialect::rows(slots)?, commune.0.into()]).await?)
}

/// Whether the time of any place kept is over at `now` (the instant itself is over).
pub async fn any_over(db: &Db, commune: CommuneId, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let sql = "SELECT 1 FROM cart_holds WHERE commune_id = $1 AND held_until <= $2 LIMIT 1";
    let rows = dialect::query(db, sql, [commune.0.into(), now.into()]).await?;
    Ok(!rows.is_empty())
}

/// The places whose time is over at `now`.
pub async fn over<C: ConnectionTrait>(db: &C, commune: CommuneId, now: DateTime<Utc>) -> Result<Vec<Hold>, StoreError> {
    let sql = format!("SELECT {HOLD} FROM cart_holds h WHERE h.commune_id = $1 AND h.held_until <= $2");
    read(&dialect::query(db, &sql, [commune.0.into(), now.into()]).await?)
}

/// All places kept in the town, also those whose time is over.
pub async fn all_holds<C: ConnectionTrait>(db: &C, commune: CommuneId) -> Result<Vec<Hold>, StoreError> {
    let sql = format!("SELECT {HOLD} FROM cart_holds h WHERE h.commune_id = $1");
    read(&dialect::query(db, &sql, [commune.0.into()]).await?)
}

fn read(rows: &[sea_orm::QueryResult]) -> Result<Vec<Hold>, StoreError> {
    rows.iter().map(|row| Ok(Hold::from_query_result(row, "")?)).collect()
}
