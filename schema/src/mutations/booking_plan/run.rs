use async_graphql::Context;
use preau_domain::ids::ChildId;
use preau_services::booking::plan;
use preau_services::booking::request::{Change, PlanRefusal, PlanRequest};

use super::error::BookingPlanError;
use super::input::BookingPlanInput;
use super::payload::{BookingPlanPayload, Considered};
use crate::asking::{asking, caller, portal, scope};
use crate::faults::{Answer, fault};

pub(crate) async fn run(ctx: &Context<'_>, input: BookingPlanInput) -> Answer<BookingPlanPayload> {
    let portal = portal(ctx)?;
    let received_at = portal.clock.now();
    let caller = caller(ctx)?;
    let changes = match input.changes() {
        Ok(changes) => changes,
        Err(refusal) => return Ok(refused(ctx, &refusal)),
    };
    // Read before anything is written: what is booked must be told.
    let town = portal.towns.get(caller.commune).await;
    let town = town.map_err(|error| fault(ctx, &error))?;
    let children = children(&changes);
    let request = PlanRequest {
        scope: scope(ctx)?,
        actor: caller.subject.actor(),
        actor_name: caller.name.clone(),
        changes,
        key: input.idempotency_key,
        received_at,
    };
    let reply = if input.dry_run {
        plan::rehearse(portal, &request).await
    } else {
        plan::commit(portal, request).await
    };
    match reply.map_err(|error| fault(ctx, &error))? {
        Ok(answer) => {
            // The turn may have met a newer rule book, whose activities the answer then names.
            let newest = portal.towns.get(caller.commune).await;
            Ok(BookingPlanPayload::Considered(Considered {
                answer,
                town: newest.unwrap_or(town),
                children,
            }))
        }
        Err(refusal) => Ok(refused(ctx, &refusal)),
    }
}

fn refused(ctx: &Context<'_>, refusal: &PlanRefusal) -> BookingPlanPayload {
    BookingPlanPayload::Refused(BookingPlanError::of(asking(ctx).locale(), refusal))
}

fn children(changes: &[Change]) -> Vec<ChildId> {
    let mut children: Vec<ChildId> = changes.iter().map(|change| change.child).collect();
    children.sort_unstable();
    children.dedup();
    children
}
