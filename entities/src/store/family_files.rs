//! Whether families' files are complete, as staff declared it.

use chrono::{DateTime, NaiveDate, Utc};
use preau_domain::access::Scope;
use preau_domain::family::FamilyFile;
use preau_domain::ids::{DeclarationId, FamilyId};
use sea_orm::ConnectionTrait;

use super::{StoreError, dialect};
use crate::rows::Key;

/// What staff declared, when, and who did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileLine {
    pub file: FamilyFile,
    pub decided_at: DateTime<Utc>,
    pub actor_name: String,
}

/// The latest declaration about a family's file; none where nobody has looked at it.
pub async fn file_of<C: ConnectionTrait>(
    db: &C,
    scope: Scope,
    family: FamilyId,
) -> Result<Option<FileLine>, StoreError> {
    read(db, scope, family, None).await
}

/// One declaration about a family's file, whatever was declared since.
pub async fn declaration<C: ConnectionTrait>(
    db: &C,
    scope: Scope,
    family: FamilyId,
    id: DeclarationId,
) -> Result<Option<FileLine>, StoreError> {
    read(db, scope, family, Some(id)).await
}

async fn read<C: ConnectionTrait>(
    db: &C,
    scope: Scope,
    family: FamilyId,
    only: Option<DeclarationId>,
) -> Result<Option<FileLine>, StoreError> {
    if !scope.sees(family) {
        return Ok(None);
    }
    let own = if only.is_some() { "AND file_id = $3" } else { "" };
    let sql = format!(
        "SELECT complete, until_day, missing, decided_at, actor_name FROM family_files
         WHERE commune_id = $1 AND family_id = $2 {own} ORDER BY file_id DESC LIMIT 1"
    );
    let values = [scope.commune.0.into(), Key(family.0).into()];
    let rows = dialect::query(db, &sql, values.into_iter().chain(only.map(|id| Key(id.0).into()))).await?;
    let Some(row) = rows.first() else {
        return Ok(None);
    };
    let missing: String = row.try_get("", "missing")?;
    let until: Option<NaiveDate> = row.try_get("", "until_day")?;
    Ok(Some(FileLine {
        file: FamilyFile {
            complete: row.try_get("", "complete")?,
            until,
            missing: dialect::opened(&missing)?,
        },
        decided_at: row.try_get("", "decided_at")?,
        actor_name: row.try_get("", "actor_name")?,
    }))
}
