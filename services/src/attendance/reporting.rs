//! Writing down what families tell.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use futures_util::FutureExt;
use preau_domain::access::Reach;
use preau_domain::ids::{ActivityId, AttendanceEventId, ChildId, FamilyId};
use preau_entities::store::attendance::{self, PlaceLine, PlaceRef};
use preau_entities::store::people;
use preau_entities::store::turn::{self, AttendanceBatch, Turn};

use super::places::{Place, Places};
use super::report::{ReportLine, ReportOutcome, ReportRefusal, ReportRequest, Told};
use crate::booking::turn::{Lost, in_turn};
use crate::towns::Town;
use crate::{Fault, Portal};

/// Writes down that a child will be absent.
pub async fn tell(portal: &Portal, request: &ReportRequest) -> Result<Result<Vec<ReportLine>, ReportRefusal>, Fault> {
    if request.scope.reach == Reach::Counts {
        return Err(Fault::Forbidden);
    }
    if let Err(refusal) = request.check() {
        return Ok(Err(refusal));
    }
    let commune = request.scope.commune;
    in_turn(portal, commune, request.clone(), |own, asked| {
        attempt(own, asked).boxed()
    })
    .await
}

type Reply = Result<Vec<ReportLine>, ReportRefusal>;

async fn attempt(portal: &Portal, request: &ReportRequest) -> Result<Reply, Lost> {
    let commune = request.scope.commune;
    let turn = Turn::begin(&portal.db, commune).await?.ok_or(Fault::NotFound)?;
    let town = portal.towns.at_version(commune, turn.start.rule_book_version).await?;
    let kept = turn::answers(turn.reads(), commune, &[request.answer_ref()]).await?;
    if let Some(kept) = kept.into_iter().next() {
        if kept.request_hash != request.fingerprint() {
            return Ok(Err(ReportRefusal::KeyMismatch));
        }
        let lines = serde_json::from_value(kept.answer).map_err(|error| Fault::Defect(error.to_string()))?;
        return Ok(Ok(lines));
    }
    let told = &request.told;
    let found = people::children_in_town(turn.reads(), commune, &[told.child]).await?;
    let seen = |family| request.scope.sees(FamilyId(family));
    if !found.iter().any(|child| seen(child.family_id.0)) {
        return Ok(Err(ReportRefusal::UnknownChild));
    }
    if let Some(nth) = told.activities.iter().position(|&id| town.activity_name(id).is_empty()) {
        return Ok(Err(ReportRefusal::UnknownActivity { nth }));
    }
    let days: BTreeSet<NaiveDate> = told.days.iter().copied().collect();
    let (Some(&first), Some(&last)) = (days.first(), days.last()) else {
        return Ok(Err(ReportRefusal::NothingAsked));
    };
    let lines = attendance::between(turn.reads(), commune, &[told.child], first, last).await?;
    let asked = asked(&town, told, &days, &lines);
    let refs: Vec<PlaceRef> = asked
        .iter()
        .filter_map(|(day, activity)| place(told.child, *day, *activity))
        .map(|place| place.with(AttendanceEventId(ulid::Ulid::nil())))
        .collect();
    let known = attendance::known(turn.reads(), commune, &refs).await?;
    let since = lines.iter().filter_map(|line| {
        let place = place(told.child, line.day, Some(ActivityId(line.activity_id.0)))?;
        Some((place, line.booked.as_ref()?.at))
    });
    let mut places = Places::read(&known, since.collect())?;

    let mut answer = Vec::with_capacity(asked.len());
    for (day, activity) in asked {
        let line = lines
            .iter()
            .find(|line| line.day == day && Some(ActivityId(line.activity_id.0)) == activity);
        let (outcome, reported_at) = request.outcome(&town, day, line);
        if let (ReportOutcome::Reported, Some(place)) = (outcome, place(told.child, day, activity)) {
            let nth = u32::try_from(places.rows.len()).unwrap_or(u32::MAX);
            let entry = request.entry(portal, &places, place, nth);
            places.add(place, entry, &request.actor, &request.actor_name)?;
        }
        answer.push(ReportLine {
            activity,
            day,
            outcome,
            reported_at,
        });
    }
    let batch = AttendanceBatch {
        states: places.states()?,
        events: places.rows,
        answers: vec![request.keep(&answer)?],
        tasks: Vec::new(),
    };
    turn.record(&batch, portal.clock.now()).await?;
    Ok(Ok(answer))
}

fn place(child: ChildId, day: NaiveDate, activity: Option<ActivityId>) -> Option<Place> {
    let activity = activity?;
    Some(Place { child, day, activity })
}

/// The places that are meant, day by day in the order of the rule book; a day without a place stands alone.
fn asked(
    town: &Town,
    told: &Told,
    days: &BTreeSet<NaiveDate>,
    lines: &[PlaceLine],
) -> Vec<(NaiveDate, Option<ActivityId>)> {
    let mut asked = Vec::new();
    for &day in days {
        let mut activities: Vec<ActivityId> = if told.activities.is_empty() {
            let booked = lines.iter().filter(|line| line.day == day && line.booked.is_some());
            booked.map(|line| ActivityId(line.activity_id.0)).collect()
        } else {
            let named: BTreeSet<ActivityId> = told.activities.iter().copied().collect();
            named.into_iter().collect()
        };
        activities.sort_by_key(|&id| (town.place(id), id));
        if activities.is_empty() {
            asked.push((day, None));
        }
        asked.extend(activities.into_iter().map(|activity| (day, Some(activity))));
    }
    asked
}
