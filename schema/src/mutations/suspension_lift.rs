use async_graphql::{Context, Enum, ID, InputObject, Object, SimpleObject};
use preau_domain::access::{Reach, Scope};
use preau_domain::ids::{FamilyId, SuspensionId};
use preau_services::Fault;
use preau_services::accounts::lift::{LiftRequest, lift};
use preau_services::texts::errors::{self, ErrorText};

use crate::asking::{asking, caller, portal, scope};
use crate::faults::{Answer, fault};
use crate::types::family::Family;
use crate::types::suspension::Suspension;

/// Which suspension.
#[derive(InputObject)]
pub(crate) struct SuspensionLiftInput {
    /// The suspension. One that is lifted already stays as it is.
    suspension_id: ID,
}

/// A suspension lifted, or why not.
pub(crate) struct SuspensionLiftPayload {
    scope: Scope,
    lifted: Option<(SuspensionId, FamilyId)>,
    errors: Vec<SuspensionLiftError>,
}

/// What became of a suspension to lift.
#[Object]
impl SuspensionLiftPayload {
    /// The suspension, as it now is.
    async fn suspension(&self, ctx: &Context<'_>) -> Answer<Option<Suspension>> {
        match self.lifted {
            Some((suspension, _)) => Suspension::find(ctx, self.scope, suspension).await,
            None => Ok(None),
        }
    }

    /// The family, as it now is.
    async fn family(&self) -> Option<Family> {
        self.lifted.map(|(_, family)| Family::new(self.scope, family))
    }

    /// Why nothing was lifted.
    async fn errors(&self) -> &[SuspensionLiftError] {
        &self.errors
    }
}

/// Why nothing was lifted.
#[derive(Clone, Debug, PartialEq, Eq, SimpleObject)]
pub(crate) struct SuspensionLiftError {
    /// For programs.
    code: SuspensionLiftErrorCode,
    /// In the person's language.
    pub(crate) message: String,
    /// The input field concerned, from the input's root; empty when it is the whole input.
    pub(crate) path: Vec<String>,
}

/// Why nothing was lifted, for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub(crate) enum SuspensionLiftErrorCode {
    /// The town has no such suspension.
    UnknownSuspension,
}

pub(crate) async fn run(ctx: &Context<'_>, input: &SuspensionLiftInput) -> Answer<SuspensionLiftPayload> {
    let (portal, caller, scope) = (portal(ctx)?, caller(ctx)?, scope(ctx)?);
    // Before anything that they sent is looked at.
    if scope.reach != Reach::Town {
        return Err(fault(ctx, &Fault::Forbidden));
    }
    let lifted = match input.suspension_id.parse::<SuspensionId>() {
        Ok(suspension) => {
            let request = LiftRequest {
                scope,
                actor: caller.subject.actor(),
                actor_name: caller.name.clone(),
                suspension,
            };
            let reply = lift(portal, request).await.map_err(|error| fault(ctx, &error))?;
            reply.ok().map(|family| (suspension, family))
        }
        Err(_) => None,
    };
    let unknown = lifted.is_none().then(|| SuspensionLiftError {
        code: SuspensionLiftErrorCode::UnknownSuspension,
        message: errors::error(asking(ctx).locale(), ErrorText::UnknownSuspension),
        path: vec!["suspensionId".to_owned()],
    });
    Ok(SuspensionLiftPayload {
        scope,
        lifted,
        errors: unknown.into_iter().collect(),
    })
}
