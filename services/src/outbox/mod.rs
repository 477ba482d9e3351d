//! Work left by a transaction: mails and cache updates, each done at least once, with retry and back-off.

mod absence;
mod account;
mod confirmation;
mod counts;
mod letter;
mod places;
mod retry;
mod task;
mod undone;
mod worker;

pub use account::AccountNews;
pub use task::{Task, Unreadable};
pub use worker::{run, run_due};
