//! The lines of a cart, and what a tick makes of them.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};

use crate::booking::WishKind;
use crate::ids::{ActivityId, ChildId};

/// An activity on a day for a child, by its lasting id: what stands in a cart outlives a rule book.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LineKey {
    pub day: NaiveDate,
    pub child: ChildId,
    pub activity: ActivityId,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub kind: WishKind,
    pub added_at: DateTime<Utc>,
    /// The name of who added it.
    pub added_by: String,
}

/// At most one line for a child's activity on a day, whichever of the family's phones added it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cart {
    lines: BTreeMap<LineKey, Line>,
}

/// What became of a tick.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ticked {
    Added,
    /// It stood there already, as it was.
    There,
    /// The opposite stood there: neither does now.
    TakenBack,
}

impl Cart {
    /// Ticks a day, or ticks it off.
    pub fn tick(&mut self, key: LineKey, line: Line) -> Ticked {
        match self.lines.get(&key).map(|there| there.kind) {
            Some(kind) if kind == line.kind => Ticked::There,
            Some(_) => {
                self.lines.remove(&key);
                Ticked::TakenBack
            }
            None => {
                self.lines.insert(key, line);
                Ticked::Added
            }
        }
    }

    /// As if it had never been ticked.
    pub fn remove(&mut self, key: &LineKey) -> Option<Line> {
        self.lines.remove(key)
    }

    pub fn clear(&mut self) {
        self.lines.clear();
    }

    #[must_use]
    pub fn get(&self, key: &LineKey) -> Option<&Line> {
        self.lines.get(key)
    }

    #[must_use]
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// By day, then child.
    pub fn lines(&self) -> impl Iterator<Item = (&LineKey, &Line)> {
        self.lines.iter()
    }

    /// In the order in which they were added; those added together by day, child and the activity's place among those
    /// that families read.
    #[must_use]
    pub fn in_order(&self, place: impl Fn(ActivityId) -> Option<usize>) -> Vec<(&LineKey, &Line)> {
        let mut lines: Vec<_> = self.lines.iter().collect();
        lines.sort_by_cached_key(|(key, line)| (line.added_at, key.day, key.child, place(key.activity)));
        lines
    }
}

impl FromIterator<(LineKey, Line)> for Cart {
    fn from_iter<I: IntoIterator<Item = (LineKey, Line)>>(lines: I) -> Self {
        Self {
            lines: lines.into_iter().collect(),
        }
    }
}
