//! Families and children, as far as the caller's scope reaches.

mod children;
mod families;

pub use children::{ChildLine, children, children_behind, children_in_town, children_of};
pub use families::{family, guardian, guardians_of};
