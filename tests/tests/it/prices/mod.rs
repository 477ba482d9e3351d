//! A town whose prices hang on who the child is, and on what else is booked that day.

mod bundles;
mod changes;
mod facts;
mod joined_later;
mod people;
mod quotient;
mod reduced;
mod terms;
mod terms_counted;
mod terms_told;

pub(crate) const RULES: &str = include_str!("town.toml");
pub(crate) const PEOPLE: &str = include_str!("people.toml");
