use async_graphql::{Context, Enum, ID, InputObject, Object, SimpleObject};
use preau_domain::access::Scope;
use preau_domain::ids::{ActivityId, ChildId, FamilyId};
use preau_services::booking::plan;
use preau_services::booking::request::{Aim, CartChange, Change, PlanRequest};

use super::request::{family, request};
use crate::asking::{asking, portal};
use crate::faults::{Answer, fault};
use crate::mutations::booking_plan::error::BookingPlanError;
use crate::scalars::Date;
use crate::types::cart::Cart;

/// Lines to take out of the cart.
#[derive(InputObject)]
pub(crate) struct CartRemoveInput {
    /// One entry per child and activity; at most 100, and 2600 days in all. What is not in the cart is not missed.
    lines: Vec<CartLinesInput>,
}

/// Days of one child in one activity.
#[derive(InputObject)]
pub(crate) struct CartLinesInput {
    /// The child.
    child_id: ID,
    /// The activity.
    activity_id: ID,
    /// The days, whether they were to be booked or given back.
    dates: Vec<Date>,
}

pub(crate) enum CartRemovePayload {
    Removed(Scope, FamilyId),
    Refused(CartRemoveError),
}

/// Why nothing was taken out of the cart.
#[derive(SimpleObject)]
pub(crate) struct CartRemoveError {
    /// For programs.
    code: CartRemoveErrorCode,
    /// In the person's language.
    pub(crate) message: String,
    /// The input field concerned, from the input's root; empty when it is the whole input.
    pub(crate) path: Vec<String>,
}

/// Why nothing was taken out of the cart, for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub(crate) enum CartRemoveErrorCode {
    /// The request names too many days or entries.
    TooManyDays,
}

/// A cart with fewer lines.
#[Object]
impl CartRemovePayload {
    /// The family's cart, as it now is. Null when it cannot be read: what was taken out is out.
    async fn cart(&self, ctx: &Context<'_>) -> Answer<Option<Cart>> {
        match self {
            Self::Removed(scope, family) => Cart::load(ctx, *scope, *family).await.map(Some),
            Self::Refused(_) => Ok(None),
        }
    }

    /// Why nothing was taken out; empty when the request was considered.
    async fn errors(&self) -> &[CartRemoveError] {
        match self {
            Self::Removed(..) => &[],
            Self::Refused(error) => std::slice::from_ref(error),
        }
    }
}

pub(crate) async fn run(ctx: &Context<'_>, input: CartRemoveInput) -> Answer<CartRemovePayload> {
    let (scope, family) = family(ctx)?;
    // An id of nothing names no line.
    let changes = input.lines.iter().filter_map(|line| {
        Some(Change {
            child: line.child_id.parse::<ChildId>().ok()?,
            activity: line.activity_id.parse::<ActivityId>().ok()?,
            book: line.dates.iter().map(|day| day.0).collect(),
            cancel: Vec::new(),
        })
    });
    let request = PlanRequest {
        changes: changes.collect(),
        ..request(ctx, scope, Aim::Cart(family, CartChange::Remove))?
    };
    let reply = plan::commit(portal(ctx)?, request).await;
    Ok(match reply.map_err(|error| fault(ctx, &error))? {
        Ok(_) => CartRemovePayload::Removed(scope, family),
        Err(refusal) => CartRemovePayload::Refused(CartRemoveError {
            code: CartRemoveErrorCode::TooManyDays,
            message: BookingPlanError::of(asking(ctx).locale(), &refusal).message,
            path: vec!["lines".to_owned()],
        }),
    })
}
