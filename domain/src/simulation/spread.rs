//! How many families would pay how much more or less.

use std::collections::BTreeMap;

use serde::Serialize;

use super::family::FamilyLine;
use super::tally::shown;
use crate::ids::FamilyId;
use crate::money::Money;

/// Upper bounds of the steps, in cents; the last step has none.
const BOUNDS: [i64; 6] = [500, 2_000, 5_000, 10_000, 20_000, 50_000];

/// How many families stand at each end.
const EXTREMES: usize = 5;

/// A range of differences: more than one amount and at most the other, in either direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum Step {
    Less { over: Money, up_to: Option<Money> },
    Same,
    More { over: Money, up_to: Option<Money> },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Group {
    pub step: Step,
    pub families: u64,
    /// Of all of them together.
    pub difference: Money,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Extreme {
    #[serde(serialize_with = "shown")]
    pub family: FamilyId,
    pub difference: Money,
}

/// Differences of what families would pay for the places that are kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Spread {
    /// From much less to much more; empty ones left out.
    pub groups: Vec<Group>,
    /// The most first.
    pub most_more: Vec<Extreme>,
    pub most_less: Vec<Extreme>,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Spreading {
    /// By step: below zero less, above zero more.
    groups: BTreeMap<i8, (u64, Money)>,
    most_more: Vec<Extreme>,
    most_less: Vec<Extreme>,
}

impl Spreading {
    pub fn add(&mut self, line: &FamilyLine) {
        let extreme = Extreme {
            family: line.family,
            difference: line.difference(),
        };
        let cents = extreme.difference.cents();
        let group = self.groups.entry(step_of(cents)).or_default();
        *group = (group.0 + 1, group.1 + extreme.difference);
        if cents > 0 {
            keep(&mut self.most_more, extreme, |one| -one.difference.cents());
        } else if cents < 0 {
            keep(&mut self.most_less, extreme, |one| one.difference.cents());
        }
    }

    pub fn finish(self) -> Spread {
        let group = |(at, (families, difference))| Group {
            step: named(at),
            families,
            difference,
        };
        Spread {
            groups: self.groups.into_iter().map(group).collect(),
            most_more: self.most_more,
            most_less: self.most_less,
        }
    }
}

/// Puts it in its place; of equal ones, those that came first stand first.
fn keep(extremes: &mut Vec<Extreme>, extreme: Extreme, rank: impl Fn(&Extreme) -> i64) {
    let at = extremes.partition_point(|one| rank(one) <= rank(&extreme));
    if at < EXTREMES {
        extremes.insert(at, extreme);
        extremes.truncate(EXTREMES);
    }
}

fn step_of(cents: i64) -> i8 {
    let size = cents.saturating_abs();
    let passed = BOUNDS.iter().filter(|&&bound| size > bound).count();
    let step = i8::try_from(passed + 1).unwrap_or(i8::MAX);
    match cents {
        0 => 0,
        1.. => step,
        _ => -step,
    }
}

fn named(at: i8) -> Step {
    let nth = usize::from(at.unsigned_abs());
    let bound = |nth: usize| BOUNDS.get(nth).copied().map(Money::from_cents);
    let over = nth.checked_sub(2).and_then(bound).unwrap_or_default();
    let up_to = nth.checked_sub(1).and_then(bound);
    match at {
        0 => Step::Same,
        1.. => Step::More { over, up_to },
        _ => Step::Less { over, up_to },
    }
}
