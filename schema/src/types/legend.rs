use async_graphql::SimpleObject;
use preau_domain::booking;
use preau_domain::locale::Locale;
use preau_services::texts::legend::{Legend, legend};

use super::calendar_slot::SlotState;

/// A state of a slot, as people read it.
#[derive(SimpleObject)]
pub(crate) struct SlotStateLegend {
    /// The state.
    state: SlotState,
    /// Its name, in the person's language.
    label: String,
    /// What it means, in a sentence in the person's language.
    meaning: String,
}

impl SlotStateLegend {
    /// Every state, in the order in which a legend tells them.
    pub fn all(locale: Locale) -> Vec<Self> {
        let line = |state: booking::SlotState| {
            let Legend { label, meaning } = legend(locale, state);
            Self {
                state: state.into(),
                label,
                meaning,
            }
        };
        booking::SlotState::ALL.into_iter().map(line).collect()
    }
}
