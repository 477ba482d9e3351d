//! Where someone is signed in.

use chrono::{DateTime, Utc};
use preau_domain::ids::DeviceId;
use preau_entities::store::sign_in as store;

use super::caller::Caller;
use crate::{Fault, Portal};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedInDevice {
    pub id: DeviceId,
    pub name: String,
    pub signed_in_at: DateTime<Utc>,
    /// Its last sign-in or refresh.
    pub last_seen_at: DateTime<Utc>,
    /// Whether the caller asks from it.
    pub current: bool,
}

/// More than a person has; a program that signs in for every request sees its latest.
const SHOWN: u64 = 100;

/// The devices on which the caller is signed in, latest sign-in first, at most 100.
pub async fn devices(portal: &Portal, caller: &Caller) -> Result<Vec<SignedInDevice>, Fault> {
    let rows = store::live(&portal.db, caller.commune, caller.subject, portal.clock.now(), SHOWN).await?;
    let devices = rows.into_iter().map(|row| {
        let id = DeviceId(row.device_id.0);
        SignedInDevice {
            id,
            name: row.name,
            signed_in_at: row.signed_in_at,
            last_seen_at: row.last_seen_at,
            current: id == caller.device,
        }
    });
    Ok(devices.collect())
}
