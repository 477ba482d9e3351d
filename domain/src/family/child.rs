//! A child, as prices and links see it.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::account::Account;
use super::file::FamilyFile;
use super::quotient::Quotients;
use crate::classes::{FiledClass, SchoolClass};
use crate::code::Code;
use crate::ids::ChildId;

/// What the rules need to know of a child.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChildFacts {
    pub id: ChildId,
    pub born: NaiveDate,
    pub school: Code,
    /// None where the town has none in its files.
    pub class: Option<FiledClass>,
    /// An individual care plan (PAI) concerning food is in force.
    pub food_care_plan: bool,
    /// The other children of the family.
    pub siblings: Vec<Sibling>,
    pub residence: Residence,
    pub regime: Regime,
    /// Activities that the child attends regularly; all others occasionally.
    pub regular_in: BTreeSet<Code>,
    pub quotients: Quotients,
    pub account: Account,
    pub file: FamilyFile,
}

/// Another child of the family.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sibling {
    pub school: Code,
    /// Comes before the child in the family: born earlier, or entered earlier when born on the same day.
    pub elder: bool,
}

/// Where the family lives, as far as prices care.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Residence {
    /// In the town.
    #[default]
    Resident,
    /// In a town that has an agreement with this one, or of the same community of towns.
    Partner,
    /// Anywhere else.
    Outside,
}

/// The family's social security scheme, on which some public funding hangs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Regime {
    /// Paid its family benefits by the CAF.
    #[default]
    Caf,
    /// By the MSA, for those who work in agriculture.
    Msa,
    Other,
}

/// How often a child comes to an activity, as agreed with the town.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Frequency {
    Regular,
    Occasional,
}

impl ChildFacts {
    /// Whole years on a day; a child born on 29 February has its birthday on 1 March in other years.
    #[must_use]
    pub fn age_on(&self, day: NaiveDate) -> u32 {
        day.years_since(self.born).unwrap_or(0)
    }

    /// The class on a day; none where it is not known, nor before the first class and behind the last.
    #[must_use]
    pub fn class_on(&self, day: NaiveDate) -> Option<SchoolClass> {
        self.class?.on(day)
    }

    #[must_use]
    pub fn frequency_in(&self, activity: &Code) -> Frequency {
        if self.regular_in.contains(activity) {
            Frequency::Regular
        } else {
            Frequency::Occasional
        }
    }

    /// The child's place among those of the family whose school is one of `schools`, eldest first, from 1. A brother in
    /// another town's high school does not make the child a second one.
    #[must_use]
    pub fn rank_among(&self, schools: &[Code]) -> u32 {
        1 + counted(self.siblings.iter().filter(|sibling| sibling.elder), schools)
    }

    /// How many children of the family go to one of `schools`, the child itself included.
    #[must_use]
    pub fn children_among(&self, schools: &[Code]) -> u32 {
        1 + counted(self.siblings.iter(), schools)
    }
}

fn counted<'a>(siblings: impl Iterator<Item = &'a Sibling>, schools: &[Code]) -> u32 {
    let there = siblings.filter(|sibling| schools.contains(&sibling.school)).count();
    u32::try_from(there).unwrap_or(u32::MAX - 1)
}
