//! The names of all texts. A text that is not listed here cannot be said.

macro_rules! keys {
    ($($name:ident = $id:literal;)+) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum TextKey {
            $($name,)+
        }

        impl TextKey {
            #[cfg(test)]
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The message's name in the files.
            pub fn id(self) -> &'static str {
                match self {
                    $(Self::$name => $id,)+
                }
            }
        }
    };
}

keys! {
    Weekday = "weekday";
    DayOfMonth = "day-of-month";
    Day = "day";
    Month = "month";
    Instant = "instant";
    Money = "money";

    ReasonNotOffered = "reason-not-offered";
    ReasonWeekday = "reason-weekday";
    ReasonSchoolHoliday = "reason-school-holiday";
    ReasonSchoolTime = "reason-school-time";
    ReasonPublicHoliday = "reason-public-holiday";
    ReasonTownClosure = "reason-town-closure";
    ReasonUnpublished = "reason-unpublished";
    ReasonOutsideRuleBook = "reason-outside-rule-book";
    ReasonOutsidePeriod = "reason-outside-period";
    ReasonWrongAge = "reason-wrong-age";
    ReasonWrongClass = "reason-wrong-class";
    ReasonNotForChild = "reason-not-for-child";
    ReasonClassUnknown = "reason-class-unknown";
    ReasonNotOpenYet = "reason-not-open-yet";
    ReasonTooLate = "reason-too-late";
    ReasonNoDeadline = "reason-no-deadline";
    ReasonFirm = "reason-firm";
    ReasonFull = "reason-full";
    ReasonOwes = "reason-owes";
    ReasonFileIncomplete = "reason-file-incomplete";
    ReasonSuspended = "reason-suspended";
    ReasonExcluded = "reason-excluded";
    ReasonLinked = "reason-linked";
    ReasonChangeRefused = "reason-change-refused";
    ReasonUndecided = "reason-undecided";
    ReasonContradictory = "reason-contradictory";
    ReasonAlreadyBooked = "reason-already-booked";
    ReasonAlreadyWaiting = "reason-already-waiting";
    ReasonPlaceFree = "reason-place-free";
    ReasonNoWaitingList = "reason-no-waiting-list";
    ReasonNoOffer = "reason-no-offer";
    ReasonCartBooks = "reason-cart-books";
    ReasonCartCancels = "reason-cart-cancels";

    StateAvailable = "state-available";
    MeaningAvailable = "meaning-available";
    StateInCart = "state-in-cart";
    MeaningInCart = "meaning-in-cart";
    StatePending = "state-pending";
    MeaningPending = "meaning-pending";
    StateBooked = "state-booked";
    MeaningBooked = "meaning-booked";
    StateChangeAsked = "state-change-asked";
    MeaningChangeAsked = "meaning-change-asked";
    StateCancellationAsked = "state-cancellation-asked";
    MeaningCancellationAsked = "meaning-cancellation-asked";
    StateAbsent = "state-absent";
    MeaningAbsent = "meaning-absent";
    StateWaiting = "state-waiting";
    MeaningWaiting = "meaning-waiting";
    StateOffered = "state-offered";
    MeaningOffered = "meaning-offered";
    StateFull = "state-full";
    MeaningFull = "meaning-full";
    StateBlocked = "state-blocked";
    MeaningBlocked = "meaning-blocked";
    StateSuspended = "state-suspended";
    MeaningSuspended = "meaning-suspended";
    StateOutOfTime = "state-out-of-time";
    MeaningOutOfTime = "meaning-out-of-time";
    StateClosed = "state-closed";
    MeaningClosed = "meaning-closed";

    ErrorUnknownLoginOrPassword = "error-unknown-login-or-password";
    ErrorTooManyTries = "error-too-many-tries";
    ErrorInvalidDeviceName = "error-invalid-device-name";
    ErrorUnknownToken = "error-unknown-token";
    ErrorTokenExpired = "error-token-expired";
    ErrorSignedOut = "error-signed-out";
    ErrorTokenReused = "error-token-reused";
    ErrorUnknownDevice = "error-unknown-device";
    ErrorNothingAsked = "error-nothing-asked";
    ErrorTooManyDays = "error-too-many-days";
    ErrorTooManyEntries = "error-too-many-entries";
    ErrorUnknownChild = "error-unknown-child";
    ErrorUnknownOrder = "error-unknown-order";
    ErrorUnknownLine = "error-unknown-line";
    ErrorLineNamedTwice = "error-line-named-twice";
    ErrorNothingDecided = "error-nothing-decided";
    ErrorReasonTooLong = "error-reason-too-long";
    ErrorUnknownActivity = "error-unknown-activity";
    ErrorSeveralFamilies = "error-several-families";
    ErrorUnknownFamily = "error-unknown-family";
    ErrorInvalidCashDesk = "error-invalid-cash-desk";
    ErrorInvalidDebt = "error-invalid-debt";
    ErrorDebtOfFuture = "error-debt-of-future";
    ErrorDebtOutdated = "error-debt-outdated";
    ErrorDebtRepeated = "error-debt-repeated";
    ErrorNoActivityNamed = "error-no-activity-named";
    ErrorReasonMissing = "error-reason-missing";
    ErrorSuspensionNotProvided = "error-suspension-not-provided";
    ErrorSuspensionOfOtherActivity = "error-suspension-of-other-activity";
    ErrorSuspensionNotAhead = "error-suspension-not-ahead";
    ErrorSuspensionWithoutDebt = "error-suspension-without-debt";
    ErrorSuspensionTooEarly = "error-suspension-too-early";
    ErrorUnknownSuspension = "error-unknown-suspension";
    ErrorSparedDayOver = "error-spared-day-over";
    ErrorInvalidQuotient = "error-invalid-quotient";
    ErrorQuotientOfFuture = "error-quotient-of-future";
    ErrorQuotientOfFutureMonth = "error-quotient-of-future-month";
    ErrorUntilOfIncompleteFile = "error-until-of-incomplete-file";
    ErrorMissingOfCompleteFile = "error-missing-of-complete-file";
    ErrorTooManyMissing = "error-too-many-missing";
    ErrorInvalidMissing = "error-invalid-missing";
    ErrorReversedRange = "error-reversed-range";
    ErrorRangeTooLong = "error-range-too-long";
    ErrorNoWeekday = "error-no-weekday";
    ErrorRotaTooLong = "error-rota-too-long";
    ErrorNoWeek = "error-no-week";
    ErrorTooManyWeeks = "error-too-many-weeks";
    ErrorNothingToCopy = "error-nothing-to-copy";
    ErrorPlanChanged = "error-plan-changed";
    ErrorPlanDebtChanged = "error-plan-debt-changed";
    ErrorPlanTermsChanged = "error-plan-terms-changed";
    ErrorInvalidIdempotencyKey = "error-invalid-idempotency-key";
    ErrorIdempotencyMismatch = "error-idempotency-mismatch";
    ErrorNothingSent = "error-nothing-sent";
    ErrorTooManyEvents = "error-too-many-events";
    ErrorEventUnknownChild = "error-event-unknown-child";
    ErrorEventMalformed = "error-event-malformed";
    ErrorEventIdTaken = "error-event-id-taken";
    ErrorEventNotOffered = "error-event-not-offered";
    ErrorEventFuture = "error-event-future";
    ErrorEventBeforeRules = "error-event-before-rules";
    ErrorEventOtherDay = "error-event-other-day";
    ErrorAbsenceWithoutDay = "error-absence-without-day";
    ErrorTooManyActivities = "error-too-many-activities";
    ErrorNoteTooLong = "error-note-too-long";
    ErrorAbsenceNotBooked = "error-absence-not-booked";
    ErrorAbsenceCameAlready = "error-absence-came-already";
    ErrorAbsenceDayOver = "error-absence-day-over";
    ErrorUnknownFeed = "error-unknown-feed";
    ErrorTooManyFeeds = "error-too-many-feeds";

    FaultUnauthenticated = "fault-unauthenticated";
    FaultForbidden = "fault-forbidden";
    FaultNotFound = "fault-not-found";
    FaultUnavailable = "fault-unavailable";
    FaultInternal = "fault-internal";

    MailSubject = "mail-subject";
    MailGreeting = "mail-greeting";
    MailPlacedByYou = "mail-placed-by-you";
    MailReceivedFromYou = "mail-received-from-you";
    MailPlacedByOther = "mail-placed-by-other";
    MailWaits = "mail-waits";
    MailDecided = "mail-decided";
    MailReason = "mail-reason";
    MailAsked = "mail-asked";
    MailBooked = "mail-booked";
    MailCancelled = "mail-cancelled";
    MailRepriced = "mail-repriced";
    MailLineBooked = "mail-line-booked";
    MailLineCancelled = "mail-line-cancelled";
    MailLineRepriced = "mail-line-repriced";
    MailMonthBooked = "mail-month-booked";
    MailMonthCancelled = "mail-month-cancelled";
    MailMonthRepriced = "mail-month-repriced";
    MailTerms = "mail-terms";
    MailTerm = "mail-term";
    MailTotal = "mail-total";
    MailContacts = "mail-contacts";
    MailContact = "mail-contact";
    MailSignature = "mail-signature";
    MailAbsenceSubject = "mail-absence-subject";
    MailAbsence = "mail-absence";
    MailAbsenceAdvice = "mail-absence-advice";
    MailOfferedSubject = "mail-offered-subject";
    MailOfferedIntroduction = "mail-offered-introduction";
    MailOfferedLine = "mail-offered-line";
    MailOfferedClosing = "mail-offered-closing";
    MailLapsedSubject = "mail-lapsed-subject";
    MailLapsedIntroduction = "mail-lapsed-introduction";
    MailLapsedLine = "mail-lapsed-line";
    MailLapsedClosing = "mail-lapsed-closing";
    MailWithheldIntroduction = "mail-withheld-introduction";
    MailWithheldClosing = "mail-withheld-closing";
    MailWaitEndedSubject = "mail-wait-ended-subject";
    MailWaitEndedIntroduction = "mail-wait-ended-introduction";
    MailWaitExpiredLine = "mail-wait-expired-line";
    MailWaitWithdrawnLine = "mail-wait-withdrawn-line";
    MailWaitEndedClosing = "mail-wait-ended-closing";
    MailAccountSubject = "mail-account-subject";
    MailSuspended = "mail-suspended";
    MailSuspensionLifted = "mail-suspension-lifted";
    MailSpared = "mail-spared";
    MailFileComplete = "mail-file-complete";
    MailFileIncomplete = "mail-file-incomplete";
    MailDueNow = "mail-due-now";
    MailDebt = "mail-debt";
}
