//! When a child came and left.

use chrono::{NaiveTime, Timelike};

use super::attendance::LateBooking;
use super::condition::Condition;
use super::model::Activity;
use super::price::PriceForm;
use super::surcharge::{Surcharge, SurchargeForm};

/// What is known of a child's stay in an activity. Before the day, nothing: then prices are those of a whole session,
/// without brothers and sisters. Times count to the minute, as rule books write them: 17:00:59 is 17:00.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Visit {
    /// The start of the session where it is not known.
    pub arrived: Option<NaiveTime>,
    /// Its end where it is not known.
    pub left: Option<NaiveTime>,
    /// Brothers and sisters who came to the same activity that day.
    pub siblings_there: u32,
}

impl Visit {
    /// The minute of arriving.
    #[must_use]
    pub fn arrived_at(self) -> Option<NaiveTime> {
        self.arrived.map(minute)
    }

    /// The minute of leaving.
    #[must_use]
    pub fn left_at(self) -> Option<NaiveTime> {
        self.left.map(minute)
    }
}

fn minute(time: NaiveTime) -> NaiveTime {
    NaiveTime::from_hms_opt(time.hour(), time.minute(), 0).unwrap_or(time)
}

/// Whether what a booked place costs hangs on when the child came and left, or on who else came: it is known once the day
/// is over.
pub(crate) fn asks_visit(activity: &Activity) -> bool {
    let late = match &activity.attendance.late_booking {
        LateBooking::Accept { surcharges, .. } => surcharges.as_slice(),
        LateBooking::Refuse | LateBooking::WaitingList { .. } => &[],
    };
    price(&activity.price) || activity.shares.iter().any(|share| condition(&share.when)) || late.iter().any(surcharge)
}

fn price(form: &PriceForm) -> bool {
    match form {
        PriceForm::Units { .. } | PriceForm::Times { .. } => true,
        PriceForm::Flat { .. } | PriceForm::Bands { .. } | PriceForm::Linear { .. } => false,
        PriceForm::Subscription { terms } => terms.iter().any(|term| price(&term.price)),
        PriceForm::Reduced {
            price: before,
            reductions,
        } => price(before) || reductions.iter().any(|one| condition(&one.when)),
        PriceForm::Cases {
            cases,
            otherwise,
            missing,
        } => {
            let of_cases = cases.iter().any(|case| condition(&case.when) || price(&case.price));
            of_cases || price(otherwise) || missing.as_deref().is_some_and(price)
        }
    }
}

fn condition(when: &Condition) -> bool {
    when.siblings_there.is_some()
}

fn surcharge(one: &Surcharge) -> bool {
    let instead = match &one.form {
        SurchargeForm::Instead { price: form } => price(form),
        SurchargeForm::Add { .. } | SurchargeForm::Times { .. } => false,
    };
    instead || condition(&one.when) || one.unless.as_ref().is_some_and(condition)
}
