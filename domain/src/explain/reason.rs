//! Why the rules say no, as programs outside read it.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use crate::booking::Refusal;
use crate::calendar::Closure;
use crate::classes::ClassSpan;
use crate::money::Money;
use crate::rulebook::RuleBook;
use crate::rulebook::condition::{Condition, Span};
use crate::rulebook::model::Code;

/// A [`Refusal`] that names activities by their codes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum Reason {
    NotOffered,
    WrongAge {
        ages: Span,
    },
    WrongClass {
        classes: ClassSpan,
    },
    ClassUnknown {
        classes: ClassSpan,
    },
    NotForChild {
        only: Box<Condition>,
    },
    Closed(Closure),
    NotOpenYet {
        opens_at: DateTime<Utc>,
    },
    TooLate {
        closed_at: DateTime<Utc>,
    },
    NoDeadline,
    Firm,
    Full,
    Owes {
        amount: Money,
        as_of: NaiveDate,
    },
    FileIncomplete {
        until: Option<NaiveDate>,
        missing: Vec<String>,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        documents: Vec<String>,
    },
    Suspended {
        from: NaiveDate,
        until: Option<NaiveDate>,
    },
    Excluded {
        by: Code,
    },
    Linked {
        activity: Code,
        because: Box<Reason>,
    },
    ChangeRefused {
        activity: Code,
        because: Box<Reason>,
    },
    Undecided,
    Contradictory,
}

impl Reason {
    #[must_use]
    pub fn of(refusal: &Refusal, rules: &RuleBook) -> Self {
        let code = |ix| rules.activity(ix).code.clone();
        let within = |because: &Refusal| Box::new(Self::of(because, rules));
        match refusal {
            Refusal::NotOffered => Self::NotOffered,
            Refusal::WrongAge { ages } => Self::WrongAge { ages: *ages },
            Refusal::WrongClass { classes } => Self::WrongClass { classes: *classes },
            Refusal::ClassUnknown { classes } => Self::ClassUnknown { classes: *classes },
            Refusal::NotForChild { only } => Self::NotForChild { only: only.clone() },
            Refusal::Closed(closure) => Self::Closed(closure.clone()),
            Refusal::NotOpenYet { opens_at } => Self::NotOpenYet { opens_at: *opens_at },
            Refusal::TooLate { closed_at } => Self::TooLate { closed_at: *closed_at },
            Refusal::NoDeadline => Self::NoDeadline,
            Refusal::Firm => Self::Firm,
            Refusal::Full => Self::Full,
            Refusal::Owes { amount, as_of } => Self::Owes {
                amount: *amount,
                as_of: *as_of,
            },
            Refusal::FileIncomplete {
                until,
                missing,
                documents,
            } => Self::FileIncomplete {
                until: *until,
                missing: missing.clone(),
                documents: documents.clone(),
            },
            Refusal::Suspended { from, until } => Self::Suspended {
                from: *from,
                until: *until,
            },
            Refusal::Excluded { by } => Self::Excluded { by: code(*by) },
            Refusal::Linked { activity, because } => Self::Linked {
                activity: code(*activity),
                because: within(because),
            },
            Refusal::ChangeRefused { activity, because } => Self::ChangeRefused {
                activity: code(*activity),
                because: within(because),
            },
            Refusal::Undecided => Self::Undecided,
            Refusal::Contradictory => Self::Contradictory,
        }
    }
}
