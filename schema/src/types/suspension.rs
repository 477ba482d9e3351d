use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use preau_domain::access::Scope;
use preau_domain::code::Code;
use preau_domain::ids::{ChildId, SuspensionId};
use preau_entities::store::accounts::{self, SuspensionLine};
use preau_services::Fault;
use preau_services::towns::Town;

use super::activity::Activity;
use crate::asking::portal;
use crate::faults::{Answer, fault};
use crate::scalars::id::id;
use crate::scalars::{Date, DateTime};

pub(crate) struct Suspension {
    pub town: Arc<Town>,
    pub line: SuspensionLine,
}

impl Suspension {
    /// The suspension, when it lies in the scope.
    pub(crate) async fn find(ctx: &Context<'_>, scope: Scope, suspension: SuspensionId) -> Answer<Option<Self>> {
        let portal = portal(ctx)?;
        let found = accounts::suspension(&portal.db, scope, suspension).await;
        let line = found.map_err(|error| fault(ctx, &error.into()))?;
        let town = portal.towns.get(scope.commune).await;
        let town = town.map_err(|error| fault(ctx, &error))?;
        Ok(line.map(|line| Self { town, line }))
    }
}

/// Places that the town's staff withhold from a family, or withheld.
#[Object]
impl Suspension {
    /// Stable id.
    async fn id(&self) -> ID {
        id(&SuspensionId(self.line.suspension_id.0))
    }

    /// The child concerned; null where all of the family are.
    async fn child_id(&self) -> Option<ID> {
        self.line.child_id.map(|child| id(&ChildId(child.0)))
    }

    /// The activities concerned; null for all from which the rule book lets staff suspend.
    async fn activities(&self, ctx: &Context<'_>) -> Answer<Option<Vec<Activity>>> {
        let Some(codes) = &self.line.activities else {
            return Ok(None);
        };
        let codes: Result<Vec<Code>, _> = serde_json::from_str(codes);
        let codes = codes.map_err(|error| fault(ctx, &Fault::Defect(error.to_string())))?;
        let offers = self.town.activities();
        let named = offers.filter(|offer| codes.contains(&offer.activity.code));
        let ids: Vec<_> = named.map(|offer| offer.id).collect();
        Ok(Some(ids.into_iter().map(|id| Activity::new(&self.town, id)).collect()))
    }

    /// First day of the places that are withheld.
    async fn from(&self) -> Date {
        Date(self.line.from_day)
    }

    /// Last day; null where it is left open.
    async fn until(&self) -> Option<Date> {
        self.line.until_day.map(Date)
    }

    /// What staff told the family.
    async fn reason(&self) -> &str {
        &self.line.reason
    }

    /// When it was decided.
    async fn decided_at(&self) -> DateTime {
        DateTime(self.line.decided_at)
    }

    /// Who decided it.
    async fn decided_by(&self) -> &str {
        &self.line.actor_name
    }

    /// When it was lifted; null while it holds.
    async fn lifted_at(&self) -> Option<DateTime> {
        self.line.lifted_at.map(DateTime)
    }

    /// Who lifted it.
    async fn lifted_by(&self) -> Option<&str> {
        self.line.lifted_by_name.as_deref()
    }
}
