use async_graphql::{ID, SimpleObject};
use preau_domain::ids::CalendarFeedId;
use preau_entities::store::feeds::FeedLine;

use crate::scalars::DateTime;
use crate::scalars::id::id;

/// A secret address under which calendar programs read a child's bookings.
#[derive(SimpleObject)]
pub(crate) struct CalendarFeed {
    /// Stable id.
    id: ID,
    /// When it was made.
    created_at: DateTime,
    /// When it was last read, to ten minutes; null when it never was.
    last_read_at: Option<DateTime>,
}

impl From<&FeedLine> for CalendarFeed {
    fn from(line: &FeedLine) -> Self {
        Self {
            id: id(&CalendarFeedId(line.feed_id.0)),
            created_at: DateTime(line.created_at),
            last_read_at: line.last_read_at.map(DateTime),
        }
    }
}
