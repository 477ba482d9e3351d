//! A draft rule book against what was booked (FEATURES: G3).

mod past;
mod streaming;
mod town;
