use async_graphql::Context;
use preau_domain::access::{Reach, Scope};
use preau_domain::ids::FamilyId;
use preau_services::Fault;
use preau_services::booking::request::{Aim, PlanRequest};

use crate::asking::{caller, portal, scope};
use crate::faults::{Answer, fault};

/// The family whose cart the caller fills: staff and partner programs have none.
pub(super) fn family(ctx: &Context<'_>) -> Answer<(Scope, FamilyId)> {
    let scope = scope(ctx)?;
    match scope.reach {
        Reach::Family(family) => Ok((scope, family)),
        Reach::Town | Reach::Counts => Err(fault(ctx, &Fault::Forbidden)),
    }
}

/// A request of the caller that names nothing yet.
pub(super) fn request(ctx: &Context<'_>, scope: Scope, aim: Aim) -> Answer<PlanRequest> {
    let caller = caller(ctx)?;
    Ok(PlanRequest {
        scope,
        actor: caller.subject.actor(),
        actor_name: caller.name.clone(),
        changes: Vec::new(),
        patterns: Vec::new(),
        copies: Vec::new(),
        expects: None,
        aim,
        key: String::new(),
        received_at: portal(ctx)?.clock.now(),
    })
}
