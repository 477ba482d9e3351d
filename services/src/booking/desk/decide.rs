//! Deciding about an order.

use futures_util::FutureExt;
use preau_domain::access::Reach;

use super::answer::DecideAnswer;
use super::request::{DecideRefusal, DecideRequest};
use super::turn::attempt;
use crate::booking::turn::in_turn;
use crate::{Fault, Portal};

/// Accepts and refuses what an order asks, in the town's turn. What was decided or taken back before is told as it is,
/// and not done again. Only staff decide.
pub async fn decide(portal: &Portal, request: DecideRequest) -> Result<Result<DecideAnswer, DecideRefusal>, Fault> {
    match request.scope.reach {
        Reach::Town => {}
        Reach::Family(_) | Reach::Counts => return Err(Fault::Forbidden),
    }
    if let Err(refusal) = request.check() {
        return Ok(Err(refusal));
    }
    let commune = request.scope.commune;
    in_turn(portal, commune, request, |own, request| attempt(own, request).boxed()).await
}
