//! Rows as the store keeps them.

pub mod activity;
pub mod agent;
pub mod alert;
pub mod booking;
pub mod booking_event;
pub mod care_plan;
pub mod child;
pub mod commune;
pub mod device;
pub mod family;
pub mod guardian;
pub mod idempotency_key;
mod key;
pub mod lane;
pub mod login;
pub mod order;
pub mod order_line;
pub mod partner;
pub mod quotient;
pub mod refresh_token;
pub mod regular_attendance;
pub mod rule_book;
pub mod slot;
pub mod task;
pub mod waiting_place;

pub use key::Key;
