//! A request as single wishes, once everything it names is known to the caller.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use preau_domain::booking::{SlotKey, Wish, WishKind};
use preau_domain::cart::{Cart, LineKey};
use preau_domain::ids::{ActivityId, ChildId, FamilyId};
use preau_domain::planning::concerns;

use super::known::Known;
use super::planning::{DayPattern, Part, PartRefusal};
use super::request::{Aim, MAX_DAYS, PlanRefusal, PlanRequest};
use crate::towns::Town;

mod copies;

pub(super) struct Asked {
    pub family: FamilyId,
    /// In the order in which the request first names each child.
    pub by_child: Vec<(ChildId, Wishes)>,
    /// Days that repetitions came to and passed over.
    pub skipped: u32,
}

/// What is wished for a child.
#[derive(Default)]
pub(super) struct Wishes {
    pub some: Vec<Wish>,
    /// Days on which the rule book that governs them does not have the activity.
    pub nowhere: Vec<(ActivityId, NaiveDate)>,
}

/// One day of a repetition.
type Repeated = (ChildId, Wish);

struct Reader<'a> {
    town: &'a Town,
    known: &'a Known,
    request: &'a PlanRequest,
    family: Option<FamilyId>,
    by_child: Vec<(ChildId, Wishes)>,
    repeated: Vec<Repeated>,
}

/// Takes the request apart: days named one by one, then those of patterns, then those of copies, which read the source
/// week as it is known now.
pub(super) fn asked(town: &Town, known: &Known, request: &PlanRequest) -> Result<Asked, PlanRefusal> {
    let mut reader = Reader {
        town,
        known,
        request,
        family: None,
        by_child: Vec::new(),
        repeated: Vec::new(),
    };
    reader.changes()?;
    for (nth, pattern) in request.patterns.iter().enumerate() {
        let refused = |refusal| PlanRefusal::Part {
            part: Part::Pattern(nth),
            refusal,
        };
        reader.pattern(pattern).map_err(refused)?;
    }
    for (nth, copy) in request.copies.iter().enumerate() {
        let refused = |refusal| PlanRefusal::Part {
            part: Part::Copy(nth),
            refusal,
        };
        reader.copy(copy).map_err(refused)?;
    }
    reader.finish(request.received_at)
}

impl Reader<'_> {
    fn changes(&mut self) -> Result<(), PlanRefusal> {
        let request = self.request;
        for (change, entry) in request.changes.iter().enumerate() {
            let theirs = self
                .family_of(entry.child)
                .ok_or(PlanRefusal::UnknownChild { change })?;
            if !self.is_one_family(theirs) {
                return Err(PlanRefusal::SeveralFamilies { change });
            }
            if self.town.activity(entry.activity).is_none() {
                return Err(PlanRefusal::UnknownActivity { change });
            }
            let cancel = entry.cancel.iter().map(|&day| (day, WishKind::Cancel));
            let book = entry.book.iter().map(|&day| (day, WishKind::Book));
            for (day, kind) in cancel.chain(book) {
                match self.town.slot(entry.activity, day) {
                    Some(slot) => self.theirs(entry.child).some.push(Wish { slot, kind }),
                    None => self.theirs(entry.child).nowhere.push((entry.activity, day)),
                }
            }
        }
        Ok(())
    }

    fn pattern(&mut self, pattern: &DayPattern) -> Result<(), PartRefusal> {
        let theirs = self.family_of(pattern.child).ok_or(PartRefusal::UnknownChild)?;
        if !self.is_one_family(theirs) {
            return Err(PartRefusal::SeveralFamilies);
        }
        if self.town.activity(pattern.activity).is_none() {
            return Err(PartRefusal::UnknownActivity { nth: 0 });
        }
        for day in pattern.days.days() {
            self.repeat(pattern.child, pattern.activity, day, pattern.kind);
        }
        Ok(())
    }

    /// One more day of a repetition. A rule book that does not have the activity says so, as for a day that is named.
    fn repeat(&mut self, child: ChildId, activity: ActivityId, day: NaiveDate, kind: WishKind) {
        match self.town.slot(activity, day) {
            Some(slot) => {
                self.theirs(child);
                self.repeated.push((child, Wish { slot, kind }));
            }
            None => self.theirs(child).nowhere.push((activity, day)),
        }
    }

    /// Leaves out the days of repetitions that do not concern the child. One that concerns it and one that would take
    /// it back contradict each other: both stay, to be refused.
    fn finish(mut self, now: DateTime<Utc>) -> Result<Asked, PlanRefusal> {
        let family = self.family.ok_or(PlanRefusal::NothingAsked)?;
        let repeated = std::mem::take(&mut self.repeated);
        let concerns = |(child, wish): &Repeated| self.known.concerns(self.town, *child, *wish, now);
        // For a cart, a tick also concerns the child where it takes back what stands there.
        let in_cart = |(child, wish): &Repeated| {
            let (day, activity) = (wish.slot.day, self.town.activity_id(wish.slot));
            let line = self.cart().and_then(|cart| {
                cart.get(&LineKey {
                    day,
                    child: *child,
                    activity,
                })
            });
            line.is_some_and(|line| line.kind == wish.kind.opposite())
        };
        let concerns = |day: &Repeated| concerns(day) || in_cart(day);
        let mut real: BTreeSet<(ChildId, SlotKey, WishKind)> =
            repeated.iter().filter(|day| concerns(day)).map(key).collect();
        let named = self.by_child.iter().flat_map(|(child, wishes)| {
            let wishes = wishes.some.iter();
            wishes.map(|wish| (*child, *wish))
        });
        real.extend(named.filter(|day| concerns(day)).map(|day| key(&day)));
        let mut skipped = 0;
        for day in repeated {
            let (child, wish) = day;
            let taken_back = (child, wish.slot, wish.kind.opposite());
            if real.contains(&key(&day)) || real.contains(&taken_back) {
                self.theirs(child).some.push(wish);
            } else {
                skipped += 1;
            }
        }
        let days: usize = self.by_child.iter().map(|(_, wishes)| wishes.some.len()).sum();
        if days > MAX_DAYS {
            return Err(PlanRefusal::TooManyDays { most: MAX_DAYS });
        }
        Ok(Asked {
            family,
            by_child: self.by_child,
            skipped,
        })
    }

    /// The family of a child that the caller may see.
    fn family_of(&self, child: ChildId) -> Option<FamilyId> {
        let theirs = self.known.children.get(&child).map(|child| child.family);
        theirs.filter(|&family| self.request.scope.sees(family))
    }

    fn is_one_family(&mut self, theirs: FamilyId) -> bool {
        *self.family.get_or_insert(theirs) == theirs
    }

    fn theirs(&mut self, child: ChildId) -> &mut Wishes {
        let at = self.by_child.iter().position(|(known, _)| *known == child);
        let at = at.unwrap_or_else(|| {
            self.by_child.push((child, Wishes::default()));
            self.by_child.len() - 1
        });
        &mut self.by_child[at].1
    }

    /// The cart that is filled.
    fn cart(&self) -> Option<&Cart> {
        match self.request.aim {
            Aim::Cart(family, _) => self.known.carts.of(family),
            Aim::Order | Aim::OrderCart(_) => None,
        }
    }
}

fn key(&(child, wish): &Repeated) -> (ChildId, SlotKey, WishKind) {
    (child, wish.slot, wish.kind)
}

impl Known {
    fn concerns(&self, town: &Town, child: ChildId, wish: Wish, now: DateTime<Utc>) -> bool {
        let child = self.children.get(&child);
        child.is_some_and(|child| {
            concerns(
                &child.situation(town.on(wish.slot.day), &child.marks, &self.occupancy, now),
                wish,
            )
        })
    }
}
