//! The whole explanation of a slot.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use super::after::after_it;
use super::asked::asked;
use super::came::{CameToPass, came_to_pass};
use super::cost::cost;
use super::happening::Happening;
use super::place::place;
use super::step::Step;
use super::verdict::Verdict;
use crate::booking::{Decision, Situation, SlotKey, Wish, WishKind, decide};
use crate::rulebook::model::Code;

/// How a request to book one slot is decided, and what it costs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Explanation {
    pub activity: Code,
    pub day: NaiveDate,
    pub now: DateTime<Utc>,
    /// In the order of the decision.
    pub steps: Vec<Step>,
    pub verdict: Verdict,
    /// What is due for the place once the day has come to pass, where that is asked and something runs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<CameToPass>,
}

/// Explains a slot as a request for it alone would be decided now.
///
/// A slot that is booked already is not asked for again: its price is explained, and until when it can be given back.
/// Where nothing runs, nothing else is told. Where something else stands in the way, the price is what the place would
/// cost.
///
/// # Panics
/// When the slot names an activity of another rule book.
#[must_use]
pub fn explain(situation: &Situation<'_>, slot: SlotKey) -> Explanation {
    explain_what_if(situation, slot, None)
}

/// [`explain`], and what is due for the place if that is what comes to pass.
///
/// It is the place of a request that is granted, booked late where it would be; unless the child comes without one.
///
/// # Panics
/// When the slot names an activity of another rule book.
#[must_use]
pub fn explain_what_if(situation: &Situation<'_>, slot: SlotKey, happening: Option<&Happening>) -> Explanation {
    let kind = WishKind::Book;
    let decision = decide(situation, &[Wish { slot, kind }]);
    let mut steps = Vec::new();
    let booked = situation.booked.contains(&slot);
    let goes_on = if booked {
        let late = situation.late.contains(&slot);
        steps.push(Step::AlreadyBooked { late });
        true
    } else {
        asked(situation, slot, &mut steps)
    };
    let then = Then::of(situation, slot, &decision);
    let then = then.situation(situation);
    if goes_on {
        if !booked {
            place(situation, slot, &mut steps);
        }
        cost(situation, &then, slot, &decision, &mut steps);
        after_it(&then, slot, booked, &mut steps);
    }
    let due = happening.and_then(|happening| {
        let beside = if happening.unbooked { situation } else { &then };
        came_to_pass(beside, slot, happening)
    });
    Explanation {
        activity: situation.rules.activity(slot.activity).code.clone(),
        day: slot.day,
        now: situation.now,
        steps,
        verdict: Verdict::of(situation, slot, &decision),
        due,
    }
}

/// What is booked once the decision is done; with the slot itself even where that is refused.
struct Then {
    booked: BTreeSet<SlotKey>,
    late: BTreeSet<SlotKey>,
}

impl Then {
    fn of(situation: &Situation<'_>, slot: SlotKey, decision: &Decision) -> Self {
        let mut booked = situation.booked | &decision.book;
        booked.insert(slot);
        Self {
            booked,
            late: situation.late | &decision.late,
        }
    }

    fn situation<'a>(&'a self, now: &Situation<'a>) -> Situation<'a> {
        Situation {
            booked: &self.booked,
            late: &self.late,
            ..*now
        }
    }
}
