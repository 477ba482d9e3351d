//! One presented refresh token at a time per device.

use chrono::{DateTime, Utc};
use preau_domain::ids::{CommuneId, DeviceId};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, EntityTrait, FromQueryResult,
    QueryFilter, QueryOrder, TransactionTrait,
};

use crate::rows::{Key, device, refresh_token};
use crate::store::{Db, StoreError, dialect};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewToken {
    /// Position in the chain, from 1.
    pub step: u32,
    /// SHA-256 of the token, in hexadecimal.
    pub secret_hash: String,
}

/// An open refresh: a transaction that holds the device. Dropping it leaves everything as it was.
pub struct Refresh {
    tx: DatabaseTransaction,
    commune: CommuneId,
    pub device: device::Model,
    /// The token of the presented step, if it was ever issued.
    pub presented: Option<refresh_token::Model>,
    /// The newest token of the chain.
    pub last: refresh_token::Model,
}

/// What a refresh leaves behind in the chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Writing {
    /// The presented token becomes used and the new one follows.
    Next(NewToken),
    /// The token of `revoked` will never work and the new one takes its place.
    Reissue { revoked: u32, token: NewToken },
}

impl Refresh {
    /// Takes the device for one refresh; other refreshes of the same device wait. None when there is no such device.
    pub async fn begin(
        db: &Db,
        commune: CommuneId,
        id: DeviceId,
        step: u32,
        now: DateTime<Utc>,
    ) -> Result<Option<Self>, StoreError> {
        let tx = db.begin().await?;
        let at = [commune.0.into(), Key(id.0).into(), now.into()];
        // Writing first takes the row on PostgreSQL and the file's write lock on SQLite, before anything is read.
        let rows = dialect::query(&tx, LOCK, at).await?;
        let Some(row) = rows.first() else {
            return Ok(None);
        };
        let device = device::Model::from_query_result(row, "")?;
        let of_device = Condition::all()
            .add(refresh_token::Column::CommuneId.eq(commune.0))
            .add(refresh_token::Column::DeviceId.eq(Key(id.0)));
        let last = refresh_token::Entity::find()
            .filter(of_device)
            .order_by_desc(refresh_token::Column::Step)
            .one(&tx)
            .await?
            .ok_or_else(|| StoreError::Broken(format!("device {} has no refresh token", id.0)))?;
        let presented = match i32::try_from(step) {
            Err(_) => None,
            Ok(step) if step == last.step => Some(last.clone()),
            Ok(step) => {
                refresh_token::Entity::find_by_id((commune.0, Key(id.0), step))
                    .one(&tx)
                    .await?
            }
        };
        Ok(Some(Self {
            tx,
            commune,
            device,
            presented,
            last,
        }))
    }

    /// The transaction, to look at what else the answer needs.
    pub fn connection(&self) -> &impl ConnectionTrait {
        &self.tx
    }

    /// Moves the chain on: a presented token of `step` is traded for a new one.
    pub async fn trade(self, step: u32, writing: Writing, now: DateTime<Utc>) -> Result<(), StoreError> {
        let (sql, old, token) = match writing {
            Writing::Next(token) => (USE, step, token),
            Writing::Reissue { revoked, token } => (REVOKE, revoked, token),
        };
        let old = stored(old)?;
        let at = [
            self.commune.0.into(),
            self.device.device_id.into(),
            old.into(),
            now.into(),
        ];
        dialect::execute(&self.tx, sql, at).await?;
        insert(&self.tx, self.commune, DeviceId(self.device.device_id.0), token, now).await?;
        self.tx.commit().await?;
        Ok(())
    }

    /// Ends the device because a token of its chain was used twice.
    pub async fn end(self, now: DateTime<Utc>) -> Result<(), StoreError> {
        let at = [self.commune.0.into(), self.device.device_id.into(), now.into()];
        dialect::execute(&self.tx, END, at).await?;
        self.tx.commit().await?;
        Ok(())
    }
}

const LOCK: &str = "UPDATE devices SET last_seen_at = $3 WHERE commune_id = $1 AND device_id = $2 RETURNING *";

const USE: &str = "
UPDATE refresh_tokens SET used_at = $4 WHERE commune_id = $1 AND device_id = $2 AND step = $3";

const REVOKE: &str = "
UPDATE refresh_tokens SET revoked_at = $4 WHERE commune_id = $1 AND device_id = $2 AND step = $3";

const END: &str = "
UPDATE devices SET ended_at = $3, ended_because = 'reuse'
WHERE commune_id = $1 AND device_id = $2 AND ended_at IS NULL";

pub(super) async fn insert<C: ConnectionTrait>(
    db: &C,
    commune: CommuneId,
    device: DeviceId,
    token: NewToken,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = refresh_token::ActiveModel {
        commune_id: Set(commune.0),
        device_id: Set(Key(device.0)),
        step: Set(stored(token.step)?),
        secret_hash: Set(token.secret_hash),
        issued_at: Set(now),
        used_at: Set(None),
        revoked_at: Set(None),
    };
    refresh_token::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

fn stored(step: u32) -> Result<i32, StoreError> {
    i32::try_from(step).map_err(|_| StoreError::Broken(format!("a chain of refresh tokens reached step {step}")))
}
