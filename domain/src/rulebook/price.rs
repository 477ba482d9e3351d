//! What one place on one day costs, in the forms that a rule book can say.

use chrono::NaiveTime;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::condition::Condition;
use super::model::{ActivityIx, Code};
use super::reduction::Reduction;
use super::subscription::Term;
use crate::money::{Money, Rounding};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "form", rename_all = "snake_case")]
pub enum PriceForm {
    /// The same for all.
    Flat { amount: Money },
    /// By family quotient: ordered bands without gap or overlap, the last one open. Each band includes its upper
    /// bound. An unknown quotient pays the last band.
    Bands { bands: Vec<Band> },
    /// A rate of the quotient and what is paid at quotient 0, rounded together, then held between a floor and a ceiling; the
    /// quotient itself may be held between bounds first. An unknown quotient pays the ceiling.
    Linear {
        /// Nothing at quotient 0 without it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        base: Option<Money>,
        /// Euros per point of quotient.
        rate: Decimal,
        min: Money,
        max: Money,
        quotient_min: Option<u32>,
        quotient_max: Option<u32>,
        /// As the town rounds without it.
        rounding: Option<Rounding>,
        #[serde(default)]
        rounding_place: RoundingPlace,
    },
    /// By started units of time, such as half hours, between arriving and leaving, held between the session's own times.
    Units {
        minutes: u16,
        /// Of one unit.
        price: Box<PriceForm>,
        /// Units beyond these are free.
        most: Option<u16>,
    },
    /// By when the child came and left: the first row that fits, the last of which fits always.
    Times { rows: Vec<TimeRow> },
    /// Paid by the term, such as a year in ten instalments: a single day costs nothing more. Terms do not overlap.
    Subscription { terms: Vec<Term> },
    /// Another price less the first of the reductions that fits the child; that price is neither by the term nor reduced
    /// itself.
    Reduced {
        price: Box<PriceForm>,
        /// At least one.
        reductions: Vec<Reduction>,
    },
    /// By who the child is: the first case that fits, else `otherwise`. No price inside has cases of its own.
    ///
    /// Where it hangs on a quotient that is unknown which of them fits, `missing` counts; without it, the dearest of those
    /// that would fit with one quotient or another.
    Cases {
        cases: Vec<PriceCase>,
        otherwise: Box<PriceForm>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        missing: Option<Box<PriceForm>>,
    },
}

/// Where amounts that are not whole cents are rounded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RoundingPlace {
    /// Each place, or each unit of time.
    #[default]
    Unit,
    /// Only what several of them cost together.
    Line,
}

/// The price of a stay that lies within these times.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeRow {
    /// Arrived at this time or later.
    pub arrived_from: Option<NaiveTime>,
    /// Left at this time or earlier.
    pub left_by: Option<NaiveTime>,
    pub price: PriceForm,
}

/// What the children pay for whom `when` holds, unless an earlier case took them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PriceCase {
    pub when: Condition,
    pub price: PriceForm,
}

/// Families with a quotient of at most `up_to` (and above the band before) pay `amount`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Band {
    /// Inclusive; the last band has none.
    pub up_to: Option<u32>,
    pub amount: Money,
}

/// Activities that have one price together when a child is booked into all of them on one day, instead of the sum of
/// theirs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bundle {
    /// At least two, in the rule book's order.
    pub activities: Vec<ActivityIx>,
    pub price: PriceForm,
}

/// What a third party pays of a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// One of the rule book's payers.
    pub payer: Code,
    /// Whose places; all without it.
    pub when: Condition,
    pub part: Part,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "form", rename_all = "snake_case")]
pub enum Part {
    /// An amount of the price, at most what is left of it, that the family does not pay.
    Of { amount: Money },
    /// So many hundredths of the whole price, rounded as the town rounds and at most what is left of it, that the family does not
    /// pay.
    Percent { percent: Decimal },
    /// An amount that the town claims beside what the family pays, such as the state's 3 € for a meal at 1 €.
    Beside { amount: Money },
}
