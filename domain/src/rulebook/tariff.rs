//! What a family pays for one place on one day.

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveTime};
use rust_decimal::Decimal;

use super::condition::{Condition, Traits};
use super::customer::Customer;
use super::price::{Band, PriceCase, PriceForm, RoundingPlace, TimeRow};
use super::reduction::reduced;
use super::subscription::Term;
use super::telling::{PricePart, RatePart, Tell};
use crate::money::Money;

impl PriceForm {
    /// Whether any place is paid by the term, and not for itself.
    #[must_use]
    pub fn has_subscription(&self) -> bool {
        match self {
            Self::Subscription { .. } => true,
            Self::Cases { .. } => self.alternatives().any(Self::has_subscription),
            Self::Flat { .. }
            | Self::Bands { .. }
            | Self::Linear { .. }
            | Self::Units { .. }
            | Self::Times { .. }
            | Self::Reduced { .. } => false,
        }
    }

    /// Whether everybody pays by the term, so that a day costs nothing more for anybody.
    #[must_use]
    pub fn is_by_the_term(&self) -> bool {
        match self {
            Self::Subscription { .. } => true,
            Self::Cases { .. } => self.alternatives().all(Self::is_by_the_term),
            Self::Flat { .. }
            | Self::Bands { .. }
            | Self::Linear { .. }
            | Self::Units { .. }
            | Self::Times { .. }
            | Self::Reduced { .. } => false,
        }
    }

    /// Whether a single day has a worth for everybody: each place has a price of its own, or a term says for how many days
    /// its price is.
    #[must_use]
    pub fn has_day_worth(&self) -> bool {
        match self {
            Self::Subscription { terms } => terms.iter().all(|term| term.days.is_some()),
            Self::Cases { .. } => self.alternatives().all(Self::has_day_worth),
            Self::Flat { .. }
            | Self::Bands { .. }
            | Self::Linear { .. }
            | Self::Units { .. }
            | Self::Times { .. }
            | Self::Reduced { .. } => true,
        }
    }

    /// The price for this child on this day. A family without a quotient pays the most: the last band, or the ceiling.
    ///
    /// A band includes its upper bound. A rate is applied to the quotient (held between its bounds first), added to its base,
    /// rounded to the cent as the rule book says, then held between floor and ceiling. A table without bands is free; rule books
    /// with one are refused when they are read. Of several cases, the first that fits the child is the one; where that
    /// hangs on a quotient that is unknown, what the rule book says of it, or else the dearest that may fit. A day that is
    /// paid by the term costs nothing more.
    #[must_use]
    pub fn price(&self, customer: &Customer<'_>) -> Money {
        self.line(customer, 1)
    }

    /// The price of so many places, or units of time, at once. It differs from the price of one so many times where
    /// the rule book rounds only the whole.
    #[must_use]
    pub fn line(&self, customer: &Customer<'_>, count: u32) -> Money {
        self.line_telling(customer, count, &mut |_| {})
    }

    /// [`Self::line`] for someone who wants to hear how it comes about.
    pub fn line_telling(&self, customer: &Customer<'_>, count: u32, tell: &mut Tell<'_>) -> Money {
        match self {
            Self::Flat { amount } => {
                tell(PricePart::Flat { amount: *amount });
                *amount * count
            }
            Self::Bands { bands } => by_band(bands, customer.quotient(), tell) * count,
            Self::Linear { .. } => self.by_rate(customer, count, tell),
            Self::Units { minutes, price, most } => {
                let stay = customer.stay();
                let started = started(stay, *minutes);
                let counted = started.min(most.map_or(u32::MAX, u32::from));
                tell(PricePart::Units {
                    minutes: *minutes,
                    stay,
                    started,
                    counted,
                });
                price.line_telling(customer, counted.saturating_mul(count), tell)
            }
            Self::Times { rows } => {
                let stay = customer.stay();
                let taken = row_of(rows, stay);
                let Some(row) = rows.get(taken) else {
                    return Money::ZERO;
                };
                tell(PricePart::Row { rows, taken, stay });
                row.price.line_telling(customer, count, tell)
            }
            Self::Subscription { terms } => {
                tell(PricePart::ByTheTerm { terms });
                Money::ZERO
            }
            Self::Reduced { price, reductions } => {
                let before = price.line_telling(customer, count, tell);
                reduced(reductions, before, customer, tell)
            }
            Self::Cases { .. } => self.fitting(customer, tell).line_telling(customer, count, tell),
        }
    }

    fn by_rate(&self, customer: &Customer<'_>, count: u32, tell: &mut Tell<'_>) -> Money {
        let Self::Linear {
            base,
            rate,
            min,
            max,
            quotient_min,
            quotient_max,
            rounding,
            rounding_place,
        } = self
        else {
            return Money::ZERO;
        };
        let rounding = rounding.unwrap_or(customer.activity.rounding);
        let reckoned = customer.quotient().and_then(|quotient| {
            let held = quotient
                .max(quotient_min.unwrap_or(0))
                .min(quotient_max.unwrap_or(u32::MAX));
            let of_quotient = rate.checked_mul(Decimal::from(held))?;
            let exact = base.unwrap_or_default().euros().checked_add(of_quotient)?;
            let (rounded, amount, whole) = match rounding_place {
                RoundingPlace::Unit => {
                    let rounded = Money::rounded(exact, rounding);
                    let amount = rounded.max(*min).min(*max);
                    (Some(rounded), amount, amount * count)
                }
                RoundingPlace::Line => {
                    let between = exact.max(min.euros()).min(max.euros());
                    let whole = Money::rounded(between.checked_mul(Decimal::from(count))?, rounding);
                    (None, whole, whole)
                }
            };
            let part = RatePart {
                base: *base,
                rate: *rate,
                quotient,
                held,
                exact,
                rounded,
                min: *min,
                max: *max,
                rounding,
                place: *rounding_place,
                amount,
            };
            Some((part, whole))
        });
        if let Some((part, whole)) = reckoned {
            tell(PricePart::Rate(part));
            whole
        } else {
            tell(PricePart::Ceiling { amount: *max });
            *max * count
        }
    }

    /// The terms that the child pays by; empty where it pays by the day.
    #[must_use]
    pub fn terms(&self, customer: &Customer<'_>) -> &[Term] {
        match self.fitting(customer, &mut |_| {}) {
            Self::Subscription { terms } => terms,
            _ => &[],
        }
    }

    /// The terms that any child may pay by.
    pub fn all_terms(&self) -> impl Iterator<Item = &Term> {
        let own = std::iter::once(self).chain(self.alternatives());
        own.flat_map(|form| match form {
            Self::Subscription { terms } => terms.as_slice(),
            _ => &[],
        })
    }

    /// The price that remains once the cases are decided. One that is paid by the term is decided as of the first day of the
    /// term, so that nothing that changes within it changes what it costs.
    fn fitting<'a>(&'a self, customer: &Customer<'_>, tell: &mut Tell<'_>) -> &'a Self {
        let Self::Cases {
            cases,
            otherwise,
            missing,
        } = self
        else {
            return self;
        };
        let decide =
            |customer: &Customer<'_>, tell: &mut Tell<'_>| choose(cases, otherwise, missing.as_deref(), customer, tell);
        let term = decide(customer, &mut |_| {}).term_around(customer.day);
        if let Some(first_day) = term {
            let then = customer.as_of_term(first_day);
            if decide(&then, &mut |_| {}).term_around(customer.day) == term {
                return decide(&then, tell);
            }
        }
        decide(customer, tell)
    }

    /// The first day of the term that a day lies in, where the price is paid by the term.
    fn term_around(&self, day: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Subscription { terms } => terms.iter().find_map(|term| term.start_around(day)),
            _ => None,
        }
    }

    /// The prices that cases choose among; none of another form.
    fn alternatives(&self) -> impl Iterator<Item = &Self> {
        let (cases, others) = match self {
            Self::Cases {
                cases,
                otherwise,
                missing,
            } => (cases.as_slice(), [Some(otherwise), missing.as_ref()]),
            _ => ([].as_slice(), [None, None]),
        };
        let of_cases = cases.iter().map(|case| &case.price);
        of_cases.chain(others.into_iter().flatten().map(|price| &**price))
    }

    /// What two prices are compared by: of a place, and of all terms of a year.
    fn cost(&self, customer: &Customer<'_>) -> (Money, Money) {
        let terms = match self {
            Self::Subscription { terms } => terms.as_slice(),
            _ => &[],
        };
        let of_terms = terms.iter().map(|term| term.price.price(customer));
        (
            self.price(customer),
            of_terms.fold(Money::ZERO, |sum, price| sum + price),
        )
    }
}

/// Units of time begun between two times of day; the first begins with the stay itself.
fn started((arrived, left): (NaiveTime, NaiveTime), unit_minutes: u16) -> u32 {
    let seconds = (left - arrived).num_seconds().max(1);
    let unit = i64::from(unit_minutes.max(1)) * 60;
    let started = (seconds + unit - 1) / unit;
    u32::try_from(started).unwrap_or(u32::MAX)
}

/// The first row that fits the stay, else the last.
fn row_of(rows: &[TimeRow], (arrived, left): (NaiveTime, NaiveTime)) -> usize {
    let fits =
        |row: &TimeRow| row.arrived_from.is_none_or(|from| from <= arrived) && row.left_by.is_none_or(|by| left <= by);
    rows.iter().position(fits).unwrap_or(rows.len().saturating_sub(1))
}

/// The price of the first case that fits, and what is told of it.
fn choose<'a>(
    cases: &'a [PriceCase],
    otherwise: &'a PriceForm,
    missing: Option<&'a PriceForm>,
    customer: &Customer<'_>,
    tell: &mut Tell<'_>,
) -> &'a PriceForm {
    let price_of = |taken: Option<usize>| {
        let fitting = taken.and_then(|taken| cases.get(taken));
        fitting.map_or(otherwise, |case| &case.price)
    };
    let traits = customer.traits();
    let first = |traits: &Traits<'_>| cases.iter().position(|case| case.when.holds(traits));
    let mut taken = first(&traits);
    if traits.quotient.is_none() {
        let possible = with_any_quotient(cases.iter().map(|case| &case.when), &traits, first);
        if possible.len() > 1 {
            if let Some(missing) = missing {
                tell(PricePart::Missing);
                return missing;
            }
            tell(PricePart::Dearest);
            let dearest = possible.into_iter().max_by_key(|taken| price_of(*taken).cost(customer));
            taken = dearest.unwrap_or(taken);
        }
    }
    tell(PricePart::Case { cases, taken });
    price_of(taken)
}

/// Which of some conditions would be the first that fits with one quotient or another, in their order; none, the last, where
/// none does.
pub(super) fn with_any_quotient<'a>(
    conditions: impl Iterator<Item = &'a Condition>,
    traits: &Traits<'_>,
    first: impl Fn(&Traits<'_>) -> Option<usize>,
) -> Vec<Option<usize>> {
    let spans = conditions.filter_map(|when| when.quotient);
    // One quotient of each stretch that they tell apart.
    let edges = spans.flat_map(|span| [span.from, span.to.map(|to| to.saturating_add(1))]);
    let quotients: BTreeSet<u32> = edges.flatten().chain([0]).collect();
    let taken = quotients.into_iter().map(|quotient| {
        first(&Traits {
            quotient: Some(quotient),
            ..*traits
        })
    });
    let taken: BTreeSet<(bool, Option<usize>)> = taken.map(|taken| (taken.is_none(), taken)).collect();
    taken.into_iter().map(|(_, taken)| taken).collect()
}

fn by_band(bands: &[Band], quotient: Option<u32>, tell: &mut Tell<'_>) -> Money {
    let holds = |quotient: u32| move |band: &Band| band.up_to.is_none_or(|bound| quotient <= bound);
    let found = quotient.and_then(|quotient| bands.iter().position(holds(quotient)));
    let taken = found.unwrap_or(bands.len().saturating_sub(1));
    let Some(band) = bands.get(taken) else {
        return Money::ZERO;
    };
    let before = taken.checked_sub(1).and_then(|before| bands.get(before));
    tell(PricePart::Band {
        quotient,
        above: before.and_then(|band| band.up_to),
        band,
    });
    band.amount
}
