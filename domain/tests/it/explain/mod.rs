mod due;
mod faults;
mod properties;
mod told;
pub mod town;
mod words;
