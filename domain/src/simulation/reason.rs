//! Why the draft would have refused a booking.

use serde::Serialize;

use crate::booking::Refusal;
use crate::calendar::Closure;

/// A [`Refusal`] without what belongs to the single case, so that they can be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Not for the child's school.
    NotOffered,
    /// Too young or too old that day.
    WrongAge,
    /// In another class that day.
    WrongClass,
    NotForChild,
    /// For some classes only, and the child's is not known today.
    ClassUnknown,
    /// Before the activity begins, or after it ends.
    OutsidePeriod,
    /// Outside the dates of the rule book.
    OutsideRuleBook,
    /// It never runs on this weekday.
    ClosedWeekday,
    ClosedSchoolHoliday,
    /// It runs in school holidays only.
    ClosedSchoolTime,
    ClosedPublicHoliday,
    /// Closed by the town.
    ClosedTown,
    /// Beyond the published school calendars.
    Unpublished,
    /// When it was booked, booking had not begun.
    NotOpenYet,
    /// When it was booked, booking had closed, for late bookings too.
    TooLate,
    /// The day is not open to booking.
    NoDeadline,
    /// When it was booked, the family was known to owe too much.
    Owes,
    /// Staff had withheld the place by then.
    Suspended,
    /// The family's file, as it stands today, was not complete for the day, or when it was booked.
    FileIncomplete,
    /// Another activity, booked that day before it, excludes this one.
    Excluded,
    /// The activity has no places at all.
    NoPlaces,
    /// An activity that goes with it was not booked that day.
    CompanionMissing,
    /// Nothing else was in its way, and those who came before had taken all places.
    Full,
    /// An activity that goes with it is itself refused.
    CompanionRefused,
}

impl Reason {
    /// The word for programs, the same as in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::NotOffered => "not_offered",
            Self::WrongAge => "wrong_age",
            Self::WrongClass => "wrong_class",
            Self::NotForChild => "not_for_child",
            Self::ClassUnknown => "class_unknown",
            Self::OutsidePeriod => "outside_period",
            Self::OutsideRuleBook => "outside_rule_book",
            Self::ClosedWeekday => "closed_weekday",
            Self::ClosedSchoolHoliday => "closed_school_holiday",
            Self::ClosedSchoolTime => "closed_school_time",
            Self::ClosedPublicHoliday => "closed_public_holiday",
            Self::ClosedTown => "closed_town",
            Self::Unpublished => "unpublished",
            Self::NotOpenYet => "not_open_yet",
            Self::TooLate => "too_late",
            Self::NoDeadline => "no_deadline",
            Self::Owes => "owes",
            Self::Suspended => "suspended",
            Self::FileIncomplete => "file_incomplete",
            Self::Excluded => "excluded",
            Self::NoPlaces => "no_places",
            Self::CompanionMissing => "companion_missing",
            Self::Full => "full",
            Self::CompanionRefused => "companion_refused",
        }
    }

    /// Of a place asked for alone; what concerns several at once is reckoned as the refusal behind it.
    pub(super) fn of(refusal: &Refusal) -> Self {
        match refusal {
            Refusal::NotOffered => Self::NotOffered,
            Refusal::WrongAge { .. } => Self::WrongAge,
            Refusal::WrongClass { .. } => Self::WrongClass,
            Refusal::NotForChild { .. } => Self::NotForChild,
            Refusal::ClassUnknown { .. } => Self::ClassUnknown,
            Refusal::Closed(closure) => Self::closed(closure),
            Refusal::NotOpenYet { .. } => Self::NotOpenYet,
            Refusal::TooLate { .. } => Self::TooLate,
            // Of a place alone nothing is given back.
            Refusal::NoDeadline | Refusal::Firm => Self::NoDeadline,
            // Nobody else is in the slot.
            Refusal::Full => Self::NoPlaces,
            Refusal::Owes { .. } => Self::Owes,
            Refusal::Suspended { .. } => Self::Suspended,
            Refusal::FileIncomplete { .. } => Self::FileIncomplete,
            Refusal::Excluded { .. } | Refusal::Contradictory => Self::Excluded,
            // Of what is past, nothing is undecided any more.
            Refusal::Linked { .. } | Refusal::Undecided => Self::CompanionRefused,
            Refusal::ChangeRefused { because, .. } => Self::of(because),
        }
    }

    fn closed(closure: &Closure) -> Self {
        match closure {
            Closure::Weekday => Self::ClosedWeekday,
            Closure::SchoolHoliday { .. } => Self::ClosedSchoolHoliday,
            Closure::SchoolTime => Self::ClosedSchoolTime,
            Closure::PublicHoliday { .. } => Self::ClosedPublicHoliday,
            Closure::TownClosure { .. } => Self::ClosedTown,
            Closure::Unpublished => Self::Unpublished,
            Closure::OutsideRuleBook => Self::OutsideRuleBook,
            Closure::OutsidePeriod => Self::OutsidePeriod,
        }
    }
}
