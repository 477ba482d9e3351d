//! What a person reads when a use case could not answer at all.

use preau_domain::locale::Locale;

use super::bundles::say;
use super::key::TextKey;
use crate::Fault;

/// The fault in words that give nothing away. `incident` is the number under which the log tells the rest; only a
/// defect names it.
pub fn fault(locale: Locale, fault: &Fault, incident: &str) -> String {
    let key = match fault {
        Fault::Unauthenticated => TextKey::FaultUnauthenticated,
        Fault::Forbidden => TextKey::FaultForbidden,
        Fault::NotFound => TextKey::FaultNotFound,
        Fault::Unavailable(_) => TextKey::FaultUnavailable,
        Fault::Defect(_) => return say(locale, TextKey::FaultInternal, &[("incident", incident.into())]),
    };
    say(locale, key, &[])
}
