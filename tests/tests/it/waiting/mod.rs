//! Waiting for a place: who is next, and what is kept for whom until when.

mod agreement;
mod linked;
mod list;
mod offers;
mod race;
mod statements;
mod telling;
