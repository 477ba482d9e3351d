//! What is due for a place that was booked and not used.

use chrono::{DateTime, TimeDelta, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::condition::Span;
use super::customer::Customer;
use super::judged::{Certified, Judged, NthDay, Reasoned, Reported};
use super::model::Code;
use super::price::PriceForm;
use super::telling::Tell;
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

/// One turn in judging an absence, told as it is taken. Cases are counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AbsencePart {
    /// A case is asked: the last one told fits, unless the rest counts.
    Case { number: usize, of: usize, judged: Judged },
    /// None of the cases fits.
    Otherwise { of: usize },
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
        self.charge_telling(absence, closes_at, &mut |_| {})
    }

    /// [`AbsenceRule::charge`] for someone who wants to hear which cases are asked, and what each of them finds.
    pub fn charge_telling(
        &self,
        absence: &Absence,
        closes_at: &dyn Fn(&Code) -> Option<DateTime<Utc>>,
        tell: &mut dyn FnMut(AbsencePart),
    ) -> &Charge {
        let of = self.cases.len();
        for (at, case) in self.cases.iter().enumerate() {
            let judged = case.judged(absence, closes_at);
            let fits = judged.fits();
            tell(AbsencePart::Case {
                number: at + 1,
                of,
                judged,
            });
            if fits {
                return &case.charge;
            }
        }
        tell(AbsencePart::Otherwise { of });
        &self.otherwise
    }
}

impl AbsenceCase {
    /// Whether it fits every absence.
    #[must_use]
    pub fn fits_all(&self) -> bool {
        let Self {
            reasons,
            reported_by,
            certificate_within_hours,
            days,
            charge: _,
        } = self;
        reasons.is_none() && reported_by.is_none() && certificate_within_hours.is_none() && days.is_none()
    }

    /// What it asks of an absence, and what it finds.
    fn judged(&self, absence: &Absence, closes_at: &dyn Fn(&Code) -> Option<DateTime<Utc>>) -> Judged {
        let reason = self.reasons.as_ref().map(|among| Reasoned {
            among: among.clone(),
            reason: absence.reason,
            fits: absence.reason.is_some_and(|reason| among.contains(&reason)),
        });
        let reported = self.reported_by.as_ref().map(|deadline| {
            let (closes_at, reported_at) = (closes_at(deadline), absence.reported_at);
            Reported {
                deadline: deadline.clone(),
                closes_at,
                reported_at,
                fits: closes_at.zip(reported_at).is_some_and(|(closes_at, at)| at < closes_at),
            }
        });
        let certificate = self.certificate_within_hours.map(|hours| {
            let latest = absence.began_at.checked_add_signed(TimeDelta::hours(hours.into()));
            let came_at = absence.certificate_at;
            Certified {
                hours,
                latest,
                came_at,
                fits: latest.zip(came_at).is_some_and(|(latest, at)| at <= latest),
            }
        });
        let day = self.days.map(|days| NthDay {
            days,
            nth_day: absence.nth_day,
            fits: days.includes(absence.nth_day),
        });
        Judged {
            reason,
            reported,
            certificate,
            day,
        }
    }
}

impl Charge {
    /// What is due for a place that the family would have paid `price` for.
    #[must_use]
    pub fn amount(&self, customer: &Customer<'_>, price: Money) -> Money {
        self.amount_telling(customer, price, &mut |_| {})
    }

    /// [`Charge::amount`] for someone who wants to hear how another price comes about.
    pub fn amount_telling(&self, customer: &Customer<'_>, price: Money, tell: &mut Tell<'_>) -> Money {
        match self {
            Self::Waived => Money::ZERO,
            Self::Full => price,
            Self::Percent { percent } => price.percent(*percent, Rounding::HalfUp),
            Self::Plus { amount } => price + *amount,
            Self::Instead { price } => price.line_telling(customer, 1, tell),
        }
    }
}
