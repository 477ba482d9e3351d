//! Millery, by the guide of its portail famille.

mod calendar;
mod orders;
mod periodic;
mod prices;
