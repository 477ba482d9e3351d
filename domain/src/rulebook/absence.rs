//! What is due for a place that was booked and not used.

use chrono::{DateTime, TimeDelta, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::condition::Span;
use super::customer::Customer;
use super::model::Code;
use super::price::PriceForm;
use crate::money::{Money, Rounding};

/// The first case that fits an absence says what is due, else `otherwise`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AbsenceRule {
    pub cases: Vec<AbsenceCase>,
    pub otherwise: Charge,
}

/// Fits an absence of which every part is true; a part that is left out is true of all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AbsenceCase {
    pub reasons: Option<Vec<AbsenceReason>>,
    /// It was reported before this deadline closed.
    pub reported_by: Option<Code>,
    /// A certificate came within so many hours of the start of its first day's session.
    pub certificate_within_hours: Option<u16>,
    /// Which days of service of one absence, counted from 1. "One day is due whatever the reason" is a case of day 1
    /// that comes first.
    pub days: Option<Span>,
    pub charge: Charge,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AbsenceReason {
    Illness,
    Hospital,
    /// A birth, a wedding, a death.
    Family,
    /// The class was elsewhere, the teacher away, the school on strike or shut.
    School,
    /// Anything else that the town accepts.
    Exceptional,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "form", rename_all = "snake_case")]
pub enum Charge {
    /// Nothing.
    Waived,
    /// The price of the place.
    Full,
    /// A part of the price, rounded half up.
    Percent { percent: Decimal },
    /// The price, and an amount beside it.
    Plus { amount: Money },
    /// Another price.
    Instead { price: PriceForm },
}

/// What is known of an absence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Absence {
    pub reason: Option<AbsenceReason>,
    pub reported_at: Option<DateTime<Utc>>,
    pub certificate_at: Option<DateTime<Utc>>,
    /// Start of the session on the absence's first day of service.
    pub began_at: DateTime<Utc>,
    /// Which day of service of the absence it is, from 1.
    pub nth_day: u32,
}

impl Default for AbsenceRule {
    fn default() -> Self {
        Self {
            cases: Vec::new(),
            otherwise: Charge::Full,
        }
    }
}

impl AbsenceRule {
    /// How an absence is charged. `closes_at` gives the instant at which a named deadline closes for the day.
    #[must_use]
    pub fn charge(&self, absence: &Absence, closes_at: &dyn Fn(&Code) -> Option<DateTime<Utc>>) -> &Charge {
        let fitting = self.cases.iter().find(|case| case.fits(absence, closes_at));
        fitting.map_or(&self.otherwise, |case| &case.charge)
    }
}

impl AbsenceCase {
    fn fits(&self, absence: &Absence, closes_at: &dyn Fn(&Code) -> Option<DateTime<Utc>>) -> bool {
        let reason = self.reasons.as_ref();
        let in_time = |deadline: &Code| closes_at(deadline).zip(absence.reported_at);
        let within = |hours: u16| {
            let latest = absence.began_at.checked_add_signed(TimeDelta::hours(hours.into()));
            latest
                .zip(absence.certificate_at)
                .is_some_and(|(latest, at)| at <= latest)
        };
        reason.is_none_or(|reasons| absence.reason.is_some_and(|reason| reasons.contains(&reason)))
            && self
                .reported_by
                .as_ref()
                .is_none_or(|deadline| in_time(deadline).is_some_and(|(closes_at, at)| at < closes_at))
            && self.certificate_within_hours.is_none_or(within)
            && self.days.is_none_or(|days| days.includes(absence.nth_day))
    }
}

impl Charge {
    /// What is due for a place that the family would have paid `price` for.
    #[must_use]
    pub fn amount(&self, customer: &Customer<'_>, price: Money) -> Money {
        match self {
            Self::Waived => Money::ZERO,
            Self::Full => price,
            Self::Percent { percent } => price.percent(*percent, Rounding::HalfUp),
            Self::Plus { amount } => price + *amount,
            Self::Instead { price } => price.price(customer),
        }
    }
}
