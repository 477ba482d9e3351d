//! The other phone, and the town hall, hear of it.

mod hearing;
mod resuming;
mod rush;
