//! What a person reads when a mutation refuses the input as a whole.

use chrono::NaiveDate;
use fluent_bundle::FluentValue;
use preau_domain::locale::Locale;
use preau_domain::money::Money;

use super::bundles::say;
use super::dates::{date, money};
use super::key::TextKey;

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
    /// The most entries of one request.
    TooManyEntries {
        most: u32,
    },
    /// The most days that one request may ask.
    TooManyDays {
        most: u32,
    },
    UnknownChild,
    UnknownActivity,
    UnknownOrder,
    UnknownLine,
    LineNamedTwice,
    NothingDecided,
    /// The longest reason, in characters.
    ReasonTooLong {
        most: u32,
    },
    SeveralFamilies,
    UnknownFamily,
    InvalidCashDesk,
    InvalidDebt,
    /// The day has not come.
    DebtOfFuture {
        today: NaiveDate,
    },
    /// What a later statement says is known.
    DebtOutdated {
        amount: Money,
        as_of: NaiveDate,
    },
    DebtRepeated,
    NoActivityNamed,
    ReasonMissing,
    SuspensionNotProvided,
    SuspensionOfOtherActivity,
    SuspensionNotAhead,
    SuspensionWithoutDebt,
    /// The first day, where there is one.
    SuspensionTooEarly {
        earliest: Option<NaiveDate>,
    },
    UnknownSuspension,
    SparedDayOver,
    /// The highest that there is.
    InvalidQuotient {
        most: u32,
    },
    QuotientOfFuture {
        today: NaiveDate,
    },
    QuotientOfFutureMonth,
    UntilOfIncompleteFile,
    MissingOfCompleteFile,
    TooManyMissing {
        most: u32,
    },
    /// The most characters of what is missing.
    InvalidMissing {
        most: u32,
    },
    ReversedRange,
    /// The most days from the first to the last of a pattern.
    RangeTooLong {
        most: u32,
    },
    NoWeekday,
    /// The most weeks of a rota.
    RotaTooLong {
        most: u32,
    },
    NoWeek,
    /// The most weeks that one copy fills.
    TooManyWeeks {
        most: u32,
    },
    NothingToCopy,
    PlanChanged,
    /// Nothing but what the family owes.
    PlanDebtChanged,
    PlanTermsChanged,
    /// The longest key, in characters.
    InvalidIdempotencyKey {
        most: u32,
    },
    IdempotencyMismatch,
    NothingSent,
    /// The most events of one request.
    TooManyEvents {
        most: u32,
    },
    /// Of the town, not of a family.
    EventUnknownChild,
    EventMalformed,
    EventIdTaken,
    EventNotOffered,
    EventFuture,
    EventBeforeRules,
    EventOtherDay,
    AbsenceWithoutDay,
    /// The most activities of one report.
    TooManyActivities {
        most: u32,
    },
    /// The longest note, in characters.
    NoteTooLong {
        most: u32,
    },
    AbsenceNotBooked,
    AbsenceCameAlready,
    AbsenceDayOver,
    UnknownFeed,
    /// The most feeds of one child.
    TooManyFeeds {
        most: u32,
    },
}

/// The error in words: what happened and what to do.
pub fn error(locale: Locale, error: ErrorText) -> String {
    let plain = |key| say(locale, key, &[]);
    let with = |key, name, value: u32| say(locale, key, &[(name, FluentValue::from(value))]);
    match error {
        ErrorText::UnknownLoginOrPassword => plain(TextKey::ErrorUnknownLoginOrPassword),
        ErrorText::TooManyTries { minutes } => with(TextKey::ErrorTooManyTries, "minutes", minutes),
        ErrorText::InvalidDeviceName { most } => with(TextKey::ErrorInvalidDeviceName, "most", most),
        ErrorText::UnknownToken => plain(TextKey::ErrorUnknownToken),
        ErrorText::TokenExpired => plain(TextKey::ErrorTokenExpired),
        ErrorText::SignedOut => plain(TextKey::ErrorSignedOut),
        ErrorText::TokenReused => plain(TextKey::ErrorTokenReused),
        ErrorText::UnknownDevice => plain(TextKey::ErrorUnknownDevice),
        ErrorText::NothingAsked => plain(TextKey::ErrorNothingAsked),
        ErrorText::TooManyEntries { most } => with(TextKey::ErrorTooManyEntries, "most", most),
        ErrorText::TooManyDays { most } => with(TextKey::ErrorTooManyDays, "most", most),
        ErrorText::UnknownChild => plain(TextKey::ErrorUnknownChild),
        ErrorText::UnknownOrder => plain(TextKey::ErrorUnknownOrder),
        ErrorText::UnknownLine => plain(TextKey::ErrorUnknownLine),
        ErrorText::LineNamedTwice => plain(TextKey::ErrorLineNamedTwice),
        ErrorText::NothingDecided => plain(TextKey::ErrorNothingDecided),
        ErrorText::ReasonTooLong { most } => with(TextKey::ErrorReasonTooLong, "most", most),
        ErrorText::UnknownActivity => plain(TextKey::ErrorUnknownActivity),
        ErrorText::SeveralFamilies => plain(TextKey::ErrorSeveralFamilies),
        ErrorText::UnknownFamily => plain(TextKey::ErrorUnknownFamily),
        ErrorText::InvalidCashDesk => plain(TextKey::ErrorInvalidCashDesk),
        ErrorText::InvalidDebt => plain(TextKey::ErrorInvalidDebt),
        ErrorText::DebtOfFuture { today } => say(
            locale,
            TextKey::ErrorDebtOfFuture,
            &[("today", date(locale, today).into())],
        ),
        ErrorText::DebtOutdated { amount, as_of } => say(
            locale,
            TextKey::ErrorDebtOutdated,
            &[
                ("amount", money(locale, amount).into()),
                ("as-of", date(locale, as_of).into()),
            ],
        ),
        ErrorText::DebtRepeated => plain(TextKey::ErrorDebtRepeated),
        ErrorText::NoActivityNamed => plain(TextKey::ErrorNoActivityNamed),
        ErrorText::ReasonMissing => plain(TextKey::ErrorReasonMissing),
        ErrorText::SuspensionNotProvided => plain(TextKey::ErrorSuspensionNotProvided),
        ErrorText::SuspensionOfOtherActivity => plain(TextKey::ErrorSuspensionOfOtherActivity),
        ErrorText::SuspensionNotAhead => plain(TextKey::ErrorSuspensionNotAhead),
        ErrorText::SuspensionWithoutDebt => plain(TextKey::ErrorSuspensionWithoutDebt),
        ErrorText::SuspensionTooEarly { earliest } => {
            let known = if earliest.is_some() { "yes" } else { "no" };
            let earliest = earliest.map(|day| date(locale, day)).unwrap_or_default();
            let args = [("known", known.into()), ("earliest", earliest.into())];
            say(locale, TextKey::ErrorSuspensionTooEarly, &args)
        }
        ErrorText::UnknownSuspension => plain(TextKey::ErrorUnknownSuspension),
        ErrorText::SparedDayOver => plain(TextKey::ErrorSparedDayOver),
        ErrorText::InvalidQuotient { most } => with(TextKey::ErrorInvalidQuotient, "most", most),
        ErrorText::QuotientOfFuture { today } => say(
            locale,
            TextKey::ErrorQuotientOfFuture,
            &[("today", date(locale, today).into())],
        ),
        ErrorText::QuotientOfFutureMonth => plain(TextKey::ErrorQuotientOfFutureMonth),
        ErrorText::UntilOfIncompleteFile => plain(TextKey::ErrorUntilOfIncompleteFile),
        ErrorText::MissingOfCompleteFile => plain(TextKey::ErrorMissingOfCompleteFile),
        ErrorText::TooManyMissing { most } => with(TextKey::ErrorTooManyMissing, "most", most),
        ErrorText::InvalidMissing { most } => with(TextKey::ErrorInvalidMissing, "most", most),
        ErrorText::ReversedRange => plain(TextKey::ErrorReversedRange),
        ErrorText::RangeTooLong { most } => with(TextKey::ErrorRangeTooLong, "most", most),
        ErrorText::NoWeekday => plain(TextKey::ErrorNoWeekday),
        ErrorText::RotaTooLong { most } => with(TextKey::ErrorRotaTooLong, "most", most),
        ErrorText::NoWeek => plain(TextKey::ErrorNoWeek),
        ErrorText::TooManyWeeks { most } => with(TextKey::ErrorTooManyWeeks, "most", most),
        ErrorText::NothingToCopy => plain(TextKey::ErrorNothingToCopy),
        ErrorText::PlanChanged => plain(TextKey::ErrorPlanChanged),
        ErrorText::PlanDebtChanged => plain(TextKey::ErrorPlanDebtChanged),
        ErrorText::PlanTermsChanged => plain(TextKey::ErrorPlanTermsChanged),
        ErrorText::InvalidIdempotencyKey { most } => with(TextKey::ErrorInvalidIdempotencyKey, "most", most),
        ErrorText::IdempotencyMismatch => plain(TextKey::ErrorIdempotencyMismatch),
        ErrorText::NothingSent => plain(TextKey::ErrorNothingSent),
        ErrorText::TooManyEvents { most } => with(TextKey::ErrorTooManyEvents, "most", most),
        ErrorText::EventUnknownChild => plain(TextKey::ErrorEventUnknownChild),
        ErrorText::EventMalformed => plain(TextKey::ErrorEventMalformed),
        ErrorText::EventIdTaken => plain(TextKey::ErrorEventIdTaken),
        ErrorText::EventNotOffered => plain(TextKey::ErrorEventNotOffered),
        ErrorText::EventFuture => plain(TextKey::ErrorEventFuture),
        ErrorText::EventBeforeRules => plain(TextKey::ErrorEventBeforeRules),
        ErrorText::EventOtherDay => plain(TextKey::ErrorEventOtherDay),
        ErrorText::AbsenceWithoutDay => plain(TextKey::ErrorAbsenceWithoutDay),
        ErrorText::TooManyActivities { most } => with(TextKey::ErrorTooManyActivities, "most", most),
        ErrorText::NoteTooLong { most } => with(TextKey::ErrorNoteTooLong, "most", most),
        ErrorText::AbsenceNotBooked => plain(TextKey::ErrorAbsenceNotBooked),
        ErrorText::AbsenceCameAlready => plain(TextKey::ErrorAbsenceCameAlready),
        ErrorText::AbsenceDayOver => plain(TextKey::ErrorAbsenceDayOver),
        ErrorText::UnknownFeed => plain(TextKey::ErrorUnknownFeed),
        ErrorText::TooManyFeeds { most } => with(TextKey::ErrorTooManyFeeds, "most", most),
    }
}
