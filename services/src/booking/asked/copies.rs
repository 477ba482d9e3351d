//! A week of one child, once more.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use preau_domain::booking::WishKind;
use preau_domain::cart::Cart;
use preau_domain::code::Code;
use preau_domain::ids::{ActivityId, ChildId};

use super::Reader;
use crate::booking::planning::{Copy, CopyMode, PartRefusal};
use crate::towns::OfferedActivity;

impl Reader<'_> {
    pub(super) fn copy(&mut self, copy: &Copy) -> Result<(), PartRefusal> {
        let source = self.family_of(copy.from).ok_or(PartRefusal::UnknownSource)?;
        if !self.is_one_family(source) {
            return Err(PartRefusal::SourceElsewhere);
        }
        let theirs = self.family_of(copy.to).ok_or(PartRefusal::UnknownChild)?;
        if !self.is_one_family(theirs) {
            return Err(PartRefusal::SeveralFamilies);
        }
        let mut named = copy.activities.iter().flatten().enumerate();
        if let Some((nth, _)) = named.find(|(_, id)| self.town.activity(**id).is_none()) {
            return Err(PartRefusal::UnknownActivity { nth });
        }
        let week = copy.weeks.source..=copy.weeks.source_end();
        let mut source = self.has(copy.from);
        source.retain(|(_, day)| week.contains(day));
        if copy.mode == CopyMode::Replace {
            let (first, last) = copy.weeks.target();
            for (id, day) in self.has(copy.to) {
                let filled = first <= day && day <= last;
                if filled && self.is_meant(copy, id, day) && !self.has_its_like(copy, &source, id, day) {
                    self.repeat(copy.to, id, day, WishKind::Cancel);
                }
            }
        }
        // As families read it: day by day, in the rule book's order.
        let mut source: Vec<(ActivityId, NaiveDate)> = source.into_iter().collect();
        source.sort_by_key(|&(id, day)| (day, self.town.place(id)));
        let mut copied = false;
        for (id, day) in source {
            for day in copy.weeks.days_for(day) {
                let there = self.there(copy.to, id, day);
                if copy.concerns(id) || copy.concerns(there) {
                    self.repeat(copy.to, there, day, WishKind::Book);
                    copied = true;
                }
            }
        }
        if copied || copy.mode == CopyMode::Replace {
            return Ok(());
        }
        self.is_empty(copy)
    }

    /// A week that holds nothing is mostly the wrong one. Who agreed to a plan when it held something is told what is gone
    /// of that instead.
    fn is_empty(&mut self, copy: &Copy) -> Result<(), PartRefusal> {
        if self.request.expects.is_none() {
            return Err(PartRefusal::NothingToCopy);
        }
        self.theirs(copy.to);
        Ok(())
    }

    /// The places of a child; for a cart, as ordering it would leave them.
    fn has(&self, child: ChildId) -> BTreeSet<(ActivityId, NaiveDate)> {
        let booked = self.known.children.get(&child).map(|child| &child.booked);
        let slots = booked.into_iter().flatten();
        let mut has: BTreeSet<_> = slots.map(|&slot| (self.town.activity_id(slot), slot.day)).collect();
        let lines = self.cart().into_iter().flat_map(Cart::lines);
        for (key, line) in lines.filter(|(key, _)| key.child == child) {
            let place = (key.activity, key.day);
            match line.kind {
                WishKind::Book => drop(has.insert(place)),
                WishKind::Cancel => drop(has.remove(&place)),
            }
        }
        has
    }

    /// Whether a copy speaks of what the child has there: under its own name, or under that of another school's.
    fn is_meant(&self, copy: &Copy, id: ActivityId, day: NaiveDate) -> bool {
        let stands_for = |named: &ActivityId| self.there(copy.to, *named, day) == id;
        copy.concerns(id) || copy.activities.iter().flatten().any(stands_for)
    }

    /// Whether the week that is copied holds the same, or something of the same name, on that day.
    fn has_its_like(
        &self,
        copy: &Copy,
        source: &BTreeSet<(ActivityId, NaiveDate)>,
        id: ActivityId,
        day: NaiveDate,
    ) -> bool {
        let edition = self.town.on(day);
        let name = |id: ActivityId| edition.activity(id).map(|offer| offer.activity.name.as_str());
        let source_day = copy.weeks.source_of(day);
        let of_day = source.iter().filter(|(_, from)| *from == source_day);
        of_day.map(|&(other, _)| other).any(|other| {
            let is_same = other == id;
            is_same || name(other).is_some_and(|other| name(id) == Some(other))
        })
    }

    /// What an activity is for a child on a day: itself, or the one of the same name that its own school has in its place.
    /// Where that has several of the name, the one that the child has.
    fn there(&self, child: ChildId, activity: ActivityId, day: NaiveDate) -> ActivityId {
        let edition = self.town.on(day);
        let known = self.known.children.get(&child);
        let (Some(child), Some(own)) = (known, edition.activity(activity)) else {
            return activity;
        };
        let is_for = |schools: &[Code]| schools.contains(&child.facts.school);
        if is_for(&own.activity.schools) {
            return activity;
        }
        let like =
            |other: &OfferedActivity<'_>| other.activity.name == own.activity.name && is_for(&other.activity.schools);
        let others: Vec<ActivityId> = edition.activities().filter(like).map(|other| other.id).collect();
        match others.as_slice() {
            [other] => *other,
            several => {
                let has = self.has(child.facts.id);
                let own = several.iter().copied().find(|&id| has.contains(&(id, day)));
                own.unwrap_or(activity)
            }
        }
    }
}
