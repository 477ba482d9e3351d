//! A child that a decision is about, with its places.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use preau_domain::booking::{Mark, Occupancy, Situation, SlotKey};
use preau_domain::family::ChildFacts;
use preau_domain::ids::{ChildId, FamilyId};
use preau_domain::money::Money;
use preau_domain::rulebook::model::Code;
use preau_entities::rows::Key;
use preau_entities::store::people::ChildLine;

use crate::booking::agreed::AgreedPrices;
use crate::towns::{Edition, Town};

#[derive(Clone, Debug)]
pub(crate) struct KnownChild {
    pub family: FamilyId,
    pub facts: ChildFacts,
    pub booked: BTreeSet<SlotKey>,
    /// Where it was without a place, in a town with prices by the term: it takes a term up like one.
    pub visits: BTreeSet<SlotKey>,
    /// Those of `booked` that were booked late.
    pub late: BTreeSet<SlotKey>,
    /// What was agreed on for those of `booked`.
    pub agreed: AgreedPrices,
    /// Slots in which its family's cart keeps it a place.
    pub held: BTreeSet<SlotKey>,
    /// How those of `booked` stand that staff have yet to decide about.
    pub marks: BTreeMap<SlotKey, Mark>,
    /// The live bookings behind `booked`.
    pub bookings: BTreeMap<SlotKey, StoredBooking>,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct StoredBooking {
    pub id: Key,
    pub price_cents: i64,
    /// The version that decided the price.
    pub version: i32,
    /// The order that asks about it, while staff have yet to decide.
    pub asked_in: Option<Key>,
}

impl KnownChild {
    pub(super) fn new(town: &Town, line: &ChildLine) -> Self {
        Self {
            family: FamilyId(line.family_id.0),
            facts: facts(town, line),
            booked: BTreeSet::new(),
            visits: BTreeSet::new(),
            late: BTreeSet::new(),
            agreed: AgreedPrices::default(),
            held: BTreeSet::new(),
            marks: BTreeMap::new(),
            bookings: BTreeMap::new(),
        }
    }

    /// Prices that the versions in force decided.
    pub(super) fn agree(&mut self, town: &Town, prices: &BTreeMap<SlotKey, Money>) {
        for (&slot, &price) in prices {
            self.agreed.set(slot, price, town.on(slot.day).version);
        }
        self.agreed.join(town, &self.late);
    }

    /// What the rules of a version look at.
    pub fn situation<'a>(
        &'a self,
        edition: &'a Edition,
        marks: &'a BTreeMap<SlotKey, Mark>,
        occupancy: &'a BTreeMap<SlotKey, Occupancy>,
        now: DateTime<Utc>,
    ) -> Situation<'a> {
        Situation {
            rules: &edition.rules,
            calendar: &edition.calendar,
            child: &self.facts,
            booked: &self.booked,
            late: &self.late,
            agreed: self.agreed.by_slot(),
            held: &self.held,
            marks,
            occupancy,
            now,
        }
    }
}

/// What the rules need of a child's row. On each day, the quotient is the one that the rule book of that day counts.
pub(crate) fn facts(town: &Town, line: &ChildLine) -> ChildFacts {
    ChildFacts {
        id: ChildId(line.child_id.0),
        born: line.birth_date,
        school: Code(line.school_code.clone()),
        class: line.class,
        food_care_plan: line.food_care_plan,
        siblings: line.siblings.clone(),
        residence: line.residence,
        regime: line.regime,
        regular_in: line.regular_in.clone(),
        quotients: town.quotients(&line.quotients),
        account: line.account.clone(),
        file: line.file.clone(),
    }
}
