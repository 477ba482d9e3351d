use async_graphql::{Enum, ID, InputObject};
use preau_domain::ids::{ActivityId, ChildId};
use preau_domain::rulebook::absence::AbsenceReason;
use preau_services::attendance::report::{ReportRefusal, Told};

use crate::scalars::Date;

/// A child's absence.
#[derive(InputObject)]
pub(crate) struct AbsenceReportInput {
    /// The child.
    child_id: ID,
    /// The days, at most 62.
    dates: Vec<Date>,
    /// The activities, at most 20; every one booked on the days, when left out.
    #[graphql(default)]
    activity_ids: Vec<ID>,
    /// Why.
    reason: ReportedReason,
    /// What the town should know, at most 500 characters.
    note: Option<String>,
    /// 1 to 64 visible ASCII characters chosen by the client; the same key again gives the same answer and changes
    /// nothing.
    pub(super) idempotency_key: String,
}

/// Why a child will not come, as its family says. What the town has to accept first, it writes down itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub(crate) enum ReportedReason {
    /// It is ill.
    Illness,
    /// It is in hospital.
    Hospital,
    /// A birth, a wedding, a death.
    Family,
    /// Anything else.
    Other,
}

impl AbsenceReportInput {
    pub(super) fn told(&self) -> Result<Told, ReportRefusal> {
        let child = self.child_id.parse::<ChildId>();
        let activity = |(nth, id): (usize, &ID)| {
            let id = id.parse::<ActivityId>();
            id.map_err(|_| ReportRefusal::UnknownActivity { nth })
        };
        Ok(Told {
            child: child.map_err(|_| ReportRefusal::UnknownChild)?,
            days: self.dates.iter().map(|date| date.0).collect(),
            activities: self
                .activity_ids
                .iter()
                .enumerate()
                .map(activity)
                .collect::<Result<_, _>>()?,
            reason: match self.reason {
                ReportedReason::Illness => Some(AbsenceReason::Illness),
                ReportedReason::Hospital => Some(AbsenceReason::Hospital),
                ReportedReason::Family => Some(AbsenceReason::Family),
                ReportedReason::Other => None,
            },
            note: self.note.clone().filter(|note| !note.is_empty()),
        })
    }
}
