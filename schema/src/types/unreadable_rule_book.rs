use async_graphql::{Context, Object};
use preau_services::towns::Unreadable;

use crate::asking::asking;
use crate::scalars::Date;

pub(crate) struct UnreadableRuleBook(pub Unreadable);

/// A version of a town's règlement that this program cannot read. Its days are closed to booking until a rule book for them
/// is installed anew.
#[Object]
impl UnreadableRuleBook {
    /// Counts up from 1 within the town.
    async fn version(&self) -> i32 {
        self.0.version
    }

    /// First civil day that is closed.
    async fn valid_from(&self) -> Date {
        Date(self.0.valid_from)
    }

    /// Last civil day that is closed; open-ended without it.
    async fn valid_to(&self) -> Option<Date> {
        self.0.valid_to.map(Date)
    }

    /// Why: each mistake of the town's file with its line and column, or else what the program found.
    async fn reasons(&self, ctx: &Context<'_>) -> Vec<String> {
        self.0.reasons(asking(ctx).locale())
    }
}
