//! Many days said in a few words: repeated by the week, or as in another week.

pub mod copy;
pub mod recurrence;

pub use copy::{CopyRefusal, WeekCopy};
pub use recurrence::{Pattern, Recurrence, RecurrenceRefusal};
