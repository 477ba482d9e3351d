//! Many days said in a few words: repeated by the week, or as in another week.

pub mod copy;
pub mod passing;
pub mod recurrence;

pub use copy::{CopyRefusal, WeekCopy};
pub use passing::concerns;
pub use recurrence::{Pattern, Recurrence, RecurrenceRefusal};
