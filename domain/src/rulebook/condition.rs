//! Of whom a price, or a share of it, speaks.

use serde::{Deserialize, Serialize};

use super::link::ChildCondition;
use super::model::Code;
use crate::classes::{ClassSpan, SchoolClass};
use crate::family::{Frequency, Regime, Residence};

/// True of a child of whom every part is true; a part that is left out is true of all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Condition {
    /// Pupils of these schools.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub schools: Option<Vec<Code>>,
    /// Classes in the school year of the day; one that is not known, or none any more, lies in no span.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub class: Option<ClassSpan>,
    // The first documents say `condition`.
    #[serde(skip_serializing_if = "Option::is_none", alias = "condition")]
    pub child: Option<ChildCondition>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub residence: Option<Vec<Residence>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub regime: Option<Vec<Regime>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub frequency: Option<Frequency>,
    /// The child's place among the children of the family who go to a school of the activity, eldest first, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rank: Option<Span>,
    /// How many children of the family go to a school of the activity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub children: Option<Span>,
    /// How many brothers and sisters came to the same activity that day; nobody before it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub siblings_there: Option<Span>,
    /// The family's quotient on the day; an unknown one lies in no span.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quotient: Option<Span>,
}

/// Whole numbers from one to another, both included; open where a bound is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    pub from: Option<u32>,
    pub to: Option<u32>,
}

/// All that a condition can ask about.
#[derive(Clone, Copy, Debug)]
pub struct Traits<'a> {
    pub school: &'a Code,
    pub class: Option<SchoolClass>,
    pub food_care_plan: bool,
    pub residence: Residence,
    pub regime: Regime,
    pub frequency: Frequency,
    pub rank: u32,
    pub children: u32,
    pub quotient: Option<u32>,
    pub siblings_there: u32,
}

impl Condition {
    #[must_use]
    pub fn holds(&self, of: &Traits<'_>) -> bool {
        fits(self.schools.as_ref(), |schools| schools.contains(of.school))
            && fits(self.class, |span| of.class.is_some_and(|class| span.includes(class)))
            && fits(self.child, |condition| match condition {
                ChildCondition::FoodCarePlan => of.food_care_plan,
            })
            && fits(self.residence.as_ref(), |ones| ones.contains(&of.residence))
            && fits(self.regime.as_ref(), |ones| ones.contains(&of.regime))
            && fits(self.frequency, |one| one == of.frequency)
            && fits(self.rank, |span| span.includes(of.rank))
            && fits(self.children, |span| span.includes(of.children))
            && fits(self.siblings_there, |span| span.includes(of.siblings_there))
            && fits(self.quotient, |span| {
                of.quotient.is_some_and(|quotient| span.includes(quotient))
            })
    }
}

impl Span {
    #[must_use]
    pub fn includes(self, number: u32) -> bool {
        self.from.is_none_or(|from| from <= number) && self.to.is_none_or(|to| number <= to)
    }
}

fn fits<T>(part: Option<T>, is_true: impl FnOnce(T) -> bool) -> bool {
    part.is_none_or(is_true)
}
