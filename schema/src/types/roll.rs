use std::sync::Arc;

use async_graphql::{Enum, ID, Object};
use preau_domain::ids::{ActivityId, ChildId};
use preau_domain::rulebook::model::Code;
use preau_entities::store::attendance::RollLine as Line;
use preau_services::attendance::roll;
use preau_services::towns::Town;

use super::school::School;
use crate::scalars::id::id;
use crate::scalars::{Date, DateTime};

pub(crate) struct Roll {
    pub town: Arc<Town>,
    pub activity: ActivityId,
    pub held: roll::Roll,
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Who is expected in an activity on a day, who is there, and who is not. A tablet can keep it and go on without network.
#[Object]
impl Roll {
    /// Stable id of the activity's roll of that day.
    async fn id(&self) -> ID {
        id(&format!("roll:{}:{}", self.activity.0, self.held.day))
    }

    /// The day.
    async fn date(&self) -> Date {
        Date(self.held.day)
    }

    /// The instant as of which it holds.
    async fn as_of(&self) -> DateTime {
        DateTime(self.held.now)
    }

    /// Children with a place, absent ones too.
    async fn expected(&self) -> u32 {
        number(self.held.expected())
    }

    /// Children who are there now: they came and have not left.
    async fn present(&self) -> u32 {
        number(self.held.present())
    }

    /// Children who came and have left.
    async fn left(&self) -> u32 {
        number(self.held.left())
    }

    /// Children with a place who are not there, seen or announced.
    async fn absent(&self) -> u32 {
        number(self.held.absent())
    }

    /// Every child with a place, and who else came, by last name, then first name.
    async fn children(&self) -> Vec<RollChild<'_>> {
        let child = |line| RollChild { town: &self.town, line };
        self.held.lines.iter().map(child).collect()
    }
}

pub(crate) struct RollChild<'a> {
    town: &'a Arc<Town>,
    line: &'a Line,
}

/// A child on a roll.
#[Object]
impl RollChild<'_> {
    /// The child's id.
    async fn child_id(&self) -> ID {
        id(&ChildId(self.line.child_id.0))
    }

    /// First name.
    async fn first_name(&self) -> &str {
        &self.line.first_name
    }

    /// Last name.
    async fn last_name(&self) -> &str {
        &self.line.last_name
    }

    /// The child's school.
    async fn school(&self) -> School {
        School {
            town: Arc::clone(self.town),
            code: Code(self.line.school_code.clone()),
        }
    }

    /// Whether it has a place.
    async fn place(&self) -> RollPlace {
        if self.line.booked {
            RollPlace::Booked
        } else {
            RollPlace::Unbooked
        }
    }

    /// Where it is.
    async fn state(&self) -> RollState {
        let state = &self.line.state;
        if state.left_at.is_some() {
            RollState::Left
        } else if state.came() {
            RollState::Present
        } else if state.absent() {
            RollState::Absent
        } else {
            RollState::Expected
        }
    }

    /// When it came.
    async fn arrived_at(&self) -> Option<DateTime> {
        self.line.state.arrived_at.map(DateTime)
    }

    /// When it left.
    async fn left_at(&self) -> Option<DateTime> {
        self.line.state.left_at.map(DateTime)
    }

    /// Whether its absence was told.
    async fn reported(&self) -> bool {
        self.line.state.report.is_some()
    }
}

/// Whether a child on a roll has a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub(crate) enum RollPlace {
    /// A place is booked.
    Booked,
    /// The child came without one.
    Unbooked,
}

/// Where a child on a roll is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub(crate) enum RollState {
    /// Nothing is written down of it yet.
    Expected,
    /// It is there.
    Present,
    /// It was there and has left.
    Left,
    /// It is not there, or is announced not to come.
    Absent,
}
