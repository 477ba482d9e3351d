//! Prices by the term that a request takes up and gives up.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use preau_domain::ids::{ActivityId, ChildId, CommuneId, DecisionId};
use preau_domain::money::Money;
use preau_domain::rulebook::customer::Customer;
use preau_domain::rulebook::term_price::{TakenUp, TermPrice};
use preau_entities::rows::order;
use preau_entities::store::desk;
use serde::{Deserialize, Serialize};

use super::known::Known;
use crate::towns::Town;
use crate::{Fault, Portal};

/// A price by the term of a child in an activity, and what becomes of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermLine {
    pub child: ChildId,
    pub activity: ActivityId,
    /// Of a term that is given up: what is due no more.
    #[serde(flatten)]
    pub price: TermPrice,
    pub effect: TermEffect,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TermEffect {
    /// With the first place within the term.
    Begun,
    /// Another place is the first one now: another rule book governs it, or more or less of the term is left behind it.
    Repriced { from: Money },
    /// The last place within the term is given back.
    Ended,
}

impl TermLine {
    /// What it adds to what the family pays. What is given up is not subtracted, as it is not of places.
    pub(super) fn adds(&self) -> Money {
        match self.effect {
            TermEffect::Begun => self.price.price,
            TermEffect::Repriced { from } => self.price.price - from,
            TermEffect::Ended => Money::ZERO,
        }
    }
}

/// The terms in which children have places, or were there without one, each with its price.
#[derive(Debug, Default)]
pub(crate) struct Terms(BTreeMap<(ChildId, ActivityId, NaiveDate), TermPrice>);

impl Terms {
    /// Those of some children as they are known, with the whole of the terms that a request comes to. The price is that of
    /// the rule book that governs the first place within the term.
    pub fn of(town: &Town, known: &Known, children: &[ChildId]) -> Self {
        if !town.has_terms() {
            return Self::default();
        }
        let mut taken_up = TakenUp::default();
        for id in children {
            let Some(child) = known.children.get(id) else {
                continue;
            };
            let places = child.booked.union(&child.visits);
            let in_order: BTreeSet<_> = places.map(|slot| (slot.day, slot.activity)).collect();
            for (day, ix) in in_order {
                let edition = town.on(day);
                let customer = Customer::planned(&child.facts, edition.rules.activity(ix), day);
                taken_up.place((*id, edition.id(ix)), &customer);
            }
        }
        let terms = taken_up.into_prices();
        Self(
            terms
                .map(|((child, activity), term)| ((child, activity, term.first_day), term))
                .collect(),
        )
    }

    /// What has become of those before: child by child, activities in the order of the rule book, terms in that of their days.
    pub fn since(self, town: &Town, mut before: Self) -> Vec<TermLine> {
        let mut changed: BTreeMap<_, (TermPrice, TermEffect)> = BTreeMap::new();
        for (key, price) in self.0 {
            let effect = match before.0.remove(&key) {
                None => TermEffect::Begun,
                // Instalments that are due later, as the first place is, cost the same.
                Some(was) if was.price == price.price => continue,
                Some(was) => TermEffect::Repriced { from: was.price },
            };
            changed.insert(key, (price, effect));
        }
        let ended = before.0.into_iter();
        changed.extend(ended.map(|(key, price)| (key, (price, TermEffect::Ended))));
        let line = |((child, activity, _), (price, effect))| TermLine {
            child,
            activity,
            price,
            effect,
        };
        let mut lines: Vec<TermLine> = changed.into_iter().map(line).collect();
        lines.sort_by_key(|line| (line.child, town.place(line.activity), line.price.first_day));
        lines
    }
}

/// As orders and decisions keep them.
pub(super) fn written(terms: &[TermLine]) -> Result<String, Fault> {
    serde_json::to_string(terms).map_err(|error| Fault::Defect(format!("terms of an order: {error}")))
}

fn read(terms: &str) -> Result<Vec<TermLine>, Fault> {
    serde_json::from_str(terms).map_err(|error| Fault::Defect(format!("terms of an order: {error}")))
}

/// What an order made of prices by the term: child by child, activities in the order of the rule book it was placed under.
pub fn of_order(order: &order::Model) -> Result<Vec<TermLine>, Fault> {
    read(&order.terms)
}

/// What staff made of them as they decided about an order.
pub(crate) async fn of_decision(
    portal: &Portal,
    commune: CommuneId,
    decision: DecisionId,
) -> Result<Vec<TermLine>, Fault> {
    let terms = desk::terms_of_decision(&portal.db, commune, decision).await?;
    terms.map_or(Ok(Vec::new()), |terms| read(&terms))
}
