//! Signed-in devices. Each belongs to one subject, and no one else finds it.

use chrono::{DateTime, Utc};
use preau_domain::access::Subject;
use preau_domain::ids::{CommuneId, DeviceId};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder,
    QuerySelect, TransactionTrait, Value,
};

use super::refresh::{self, NewToken};
use super::subject::{key, kind};
use crate::rows::{Key, device};
use crate::store::{Db, StoreError, dialect};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDevice {
    pub id: DeviceId,
    pub subject: Subject,
    pub name: String,
    /// The absolute end.
    pub expires_at: DateTime<Utc>,
}

/// Signs a device in, with the first token of its chain.
pub async fn open(
    db: &Db,
    commune: CommuneId,
    new: NewDevice,
    token: NewToken,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let tx = db.begin().await?;
    let row = device::ActiveModel {
        commune_id: Set(commune.0),
        device_id: Set(Key(new.id.0)),
        subject_kind: Set(kind(new.subject).to_owned()),
        subject_id: Set(key(new.subject)),
        name: Set(new.name),
        signed_in_at: Set(now),
        last_seen_at: Set(now),
        expires_at: Set(new.expires_at),
        ended_at: Set(None),
        ended_because: Set(None),
    };
    device::Entity::insert(row).exec_without_returning(&tx).await?;
    refresh::insert(&tx, commune, new.id, token, now).await?;
    tx.commit().await?;
    Ok(())
}

/// The devices on which a subject is signed in at `now`, latest sign-in first, at most `limit`.
pub async fn live<C: ConnectionTrait>(
    db: &C,
    commune: CommuneId,
    subject: Subject,
    now: DateTime<Utc>,
    limit: u64,
) -> Result<Vec<device::Model>, StoreError> {
    let filter = Condition::all()
        .add(device::Column::CommuneId.eq(commune.0))
        .add(device::Column::SubjectKind.eq(kind(subject)))
        .add(device::Column::SubjectId.eq(key(subject)))
        .add(device::Column::EndedAt.is_null())
        .add(device::Column::ExpiresAt.gt(now));
    Ok(device::Entity::find()
        .filter(filter)
        .order_by_desc(device::Column::SignedInAt)
        .order_by_desc(device::Column::DeviceId)
        .limit(limit)
        .all(db)
        .await?)
}

/// Signs a subject's device out. False when it has no such device signed in.
pub async fn end<C: ConnectionTrait>(
    db: &C,
    commune: CommuneId,
    subject: Subject,
    id: DeviceId,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let sql = format!("{END} AND device_id = $5");
    let values = owner(commune, subject, now).into_iter().chain([Key(id.0).into()]);
    Ok(dialect::execute(db, &sql, values).await?.rows_affected() > 0)
}

/// Signs all devices of a subject out. Returns those that were signed in, latest first.
pub async fn end_all<C: ConnectionTrait>(
    db: &C,
    commune: CommuneId,
    subject: Subject,
    now: DateTime<Utc>,
) -> Result<Vec<DeviceId>, StoreError> {
    let rows = dialect::query(db, &format!("{END} RETURNING *"), owner(commune, subject, now)).await?;
    let devices = rows.iter().map(|row| device::Model::from_query_result(row, ""));
    let mut devices = devices.collect::<Result<Vec<_>, _>>()?;
    devices.sort_by_key(|device| (device.signed_in_at, device.device_id));
    Ok(devices
        .iter()
        .rev()
        .map(|device| DeviceId(device.device_id.0))
        .collect())
}

const END: &str = "
UPDATE devices SET ended_at = $4, ended_because = 'signed_out'
WHERE commune_id = $1 AND subject_kind = $2 AND subject_id = $3 AND ended_at IS NULL AND expires_at > $4";

fn owner(commune: CommuneId, subject: Subject, now: DateTime<Utc>) -> [Value; 4] {
    [commune.0.into(), kind(subject).into(), key(subject).into(), now.into()]
}
