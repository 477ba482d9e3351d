//! A draft against what was booked and used (FEATURES: G3).

mod amounts;
mod properties;
mod reasons;
mod village;
