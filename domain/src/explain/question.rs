//! A question as a person types it: of which child, for what, and what is known beside.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};

use super::answer::{Explanation, explain_what_if};
use super::fault::{Fault, FaultKind};
use super::happening::Happening;
use super::{child, names};
use crate::booking::{Occupancy, Situation, SlotKey, takes_for};
use crate::calendar::Calendar;
use crate::calendar::zone::civil_day;
use crate::family::ChildFacts;
use crate::rulebook::RuleBook;
use crate::rulebook::model::Code;

/// The words of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// `KEY=VALUE` each, or several with commas between; see [`super::CHILD_KEYS`].
    pub child: Vec<String>,
    pub activity: String,
    pub day: NaiveDate,
    pub now: DateTime<Utc>,
    /// Activities that the child is booked into that day.
    pub booked: Vec<String>,
    /// Places that are taken, by anyone.
    pub taken: Option<u32>,
    /// What then comes to pass.
    pub happening: Happening,
}

/// A question about one rule book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    child: ChildFacts,
    slot: SlotKey,
    now: DateTime<Utc>,
    booked: BTreeSet<SlotKey>,
    occupancy: BTreeMap<SlotKey, Occupancy>,
    happening: Happening,
}

impl Question {
    /// Understands a question, or says what the first wrong word should have been.
    ///
    /// # Errors
    /// What is wrong with the first word that cannot be understood.
    pub fn read(words: &Words, rules: &RuleBook) -> Result<Self, Fault> {
        let activity = names::activity("activity", &words.activity, rules)?;
        let today = civil_day(rules.town.zone, words.now);
        let given = child::read(&words.child, rules, today)?;
        let companions = takes_for(rules, &given.child, activity);
        let needs_age = |ix| rules.activity(ix).ages.is_some();
        if !given.born && std::iter::once(activity).chain(companions).any(needs_age) {
            return Err(Fault::of("born", "", FaultKind::MissingAge).allowing("YYYY-MM-DD"));
        }
        Self::about(given.child, words, rules)
    }

    /// The same about a child that is known, whatever the words say of one.
    ///
    /// # Errors
    /// What is wrong with the first word that cannot be understood.
    pub fn about(child: ChildFacts, words: &Words, rules: &RuleBook) -> Result<Self, Fault> {
        let day = words.day;
        let activity = names::activity("activity", &words.activity, rules)?;
        let slot = SlotKey { activity, day };
        let mut booked = BTreeSet::new();
        for code in &words.booked {
            let activity = names::activity("booked", code, rules)?;
            booked.insert(SlotKey { activity, day });
        }
        words.happening.check(day, booked.contains(&slot))?;
        let capacity = rules.activity(activity).capacity;
        let occupancy = words.taken.map(|taken| (slot, Occupancy { capacity, taken }));
        Ok(Self {
            child,
            slot,
            now: words.now,
            booked,
            occupancy: occupancy.into_iter().collect(),
            happening: words.happening,
        })
    }

    /// Both must belong to the rule book that the question was read for.
    ///
    /// # Panics
    /// When the activity is of another rule book.
    #[must_use]
    pub fn explain(&self, rules: &RuleBook, calendar: &Calendar) -> Explanation {
        let situation = Situation {
            rules,
            calendar,
            child: &self.child,
            booked: &self.booked,
            late: &BTreeSet::new(),
            agreed: &BTreeMap::new(),
            held: &BTreeSet::new(),
            marks: &BTreeMap::new(),
            occupancy: &self.occupancy,
            now: self.now,
        };
        let happening = Some(&self.happening).filter(|happening| happening.is_any());
        explain_what_if(&situation, self.slot, happening)
    }
}

/// Codes for a person to choose from.
pub(super) fn listed<'a>(codes: impl IntoIterator<Item = &'a Code>) -> String {
    let codes: Vec<&str> = codes.into_iter().map(|code| code.0.as_str()).collect();
    codes.join(", ")
}
