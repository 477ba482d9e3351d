use async_graphql::{Context, Enum, ID, InputObject, Object, SimpleObject};
use preau_domain::access::{Reach, Scope};
use preau_domain::ids::{FamilyId, OrderId};
use preau_services::Fault;
use preau_services::accounts::quotient::{MOST, QuotientRefusal, QuotientRequest, record};
use preau_services::texts::errors::{self, ErrorText};

use crate::asking::{asking, caller, portal, scope};
use crate::faults::{Answer, fault};
use crate::scalars::Date;
use crate::types::family::Family;
use crate::types::order::Order;

/// A quotient that a family gave to the town.
#[derive(InputObject)]
pub(crate) struct QuotientRecordInput {
    /// The family.
    family_id: ID,
    /// 0 to 999999; without it, the family has none any more, or takes it back.
    value: Option<i32>,
    /// The day on which the family gave it, today or before; today without it. From which day it counts is for the rule
    /// book to say.
    given_on: Option<Date>,
    /// Any day of the month whose quotient it is, where that is known; not behind the one in which it was given.
    month: Option<Date>,
}

/// A quotient noted, or why not.
pub(crate) struct QuotientRecordPayload {
    scope: Scope,
    family: Option<FamilyId>,
    order: Option<OrderId>,
    errors: Vec<QuotientRecordError>,
}

/// What became of it.
#[Object]
impl QuotientRecordPayload {
    /// The family, as it now is; null when nothing was noted.
    async fn family(&self) -> Option<Family> {
        self.family.map(|family| Family::new(self.scope, family))
    }

    /// The order in which booked places are priced anew, of the days on which another quotient counts from now on; null
    /// where none costs anything else.
    async fn order(&self, ctx: &Context<'_>) -> Answer<Option<Order>> {
        match self.order {
            Some(order) => Order::find(ctx, self.scope, order).await,
            None => Ok(None),
        }
    }

    /// Why nothing was noted.
    async fn errors(&self) -> &[QuotientRecordError] {
        &self.errors
    }
}

/// Why nothing was noted.
#[derive(Clone, Debug, PartialEq, Eq, SimpleObject)]
pub(crate) struct QuotientRecordError {
    /// For programs.
    code: QuotientRecordErrorCode,
    /// In the person's language.
    pub(crate) message: String,
    /// The input field concerned, from the input's root; empty when it is the whole input.
    pub(crate) path: Vec<String>,
}

/// Why nothing was noted, for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub(crate) enum QuotientRecordErrorCode {
    /// The town has no such family.
    UnknownFamily,
    /// No quotient is below 0 or as high.
    InvalidValue,
    /// The day on which it was given has not come.
    FutureDay,
    /// The month whose quotient it is had not begun when it was given.
    FutureMonth,
}

pub(crate) async fn run(ctx: &Context<'_>, input: &QuotientRecordInput) -> Answer<QuotientRecordPayload> {
    let (portal, caller, scope) = (portal(ctx)?, caller(ctx)?, scope(ctx)?);
    // Before anything that they sent is looked at.
    if scope.reach != Reach::Town {
        return Err(fault(ctx, &Fault::Forbidden));
    }
    let reply = match (
        input.family_id.parse::<FamilyId>(),
        input.value.map(u32::try_from).transpose(),
    ) {
        (Err(_), _) => Err(QuotientRefusal::UnknownFamily),
        (Ok(_), Err(_)) => Err(QuotientRefusal::TooHigh { most: MOST }),
        (Ok(family), Ok(value)) => {
            let request = QuotientRequest {
                scope,
                actor: caller.subject.actor(),
                actor_name: caller.name.clone(),
                family,
                value,
                given_on: input.given_on.map(|day| day.0),
                of_month: input.month.map(|day| day.0),
                received_at: portal.clock.now(),
            };
            let reply = record(portal, request).await.map_err(|error| fault(ctx, &error))?;
            reply.map(|order| (family, order))
        }
    };
    let told = |refusal: QuotientRefusal| {
        use QuotientRecordErrorCode as Code;
        let (code, text, field) = match refusal {
            QuotientRefusal::UnknownFamily => (Code::UnknownFamily, ErrorText::UnknownFamily, "familyId"),
            QuotientRefusal::TooHigh { most } => (Code::InvalidValue, ErrorText::InvalidQuotient { most }, "value"),
            QuotientRefusal::FutureDay { today } => (Code::FutureDay, ErrorText::QuotientOfFuture { today }, "givenOn"),
            QuotientRefusal::FutureMonth => (Code::FutureMonth, ErrorText::QuotientOfFutureMonth, "month"),
        };
        QuotientRecordError {
            code,
            message: errors::error(asking(ctx).locale(), text),
            path: vec![field.to_owned()],
        }
    };
    let (family, order, errors) = match reply {
        Ok((family, order)) => (Some(family), order, Vec::new()),
        Err(refusal) => (None, None, vec![told(refusal)]),
    };
    Ok(QuotientRecordPayload {
        scope,
        family,
        order,
        errors,
    })
}
