//! A draft against what was booked and used (FEATURES: G3).

mod amounts;
mod crowded;
mod files;
mod properties;
mod reasons;
mod turns;
mod village;
