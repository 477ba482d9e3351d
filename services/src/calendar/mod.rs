//! A child's days, activity by activity: what can be booked, until when, at what price, and why not.

mod ahead;
mod scene;

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use preau_domain::access::Scope;
use preau_domain::booking::linkage::takes_for;
use preau_domain::booking::{Refusal, SlotKey, SlotView, obstacles, view};
use preau_domain::calendar::DayKind;
use preau_domain::family::ChildFacts;
use preau_domain::ids::{ActivityId, ChildId};
use preau_domain::rulebook::asks::Asks;
use preau_domain::rulebook::customer::Customer;
use preau_domain::rulebook::model::Code;
use preau_domain::rulebook::term_price::TermPrice;
use preau_entities::store::people::{ChildLine, Whose};
use preau_entities::store::places::{self, Places, Span};

pub use self::ahead::{Ahead, DaysAhead, days_ahead};
pub(crate) use self::scene::Scene;
use crate::booking::known::facts;
use crate::towns::{Edition, OfferedActivity, Town};
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
    fn of(scene: &Arc<Scene>, town: &Arc<Town>, child: &ChildFacts, days: &[NaiveDate], now: DateTime<Utc>) -> Self {
        let (first, last) = (days.first().copied(), days.last().copied());
        let (first, last) = (first.unwrap_or(town.today), last.unwrap_or(town.today));
        // Days in a row that the same rule book governs.
        let mut terms: Vec<(&Edition, Vec<NaiveDate>)> = Vec::new();
        for &day in days {
            let edition = town.on(day);
            match terms.last_mut() {
                Some((last, days)) if last.version == edition.version => days.push(day),
                _ => terms.push((edition, vec![day])),
            }
        }
        let of_term = |id: ActivityId, edition: &Edition, days: &[NaiveDate]| -> Vec<SlotView> {
            let Some(activity) = edition.ix(id) else {
                return vec![SlotView::absent(); days.len()];
            };
            let situation = scene.situation(edition, child, now);
            let seen = |&day: &NaiveDate| view(&situation, SlotKey { activity, day });
            days.iter().map(seen).collect()
        };
        let activity_days = |id: ActivityId| ActivityDays {
            id,
            takes: takes(town, child, id, first, last),
            slots: terms
                .iter()
                .flat_map(|(edition, days)| of_term(id, edition, days))
                .collect(),
        };
        let kinds = terms.iter().flat_map(|(edition, days)| {
            let kind = |&day: &NaiveDate| (day, edition.calendar.kind(day, Some(&child.school)));
            days.iter().map(kind)
        });
        let activities = scene.activities(town, child, first, last).into_iter();
        Self {
            child: child.id,
            town: Arc::clone(town),
            now,
            days: kinds.collect(),
            activities: activities.map(activity_days).collect(),
            facts: child.clone(),
            scene: Arc::clone(scene),
        }
    }

    /// The child's school.
    #[must_use]
    pub fn school(&self) -> &Code {
        &self.facts.school
    }

    /// The terms that the child would pay an activity by, of those that the days lie in; empty where it pays by the day. Each
    /// under the rule book that governs the first of the days within it.
    #[must_use]
    pub fn terms(&self, activity: usize) -> Vec<TermPrice> {
        let id = self.activities[activity].id;
        let mut terms: Vec<TermPrice> = Vec::new();
        if !self.town.has_terms() {
            return terms;
        }
        for &(day, _) in &self.days {
            let offer = self.town.activity_on(id, day);
            let around =
                |offer: OfferedActivity<'_>| TermPrice::around(&Customer::planned(&self.facts, offer.activity, day));
            if terms.last().is_none_or(|last| day > last.last_day) {
                terms.extend(offer.and_then(around));
            }
        }
        terms
    }

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
    let ids: Vec<ChildId> = children.iter().map(|child| ChildId(child.child_id.0)).collect();
    let now = portal.clock.now();
    let span = Span { from, to, now };
    let places = places::places(&portal.db, scope.commune, &ids, span).await?;
    Foreseen { span, places }.calendars(portal, scope, children).await
}

/// What calendars of some children and days will ask of the store, read with the children themselves.
#[derive(Debug)]
pub struct Foreseen {
    span: Span,
    places: Places,
}

/// Children that the caller may see, and in the same statement what their calendars will ask.
pub async fn children_foreseen(
    portal: &Portal,
    scope: Scope,
    whose: Whose,
    asks: Asks,
    (from, to): (NaiveDate, NaiveDate),
) -> Result<(Vec<ChildLine>, Foreseen), Fault> {
    let now = portal.clock.now();
    let span = Span { from, to, now };
    let (lines, places) = places::children_with_places(&portal.db, scope, whose, asks, span).await?;
    Ok((lines, Foreseen { span, places }))
}

impl Foreseen {
    /// Whether it is of these days.
    #[must_use]
    pub fn is_of(&self, from: NaiveDate, to: NaiveDate) -> bool {
        (self.span.from, self.span.to) == (from, to)
    }

    /// [`calendars`] of the children that it was read with. A statement at most.
    pub async fn calendars(
        &self,
        portal: &Portal,
        scope: Scope,
        children: &[ChildLine],
    ) -> Result<Vec<ChildCalendar>, Fault> {
        let town = portal.towns.get(scope.commune).await?;
        let facts: Vec<ChildFacts> = children.iter().map(|line| facts(&town, line)).collect();
        let scene = Scene::with(portal, &town, &facts, self.span, &self.places).await?;
        let scene = Arc::new(scene);
        let Span { from, to, now } = self.span;
        let days: Vec<NaiveDate> = from.iter_days().take_while(|&day| day <= to).collect();
        let of_child = |child| ChildCalendar::of(&scene, &town, child, &days, now);
        Ok(facts.iter().map(of_child).collect())
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
