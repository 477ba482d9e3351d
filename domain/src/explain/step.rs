//! What is looked at on the way to a decision.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use super::due_step::DueStep;
use super::limit::Limit;
use super::price_step::PriceStep;
use super::reason::Reason;
use crate::calendar::{Closure, DayKind};
use crate::classes::{ClassSpan, SchoolClass};
use crate::money::Money;
use crate::rulebook::arrears::MonthDates;
use crate::rulebook::condition::{Condition, Span};
use crate::rulebook::link::ChildCondition;
use crate::rulebook::model::Code;

/// One step, with its facts. Its wording, in either language, is [`Step::say`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum Step {
    /// The child holds the place; nothing is asked again.
    AlreadyBooked {
        late: bool,
    },
    School {
        school: Code,
        open_to: Vec<Code>,
        fits: bool,
    },
    /// Told where the activity has ages.
    Age {
        age: u32,
        ages: Span,
        fits: bool,
    },
    /// Told where the activity has classes.
    Class {
        /// None where it is not known, and for children who are not in any of them yet, or no more.
        class: Option<SchoolClass>,
        /// The town has a class of the child in its files, of whatever school year.
        known: bool,
        classes: ClassSpan,
        fits: bool,
    },
    /// Told where the activity is kept for some children.
    Only {
        only: Box<Condition>,
        fits: bool,
    },
    /// Told where the activity has dates of its own.
    Period {
        from: NaiveDate,
        to: NaiveDate,
        fits: bool,
    },
    RuleBook {
        title: String,
        valid_from: NaiveDate,
        valid_to: Option<NaiveDate>,
        fits: bool,
    },
    Day {
        day: NaiveDate,
        #[serde(flatten)]
        kind: DayKind,
        /// Why the activity does not run.
        closed: Option<Closure>,
    },
    Booking(Limit),
    /// Told where late bookings are not simply refused. `possible` is whether one would be taken now; of the limit, only
    /// the closing counts.
    LateBooking {
        rule: LateRule,
        #[serde(flatten)]
        until: Limit,
        possible: bool,
    },
    /// Told where staff withhold the place.
    Suspended {
        from: NaiveDate,
        until: Option<NaiveDate>,
    },
    /// Told where a complete file is needed.
    File {
        /// It counts as complete, now and on the day of the place.
        complete: bool,
        /// Last day on which staff let it count.
        until: Option<NaiveDate>,
        missing: Vec<String>,
        /// What the rule book says that it has to hold.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        documents: Vec<String>,
    },
    /// Told where the town closes booking to families that owe more than so much.
    Debt(Debt),
    /// Another activity that is never booked on the same day.
    Excludes {
        activity: Code,
        in_the_way: bool,
    },
    Places {
        capacity: u32,
        taken: u32,
        left: u32,
        /// Families see how many are left.
        shown: bool,
    },
    /// Another activity that is booked with this one, directly or through others.
    Along {
        activity: Code,
        /// The activity whose link brings it.
        with: Code,
        /// Who is spared.
        unless: Option<ChildCondition>,
        #[serde(flatten)]
        state: AlongState,
    },
    /// A link that does not bind this child.
    Spared {
        activity: Code,
        with: Code,
        unless: ChildCondition,
    },
    /// What prices look at.
    Family {
        quotient: Option<u32>,
        /// Where quotients come from, where the rule book says so.
        #[serde(skip_serializing_if = "Option::is_none")]
        source: Option<String>,
        rank: u32,
        children: u32,
    },
    Price(PriceStep),
    /// What is due once it has come to pass.
    Due(DueStep),
    /// Another place of the day that costs something else from now on.
    Repriced {
        activity: Code,
        from: Money,
        to: Money,
    },
    GiveBack {
        #[serde(flatten)]
        limit: Limit,
        /// What is given back with it.
        with: Vec<Code>,
        /// The first instant at which that, as a whole, is too late.
        whole_closes_at: Option<DateTime<Utc>>,
        refused: Option<Reason>,
    },
    /// Another activity in its place on the same day, where there is a deadline for that.
    Change {
        #[serde(flatten)]
        limit: Limit,
        whole_closes_at: Option<DateTime<Utc>>,
    },
    /// Told where the town's staff decide.
    Approval {
        book: bool,
        cancel: bool,
    },
    /// Of a place that is paid with the month, where the rule book says when: what becomes of the month's services.
    Invoice(MonthDates),
    /// Told where there is one.
    WaitingList {
        offer_hours: u16,
        full: bool,
        joining: Joining,
    },
}

/// Whether a family may join a waiting list, as far as the place itself goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Joining {
    /// There are places to book.
    NotNeeded,
    /// No place is left.
    Full,
    /// Late requests wait, also while there are places.
    Late,
    TooEarly,
    TooLate,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LateRule {
    Accept,
    WaitingList,
}

/// What becomes of an activity that comes along.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum AlongState {
    AlreadyBooked,
    /// With what it costs alone.
    Permitted {
        price: Money,
        late: bool,
    },
    Refused {
        because: Reason,
    },
}

/// What a family owes beside what it may owe and still book.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Debt {
    pub above: Money,
    pub owed: Money,
    /// None where nothing is owed.
    pub as_of: Option<NaiveDate>,
    /// Staff let the family book all the same.
    pub spared: bool,
    pub in_the_way: bool,
}
