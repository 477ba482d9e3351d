//! Opening day: every family of a town comes at once, each to book a whole year in one request, and there are too few
//! places. It is played through the door of running servers, and held afterwards against the store.

mod afternoon;
mod answer;
mod basket;
mod caller;
mod cast;
mod chance;
pub mod check;
mod countdown;
mod gate;
mod graph;
mod learn;
mod log;
mod morning;
mod people;
mod play;
mod played;
mod report;
mod rules;
mod stage;
mod table;
mod waits;
mod walk;

pub use cast::{Arrival, Basket, Cast, Family, Habit, Share};
pub use graph::graph;
pub use learn::{learn, sign_in};
pub use log::{Log, Sample, Step};
pub use people::{STAFF, people};
pub use play::Crowd;
pub use played::{Act, Became, Content, Declined, Filled, Join, Kind, Line, Played, Shown, Told, Wait, WaitLine, Wish};
pub use report::Report;
pub use rules::{OPENS_AT, Opening, rule_books, slug};
pub use stage::Stage;
