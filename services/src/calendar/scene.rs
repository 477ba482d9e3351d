//! Everything that the views of some children look at, read at once.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use preau_domain::booking::{Mark, Occupancy, Situation, SlotKey};
use preau_domain::family::ChildFacts;
use preau_domain::ids::{ActivityId, ChildId};
use preau_domain::money::Money;
use preau_entities::store::places::{self, Booked, Place, Places, Span};

use super::offered;
use crate::booking::agreed::AgreedPrices;
use crate::counting::occupancies;
use crate::towns::{Edition, Town};
use crate::{Fault, Portal};

#[derive(Debug)]
pub(crate) struct Scene {
    children: BTreeMap<ChildId, Seen>,
    /// Of a child of whom nothing is to be told.
    nothing: Seen,
    occupancy: BTreeMap<SlotKey, Occupancy>,
}

/// A child's slots.
#[derive(Debug, Default)]
struct Seen {
    booked: BTreeSet<SlotKey>,
    late: BTreeSet<SlotKey>,
    agreed: AgreedPrices,
    /// Where the family's cart keeps a place.
    held: BTreeSet<SlotKey>,
    /// What is known beside whether a place is booked.
    marks: BTreeMap<SlotKey, Mark>,
}

impl Scene {
    /// Two statements at most, whatever the number of children and activities: what is told of their slots, and the counts
    /// that the cache does not hold.
    pub async fn load(portal: &Portal, town: &Town, children: &[ChildFacts], span: Span) -> Result<Self, Fault> {
        let ids: Vec<ChildId> = children.iter().map(|child| child.id).collect();
        let places = places::places(&portal.db, town.id, &ids, span).await?;
        Self::with(portal, town, children, span, &places).await
    }

    /// Of children whose places are read already: a statement at most, for the counts that the cache does not hold.
    pub async fn with(
        portal: &Portal,
        town: &Town,
        children: &[ChildFacts],
        span: Span,
        places: &Places,
    ) -> Result<Self, Fault> {
        let Span { from, to, now } = span;
        let activities = children
            .iter()
            .flat_map(|child| offered(town, child, from, to))
            .collect();
        Ok(Self {
            children: seen(town, places, now),
            nothing: Seen::default(),
            occupancy: occupancies(portal, town, &activities, from, to).await?,
        })
    }

    /// The activities that the child's school may use, and those where the child has a place all the same: after a
    /// change of school it is still the family's to give back.
    pub(super) fn activities(
        &self,
        town: &Town,
        child: &ChildFacts,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Vec<ActivityId> {
        let booked = self.of(child).booked.iter().map(|&slot| town.activity_id(slot));
        let all: BTreeSet<ActivityId> = offered(town, child, from, to).chain(booked).collect();
        let mut activities: Vec<ActivityId> = all.into_iter().collect();
        activities.sort_by_cached_key(|&id| town.place(id));
        activities
    }

    pub fn situation<'a>(&'a self, edition: &'a Edition, child: &'a ChildFacts, now: DateTime<Utc>) -> Situation<'a> {
        let seen = self.of(child);
        Situation {
            rules: &edition.rules,
            calendar: &edition.calendar,
            child,
            booked: &seen.booked,
            late: &seen.late,
            held: &seen.held,
            marks: &seen.marks,
            agreed: seen.agreed.by_slot(),
            occupancy: &self.occupancy,
            now,
        }
    }

    fn of(&self, child: &ChildFacts) -> &Seen {
        self.children.get(&child.id).unwrap_or(&self.nothing)
    }
}

/// By child, what is told of its slots. Slots that no rule book has any more are left out.
fn seen(town: &Town, told: &Places, now: DateTime<Utc>) -> BTreeMap<ChildId, Seen> {
    let slot = |place: Place| {
        let slot = town.slot(ActivityId(place.activity_id.0), place.day)?;
        Some((ChildId(place.child_id.0), slot))
    };
    let mut booked: BTreeMap<ChildId, Vec<(SlotKey, Booked)>> = BTreeMap::new();
    for &found in &told.booked {
        if let Some((child, slot)) = slot(found.place) {
            booked.entry(child).or_default().push((slot, found));
        }
    }
    // All that is known of a slot, of which one thing is told.
    let mut known: BTreeMap<(ChildId, SlotKey), Vec<Mark>> = BTreeMap::new();
    let standing = booked.iter().flat_map(|(&child, places)| {
        let places = places.iter();
        places.filter_map(move |(slot, booked)| Some(((child, *slot), booked.standing.mark()?)))
    });
    let absent = told.absent.iter().copied().filter_map(slot);
    let absent = absent.map(|slot| (slot, Mark::Absent));
    let awaited = told.awaited.iter().filter_map(|awaited| {
        let mark = match awaited.until {
            // An offer or a wait that is over is nothing, also before a turn ends it.
            Some(until) if until <= now => return None,
            Some(until) if awaited.offered => Mark::Offered { until },
            _ => Mark::Waiting {
                position: u32::try_from(awaited.ahead).unwrap_or(u32::MAX).saturating_add(1),
            },
        };
        Some((slot(awaited.place)?, mark))
    });
    let in_cart = told.in_cart.iter();
    let in_cart = in_cart.filter_map(|&(place, kind)| Some((slot(place)?, Mark::InCart(kind))));
    for (slot, mark) in standing.chain(absent).chain(awaited).chain(in_cart) {
        known.entry(slot).or_default().push(mark);
    }
    let of_child = |(child, booked): (ChildId, Vec<_>)| (child, Seen::of(town, booked));
    let mut seen: BTreeMap<ChildId, Seen> = booked.into_iter().map(of_child).collect();
    for ((child, slot), marks) in known {
        let of_child = seen.entry(child).or_default();
        if let Some(mark) = Mark::foremost(of_child.booked.contains(&slot), marks) {
            of_child.marks.insert(slot, mark);
        }
    }
    for (child, slot) in told.kept.iter().copied().filter_map(slot) {
        seen.entry(child).or_default().held.insert(slot);
    }
    seen
}

impl Seen {
    /// Of what is booked. Made of all of it at once: the sets are built in one go, and leave no gaps.
    fn of(town: &Town, mut places: Vec<(SlotKey, Booked)>) -> Self {
        places.sort_unstable_by_key(|(slot, _)| *slot);
        let late = places.iter().filter(|(_, booked)| booked.late);
        let late: BTreeSet<SlotKey> = late.map(|(slot, _)| *slot).collect();
        let price = |(slot, booked): &(SlotKey, Booked)| {
            let price = Money::from_cents(booked.price_cents);
            (*slot, price, booked.rule_book_version)
        };
        let prices: Vec<(SlotKey, Money, i32)> = places.iter().map(price).collect();
        Self {
            booked: places.iter().map(|(slot, _)| *slot).collect(),
            agreed: AgreedPrices::of(town, &prices, &late),
            late,
            held: BTreeSet::new(),
            marks: BTreeMap::new(),
        }
    }
}
