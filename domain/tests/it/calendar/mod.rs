mod data;
mod day;
pub mod deadline;
mod deadline_properties;
pub mod town;
mod zone;
