//! A town's turn: one transaction that decides the bookings waiting for one town, in the order they came.
//!
//! Lock order, always the same: the town's lane, then slot rows in key order. The lane serialises a town's turns on
//! every server instance; towns never wait for each other. Everything a turn decides is written by a fixed number of
//! set-based statements, and a turn that is dropped leaves nothing behind.

mod accounts;
mod answers;
mod attendance;
mod batch;
mod begin;
mod carts;
mod desk;
mod waits;
mod write;

pub use accounts::{Accounts, Lifted, NewAccountAlert, NewDebt, NewFile, NewQuotient, NewReprieve, NewSuspension};
pub use answers::{AnswerRef, StoredAnswer, answers};
pub use attendance::{AttendanceBatch, NewState};
pub use batch::{
    Answered, Batch, ClosedLine, NewAlert, NewAnswer, NewBooking, NewDecision, NewEvent, NewLine, NewOrder, NewTask,
    Repriced, SlotChange, Stands,
};
pub use begin::{Turn, TurnStart};
pub use carts::{CartRef, Carts, NewCartAlert};
pub use waits::{NewWait, NewWaitingAlert, WaitChange, Waits};
