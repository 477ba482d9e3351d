mod faults;
mod properties;
mod rules;
mod told;
pub mod town;
mod words;
