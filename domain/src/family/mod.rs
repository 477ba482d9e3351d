//! What the rules need to know of a child and its family.

pub mod account;
pub mod child;
pub mod file;
pub mod quotient;

pub use account::{Account, Debt, Owed, Suspended};
pub use child::{ChildFacts, Frequency, Regime, Residence, Sibling};
pub use file::{FamilyFile, FileMistake};
pub use quotient::{GivenQuotient, Quotients};
