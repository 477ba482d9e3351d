//! Named loads and saves. What belongs to people takes the caller's [`Scope`](preau_domain::access::Scope) first, so
//! that a stranger's row cannot be found; what the program does for a whole town takes the town's id.

pub mod accounts;
pub mod alerts;
pub mod attendance;
pub mod booking;
pub mod cart;
pub mod connect;
pub mod counts;
pub mod desk;
mod dialect;
pub mod error;
pub mod events;
pub mod expired;
pub mod family_files;
pub mod feeds;
pub mod orders;
pub mod page;
pub mod people;
pub mod places;
pub mod queue;
pub mod quotients;
pub mod register;
pub mod sign_in;
pub mod simulation;
pub mod statistics;
pub mod tasks;
pub mod towns;
pub mod turn;
pub mod waiting;
mod words;

pub use connect::{Db, OnStatement, answers, connect};
pub use error::StoreError;
pub use sea_orm::ConnectionTrait;
