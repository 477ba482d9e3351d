//! Trying a draft rule book against a town's past.

mod families;
mod line;
mod run;
mod stop;
mod tables;

pub use run::simulate;
