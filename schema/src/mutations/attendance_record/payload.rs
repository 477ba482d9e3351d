use std::sync::Arc;

use async_graphql::{Context, SimpleObject};
use preau_services::attendance::record::{RecordRequest, record};

use super::error::AttendanceRecordError;
use super::input::AttendanceRecordInput;
use super::outcome::AttendanceOutcome;
use crate::asking::{asking, caller, portal, scope};
use crate::faults::{Answer, fault};

/// What became of what a tablet gathered.
#[derive(SimpleObject)]
pub(crate) struct AttendanceRecordPayload {
    /// What became of each event, in the order sent. What is refused does not stop the others.
    outcomes: Vec<AttendanceOutcome>,
    /// Why nothing was looked at; empty when it was.
    errors: Vec<AttendanceRecordError>,
}

pub(crate) async fn run(ctx: &Context<'_>, input: AttendanceRecordInput) -> Answer<AttendanceRecordPayload> {
    let (portal, caller) = (portal(ctx)?, caller(ctx)?);
    let request = RecordRequest {
        scope: scope(ctx)?,
        actor: caller.subject.actor(),
        actor_name: caller.name.clone(),
        taps: input.taps(),
    };
    let reply = record(portal, &request).await.map_err(|error| fault(ctx, &error))?;
    let verdicts = match reply {
        Ok(verdicts) => verdicts,
        Err(refusal) => {
            return Ok(AttendanceRecordPayload {
                outcomes: Vec::new(),
                errors: vec![AttendanceRecordError::of(asking(ctx).locale(), refusal)],
            });
        }
    };
    let town = portal.towns.get(caller.commune).await;
    let town = town.map_err(|error| fault(ctx, &error))?;
    let told = input.ids().into_iter().zip(request.taps).zip(verdicts);
    let outcomes = told.map(|((id, tap), verdict)| AttendanceOutcome {
        town: Arc::clone(&town),
        id,
        day: tap.day,
        activity: tap.activity,
        verdict,
    });
    Ok(AttendanceRecordPayload {
        outcomes: outcomes.collect(),
        errors: Vec::new(),
    })
}
