//! Asking the rules about one request. The dry run and the commit are both this.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use preau_domain::booking::Refusal;
use preau_domain::ids::{ActivityId, FamilyId, WaitingId};
use preau_domain::waiting::{End, Wait, lasts, may_wait};

use super::answer::{WaitingLine, WaitingOutcome};
use super::request::{WaitingRefusal, WaitingRequest};
use crate::booking::answer::{LineOutcome, OutcomeLine};
use crate::booking::known::Known;
use crate::booking::reason::{Reason, ReasonCode};
use crate::booking::request::Change;
use crate::towns::Town;

/// The family of the child, once all that the request names is known to the caller.
pub(super) fn family(town: &Town, known: &Known, request: &WaitingRequest) -> Result<FamilyId, WaitingRefusal> {
    let family = known.children.get(&request.child).map(|child| child.family);
    let family = family
        .filter(|&family| request.scope.sees(family))
        .ok_or(WaitingRefusal::UnknownChild)?;
    if town.activity(request.activity).is_none() {
        return Err(WaitingRefusal::UnknownActivity);
    }
    Ok(family)
}

/// A day of a request that joins the line: the position that it got, or why it may not.
pub(super) type Joined = (NaiveDate, Result<i64, Reason>);

/// Who joins, when, and how the next waits are called.
pub(super) struct Joining<'a> {
    pub family: FamilyId,
    pub now: DateTime<Utc>,
    /// The position of whoever came last.
    pub last: i64,
    pub id: &'a dyn Fn() -> WaitingId,
}

/// Puts the child in line for every day for which it may wait.
pub(super) fn join(town: &Town, known: &mut Known, request: &WaitingRequest, by: &Joining<'_>) -> Vec<Joined> {
    let mut last = by.last;
    let mut joined = Vec::new();
    for day in days(request) {
        let wait = may_join(town, known, request, day, by.now);
        joined.push((
            day,
            wait.map(|wait| {
                last += 1;
                known.waits.join((by.id)(), by.family, last, wait, by.now);
                last
            }),
        ));
    }
    joined
}

#[expect(clippy::result_large_err, reason = "it is told at once, and once")]
fn may_join(
    town: &Town,
    known: &Known,
    request: &WaitingRequest,
    day: NaiveDate,
    now: DateTime<Utc>,
) -> Result<Wait, Reason> {
    let slot = town.slot(request.activity, day).zip(known.children.get(&request.child));
    let (slot, child) = slot.ok_or_else(|| Reason::of(&Refusal::NotOffered, &|_| request.activity))?;
    let (edition, marks) = (town.on(day), known.marks(request.child));
    let situation = child.situation(edition, &marks, &known.occupancy, request.received_at);
    let parts = may_wait(&situation, slot);
    let parts = parts.map_err(|refusal| Reason::of_wait(&refusal, request.activity, &|ix| edition.id(ix)))?;
    let mut wait = Wait::new(request.child, slot, parts);
    // Whoever may wait does so until some instant ahead.
    wait.closes_at = lasts(&situation, slot).ok();
    match wait.closes_at {
        // It was over before the town's turn came: there is no place in the line to tell.
        Some(closed_at) if closed_at <= now => Err(Reason::too_late(closed_at)),
        Some(_) | None => Ok(wait),
    }
}

/// What became of each day, once free places were passed on.
pub(super) fn joined_lines(
    town: &Town,
    known: &Known,
    request: &WaitingRequest,
    joined: Vec<Joined>,
) -> Vec<WaitingLine> {
    let line = |(day, joined): Joined| match joined {
        Ok(position) => {
            let wait = known.waits.line.wait(position);
            let until = wait.filter(|wait| wait.is_offered()).and_then(|wait| wait.until);
            let waiting = || WaitingOutcome::Waiting {
                position: known.waits.line.place(position),
            };
            let outcome = until.map_or_else(waiting, |until| WaitingOutcome::Offered { until });
            told(request, day, along(town, wait), outcome)
        }
        Err(reason) => told(request, day, Vec::new(), WaitingOutcome::Refused { reason }),
    };
    joined.into_iter().map(line).collect()
}

/// Lets go of every day: whatever the child has there, or offers only.
pub(super) fn let_go(town: &Town, known: &mut Known, request: &WaitingRequest, offers_only: bool) -> Vec<WaitingLine> {
    let mut lines = Vec::new();
    for day in days(request) {
        let slot = town.slot(request.activity, day);
        let position = slot.and_then(|slot| known.waits.line.of(request.child, slot));
        let wait = position.and_then(|position| Some((position, known.waits.line.wait(position)?)));
        let (outcome, with) = match wait {
            Some((position, wait)) if wait.is_offered() || !offers_only => {
                let with = along_but(town, wait, request.activity);
                for slot in known.waits.line.end(position, End::Left) {
                    known.let_go(slot);
                }
                (WaitingOutcome::Left, with)
            }
            _ if offers_only => (no_offer(), Vec::new()),
            _ => (WaitingOutcome::Unchanged, Vec::new()),
        };
        lines.push(told(request, day, with, outcome));
    }
    lines
}

/// The bookings that accept what is offered, and the days for which nothing is.
pub(super) fn acceptance(town: &Town, known: &Known, request: &WaitingRequest) -> (Vec<Change>, Vec<OutcomeLine>) {
    let mut book: BTreeMap<ActivityId, Vec<NaiveDate>> = BTreeMap::new();
    let mut refused = Vec::new();
    for day in days(request) {
        let slot = town.slot(request.activity, day);
        let position = slot.and_then(|slot| known.waits.line.of(request.child, slot));
        let wait = position.and_then(|position| known.waits.line.wait(position));
        match wait.filter(|wait| wait.is_offered()) {
            // What was asked for brings the rest along.
            Some(wait) => book.entry(town.activity_id(wait.asked)).or_default().push(day),
            None => refused.push(OutcomeLine {
                child: request.child,
                activity: request.activity,
                day,
                taken_with: None,
                outcome: LineOutcome::Refused {
                    reason: Reason::plain(ReasonCode::NoOffer),
                    can_wait: false,
                },
            }),
        }
    }
    let changes = book.into_iter().map(|(activity, days)| request.change(activity, days));
    (changes.collect(), refused)
}

fn no_offer() -> WaitingOutcome {
    WaitingOutcome::Refused {
        reason: Reason::plain(ReasonCode::NoOffer),
    }
}

/// Each once, in the order asked.
fn days(request: &WaitingRequest) -> Vec<NaiveDate> {
    let mut seen = BTreeSet::new();
    let days = request.days.iter().copied();
    days.filter(|day| seen.insert(*day)).collect()
}

fn along(town: &Town, wait: Option<&Wait>) -> Vec<ActivityId> {
    wait.map(|wait| along_but(town, wait, town.activity_id(wait.asked)))
        .unwrap_or_default()
}

fn along_but(town: &Town, wait: &Wait, activity: ActivityId) -> Vec<ActivityId> {
    let open = wait.open().map(|slot| town.activity_id(slot));
    open.filter(|&id| id != activity).collect()
}

fn told(request: &WaitingRequest, day: NaiveDate, along: Vec<ActivityId>, outcome: WaitingOutcome) -> WaitingLine {
    WaitingLine {
        child: request.child,
        activity: request.activity,
        day,
        along,
        outcome,
    }
}
