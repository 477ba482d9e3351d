//! Staff let a family book in spite of what it owes.

use chrono::NaiveDate;
use futures_util::FutureExt;
use preau_domain::access::{Reach, Scope};
use preau_domain::calendar::zone::civil_day;
use preau_domain::ids::FamilyId;
use preau_entities::rows::{Key, alert};
use preau_entities::store::accounts;
use preau_entities::store::turn::{NewAccountAlert, NewReprieve, Turn};

use crate::booking::batch::Rows;
use crate::booking::known::{Known, KnownChild};
use crate::booking::turn::{Lost, conclude, in_turn};
use crate::outbox::{AccountNews, Task};
use crate::waiting::review;
use crate::waiting::withheld::hold_against;
use crate::{Fault, Portal};

#[derive(Clone, Debug)]
pub struct SpareRequest {
    pub scope: Scope,
    pub actor: String,
    pub actor_name: String,
    pub family: FamilyId,
    /// Last civil day on which it may book so; none ends what was said before.
    pub until: Option<NaiveDate>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpareRefusal {
    UnknownFamily,
    /// The day is over.
    Past {
        today: NaiveDate,
    },
}

/// Lets a family book until the end of a day whatever it owes, in the town's turn. What is so already is not written again.
pub async fn spare(portal: &Portal, request: SpareRequest) -> Result<Result<(), SpareRefusal>, Fault> {
    if request.scope.reach != Reach::Town {
        return Err(Fault::Forbidden);
    }
    let commune = request.scope.commune;
    in_turn(portal, commune, request, |own, request| attempt(own, request).boxed()).await
}

async fn attempt(portal: &Portal, request: &SpareRequest) -> Result<Result<(), SpareRefusal>, Lost> {
    let commune = request.scope.commune;
    let turn = Turn::begin(&portal.db, commune).await?.ok_or(Fault::NotFound)?;
    let town = portal.towns.at_version(commune, turn.start.rule_book_version).await?;
    let now = portal.clock.now();
    let today = civil_day(town.zone(), now);
    let known = accounts::known_families(turn.reads(), commune, &[request.family]).await?;
    if known.is_empty() {
        return Ok(Err(SpareRefusal::UnknownFamily));
    }
    if request.until.is_some_and(|until| until < today) {
        return Ok(Err(SpareRefusal::Past { today }));
    }
    let before = accounts::spared_until(turn.reads(), request.scope, request.family).await?;
    if before == request.until {
        return Ok(Ok(()));
    }
    let mut known = Known::default();
    if request.until < before {
        let bring = |child: &mut KnownChild| {
            if child.family == request.family {
                child.facts.account.spared_until = request.until;
            }
        };
        known = hold_against(turn.reads(), &town, &[request.family], bring, now).await?;
    }
    let mut rows = Rows::new(&town, portal.random.as_ref(), now, turn.start);
    let position = rows.next_position();
    let reprieve = NewReprieve {
        reprieve_id: Key(rows.ordered(position, 0)),
        family_id: Key(request.family.0),
        until_day: request.until,
        decided_at: now,
        actor: request.actor.clone(),
        actor_name: request.actor_name.clone(),
    };
    rows.batch.accounts.reprieves.push(reprieve);
    rows.batch.accounts.alerts.push(NewAccountAlert {
        position,
        family_id: Key(request.family.0),
        suspension_id: None,
        kind: alert::Kind::DebtSpared,
        at: now,
    });
    let mail = Task::MailAccount {
        family: request.family,
        news: AccountNews::Spared { until: request.until },
        guardian: None,
    };
    rows.task(&mail, now);
    let reviews = review::again_until(&town, portal.random.as_ref(), now, request.until);
    rows.batch.tasks.extend(reviews);
    conclude(portal, &town, turn, rows, &known).await?;
    Ok(Ok(()))
}
