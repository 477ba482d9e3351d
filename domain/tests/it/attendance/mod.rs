mod absence;
mod admit;
mod due;
mod late_pickup;
mod log;
mod properties;
mod spell;
mod surcharge;
pub mod village;
