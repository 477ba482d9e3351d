//! Opening day in miniature: `make load` plays it large.

mod day;
mod killed;
mod spoils;
