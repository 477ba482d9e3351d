use async_graphql::{Context, Enum, ID, InputObject, Object, SimpleObject};
use preau_domain::access::{Reach, Scope};
use preau_domain::ids::FamilyId;
use preau_services::Fault;
use preau_services::accounts::spare::{SpareRefusal, SpareRequest, spare};
use preau_services::texts::errors::{self, ErrorText};

use crate::asking::{asking, caller, portal, scope};
use crate::faults::{Answer, fault};
use crate::scalars::Date;
use crate::types::family::Family;

/// Which family may book in spite of what it owes, and until when.
#[derive(InputObject)]
pub(crate) struct DebtSpareInput {
    /// The family.
    family_id: ID,
    /// Last day on which it may book so, today or later; without it, it may no more.
    until: Option<Date>,
}

/// A family spared, or why not.
pub(crate) struct DebtSparePayload {
    scope: Scope,
    family: Option<FamilyId>,
    errors: Vec<DebtSpareError>,
}

/// What became of it.
#[Object]
impl DebtSparePayload {
    /// The family, as it now is; null when nothing was done.
    async fn family(&self) -> Option<Family> {
        self.family.map(|family| Family::new(self.scope, family))
    }

    /// Why nothing was done.
    async fn errors(&self) -> &[DebtSpareError] {
        &self.errors
    }
}

/// Why nothing was done.
#[derive(Clone, Debug, PartialEq, Eq, SimpleObject)]
pub(crate) struct DebtSpareError {
    /// For programs.
    code: DebtSpareErrorCode,
    /// In the person's language.
    pub(crate) message: String,
    /// The input field concerned, from the input's root; empty when it is the whole input.
    pub(crate) path: Vec<String>,
}

/// Why nothing was done, for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub(crate) enum DebtSpareErrorCode {
    /// The town has no such family.
    UnknownFamily,
    /// The day is over.
    PastDay,
}

pub(crate) async fn run(ctx: &Context<'_>, input: &DebtSpareInput) -> Answer<DebtSparePayload> {
    let (portal, caller, scope) = (portal(ctx)?, caller(ctx)?, scope(ctx)?);
    // Before anything that they sent is looked at.
    if scope.reach != Reach::Town {
        return Err(fault(ctx, &Fault::Forbidden));
    }
    let reply = match input.family_id.parse::<FamilyId>() {
        Ok(family) => {
            let request = SpareRequest {
                scope,
                actor: caller.subject.actor(),
                actor_name: caller.name.clone(),
                family,
                until: input.until.map(|day| day.0),
            };
            let reply = spare(portal, request).await.map_err(|error| fault(ctx, &error))?;
            reply.map(|()| family)
        }
        Err(_) => Err(SpareRefusal::UnknownFamily),
    };
    let told = |refusal: SpareRefusal| {
        let (code, text, field) = match refusal {
            SpareRefusal::UnknownFamily => (DebtSpareErrorCode::UnknownFamily, ErrorText::UnknownFamily, "familyId"),
            SpareRefusal::Past { .. } => (DebtSpareErrorCode::PastDay, ErrorText::SparedDayOver, "until"),
        };
        DebtSpareError {
            code,
            message: errors::error(asking(ctx).locale(), text),
            path: vec![field.to_owned()],
        }
    };
    let (family, errors) = match reply {
        Ok(family) => (Some(family), Vec::new()),
        Err(refusal) => (None, vec![told(refusal)]),
    };
    Ok(DebtSparePayload { scope, family, errors })
}
