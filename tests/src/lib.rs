//! Speaks to the whole server through its door, as a phone does, on both stores.
#![allow(
    clippy::expect_used,
    clippy::missing_panics_doc,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on says so by failing"
)]

mod answer;
mod calendar;
mod cart;
mod database;
pub mod documents;
mod ear;
mod house;
mod obstacles;
pub mod opening_day;
mod own_redis;
mod parent;
mod phone;
mod postgres;
mod server;
mod statements;
mod store;
mod time;
pub mod towns;
mod waiting;
mod wire;

pub use answer::Answer;
pub use calendar::Calendar;
pub use ear::Ear;
pub use house::House;
pub use own_redis::OwnRedis;
pub use parent::Parent;
pub use phone::Phone;
pub use server::{Letter, Server};
pub use store::{Store, run};
pub use time::Time;
pub use waiting::Asked;
pub use wire::{Outcome, Wire};
