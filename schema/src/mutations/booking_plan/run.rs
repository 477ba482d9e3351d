use async_graphql::Context;
use preau_services::booking::plan;
use preau_services::booking::request::{Aim, PlanRefusal, PlanRequest};
use preau_services::booking::token::{Difference, PlanToken};

use super::error::BookingPlanError;
use super::input::BookingPlanInput;
use super::payload::{BookingPlanPayload, Considered};
use crate::asking::{asking, caller, portal, scope};
use crate::faults::{Answer, fault};

pub(crate) async fn run(ctx: &Context<'_>, input: BookingPlanInput) -> Answer<BookingPlanPayload> {
    let portal = portal(ctx)?;
    let received_at = portal.clock.now();
    let caller = caller(ctx)?;
    let entries = match input.entries() {
        Ok(entries) => entries,
        Err(refusal) => return Ok(refused(ctx, &refusal)),
    };
    // Read before anything is written: what is booked must be told.
    let town = portal.towns.get(caller.commune).await;
    let town = town.map_err(|error| fault(ctx, &error))?;
    let children = entries.children();
    let request = PlanRequest {
        scope: scope(ctx)?,
        actor: caller.subject.actor(),
        actor_name: caller.name.clone(),
        changes: entries.changes,
        patterns: entries.patterns,
        copies: entries.copies,
        expects: input.expects.as_deref().map(PlanToken::read),
        aim: Aim::Order,
        key: input.idempotency_key,
        received_at,
    };
    let dry_run = input.dry_run;
    let reply = if dry_run {
        plan::rehearse(portal, &request).await
    } else {
        plan::commit(portal, request).await
    };
    let reply = reply.map_err(|error| fault(ctx, &error))?;
    // The turn may have met a newer rule book, whose activities the answer then names.
    let town = portal.towns.get(caller.commune).await.unwrap_or(town);
    Ok(match reply {
        Ok(answer) => BookingPlanPayload::Considered(Considered {
            token: dry_run.then(|| PlanToken::of(&town, &answer).write()),
            answer,
            difference: Difference::default(),
            town,
            children,
        }),
        Err(PlanRefusal::Changed { answer, difference }) => {
            let error = BookingPlanError::changed(asking(ctx).locale(), &difference);
            let changed = Considered {
                token: Some(PlanToken::of(&town, &answer).write()),
                answer: *answer,
                difference,
                town,
                children,
            };
            BookingPlanPayload::Changed(changed, error)
        }
        Err(refusal) => refused(ctx, &refusal),
    })
}

fn refused(ctx: &Context<'_>, refusal: &PlanRefusal) -> BookingPlanPayload {
    BookingPlanPayload::Refused(BookingPlanError::of(asking(ctx).locale(), refusal))
}
