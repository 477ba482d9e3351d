use async_graphql::{Enum, ID, InputObject};
use preau_domain::ids::{ActivityId, ChildId};
use preau_domain::planning::WeekCopy;
use preau_services::booking::planning::{self, Copy, Part, PartRefusal};
use preau_services::booking::request::PlanRefusal;

use crate::scalars::Date;

/// What a child has booked in one week, once more: in later weeks, or for a brother or sister. The week is read at the
/// moment of booking; for a cart, with what stands in it. A child of a school that an activity is not for has the one of the
/// same name there. Days that are so already, and those on which the activity does not run, are passed over and only
/// counted.
#[derive(InputObject)]
pub(crate) struct BookingCopyInput {
    /// The child whose week it is.
    from_child_id: ID,
    /// The child whose days are asked; the same one unless given.
    to_child_id: Option<ID>,
    /// The activities concerned; all unless given.
    activity_ids: Option<Vec<ID>>,
    /// Any day of the week to copy. Weeks begin on Monday.
    week: Date,
    /// Any day of the first week to fill; the week that is copied unless given.
    first_week: Option<Date>,
    /// How many weeks to fill, 1 to 57.
    #[graphql(default = 1)]
    weeks: i32,
    /// What becomes of days that are booked there already.
    #[graphql(default)]
    mode: CopyMode,
}

/// What becomes of days that are booked already where a week is copied to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Enum)]
pub(crate) enum CopyMode {
    /// They stay. A week that holds nothing in the activities concerned is refused: `NOTHING_TO_COPY`.
    #[default]
    Add,
    /// Those of the activities concerned that are not in the week copied are given back: all of them, where it holds nothing.
    Replace,
}

impl BookingCopyInput {
    pub(super) fn read(&self, at: usize) -> Result<Copy, PlanRefusal> {
        let refused = |refusal| PlanRefusal::Part {
            part: Part::Copy(at),
            refusal,
        };
        let from = self.from_child_id.parse::<ChildId>();
        let from = from.map_err(|_| refused(PartRefusal::UnknownSource))?;
        let to = match &self.to_child_id {
            Some(id) => id.parse().map_err(|_| refused(PartRefusal::UnknownChild))?,
            None => from,
        };
        let activity = |(nth, id): (usize, &ID)| {
            let id = id.parse::<ActivityId>();
            id.map_err(|_| refused(PartRefusal::UnknownActivity { nth }))
        };
        let activities = self.activity_ids.as_ref();
        let activities = activities.map(|ids| ids.iter().enumerate().map(activity).collect());
        // More than any copy may fill is told as such.
        let weeks = u16::try_from(self.weeks.max(0)).unwrap_or(u16::MAX);
        let weeks = WeekCopy::new(self.week.0, self.first_week.unwrap_or(self.week).0, weeks);
        Ok(Copy {
            from,
            to,
            activities: activities.transpose()?,
            weeks: weeks.map_err(|refusal| refused(PartRefusal::Weeks(refusal)))?,
            mode: match self.mode {
                CopyMode::Add => planning::CopyMode::Add,
                CopyMode::Replace => planning::CopyMode::Replace,
            },
        })
    }
}
