//! The program `preau`: configuration, wiring, the door, and adapters for what is outside.

pub mod adapters;
pub mod app;
pub mod cli;
pub mod dev_mails;
pub mod http;
pub mod seed;
pub mod settings;

pub use cli::run;
