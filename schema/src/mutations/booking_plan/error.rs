use async_graphql::{Enum, SimpleObject};
use preau_domain::locale::Locale;
use preau_domain::planning::{CopyRefusal, RecurrenceRefusal};
use preau_services::booking::planning::{Part, PartRefusal};
use preau_services::booking::request::{MAX_KEY, PlanRefusal};
use preau_services::booking::token::Difference;
use preau_services::texts::errors::{self, ErrorText};

/// Why a request was not considered at all. What becomes of each day is told by the outcomes.
#[derive(Clone, Debug, PartialEq, Eq, SimpleObject)]
pub(crate) struct BookingPlanError {
    /// For programs.
    pub(crate) code: BookingPlanErrorCode,
    /// In the person's language.
    pub(crate) message: String,
    /// The input field concerned, from the input's root; empty when it is the whole input.
    pub(crate) path: Vec<String>,
}

/// Why a request was not considered at all, for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub(crate) enum BookingPlanErrorCode {
    /// The request names no day.
    NothingAsked,
    /// The request names too many days or entries.
    TooManyDays,
    /// `to` lies before `from`.
    ReversedRange,
    /// From the first day of a pattern to its last there are too many days.
    RangeTooLong,
    /// A pattern names no weekday.
    NoWeekday,
    /// A rota has too many weeks.
    RotaTooLong,
    /// A copy fills no week.
    NoWeek,
    /// A copy fills too many weeks.
    TooManyWeeks,
    /// The week that a copy adds holds nothing in the activities concerned. With `mode: REPLACE`, it clears the weeks filled
    /// instead.
    NothingToCopy,
    /// The caller knows no such child.
    UnknownChild,
    /// The rule book in force has no such activity.
    UnknownActivity,
    /// One request concerns one family.
    SeveralFamilies,
    /// Something else would happen now than the request expects. Nothing was done; the outcomes say what would happen.
    PlanChanged,
    /// The key is empty, too long or not visible ASCII.
    InvalidIdempotencyKey,
    /// The key was used before for a different request.
    IdempotencyMismatch,
}

impl BookingPlanError {
    pub(crate) fn of(locale: Locale, refusal: &PlanRefusal) -> Self {
        let (code, text) = worded(refusal);
        Self {
            code,
            message: errors::error(locale, text),
            path: path(refusal),
        }
    }

    /// Something else would happen now than the request expects.
    pub(crate) fn changed(locale: Locale, difference: &Difference) -> Self {
        Self {
            code: BookingPlanErrorCode::PlanChanged,
            message: errors::error(locale, worded_change(difference)),
            path: vec!["expects".to_owned()],
        }
    }
}

fn worded(refusal: &PlanRefusal) -> (BookingPlanErrorCode, ErrorText) {
    use BookingPlanErrorCode as Code;
    match *refusal {
        PlanRefusal::NothingAsked => (Code::NothingAsked, ErrorText::NothingAsked),
        PlanRefusal::TooManyEntries { most } => (Code::TooManyDays, ErrorText::TooManyEntries { most: number(most) }),
        PlanRefusal::TooManyDays { most } => (Code::TooManyDays, ErrorText::TooManyDays { most: number(most) }),
        PlanRefusal::UnknownChild { .. } => (Code::UnknownChild, ErrorText::UnknownChild),
        PlanRefusal::UnknownActivity { .. } => (Code::UnknownActivity, ErrorText::UnknownActivity),
        PlanRefusal::SeveralFamilies { .. } => (Code::SeveralFamilies, ErrorText::SeveralFamilies),
        PlanRefusal::Part { refusal, .. } => worded_part(refusal),
        PlanRefusal::Changed { ref difference, .. } => (Code::PlanChanged, worded_change(difference)),
        PlanRefusal::InvalidKey => {
            let text = ErrorText::InvalidIdempotencyKey { most: number(MAX_KEY) };
            (Code::InvalidIdempotencyKey, text)
        }
        PlanRefusal::KeyMismatch => (Code::IdempotencyMismatch, ErrorText::IdempotencyMismatch),
    }
}

fn worded_change(difference: &Difference) -> ErrorText {
    match difference {
        Difference {
            lines,
            gone,
            owed: true,
            terms: false,
        } if lines.is_empty() && gone.is_empty() => ErrorText::PlanDebtChanged,
        Difference {
            lines,
            gone,
            owed: false,
            terms: true,
        } if lines.is_empty() && gone.is_empty() => ErrorText::PlanTermsChanged,
        _ => ErrorText::PlanChanged,
    }
}

fn worded_part(refusal: PartRefusal) -> (BookingPlanErrorCode, ErrorText) {
    use BookingPlanErrorCode as Code;
    match refusal {
        PartRefusal::UnknownChild | PartRefusal::UnknownSource => (Code::UnknownChild, ErrorText::UnknownChild),
        PartRefusal::UnknownActivity { .. } => (Code::UnknownActivity, ErrorText::UnknownActivity),
        PartRefusal::SeveralFamilies | PartRefusal::SourceElsewhere => {
            (Code::SeveralFamilies, ErrorText::SeveralFamilies)
        }
        PartRefusal::Days(RecurrenceRefusal::Reversed) => (Code::ReversedRange, ErrorText::ReversedRange),
        PartRefusal::Days(RecurrenceRefusal::TooLong { most }) => {
            (Code::RangeTooLong, ErrorText::RangeTooLong { most: most.into() })
        }
        PartRefusal::Days(RecurrenceRefusal::NoWeekday) => (Code::NoWeekday, ErrorText::NoWeekday),
        PartRefusal::Days(RecurrenceRefusal::RotaTooLong { most }) => {
            (Code::RotaTooLong, ErrorText::RotaTooLong { most: number(most) })
        }
        PartRefusal::Weeks(CopyRefusal::NoWeek) => (Code::NoWeek, ErrorText::NoWeek),
        PartRefusal::Weeks(CopyRefusal::TooManyWeeks { most }) => {
            (Code::TooManyWeeks, ErrorText::TooManyWeeks { most: most.into() })
        }
        PartRefusal::NothingToCopy => (Code::NothingToCopy, ErrorText::NothingToCopy),
    }
}

fn number(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn path(refusal: &PlanRefusal) -> Vec<String> {
    let entry = |list: &str, at: usize, field: &str| {
        let field = field.split(' ').map(str::to_owned);
        [list.to_owned(), at.to_string()].into_iter().chain(field).collect()
    };
    match *refusal {
        PlanRefusal::NothingAsked => Vec::new(),
        PlanRefusal::TooManyEntries { .. } | PlanRefusal::TooManyDays { .. } => vec!["changes".to_owned()],
        PlanRefusal::UnknownChild { change } | PlanRefusal::SeveralFamilies { change } => {
            entry("changes", change, "childId")
        }
        PlanRefusal::UnknownActivity { change } => entry("changes", change, "activityId"),
        PlanRefusal::Part {
            part: Part::Pattern(at),
            refusal,
        } => entry("patterns", at, &pattern_field(refusal)),
        PlanRefusal::Part {
            part: Part::Copy(at),
            refusal,
        } => entry("copies", at, &copy_field(refusal)),
        PlanRefusal::Changed { .. } => vec!["expects".to_owned()],
        PlanRefusal::InvalidKey | PlanRefusal::KeyMismatch => vec!["idempotencyKey".to_owned()],
    }
}

fn pattern_field(refusal: PartRefusal) -> String {
    let field = match refusal {
        PartRefusal::UnknownActivity { .. } => "activityId",
        PartRefusal::Days(RecurrenceRefusal::Reversed | RecurrenceRefusal::TooLong { .. }) => "to",
        PartRefusal::Days(RecurrenceRefusal::NoWeekday | RecurrenceRefusal::RotaTooLong { .. }) => "days",
        _ => "childId",
    };
    field.to_owned()
}

fn copy_field(refusal: PartRefusal) -> String {
    let field = match refusal {
        PartRefusal::UnknownSource | PartRefusal::SourceElsewhere => "fromChildId",
        PartRefusal::UnknownActivity { nth } => return format!("activityIds {nth}"),
        PartRefusal::Weeks(_) => "weeks",
        PartRefusal::NothingToCopy => "week",
        _ => "toChildId",
    };
    field.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_refusal_has_its_code_its_field_and_its_words() {
        let table = [
            (PlanRefusal::NothingAsked, BookingPlanErrorCode::NothingAsked, ""),
            (
                PlanRefusal::TooManyEntries { most: 100 },
                BookingPlanErrorCode::TooManyDays,
                "changes",
            ),
            (
                PlanRefusal::TooManyDays { most: 2600 },
                BookingPlanErrorCode::TooManyDays,
                "changes",
            ),
            (
                PlanRefusal::UnknownChild { change: 3 },
                BookingPlanErrorCode::UnknownChild,
                "changes 3 childId",
            ),
            (
                PlanRefusal::UnknownActivity { change: 0 },
                BookingPlanErrorCode::UnknownActivity,
                "changes 0 activityId",
            ),
            (
                PlanRefusal::SeveralFamilies { change: 1 },
                BookingPlanErrorCode::SeveralFamilies,
                "changes 1 childId",
            ),
            (
                PlanRefusal::InvalidKey,
                BookingPlanErrorCode::InvalidIdempotencyKey,
                "idempotencyKey",
            ),
            (
                PlanRefusal::KeyMismatch,
                BookingPlanErrorCode::IdempotencyMismatch,
                "idempotencyKey",
            ),
        ];
        for (refusal, code, path) in table {
            for locale in Locale::ALL {
                let expected = BookingPlanError {
                    code,
                    message: errors::error(locale, worded(&refusal).1),
                    path: path.split_whitespace().map(str::to_owned).collect(),
                };
                assert_eq!(BookingPlanError::of(locale, &refusal), expected);
            }
        }
        let too_long = BookingPlanError::of(Locale::En, &PlanRefusal::TooManyDays { most: 2600 });
        assert!(too_long.message.contains("2600"), "{}", too_long.message);
    }
}
