//! Why a slot is offered, refused, and costs what it costs: for the town's staff.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use preau_domain::access::{Reach, Scope};
use preau_domain::explain::{Explanation, explain};
use preau_domain::family::ChildFacts;
use preau_domain::ids::ActivityId;
use preau_entities::store::people::ChildLine;
use preau_entities::store::places::Span;

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

/// Children on a day, with all that the explanations of their slots look at.
pub struct Scenery {
    town: Arc<Town>,
    day: NaiveDate,
    children: Vec<ChildFacts>,
    scene: Scene,
    now: DateTime<Utc>,
}

/// Loads what explanations of a day look at, for children that the caller found in its scope. Two statements at most,
/// whatever the number of children and activities.
pub async fn scenery(portal: &Portal, scope: Scope, children: &[ChildLine], day: NaiveDate) -> Result<Scenery, Fault> {
    if scope.reach != Reach::Town {
        return Err(Fault::Forbidden);
    }
    let town = portal.towns.get(scope.commune).await?;
    let children: Vec<ChildFacts> = children.iter().map(|line| facts(&town, line)).collect();
    let now = portal.clock.now();
    let (from, to) = (day, day);
    let scene = Scene::load(portal, &town, &children, Span { from, to, now }).await?;
    Ok(Scenery {
        town,
        day,
        children,
        scene,
        now,
    })
}

impl Scenery {
    /// Explains a slot of the child at a place of the list, as it would be decided at `at`, or now. None where the rule
    /// book that governs the day does not have the activity.
    #[must_use]
    pub fn explain(&self, child: usize, activity: ActivityId, at: Option<DateTime<Utc>>) -> Option<Explained> {
        let child = self.children.get(child)?;
        let slot = self.town.slot(activity, self.day)?;
        let now = at.unwrap_or(self.now);
        let situation = self.scene.situation(self.town.on(self.day), child, now);
        Some(Explained {
            town: Arc::clone(&self.town),
            explanation: explain(&situation, slot),
        })
    }
}
