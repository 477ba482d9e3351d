use std::sync::Arc;

use async_graphql::{ID, Object};
use preau_services::booking::desk::answer::DecidedLine;
use preau_services::towns::Town;

use crate::scalars::Date;
use crate::scalars::id::id;
use crate::types::activity::Activity;
use crate::types::order_line::OrderReply;

/// Kept with its town, whose rule book names what the line only numbers.
pub(crate) struct OrderDecision {
    pub town: Arc<Town>,
    pub line: DecidedLine,
}

/// What became of one line of an order.
#[Object]
impl OrderDecision {
    /// The place that the line asks about.
    async fn booking_id(&self) -> ID {
        id(&self.line.booking)
    }

    /// The child.
    async fn child_id(&self) -> ID {
        id(&self.line.child)
    }

    /// The activity.
    async fn activity(&self) -> Activity {
        Activity::new(&self.town, self.line.activity)
    }

    /// The day.
    async fn date(&self) -> Date {
        Date(self.line.day)
    }

    /// What holds now.
    async fn reply(&self) -> OrderReply {
        self.line.reply.into()
    }

    /// What staff told the family.
    async fn reason(&self) -> Option<&str> {
        self.line.reason.as_deref()
    }

    /// This request decided it. Where it did not, another agent had decided it or the family had taken it back before.
    async fn changed(&self) -> bool {
        self.line.changed
    }

    /// The activity whose fate it shares, where it was not named or not followed.
    async fn decided_with(&self) -> Option<Activity> {
        self.line.with.map(|id| Activity::new(&self.town, id))
    }
}
