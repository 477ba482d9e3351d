//! Why a request about the waiting list was not considered at all.

use preau_services::booking::request::MAX_KEY;
use preau_services::texts::errors::ErrorText;
use preau_services::waiting::request::WaitingRefusal;

/// What is told of a refusal: its words, and the input field concerned.
pub(crate) fn told(refusal: WaitingRefusal) -> (ErrorText, Vec<String>) {
    let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let (text, field) = match refusal {
        WaitingRefusal::NothingAsked => (ErrorText::NothingAsked, "dates"),
        WaitingRefusal::TooManyDays { most } => (ErrorText::TooManyDays { most: number(most) }, "dates"),
        WaitingRefusal::UnknownChild => (ErrorText::UnknownChild, "childId"),
        WaitingRefusal::UnknownActivity => (ErrorText::UnknownActivity, "activityId"),
        WaitingRefusal::InvalidKey => {
            let most = number(MAX_KEY);
            (ErrorText::InvalidIdempotencyKey { most }, "idempotencyKey")
        }
        WaitingRefusal::KeyMismatch => (ErrorText::IdempotencyMismatch, "idempotencyKey"),
    };
    (text, vec![field.to_owned()])
}

/// The error of one mutation and the enum of its codes.
macro_rules! waiting_error {
    ($error:ident, $code:ident) => {
        /// Why a request was not considered at all. What becomes of each day is told by the outcomes.
        #[derive(Clone, Debug, PartialEq, Eq, async_graphql::SimpleObject)]
        pub(crate) struct $error {
            /// For programs.
            code: $code,
            /// In the person's language.
            pub(crate) message: String,
            /// The input field concerned, from the input's root; empty when it is the whole input.
            pub(crate) path: Vec<String>,
        }

        /// Why a request was not considered at all, for programs.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, async_graphql::Enum)]
        pub(crate) enum $code {
            /// The request names no day.
            NothingAsked,
            /// The request names too many days.
            TooManyDays,
            /// The caller knows no such child.
            UnknownChild,
            /// No rule book of the town has such an activity.
            UnknownActivity,
            /// The key is empty, too long or not visible ASCII.
            InvalidIdempotencyKey,
            /// The key was used before for a different request.
            IdempotencyMismatch,
        }

        impl $error {
            fn of(
                locale: preau_domain::locale::Locale,
                refusal: preau_services::waiting::request::WaitingRefusal,
            ) -> Self {
                use preau_services::waiting::request::WaitingRefusal;
                let (text, path) = $crate::mutations::waiting::refusal::told(refusal);
                Self {
                    code: match refusal {
                        WaitingRefusal::NothingAsked => $code::NothingAsked,
                        WaitingRefusal::TooManyDays { .. } => $code::TooManyDays,
                        WaitingRefusal::UnknownChild => $code::UnknownChild,
                        WaitingRefusal::UnknownActivity => $code::UnknownActivity,
                        WaitingRefusal::InvalidKey => $code::InvalidIdempotencyKey,
                        WaitingRefusal::KeyMismatch => $code::IdempotencyMismatch,
                    },
                    message: preau_services::texts::errors::error(locale, text),
                    path,
                }
            }
        }
    };
}
pub(crate) use waiting_error;
