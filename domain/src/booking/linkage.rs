//! Which activities come together for a child, and which shut each other out.

use crate::family::ChildFacts;
use crate::rulebook::RuleBook;
use crate::rulebook::link::{ChildCondition, Link};
use crate::rulebook::model::ActivityIx;

/// The other activities that booking `activity` books with it for this child, directly or through one another, in the
/// rule book's order.
#[must_use]
pub fn takes_for(rules: &RuleBook, child: &ChildFacts, activity: ActivityIx) -> Vec<ActivityIx> {
    reached(rules, child, activity, |from, to| (from, to))
}

/// The other activities that cannot stay booked for this child once `activity` is given back, in the rule book's order.
#[must_use]
pub fn taking_for(rules: &RuleBook, child: &ChildFacts, activity: ActivityIx) -> Vec<ActivityIx> {
    reached(rules, child, activity, |from, to| (to, from))
}

/// The activities that are never booked on the same day as `activity`.
pub fn excluded_from(rules: &RuleBook, activity: ActivityIx) -> impl Iterator<Item = ActivityIx> {
    rules.links.iter().filter_map(move |link| match link {
        Link::Excludes { activity: one, other } if *one == activity => Some(*other),
        Link::Excludes {
            activity: other,
            other: one,
        } if *one == activity => Some(*other),
        Link::Excludes { .. } | Link::Takes { .. } => None,
    })
}

/// One activity that takes another, of the rule book's links.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Taking {
    pub activity: ActivityIx,
    pub takes: ActivityIx,
    pub unless: Option<ChildCondition>,
}

impl Taking {
    fn of(link: &Link) -> Option<Self> {
        match *link {
            Link::Takes {
                activity,
                takes,
                unless,
            } => Some(Self {
                activity,
                takes,
                unless,
            }),
            Link::Excludes { .. } => None,
        }
    }

    /// Whether it is in force for the child.
    pub fn binds(self, child: &ChildFacts) -> bool {
        self.unless.is_none_or(|condition| !condition.holds(child))
    }
}

/// The links by which an activity and those that come along take others, in the rule book's order; those that lead back
/// to the activity itself left out.
pub(crate) fn links_among(rules: &RuleBook, start: ActivityIx, along: &[ActivityIx]) -> impl Iterator<Item = Taking> {
    let links = rules.links.iter().filter_map(Taking::of);
    links.filter(move |link| {
        let from_here = link.activity == start || along.contains(&link.activity);
        from_here && link.takes != start
    })
}

/// All activities reached from `start` over the links in force for the child, each link read in the given direction.
fn reached(
    rules: &RuleBook,
    child: &ChildFacts,
    start: ActivityIx,
    direction: impl Fn(ActivityIx, ActivityIx) -> (ActivityIx, ActivityIx),
) -> Vec<ActivityIx> {
    let mut found = Vec::new();
    let mut at = Some(start);
    let mut next = 0;
    while let Some(here) = at {
        for link in rules.links.iter().filter_map(Taking::of) {
            let (from, to) = direction(link.activity, link.takes);
            if link.binds(child) && from == here && to != start && !found.contains(&to) {
                found.push(to);
            }
        }
        at = found.get(next).copied();
        next += 1;
    }
    found.sort_unstable();
    found
}
