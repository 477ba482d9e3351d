//! A family's cart as it is: each line with what would become of it now.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use preau_domain::access::{Reach, Scope};
use preau_domain::cart::{Line, LineKey};
use preau_entities::store::booking::Lock;

use super::change::key_of_line;
use super::state::Carts;
use crate::booking::answer::{OutcomeLine, PlanAnswer};
use crate::booking::decide::decide;
use crate::booking::known::Known;
use crate::booking::request::{Aim, PlanRequest};
use crate::booking::token::PlanToken;
use crate::towns::Town;
use crate::waiting::pass_on::pass_on;
use crate::{Fault, Portal};

/// What a family sees of its cart.
#[derive(Clone, Debug)]
pub struct CartView {
    pub town: Arc<Town>,
    /// In the order in which they were added.
    pub lines: Vec<LineView>,
    /// What ordering it would do now, with all that comes along.
    pub answer: PlanAnswer,
    /// What the family agrees to by ordering.
    pub token: PlanToken,
    /// The first instant at which a place is kept no longer; none where none is kept.
    pub expires_at: Option<DateTime<Utc>>,
}

#[derive(Clone, Debug)]
pub struct LineView {
    pub key: LineKey,
    pub line: Line,
    /// Until when a place is kept for it; none where none is.
    pub held_until: Option<DateTime<Utc>>,
    /// None for a child that is no longer of the family.
    pub outcome: Option<OutcomeLine>,
}

/// The cart of the caller's family, decided as of now. Nothing is written, and no turn is waited for.
pub async fn cart(portal: &Portal, scope: Scope) -> Result<CartView, Fault> {
    let Reach::Family(family) = scope.reach else {
        return Err(Fault::Forbidden);
    };
    let town = portal.towns.get(scope.commune).await?;
    let now = portal.clock.now();
    let request = PlanRequest::of_cart(scope, Aim::OrderCart(family), now);
    let carts = Carts::read(&portal.db, town.id, &[&request]).await?;
    let mut known = Known::of_plans(&portal.db, &town, &[&request], carts, Lock::Read).await?;
    pass_on(&portal.db, &town, &mut known, now).await?;
    let cart = known.carts.of(family).cloned().unwrap_or_default();
    let held: BTreeMap<LineKey, DateTime<Utc>> = {
        let keys = known.carts.held_by(family).into_iter();
        keys.filter_map(|key| Some((key, known.carts.held(&key)?.until)))
            .collect()
    };
    let answer = decide(&town, &mut known, &request).map(|mut decided| decided.take_answer());
    // Only an empty cart asks nothing.
    let answer = answer.unwrap_or_default();
    let own = answer.outcomes.iter().filter(|line| line.taken_with.is_none());
    let own: BTreeMap<LineKey, &OutcomeLine> = own.map(|line| (key_of_line(line), line)).collect();
    let line = |(key, line): (&LineKey, &Line)| LineView {
        key: *key,
        line: line.clone(),
        held_until: held.get(key).copied(),
        outcome: own.get(key).map(|&line| line.clone()),
    };
    Ok(CartView {
        lines: cart.in_order(|id| town.place(id)).into_iter().map(line).collect(),
        token: PlanToken::of(&town, &answer),
        expires_at: held.values().min().copied(),
        answer,
        town,
    })
}
