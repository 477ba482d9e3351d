//! The command line.

pub mod command;
pub mod debts_import;
pub mod failure;
pub mod happening;
pub mod logging;
pub mod rulebook_check;
pub mod rulebook_explain;
pub mod rulebook_simulate;
pub mod run;
pub mod text_file;

pub use command::{Command, parse};
pub use failure::Failure;
pub use run::run;
