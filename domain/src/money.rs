//! Euros as exact decimals.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Mul, Sub};
use std::str::FromStr;

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

/// An amount in euros, always a whole number of cents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "Decimal", into = "Decimal")]
pub struct Money(Decimal);

/// An amount that is read must be whole cents already: nobody said how to round it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FractionOfCent(pub Decimal);

/// How an amount with more than two decimals becomes cents. The rule book names it; half up unless it says otherwise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rounding {
    /// 1.525 becomes 1.53 (towns round so, Bubry for one).
    #[default]
    HalfUp,
    /// 1.525 becomes 1.52.
    HalfEven,
    /// 1.529 becomes 1.52.
    Down,
    /// 1.521 becomes 1.53.
    Up,
}

impl Money {
    /// With two decimals, so that it is written like any other amount.
    pub const ZERO: Self = Self(Decimal::from_parts(0, 0, 0, false, 2));

    /// Euros as they are written: digits, perhaps a point and at most two decimals; no sign.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        plain_decimal(text, 2).map(|euros| Self::rounded(euros, Rounding::HalfUp))
    }

    #[must_use]
    pub fn from_cents(cents: i64) -> Self {
        Self(Decimal::new(cents, 2))
    }

    /// Euros rounded to the cent.
    #[must_use]
    pub fn rounded(euros: Decimal, rounding: Rounding) -> Self {
        let strategy = match rounding {
            Rounding::HalfUp => RoundingStrategy::MidpointAwayFromZero,
            Rounding::HalfEven => RoundingStrategy::MidpointNearestEven,
            Rounding::Down => RoundingStrategy::ToZero,
            Rounding::Up => RoundingStrategy::AwayFromZero,
        };
        let mut cents = euros.round_dp_with_strategy(2, strategy);
        cents.rescale(2);
        Self(cents)
    }

    /// Cents, saturating beyond what 64 bits hold (about 92 million billion euros).
    #[must_use]
    pub fn cents(self) -> i64 {
        let cents = self.0.mantissa() * 10_i128.pow(2_u32.saturating_sub(self.0.scale()));
        i64::try_from(cents).unwrap_or(if cents < 0 { i64::MIN } else { i64::MAX })
    }

    /// So many hundredths of the amount.
    #[must_use]
    pub fn percent(self, percent: Decimal, rounding: Rounding) -> Self {
        let hundredths = self.0.saturating_mul(percent);
        Self::rounded(hundredths / Decimal::ONE_HUNDRED, rounding)
    }

    /// Equal parts that add up to the amount: cents that do not divide go to the first ones. One part at least.
    #[must_use]
    pub fn split(self, parts: u32) -> Vec<Self> {
        let parts = i64::from(parts.max(1));
        let (each, left) = (self.cents().div_euclid(parts), self.cents().rem_euclid(parts));
        (0..parts)
            .map(|nth| Self::from_cents(each + i64::from(nth < left)))
            .collect()
    }

    #[must_use]
    pub fn euros(self) -> Decimal {
        self.0
    }
}

impl Default for Money {
    fn default() -> Self {
        Self::ZERO
    }
}

impl TryFrom<Decimal> for Money {
    type Error = FractionOfCent;

    fn try_from(euros: Decimal) -> Result<Self, FractionOfCent> {
        let cents = Self::rounded(euros, Rounding::Down);
        if cents.0 == euros {
            Ok(cents)
        } else {
            Err(FractionOfCent(euros))
        }
    }
}

impl From<Money> for Decimal {
    fn from(amount: Money) -> Self {
        amount.0
    }
}

impl fmt::Display for FractionOfCent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} is not a whole number of cents", self.0)
    }
}

impl std::error::Error for FractionOfCent {}

/// Saturates far beyond any budget (79 billion billion billion euros).
impl Add for Money {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

/// Saturates like the sum.
impl Sub for Money {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

/// Saturates like the sum.
impl Mul<u32> for Money {
    type Output = Self;

    fn mul(self, times: u32) -> Self {
        Self(self.0.saturating_mul(Decimal::from(times)))
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.2}", self.0)
    }
}

/// Digits, perhaps a point and at most `scale` digits: no sign, no exponent, no grouping.
pub(crate) fn plain_decimal(text: &str, scale: u32) -> Option<Decimal> {
    let (whole, fraction) = text
        .split_once('.')
        .map_or((text, None), |(whole, fraction)| (whole, Some(fraction)));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let sound = digits(whole) && fraction.is_none_or(digits) && text.len() <= 20;
    let number = sound.then(|| Decimal::from_str(text).ok()).flatten()?;
    (number.scale() <= scale).then_some(number)
}
