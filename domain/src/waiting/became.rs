//! How a wait went on.

/// What became of a wait of which its family is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Became {
    /// A place is kept for it.
    Offered,
    /// The place was not accepted in time.
    Lapsed,
    /// What was offered goes to the next: it waits on, while it may not book.
    Withheld,
    /// Over, without a place.
    Ended,
}
