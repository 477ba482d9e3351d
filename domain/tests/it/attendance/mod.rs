mod absence;
mod due;
mod late_pickup;
mod properties;
mod surcharge;
pub mod village;
