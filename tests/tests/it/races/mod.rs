//! Many phones at once, for the same places.

mod last_place;
mod opposite_orders;
