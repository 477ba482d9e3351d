use std::collections::BTreeSet;

use async_graphql::{Enum, ID, InputObject, OneofObject};
use preau_domain::booking::WishKind;
use preau_domain::ids::{ActivityId, ChildId};
use preau_domain::planning::{Pattern, Recurrence};
use preau_domain::rulebook::deadline::WeekdayKey;
use preau_domain::rulebook::model::WEEK;
use preau_services::booking::planning::{DayPattern, Part, PartRefusal};
use preau_services::booking::request::PlanRefusal;

use crate::scalars::Date;

/// Days of one child in one activity, repeated by the week. It means the days that concern the child: those that are so
/// already, and those on which the activity does not run, are passed over and only counted. Days that are too late, full
/// or refused for another reason are told like days that are named.
#[derive(InputObject)]
pub(crate) struct BookingPatternInput {
    /// The child.
    child_id: ID,
    /// The activity.
    activity_id: ID,
    /// First day.
    from: Date,
    /// Last day, included; at most 400 days in all.
    to: Date,
    /// Which days of a week.
    days: PatternDaysInput,
    /// To book them, or to give them back.
    #[graphql(default)]
    action: PlanAction,
}

/// Which days of a week; exactly one of these. Weeks begin on Monday.
#[derive(OneofObject)]
pub(crate) enum PatternDaysInput {
    /// These weekdays of every week.
    EveryWeek(Vec<Weekday>),
    /// These weekdays of weeks whose number on the wall (ISO 8601) is odd. Week 53 and week 1 follow each other.
    OddWeeks(Vec<Weekday>),
    /// These weekdays of weeks whose number on the wall (ISO 8601) is even.
    EvenWeeks(Vec<Weekday>),
    /// Week after week from the week of the first day on, then again from its beginning; at most 10 weeks. A week may be
    /// empty.
    Rota(Vec<Vec<Weekday>>),
}

/// What is done with a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Enum)]
pub(crate) enum PlanAction {
    /// A place is taken.
    #[default]
    Book,
    /// A place is given back.
    Cancel,
}

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub(crate) enum Weekday {
    /// Monday.
    Monday,
    /// Tuesday.
    Tuesday,
    /// Wednesday.
    Wednesday,
    /// Thursday.
    Thursday,
    /// Friday.
    Friday,
    /// Saturday.
    Saturday,
    /// Sunday.
    Sunday,
}

impl BookingPatternInput {
    pub(super) fn read(&self, at: usize) -> Result<DayPattern, PlanRefusal> {
        let refused = |refusal| PlanRefusal::Part {
            part: Part::Pattern(at),
            refusal,
        };
        let (child, activity) = (self.child_id.parse::<ChildId>(), self.activity_id.parse::<ActivityId>());
        let days = Recurrence::new(self.from.0, self.to.0, self.days.read());
        Ok(DayPattern {
            child: child.map_err(|_| refused(PartRefusal::UnknownChild))?,
            activity: activity.map_err(|_| refused(PartRefusal::UnknownActivity { nth: 0 }))?,
            days: days.map_err(|refusal| refused(PartRefusal::Days(refusal)))?,
            kind: self.action.into(),
        })
    }
}

impl PatternDaysInput {
    fn read(&self) -> Pattern {
        match self {
            Self::EveryWeek(days) => Pattern::Weekly(weekdays(days)),
            Self::OddWeeks(days) => Pattern::OddWeeks(weekdays(days)),
            Self::EvenWeeks(days) => Pattern::EvenWeeks(weekdays(days)),
            Self::Rota(weeks) => Pattern::Rota(weeks.iter().map(|days| weekdays(days)).collect()),
        }
    }
}

fn weekdays(days: &[Weekday]) -> BTreeSet<WeekdayKey> {
    days.iter().map(|&day| WeekdayKey::from(WEEK[day as usize])).collect()
}

impl From<PlanAction> for WishKind {
    fn from(action: PlanAction) -> Self {
        match action {
            PlanAction::Book => Self::Book,
            PlanAction::Cancel => Self::Cancel,
        }
    }
}

impl From<WishKind> for PlanAction {
    fn from(kind: WishKind) -> Self {
        match kind {
            WishKind::Book => Self::Book,
            WishKind::Cancel => Self::Cancel,
        }
    }
}
