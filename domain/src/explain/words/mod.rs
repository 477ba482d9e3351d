//! What an explanation says to a person, in French and in English.

mod absence;
mod account;
mod beside;
mod condition;
mod dates;
mod deadline;
mod due;
mod explanation;
mod facts;
mod late_pickup;
mod limit;
mod numbers;
mod price;
mod reason;
mod reduction;
mod rule;
mod scales;
mod step;
mod surcharge;
mod terms;
mod verdict;
mod voice;
