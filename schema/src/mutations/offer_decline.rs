use async_graphql::{Context, ID, InputObject, Object};
use preau_services::waiting::request::Action;

use super::waiting::considered::{Asked, Considered, ask};
use super::waiting::outcome::WaitingOutcome;
use super::waiting::refusal::waiting_error;
use crate::asking::asking;
use crate::faults::Answer;
use crate::scalars::Date;
use crate::types::child::Child;

/// Days whose offered place is let go.
#[derive(InputObject)]
pub(crate) struct OfferDeclineInput {
    /// The child.
    child_id: ID,
    /// The activity.
    activity_id: ID,
    /// The days; at most 400.
    dates: Vec<Date>,
    /// 1 to 64 visible ASCII characters chosen by the client; the same key again gives the same answer and changes
    /// nothing.
    idempotency_key: String,
}

waiting_error!(OfferDeclineError, OfferDeclineErrorCode);

pub(crate) enum OfferDeclinePayload {
    Considered(Considered),
    Refused(OfferDeclineError),
}

/// What became of letting offers go.
#[Object]
impl OfferDeclinePayload {
    /// What became of each day, in the order asked.
    async fn outcomes(&self) -> Vec<WaitingOutcome> {
        match self {
            Self::Considered(considered) => considered.outcomes(),
            Self::Refused(_) => Vec::new(),
        }
    }

    /// The child concerned, as it now is. Null when it cannot be read: what was done holds.
    async fn children(&self, ctx: &Context<'_>) -> Answer<Option<Vec<Child>>> {
        match self {
            Self::Considered(considered) => considered.children(ctx).await,
            Self::Refused(_) => Ok(Some(Vec::new())),
        }
    }

    /// Why the request was not considered at all; empty when it was.
    async fn errors(&self) -> &[OfferDeclineError] {
        match self {
            Self::Considered(_) => &[],
            Self::Refused(error) => std::slice::from_ref(error),
        }
    }
}

pub(crate) async fn run(ctx: &Context<'_>, input: OfferDeclineInput) -> Answer<OfferDeclinePayload> {
    let asked = Asked {
        child: &input.child_id,
        activity: &input.activity_id,
        dates: &input.dates,
        key: input.idempotency_key,
        dry_run: false,
    };
    let reply = ask(ctx, Action::Decline, asked).await?;
    Ok(match reply {
        Ok(considered) => OfferDeclinePayload::Considered(considered),
        Err(refusal) => OfferDeclinePayload::Refused(OfferDeclineError::of(asking(ctx).locale(), refusal)),
    })
}
