mod data;
mod day;
pub mod deadline;
mod deadline_clock_change;
mod deadline_holidays;
mod deadline_opening;
mod deadline_properties;
pub mod town;
mod zone;
