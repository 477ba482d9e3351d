//! A draft rule book against what was booked, and what came of it (FEATURES: G3).

mod attended;
mod bounded;
mod crowd;
mod crowded;
mod equality;
mod past;
mod streaming;
mod tablet;
pub mod town;
