//! Families and their adults.

use chrono::{DateTime, NaiveDate, Utc};
use preau_domain::access::Scope;
use preau_domain::ids::{CommuneId, FamilyId, GuardianId};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QueryResult};
use serde::Serialize;

use crate::rows::{Key, guardian};
use crate::store::StoreError;
use crate::store::accounts::{DebtLine, Source};
use crate::store::dialect::{self, Type};

/// A family, with what it owes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FamilyLine {
    pub family_id: Key,
    pub code: String,
    pub name: String,
    /// By cash desk, also where it has paid since.
    pub debts: Vec<DebtLine>,
}

/// Those of some families that the scope sees, in no order: one statement, whatever their number.
pub async fn families<C: ConnectionTrait>(
    db: &C,
    scope: Scope,
    ids: &[FamilyId],
) -> Result<Vec<FamilyLine>, StoreError> {
    #[derive(Serialize)]
    struct Wanted {
        family_id: Key,
    }
    let seen = ids.iter().filter(|&&id| scope.sees(id));
    let wanted: Vec<Wanted> = seen.map(|id| Wanted { family_id: Key(id.0) }).collect();
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let columns = ["d.cash_desk", "d.amount_cents", "d.as_of", "d.source", "d.recorded_at"];
    let backend = db.get_database_backend();
    let sql = format!(
        "SELECT f.family_id, f.code, f.name,
           (SELECT {debts} FROM debts d WHERE d.commune_id = f.commune_id AND d.family_id = f.family_id) AS debts
         FROM families f WHERE f.commune_id = $2 AND f.family_id IN (SELECT r.family_id FROM {wanted})",
        debts = dialect::gathered(backend, &columns),
        wanted = dialect::recordset(backend, &[("family_id", Type::Text)]),
    );
    let rows = dialect::query(db, &sql, [dialect::rows(&wanted)?, scope.commune.0.into()]).await?;
    rows.iter().map(line).collect()
}

fn line(row: &QueryResult) -> Result<FamilyLine, StoreError> {
    let family_id: Key = row.try_get("", "family_id")?;
    let debts: String = row.try_get("", "debts")?;
    let debts: Vec<(String, i64, NaiveDate, Source, DateTime<Utc>)> =
        serde_json::from_str(&debts).map_err(|error| StoreError::Broken(format!("of a family: {error}")))?;
    let debt = |(cash_desk, amount_cents, as_of, source, recorded_at)| DebtLine {
        family_id,
        cash_desk,
        amount_cents,
        as_of,
        source,
        recorded_at,
    };
    let mut debts: Vec<DebtLine> = debts.into_iter().map(debt).collect();
    debts.sort_by(|one, other| one.cash_desk.cmp(&other.cash_desk));
    Ok(FamilyLine {
        family_id,
        code: row.try_get("", "code")?,
        name: row.try_get("", "name")?,
        debts,
    })
}

/// The guardians of a family, in the order they were added.
pub async fn guardians_of<C: ConnectionTrait>(
    db: &C,
    scope: Scope,
    family: FamilyId,
) -> Result<Vec<guardian::Model>, StoreError> {
    if !scope.sees(family) {
        return Ok(Vec::new());
    }
    let filter = Condition::all()
        .add(guardian::Column::CommuneId.eq(scope.commune.0))
        .add(guardian::Column::FamilyId.eq(Key(family.0)));
    Ok(guardian::Entity::find()
        .filter(filter)
        .order_by_asc(guardian::Column::GuardianId)
        .all(db)
        .await?)
}

/// A guardian, whichever the family: for the worker, which writes to the person who acted.
pub async fn guardian<C: ConnectionTrait>(
    db: &C,
    commune: CommuneId,
    id: GuardianId,
) -> Result<Option<guardian::Model>, StoreError> {
    Ok(guardian::Entity::find_by_id((commune.0, Key(id.0))).one(db).await?)
}
