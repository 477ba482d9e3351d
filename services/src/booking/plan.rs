//! Booking and cancelling any number of days, for real or as a rehearsal.

use preau_domain::access::Reach;
use preau_entities::store::booking::Lock;

use super::answer::PlanAnswer;
use super::cart::state::Carts;
use super::decide::decide;
use super::known::Known;
use super::request::{PlanRefusal, PlanRequest};
use crate::towns::Town;
use crate::waiting::pass_on::pass_on_behind;
use crate::{Fault, Portal};

/// Books and cancels what the request asks, as far as the town's rules allow, in the town's turn.
pub async fn commit(portal: &Portal, request: PlanRequest) -> Result<Result<PlanAnswer, PlanRefusal>, Fault> {
    if let Err(refusal) = admit(&request)? {
        return Ok(Err(refusal));
    }
    portal.lanes.join(portal, request).await
}

/// Says what [`commit`] would do now. Nothing is written, and no turn is waited for.
pub async fn rehearse(portal: &Portal, request: &PlanRequest) -> Result<Result<PlanAnswer, PlanRefusal>, Fault> {
    if let Err(refusal) = admit(request)? {
        return Ok(Err(refusal));
    }
    let town = portal.towns.get(request.scope.commune).await?;
    let carts = Carts::read(&portal.db, town.id, &[request]).await?;
    let mut known = Known::of_plans(&portal.db, &town, &[request], carts, Lock::Read).await?;
    let now = portal.clock.now();
    pass_on_behind(&portal.db, &town, &mut known, request.received_at, now).await?;
    let decided = decide(&town, &mut known, request);
    Ok(decided.and_then(|mut decided| agreed(&town, request, decided.take_answer())))
}

/// The answer, unless the request expects another one.
pub(super) fn agreed(town: &Town, request: &PlanRequest, answer: PlanAnswer) -> Result<PlanAnswer, PlanRefusal> {
    let expects = request.expects.as_ref();
    match expects.and_then(|expects| expects.differs(town, &answer)) {
        Some(difference) => Err(PlanRefusal::Changed {
            answer: Box::new(answer),
            difference,
        }),
        None => Ok(answer),
    }
}

/// Partner programs never book, and staff have no cart.
fn admit(request: &PlanRequest) -> Result<Result<(), PlanRefusal>, Fault> {
    if request
        .cart_of()
        .is_some_and(|family| request.scope.reach != Reach::Family(family))
    {
        return Err(Fault::Forbidden);
    }
    match request.scope.reach {
        Reach::Family(_) | Reach::Town => Ok(request.check()),
        Reach::Counts => Err(Fault::Forbidden),
    }
}
