//! Prices by the term that a request takes up and gives up.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use preau_domain::ids::{ActivityId, ChildId};
use preau_domain::money::Money;
use preau_domain::rulebook::customer::Customer;
use preau_domain::rulebook::term_price::TermPrice;
use serde::{Deserialize, Serialize};

use super::known::Known;
use crate::towns::Town;

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
    /// Another place is the first one now, and another rule book governs it.
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

/// The terms in which children have places, each with its price.
#[derive(Debug, Default)]
pub(super) struct Terms(BTreeMap<(ChildId, ActivityId, NaiveDate), TermPrice>);

impl Terms {
    /// Those of some children as they are known, with the whole of the terms that a request comes to. The price is that of
    /// the rule book that governs the first place within the term.
    pub fn of(town: &Town, known: &Known, children: &[ChildId]) -> Self {
        let mut terms = Self::default();
        if !town.has_terms() {
            return terms;
        }
        for id in children {
            let Some(child) = known.children.get(id) else {
                continue;
            };
            let in_order: BTreeSet<_> = child.booked.iter().map(|slot| (slot.day, slot.activity)).collect();
            for (day, ix) in in_order {
                let edition = town.on(day);
                let customer = Customer::planned(&child.facts, edition.rules.activity(ix), day);
                if let Some(price) = TermPrice::around(&customer) {
                    let key = (*id, edition.id(ix), price.first_day);
                    terms.0.entry(key).or_insert(price);
                }
            }
        }
        terms
    }

    /// What has become of those before: child by child, activities in the order of the rule book, terms in that of their days.
    pub fn since(self, town: &Town, mut before: Self) -> Vec<TermLine> {
        let mut changed: BTreeMap<_, (TermPrice, TermEffect)> = BTreeMap::new();
        for (key, price) in self.0 {
            let effect = match before.0.remove(&key) {
                None => TermEffect::Begun,
                Some(was) if was == price => continue,
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
