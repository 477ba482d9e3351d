//! One turn of a town in which staff decide about one order.

use std::collections::{BTreeMap, BTreeSet};

use preau_domain::booking::{SlotKey, rule};
use preau_domain::ids::{ActivityId, BookingId, ChildId, FamilyId};
use preau_entities::rows::Key;
use preau_entities::rows::order_line::Reply;
use preau_entities::store::booking::Lock;
use preau_entities::store::desk::{self, Line};
use preau_entities::store::orders;
use preau_entities::store::turn::{self, AnswerRef, Turn};

use super::answer::{DecideAnswer, DecidedLine};
use super::request::{DecideRefusal, DecideRequest};
use super::rows::{ChildRuled, Done, DonePlace};
use super::words::{Words, booking, words};
use crate::booking::batch::Rows;
use crate::booking::known::{Asked, Known};
use crate::booking::touched::with_linked;
use crate::booking::turn::{Lost, conclude, kept, read_again};
use crate::towns::Town;
use crate::waiting::pass_on::pass_on_behind;
use crate::{Fault, Portal};

/// The answer to what staff said.
pub(super) type Said = Result<DecideAnswer, DecideRefusal>;

pub(super) async fn attempt(portal: &Portal, request: &DecideRequest) -> Result<Said, Lost> {
    let commune = request.scope.commune;
    let turn = Turn::begin(&portal.db, commune).await?.ok_or(Fault::NotFound)?;
    let town = portal.towns.at_version(commune, turn.start.rule_book_version).await?;
    if let Some(reply) = given(&turn, request).await? {
        return Ok(reply);
    }
    let found = orders::by_ids(turn.reads(), request.scope, &[request.order]).await?;
    let Some(order) = found.into_iter().next() else {
        return Ok(Err(DecideRefusal::UnknownOrder));
    };
    let lines = desk::lines(turn.reads(), commune, request.order).await?;
    let (words, spoken_of) = match words(&town, request, &lines) {
        Ok(words) => words,
        Err(refusal) => return Ok(Err(refusal)),
    };

    let now = portal.clock.now();
    let mut known = load(&turn, &town, &words).await?;
    pass_on_behind(turn.reads(), &town, &mut known, request.received_at, now).await?;
    let mut rows = Rows::new(&town, portal.random.as_ref(), now, turn.start);
    let children = ruled(&town, &known, words, request);
    let family = FamilyId(order.family_id.0);
    let (done, terms) = if children.iter().all(|child| child.ruled.settled.is_empty()) {
        (Done::new(), Vec::new())
    } else {
        rows.decide(request, family, &children, &mut known)?
    };
    // What is refused, or let go, is for whoever waits.
    pass_on_behind(turn.reads(), &town, &mut known, request.received_at, now).await?;
    let answer = DecideAnswer {
        order: request.order,
        lines: told(&town, &lines, &spoken_of, done),
        terms,
    };
    let (actor, key) = (request.actor.clone(), request.key.clone());
    let stored = kept(actor, key, request.fingerprint(), &answer)?;
    rows.batch.answers.push(stored);
    conclude(portal, &town, turn, rows, &known).await?;
    Ok(Ok(answer))
}

async fn load(turn: &Turn, town: &Town, words: &Words) -> Result<Known, Lost> {
    let said = || words.values().flat_map(BTreeMap::keys);
    let mut slots = BTreeSet::new();
    for &slot in said() {
        slots.extend(with_linked(town, town.activity_id(slot), std::iter::once(slot.day)));
    }
    let asked = Asked {
        children: words.keys().copied().collect(),
        slots,
        days: said().map(|slot| slot.day).min().zip(said().map(|slot| slot.day).max()),
        ..Asked::default()
    };
    Ok(Known::load(turn.reads(), town, &asked, Lock::Change).await?)
}

/// What the words come to, for each child and rule book.
fn ruled(town: &Town, known: &Known, words: Words, request: &DecideRequest) -> Vec<ChildRuled> {
    let mut all = Vec::new();
    for (id, words) in words {
        let Some(child) = known.children.get(&id) else { continue };
        let mut by_version: BTreeMap<i32, BTreeMap<SlotKey, _>> = BTreeMap::new();
        for (slot, word) in words {
            by_version
                .entry(town.on(slot.day).version)
                .or_default()
                .insert(slot, word);
        }
        for words in by_version.into_values() {
            let Some(edition) = words.keys().next().map(|slot| town.on(slot.day)) else {
                continue;
            };
            let marks = known.marks(id);
            let accept = words.iter().map(|(&slot, word)| (slot, word.accept)).collect();
            let situation = child.situation(edition, &marks, &known.occupancy, request.received_at);
            let ruled = rule(&situation, &accept);
            all.push(ChildRuled {
                child: id,
                ruled,
                words,
            });
        }
    }
    all
}

/// The lines that were spoken of, as they now are, then what else was decided, in other orders too.
fn told(town: &Town, lines: &[Line], spoken_of: &BTreeSet<BookingId>, mut done: Done) -> Vec<DecidedLine> {
    let mut told = Vec::new();
    for line in lines {
        match done.remove(&line.booking_id) {
            Some(place) => told.push(decided(town, line.booking_id, place)),
            None if spoken_of.contains(&booking(line)) => told.push(as_it_was(line)),
            None => {}
        }
    }
    told.extend(done.into_iter().map(|(id, place)| decided(town, id, place)));
    told
}

fn decided(town: &Town, id: Key, place: DonePlace) -> DecidedLine {
    let accepted = place.settled.accepted;
    DecidedLine {
        booking: BookingId(id.0),
        child: place.child,
        activity: town.activity_id(place.slot),
        day: place.slot.day,
        reply: if accepted { Reply::Accepted } else { Reply::Refused },
        reason: place.reason,
        changed: true,
        with: place.settled.with.map(|slot| town.activity_id(slot)),
    }
}

fn as_it_was(line: &Line) -> DecidedLine {
    DecidedLine {
        booking: booking(line),
        child: ChildId(line.child_id.0),
        activity: ActivityId(line.activity_id.0),
        day: line.day,
        reply: line.reply,
        reason: line.reason.clone(),
        changed: false,
        with: None,
    }
}

/// The answer to a request that came before under the same key.
async fn given(turn: &Turn, request: &DecideRequest) -> Result<Option<Said>, Lost> {
    let wanted = AnswerRef {
        actor: request.actor.clone(),
        key: request.key.clone(),
    };
    let stored = turn::answers(turn.reads(), request.scope.commune, &[wanted]).await?;
    match stored.first() {
        None => Ok(None),
        Some(stored) if stored.request_hash == request.fingerprint() => Ok(Some(Ok(read_again(&stored.answer)?))),
        Some(_) => Ok(Some(Err(DecideRefusal::KeyMismatch))),
    }
}
