//! What families owe, and what staff decided because of it.

use chrono::{DateTime, NaiveDate, Utc};
use preau_domain::access::{Reach, Scope};
use preau_domain::ids::{CommuneId, FamilyId, SuspensionId};
use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde::{Deserialize, Serialize};

use super::StoreError;
use super::dialect::{self, Type};
use super::page::{Page, Slice};
use crate::rows::Key;

/// Where something about a family is known from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Source {
    Staff,
    Import,
}

/// What a family owes to a cash desk.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct DebtLine {
    pub family_id: Key,
    pub cash_desk: String,
    pub amount_cents: i64,
    pub as_of: NaiveDate,
    pub source: Source,
    pub recorded_at: DateTime<Utc>,
}

/// A time at which that became another amount, or was told of another day.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct DebtEvent {
    pub event_id: Key,
    pub cash_desk: String,
    pub before_cents: Option<i64>,
    pub amount_cents: i64,
    pub as_of: NaiveDate,
    pub source: Source,
    pub recorded_at: DateTime<Utc>,
    pub actor_name: String,
}

/// Places that staff withhold, or withheld.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct SuspensionLine {
    pub suspension_id: Key,
    pub family_id: Key,
    pub child_id: Option<Key>,
    pub from_day: NaiveDate,
    pub until_day: Option<NaiveDate>,
    /// Codes, as a JSON array; all activities without it.
    pub activities: Option<String>,
    pub reason: String,
    pub decided_at: DateTime<Utc>,
    pub actor_name: String,
    pub lifted_at: Option<DateTime<Utc>>,
    pub lifted_by_name: Option<String>,
}

const DEBT: &str = "family_id, cash_desk, amount_cents, as_of, source, recorded_at";
const SUSPENSION: &str = "suspension_id, family_id, child_id, from_day, until_day, activities, reason, decided_at,
    actor_name, lifted_at, lifted_by_name";

/// What some families of the town owe, in no order.
pub async fn debts_of_several<C: ConnectionTrait>(
    db: &C,
    commune: CommuneId,
    families: &[FamilyId],
) -> Result<Vec<DebtLine>, StoreError> {
    let source = dialect::recordset(db.get_database_backend(), &[("family_id", Type::Text)]);
    let sql =
        format!("SELECT {DEBT} FROM debts WHERE commune_id = $2 AND family_id IN (SELECT r.family_id FROM {source})");
    read(db, &sql, [dialect::rows(&wanted(families))?, commune.0.into()]).await
}

/// Those of the families that the town has.
pub async fn known_families<C: ConnectionTrait>(
    db: &C,
    commune: CommuneId,
    families: &[FamilyId],
) -> Result<Vec<FamilyId>, StoreError> {
    let source = dialect::recordset(db.get_database_backend(), &[("family_id", Type::Text)]);
    let sql = format!(
        "SELECT family_id FROM families WHERE commune_id = $2 AND family_id IN (SELECT r.family_id FROM {source})"
    );
    let rows = dialect::query(db, &sql, [dialect::rows(&wanted(families))?, commune.0.into()]).await?;
    rows.iter()
        .map(|row| Ok(FamilyId(row.try_get::<Key>("", "family_id")?.0)))
        .collect()
}

/// The families that have one of these codes, with it.
pub async fn families_by_code<C: ConnectionTrait>(
    db: &C,
    commune: CommuneId,
    codes: &[String],
) -> Result<Vec<(String, FamilyId)>, StoreError> {
    #[derive(Serialize)]
    struct Wanted<'a> {
        code: &'a str,
    }
    let wanted: Vec<Wanted<'_>> = codes.iter().map(|code| Wanted { code }).collect();
    let source = dialect::recordset(db.get_database_backend(), &[("code", Type::Text)]);
    let sql = format!(
        "SELECT f.code, f.family_id FROM families f
         WHERE f.commune_id = $2 AND f.code IN (SELECT r.code FROM {source})"
    );
    let rows = dialect::query(db, &sql, [dialect::rows(&wanted)?, commune.0.into()]).await?;
    rows.iter()
        .map(|row| {
            Ok((
                row.try_get("", "code")?,
                FamilyId(row.try_get::<Key>("", "family_id")?.0),
            ))
        })
        .collect()
}

/// One page of how a family's debts changed, latest first.
pub async fn debt_history<C: ConnectionTrait>(
    db: &C,
    scope: Scope,
    family: FamilyId,
    page: Page,
) -> Result<Slice<DebtEvent>, StoreError> {
    if !scope.sees(family) {
        return Ok(Slice::default());
    }
    let sql = format!(
        "SELECT event_id, cash_desk, before_cents, amount_cents, as_of, source, recorded_at, actor_name
         FROM debt_events WHERE commune_id = $1 AND family_id = $2 {}",
        page.clause("event_id", 3)
    );
    let values = [scope.commune.0.into(), Key(family.0).into()];
    let rows = read(db, &sql, values.into_iter().chain(page.cursor_value())).await?;
    Ok(page.slice(rows))
}

/// What staff withhold from a family, latest first; with what they withheld before, where `lifted` says so.
pub async fn suspensions_of<C: ConnectionTrait>(
    db: &C,
    scope: Scope,
    family: FamilyId,
    lifted: bool,
) -> Result<Vec<SuspensionLine>, StoreError> {
    if !scope.sees(family) {
        return Ok(Vec::new());
    }
    let open = if lifted { "" } else { "AND lifted_at IS NULL" };
    let sql = format!(
        "SELECT {SUSPENSION} FROM suspensions WHERE commune_id = $1 AND family_id = $2 {open}
         ORDER BY suspension_id DESC LIMIT 100"
    );
    read(db, &sql, [scope.commune.0.into(), Key(family.0).into()]).await
}

/// A suspension of a family that the scope sees.
pub async fn suspension<C: ConnectionTrait>(
    db: &C,
    scope: Scope,
    id: SuspensionId,
) -> Result<Option<SuspensionLine>, StoreError> {
    let sql = format!("SELECT {SUSPENSION} FROM suspensions WHERE commune_id = $1 AND suspension_id = $2");
    let rows: Vec<SuspensionLine> = read(db, &sql, [scope.commune.0.into(), Key(id.0).into()]).await?;
    let seen = |line: &SuspensionLine| scope.reach != Reach::Counts && scope.sees(FamilyId(line.family_id.0));
    Ok(rows.into_iter().find(seen))
}

/// Last civil day on which staff let a family book in spite of what it owes.
pub async fn spared_until<C: ConnectionTrait>(
    db: &C,
    scope: Scope,
    family: FamilyId,
) -> Result<Option<NaiveDate>, StoreError> {
    if !scope.sees(family) {
        return Ok(None);
    }
    let sql = "SELECT until_day FROM reprieves WHERE commune_id = $1 AND family_id = $2
               ORDER BY reprieve_id DESC LIMIT 1";
    let rows = dialect::query(db, sql, [scope.commune.0.into(), Key(family.0).into()]).await?;
    let until = rows
        .first()
        .map(|row| row.try_get::<Option<NaiveDate>>("", "until_day"));
    Ok(until.transpose()?.flatten())
}

#[derive(Serialize)]
struct Wanted {
    family_id: Key,
}

fn wanted(families: &[FamilyId]) -> Vec<Wanted> {
    families.iter().map(|id| Wanted { family_id: Key(id.0) }).collect()
}

async fn read<C: ConnectionTrait, T: FromQueryResult>(
    db: &C,
    sql: &str,
    values: impl IntoIterator<Item = sea_orm::Value>,
) -> Result<Vec<T>, StoreError> {
    let rows = dialect::query(db, sql, values).await?;
    rows.iter().map(|row| Ok(T::from_query_result(row, "")?)).collect()
}
