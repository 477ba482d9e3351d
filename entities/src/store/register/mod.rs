//! Entering people and programs into a town's files.

mod families;
mod staff;

pub use families::{KnownDebt, KnownFile, KnownQuotient, NewChild, NewFamily, NewGuardian, family, has_families};
pub use staff::{NewAgent, NewPartner, agent, partner};
