use async_graphql::{Context, Object};
use preau_domain::access::Scope;
use preau_domain::ids::FamilyId;
use preau_services::Fault;
use preau_services::booking::plan;
use preau_services::booking::request::{Aim, CartChange};

use super::request::{family, request};
use crate::asking::portal;
use crate::faults::{Answer, fault};
use crate::types::cart::Cart;

pub(crate) struct CartEmptyPayload(Scope, FamilyId);

/// An empty cart.
#[Object]
impl CartEmptyPayload {
    /// The family's cart, as it now is. Null when it cannot be read.
    async fn cart(&self, ctx: &Context<'_>) -> Answer<Option<Cart>> {
        Cart::load(ctx, self.0, self.1).await.map(Some)
    }
}

pub(crate) async fn run(ctx: &Context<'_>) -> Answer<CartEmptyPayload> {
    let (scope, family) = family(ctx)?;
    let request = request(ctx, scope, Aim::Cart(family, CartChange::Empty))?;
    let reply = plan::commit(portal(ctx)?, request).await;
    match reply.map_err(|error| fault(ctx, &error))? {
        Ok(_) => Ok(CartEmptyPayload(scope, family)),
        Err(refusal) => {
            let what = format!("emptying a cart is refused with {refusal:?}");
            Err(fault(ctx, &Fault::Defect(what)))
        }
    }
}
