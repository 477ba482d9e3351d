//! Millery, by the guide of its portail famille.

mod calendar;
mod periodic;
mod prices;
