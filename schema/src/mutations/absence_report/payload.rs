use std::sync::Arc;

use async_graphql::{Context, Enum, Object};
use preau_domain::ids::ChildId;
use preau_entities::store::people;
use preau_services::attendance::report::{ReportLine, ReportOutcome, ReportRefusal, ReportRequest};
use preau_services::attendance::tell;
use preau_services::texts::errors::{self, ErrorText};
use preau_services::towns::Town;

use super::error::AbsenceReportError;
use super::input::AbsenceReportInput;
use crate::asking::{asking, caller, portal, scope};
use crate::faults::{Answer, fault};
use crate::scalars::{Date, DateTime};
use crate::types::activity::Activity;
use crate::types::child::{Child, Children};

pub(crate) enum AbsenceReportPayload {
    Considered {
        town: Arc<Town>,
        child: ChildId,
        lines: Vec<ReportLine>,
    },
    Refused(AbsenceReportError),
}

/// What became of a report.
#[Object]
impl AbsenceReportPayload {
    /// What became of each place, day by day in the rule book's order.
    async fn outcomes(&self) -> Vec<AbsenceOutcome<'_>> {
        match self {
            Self::Considered { town, lines, .. } => lines.iter().map(|line| AbsenceOutcome { town, line }).collect(),
            Self::Refused(_) => Vec::new(),
        }
    }

    /// The child, as it now is. Null when it cannot be read: the report holds.
    async fn child(&self, ctx: &Context<'_>) -> Answer<Option<Child>> {
        let Self::Considered { town, child, .. } = self else {
            return Ok(None);
        };
        let found = people::children(&portal(ctx)?.db, scope(ctx)?, &[*child]).await;
        let lines = found.map_err(|error| fault(ctx, &error.into()))?;
        Ok(Children::new(scope(ctx)?, Arc::clone(town), lines)
            .each()
            .into_iter()
            .next())
    }

    /// Why the report was not considered at all; empty when it was.
    async fn errors(&self) -> &[AbsenceReportError] {
        match self {
            Self::Considered { .. } => &[],
            Self::Refused(error) => std::slice::from_ref(error),
        }
    }
}

pub(crate) struct AbsenceOutcome<'a> {
    town: &'a Arc<Town>,
    line: &'a ReportLine,
}

/// What became of the report of one place.
#[Object]
impl AbsenceOutcome<'_> {
    /// The day.
    async fn date(&self) -> Date {
        Date(self.line.day)
    }

    /// The activity; none where all of a day were meant and none is booked.
    async fn activity(&self) -> Option<Activity> {
        self.line.activity.map(|id| Activity::new(self.town, id))
    }

    /// What became of it.
    async fn result(&self) -> AbsenceResult {
        self.line.outcome.into()
    }

    /// When it was told, now or before: the instant that deadlines count from.
    async fn reported_at(&self) -> Option<DateTime> {
        self.line.reported_at.map(DateTime)
    }

    /// Why it is not written down, in the person's language; null where it is.
    async fn message(&self, ctx: &Context<'_>) -> Option<String> {
        let text = match self.line.outcome {
            ReportOutcome::Reported | ReportOutcome::ReportedBefore => return None,
            ReportOutcome::NotBooked => ErrorText::AbsenceNotBooked,
            ReportOutcome::CameAlready => ErrorText::AbsenceCameAlready,
            ReportOutcome::DayOver => ErrorText::AbsenceDayOver,
        };
        Some(errors::error(asking(ctx).locale(), text))
    }
}

/// What became of the report of one place, for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "ReportOutcome")]
pub(crate) enum AbsenceResult {
    /// It is written down.
    Reported,
    /// It was written down before, and that instant counts.
    ReportedBefore,
    /// The child has no place there.
    NotBooked,
    /// The child was seen there.
    CameAlready,
    /// The day is over: the town's service is to be asked.
    DayOver,
}

pub(crate) async fn run(ctx: &Context<'_>, input: AbsenceReportInput) -> Answer<AbsenceReportPayload> {
    let portal = portal(ctx)?;
    let received_at = portal.clock.now();
    let caller = caller(ctx)?;
    let told = match input.told() {
        Ok(told) => told,
        Err(refusal) => return Ok(refused(ctx, &refusal)),
    };
    let child = told.child;
    let request = ReportRequest {
        scope: scope(ctx)?,
        actor: caller.subject.actor(),
        actor_name: caller.name.clone(),
        told,
        key: input.idempotency_key,
        received_at,
    };
    let reply = tell(portal, &request).await.map_err(|error| fault(ctx, &error))?;
    match reply {
        Ok(lines) => {
            let town = portal.towns.get(caller.commune).await;
            let town = town.map_err(|error| fault(ctx, &error))?;
            Ok(AbsenceReportPayload::Considered { town, child, lines })
        }
        Err(refusal) => Ok(refused(ctx, &refusal)),
    }
}

fn refused(ctx: &Context<'_>, refusal: &ReportRefusal) -> AbsenceReportPayload {
    AbsenceReportPayload::Refused(AbsenceReportError::of(asking(ctx).locale(), refusal))
}
