use async_graphql::{Enum, SimpleObject};
use preau_domain::locale::Locale;
use preau_services::attendance::report::ReportRefusal;
use preau_services::booking::request::MAX_KEY;
use preau_services::texts::errors::{self, ErrorText};

/// Why the report was not considered at all.
#[derive(Clone, Debug, PartialEq, Eq, SimpleObject)]
pub(crate) struct AbsenceReportError {
    /// For programs.
    code: AbsenceReportErrorCode,
    /// In the person's language.
    pub(crate) message: String,
    /// The input field concerned, from the input's root; empty when it is the whole input.
    pub(crate) path: Vec<String>,
}

/// Why the report was not considered at all, for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub(crate) enum AbsenceReportErrorCode {
    /// There is no such child in the family.
    UnknownChild,
    /// There is no such activity in the town.
    UnknownActivity,
    /// There is no day.
    NothingAsked,
    /// More than 62 days.
    TooManyDays,
    /// More than 20 activities.
    TooManyActivities,
    /// The note has more than 500 characters, or one that cannot be kept.
    NoteTooLong,
    /// The key is empty, too long or holds other characters than visible ASCII.
    InvalidIdempotencyKey,
    /// The key was used before for a different report.
    IdempotencyMismatch,
}

impl AbsenceReportError {
    pub(super) fn of(locale: Locale, refusal: &ReportRefusal) -> Self {
        use AbsenceReportErrorCode as Code;
        let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let (code, text, path) = match *refusal {
            ReportRefusal::UnknownChild => (Code::UnknownChild, ErrorText::UnknownChild, "childId"),
            ReportRefusal::UnknownActivity { .. } => (Code::UnknownActivity, ErrorText::UnknownActivity, "activityIds"),
            ReportRefusal::NothingAsked => (Code::NothingAsked, ErrorText::AbsenceWithoutDay, "dates"),
            ReportRefusal::TooManyDays { most } => {
                let text = ErrorText::TooManyDays { most: number(most) };
                (Code::TooManyDays, text, "dates")
            }
            ReportRefusal::TooManyActivities { most } => {
                let text = ErrorText::TooManyActivities { most: number(most) };
                (Code::TooManyActivities, text, "activityIds")
            }
            ReportRefusal::NoteTooLong { most } => {
                let text = ErrorText::NoteTooLong { most: number(most) };
                (Code::NoteTooLong, text, "note")
            }
            ReportRefusal::InvalidKey => {
                let text = ErrorText::InvalidIdempotencyKey { most: number(MAX_KEY) };
                (Code::InvalidIdempotencyKey, text, "idempotencyKey")
            }
            ReportRefusal::KeyMismatch => (
                Code::IdempotencyMismatch,
                ErrorText::IdempotencyMismatch,
                "idempotencyKey",
            ),
        };
        let mut path = vec![path.to_owned()];
        if let ReportRefusal::UnknownActivity { nth } = refusal {
            path.push(nth.to_string());
        }
        Self {
            code,
            message: errors::error(locale, text),
            path,
        }
    }
}
