//! Opening day: every family of a town comes at once, each to book a whole year in one request, and there are too few
//! places. It is played through the door of running servers, and held afterwards against the store.

mod answer;
mod caller;
mod cast;
mod chance;
pub mod check;
mod gate;
mod graph;
mod learn;
mod log;
mod people;
mod play;
mod report;
mod rules;
mod stage;
mod table;
mod walk;

pub use cast::{Arrival, Cast, Family, Habit, Share};
pub use graph::graph;
pub use learn::{learn, sign_in};
pub use log::{Log, Sample, Step};
pub use people::{STAFF, people};
pub use play::play;
pub use report::Report;
pub use rules::{OPENS_AT, Opening, rule_books, slug};
pub use stage::Stage;
pub use walk::{Became, Line, Played, Told};
