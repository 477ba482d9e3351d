use async_graphql::{Context, Enum, ID, InputObject, SimpleObject};
use preau_domain::ids::ChildId;
use preau_services::feeds::manage::{FeedRefusal, create};
use preau_services::texts::errors::{self, ErrorText};

use crate::asking::{asking, caller, portal, scope};
use crate::faults::{Answer, fault};
use crate::types::calendar_feed::CalendarFeed;

/// Whose feed.
#[derive(InputObject)]
pub(crate) struct CalendarFeedCreateInput {
    /// The child.
    child_id: ID,
}

/// A feed, or why there is none.
#[derive(SimpleObject)]
pub(crate) struct CalendarFeedCreatePayload {
    /// The feed.
    feed: Option<CalendarFeed>,
    /// Its address, from the root of the portal: `/feeds/….ics`. Told this once; whoever has it reads the child's days.
    address: Option<String>,
    /// Why there is none.
    errors: Vec<CalendarFeedCreateError>,
}

/// Why no feed was made.
#[derive(SimpleObject)]
pub(crate) struct CalendarFeedCreateError {
    /// For programs.
    code: CalendarFeedCreateErrorCode,
    /// In the person's language.
    pub(crate) message: String,
    /// The input field concerned, from the input's root; empty when it is the whole input.
    pub(crate) path: Vec<String>,
}

/// Why no feed was made, for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub(crate) enum CalendarFeedCreateErrorCode {
    /// There is no such child in the family.
    UnknownChild,
    /// The child has ten already.
    TooManyFeeds,
}

pub(crate) async fn run(ctx: &Context<'_>, input: &CalendarFeedCreateInput) -> Answer<CalendarFeedCreatePayload> {
    let (portal, caller) = (portal(ctx)?, caller(ctx)?);
    let Ok(child) = input.child_id.parse::<ChildId>() else {
        return Ok(refused(ctx, FeedRefusal::UnknownChild));
    };
    let reply = create(portal, scope(ctx)?, &caller.subject.actor(), child).await;
    Ok(match reply.map_err(|error| fault(ctx, &error))? {
        Ok(created) => CalendarFeedCreatePayload {
            feed: Some(CalendarFeed::from(&created.feed)),
            address: Some(created.address.expose().to_owned()),
            errors: Vec::new(),
        },
        Err(refusal) => refused(ctx, refusal),
    })
}

fn refused(ctx: &Context<'_>, refusal: FeedRefusal) -> CalendarFeedCreatePayload {
    let (code, text) = match refusal {
        FeedRefusal::UnknownChild => (CalendarFeedCreateErrorCode::UnknownChild, ErrorText::UnknownChild),
        FeedRefusal::TooMany { most } => {
            let most = u32::try_from(most).unwrap_or(u32::MAX);
            (
                CalendarFeedCreateErrorCode::TooManyFeeds,
                ErrorText::TooManyFeeds { most },
            )
        }
    };
    let error = CalendarFeedCreateError {
        code,
        message: errors::error(asking(ctx).locale(), text),
        path: vec!["childId".to_owned()],
    };
    CalendarFeedCreatePayload {
        feed: None,
        address: None,
        errors: vec![error],
    }
}
