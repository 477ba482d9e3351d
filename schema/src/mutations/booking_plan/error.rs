use async_graphql::{Enum, SimpleObject};
use preau_domain::locale::Locale;
use preau_services::booking::request::{MAX_KEY, PlanRefusal};
use preau_services::texts::errors::{self, ErrorText};

/// Why a request was not considered at all. What becomes of each day is told by the outcomes.
#[derive(Clone, Debug, PartialEq, Eq, SimpleObject)]
pub(crate) struct BookingPlanError {
    /// For programs.
    code: BookingPlanErrorCode,
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
    /// The caller knows no such child.
    UnknownChild,
    /// The rule book in force has no such activity.
    UnknownActivity,
    /// One request concerns one family.
    SeveralFamilies,
    /// The key is empty, too long or not visible ASCII.
    InvalidIdempotencyKey,
    /// The key was used before for a different request.
    IdempotencyMismatch,
}

impl BookingPlanError {
    pub(super) fn of(locale: Locale, refusal: &PlanRefusal) -> Self {
        let (code, text) = worded(refusal);
        Self {
            code,
            message: errors::error(locale, text),
            path: path(refusal),
        }
    }
}

fn worded(refusal: &PlanRefusal) -> (BookingPlanErrorCode, ErrorText) {
    let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    match *refusal {
        PlanRefusal::NothingAsked => (BookingPlanErrorCode::NothingAsked, ErrorText::NothingAsked),
        PlanRefusal::TooManyEntries { most } => (
            BookingPlanErrorCode::TooManyDays,
            ErrorText::TooManyEntries { most: number(most) },
        ),
        PlanRefusal::TooManyDays { most } => (
            BookingPlanErrorCode::TooManyDays,
            ErrorText::TooManyDays { most: number(most) },
        ),
        PlanRefusal::UnknownChild { .. } => (BookingPlanErrorCode::UnknownChild, ErrorText::UnknownChild),
        PlanRefusal::UnknownActivity { .. } => (BookingPlanErrorCode::UnknownActivity, ErrorText::UnknownActivity),
        PlanRefusal::SeveralFamilies { .. } => (BookingPlanErrorCode::SeveralFamilies, ErrorText::SeveralFamilies),
        PlanRefusal::InvalidKey => (
            BookingPlanErrorCode::InvalidIdempotencyKey,
            ErrorText::InvalidIdempotencyKey { most: number(MAX_KEY) },
        ),
        PlanRefusal::KeyMismatch => (
            BookingPlanErrorCode::IdempotencyMismatch,
            ErrorText::IdempotencyMismatch,
        ),
    }
}

fn path(refusal: &PlanRefusal) -> Vec<String> {
    let entry = |change: usize, field: &str| vec!["changes".to_owned(), change.to_string(), field.to_owned()];
    match *refusal {
        PlanRefusal::NothingAsked => Vec::new(),
        PlanRefusal::TooManyEntries { .. } | PlanRefusal::TooManyDays { .. } => vec!["changes".to_owned()],
        PlanRefusal::UnknownChild { change } | PlanRefusal::SeveralFamilies { change } => entry(change, "childId"),
        PlanRefusal::UnknownActivity { change } => entry(change, "activityId"),
        PlanRefusal::InvalidKey | PlanRefusal::KeyMismatch => vec!["idempotencyKey".to_owned()],
    }
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
