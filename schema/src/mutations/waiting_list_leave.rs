use async_graphql::{Context, ID, InputObject};
use preau_services::waiting::request::Action;

use super::waiting::considered::Asked;
use super::waiting::payload::waiting_payload;
use super::waiting::refusal::waiting_error;
use crate::faults::Answer;
use crate::scalars::Date;

/// Days for which a child waits no more.
#[derive(InputObject)]
pub(crate) struct WaitingListLeaveInput {
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

waiting_error!(WaitingListLeaveError, WaitingListLeaveErrorCode);

waiting_payload!(
    WaitingListLeavePayload,
    WaitingListLeaveError,
    "What became of leaving the waiting list."
);

pub(crate) async fn run(ctx: &Context<'_>, input: WaitingListLeaveInput) -> Answer<WaitingListLeavePayload> {
    let asked = Asked {
        child: &input.child_id,
        activity: &input.activity_id,
        dates: &input.dates,
        key: input.idempotency_key,
        dry_run: false,
    };
    WaitingListLeavePayload::of(ctx, Action::Leave, asked).await
}
