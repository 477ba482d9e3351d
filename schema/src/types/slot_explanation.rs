use async_graphql::{Context, Object, SimpleObject};
use preau_domain::explain::{Booked, Step, Verdict};
use preau_domain::locale::Locale;
use preau_domain::rulebook::RuleBook;
use preau_services::explanation::Explained;
use serde::Serialize;

use crate::asking::asking;
use crate::scalars::{DateTime, Money};

pub(crate) struct SlotExplanation(pub Explained);

/// How a slot is decided for a child, step by step.
#[Object]
impl SlotExplanation {
    /// The instant as of which it is explained.
    async fn as_of(&self) -> DateTime {
        DateTime(self.0.explanation.now)
    }

    /// Version of the rule book that governs the day.
    async fn rule_book_version(&self) -> i32 {
        self.0.town.on(self.0.explanation.day).version
    }

    /// What is looked at, in the order of the decision.
    async fn steps(&self, ctx: &Context<'_>) -> Vec<ExplanationStep> {
        let Explained { town, explanation } = &self.0;
        let rules = &town.on(explanation.day).rules;
        ExplanationStep::all(&explanation.steps, asking(ctx).locale(), rules)
    }

    /// What becomes of a request for the slot.
    async fn verdict(&self, ctx: &Context<'_>) -> ExplanationVerdict {
        let Explained { town, explanation } = &self.0;
        let rules = &town.on(explanation.day).rules;
        ExplanationVerdict::of(&explanation.verdict, asking(ctx).locale(), rules)
    }

    /// The same with all its facts, as JSON: what `preau rulebook explain --format json` prints.
    async fn facts(&self) -> String {
        serde_json::to_string(&self.0.explanation).unwrap_or_default()
    }
}

/// One step of a decision.
#[derive(SimpleObject)]
pub(crate) struct ExplanationStep {
    /// What is looked at, as `facts` names it: `school`, `booking`, `places`, …
    kind: String,
    /// The step in the person's language.
    message: String,
}

impl ExplanationStep {
    /// `rules` is the rule book that is explained.
    pub(crate) fn all(steps: &[Step], locale: Locale, rules: &RuleBook) -> Vec<Self> {
        let told = |step: &Step| Self {
            kind: word(step, "step"),
            message: step.say(locale, rules),
        };
        steps.iter().map(told).collect()
    }
}

/// What becomes of a request.
#[derive(SimpleObject)]
pub(crate) struct ExplanationVerdict {
    /// `book`, `book_late`, `may_wait`, `refused` or `already_booked`.
    kind: String,
    /// The verdict in the person's language.
    message: String,
    /// What the place costs the family, where it is or would be booked.
    price: Option<Money>,
    /// What the family would pay more in all, with what comes along and what changes in price.
    adds: Option<Money>,
}

impl ExplanationVerdict {
    /// `rules` is the rule book that is explained.
    pub(crate) fn of(verdict: &Verdict, locale: Locale, rules: &RuleBook) -> Self {
        let (price, adds) = match verdict {
            Verdict::Book(Booked { price, adds, .. }) | Verdict::BookLate(Booked { price, adds, .. }) => {
                (Some(*price), Some(*adds))
            }
            Verdict::AlreadyBooked { price, .. } => (Some(*price), None),
            Verdict::MayWait { .. } | Verdict::Refused(_) => (None, None),
        };
        Self {
            kind: word(verdict, "verdict"),
            message: verdict.say(locale, rules),
            price: price.map(Money::from),
            adds: adds.map(Money::from),
        }
    }
}

/// The word by which the facts tell one kind from another.
fn word(fact: &impl Serialize, tag: &str) -> String {
    let value = serde_json::to_value(fact).unwrap_or_default();
    value[tag].as_str().unwrap_or_default().to_owned()
}
