//! Of which children a decision knows which days.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use preau_domain::ids::ChildId;

#[derive(Debug, Default)]
pub(super) struct Seen {
    /// All of these days, of these children.
    days: Option<(NaiveDate, NaiveDate)>,
    children: BTreeSet<ChildId>,
    /// Single days of others.
    single: BTreeSet<(ChildId, NaiveDate)>,
}

impl Seen {
    pub fn all_of(children: &[ChildId], days: (NaiveDate, NaiveDate)) -> Self {
        Self {
            days: Some(days),
            children: children.iter().copied().collect(),
            single: BTreeSet::new(),
        }
    }

    /// Adds single days of children. Those that are new come back, each once.
    pub fn add(&mut self, days: impl IntoIterator<Item = (ChildId, NaiveDate)>) -> Vec<(ChildId, NaiveDate)> {
        let mut new = Vec::new();
        for (child, day) in days {
            let within = self.days.is_some_and(|(first, last)| first <= day && day <= last);
            if !(within && self.children.contains(&child)) && self.single.insert((child, day)) {
                new.push((child, day));
            }
        }
        new
    }
}
