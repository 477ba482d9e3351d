//! What a child costs that is picked up after the end of the session.

use chrono::NaiveTime;
use serde::{Deserialize, Serialize};

use super::surcharge::Per;
use crate::money::Money;

/// A child picked up after the end of the session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LatePickup {
    /// Minutes after the end that cost nothing; 0 where the first step says from when it is late.
    pub tolerance_minutes: u16,
    #[serde(flatten)]
    pub charge: LateCharge,
    pub per: Per,
    /// The first time within the school year at which it is due, from 1.
    pub from_time: u16,
}

/// How much is due for a late pick-up; its keys tell its form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum LateCharge {
    /// The last step that is reached counts; there is one at least, each later than the one before.
    Steps { steps: Vec<LateStep> },
    /// So much for each started time after the end of the session, not after the tolerance.
    Each {
        amount: Money,
        #[serde(rename = "each_minutes")]
        minutes: u16,
        /// No more times than that are due.
        most: Option<u16>,
    },
    /// The same, however late it is.
    Once { amount: Money },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LateStep {
    pub from: LateFrom,
    pub amount: Money,
}

/// Since when a step counts, that minute included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LateFrom {
    /// Whole minutes after the end of the session.
    Minutes(u16),
    Time(NaiveTime),
}

/// A pick-up, held against the rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PickedUp {
    /// Whole minutes after the end of the session; negative before it.
    pub minutes: i64,
    pub late: bool,
    pub due: Option<(Money, Per)>,
    /// How the amount is reckoned, where it hangs on how late it is and is due.
    pub reckoned: Option<LateReckoned>,
}

/// How the amount of a late pick-up comes about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum LateReckoned {
    Each {
        amount: Money,
        each_minutes: u16,
        /// How many times were begun.
        begun: u16,
        /// How many of them are due.
        counted: u16,
    },
    /// Counted from 1.
    Step { number: usize, of: usize, from: LateFrom },
}

impl LatePickup {
    /// What a pick-up costs, the `time`-th late one within the school year; nothing within the tolerance, whose last
    /// minute is still free to its end: with five minutes after 18:30, 18:35:59 costs nothing.
    #[must_use]
    pub fn due(&self, ends_at: NaiveTime, left: NaiveTime, time: u16) -> Option<(Money, Per)> {
        self.judge(ends_at, left, time).due
    }

    /// Whether a pick-up counts as late, be it due or not.
    #[must_use]
    pub fn is_late(&self, ends_at: NaiveTime, left: NaiveTime) -> bool {
        self.judge(ends_at, left, 1).late
    }

    /// What the rule finds in a pick-up, and what is due for it.
    #[must_use]
    pub fn judge(&self, ends_at: NaiveTime, left: NaiveTime, time: u16) -> PickedUp {
        let minutes = (left - ends_at).num_minutes();
        let exceeded = minutes > i64::from(self.tolerance_minutes);
        let found = exceeded.then(|| self.charge.of(minutes, left)).flatten();
        let counted = found.filter(|_| time >= self.from_time);
        PickedUp {
            minutes,
            late: found.is_some(),
            due: counted.map(|(amount, _)| (amount, self.per)),
            reckoned: counted.and_then(|(_, reckoned)| reckoned),
        }
    }
}

impl LateCharge {
    /// What is due so many whole minutes after the end, 1 at least; nothing before the first step.
    fn of(&self, minutes: i64, left: NaiveTime) -> Option<(Money, Option<LateReckoned>)> {
        match self {
            Self::Once { amount } => Some((*amount, None)),
            Self::Each {
                amount,
                minutes: each,
                most,
            } => {
                let begun = (minutes - 1) / i64::from(*each).max(1) + 1;
                let begun = u16::try_from(begun).unwrap_or(u16::MAX);
                let counted = most.map_or(begun, |most| most.min(begun));
                let reckoned = LateReckoned::Each {
                    amount: *amount,
                    each_minutes: *each,
                    begun,
                    counted,
                };
                let due = Money::from_cents(amount.cents().saturating_mul(i64::from(counted)));
                Some((due, Some(reckoned)))
            }
            Self::Steps { steps } => {
                let reached = |step: &LateStep| step.from.is_reached(minutes, left);
                let index = steps.iter().rposition(reached)?;
                let step = steps.get(index)?;
                let reckoned = LateReckoned::Step {
                    number: index + 1,
                    of: steps.len(),
                    from: step.from,
                };
                Some((step.amount, Some(reckoned)))
            }
        }
    }
}

impl LateFrom {
    fn is_reached(self, minutes: i64, left: NaiveTime) -> bool {
        match self {
            Self::Minutes(from) => minutes >= i64::from(from),
            Self::Time(from) => left >= from,
        }
    }
}
