//! What a request may look at or change, before anything of it is known: what a turn loads and locks.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use preau_domain::booking::SlotKey;
use preau_domain::cart::{Cart, LineKey};
use preau_domain::ids::{ActivityId, ChildId};
use preau_domain::rulebook::link::Link;
use preau_domain::rulebook::model::ActivityIx;

use super::cart::state::Carts;
use super::planning::{self, DayPattern};
use super::request::PlanRequest;
use crate::towns::Town;

/// The children that it names, and those of what it looks at in a cart.
pub(super) fn children<'a>(request: &'a PlanRequest, carts: &'a Carts) -> impl Iterator<Item = ChildId> + 'a {
    let named = request.changes.iter().map(|change| change.child);
    let repeated = request.patterns.iter().map(|pattern| pattern.child);
    let copied = request.copies.iter().flat_map(|copy| [copy.from, copy.to]);
    let in_cart = lines(request, carts).into_iter().map(|key| key.child);
    named.chain(repeated).chain(copied).chain(in_cart)
}

/// The first and the last day of all that it looks at.
pub(super) fn span(request: &PlanRequest, carts: &Carts) -> Option<(NaiveDate, NaiveDate)> {
    let mut days = days(request, carts);
    let repeated = request.patterns.iter().map(DayPattern::span);
    let spans = repeated.chain(request.copies.iter().map(planning::Copy::span));
    days.extend(spans.flat_map(|(first, last)| [first, last]));
    days.first().copied().zip(days.last().copied())
}

/// Every day on which it may change something, whatever is booked when its turn comes.
pub(super) fn days(request: &PlanRequest, carts: &Carts) -> BTreeSet<NaiveDate> {
    let mut days = own_days(request);
    days.extend(lines(request, carts).into_iter().map(|key| key.day));
    days
}

/// The days that it comes to by itself.
fn own_days(request: &PlanRequest) -> BTreeSet<NaiveDate> {
    let changes = request.changes.iter();
    let named = changes.flat_map(|change| change.book.iter().chain(&change.cancel).copied());
    let repeated = request.patterns.iter().flat_map(|pattern| pattern.days.days());
    named
        .chain(repeated)
        .chain(request.copies.iter().flat_map(copied_to))
        .collect()
}

fn copied_to(copy: &planning::Copy) -> impl Iterator<Item = NaiveDate> {
    let (first, last) = copy.weeks.target();
    first.iter_days().take_while(move |&day| day <= last)
}

/// What it looks at in the cart that it is about. A tick looks at its own days: whatever the rules know of linkage,
/// exclusion, places and prices together, they know within a day, so that no other day of the cart says anything of it.
pub(super) fn lines<'a>(request: &PlanRequest, carts: &'a Carts) -> Vec<&'a LineKey> {
    let cart = request.cart_of().and_then(|family| carts.of(family));
    let lines = cart.into_iter().flat_map(Cart::lines).map(|(key, _)| key);
    if request.is_of_a_whole_cart() {
        return lines.collect();
    }
    let days = own_days(request);
    lines.filter(|key| days.contains(&key.day)).collect()
}

/// Every slot that it may change: those it can come to, whatever is booked when its turn comes, and those linked to them
/// for any child.
pub(super) fn slots(town: &Town, request: &PlanRequest, carts: &Carts) -> BTreeSet<SlotKey> {
    let mut slots = BTreeSet::new();
    for change in &request.changes {
        let days = change.book.iter().chain(&change.cancel).copied();
        group(town, change.activity, days, &mut slots);
    }
    for key in lines(request, carts) {
        group(town, key.activity, std::iter::once(key.day), &mut slots);
    }
    for pattern in &request.patterns {
        group(town, pattern.activity, pattern.days.days(), &mut slots);
    }
    for copy in &request.copies {
        // For a brother or sister at another school, what is named stands for what that calls the same, whichever that is on
        // a day.
        let asked = |id: &ActivityId| copy.from != copy.to || copy.concerns(*id);
        for activity in town.activities().map(|offer| offer.id).filter(asked) {
            group(town, activity, copied_to(copy), &mut slots);
        }
    }
    slots
}

/// The slots of an activity on some days, with all that may come along or go with them.
pub(crate) fn with_linked(
    town: &Town,
    activity: ActivityId,
    days: impl Iterator<Item = NaiveDate>,
) -> BTreeSet<SlotKey> {
    let mut slots = BTreeSet::new();
    group(town, activity, days, &mut slots);
    slots
}

/// The slots that a slot shuts out: a child that gives it back may take one of those.
pub(crate) fn shut_out(town: &Town, slot: SlotKey) -> impl Iterator<Item = SlotKey> {
    let links = town.on(slot.day).rules.links.iter();
    links.filter_map(move |link| match *link {
        Link::Excludes { activity, other } if activity == slot.activity => Some(SlotKey {
            activity: other,
            ..slot
        }),
        Link::Excludes { activity, other } if other == slot.activity => Some(SlotKey { activity, ..slot }),
        Link::Excludes { .. } | Link::Takes { .. } => None,
    })
}

/// Adds the slots of an activity on some days, with all that may come along or go with them.
fn group(town: &Town, activity: ActivityId, days: impl Iterator<Item = NaiveDate>, slots: &mut BTreeSet<SlotKey>) {
    // What is linked is the same for all days of a version.
    let mut together: Vec<(i32, BTreeSet<ActivityIx>)> = Vec::new();
    for day in days {
        let edition = town.on(day);
        let Some(asked) = edition.ix(activity) else {
            continue;
        };
        if together.iter().all(|(version, _)| *version != edition.version) {
            together.push((edition.version, linked(&edition.rules.links, asked)));
        }
        let found = together.iter().find(|(version, _)| *version == edition.version);
        let group = found.into_iter().flat_map(|(_, group)| group);
        slots.extend(group.map(|&activity| SlotKey { activity, day }));
    }
}

/// The activity and all that may come along with it or go with it.
fn linked(links: &[Link], start: ActivityIx) -> BTreeSet<ActivityIx> {
    let mut group = BTreeSet::from([start]);
    loop {
        let before = group.len();
        for link in links {
            if let Link::Takes { activity, takes, .. } = link
                && (group.contains(activity) || group.contains(takes))
            {
                group.extend([*activity, *takes]);
            }
        }
        if group.len() == before {
            return group;
        }
    }
}
