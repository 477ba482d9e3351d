//! A draft against what was booked (FEATURES: G3).

mod amounts;
mod properties;
mod reasons;
mod village;
