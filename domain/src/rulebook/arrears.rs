//! What unpaid invoices, and other debts, lead to.

use chrono::{Datelike, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::model::Code;
use crate::money::Money;

/// When the invoice of a month comes, is due and is handed over, and what an unpaid one may suspend.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arrears {
    /// By this day of the month after the services, 1 to 31.
    pub invoiced_by: u8,
    /// Last day to pay, of the same month; a shorter month has its own last day.
    pub due_on: u8,
    /// Whether what is unpaid then goes to the tax office.
    pub handed_over: bool,
    pub suspends: Option<Suspension>,
    /// Which bookings are closed to a family that owes too much; none without it.
    #[serde(default)]
    pub blocks: Option<Block>,
    /// What is owed is to be paid with the family's next order.
    #[serde(default)]
    pub with_next_order: bool,
}

/// What a debt closes by itself, for as long as it stands. Places that are booked stay, and can be given back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// So much is still allowed: more is not.
    pub above: Money,
    /// All activities without it.
    pub activities: Option<Vec<Code>>,
}

/// Which places a family in arrears may lose, once a person has decided so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suspension {
    /// All activities without it.
    pub activities: Option<Vec<Code>>,
    pub from: SuspendedFrom,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SuspendedFrom {
    /// The first of the month after the last day to pay.
    #[default]
    NextMonth,
    /// The day after the last day to pay.
    NextDay,
}

/// When the services of a month are invoiced and due, and what follows where they are not paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct MonthDates {
    /// Its first day.
    pub month: NaiveDate,
    /// Latest day of the invoice.
    pub invoiced_by: NaiveDate,
    /// Last day to pay.
    pub due_on: NaiveDate,
    /// Whether what is unpaid then goes to the tax office.
    pub handed_over: bool,
    /// The first day on which a person may withhold the activity; never, without one.
    pub suspended_from: Option<NaiveDate>,
}

impl Suspension {
    #[must_use]
    pub fn concerns(&self, activity: &Code) -> bool {
        includes(self.activities.as_deref(), activity)
    }
}

impl Block {
    /// Whether a family that owes anything could order nothing at all.
    #[must_use]
    pub fn leaves_no_order(&self) -> bool {
        self.above == Money::ZERO && self.activities.is_none()
    }

    #[must_use]
    pub fn concerns(&self, activity: &Code) -> bool {
        includes(self.activities.as_deref(), activity)
    }
}

impl Arrears {
    /// Whether anything hangs on what a single family owes.
    #[must_use]
    pub fn looks_at_accounts(&self) -> bool {
        self.blocks.is_some() || self.suspends.is_some() || self.with_next_order
    }

    /// Last day to pay for the services of a day's month.
    #[must_use]
    pub fn due_day(&self, service: NaiveDate) -> Option<NaiveDate> {
        day_of_next_month(service, self.due_on)
    }

    /// Latest day of the invoice for the services of a day's month.
    #[must_use]
    pub fn invoice_day(&self, service: NaiveDate) -> Option<NaiveDate> {
        day_of_next_month(service, self.invoiced_by)
    }

    /// The first day on which a debt that stands at the end of a day may keep a child from a place: the services of the
    /// last month whose last day to pay is over are then known to be unpaid. None where none ever do.
    #[must_use]
    pub fn earliest_suspension(&self, as_of: NaiveDate) -> Option<NaiveDate> {
        let suspension = self.suspends.as_ref()?;
        suspension.from.after(self.last_due_day(as_of)?)
    }

    /// The last day to pay that came last, up to a day.
    #[must_use]
    pub fn last_due_day(&self, as_of: NaiveDate) -> Option<NaiveDate> {
        let months = (1..=2).filter_map(|back| as_of.with_day(1)?.checked_sub_months(Months::new(back)));
        let due = months.filter_map(|service| self.due_day(service));
        due.filter(|due| *due <= as_of).max()
    }

    /// What becomes of an activity's services in a day's month.
    #[must_use]
    pub fn dates(&self, service: NaiveDate, activity: &Code) -> Option<MonthDates> {
        Some(MonthDates {
            month: service.with_day(1)?,
            invoiced_by: self.invoice_day(service)?,
            due_on: self.due_day(service)?,
            handed_over: self.handed_over,
            suspended_from: self.suspended_from(service, activity),
        })
    }

    /// The first day on which the unpaid services of a day's month may keep a child from an activity; none where they
    /// never do.
    #[must_use]
    pub fn suspended_from(&self, service: NaiveDate, activity: &Code) -> Option<NaiveDate> {
        let suspension = self.suspends.as_ref()?;
        let due = self.due_day(service).filter(|_| suspension.concerns(activity))?;
        suspension.from.after(due)
    }
}

impl SuspendedFrom {
    /// The day, behind the last day to pay.
    fn after(self, due: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::NextDay => due.succ_opt(),
            Self::NextMonth => due.with_day(1)?.checked_add_months(Months::new(1)),
        }
    }
}

fn day_of_next_month(service: NaiveDate, nth: u8) -> Option<NaiveDate> {
    let next = service.with_day(1)?.checked_add_months(Months::new(1))?;
    next.with_day(u32::from(nth).clamp(1, u32::from(next.num_days_in_month())))
}

/// Whether an activity is among those that are named; all are without names.
fn includes(named: Option<&[Code]>, activity: &Code) -> bool {
    named.is_none_or(|named| named.contains(activity))
}
