//! Quotients that families give to the town.

mod prices;

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use futures_util::FutureExt;
use preau_domain::access::{Reach, Scope};
use preau_domain::calendar::zone::civil_day;
use preau_domain::family::GivenQuotient;
use preau_domain::ids::{FamilyId, OrderId};
use preau_entities::rows::Key;
use preau_entities::store::accounts::{Source, known_families};
use preau_entities::store::quotients::{self, QuotientLine};
use preau_entities::store::turn::{NewQuotient, Turn};

use crate::booking::batch::Rows;
use crate::booking::request::PlanRequest;
use crate::booking::turn::{Lost, conclude, in_turn};
use crate::towns::Town;
use crate::{Fault, Portal};

/// The highest quotient that rule books know of.
pub const MOST: u32 = 999_999;

#[derive(Clone, Debug)]
pub struct QuotientRequest {
    pub scope: Scope,
    pub actor: String,
    /// How history names who notes it.
    pub actor_name: String,
    pub family: FamilyId,
    /// None: it has none any more, or takes it back.
    pub value: Option<u32>,
    /// The civil day on which the family gave it; today without it.
    pub given_on: Option<NaiveDate>,
    /// Any day of the month whose quotient it is, where that is known.
    pub of_month: Option<NaiveDate>,
    /// When the request reached the portal.
    pub received_at: DateTime<Utc>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuotientRefusal {
    UnknownFamily,
    TooHigh {
        most: u32,
    },
    /// The day on which it was given has not come.
    FutureDay {
        today: NaiveDate,
    },
    /// The month whose quotient it is had not begun when it was given.
    FutureMonth,
}

/// Notes a quotient in the town's turn; the rule book says from which day it counts. Booked places of the days on which
/// another one counts from now on are priced anew: that is an order of the agent's, which is given back. What was noted
/// last of that day already is not written again.
pub async fn record(
    portal: &Portal,
    request: QuotientRequest,
) -> Result<Result<Option<OrderId>, QuotientRefusal>, Fault> {
    if request.scope.reach != Reach::Town {
        return Err(Fault::Forbidden);
    }
    let commune = request.scope.commune;
    in_turn(portal, commune, request, |own, request| attempt(own, request).boxed()).await
}

async fn attempt(portal: &Portal, request: &QuotientRequest) -> Result<Result<Option<OrderId>, QuotientRefusal>, Lost> {
    let commune = request.scope.commune;
    let turn = Turn::begin(&portal.db, commune).await?.ok_or(Fault::NotFound)?;
    let town = portal.towns.at_version(commune, turn.start.rule_book_version).await?;
    let now = portal.clock.now();
    let today = civil_day(town.zone(), now);
    let given_on = request.given_on.unwrap_or(today);
    let of_month = request.of_month.and_then(|day| day.with_day(1));
    let known = known_families(turn.reads(), commune, &[request.family]).await?;
    if known.is_empty() {
        return Ok(Err(QuotientRefusal::UnknownFamily));
    }
    if request.value.is_some_and(|value| value > MOST) {
        return Ok(Err(QuotientRefusal::TooHigh { most: MOST }));
    }
    if today < given_on {
        return Ok(Err(QuotientRefusal::FutureDay { today }));
    }
    if of_month.is_some_and(|month| given_on < month) {
        return Ok(Err(QuotientRefusal::FutureMonth));
    }
    let lines = quotients::of_family(turn.reads(), request.scope, request.family).await?;
    let last = lines.iter().rfind(|line| line.given.on == given_on);
    let asked = GivenQuotient {
        on: given_on,
        value: request.value,
        settled: false,
    };
    if last.is_some_and(|line| (line.given, line.of_month) == (asked, of_month)) {
        return Ok(Ok(None));
    }
    let mut rows = Rows::new(&town, portal.random.as_ref(), now, turn.start);
    rows.batch.accounts.quotients.push(NewQuotient {
        family_id: Key(request.family.0),
        given_on,
        nth: last.map_or(0, |line| line.nth + 1),
        value: request.value,
        of_month,
        source: Source::Staff,
        recorded_at: now,
        actor: request.actor.clone(),
        actor_name: request.actor_name.clone(),
    });
    let given: Vec<GivenQuotient> = lines.iter().map(|line| line.given).collect();
    let more: Vec<GivenQuotient> = in_order(&given, asked);
    let change = prices::Change {
        since: given_on,
        before: town.quotients(&given),
        after: town.quotients(&more),
    };
    let (mut known, decided) = prices::agree(turn.reads(), &town, request, &change, now).await?;
    let order = rows.add(&plan(request), &decided, &mut known)?;
    conclude(portal, &town, turn, rows, &known).await?;
    Ok(Ok(order))
}

/// All that was given, with what is given now: behind what was given on that day already.
fn in_order(given: &[GivenQuotient], now: GivenQuotient) -> Vec<GivenQuotient> {
    let mut all = given.to_vec();
    let place = all.partition_point(|one| one.on <= now.on);
    all.insert(place, now);
    all
}

/// The order in which places are priced anew is the agent's.
fn plan(request: &QuotientRequest) -> PlanRequest {
    let by = (request.actor.clone(), request.actor_name.clone());
    PlanRequest::of_staff(request.scope, by, String::new(), request.received_at)
}

/// The first day on which a quotient counts, by the rule book that governed the day on which it was given; none where the
/// calendar has no such day. A later rule book may have it otherwise for its own days.
pub fn counts_from(town: &Town, line: &QuotientLine) -> Option<NaiveDate> {
    town.on(line.given.on).rules.quotient.counts_from(&line.given)
}

/// What counts on a day, of all that a family gave.
pub fn counting(town: &Town, lines: &[QuotientLine], day: NaiveDate) -> Option<u32> {
    let given: Vec<GivenQuotient> = lines.iter().map(|line| line.given).collect();
    town.quotients(&given).on(day)
}
