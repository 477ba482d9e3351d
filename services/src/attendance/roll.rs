//! The roll of a slot: one small answer that a tablet can keep for hours.

use chrono::{DateTime, NaiveDate, Utc};
use preau_domain::access::{Reach, Scope};
use preau_domain::ids::ActivityId;
use preau_entities::store::attendance::{self, RollLine};

use crate::{Fault, Portal};

/// Who is expected, who is there, and who is not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Roll {
    pub day: NaiveDate,
    /// The instant as of which it holds.
    pub now: DateTime<Utc>,
    /// By last name, then first name.
    pub lines: Vec<RollLine>,
}

impl Roll {
    fn count(&self, of: impl Fn(&RollLine) -> bool) -> usize {
        self.lines.iter().filter(|line| of(line)).count()
    }

    /// Children with a place, absent ones too.
    #[must_use]
    pub fn expected(&self) -> usize {
        self.count(|line| line.booked)
    }

    /// Children who are there now: they came and have not left.
    #[must_use]
    pub fn present(&self) -> usize {
        self.count(|line| line.state.came() && line.state.left_at.is_none())
    }

    #[must_use]
    pub fn left(&self) -> usize {
        self.count(|line| line.state.left_at.is_some())
    }

    /// Children with a place who are not there, seen or announced.
    #[must_use]
    pub fn absent(&self) -> usize {
        self.count(|line| line.booked && line.state.absent())
    }
}

/// The roll of an activity on a day. For the town's staff; one statement.
pub async fn roll(portal: &Portal, scope: Scope, activity: ActivityId, day: NaiveDate) -> Result<Roll, Fault> {
    if scope.reach != Reach::Town {
        return Err(Fault::Forbidden);
    }
    let now = portal.clock.now();
    let lines = attendance::roll(&portal.db, scope, activity, day).await?;
    Ok(Roll { day, now, lines })
}
