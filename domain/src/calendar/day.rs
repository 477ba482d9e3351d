//! The kind of a civil day in a town and school.

/// What a day is, before any activity is considered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DayKind {
    /// Outside school holidays (a weekday without class, such as a Wednesday, is still school time).
    SchoolTime,
    SchoolHoliday {
        name: String,
    },
    PublicHoliday {
        name: String,
    },
    /// Closed by the town.
    TownClosure {
        label: String,
    },
    /// Beyond the published school calendars: nothing can be decided yet.
    Unpublished,
}

/// Why an activity does not run on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Closure {
    /// It never runs on this weekday.
    Weekday,
    SchoolHoliday {
        name: String,
    },
    /// It runs in school holidays only.
    SchoolTime,
    PublicHoliday {
        name: String,
    },
    TownClosure {
        label: String,
    },
    Unpublished,
    /// Outside the dates of the rule book in force.
    OutsideRuleBook,
}

/// A town's calendar, ready to answer.
#[derive(Clone, Debug)]
pub struct Calendar {}
