use async_graphql::{Context, ID, SimpleObject};
use preau_services::sign_in::{self, Caller};

use crate::asking::portal;
use crate::faults::{Answer, fault};
use crate::scalars::DateTime;
use crate::scalars::id::id;

/// A device on which the viewer is signed in.
#[derive(SimpleObject)]
pub(crate) struct Device {
    /// Stable id.
    id: ID,
    /// As it named itself.
    name: String,
    /// When it signed in.
    signed_in_at: DateTime,
    /// When it last traded its refresh token.
    last_seen_at: DateTime,
    /// Whether this request comes from it.
    current: bool,
}

impl Device {
    pub(crate) async fn of(ctx: &Context<'_>, caller: &Caller) -> Answer<Vec<Self>> {
        let devices = sign_in::devices(portal(ctx)?, caller)
            .await
            .map_err(|error| fault(ctx, &error))?;
        let device = |device: sign_in::SignedInDevice| Self {
            id: id(&device.id),
            name: device.name,
            signed_in_at: DateTime(device.signed_in_at),
            last_seen_at: DateTime(device.last_seen_at),
            current: device.current,
        };
        Ok(devices.into_iter().map(device).collect())
    }
}
