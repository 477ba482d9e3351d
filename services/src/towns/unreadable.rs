//! A version that this program cannot read.

use chrono::NaiveDate;
use preau_domain::ids::CommuneId;
use preau_domain::locale::Locale;
use preau_domain::rulebook::diagnostic::Diagnostic;
use preau_entities::rows::rule_book;

use super::governing::Governing;

/// A version that an older program wrote, and of which this one understands neither the document nor the file. Its days
/// are closed to booking; those of other versions are not concerned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    pub version: i32,
    /// First and last day that it governs; without a last one, for ever.
    pub valid_from: NaiveDate,
    pub valid_to: Option<NaiveDate>,
    pub why: Defect,
}

/// What is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Defect {
    /// For whoever keeps the program.
    pub what: String,
    /// What the town's file would have to say otherwise, if that is it.
    pub mistakes: Vec<Diagnostic>,
}

impl Unreadable {
    /// Notes the defect in the log.
    pub(super) fn noted(town: CommuneId, row: &rule_book::Model, days: Governing, why: Defect) -> Self {
        let Defect { what, mistakes } = &why;
        let mistakes: Vec<String> = mistakes.iter().map(|mistake| said(mistake, Locale::En)).collect();
        let (version, from, to) = (row.version, days.from, days.to);
        tracing::error!(
            commune = town.0,
            version,
            %from,
            ?to,
            what,
            ?mistakes,
            "a rule book cannot be read: its days are closed to booking until it is installed anew"
        );
        Self {
            version,
            valid_from: from,
            valid_to: to,
            why,
        }
    }

    pub(super) fn governs(&self, day: NaiveDate) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|last| day <= last)
    }

    /// Why, for a person: the mistakes of the file, or else what the program found.
    #[must_use]
    pub fn reasons(&self, locale: Locale) -> Vec<String> {
        let Defect { what, mistakes } = &self.why;
        if mistakes.is_empty() {
            return vec![what.clone()];
        }
        mistakes.iter().map(|mistake| said(mistake, locale)).collect()
    }
}

fn said(mistake: &Diagnostic, locale: Locale) -> String {
    format!("{}:{}: {}", mistake.line, mistake.column, mistake.message(locale))
}
