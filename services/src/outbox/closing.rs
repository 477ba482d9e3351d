//! How letters of a town end.

use preau_domain::locale::Locale;

use crate::texts::mails;
use crate::towns::Town;

/// Whom to turn to, and the signature: lines, the last of them empty.
pub(super) fn closing(town: &Town, locale: Locale) -> Vec<String> {
    let mut lines = Vec::new();
    let contacts = &town.rules().contacts;
    if !contacts.is_empty() {
        lines.push(mails::contacts(locale));
        let contact = |contact| format!("  {}", mails::contact(locale, contact));
        lines.extend(contacts.iter().map(contact));
        lines.push(String::new());
    }
    lines.extend([mails::signature(locale, &town.rules().town.name), String::new()]);
    lines
}
