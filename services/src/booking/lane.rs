//! A queue in front of each town. Requests that wait for the same town are decided together, in arrival order, by one
//! transaction; towns run side by side and share the store's connections fairly.

use std::collections::{HashMap, VecDeque};
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex, PoisonError};

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use preau_domain::ids::CommuneId;
use tokio::sync::{Semaphore, mpsc, oneshot};

use super::request::PlanRequest;
use super::turn::{self, Reply, Turned};
use crate::{Fault, Portal};

/// Requests that may wait for one town; more are told to come back in a moment.
const QUEUE: usize = 2_048;

/// Requests joined in one turn, and the days they may ask for together: what keeps a turn short.
const MOST_REQUESTS: usize = 64;
pub(super) const MOST_DAYS: usize = 4_000;

/// Days that a whole cart is reckoned to hold until a turn has looked into it.
const SOME_CART: usize = 120;

/// The lanes of all towns.
pub struct Lanes {
    queues: Mutex<HashMap<CommuneId, mpsc::Sender<Queued>>>,
    /// Turns under way at once. Waiting for one is first come, first served, so that a town in a rush takes its place
    /// behind the others after every turn.
    turns: Arc<Semaphore>,
}

enum Queued {
    Plan(Box<Waiting>),
    /// Work with a turn of its own.
    Work(BoxFuture<'static, ()>),
}

struct Waiting {
    request: PlanRequest,
    /// How many days it looks at: what it says itself, or what a turn found that could not take it in.
    days: usize,
    reply: oneshot::Sender<Result<Reply, Fault>>,
}

impl Lanes {
    /// At most `turns` towns decide at once: fewer than the store has connections, so that reads go on.
    pub fn new(turns: usize) -> Self {
        Self {
            queues: Mutex::default(),
            turns: Arc::new(Semaphore::new(turns.max(1))),
        }
    }

    /// Waits for the town's turn and returns what became of the request. A caller that stops waiting does not stop the
    /// request: its outcome is kept under its key.
    pub(super) async fn join(&self, portal: &Portal, request: PlanRequest) -> Result<Reply, Fault> {
        let (reply, answer) = oneshot::channel();
        let commune = request.scope.commune;
        let cart = if request.is_of_a_whole_cart() { SOME_CART } else { 0 };
        let days = request.weight() + cart;
        let waiting = Box::new(Waiting { request, days, reply });
        self.enter(portal, commune, Queued::Plan(waiting))?;
        answer.await.unwrap_or_else(|_| Err(unanswered()))
    }

    /// Waits for the town's turn and does work that takes one of its own, in arrival order with all other requests. A
    /// caller that stops waiting does not stop it.
    pub(crate) async fn queue_up<T: Send + 'static>(
        &self,
        portal: &Portal,
        commune: CommuneId,
        work: impl Future<Output = Result<T, Fault>> + Send + 'static,
    ) -> Result<T, Fault> {
        let (reply, answer) = oneshot::channel();
        let work = async {
            let done = AssertUnwindSafe(work).catch_unwind().await;
            // The caller may have gone.
            drop(reply.send(done.unwrap_or_else(|_| Err(panicked()))));
        };
        self.enter(portal, commune, Queued::Work(work.boxed()))?;
        answer.await.unwrap_or_else(|_| Err(unanswered()))
    }

    fn enter(&self, portal: &Portal, commune: CommuneId, queued: Queued) -> Result<(), Fault> {
        let entered = self.queue(portal, commune).try_send(queued);
        entered.map_err(|_| Fault::Unavailable("the town's queue is full".to_owned()))
    }

    fn queue(&self, portal: &Portal, commune: CommuneId) -> mpsc::Sender<Queued> {
        let mut queues = self.queues.lock().unwrap_or_else(PoisonError::into_inner);
        let live = queues.get(&commune).filter(|queue| !queue.is_closed());
        if let Some(queue) = live {
            return queue.clone();
        }
        let (queue, waiting) = mpsc::channel(QUEUE);
        tokio::spawn(serve(portal.clone(), commune, waiting, Arc::clone(&self.turns)));
        queues.insert(commune, queue.clone());
        queue
    }
}

async fn serve(portal: Portal, commune: CommuneId, mut queue: mpsc::Receiver<Queued>, turns: Arc<Semaphore>) {
    // Taken out of the queue already: before all that is still in it.
    let mut ahead: VecDeque<Queued> = VecDeque::new();
    loop {
        let first = match ahead.pop_front() {
            Some(queued) => queued,
            None => match queue.recv().await {
                Some(queued) => queued,
                None => return,
            },
        };
        let Ok(_turn) = turns.acquire().await else { return };
        let first = match first {
            Queued::Plan(first) => first,
            Queued::Work(work) => {
                work.await;
                continue;
            }
        };
        let mut days = first.days;
        let mut batch = vec![*first];
        while batch.len() < MOST_REQUESTS {
            match ahead.pop_front().or_else(|| queue.try_recv().ok()) {
                Some(Queued::Plan(next)) if days + next.days <= MOST_DAYS => {
                    days += next.days;
                    batch.push(*next);
                }
                Some(next) => {
                    ahead.push_front(next);
                    break;
                }
                None => break,
            }
        }
        for waiting in decide(&portal, commune, batch).await.into_iter().rev() {
            ahead.push_front(Queued::Plan(Box::new(waiting)));
        }
    }
}

/// Decides a batch, and returns those behind that the turn could not take in. When it meets a defect, each request is
/// tried alone, so that one cannot spoil the others.
async fn decide(portal: &Portal, commune: CommuneId, batch: Vec<Waiting>) -> Vec<Waiting> {
    let requests: Vec<&PlanRequest> = batch.iter().map(|waiting| &waiting.request).collect();
    let (replies, behind): (Vec<Result<Reply, Fault>>, Vec<usize>) = match run(portal, commune, &requests).await {
        Ok(Turned { replies, behind }) => (replies.into_iter().map(Ok).collect(), behind),
        Err(Fault::Defect(_)) if requests.len() > 1 => {
            let mut replies = Vec::with_capacity(requests.len());
            for request in requests {
                let alone = run(portal, commune, &[request]).await;
                replies.push(alone.and_then(|turned| {
                    let only = turned.replies.into_iter().next();
                    only.ok_or_else(|| Fault::Defect("a turn lost a reply".to_owned()))
                }));
            }
            (replies, Vec::new())
        }
        Err(fault) => (requests.iter().map(|_| Err(fault.clone())).collect(), Vec::new()),
    };
    let mut batch = batch.into_iter();
    for (waiting, reply) in batch.by_ref().take(replies.len()).zip(replies) {
        // The phone may have gone; the outcome is kept under its key.
        drop(waiting.reply.send(reply));
    }
    batch
        .zip(behind)
        .map(|(waiting, days)| Waiting { days, ..waiting })
        .collect()
}

/// A turn that breaks the program is a defect of its requests; the lane lives on for those behind them.
async fn run(portal: &Portal, commune: CommuneId, requests: &[&PlanRequest]) -> Result<Turned, Fault> {
    AssertUnwindSafe(turn::run(portal, commune, requests))
        .catch_unwind()
        .await
        .unwrap_or_else(|_| Err(panicked()))
}

fn panicked() -> Fault {
    Fault::Defect("a turn panicked".to_owned())
}

fn unanswered() -> Fault {
    Fault::Defect("a turn ended without an answer".to_owned())
}
