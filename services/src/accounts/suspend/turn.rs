//! One turn of a town in which staff withhold a family's places.

use chrono::{DateTime, Utc};
use futures_util::FutureExt;
use preau_domain::booking::may_suspend;
use preau_domain::calendar::zone::civil_day;
use preau_domain::code::Code;
use preau_domain::family::Suspended;
use preau_domain::ids::{ActivityId, ChildId, SuspensionId};
use preau_domain::money::Money;
use preau_entities::rows::{Key, alert};
use preau_entities::store::booking::{self, Lock};
use preau_entities::store::people::{self, ChildLine};
use preau_entities::store::turn::{NewAccountAlert, NewSuspension, Turn};
use preau_entities::store::{ConnectionTrait, StoreError, accounts};
use ulid::Ulid;

use super::answer::{SuspendAnswer, WithheldPlace};
use super::places::{asked, give_back, within};
use super::request::{SuspendFault, SuspendRequest};
use crate::accounts::FOR_EVER;
use crate::accounts::answers::given;
use crate::booking::batch::Rows;
use crate::booking::known::Known;
use crate::booking::request::PlanRequest;
use crate::booking::turn::{Lost, conclude, in_turn, kept};
use crate::outbox::{AccountNews, Task};
use crate::towns::Town;
use crate::waiting::pass_on::pass_on_behind;
use crate::waiting::withheld::Offers;
use crate::{Fault, Portal};

type Reply = Result<SuspendAnswer, SuspendFault>;

/// Suspends a family, or a child, in the town's turn. Booked places are told, and given back where the request says so.
pub async fn commit(portal: &Portal, request: SuspendRequest) -> Result<Reply, Fault> {
    if let Err(refusal) = request.admit()? {
        return Ok(Err(refusal));
    }
    let commune = request.scope.commune;
    in_turn(portal, commune, request, |own, request| attempt(own, request).boxed()).await
}

/// Says which booked places [`commit`] would concern now. Nothing is written, and no turn is waited for.
pub async fn rehearse(portal: &Portal, request: &SuspendRequest) -> Result<Reply, Fault> {
    if let Err(refusal) = request.admit()? {
        return Ok(Err(refusal));
    }
    let town = portal.towns.get(request.scope.commune).await?;
    let considered = consider(&portal.db, &town, request, portal.clock.now()).await?;
    let considered = match considered {
        Ok(considered) => considered,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let mut places = considered.places;
    let mut total = Money::ZERO;
    if request.asked.cancel {
        let wanted = asked(&town, &considered.children, &places);
        let mut known = Known::load(&portal.db, &town, &wanted, Lock::Read).await?;
        let family = request.asked.family;
        total = give_back(&town, &mut known, family, &mut places, portal.clock.now()).total;
    }
    Ok(Ok(SuspendAnswer {
        places,
        total,
        ..SuspendAnswer::default()
    }))
}

async fn attempt(portal: &Portal, request: &SuspendRequest) -> Result<Reply, Lost> {
    let commune = request.scope.commune;
    let turn = Turn::begin(&portal.db, commune).await?.ok_or(Fault::NotFound)?;
    let town = portal.towns.at_version(commune, turn.start.rule_book_version).await?;
    let key = (request.actor.as_str(), request.key.as_str());
    if let Some(answer) = given(&turn, commune, key, &request.fingerprint()).await? {
        return Ok(answer.ok_or(SuspendFault::KeyMismatch));
    }
    let now = portal.clock.now();
    let Considered {
        suspended,
        children,
        mut places,
    } = match consider(turn.reads(), &town, request, now).await? {
        Ok(considered) => considered,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let mut rows = Rows::new(&town, portal.random.as_ref(), now, turn.start);
    let id = suspend(&mut rows, request, &suspended);
    let mut known = Known::default();
    let (mut order, mut total) = (None, Money::ZERO);
    let offers = Offers::to(turn.reads(), &town, &[request.asked.family]).await?;
    let gives_back = request.asked.cancel && !places.is_empty();
    if gives_back || !offers.is_empty() {
        let let_go = if gives_back { places.as_slice() } else { &[] };
        let mut wanted = asked(&town, &children, let_go);
        offers.ask(&town, &mut wanted);
        known = Known::load(turn.reads(), &town, &wanted, Lock::Change).await?;
        // What is free, or offered to them, goes to others from now on.
        for child in &children {
            if let Some(known) = known.children.get_mut(child) {
                known.facts.account.suspensions.push(suspended.clone());
            }
        }
        offers.hold(&town, &mut known, now);
        pass_on_behind(turn.reads(), &town, &mut known, request.received_at, now).await?;
    }
    if gives_back {
        let decided = give_back(&town, &mut known, request.asked.family, &mut places, now);
        total = decided.total;
        order = rows.add(&plan(request), &decided, &mut known)?;
        pass_on_behind(turn.reads(), &town, &mut known, request.received_at, now).await?;
    }
    let answer = SuspendAnswer {
        suspension: Some(id),
        order,
        places,
        total,
    };
    let (actor, key) = (request.actor.clone(), request.key.clone());
    rows.batch
        .answers
        .push(kept(actor, key, request.fingerprint(), &answer)?);
    conclude(portal, &town, turn, rows, &known).await?;
    Ok(Ok(answer))
}

/// The order in which the places are given back is the agent's.
fn plan(request: &SuspendRequest) -> PlanRequest {
    let by = (request.actor.clone(), request.actor_name.clone());
    PlanRequest::of_staff(request.scope, by, request.key.clone(), request.received_at)
}

fn suspend(rows: &mut Rows<'_>, request: &SuspendRequest, suspended: &Suspended) -> SuspensionId {
    let position = rows.next_position();
    let id: Ulid = rows.ordered(position, 0);
    let family_id = Key(request.asked.family.0);
    let activities = suspended.activities.as_ref();
    rows.batch.accounts.suspended.push(NewSuspension {
        suspension_id: Key(id),
        family_id,
        child_id: request.asked.child.map(|child| Key(child.0)),
        from_day: suspended.from,
        until_day: suspended.until,
        activities: activities.map(|codes| serde_json::json!(codes).to_string()),
        reason: request.asked.reason.trim().to_owned(),
        decided_at: suspended.decided_at,
        actor: request.actor.clone(),
        actor_name: request.actor_name.clone(),
    });
    rows.batch.accounts.alerts.push(NewAccountAlert {
        position,
        family_id,
        suspension_id: Some(Key(id)),
        kind: alert::Kind::Suspended,
        at: rows.now,
    });
    let mail = Task::MailAccount {
        family: request.asked.family,
        news: AccountNews::Suspended {
            suspension: SuspensionId(id),
        },
        guardian: None,
    };
    rows.task(&mail, rows.now);
    SuspensionId(id)
}

struct Considered {
    suspended: Suspended,
    /// Whose places they are.
    children: Vec<ChildId>,
    /// Those that are booked.
    places: Vec<WithheldPlace>,
}

async fn consider<C: ConnectionTrait>(
    db: &C,
    town: &Town,
    request: &SuspendRequest,
    now: DateTime<Utc>,
) -> Result<Result<Considered, SuspendFault>, StoreError> {
    let asked = &request.asked;
    let known = accounts::known_families(db, town.id, &[asked.family]).await?;
    if known.is_empty() {
        return Ok(Err(SuspendFault::UnknownFamily));
    }
    let lines = people::children_of(db, request.scope, asked.family).await?;
    let suspended = match suspended(town, request, &lines, now) {
        Ok(suspended) => suspended,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let concerned = lines.iter().map(|line| ChildId(line.child_id.0));
    let children: Vec<ChildId> = concerned
        .filter(|child| asked.child.is_none_or(|only| only == *child))
        .collect();
    let last = suspended.until.unwrap_or(FOR_EVER);
    let live = booking::live(db, town.id, &children, suspended.from, last).await?;
    Ok(Ok(Considered {
        places: within(town, &suspended, &live),
        suspended,
        children,
    }))
}

/// What is asked, as the rules have it.
fn suspended(
    town: &Town,
    request: &SuspendRequest,
    lines: &[ChildLine],
    now: DateTime<Utc>,
) -> Result<Suspended, SuspendFault> {
    let asked = &request.asked;
    let of_family = |child: &ChildId| lines.iter().any(|line| line.child_id == Key(child.0));
    if asked.child.is_some_and(|child| !of_family(&child)) {
        return Err(SuspendFault::UnknownChild);
    }
    let code = |(nth, &id): (usize, &ActivityId)| {
        let offer = town.activity(id).ok_or(SuspendFault::UnknownActivity { nth })?;
        Ok(offer.activity.code.clone())
    };
    let named = asked.activities.as_ref();
    let codes: Option<Vec<Code>> = named
        .map(|ids| ids.iter().enumerate().map(code).collect())
        .transpose()?;
    let account = lines.first().map(|line| line.account.clone()).unwrap_or_default();
    let arrears = town.on(asked.from).rules.arrears.as_ref();
    let today = civil_day(town.zone(), now);
    may_suspend(arrears, &account, codes.as_deref(), asked.from, today).map_err(SuspendFault::Rules)?;
    Ok(Suspended {
        from: asked.from,
        until: asked.until,
        activities: codes.map(|codes| codes.into_iter().collect()),
        decided_at: now,
    })
}
