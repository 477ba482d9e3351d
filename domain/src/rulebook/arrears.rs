//! What unpaid invoices lead to.

use chrono::{Datelike, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::model::Code;

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

impl Arrears {
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

    /// The first day on which the unpaid services of a day's month may keep a child from an activity; none where they
    /// never do.
    #[must_use]
    pub fn suspended_from(&self, service: NaiveDate, activity: &Code) -> Option<NaiveDate> {
        let suspension = self.suspends.as_ref()?;
        let concerned = suspension
            .activities
            .as_ref()
            .is_none_or(|ones| ones.contains(activity));
        let due = self.due_day(service).filter(|_| concerned)?;
        match suspension.from {
            SuspendedFrom::NextDay => due.succ_opt(),
            SuspendedFrom::NextMonth => due.with_day(1)?.checked_add_months(Months::new(1)),
        }
    }
}

fn day_of_next_month(service: NaiveDate, nth: u8) -> Option<NaiveDate> {
    let next = service.with_day(1)?.checked_add_months(Months::new(1))?;
    next.with_day(u32::from(nth).clamp(1, u32::from(next.num_days_in_month())))
}
