//! Millery, by the guide of its portail famille.

mod calendar;
mod file;
mod legend;
mod orders;
mod periodic;
mod prices;
