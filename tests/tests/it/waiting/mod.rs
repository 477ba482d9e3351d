//! Waiting for a place: who is next, and what is kept for whom until when.

mod agreement;
mod ending;
mod linked;
mod list;
mod offers;
mod publication;
mod race;
mod statements;
mod telling;
