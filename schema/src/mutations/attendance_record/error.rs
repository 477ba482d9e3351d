use async_graphql::{Enum, SimpleObject};
use preau_domain::locale::Locale;
use preau_services::attendance::record::RecordRefusal;
use preau_services::texts::errors::{self, ErrorText};

/// Why nothing was looked at.
#[derive(Clone, Debug, PartialEq, Eq, SimpleObject)]
pub(crate) struct AttendanceRecordError {
    /// For programs.
    code: AttendanceRecordErrorCode,
    /// In the person's language.
    pub(crate) message: String,
    /// The input field concerned, from the input's root; empty when it is the whole input.
    pub(crate) path: Vec<String>,
}

/// Why nothing was looked at, for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub(crate) enum AttendanceRecordErrorCode {
    /// There is no event.
    NothingSent,
    /// More than 500 events.
    TooManyEvents,
}

impl AttendanceRecordError {
    pub(super) fn of(locale: Locale, refusal: RecordRefusal) -> Self {
        let (code, text) = match refusal {
            RecordRefusal::NothingSent => (AttendanceRecordErrorCode::NothingSent, ErrorText::NothingSent),
            RecordRefusal::TooMany { most } => {
                let most = u32::try_from(most).unwrap_or(u32::MAX);
                (
                    AttendanceRecordErrorCode::TooManyEvents,
                    ErrorText::TooManyEvents { most },
                )
            }
        };
        Self {
            code,
            message: errors::error(locale, text),
            path: vec!["events".to_owned()],
        }
    }
}
