use async_graphql::{Context, Enum, InputObject, Object, SimpleObject};
use preau_domain::access::Scope;
use preau_domain::ids::{ChildId, FamilyId};
use preau_services::Fault;
use preau_services::booking::answer::PlanAnswer;
use preau_services::booking::plan;
use preau_services::booking::request::{Aim, PlanRefusal, PlanRequest};
use preau_services::booking::token::{Difference, PlanToken};

use super::request::{family, request};
use crate::asking::{asking, portal};
use crate::faults::{Answer, fault};
use crate::mutations::booking_plan::error::{BookingPlanError, BookingPlanErrorCode};
use crate::mutations::booking_plan::outcome::BookingOutcome;
use crate::mutations::booking_plan::payload::Considered;
use crate::mutations::booking_plan::planned_place::PlannedPlace;
use crate::scalars::Money;
use crate::types::cart::Cart;
use crate::types::child::Child;
use crate::types::debt::DebtToPay;
use crate::types::order::Order;
use crate::types::term_price::TermPrice;

/// How the cart is ordered.
#[derive(InputObject)]
pub(crate) struct CartOrderInput {
    /// The `planToken` of the cart that the person agreed to. Should anything else happen now, nothing does:
    /// `PLAN_CHANGED`.
    expects: Option<String>,
    /// 1 to 64 visible ASCII characters chosen by the client; the same key again gives the same answer and changes
    /// nothing, where `expects` is the same too, or where without it the cart is the one that the order left.
    idempotency_key: String,
}

pub(crate) struct CartOrderPayload {
    scope: Scope,
    family: FamilyId,
    considered: Option<Considered>,
    error: Option<CartOrderError>,
}

/// Why the cart was not ordered. What becomes of each line is told by the outcomes.
#[derive(SimpleObject)]
pub(crate) struct CartOrderError {
    /// For programs.
    code: CartOrderErrorCode,
    /// In the person's language.
    pub(crate) message: String,
    /// The input field concerned, from the input's root; empty when it is the whole input.
    pub(crate) path: Vec<String>,
}

/// Why the cart was not ordered, for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub(crate) enum CartOrderErrorCode {
    /// The cart is empty.
    NothingAsked,
    /// Something else would happen now than the request expects. Nothing was done; the outcomes say what would happen.
    PlanChanged,
    /// The key is empty, too long or not visible ASCII.
    InvalidIdempotencyKey,
    /// The key was used before for a different request.
    IdempotencyMismatch,
}

/// What became of the cart.
#[Object]
impl CartOrderPayload {
    /// None when nothing changed.
    async fn order(&self, ctx: &Context<'_>) -> Answer<Option<Order>> {
        match self.considered.as_ref().and_then(|considered| considered.answer.order) {
            Some(order) => Order::find(ctx, self.scope, order).await,
            None => Ok(None),
        }
    }

    /// What became of each line, of what came along and of what changed price, child by child in the order added.
    async fn outcomes(&self) -> Vec<BookingOutcome> {
        self.considered.as_ref().map(Considered::outcomes).unwrap_or_default()
    }

    /// With `PLAN_CHANGED`: where the cart agreed to did something, and this one does nothing any more, since its line was
    /// taken out. In the order of their days.
    async fn gone(&self) -> Vec<PlannedPlace> {
        self.considered.as_ref().map(Considered::gone).unwrap_or_default()
    }

    /// With `PLAN_CHANGED`: `debtToPay` is not what was agreed to.
    async fn debt_changed(&self) -> bool {
        self.considered
            .as_ref()
            .is_some_and(|considered| considered.difference.owed)
    }

    /// With `PLAN_CHANGED`: `terms` are not what was agreed to.
    async fn terms_changed(&self) -> bool {
        let considered = self.considered.as_ref();
        considered.is_some_and(|considered| considered.difference.terms)
    }

    /// What it adds to what the family pays: all that it books, the terms that it takes up, and changes of price; null when it was not considered.
    async fn total(&self) -> Option<Money> {
        self.considered
            .as_ref()
            .map(|considered| considered.answer.total.into())
    }

    /// The part of the total that is to be paid with the order itself. The rest comes on the month's invoice.
    async fn due_now(&self) -> Option<Money> {
        let considered = self.considered.as_ref();
        considered.map(|considered| considered.answer.due_now.into())
    }

    /// The part of the total that comes on the month's invoice.
    async fn on_invoice(&self) -> Option<Money> {
        let considered = self.considered.as_ref();
        considered.map(|considered| considered.answer.on_invoice().into())
    }

    /// What the family owes and is to pay with the order, beside the total; null where there is nothing, where nothing is
    /// booked, and where the town does not ask for it.
    async fn debt_to_pay(&self) -> Option<DebtToPay> {
        self.considered.as_ref()?.answer.owed.map(DebtToPay::from)
    }

    /// Prices by the term that it takes up, gives up or makes another, beside the prices of its places and part of the total. Child by child.
    async fn terms(&self) -> Vec<TermPrice> {
        let considered = self.considered.as_ref();
        considered
            .map(|considered| TermPrice::each(&considered.town, &considered.answer.terms))
            .unwrap_or_default()
    }

    /// When the plan has changed: pass it as `expects` to do just what the outcomes say.
    async fn plan_token(&self) -> Option<&str> {
        self.considered.as_ref()?.token.as_deref()
    }

    /// The children concerned, as they now are, eldest first. Null when they cannot be read: the booking holds.
    async fn children(&self, ctx: &Context<'_>) -> Answer<Option<Vec<Child>>> {
        match &self.considered {
            Some(considered) => considered.children(ctx).await.map(Some),
            None => Ok(Some(Vec::new())),
        }
    }

    /// The family's cart, as it now is: what was refused stands there still. Null when it cannot be read.
    async fn cart(&self, ctx: &Context<'_>) -> Answer<Option<Cart>> {
        Cart::load(ctx, self.scope, self.family).await.map(Some)
    }

    /// Why nothing was done; empty when the cart was considered.
    async fn errors(&self) -> &[CartOrderError] {
        self.error.as_slice()
    }
}

pub(crate) async fn run(ctx: &Context<'_>, input: CartOrderInput) -> Answer<CartOrderPayload> {
    let (scope, family) = family(ctx)?;
    let portal = portal(ctx)?;
    // Read before anything is written: what is booked must be told.
    let town = portal.towns.get(scope.commune).await;
    let town = town.map_err(|error| fault(ctx, &error))?;
    let request = PlanRequest {
        expects: input.expects.as_deref().map(PlanToken::read),
        key: input.idempotency_key,
        ..request(ctx, scope, Aim::OrderCart(family))?
    };
    let reply = plan::commit(portal, request).await;
    let reply = reply.map_err(|error| fault(ctx, &error))?;
    let town = portal.towns.get(scope.commune).await.unwrap_or(town);
    let (answer, difference, refusal) = match reply {
        Ok(answer) => (Some(answer), Difference::default(), None),
        Err(PlanRefusal::Changed { answer, difference }) => {
            let error = BookingPlanError::changed(asking(ctx).locale(), &difference);
            (Some(*answer), difference, Some(error))
        }
        Err(refusal) => (
            None,
            Difference::default(),
            Some(BookingPlanError::of(asking(ctx).locale(), &refusal)),
        ),
    };
    let changed = refusal.is_some();
    Ok(CartOrderPayload {
        scope,
        family,
        considered: answer.map(|answer| Considered {
            token: changed.then(|| PlanToken::of(&town, &answer).write()),
            children: children(&answer),
            answer,
            difference,
            town,
        }),
        error: refusal.map(|error| told(ctx, error)).transpose()?,
    })
}

fn children(answer: &PlanAnswer) -> Vec<ChildId> {
    let mut children: Vec<ChildId> = answer.outcomes.iter().map(|line| line.child).collect();
    children.sort_unstable();
    children.dedup();
    children
}

fn told(ctx: &Context<'_>, error: BookingPlanError) -> Answer<CartOrderError> {
    let code = match error.code {
        BookingPlanErrorCode::NothingAsked => CartOrderErrorCode::NothingAsked,
        BookingPlanErrorCode::PlanChanged => CartOrderErrorCode::PlanChanged,
        BookingPlanErrorCode::InvalidIdempotencyKey => CartOrderErrorCode::InvalidIdempotencyKey,
        BookingPlanErrorCode::IdempotencyMismatch => CartOrderErrorCode::IdempotencyMismatch,
        // What stands in a cart was looked at when it was put there.
        other => {
            let what = format!("the order of a cart is refused with {other:?}");
            return Err(fault(ctx, &Fault::Defect(what)));
        }
    };
    Ok(CartOrderError {
        code,
        message: error.message,
        path: error.path,
    })
}
