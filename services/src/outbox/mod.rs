//! Work left by a transaction: mails and cache updates, each done at least once, with retry and back-off.

mod absence;
mod account;
mod closing;
mod confirmation;
mod counts;
mod letter;
mod places;
mod retry;
pub(crate) mod split;
mod task;
mod undone;
mod worker;

pub use account::AccountNews;
pub use task::{Task, Unreadable};
pub use worker::{run, run_due};
