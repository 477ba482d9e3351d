//! The whole program put together: a store, the ports, the door, the worker.

mod commands;
mod debts;
mod demo;
mod feeds;
mod first_query;
mod greeting;
mod keeper;
mod outside;
mod readiness;
mod simulate;
mod start;
mod versions;

pub use commands::{migrate, schema, serve, town_install};
pub use debts::debts_import;
pub use demo::demo;
pub use simulate::simulate;
pub use start::{Running, Wiring, start};
pub use versions::{rulebook_versions, town_rollback};

// What a wiring is made of.
pub use preau_services::sign_in::PasswordCost;
