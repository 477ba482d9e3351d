use async_graphql::Context;
use preau_domain::access::Reach;
use preau_domain::ids::OrderId;
use preau_services::Fault;
use preau_services::booking::desk;
use preau_services::booking::desk::request::{DecideRefusal, DecideRequest};

use super::error::OrderDecideError;
use super::input::OrderDecideInput;
use super::payload::OrderDecidePayload;
use crate::asking::{asking, caller, portal, scope};
use crate::faults::{Answer, fault};

pub(crate) async fn run(ctx: &Context<'_>, input: OrderDecideInput) -> Answer<OrderDecidePayload> {
    let portal = portal(ctx)?;
    let caller = caller(ctx)?;
    let scope = scope(ctx)?;
    // Before anything that they sent is looked at.
    if scope.reach != Reach::Town {
        return Err(fault(ctx, &Fault::Forbidden));
    }
    let lines = match input.words() {
        Ok(lines) => lines,
        Err(refusal) => return Ok(refused(ctx, &refusal)),
    };
    let Ok(order) = input.order_id.parse::<OrderId>() else {
        return Ok(refused(ctx, &DecideRefusal::UnknownOrder));
    };
    // Read before anything is written: what is decided must be told.
    let town = portal.towns.get(caller.commune).await;
    let town = town.map_err(|error| fault(ctx, &error))?;
    let request = DecideRequest {
        scope,
        actor: caller.subject.actor(),
        actor_name: caller.name.clone(),
        order,
        lines,
        rest: input.accept_rest,
        reason: input.reason,
        key: input.idempotency_key,
        received_at: portal.clock.now(),
    };
    let reply = desk::decide(portal, request).await;
    Ok(match reply.map_err(|error| fault(ctx, &error))? {
        Ok(answer) => OrderDecidePayload::Decided(town, answer),
        Err(refusal) => refused(ctx, &refusal),
    })
}

fn refused(ctx: &Context<'_>, refusal: &DecideRefusal) -> OrderDecidePayload {
    OrderDecidePayload::Refused(OrderDecideError::of(asking(ctx).locale(), refusal))
}
