//! Staff withhold places no more.

use futures_util::FutureExt;
use preau_domain::access::{Reach, Scope};
use preau_domain::ids::{FamilyId, SuspensionId};
use preau_entities::rows::{Key, alert};
use preau_entities::store::accounts;
use preau_entities::store::turn::{Lifted, NewAccountAlert, Turn};

use crate::booking::batch::Rows;
use crate::booking::known::Known;
use crate::booking::turn::{Lost, conclude, in_turn};
use crate::outbox::{AccountNews, Task};
use crate::waiting::review;
use crate::{Fault, Portal};

#[derive(Clone, Debug)]
pub struct LiftRequest {
    pub scope: Scope,
    pub actor: String,
    /// How history names who lifts it.
    pub actor_name: String,
    pub suspension: SuspensionId,
}

/// The town has no such suspension.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownSuspension;

/// Lifts a suspension in the town's turn, and gives its family. One that is lifted already stays as it is.
pub async fn lift(portal: &Portal, request: LiftRequest) -> Result<Result<FamilyId, UnknownSuspension>, Fault> {
    if request.scope.reach != Reach::Town {
        return Err(Fault::Forbidden);
    }
    let commune = request.scope.commune;
    in_turn(portal, commune, request, |own, request| attempt(own, request).boxed()).await
}

async fn attempt(portal: &Portal, request: &LiftRequest) -> Result<Result<FamilyId, UnknownSuspension>, Lost> {
    let commune = request.scope.commune;
    let turn = Turn::begin(&portal.db, commune).await?.ok_or(Fault::NotFound)?;
    let town = portal.towns.at_version(commune, turn.start.rule_book_version).await?;
    let found = accounts::suspension(turn.reads(), request.scope, request.suspension).await?;
    let Some(line) = found else {
        return Ok(Err(UnknownSuspension));
    };
    let family = FamilyId(line.family_id.0);
    if line.lifted_at.is_some() {
        return Ok(Ok(family));
    }
    let now = portal.clock.now();
    let mut rows = Rows::new(&town, portal.random.as_ref(), now, turn.start);
    rows.batch.accounts.lifted.push(Lifted {
        suspension_id: line.suspension_id,
        lifted_at: now,
        lifted_by: request.actor.clone(),
        lifted_by_name: request.actor_name.clone(),
    });
    let alert = NewAccountAlert {
        position: rows.next_position(),
        family_id: Key(family.0),
        suspension_id: Some(line.suspension_id),
        kind: alert::Kind::SuspensionLifted,
        at: now,
    };
    rows.batch.accounts.alerts.push(alert);
    let suspension = request.suspension;
    let mail = Task::MailAccount {
        family,
        news: AccountNews::Lifted { suspension },
        guardian: None,
    };
    rows.task(&mail, now);
    // Whoever was passed over meanwhile may be served now.
    let review = review::again(&town, portal.random.as_ref(), now);
    rows.batch.tasks.extend(review);
    conclude(portal, &town, turn, rows, &Known::default()).await?;
    Ok(Ok(family))
}
