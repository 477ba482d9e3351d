//! Booked places and terms that cost something else by another quotient.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use preau_domain::booking::{Decision, SlotKey, agree_again};
use preau_domain::family::{ChildFacts, Quotients};
use preau_domain::ids::ChildId;
use preau_domain::money::Money;
use preau_entities::store::booking::{self, Lock};
use preau_entities::store::{ConnectionTrait, people};

use super::QuotientRequest;
use crate::accounts::FOR_EVER;
use crate::booking::decide::{ChildChanges, Decided};
use crate::booking::known::{Asked, Known};
use crate::booking::terms::Terms;
use crate::booking::turn::Lost;
use crate::towns::Town;

/// What counted on each day, and what counts from now on.
pub(super) struct Change {
    /// Before this day, they are the same.
    pub since: NaiveDate,
    pub before: Quotients,
    pub after: Quotients,
}

impl Change {
    fn concerns(&self, day: NaiveDate) -> bool {
        self.before.on(day) != self.after.on(day)
    }
}

/// Prices the family's booked places and terms anew where the change makes a difference, in what is known of its children. The
/// number of statements does not hang on theirs.
pub(super) async fn agree<C: ConnectionTrait>(
    db: &C,
    town: &Town,
    request: &QuotientRequest,
    change: &Change,
    now: DateTime<Utc>,
) -> Result<(Known, Decided), Lost> {
    let mut decided = Decided::of(request.family);
    let lines = people::children_of(db, request.scope, request.family).await?;
    let children: Vec<ChildId> = lines.iter().map(|line| ChildId(line.child_id.0)).collect();
    let live = booking::live(db, town.id, &children, change.since, FOR_EVER).await?;
    let days: BTreeSet<NaiveDate> = live
        .iter()
        .map(|booking| booking.day)
        // What no rule book here can price keeps its price.
        .filter(|&day| change.concerns(day) && town.reads(day))
        .collect();
    let Some((&first, &last)) = days.first().zip(days.last()) else {
        return Ok((Known::default(), decided));
    };
    let asked = Asked {
        children: children.iter().copied().collect(),
        days: Some(town.with_terms(|_| true, (first, last))),
        ..Asked::default()
    };
    let mut known = Known::load(db, town, &asked, Lock::Change).await?;
    let terms = Terms::of(town, count(&mut known, &change.before), &children);
    count(&mut known, &change.after);
    for &id in &children {
        let prices = of_child(town, &known, id, change, &days, now);
        let Some(child) = known.children.get(&id).filter(|_| !prices.is_empty()) else {
            continue;
        };
        for (&slot, &price) in &prices {
            if let Some(booking) = child.bookings.get(&slot) {
                let before = Money::from_cents(booking.price_cents);
                decided.charge(&town.on(slot.day).rules, slot, price - before);
            }
        }
        let decision = Decision {
            prices,
            ..Decision::default()
        };
        known.apply(town, id, &decision);
        decided.changes.push(ChildChanges::of(id, decision));
    }
    decided.charge_terms(Terms::of(town, &known, &children).since(town, terms));
    Ok((known, decided))
}

/// As if these were the quotients of all that is known.
fn count<'a>(known: &'a mut Known, quotients: &Quotients) -> &'a Known {
    for child in known.children.values_mut() {
        child.facts.quotients.clone_from(quotients);
    }
    known
}

/// A child's places on those days that cost something else, each by the rule book of its day.
fn of_child(
    town: &Town,
    known: &Known,
    id: ChildId,
    change: &Change,
    days: &BTreeSet<NaiveDate>,
    now: DateTime<Utc>,
) -> BTreeMap<SlotKey, Money> {
    let marks = known.marks(id);
    let Some(child) = known.children.get(&id) else {
        return BTreeMap::new();
    };
    let before = ChildFacts {
        quotients: change.before.clone(),
        ..child.facts.clone()
    };
    let mut by_version: BTreeMap<i32, BTreeSet<NaiveDate>> = BTreeMap::new();
    for &day in days {
        by_version.entry(town.on(day).version).or_default().insert(day);
    }
    let anew = by_version.into_values().filter_map(|days| {
        let edition = town.on(*days.first()?);
        let situation = child.situation(edition, &marks, &known.occupancy, now);
        Some(agree_again(&situation, &before, &days))
    });
    anew.flatten().collect()
}
