//! What an explanation says to a person, in French and in English.

mod condition;
mod dates;
mod deadline;
mod explanation;
mod facts;
mod limit;
mod numbers;
mod price;
mod reason;
mod scales;
mod step;
mod verdict;
mod voice;
