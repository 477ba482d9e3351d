//! A town's règlement as one validated, immutable document.
//!
//! [`model`] is what the rest of the program sees; `parse` makes it out of a TOML file and reports every mistake at
//! once, each with its place.

pub mod absence;
pub mod arrears;
pub mod asks;
pub mod attendance;
mod charge_words;
pub mod closing;
pub mod condition;
pub mod customer;
pub mod deadline;
pub mod diagnostic;
pub mod holidays;
pub mod judged;
pub mod late_pickup;
pub mod link;
mod message;
mod missing_words;
pub mod model;
mod named_words;
pub mod parse;
pub mod price;
pub mod quote;
pub mod quotient;
pub mod reduction;
pub mod subscription;
pub mod surcharge;
mod syntax_words;
pub mod tariff;
pub mod telling;
pub mod term_price;
pub mod visit;

pub use diagnostic::Diagnostic;
pub use model::RuleBook;
pub use parse::parse;
