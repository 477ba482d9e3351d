//! Why the rules say no, with the facts a person needs.

use chrono::{DateTime, NaiveDate, Utc};

use crate::calendar::Closure;
use crate::classes::ClassSpan;
use crate::money::Money;
use crate::rulebook::condition::{Condition, Span};
use crate::rulebook::model::ActivityIx;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The activity is not for the child's school.
    NotOffered,
    /// The child is too young or too old that day.
    WrongAge { ages: Span },
    /// The child is in none of these classes that day.
    WrongClass { classes: ClassSpan },
    /// The activity is for these classes, and the town has none of the child in its files.
    ClassUnknown { classes: ClassSpan },
    /// The activity is kept for children of whom this is true.
    NotForChild { only: Box<Condition> },
    /// The activity does not run that day.
    Closed(Closure),
    /// Booking for that day has not begun.
    NotOpenYet { opens_at: DateTime<Utc> },
    /// The closing instant has come (it is itself too late).
    TooLate { closed_at: DateTime<Utc> },
    /// The rule book gives this day no closing, so it is not open to booking.
    NoDeadline,
    /// The rule book lets nobody give this place back: what is booked is firm.
    Firm,
    /// No place is left.
    Full,
    /// The family owes more than the town lets it owe and still book.
    Owes { amount: Money, as_of: NaiveDate },
    /// The family's file is not complete, or counts as complete until a day before the place only.
    FileIncomplete {
        until: Option<NaiveDate>,
        missing: Vec<String>,
        /// What the rule book says that it has to hold for the activity; nothing where it does not say.
        documents: Vec<String>,
    },
    /// Staff withhold the child's places in the activity from one day to another.
    Suspended { from: NaiveDate, until: Option<NaiveDate> },
    /// Another activity booked for the day excludes this one.
    Excluded { by: ActivityIx },
    /// A linked activity that goes with it is refused.
    Linked {
        activity: ActivityIx,
        because: Box<Refusal>,
    },
    /// Another part of the day's change is refused, and a change is made whole or not at all.
    ChangeRefused {
        activity: ActivityIx,
        because: Box<Refusal>,
    },
    /// Staff have yet to decide what the family asked about this place before.
    Undecided,
    /// The same request asks to book and to cancel what belongs together.
    Contradictory,
}

impl Refusal {
    /// What lies behind refusals that only pass another one on.
    #[must_use]
    pub fn root(&self) -> &Self {
        match self {
            Self::Linked { because, .. } | Self::ChangeRefused { because, .. } => because.root(),
            other => other,
        }
    }
}
