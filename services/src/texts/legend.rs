//! What the states of a day are called, and what they mean.

use preau_domain::booking::SlotState;
use preau_domain::locale::Locale;

use super::bundles::say;
use super::key::TextKey;

/// A state in a few words, and in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Legend {
    pub label: String,
    pub meaning: String,
}

pub fn legend(locale: Locale, state: SlotState) -> Legend {
    let (label, meaning) = keys(state);
    Legend {
        label: say(locale, label, &[]),
        meaning: say(locale, meaning, &[]),
    }
}

fn keys(state: SlotState) -> (TextKey, TextKey) {
    match state {
        SlotState::Available => (TextKey::StateAvailable, TextKey::MeaningAvailable),
        SlotState::InCart => (TextKey::StateInCart, TextKey::MeaningInCart),
        SlotState::Pending => (TextKey::StatePending, TextKey::MeaningPending),
        SlotState::Booked => (TextKey::StateBooked, TextKey::MeaningBooked),
        SlotState::ChangeAsked => (TextKey::StateChangeAsked, TextKey::MeaningChangeAsked),
        SlotState::CancellationAsked => (TextKey::StateCancellationAsked, TextKey::MeaningCancellationAsked),
        SlotState::Absent => (TextKey::StateAbsent, TextKey::MeaningAbsent),
        SlotState::Waiting => (TextKey::StateWaiting, TextKey::MeaningWaiting),
        SlotState::Offered => (TextKey::StateOffered, TextKey::MeaningOffered),
        SlotState::Full => (TextKey::StateFull, TextKey::MeaningFull),
        SlotState::Blocked => (TextKey::StateBlocked, TextKey::MeaningBlocked),
        SlotState::Suspended => (TextKey::StateSuspended, TextKey::MeaningSuspended),
        SlotState::OutOfTime => (TextKey::StateOutOfTime, TextKey::MeaningOutOfTime),
        SlotState::Closed => (TextKey::StateClosed, TextKey::MeaningClosed),
    }
}
