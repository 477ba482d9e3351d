//! Signing out. Access tokens already issued end on their own, within ten minutes.

use preau_domain::ids::DeviceId;
use preau_entities::store::sign_in as store;

use super::caller::Caller;
use crate::{Fault, Portal};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CloseRefusal {
    /// The caller is not signed in on such a device.
    UnknownDevice,
}

/// Signs the caller out on a device of theirs, or on this one when none is named. Signing this one out again is not
/// refused: it is what was asked for.
pub async fn close(
    portal: &Portal,
    caller: &Caller,
    device: Option<DeviceId>,
) -> Result<Result<DeviceId, CloseRefusal>, Fault> {
    let device = device.unwrap_or(caller.device);
    let now = portal.clock.now();
    let ended = store::end(&portal.db, caller.commune, caller.subject, device, now).await?;
    Ok(if ended || device == caller.device {
        Ok(device)
    } else {
        Err(CloseRefusal::UnknownDevice)
    })
}

/// Signs the caller out everywhere, here too. Returns the devices on which they were signed in, latest first.
pub async fn close_all(portal: &Portal, caller: &Caller) -> Result<Vec<DeviceId>, Fault> {
    Ok(store::end_all(&portal.db, caller.commune, caller.subject, portal.clock.now()).await?)
}
