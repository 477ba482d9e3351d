//! Whether the commune, its territory and its clocks belong together.

use chrono_tz::Tz;

use super::report::Report;
use super::table::Table;
use crate::calendar::rules::Territory;
use crate::rulebook::diagnostic::DiagnosticKind;
use crate::rulebook::model::Town;

/// Reports a territory that is not the commune's, and clocks that are not the territory's. What is not known of either is
/// no mistake.
pub(super) fn refuse_elsewhere(town: &Town, territory: Territory, table: &Table, report: &mut Report) {
    let value = |section: &str, key: &str| Table::peeked(&table.peek(section)?)?.peek(key);
    if let Some(own) = Territory::of_commune(&town.insee).filter(|own| *own != territory) {
        if let Some(node) = value("calendar", "territory") {
            let than = town.insee.clone();
            node.add(report, DiagnosticKind::Elsewhere { than }, word(own));
        }
        return;
    }
    let own: Tz = territory.zone();
    if own != town.zone
        && let Some(node) = value("town", "zone")
    {
        let than = word(territory);
        node.add(report, DiagnosticKind::Elsewhere { than }, own.name());
    }
}

/// As the file writes it.
fn word(territory: Territory) -> String {
    let named = super::calendar::TERRITORIES.iter().find(|(_, one)| *one == territory);
    named.map_or_else(String::new, |(word, _)| (*word).to_owned())
}
