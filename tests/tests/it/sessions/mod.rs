//! Signed in here, signed in there, and out again.

mod devices;
mod guessing;
mod refresh_race;
