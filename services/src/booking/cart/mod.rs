//! Families' carts: what stands in them, what a turn makes of that, and the places kept meanwhile.

pub(super) mod change;
pub(super) mod holds;
pub(crate) mod over;
pub mod read;
mod rows;
pub(super) mod state;
pub(crate) mod withdrawn;
