use std::sync::Arc;

use async_graphql::{Context, SimpleObject};
use preau_services::Fault;
use preau_services::sign_in::{self, SignIn};

use crate::faults::{Answer, fault};
use crate::scalars::DateTime;

/// The pair that a signed-in device holds.
#[derive(SimpleObject)]
pub(crate) struct Tokens {
    /// Goes with every request, as `Authorization: Bearer …`.
    access_token: String,
    /// When the access token ends: ten minutes after it was given.
    access_expires_at: DateTime,
    /// Trades for a new pair, once.
    refresh_token: String,
    /// When the device must sign in anew, whatever it refreshes.
    refresh_expires_at: DateTime,
}

impl From<sign_in::Tokens> for Tokens {
    fn from(tokens: sign_in::Tokens) -> Self {
        Self {
            access_token: tokens.access.expose().to_owned(),
            access_expires_at: DateTime(tokens.access_expires_at),
            refresh_token: tokens.refresh.expose().to_owned(),
            refresh_expires_at: DateTime(tokens.refresh_expires_at),
        }
    }
}

pub(super) fn signing_in<'a>(ctx: &Context<'a>) -> Answer<&'a SignIn> {
    let found = ctx.data_opt::<Arc<SignIn>>().map(AsRef::as_ref);
    found.ok_or_else(|| fault(ctx, &Fault::Defect("the schema was built without sign-in".to_owned())))
}
