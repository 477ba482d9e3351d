//! Orders that wait for the town's staff.

mod alerts;
mod changes;
pub mod desk;
mod giving_back;
mod letters;
mod queue;
mod races;
mod refusals;
mod roll;
mod statements;
mod steps;
mod strangers;
