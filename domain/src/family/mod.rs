//! What the rules need to know of a child and its family.

pub mod child;
pub mod quotient;

pub use child::{ChildFacts, Frequency, Regime, Residence, Sibling};
pub use quotient::Quotients;
