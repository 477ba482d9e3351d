//! A request about the waiting list, in the town's turn.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use futures_util::FutureExt;
use preau_domain::ids::WaitingId;
use preau_entities::store::booking::Lock;
use preau_entities::store::turn::{self, AnswerRef, Turn};
use preau_entities::store::{ConnectionTrait, waiting};

use super::answer::WaitingAnswer;
use super::decide::{Joining, acceptance, family, join, joined_lines, let_go};
use super::pass_on::pass_on_behind;
use super::request::{Action, WaitingRefusal, WaitingRequest};
use crate::booking::answer::PlanAnswer;
use crate::booking::batch::Rows;
use crate::booking::decide::{Decided, decide};
use crate::booking::known::{Asked, Known};
use crate::booking::request::PlanRequest;
use crate::booking::touched::with_linked;
use crate::booking::turn::{Lost, conclude, in_turn, kept, read_again};
use crate::ports::random::ulid;
use crate::towns::Town;
use crate::{Fault, Portal};

type Reply = Result<WaitingAnswer, WaitingRefusal>;

/// Does what the request asks, as far as the town's rules allow, in the town's turn.
pub async fn commit(portal: &Portal, request: WaitingRequest) -> Result<Reply, Fault> {
    if let Err(refusal) = request.admit()? {
        return Ok(Err(refusal));
    }
    let commune = request.scope.commune;
    in_turn(portal, commune, request, |own, request| attempt(own, request).boxed()).await
}

/// Says what [`commit`] would do now. Nothing is written, and no turn is waited for.
pub async fn rehearse(portal: &Portal, request: &WaitingRequest) -> Result<Reply, Fault> {
    if let Err(refusal) = request.admit()? {
        return Ok(Err(refusal));
    }
    let town = portal.towns.get(request.scope.commune).await?;
    let mut known = Known::load(&portal.db, &town, &asked(&town, request), Lock::Read).await?;
    let now = portal.clock.now();
    let considered = consider(portal, &portal.db, &town, &mut known, request, now).await;
    match considered {
        Ok(considered) => Ok(considered.map(|considered| considered.answer)),
        Err(Lost::Race(error)) => Err(error.into()),
        Err(Lost::Fault(fault)) => Err(fault),
    }
}

async fn attempt(portal: &Portal, request: &WaitingRequest) -> Result<Reply, Lost> {
    let commune = request.scope.commune;
    let turn = Turn::begin(&portal.db, commune).await?.ok_or(Fault::NotFound)?;
    let town = portal.towns.at_version(commune, turn.start.rule_book_version).await?;
    let wanted = AnswerRef {
        actor: request.actor.clone(),
        key: request.key.clone(),
    };
    if let Some(given) = turn::answers(turn.reads(), commune, &[wanted]).await?.first() {
        if given.request_hash != request.fingerprint() {
            return Ok(Err(WaitingRefusal::KeyMismatch));
        }
        return Ok(Ok(read_again(&given.answer)?));
    }
    let mut known = Known::load(turn.reads(), &town, &asked(&town, request), Lock::Change).await?;
    let now = portal.clock.now();
    let mut rows = Rows::new(&town, portal.random.as_ref(), now, turn.start);
    let considered = consider(portal, turn.reads(), &town, &mut known, request, now).await?;
    let reply = match considered {
        Ok(Considered { mut answer, accepted }) => {
            if let Some((plan, decided)) = &accepted {
                answer.booked.order = rows.add(plan, decided, &mut known)?;
                // What an acceptance leaves of an offer is free again.
                pass_on_behind(turn.reads(), &town, &mut known, request.received_at, now).await?;
            }
            let (actor, key) = (request.actor.clone(), request.key.clone());
            rows.batch
                .answers
                .push(kept(actor, key, request.fingerprint(), &answer)?);
            Ok(answer)
        }
        Err(refusal) => Err(refusal),
    };
    conclude(portal, &town, turn, rows, &known).await?;
    Ok(reply)
}

fn asked(town: &Town, request: &WaitingRequest) -> Asked {
    Asked {
        children: BTreeSet::from([request.child]),
        slots: with_linked(town, request.activity, request.days.iter().copied()),
        days: request
            .days
            .iter()
            .min()
            .copied()
            .zip(request.days.iter().max().copied()),
        waits: true,
        ..Asked::default()
    }
}

/// What became of a request, and what is still to be written of an acceptance.
struct Considered {
    answer: WaitingAnswer,
    accepted: Option<(PlanRequest, Decided)>,
}

async fn consider<C: ConnectionTrait>(
    portal: &Portal,
    db: &C,
    town: &Town,
    known: &mut Known,
    request: &WaitingRequest,
    now: DateTime<Utc>,
) -> Result<Result<Considered, WaitingRefusal>, Lost> {
    let family = match family(town, known, request) {
        Ok(family) => family,
        Err(refusal) => return Ok(Err(refusal)),
    };
    pass_on_behind(db, town, known, request.received_at, now).await?;
    let mut answer = WaitingAnswer::default();
    let mut accepted = None;
    match request.action {
        Action::Join => {
            let last = waiting::last_position(db, town.id).await?;
            let id = || WaitingId(ulid(portal.random.as_ref(), now));
            let joined = join(
                town,
                known,
                request,
                &Joining {
                    family,
                    now,
                    last,
                    id: &id,
                },
            );
            // Late requests get a place at once where there is one.
            pass_on_behind(db, town, known, request.received_at, now).await?;
            answer.outcomes = joined_lines(town, known, request, joined);
        }
        Action::Leave | Action::Decline => {
            answer.outcomes = let_go(town, known, request, request.action == Action::Decline);
            pass_on_behind(db, town, known, request.received_at, now).await?;
        }
        Action::Accept => {
            let (changes, refused) = acceptance(town, known, request);
            if changes.is_empty() {
                answer.booked.outcomes = refused;
            } else {
                let plan = request.plan(changes);
                // What a plan may be refused for has been asked above.
                let decided = decide(town, known, &plan);
                let mut decided = decided.map_err(|refusal| Fault::Defect(format!("an acceptance: {refusal:?}")))?;
                let booked = decided.take_answer();
                let outcomes = refused.into_iter().chain(booked.outcomes).collect();
                answer.booked = PlanAnswer { outcomes, ..booked };
                accepted = Some((plan, decided));
            }
        }
    }
    Ok(Ok(Considered { answer, accepted }))
}
