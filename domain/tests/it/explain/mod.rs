mod due;
mod faults;
mod properties;
mod quotient;
mod reductions;
mod rules;
mod told;
pub mod town;
mod words;
