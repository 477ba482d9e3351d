//! Asking the use case, and what it takes to show its answer.

use std::sync::Arc;

use async_graphql::{Context, ID};
use chrono::NaiveDate;
use preau_domain::ids::ChildId;
use preau_entities::store::people;
use preau_services::towns::Town;
use preau_services::waiting::answer::WaitingAnswer;
use preau_services::waiting::request::{Action, WaitingRefusal, WaitingRequest};
use preau_services::waiting::{commit, rehearse};

use super::outcome::WaitingOutcome;
use crate::asking::{caller, portal, scope};
use crate::faults::{Answer, fault};
use crate::scalars::Date;
use crate::types::child::{Child, Children};

/// Days of one child in one activity, as every mutation of the waiting list takes them.
pub(crate) struct Asked<'a> {
    pub child: &'a ID,
    pub activity: &'a ID,
    pub dates: &'a [Date],
    pub key: String,
    pub dry_run: bool,
}

/// The answer, and what it takes to show it.
pub(crate) struct Considered {
    pub answer: WaitingAnswer,
    pub town: Arc<Town>,
    child: ChildId,
}

/// Does, or rehearses, what is asked. A text that is no id of the kind is refused like the id of something that is not
/// there.
pub(crate) async fn ask(
    ctx: &Context<'_>,
    action: Action,
    asked: Asked<'_>,
) -> Answer<Result<Considered, WaitingRefusal>> {
    let portal = portal(ctx)?;
    let received_at = portal.clock.now();
    let caller = caller(ctx)?;
    let Ok(child) = asked.child.parse() else {
        return Ok(Err(WaitingRefusal::UnknownChild));
    };
    let Ok(activity) = asked.activity.parse() else {
        return Ok(Err(WaitingRefusal::UnknownActivity));
    };
    // Read before anything is written: what is done must be told.
    let town = portal.towns.get(caller.commune).await;
    let town = town.map_err(|error| fault(ctx, &error))?;
    let days: Vec<NaiveDate> = asked.dates.iter().map(|date| date.0).collect();
    let request = WaitingRequest {
        scope: scope(ctx)?,
        actor: caller.subject.actor(),
        actor_name: caller.name.clone(),
        action,
        child,
        activity,
        days,
        key: asked.key,
        received_at,
    };
    let reply = if asked.dry_run {
        rehearse(portal, &request).await
    } else {
        commit(portal, request).await
    };
    let reply = reply.map_err(|error| fault(ctx, &error))?;
    // The turn may have met a newer rule book, whose activities the answer then names.
    let town = portal.towns.get(caller.commune).await.unwrap_or(town);
    Ok(reply.map(|answer| Considered { answer, town, child }))
}

impl Considered {
    pub(crate) fn outcomes(&self) -> Vec<WaitingOutcome> {
        let outcome = |line: &_| WaitingOutcome {
            town: Arc::clone(&self.town),
            line: Clone::clone(line),
        };
        self.answer.outcomes.iter().map(outcome).collect()
    }

    /// The child concerned, as it now is.
    pub(crate) async fn children(&self, ctx: &Context<'_>) -> Answer<Option<Vec<Child>>> {
        let found = people::children(&portal(ctx)?.db, scope(ctx)?, &[self.child]).await;
        let lines = found.map_err(|error| fault(ctx, &error.into()))?;
        Ok(Some(Children::new(scope(ctx)?, Arc::clone(&self.town), lines).each()))
    }
}
