use async_graphql::{Context, Enum, ID, InputObject, SimpleObject};
use preau_domain::ids::DeviceId;
use preau_services::sign_in::{CloseRefusal, close};
use preau_services::texts::errors::{self, ErrorText};

use crate::asking::{asking, caller, portal};
use crate::faults::{Answer, fault};
use crate::scalars::id::id;

/// Which device.
#[derive(InputObject)]
pub(crate) struct SessionCloseInput {
    /// This device when left out.
    device_id: Option<ID>,
}

/// A device signed out, or why not.
#[derive(SimpleObject)]
pub(crate) struct SessionClosePayload {
    /// The device that is signed out.
    closed_device_id: Option<ID>,
    /// Why nothing was signed out.
    errors: Vec<SessionCloseError>,
}

/// Why nothing was signed out.
#[derive(SimpleObject)]
pub(crate) struct SessionCloseError {
    /// For programs.
    code: SessionCloseErrorCode,
    /// In the person's language.
    pub(crate) message: String,
    /// The input field concerned, from the input's root; empty when it is the whole input.
    pub(crate) path: Vec<String>,
}

/// Why nothing was signed out, for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub(crate) enum SessionCloseErrorCode {
    /// The viewer is not signed in on such a device.
    UnknownDevice,
}

pub(crate) async fn run(ctx: &Context<'_>, input: &SessionCloseInput) -> Answer<SessionClosePayload> {
    let caller = caller(ctx)?;
    let Ok(device) = input.device_id.as_ref().map(|id| id.parse::<DeviceId>()).transpose() else {
        return Ok(unknown(ctx));
    };
    Ok(
        match close(portal(ctx)?, caller, device)
            .await
            .map_err(|error| fault(ctx, &error))?
        {
            Ok(device) => SessionClosePayload {
                closed_device_id: Some(id(&device)),
                errors: Vec::new(),
            },
            Err(CloseRefusal::UnknownDevice) => unknown(ctx),
        },
    )
}

fn unknown(ctx: &Context<'_>) -> SessionClosePayload {
    let error = SessionCloseError {
        code: SessionCloseErrorCode::UnknownDevice,
        message: errors::error(asking(ctx).locale(), ErrorText::UnknownDevice),
        path: vec!["deviceId".to_owned()],
    };
    SessionClosePayload {
        closed_device_id: None,
        errors: vec![error],
    }
}
