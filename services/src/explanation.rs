//! Why a slot is offered, refused, and costs what it costs: for the town's staff.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use preau_domain::access::{Reach, Scope};
use preau_domain::explain::{Explanation, explain};
use preau_domain::ids::ActivityId;
use preau_entities::store::people::ChildLine;

use crate::booking::known::facts;
use crate::calendar::Scene;
use crate::towns::Town;
use crate::{Fault, Portal};

/// An explanation, with the town whose rule book it speaks of.
#[derive(Clone, Debug)]
pub struct Explained {
    pub town: Arc<Town>,
    pub explanation: Explanation,
}

/// Explains a slot of a child that the caller found in its scope, as it would be decided at `at`, or now. None where the
/// rule book that governs the day does not have the activity. Two statements at most.
pub async fn of_slot(
    portal: &Portal,
    scope: Scope,
    child: &ChildLine,
    activity: ActivityId,
    day: NaiveDate,
    at: Option<DateTime<Utc>>,
) -> Result<Option<Explained>, Fault> {
    if scope.reach != Reach::Town {
        return Err(Fault::Forbidden);
    }
    let town = portal.towns.get(scope.commune).await?;
    let Some(slot) = town.slot(activity, day) else {
        return Ok(None);
    };
    let child = facts(child);
    let scene = Scene::load(portal, &town, std::slice::from_ref(&child), day, day).await?;
    let now = at.unwrap_or_else(|| portal.clock.now());
    let explanation = explain(&scene.situation(town.on(day), &child, now), slot);
    Ok(Some(Explained { town, explanation }))
}
