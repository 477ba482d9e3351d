//! One file per mutation: its input, its payload, its errors.

pub(crate) mod absence_report;
pub(crate) mod attendance_record;
pub(crate) mod booking_plan;
pub(crate) mod calendar_feed_create;
pub(crate) mod calendar_feed_revoke;
pub(crate) mod cart;
pub(crate) mod debt_spare;
pub(crate) mod debts_set;
pub(crate) mod family_file_decide;
pub(crate) mod family_suspend;
pub(crate) mod offer_accept;
pub(crate) mod offer_decline;
pub(crate) mod order_decide;
pub(crate) mod quotient_record;
mod root;
pub(crate) mod session_close;
pub(crate) mod session_close_all;
pub(crate) mod session_open;
pub(crate) mod session_refresh;
pub(crate) mod suspension_lift;
pub(crate) mod tokens;
pub(crate) mod waiting;
pub(crate) mod waiting_list_join;
pub(crate) mod waiting_list_leave;

pub use root::Mutation;
