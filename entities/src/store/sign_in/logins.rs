//! Who may be meant by what was typed, before anyone is known.

use preau_domain::access::Subject;
use preau_domain::ids::CommuneId;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, FromQueryResult};

use super::subject::{key, kind};
use crate::rows::login;
use crate::store::{StoreError, dialect};

/// The account of that e-mail address or client id, spelled as stored.
pub async fn by_login<C: ConnectionTrait>(
    db: &C,
    commune: CommuneId,
    login: &str,
) -> Result<Option<login::Model>, StoreError> {
    Ok(login::Entity::find_by_id((commune.0, login.to_owned())).one(db).await?)
}

/// The accounts of the guardians of the family of that code, in the order the guardians were added, at most `limit`.
pub async fn by_family_code<C: ConnectionTrait>(
    db: &C,
    commune: CommuneId,
    code: &str,
    limit: usize,
) -> Result<Vec<login::Model>, StoreError> {
    let sql = format!(
        "SELECT l.* FROM families f
         JOIN guardians g ON g.commune_id = f.commune_id AND g.family_id = f.family_id
         JOIN logins l ON l.commune_id = g.commune_id AND l.subject_kind = 'guardian' AND l.subject_id = g.guardian_id
         WHERE f.commune_id = $1 AND f.code = $2 ORDER BY g.guardian_id LIMIT {limit}"
    );
    let rows = dialect::query(db, &sql, [commune.0.into(), code.into()]).await?;
    let logins = rows.iter().map(|row| login::Model::from_query_result(row, ""));
    Ok(logins.collect::<Result<_, _>>()?)
}

/// Gives a subject its login and password hash, in place of the ones it had.
pub async fn save<C: ConnectionTrait>(
    db: &C,
    commune: CommuneId,
    subject: Subject,
    login: &str,
    password_hash: String,
) -> Result<(), StoreError> {
    let row = login::ActiveModel {
        commune_id: Set(commune.0),
        login: Set(login.to_owned()),
        subject_kind: Set(kind(subject).to_owned()),
        subject_id: Set(key(subject)),
        password_hash: Set(password_hash),
    };
    let replaced = OnConflict::columns([
        login::Column::CommuneId,
        login::Column::SubjectKind,
        login::Column::SubjectId,
    ])
    .update_columns([login::Column::Login, login::Column::PasswordHash])
    .to_owned();
    login::Entity::insert(row)
        .on_conflict(replaced)
        .exec_without_returning(db)
        .await?;
    Ok(())
}
