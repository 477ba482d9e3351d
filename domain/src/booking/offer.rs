//! Does the activity run that day for the child?

use chrono::NaiveDate;

use super::refusal::Refusal;
use super::slot::{Situation, SlotKey};
use crate::calendar::Closure;
use crate::classes::ClassSpan;
use crate::family::ChildFacts;
use crate::rulebook::customer::Customer;

/// What must be so before anything else is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Check {
    School,
    Age,
    Class,
    Only,
    Period,
    RuleBook,
    Day,
}

impl Check {
    /// In the order in which they are asked.
    pub const ALL: [Self; 7] = [
        Self::School,
        Self::Age,
        Self::Class,
        Self::Only,
        Self::Period,
        Self::RuleBook,
        Self::Day,
    ];

    pub fn pass(self, situation: &Situation<'_>, slot: SlotKey) -> Result<(), Refusal> {
        let Situation {
            rules, calendar, child, ..
        } = *situation;
        let activity = rules.activity(slot.activity);
        let asked = |holds: bool, refusal: Refusal| if holds { Ok(()) } else { Err(refusal) };
        match self {
            Self::School => asked(activity.schools.contains(&child.school), Refusal::NotOffered),
            Self::Age => {
                let age = || child.age_on(slot.day);
                let missed = activity.ages.filter(|ages| !ages.includes(age()));
                missed.map_or(Ok(()), |ages| Err(Refusal::WrongAge { ages }))
            }
            Self::Class => match activity.classes {
                Some(classes) => of_class(child, slot.day, classes),
                None => Ok(()),
            },
            Self::Only => {
                let traits = || Customer::planned(child, activity, slot.day).traits();
                let missed = activity.only.as_ref().filter(|only| !only.holds(&traits()));
                missed.map_or(Ok(()), |only| {
                    Err(Refusal::NotForChild {
                        only: Box::new(only.clone()),
                    })
                })
            }
            Self::Period => {
                let outside = |(from, to)| slot.day < from || to < slot.day;
                let refusal = Refusal::Closed(Closure::OutsidePeriod);
                asked(!activity.period.is_some_and(outside), refusal)
            }
            Self::RuleBook => asked(rules.is_valid_on(slot.day), Refusal::Closed(Closure::OutsideRuleBook)),
            Self::Day => calendar
                .runs(&activity.days, Some(&child.school), slot.day)
                .map_err(Refusal::Closed),
        }
    }
}

/// Whether a child is in one of some classes on a day. One of which no class is known is in none of them, whatever is said.
fn of_class(child: &ChildFacts, day: NaiveDate, classes: ClassSpan) -> Result<(), Refusal> {
    if child.class.is_none() {
        return Err(Refusal::ClassUnknown { classes });
    }
    if child.class_on(day).is_some_and(|class| classes.includes(class)) {
        return Ok(());
    }
    Err(Refusal::WrongClass { classes })
}

/// Whether the activity runs that day for the child; the first reason against it where it does not.
pub fn offered(situation: &Situation<'_>, slot: SlotKey) -> Result<(), Refusal> {
    Check::ALL.into_iter().try_for_each(|check| check.pass(situation, slot))
}
