//! What a price is made of, told while it is reckoned: whoever asks why hears what was done, not a second reckoning.

use chrono::NaiveTime;
use rust_decimal::Decimal;

use super::price::{Band, PriceCase, RoundingPlace, Share, TimeRow};
use super::reduction::Reduction;
use super::subscription::Term;
use super::surcharge::Surcharge;
use crate::money::{Money, Rounding};

/// Who listens while a price is reckoned.
pub type Tell<'t> = dyn FnMut(PricePart<'_>) + 't;

/// One turn of the reckoning, told as it is taken: an outer form before the inner one that it leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PricePart<'a> {
    /// Of several cases, the place of the one that fits the child; none where `otherwise` counts.
    Case {
        cases: &'a [PriceCase],
        taken: Option<usize>,
    },
    /// What follows is the price for unknown quotients: which case fits hangs on the quotient.
    Missing,
    /// What follows is the dearest of the cases that may fit: which one does hangs on a quotient that is unknown.
    Dearest,
    Flat {
        amount: Money,
    },
    /// The band of a quotient; the last one where it is unknown.
    Band {
        quotient: Option<u32>,
        /// The upper bound of the band before.
        above: Option<u32>,
        band: &'a Band,
    },
    Rate(RatePart),
    /// What a rate comes to where the quotient is unknown.
    Ceiling {
        amount: Money,
    },
    /// Units of time begun, of which `counted` are paid for.
    Units {
        minutes: u16,
        stay: (NaiveTime, NaiveTime),
        started: u32,
        counted: u32,
    },
    /// The place of the row that fits the stay.
    Row {
        rows: &'a [TimeRow],
        taken: usize,
        stay: (NaiveTime, NaiveTime),
    },
    /// Nothing for the day itself.
    ByTheTerm {
        terms: &'a [Term],
    },
    /// What follows is the least of the reductions that may fit: which one does hangs on a quotient that is unknown.
    LeastReduction,
    /// What is left of the price told before; the place of the reduction that is taken off, none where none fits.
    Reduction {
        reductions: &'a [Reduction],
        taken: Option<usize>,
        before: Money,
        after: Money,
    },
    /// What a third party gives, as far as it is anything.
    Share {
        share: &'a Share,
        amount: Money,
    },
    /// What follows is the price of a family without a quotient.
    Top,
    /// The place of the surcharge that counts. An instead comes before the price that it leads to, the others behind
    /// the one that they change.
    Surcharge {
        surcharges: &'a [Surcharge],
        taken: usize,
    },
    /// There are surcharges, and none of them counts.
    NoSurcharge {
        surcharges: &'a [Surcharge],
    },
}

/// A rate of the quotient, from the exact product to the amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RatePart {
    /// What is paid at quotient 0, where the rule book says so.
    pub base: Option<Money>,
    pub rate: Decimal,
    pub quotient: u32,
    /// Between its own bounds.
    pub held: u32,
    /// Base and rate times the held quotient, in euros.
    pub exact: Decimal,
    /// Before floor and ceiling; none where only the whole line is rounded.
    pub rounded: Option<Money>,
    pub min: Money,
    pub max: Money,
    pub rounding: Rounding,
    pub place: RoundingPlace,
    /// Of one place or unit of time; of all of them where only the whole line is rounded.
    pub amount: Money,
}
