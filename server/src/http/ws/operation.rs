use std::{panic::AssertUnwindSafe, sync::Arc};

use async_graphql::parser::types::OperationType;
use futures_util::{FutureExt, StreamExt};
use tokio::time::timeout;

use super::{message, operations::Slot, outbox::Outbox};
use crate::http::{
    answer::Answer,
    asked::Asked,
    door::Door,
    doorkeeper::Visitor,
    fault::Fault,
    panic,
    prepare::{Prepared, prepare},
};

/// Runs one operation of a socket to its end; a panic in it hurts only itself.
pub async fn run(door: Arc<Door>, visitor: Arc<dyn Visitor>, asked: Result<Asked, Fault>, slot: Slot, out: Outbox) {
    let id = slot.id().to_owned();
    let ending = AssertUnwindSafe(stream(&door, visitor.as_ref(), asked, &id, &out))
        .catch_unwind()
        .await;
    let failed = ending.unwrap_or_else(|panic| Err(Answer::refused(panic::fault(panic.as_ref()))));
    if slot.free() {
        out.send(match failed {
            Ok(()) => message::complete(&id),
            Err(answer) => message::error(&id, &answer),
        })
        .await;
    }
}

/// The error is an answer without data, for an `error` message: nothing was run.
async fn stream(
    door: &Door,
    visitor: &dyn Visitor,
    asked: Result<Asked, Fault>,
    id: &str,
    out: &Outbox,
) -> Result<(), Answer> {
    let prepared = asked
        .and_then(|asked| prepare(door, visitor, asked))
        .map_err(Answer::refused)?;
    let suggest = visitor.may_introspect();
    let Prepared {
        request, kind, cost, ..
    } = prepared;
    if kind != OperationType::Subscription {
        let response = timeout(door.patience.run, door.api.execute(request)).await;
        let answer = Answer::of(response.map_err(|_| Answer::refused(Fault::unavailable(5)))?, suggest);
        if answer.data.is_none() {
            return Err(answer);
        }
        out.send(message::next(id, &answer.with_cost(cost, door.limits.cost)))
            .await;
        return Ok(());
    }
    let mut responses = door.api.execute_stream(request);
    let mut first = true;
    while let Some(response) = responses.next().await {
        let answer = Answer::of(response, suggest);
        // A subscription that could not be set up gives errors alone.
        if answer.data.is_none() || (first && answer.is_empty() && !answer.errors.is_empty()) {
            return Err(answer);
        }
        first = false;
        out.send(message::next(id, &answer)).await;
    }
    Ok(())
}
