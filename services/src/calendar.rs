//! A child's days, activity by activity: what can be booked, until when, at what price, and why not.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use chrono::{DateTime, Days, NaiveDate, Utc};
use preau_domain::access::Scope;
use preau_domain::booking::linkage::takes_for;
use preau_domain::booking::{
    Agreed, Mark, Occupancy, Refusal, Situation, SlotKey, SlotView, bookable, obstacles, view,
};
use preau_domain::calendar::DayKind;
use preau_domain::family::ChildFacts;
use preau_domain::ids::{ActivityId, ChildId};
use preau_domain::money::Money;
use preau_entities::store::booking::{self, Held};
use preau_entities::store::people::ChildLine;

use crate::booking::agreed::AgreedPrices;
use crate::booking::known::{facts, slot_key};
use crate::counting::occupancies;
use crate::towns::{Edition, Town};
use crate::{Fault, Portal};

/// Days that one calendar may span.
pub const MAX_DAYS: u16 = 62;

/// Days of one child. The lists of `activities` run parallel to `days`.
#[derive(Clone, Debug)]
pub struct ChildCalendar {
    pub child: ChildId,
    pub town: Arc<Town>,
    /// The instant as of which it holds.
    pub now: DateTime<Utc>,
    pub days: Vec<(NaiveDate, DayKind)>,
    pub activities: Vec<ActivityDays>,
    facts: ChildFacts,
    scene: Arc<Scene>,
}

impl ChildCalendar {
    /// All that stands against changing a slot now, of an activity and a day by their places.
    #[must_use]
    pub fn obstacles(&self, activity: usize, day: usize) -> Vec<Refusal> {
        let (id, day) = (self.activities[activity].id, self.days[day].0);
        let Some(slot) = self.town.slot(id, day) else {
            return vec![Refusal::NotOffered];
        };
        obstacles(&self.scene.situation(self.town.on(day), &self.facts, self.now), slot)
    }

    /// Activities that booking a slot books with it, of an activity and a day by their places.
    #[must_use]
    pub fn takes(&self, activity: usize, day: usize) -> Vec<ActivityId> {
        let (id, day) = (self.activities[activity].id, self.days[day].0);
        takes_under(self.town.on(day), &self.facts, id).unwrap_or_default()
    }
}

/// A child's days in one activity.
#[derive(Clone, Debug)]
pub struct ActivityDays {
    pub id: ActivityId,
    /// Activities that booking this one books with it for this child, on each of the days.
    pub takes: Vec<ActivityId>,
    pub slots: Vec<SlotView>,
}

/// The range cannot be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RangeRefusal {
    Reversed,
    TooLong { most: u16 },
}

/// Holds `from` to `to` (both included) against [`MAX_DAYS`].
pub fn check_range(from: NaiveDate, to: NaiveDate) -> Result<(), RangeRefusal> {
    if to < from {
        return Err(RangeRefusal::Reversed);
    }
    let days = (to - from).num_days() + 1;
    if days <= i64::from(MAX_DAYS) {
        Ok(())
    } else {
        Err(RangeRefusal::TooLong { most: MAX_DAYS })
    }
}

/// The calendars of children that the caller found in its scope, in their order. Two statements at most, whatever
/// the number of children and activities: their bookings, and the counts that the cache does not hold.
pub async fn calendars(
    portal: &Portal,
    scope: Scope,
    children: &[ChildLine],
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<ChildCalendar>, Fault> {
    let town = portal.towns.get(scope.commune).await?;
    let now = portal.clock.now();
    let facts: Vec<ChildFacts> = children.iter().map(facts).collect();
    let scene = Arc::new(Scene::load(portal, &town, &facts, from, to).await?);
    let days: Vec<NaiveDate> = from.iter_days().take_while(|&day| day <= to).collect();
    Ok(facts
        .iter()
        .map(|child| scene.calendar(&town, child, &days, now))
        .collect())
}

/// For each child, by activity: behind each day from `from` to `to` (both included) the next one, within
/// [`MAX_DAYS`], on which the child can be booked now. Two statements at most.
pub async fn next_bookable(
    portal: &Portal,
    scope: Scope,
    children: &[ChildLine],
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<HashMap<ActivityId, Vec<Option<NaiveDate>>>>, Fault> {
    let town = portal.towns.get(scope.commune).await?;
    let now = portal.clock.now();
    let facts: Vec<ChildFacts> = children.iter().map(facts).collect();
    let last = to.checked_add_days(Days::new(MAX_DAYS.into())).unwrap_or(to);
    let scene = Scene::load(portal, &town, &facts, from, last).await?;
    let child = |child: &ChildFacts| {
        let activities = scene.activities(&town, child, from, to).into_iter();
        let bookable = |id, day| {
            let slot = town.slot(id, day);
            slot.is_some_and(|slot| bookable(&scene.situation(town.on(day), child, now), slot))
        };
        activities
            .map(|id| (id, next_days(&|day| bookable(id, day), from, to)))
            .collect()
    };
    Ok(facts.iter().map(child).collect())
}

/// Looks at no day twice: what lies ahead of one day mostly lies ahead of the next.
fn next_days(bookable: &dyn Fn(NaiveDate) -> bool, from: NaiveDate, to: NaiveDate) -> Vec<Option<NaiveDate>> {
    let (mut next, mut seen) = (None, from);
    let days = from.iter_days().take_while(|&day| day <= to);
    let behind = |day: NaiveDate| {
        if next.is_none_or(|next| next <= day) {
            let last = day.checked_add_days(Days::new(MAX_DAYS.into())).unwrap_or(day);
            let after = seen.max(day);
            let ahead = after.iter_days().skip(1).take_while(|&day| day <= last);
            next = ahead.into_iter().find(|&day| bookable(day));
            seen = next.unwrap_or(last);
        }
        next
    };
    days.map(behind).collect()
}

/// Everything the views of some children look at.
#[derive(Debug)]
pub(crate) struct Scene {
    booked: HashMap<ChildId, BTreeSet<SlotKey>>,
    late: HashMap<ChildId, BTreeSet<SlotKey>>,
    agreed: HashMap<ChildId, AgreedPrices>,
    /// Where the family's cart keeps a place.
    held: HashMap<ChildId, BTreeSet<SlotKey>>,
    /// What is known beside whether a place is booked.
    marks: HashMap<ChildId, BTreeMap<SlotKey, Mark>>,
    occupancy: BTreeMap<SlotKey, Occupancy>,
    none: BTreeSet<SlotKey>,
    no_marks: BTreeMap<SlotKey, Mark>,
    nothing_agreed: BTreeMap<SlotKey, Agreed>,
}

impl Scene {
    pub(crate) async fn load(
        portal: &Portal,
        town: &Town,
        children: &[ChildFacts],
        from: NaiveDate,
        to: NaiveDate,
    ) -> Result<Self, Fault> {
        let ids: Vec<ChildId> = children.iter().map(|child| child.id).collect();
        let activities = children
            .iter()
            .flat_map(|child| offered(town, child, from, to))
            .collect();
        let mut booked: HashMap<ChildId, BTreeSet<SlotKey>> = HashMap::new();
        let mut lates: HashMap<ChildId, BTreeSet<SlotKey>> = HashMap::new();
        let mut held: HashMap<ChildId, BTreeSet<SlotKey>> = HashMap::new();
        let mut marks: HashMap<ChildId, BTreeMap<SlotKey, Mark>> = HashMap::new();
        let mut agreed: HashMap<ChildId, AgreedPrices> = HashMap::new();
        let now = portal.clock.now();
        for place in booking::places(&portal.db, town.id, &ids, from, to, now).await? {
            let Some(slot) = slot_key(town, place.activity_id, place.day) else {
                continue;
            };
            let child = ChildId(place.child_id.0);
            let marks = marks.entry(child).or_default();
            match (place.held, mark(place.held, now)) {
                // What is asked of staff, or offered, says more of the day.
                (Held::InCart, Some(mark)) => drop(marks.entry(slot).or_insert(mark)),
                (_, mark) => marks.extend(mark.map(|mark| (slot, mark))),
            }
            match place.held {
                Held::KeptByCart => drop(held.entry(child).or_default().insert(slot)),
                Held::Booked { .. } => {
                    booked.entry(child).or_default().insert(slot);
                    let price = Money::from_cents(place.price_cents);
                    let prices = agreed.entry(child).or_default();
                    prices.set(slot, price, place.rule_book_version);
                    if place.late {
                        lates.entry(child).or_default().insert(slot);
                    }
                }
                Held::Waiting { .. } | Held::Offered { .. } | Held::InCart => {}
            }
        }
        let none = BTreeSet::new();
        for (child, prices) in &mut agreed {
            prices.join(town, lates.get(child).unwrap_or(&none));
        }
        let occupancy = occupancies(portal, town, &activities, from, to).await?;
        Ok(Self {
            booked,
            late: lates,
            held,
            marks,
            agreed,
            occupancy,
            none,
            no_marks: BTreeMap::new(),
            nothing_agreed: BTreeMap::new(),
        })
    }

    /// The activities that the child's school may use, and those where the child has a place all the same: after a
    /// change of school it is still the family's to give back.
    fn activities(&self, town: &Town, child: &ChildFacts, from: NaiveDate, to: NaiveDate) -> Vec<ActivityId> {
        let mut activities: Vec<ActivityId> = offered(town, child, from, to).collect();
        let booked = self.booked.get(&child.id).unwrap_or(&self.none);
        let held: BTreeSet<ActivityId> = booked.iter().map(|&slot| town.activity_id(slot)).collect();
        activities.extend(
            held.into_iter()
                .filter(|id| !activities.contains(id))
                .collect::<Vec<_>>(),
        );
        activities.sort_by_key(|&id| town.place(id));
        activities
    }

    pub(crate) fn situation<'a>(
        &'a self,
        edition: &'a Edition,
        child: &'a ChildFacts,
        now: DateTime<Utc>,
    ) -> Situation<'a> {
        Situation {
            rules: &edition.rules,
            calendar: &edition.calendar,
            child,
            booked: self.booked.get(&child.id).unwrap_or(&self.none),
            late: self.late.get(&child.id).unwrap_or(&self.none),
            held: self.held.get(&child.id).unwrap_or(&self.none),
            marks: self.marks.get(&child.id).unwrap_or(&self.no_marks),
            agreed: self
                .agreed
                .get(&child.id)
                .map_or(&self.nothing_agreed, AgreedPrices::by_slot),
            occupancy: &self.occupancy,
            now,
        }
    }

    fn calendar(
        self: &Arc<Self>,
        town: &Arc<Town>,
        child: &ChildFacts,
        days: &[NaiveDate],
        now: DateTime<Utc>,
    ) -> ChildCalendar {
        let (first, last) = (days.first().copied(), days.last().copied());
        let (first, last) = (first.unwrap_or(town.today), last.unwrap_or(town.today));
        let seen = |id, day| match town.slot(id, day) {
            Some(slot) => view(&self.situation(town.on(day), child, now), slot),
            None => SlotView::absent(),
        };
        let activity_days = |id: ActivityId| ActivityDays {
            id,
            takes: takes(town, child, id, first, last),
            slots: days.iter().map(|&day| seen(id, day)).collect(),
        };
        let kind = |day| town.on(day).calendar.kind(day, Some(&child.school));
        ChildCalendar {
            child: child.id,
            town: Arc::clone(town),
            now,
            days: days.iter().map(|&day| (day, kind(day))).collect(),
            activities: self
                .activities(town, child, first, last)
                .into_iter()
                .map(activity_days)
                .collect(),
            facts: child.clone(),
            scene: Arc::clone(self),
        }
    }
}

/// How a place stands, or where the child stands in the waiting list. An offer that is over is nothing, also before its
/// place is passed on.
fn mark(held: Held, now: DateTime<Utc>) -> Option<Mark> {
    match held {
        // What staff have yet to decide about it says more.
        Held::Booked { standing, absent } => standing.mark().or(absent.then_some(Mark::Absent)),
        Held::InCart => Some(Mark::InCart),
        Held::KeptByCart => None,
        Held::Offered { until } => (now < until).then_some(Mark::Offered { until }),
        Held::Waiting { ahead } => Some(Mark::Waiting {
            position: u32::try_from(ahead).unwrap_or(u32::MAX).saturating_add(1),
        }),
    }
}

/// The activities that the child's school may use under a rule book of some of the days.
fn offered<'a>(
    town: &'a Town,
    child: &'a ChildFacts,
    from: NaiveDate,
    to: NaiveDate,
) -> impl Iterator<Item = ActivityId> + 'a {
    let editions = town.between(from, to);
    town.activities().map(|offer| offer.id).filter(move |&id| {
        let of = |edition: &&Edition| {
            let offer = edition.activity(id);
            offer.is_some_and(|offer| offer.activity.schools.contains(&child.school))
        };
        editions.iter().any(of)
    })
}

/// What booking the activity takes along on each of the days on which it is offered: what only one of several rule books
/// asks for is told of its own days ([`ChildCalendar::takes`]).
fn takes(town: &Town, child: &ChildFacts, activity: ActivityId, first: NaiveDate, last: NaiveDate) -> Vec<ActivityId> {
    let editions = town.between(first, last).into_iter();
    let each = editions.filter_map(|edition| takes_under(edition, child, activity));
    let common = each.reduce(|common, one| common.into_iter().filter(|id| one.contains(id)).collect());
    common.unwrap_or_default()
}

/// What booking it takes along under a rule book that has it.
fn takes_under(edition: &Edition, child: &ChildFacts, activity: ActivityId) -> Option<Vec<ActivityId>> {
    let along = takes_for(&edition.rules, child, edition.ix(activity)?);
    Some(along.into_iter().map(|ix| edition.id(ix)).collect())
}
