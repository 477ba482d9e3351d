//! The schema, put together.

use std::sync::Arc;

use async_graphql::{SDLExportOptions, Schema};
use preau_services::Portal;
use preau_services::sign_in::SignIn;

use crate::mutations::Mutation;
use crate::queries::Query;
use crate::subscriptions::Subscription;
use crate::types::user_error::UserError;

pub type PortalSchema = Schema<Query, Mutation, Subscription>;

/// The schema over a portal. Limits on depth, size and cost are the door's: it sees requests before they run.
pub fn build(portal: Portal, sign_in: Arc<SignIn>) -> PortalSchema {
    bare().data(portal).data(sign_in).finish()
}

/// The contract, as checked in for clients.
pub fn sdl() -> String {
    let options = SDLExportOptions::new().prefer_single_line_descriptions();
    bare().finish().sdl_with_options(options)
}

fn bare() -> async_graphql::SchemaBuilder<Query, Mutation, Subscription> {
    Schema::build(Query, Mutation, Subscription)
        .register_output_type::<UserError>()
        .disable_suggestions()
}
