mod classes;
mod due;
mod faults;
mod properties;
mod quotient;
mod rules;
mod told;
pub mod town;
mod words;
