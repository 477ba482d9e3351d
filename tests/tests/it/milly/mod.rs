//! The guide of Milly-la-Forêt, walked as it tells it.

mod deadline;
mod mail;
mod month;
mod sign_in;
mod week;
mod year;
