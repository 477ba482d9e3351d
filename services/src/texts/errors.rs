//! What a person reads when a mutation refuses the input as a whole.

use fluent_bundle::FluentValue;
use preau_domain::locale::Locale;

use super::bundles::say;
use super::key::Key;

/// The user errors of the API's mutations, with what their texts name. One per value of the error code enums.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorText {
    UnknownLoginOrPassword,
    /// Whole minutes to wait, rounded up.
    TooManyTries {
        minutes: u32,
    },
    /// The longest name, in characters.
    InvalidDeviceName {
        most: u32,
    },
    UnknownToken,
    /// `EXPIRED`.
    TokenExpired,
    SignedOut,
    /// `REUSED`.
    TokenReused,
    UnknownDevice,
    NothingAsked,
    /// The most that one request may ask.
    TooManyDays {
        most: u32,
    },
    UnknownChild,
    UnknownActivity,
    SeveralFamilies,
    /// The longest key, in characters.
    InvalidIdempotencyKey {
        most: u32,
    },
    IdempotencyMismatch,
}

/// The error in words: what happened and what to do.
pub fn error(locale: Locale, error: ErrorText) -> String {
    let plain = |key| say(locale, key, &[]);
    let with = |key, name, value: u32| say(locale, key, &[(name, FluentValue::from(value))]);
    match error {
        ErrorText::UnknownLoginOrPassword => plain(Key::ErrorUnknownLoginOrPassword),
        ErrorText::TooManyTries { minutes } => with(Key::ErrorTooManyTries, "minutes", minutes),
        ErrorText::InvalidDeviceName { most } => with(Key::ErrorInvalidDeviceName, "most", most),
        ErrorText::UnknownToken => plain(Key::ErrorUnknownToken),
        ErrorText::TokenExpired => plain(Key::ErrorTokenExpired),
        ErrorText::SignedOut => plain(Key::ErrorSignedOut),
        ErrorText::TokenReused => plain(Key::ErrorTokenReused),
        ErrorText::UnknownDevice => plain(Key::ErrorUnknownDevice),
        ErrorText::NothingAsked => plain(Key::ErrorNothingAsked),
        ErrorText::TooManyDays { most } => with(Key::ErrorTooManyDays, "most", most),
        ErrorText::UnknownChild => plain(Key::ErrorUnknownChild),
        ErrorText::UnknownActivity => plain(Key::ErrorUnknownActivity),
        ErrorText::SeveralFamilies => plain(Key::ErrorSeveralFamilies),
        ErrorText::InvalidIdempotencyKey { most } => with(Key::ErrorInvalidIdempotencyKey, "most", most),
        ErrorText::IdempotencyMismatch => plain(Key::ErrorIdempotencyMismatch),
    }
}
