use async_graphql::{Context, Enum, InputObject, SimpleObject};
use preau_services::sign_in::{RefreshRefusal, refresh};
use preau_services::texts::errors::{self, ErrorText};

use super::tokens::{Tokens, signing_in};
use crate::asking::{asking, portal};
use crate::faults::{Answer, fault};

/// The token to trade.
#[derive(InputObject)]
pub(crate) struct SessionRefreshInput {
    /// The refresh token last given to the device.
    refresh_token: String,
}

/// A new pair of tokens, or why not.
#[derive(SimpleObject)]
pub(crate) struct SessionRefreshPayload {
    /// The device's new tokens.
    tokens: Option<Tokens>,
    /// Why the token was not traded.
    errors: Vec<SessionRefreshError>,
}

/// Why a refresh token was not traded.
#[derive(SimpleObject)]
pub(crate) struct SessionRefreshError {
    /// For programs.
    code: SessionRefreshErrorCode,
    /// In the person's language.
    pub(crate) message: String,
    /// The input field concerned, from the input's root; empty when it is the whole input.
    pub(crate) path: Vec<String>,
}

/// Why a refresh token was not traded, for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub(crate) enum SessionRefreshErrorCode {
    /// It is no token of this portal.
    UnknownToken,
    /// The device must sign in anew: its time is over.
    Expired,
    /// The device was signed out.
    SignedOut,
    /// The token was used before: the device is signed out, in case someone stole it.
    Reused,
}

pub(crate) async fn run(ctx: &Context<'_>, input: SessionRefreshInput) -> Answer<SessionRefreshPayload> {
    let traded = refresh(portal(ctx)?, signing_in(ctx)?, &input.refresh_token).await;
    Ok(match traded.map_err(|error| fault(ctx, &error))? {
        Ok(tokens) => SessionRefreshPayload {
            tokens: Some(tokens.into()),
            errors: Vec::new(),
        },
        Err(refusal) => SessionRefreshPayload {
            tokens: None,
            errors: vec![refused(ctx, refusal)],
        },
    })
}

fn refused(ctx: &Context<'_>, refusal: RefreshRefusal) -> SessionRefreshError {
    let (code, text) = match refusal {
        RefreshRefusal::UnknownToken => (SessionRefreshErrorCode::UnknownToken, ErrorText::UnknownToken),
        RefreshRefusal::Expired => (SessionRefreshErrorCode::Expired, ErrorText::TokenExpired),
        RefreshRefusal::SignedOut => (SessionRefreshErrorCode::SignedOut, ErrorText::SignedOut),
        RefreshRefusal::Reused => (SessionRefreshErrorCode::Reused, ErrorText::TokenReused),
    };
    let message = errors::error(asking(ctx).locale(), text);
    SessionRefreshError {
        code,
        message,
        path: vec!["refreshToken".to_owned()],
    }
}
