//! From the TOML text of a rule book to [`RuleBook`](super::RuleBook), or to every mistake in it at once.

mod absence;
mod activity;
mod arrears;
mod attendance;
mod bundle;
mod calendar;
mod cases;
mod child;
mod closing;
mod condition;
mod coverage;
mod deadline;
pub mod debts;
mod document;
mod gaps;
mod link;
mod money;
mod names;
mod node;
mod offer;
mod payer;
mod price;
mod reach;
mod report;
mod scalar;
mod school;
mod stay;
mod subscription;
mod surcharge;
mod syntax;
mod table;
mod town;
mod validity;
mod weekday;

pub use document::parse;
