use async_graphql::{Context, Object};

use super::booking_plan;
use super::booking_plan::input::BookingPlanInput;
use super::booking_plan::payload::BookingPlanPayload;
use super::session_close::{self, SessionCloseInput, SessionClosePayload};
use super::session_close_all::{self, SessionCloseAllPayload};
use super::session_open::{self, SessionOpenInput, SessionOpenPayload};
use super::session_refresh::{self, SessionRefreshInput, SessionRefreshPayload};
use crate::faults::Answer;

pub struct Mutation;

/// What can be done. A mutation that a person's mistake stops answers with `errors` and changes nothing.
#[Object]
impl Mutation {
    /// Signs in with an e-mail address or family code (partners: client id) and a password. Needs no sign-in.
    async fn session_open(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Who signs in, and where.")] input: SessionOpenInput,
    ) -> Answer<SessionOpenPayload> {
        session_open::run(ctx, input).await
    }

    /// Trades a refresh token for a new pair. Each refresh token works once. Needs no sign-in.
    async fn session_refresh(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The token to trade.")] input: SessionRefreshInput,
    ) -> Answer<SessionRefreshPayload> {
        session_refresh::run(ctx, input).await
    }

    /// Signs out: this device, or another one of the viewer's.
    async fn session_close(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which device.")] input: SessionCloseInput,
    ) -> Answer<SessionClosePayload> {
        session_close::run(ctx, &input).await
    }

    /// Signs out everywhere.
    async fn session_close_all(&self, ctx: &Context<'_>) -> Answer<SessionCloseAllPayload> {
        session_close_all::run(ctx).await
    }

    /// Books and cancels any number of days of several children and activities at once, or says what would happen.
    async fn booking_plan(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The days.")] input: BookingPlanInput,
    ) -> Answer<BookingPlanPayload> {
        booking_plan::run(ctx, input).await
    }
}
