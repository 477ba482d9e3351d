//! What prices and orders hang on in what a family gives, hands in and owes, and what staff decide because of it.

mod answers;
pub mod debts;
pub mod file;
pub mod lift;
pub mod quotient;
pub mod spare;
pub mod suspend;

use chrono::NaiveDate;

/// Behind every booking.
const FOR_EVER: NaiveDate = match NaiveDate::from_ymd_opt(9999, 12, 31) {
    Some(day) => day,
    None => NaiveDate::MAX,
};
