use async_graphql::{Context, Enum, ID, InputObject, SimpleObject};
use preau_domain::ids::CalendarFeedId;
use preau_services::feeds::manage::revoke;
use preau_services::texts::errors::{self, ErrorText};

use crate::asking::{asking, portal, scope};
use crate::faults::{Answer, fault};
use crate::scalars::id::id;

/// Which feed.
#[derive(InputObject)]
pub(crate) struct CalendarFeedRevokeInput {
    /// The feed.
    feed_id: ID,
}

/// A feed revoked, or why not.
#[derive(SimpleObject)]
pub(crate) struct CalendarFeedRevokePayload {
    /// The feed that can no longer be read.
    revoked_feed_id: Option<ID>,
    /// Why nothing was revoked.
    errors: Vec<CalendarFeedRevokeError>,
}

/// Why nothing was revoked.
#[derive(SimpleObject)]
pub(crate) struct CalendarFeedRevokeError {
    /// For programs.
    code: CalendarFeedRevokeErrorCode,
    /// In the person's language.
    pub(crate) message: String,
    /// The input field concerned, from the input's root; empty when it is the whole input.
    pub(crate) path: Vec<String>,
}

/// Why nothing was revoked, for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub(crate) enum CalendarFeedRevokeErrorCode {
    /// No child of the family has such a feed, or no longer.
    UnknownFeed,
}

pub(crate) async fn run(ctx: &Context<'_>, input: &CalendarFeedRevokeInput) -> Answer<CalendarFeedRevokePayload> {
    let Ok(feed) = input.feed_id.parse::<CalendarFeedId>() else {
        return Ok(unknown(ctx));
    };
    let revoked = revoke(portal(ctx)?, scope(ctx)?, feed).await;
    if !revoked.map_err(|error| fault(ctx, &error))? {
        return Ok(unknown(ctx));
    }
    Ok(CalendarFeedRevokePayload {
        revoked_feed_id: Some(id(&feed)),
        errors: Vec::new(),
    })
}

fn unknown(ctx: &Context<'_>) -> CalendarFeedRevokePayload {
    let error = CalendarFeedRevokeError {
        code: CalendarFeedRevokeErrorCode::UnknownFeed,
        message: errors::error(asking(ctx).locale(), ErrorText::UnknownFeed),
        path: vec!["feedId".to_owned()],
    };
    CalendarFeedRevokePayload {
        revoked_feed_id: None,
        errors: vec![error],
    }
}
