//! What is due for a place that was booked and not used.

use chrono::{DateTime, TimeDelta, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::condition::Span;
use super::customer::Customer;
use super::judged::{Certified, Judged, Numbered, Reasoned, Repeated, Reported};
use super::model::Code;
use super::price::PriceForm;
use super::telling::Tell;
use crate::money::Money;

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
    /// A certificate came, whenever it was.
    #[serde(default)]
    pub certificate: bool,
    /// A certificate came within so many hours.
    pub certificate_within_hours: Option<u16>,
    /// Since when those hours run.
    #[serde(default)]
    pub certificate_from: CertificateFrom,
    /// Which days of service of one absence, counted from 1. "One day is due whatever the reason" is a case of day 1
    /// that comes first.
    pub days: Option<Span>,
    /// How many days of service the whole absence has, as far as it is known: a day is reckoned anew as it goes on.
    #[serde(default)]
    pub length: Option<Span>,
    /// For the how manieth time since a period began, from 1. See [`AbsenceRule::counts`].
    #[serde(default)]
    pub times: Option<Span>,
    #[serde(default)]
    pub times_within: TimesWithin,
    pub charge: Charge,
}

/// Since when the hours for a certificate run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CertificateFrom {
    /// The start of the session on the absence's first day of service.
    #[default]
    Start,
    /// The start of the next session that the child is booked into behind the absence; until there is one, it is in time.
    Return,
}

/// Since when absences are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TimesWithin {
    /// Since September.
    #[default]
    SchoolYear,
    /// Since the first of the month.
    Month,
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
    /// A part of the price, rounded as the town rounds.
    Percent { percent: Decimal },
    /// The price, and an amount beside it.
    Plus { amount: Money },
    /// Another price.
    Instead { price: PriceForm },
    /// The price, less an amount. Where the price is by the term, and the day itself costs nothing, the amount is given
    /// back.
    Refund { amount: Money },
    /// The same for so many hundredths of what the day is worth.
    RefundPercent { percent: Decimal },
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
    /// How many there are in all, as far as is known.
    pub length: u32,
    /// Start of the next session that the child is booked into behind the absence.
    pub returned_at: Option<DateTime<Utc>>,
    /// None of an absence that does not count.
    pub times: Option<Times>,
}

/// For the how manieth time it happens, this time included; 1 at least.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Times {
    pub in_school_year: u16,
    pub in_month: u16,
}

impl Times {
    #[must_use]
    pub fn within(self, within: TimesWithin) -> u16 {
        match within {
            TimesWithin::SchoolYear => self.in_school_year,
            TimesWithin::Month => self.in_month,
        }
    }
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
    /// Whether it may give back what a day of a term is worth.
    #[must_use]
    pub fn refunds_days(&self) -> bool {
        let mut charges = self.cases.iter().map(|case| &case.charge).chain([&self.otherwise]);
        charges.any(|charge| matches!(charge, Charge::RefundPercent { .. }))
    }

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

    /// Whether an absence counts among those of which a case can say for the how manieth time they happen: it would not be
    /// waived if no case asked for that.
    #[must_use]
    pub fn counts(&self, absence: &Absence, closes_at: &dyn Fn(&Code) -> Option<DateTime<Utc>>) -> bool {
        let mut untimed = self.cases.iter().filter(|case| case.times.is_none());
        let fitting = untimed.find(|case| case.fits(absence, closes_at));
        *fitting.map_or(&self.otherwise, |case| &case.charge) != Charge::Waived
    }
}

impl AbsenceCase {
    fn fits(&self, absence: &Absence, closes_at: &dyn Fn(&Code) -> Option<DateTime<Utc>>) -> bool {
        self.judged(absence, closes_at).fits()
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
        let asks_certificate = self.certificate || self.certificate_within_hours.is_some();
        let length = absence.length.max(absence.nth_day);
        Judged {
            reason,
            reported,
            certificate: asks_certificate.then(|| self.certified(absence)),
            day: self.days.map(|days| Numbered::of(days, absence.nth_day)),
            length: self.length.map(|lengths| Numbered::of(lengths, length)),
            times: self
                .times
                .map(|times| Repeated::of(times, self.times_within, absence.times)),
        }
    }

    fn certified(&self, absence: &Absence) -> Certified {
        let since = match self.certificate_from {
            CertificateFrom::Start => Some(absence.began_at),
            CertificateFrom::Return => absence.returned_at,
        };
        let after = |hours: u16| since.and_then(|since| since.checked_add_signed(TimeDelta::hours(hours.into())));
        let latest = self.certificate_within_hours.and_then(after);
        let came_at = absence.certificate_at;
        Certified {
            hours: self.certificate_within_hours,
            from: self.certificate_from,
            latest,
            came_at,
            fits: came_at.is_some_and(|at| latest.is_none_or(|latest| at <= latest)),
        }
    }
}

impl Charge {
    /// What is due for a place that the family would have paid `price` for; less than nothing where something is given
    /// back of a price by the term.
    #[must_use]
    pub fn amount(&self, customer: &Customer<'_>, price: Money) -> Money {
        self.amount_telling(customer, price, &mut |_| {})
    }

    /// [`Charge::amount`] for someone who wants to hear how another price comes about.
    pub fn amount_telling(&self, customer: &Customer<'_>, price: Money, tell: &mut Tell<'_>) -> Money {
        let rounding = customer.activity.rounding;
        match self {
            Self::Waived => Money::ZERO,
            Self::Full => price,
            Self::Percent { percent } => price.percent(*percent, rounding),
            Self::Plus { amount } => price + *amount,
            Self::Instead { price } => price.line_telling(customer, 1, tell),
            Self::Refund { amount } => {
                let by_the_term = !customer.activity.price.terms(customer).is_empty();
                price - if by_the_term { *amount } else { (*amount).min(price) }
            }
            Self::RefundPercent { percent } => {
                let terms = customer.activity.price.terms(customer);
                let worth = terms.iter().find_map(|term| term.worth_of_a_day(customer));
                price - worth.unwrap_or(price).percent(*percent, rounding)
            }
        }
    }
}
