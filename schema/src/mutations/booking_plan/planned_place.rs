use std::sync::Arc;

use async_graphql::{ID, Object};
use preau_services::booking::token::Spot;
use preau_services::towns::Town;

use crate::scalars::Date;
use crate::scalars::id::id;
use crate::types::activity::Activity;

pub(crate) struct PlannedPlace {
    pub town: Arc<Town>,
    pub spot: Spot,
}

/// A child's activity on a day, as a plan named it.
#[Object]
impl PlannedPlace {
    /// The child.
    async fn child_id(&self) -> ID {
        id(&self.spot.child)
    }

    /// The activity.
    async fn activity(&self) -> Activity {
        Activity::new(&self.town, self.spot.activity)
    }

    /// The day.
    async fn date(&self) -> Date {
        Date(self.spot.day)
    }
}
