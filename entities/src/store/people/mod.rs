//! Families and children, as far as the caller's scope reaches.

pub(super) mod children;
mod families;

pub use children::{
    ChildLine, Whose, children, children_asking, children_behind, children_in_town, children_in_town_asking,
    children_of, children_whose,
};
pub use families::{FamilyLine, families, guardian, guardians_of};
