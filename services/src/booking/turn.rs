//! One turn of a town: the requests that wait, decided in order and written in one transaction.

use chrono::{DateTime, Utc};
use futures_util::future::BoxFuture;
use preau_domain::ids::CommuneId;
use preau_entities::rows::Key;
use preau_entities::store::booking::Lock;
use preau_entities::store::counts::Counter;
use preau_entities::store::turn::{NewAnswer, Turn};
use preau_entities::store::{StoreError, tasks};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::answer::PlanAnswer;
use super::batch::Rows;
use super::cart::change::{change, ordered};
use super::cart::state::Carts;
use super::decide::{Decided, decide};
use super::given::Given;
use super::known::Known;
use super::lane::MOST_DAYS;
use super::plan::agreed;
use super::request::{Aim, PlanRefusal, PlanRequest};
use super::touched;
use crate::counting;
use crate::towns::Town;
use crate::waiting::pass_on::pass_on_behind;
use crate::{Fault, Portal};

/// The answer to one request of a turn.
pub(super) type Reply = Result<PlanAnswer, PlanRefusal>;

/// Tries before a lost race of transactions is reported as a busy store.
const TRIES: usize = 3;

/// What became of the requests of a turn.
pub(super) struct Turned {
    /// Those of the first ones, at least of one.
    pub replies: Vec<Reply>,
    /// Of those behind, for which the turn had no time: how many days each of them looks at.
    pub behind: Vec<usize>,
}

/// Decides and commits the requests, in order and as many of them as a turn can take in; or a fault that concerns them all
/// with nothing written.
pub(super) async fn run(portal: &Portal, commune: CommuneId, requests: &[&PlanRequest]) -> Result<Turned, Fault> {
    let mut tries = Tries::default();
    loop {
        if let Some(turned) = tries.settle(attempt(portal, commune, requests).await)? {
            return Ok(turned);
        }
    }
}

/// One try of work that takes a turn, for what was asked.
pub(crate) type Attempt<R, T> = for<'a> fn(&'a Portal, &'a R) -> BoxFuture<'a, Result<T, Lost>>;

/// Waits for the town's turn and does work that takes one of its own, in arrival order with all other requests; again where
/// it met another transaction and lost. A caller that stops waiting does not stop it.
pub(crate) async fn in_turn<R, T>(
    portal: &Portal,
    commune: CommuneId,
    asked: R,
    attempt: Attempt<R, T>,
) -> Result<T, Fault>
where
    R: Send + Sync + 'static,
    T: Send + 'static,
{
    let own = portal.clone();
    let work = async move {
        let mut tries = Tries::default();
        loop {
            if let Some(done) = tries.settle(attempt(&own, &asked).await)? {
                return Ok(done);
            }
        }
    };
    portal.lanes.queue_up(portal, commune, work).await
}

/// Counts how often a turn met another transaction and lost.
#[derive(Default)]
struct Tries(usize);

impl Tries {
    /// What came of an attempt; none when it should be made again.
    pub fn settle<T>(&mut self, attempt: Result<T, Lost>) -> Result<Option<T>, Fault> {
        self.0 += 1;
        match attempt {
            Err(Lost::Race(error)) if self.0 == TRIES => Err(error.into()),
            Err(Lost::Race(_)) => Ok(None),
            Err(Lost::Fault(fault)) => Err(fault),
            Ok(done) => Ok(Some(done)),
        }
    }
}

pub(crate) enum Lost {
    Race(StoreError),
    Fault(Fault),
}

impl From<StoreError> for Lost {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Conflict(_) => Self::Race(error),
            other => Self::Fault(other.into()),
        }
    }
}

impl From<Fault> for Lost {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

async fn attempt(portal: &Portal, commune: CommuneId, requests: &[&PlanRequest]) -> Result<Turned, Lost> {
    let turn = Turn::begin(&portal.db, commune).await?.ok_or(Fault::NotFound)?;
    let town = portal.towns.at_version(commune, turn.start.rule_book_version).await?;
    let mut given = Given::load(&turn, commune, requests).await?;
    let arrivals = arrivals(requests);
    // What stands in the carts tells how much is asked.
    let carts = Carts::read(turn.reads(), commune, &given.leaves(requests)).await?;
    let (requests, behind) = fitting(requests, |request| {
        if given.settles(request) {
            0
        } else {
            request.weight() + touched::lines(request, &carts).len()
        }
    });
    let open = given.leaves(requests);
    if open.is_empty() {
        let nothing = Known::default();
        let replies = requests.iter().map(|request| given.reply(request, &nothing));
        let replies = replies.collect::<Result<_, _>>()?;
        return Ok(Turned { replies, behind });
    }
    let mut known = Known::of_plans(turn.reads(), &town, &open, carts, Lock::Change).await?;

    let now = portal.clock.now();
    // Whoever waits comes before the requests of this turn, and before those behind a request that frees a place.
    let mut arrived = arrivals.first().copied().unwrap_or(now);
    pass_on_behind(turn.reads(), &town, &mut known, arrived, now).await?;
    let mut rows = Rows::new(&town, portal.random.as_ref(), now, turn.start);
    let mut replies = Vec::with_capacity(requests.len());
    for (request, next) in requests.iter().zip(arrivals) {
        if arrived < next {
            arrived = next;
            pass_on_behind(turn.reads(), &town, &mut known, arrived, now).await?;
        }
        if given.knows(request) {
            replies.push(given.reply(request, &known)?);
            continue;
        }
        if let Aim::Cart(family, what) = request.aim {
            replies.push(change(&town, &mut known, request, family, what));
            pass_on_behind(turn.reads(), &town, &mut known, arrived, now).await?;
            continue;
        }
        let reply = match consider(&town, &mut known, request) {
            Ok((decided, mut answer)) => {
                answer.order = rows.add(request, &decided, &mut known)?;
                if let Aim::OrderCart(family) = request.aim {
                    ordered(&town, &mut known, family, &answer);
                }
                pass_on_behind(turn.reads(), &town, &mut known, arrived, now).await?;
                rows.batch.answers.push(given.keep(&town, request, &answer)?);
                Ok(answer)
            }
            Err(refusal) => Err(refusal),
        };
        replies.push(reply);
    }
    conclude(portal, &town, turn, rows, &known).await?;
    Ok(Turned { replies, behind })
}

/// Writes what a turn has collected, if that is anything, and tells of it if anything has changed.
pub(crate) async fn conclude(
    portal: &Portal,
    town: &Town,
    turn: Turn,
    rows: Rows<'_>,
    known: &Known,
) -> Result<(), Lost> {
    let now = rows.now;
    let (batch, counts_task) = rows.finish(known);
    if batch.is_empty() {
        return Ok(());
    }
    let counters = turn.commit(&batch, now).await?;
    if !batch.changes_nothing() {
        announce(portal, town, &counters, counts_task).await;
    }
    Ok(())
}

/// Of each request, when the first of it and all behind it reached the portal: what was kept for anybody at that instant
/// is kept until they are decided.
fn arrivals(requests: &[&PlanRequest]) -> Vec<DateTime<Utc>> {
    let mut arrivals: Vec<DateTime<Utc>> = requests.iter().map(|request| request.received_at).collect();
    for nth in (1..arrivals.len()).rev() {
        arrivals[nth - 1] = arrivals[nth - 1].min(arrivals[nth]);
    }
    arrivals
}

/// The requests from the first on that are not too many days together, and how many days each of the others looks at.
fn fitting<'a, 'r>(
    requests: &'a [&'r PlanRequest],
    days: impl Fn(&PlanRequest) -> usize,
) -> (&'a [&'r PlanRequest], Vec<usize>) {
    let each: Vec<usize> = requests.iter().map(|request| days(request)).collect();
    let together = each.iter().scan(0, |sum, days| {
        *sum += days;
        Some(*sum)
    });
    let fit = together
        .take_while(|&days| days <= MOST_DAYS)
        .count()
        .clamp(1, each.len());
    (&requests[..fit], each[fit..].to_vec())
}

/// Decides a request on top of what is known. One that would become something else than it expects leaves no trace.
fn consider(town: &Town, known: &mut Known, request: &PlanRequest) -> Result<(Decided, PlanAnswer), PlanRefusal> {
    let before = request.expects.is_some().then(|| known.remember(town, request));
    let mut decided = decide(town, known, request)?;
    let answer = agreed(town, request, decided.take_answer());
    if let (Err(_), Some(before)) = (&answer, before) {
        known.restore(before);
    }
    Ok((decided, answer?))
}

/// Tells the cache, the listeners and the worker what was committed. None of it can undo the booking.
async fn announce(portal: &Portal, town: &Town, counters: &[Counter], counts_task: Option<Key>) {
    let published = portal.counts.publish(&counting::published(town.id, counters)).await;
    if let (Ok(()), Some(task)) = (published, counts_task) {
        let (db, commune) = (portal.db.clone(), town.id);
        tokio::spawn(async move {
            // Left in place, the task only publishes the same counts once more.
            if let Err(error) = tasks::done(&db, commune, task).await {
                tracing::debug!(?error, "a cache task that is done stays for the worker");
            }
        });
    }
    portal.bus.announce(town.id).await;
    portal.outbox.notify_one();
}

/// An answer as it is kept for a retry.
pub(crate) fn kept<T: Serialize>(
    actor: String,
    key: String,
    request_hash: String,
    answer: &T,
) -> Result<NewAnswer, Fault> {
    let answer = serde_json::to_value(answer).map_err(|error| Fault::Defect(error.to_string()))?;
    Ok(NewAnswer {
        actor,
        key,
        request_hash,
        answer,
    })
}

/// An answer that was kept.
pub(crate) fn read_again<T: DeserializeOwned>(answer: &Value) -> Result<T, Fault> {
    T::deserialize(answer).map_err(|error| Fault::Defect(format!("a kept answer cannot be read: {error}")))
}
