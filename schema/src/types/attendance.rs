use std::sync::Arc;

use async_graphql::{Enum, Object};
use preau_domain::ids::ActivityId;
use preau_domain::rulebook::absence;
use preau_entities::store::attendance::PlaceLine;
use preau_services::towns::Town;

use super::activity::Activity;
use crate::scalars::{Date, DateTime};

/// Why a child is absent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "absence::AbsenceReason")]
pub(crate) enum AbsenceReason {
    /// It is ill.
    Illness,
    /// It is in hospital.
    Hospital,
    /// A birth, a wedding, a death.
    Family,
    /// The class was elsewhere, the teacher away, the school shut.
    School,
    /// Anything else that the town accepts.
    Exceptional,
}

/// A child's place on a day, with what is written down of it.
pub(crate) struct Attendance {
    pub town: Arc<Town>,
    pub line: PlaceLine,
}

/// What is written down of a child in an activity on a day.
#[Object]
impl Attendance {
    /// The day.
    async fn date(&self) -> Date {
        Date(self.line.day)
    }

    /// The activity.
    async fn activity(&self) -> Activity {
        Activity::new(&self.town, ActivityId(self.line.activity_id.0))
    }

    /// Whether a place is booked.
    async fn booked(&self) -> bool {
        self.line.booked.is_some()
    }

    /// When the child came.
    async fn arrived_at(&self) -> Option<DateTime> {
        self.line.state.arrived_at.map(DateTime)
    }

    /// When it left.
    async fn left_at(&self) -> Option<DateTime> {
        self.line.state.left_at.map(DateTime)
    }

    /// The child was not there, or is announced not to come.
    async fn absent(&self) -> bool {
        self.line.state.absent()
    }

    /// Why, where someone said.
    async fn reason(&self) -> Option<AbsenceReason> {
        self.line.state.reason().map(Into::into)
    }

    /// When the absence was told: the instant that deadlines count from.
    async fn reported_at(&self) -> Option<DateTime> {
        self.line.state.report.as_ref().map(|report| DateTime(report.at))
    }

    /// What the family wrote with it.
    async fn note(&self) -> Option<&str> {
        self.line.state.report.as_ref()?.note.as_deref()
    }

    /// When a certificate came in.
    async fn certificate_at(&self) -> Option<DateTime> {
        self.line.state.certificate_at.map(DateTime)
    }
}
