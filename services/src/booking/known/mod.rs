//! What a decision knows: the children concerned, their live bookings, and how full the slots are. Decided requests
//! are applied to it one after the other, so that each sees those before it.

mod child;
mod line;
mod seen;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;
use preau_domain::booking::{Decision, Occupancy, Ruled, SlotKey};
use preau_domain::cart::LineKey;
use preau_domain::ids::{ActivityId, ChildId};
use preau_domain::money::Money;
use preau_entities::rows::Key;
use preau_entities::store::booking::{self, ChildDay, LiveBooking, Lock, SlotRef};
use preau_entities::store::{ConnectionTrait, StoreError, attendance, cart, people};

pub(crate) use child::{KnownChild, StoredBooking, facts};

use self::seen::Seen;
use super::cart::state::{Carts, Held};
use super::request::PlanRequest;
use super::touched;
use crate::towns::Town;
use crate::waiting::waits::Waits;

#[derive(Debug, Default)]
pub(crate) struct Known {
    pub children: HashMap<ChildId, KnownChild>,
    pub occupancy: BTreeMap<SlotKey, Occupancy>,
    /// Slots that have a row in the store.
    pub rows: BTreeSet<SlotKey>,
    /// Who waits for any of the slots.
    pub waits: Waits,
    /// Slots of which everybody who waits is known.
    pub lines: BTreeSet<SlotKey>,
    /// The carts that requests are about, and the places of the slots that any cart keeps.
    pub carts: Carts,
    /// The days of children that are known; all days asked for of the children asked for.
    seen: Seen,
}

/// What a decision looks at.
#[derive(Debug, Default)]
pub(crate) struct Asked {
    pub children: BTreeSet<ChildId>,
    pub slots: BTreeSet<SlotKey>,
    /// Slots by their rows: the rule books may have them no more.
    pub rows: BTreeSet<SlotRef>,
    pub days: Option<(NaiveDate, NaiveDate)>,
    /// Also where nobody can be waiting by the rule books of the town.
    pub waits: bool,
    /// Also where no rule book of the town keeps places for carts any more.
    pub holds: bool,
}

/// A part of what is known, as it was.
pub(crate) struct Before {
    children: Vec<(ChildId, KnownChild)>,
    occupancy: Vec<(SlotKey, Option<Occupancy>)>,
    waits: Waits,
    held: BTreeMap<LineKey, Held>,
}

impl Known {
    /// Loads what the requests touch, whose carts are read already.
    pub async fn of_plans<C: ConnectionTrait>(
        db: &C,
        town: &Town,
        requests: &[&PlanRequest],
        carts: Carts,
        lock: Lock,
    ) -> Result<Self, StoreError> {
        let children = requests.iter().flat_map(|request| touched::children(request, &carts));
        let slots = requests
            .iter()
            .flat_map(|request| touched::slots(town, request, &carts));
        let spans = requests.iter().filter_map(|request| touched::span(request, &carts));
        let around = |(first, last): (NaiveDate, NaiveDate), (from, to)| (first.min(from), last.max(to));
        let asked = Asked {
            children: children.collect(),
            slots: slots.collect(),
            days: spans.reduce(around),
            ..Asked::default()
        };
        let mut known = Self::load(db, town, &asked, lock).await?;
        known.carts.put(carts);
        Ok(known)
    }

    /// Loads with three statements whatever is asked, with one more where somebody may wait (a few where links have
    /// changed meanwhile), with one more where the town keeps places for carts, and with one more where it has prices by
    /// the term. Slot rows are locked in key order
    /// when they are to be changed.
    pub async fn load<C: ConnectionTrait>(db: &C, town: &Town, asked: &Asked, lock: Lock) -> Result<Self, StoreError> {
        let Some(days) = asked.days else {
            return Ok(Self::default());
        };
        // Other places in the same term tell whether its price is due already.
        let touched: BTreeSet<ActivityId> = asked.slots.iter().map(|&slot| town.activity_id(slot)).collect();
        let (first, last) = town.with_terms(|id| touched.contains(&id), days);
        let ids: Vec<ChildId> = asked.children.iter().copied().collect();
        let children = people::children_in_town_asking(db, town.id, &ids, town.asks()).await?;
        let live = booking::live(db, town.id, &ids, first, last).await?;
        // A change is decided, or taken back, with the whole of its day: its places are then free, and what rests on them.
        let asked_for = days.0..=days.1;
        let changes = live
            .iter()
            .filter(|row| row.standing.is_of_change() && asked_for.contains(&row.day));
        let changes = changes.flat_map(|row| {
            let day = std::iter::once(row.day);
            touched::with_linked(town, ActivityId(row.activity_id.0), day)
        });
        let mut refs: BTreeSet<SlotRef> = asked
            .slots
            .iter()
            .copied()
            .chain(changes)
            .map(|slot| SlotRef::new(town.activity_id(slot), slot.day))
            .chain(asked.rows.iter().copied())
            .collect();
        let mut waits = Waits::default();
        let mut lines = BTreeSet::new();
        if asked.waits || town.may_have_waits() {
            let (rows, whole) = line::waiting(db, town, &mut refs).await?;
            waits = Waits::read(town, &rows);
            let whole = whole.into_iter();
            lines.extend(whole.filter_map(|slot| slot_key(town, slot.activity_id, slot.day)));
        }
        let refs: Vec<SlotRef> = refs.into_iter().collect();
        let slots = booking::slots(db, town.id, &refs, lock).await?;

        let mut known = Self {
            children: children
                .into_iter()
                .map(|line| (ChildId(line.child_id.0), KnownChild::new(town, &line)))
                .collect(),
            waits,
            lines,
            seen: Seen::all_of(&ids, (first, last)),
            ..Self::default()
        };
        known.seat(town, live);
        if town.has_terms() {
            known.note_visits(town, attendance::visits(db, town.id, &ids, first, last).await?);
        }
        for row in slots {
            if let Some(slot) = slot_key(town, row.activity_id, row.day) {
                known.rows.insert(slot);
                let taken = u32::try_from(row.taken).unwrap_or(u32::MAX);
                known.occupancy.insert(slot, occupancy(town, slot, taken));
            }
        }
        if asked.holds || town.holds_carts() {
            known.note_held(town, &cart::holds(db, town.id, &refs).await?);
        }
        Ok(known)
    }

    /// What a request may change of it, to be given back to [`Known::restore`].
    pub fn remember(&self, town: &Town, request: &PlanRequest) -> Before {
        let children =
            touched::children(request, &self.carts).filter_map(|id| Some((id, self.children.get(&id)?.clone())));
        let days = touched::days(request, &self.carts);
        // A change that is taken back frees places of its day that the request does not name.
        let known = self.occupancy.keys().filter(|slot| days.contains(&slot.day)).copied();
        let waited = self.waits.line.waits().flat_map(|(_, wait)| wait.parts.keys().copied());
        let slots: BTreeSet<SlotKey> = touched::slots(town, request, &self.carts)
            .into_iter()
            .chain(known)
            .chain(waited)
            .collect();
        let slots = slots.into_iter();
        Before {
            children: children.collect(),
            occupancy: slots.map(|slot| (slot, self.occupancy.get(&slot).copied())).collect(),
            waits: self.waits.clone(),
            held: self.carts.all_held(),
        }
    }

    /// As if the request had not been.
    pub fn restore(&mut self, before: Before) {
        self.waits = before.waits;
        self.carts.restore(before.held);
        self.children.extend(before.children);
        for (slot, occupancy) in before.occupancy {
            match occupancy {
                Some(occupancy) => drop(self.occupancy.insert(slot, occupancy)),
                None => drop(self.occupancy.remove(&slot)),
            }
        }
    }

    /// Loads children that nobody asked for, such as those who are next in a line, and what they have on some days, unless
    /// it is known: at most two statements. Whatever the rules look at beside a place is of its day.
    pub async fn meet<C: ConnectionTrait>(
        &mut self,
        db: &C,
        town: &Town,
        days: impl IntoIterator<Item = (ChildId, NaiveDate)>,
    ) -> Result<(), StoreError> {
        let new = self.seen.add(days);
        if new.is_empty() {
            return Ok(());
        }
        let unknown = new
            .iter()
            .map(|&(child, _)| child)
            .filter(|id| !self.children.contains_key(id));
        let ids: Vec<ChildId> = unknown.collect::<BTreeSet<_>>().into_iter().collect();
        if !ids.is_empty() {
            for line in people::children_in_town_asking(db, town.id, &ids, town.asks()).await? {
                self.children
                    .insert(ChildId(line.child_id.0), KnownChild::new(town, &line));
            }
        }
        let on = |&(child, day): &(ChildId, NaiveDate)| ChildDay {
            child_id: Key(child.0),
            day,
        };
        let days: Vec<ChildDay> = new.iter().map(on).collect();
        let live = booking::live_on(db, town.id, &days).await?;
        self.seat(town, live);
        self.seat_held(town);
        Ok(())
    }

    fn seat(&mut self, town: &Town, live: Vec<LiveBooking>) {
        let theirs: BTreeSet<ChildId> = live.iter().map(|found| ChildId(found.child_id.0)).collect();
        for found in live {
            let child = self.children.get_mut(&ChildId(found.child_id.0));
            if let (Some(child), Some(slot)) = (child, slot_key(town, found.activity_id, found.day)) {
                child.booked.insert(slot);
                if found.late {
                    child.late.insert(slot);
                }
                let price = Money::from_cents(found.price_cents);
                child.agreed.set(slot, price, found.rule_book_version);
                if let Some(mark) = found.standing.mark() {
                    child.marks.insert(slot, mark);
                }
                let booking = StoredBooking {
                    id: found.booking_id,
                    price_cents: found.price_cents,
                    version: found.rule_book_version,
                    asked_in: found.asked_in,
                };
                child.bookings.insert(slot, booking);
            }
        }
        for child in theirs {
            if let Some(child) = self.children.get_mut(&child) {
                child.agreed.join(town, &child.late);
            }
        }
    }

    fn note_visits(&mut self, town: &Town, visits: Vec<(ChildId, ActivityId, NaiveDate)>) {
        for (child, activity, day) in visits {
            let child = self.children.get_mut(&child);
            if let (Some(child), Some(slot)) = (child, town.slot(activity, day)) {
                child.visits.insert(slot);
            }
        }
    }

    /// Applies what staff decided for a child.
    pub fn rule(&mut self, town: &Town, child: ChildId, ruled: &Ruled) {
        let Some(known) = self.children.get_mut(&child) else {
            return;
        };
        for slot in ruled.settled.keys() {
            known.marks.remove(slot);
        }
        for slot in &ruled.cancel {
            known.booked.remove(slot);
            known.late.remove(slot);
            known.agreed.remove(*slot);
            if let Some(occupancy) = self.occupancy.get_mut(slot) {
                occupancy.taken = occupancy.taken.saturating_sub(1);
            }
        }
        known.agree(town, &ruled.prices);
    }

    /// Applies what was decided for a child: last, what it waited for in slots that are now booked.
    pub fn apply(&mut self, town: &Town, child: ChildId, decision: &Decision) {
        for &slot in &decision.book {
            let (day, activity) = (slot.day, town.activity_id(slot));
            // A place that the cart kept for the child becomes its booking.
            self.release(town, &LineKey { day, child, activity });
        }
        let Some(known) = self.children.get_mut(&child) else {
            return;
        };
        for &slot in &decision.cancel {
            known.booked.remove(&slot);
            known.late.remove(&slot);
            known.agreed.remove(slot);
            known.marks.remove(&slot);
            if let Some(occupancy) = self.occupancy.get_mut(&slot) {
                occupancy.taken = occupancy.taken.saturating_sub(1);
            }
        }
        known.late.extend(&decision.late);
        known.agree(town, &decision.prices);
        for &slot in &decision.book {
            known.booked.insert(slot);
            self.occupancy
                .entry(slot)
                .or_insert_with(|| occupancy(town, slot, 0))
                .taken += 1;
        }
        for (&slot, standing) in &decision.standing {
            match standing.mark() {
                Some(mark) => drop(known.marks.insert(slot, mark)),
                None => drop(known.marks.remove(&slot)),
            }
        }
        for slot in self.waits.line.took(child, &decision.book) {
            self.let_go(slot);
        }
    }
}

/// The capacity is the rule book's: the row only counts.
pub(crate) fn occupancy(town: &Town, slot: SlotKey, taken: u32) -> Occupancy {
    Occupancy {
        capacity: town.on(slot.day).rules.activity(slot.activity).capacity,
        taken,
    }
}

/// The slot of a row, unless the rule book that governs its day no longer has its activity.
pub(crate) fn slot_key(town: &Town, activity: Key, day: NaiveDate) -> Option<SlotKey> {
    town.slot(ActivityId(activity.0), day)
}
