//! Of all that is told about the prices of a day, what concerns one activity.

use chrono::NaiveDate;

use super::price_step::PriceStep;
use super::price_told::tell;
use super::step::Step;
use crate::booking::day_prices::{DayPart, customer};
use crate::family::ChildFacts;
use crate::money::Money;
use crate::rulebook::RuleBook;
use crate::rulebook::model::ActivityIx;

/// Who listens to a day for one activity.
#[derive(Clone, Copy)]
pub(super) struct Ear<'a> {
    pub rules: &'a RuleBook,
    pub child: &'a ChildFacts,
    pub day: NaiveDate,
    pub activity: ActivityIx,
    /// What the place costs alone, once that is told.
    alone: Money,
}

impl<'a> Ear<'a> {
    pub fn of(rules: &'a RuleBook, child: &'a ChildFacts, day: NaiveDate, activity: ActivityIx) -> Self {
        Self {
            rules,
            child,
            day,
            activity,
            alone: Money::ZERO,
        }
    }

    pub fn hear(&mut self, part: DayPart<'_>, steps: &mut Vec<Step>) {
        let Self {
            rules,
            child,
            day,
            activity: own,
            ..
        } = *self;
        match part {
            DayPart::Place { activity, part } if activity == own => {
                tell(part, &customer(rules, child, day, own), steps);
            }
            DayPart::AddedElsewhere { activity, amount } if activity == own => {
                steps.push(Step::Price(PriceStep::AddedElsewhere { amount }));
            }
            DayPart::Alone { activity, price } if activity == own => self.alone = price,
            DayPart::Bundle { bundle } if bundle.activities.contains(&own) => {
                let activities = bundle.activities.iter();
                let activities = activities.map(|ix| rules.activity(*ix).code.clone()).collect();
                steps.push(Step::Price(PriceStep::Alone { price: self.alone }));
                steps.push(Step::Price(PriceStep::Bundle { activities }));
            }
            DayPart::Together { bundle, part } if bundle.activities.contains(&own) => {
                let first = bundle.activities.first().copied().unwrap_or(own);
                tell(part, &customer(rules, child, day, first), steps);
            }
            _ => {}
        }
    }
}
