//! How a price comes about.

use chrono::{NaiveDate, NaiveTime};
use rust_decimal::Decimal;
use serde::Serialize;

use crate::money::{Money, Rounding};
use crate::rulebook::condition::Condition;
use crate::rulebook::model::Code;
use crate::rulebook::price::{Part, RoundingPlace};
use crate::rulebook::subscription::JoinedLater;
use crate::rulebook::surcharge::Surcharge;

/// One turn of the reckoning. Places in the file are counted from 1.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "part", rename_all = "snake_case")]
pub enum PriceStep {
    Case {
        /// Those that were asked: the last one fits, unless none of them does.
        seen: Vec<CaseSeen>,
        of: usize,
        /// None where `otherwise` counts.
        taken: Option<usize>,
    },
    /// The quotient is unknown, and the price that the rule book gives for that follows.
    Missing,
    /// The quotient is unknown, and the dearest of the cases that may fit follows.
    Dearest,
    Flat {
        amount: Money,
    },
    Band {
        quotient: Option<u32>,
        /// Above this quotient.
        above: Option<u32>,
        /// Up to this one, itself included.
        up_to: Option<u32>,
        amount: Money,
    },
    Rate {
        /// What is paid at quotient 0, where the rule book says so.
        #[serde(skip_serializing_if = "Option::is_none")]
        base: Option<Money>,
        /// Euros per point of quotient.
        rate: Decimal,
        quotient: u32,
        /// The quotient between the bounds that the rule book gives it.
        held: u32,
        /// Base and rate times quotient, in euros.
        exact: Decimal,
        /// Before floor and ceiling; none where only the whole is rounded.
        rounded: Option<Money>,
        min: Money,
        max: Money,
        rounding: Rounding,
        rounding_place: RoundingPlace,
        amount: Money,
    },
    /// What a rate comes to without a quotient.
    Ceiling {
        amount: Money,
    },
    Units {
        minutes: u16,
        from: NaiveTime,
        to: NaiveTime,
        started: u32,
        /// Those that are paid for.
        counted: u32,
    },
    Times {
        number: usize,
        of: usize,
        arrived_from: Option<NaiveTime>,
        left_by: Option<NaiveTime>,
        from: NaiveTime,
        to: NaiveTime,
    },
    /// The day itself costs nothing.
    ByTheTerm,
    /// The price of the whole term follows, as of its first day.
    Term {
        starts_on: NaiveDate,
        first_month: u8,
        last_month: u8,
    },
    TermPrice {
        price: Money,
        instalments: u8,
        /// In the month of the day.
        due: Money,
        /// What one day is worth, where the rule book says for how many days the price is.
        day_worth: Option<Money>,
    },
    /// What a child pays of the term whose first place within it is that of the day. Told where some of its instalments are
    /// of earlier months.
    JoinedLater {
        rule: JoinedLater,
        /// The instalments of the months before.
        passed: Money,
        /// What the term costs then.
        price: Money,
        /// In the month of the day.
        due: Money,
    },
    /// The day lies in none of the terms.
    OutsideTerms,
    /// The quotient is unknown, and the least of the reductions that may fit follows.
    LeastReduction,
    Reduction {
        /// Those that were asked: the last one fits, unless none of them does.
        seen: Vec<CaseSeen>,
        of: usize,
        /// Of the price told before; none where nothing is taken off it.
        percent: Option<Decimal>,
        before: Money,
        after: Money,
    },
    Share {
        payer: Code,
        rule: Part,
        amount: Money,
    },
    /// The price of a family without a quotient follows.
    Top,
    Surcharge {
        number: usize,
        of: usize,
        rule: Box<Surcharge>,
    },
    /// There are surcharges for late bookings, and none of them counts.
    NoSurcharge {
        of: usize,
    },
    /// An amount due once a day, left out because one at least as large stands with another place.
    AddedElsewhere {
        amount: Money,
    },
    /// What the place costs alone, where activities have a price together.
    Alone {
        price: Money,
    },
    /// All of these are booked that day: their price together follows.
    Bundle {
        activities: Vec<Code>,
    },
    /// What the family pays for the place that day.
    Total {
        price: Money,
    },
}

/// A case of a price, or a reduction of it, and whether it speaks of the child.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CaseSeen {
    pub number: usize,
    pub when: Condition,
    pub fits: bool,
}
