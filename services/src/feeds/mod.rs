//! A child's bookings for calendar programs, under a secret address that can be revoked.

pub mod address;
mod ical;
pub mod manage;
pub mod read;
mod throttle;

pub use read::{FeedAnswer, Feeds};
