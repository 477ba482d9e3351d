//! The worker: takes what is due, does it, and comes back to what failed.

use std::panic::AssertUnwindSafe;
use std::pin::pin;
use std::time::Duration;

use chrono::TimeDelta;
use futures_util::FutureExt;
use futures_util::future::join_all;
use preau_domain::ids::CommuneId;
use preau_entities::rows::task;
use preau_entities::store::tasks;
use tokio::time::{MissedTickBehavior, interval, timeout};

use super::absence::{self, Missing};
use super::confirmation::News;
use super::places::{self, News as OfPlaces};
use super::retry::{ATTEMPTS, next_try};
use super::task::Task;
use super::undone::Undone;
use super::{account, confirmation, counts};
use crate::booking::cart::over::end_holds;
use crate::ports::Mailer;
use crate::retention::StruckOff;
use crate::waiting::{lapse, over, review};
use crate::{Portal, retention};

/// How long a task belongs to the worker that took it.
const LEASE: TimeDelta = TimeDelta::minutes(2);

/// A task that runs longer is given up for this time, well before its lease ends.
const LONGEST_RUN: Duration = Duration::from_secs(90);

/// Tasks taken, and done side by side, at once.
const BATCH: u64 = 16;

/// How long work of another server instance, or of a bell that nobody heard, may wait.
const TICK: Duration = Duration::from_secs(5);

/// Between two looks for what the store has kept for long enough.
const TIDY: Duration = Duration::from_hours(1);

/// Does what is due, when the bell rings and at a slow tick, and once an hour strikes off what is out of date, until `shutdown` completes. Work begun is finished first.
pub async fn run(portal: &Portal, mailer: &dyn Mailer, shutdown: impl Future<Output = ()>) {
    let mut shutdown = pin!(shutdown);
    let mut tick = interval(TICK);
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut tidy = interval(TIDY);
    tidy.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            biased;
            () = &mut shutdown => return,
            () = portal.outbox.notified() => {}
            _ = tick.tick() => {}
            _ = tidy.tick() => strike_off(portal).await,
        }
        while run_due(portal, mailer, BATCH).await > 0 {
            if shutdown.as_mut().now_or_never().is_some() {
                return;
            }
        }
    }
}

async fn strike_off(portal: &Portal) {
    match retention::strike_off(portal).await {
        Ok(nothing) if nothing == StruckOff::default() => {}
        Ok(StruckOff {
            answers,
            devices,
            cart_lines,
        }) => tracing::info!(answers, devices, cart_lines, "rows out of date are struck off"),
        Err(fault) => tracing::warn!(?fault, "rows out of date stay for another hour"),
    }
}

/// Takes up to `limit` due tasks and does them side by side. Returns how many it took, done or failed.
pub async fn run_due(portal: &Portal, mailer: &dyn Mailer, limit: u64) -> usize {
    let now = portal.clock.now();
    match tasks::claim(&portal.db, now, now + LEASE, limit).await {
        Ok(taken) => join_all(taken.into_iter().map(|row| settle(portal, mailer, row)))
            .await
            .len(),
        Err(error) => {
            tracing::warn!(?error, "the outbox cannot be read");
            0
        }
    }
}

async fn settle(portal: &Portal, mailer: &dyn Mailer, row: task::Model) {
    let (commune, id, attempts) = (CommuneId(row.commune_id), row.task_id, row.attempts);
    let kind = row.kind.clone();
    if attempts > ATTEMPTS {
        // Every worker that took it died of it, or lost the store before it could say so.
        return park(portal, &row, "no worker came back from it").await;
    }
    let task = match Task::read(&row.kind, row.payload.clone()) {
        Ok(task) => task,
        Err(unreadable) => return park(portal, &row, &format!("{unreadable:?}")).await,
    };
    let run = AssertUnwindSafe(perform(portal, mailer, &row, task)).catch_unwind();
    let outcome = match timeout(LONGEST_RUN, run).await {
        Ok(Ok(outcome)) => outcome,
        Ok(Err(_)) => Err(Undone::Panicked),
        Err(_) => Err(Undone::TooSlow),
    };
    let Err(undone) = outcome else {
        if let Err(error) = tasks::done(&portal.db, commune, id).await {
            tracing::warn!(commune = commune.0, task = %id, kind, ?error, "a task done could not be struck off");
        }
        return;
    };
    let now = portal.clock.now();
    let why = undone.why();
    let Some(retry_at) = next_try(portal.random.as_ref(), attempts, now) else {
        return park(portal, &row, &why).await;
    };
    tracing::warn!(commune = commune.0, task = %id, kind, attempts, why, %retry_at, "a task failed");
    if let Err(error) = tasks::failed(&portal.db, commune, id, attempts, &why, now, Some(retry_at)).await {
        tracing::warn!(commune = commune.0, task = %id, kind, ?error, "a failed task could not be put back");
    }
}

async fn perform(portal: &Portal, mailer: &dyn Mailer, row: &task::Model, task: Task) -> Result<(), Undone> {
    let commune = CommuneId(row.commune_id);
    match task {
        Task::MailBookingConfirmation { order } => {
            let news = News { order, decision: None };
            confirmation::send(portal, mailer, commune, row.task_id, news).await
        }
        Task::MailBookingConfirmationTo { order, guardian } => {
            let news = News { order, decision: None };
            confirmation::send_to(portal, mailer, commune, row.task_id, news, guardian).await
        }
        Task::MailOrderDecision { order, decision } => {
            let decision = Some(decision);
            confirmation::send(portal, mailer, commune, row.task_id, News { order, decision }).await
        }
        Task::MailOrderDecisionTo {
            order,
            decision,
            guardian,
        } => {
            let decision = Some(decision);
            confirmation::send_to(portal, mailer, commune, row.task_id, News { order, decision }, guardian).await
        }
        Task::MailAbsence { child, day, activities } => {
            let missing = Missing { child, day, activities };
            absence::send(portal, mailer, commune, row.task_id, missing, None).await
        }
        Task::MailAbsenceTo {
            child,
            day,
            activities,
            guardian,
        } => {
            let missing = Missing { child, day, activities };
            absence::send(portal, mailer, commune, row.task_id, missing, Some(guardian)).await
        }
        Task::PublishCounts { slots } => counts::publish(portal, commune, &slots).await,
        Task::MailWaits {
            became,
            family,
            waits,
            guardian,
        } => {
            let news = OfPlaces {
                became,
                family,
                waits,
                guardian,
            };
            places::send(portal, mailer, commune, row.task_id, news).await
        }
        Task::EndWaits => Ok(over::end_waits(portal, commune).await?),
        Task::ReviewWaits { behind } => Ok(review::run(portal, commune, row.task_id, behind).await?),
        Task::OfferLapses { slots } => Ok(lapse::run(portal, commune, &slots).await?),
        Task::EndCartHolds => Ok(end_holds(portal, commune).await?),
        Task::MailAccount { family, news, guardian } => {
            account::send(portal, mailer, commune, row.task_id, (family, news), guardian).await
        }
    }
}

/// Leaves the task to a person.
async fn park(portal: &Portal, row: &task::Model, why: &str) {
    let (commune, id) = (CommuneId(row.commune_id), row.task_id);
    tracing::error!(commune = commune.0, task = %id, kind = row.kind, attempts = row.attempts, why, "a task is parked");
    let now = portal.clock.now();
    if let Err(error) = tasks::failed(&portal.db, commune, id, row.attempts, why, now, None).await {
        tracing::warn!(commune = commune.0, task = %id, ?error, "a task could not be parked");
    }
}
