//! Classes from one to another.

use serde::{Deserialize, Serialize};

use super::class::SchoolClass;

/// Both included; open where a bound is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ClassSpan {
    pub from: Option<SchoolClass>,
    pub to: Option<SchoolClass>,
}

impl ClassSpan {
    #[must_use]
    pub fn includes(self, class: SchoolClass) -> bool {
        self.from.is_none_or(|from| from <= class) && self.to.is_none_or(|to| class <= to)
    }

    /// Without words: `ce1 – cm2`, `≥ ce1` or `≤ cm2`.
    #[must_use]
    pub fn notation(self) -> String {
        match (self.from.map(SchoolClass::word), self.to.map(SchoolClass::word)) {
            (Some(from), Some(to)) => format!("{from} – {to}"),
            (Some(from), None) => format!("≥ {from}"),
            (None, Some(to)) => format!("≤ {to}"),
            (None, None) => String::new(),
        }
    }

    /// Whether both have a class in common.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        let mut classes = SchoolClass::WORDS.iter().map(|(_, class)| *class);
        classes.any(|class| self.includes(class) && other.includes(class))
    }
}
