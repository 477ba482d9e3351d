use async_graphql::{Context, Enum, InputObject, SimpleObject};
use chrono::{TimeDelta, Utc};
use preau_domain::sign_in::DeviceName;
use preau_services::sign_in::{OpenRefusal, OpenRequest, Secret, open};
use preau_services::texts::errors::{self, ErrorText};

use super::tokens::{Tokens, signing_in};
use crate::asking::{asking, portal};
use crate::faults::{Answer, fault};
use crate::scalars::DateTime;
use crate::types::viewer::Viewer;

/// Who signs in, and where.
#[derive(InputObject)]
pub(crate) struct SessionOpenInput {
    /// The town's name in addresses.
    town: String,
    /// An e-mail address or family code; for partners, the client id.
    login: String,
    /// The password, or the partner's secret.
    password: String,
    /// How the list of devices shall name this one: 1 to 60 characters.
    device_name: String,
    /// Stay signed in for 90 days instead of 12 hours; for guardians.
    #[graphql(default)]
    remember: bool,
}

/// A device signed in, or why not.
#[derive(SimpleObject)]
pub(crate) struct SessionOpenPayload {
    /// The device's tokens.
    tokens: Option<Tokens>,
    /// Who signed in.
    viewer: Option<Viewer>,
    /// Why nobody signed in.
    errors: Vec<SessionOpenError>,
}

/// Why nobody signed in.
#[derive(SimpleObject)]
pub(crate) struct SessionOpenError {
    /// For programs.
    code: SessionOpenErrorCode,
    /// In the person's language.
    pub(crate) message: String,
    /// The input field concerned, from the input's root; empty when it is the whole input.
    pub(crate) path: Vec<String>,
    /// The instant from which the right password works again, for `TOO_MANY_TRIES`.
    retry_at: Option<DateTime>,
}

/// Why nobody signed in, for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub(crate) enum SessionOpenErrorCode {
    /// No such login, or another password: the answer does not tell which.
    UnknownLoginOrPassword,
    /// Wrong tries came too fast; `retryAt` and the message say how long to wait.
    TooManyTries,
    /// The device's name is empty, too long or holds invisible characters.
    InvalidDeviceName,
}

pub(crate) async fn run(ctx: &Context<'_>, input: SessionOpenInput) -> Answer<SessionOpenPayload> {
    let portal = portal(ctx)?;
    let request = OpenRequest {
        town: input.town,
        login: input.login,
        password: Secret::from(input.password),
        device_name: input.device_name,
        remember: input.remember,
        client_address: asking(ctx).address,
    };
    let opened = open(portal, signing_in(ctx)?, request)
        .await
        .map_err(|error| fault(ctx, &error))?;
    Ok(match opened {
        Ok(opened) => SessionOpenPayload {
            tokens: Some(opened.tokens.into()),
            viewer: Some(Viewer { caller: opened.caller }),
            errors: Vec::new(),
        },
        Err(refusal) => {
            let error = refused(ctx, refusal, portal.clock.now());
            SessionOpenPayload {
                tokens: None,
                viewer: None,
                errors: vec![error],
            }
        }
    })
}

fn refused(ctx: &Context<'_>, refusal: OpenRefusal, now: chrono::DateTime<Utc>) -> SessionOpenError {
    let (code, text) = match refusal {
        OpenRefusal::UnknownLoginOrPassword => (
            SessionOpenErrorCode::UnknownLoginOrPassword,
            ErrorText::UnknownLoginOrPassword,
        ),
        OpenRefusal::TooManyTries { retry_at } => {
            let minutes = minutes_until(retry_at, now);
            (SessionOpenErrorCode::TooManyTries, ErrorText::TooManyTries { minutes })
        }
        OpenRefusal::InvalidDeviceName => {
            let most = u32::try_from(DeviceName::LONGEST).unwrap_or(u32::MAX);
            (
                SessionOpenErrorCode::InvalidDeviceName,
                ErrorText::InvalidDeviceName { most },
            )
        }
    };
    let (path, retry_at) = match refusal {
        OpenRefusal::UnknownLoginOrPassword => (Vec::new(), None),
        OpenRefusal::TooManyTries { retry_at } => (Vec::new(), Some(DateTime(retry_at))),
        OpenRefusal::InvalidDeviceName => (vec!["deviceName".to_owned()], None),
    };
    SessionOpenError {
        code,
        message: errors::error(asking(ctx).locale(), text),
        path,
        retry_at,
    }
}

/// Whole minutes to wait, rounded up, at least one.
fn minutes_until(then: chrono::DateTime<Utc>, now: chrono::DateTime<Utc>) -> u32 {
    let minutes = (then - now + TimeDelta::seconds(59)).num_minutes();
    u32::try_from(minutes).unwrap_or(1).max(1)
}
