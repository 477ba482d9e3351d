//! Who speaks: a language, and the names of one rule book.

use crate::locale::Locale;
use crate::rulebook::RuleBook;
use crate::rulebook::model::Code;

#[derive(Clone, Copy)]
pub(super) struct Voice<'a> {
    pub locale: Locale,
    pub rules: &'a RuleBook,
}

impl Voice<'_> {
    /// One of two wordings.
    pub fn either(self, french: impl Into<String>, english: impl Into<String>) -> String {
        match self.locale {
            Locale::Fr => french.into(),
            Locale::En => english.into(),
        }
    }

    pub fn quoted(self, name: &str) -> String {
        self.either(format!("« {name} »"), format!("“{name}”"))
    }

    /// An activity's name; its code where the rule book has none such.
    pub fn activity(self, code: &Code) -> String {
        let found = self.rules.activities.iter().find(|activity| activity.code == *code);
        self.quoted(found.map_or(&code.0, |activity| &activity.name))
    }

    pub fn school(self, code: &Code) -> String {
        let found = self.rules.school(code);
        self.quoted(found.map_or(&code.0, |school| &school.name))
    }

    pub fn payer(self, code: &Code) -> String {
        let found = self.rules.payers.iter().find(|payer| payer.code == *code);
        found.map_or(&code.0, |payer| &payer.name).clone()
    }

    /// "a", "a and b", "a, b and c".
    pub fn all_of(self, words: &[String]) -> String {
        listed(words, &self.either("et", "and"))
    }

    /// "a", "a or b", "a, b or c".
    pub fn one_of(self, words: &[String]) -> String {
        listed(words, &self.either("ou", "or"))
    }
}

fn listed(words: &[String], joint: &str) -> String {
    match words.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} {joint} {last}", others.join(", ")),
    }
}
