use async_graphql::{Enum, SimpleObject};
use preau_domain::locale::Locale;
use preau_services::booking::desk::request::DecideRefusal;
use preau_services::booking::request::MAX_KEY;
use preau_services::texts::errors::{self, ErrorText};

/// Why nothing was decided. What became of each line is told by the outcomes.
#[derive(Clone, Debug, PartialEq, Eq, SimpleObject)]
pub(crate) struct OrderDecideError {
    /// For programs.
    code: OrderDecideErrorCode,
    /// In the person's language.
    pub(crate) message: String,
    /// The input field concerned, from the input's root; empty when it is the whole input.
    pub(crate) path: Vec<String>,
}

/// Why nothing was decided, for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub(crate) enum OrderDecideErrorCode {
    /// The town has no such order.
    UnknownOrder,
    /// The request names no line and says nothing of the rest.
    NothingDecided,
    /// The request names too many lines.
    TooManyLines,
    /// The order asks nothing about this place.
    UnknownLine,
    /// The same line is named twice.
    LineNamedTwice,
    /// The reason is too long.
    ReasonTooLong,
    /// The key is empty, too long or not visible ASCII.
    InvalidIdempotencyKey,
    /// The key was used before for a different request.
    IdempotencyMismatch,
}

impl OrderDecideError {
    pub(super) fn of(locale: Locale, refusal: &DecideRefusal) -> Self {
        let (code, text) = worded(refusal);
        Self {
            code,
            message: errors::error(locale, text),
            path: path(refusal),
        }
    }
}

fn worded(refusal: &DecideRefusal) -> (OrderDecideErrorCode, ErrorText) {
    let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    match *refusal {
        DecideRefusal::UnknownOrder => (OrderDecideErrorCode::UnknownOrder, ErrorText::UnknownOrder),
        DecideRefusal::NothingDecided => (OrderDecideErrorCode::NothingDecided, ErrorText::NothingDecided),
        DecideRefusal::TooManyLines { most } => (
            OrderDecideErrorCode::TooManyLines,
            ErrorText::TooManyEntries { most: number(most) },
        ),
        DecideRefusal::UnknownLine { .. } => (OrderDecideErrorCode::UnknownLine, ErrorText::UnknownLine),
        DecideRefusal::NamedTwice { .. } => (OrderDecideErrorCode::LineNamedTwice, ErrorText::LineNamedTwice),
        DecideRefusal::ReasonTooLong { most, .. } => (
            OrderDecideErrorCode::ReasonTooLong,
            ErrorText::ReasonTooLong { most: number(most) },
        ),
        DecideRefusal::InvalidKey => (
            OrderDecideErrorCode::InvalidIdempotencyKey,
            ErrorText::InvalidIdempotencyKey { most: number(MAX_KEY) },
        ),
        DecideRefusal::KeyMismatch => (
            OrderDecideErrorCode::IdempotencyMismatch,
            ErrorText::IdempotencyMismatch,
        ),
    }
}

fn path(refusal: &DecideRefusal) -> Vec<String> {
    let entry = |line: usize, field: &str| vec!["lines".to_owned(), line.to_string(), field.to_owned()];
    match *refusal {
        DecideRefusal::UnknownOrder => vec!["orderId".to_owned()],
        DecideRefusal::NothingDecided => Vec::new(),
        DecideRefusal::TooManyLines { .. } => vec!["lines".to_owned()],
        DecideRefusal::UnknownLine { line } | DecideRefusal::NamedTwice { line } => entry(line, "bookingId"),
        DecideRefusal::ReasonTooLong { line: Some(line), .. } => entry(line, "reason"),
        DecideRefusal::ReasonTooLong { line: None, .. } => vec!["reason".to_owned()],
        DecideRefusal::InvalidKey | DecideRefusal::KeyMismatch => vec!["idempotencyKey".to_owned()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_refusal_has_its_code_its_field_and_its_words() {
        use OrderDecideErrorCode as Code;
        let most = 500;
        let table = [
            (DecideRefusal::UnknownOrder, Code::UnknownOrder, "orderId"),
            (DecideRefusal::NothingDecided, Code::NothingDecided, ""),
            (DecideRefusal::TooManyLines { most }, Code::TooManyLines, "lines"),
            (
                DecideRefusal::UnknownLine { line: 3 },
                Code::UnknownLine,
                "lines 3 bookingId",
            ),
            (
                DecideRefusal::NamedTwice { line: 1 },
                Code::LineNamedTwice,
                "lines 1 bookingId",
            ),
            (
                DecideRefusal::ReasonTooLong { line: Some(2), most },
                Code::ReasonTooLong,
                "lines 2 reason",
            ),
            (
                DecideRefusal::ReasonTooLong { line: None, most },
                Code::ReasonTooLong,
                "reason",
            ),
            (DecideRefusal::InvalidKey, Code::InvalidIdempotencyKey, "idempotencyKey"),
            (DecideRefusal::KeyMismatch, Code::IdempotencyMismatch, "idempotencyKey"),
        ];
        for (refusal, code, path) in table {
            for locale in Locale::ALL {
                let expected = OrderDecideError {
                    code,
                    message: errors::error(locale, worded(&refusal).1),
                    path: path.split_whitespace().map(str::to_owned).collect(),
                };
                assert_eq!(OrderDecideError::of(locale, &refusal), expected);
            }
        }
    }
}
