//! What one place on one day costs.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::link::ChildCondition;
use super::model::Code;
use crate::money::{Money, Rounding};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "form", rename_all = "snake_case")]
pub enum PriceForm {
    /// The same for all.
    Flat { amount: Money },
    /// By family quotient: ordered bands without gap or overlap, the last one open. Each band includes its upper
    /// bound. An unknown quotient pays the last band.
    Bands { bands: Vec<Band> },
    /// A rate of the quotient, rounded, then held between a floor and a ceiling; the quotient itself may be held
    /// between bounds first. An unknown quotient pays the ceiling.
    Linear {
        /// Euros per point of quotient.
        rate: Decimal,
        min: Money,
        max: Money,
        quotient_min: Option<u32>,
        quotient_max: Option<u32>,
        rounding: Rounding,
    },
    /// By who the child is: the first case that fits, else `otherwise`. No price inside has cases of its own.
    Cases {
        cases: Vec<PriceCase>,
        otherwise: Box<PriceForm>,
    },
}

/// What the children pay for whom `when` holds, unless an earlier case took them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PriceCase {
    pub when: PriceCondition,
    pub price: PriceForm,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "form", rename_all = "snake_case")]
pub enum PriceCondition {
    /// Pupils of these schools; never empty.
    Schools { schools: Vec<Code> },
    /// Children of whom a fact is true.
    Child { condition: ChildCondition },
}

/// Families with a quotient of at most `up_to` (and above the band before) pay `amount`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Band {
    /// Inclusive; the last band has none.
    pub up_to: Option<u32>,
    pub amount: Money,
}
