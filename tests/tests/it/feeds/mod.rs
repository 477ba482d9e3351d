//! D16: a child's bookings in calendar programs.

mod door;
mod reader;
mod scenes;
