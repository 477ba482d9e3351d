//! The nouns of the API.

pub(crate) mod activity;
pub(crate) mod alert;
pub(crate) mod attendance;
pub(crate) mod booking_event;
pub(crate) mod calendar_feed;
pub(crate) mod calendar_slot;
pub(crate) mod child;
pub(crate) mod child_calendar;
pub(crate) mod device;
pub(crate) mod due;
pub(crate) mod family;
pub(crate) mod legend;
pub(crate) mod locale;
pub(crate) mod order;
pub(crate) mod roll;
pub(crate) mod school;
pub(crate) mod slot_explanation;
pub(crate) mod slot_reason;
pub(crate) mod town;
pub(crate) mod unreadable_rule_book;
pub(crate) mod user_error;
pub(crate) mod viewer;
pub(crate) mod waiting_line;
pub(crate) mod waiting_place;
