use async_graphql::{Context, ID, InputObject};
use preau_services::waiting::request::Action;

use super::waiting::considered::Asked;
use super::waiting::payload::waiting_payload;
use super::waiting::refusal::waiting_error;
use crate::faults::Answer;
use crate::scalars::Date;

/// Days for which a child is to wait.
#[derive(InputObject)]
pub(crate) struct WaitingListJoinInput {
    /// The child.
    child_id: ID,
    /// The activity.
    activity_id: ID,
    /// The days; at most 400.
    dates: Vec<Date>,
    /// True: nothing is written, and the answer says what would happen and at which position.
    #[graphql(default)]
    dry_run: bool,
    /// 1 to 64 visible ASCII characters chosen by the client; the same key again gives the same answer and changes
    /// nothing.
    idempotency_key: String,
}

waiting_error!(WaitingListJoinError, WaitingListJoinErrorCode);

waiting_payload!(
    WaitingListJoinPayload,
    WaitingListJoinError,
    "What became of joining the waiting list."
);

pub(crate) async fn run(ctx: &Context<'_>, input: WaitingListJoinInput) -> Answer<WaitingListJoinPayload> {
    let asked = Asked {
        child: &input.child_id,
        activity: &input.activity_id,
        dates: &input.dates,
        key: input.idempotency_key,
        dry_run: input.dry_run,
    };
    WaitingListJoinPayload::of(ctx, Action::Join, asked).await
}
