use async_graphql::{Context, ID, SimpleObject};
use preau_services::sign_in::close_all;

use crate::asking::{caller, portal};
use crate::faults::{Answer, fault};
use crate::scalars::id::id;

/// The devices signed out.
#[derive(SimpleObject)]
pub(crate) struct SessionCloseAllPayload {
    /// The devices that were signed in until now, latest first.
    closed_device_ids: Vec<ID>,
}

pub(crate) async fn run(ctx: &Context<'_>) -> Answer<SessionCloseAllPayload> {
    let closed = close_all(portal(ctx)?, caller(ctx)?)
        .await
        .map_err(|error| fault(ctx, &error))?;
    Ok(SessionCloseAllPayload {
        closed_device_ids: closed.iter().map(id).collect(),
    })
}
